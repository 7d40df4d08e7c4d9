"""Items that go on with those of an earlier plan.

A table more and nothing else: records made before it need no upcast.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """The table of links between items."""
    op.create_table(
        "succession",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("dead", sa.Integer(), nullable=False),
        _item("item_id"),
        _item("predecessor_id"),
    )
    op.create_index("ix_succession_item_id", "succession", ["item_id"])
    op.create_index("ix_succession_predecessor_id", "succession", ["predecessor_id"])


def downgrade() -> None:
    """A store goes back by its backup."""
    raise NotImplementedError


def _item(name: str) -> sa.Column[str]:
    return sa.Column(
        name, sa.String(), sa.ForeignKey("item.id", deferrable=True, initially="DEFERRED"), nullable=False
    )
