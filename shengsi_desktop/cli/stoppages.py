"""`stoppage add/list/remove/link`: 停航登记, and the items that it holds up."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

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
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.usage import ExplainedTyper
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from shengsi_desktop.domain.stoppages import Stoppage, StoppageKind, TouchedItem

stoppage_app = ExplainedTyper(help="停航登记")
app.add_typer(stoppage_app, name="stoppage")

_Which = Annotated[str, typer.Argument(help="登记的编号（见 stoppage list）或 id")]


@stoppage_app.command("add")
def stoppage_add(
    kind: Annotated[str, typer.Argument(help="停航、台风、大雾、休渔期、其他")],
    first: Annotated[str, typer.Argument(help="开始日期，如 7月26日、2023-07-26")],
    last: Annotated[str | None, typer.Argument(help="结束日期（默认同一天）")] = None,
    *,
    island: Annotated[list[str] | None, typer.Option("--island", help="岛名，可写几次；不写为全县")] = None,
    name: Annotated[str, typer.Option("--name", help="名称，如台风名")] = "",
    reason: Annotated[str, typer.Option("--reason", help="填报用语（默认由类型和日期组成）")] = "",
    source: Annotated[str, typer.Option("--source", help="依据")] = "",
    store: StoreOption = None,
) -> None:
    """登记一次停航。"""
    from shengsi_desktop.rhythm.stoppages import reason_words
    from shengsi_desktop.services import stoppages as service

    with opened(store, writing=True) as found:
        year = desk(found).plan_year
        begin = _day(first, year)
        end = _day(last, year) if last else begin
        before = {one.id for one in service.stoppages(found)}
        service.register(
            found, _kind(kind), begin, end, island or (), name=name, reason=reason, source=source
        )
        one = next(one for one in service.stoppages(found) if one.id not in before)
    say(f"已登记：{reason_words(one)}（{'、'.join(one.islands) or '全县'}）。")


@stoppage_app.command("list")
def stoppage_list(
    *,
    unit: UnitOption = None,
    week: WeekOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """列出停航登记和各次影响的事项。"""
    from shengsi_desktop.rhythm.stoppages import reason_words
    from shengsi_desktop.services import stoppages as service

    with opened(store) as found:
        known = service.stoppages(found)
        unit_id, at = unit_id_of(found, unit), week_of(found, week)
        touched = {one.id: service.touched_items(found, one.id, unit_id, at) for one in known}
    if as_json:
        show_json([stoppage_json(one, touched[one.id]) for one in known])
        return
    for number, one in enumerate(known, 1):
        say(f"{number}  {one.kind.label}  {reason_words(one)}  {'、'.join(one.islands) or '全县'}")
        for item in touched[one.id]:
            second = f"，扣除后{item.adjusted.light.label}" if item.adjusted else ""
            taken = "" if item.touched else "（不受影响）"
            say(f"   {item.number:>6}  {item.plain.light.label}{second}  {item.title}{taken}")


@stoppage_app.command("remove")
def stoppage_remove(which: _Which, store: StoreOption = None) -> None:
    """删除一次登记。"""
    from shengsi_desktop.rhythm.stoppages import reason_words
    from shengsi_desktop.services import stoppages as service

    with opened(store, writing=True) as found:
        one = service.find(found, which)
        service.remove(found, one.id)
    say(f"已删除：{reason_words(one)}。")


@stoppage_app.command("link")
def stoppage_link(
    which: _Which,
    item: Annotated[str, typer.Argument(help="事项编号（如 4-2）或 id")],
    *,
    touched: Annotated[bool, typer.Option("--yes/--no", help="受影响，或不受影响")] = True,
    by_islands: Annotated[bool, typer.Option("--by-islands", help="恢复按岛认定")] = False,
    store: StoreOption = None,
) -> None:
    """说明一个事项是否受这次停航影响。"""
    from shengsi_desktop.services import facts
    from shengsi_desktop.services import stoppages as service

    with opened(store, writing=True) as found:
        one = service.find(found, which)
        with found.reading() as session:
            row = facts.find_item(session, item)
            item_id, number = row.id, row.number
        service.link_item(found, one.id, item_id, included=None if by_islands else touched)
    say(f"{number}{'按岛认定' if by_islands else '受影响' if touched else '不受影响'}。")


def stoppage_json(one: Stoppage, touched: tuple[TouchedItem, ...]) -> dict[str, Any]:
    """One stoppage with the items that it holds up."""
    from shengsi_desktop.rhythm.stoppages import reason_words

    return {
        "id": one.id,
        "kind": one.kind.value,
        "name": one.name,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "days": one.days,
        "islands": list(one.islands),
        "reason": reason_words(one),
        "source": one.source,
        "items": [
            {
                "id": item.item_id,
                "number": item.number,
                "touched": item.touched,
                "by_person": item.by_person,
                "light": item.plain.light.value,
                "adjusted": item.adjusted.light.value if item.adjusted else None,
                "adjusted_reason": item.adjusted.reason if item.adjusted else None,
            }
            for item in touched
        ],
    }


def _kind(written: str) -> StoppageKind:
    from shengsi_desktop.domain.stoppages import StoppageKind

    for one in StoppageKind:
        if written.strip() in (one.value, one.label):
            return one
    raise Refusal(f"没有“{written}”这一类。可写：{'、'.join(one.label for one in StoppageKind)}。")


def _day(written: str, year: int) -> date:
    """«2023-07-26», or «7月26日» of the plan's year."""
    try:
        if short := re.fullmatch(r"(\d{1,2})月(\d{1,2})日", written.strip()):
            return date(year, int(short[1]), int(short[2]))
        return date.fromisoformat(written.strip())
    except ValueError as trouble:
        raise Refusal(f"“{written}”不是日期，请写成2023-07-26，或7月26日。没有登记。") from trouble
