"""`leader`, `taskforce`: who is in charge of what, listed and set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, opened, say, show_json
from shengsi_desktop.cli.text_files import read_text
from shengsi_desktop.cli.usage import ExplainedTyper, written
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.people import NamedItem
    from shengsi_desktop.store.sessions import Store

leader_app = ExplainedTyper(help="县领导和分管")
app.add_typer(leader_app, name="leader")
force_app = ExplainedTyper(help="工作专班")
app.add_typer(force_app, name="taskforce")

NameArgument = Annotated[str, typer.Argument(help="姓名（或 id）")]
ForceArgument = Annotated[str, typer.Argument(help="专班名称（或 id）")]
UnitsOption = Annotated[list[str] | None, typer.Option("--unit", help="单位，可写多次；全部换成这些")]
ItemsOption = Annotated[list[str] | None, typer.Option("--item", help="事项编号，可写多次；全部换成这些")]

#: what the service calls them, and what a change of one is called
_Sort = Literal["leader", "task_force"]
_CHANGING: dict[_Sort, str] = {"leader": "修改领导", "task_force": "修改工作专班"}


def _unit_ids(names: Sequence[str]) -> list[str]:
    from shengsi_desktop.services import setting_up

    return [setting_up.the_unit(name).id for name in names]


def _item_ids(store: Store, references: Sequence[str]) -> list[str]:
    from shengsi_desktop.services import people

    by_reference: dict[str, NamedItem] = {}
    for item in people.setting(store).items:
        by_reference.setdefault(item.number, item)
        by_reference[item.id] = item
    found = []
    for reference in references:
        wanted = reference.strip().replace("—", "-").replace("–", "-")
        if wanted not in by_reference:
            raise Refusal(f"没有编号为“{reference}”的事项，没有改动。用 tasks 命令可列出全部事项编号。")
        found.append(by_reference[wanted].id)
    return found


def _id_of(store: Store, sort: _Sort, name: str) -> str:
    """The id of the one so called. Refused when there is none."""
    from shengsi_desktop.services import people

    find = people.find_leader if sort == "leader" else people.find_task_force
    with store.reading() as session:
        return find(session, name).id


def _change(
    store: Path | None,
    sort: _Sort,
    name: str,
    units: Sequence[str] | None,
    items: Sequence[str] | None,
    **fields: object,
) -> None:
    """One step: the fields that are given, all units, all items; None leaves what is there."""
    from shengsi_desktop.services import people
    from shengsi_desktop.services.authoring import together

    with opened(store, writing=True) as found:
        # all is looked up before anything is written
        one = _id_of(found, sort, name)
        said = {key: value for key, value in fields.items() if value is not None}
        links = {
            "units": None if units is None else _unit_ids(units),
            "items": None if items is None else _item_ids(found, items),
        }
        with together(found, _CHANGING[sort]):
            if said:
                getattr(people, f"edit_{sort}")(found, one, **said)
            for what, ids in links.items():
                if ids is not None:
                    getattr(people, f"set_{sort}_{what}")(found, one, ids)
    say(f"已修改：{name}")


def _remove(store: Path | None, sort: _Sort, name: str) -> None:
    from shengsi_desktop.services import people

    with opened(store, writing=True) as found:
        getattr(people, f"remove_{sort}")(found, _id_of(found, sort, name))
    say(f"已删除：{name}")


@leader_app.command("list")
def leader_list(*, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出县领导、分管单位和事项数。"""
    from shengsi_desktop.services import people

    with opened(store) as found:
        setting = people.setting(found)
    if as_json:
        show_json(
            [
                {
                    "id": one.id,
                    "name": one.name,
                    "post": one.post,
                    "principal": one.principal,
                    "units": list(setting.unit_names(one.units)),
                    "items": [item.number for item in setting.named_items(one.items)],
                    "count": setting.count_of(one.id),
                }
                for one in setting.leaders
            ]
        )
        return
    for one in setting.leaders:
        what = "主要领导" if one.principal else f"分管事项{setting.count_of(one.id)}项"
        say(f"{one.shown}  {what}  {'、'.join(setting.unit_names(one.units))}".rstrip())
    if not setting.leaders:
        say("还没有县领导。用 leader add 添加，或 leader paste 粘贴分工表。")
    if setting.written:
        say(
            f"清单里写有这些分管领导：{'、'.join(one.name for one in setting.written)}。用 leader take 加入。"
        )


@leader_app.command("add")
def leader_add(
    name: Annotated[str, typer.Argument(help="姓名", callback=written)],
    post: Annotated[str, typer.Argument(help="职务", callback=written)] = "",
    units: UnitsOption = None,
    items: ItemsOption = None,
    *,
    principal: Annotated[bool, typer.Option("--principal", help="主要领导")] = False,
    store: StoreOption = None,
) -> None:
    """添加一位县领导。"""
    from shengsi_desktop.services import people

    with opened(store, writing=True) as found:
        people.add_leader(
            found,
            name,
            post,
            principal=principal,
            units=_unit_ids(units or ()),
            items=_item_ids(found, items or ()),
        )
    say(f"已添加：{name}")


