"""Several indicators in one figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import PatchCollection

from shengsi_desktop.charts.canvas import TEXT_SIZE
from shengsi_desktop.charts.compare import (
    PERCENT,
    REACHED,
    TrendSeries,
    multiples_figure,
    one_unit,
    overlay_figure,
)
from shengsi_desktop.charts.labels import NOTHING
from shengsi_desktop.charts.multiples import columns_for
from shengsi_desktop.domain.indicators import GoalState
from tests.charts.conftest import MONTHS, SIZE, TEN_YEARS, box_of, covering, cut_off, draw, texts, words, year

if TYPE_CHECKING:
    from matplotlib.lines import Line2D

PORT = TrendSeries("港口货物吞吐量", "亿吨", MONTHS, year(0.24, 0.56), target=1.12, key="port")
GROWTH = TrendSeries("地区生产总值增速", "%", MONTHS, year(8.7, 9.4), target=10.0, key="growth")
RATIO = TrendSeries(
    "城乡居民收入倍差", "", MONTHS, year(1.52, 1.47), target=1.5, shares=year(98.7, 100.0), ceiling=True
)
WORDS = TrendSeries("托育服务供给", "", MONTHS, year(), target_words="愿托尽托")
LONG = "县域内重点产业高技能人才和海洋经济领域专业技术人员新增数量"


def curves(figure: object) -> dict[str, Line2D]:
    return {
        str(line.get_label()): line
        for line in figure.axes[0].lines
        if not str(line.get_label()).startswith("_")
    }  # type: ignore[attr-defined]


def test_in_percent_of_the_target_each_line_ends_with_its_name_and_its_share() -> None:
    figure = draw(overlay_figure([PORT, GROWTH, RATIO], percent_of_target=True, **SIZE))
    shown = words(figure)
    assert {"港口货物吞吐量 50%", "地区生产总值增速 94%", "城乡居民收入倍差 100%"} <= set(shown)
    assert f"单位：{PERCENT}" in shown
    assert REACHED in shown
    assert list(curves(figure)["港口货物吞吐量"].get_ydata()) == pytest.approx([21.43, 50], abs=0.01)


def test_the_shares_of_one_figure_have_as_many_decimals() -> None:
    more = replace(GROWTH, name="渔业增加值增速", shares=year(82, 141.5))
    shown = words(draw(overlay_figure([PORT, more], percent_of_target=True, **SIZE)))
    assert {"港口货物吞吐量 50.0%", "渔业增加值增速 141.5%"} <= set(shown)
    small = words(draw(multiples_figure([PORT, more], percent_of_target=True, **SIZE)))
    assert {"50.0%", "141.5%"} <= set(small)


def test_the_share_is_that_of_the_attainment_where_less_is_better() -> None:
    figure = draw(overlay_figure([RATIO, PORT], percent_of_target=True, **SIZE))
    assert list(curves(figure)["城乡居民收入倍差"].get_ydata()) == [98.7, 100.0]


def test_different_units_share_no_axis_but_that_of_percent() -> None:
    assert not one_unit([PORT, GROWTH])
    assert f"单位：{PERCENT}" in words(draw(overlay_figure([PORT, GROWTH], percent_of_target=False, **SIZE)))


def test_one_unit_keeps_its_numbers_and_has_no_line_of_a_hundred() -> None:
    shown = words(
        draw(
            overlay_figure([GROWTH, replace(GROWTH, name="渔业增加值增速")], percent_of_target=False, **SIZE)
        )
    )
    assert "单位：%" in shown
    assert "地区生产总值增速 9.4" in shown
    assert REACHED not in shown


def test_sums_in_ten_thousands_and_in_hundred_millions_are_of_one_axis() -> None:
    small = TrendSeries("微改造投资", "万元", MONTHS, year(4_000, 12_000))
    large = TrendSeries("年度投资", "亿元", MONTHS, year(0.8, 1.5))
    figure = draw(overlay_figure([small, large], percent_of_target=False, **SIZE))
    assert "单位：亿元" in words(figure)
    assert list(curves(figure)["微改造投资"].get_ydata()) == [0.4, 1.2]
    assert list(curves(figure)["年度投资"].get_ydata()) == [0.8, 1.5]


def test_what_has_no_number_to_reach_is_named_below_and_not_drawn() -> None:
    figure = draw(overlay_figure([PORT, WORDS], percent_of_target=True, **SIZE))
    assert any(text.startswith("未画") and text.endswith("：托育服务供给") for text in words(figure))
    assert "托育服务供给" not in curves(figure)


def test_quarters_stand_among_months() -> None:
    quarters = TrendSeries("地区生产总值", "亿元", ("2023-Q1", "2023-Q2"), (33.0, 66.0), target=143.0)
    figure = draw(overlay_figure([PORT, quarters], percent_of_target=True, **SIZE))
    assert list(curves(figure)["地区生产总值"].get_xdata()) == [2, 5]


def test_twelve_lines_are_told_apart_by_more_than_their_hue() -> None:
    many = [replace(GROWTH, name=f"指标{number}") for number in range(14)]
    figure = draw(overlay_figure(many, percent_of_target=True, **SIZE))
    drawn = list(curves(figure).values())
    assert len(drawn) == 12
    looks = {(line.get_color(), line._unscaled_dash_pattern, line.get_marker()) for line in drawn}
    assert len(looks) == 12
    assert "超过12项未画：指标12、指标13" in words(figure)


def test_names_leave_the_line_of_the_target_and_its_words_free() -> None:
    near = [replace(GROWTH, name=f"指标{number}", shares=year(90, 99.0 + number)) for number in range(4)]
    figure = draw(overlay_figure(near, percent_of_target=True, **SIZE))
    reached = box_of(figure, REACHED)
    for lead in (one for one in figure.artists if hasattr(one, "get_segments")):
        for path in lead.get_paths():
            assert not path.transformed(lead.get_transform()).intersects_bbox(reached, filled=False)
    (ground,) = (one for one in figure.artists if isinstance(one, PatchCollection))
    covers = [path.get_extents(ground.get_transform()) for path in ground.get_paths()]
    for number, cover in enumerate(sorted(covers, key=lambda one: -one.y0)):
        name = box_of(figure, f"指标{3 - number} ")
        assert cover.width < name.width + 20
        assert cover.height < 1.2 * 9 / 72 * 96


@pytest.mark.parametrize("height", [210, 260, 400])
def test_the_names_of_twelve_lines_are_of_one_size_with_the_other_words(height: int) -> None:
    many = [replace(GROWTH, name=f"指标{number}") for number in range(12)]
    figure = draw(overlay_figure(many, percent_of_target=True, **{**SIZE, "height_px": height}))
    assert {text.get_fontsize() for text in texts(figure)} == {TEXT_SIZE}
    assert covering(figure) == []
    assert cut_off(figure) == []


NAMES = st.sampled_from(["地区生产总值", "港口货物吞吐量", LONG, "文盲率", "近岸海域一、二类海水水质比例"])
ENDS = st.lists(st.tuples(NAMES, st.floats(-20, 160), st.integers(0, 11)), min_size=1, max_size=12)


@settings(max_examples=12)
@given(ENDS, st.sampled_from([(780, 400, 96.0), (1170, 600, 144.0), (520, 320, 96.0)]))
def test_the_names_at_the_ends_never_cover_each_other(
    ends: list[tuple[str, float, int]], size: tuple[int, int, float]
) -> None:
    series = []
    for name, share, last in ends:
        shares = year(*[50.0] * last, share)
        series.append(TrendSeries(name, "", MONTHS, shares, shares=shares))
    width, height, dpi = size
    figure = draw(
        overlay_figure(
            series, percent_of_target=True, **{**SIZE, "width_px": width, "height_px": height, "dpi": dpi}
        )
    )
    assert covering(figure) == []
    assert cut_off(figure) == []


def test_beside_a_half_known_year_the_names_stand_at_the_newest_values() -> None:
    half = draw(overlay_figure([PORT, GROWTH], percent_of_target=True, **SIZE))
    whole = draw(overlay_figure([replace(PORT, actual=(0.5,) * 12), GROWTH], percent_of_target=True, **SIZE))
    assert box_of(half, "港口货物吞吐量").x1 < half.axes[0].get_window_extent().x1
    assert box_of(whole, "港口货物吞吐量").x0 > whole.axes[0].get_window_extent().x1


def test_small_figures_have_name_unit_newest_value_and_target_each() -> None:
    figure = draw(multiples_figure([PORT, GROWTH, RATIO, WORDS], **SIZE))
    assert len(figure.axes) == 4
    assert {"港口货物吞吐量", "（亿吨）", "0.56", "9.4%", "1.47", NOTHING} <= set(words(figure))
    assert covering(figure) == []
    assert cut_off(figure) == []
    reds = [line for line in figure.axes[0].lines if list(line.get_ydata()) == [1.12, 1.12]]
    assert len(reds) == 1


def test_a_small_figure_of_a_target_of_words_shows_where_it_stands() -> None:
    under_way = replace(WORDS, states=(GoalState.UNDER_WAY,) * 12)
    for percent in (False, True):
        figure = draw(multiples_figure([PORT, under_way], percent_of_target=percent, **SIZE))
        assert words(figure).count("推进中") == 2
        assert NOTHING not in words(figure)
        assert covering(figure) == []


def test_names_of_small_figures_go_on_in_another_line_rather_than_be_cut() -> None:
    long = replace(GROWTH, name="每万老年人口拥有持证养老护理员数", unit="人")
    figure = draw(multiples_figure([long] * 9, **SIZE))
    whole = "".join(words(figure))
    assert "每万老年人口拥有持证养老护理员数（人）" in whole
    assert "…" not in whole
    assert covering(figure) == []


def test_in_percent_all_small_figures_have_one_scale() -> None:
    figure = draw(multiples_figure([PORT, GROWTH], percent_of_target=True, **SIZE))
    first, second = (axes.get_ylim() for axes in figure.axes)
    assert first == second
    own = draw(multiples_figure([PORT, GROWTH], **SIZE))
    assert own.axes[0].get_ylim() != own.axes[1].get_ylim()


def test_twelve_of_ten_years_with_long_names_stay_readable() -> None:
    values = tuple(float(place % 12) for place in range(120))
    many = [TrendSeries(LONG, "亿吨", TEN_YEARS, values, target=11.0, adds_up=True) for _ in range(12)]
    figure = draw(multiples_figure(many, **{**SIZE, "width_px": 1080, "height_px": 720}))
    assert covering(figure) == []
    assert cut_off(figure) == []
    assert {text.get_text() for text in texts(figure)} >= {"2014年"}


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (4, 2), (6, 3), (12, 4)])
def test_a_grid_fits_the_size(count: int, columns: int) -> None:
    assert columns_for(count, 800, 500) == columns
