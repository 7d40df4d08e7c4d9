"""附件 of items: added, named, opened, saved and removed. Each is one command; the file is whole before it commits.

Nothing of a file is kept in a row but its name, size and SHA-256; the content lies beside the store.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.attachments import (
    ALL_LIMIT,
    FILE_LIMIT,
    ITEM_LIMIT,
    AttachedFile,
    clean_name,
    ending,
    free_name,
    picture_name,
    runs,
    size_words,
)
from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.domain.naming import first_of
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal, why_unreadable
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store import attachment_files
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Attachment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

ENTITY = "attachment"
_KEPT = "没有添加，台账未动。"
_BEGINNING = 8


@dataclass(frozen=True, slots=True)
class _New:
    """A file that may be added."""

    name: str
    data: bytes


# -- reading


def listed(
    store: Store, item_id: str, *, unit_id: str | None = None, week: str | None = None
) -> tuple[AttachedFile, ...]:
    """The item's 附件, the newest last; only that unit's or that week's («2023-W30»; empty: of no week) if given."""
    with store.reading() as session:
        wanted = alive(Attachment).where(Attachment.item_id == item_id)
        if unit_id is not None:
            wanted = wanted.where(Attachment.unit_id == unit_id)
        if week is not None:
            wanted = wanted.where(Attachment.week == week)
        rows = session.exec(wanted.order_by(col(Attachment.id))).all()
        return _told(session, store, rows)


def find(store: Store, attachment_id: str) -> AttachedFile:
    """One 附件. Refused where there is none of that id."""
    with store.reading() as session:
        return _told(session, store, (_row(session, attachment_id),))[0]


def content(store: Store, attachment_id: str) -> bytes:
    """Its content, proved. Refused in words where the file is not here or damaged."""
    one = find(store, attachment_id)
    data = attachment_files.read(store.folder, one.sha256)
    if data is None:
        if attachment_files.is_here(store.folder, one.sha256):
            raise EnvironmentProblem(
                f"附件“{one.name}”的文件已损坏，没有打开，台账其他内容都在。请从备份或原来的电脑找回。"
            )
        raise EnvironmentProblem(
            f"附件“{one.name}”的文件不在这台电脑上（可能还没有同步过来），没有打开。"
            "请从添加它的电脑再导出一次同步包，或从备份恢复。"
        )
    return data


def path_of(store: Store, attachment_id: str) -> Path | None:
    """Where the content lies, to be read and nothing else (a small picture); None where it is not here."""
    one = find(store, attachment_id)
    return attachment_files.file_of(store.folder, one.sha256) if one.here else None


def open_copy(store: Store, attachment_id: str) -> Path:
    """A copy under its own name, read-only, for the system's program; what is done to it stays out of the store."""
    one, data = find(store, attachment_id), content(store, attachment_id)
    name = clean_name(one.name) or "附件"
    if runs(name, data[:_BEGINNING]):
        raise Refusal(f"附件“{name}”是可以运行的程序，为安全起见没有打开。确需查看的请用“另存为”。")
    path = Path(_opened().name) / one.sha256[:12] / name
    if attachment_files.sum_of(path) == one.sha256 if path.is_file() else False:
        return path
    with suppress(OSError):
        path.chmod(0o600)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data)
    with suppress(OSError):
        path.chmod(0o400)
    return path


def save_as(store: Store, attachment_id: str, path: Path) -> None:
    """Its content into a file of the user's. EnvironmentProblem."""
    write_atomically(path, content(store, attachment_id))


# -- writing


def add(
    store: Store, item_id: str, unit_id: str, files: Sequence[Path], week: Week | None = None
) -> frozenset[FieldKey]:
    """Add these files to the item, all or none. Refused in words for what is too large, runs or cannot be read."""
    return _added(store, item_id, unit_id, _read(files), week)


def add_picture(
    store: Store, item_id: str, unit_id: str, data: bytes, week: Week | None = None
) -> frozenset[FieldKey]:
    """Add a picture out of the clipboard (PNG) as «截图_7月28日.png»."""
    with store.reading() as session:
        name = picture_name(store.today(), _names(session, item_id, unit_id))
    return _added(store, item_id, unit_id, [_New(name, data)], week)


