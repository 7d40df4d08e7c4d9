"""Drawing, exporting and keeping what is typed, each against the bare library."""

from __future__ import annotations

import io
import sqlite3
from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import FieldKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_trend_draws_within_twice_a_bare_matplotlib_draw(ratio: Callable[..., float]) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from shengsi_desktop import assets
    from shengsi_desktop.charts.fonts import ensure_chinese
    from shengsi_desktop.charts.render import png_bytes
    from shengsi_desktop.charts.trend import TrendSeries, trend_figure

    family = ensure_chinese(assets.resource("fonts/NotoSansSC-Regular.otf"))
    periods = tuple(f"2023-{month:02d}" for month in range(1, 13))
    values = tuple(float(month) for month in range(1, 13))
    series = TrendSeries("港口货物吞吐量", "亿吨", periods, values, planned=values, target=12.0)

    def bare() -> bytes:
        figure = Figure(figsize=(8, 4), dpi=100, layout="constrained")
        axes = figure.add_subplot()
        axes.plot(range(12), values, marker="o", label="实际")
        axes.plot(range(12), values, linestyle=":", label="计划")
        axes.axhline(12.0, linestyle="--")
        axes.set_xticks(range(12), [f"{month}月" for month in range(1, 13)], fontfamily=family)
        axes.legend(prop={"family": family})
        FigureCanvasAgg(figure)
        stream = io.BytesIO()
        figure.savefig(stream, format="png")
        return stream.getvalue()

    assert (
        ratio(
            lambda: png_bytes(trend_figure(series, width_px=800, height_px=400, dpi=100, family=family)), bare
        )
        <= 2.0
    )


def test_exporting_a_week_stays_near_plain_openpyxl(
    demo_store: Path, tmp_path: Path, ratio: Callable[..., float]
) -> None:
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side

    from shengsi_desktop.rhythm.weeks import parse_week
    from shengsi_desktop.services import exporting, setting_up
    from shengsi_desktop.services.opening import opened

    thin = Side("thin")
    with opened(demo_store) as store:
        settings = setting_up.settings(store)
        week = parse_week("2023-W30", settings.rhythm)
        path = tmp_path / "week.xlsx"

        def ours() -> None:
            exporting.export_week(store, settings.unit.id, week, path)

        ours()
        cells = [
            [[cell.value for cell in row] for row in sheet.iter_rows()]
            for sheet in openpyxl.load_workbook(path).worksheets
        ]

        def plain() -> None:
            book = openpyxl.Workbook()
            for rows in cells:
                sheet = book.create_sheet()
                for y, row in enumerate(rows, start=1):
                    for x, value in enumerate(row, start=1):
                        cell = sheet.cell(y, x, value)
                        cell.font = Font("仿宋_GB2312", 12)
                        cell.border = Border(thin, thin, thin, thin)
                        cell.alignment = Alignment(wrap_text=True)
            book.save(tmp_path / "plain.xlsx")

        assert ratio(ours, plain) <= 3.0


def test_keeping_what_is_typed_costs_little_more_than_one_durable_insert(
    demo_store: Path, tmp_path: Path, ratio: Callable[..., float]
) -> None:
    from shengsi_desktop.services.opening import opened
    from shengsi_desktop.store import drafts

    plain = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    plain.execute("CREATE TABLE draft (id TEXT PRIMARY KEY, value TEXT)")
    key = FieldKey("report", "benchmark", "progress")

    with opened(demo_store, writing=True) as store:
        found = ratio(
            lambda: [drafts.put(store, key, None, f"输入{n}", ()) for n in range(20)],
            lambda: [
                plain.execute("INSERT OR REPLACE INTO draft VALUES ('x', ?)", (f"输入{n}",))
                for n in range(20)
            ],
        )
        drafts.discard(store, key)
    plain.close()

    assert found <= 4.0
