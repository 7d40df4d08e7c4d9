"""Ids: the same key gives the same id everywhere; other ids grow."""

from __future__ import annotations

import time
import uuid

import pytest

from shengsi_desktop.domain.identity import key
from shengsi_desktop.store import keys
from shengsi_desktop.store.commands import id_of
from shengsi_desktop.store.shapes import shapes


def test_a_key_gives_one_id_for_ever() -> None:
    assert keys.report_id("item", "unit", "2023-W10") == "c54f2b2d-71bb-585b-892a-81ffd0ebc6e7"


def test_parts_do_not_run_into_each_other() -> None:
    assert key("ab", "c") != key("a", "bc")
    with pytest.raises(ValueError, match="separator"):
        key("a\x1fb")


def test_every_key_function_gives_the_id_that_its_table_asks_for() -> None:
    given = {
        "report": (keys.report_id, {"item_id": "i", "unit_id": "u", "week": "w"}),
        "deliverable_value": (
            keys.deliverable_value_id,
            {"deliverable_id": "d", "unit_id": "u", "week": "w"},
        ),
        "plan_mark": (keys.plan_mark_id, {"report_id": "r", "line": "l", "occurrence": 0}),
        "unit_week": (keys.unit_week_id, {"unit_id": "u", "week": "w"}),
        "meeting": (keys.meeting_id, {"unit_id": "u", "cadence": "weekly", "period": "p", "n": 1}),
        "indicator_point": (keys.indicator_point_id, {"indicator_id": "i", "period": "p"}),
        "assignment": (keys.assignment_id, {"item_id": "i", "written": "各乡镇"}),
        "group_choice": (keys.group_choice_id, {"assignment_id": "a", "unit_id": "u"}),
        "succession": (keys.succession_id, {"item_id": "i", "predecessor_id": "p"}),
        "list_entry": (keys.list_entry_id, {"item_id": "i"}),
        "project": (keys.project_id, {"item_id": "i"}),
        "plan_point": (keys.plan_point_id, {"deliverable_id": "d", "period": "p"}),
        "island_tag": (keys.island_tag_id, {"deliverable_id": "d", "island": "花鸟"}),
        "item_section": (keys.item_section_id, {"item_id": "i", "section_id": "s"}),
        "leader_unit": (keys.leader_unit_id, {"leader_id": "l", "unit_id": "u"}),
        "leader_item": (keys.leader_item_id, {"leader_id": "l", "item_id": "i"}),
        "task_force_unit": (keys.task_force_unit_id, {"task_force_id": "t", "unit_id": "u"}),
        "task_force_item": (keys.task_force_item_id, {"task_force_id": "t", "item_id": "i"}),
        "stoppage_item": (keys.stoppage_item_id, {"stoppage_id": "s", "item_id": "i"}),
        "brief_part": (
            keys.brief_part_id,
            {"unit_id": "u", "kind": "month", "period": "2023-07", "about": "", "part": "behind"},
        ),
        "board_figure": (keys.board_figure_id, {"entrant_id": "e", "period": "2023-07"}),
        "appeal": (keys.appeal_id, {"item_id": "i"}),
        "county_note": (keys.county_note_id, {"item_id": "i", "unit_id": "u", "week": "w"}),
        "group_member": (keys.group_member_id, {"group_id": "g", "unit_id": "u"}),
    }
    assert set(given) == {name for name, shape in shapes().items() if shape.key}
    for name, (function, parts) in given.items():
        assert function(*parts.values()) == id_of(shapes()[name], parts)  # type: ignore[operator]


def test_new_ids_are_version_7_and_increase_even_when_the_clock_steps_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = [keys.new_id() for _ in range(5000)]
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000)
    ids = [*first, *(keys.new_id() for _ in range(100))]
    assert ids == sorted(set(ids))
    assert {uuid.UUID(name).version for name in ids} == {7}
    assert {uuid.UUID(name).variant for name in ids} == {uuid.RFC_4122}
