"""The periods of boards: which there are, which weeks a month has, which period comes before. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.domain.periods import last_month, month_key, period_words, read_named_period, read_period
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import Week, WeekRhythm
from shengsi_desktop.rhythm.appraisal import quarter_of
from shengsi_desktop.rhythm.spans import weeks_of
from shengsi_desktop.rhythm.weeks import month_of, previous_week

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_MONTHS = {"Q": 3, "H": 6}
#: how many months lie in what is said, the longer words first
_LENGTHS = (("前三季度", 9), ("季度", 3), ("Q", 3), ("半年", 6), ("H", 6), ("全年", 12))
#: boards count by calendar weeks
CALENDAR = WeekRhythm()


def read_board_period(typed: str, kind: BoardKind) -> str:
    """The key of a board's period as a person writes it: «2023-07», «2023-Q3», «2023年三季度», «2023Q3».

    A 比拼榜 has what is named there: a month, a quarter, a half, a year. Refused for what is none, and, of a monthly
    board, for what is no month.
    """
    if kind is BoardKind.APPRAISAL:
        return quarter_of(read_period(typed))
    found = read_named_period(typed)
    if kind is not BoardKind.CUSTOM and not _MONTH.fullmatch(found):
        raise Refusal(f"“{typed.strip()}”不是月份，晾晒按月进行。请写成2023-07；季度考评用appraisal。")
    return found


def read_since(typed: str, kind: BoardKind, year: int) -> str:
    """From which period on a rule holds, as a person writes it («2023-08», «8月», «三季度» of `year`): its first month.

    For 考评 the quarter. Refused, in words of a rule, for what names no period.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed).split()).upper().removesuffix("起")
    if not _YEAR.match(plain):
        plain = f"{year}年{plain}"
    try:
        end = read_period(plain)
    except Refusal:
        raise Refusal(
            f"“{typed.strip()}”看不出是从哪一期起，规则没有保存。请写成2023-08、8月或三季度；从头起就不填。"
        ) from None
    said = plain[4:].lstrip("年-/.")
    length = next((months for part, months in _LENGTHS if part in said), 1) if said else 12
    first = month_key(int(end[:4]), last_month(end) - length + 1)
    return quarter_of(first) if kind is BoardKind.APPRAISAL else first


def period_before(period: str) -> str:
    """The period before, of the same length: «2023-06», «2023-Q2», «2022»."""
    year, part = int(period[:4]), period[5:]
    if not part:
        return str(year - 1)
    step = _MONTHS.get(part[0], 1)
    key = month_key(year, last_month(period) - step)
    return key if step == 1 else f"{key[:4]}-{part[0]}{int(key[5:]) // step}"


def period_after(period: str) -> str:
    """The period after, of the same length."""
    year, part = int(period[:4]), period[5:]
    if not part:
        return str(year + 1)
    step = _MONTHS.get(part[0], 1)
    key = month_key(year, last_month(period) + step)
    return key if step == 1 else f"{key[:4]}-{part[0]}{int(key[5:]) // step}"


def weeks_of_month(month: str, rhythm: WeekRhythm = CALENDAR) -> tuple[Week, ...]:
    """The weeks of that 统计周期 whose Thursday lies in the month: as many whatever day they end with."""
    return weeks_of(month, rhythm)


def weeks_read(month: str, today: date, rhythm: WeekRhythm = CALENDAR) -> tuple[Week, ...]:
    """The weeks of a month that have begun, the last of them being the as-of week. Refused where none has."""
    begun = tuple(week for week in weeks_of_month(month, rhythm) if week.first <= today)
    if not begun:
        raise Refusal(f"{period_words(month)}还没有开始，没有可以晾晒的内容。")
    return begun


def is_over(month: str, today: date) -> bool:
    """Whether the last week of a month is over."""
    return weeks_of_month(month)[-1].last < today


def board_day(today: date, plan_year: int, shown: Week) -> date:
    """The day that boards are worked out by: today, also while last year's plan is brought to its end.

    Where a plan of years ago is looked at, the shown week has just ended.
    """
    return today if today.year <= plan_year + 1 else shown.last + timedelta(days=1)


def as_of_week(month: str, today: date, rhythm: WeekRhythm) -> Week:
    """The week of that 统计周期 that a month is read as of: its last that has begun, else the one before the month."""
    weeks = weeks_of_month(month, rhythm)
    begun = [week for week in weeks if week.first <= today]
    return begun[-1] if begun else previous_week(weeks[0])


def as_of_words(weeks: Sequence[Week]) -> str:
    """«2023年第30周（截至7月30日）»."""
    week = weeks[-1]
    return f"{week.label}（截至{week.last.month}月{week.last.day}日）"


def current_period(kind: BoardKind, week: Week) -> str:
    """The period that a board opens with: that of the week."""
    month = month_of(week)
    return quarter_of(month) if kind is BoardKind.APPRAISAL else month
