"""指标进度 row by row: what a standing says is what the cells hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.indicators import GoalState, IndicatorPoint
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.sheets.week_indicators import COLUMNS, indicator_rows
from tests.rhythm.made import CARGO, FISHERY, NURSERY, condition, indicator, point, read

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding


def row(standing: IndicatorStanding) -> dict[str, Any]:
    (entries,) = indicator_rows([standing])
    return {column.head: entry for column, entry in zip(COLUMNS, entries, strict=True)}


def test_a_level_and_a_rate_say_their_change_each_in_its_own_way() -> None:
    level = row(read(CARGO, point("2022-06", "0.5"), point("2023-06", "0.56", planned="0.558")))
    assert (level["同比"].value, level["同比"].number_format) == (Decimal("12.0"), '+0.0"%";-0.0"%";0.0"%"')
    assert (level["完成率"].value, level["序时进度"].value) == (Decimal("50.2"), Decimal("50.0"))
    # a deliverable's light rests on the week, not on the month that its value stands in
    weekly = row(replace(read(CARGO, point("2023-06", "0.5")), schedule=Decimal("57.8")))
    assert weekly["序时进度"].value == Decimal("57.8")
    rate = row(read(FISHERY, point("2022-06", "4.4"), point("2023-06", "4.1")))
    assert (rate["同比"].value, "个百分点" in rate["同比"].number_format) == (Decimal("-0.3"), True)
    assert row(read(FISHERY))["同比"].value == "—"


def test_a_place_and_a_goal_of_words_stand_where_a_share_would() -> None:
    one = replace(
        indicator("环境指数", "", condition(Comparator.RANK, "5", "位", "province")), target_words="全省前五"
    )
    placed = row(read(one, point("2023-06", None, rank=3)))
    assert (placed["本期值"].value, placed["完成率"].value, placed["全省位次"].value) == (
        "—",
        "第3位/前5位",
        3,
    )
    words = row(read(NURSERY, IndicatorPoint("x", "2023-06", None, state=GoalState.REACHED)))
    assert (words["本期值"].value, words["完成率"].value) == ("—", "已达到")
