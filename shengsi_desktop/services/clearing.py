"""清除内容: words that must not be here (a slip of 涉密 text) leave log, tables, drafts, search and backups for good.

What was signed, handed in or sent down since is a document of its own: it is named, not touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import item_history
from shengsi_desktop.services.exchange import row_places
from shengsi_desktop.store import log, purging, state
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from pathlib import Path

    from shengsi_desktop.domain.changes import ChangeId, FieldKey
    from shengsi_desktop.domain.syncing import HistoryLine
    from shengsi_desktop.store.sessions import Store

_KINDS = {
    "final_version": "定稿",
    "submission": "报送",
    "fill_sheet": "填报表",
    "dispatch": "下发文件",
    "publication": "公布的榜单",
}


@dataclass(frozen=True, slots=True)
class Clearing:
    """What clearing one value would do: how many records lose it, which documents hold it still, in words."""

    records: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was done. `words` tells it in whole sentences."""

    changed: frozenset[FieldKey]
    words: str


def lines_holding(store: Store, item_id: str, text: str) -> tuple[HistoryLine, ...]:
    """What was written of an item, or of what belongs to it, with that text in it."""
    if not text.strip():
        raise Refusal("请写明要清除的文字，台账未动。")
    steps = item_history.history(store, item_id, limit=1_000_000)
    held = [(step, one) for step in steps for one in step.lines if one.change is not None and text in one.new]
    own = {one.new for step, one in held if not step.joined}
    # what a join brought over is cleared where it came from, too
    return tuple(one for step, one in held if not step.joined or one.new not in own)


def preview(store: Store, key: FieldKey, change: ChangeId) -> Clearing:
    """What clearing that value would do; Refusal where it is gone already."""
    with store.reading() as session:
        connection = raw_connection(session)
        value, targets = _same(connection, key, change)
        found = purging.documents_holding(connection, [value])
        return Clearing(len(targets), tuple(_document_words(connection, *one) for one in found))


def clear(store: Store, key: FieldKey, change: ChangeId) -> Cleared:
    """Clear that value, wherever the field was given the same one. It cannot be undone."""
    with store.reading() as session:
        connection = raw_connection(session)
        value, targets = _same(connection, key, change)
        found = purging.documents_holding(connection, [value])
        held = tuple(_document_words(connection, *one) for one in found)
    purged = purging.purge(store, key, targets, person=store.setting("person"), unit=store.setting("unit_id"))
    said = f"已清除{purged.records}处记录里的这段内容，本机的草稿、粘贴的回复和备份里也已清除。"
    if not purged.finished:
        said += "数据文件里的残留正被占用，下次启动时会接着清除。"
    if held:
        said += f"这些文件里还有：{'、'.join(held)}。"
    if purged.elsewhere:
        with store.reading() as session:
            places = row_places.fields_in_words(raw_connection(session), purged.elsewhere)
        said += f"本机别处的修改记录里还有同样的内容，没有清除，请逐处清除：{places}。"
    said += uncleaned_in_words(purged.backups)
    said += "其他电脑收到下一份同步包后也会清除；另存到别处的备份、移交包和发出的文件不在内。"
    return Cleared(store.last_changed, said)


def uncleaned_in_words(copies: Collection[Path]) -> str:
    """The copies that may still hold what was cleared, by name, as a sentence; empty for none."""
    if not copies:
        return ""
    names = "、".join(one.name for one in copies)
    return (
        f"有{len(copies)}份备份或恢复时换下的旧台账清不了（旧版本或已损坏），里面可能还有，请删除：{names}。"
    )


def resume(store: Store) -> str:
    """Go on with a clearing that the end of the program broke off; what was done, in words, empty for nothing."""
    cleaned = purging.resume(store)
    if cleaned is None:
        return ""
    if not cleaned.finished:
        return "上次的“清除内容”还没有做完：数据文件正被占用，下次启动时会接着清除。"
    return "上次的“清除内容”没有做完，现已接着清除了本机的备份。" + uncleaned_in_words(cleaned.left)


def _same(connection: sqlite3.Connection, key: FieldKey, change: ChangeId) -> tuple[str, list[ChangeId]]:
    """The value, and every record that gave the field the same one."""
    written = [
        (one.id, state.written_value(one, key.field))
        for one in log.changes_of_row(connection, key.entity, key.entity_id)
        if not state.is_purge(one) and key.field in state.written_fields(one)
    ]
    value = dict(written).get(change)
    if not isinstance(value, str) or not value:
        raise Refusal("这段内容已经清除了，台账未动。")
    return value, [name for name, one in written if one == value]


def _document_words(connection: sqlite3.Connection, entity: str, row_id: str) -> str:
    if entity == "dispatch":
        (title,) = connection.execute("SELECT title FROM dispatch WHERE id = ?", (row_id,)).fetchone()
        return f"{_KINDS[entity]}“{title}”"
    if entity == "publication":
        (period,) = connection.execute("SELECT period FROM publication WHERE id = ?", (row_id,)).fetchone()
        return f"{period}{_KINDS[entity]}"
    row = connection.execute(
        f"SELECT coalesce(u.name, ''), t.week FROM {entity} t LEFT JOIN unit u ON u.id = t.unit_id WHERE t.id = ?",
        (row_id,),
    ).fetchone()
    return f"{row[0]}{week_label(row[1])}{_KINDS[entity]}"
