"""Whether the log is what was written, and the tables are what the log says. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.store import log, origin
from shengsi_desktop.store.arriving import Machines
from shengsi_desktop.store.rebuild import DERIVED, rebuild
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3

    from shengsi_desktop.domain.changes import ChangeId

#: a table with more rows than this that differ is told by their number
_TOLD = 20


@dataclass(frozen=True, slots=True)
class LogProblem:
    """One record, or one row (`table` and `row_id`), that is not as it should be, in a Chinese sentence."""

    sentence: str
    id: ChangeId | None = None
    table: str = ""
    row_id: str = ""


def check_chains(connection: sqlite3.Connection) -> list[LogProblem]:
    """Every record of the log whose content or place in its chain is not what was written.

    Records of another machine that have not come yet are no damage (`log.gaps` tells them); own ones are.
    """
    machines = Machines(connection, {})
    own = origin.of_store(connection)
    found = []
    for problem in log.verify(log.all_changes(connection)):
        mine = problem.id.origin == own
        if mine or not problem.gap:
            where = "本机" if mine else machines.name(problem.id.origin)
            found.append(LogProblem(f"{where}的第{problem.id.seq}条修改记录：{problem.reason}", problem.id))
    return found


def check_tables(connection: sqlite3.Connection) -> list[LogProblem]:
    """The rows that differ from what the log says: the log is played again, compared, and all is put back."""
    before = _all_rows(connection)
    joined = connection.in_transaction
    connection.execute("SAVEPOINT checking" if joined else "BEGIN IMMEDIATE")
    try:
        rebuild(connection)
        after = _all_rows(connection)
    finally:
        connection.execute("ROLLBACK TO checking" if joined else "ROLLBACK")
        if joined:
            connection.execute("RELEASE checking")
    found: list[LogProblem] = []
    for table in before:
        differing = sorted(
            row_id
            for row_id in before[table].keys() | after[table].keys()
            if before[table].get(row_id) != after[table].get(row_id)
        )
        found += [LogProblem(_sentence(table, row_id), None, table, row_id) for row_id in differing[:_TOLD]]
        if len(differing) > _TOLD:
            found.append(
                LogProblem(f"数据表{table}另有{len(differing) - _TOLD}行与修改记录不一致。", None, table)
            )
    return found


def _sentence(table: str, row_id: str) -> str:
    return f"数据表{table}中编号{row_id}的内容与修改记录不一致。"


def _all_rows(connection: sqlite3.Connection) -> dict[str, dict[str, tuple[object, ...]]]:
    """By table its rows as a sum of their content, so that a large store is held twice in little room."""
    found = {}
    for table in shapes():
        found[table] = {str(row[0]): _sum(row) for row in connection.execute(f'SELECT * FROM "{table}"')}
    for table in DERIVED:
        rows: dict[str, list[tuple[object, ...]]] = {}
        for row in connection.execute(f"SELECT * FROM {table}"):
            rows.setdefault(f"{row[0]}/{row[1]}", []).append(row[2:])
        found[table] = {name: _sum(tuple(sorted(those, key=repr))) for name, those in rows.items()}
    return found


def _sum(row: tuple[object, ...]) -> tuple[object, ...]:
    return (hash(row), len(row))
