"""`section`, `solicit`: who sees to what, what is asked of them, what they answered."""

from __future__ import annotations

from typing import Annotated, Any

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
from shengsi_desktop.cli.text_files import read_text
from shengsi_desktop.cli.usage import ExplainedTyper, written
from shengsi_desktop.domain.problems import Refusal

section_app = ExplainedTyper(help="科室：经办人、电话和承办的事项")
app.add_typer(section_app, name="section")

NameArgument = Annotated[str, typer.Argument(help="科室名称", callback=written)]
PersonOption = Annotated[str | None, typer.Option("--person", help="经办人")]
PhoneOption = Annotated[str | None, typer.Option("--phone", help="电话")]


@section_app.command("list")
def section_list(unit: UnitOption = None, *, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出科室和各自承办的事项。"""
    from shengsi_desktop.services import sections

    with opened(store) as found:
        page = sections.section_page(found, unit_id_of(found, unit), week_of(found, None))
    numbers = {
        one.id: [
            item.number for item in page.items if any(each.id == one.id for each in item.handling.sections)
        ]
        for one in page.sections
    }
    if as_json:
        show_json(
            [
                {
                    "id": one.id,
                    "name": one.name,
                    "person": one.person,
                    "phone": one.phone,
                    "items": numbers[one.id],
                }
                for one in page.sections
            ]
        )
        return
    for one in page.sections:
        say(f"{one.line.words}  {'、'.join(numbers[one.id])}")
    left = [item.number for item in page.items if not item.handling.sections]
    if left:
        say(f"未分科室：{'、'.join(left)}")


@section_app.command("add")
def section_add(
    name: NameArgument,
    person: PersonOption = None,
    phone: PhoneOption = None,
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """添加一个科室。"""
    from shengsi_desktop.services import sections

    with opened(store, writing=True) as found:
        sections.add_section(found, unit_id_of(found, unit), name, person or "", phone or "")
    say(f"已添加科室“{name}”。")


@section_app.command("edit")
def section_edit(
    name: NameArgument,
    rename: Annotated[str | None, typer.Option("--rename", help="新名称")] = None,
    person: PersonOption = None,
    phone: PhoneOption = None,
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """改科室的名称、经办人或电话。"""
    from shengsi_desktop.services import sections

    with opened(store, writing=True) as found:
        section_id = _section_id(found, unit, name)
        sections.edit_section(found, section_id, name=rename, person=person, phone=phone)
    say(f"已改科室“{rename or name}”。")


@section_app.command("remove")
def section_remove(name: NameArgument, unit: UnitOption = None, store: StoreOption = None) -> None:
    """删除一个科室；它承办的事项改为未分科室。"""
    from shengsi_desktop.services import sections

    with opened(store, writing=True) as found:
        sections.remove_section(found, _section_id(found, unit, name))
    say(f"已删除科室“{name}”。")


@section_app.command("assign")
def section_assign(
    name: NameArgument,
    items: Annotated[list[str], typer.Argument(help="事项编号，可多个，如 4-2 8-3")],
    unit: UnitOption = None,
    *,
    keep: Annotated[bool, typer.Option("--keep", help="不动已分的其他科室")] = False,
    store: StoreOption = None,
) -> None:
    """把事项分给科室。"""
    from shengsi_desktop.services import facts, sections

    with opened(store, writing=True) as found:
        unit_id, section_id = unit_id_of(found, unit), _section_id(found, unit, name)
        with found.reading() as session:
            ids = [facts.find_item(session, one).id for one in items]
        sections.assign(found, unit_id, ids, [section_id], keep=keep)
    say(f"{len(items)}项已分给“{name}”。")


def _section_id(store: Any, unit: str | None, name: str) -> str:
    from shengsi_desktop.services import sections

    with store.reading() as session:
        return sections.find_section(session, unit_id_of(store, unit), name).id


@app.command()
def solicit(
    section: Annotated[str | None, typer.Argument(help="科室名称（默认全部）")] = None,
    week: WeekOption = None,
    deadline: Annotated[str, typer.Option("--deadline", help="反馈截止，如 7月28日12:00前")] = "",
    take: Annotated[str | None, typer.Option("--take", help="科室回复的文本文件，- 为标准输入")] = None,
    unit: UnitOption = None,
    *,
    accept: Annotated[bool, typer.Option("--accept", help="采用其中与已填内容不冲突的")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """列出给各科室的征集文字；--take 把回复按编号拆开，--accept 写入填报。"""
    from shengsi_desktop.services import soliciting

    if accept and take is None:
        raise typer.BadParameter("要与 --take 一起写。", param_hint="选项--accept")
    text = read_text(take) if take is not None else ""
    with opened(store, writing=take is not None) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        if take is not None:
            section_id = _section_id(found, unit, section) if section else ""
            reply_id = soliciting.keep_reply(found, unit_id, chosen, text, section_id)
            if accept:
                soliciting.accept_all(found, reply_id)
            replies = soliciting.replies(found, unit_id, chosen)
            _show_reply(next(one for one in replies if one.id == reply_id), as_json=as_json)
            return
        messages = soliciting.messages(found, unit_id, chosen, deadline)
    if section:
        messages = tuple(one for one in messages if section in one.name)
        if not messages:
            raise Refusal(f"“{section}”没有承办的事项，或没有这个科室。用 section list 可列出科室。")
    if as_json:
        show_json(
            [
                {"section": one.name, "items": [item.number for item in one.items], "text": one.text}
                for one in messages
            ]
        )
        return
    say("\n\n".join(one.text for one in messages))


_DEALT = {"taken": "已采用", "skipped": "已跳过", "": "待处理"}


def _show_reply(reply: Any, *, as_json: bool) -> None:
    if as_json:
        fields = ("progress", "next_plan", "problems")
        show_json(
            {
                "id": reply.id,
                "parts": [
                    {
                        "key": one.key,
                        "number": one.number,
                        "title": one.title,
                        **{name: getattr(one.words, name) for name in fields},
                        "now": {name: getattr(one.now, name) for name in fields},
                        "no_news": one.no_news,
                        "conflict": one.in_conflict,
                        "state": one.dealt or "waiting",
                    }
                    for one in reply.proposals
                ],
                "chat": list(reply.chat),
            }
        )
        return
    for one in reply.proposals:
        number = one.number if one.item_id else f"未对上编号 {one.number}".strip()
        conflict = "（与已填的不同，未动）" if one.in_conflict and not one.dealt else ""
        say(f"{number}  {_DEALT[one.dealt]}{conflict}")
        for name, words in (
            ("进展", one.words.progress),
            ("下周计划", one.words.next_plan),
            ("问题", one.words.problems),
        ):
            if words:
                say(f"    {name}：{words}")
    say(f"已处理 {reply.dealt}/{len(reply.proposals)}")
