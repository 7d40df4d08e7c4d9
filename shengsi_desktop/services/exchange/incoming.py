"""What a file that came in is, before anybody takes it: told by its content, whatever it is called. Changes nothing."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import SUFFIX, PackageKind
from shengsi_desktop.domain.problems import Cancelled, Refusal, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

_KEPT = "没有收入任何内容，台账未动。"
_TEXT_SUFFIXES = (".txt", ".md", ".text")
_WORKBOOK_SUFFIX, _WORKBOOK_PART = ".xlsx", "xl/workbook.xml"
#: what a person expects who takes such a package in
_CALLED = {
    PackageKind.SUBMISSION: "报送的数据包",
    PackageKind.LETTER: "回执",
    PackageKind.DISPATCH: "下发的数据包",
    PackageKind.SYNC: "同步包",
    PackageKind.HANDOVER: "移交包",
}
#: how far the clock of a share may be off (s)
_CLOCKS = 120
_OLD_FILE, _OLD_TABLES = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("Workbook", "Book", "EncryptedPackage")
_OPEN_TABLE = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
#: a mail or a page that a chat or a browser saved
_MAIL = re.compile(r"\A[!-9;-~]+:.*?^(mime-version|content-type):", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_PAGE = re.compile(r"<(html|body|div|span|br|p)\b", re.IGNORECASE)
_MAX_TEXT = 4_000_000


class Incoming(StrEnum):
    """A kind of file; those of packages have the values of `PackageKind`. SEALED: its passphrase is wanted first."""

    SUBMISSION = "submission"
    LETTER = "letter"
    DISPATCH = "dispatch"
    SYNC = "sync"
    HANDOVER = "handover"
    SEALED = "sealed"
    WORKBOOK = "workbook"
    FILL_SHEET = "fill_sheet"
    TEXT = "text"
    #: a table that only another program opens: .xls, .et, .ods, or one with a password
    OLD_TABLE = "old_table"
    OTHER = "other"


def _is_fill_sheet(data: bytes) -> bool:
    from shengsi_desktop.services.exchange.fill_sheets import is_fill_sheet

    return is_fill_sheet(data)


#: which workbooks are more than a 周会商表: (kind, whether the bytes are one); the first that says so counts
WORKBOOKS: tuple[tuple[Incoming, Callable[[bytes], bool]], ...] = ((Incoming.FILL_SHEET, _is_fill_sheet),)


def read_file(path: Path) -> bytes:
    """The bytes of a file. Refused where it cannot be read or is larger than any package."""
    from shengsi_desktop.exchange.container import MAX_PACKED

    try:
        if path.stat().st_size > MAX_PACKED:
            raise Refusal(f"“{path.name}”大得异常，不是报送，{_KEPT}")
        return path.read_bytes()
    except OSError as trouble:
        raise Refusal(f"“{path.name}”打不开（{why_unreadable(trouble)}），{_KEPT}") from trouble


def kind_of(data: bytes, name: str, passphrase: str = "") -> Incoming:
    """What the bytes are. Refused where a package is not whole; a sealed one whose passphrase fits tells its kind."""
    from shengsi_desktop.exchange.container import SealedPackageError, is_package, read_head, read_package

    if is_package(data) or name.lower().endswith(SUFFIX):
        head = read_head(data, name)
        if head is None:
            try:
                head = read_package(data, name, passphrase).head
            except SealedPackageError:
                return Incoming.SEALED
        return Incoming(head.kind.value)
    if name.lower().endswith(_WORKBOOK_SUFFIX) or _holds_workbook(data):
        return next((kind for kind, is_one in WORKBOOKS if is_one(data)), Incoming.WORKBOOK)
    if _is_old_table(data):
        return Incoming.OLD_TABLE
    if len(data) <= _MAX_TEXT and (words := text_of(data)):
        return Incoming.TEXT if name.lower().endswith(_TEXT_SUFFIXES) or speaks(words) else Incoming.OTHER
    return Incoming.OTHER


def require_package(data: bytes, name: str, wanted: PackageKind) -> None:
    """Refused where it is no package at all but another file that this program knows: said by what it is."""
    from shengsi_desktop.exchange.container import is_package

    if is_package(data):
        return
    kind = kind_of(data, name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name)
    if kind in (Incoming.WORKBOOK, Incoming.FILL_SHEET, Incoming.TEXT):
        called = "文本" if kind is Incoming.TEXT else label_of(kind)
        raise Refusal(f"“{name}”是{called}，不是{_CALLED[wanted]}，{_KEPT}")


def speaks(words: str) -> bool:
    """Whether there is 报送文字 in it, or a part of some."""
    from shengsi_desktop.exchange.coded_text import holds_any

    return holds_any(words)


def _is_old_table(data: bytes) -> bool:
    if data.startswith(_OLD_FILE):
        return any(name.encode("utf-16-le") + b"\0\0" in data for name in _OLD_TABLES)
    return _OPEN_TABLE in data[:200]


def _holds_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _WORKBOOK_PART in package.namelist()
    except Exception:  # noqa: BLE001 - a reader of foreign files raises whatever it likes
        return False


def text_of(data: bytes) -> str:
    """The words of a text file in whatever encoding an office saves, of a mail or a page; empty where it is none."""
    from shengsi_desktop.plan.decode import decode

    try:
        words = decode(data)
    except Refusal:
        return ""
    return _unwrapped(data, words)


def _unwrapped(data: bytes, words: str) -> str:
    """What a person reads of a mail or a page."""
    if _MAIL.match(words[:4000]):
        from email import message_from_bytes
        from email.policy import default

        message = message_from_bytes(data, policy=default)
        words = "\n".join(
            part.get_content() for part in message.walk() if part.get_content_maintype() == "text"
        )
    if _PAGE.search(words):
        from html import unescape

        words = unescape(re.sub(r"<[^<>]*>", "", words))
    return words


@dataclass(frozen=True, slots=True)
class News:
    """Of files in the 收发目录: what is new for this desk; and what need not be looked at again, read or not."""

    fresh: tuple[Path, ...]
    none: tuple[Path, ...] = ()


def news(store: Store, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Of files in the 收发目录 those that are for this desk and were neither sent nor taken in here already."""
    return sorted_out(store, paths).fresh


