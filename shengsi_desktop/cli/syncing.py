"""`sync`, `handover`, `history`: one unit's machines kept alike, a desk handed over, who changed what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, opened, say, show_json, store_folder
from shengsi_desktop.cli.passphrases import PassphraseFile, passphrase_in
from shengsi_desktop.cli.text_files import read_bytes
from shengsi_desktop.cli.usage import ExplainedTyper, written
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from shengsi_desktop.domain.syncing import Conflict, SyncPreview

sync_app = ExplainedTyper(help="本单位同步：几台电脑之间的同步包和分歧")
app.add_typer(sync_app, name="sync")
handover_app = ExplainedTyper(help="移交包：换人或换电脑时的整个台账")
app.add_typer(handover_app, name="handover")

OutOption = Annotated[Path, typer.Option("-o", "--output", help="写到哪个文件（.sspkg）")]
FileArgument = Annotated[Path, typer.Argument(help="收到的文件（.sspkg）")]


@sync_app.command("make")
def sync_make(
    output: OutOption,
    passphrase_file: PassphraseFile = None,
    store: StoreOption = None,
    *,
    whole: Annotated[bool, typer.Option("--all", help="全部修改，不只是其他电脑还没有的")] = False,
    as_json: JsonOption = False,
) -> None:
    """做一份同步包，带上本单位其他电脑还没有的修改。"""
    from shengsi_desktop.services.exchange import syncing

    passphrase = passphrase_in(passphrase_file)
    with opened(store, writing=True) as found:
        made = syncing.make(found, output, whole=whole, passphrase=passphrase)
    if as_json:
        show_json(
            {
                "file": str(output),
                "changes": made.records,
                "documents": made.documents,
                "attachments": made.attachments,
                "left_out": made.left_out,
                "missing": made.missing,
            }
        )
        return
    say(f"已写出{output}：{made.records}条修改、{made.documents}份文件、{made.attachments}个附件。")
    if made.told:
        say(made.told)


@sync_app.command("take")
def sync_take(
    file: FileArgument,
    passphrase_file: PassphraseFile = None,
    store: StoreOption = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会收入什么，不改动台账")] = False,
    bring_back: Annotated[bool, typer.Option("--bring-back", help="连本机撤销过的也收入")] = False,
    as_json: JsonOption = False,
) -> None:
    """收一份同步包：先核对，再一次收入；可整体撤销。"""
    from shengsi_desktop.services.exchange import syncing

    data, passphrase = read_bytes(file), passphrase_in(passphrase_file)
    with opened(store, writing=not dry_run) as found:
        preview = syncing.examine(found, data, file.name, passphrase, bring_back=bring_back)
        taken = None
        if not dry_run:
            taken = syncing.take(found, data, file.name, passphrase, bring_back=bring_back)
    if as_json:
        show_json({**_preview_json(preview), "taken": taken is not None})
        return
    for line in _preview_lines(preview):
        say(line)
    say("（只看未收，台账未动）" if taken is None else f"{taken.outcome}。")


@sync_app.command("status")
def sync_status(store: StoreOption = None, *, as_json: JsonOption = False) -> None:
    """本单位有哪些电脑，各缺多少修改。"""
    from shengsi_desktop.services.exchange import syncing

    with opened(store) as found:
        state = syncing.state(found)
    if as_json:
        show_json(
            {
                "machines": [
                    {
                        "origin": one.origin,
                        "name": one.name,
                        "person": one.person,
                        "at": one.at.isoformat() if one.at else None,
                        "lacks": one.lacks,
                        "ahead": one.ahead,
                        "own": one.own,
                    }
                    for one in state.machines
                ],
                "to_send": state.made,
                "conflicts": len(state.conflicts),
                "aside": state.aside,
            }
        )
        return
    for one in state.machines:
        if one.own:
            say(f"{one.name}（本机）")
        else:
            say(f"{one.name}  {one.person}  缺{one.lacks}条，本机缺它{one.ahead}条".replace("    ", "  "))
    say(f"现在做同步包会带{state.made}条修改；待处理的分歧{len(state.conflicts)}处。")
    if state.aside:
        say(f"本机撤开了{state.aside}处，其他电脑不变；可在窗口的“本单位同步”里收回。")


@sync_app.command("conflicts")
def sync_conflicts(store: StoreOption = None, *, as_json: JsonOption = False) -> None:
    """两台电脑写得不一样、要由人选择的地方。"""
    from shengsi_desktop.services.exchange import conflict_list

    with opened(store) as found:
        conflicts = conflict_list.conflicts(found)
    if as_json:
        show_json([_conflict_json(one) for one in conflicts])
        return
    if not conflicts:
        say("没有待处理的分歧。")
    for one in conflicts:
        say(f"{one.where} {one.what}（{one.sort}）".strip())
        say(f"    编号：{one.id}")
        for place, rival in enumerate(one.rivals, start=1):
            when = f"{rival.at:%m-%d %H:%M}" if rival.at else ""
            say(f"    {place}. {rival.machine} {rival.person} {when}：{rival.text}".replace("  ", " "))


@sync_app.command("settle")
def sync_settle(
    conflict: Annotated[str, typer.Argument(help="分歧的编号（见 sync conflicts）", callback=written)],
    choose: Annotated[int | None, typer.Option("--choose", help="用第几个")] = None,
    text: Annotated[str | None, typer.Option("--text", help="另写的内容")] = None,
    store: StoreOption = None,
    *,
    join: Annotated[bool, typer.Option("--join", help="两边的话都留下")] = False,
) -> None:
    """处理一处分歧：用其中一个、两边都留，或另写。"""
    from shengsi_desktop.domain.syncing import ConflictKind, joined
    from shengsi_desktop.services.exchange import conflict_list

    if [choose is not None, text is not None, join].count(True) != 1:
        raise typer.BadParameter("--choose、--join、--text 选一个")
    with opened(store, writing=True) as found:
        one = next((each for each in conflict_list.conflicts(found) if each.id == conflict), None)
        if one is None:
            raise Refusal("没有这一处分歧（可能已经处理过），没有改动。")
        if one.kind is ConflictKind.FINAL:
            raise Refusal("两台电脑各自定稿的，请核对后再次定稿，新的一版即为准。没有改动。")
        if choose is None and not one.free:
            raise Refusal("这一处只能用其中一个（--choose），没有改动。")
        if choose is not None and not 1 <= choose <= len(one.rivals):
            raise Refusal(f"请在1—{len(one.rivals)}中选，没有改动。")
        if one.kind is ConflictKind.ROW:
            conflict_list.settle_row(found, one.key, keep=not one.rivals[(choose or 1) - 1].deletes)
        else:
            value: Any = text if text is not None else joined(rival.text for rival in one.rivals)
            if choose is not None:
                value = one.rivals[choose - 1].value
            conflict_list.settle(found, one.key, one.heads, value)
    say(f"已处理：{one.where} {one.what}".rstrip())


@handover_app.command("make")
def handover_make(
    output: OutOption, passphrase_file: PassphraseFile = None, store: StoreOption = None
) -> None:
    """做移交包：本单位的整个台账和附件。里面有联系人电话，请设口令。"""
    from shengsi_desktop.services import handover

    passphrase = passphrase_in(passphrase_file)
    with opened(store, writing=True) as found:
        made = handover.make(found, output, passphrase)
    say(f"已写出{output}：{made.unit}，{made.changes}条修改、{made.attachments}个附件。")
    if not passphrase:
        say("没有设口令：里面有联系人电话等内部信息，请妥善保管。")


@handover_app.command("take")
def handover_take(
    file: FileArgument,
    passphrase_file: PassphraseFile = None,
    person: Annotated[str, typer.Option("--person", help="接手人姓名")] = "",
    machine: Annotated[str, typer.Option("--machine", help="这台电脑的名称，如：笔记本")] = "",
    store: StoreOption = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看里面是谁的台账")] = False,
) -> None:
    """用移交包开始：核对无误后放成本机的台账。"""
    from shengsi_desktop.services import handover

    data, passphrase = read_bytes(file), passphrase_in(passphrase_file)
    preview = handover.examine(data, file.name, passphrase)
    # the person's name is not always set
    made = f"{preview.person or '该单位'}于{preview.made_at[:16].replace('T', ' ')}在“{preview.machine}”"
    say(
        f"{preview.unit}，《{preview.plan}》，{made}所做：{preview.changes}条修改、{preview.attachments}个附件。"
    )
    if not dry_run:
        folder = store_folder(store)
        handover.take(data, file.name, folder, passphrase, person=person, machine=machine)
        say(f"已核对并放到“{folder}”，可以开始使用。")


@app.command("history")
def item_history(
    item: Annotated[str, typer.Argument(help="事项（编号或 4-2 这样的序号）", callback=written)],
    store: StoreOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """一个事项的修改记录：谁、什么时候、在哪台电脑、改了什么。"""
    from shengsi_desktop.domain.syncing import time_note
    from shengsi_desktop.services import facts
    from shengsi_desktop.services import item_history as histories

    with opened(store) as found:
        with found.reading() as session:
            item_id = facts.find_item(session, item).id
        steps = histories.history(found, item_id)
    if as_json:
        show_json(
            [
                {
                    "batch": one.batch,
                    "name": one.name,
                    "person": one.person,
                    "machine": one.machine,
                    "at": one.at.isoformat() if one.at else None,
                    "undoable": one.undoable,
                    "brought": one.brought,
                    "about": one.about,
                    "joined": one.joined,
                    "changes": [{"what": each.what, "old": each.old, "new": each.new} for each in one.lines],
                }
                for one in steps
            ]
        )
        return
    for one in steps:
        when = f"{one.at:%Y-%m-%d %H:%M}" if one.at else ""
        say(" ".join(part for part in (when, one.person, one.machine, one.done) if part))
        for each in one.lines:
            say(f"    {each.said}")
    if note := time_note(steps):
        say(f"（{note}）")


def _preview_lines(found: SyncPreview) -> list[str]:
    made = f"{found.made_at:%Y-%m-%d %H:%M}" if found.made_at else ""
    who = f"（{found.person}）" if found.person else " "
    lines = [f"来自“{found.machine}”{who}{made}：新修改{found.arrived}条，已有{found.known}条。"]
    for one in found.sources:
        days = "—".join(dict.fromkeys(f"{day:%m-%d %H:%M}" for day in (one.first, one.last) if day))
        lines.append(f"    {one.machine} {one.person} {one.changes}条 {days}".replace("  ", " "))
    lines += [
        f"    {' '.join(part for part in (one.item, one.week, one.what) if part)}：{one.text}（{one.who}）"
        for one in found.items
    ]
    if found.untold:
        lines.append(f"    另有{found.untold}条较早的修改。")
    for conflict in found.conflicts:
        lines.append(f"会有分歧：{conflict.where} {conflict.what}")
        lines += [f"    {'来包' if rival.arrives else '本机'}：{rival.text}" for rival in conflict.rivals]
    return lines + list(found.warnings)


def _preview_json(found: SyncPreview) -> dict[str, Any]:
    return {
        "machine": found.machine,
        "person": found.person,
        "made_at": found.made_at.isoformat() if found.made_at else None,
        "new": found.arrived,
        "known": found.known,
        "aside": found.aside,
        "documents": found.documents,
        "attachments": found.attachments,
        "sources": [
            {
                "machine": one.machine,
                "person": one.person,
                "changes": one.changes,
                "first": one.first.isoformat() if one.first else None,
                "last": one.last.isoformat() if one.last else None,
            }
            for one in found.sources
        ],
        "conflicts": [_conflict_json(one) for one in found.conflicts],
        "warnings": list(found.warnings),
    }


def _conflict_json(one: Conflict) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "item": one.item,
        "unit": one.unit,
        "week": one.week,
        "what": one.what,
        "free": one.free,
        "joined": one.joined,
        "versions": [
            {
                "text": rival.text,
                "person": rival.person,
                "machine": rival.machine,
                "at": rival.at.isoformat() if rival.at else None,
                "deletes": rival.deletes,
            }
            for rival in one.rivals
        ],
    }
