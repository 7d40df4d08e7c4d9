"""`plan import`, `plan list`, `plan use`: plans side by side in one store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, opened, say, show_json
from shengsi_desktop.cli.plans import file_bytes, plan_app
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from shengsi_desktop.services.plan_import import Corrections, PlanPreview

_MOST_LINES = 30


@plan_app.command("import")
def plan_import(
    file: Annotated[Path, typer.Argument(help="方案文件（.txt、.docx、.html、.xlsx）")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="不再逐项核对，按建议对应单位、按比对结果更新")] = False,
    year: Annotated[int | None, typer.Option("--year", help="方案年份（默认从文中读出）")] = None,
    title: Annotated[str, typer.Option("--title", help="方案标题（默认从文中读出）")] = "",
    store: StoreOption = None,
) -> None:
    """把方案导入台账：先列出读到的内容，有待核对的要加 --yes 才存入。"""
    from dataclasses import replace

    from shengsi_desktop.services import plan_import as service

    content = file_bytes(file)
    with opened(store, writing=True) as found:
        preview = service.preview(content, file.name, found)
        if year or title:
            preview = service.corrected(preview, found, service.Corrections(title=title, year=year))
        corrections = replace(service.default_corrections(preview), title=title, year=year)
        _tell(preview, corrections)
        if preview.state == service.SAME:
            say("台账里已有这个方案，内容相同，没有改动。")
            return
        if preview.needs_confirming and not yes:
            raise Refusal("以上内容需要核对，没有存入，原有数据没有改动。核对无误后加 --yes 再运行一次。")
        changed = service.import_plan(found, preview, corrections)
        chosen = next(one for one in service.plans(found) if one.chosen)
        say(f"已导入《{preview.document.title}》。" if changed else "没有改动。")
        if chosen.id != preview.plan_id:
            say(f"当前方案仍是《{chosen.title}》；要切换请运行：plan use {preview.document.year}")


def _tell(preview: PlanPreview, corrections: Corrections) -> None:
    document = preview.document
    say(f"《{document.title}》 {document.year or '年份未读出'}")
    say(preview.counts)
    for warning in preview.warnings:
        say(f"注意：{warning}")
    _tell_units(preview, corrections)
    changed = [one for one in preview.differences if one.kind != "same"]
    if preview.differences:
        say(f"与台账里的同一方案相比：{len(changed)}个事项有变化。")
    for one in changed[:_MOST_LINES]:
        number = (
            one.number if one.number == one.old_number else f"{one.old_number or '—'}→{one.number or '—'}"
        )
        weeks = f"（已填报{one.weeks}周）" if one.weeks else ""
        say(f"  {one.kind.label} {number} {(one.text or one.old_text)[:40]}{weeks}")
    if len(changed) > _MOST_LINES:
        say(f"  ……另有{len(changed) - _MOST_LINES}个")


def _tell_units(preview: PlanPreview, corrections: Corrections) -> None:
    for one in preview.unknown:
        chosen = corrections.units.get(one.name, "")
        meant = next((each for each in one.proposals if each.id == chosen), None)
        near = "、".join(f"{each.name}（{each.score:.0f}分，{each.why}）" for each in one.proposals)
        if meant is not None:
            then = f"对应{meant.name}（{meant.why}）"
        elif one.generic:
            then = "作为泛指加入，待确认所含单位"
        else:
            then = "作为新单位加入" + (f"；相近的有{near}" if near else "")
        say(f"名录里没有“{one.name}”（{len(one.numbers)}个事项）：{then}")


@plan_app.command("list")
def plan_list(*, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出台账里的全部方案，* 是当前方案。"""
    from shengsi_desktop.services.plan_import import plans

    with opened(store) as found:
        entries = plans(found)
    if as_json:
        show_json(
            [
                {
                    "id": one.id,
                    "title": one.title,
                    "year": one.year,
                    "items": one.items,
                    "current": one.chosen,
                }
                for one in entries
            ]
        )
        return
    for one in entries:
        say(f"{'*' if one.chosen else ' '} {one.year or '—'}  《{one.title}》  {one.items}个事项")


@plan_app.command("use")
def plan_use(
    plan: Annotated[str, typer.Argument(help="年份、标题（或其中几个字）或 id")], store: StoreOption = None
) -> None:
    """选定本机当前使用的方案。"""
    from shengsi_desktop.services.plan_import import choose_plan, find_plan

    with opened(store, writing=True) as found:
        entry = choose_plan(found, find_plan(found, plan).id)
    say(f"当前方案：《{entry.title}》")