def sorted_out(
    store: Store, paths: Sequence[Path], progress: Callable[[int, int], bool] | None = None
) -> News:
    """As `news`, with what is none. What cannot be read is told once to who gathers. `Cancelled` by `progress`."""
    from shengsi_desktop.services import setting_up
    from shengsi_desktop.services.exchange import packages

    desk = setting_up.settings(store)
    known, by_name = packages.dealt_with(store), packages.last_logged_by_name(store)
    fresh: list[Path] = []
    none: list[Path] = []
    for place, path in enumerate(paths):
        if progress is not None and not progress(place, len(paths)):
            raise Cancelled("已停止，没有收入任何内容，台账未动。")
        try:
            data = read_file(path)
            if _is_known(data, path, known, by_name):
                continue
            here = _is_for(data, path.name, desk.unit.id, store.origin, county=desk.county)
            (fresh if here else none).append(path)
        except Exception:  # noqa: BLE001 - one strange file must not keep the watch from the others
            # what cannot be read is told when a person looks at it; here it is no news but for who gathers
            fresh += [path] if desk.county else []
            none.append(path)
    return News(tuple(fresh), tuple(none))


def _is_known(data: bytes, path: Path, known: Collection[str], by_name: Mapping[str, datetime]) -> bool:
    """Whether this very file, or the package in it, was dealt with; its name says nothing.

    But of a sealed package that was opened by its own service: there the log has neither.
    """
    from shengsi_desktop.exchange.container import is_package, read_head
    from shengsi_desktop.services.exchange import packages

    if packages.digest(data) in known:
        return True
    if not is_package(data):
        return False
    head = read_head(data, path.name)
    if head is not None:
        return head.id in known
    at = by_name.get(path.name)
    return at is not None and path.stat().st_mtime <= at.timestamp() + _CLOCKS


def _is_for(data: bytes, name: str, unit_id: str, origin: str, *, county: bool) -> bool:
    from shengsi_desktop.exchange.container import read_head

    kind = kind_of(data, name)
    if kind is Incoming.TEXT:
        return county and speaks(text_of(data))
    if kind is Incoming.WORKBOOK:
        from shengsi_desktop.sheets.carried import read_carried

        return county and read_carried(data, name) is not None
    if kind in (Incoming.FILL_SHEET, Incoming.SUBMISSION):
        return county
    if kind is Incoming.SEALED:
        return True
    head = None if kind in (Incoming.OTHER, Incoming.OLD_TABLE) else read_head(data, name)
    if head is None:
        return False
    if kind in (Incoming.SYNC, Incoming.HANDOVER):
        return head.sender.unit_id == unit_id and head.sender.origin != origin
    addressee = head.about.get("unit_id")
    return head.sender.unit_id != unit_id and addressee in (None, "", unit_id)


def label_of(kind: Incoming) -> str:
    """Its Chinese name."""
    if kind.value in set(PackageKind):
        return PackageKind(kind.value).label
    return {
        Incoming.SEALED: "加了口令的数据包",
        Incoming.WORKBOOK: "周会商表",
        Incoming.FILL_SHEET: "填报表",
        Incoming.TEXT: "报送文字",
        Incoming.OLD_TABLE: "旧版表格",
    }.get(kind, "其他文件")
