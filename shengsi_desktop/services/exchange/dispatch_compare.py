"""A dispatch beside the rows here: what is new, what has changed, what a person here has set, what was deleted above.

A new row goes with the row it is a part of, a deleted one likewise; of what has changed each field stands for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.dispatch import DispatchEntry, DispatchPart, EntryState
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.services.exchange.dispatch_base import OwnWords, references
from shengsi_desktop.services.exchange.dispatch_parts import FIELDS, LIFE_FIELDS, TABLES
from shengsi_desktop.services.exchange.dispatch_words import TABLES as TABLE_WORDS
from shengsi_desktop.services.exchange.dispatch_words import field_name, row_words, value_words
from shengsi_desktop.store.shapes import shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from shengsi_desktop.services.exchange.dispatch_base import Brought, Name, Row

#: told as one: where a row stands, and the signs of its text
_PLACE = frozenset(
    {"ordinal", "start_at", "end_at", "marker_start", "marker_end", "source_sha256", "initials", "stem"}
)
_ENDED = frozenset({DirectiveState.CLOSED.value, DirectiveState.CANCELLED.value})
_KEPT_HERE = "默认保留本机的"
_UNCHANGED = "县里没有变"
_DELETED_HERE = "本机已删除，勾选后恢复"
_OWN_WORDS = "本单位填过，默认保留"
_NO_WORDS = "本单位没有填过"
_PAST = "从过去的周起用，会改变过去各周的亮灯"


@dataclass(frozen=True, slots=True)
class Deed:
    """What taking an entry does: rows put in, fields set (table, id → fields), rows deleted."""

    rows: tuple[tuple[str, Row], ...] = ()
    fields: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Compared:
    """Entries in order with what taking each does, how many rows are alike, and how many have no place here."""

    entries: list[DispatchEntry] = field(default_factory=list)
    deeds: dict[str, Deed] = field(default_factory=dict)
    same: int = 0
    placeless: int = 0


class Comparison:
    """One comparison. `rows` as `dispatch_check` gives them; `protected` rows are never deleted."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        rows: Mapping[str, Mapping[str, Mapping[str, Row]]],
        dropped: Mapping[str, tuple[str, ...]],
        base: Brought,
        *,
        protected: frozenset[str],
        first_week: str,
    ) -> None:
        self._connection, self._base, self._first_week = connection, base, first_week
        self._rows = rows
        self._coming = {
            (table, row_id): row
            for tables in rows.values()
            for table, of_table in tables.items()
            for row_id, row in of_table.items()
        }
        self._dropped, self._protected = dropped, protected
        self._names = self._all_names()
        self._found = Compared()
        self._fresh: dict[Name, list[tuple[str, Row]]] = {}
        self._root: dict[Name, Name] = {}

    def made(self) -> Compared:
        """Compare."""
        order = {table: place for place, table in enumerate(shapes())}
        for part, tables in self._rows.items():
            tops: list[tuple[Name, Row, bool]] = []
            for table in sorted(tables, key=order.__getitem__):
                for row in tables[table].values():
                    tops += self._row(DispatchPart(part), table, row)
            for name, row, deleted_here in tops:
                self._put_fresh(DispatchPart(part), name, row, deleted_here=deleted_here)
        self._deletions()
        places = {state: place for place, state in enumerate(EntryState)}
        self._found.entries.sort(key=lambda one: places[one.state])
        return self._found

    def _row(self, part: DispatchPart, table: str, row: Row) -> Iterator[tuple[Name, Row, bool]]:
        """Judge one row; it is given back where it is new here and no part of another new one."""
        name = (table, str(row["id"]))
        if not self._placed(table, row):
            self._found.placeless += 1
            return
        here = shapes()[table].read(self._connection, name[1])
        if here is not None and not here["dead"]:
            self._changes(part, table, row, here)
            return
        parent = shapes()[table].parent
        above = (parent[1], str(row.get(parent[0]))) if parent else None
        if above in self._root:
            self._root[name] = self._root[above]
            self._fresh[self._root[name]].append((table, row))
            return
        self._root[name] = name
        self._fresh[name] = [(table, row)]
        deleted = here is not None and self._base.own_deletion(*name)
        above_deleted = above is not None and self._dead(above)
        yield name, row, deleted or above_deleted

    def _put_fresh(self, part: DispatchPart, name: Name, row: Row, *, deleted_here: bool) -> None:
        rows = tuple(self._fresh[name])
        parts = Counter(TABLE_WORDS[table] for table, _ in rows[1:])
        more = "、".join(f"{words}{count}" for words, count in parts.items())
        past = name[0] == "light_rule" and str(row.get("since") or "") < self._first_week
        note = _DELETED_HERE if deleted_here else _PAST if past else f"含{more}" if more else ""
        state = EntryState.EDITED if deleted_here else EntryState.NEW
        key = ":".join((*name, "row" if deleted_here else "new"))
        self._add(
            DispatchEntry(
                key, state, part, self._what(name[0], row), clean=not (deleted_here or past), note=note
            ),
            Deed(rows=rows),
        )

    def _changes(self, part: DispatchPart, table: str, row: Row, here: Row) -> None:
        changed: dict[str, dict[str, Any]] = defaultdict(dict)
        own: dict[str, dict[str, Any]] = defaultdict(dict)
        base = self._base.rows.get((table, row["id"]), {})
        for name in (one for one in shapes()[table].fields if one in row and row[one] != here[one]):
            heading = "" if name in _PLACE else name
            if not self._base.own(table, row["id"], name, here[name]) or self._ends(table, name, row):
                changed[heading][name] = row[name]
            elif not (table == "directive" and name in LIFE_FIELDS and base.get(name) == row[name]):
                own[heading][name] = row[name]
        for heading, fields in changed.items():
            self._field(part, EntryState.CHANGED, table, (row, here), heading, fields)
        for heading, fields in own.items():
            self._field(part, EntryState.EDITED, table, (row, here), heading, fields)
        self._found.same += not changed and not own

    def _field(
        self,
        part: DispatchPart,
        state: EntryState,
        table: str,
        sides: tuple[Row, Row],
        heading: str,
        fields: Mapping[str, Any],
    ) -> None:
        row, here = sides
        shown = heading or next(iter(fields))
        told = [value_words(table, shown, side[shown], self._names) for side in (here, row)]
        own = state is EntryState.EDITED
        base = self._base.rows.get((table, row["id"]), {})
        unchanged = own and all(base.get(name, here) == value for name, value in fields.items())
        past = table == "light_rule" and str(here["since"]) < self._first_week
        note = (_UNCHANGED if unchanged else _KEPT_HERE) if own else _PAST if past else ""
        self._add(
            DispatchEntry(
                ":".join((table, row["id"], heading or "#", state.value)),
                state,
                part,
                self._what(table, {**here, "id": row["id"]}),
                field=field_name(table, heading) if heading else "顺序和位置",
                here=told[0] if heading else "",
                coming=told[1] if heading else "",
                clean=not own and not past,
                note=note,
            ),
            Deed(fields=((table, row["id"], dict(fields)),)),
        )

    def _deletions(self) -> None:
        wanted = self._base.again | {
            (table, row_id) for table, ids in self._dropped.items() if table in FIELDS for row_id in ids
        }
        gone: dict[Name, Row] = {}
        for table, row_id in sorted(wanted - self._coming.keys()):
            here = shapes()[table].read(self._connection, row_id) if table in FIELDS else None
            if here and not here["dead"] and row_id not in self._protected:
                gone[table, row_id] = here
        words = OwnWords(self._connection, self._base, gone)
        for (table, row_id), here in gone.items():
            parent = shapes()[table].parent
            if parent and (parent[1], str(here[parent[0]])) in gone:
                continue
            held = words.on((table, row_id))
            self._add(
                DispatchEntry(
                    ":".join((table, row_id, "held" if held else "gone")),
                    EntryState.DROPPED,
                    _part_of(table, here),
                    self._what(table, {**here, "id": row_id}),
                    clean=not held,
                    note=_OWN_WORDS if held else _NO_WORDS,
                ),
                Deed(gone=((table, row_id),)),
            )

    def _placed(self, table: str, row: Row) -> bool:
        """Whether all that the row must refer to is here or comes; what it may refer to and is nowhere is left out."""
        shape = shapes()[table]
        for column, target in references(table).items():
            wanted = row.get(column)
            if not wanted or (target, wanted) in self._coming or self._there(target, wanted):
                continue
            if column not in shape.nullable:
                return False
            row[column] = None
        return True

    def _ends(self, table: str, name: str, row: Row) -> bool:
        """The county closes or calls off what it gave, whatever the unit has said of it."""
        return table == "directive" and name == "state" and row[name] in _ENDED

    def _there(self, table: str, row_id: str) -> bool:
        found = self._connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
        return found is not None

    def _dead(self, name: Name) -> bool:
        here = shapes()[name[0]].read(self._connection, name[1])
        return bool(here and here["dead"])

    def _what(self, table: str, row: Row) -> str:
        return row_words(table, {key: value for key, value in row.items() if key != "id"}, self._names)

    def _all_names(self) -> dict[str, str]:
        """By id what items, units, leaders and others are called, here and in what comes."""
        found: dict[str, str] = {}
        for table, column in _NAMES.items():
            found |= dict(self._connection.execute(f'SELECT id, {column} FROM "{table}"').fetchall())
            found |= {
                row_id: str(row.get(column) or "")
                for (of_table, row_id), row in self._coming.items()
                if of_table == table
            }
        return found

    def _add(self, entry: DispatchEntry, deed: Deed) -> None:
        self._found.entries.append(entry)
        self._found.deeds[entry.key] = deed


_NAMES = {
    "item": "number",
    "deliverable": "number",
    "indicator": "name",
    "unit": "name",
    "unit_group": "name",
    "county_leader": "name",
    "task_force": "name",
    "directive": "what",
    "task": "number",
    "assignment": "written",
}


def _part_of(table: str, row: Row) -> DispatchPart:
    """The part whose table it is; an item of a list is of the lists."""
    if table == "item" and row["kind"] != "clause":
        return DispatchPart.LISTS
    return next(DispatchPart(part) for part, tables in TABLES.items() if table in tables)
