"""`export week`, `export county`: workbooks, written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shengsi_desktop.cli.app import StoreOption, UnitOption, app, opened, say, unit_id_of, week_of
from shengsi_desktop.cli.usage import ExplainedTyper
from shengsi_desktop.domain.gathering import BookOrder, BookWords

export_app = ExplainedTyper(help="导出")
app.add_typer(export_app, name="export")


@export_app.command("week")
def export_week(
    week: Annotated[str | None, typer.Argument(help="周次，如 2023-W10")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="文件名.xlsx，或放进哪个文件夹")
    ] = None,
    unit: UnitOption = None,
    *,
    narrow: Annotated[bool, typer.Option("--narrow", help="精简栏目，打印一页宽")] = False,
    store: StoreOption = None,
) -> None:
    """导出周会商表。"""
    from shengsi_desktop.services import exporting
    from shengsi_desktop.store.files import is_folder

    with opened(store) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        path = output or Path()
        if is_folder(path):
            path /= exporting.suggested_name(found, unit_id, chosen)
        exporting.export_week(found, unit_id, chosen, path, narrow=narrow)
    say(f"已导出：{path}")


@export_app.command("county")
def export_county(
    week: Annotated[str | None, typer.Argument(help="周次，如 2023-W10")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="文件名.xlsx，或放进哪个文件夹")
    ] = None,
    order: Annotated[
        BookOrder, typer.Option("--by", help="direction按方向，unit按单位")
    ] = BookOrder.DIRECTION,
    words: Annotated[
        BookWords, typer.Option("--words", help="notes用县办摘编，units用单位原文，both都列")
    ] = BookWords.BOTH,
    *,
    wide: Annotated[bool, typer.Option("--a3", help="按A3纸排版")] = False,
    store: StoreOption = None,
) -> None:
    """导出县汇总表：首页一页，之后逐项列出各单位所报。"""
    from shengsi_desktop.services.exchange import consolidating

    with opened(store) as found:
        chosen = week_of(found, week)
        path = consolidating.export(found, chosen, output or Path(), order=order, words=words, wide=wide)
    say(f"已导出：{path}")
