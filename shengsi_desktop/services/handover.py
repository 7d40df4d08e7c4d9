"""移交包: everything of the unit's desk for a new coordinator or a new PC, and its taking in as a store of its own.

In it lie the whole database as SQLite's backup gives it, after what was being typed is kept, and the attachments. What
arrives is proved before it is put in its place: sums, the file, the chains of the log, the tables. It goes on there
under a new origin, so the old PC may go on, too, and both be kept alike by sync packages.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import machines, packages
from shengsi_desktop.store import attachment_files, backup, replacing
from shengsi_desktop.store.connection import FILE_NAME, SCHEMA, connect, plain_words, store_file, transaction
from shengsi_desktop.store.files import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.exchange import Package, PackageHead
    from shengsi_desktop.store.sessions import Store

DATABASE = "store.db"
ATTACHMENTS = "attachments/"
_KEPT = "没有放入任何内容。"


@dataclass(frozen=True, slots=True)
class HandoverPreview:
    """Whose desk a package holds: unit, plan, who made it where and when (ISO), what is inside."""

    unit: str
    plan: str
    person: str
    machine: str
    made_at: str
    changes: int
    attachments: int


def suggested_name(store: Store) -> str:
    """县文广旅体局_移交包_20230728.sspkg."""
    return as_file_name(f"{setting_up.settings(store).unit.name}_移交包_{store.today():%Y%m%d}.sspkg")


def make(store: Store, path: Path, passphrase: str = "") -> HandoverPreview:
    """Write the 移交包. EnvironmentProblem where the file cannot be written, Refusal where the store is not whole."""
    commit_drafts(store)
    with tempfile.TemporaryDirectory(prefix="shengsi-handover-") as room, plain_words():
        copy = Path(room) / FILE_NAME
        backup.copy_database(store_file(store.folder), copy)
        if problems := backup.quick_check(copy):
            raise Refusal(f"台账数据有损坏，没有做移交包：{problems[0]}请先用最近的备份恢复。")
        members = {DATABASE: copy.read_bytes()}
        with closing(connect(copy, read_only=True)) as connection:
            (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
            sums = {row[0] for row in connection.execute("SELECT sha256 FROM attachment WHERE sha256 <> ''")}
    for sum_ in sorted(sums):
        # nothing but a sum is a file's name here, whatever a record says
        content = attachment_files.read(store.folder, sum_)
        if content is not None:
            members[f"{ATTACHMENTS}{sum_}"] = content
    _require_room(members)
    about = {"changes": changes, "attachments": len(members) - 1}
    unit = setting_up.settings(store).unit.name
    head = packages.new_head(store, PackageKind.HANDOVER, f"{unit}移交包：{changes}条修改", about)
    packages.write_file(store, path, head, members, passphrase)
    return _told(
        head.sender.unit, head.plan_title, head.sender.person, head.sender.machine, head.made_at, about
    )


def examine(data: bytes, name: str, passphrase: str = "") -> HandoverPreview:
    """What a 移交包 holds. Refusal where it is none or not whole; SealedPackageError where a passphrase is wanted."""
    package = _opened(data, name, passphrase)
    head = package.head
    return _told(
        head.sender.unit, head.plan_title, head.sender.person, head.sender.machine, head.made_at, head.about
    )


def take(
    data: bytes, name: str, folder: Path, passphrase: str = "", *, person: str = "", machine: str = ""
) -> Path | None:
    """Put the desk of a 移交包 into `folder`, which nobody may have open; a store without a unit there steps aside.

    Returns where that went. `person`: who sits at the desk now, where it is somebody else; `machine`: what this
    computer is called. Refused where a desk is
    set up there already, and where the package is not proved to be whole; nothing is changed then.
    """
    package = _opened(data, name, passphrase)
    _require_free(folder)
    with tempfile.TemporaryDirectory(prefix="shengsi-handover-") as room:
        incoming = Path(room) / "store"
        incoming.mkdir()
        (incoming / FILE_NAME).write_bytes(package.members[DATABASE])
        for member, content in package.members.items():
            if member.startswith(ATTACHMENTS):
                (incoming / backup.ATTACHMENTS).mkdir(exist_ok=True)
                sum_ = member.removeprefix(ATTACHMENTS)
                if hashlib.sha256(content).hexdigest() != sum_:
                    raise Refusal(f"“{name}”里有一个附件与校验值对不上，{_KEPT}请重新做一份移交包。")
                (incoming / backup.ATTACHMENTS / sum_).write_bytes(content)
        _prove(incoming, name, package)
        _settle_in(incoming / FILE_NAME, package.head, person.strip(), machine)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise in_words(problem, folder) from problem
        return backup.restore(incoming, folder)


def _settle_in(database: Path, head: PackageHead, person: str, machine: str) -> None:
    """Who sits there now and what this computer is called; the one that it came from is known by its name."""
    called = " ".join(machine.split())[: machines.LONGEST]
    settings = {"person": person, machines.OWN_NAME: called}
    with plain_words(), closing(connect(database)) as connection, transaction(connection):
        connection.execute("DELETE FROM local_setting WHERE key = ?", (machines.OWN_NAME,))
        connection.executemany(
            "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)",
            [(key, value) for key, value in settings.items() if value],
        )
        machines.remember(connection, head.sender, head.made_at)


def _told(unit: str, plan: str, person: str, machine: str, made_at: str, about: object) -> HandoverPreview:
    counts = about if isinstance(about, dict) else {}
    numbers = [counts.get(name) for name in ("changes", "attachments")]
    changes, attachments = (one if isinstance(one, int) else 0 for one in numbers)
    return HandoverPreview(unit, plan, person, machine, made_at, changes, attachments)


def _opened(data: bytes, name: str, passphrase: str) -> Package:
    from shengsi_desktop.exchange.container import read_package
    from shengsi_desktop.services.exchange import incoming

    incoming.require_package(data, name, PackageKind.HANDOVER)
    package = read_package(data, name, passphrase)
    if package.head.kind is not PackageKind.HANDOVER or DATABASE not in package.members:
        raise Refusal(f"“{name}”是{package.head.kind.label}，不是移交包，{_KEPT}")
    if package.head.schema > SCHEMA:
        raise Refusal(
            f"“{name}”由更新版本的嵊泗会商台账制作（数据格式{package.head.schema}，本机{SCHEMA}），{_KEPT}"
            "请先把本机升级到同一版本。"
        )
    return package


def _require_room(members: Mapping[str, bytes]) -> None:
    """What no program could open again is not made."""
    from shengsi_desktop.exchange.container import MAX_MEMBER, MAX_MEMBERS, MAX_PACKED

    sizes = [len(data) for data in members.values()]
    # a file hardly grows by being packed
    if max(sizes) > MAX_MEMBER or sum(sizes) > MAX_PACKED * 0.98 or len(sizes) > MAX_MEMBERS - 2:
        raise Refusal(
            "台账和附件太大，一个移交包放不下，没有写出文件。请改用备份：在本机“立即备份”，把备份文件夹拷到新电脑，"
            "再执行 shengsi-desktop restore 备份文件夹。"
        )


def _require_free(folder: Path) -> None:
    """Refuse to put a desk over another one, or where no folder can be."""
    path = store_file(folder)
    file = next((one for one in (folder, *folder.parents) if one.is_file()), None)
    if file is not None:
        raise Refusal(f"“{file}”是一个文件，不是文件夹，台账放不进去，{_KEPT}请另选一个文件夹。")
    if replacing.is_broken_off(folder):
        raise Refusal(
            f"“{folder}”里上次恢复备份（或放入移交包）中途断了，{_KEPT}请先打开一次窗口，程序会接着做完。"
        )
    if not path.is_file():
        return
    with plain_words(), closing(connect(path, read_only=True)) as connection:
        try:
            found = connection.execute("SELECT value FROM local_setting WHERE key = 'unit_id'").fetchone()
        except sqlite3.OperationalError:
            return  # a file without tables is no desk
    if found and found[0]:
        raise Refusal(
            f"“{folder}”里已经有台账，移交包不能盖上去，现有台账未动。"
            "本单位几台电脑之间请用“本单位同步”；确要换成移交包，请先把这个文件夹改名留存。"
        )


def _prove(incoming: Path, name: str, package: Package) -> None:
    """The desk must be whole and that of the unit that the head names."""
    path = incoming / FILE_NAME
    problems = backup.quick_check(path)
    if not problems and package.head.schema == SCHEMA:
        # a file that was lost at home is no reason to keep all the rest
        lost = backup.lost_attachments(incoming)
        problems = tuple(one for one in backup.check(incoming) if one not in lost)
    if problems:
        raise Refusal(
            f"“{name}”里的台账没有通过核对（{problems[0].rstrip('。')}），{_KEPT}请重新做一份移交包。"
        )
    try:
        with plain_words(), closing(connect(path, read_only=True)) as connection:
            found = connection.execute("SELECT value FROM local_setting WHERE key = 'unit_id'").fetchone()
    except sqlite3.DatabaseError as trouble:
        raise Refusal(f"“{name}”里的台账读不了，{_KEPT}请重新做一份移交包。") from trouble
    if not found or found[0] != package.head.sender.unit_id:
        raise Refusal(f"“{name}”里的台账与封面写的单位不符，{_KEPT}请重新做一份移交包。")