def rename(store: Store, attachment_id: str, name: str) -> frozenset[FieldKey]:
    """Another name; what kind of file it is (its ending) stays."""
    one = find(store, attachment_id)
    _require_own(one)
    wanted, kind = clean_name(name), ending(one.name)
    if not wanted:
        raise Refusal(f"名称不能为空，附件仍叫“{one.name}”。")
    if kind and ending(wanted) != kind:
        wanted = clean_name(f"{wanted}.{one.name.rpartition('.')[2]}")
    if runs(wanted):
        raise Refusal(f"“{wanted}”像是可以运行的程序，没有改名，附件仍叫“{one.name}”。")
    if wanted == one.name:
        return frozenset()
    with signed(store, f"附件改名为“{wanted}”", unit=one.unit_id) as command:
        command.session.get_one(Attachment, attachment_id).name = wanted
    return command.changed


def remove(store: Store, attachment_ids: Sequence[str]) -> frozenset[FieldKey]:
    """Remove them as one command; their files stay, so that undo brings them back."""
    found = [find(store, one) for one in dict.fromkeys(attachment_ids)]
    for one in found:
        _require_own(one)
    if not found:
        return frozenset()
    name = f"删除附件“{found[0].name}”" if len(found) == 1 else f"删除{len(found)}个附件"
    with signed(store, name, unit=found[0].unit_id) as command:
        for one in found:
            command.session.delete(command.session.get_one(Attachment, one.id))
    return command.changed


def sweep(store: Store) -> int:
    """When idle: remove files that no row names (a command that failed, a purge); how many went."""
    with store.reading() as session:
        return attachment_files.sweep(store.folder, raw_connection(session))


# -- what belongs to no other


def room(session: Session) -> int:
    """How many bytes may still be added to the store."""
    return ALL_LIMIT - attachment_files.total_size(
        (sha256, size) for sha256, size, *_ in attachment_files.named(raw_connection(session))
    )


def _added(
    store: Store, item_id: str, unit_id: str, new: Sequence[_New], week: Week | None
) -> frozenset[FieldKey]:
    import hashlib

    with store.reading() as session:
        item = facts.find_item(session, item_id)
        rows = session.exec(
            alive(Attachment).where(Attachment.item_id == item.id, Attachment.unit_id == unit_id)
        ).all()
        left = room(session)
    said = str(week) if week is not None else ""
    here = {(row.sha256, row.week) for row in rows}
    chosen: dict[str, _New] = {}
    for one in new:
        sha256 = hashlib.sha256(one.data).hexdigest()
        if (sha256, said) not in here:
            chosen.setdefault(sha256, one)
    if not chosen:
        names = first_of([f"“{one.name}”" for one in new], 3)
        raise Refusal(f"{names}已经附在{item.number}这里了，没有重复添加。")
    _require_room(item.number, rows, chosen.values(), left)
    names_taken = [row.name for row in rows]
    for one in chosen.values():
        attachment_files.put(store.folder, one.data)
    first = next(iter(chosen.values())).name
    name = f"添加附件“{first}”" if len(chosen) == 1 else f"添加{len(chosen)}个附件"
    with signed(store, name, unit=unit_id) as command:
        for sha256, one in chosen.items():
            shown = free_name(one.name, names_taken)
            names_taken.append(shown)
            command.session.add(
                Attachment(
                    item_id=item.id, unit_id=unit_id, week=said, name=shown, sha256=sha256, size=len(one.data)
                )
            )
    return command.changed


def _require_room(number: str, rows: Sequence[Attachment], new: Iterable[_New], left: int) -> None:
    sizes = [len(one.data) for one in new]
    had = sum(row.size for row in rows)
    if had + sum(sizes) > ITEM_LIMIT:
        raise Refusal(
            f"{number}的附件已有{size_words(had)}，再加{size_words(sum(sizes))}就超过一个事项{size_words(ITEM_LIMIT)}的上限，"
            f"{_KEPT}请删去不用的附件，或把图片压缩后再加。"
        )
    if sum(sizes) > left:
        raise Refusal(
            f"台账的附件合计只还能放{size_words(max(left, 0))}（上限{size_words(ALL_LIMIT)}），{_KEPT}"
            "请删去不用的附件后再加。"
        )


