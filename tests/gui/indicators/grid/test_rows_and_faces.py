"""Which indicators are listed, and how each month of one looks: pure."""

from __future__ import annotations

from datetime import date

from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.domain.units import Unit
from shengsi_desktop.domain.words import UnitKind
from shengsi_desktop.ui.pages.indicators.grid.faces import closed_words, faces
from shengsi_desktop.ui.pages.indicators.grid.rows import (
    Choice,
    Sight,
    count_missing,
    lacks,
    listed,
    with_headings,
)
from shengsi_desktop.ui.pages.indicators.grid.series import Field, by_month, months_over
from tests.gui.indicators.grid.figures import CARE, GDP, NURSES, PORT, ROUND, indicator, point, standing

JUNE = Sight(Field.VALUE, 2023, 6)
TOURISM = Unit("u", "县文广旅体局", "", UnitKind.DEPARTMENT, ("县文旅局",), "xwgltj", "")


def test_figures_of_a_row_have_equally_many_decimals_and_say_how_firm_they_are() -> None:
    points = by_month(
        (
            point(PORT, "2023-01", "0.5", status=PointStatus.FINAL),
            point(PORT, "2023-02", "1.125", status=PointStatus.PRELIMINARY),
            point(PORT, "2023-03", None, planned=point(PORT, "x", "2").value, status=PointStatus.FINAL),
            point(PORT, "2022-04", "9"),
        ),
        2023,
    )
    row = faces(PORT, points, Field.VALUE, 4, {2})
    assert [one.text for one in row] == ["0.500", "1.125", *[""] * 10]
    assert [one.plain for one in row[:2]] == ["0.5", "1.125"]
    assert [one.status.label for one in row[:3]] == ["核定数", "快报数", ""]
    assert [one.missing for one in row] == [False, False, True, True, *[False] * 8]
    assert [place for place, one in enumerate(row) if one.corrected] == [1]
    # a plan is never waited for, and nothing is said of how firm it is
    plan = faces(PORT, points, Field.PLANNED, 4)
    assert [one.text for one in plan[:4]] == ["", "", "2", ""]
    assert not any(one.missing or one.status is not PointStatus.UNSAID for one in plan)


def test_only_the_months_that_count_are_open() -> None:
    held = by_month((point(NURSES, "2023-Q1", "20"), point(NURSES, "2023-05", "21")), 2023)
    row = faces(NURSES, held, Field.VALUE, 6)
    assert [month for month, one in enumerate(row, start=1) if one.open] == [3, 5, 6, 9, 12]
    assert [one.text for one in row[:6]] == ["", "", "20", "", "21", ""]
    assert row[3].closed
    assert not row[4].closed  # a figure that stands there can be taken away
    assert row[5].missing
    assert closed_words(NURSES, Field.VALUE, 4) == "这个指标按季度填，只填3、6、9、12月"
    fed = indicator("完成年度投资", "亿元", item_id="i")
    assert not any(one.open for one in faces(fed, {1: point(fed, "2023-01", "5")}, Field.VALUE, 6))
    assert all(one.open for one in faces(fed, {}, Field.PLANNED, 6))


def test_a_target_of_words_shows_its_state_with_a_figure_above_it() -> None:
    points = {
        5: point(CARE, "2023-05", state=GoalState.UNDER_WAY),
        6: point(CARE, "2023-06", "98.7", state=GoalState.REACHED),
    }
    row = faces(CARE, points, Field.VALUE, 6)
    assert (row[4].text, row[4].note, row[4].plain) == ("推进中", "", "推进中")
    assert (row[5].text, row[5].note, row[5].plain) == ("98.7", "已达到", "98.7")
    assert [month for month, one in enumerate(row, start=1) if one.awaited] == [1, 2, 3, 4, 7]
    assert not any(one.missing for one in row)
    assert all(one.closed for one in faces(CARE, points, Field.PLANNED, 6))
    assert closed_words(CARE, Field.PLANNED, 1) == "定性目标没有计划数"


def test_what_lacks_its_newest_figure_is_found_by_its_own_rhythm() -> None:
    full = standing(GDP, point(GDP, "2023-06", "66.2"))
    old = standing(PORT, point(PORT, "2023-05", "0.4"))
    nurses = standing(NURSES, point(NURSES, "2023-03", "20"))
    state = standing(CARE, point(CARE, "2023-06", state=GoalState.NOT_STARTED))
    half = standing(ROUND)
    every = (full, old, nurses, state, half)
    assert listed(every, JUNE, Choice(missing=True)) == (old, nurses, half)
    assert count_missing(every, JUNE, Choice()) == 3
    assert [lacks(one, Sight(Field.VALUE, 2023, 5)) for one in every] == [True, False, False, True, False]
    assert not any(lacks(one, Sight(Field.VALUE, 2023, 0)) for one in every)
    # a plan lacks whatever month has none, words have none at all
    assert listed(every, Sight(Field.PLANNED, 2023, 6), Choice(missing=True)) == (full, old, nurses)


def test_filters_go_together_and_headings_stand_before_their_indicators() -> None:
    mine = standing(indicator("旅游总收入增速", "%", owner="县文旅局、县统计局", category="海洋产业"))
    other = standing(indicator("渔业增加值增速", "%", owner="县海洋与渔业局", category="海洋产业"))
    every = (standing(GDP), mine, other)
    assert listed(every, JUNE, Choice(unit=TOURISM)) == (mine,)
    assert listed(every, JUNE, Choice(text=" 增速 ")) == (mine, other)
    assert listed(every, JUNE, Choice(text="渔业", unit=TOURISM)) == ()
    assert with_headings(every) == ("经济总量", every[0], "海洋产业", mine, other)


def test_a_month_is_over_on_its_last_day() -> None:
    days = (date(2023, 7, 30), date(2023, 7, 31), date(2022, 1, 1), date(2024, 1, 1), date(2023, 12, 31))
    assert [months_over(2023, day) for day in days] == [6, 7, 0, 12, 12]
