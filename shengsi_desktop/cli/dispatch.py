"""`dispatch`: what the county sends down to units, and its taking in at a unit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    WeekOption,
    app,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.passphrases import PassphraseFile, passphrase_in
from shengsi_desktop.cli.usage import ExplainedTyper
from shengsi_desktop.domain.dispatch import USUAL_PARTS, DispatchPart
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal, why_unreadable

if TYPE_CHECKING:
    from shengsi_desktop.domain.dispatch import DispatchIntake
    from shengsi_desktop.domain.exchange import Package

dispatch_app = ExplainedTyper(help="下发：县里发给各单位，单位收取。")
app.add_typer(dispatch_app, name="dispatch")

_NAMES = "、".join(f"{part.value}（{part.label}）" for part in DispatchPart)


@dispatch_app.command("make")
def dispatch_make(
    unit: Annotated[list[str] | None, typer.Option("--unit", help="发给哪个单位，可写多次")] = None,
    *,
    everyone: Annotated[bool, typer.Option("--all", help="发给名录里的所有单位")] = False,
    parts: Annotated[str | None, typer.Option("--parts", help=f"发哪些，用逗号分开：{_NAMES}")] = None,
    message: Annotated[str, typer.Option("--message", help="统计口径和会商要求")] = "",
    week: WeekOption = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="放进哪个文件夹（没有就新建）")] = Path(),
    passphrase_file: PassphraseFile = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看发什么，不导出")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """导出下发的数据包，每个单位一个。"""
    from shengsi_desktop.services.exchange import dispatching
    from shengsi_desktop.store.files import make_folder

    if bool(unit) == everyone:
        raise Refusal("请用 --unit 写明单位，或用 --all 发给所有单位（两者选一），没有导出。")
    chosen = _parts(parts, message)
    passphrase = passphrase_in(passphrase_file)
    with opened(store, writing=not dry_run) as found:
        wish = dispatching.DispatchWish(str(week_of(found, week)), chosen, message)
        ids = [one.id for one in dispatching.receivers(found)]
        ids = ids if everyone else [unit_id_of(found, one) for one in unit or ()]
        seen = dispatching.preview(found, wish, ids)
        files: tuple[Path, ...] = ()
        if not dry_run:
            make_folder(output)
            files = dispatching.write_packages(found, output, wish, ids, passphrase=passphrase)
    if as_json:
        show_json(
            [
                {
                    "unit": one.unit,
                    "file": str(files[place]) if files else None,
                    "parts": {line.part.value: line.words for line in one.lines},
                }
                for place, one in enumerate(seen)
            ]
        )
        return
    for place, one in enumerate(seen):
        say(f"{one.unit}{f'  {files[place].name}' if files else ''}")
        for line in one.lines if len(seen) == 1 else ():
            say(f"    {line.part.label}：{line.words}")
    say("以上只是预览，没有导出。" if dry_run else f"已导出{len(files)}个数据包到“{output}”。")


@dispatch_app.command("take")
def dispatch_take(
    file: Annotated[Path, typer.Argument(help="收到的数据包", show_default=False)],
    take: Annotated[
        str | None,
        typer.Option("--take", help="clean 收无冲突的，all 全部收（本机改过的也按县里的）；不写只看"),
    ] = None,
    *,
    passphrase_file: PassphraseFile = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """看一份下发会改什么；加 --take 收取。"""
    from shengsi_desktop.services.exchange import taking_dispatch

    if take not in {None, "clean", "all"}:
        raise typer.BadParameter("--take 只能是 clean 或 all。")
    package = _package(file, passphrase_in(passphrase_file))
    with opened(store, writing=take is not None) as found:
        intake = taking_dispatch.examine(found, package, file.name)
        if not as_json:
            # before anything is taken: what it is, and that it is older
            _tell(intake)
        keys = intake.clean_keys if take == "clean" else frozenset(one.key for one in intake.entries)
        changed = bool(take and taking_dispatch.take(found, package, file.name, keys))
    if as_json:
        show_json(_intake_json(intake, taken=changed))
        return
    if take is None:
        say("以上只是预览，没有收取。收取请加 --take clean 或 --take all。")
    else:
        say("已收取。" if changed else "台账里已是这些内容，没有改动。")


def _tell(intake: DispatchIntake) -> None:
    say(intake.title)
    for one in intake.findings:
        say(f"注意：{one}")
    if intake.older:
        say("注意：这份比已收取的旧，收取会退回到较早的内容；--take clean 不收其中任何一处。")
    if intake.message:
        say(f"统计口径和会商要求：{intake.message}")
    for one in intake.documents:
        say(one)
    for entry in intake.entries:
        sides = f"：{entry.here} → {entry.coming}" if entry.here or entry.coming else ""
        field = f" {entry.field}" if entry.field else ""
        say(f"{entry.state.label} {entry.what}{field}{sides}{f'（{entry.note}）' if entry.note else ''}")
    say(f"相同{intake.same}行，不同{len(intake.entries)}处")


def _intake_json(intake: DispatchIntake, *, taken: bool) -> dict[str, Any]:
    return {
        "issuer": intake.issuer,
        "message": intake.message,
        "same": intake.same,
        "documents": list(intake.documents),
        "findings": list(intake.findings),
        "older": intake.older,
        "already_taken": intake.taken,
        "taken": taken,
        "entries": [
            {
                "key": one.key,
                "state": one.state.value,
                "part": one.part.value,
                "what": one.what,
                "field": one.field,
                "here": one.here,
                "coming": one.coming,
                "clean": one.clean,
                "note": one.note,
            }
            for one in intake.entries
        ],
    }


def _parts(text: str | None, message: str) -> frozenset[DispatchPart]:
    """The parts named; without any the usual ones. A message is sent where it is written."""
    also = {DispatchPart.MESSAGE} if message.strip() else set()
    if text is None:
        return frozenset({*USUAL_PARTS, *also})
    named = {part.value: part for part in DispatchPart} | {part.label: part for part in DispatchPart}
    found = set(also)
    for one in filter(None, (word.strip() for word in text.replace("，", ",").split(","))):
        if one not in named:
            raise Refusal(f"没有“{one}”这一部分，没有导出。可以写：{_NAMES}。")
        found.add(named[one])
    return frozenset(found)


def _package(path: Path, passphrase: str) -> Package:
    from shengsi_desktop.domain.exchange import PackageKind
    from shengsi_desktop.exchange.container import read_package
    from shengsi_desktop.services.exchange import incoming

    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise EnvironmentProblem(
            f"文件“{path.name}”打不开（{why_unreadable(trouble)}），没有收取。"
        ) from trouble
    incoming.require_package(data, path.name, PackageKind.DISPATCH)
    return read_package(data, path.name, passphrase)