def _read(files: Sequence[Path]) -> list[_New]:
    """The files whole; refused before anything is read where one is too large or no file."""
    if not files:
        raise Refusal("没有选文件，没有添加。")
    total = 0
    for path in files:
        try:
            size = path.stat().st_size
            if path.is_dir():
                raise Refusal(f"“{path.name}”是文件夹，{_KEPT}请选里面的文件。")
        except OSError as trouble:
            raise EnvironmentProblem(
                f"“{path.name}”打不开（{why_unreadable(trouble)}），{_KEPT}"
            ) from trouble
        if size > FILE_LIMIT:
            raise Refusal(
                f"“{path.name}”有{size_words(size)}，超过一个附件{size_words(FILE_LIMIT)}的上限，{_KEPT}请压缩或分开后再加。"
            )
        total += size
    if total > ITEM_LIMIT:
        raise Refusal(
            f"这些文件共{size_words(total)}，超过一个事项{size_words(ITEM_LIMIT)}的上限，{_KEPT}请少选几个。"
        )
    return [_new(path) for path in files]


def _new(path: Path) -> _New:
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise EnvironmentProblem(f"“{path.name}”打不开（{why_unreadable(trouble)}），{_KEPT}") from trouble
    name = clean_name(path.name)
    if not data:
        raise Refusal(f"“{path.name}”是空文件，{_KEPT}")
    if len(data) > FILE_LIMIT:
        raise Refusal(f"“{path.name}”超过一个附件{size_words(FILE_LIMIT)}的上限，{_KEPT}请压缩或分开后再加。")
    if runs(name, data[:_BEGINNING]):
        raise Refusal(
            f"“{path.name}”是程序、网页、脚本一类能运行的文件或快捷方式，不能作附件，{_KEPT}请添加文档、表格、图片或压缩包。"
        )
    return _New(name or "附件", data)


def _require_own(one: AttachedFile) -> None:
    if one.received:
        raise Refusal(f"“{one.name}”是{one.unit}报来的附件，只能查看和另存，没有改动。")


def _row(session: Session, attachment_id: str) -> Attachment:
    row = session.get(Attachment, attachment_id)
    if row is None or row.dead:
        raise Refusal("这个附件已经删除了，可用“撤销”找回。")
    return row


def _names(session: Session, item_id: str, unit_id: str) -> list[str]:
    rows = alive(Attachment).where(Attachment.item_id == item_id, Attachment.unit_id == unit_id)
    return [row.name for row in session.exec(rows).all()]


def _told(session: Session, store: Store, rows: Sequence[Attachment]) -> tuple[AttachedFile, ...]:
    connection = raw_connection(session)
    units = {unit.id: unit.name for unit in facts.units(session)} if rows else {}
    own = store.setting("unit_id")
    told = []
    for row in rows:
        at, person, came = _made(connection, row.id)
        told.append(
            AttachedFile(
                row.id,
                row.item_id,
                row.unit_id,
                units.get(row.unit_id, ""),
                row.week,
                row.name,
                row.sha256,
                row.size,
                at,
                person,
                attachment_files.is_here(store.folder, row.sha256),
                came and row.unit_id != own,
            )
        )
    return tuple(told)


def _made(connection: sqlite3.Connection, row_id: str) -> tuple[datetime | None, str, bool]:
    """When and by whom it was added, and whether a document brought it."""
    found = connection.execute(
        "SELECT at, person, batch_name LIKE '接收%' OR EXISTS"
        " (SELECT 1 FROM batch_document d WHERE d.batch = c.batch) FROM change c"
        " WHERE entity = ? AND entity_id = ? AND field = ? ORDER BY lamport LIMIT 1",
        (ENTITY, row_id, ROW),
    ).fetchone()
    if found is None:
        return None, "", False
    try:
        at: datetime | None = datetime.fromisoformat(found[0]).astimezone()
    except ValueError:
        at = None
    return at, str(found[1]), bool(found[2])


@cache
def _opened() -> tempfile.TemporaryDirectory[str]:
    """Where copies lie that are looked at; gone with the program."""
    return tempfile.TemporaryDirectory(prefix="shengsi-open-", ignore_cleanup_errors=True)
