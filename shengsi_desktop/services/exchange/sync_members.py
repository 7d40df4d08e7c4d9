"""What a sync package carries beside the records: submitted documents, and the files of 附件 that the records name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.store import attachment_files, documents
from shengsi_desktop.store.document_tables import DOCUMENTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

#: attachments beyond this many bytes stay at home, and whoever makes the package is told
MOST_ATTACHED = 200_000_000


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
