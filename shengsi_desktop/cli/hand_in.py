"""`submit`: a signed week goes to the county, as a package, as the workbook or as text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from shengsi_desktop.cli.passphrases import PassphraseFiles, passphrases_in
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from shengsi_desktop.domain.exchange import SubmissionPreview
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

_ALL = "全部"
AttachOption = Annotated[
    list[str] | None,
    typer.Option("--attach", help="随数据包报送的附件名（同名的都选），可多个；写“全部”为全部附件"),
]


@app.command("submit")
def submit(
    *,
    week: WeekOption = None,
    unit: UnitOption = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="数据包.sspkg，或放进哪个文件夹")] = None,
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="周会商表报送.xlsx，或放进哪个文件夹")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="把报送文字写到屏幕上")] = False,
    other_plan: Annotated[bool, typer.Option("--other-plan", help="报送文字：对方方案可能不同")] = False,
    with_meeting: Annotated[bool, typer.Option("--with-meeting", help="会商讨论一并报送")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="只看对方将看到什么，不报送")] = False,
    attach: AttachOption = None,
    passphrase_file: PassphraseFiles = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """报送一周的定稿：数据包、周会商表或报送文字，三选一。"""
    from shengsi_desktop.services.exchange import submissions

    ways = (out, workbook, text or None, preview or None)
    _require_one_way(ways, attach=bool(attach), sealed=bool(passphrase_file))
    with opened(store, writing=not preview) as found:
        unit_id, at = unit_id_of(found, unit), week_of(found, week)
        files = _files(found, unit_id, at, attach or [])
        seen = submissions.preview(found, unit_id, at, with_meeting=with_meeting, files=files)
        if preview:
            _tell(seen, as_json=as_json)
            return
        _warn(seen)
        if text:
            parts, document = submissions.coded_text(
                found, unit_id, at, with_meeting=with_meeting, other_plan=other_plan
            )
            submissions.register_text(found, document)
            show_json(list(parts)) if as_json else say("\n\n".join(parts))
            return
        if out is not None:
            path = _path(found, unit_id, at, out, ".sspkg")
            passphrase = next(iter(passphrases_in(passphrase_file)), "")
            submissions.write_package(
                found, path, unit_id, at, with_meeting=with_meeting, passphrase=passphrase, files=files
            )
        elif workbook is not None:
            path = _path(found, unit_id, at, workbook, ".xlsx")
            submissions.write_workbook(found, path, unit_id, at, with_meeting=with_meeting)
    if as_json:
        show_json({"file": str(path), "week": str(at)})
    else:
        say(f"已导出并登记报送：{path}")


def _require_one_way(
    ways: tuple[Path | None, Path | None, bool | None, bool | None], *, attach: bool, sealed: bool
) -> None:
    _, workbook, text, _ = ways
    if sum(one is not None for one in ways) != 1:
        raise Refusal("请在 --out、--workbook、--text、--preview 里选一种，尚未报送。")
    if attach and (text or workbook is not None):
        raise Refusal("附件只能随数据包报送，请用 --out，尚未报送。")
    if sealed and (text or workbook is not None):
        what = "报送文字" if text else "周会商表"
        raise Refusal(f"{what}不能加口令，请用 --out 报送数据包，尚未报送。")


def _files(found: Store, unit_id: str, at: Week, names: list[str]) -> list[str]:
    """The ids of the 附件 so called. Refused where none is."""
    from shengsi_desktop.services.exchange import submissions

    if not names:
        return []
    offered = submissions.preview(found, unit_id, at).offered
    if _ALL in names:
        return [one.id for one in offered]
    chosen = [one.id for one in offered if one.name in names]
    if missing := [name for name in names if all(one.name != name for one in offered)]:
        there = "、".join(one.name for one in offered) or "没有"
        raise Refusal(f"没有叫“{missing[0]}”的附件，尚未报送。这一周可以报送的附件：{there}。")
    return chosen


def _path(found: Store, unit_id: str, at: Week, asked: Path, suffix: str) -> Path:
    """The file asked for, with its ending; in a folder one of the usual name."""
    from shengsi_desktop.domain.exchange import Way
    from shengsi_desktop.services.exchange import submissions
    from shengsi_desktop.store.files import is_folder

    if not is_folder(asked):
        return asked if asked.suffix.lower() == suffix else asked.with_name(asked.name + suffix)
    document = submissions.document_of(found, unit_id, at, Way.PACKAGE)
    return asked / submissions.suggested_name(document, suffix)


def _unsettled(preview: SubmissionPreview) -> list[str]:
    """The lines that say what was signed though nobody has decided it; none where all is settled."""
    if not preview.unsettled:
        return []
    count = len(preview.unsettled)
    head = f"定稿里有{count}处分歧未定，送出的是现在显示的内容（shengsi-desktop sync conflicts 逐处列出）："
    return [head, *(f"    {one}" for one in preview.unsettled)]


def _warn(preview: SubmissionPreview) -> None:
    """On stderr: what stands on stdout is read by others, or is the 报送文字 itself."""
    for line in _unsettled(preview):
        print(line, file=sys.stderr)


def _tell(preview: SubmissionPreview, *, as_json: bool) -> None:
    if as_json:
        show_json(
            {
                "title": preview.title,
                "number": preview.number,
                "reviewer": preview.reviewer,
                "items": [
                    {"id": one.id, "number": one.number, "title": one.title, "fields": dict(one.fields)}
                    for one in preview.items
                ],
                "along": {heading: list(lines) for heading, lines in preview.along},
                "attachments": [{"name": name, "size": size} for name, size in preview.attachments],
                "stays": list(preview.stays),
                "workbook_adds": list(preview.derived),
                "unsettled": list(preview.unsettled),
            }
        )
        return
    say(f"对方将看到：{preview.title}  审核人{preview.reviewer}")
    for line in _unsettled(preview):
        say(line)
    say(f"留在本单位：{'、'.join(preview.stays)}")
    say(f"周会商表另列：{'；'.join(preview.derived)}")
    for offered in preview.offered:
        say(f"附件 {'报送' if offered.ticked else '不报送'}：{offered.number} {offered.name}")
    for heading, lines in preview.along:
        say(_indented(f"附带 {heading}：\n" + "\n".join(lines))[4:])
    for one in preview.items:
        say(f"{one.number} {one.title}")
        for name, words in one.fields:
            say(_indented(f"{name}：{words}"))


def _indented(words: str) -> str:
    """Every line of it set in, those after the first a little more."""
    return "\n".join(
        f"{'    ' if place == 0 else '        '}{line}" for place, line in enumerate(words.split("\n"))
    )
