"""What stands under the pointer."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from shengsi_desktop.charts.compare import multiples_figure, overlay_figure
from shengsi_desktop.charts.hover import HoverPoint, hover_points, nearest
from shengsi_desktop.charts.trend import TrendSeries, trend_figure
from shengsi_desktop.domain.indicators import PointStatus
from tests.charts.conftest import MONTHS, SIZE, TEN_YEARS, draw, year

PORT = TrendSeries(
    "港口货物吞吐量",
    "亿吨",
    MONTHS,
    year(0.06, 0.13, 0.24, 0.31, 0.42, 0.56),
    (0.05, 0.12, 0.22, 0.32, 0.43, 0.56, 0.74, 0.80, 0.93, 1.01, 1.07, 1.12),
    target=1.116,
    key="port",
    status=(PointStatus.UNSAID,) * 5 + (PointStatus.PRELIMINARY,) + (PointStatus.UNSAID,) * 6,
    shares=year(5.4, 11.6, 21.5, 27.8, 37.6, 50.2),
    forecast=(None,) * 5 + (0.56, 0.66, 0.76, 0.86, 0.96, 1.06, 1.16),
    forecast_words="近6月线性，年底约1.16，可达标",
)


def said(points: tuple[HoverPoint, ...], words: str) -> HoverPoint:
    return next(point for point in points if point.words == words)


@pytest.mark.parametrize("dpi", [96.0, 144.0])
def test_a_point_says_all_about_its_period_at_its_place_from_the_upper_left(dpi: float) -> None:
    figure = draw(trend_figure(PORT, **{**SIZE, "dpi": dpi}))
    point = said(hover_points(figure), "6月 实际0.56亿吨，计划0.56，完成50.2%，快报数")
    x, y = figure.axes[0].transData.transform((5, 0.56))
    assert (point.x, point.y) == pytest.approx((x, 400 - y))
    assert (point.key, point.period, point.color) == ("port", "2023-06", figure.colors.sea)


def test_plan_and_forecast_say_themselves_where_nothing_is_known_yet() -> None:
    points = hover_points(draw(trend_figure(PORT, **SIZE)))
    said(points, "9月 计划0.93亿吨")
    said(points, "12月 预测1.16亿吨")
    assert not any(point.words.startswith("6月 预测") for point in points)


def test_the_nearest_point_is_found_within_reach_only() -> None:
    points = hover_points(draw(trend_figure(PORT, **SIZE)))
    june = said(points, "6月 实际0.56亿吨，计划0.56，完成50.2%，快报数")
    assert nearest(points, june.x + 3, june.y - 3, 12) == june
    assert nearest(points, june.x, june.y - 90, 12) is None
    assert nearest((), 0, 0, 100) is None


def test_among_several_a_point_names_its_indicator() -> None:
    rank = TrendSeries(
        "生态环境状况综合指数", "位", MONTHS, year(9, 5), target=5, ranked=True, ceiling=True, key="r"
    )
    for figure in (
        overlay_figure([PORT, rank], percent_of_target=True, **SIZE),
        multiples_figure([PORT, rank], **SIZE),
    ):
        points = hover_points(draw(figure))
        said(points, "港口货物吞吐量 6月 实际0.56亿吨，计划0.56，完成50.2%，快报数")
        assert "生态环境状况综合指数 2月 实际第5位" in {point.words for point in points}


def test_over_several_years_a_point_says_its_year() -> None:
    series = TrendSeries("港口货物吞吐量", "亿吨", TEN_YEARS, tuple(float(n % 12) for n in range(120)))
    points = hover_points(draw(trend_figure(series, **SIZE)))
    assert points[0].words == "2014年1月 实际0亿吨"
    assert len(points) == 120


def test_of_other_figures_nothing_is_known() -> None:
    assert hover_points(Figure()) == ()


def test_a_point_tells_which_line_it_is_of() -> None:
    fields = {
        point.words.split()[1][:2]: point.field for point in hover_points(draw(trend_figure(PORT, **SIZE)))
    }
    assert fields == {"实际": "value", "计划": "planned", "预测": "forecast"}
