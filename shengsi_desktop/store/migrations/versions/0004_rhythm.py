"""The rhythm: who does what, series of meetings, steps of directives, stoppages, briefs, 争取事项, boards, 报送.

Tables and columns more: records made before it need no upcast, since fields not set are default.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """New tables first, since columns refer to some of them."""
    _people()
    _meetings()
    _boards()
    _submitted()
    _table("pasted_reply", "unit_id+ week section_id text at taken", synced=False)
    _references("meeting", series_id="meeting_series")
    _references("topic", origin_id="topic")
    _references("directive", owner_unit_id="unit", request_id="coordination_request")
    _columns("unit", "category")
    _columns("unit_week", "for_meeting_at")
    _columns("meeting", "conclusion")
    _columns("coordination_request", "answered_on? answered_by")
    _columns(
        "directive",
        "person phone first_due? given_by given_on? document signed_on? signed_by result closed_on? closed_by",
    )
    _columns("light_rule", "since remark", preset="yinchuan", basis="gap", kinds="{}")
    _flag("light_rule", "made_up", default=1)
    _flag("topic", "reached", default=0)


def downgrade() -> None:
    """A store goes back by its backup."""
    raise NotImplementedError


def _people() -> None:
    _table("section", "unit_id>unit name person phone ordinal#")
    _table("item_section", "item_id>item section_id>section")
    _table("county_leader", "name post principal# ordinal#")
    _table("leader_unit", "leader_id>county_leader unit_id>unit")
    _table("leader_item", "leader_id>county_leader item_id>item")
    _table("task_force", "name head deputies leader_id>county_leader? unit_id>unit? remark ordinal#")
    _table("task_force_unit", "task_force_id>task_force unit_id>unit")
    _table("task_force_item", "task_force_id>task_force item_id>item")


def _meetings() -> None:
    _table(
        "meeting_series",
        "unit_id>unit cadence name weekday# month_day# meeting_time hand_in place attendees holidays"
        " leader_id>county_leader? task_force_id>task_force? ordinal#",
    )
    _table("directive_step", "directive_id>directive kind day person words due_from? due_to?")
    _table("stoppage", "kind name first_day last_day islands reason source")
    _table("stoppage_item", "stoppage_id>stoppage item_id>item included#")
    _table("brief_part", "unit_id>>unit kind period about part words drafted")
    op.create_index("ix_brief_part_unit_period", "brief_part", ["unit_id", "period"])


def _boards() -> None:
    _table("board_rule", "board version# name since spec source")
    _table("custom_board", "name measure unit better remark ordinal#")
    _table("board_entrant", "board_id>custom_board name group_name unit_id>unit? ordinal#")
    _table("board_figure", "entrant_id>board_entrant period value? evidence")
    _table("board_adjustment", "board period entrant kind points reason person")
    op.create_index("ix_board_adjustment_board_period", "board_adjustment", ["board", "period"])
    _table(
        "appeal",
        "item_id>item area level stage amount? office last_contact from_item_id>item? sentence remark",
    )
    _table("appeal_contact", "item_id>item day with_whom words stage")


def _submitted() -> None:
    _table("submission", "unit_id week final_id at person way", synced=False)
    op.create_index("ix_submission_unit_week", "submission", ["unit_id", "week"])
    _table("week_return", "unit_id week final_id at person reason", synced=False)
    op.create_index("ix_week_return_unit_week", "week_return", ["unit_id", "week"])
    _table("publication", "board period parent_id? content at person", synced=False)
    op.create_index("ix_publication_board_period", "publication", ["board", "period"])


def _table(name: str, described: str, *, synced: bool = True) -> None:
    """A table of texts. «?» may be null, «#» a number, «+» indexed, «a>b» refers to b («>>»: without an index)."""
    columns: list[sa.Column[int] | sa.Column[str]] = [
        sa.Column("id", sa.String(), primary_key=True, nullable=False)
    ]
    if synced:
        columns.append(sa.Column("dead", sa.Integer(), nullable=False))
    indexed = []
    for word in described.split():
        column, _, target = word.rstrip("?#+").partition(">")
        nullable = word.endswith("?")
        if word.endswith("#"):
            columns.append(sa.Column(column, sa.Integer(), nullable=False))
        elif target:
            key = sa.ForeignKey(f"{target.lstrip('>')}.id", deferrable=True, initially="DEFERRED")
            columns.append(sa.Column(column, sa.String(), key, nullable=nullable))
            if not target.startswith(">"):
                indexed.append(column)
        else:
            columns.append(sa.Column(column, sa.String(), nullable=nullable))
            if word.endswith("+"):
                indexed.append(column)
    op.create_table(name, *columns)
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _columns(table: str, texts: str, **defaults: str) -> None:
    """Text columns more; rows that are there get the default, which the tables themselves do not keep."""
    wanted = {text: None if text.endswith("?") else "" for text in texts.split()} | defaults
    for text, default in wanted.items():
        name, nullable = text.rstrip("?"), text.endswith("?")
        op.add_column(table, sa.Column(name, sa.String(), nullable=nullable, server_default=default))


def _flag(table: str, name: str, *, default: int) -> None:
    op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text(str(default))))


def _references(table: str, **targets: str) -> None:
    """References more, empty where a row is there.

    SQLite adds no key of the table's own to one that is there: the table is made anew of its own words, with the
    columns put in, and takes the rows over.
    """
    connection = op.get_bind()
    master = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql <> ''")
    made = connection.execute(master, {"table": table}).fetchall()
    (sql,) = (row.sql for row in made if row.type == "table")
    had = [row.name for row in connection.execute(sa.text(f'PRAGMA table_info("{table}")'))]
    columns = "".join(f"\t{name} VARCHAR, \n" for name in targets)
    keys = "".join(
        f", \n\tFOREIGN KEY({name}) REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
        for name, target in targets.items()
    )
    body = sql[sql.index("(") :].replace("\tPRIMARY KEY", f"{columns}\tPRIMARY KEY", 1)
    op.execute(f"CREATE TABLE {table}_anew {body.rstrip().removesuffix(')').rstrip()}{keys}\n)")
    listed = ", ".join(f'"{name}"' for name in had)
    op.execute(f'INSERT INTO {table}_anew ({listed}) SELECT {listed} FROM "{table}"')
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)
    for row in made:
        if row.type == "index":
            op.execute(row.sql)
    for name in targets:
        op.create_index(f"ix_{table}_{name}", table, [name])
