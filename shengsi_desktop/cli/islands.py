"""`board islands`, `island list`, `island set`: which deliverable is for which island, and where each island stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.json_forms import board_json
from shengsi_desktop.cli.usage import ExplainedTyper

board_app = ExplainedTyper(help="分组看板")
app.add_typer(board_app, name="board")
island_app = ExplainedTyper(help="岛")
app.add_typer(island_app, name="island")


@board_app.command("islands")
def board_islands(
    unit: UnitOption = None,
    week: WeekOption = None,
    *,
    island: Annotated[str, typer.Option("--island", help="只看一个岛，如 枸杞")] = "",
    whole: Annotated[bool, typer.Option("--all", help="整个行动方案，不只本单位的事项")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="另存为表格：文件名.xlsx")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """按岛列出细项、亮灯和完成数（一岛一功能）。"""
    from shengsi_desktop.services import islands as service

    with opened(store) as found:
        board = service.island_board(
            found, unit_id_of(found, unit), week_of(found, week), whole=whole, island=island
        )
    if output is not None:
        service.export_board(board, output)
        say(f"已导出：{output}")
        return
    if as_json:
        show_json(board_json(board))
        return
    from shengsi_desktop.rhythm.island_board import group_words

    say(f"{board.week} {'全部事项' if whole else board.unit}")
    for group in board.groups:
        say(group_words(group))
        for line in group.lines:
            one, light = line.standing.deliverable, line.standing.reading.light
            say(f"{one.number:>9}  {light.shape} {light.label}  {line.title}  {line.row.lead}")
    if board.without:
        say(f"没有细项的岛：{'、'.join(board.without)}")


@island_app.command("list")
def island_list(*, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出岛屿表里的岛和所属乡镇。"""
    from shengsi_desktop.services import islands as service

    with opened(store) as found:
        table = service.island_table(found)
    if as_json:
        show_json(
            [{"name": one.name, "townships": list(one.townships), "pending": one.pending} for one in table]
        )
        return
    for one in table:
        where = "、".join(one.townships) or "乡镇未定"
        say(f"{one.name}  {where}{'（待确认）' if one.pending else ''}")


@island_app.command("set")
def island_set(
    deliverable: Annotated[str, typer.Argument(help="细项编号（如 4-2.1）或 id")],
    islands: Annotated[list[str] | None, typer.Argument(help="岛名，可写几个；不写就是不属于任何岛")] = None,
    store: StoreOption = None,
) -> None:
    """说明一个细项属于哪些岛，原来的全部换掉。"""
    from shengsi_desktop.services import islands as service

    with opened(store, writing=True) as found:
        changed = service.set_islands(found, service.find_deliverable(found, deliverable), islands or ())
    say("已改所属岛。" if changed else "所属岛没有变化。")
