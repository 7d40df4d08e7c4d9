"""The files of 附件: beside the store under `attachments/<sha256>`, the same content once, whole or not there.

They are written before the command that names them commits, so that no row names a file that never was; what a command
that failed left behind is swept away later.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from shengsi_desktop.domain.attachments import is_sha256
from shengsi_desktop.store.files import in_words, sync_folder, write_atomically

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ATTACHMENTS = "attachments"
_DAY = 24 * 3600
_CHUNK = 1 << 20


def file_of(folder: Path, sha256: str) -> Path | None:
    """Where the content lies in the store's folder, there or not; None where that is no SHA-256 (purged)."""
    return folder / ATTACHMENTS / sha256 if is_sha256(sha256) else None


def is_here(folder: Path, sha256: str, size: int | None = None) -> bool:
    """Whether the content is there, as long as it should be (bytes)."""
    path = file_of(folder, sha256)
    try:
        return path is not None and path.is_file() and (size is None or path.stat().st_size == size)
    except OSError:
        return False


def sum_of(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def put(folder: Path, data: bytes) -> str:
    """Keep the content: temp, fsync, replace; its SHA-256. What lies there already stays. EnvironmentProblem."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / ATTACHMENTS / sha256
    # one that was cut off or damaged is written anew
    if is_here(folder, sha256, len(data)):
        with suppress(OSError):
            if sum_of(path) == sha256:
                # young again: nobody sweeps it away before the command that names it commits
                path.touch()
                return sha256
    try:
        new = not path.parent.is_dir()
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise in_words(problem, path) from problem
    write_atomically(path, data)
    if new:
        sync_folder(folder)
    return sha256


def read(folder: Path, sha256: str) -> bytes | None:
    """The content, proved by its sum; None where it is not here or damaged."""
    path = file_of(folder, sha256)
    if path is None:
        return None
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def named(connection: sqlite3.Connection, *, dead: bool = False) -> Iterator[tuple[str, int, str, str]]:
    """(sha256, size, name, item's number) of every living 附件; with `dead`, of removed ones as well."""
    rows = connection.execute(
        "SELECT a.sha256, a.size, a.name, coalesce(i.number, '') FROM attachment a"
        f" LEFT JOIN item i ON i.id = a.item_id {'' if dead else 'WHERE a.dead = 0'} ORDER BY a.id"
    )
    yield from rows


def troubles(folder: Path, connection: sqlite3.Connection) -> list[str]:
    """A sentence for each living 附件 whose file is missing or damaged; every file is read."""
    proved: dict[str, str] = {}
    found = []
    for sha256, _, name, number in named(connection):
        path = file_of(folder, sha256)
        if path is None:
            continue
        if sha256 not in proved:
            try:
                proved[sha256] = "" if sum_of(path) == sha256 else "已损坏"
            except OSError:
                proved[sha256] = "不在"
        if proved[sha256]:
            found.append(
                f"{number}的附件“{name}”的文件{proved[sha256]}。台账其他内容不受影响；"
                "可从备份或原来的电脑找回，或删除后重新添加。"
            )
    return found


def sweep(folder: Path, connection: sqlite3.Connection, *, older: float = _DAY) -> int:
    """Remove files that nothing names and that are older than this (seconds); how many.

    The log names them: the file of a row that was removed, waits or is set aside stays, for any of those may come
    back. A purged sum is in no record any more. What a document of another unit carries along stays as well.
    """
    room = folder / ATTACHMENTS
    if not room.is_dir():
        return 0
    kept = _ever_named(connection)
    before, gone = time.time() - older, 0
    for path in room.iterdir():
        ours = is_sha256(path.name) or (path.name.startswith(".shengsi-") and path.suffix == ".tmp")
        with suppress(OSError):
            if not ours or path.name in kept or not path.is_file() or path.stat().st_mtime >= before:
                continue
            if not _in_document(connection, path.name):
                path.unlink()
                gone += 1
    return gone


def _ever_named(connection: sqlite3.Connection) -> set[str]:
    """The sums of every row, and of every record that was not purged."""
    kept = {sha256 for sha256, *_ in named(connection, dead=True)}
    records = connection.execute(
        "SELECT CASE field WHEN '_row' THEN json_extract(value, '$.fields.sha256') ELSE json_extract(value, '$') END"
        " FROM change WHERE entity = 'attachment' AND field IN ('_row', 'sha256') AND salt IS NOT NULL"
    )
    return kept | {sum_ for (sum_,) in records if isinstance(sum_, str)}


def _in_document(connection: sqlite3.Connection, sha256: str) -> bool:
    columns = (("submission", "along"), ("final_version", "content"), ("dispatch", "content"))
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE instr({column}, ?) LIMIT 1", (sha256,)).fetchone()
        for table, column in columns
    )


def total_size(rows: Iterable[tuple[str, int]]) -> int:
    """Bytes of (sha256, size), the same content once."""
    return sum(dict(rows).values())
