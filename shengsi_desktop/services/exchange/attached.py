"""附件 that travel: which may go with a unit's week, the members of the package, and their taking in.

Only what was ticked goes. What comes is proved by size and SHA-256 and waits outside of the store until it is taken
in; its file is in place before the command commits. 下发 and 本单位同步 carry them by the same functions.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.attachments import (
    FILE_LIMIT,
    SUBMISSION_LIMIT,
    OfferedFile,
    clean_name,
    is_sha256,
    runs,
    size_words,
)
from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.naming import first_of
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.services import facts
from shengsi_desktop.services.attachments import room
from shengsi_desktop.services.received import newer_than
from shengsi_desktop.store import attachment_files
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Attachment, Item, Submission

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.exchange import Package
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.exchange.documents import AttachmentRow, SubmissionDocument
    from shengsi_desktop.store.commands import Command

PREFIX = "attachments/"
_KEPT = "没有收入任何内容，台账未动。"
_BEGINNING = 8


# -- going out


def offered(
    session: Session, unit_id: str, week: Week, item_ids: Collection[str], ticked: Collection[str] = ()
) -> tuple[OfferedFile, ...]:
    """The unit's own 附件 of these items that may go: those of the week first, then those of no week."""
    numbers = {row.id: (row.ordinal, row.number) for row in _items(session, item_ids)}
    found = sorted(
        _rows(session, unit_id, week, item_ids),
        key=lambda row: (row.week == "", numbers.get(row.item_id, (0, "")), row.id),
    )
    return tuple(
        OfferedFile(row.id, numbers[row.item_id][1], row.name, row.size, row.week, ticked=row.id in ticked)
        for row in found
        if row.item_id in numbers
    )


def along_of(
    session: Session, unit_id: str, week: Week, item_ids: Collection[str], ticked: Collection[str]
) -> tuple[AttachmentRow, ...]:
    """The ticked ones as the document names them. Refused where they are more than one 报送 carries."""
    rows = [row for row in _rows(session, unit_id, week, item_ids) if row.id in ticked] if ticked else []
    return as_documents(rows)


def as_documents(rows: Iterable[Attachment]) -> tuple[AttachmentRow, ...]:
    """Rows as any document names them. Refused where they are larger than one package carries."""
    from shengsi_desktop.exchange.documents import AttachmentRow

    found = tuple(
        AttachmentRow(
            id=row.id, item_id=row.item_id, week=row.week, name=row.name, sha256=row.sha256, size=row.size
        )
        for row in rows
    )
    total = attachment_files.total_size((one.sha256, one.size) for one in found)
    if total > SUBMISSION_LIMIT:
        raise Refusal(
            f"勾选的附件共{size_words(total)}，超过一次{size_words(SUBMISSION_LIMIT)}的上限，没有导出。请少勾几个，或另行传送。"
        )
    return found


def members_of(folder: Path, rows: Iterable[AttachmentRow]) -> dict[str, bytes]:
    """The members «attachments/<sha256>» of a package, proved. Refused in words where a file is not here."""
    found: dict[str, bytes] = {}
    for one in rows:
        data = attachment_files.read(folder, one.sha256)
        if data is None:
            raise EnvironmentProblem(
                f"附件“{one.name}”的文件不在这台电脑上或已损坏，没有导出。请取消勾选它，或先从备份、原来的电脑找回。"
            )
        found[f"{PREFIX}{one.sha256}"] = data
    return found


def members_here(folder: Path, sums: Iterable[str]) -> dict[str, bytes]:
    """For 本单位同步: the members of those SHA-256 whose files are here and whole; others are left out."""
    found = {one: attachment_files.read(folder, one) for one in dict.fromkeys(sums)}
    return {f"{PREFIX}{one}": data for one, data in found.items() if data is not None}


# -- coming in


def submission_in(package: Package, name: str) -> SubmissionDocument:
    """The 报送 of a package with its files, as `judge`."""
    from shengsi_desktop.exchange.documents import DOCUMENT, submission_of

    document = submission_of(package.members[DOCUMENT], name)
    judge(document.attachments, package.members, name)
    return document


def judge(rows: Sequence[AttachmentRow], members: Mapping[str, bytes], name: str) -> None:
    """Prove what came, and keep it ready outside of the store. Refused where a file is missing, false or runs."""
    for one in rows:
        data = members.get(f"{PREFIX}{one.sha256}") if is_sha256(one.sha256) else None
        if data is None or len(data) != one.size or hashlib.sha256(data).hexdigest() != one.sha256:
            raise Refusal(f"“{name}”里附件“{clean_name(one.name)}”缺少文件或对不上，{_KEPT}请对方重新导出。")
        if not one.id or not clean_name(one.name) or len(data) > FILE_LIMIT:
            raise Refusal(
                f"“{name}”里附件“{clean_name(one.name)}”不合规（名称或大小），{_KEPT}请对方重新导出。"
            )
        if runs(one.name, data[:_BEGINNING]):
            raise Refusal(f"“{name}”里的附件“{clean_name(one.name)}”是可以运行的程序，{_KEPT}请与对方核实。")
    for sha256 in dict.fromkeys(one.sha256 for one in rows):
        path = _waiting() / sha256
        if not path.is_file():
            write_atomically(path, members[f"{PREFIX}{sha256}"])


def remark(session: Session, rows: Sequence[AttachmentRow]) -> str:
    """What to know before it is taken in: why files will be left out; empty where all can be taken."""
    if not rows:
        return ""
    items = {row.id for row in _items(session, [one.item_id for one in rows])}
    strange = [one.name for one in rows if one.item_id not in items]
    if _too_much(session, rows):
        return f"附件合计超过台账的上限，只收文字，{len(rows)}个附件不收。请删去不用的附件后再收。"
    return f"附件{first_of(strange, 3)}所在的事项本台账没有，不收。" if strange else ""


