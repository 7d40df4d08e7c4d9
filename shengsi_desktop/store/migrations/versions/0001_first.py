"""The first schema.

Frozen when released: a later shape is a later revision.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """From nothing."""
    _make_plan()
    _make_units()
    _make_items()
    _make_weeks()
    _make_meetings()
    _make_indicators()
    _make_documents_and_local()
    _make_log()


def downgrade() -> None:
    """There is nothing before it; a store goes back by its backup."""
    raise NotImplementedError


def _texts(names: str, *, nullable: bool = False, primary_key: bool = False) -> list[sa.Column[str]]:
    return [
        sa.Column(name, sa.String(), nullable=nullable, primary_key=primary_key) for name in names.split()
    ]


def _numbers(names: str, *, nullable: bool = False, primary_key: bool = False) -> list[sa.Column[int]]:
    return [
        sa.Column(name, sa.Integer(), nullable=nullable, primary_key=primary_key) for name in names.split()
    ]


def _flags(names: str) -> list[sa.Column[int]]:
    return _numbers(names)


def _reference(name: str, target: str, *, nullable: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey(target, deferrable=True, initially="DEFERRED")
    return sa.Column(name, sa.String(), key, nullable=nullable)


def _synced(name: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    op.create_table(name, *_texts("id", primary_key=True), *_flags("dead"), *columns)


def _make_plan() -> None:
    """The plan and its outline."""
    _synced(
        "plan",
        *_texts("issuer"),
        *_numbers("year", nullable=True),
        *_texts("title source_text source_sha256"),
        *_flags("current"),
    )
    _synced(
        "direction",
        _reference("plan_id", "plan.id"),
        *_numbers("ordinal"),
        *_texts("number title kind"),
        *_numbers("start_at end_at"),
    )
    op.create_index("ix_direction_plan_id", "direction", ["plan_id"])
    _synced(
        "task",
        _reference("plan_id", "plan.id"),
        _reference("direction_id", "direction.id"),
        *_numbers("ordinal"),
        *_texts("number title"),
        *_numbers("start_at end_at"),
    )
    op.create_index("ix_task_direction_id", "task", ["direction_id"])
    op.create_index("ix_task_plan_id", "task", ["plan_id"])


def _make_units() -> None:
    """Units, groups and islands."""
    _synced("unit", *_texts("name full_name kind aliases initials stem"), *_numbers("ordinal"))
    _synced("unit_group", *_texts("name rule"))
    _synced("group_member", _reference("group_id", "unit_group.id"), _reference("unit_id", "unit.id"))
    op.create_index("ix_group_member_group_id", "group_member", ["group_id"])
    op.create_index("ix_group_member_unit_id", "group_member", ["unit_id"])
    _synced("island_place", *_texts("island_id island"), _reference("unit_id", "unit.id"), *_texts("source"))
    op.create_index("ix_island_place_island_id", "island_place", ["island_id"])
    op.create_index("ix_island_place_unit_id", "island_place", ["unit_id"])
    _synced(
        "unit_rhythm",
        *_numbers("meeting_weekday"),
        *_texts("meeting_time hand_in"),
        *_numbers("last_weekday"),
    )


def _make_items() -> None:
    """What is tracked, and who answers for it."""
    _synced(
        "item",
        _reference("plan_id", "plan.id"),
        _reference("task_id", "task.id", nullable=True),
        *_texts("kind"),
        *_numbers("ordinal"),
        *_texts("number title text"),
        *_numbers("start_at end_at"),
        *_texts("marker"),
        *_numbers("marker_start marker_end"),
        *_texts("due"),
        *_flags("due_is_default"),
    )
    op.create_index("ix_item_plan_id", "item", ["plan_id"])
    op.create_index("ix_item_task_id", "item", ["task_id"])
    _synced(
        "deliverable",
        _reference("item_id", "item.id"),
        *_numbers("ordinal"),
        *_texts("number kind name text"),
        *_numbers("start_at end_at"),
        *_texts("target target_high", nullable=True),
        *_texts("unit object of comparator stages due"),
        *_flags("due_is_default by_time"),
    )
    op.create_index("ix_deliverable_item_id", "deliverable", ["item_id"])
    _synced(
        "assignment",
        _reference("item_id", "item.id"),
        *_texts("written"),
        _reference("unit_id", "unit.id", nullable=True),
        _reference("group_id", "unit_group.id", nullable=True),
        *_texts("role role_source origin"),
        *_numbers("ordinal"),
    )
    op.create_index("ix_assignment_group_id", "assignment", ["group_id"])
    op.create_index("ix_assignment_item_id", "assignment", ["item_id"])
    op.create_index("ix_assignment_unit_id", "assignment", ["unit_id"])
    _synced(
        "group_choice",
        _reference("assignment_id", "assignment.id"),
        _reference("unit_id", "unit.id"),
        *_flags("included"),
    )
    op.create_index("ix_group_choice_assignment_id", "group_choice", ["assignment_id"])
    op.create_index("ix_group_choice_unit_id", "group_choice", ["unit_id"])


def _make_weeks() -> None:
    """What is reported week by week."""
    _synced(
        "report",
        _reference("item_id", "item.id"),
        _reference("unit_id", "unit.id"),
        *_texts("week progress problems catch_up expected next_plan"),
        *_flags("no_news"),
        *_texts("override_percent", nullable=True),
        *_texts("override_reason section contact remark"),
    )
    op.create_index("ix_report_item_id", "report", ["item_id"])
    op.create_index("ix_report_unit_week", "report", ["unit_id", "week"])
    _synced(
        "deliverable_value",
        _reference("deliverable_id", "deliverable.id"),
        _reference("unit_id", "unit.id"),
        *_texts("week"),
        *_texts("value", nullable=True),
        *_numbers("stage", nullable=True),
        *_flags("done"),
    )
    op.create_index("ix_deliverable_value_deliverable_id", "deliverable_value", ["deliverable_id"])
    op.create_index("ix_deliverable_value_unit_week", "deliverable_value", ["unit_id", "week"])
    _synced(
        "plan_mark",
        _reference("report_id", "report.id"),
        *_texts("line"),
        *_numbers("occurrence"),
        *_texts("mark"),
    )
    op.create_index("ix_plan_mark_report_id", "plan_mark", ["report_id"])
    _synced("unit_week", _reference("unit_id", "unit.id"), *_texts("week reviewer filler phone"))
    op.create_index("ix_unit_week_unit_week", "unit_week", ["unit_id", "week"])


def _make_meetings() -> None:
    """Meetings and what comes of them."""
    _synced(
        "meeting",
        _reference("unit_id", "unit.id"),
        *_texts("cadence period"),
        *_numbers("n"),
        *_texts("held_at place chair attendees recorder notes"),
    )
    op.create_index("ix_meeting_unit_period", "meeting", ["unit_id", "period"])
    _synced(
        "topic",
        _reference("meeting_id", "meeting.id"),
        *_numbers("ordinal"),
        *_texts("title notes conclusion"),
        _reference("item_id", "item.id", nullable=True),
        *_numbers("carried"),
    )
    op.create_index("ix_topic_item_id", "topic", ["item_id"])
    op.create_index("ix_topic_meeting_id", "topic", ["meeting_id"])
    _synced(
        "directive",
        _reference("unit_id", "unit.id"),
        _reference("meeting_id", "meeting.id", nullable=True),
        _reference("item_id", "item.id", nullable=True),
        *_texts("what who"),
        *_texts("due", nullable=True),
        *_texts("state source week"),
        *_texts("done_on", nullable=True),
    )
    op.create_index("ix_directive_item_id", "directive", ["item_id"])
    op.create_index("ix_directive_meeting_id", "directive", ["meeting_id"])
    op.create_index("ix_directive_unit_week", "directive", ["unit_id", "week"])
    _synced(
        "coordination_request",
        _reference("item_id", "item.id"),
        _reference("unit_id", "unit.id"),
        *_texts("week text level"),
        *_texts("raised_on", nullable=True),
        *_texts("answer"),
    )
    op.create_index("ix_coordination_request_item_id", "coordination_request", ["item_id"])
    op.create_index("ix_coordination_request_unit_week", "coordination_request", ["unit_id", "week"])


def _make_indicators() -> None:
    """Indicators and light rules."""
    _synced(
        "indicator",
        _reference("plan_id", "plan.id"),
        *_numbers("ordinal"),
        *_texts("name category unit target_words text"),
        *_numbers("start_at end_at"),
        *_texts("owner cadence"),
        *_flags("cumulative"),
    )
    op.create_index("ix_indicator_plan_id", "indicator", ["plan_id"])
    _synced(
        "condition",
        _reference("indicator_id", "indicator.id"),
        *_numbers("ordinal"),
        *_texts("comparator"),
        *_texts("value", nullable=True),
        *_texts("unit"),
        *_texts("reference", nullable=True),
    )
    op.create_index("ix_condition_indicator_id", "condition", ["indicator_id"])
    _synced(
        "indicator_point",
        _reference("indicator_id", "indicator.id"),
        *_texts("period"),
        *_texts("value province", nullable=True),
        *_numbers("rank", nullable=True),
        *_texts("planned", nullable=True),
    )
    op.create_index("ix_indicator_point_indicator_id", "indicator_point", ["indicator_id"])
    _synced(
        "light_rule",
        *_texts("name"),
        *_numbers("version"),
        *_texts("yellow_below red_below"),
        *_numbers("soon_days"),
        *_texts("approx_margin"),
        *_flags("current"),
    )


def _make_documents_and_local() -> None:
    """Submitted documents, and what is of this machine alone."""
    op.create_table(
        "final_version",
        *_texts("id", primary_key=True),
        *_texts("unit_id week"),
        *_texts("parent_id", nullable=True),
        *_texts("content at person reviewer"),
    )
    op.create_index("ix_final_version_unit_week", "final_version", ["unit_id", "week"])
    op.create_table(
        "draft",
        *_texts("entity entity_id field", primary_key=True),
        *_texts("key", nullable=True),
        *_texts("value bases at"),
    )
    op.create_table("local_setting", *_texts("key", primary_key=True), *_texts("value"))
    op.create_table("set_aside", *_texts("origin", primary_key=True), *_numbers("seq", primary_key=True))
    op.create_table(
        "batch",
        *_texts("id", primary_key=True),
        *_numbers("ordinal"),
        *_texts("name at origin"),
        *_texts("undoes", nullable=True),
    )
    op.create_index("ix_batch_ordinal", "batch", ["ordinal"])


def _make_log() -> None:
    """The log and what is derived from it."""
    op.create_table(
        "change",
        *_texts("origin", primary_key=True),
        *_numbers("seq", primary_key=True),
        *_texts("bases"),
        *_numbers("lamport"),
        *_texts("at batch batch_name unit person entity entity_id field"),
        *_texts("value salt", nullable=True),
        *_numbers("schema"),
        *_texts("prev_hash hash"),
    )
    op.create_index("ix_change_batch", "change", ["batch"])
    op.create_index("ix_change_lamport", "change", ["lamport"])
    op.create_index("ix_change_row", "change", ["entity", "entity_id"])
    op.create_table(
        "head", *_texts("entity entity_id field origin", primary_key=True), *_numbers("seq", primary_key=True)
    )
