"""What a sync package carries beside the records: submitted documents, and the files of 附件 that the records name."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.store import backup, documents
from shengsi_desktop.store.document_tables import DOCUMENTS
from shengsi_desktop.store.files import write_atomically

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: attachments beyond this many bytes stay at home, and whoever makes the package is told
MOST_ATTACHED = 200_000_000
#: nothing else is a file's name here, whatever a record says
_SUM = re.compile(r"[0-9a-f]{64}")


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


def files(folder: Path, sums: set[str]) -> tuple[dict[str, bytes], int]:
    """The attachments that are there, as many as have room; how many were left out."""
    found, size, left_out = {}, 0, 0
    for sum_ in sorted(filter(_SUM.fullmatch, sums)):
        path = folder / backup.ATTACHMENTS / sum_
        if not path.is_file():
            continue
        size += path.stat().st_size
        if size > MOST_ATTACHED:
            left_out += 1
            continue
        found[sum_] = path.read_bytes()
    return found, left_out


def put_files(folder: Path, found: Mapping[str, bytes]) -> list[Path]:
    """Lay the attachments beside the store; those that were not there."""
    put = []
    for sum_, data in found.items():
        path = folder / backup.ATTACHMENTS / sum_
        there = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sum_
        if not there:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
            put.append(path)
    return put
