"""Ids of rows: UUIDv5 of the key for keyed rows, UUIDv7 for all others (changes.md, «Keys»)."""

from __future__ import annotations

import os
import threading
import time
import uuid

from shengsi_desktop.domain.identity import key


def report_id(item_id: str, unit_id: str, week: str) -> str:
    """周填报: one item, one unit, one week."""
    return key("report", item_id, unit_id, week)


def deliverable_value_id(deliverable_id: str, unit_id: str, week: str) -> str:
    """What one unit reported of one deliverable in one week."""
    return key("deliverable_value", deliverable_id, unit_id, week)


def plan_mark_id(report_id: str, line: str, occurrence: int) -> str:
    """The mark on one line of last week's plan; `report_id` is the report that holds the line."""
    return key("plan_mark", report_id, line, str(occurrence))


def unit_week_id(unit_id: str, week: str) -> str:
    """A unit's week."""
    return key("unit_week", unit_id, week)


def meeting_id(unit_id: str, cadence: str, period: str, n: int) -> str:
    """The n-th meeting (from 1) of that cadence in one period."""
    return key("meeting", unit_id, cadence, period, str(n))


def indicator_point_id(indicator_id: str, period: str) -> str:
    """A value of one indicator for one period."""
    return key("indicator_point", indicator_id, period)


def list_entry_id(item_id: str) -> str:
    """An item's line in its list."""
    return key("list_entry", item_id)


def project_id(item_id: str) -> str:
    """重大项目 beside its item."""
    return key("project", item_id)


def plan_point_id(deliverable_id: str, period: str) -> str:
    """What a deliverable's plan curve asks for by the end of a period."""
    return key("plan_point", deliverable_id, period)


def island_tag_id(deliverable_id: str, island: str) -> str:
    """A person's word on one island of a deliverable."""
    return key("island_tag", deliverable_id, island)


def assignment_id(item_id: str, written: str) -> str:
    """One owner of an item: a unit or a group as written."""
    return key("assignment", item_id, written)


def group_choice_id(assignment_id: str, unit_id: str) -> str:
    """A person's including or excluding one unit of a wildcard."""
    return key("group_choice", assignment_id, unit_id)


def succession_id(item_id: str, predecessor_id: str) -> str:
    """That an item goes on with one of an earlier plan."""
    return key("succession", item_id, predecessor_id)


def group_member_id(group_id: str, unit_id: str) -> str:
    """One unit in one group."""
    return key("group_member", group_id, unit_id)


def item_section_id(item_id: str, section_id: str) -> str:
    """One 承办科室 of an item."""
    return key("item_section", item_id, section_id)


def leader_unit_id(leader_id: str, unit_id: str) -> str:
    """A unit that a county leader is in charge of."""
    return key("leader_unit", leader_id, unit_id)


def leader_item_id(leader_id: str, item_id: str) -> str:
    """An item that a county leader is in charge of by name."""
    return key("leader_item", leader_id, item_id)


def task_force_unit_id(task_force_id: str, unit_id: str) -> str:
    """One unit in a 工作专班."""
    return key("task_force_unit", task_force_id, unit_id)


def task_force_item_id(task_force_id: str, item_id: str) -> str:
    """One item that a 工作专班 sees to."""
    return key("task_force_item", task_force_id, item_id)


def stoppage_item_id(stoppage_id: str, item_id: str) -> str:
    """A person's word on one item of a stoppage."""
    return key("stoppage_item", stoppage_id, item_id)


def brief_part_id(unit_id: str, kind: str, period: str, about: str, part: str) -> str:
    """One part of a half-month brief or a month pack."""
    return key("brief_part", unit_id, kind, period, about, part)


def board_figure_id(entrant_id: str, period: str) -> str:
    """What an entrant of a custom board has in one period."""
    return key("board_figure", entrant_id, period)


def county_note_id(item_id: str, unit_id: str, week: str) -> str:
    """县办摘编 of one item of a unit's week."""
    return key("county_note", item_id, unit_id, week)


def appeal_id(item_id: str) -> str:
    """争取事项 beside its item."""
    return key("appeal", item_id)


_lock = threading.Lock()
_last = 0
_COUNTER_BITS = 12
_RANDOM_BITS = 62


def new_id() -> str:
    """A UUIDv7 (RFC 9562): Unix milliseconds, a 12-bit part that grows within one of them, 62 random bits.

    Ids of one process are strictly increasing, also when the clock steps back.
    """
    global _last  # noqa: PLW0603
    with _lock:
        now = (time.time_ns() // 1_000_000) << _COUNTER_BITS
        _last = max(now, _last + 1)
        stamp = _last
    milliseconds, counter = stamp >> _COUNTER_BITS, stamp & ((1 << _COUNTER_BITS) - 1)
    random = int.from_bytes(os.urandom(8)) & ((1 << _RANDOM_BITS) - 1)
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | random))
