"""A join as 修改记录 tells it: what went into what, and where both said something different."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.changes import ROW, Change, FieldKey
from shengsi_desktop.domain.syncing import HistoryLine
from shengsi_desktop.services.exchange import field_words, value_words
from shengsi_desktop.services.exchange.row_places import place_of
from shengsi_desktop.store import log, state
from shengsi_desktop.store.joining import JOIN
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_REDONE = "重做："
_INTO, _APART = "并入", "两边写的不一样"


class JoinTold(NamedTuple):
    """`about` in a line, its `lines`, and the `changes` of it that say what they write, as those of any step."""

    about: str
    lines: tuple[HistoryLine, ...]
    changes: tuple[Change, ...]


def join_told(connection: sqlite3.Connection, changes: Sequence[Change]) -> JoinTold | None:
    """Of one command's changes that touch an item; None where it joined nothing.

    A value kept beside another changed nothing that is shown, and a row that went into another was not deleted by
    anybody: both are told as what they are.
    """
    kind = changes[0].batch_name.removeprefix(_REDONE)
    if not kind.startswith(JOIN):
        return None
    kind = kind.removeprefix(JOIN)
    whole = log.changes_of_batch(connection, changes[0].batch)
    gone = {(one.entity, one.entity_id) for one in whole if state.is_tombstone(one)}
    top = [
        name
        for name in dict.fromkeys((one.entity, one.entity_id) for one in whole)
        if field_words.entity_words(name[0]) == kind
    ]
    here = {(one.entity, one.entity_id) for one in changes}
    stays = [name for name in top if name not in gone]
    absorbed = bool(here & set(top) & gone) and not here & set(stays)
    named = stays if absorbed else [name for name in top if name in gone]
    names = "、".join(f"“{_called(connection, *name)}”" for name in named)
    staying = [one for one in changes if (one.entity, one.entity_id) not in gone]
    apart = _apart(staying)
    about = f"{_INTO}{names}" + (f"：{_APART}{len(apart)}处" if apart else "")
    lines = [HistoryLine(_INTO, "", names, plain=True)]
    for key, found in apart.items():
        what = f"{_what(connection, key)}（{_APART}）"
        for one in found:
            text = value_words.value_words(
                connection, key.entity, key.field, state.written_value(one, key.field)
            )
            own = clearable(one, key.field)
            lines.append(
                HistoryLine(
                    what, "", text or "（空）", key if own else None, one.id if own else None, plain=True
                )
            )
    said = tuple(one for one in staying if one.field == ROW or one.key not in apart)
    return JoinTold(about, tuple(lines), said)


def clearable(change: Change, field: str) -> bool:
    """Whether words stand there that can be cleared for good."""
    words = field in shapes()[change.entity].words and not state.is_purge(change)
    return words and bool(state.written_value(change, field)) and not state.is_purged(change, field)


def _apart(changes: Sequence[Change]) -> dict[FieldKey, list[Change]]:
    """By field that got several values the changes that wrote them, the one that is shown first."""
    found: dict[FieldKey, list[Change]] = {}
    for one in sorted(changes, key=state.precedence, reverse=True):
        if one.field == ROW or one.field in field_words.QUIET:
            continue
        value, others = state.written_value(one, one.field), found.setdefault(one.key, [])
        if not any(state.same_value(value, state.written_value(other, one.field)) for other in others):
            others.append(one)
    return {key: those for key, those in found.items() if len(those) > 1}


def _what(connection: sqlite3.Connection, key: FieldKey) -> str:
    week = place_of(connection, key.entity, key.entity_id).week
    time = (value_words.time_words(connection, week),) if week else ()
    entity = field_words.entity_words(key.entity)
    return " ".join((entity, *time, field_words.field_words(key.entity, key.field)))


def _called(connection: sqlite3.Connection, entity: str, row_id: str) -> str:
    place = place_of(connection, entity, row_id)
    return place.item if entity == "item" else place.name
