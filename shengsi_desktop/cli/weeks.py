"""`finalise`, `submitted`, `returned`: a week signed and handed in without a window."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    desk,
    opened,
    say,
    taken_down,
    unit_id_of,
    unit_name,
    week_of,
)
from shengsi_desktop.domain.problems import Refusal

AtOption = Annotated[str | None, typer.Option("--at", help="时间，如 2023-07-28T16:40（默认现在）")]
PersonOption = Annotated[str | None, typer.Option("--person", help="经办人")]


@app.command()
def finalise(
    week: WeekOption = None,
    reviewer: Annotated[str, typer.Option("--reviewer", help="审核人")] = "",
    compare: Annotated[
        tuple[str, str] | None, typer.Option("--compare", help="比较两版，如 1 2，或 2 现在")
    ] = None,
    unit: UnitOption = None,
    *,
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help="确认本周内容已全部撤回，定一个没有内容的新版")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="列出各版定稿")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """定稿一周；--list 列出各版，--compare 比较两版。"""
    from shengsi_desktop.cli import versions
    from shengsi_desktop.services import final_checks, finalising

    if listed or compare:
        with opened(store) as found:
            unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
            if listed:
                versions.list_versions(found, unit_id, chosen, as_json=as_json)
            if compare:
                versions.compare_versions(found, unit_id, chosen, compare, as_json=as_json)
        return
    with opened(store, writing=True) as found:
        chosen, unit_id = week_of(found, week), unit_id_of(found, unit)
        if taken_down(found, unit_id):
            name = unit_name(found, unit_id)
            raise Refusal(
                f"{name}的填报由该单位自己定稿，尚未定稿。这里填的是代录，向对方核对后用"
                f" confirm --unit {name} --by 对方确认人 确认，即计入已报。"
            )
        if gaps := final_checks.gaps(found, unit_id, chosen):
            say("定稿前请看一眼（不影响定稿）：")
            for one in gaps:
                say(f"    {one.words}")
        finalising.finalise(
            found,
            unit_id,
            chosen,
            reviewer=reviewer or desk(found).reviewer,
            person=desk(found).person,
            withdrawn=withdrawn,
        )
        say(f"{chosen.label}已定稿。")


@app.command()
def confirm(
    unit: Annotated[str, typer.Option("--unit", help="代录的单位")],
    week: WeekOption = None,
    by: Annotated[str, typer.Option("--by", help="对方确认人")] = "",
    *,
    back: Annotated[bool, typer.Option("--back", help="收回确认，可以再改")] = False,
    store: StoreOption = None,
) -> None:
    """县里：确认给一个单位的电话代录，计入已报；--back 收回确认。"""
    from shengsi_desktop.services.exchange import taking_down

    with opened(store, writing=True) as found:
        chosen, unit_id = week_of(found, week), unit_id_of(found, unit)
        name = unit_name(found, unit_id)
        if back:
            taking_down.take_back(found, unit_id, chosen)
            say(f"{name}{chosen.label}已收回确认，回到代录待确认。")
            return
        if not taken_down(found, unit_id) and unit_id != found.setting("unit_id"):
            raise Refusal("本机没有开“汇总全县”，不代录其他单位，没有可确认的。")
        taking_down.confirm(found, unit_id, chosen, confirmed_by=by)
        say(f"{name}{chosen.label}的电话代录已确认，计入已报。")


@app.command()
def submitted(
    week: WeekOption = None,
    way: Annotated[str, typer.Option("--way", help="报送方式：U盘、浙政钉、邮件等")] = "",
    at: AtOption = None,
    person: PersonOption = None,
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """登记一周的定稿已经报送。"""
    from shengsi_desktop.services import submitting

    with opened(store, writing=True) as found:
        chosen = week_of(found, week)
        submitting.register_submission(
            found,
            unit_id_of(found, unit),
            chosen,
            way=way,
            at=_moment(at),
            person=person or desk(found).person,
        )
    say(f"{chosen.label}已登记报送（{way}）。")


@app.command()
def returned(
    week: WeekOption = None,
    reason: Annotated[str, typer.Option("--reason", help="退回原因")] = "",
    at: AtOption = None,
    person: PersonOption = None,
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """登记一周的定稿被退回。"""
    from shengsi_desktop.services import submitting

    with opened(store, writing=True) as found:
        chosen = week_of(found, week)
        submitting.register_return(
            found, unit_id_of(found, unit), chosen, reason=reason, at=_moment(at), person=person or ""
        )
    say(f"{chosen.label}已登记退回。")


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.strip()).astimezone()
    except ValueError:
        raise typer.BadParameter(
            f"“{text}”不是时间，应写成 2023-07-28T16:40。", param_hint="选项--at"
        ) from None