@leader_app.command("set")
def leader_set(
    name: NameArgument,
    post: Annotated[str | None, typer.Option("--post", help="职务")] = None,
    units: UnitsOption = None,
    items: ItemsOption = None,
    *,
    principal: Annotated[bool | None, typer.Option("--principal/--deputy", help="主要领导或分管领导")] = None,
    store: StoreOption = None,
) -> None:
    """改一位县领导的职务、分管单位或点名分管的事项。"""
    _change(store, "leader", name, units, items, post=post, principal=principal)


@leader_app.command("remove")
def leader_remove(name: NameArgument, store: StoreOption = None) -> None:
    """删除一位县领导。"""
    _remove(store, "leader", name)


@leader_app.command("take")
def leader_take(store: StoreOption = None) -> None:
    """把清单里写有的分管领导加入。"""
    from shengsi_desktop.services import people

    with opened(store, writing=True) as found:
        written = people.setting(found).written
        if written:
            people.take_written(found, written)
    say(f"已加入{len(written)}位。" if written else "清单里没有新的分管领导。")


@leader_app.command("paste")
def leader_paste(
    source: Annotated[Path, typer.Argument(help="文本文件：每行“姓名 职务 分管单位”")],
    *,
    preview: Annotated[bool, typer.Option("--preview", help="只看读到什么，不存入")] = False,
    store: StoreOption = None,
) -> None:
    """读入一段“姓名 职务 分管单位”。"""
    from shengsi_desktop.services import people

    text = read_text(str(source))
    with opened(store, writing=not preview) as found:
        pasted = people.paste_preview(found, text)
        for one in pasted:
            doubt = f"  名录里没有：{'、'.join(one.unknown)}" if one.unknown else ""
            say(f"{one.line.name}  {one.line.post}  {'、'.join(one.unit_names)}{doubt}")
        for left in people.paste_skipped(found, text):
            say(f"第{left.line}行不存入（{left.why}）：{left.words[:40]}")
        if not preview:
            people.take_pasted(found, pasted)
            say(f"已存入{len(pasted)}位。")


@force_app.command("list")
def force_list(*, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出工作专班。"""
    from shengsi_desktop.services import people

    with opened(store) as found:
        setting = people.setting(found)
    names = {one.id: one.name for one in setting.leaders}
    rows: list[dict[str, Any]] = [
        {
            "id": one.id,
            "name": one.name,
            "head": one.head,
            "deputies": one.deputies,
            "leader": names.get(one.leader_id or ""),
            "office": next(iter(setting.unit_names((one.unit_id,))), "") if one.unit_id else "",
            "units": list(setting.unit_names(one.units)),
            "items": [item.number for item in setting.named_items(one.items)],
        }
        for one in setting.task_forces
    ]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        say(f"{row['name']}  组长：{row['head'] or row['leader'] or '未定'}  事项：{'、'.join(row['items'])}")
    if not rows:
        say("还没有工作专班。用 taskforce add 添加。")


@force_app.command("add")
def force_add(
    name: Annotated[str, typer.Argument(help="专班名称", callback=written)],
    head: Annotated[str, typer.Option("--head", help="组长")] = "",
    deputies: Annotated[str, typer.Option("--deputies", help="副组长")] = "",
    leader: Annotated[str, typer.Option("--leader", help="对应的县领导")] = "",
    office: Annotated[str, typer.Option("--office", help="办公室所在单位")] = "",
    units: UnitsOption = None,
    items: ItemsOption = None,
    store: StoreOption = None,
) -> None:
    """添加一个工作专班。"""
    from shengsi_desktop.services import people

    with opened(store, writing=True) as found:
        people.add_task_force(
            found,
            name,
            head=head,
            deputies=deputies,
            leader_id=_id_of(found, "leader", leader) if leader else None,
            unit_id=_unit_ids([office])[0] if office else None,
            units=_unit_ids(units or ()),
            items=_item_ids(found, items or ()),
        )
    say(f"已添加：{name}")


@force_app.command("set")
def force_set(
    name: ForceArgument,
    head: Annotated[str | None, typer.Option("--head", help="组长")] = None,
    deputies: Annotated[str | None, typer.Option("--deputies", help="副组长")] = None,
    units: UnitsOption = None,
    items: ItemsOption = None,
    store: StoreOption = None,
) -> None:
    """改一个工作专班的组长、副组长、成员单位或事项。"""
    _change(store, "task_force", name, units, items, head=head, deputies=deputies)


@force_app.command("remove")
def force_remove(name: ForceArgument, store: StoreOption = None) -> None:
    """删除一个工作专班。"""
    _remove(store, "task_force", name)
