"""`export items`: 任务清单 as a workbook, the unit's own items or the whole plan's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shengsi_desktop.cli.app import StoreOption, UnitOption, WeekOption, opened, say, unit_id_of, week_of
from shengsi_desktop.cli.exports import export_app


@export_app.command("items")
def export_items(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="文件名.xlsx，或放进哪个文件夹")
    ] = None,
    unit: UnitOption = None,
    week: WeekOption = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="整个行动方案，不只本单位的事项")] = False,
    store: StoreOption = None,
) -> None:
    """导出任务清单。"""
    from shengsi_desktop.services import item_list
    from shengsi_desktop.store.files import is_folder

    with opened(store) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        path = output or Path()
        if is_folder(path):
            path /= item_list.suggested_name(found, unit_id, chosen, everything=everything)
        item_list.export_items(found, unit_id, chosen, path, everything=everything)
    say(f"已导出：{path}")
