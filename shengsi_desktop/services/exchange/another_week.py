"""A document of another week than the one that is collected: a word about it, or an exception."""

from __future__ import annotations

from datetime import date, timedelta

from shengsi_desktop.domain.exchange import Finding
from shengsi_desktop.domain.weeks import week_label

#: a week older than this is rather a slip
_LONG_AGO = timedelta(weeks=8)


def another_week(week: str, asked: str, current: str) -> list[Finding]:
    """What to say of a document's week («2023-W30»), where `asked` is looked at and `current` is under way.

    Another week than the one looked at is worth a word; one that cannot be meant is an exception.
    """
    if not asked or week == asked:
        return []
    number = week_label(week).partition("年")[2]
    day, others = _monday(week), [one for one in (_monday(asked), _monday(current)) if one is not None]
    if day is None or day > max(others):
        return [Finding(f"是{week_label(week)}的报送，这一周还没有到，请核对。", short=f"{number}还没有到")]
    if day < min(others) - _LONG_AGO:
        return [Finding(f"是{week_label(week)}的报送，已过去很久，请核对。", short=f"{number}已过去很久")]
    return [Finding(number, stops=False)]


def _monday(label: str) -> date | None:
    try:
        return date.fromisocalendar(int(label[:4]), int(label[-2:]), 1)
    except ValueError:
        return None
