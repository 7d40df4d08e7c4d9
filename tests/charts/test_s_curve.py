"""A project's money: plan against done, in one unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from shengsi_desktop.charts.hover import hover_points
from shengsi_desktop.charts.palette import palette
from shengsi_desktop.charts.project_sums import monthly
from shengsi_desktop.charts.s_curve import EMPTY, SCurve, gap_words, s_curve_figure
from tests.charts.conftest import MONTHS, SIZE, box_of, covering, cut_off, draw, words, year

HARBOUR = SCurve(
    "小洋山北侧陆域形成项目",
    "万元",
    MONTHS,
    (3000, 8000, 15000, 22000, 30000, 38000, 46000, 55000, 63000, 70000, 76000, 80000),
    year(2500, 7200, 14000, 21500, 27200, 35000),
    total=620_000,
    year_plan=80_000,
    before=201_000,
    stage="围堤合龙",
    key="harbour",
)


def test_the_whole_figure_is_in_the_unit_of_its_largest_sum() -> None:
    figure = draw(s_curve_figure(HARBOUR, titled=True, **SIZE))
    shown = words(figure)
    assert "小洋山北侧陆域形成项目（亿元）" in shown
    assert "年度计划 8亿元" in shown
    done = next(line for line in figure.axes[0].lines if line.get_label() == "完成累计")
    assert list(done.get_ydata()) == pytest.approx([0.25, 0.72, 1.4, 2.15, 2.72, 3.5])
    bars = [bar.get_height() for bar in figure.axes[1].patches]
    assert bars[-1] == pytest.approx(0.78)
    assert covering(figure) == []
    assert cut_off(figure) == []


def test_small_sums_stay_in_ten_thousands() -> None:
    small = SCurve("污水管网", "万元", MONTHS, (), year(12, 35), year_plan=550)
    assert "单位：万元" in words(draw(s_curve_figure(small, **SIZE)))


@pytest.mark.parametrize(
    ("done", "said"),
    [(35000, "差0.30亿元"), (38000, "与计划持平"), (39000, "超0.10亿元")],
)
def test_the_gap_at_the_newest_month_is_said(done: float, said: str) -> None:
    curve = replace(HARBOUR, done=(*HARBOUR.done[:5], done, *HARBOUR.done[6:]))
    assert gap_words(curve) == said
    assert any(said in text for text in words(draw(s_curve_figure(curve, **SIZE))))


def test_without_a_plan_for_the_month_there_is_no_gap() -> None:
    assert gap_words(replace(HARBOUR, planned=())) == ""


def test_sums_since_the_start_and_the_stage_stand_above() -> None:
    assert "总投资62亿元，开工以来累计23.6亿元（38.1%），形象进度 围堤合龙" in words(
        draw(s_curve_figure(HARBOUR, **SIZE))
    )


def test_a_month_that_was_not_told_is_in_the_next_one() -> None:
    assert monthly(year(10, None, 40), MONTHS) == [(0, 0, 10.0), (1, 2, 30.0)]
    curve = replace(HARBOUR, done=year(2500, None, 14000))
    figure = draw(s_curve_figure(curve, **SIZE))
    march = next(point for point in hover_points(figure) if point.period == "2023-03")
    assert march.words == "3月 完成累计1.40亿元，计划累计1.50，2月以来完成1.15，占年度计划17.5%"


def test_each_year_begins_anew() -> None:
    assert monthly((5.0, 12.0, 3.0), ("2022-11", "2022-12", "2023-01")) == [
        (0, 0, 5.0),
        (1, 1, 7.0),
        (2, 2, 3.0),
    ]


def test_a_project_without_figures_says_so() -> None:
    assert EMPTY in words(draw(s_curve_figure(SCurve("尚未开工", "万元", MONTHS, (), ()), **SIZE)))


def test_points_say_the_plan_where_nothing_is_done_yet() -> None:
    said = {point.period: point.words for point in hover_points(draw(s_curve_figure(HARBOUR, **SIZE)))}
    assert said["2023-06"] == "6月 完成累计3.50亿元，计划累计3.80，当月完成0.78，占年度计划43.8%"
    assert said["2023-09"] == "9月 计划累计6.30亿元"


WORKS = SCurve(
    "渔村微改造二期",
    "万元",
    MONTHS,
    (100, 250, 500, 800, 1100, 1400, 1600, 1750, 1850, 1930, 1980, 2000),
    year(None, None, 80, 210, 360, 560),
    year_plan=2000,
)


@pytest.mark.parametrize("done", [WORKS.done, year(60)], ids=["a wide gap", "the first month"])
def test_the_words_of_the_gap_lie_on_no_line(done: tuple[float | None, ...]) -> None:
    figure = draw(s_curve_figure(replace(WORKS, done=done), **SIZE))
    box = box_of(figure, "，差")
    for line in figure.axes[0].lines:
        path = line.get_path().transformed(line.get_transform())
        assert not path.intersects_bbox(box.padded(-1), filled=False)


def test_a_bar_alone_stands_above_its_month_and_two_side_by_side() -> None:
    bars = draw(s_curve_figure(WORKS, **SIZE)).axes[1].patches
    middles = sorted(bar.get_x() + bar.get_width() / 2 for bar in bars)
    assert middles[:2] == pytest.approx([0, 1])
    assert middles[-6:] == pytest.approx([6, 7, 8, 9, 10, 11])
    assert middles[2] + middles[3] == pytest.approx(2 * 2)


def test_the_axis_of_the_bars_reaches_the_highest_one() -> None:
    figure = draw(s_curve_figure(WORKS, **SIZE))
    assert {"100", "200", "300"} <= set(words(figure))
    assert figure.axes[1].get_ylim()[1] >= 300


@pytest.mark.parametrize("dark", [False, True])
def test_a_planned_bar_has_an_outline_that_stands_out(dark: bool) -> None:
    figure = draw(s_curve_figure(WORKS, dark=dark, **SIZE))
    assert {to_hex(bar.get_edgecolor()).upper() for bar in figure.axes[1].patches} == {
        palette(dark=dark).second,
        palette(dark=dark).sea,
    }


def test_what_finds_no_room_beside_the_title_is_told_whole_below_it() -> None:
    long = replace(WORKS, total=3600, before=0, stage="5个点位已开工，2个点位等待材料进岛")
    figure = draw(s_curve_figure(long, titled=True, **SIZE))
    assert any(text.endswith("2个点位等待材料进岛") for text in words(figure))
    assert covering(figure) == []
    assert cut_off(figure) == []
