"""The trend of an indicator, drawn: what it says, and that nothing of it is cut off."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from shengsi_desktop.charts.hover import hover_points
from shengsi_desktop.charts.palette import DARK, LIGHT
from shengsi_desktop.charts.render import png_bytes, svg_bytes
from shengsi_desktop.charts.trend import EMPTY, TrendSeries, trend_figure
from shengsi_desktop.domain.indicators import GoalState, PointStatus
from tests.charts.conftest import (
    FAMILY,
    MONTHS,
    SIZE,
    TEN_YEARS,
    box_of,
    covering,
    cut_off,
    draw,
    words,
    year,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PORT = TrendSeries(
    "港口货物吞吐量",
    "亿吨",
    MONTHS,
    year(0.06, 0.13, 0.24, 0.31, 0.42, 0.56),
    (0.05, 0.12, 0.22, 0.32, 0.43, 0.56, 0.74, 0.80, 0.93, 1.01, 1.07, 1.12),
    target=1.116,
    target_words="超1.116亿吨",
)
GROWTH = TrendSeries(
    "地区生产总值增速",
    "%",
    MONTHS,
    year(None, None, 8.7, None, None, 9.4),
    province=year(None, None, 4.9),
    target=10,
    target_low=9.5,
    target_words="10%左右",
)
NOTHING = TrendSeries("县域就诊率", "%", MONTHS, year(), target=85.8, target_words="达到85.8%")
WORDS = TrendSeries("托育服务供给", "", MONTHS, year(), target_words="愿托尽托")


def drawn(
    series: TrendSeries, *, width: int = 780, height: int = 400, dpi: float = 96, dark: bool = False
) -> Figure:
    return draw(
        trend_figure(series, width_px=width, height_px=height, dpi=dpi, dark=dark, family=FAMILY, titled=True)
    )


def lines(figure: Figure) -> dict[str, list[tuple[float, float]]]:
    return {
        str(line.get_label()): list(zip(line.get_xdata(), line.get_ydata(), strict=True))
        for line in figure.axes[0].get_lines()
    }


def test_the_target_stands_in_the_plans_words() -> None:
    assert "年度目标 超1.116亿吨" in words(drawn(PORT))


def test_the_newest_value_stands_beside_its_dot() -> None:
    assert "0.56" in words(drawn(PORT))


def test_the_whole_year_is_on_the_axis_though_half_of_it_is_known() -> None:
    assert [f"{month}月" for month in range(1, 13)] == [
        text for text in words(drawn(PORT)) if text.endswith("月")
    ]


def test_each_line_with_a_value_is_named_once_and_no_other() -> None:
    shown = words(drawn(GROWTH))
    assert [shown.count(name) for name in ("实际", "全省", "计划曲线", "去年同期")] == [1, 1, 0, 0]


def test_quarterly_values_make_a_line_over_the_months_between() -> None:
    assert lines(drawn(GROWTH))["实际"] == [(2, 8.7), (5, 9.4)]


def test_a_line_of_a_single_value_is_a_piece_of_that_line() -> None:
    figure = drawn(replace(PORT, last_year=(None,) * 11 + (1.05,)))
    ((left, low), (right, high)) = lines(figure)["去年同期"]
    assert (low, high, (left + right) / 2) == pytest.approx((1.05, 1.05, 11))
    assert right - left > 0.2
    assert "去年同期" in words(figure)


def test_about_ten_percent_is_a_band_from_the_least_that_still_meets_it() -> None:
    (band,) = drawn(GROWTH).axes[0].patches
    extent = band.get_path().get_extents(band.get_patch_transform())
    assert (extent.y0, extent.y1) == pytest.approx((9.5, 10))


def test_large_numbers_are_shown_in_ten_thousands() -> None:
    series = TrendSeries("村级集体经济总收入", "元", MONTHS, year(4_300_000, 23_000_000), target=55_000_000)
    figure = drawn(series)
    assert "村级集体经济总收入（万元）" in words(figure)
    assert lines(figure)["实际"][1] == (1, 2300)
    assert "年度目标 5500万元" in words(figure)


def test_a_figure_has_one_unit_for_its_axis_its_target_and_its_forecast() -> None:
    series = TrendSeries(
        "地区生产总值", "万元", MONTHS, year(112_000, 215_000, 662_345), target=1_430_000,
        target_words="突破1430000万元", forecast=(None, None, 662_345.0, *[1_322_759.0] * 9),
        forecast_words="近6月线性，年底约1322759，难达标",
    )  # fmt: skip
    shown = words(drawn(series))
    assert {"年度目标 突破143亿元", "预测（近6月线性，年底约132.276亿元，难达标）", "66.234"} <= set(shown)


def test_values_close_together_far_above_nought_fill_the_height() -> None:
    series = TrendSeries("空气优良天数占比", "%", MONTHS, year(98.2, 97.1, 98.6), target=97.5)
    assert drawn(series).axes[0].get_ylim()[0] > 90
    assert drawn(PORT).axes[0].get_ylim()[0] == 0


@pytest.mark.parametrize("series", [NOTHING, WORDS], ids=["with a number", "in words only"])
def test_without_values_it_says_where_to_enter_them_and_still_names_the_target(series: TrendSeries) -> None:
    shown = words(draw(trend_figure(series, **SIZE)))
    assert EMPTY in shown
    assert f"年度目标 {series.target_words}" in shown
    assert "实际" not in shown
    # a picture that leaves the window has no table below it
    outside = words(drawn(series))
    assert "尚无数据" in outside
    assert EMPTY not in outside


STATES = (GoalState.NOT_STARTED, GoalState.UNSAID, GoalState.UNDER_WAY) + (GoalState.UNSAID,) * 9


def test_a_target_of_words_shows_where_it_stands() -> None:
    figure = drawn(replace(WORDS, states=STATES))
    shown = words(figure)
    assert {"未启动", "推进中", "已达到", "年度目标 愿托尽托"} <= set(shown)
    assert "尚无数据" not in shown
    assert lines(figure)["状态"] == [(0, 0), (2, 1)]
    assert [point.words for point in hover_points(figure)] == [
        "托育服务供给 1月 未启动",
        "托育服务供给 3月 推进中",
    ]
    assert covering(figure) == []
    assert cut_off(figure) == []


@pytest.mark.parametrize("series", [PORT, GROWTH, NOTHING, WORDS], ids=["port", "growth", "nothing", "words"])
@pytest.mark.parametrize(
    ("width", "height", "dpi"), [(780, 400, 96), (1170, 600, 144), (420, 260, 96), (1600, 900, 192)]
)
def test_no_label_is_cut_off(series: TrendSeries, width: int, height: int, dpi: float) -> None:
    figure = drawn(series, width=width, height=height, dpi=dpi)
    assert cut_off(figure) == []
    assert covering(figure) == []


def test_the_words_of_the_target_cover_no_dot_of_the_actual_line() -> None:
    figure = drawn(PORT)
    axes = figure.axes[0]
    box = box_of(figure, "年度目标")
    for points in (lines(figure)["实际"], lines(figure)["计划曲线"]):
        assert not any(box.contains(*axes.transData.transform(point)) for point in points)


FORECAST = replace(
    PORT,
    forecast=(None,) * 5 + (0.56, 0.66, 0.76, 0.86, 0.96, 1.06, 1.16),
    forecast_words="近6月线性，年底约1.16，可达标",
    source="数据来源 县交通运输局 · 次月12日发布",
    status=(PointStatus.FINAL,) * 4 + (PointStatus.PRELIMINARY,) * 2 + (PointStatus.UNSAID,) * 6,
)


def test_the_forecast_goes_on_from_the_newest_value_and_names_its_method() -> None:
    figure = drawn(FORECAST)
    assert "预测（近6月线性，年底约1.16，可达标）" in words(figure)
    line = lines(figure)["预测（近6月线性，年底约1.16，可达标）"]
    assert (line[0], line[-1]) == ((5, 0.56), (11, 1.16))


def test_whose_figures_these_are_stands_at_the_right_of_the_legend() -> None:
    figure = drawn(FORECAST, width=900)
    source, actual = box_of(figure, "数据来源 县交通运输局"), box_of(figure, "实际")
    assert source.y0 == pytest.approx(actual.y0, abs=3)
    assert source.x1 == pytest.approx(figure.bbox.x1 - 8 / 72 * 96, abs=2)


ALL = replace(FORECAST, last_year=(0.05,) * 12, province=year(0.05, 0.1))


@pytest.mark.parametrize(("width", "height"), [(560, 210), (420, 260), (340, 230), (780, 400)])
def test_every_line_that_is_drawn_is_named_however_low_the_figure(width: int, height: int) -> None:
    figure = drawn(ALL, width=width, height=height)
    shown = words(figure)
    assert {"实际", "快报数", "计划曲线", "全省", "去年同期"} <= set(shown)
    assert any(text.startswith("预测（近6月线性") for text in shown)
    assert covering(figure) == []
    assert cut_off(figure) == []


def test_the_source_of_the_numbers_stays_where_the_plot_can_give_way() -> None:
    assert any(text.startswith("数据来源") for text in words(drawn(ALL, width=520, height=300)))


def test_figures_that_may_still_change_are_hollow_dots() -> None:
    figure = drawn(FORECAST)
    hollow = next(line for line in figure.axes[0].lines if line.get_label() == "快报数")
    assert list(hollow.get_xdata()) == [4, 5]
    assert to_hex(hollow.get_markerfacecolor()).upper() == LIGHT.card
    assert "快报数" in words(figure)


def tinted(figure: Figure) -> tuple[float, float]:
    """From where to where the side is tinted that meets the target."""
    (patch,) = figure.axes[0].patches
    extent = patch.get_path().transformed(patch.get_patch_transform()).get_extents()
    return extent.y0, extent.y1


def test_what_is_not_to_be_exceeded_is_met_below_its_line() -> None:
    series = TrendSeries("城乡居民收入倍差", "", MONTHS, year(1.52, 1.47), target=1.5, ceiling=True)
    figure = drawn(series)
    assert tinted(figure) == pytest.approx((figure.axes[0].get_ylim()[0], 1.5))


def test_a_range_has_both_its_lines_and_is_met_between() -> None:
    series = TrendSeries("低收入群体比例", "%", MONTHS, year(35.5), target=36, target_high=40)
    figure = drawn(series)
    assert tinted(figure) == pytest.approx((36, 40))
    levels = [y for line in figure.axes[0].lines for y in line.get_ydata()]
    assert levels.count(36) == levels.count(40) == 2


def test_a_target_against_the_province_is_the_provinces_line() -> None:
    province = year(3.3, 3.2)
    series = TrendSeries(
        "文盲率", "%", MONTHS, year(3.1, 2.9), province=province, target_line=province,
        target_words="低于全省平均", ceiling=True,
    )  # fmt: skip
    figure = drawn(series)
    assert lines(figure)["目标线（低于全省平均）"] == [(0, 3.3), (1, 3.2)]
    assert "全省" not in words(figure)
    assert tinted(figure)[1] == 3.3


def test_places_count_from_the_first_above() -> None:
    series = TrendSeries(
        "生态环境状况综合指数", "位", MONTHS, year(9, 4), target=5, ranked=True, ceiling=True
    )
    figure = drawn(series)
    low, high = figure.axes[0].get_ylim()
    assert low > high
    assert {"第1位", "第4位"} <= set(words(figure))
    assert tinted(figure) == pytest.approx((high, 5))


def test_what_adds_up_begins_anew_each_year_and_the_target_is_of_its_own_year() -> None:
    values = tuple(float(place % 12 + 1) for place in range(114)) + (None,) * 6
    series = TrendSeries("港口货物吞吐量", "亿吨", TEN_YEARS, values, target=13.0, adds_up=True)
    figure = drawn(series)
    assert sum(math.isnan(y) for _, y in lines(figure)["实际"]) == 9
    level = next(line for line in figure.axes[0].lines if list(line.get_ydata()) == [13.0, 13.0])
    assert level.get_xdata()[0] > 100
    assert [text for text in words(figure) if text.endswith("年")] == [
        f"{one}年" for one in range(2014, 2024)
    ]


def test_all_numbers_of_an_axis_have_as_many_decimals() -> None:
    numbers = [text for text in words(drawn(PORT)) if text.replace(".", "").isdigit()]
    assert {"0.0", "0.2", "1.0"} <= set(numbers)


@pytest.mark.parametrize("height", [190, 210, 240])
def test_a_low_figure_still_has_three_numbers_on_its_axis(height: int) -> None:
    ranked = TrendSeries("综合指数", "位", MONTHS, year(8, 6, 5, 4, 3, 2), target=3, ranked=True)
    for series in (PORT, replace(GROWTH, province=()), ranked):
        axes = drawn(series, width=560, height=height).axes[0]
        (grid,) = axes.collections
        assert len(grid.get_segments()) >= 3


@pytest.mark.parametrize(
    "values",
    [year(79, 79, 79), year(-3.2, -0.5), year(0), year(5), year(1e-7, 2e-7), year(9.9e15)],
    ids=["equal", "negative", "nought", "one", "tiny", "huge"],
)
def test_unusual_values_leave_a_readable_axis(values: tuple[float | None, ...]) -> None:
    figure = drawn(TrendSeries("渔业增加值增速", "%", MONTHS, values))
    assert cut_off(figure) == []
    assert covering(figure) == []
    assert not any("e" in text for text in words(figure))


def test_dark_and_light_have_their_own_ground() -> None:
    assert to_hex(drawn(PORT, dark=True).get_facecolor()).upper() == DARK.card
    assert to_hex(drawn(PORT).get_facecolor()).upper() == LIGHT.card


def test_values_without_their_periods_are_refused() -> None:
    with pytest.raises(ValueError, match="12 periods, 2 values"):
        TrendSeries("港口货物吞吐量", "亿吨", MONTHS, (1.0, 2.0))


VALUES = st.none() | st.floats(-1e9, 1e9, allow_nan=False)


@settings(max_examples=12)
@given(
    actual=st.lists(VALUES, min_size=12, max_size=12),
    target=VALUES,
    high=VALUES,
    name=st.text(max_size=12),
    unit=st.sampled_from(["", "%", "个", "万元", "亿吨"]),
)
def test_any_values_and_any_name_make_a_picture(
    actual: list[float | None], target: float | None, high: float | None, name: str, unit: str
) -> None:
    series = TrendSeries(
        name, unit, MONTHS, tuple(actual), target=target, target_high=high, target_words=name
    )
    figure = drawn(series)
    assert cut_off(figure) == []
    assert covering(figure) == []


def test_a_png_has_the_pixels_that_were_asked_for() -> None:
    header = png_bytes(drawn(PORT, width=1170, height=600, dpi=144))[:24]
    assert [int.from_bytes(header[at : at + 4], "big") for at in (16, 20)] == [1170, 600]


def test_an_svg_needs_no_font_and_comes_out_the_same_each_time() -> None:
    first, second = svg_bytes(drawn(PORT)), svg_bytes(drawn(PORT))
    assert first == second
    assert b"<text" not in first


def test_a_picture_leaves_the_canvas_of_the_figure_in_its_place() -> None:
    figure = drawn(PORT)
    canvas = figure.canvas
    svg_bytes(figure)
    png_bytes(figure)
    assert figure.canvas is canvas


def test_charts_load_neither_qt_nor_pyplot() -> None:
    code = (
        "import sys; import shengsi_desktop.charts.trend, shengsi_desktop.charts.render;"
        "print([name for name in ('PySide6', 'matplotlib.pyplot', 'tkinter') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    seen = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
