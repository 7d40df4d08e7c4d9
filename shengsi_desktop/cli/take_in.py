"""`receive`: what files and texts hold, taking it in; `receive return` and `receive receipt` answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, opened, say, show_json, week_of
from shengsi_desktop.cli.passphrases import PassphraseFiles, passphrases_in
from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label

if TYPE_CHECKING:
    from shengsi_desktop.domain.exchange import CollectLine, IntakeRow
    from shengsi_desktop.services.exchange.collecting import Collected
    from shengsi_desktop.services.exchange.receiving import Intake, TakenIn
    from shengsi_desktop.store.sessions import Store

#: the words after `receive` that are no files
_RETURN, _RECEIPT = "return", "receipt"
_TAKES = ("all", "clean")
#: what is here already, or belongs elsewhere
_NOT_NEEDED = (Verdict.DOUBLE, Verdict.SAME, Verdict.ELSEWHERE)


@app.command("receive")
def receive(
    files: Annotated[
        list[str] | None,
        typer.Argument(help="文件或文件夹；或 return 单位（退回）、receipt [单位]（导出回执）"),
    ] = None,
    *,
    text: Annotated[str | None, typer.Option("--text", help="报送文字的文本文件，- 为标准输入")] = None,
    week: Annotated[
        str | None, typer.Option("--week", help="应收的周次，如 2023-W30；别的周次会提示")
    ] = None,
    take: Annotated[
        str | None, typer.Option("--take", help="all 能入库的都入库，clean 只入库无问题的；不写只看")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="return：退回原因")] = "",
    output: Annotated[
        Path | None, typer.Option("--out", "-o", help="receipt：回执放进哪个文件夹（没有就新建）")
    ] = None,
    passphrase_file: PassphraseFiles = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """接收报送（县级汇总单位）或收取回执（各单位）：先列出来，写 --take 才入库。"""
    words = files or []
    if words[:1] == [_RETURN]:
        _give_back(words[1:], week, reason, store, as_json=as_json)
    elif words[:1] == [_RECEIPT]:
        _write_receipts(words[1:], week, output, store, as_json=as_json)
    else:
        if take is not None and take not in _TAKES:
            raise Refusal(f"--take 只能写 all 或 clean，不是“{take}”，没有收入任何内容。")
        if not words and text is None:
            raise Refusal("没有写要收的文件。写文件、文件夹，或用 --text 给出报送文字。")
        _look(words, text, week, take, passphrases_in(passphrase_file), store, as_json=as_json)


def _look(
    files: list[str],
    text: str | None,
    week: str | None,
    take: str | None,
    passphrases: list[str],
    store: Path | None,
    *,
    as_json: bool,
) -> None:
    from shengsi_desktop.cli.text_files import read_text
    from shengsi_desktop.services import setting_up
    from shengsi_desktop.services.exchange import collecting, receiving

    pasted = read_text(text) if text is not None else ""
    paths = [Path(one) for one in files]
    if missing := [str(path) for path in paths if not path.exists()]:
        raise Refusal(f"找不到“{missing[0]}”，没有收入任何内容。")
    with opened(store, writing=take is not None) as found:
        if not setting_up.is_county(found) and not pasted:
            _collect(found, collecting.look(found, paths, passphrases=passphrases), take, as_json=as_json)
            return
        expected = str(week_of(found, week)) if week else ""
        intake = receiving.examine(found, paths, pasted, week=expected, passphrases=passphrases)
        keys = {row.key for row in intake.rows if (row.takeable if take == "all" else row.clean)}
        taken = receiving.take_in(found, intake, keys) if take is not None and keys else None
        _tell(intake, taken, keys, as_json=as_json)
        if take is not None and not keys:
            raise Refusal("没有可以入库的报送，台账未动。")


def _tell(intake: Intake, taken: TakenIn | None, keys: set[str], *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "rows": [
                    {**_as_json(row), "taken": taken is not None and row.key in keys} for row in intake.rows
                ],
                "taken": len(taken.units) if taken is not None else 0,
                "files": taken.files if taken is not None else 0,
            }
        )
        return
    for row in intake.rows:
        number = f"v{row.number}" if row.number else ""
        where = "  ".join(
            filter(
                None,
                (row.unit or "（认不出）", week_label(row.week), number, row.way.value if row.way else ""),
            )
        )
        verdict = row.verdict.value if row.verdict is not Verdict.FILL_SHEET else "用 sheet take 核对"
        say(f"{verdict}  {where}  {row.items}条  {row.source}")
        for one in row.findings:
            say(f"    {'！' if one.stops else '·'}{one.words}")
    if taken is not None:
        left = _left([row for row in intake.rows if row.key not in keys])
        done = [f"已入库{len(taken.units)}份：{'、'.join(taken.units)}"] if taken.units else []
        done += [f"补收附件{taken.files}个：{'、'.join(taken.files_of)}"] if taken.files_of else []
        say(f"{'。'.join(done)}{left}")


def _left(rows: list[IntakeRow]) -> str:
    """«。另有13份填报表要逐份核对，2份不能入库»: what was not taken, and why; empty where nothing is left."""
    told = [
        f"{count}份{what}"
        for what, count in (
            ("有问题，没有入库", sum(row.takeable for row in rows)),
            ("填报表要逐份核对", sum(row.verdict is Verdict.FILL_SHEET for row in rows)),
            ("要口令", sum(row.verdict is Verdict.SEALED for row in rows)),
            ("没有收齐", sum(row.verdict is Verdict.WANTING for row in rows)),
            ("不用再收", sum(row.verdict in _NOT_NEEDED for row in rows)),
            ("不能入库", sum(row.verdict is Verdict.REFUSED for row in rows)),
        )
        if count
    ]
    return f"。另有{'，'.join(told)}" if told else ""


def _as_json(row: IntakeRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "verdict": row.verdict.name.lower(),
        "unit": row.unit,
        "unit_id": row.unit_id,
        "week": row.week,
        "number": row.number,
        "way": row.way.value if row.way else "",
        "items": row.items,
        "changed": row.changed,
        "clean": row.clean,
        "findings": [{"words": one.words, "stops": one.stops} for one in row.findings],
    }


def _collect(store: Store, found: Collected, take: str | None, *, as_json: bool) -> None:
    """At a unit: 回执 are taken, the rest is only named."""
    from shengsi_desktop.services.exchange import collecting

    keys = {line.key for line in found.lines if line.takeable}
    if take is not None and keys:
        collecting.take(store, found, keys)
    taken = keys if take is not None else set()
    if as_json:
        show_json(
            {
                "rows": [
                    {
                        "source": line.path.name,
                        "kind": line.kind,
                        "words": line.words,
                        "taken": line.key in taken,
                    }
                    for line in found.lines
                ],
                "taken": len(taken),
            }
        )
    else:
        for line in found.lines:
            say(f"{line.label or '读不了'}  {line.path.name}  {_unit_words(line)}".rstrip())
        if taken:
            say(f"已收取{len(taken)}份回执。")
    if take is not None and not keys:
        raise Refusal("没有可以收取的回执，台账未动。")


def _unit_words(line: CollectLine) -> str:
    """What the file says, and for what is taken in elsewhere by which command."""
    return {
        "dispatch": f"{line.words}（dispatch take）",
        "sync": "用 sync take 收",
        "handover": "用 handover take 放到新电脑",
        "sealed": "用 --passphrase-file 给出口令",
    }.get(line.kind, line.words)


def _give_back(units: list[str], week: str | None, reason: str, store: Path | None, *, as_json: bool) -> None:
    from shengsi_desktop.services import setting_up
    from shengsi_desktop.services.exchange import letters

    if len(units) != 1:
        raise Refusal("退回要写一个单位，例如：receive return 县文广旅体局 --week 2023-W30 --reason 原因。")
    unit = setting_up.the_unit(units[0])
    with opened(store, writing=True) as found:
        at = week_of(found, week)
        letters.return_week(found, unit.id, str(at), reason=reason)
    if as_json:
        show_json({"unit": unit.name, "week": str(at), "reason": reason.strip()})
        return
    say(f"已退回{unit.name}{at.label}的报送。用 receive receipt 导出回执发给对方。")


def _write_receipts(
    units: list[str], week: str | None, output: Path | None, store: Path | None, *, as_json: bool
) -> None:
    from shengsi_desktop.services import setting_up
    from shengsi_desktop.services.exchange import intake_words, letters
    from shengsi_desktop.store.files import make_folder

    folder = output or Path()
    with opened(store, writing=True) as found:
        at = week_of(found, week)
        ids = [setting_up.the_unit(one).id for one in units]
        if not ids:
            ids = [line.unit_id for line in intake_words.received(found, str(at))]
        if not ids:
            raise Refusal(f"{at.label}还没有收到报送，没有回执可发。")
        make_folder(folder)
        letters.write_letters(found, str(folder), ids, str(at))
        files = [str(folder / letters.suggested_name(found, one, str(at))) for one in ids]
    if as_json:
        show_json({"week": str(at), "files": files})
        return
    say(f"已导出{len(files)}份回执：{folder}")