def take(
    command: Command,
    folder: Path,
    unit_id: str,
    rows: Sequence[AttachmentRow],
    members: Mapping[str, bytes] | None = None,
) -> int:
    """Take in what was judged (`members` where they are at hand) as that unit's, in the command; how many.

    The files are in place before it commits. One of an item that is not here, or whose id another unit's has, stays
    out. EnvironmentProblem where the disk is full, the command then being rolled back.
    """
    session = command.session
    if _too_much(session, rows):
        return 0
    items = {row.id for row in _items(session, [one.item_id for one in rows])}
    taken = 0
    for one in rows:
        row = session.get(Attachment, one.id)
        if not _belongs(row, one, unit_id, items):
            continue
        _put(folder, one, members)
        if row is None:
            row = Attachment(id=one.id, item_id=one.item_id, unit_id=unit_id)
            session.add(row)
        row.dead, row.week, row.name = False, one.week, clean_name(one.name)
        row.sha256, row.size = one.sha256, one.size
        taken += 1
    return taken


def take_along(command: Command, folder: Path, document: SubmissionDocument, way: Way) -> None:
    """The files of a 报送; text and workbook bring none, whatever they say."""
    if way is Way.PACKAGE:
        take(command, folder, document.unit_id, _not_told_since(command.session, document))


def lacking(session: Session, document: SubmissionDocument) -> tuple[AttachmentRow, ...]:
    """Those of a package that are not here and can be taken: never come, or taken back by undo.

    What the unit has removed since the package was made is not wanting.
    """
    rows = _not_told_since(session, document)
    items = {row.id for row in _items(session, [one.item_id for one in rows])} if rows else set()
    there = {one.id: session.get(Attachment, one.id) for one in rows}
    absent = [
        one
        for one in rows
        if _belongs(row := there[one.id], one, document.unit_id, items) and (row is None or row.dead)
    ]
    gone = _removed_since(session, document) if absent else frozenset()
    wanting = tuple(one for one in absent if one.id not in gone)
    return () if _too_much(session, wanting) else wanting


def _not_told_since(session: Session, document: SubmissionDocument) -> tuple[AttachmentRow, ...]:
    """What a newer 报送 has brought, or withdrawn, stays as it is."""
    if not document.attachments or not _older(session, document):
        return document.attachments
    return tuple(one for one in document.attachments if session.get(Attachment, one.id) is None)


def _removed_since(session: Session, document: SubmissionDocument) -> frozenset[str]:
    said = session.exec(
        select(Submission.along).where(
            Submission.unit_id == document.unit_id,
            Submission.at > document.submission.at,
            col(Submission.along).contains('"removed"'),
            facts.present(Submission),
        )
    ).all()
    return frozenset(str(one) for along in said for one in json.loads(along).get("removed", ()))


def _belongs(row: Attachment | None, one: AttachmentRow, unit_id: str, items: Collection[str]) -> bool:
    """Whether it is of an item that is here, and its id no other file's."""
    return one.item_id in items and (row is None or (row.unit_id, row.item_id) == (unit_id, one.item_id))


def withdraw(command: Command, document: SubmissionDocument) -> None:
    """Remove here the unit's own 附件 that it says it has removed."""
    session = command.session
    if _older(session, document):
        return
    for one in document.along.get("removed", ()):
        row = session.get(Attachment, str(one))
        if row is not None and not row.dead and row.unit_id == document.unit_id:
            session.delete(row)


def _older(session: Session, document: SubmissionDocument) -> bool:
    """Whether a newer 报送 of the unit has come."""
    return session.exec(select(Submission.id).where(newer_than(document))).first() is not None


def put_members(folder: Path, members: Mapping[str, bytes]) -> int:
    """For 本单位同步, before the merge commits: keep the files whose name is their sum; how many."""
    kept = 0
    for name, data in members.items():
        sha256 = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and hashlib.sha256(data).hexdigest() == sha256:
            attachment_files.put(folder, data)
            kept += 1
    return kept


def _put(folder: Path, one: AttachmentRow, members: Mapping[str, bytes] | None) -> None:
    if attachment_files.read(folder, one.sha256) is not None:
        return
    data = members.get(f"{PREFIX}{one.sha256}") if members is not None else None
    if data is None:
        try:
            data = (_waiting() / one.sha256).read_bytes()
        except OSError:
            data = b""
    if hashlib.sha256(data).hexdigest() != one.sha256:
        raise EnvironmentProblem(
            f"附件“{clean_name(one.name)}”的临时文件不在了，没有入库，台账未动。请重新打开数据包再收。"
        )
    attachment_files.put(folder, data)


def _too_much(session: Session, rows: Sequence[AttachmentRow]) -> bool:
    return attachment_files.total_size((one.sha256, one.size) for one in rows) > room(session)


def _rows(session: Session, unit_id: str, week: Week, item_ids: Collection[str]) -> Sequence[Attachment]:
    return session.exec(
        alive(Attachment)
        .where(
            Attachment.unit_id == unit_id,
            col(Attachment.week).in_(("", str(week))),
            col(Attachment.item_id).in_(item_ids),
        )
        .order_by(col(Attachment.id))
    ).all()


def _items(session: Session, item_ids: Collection[str]) -> Sequence[Item]:
    return session.exec(alive(Item).where(col(Item.id).in_(item_ids))).all()


def _waiting() -> Path:
    return Path(_waiting_room().name)


@cache
def _waiting_room() -> tempfile.TemporaryDirectory[str]:
    """Where files lie that were looked at and not yet taken in; nobody else's to read, gone with the program."""
    return tempfile.TemporaryDirectory(prefix="shengsi-in-", ignore_cleanup_errors=True)
