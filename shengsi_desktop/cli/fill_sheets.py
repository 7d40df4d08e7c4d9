"""`sheet make`, `sheet take`: 填报表 out and back without a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, UnitOption, app, opened, say, show_json, week_of
from shengsi_desktop.cli.plans import file_bytes
from shengsi_desktop.cli.usage import ExplainedTyper
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label

if TYPE_CHECKING:
    from shengsi_desktop.domain.fill_sheets import FillPreview
    from shengsi_desktop.services.exchange.fill_sheet_taking import SheetTaken

sheet_app = ExplainedTyper(help="填报表：发给没有本程序的单位填，填好收回")
app.add_typer(sheet_app, name="sheet")

TAKES = ("clean", "all")


@sheet_app.command("make")
def sheet_make(
    unit: UnitOption = None,
    week: Annotated[str | None, typer.Option("--week", help="周次，如 2023-W30（默认本周）")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="放进哪个文件夹，或写成哪个 .xlsx")] = Path(),
    *,
    everyone: Annotated[bool, typer.Option("--all", help="所有还没有报送的单位各一份")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """下发填报表：给一个单位，或给所有还没有报送的单位各出一份。"""
    from shengsi_desktop.services import setting_up
    from shengsi_desktop.services.exchange import fill_sheets as service
    from shengsi_desktop.store.files import make_folder

    if everyone == bool(unit):
        raise Refusal("请写 --unit 单位，或写 --all（所有还没有报送的单位），两者选一，没有出表。")
    with opened(store, writing=True) as found:
        chosen = week_of(found, week)
        if unit and output.suffix.lower() == service.SUFFIX:
            made = service.write_sheet(found, output, setting_up.the_unit(unit).id, chosen)
        else:
            ids = [setting_up.the_unit(unit).id] if unit else service.waiting(found, chosen)
            if not ids:
                raise Refusal(f"{chosen.label}各单位都已报送，没有要出的填报表。")
            make_folder(output)
            made = service.write_sheets(found, output, ids, chosen)
    if as_json:
        show_json({"week": str(chosen), "files": list(made.files), "left_out": list(made.left_out)})
        return
    for line in made.left_out:
        say(line)
    say(f"已出{len(made.files)}份填报表：{'、'.join(made.files[:5])}{'等' if len(made.files) > 5 else ''}。")


@sheet_app.command("take")
def sheet_take(
    file: Annotated[Path, typer.Argument(help="填好的填报表（.xlsx）")],
    take: Annotated[
        str, typer.Option("--take", help="clean：只收没有疑问的格；all：能收的都收；不写只列出")
    ] = "",
    reviewer: Annotated[str, typer.Option("--reviewer", help="审核人（表内没写时）")] = "",
    filler: Annotated[str, typer.Option("--filler", help="填报人（表内没写时）")] = "",
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """收回填报表：逐格列出填了什么、与台账有什么不同；写了 --take 才入库。"""
    from shengsi_desktop.services.exchange import fill_sheet_taking as service

    if take and take not in TAKES:
        raise Refusal("--take 只能写 clean 或 all，没有入库。")
    content = file_bytes(file)
    taken: SheetTaken | None = None
    with opened(store, writing=bool(take)) as found:
        seen = service.preview(found, content, file.name)
        if take:
            every = frozenset(one.key for one in seen.differences.cells if one.takeable)
            keys = every if take == "all" else seen.clean_keys
            taken = service.take_in(found, seen, keys, reviewer=reviewer, filler=filler)
    if as_json:
        show_json(_as_json(seen, taken))
        return
    _tell(seen)
    if taken is not None:
        say(f"已入库{taken.unit}{week_label(seen.week)}{taken.words}（{taken.cells}格）。")


def _as_json(seen: FillPreview, taken: SheetTaken | None) -> dict[str, Any]:
    return {
        "unit": seen.unit,
        "week": seen.week,
        "number": seen.number,
        "filler": seen.filler,
        "reviewer": seen.reviewer,
        "findings": [*seen.findings, *seen.differences.remarks],
        "strange": [{"place": one.place, "words": one.words} for one in seen.differences.strange],
        "cells": [
            {
                "key": one.key,
                "number": one.number,
                "head": one.head,
                "verdict": one.verdict.name.lower(),
                "issued": one.issued,
                "sheet": one.sheet,
                "now": one.now,
                "value": one.value,
                "problem": one.problem,
                "clean": one.clean,
            }
            for one in seen.differences.told
        ],
        "taken": None if taken is None else {"number": taken.number, "cells": taken.cells},
    }


def _tell(seen: FillPreview) -> None:
    people = f"填报人{seen.filler or '未写'}，审核人{seen.reviewer or '未写'}"
    say(f"{seen.unit} {week_label(seen.week)} 填报表，{people}")
    for finding in (*seen.findings, *seen.differences.remarks):
        say(f"  注意：{finding}")
    for one in seen.differences.told:
        now = f"（台账：{one.now}）" if one.verdict.name == "BOTH" else ""
        say(f"  {one.number} {one.head} [{one.verdict.value}] {one.problem or one.value or '（空）'}{now}")
    for row in seen.differences.strange:
        say(f"  对不上编号（{row.place}）：{row.words}")
    if not seen.differences.told:
        say("  没有新填的内容。")
