"""What a sync package carries beside the records: submitted documents, and the files of 附件 that the records name."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import attachment_files, documents
from shengsi_desktop.store.document_tables import DOCUMENTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from shengsi_desktop.exchange.said_models import Content

#: attachments beyond this many bytes stay at home, and whoever makes the package is told
MOST_ATTACHED = 200_000_000
_WORDS = {
    "final_version": "定稿",
    "submission": "报送记录",
    "publication": "公布的榜单",
    "dispatch": "下发文件",
    "fill_sheet": "填报表",
}


def documents_of(connection: sqlite3.Connection) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every document that stands here, and those of other machines that were taken back here alone."""
    named = documents.columns()
    for model in DOCUMENTS:
        entity = str(model.__tablename__)
        columns = named[entity]
        rows = connection.execute(
            f'SELECT {", ".join(columns)} FROM "{entity}" t WHERE {documents.PRESENT.format(table=entity)}'
            " OR EXISTS (SELECT 1 FROM batch_document b JOIN package_log l ON l.batch = b.batch"
            f" WHERE b.entity = '{entity}' AND b.id = t.id AND l.kind = ?) ORDER BY id",
            (PackageKind.SYNC.label,),
        )
        for row in rows:
            yield entity, dict(zip(columns, row, strict=True))


def judge(connection: sqlite3.Connection, found: Iterable[tuple[str, Mapping[str, Any]]], name: str) -> None:
    """Refused where a document that is not here yet says something that readers could not take; `name`: the file's.

    Whether it is what its id says is looked at where it is put in.
    """
    from shengsi_desktop.exchange.said_models import judge_along, judged_content
    from shengsi_desktop.rhythm.board_content import read_board

    judges: dict[str, Callable[[Mapping[str, Any]], object]] = {
        "final_version": lambda record: _judge_final(record, judged_content(record["content"])),
        "submission": lambda record: _judge_submission(record, judge_along),
        "publication": lambda record: read_board(json.loads(record["content"])),
        "dispatch": lambda record: _require(isinstance(json.loads(record["content"]), dict)),
        "fill_sheet": lambda record: _require(isinstance(json.loads(record["content"]), dict)),
    }
    for entity, record in found:
        if entity not in judges or _is_here(connection, entity, record):
            continue
        try:
            judges[entity](record)
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as trouble:
            raise Refusal(
                f"“{name}”里有一份{_WORDS[entity]}的内容读不了，没有收入任何内容，台账未动。"
                "请在那台电脑上核对台账，再重新做一份同步包。"
            ) from trouble


def _judge_final(record: Mapping[str, Any], content: Content) -> None:
    _require(content.week == record["week"])
    _require((content.parent, content.reviewer) == (record.get("parent_id"), record.get("reviewer", "")))
    datetime.fromisoformat(record["at"])


def _judge_submission(record: Mapping[str, Any], judge_along: Callable[[dict[str, Any]], None]) -> None:
    judge_along(json.loads(record.get("along", "{}")))
    _require(all(isinstance(one, str) for one in list(json.loads(record.get("earlier", "[]")))))
    _require(type(record.get("number", 0)) is int)
    datetime.fromisoformat(record["at"])


def _is_here(connection: sqlite3.Connection, entity: str, record: Mapping[str, Any]) -> bool:
    found = connection.execute(f'SELECT 1 FROM "{entity}" WHERE id = ?', (record["id"],)).fetchone()
    return found is not None


def _require(holds: object) -> None:
    if not holds:
        raise ValueError


def files(folder: Path, sums: set[str]) -> tuple[dict[str, bytes], int]:
    """The attachments that are here and whole, as many as have room; how many were left out."""
    found, size, left_out = {}, 0, 0
    for sum_ in sorted(sums):
        # nothing but a sum is a file's name here, whatever a record says
        data = attachment_files.read(folder, sum_)
        if data is None:
            continue
        size += len(data)
        if size > MOST_ATTACHED:
            left_out += 1
            continue
        found[sum_] = data
    return found, left_out


def put_files(folder: Path, found: Mapping[str, bytes]) -> None:
    """Lay the attachments beside the store. What no row comes to name is swept away later."""
    for data in found.values():
        attachment_files.put(folder, data)


def aside_of(connection: sqlite3.Connection, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """How many of these documents were taken back on this machine."""
    aside = set(connection.execute("SELECT entity, id FROM document_aside").fetchall())
    return sum((entity, record.get("id")) in aside for entity, record in documents) if aside else 0
