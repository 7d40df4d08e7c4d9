"""The submitted documents of a sync package, put into the store as they stand on the other machine."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import documents
from shengsi_desktop.store.document_tables import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.columns import Row

_DAMAGED = "同步包里有一份{what}不完整，没有收入任何内容，台账未动。请在那台电脑上重新做一份同步包。"
_ALTERED = (
    "同步包里有一份{what}的内容与它的校验值对不上，可能在传送中损坏或被改动过，没有收入任何内容，台账未动。"
    "请在那台电脑上核对台账，再重新做一份同步包。"
)
_WORDS = {
    "final_version": "定稿",
    "submission": "报送记录",
    "week_return": "退回记录",
    "receipt": "回执",
    "dispatch": "下发文件",
    "fill_sheet": "填报表",
    "publication": "公布的榜单",
    "withdrawal": "撤回记录",
}


def add(
    connection: sqlite3.Connection,
    found: Iterable[tuple[str, Mapping[str, Any]]],
    batch: str,
    *,
    bring_back: bool,
) -> frozenset[FieldKey]:
    """Add documents (table, columns) that are not here, as part of the batch; what stands aside here stays so.

    With `bring_back` it comes back. Returns what views are told of those added.
    """
    added: frozenset[FieldKey] = frozenset()
    order = list(_needed())
    known = list(found)
    for entity, record in known:
        _require_whole(connection, entity, record)
    for entity, record in sorted(known, key=lambda one: order.index(one[0])):
        here = connection.execute(f'SELECT 1 FROM "{entity}" WHERE id = ?', (record["id"],)).fetchone()
        if bring_back or not here:
            added |= documents.add(connection, entity, {**_defaults()[entity], **record}, batch, lift=False)
    # by week, so that what a later 定稿 tells of earlier ones need not be told anew
    _refresh(connection, sorted({(key.entity_id, key.field) for key in added if key.field}))
    return added


def _refresh(connection: sqlite3.Connection, weeks: Iterable[tuple[str, str]]) -> None:
    try:
        documents.refresh(connection, weeks)
    except sqlite3.Error:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Refusal(_DAMAGED.format(what="定稿")) from problem


def _require_whole(connection: sqlite3.Connection, entity: str, record: Mapping[str, Any]) -> None:
    what = _WORDS.get(entity, "文件")
    needed = _needed().get(entity, frozenset())
    plain = all(isinstance(one, (str, int)) or one is None for one in record.values())
    if not needed or not plain or not all(isinstance(record.get(name), str) for name in needed):
        raise Refusal(_DAMAGED.format(what=what))
    if entity in documents.SUMMED and not (_is_here(connection, entity, record) or _is_itself(record)):
        raise Refusal(_ALTERED.format(what=what))
    try:
        "".join(one for one in record.values() if isinstance(one, str)).encode()
    except UnicodeEncodeError as problem:
        raise Refusal(_DAMAGED.format(what=what)) from problem


def _is_here(connection: sqlite3.Connection, entity: str, record: Mapping[str, Any]) -> bool:
    """Whether it stands here letter by letter: every package carries all documents, and sums cost the most."""
    try:
        found = connection.execute(f'SELECT content FROM "{entity}" WHERE id = ?', (record["id"],)).fetchone()
    except UnicodeEncodeError:
        return False
    return found is not None and found[0] == record["content"]


def _is_itself(record: Mapping[str, Any]) -> bool:
    try:
        return documents.is_itself(record["id"], record["content"])
    except UnicodeEncodeError:
        return False


@cache
def _needed() -> dict[str, frozenset[str]]:
    """By table of documents, in the order of `DOCUMENTS`, the columns that have no default: all of them texts."""
    models: tuple[type[Row], ...] = DOCUMENTS
    return {
        str(model.__tablename__): frozenset(
            name for name, column in model.model_fields.items() if column.is_required()
        )
        for model in models
    }


@cache
def _defaults() -> dict[str, dict[str, Any]]:
    """By table of documents what a column says of which a document says nothing: the database has no defaults."""
    models: tuple[type[Row], ...] = DOCUMENTS
    return {
        str(model.__tablename__): {
            name: column.default for name, column in model.model_fields.items() if not column.is_required()
        }
        for model in models
    }
