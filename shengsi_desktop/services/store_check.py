"""核对台账: is the log what was written, are the tables what the log says, are documents and attachments whole.

A copy is checked, so that neither the window nor a command waits for it and nothing in the store is touched.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import backup, checking, forks, log
from shengsi_desktop.store.connection import connect, plain_words, store_file

if TYPE_CHECKING:
    import sqlite3

    from shengsi_desktop.store.forks import Reissued
    from shengsi_desktop.store.sessions import Store

#: documents whose id is the SHA-256 or SM3 of their content
_SUMMED = {"final_version": "定稿", "publication": "公布的榜单", "dispatch": "下发文件"}
_SUM = re.compile(r"[0-9a-f]{64}")
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and every problem, as whole Chinese sentences. `notes` are no problems."""

    changes: int
    documents: int
    attachments: int
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What a person reads where all is well."""
        return f"台账完好：核对了{self.changes}条修改记录、{self.documents}份文件、{self.attachments}个附件，都对得上。"


def check(folder: Path) -> Checked:
    """Everything that can be wrong with the store in `folder`, which may be open. Changes nothing."""
    problems = backup.check(folder)
    if problems and not store_file(folder).is_file():
        return Checked(0, 0, 0, problems)
    if backup.quick_check(store_file(folder)) or _unreadable(problems):
        return Checked(0, 0, 0, problems)
    with tempfile.TemporaryDirectory(prefix="shengsi-check-") as room, plain_words():
        copy = Path(room) / store_file(folder).name
        backup.copy_database(store_file(folder), copy)
        with closing(connect(copy)) as connection:
            documents, damaged = _documents(connection)
            attachments, missing = _attachments(connection, folder / backup.ATTACHMENTS)
            (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
            tables = [] if problems else [one.sentence for one in checking.check_tables(connection)]
            gaps = log.gaps(connection)
    found = (*problems, *tables, *damaged, *missing)
    lacking = sum(last - first + 1 for runs in gaps.values() for first, last in runs)
    notes = (f"另有{lacking}条其他电脑的修改还没有收到，收到缺的同步包会自动补齐。",) if lacking else ()
    return Checked(changes, documents, attachments, found, notes)


def settle_fork(store: Store, data: bytes, name: str, passphrase: str = "") -> Reissued:
    """This store is a copy that went on beside the other: issue again what the package has otherwise."""
    from shengsi_desktop.exchange.container import read_package
    from shengsi_desktop.exchange.sync_package import read_changes

    package = read_package(data, name, passphrase)
    if package.head.sender.unit_id != store.setting("unit_id"):
        raise Refusal(f"“{name}”是{package.head.sender.unit}的文件，不是本单位的同步包，台账未动。")
    changes = tuple(read_changes(package.members, name))
    with store.writing() as connection, plain_words():
        points = forks.fork_points(connection, changes)
    if not points:
        raise Refusal(f"“{name}”与本机的记录没有冲突的编号，不需要另起编号，台账未动。")
    return forks.reissue(store, points)


def _unreadable(problems: tuple[str, ...]) -> bool:
    """Of another version: its tables are not those of this program."""
    return any("版本" in one for one in problems)


def _documents(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    """How many documents there are, and those whose content is not what their id says."""
    count, damaged = 0, []
    for table, words in _SUMMED.items():
        for row_id, content in connection.execute(f"SELECT id, content FROM {table}"):
            count += 1
            if row_id not in (hashlib.sha256(str(content).encode()).hexdigest(), log.sm3(str(content))):
                damaged.append(f"一份{words}（编号{row_id[:8]}）的内容与它的校验值对不上。")
    return count, damaged[:_TOLD]


def _attachments(connection: sqlite3.Connection, room: Path) -> tuple[int, list[str]]:
    """How many attachments there are, and those whose file is missing or another."""
    rows = connection.execute(
        "SELECT a.name, a.sha256, i.number FROM attachment a LEFT JOIN item i ON i.id = a.item_id WHERE a.dead = 0"
    ).fetchall()
    found = []
    for name, sum_, number in rows:
        path = room / sum_
        if not _SUM.fullmatch(sum_) or not path.is_file():
            found.append(f"事项{number}的附件“{name}”不在本机，可请有它的电脑重新做一份“全部”同步包。")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sum_:
            found.append(f"事项{number}的附件“{name}”已损坏，可请有它的电脑重新做一份“全部”同步包。")
    return len(rows), found[:_TOLD]
