"""`plan show`, `init`, `tasks`, `show`."""

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
from shengsi_desktop.cli.json_forms import detail_json, row_json
from shengsi_desktop.cli.usage import ExplainedTyper

_MEGA = 1_000_000

plan_app = ExplainedTyper(help="行动方案")
app.add_typer(plan_app, name="plan")


def file_bytes(file: Path) -> bytes:
    """The file's content. EnvironmentProblem where it cannot be opened, Refusal unread where it is too large."""
    from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal, why_unreadable
    from shengsi_desktop.sheets.zip_safety import KEPT, MAX_PACKED

    try:
        size = file.stat().st_size
        if size > MAX_PACKED:
            raise Refusal(f"文件“{file.name}”太大（{size // _MEGA} MB），没有读，{KEPT}请确认选对了文件。")
        with file.open("rb") as opened_file:
            return opened_file.read(MAX_PACKED + 1)
    except OSError as trouble:
        why = "这是文件夹" if file.is_dir() else why_unreadable(trouble)
        raise EnvironmentProblem(f"文件“{file}”打不开（{why}），{KEPT}请检查路径和权限。") from trouble


@plan_app.command("show")
def plan_show(
    file: Annotated[Path, typer.Argument(help="方案文件（.txt、.docx、.html、.xlsx）")],
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """读出方案里的方向、任务、事项、责任单位、细项和指标。"""
    del store  # every command takes it; reading a plan needs none
    from shengsi_desktop.plan.json_form import to_json
    from shengsi_desktop.services.setting_up import read_any_plan

    document = read_any_plan(file_bytes(file), file.name)
    if as_json:
        shown = to_json(document)
        if file.suffix.lower() != ".txt":
            # the offsets speak of the text that was made of the file
            shown["source"] = document.source
        show_json(shown)
        return
    from shengsi_desktop.services.plan_intake import summary

    found = summary(document)
    say(f"《{found.title}》")
    say(
        f"{found.directions}个方向、{found.tasks}项任务、{found.items}个事项（含工作保障{found.guarantee_items}个）、"
        f"{found.units}个单位、{found.groups}个泛指、{found.indicators}个指标、{found.deliverables}个细项"
    )
    for warning in document.warnings:
        say(f"第{warning.line}行：{warning.message}")


@app.command()
def init(
    unit: Annotated[str, typer.Option("--unit", help="本单位名称，如 县文广旅体局")],
    plan: Annotated[Path | None, typer.Option("--plan", help="方案文件（默认内置2023年行动方案）")] = None,
    store: StoreOption = None,
) -> None:
    """完成首次设置（周五15:00会商，17:00报送，周一至周日为一周，按时间序时）。"""
    from shengsi_desktop.services import setting_up

    # before a store is made: a wrong name or file leaves nothing behind
    setting_up.the_unit(unit)
    if plan is not None:
        setting_up.read_plan_file(plan)
    with opened(store, writing=True, create=True) as found:
        changed = setting_up.first_run(found, unit=unit, plan_file=plan)
        settings = setting_up.settings(found)
        say(
            f"已为{settings.unit.name}建好台账：《{settings.plan_title}》"
            if changed
            else f"台账已是{settings.unit.name}的，没有改动。"
        )
        if since := settings.rhythm.since:
            say(f"现在的会商日和统计周期自{since[:4]}年第{int(since[6:])}周起，之前各周仍按原来的日子。")


@app.command()
def tasks(
    unit: UnitOption = None,
    week: WeekOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """列出单位的事项、角色、亮灯和填报情况。"""
    from shengsi_desktop.services import tasks as service

    with opened(store) as found:
        chosen = week_of(found, week)
        rows = service.item_rows(found, unit_id_of(found, unit), chosen, mentioned=False)
    if as_json:
        show_json([row_json(row) for row in rows])
        return
    say(f"{chosen.label}（{chosen.span}） 共{len(rows)}项")
    for row in rows:
        light = row.standing.reading.light
        say(
            f"{row.number:>5}  {light.shape} {light.label}  {row.role.label if row.role else '提到'}"
            f"{'（待确认）' if row.pending else ''}  {row.title}  {row.standing.tally.words}"
            f"  {'已填' if row.reported else '未填'}"
        )


@app.command()
def show(
    item: Annotated[str, typer.Argument(help="事项编号（如 4-2）或 id")],
    week: WeekOption = None,
    unit: UnitOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """一个事项的原文、责任单位、细项和历次填报。"""
    from shengsi_desktop.services import facts
    from shengsi_desktop.services import tasks as service

    with opened(store) as found:
        with found.reading() as session:
            item_id = facts.find_item(session, item).id
        detail = service.item_detail(found, item_id, unit_id_of(found, unit), week_of(found, week))
    if as_json:
        show_json(detail_json(detail))
        return
    row = detail.row
    say(f"{row.number} {row.title}")
    if detail.list_line is None:
        say(f"任务{row.task_number} {row.task}")
    else:
        say(" ".join(part for part in (f"{row.list.label}清单", row.category, row.task) if part))
    say(
        f"{row.standing.reading.light.shape} {row.standing.reading.light.label}  {row.standing.reading.reason}"
    )
    say(
        "责任："
        + "、".join(
            f"{one.unit}（{one.role.label}{'，待确认' if one.pending else ''}）" for one in detail.assignments
        )
    )
    if detail.list_line is not None:
        for label, said in detail.list_line.columns:
            say(f"{label}：{said}")
    for standing in detail.deliverables:
        one = standing.deliverable
        say(
            f"  {one.number} [{one.kind.label}] {one.name}  {standing.reading.light.shape} {standing.reading.reason}"
        )
    for line in detail.history:
        say(f"  {line.week} {line.progress} {line.values}")
