"""核对台账: is the log what was written, are the tables what the log says, are documents and attachments whole.

A copy is checked, so that neither the window nor a command waits for it and nothing in the store is touched.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import attachment_files, backup, checking, documents, forks, log
from shengsi_desktop.store.connection import connect, plain_words, store_file

if TYPE_CHECKING:
    import sqlite3

    from shengsi_desktop.store.forks import Reissued
    from shengsi_desktop.store.sessions import Store

_SUMMED = dict(zip(documents.SUMMED, ("定稿", "公布的榜单", "下发文件"), strict=True))
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
            held, damaged = _documents(connection)
            attachments = sum(1 for _ in attachment_files.named(connection))
            (changes,) = connection.execute("SELECT count(*) FROM change").fetchone()
            damaged_log = set(problems) - set(backup.lost_attachments(folder))
            tables = [] if damaged_log else [one.sentence for one in checking.check_tables(connection)]
            gaps = log.gaps(connection)
    found = (*problems, *tables, *damaged)
    lacking = sum(last - first + 1 for runs in gaps.values() for first, last in runs)
    notes = (f"另有{lacking}条其他电脑的修改还没有收到，收到缺的同步包会自动补齐。",) if lacking else ()
    return Checked(changes, held, attachments, found, notes)


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
            if not documents.is_itself(row_id, str(content)):
                damaged.append(f"一份{words}（编号{row_id[:8]}）的内容与它的校验值对不上。")
    return count, damaged[:_TOLD]
