"""Charts of indicators as files: series and forecasts brought together, drawn, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.weeks import default_week
from shengsi_desktop.services import facts, open_weeks, setting_up
from shengsi_desktop.services.curves import find_target
from shengsi_desktop.services.indicators import standings
from shengsi_desktop.services.series import deliverable_series
from shengsi_desktop.store.files import is_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from shengsi_desktop.charts.canvas import Chart
    from shengsi_desktop.charts.trend_series import TrendSeries
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.store.sessions import Store

_FONT = "fonts/NotoSansSC-Regular.otf"
_DPI = 96
#: pixels at 100 %: one indicator or several on one axis, and small multiples
_ONE, _MANY = (860, 460), (1080, 720)
#: what one figure holds, and a series at most
MOST, MOST_YEARS = 12, 10


@dataclass(frozen=True, slots=True)
class ChartWish:
    """What shall be drawn: `names` of indicators, or numbers of deliverables (4-2.5); `years` up to `year`
    (without one, the plan's).

    Several are in percent of their targets where `percent`, or where they have no common unit. `page` is a page of
    A4 with the months' table. `scale` is percent (100 = 96 dots an inch).
    """

    names: tuple[str, ...]
    year: int | None = None
    years: int = 1
    percent: bool = False
    multiples: bool = False
    page: bool = False
    dark: bool = False
    scale: int = 100


def write_chart(store: Store, wish: ChartWish, path: Path | None, today: date) -> Path:
    """Draw into a PNG, SVG or PDF, by the ending of its name; into a folder under the indicator's name.

    Raises Refusal for a wish that cannot be drawn, EnvironmentProblem where the file cannot be written.
    """
    if not 1 <= wish.years <= MOST_YEARS:
        raise Refusal(f"年数应是1到{MOST_YEARS}，没有画图。")
    year = wish.year or setting_up.settings(store).plan_year
    chosen = _chosen(store, wish.names, year, today)
    target = _place(path, chosen, page=wish.page)
    chart = _drawn(store, wish, chosen, year, today)
    from shengsi_desktop.charts.render import pdf_bytes, png_bytes, svg_bytes

    draw = {".png": png_bytes, ".svg": svg_bytes, ".pdf": pdf_bytes}[target.suffix.lower()]
    write_atomically(target, draw(chart))
    return target


def series_with_forecasts(
    store: Store, chosen: Sequence[IndicatorStanding], year: int, years: int = 1
) -> list[TrendSeries]:
    """Each as figures draw it: the light rule's margin for 左右, the forecast of the year's end."""
    from shengsi_desktop.charts.series import series_of
    from shengsi_desktop.rhythm.forecast import forecast

    with store.reading() as session:
        margin = facts.light_rule(session).approx_margin
    return [
        series_of(one, year, float(margin), forecast(one, year, margin=margin), years=years) for one in chosen
    ]


def _chosen(store: Store, names: Sequence[str], year: int, today: date) -> list[IndicatorStanding]:
    """The standings of what is named as of the year's end, each once, in the order of the names."""
    named = {one.id: one for one in (find_target(store, name) for name in names)}
    if not named:
        raise Refusal("没有写指标名称，没有画图。用 indicator list 可列出全部指标。")
    if len(named) > MOST:
        raise Refusal(f"一张图最多放{MOST}个指标，这里有{len(named)}个，没有画图。请分几张画。")
    found = {one.indicator.id: one for one in standings(store, f"{year}-12")}
    if not named.keys() <= found.keys():
        found |= {one.indicator.id: one for one in _of_deliverables(store, today)}
    for key, one in named.items():
        if key not in found:
            raise Refusal(f"“{one.name}”不是本单位牵头、有数值目标的细项，没有画图。")
    return [found[key] for key in named]


def _of_deliverables(store: Store, today: date) -> tuple[IndicatorStanding, ...]:
    """The series of the unit's own deliverables, up to the current week or the last one reported."""
    desk = setting_up.settings(store)
    last = open_weeks.last_reported_week(store, desk.unit.id)
    return deliverable_series(store, desk.unit.id, default_week(today, desk.plan_year, desk.rhythm, last))


def _place(path: Path | None, chosen: Sequence[IndicatorStanding], *, page: bool) -> Path:
    """Where the picture goes. Refused for an ending that is no picture's."""
    from pathlib import Path

    path = path or Path()
    if is_folder(path):
        name = (
            chosen[0].indicator.name if len(chosen) == 1 else f"{chosen[0].indicator.name}等{len(chosen)}项"
        )
        path /= f"{as_file_name(name)}.{'pdf' if page else 'png'}"
    if path.suffix.lower() not in {".png", ".svg", ".pdf"}:
        raise Refusal(f"“{path.name}”不是图片的文件名，没有保存。请以.png、.svg或.pdf结尾。")
    return path


def _drawn(
    store: Store, wish: ChartWish, chosen: Sequence[IndicatorStanding], year: int, today: date
) -> Chart:
    from shengsi_desktop import assets
    from shengsi_desktop.charts.fonts import ensure_chinese

    family = ensure_chinese(assets.resource(_FONT))
    series = series_with_forecasts(store, chosen, year, wish.years)
    if wish.page:
        from shengsi_desktop.charts.page import PageEntry, page_figure

        entries = [PageEntry(one, standing.reading) for one, standing in zip(series, chosen, strict=True)]
        span = f"{year}年" if wish.years == 1 else f"{year - wish.years + 1}–{year}年"
        return page_figure(
            entries,
            title=f"{span}{chosen[0].indicator.name if len(chosen) == 1 else '指标趋势'}",
            unit_name=setting_up.settings(store).unit.name,
            day=today,
            family=family,
            percent_of_target=wish.percent,
            multiples=wish.multiples,
            dpi=_DPI * wish.scale / 100,
        )
    return _picture(wish, series, family)


def _picture(wish: ChartWish, series: list[TrendSeries], family: str) -> Chart:
    from shengsi_desktop.charts.compare import multiples_figure, overlay_figure
    from shengsi_desktop.charts.trend import trend_figure

    wide, high = _MANY if wish.multiples and len(series) > 1 else _ONE
    width, height = wide * wish.scale // 100, high * wish.scale // 100
    dpi = _DPI * wish.scale / 100
    if wish.multiples:
        return multiples_figure(
            series,
            width_px=width,
            height_px=height,
            dpi=dpi,
            dark=wish.dark,
            family=family,
            percent_of_target=wish.percent,
        )
    if len(series) == 1 and not wish.percent:
        return trend_figure(
            series[0], width_px=width, height_px=height, dpi=dpi, dark=wish.dark, family=family, titled=True
        )
    return overlay_figure(
        series,
        percent_of_target=wish.percent,
        width_px=width,
        height_px=height,
        dpi=dpi,
        dark=wish.dark,
        family=family,
        titled=True,
    )
