"""A stored value of a synced table as a person reads it: a day, a week, a name, the word of a code."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain import half_months
from shengsi_desktop.domain.periods import period_words
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services.exchange import field_words
from shengsi_desktop.store import final_rank
from shengsi_desktop.store.shapes import GONE, shapes
from shengsi_desktop.store.state import PURGED

if TYPE_CHECKING:
    import sqlite3

_YEAR = re.compile(r"\d{4}年")
_WEEK = re.compile(r"\d{4}-W\d{2}")
_HALF = re.compile(r"\d{4}-\d{2}-[12]")
_PERIOD = re.compile(r"\d{4}-(\d{2}|[QH]\d)")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?")
#: the name of a document, which is the sum of what it says
_SUM = re.compile(r"[0-9a-f]{64}")
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_NOT_HERE = "本机没有的定稿"
_COUNTED_FROM_MONDAY = frozenset({"weekday", "meeting_weekday", "last_weekday"})


def value_words(connection: sqlite3.Connection, entity: str, field: str, value: Any) -> str:
    """A stored value as it is read: 是 and 否, 7月21日, the name of what is referred to, a list's entries."""
    if value == PURGED:
        return GONE
    if value is None or value == "":
        return ""
    shape = shapes()[entity]
    if isinstance(value, bool):
        return "是" if value else "否"
    if field in shape.references:
        return _referred(connection, shape.references[field], str(value))
    text = str(value)
    if field not in shape.words and _SUM.fullmatch(text):
        return _document(connection, text)
    if field in _COUNTED_FROM_MONDAY and text.isdecimal() and int(text) < len(_WEEKDAYS):
        return _WEEKDAYS[int(text)]
    if text in _codes(entity, field):
        return _codes(entity, field)[text] or text
    if text.startswith(("[", "{")):
        return _listed(text)
    return text if field in shape.words else time_words(connection, text)


def time_words(connection: sqlite3.Connection, text: str) -> str:
    """«第30周», «7月21日», «7月下半月», with the year where it is not the plan's; what is no time stays as it is."""
    said = _time(text)
    if said == text:
        return text
    row = connection.execute("SELECT year FROM plan WHERE current AND NOT dead").fetchone()
    year = f"{row[0]}年" if row else ""
    # a whole year is said whole
    return said.removeprefix(year) or said


def _time(text: str) -> str:
    if _WEEK.fullmatch(text):
        return week_label(text)
    if _HALF.fullmatch(text):
        return half_months.label(text)
    if _PERIOD.fullmatch(text):
        return period_words(text)
    if _MOMENT.fullmatch(text):
        with suppress(ValueError):
            at = datetime.fromisoformat(text)
            at = at.astimezone() if at.tzinfo else at
            clock = f" {at:%H:%M}" if len(text) > len("2023-07-21") else ""
            return f"{at.year}年{at.month}月{at.day}日{clock}"
    return text


def _referred(connection: sqlite3.Connection, entity: str, row_id: str) -> str:
    """What is referred to; what has no name is called by its kind and time, and never by its id."""
    named = field_words.row_name(connection, entity, row_id)
    if named:
        return named
    row = shapes()[entity].read(connection, row_id) or {}
    time = next((str(row[name]) for name in ("week", "period", "day") if row.get(name)), "")
    return f"{field_words.entity_words(entity)} {time_words(connection, time)}".strip()


def _document(connection: sqlite3.Connection, name: str) -> str:
    """«县文广旅体局 定稿v1» of a 定稿; what this machine has not is not told by its sum."""
    row = connection.execute(
        "SELECT u.name FROM final_version f LEFT JOIN unit u ON u.id = f.unit_id WHERE f.id = ?", (name,)
    ).fetchone()
    if row is None:
        return _NOT_HERE
    number = final_rank.rank(connection, name)[0]
    return " ".join(part for part in (row[0] or "", f"定稿v{number}" if number else "定稿") if part)


def _listed(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return _plain(found)


def _plain(found: Any) -> str:
    if isinstance(found, dict):
        # keys of people's own columns are Chinese and said; the program's are not
        said = [("" if key.isascii() else f"{key}：", _plain(one)) for key, one in found.items()]
        return "、".join(f"{key}{one}" for key, one in said if one)
    if isinstance(found, list):
        between = "；" if any(isinstance(one, dict) for one in found) else "、"
        return between.join(filter(None, map(_plain, found)))
    if isinstance(found, bool):
        return "是" if found else "否"
    return "" if found is None else _time(str(found))


@cache
def _codes(entity: str, field: str) -> dict[str, str]:
    """The words of values that are kept as codes."""
    from shengsi_desktop.domain import appeals, boards, briefs, directives, indicators, stoppages, words

    found: dict[tuple[str, str], type[words.Word]] = {
        ("appeal", "area"): appeals.AppealArea,
        ("appeal", "level"): appeals.AppealLevel,
        ("appeal", "stage"): appeals.AppealStage,
        ("appeal_contact", "stage"): appeals.AppealStage,
        ("assignment", "origin"): words.Origin,
        ("assignment", "role"): words.Role,
        ("assignment", "role_source"): words.RoleSource,
        ("board_adjustment", "board"): boards.BoardKind,
        ("board_adjustment", "kind"): boards.AdjustmentKind,
        ("board_rule", "board"): boards.BoardKind,
        ("brief_part", "kind"): briefs.BriefKind,
        ("brief_part", "part"): briefs.BriefSection,
        ("condition", "comparator"): words.Comparator,
        ("coordination_request", "level"): words.RequestLevel,
        ("custom_board", "better"): boards.Better,
        ("deliverable", "comparator"): words.Comparator,
        ("deliverable", "kind"): words.DeliverableKind,
        ("directive", "source"): words.DirectiveSource,
        ("directive", "state"): words.DirectiveState,
        ("directive_step", "kind"): directives.StepKind,
        ("indicator", "trend"): indicators.Trend,
        ("indicator_point", "state"): indicators.GoalState,
        ("indicator_point", "status"): indicators.PointStatus,
        ("item", "kind"): words.ItemKind,
        ("light_rule", "basis"): words.LightBasis,
        ("light_rule", "preset"): words.RulePreset,
        ("meeting", "cadence"): words.Cadence,
        ("meeting_series", "cadence"): words.Cadence,
        ("meeting_series", "holidays"): words.HolidayRule,
        ("plan_mark", "mark"): words.PlanMark,
        ("stoppage", "kind"): stoppages.StoppageKind,
        ("unit", "kind"): words.UnitKind,
    }
    if (entity, field) in found:
        return {str(one.value): one.label for one in found[entity, field]}
    plain = {
        ("direction", "kind"): {"direction": "方向", "guarantee": "工作保障"},
        ("indicator", "cadence"): {"month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"},
    }
    return plain.get((entity, field), {})
