"""争取事项: weeks without contact, the stage one stands at, sums by stage, a contact typed in one line. Pure."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import AppealStage, StageSum
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.day_words import find_day, impossible_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shengsi_desktop.domain.appeals import AppealRow

#: from so many weeks without contact on a word is said of it
LONG_WEEKS = 4
_WEEK = 7
#: a day without a year that comes within so many days is taken for one to come, not for last year's
_SOON = 60
_DAYS_BACK = {"昨天": 1, "昨日": 1, "前天": 2, "今天": 0, "今日": 0}
_NEAR = re.compile(rf"\s*({'|'.join(_DAYS_BACK)})[\s，,]*")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天1-7]")
_YEAR_WRITTEN = re.compile(r"20\d\d\s*[年./-]")
_NUMBERED = re.compile(r"\d.*[月./-]|\d+[日号]")
#: what makes of the figures before it something else than a day («8.5亿元», «7.26版»)
_GOES_ON = re.compile(r"[\d.%％个万亿元年月版/-]")
_WHO = re.compile(r"[@＠]\s*([^\s,，;；。：:@＠]+)")
_LONGEST_DAY = 11


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


def parse_contact(text: str, today: date) -> tuple[date, str, str]:
    """Read «7月26日 @省财政厅 沟通补助资金» as (day, with whom, words); without a day at its beginning it was today.

    Days further on are part of what was said («答应8月10日前批复»). A contact lies in the past: «周三» is the last one,
    a month and day without a year this year's or last year's. Raises Refusal for a day at the beginning that is none
    or still to come, and for a line without a word.
    """
    line = text.strip()
    day, rest = _leading_day(line, today)
    names = [hit[1] for hit in _WHO.finditer(rest)]
    words = " ".join(_WHO.sub(" ", rest).split()).strip("，,；;：: ")
    if not words and not names:
        raise Refusal("请写上与谁对接、谈了什么，没有登记。")
    return day, "、".join(dict.fromkeys(names)), words


def _leading_day(line: str, today: date) -> tuple[date, str]:
    """The day that the line begins with, and the rest of it; today and the whole line without one."""
    near = _NEAR.match(line)
    if near:
        return today - timedelta(days=_DAYS_BACK[near[1]]), line[near.end() :]
    wrong = impossible_day(line[:_LONGEST_DAY])
    if wrong and line.startswith(wrong):
        raise Refusal(f"没有“{wrong}”这一天，没有登记。请改正日期。")
    for end in range(min(len(line), _LONGEST_DAY), 1, -1):
        found = find_day(line[:end], today)
        if found is not None and not found[0].strip() and not _GOES_ON.match(line[end:]):
            day = _past(line[:end], found[1], today)
            return (day, line[end:]) if day is not None else (today, line)
    return today, line


def _past(said: str, day: date, today: date) -> date | None:
    """The day as one in the past; None where the words speak of one to come («月底», «下周五»)."""
    if day <= today:
        return day
    if _WEEKDAY.match(said):
        return day - timedelta(days=_WEEK)
    if not _NUMBERED.search(said):
        return None
    before = None if _YEAR_WRITTEN.search(said) else _year_before(day)
    if before is None or (day - today).days < _SOON:
        raise Refusal(f"{day.year}年{day.month}月{day.day}日还没有到，没有登记。对接过再记。")
    return before


def _year_before(day: date) -> date | None:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None
