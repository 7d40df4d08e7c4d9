"""What a sync package carries beside the records: submitted documents, and the files of 附件 that the records name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.attachments import is_sha256
from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import attachment_files, documents
from shengsi_desktop.store.document_tables import DOCUMENTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from shengsi_desktop.exchange.said_models import Content
    from shengsi_desktop.store.sessions import Store

#: attachments beyond this many bytes, or this many, wait for the next package: one must stay within what can be opened
MOST_ATTACHED = 150_000_000
MOST_FILES = 4_000
#: as many sums are asked for at a time
_ASKED = 1_000
_WAITING = "attachments_left_out"
_WORDS = {
    "final_version": "定稿",
    "submission": "报送记录",
    "publication": "公布的榜单",
    "dispatch": "下发文件",
    "fill_sheet": "填报表",
}


@dataclass(frozen=True, slots=True)
class Files:
    """The attachments for a package by their sums; those that wait for the next one; those that are not here."""

    found: Mapping[str, bytes]
    left_out: tuple[str, ...]
    missing: tuple[str, ...]


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


def lacking(folder: Path, connection: sqlite3.Connection) -> tuple[str, ...]:
    """The sums of living 附件 whose file is not here, or not whole: what is asked of the other machines."""
    rows = attachment_files.named(connection)
    wanted = {
        sum_: attachment_files.is_here(folder, sum_, size) for sum_, size, *_ in rows if is_sha256(sum_)
    }
    return tuple(sorted(sum_ for sum_, here in wanted.items() if not here)[:_ASKED])


def files(folder: Path, connection: sqlite3.Connection, sums: Iterable[str]) -> Files:
    """Of these attachments those that are here and whole, as many as have room: first what had none last time."""
    living = {sum_ for sum_, *_ in attachment_files.named(connection)}
    waiting = [one for one in _left_last_time(connection) if one in living]
    found: dict[str, bytes] = {}
    left_out, missing, size = [], [], 0
    for sum_ in dict.fromkeys((*waiting, *sorted(sums))):
        # nothing but a sum is a file's name here, whatever a record says
        data = attachment_files.read(folder, sum_)
        if data is None:
            missing += [sum_] if sum_ in living and is_sha256(sum_) else []
        elif size + len(data) > MOST_ATTACHED or len(found) >= MOST_FILES:
            left_out.append(sum_)
        else:
            size += len(data)
            found[sum_] = data
    return Files(found, tuple(left_out), tuple(missing))


def note_left_out(store: Store, found: Files) -> None:
    """What had no room goes first into the next package."""
    store.set_setting(_WAITING, json.dumps(found.left_out))


def _left_last_time(connection: sqlite3.Connection) -> list[str]:
    row = connection.execute("SELECT value FROM local_setting WHERE key = ?", (_WAITING,)).fetchone()
    return [str(one) for one in json.loads(row[0])] if row else []


def count_new(folder: Path, found: Mapping[str, bytes]) -> int:
    """How many of these attachments are not here, or not whole."""
    return sum(not attachment_files.is_here(folder, sum_, len(data)) for sum_, data in found.items())


def put_files(folder: Path, found: Mapping[str, bytes]) -> None:
    """Lay the attachments beside the store. What no row comes to name is swept away later."""
    for data in found.values():
        attachment_files.put(folder, data)


def aside_of(connection: sqlite3.Connection, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """How many of these documents were taken back on this machine."""
    aside = set(connection.execute("SELECT entity, id FROM document_aside").fetchall())
    return sum((entity, record.get("id")) in aside for entity, record in documents) if aside else 0
