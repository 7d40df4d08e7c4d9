"""争取事项: weeks without contact, the stage one stands at, sums by stage, a contact typed in one line. Pure."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import AppealStage, StageSum
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.day_words import impossible_day
from shengsi_desktop.rhythm.directives import parse_quick_add

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from shengsi_desktop.domain.appeals import AppealRow

#: from so many weeks without contact on a word is said of it
LONG_WEEKS = 4
_WEEK = 7
#: a day without a year is last year's only where that is not longer ago (days)
_LONGEST_BACK = 183
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天1-7]")
_YEAR_WRITTEN = re.compile(r"20\d\d\s*[年./-]")


def silent_weeks(last: date | None, as_of: date) -> int | None:
    """Whole weeks since the last contact; None where there was none. A contact after `as_of` counts as today's."""
    return None if last is None else max((as_of - last).days, 0) // _WEEK


def silence_words(last: date | None, weeks: int | None, stage: AppealStage | None) -> str:
    """«已5周未对接», kindly; empty while contact is fresh or nothing is left to ask."""
    if stage is AppealStage.GRANTED:
        return ""
    if last is None:
        return "还没有对接记录"
    return f"已{weeks}周未对接" if weeks is not None and weeks >= LONG_WEEKS else ""


def is_silent(row: AppealRow) -> bool:
    """Whether it has been long without contact (a reminder's business); one never spoken of is not yet."""
    return not row.settled and row.silent_weeks is not None and row.silent_weeks >= LONG_WEEKS


def stage_at(reached: int | None) -> AppealStage | None:
    """The stage that a milestone's count of reached stages means; None for none."""
    stages = tuple(AppealStage)
    return stages[min(reached, len(stages)) - 1] if reached else None


def count_of(stage: AppealStage | None) -> int:
    """How many stages are reached where it stands at that one."""
    return tuple(AppealStage).index(stage) + 1 if stage is not None else 0


def sums_by_stage(rows: Iterable[AppealRow]) -> tuple[StageSum, ...]:
    """Count and known amounts by stage, 未对接 first; only stages that something stands at."""
    shown = tuple(rows)
    counts = Counter(row.stage for row in shown)
    stages: tuple[AppealStage | None, ...] = (None, *AppealStage)
    return tuple(
        StageSum(stage, counts[stage], money.total(row.amount for row in shown if row.stage is stage))
        for stage in stages
        if counts[stage]
    )


def parse_contact(text: str, today: date, known: Sequence[str] = ()) -> tuple[date, str, str]:
    """Read «7月26日 @省财政厅 沟通补助资金» as (day, with whom, words); without a day it was today.

    Any order, as for a directive. A day lies in the past: «周三» is the last one, a month and day without a year this
    year's or last year's. Raises Refusal for a day that is none, that is still to come, or a line without a word.
    """
    wrong = impossible_day(text)
    if wrong:
        raise Refusal(f"没有“{wrong}”这一天，没有登记。请改正日期。")
    what, who, day = parse_quick_add(text, today, known)
    if not what and not who:
        raise Refusal("请写上与谁对接、谈了什么，没有登记。")
    return _past(text, day, today), who, what


def _past(text: str, day: date | None, today: date) -> date:
    if day is None or day == today:
        return today
    if _YEAR_WRITTEN.search(text):
        if day > today:
            raise Refusal(f"{day.year}年{day.month}月{day.day}日还没有到，没有登记。对接过再记。")
        return day
    if (
        day > today
        and re.search(r"(?:周|星期|礼拜)[一二三四五六日天1-7]", text)
        and day - today < timedelta(days=_WEEK)
    ):
        return day - timedelta(days=_WEEK)
    if day > today:
        before = _year_before(day)
        if before is None or (today - before).days > _LONGEST_BACK:
            raise Refusal(f"{day.month}月{day.day}日还没有到，没有登记。对接过再记，或写上年份。")
        return before
    return day


def _year_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None
