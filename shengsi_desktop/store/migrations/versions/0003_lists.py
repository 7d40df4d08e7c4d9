"""The four lists, plan curves, islands by hand; and what an indicator and its points say beside the value.

Tables and columns more, and an island may have no township: records made before it need no upcast, since fields
not set are default.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Four tables, and columns of indicators, points and deliverables' values."""
    _table("list_entry", "item", "number category goal leader section person phone due_words remark extras")
    _table(
        "project",
        "item",
        "builder nature site money_unit total? before? start_on start_words finish_on finish_words milestones problem",
    )
    _table("plan_point", "deliverable", "period planned?")
    _table("island_tag", "deliverable", "island", sa.Column("included", sa.Integer(), nullable=False))
    _columns("indicator", "baseline? trend source release support remark", extras="{}")
    _columns("indicator_point", "status state")
    _columns("deliverable_value", "words")
    _let_islands_have_no_township()


def downgrade() -> None:
    """A store goes back by its backup."""
    raise NotImplementedError


def _let_islands_have_no_township() -> None:
    """SQLite changes no column: the table is made anew and takes the rows over."""
    unit = sa.ForeignKey("unit.id", deferrable=True, initially="DEFERRED")
    op.create_table(
        "island_place_anew",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("dead", sa.Integer(), nullable=False),
        sa.Column("island_id", sa.String(), nullable=False),
        sa.Column("island", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), unit, nullable=True),
        sa.Column("source", sa.String(), nullable=False),
    )
    op.execute(
        "INSERT INTO island_place_anew SELECT id, dead, island_id, island, unit_id, source FROM island_place"
    )
    op.drop_table("island_place")
    op.rename_table("island_place_anew", "island_place")
    for column in ("island_id", "unit_id"):
        op.create_index(f"ix_island_place_{column}", "island_place", [column])


def _table(name: str, parent: str, texts: str, *more: sa.Column[int]) -> None:
    """A synced table of texts («?» behind those that may be null) with a reference to its parent."""
    key = sa.ForeignKey(f"{parent}.id", deferrable=True, initially="DEFERRED")
    op.create_table(
        name,
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("dead", sa.Integer(), nullable=False),
        sa.Column(f"{parent}_id", sa.String(), key, nullable=False),
        *(sa.Column(text.rstrip("?"), sa.String(), nullable=text.endswith("?")) for text in texts.split()),
        *more,
    )
    op.create_index(f"ix_{name}_{parent}_id", name, [f"{parent}_id"])


def _columns(table: str, texts: str, **defaults: str) -> None:
    """Text columns more; rows that are there get the default, which the tables themselves do not keep."""
    wanted = {text: None if text.endswith("?") else "" for text in texts.split()} | defaults
    for text, default in wanted.items():
        name, nullable = text.rstrip("?"), text.endswith("?")
        op.add_column(table, sa.Column(name, sa.String(), nullable=nullable, server_default=default))
