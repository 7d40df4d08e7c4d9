"""Between machines: 回执, 下发, 填报表, 县办摘编, 附件; what was taken in from other units, and who reads which.

Tables and columns more: records made before it need no upcast, since fields not set are default.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shengsi_desktop.store.said import VIEWS

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Tables, columns of 报送, 退回 and the rhythm, and the views over what was typed here and taken in."""
    _table("receipt", "issuer_id unit_id week final_id submission_id at person way")
    _texts("receipt", follows="[]")
    op.create_index("ix_receipt_unit_week", "receipt", ["unit_id", "week"])
    _table("dispatch", "issuer_id kind title content at person")
    _table("fill_sheet", "unit_id week content at person")
    op.create_index("ix_fill_sheet_unit_week", "fill_sheet", ["unit_id", "week"])
    _table("withdrawal", "entity document_id lifts+ at person unit_id")
    op.create_index("ix_withdrawal_document", "withdrawal", ["entity", "document_id"])
    _texts("submission", earlier="[]", along="{}")
    op.add_column(
        "submission", sa.Column("number", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column("change", sa.Column("blinded", sa.String(), nullable=True))
    _texts("week_return", submission_id="", issuer_id="")
    # all of it was registered at this one desk, in the order of the ids: what was handed in after a 退回 knew of it
    op.execute(
        "UPDATE submission SET along = (SELECT json_object('answers', json_group_array(r.id)) FROM week_return r"
        " WHERE r.final_id = submission.final_id AND r.id < submission.id)"
        " WHERE EXISTS (SELECT 1 FROM week_return r WHERE r.final_id = submission.final_id"
        " AND r.id < submission.id)"
    )
    # meeting day and 统计周期 of weeks past
    _texts("unit_rhythm", earlier="[]")
    _table("county_note", "dead# item_id+ unit_id>>unit week words final_id")
    op.create_index("ix_county_note_week", "county_note", ["week"])
    _table("attachment", "dead# item_id>item unit_id>>unit week name sha256 size#")
    _local()
    for statement in VIEWS:
        op.execute(statement)


def downgrade() -> None:
    """A store goes back by its backup."""
    raise NotImplementedError


def _local() -> None:
    _table("waiting_row", "", key="entity entity_id")
    _table("document_aside", "", key="entity id")
    _table("batch_document", "", key="batch entity id")
    _table("batch_range", "last#", key="batch origin first")
    _table("received_week", "final_id number#", key="unit_id week")
    _table(
        "received_report",
        "item_id+ unit_id week progress problems catch_up expected next_plan no_news# override_percent?"
        " override_reason section contact remark",
    )
    op.create_index("ix_received_report_unit_week", "received_report", ["unit_id", "week"])
    _table("received_value", "deliverable_id+ unit_id week value? stage#? done# words")
    op.create_index("ix_received_value_unit_week", "received_value", ["unit_id", "week"])
    _table("received_request", "item_id unit_id week text level raised_on?")
    op.create_index("ix_received_request_unit_week", "received_request", ["unit_id", "week"])
    _table("package_log", "at+ outgoing# kind name package counterpart unit_id week outcome batch")
    _table("machine", "host person knows at", key="origin")


def _table(name: str, described: str, *, key: str = "id") -> None:
    """A table of texts. «?» may be null, «#» a number, «+» indexed, «a>b» refers to b («>>»: without an index)."""
    columns: list[sa.Column[int] | sa.Column[str]] = []
    for part in key.split():
        if part == "first":
            columns.append(sa.Column(part, sa.Integer(), primary_key=True, nullable=False))
        else:
            columns.append(sa.Column(part, sa.String(), primary_key=True, nullable=False))
    indexed = []
    for word in described.split():
        column, _, target = word.rstrip("?#+").partition(">")
        nullable = word.endswith("?")
        if "#" in word:
            columns.append(sa.Column(column, sa.Integer(), nullable=nullable))
        elif target:
            reference = sa.ForeignKey(f"{target.lstrip('>')}.id", deferrable=True, initially="DEFERRED")
            columns.append(sa.Column(column, sa.String(), reference, nullable=nullable))
            if not target.startswith(">"):
                indexed.append(column)
        else:
            columns.append(sa.Column(column, sa.String(), nullable=nullable))
            if word.endswith("+"):
                indexed.append(column)
    op.create_table(name, *columns)
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])


def _texts(table: str, **defaults: str) -> None:
    for name, default in defaults.items():
        op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=default))
