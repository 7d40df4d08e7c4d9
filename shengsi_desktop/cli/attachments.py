"""`attach`: files of an item, added and listed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    app,
    opened,
    say,
    show_json,
    unit_id_of,
)

if TYPE_CHECKING:
    from shengsi_desktop.domain.attachments import AttachedFile

_LIST = "list"


@app.command()
def attach(
    words: Annotated[
        list[str],
        typer.Argument(
            help="事项编号和文件，如 4-2 照片.jpg 方案.docx；attach list 4-2 列出该事项的附件", metavar="ITEM"
        ),
    ],
    week: Annotated[str | None, typer.Option("--week", help="附在哪一周，如 2023-W30（默认不分周）")] = None,
    unit: UnitOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """给事项添加附件；attach list 事项编号 列出附件。"""
    listing, number, files = _read(words)
    from shengsi_desktop.rhythm.weeks import parse_week
    from shengsi_desktop.services import attachments, facts, setting_up

    with opened(store, writing=not listing) as found:
        with found.reading() as session:
            item_id = facts.find_item(session, number).id
        chosen = parse_week(week, setting_up.settings(found).rhythm) if week else None
        if not listing:
            attachments.add(found, item_id, unit_id_of(found, unit), files, chosen)
        told = attachments.listed(
            found,
            item_id,
            unit_id=unit_id_of(found, unit) if unit else None,
            week=str(chosen) if chosen is not None else None,
        )
    if as_json:
        show_json([_json(one) for one in told])
        return
    if not listing:
        say(f"已添加{len(files)}个附件，{number}现有{len(told)}个。")
    elif not told:
        say(f"{number}没有附件。")
    for one in told:
        say(_line(one))


def _read(words: list[str]) -> tuple[bool, str, list[Path]]:
    """Whether to list, the item, the files."""
    if words[0] == _LIST:
        if len(words) != 2:
            raise typer.BadParameter("list 后面写一个事项编号。", param_hint="ITEM")
        return True, words[1], []
    if len(words) == 1:
        raise typer.BadParameter("事项编号后面要写文件；列出附件用 attach list 事项编号。", param_hint="ITEM")
    return False, words[0], [Path(one) for one in words[1:]]


def _json(one: AttachedFile) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "size": one.size,
        "sha256": one.sha256,
        "unit": one.unit,
        "week": one.week or None,
        "at": one.at.isoformat(timespec="seconds") if one.at is not None else None,
        "person": one.person,
        "here": one.here,
    }


def _line(one: AttachedFile) -> str:
    from shengsi_desktop.domain.attachments import size_words

    made = f"{one.at:%Y-%m-%d %H:%M}" if one.at is not None else ""
    parts = [one.name, size_words(one.size), one.unit, one.person, made, one.week]
    return "  ".join(part for part in parts if part) + ("" if one.here else "  （文件不在这台电脑上）")
