"""How a period is called in a reason: «1–6月» for what adds up, «6月» for a point in time, «上半年» by quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.periods import QUARTER_WORDS, STEPS, last_month, month_key, read_period

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import Indicator

_DECEMBER = 12
_THROUGH = ("一季度", "上半年", "前三季度", "全年")


def period_words(indicator: Indicator, period: str, *, through: bool) -> str:
    """Call a period as the indicator's cadence has it. `through`: the value is that of the year so far."""
    month = last_month(period)
    named = not period[5:].isdecimal() or indicator.cadence in {"quarter", "half", "year"}
    if named and month % 3 == 0:
        whole_year = not period[5:] or indicator.cadence == "year"
        if through or whole_year or period[5:6] == "H" or indicator.cadence == "half":
            return _THROUGH[month // 3 - 1]
        return QUARTER_WORDS[month // 3 - 1]
    return f"1–{month}月" if through and month > 1 else f"{month}月"


def awaited_words(indicator: Indicator, period: str) -> str:
    """Call the period whose value is waited for: the cadence's last by then, else the year's first.

    Where no month is asked for («2023»), it is the year: «2023年».
    """
    asked = period.strip()
    if asked.isdecimal():
        return f"{asked}年"
    key = read_period(asked)
    step = STEPS.get(indicator.cadence, 1)
    month = last_month(key)
    return period_words(indicator, month_key(int(key[:4]), max(month - month % step, step)), through=False)
