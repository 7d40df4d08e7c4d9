"""Search over items, reports, 退回, requests, meetings, topics, directives, 争取事项 and briefs; units by initials.

The words come from the full text index beside the store; what is typed and not yet a change is looked through as
well. Every hit is read from the store before it is shown, so that what died or was purged is never found.
"""

from __future__ import annotations

import json
import sqlite3
import time
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.domain.views import SearchFindings, SearchHit
from shengsi_desktop.services import facts, setting_up
from shengsi_desktop.services.search_excerpts import excerpt, pattern
from shengsi_desktop.store import search_index
from shengsi_desktop.store.documents import PRESENT
from shengsi_desktop.store.search_kinds import KINDS, SAID, order_of
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from shengsi_desktop.store.search_index import SearchIndex
    from shengsi_desktop.store.sessions import Store

#: hits of each kind that are read at a glance
MOST = 12
_UNITS = 5
#: what a question waits for an index that is not whole (seconds)
_PATIENCE = 0.1
#: what each kind is shown as, in the order of the list
_SHOWN = {
    "item": "item",
    "report": "report",
    "coordination_request": "report",
    "meeting": "meeting",
    "topic": "topic",
    "directive": "directive",
    "directive_step": "directive",
    "appeal": "appeal",
    "appeal_contact": "appeal",
    "brief_part": "brief",
    "attachment": "attachment",
}
_GROUPS = tuple(dict.fromkeys(_SHOWN.values()))
#: rows that belong to no unit: the store is one desk's
_EVERYBODYS = frozenset({"appeal", "appeal_contact"})
#: 退回 are documents, which the log the index follows does not tell of; there are few
RETURN = "return"
#: rows in which a unit speaks of its week: the county is told whose they are
_OF_UNITS = frozenset({"report", "coordination_request"})
_BRIEFS = {"half_month": "半月听取材料", "month": "月度例会材料"}

T = TypeVar("T")


class _Asked(NamedTuple):
    """The words asked for, each as a pattern that overlooks blanks; the unit and plan that are looked through."""

    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    unit_id: str
    plan_id: str
    #: the county looks through all units' words
    county: bool = False

    def scope(self, kind: str) -> str | None:
        """Whose rows of a kind are asked for; None: all units'."""
        if kind in _EVERYBODYS:
            return ""
        if kind == "item":
            return self.plan_id
        return None if self.county else self.unit_id

    def holds(self, kind: str, scope: str) -> bool:
        """Whether a row of that scope is one of them."""
        return not scope or self.scope(kind) in {None, scope}


def search(store: Store, text: str, unit_id: str) -> tuple[SearchHit, ...]:
    """Everything that holds all the words, items first. Blank text finds nothing."""
    return find(store, text, unit_id).hits


def find(
    store: Store, text: str, unit_id: str, *, most: int = MOST, patience: float = _PATIENCE
) -> SearchFindings:
    """The hits, at most so many of a kind; a number alone comes first, then items, then each kind newest first.

    Words parted by blanks must all be there. `patience`: for how long (seconds) an index that is not whole is built
    on before it answers. Raises EnvironmentProblem where the index cannot be written.
    """
    wanted = unicodedata.normalize("NFKC", text).strip()
    words = tuple(dict.fromkeys(wanted.split()))
    if not words:
        return SearchFindings(())
    with store.reading() as session:
        connection = raw_connection(session)
        asked = _Asked(
            words,
            tuple(pattern(word) for word in words),
            unit_id,
            facts.current_plan(session).id,
            county=setting_up.is_county(store),
        )
        numbered = _by_number(connection, wanted, asked)
        drafts = _drafts(connection)

        def ask(index: SearchIndex) -> tuple[dict[str, list[str]], float]:
            index.update(patience)
            return {kind: index.find(kind, words, asked.scope(kind), most + 1) for kind in KINDS}, index.share

        found, share = _from_index(store, connection, ask)
        found["item"] = list(dict.fromkeys((*numbered, *found["item"])))
        hits, more = _hits(connection, found, drafts, asked, most)
        returns = _returns(connection, asked)
        hits += returns[:most]
        more |= {RETURN} if len(returns) > most else frozenset()
        hits += _settings_hits(connection, asked, most)
    units = [
        SearchHit("unit", unit.id, unit.name, unit.kind.label)
        for unit in setting_up.find_units(wanted)[:_UNITS]
    ]
    return SearchFindings((*hits, *units), more, share)


def build(store: Store, seconds: float) -> bool:
    """Go on building the index for about so long; True when it is whole."""
    with store.reading() as session:
        connection = raw_connection(session)
        return _from_index(store, connection, lambda index: index.update(seconds))


def build_whole(store: Store, seconds: float = 120) -> bool:
    """Build the index until it is whole, for who has nothing else to do; False when the time was up before."""
    end = time.monotonic() + seconds
    while not build(store, 1.0):
        if time.monotonic() >= end:
            return False
    return True


def _from_index(store: Store, connection: sqlite3.Connection, use: Callable[[SearchIndex], T]) -> T:
    try:
        return search_index.asked(store.folder, connection, use)
    except sqlite3.OperationalError as problem:
        raise EnvironmentProblem(
            "搜索用的索引文件写不进台账所在的文件夹（磁盘已满，或没有权限），没有搜索；台账内容都在。请清理磁盘后再试。"
        ) from problem


def _by_number(connection: sqlite3.Connection, wanted: str, asked: _Asked) -> list[str]:
    rows = connection.execute(
        "SELECT id FROM item WHERE plan_id = ? AND dead = 0 AND number = ? ORDER BY ordinal",
        (asked.plan_id, "".join(wanted.split()).replace("—", "-").replace("–", "-")),
    )
    return [row_id for (row_id,) in rows]


# -- small tables of 设置, which need no index

#: shown kind → whose rows, the columns of words (the title first), and the view of 设置
_SETTINGS = {
    "section": (
        "SELECT id, name, person, phone FROM section WHERE dead = 0 AND unit_id = ? ORDER BY ordinal",
        "sections",
    ),
    "stoppage": (
        "SELECT id, name, reason, source, first_day FROM stoppage WHERE dead = 0 AND ? <> '' ORDER BY 5 DESC",
        "stoppages",
    ),
}


def _settings_hits(connection: sqlite3.Connection, asked: _Asked, most: int) -> list[SearchHit]:
    """科室 by name, person and phone; 停航登记 by name, reason and source."""
    found: list[SearchHit] = []
    for kind, (query, view) in _SETTINGS.items():
        hits = []
        for row_id, *columns in connection.execute(query, (asked.unit_id,)):
            texts = [str(one or "") for one in columns]
            folded = [unicodedata.normalize("NFKC", text) for text in texts]
            if all(any(pattern.search(text) for text in folded) for pattern in asked.patterns):
                line = "　".join(filter(None, texts[1:]))
                shown, marks = excerpt([line], asked.patterns)
                hits.append(SearchHit(kind, f"{view}:{row_id}", texts[0] or texts[1], shown, "", marks))
        found += hits[:most]
    return found


# -- what is typed

_Drafts = dict[tuple[str, str], dict[str, Any]]


def _drafts(connection: sqlite3.Connection) -> _Drafts:
    """By row what is typed into its fields, with the key of a row that may not be there yet."""
    found: _Drafts = defaultdict(dict)
    for entity, row_id, field, key, value in connection.execute(
        "SELECT entity, entity_id, field, key, value FROM draft"
    ):
        if entity not in KINDS or field not in KINDS[entity].fields:
            continue
        try:
            typed, of_row = json.loads(value), json.loads(key) if key else {}
        except ValueError:
            continue  # damaged; the next start puts it aside
        if isinstance(typed, str):
            found[entity, row_id] |= {**of_row, field: typed}
    return found


# -- hits


def _hits(
    connection: sqlite3.Connection, found: Mapping[str, list[str]], drafts: _Drafts, asked: _Asked, most: int
) -> tuple[list[SearchHit], frozenset[str]]:
    teller = _Teller(connection)
    by_group: dict[str, list[SearchHit]] = {group: [] for group in _GROUPS}
    for kind in KINDS:
        typed = [row_id for entity, row_id in drafts if entity == kind]
        for row_id in dict.fromkeys((*found[kind], *typed)):
            row = _row(connection, kind, row_id, drafts.get((kind, row_id), {}))
            hit = None if row is None else _hit(teller, kind, row, asked)
            if hit is not None:
                by_group[_SHOWN[kind]].append(hit)
    for group, hits in by_group.items():
        if group != "item":
            hits.sort(key=lambda hit: order_of(hit.week), reverse=True)
    more = frozenset(group for group, hits in by_group.items() if len(hits) > most)
    return [hit for hits in by_group.values() for hit in hits[:most]], more


def _returns(connection: sqlite3.Connection, asked: _Asked) -> list[SearchHit]:
    """The unit's 退回 whose reason holds the words, the newest week first."""
    present = PRESENT.format(table="week_return")
    rows = connection.execute(
        f"SELECT week, reason, person FROM week_return t WHERE unit_id = ? AND {present} ORDER BY week DESC, id DESC",
        (asked.unit_id,),
    )
    found = []
    for week, *texts in rows:
        folded = [unicodedata.normalize("NFKC", text) for text in texts]
        if all(any(pattern.search(text) for text in folded) for pattern in asked.patterns):
            shown, marks = excerpt(texts, asked.patterns)
            found.append(SearchHit(RETURN, week, "退回", shown, week, marks))
    return found


def _row(
    connection: sqlite3.Connection, kind: str, row_id: str, typed: Mapping[str, Any]
) -> dict[str, Any] | None:
    """A living row, or one that is only typed so far, with what is typed."""
    cursor = connection.execute(f'SELECT * FROM "{SAID.get(kind, kind)}" WHERE id = ?', (row_id,))
    names = [column[0] for column in cursor.description]
    stored = cursor.fetchone()
    if stored is None and not typed:
        return None
    row = dict.fromkeys(names, "") if stored is None else dict(zip(names, stored, strict=True))
    if row.get("dead") or (stored is None and _died(connection, kind, row_id)):
        return None
    return {**row, "id": row_id, **typed}


def _died(connection: sqlite3.Connection, kind: str, row_id: str) -> bool:
    found = connection.execute(f'SELECT dead FROM "{kind}" WHERE id = ?', (row_id,)).fetchone()
    return bool(found and found[0])


def _hit(teller: _Teller, kind: str, row: Mapping[str, Any], asked: _Asked) -> SearchHit | None:
    """The row as it is shown; None where it is another unit's, or the words do not stand in it as it is now."""
    texts = [str(row[field] or "") for field in KINDS[kind].fields]
    folded = [unicodedata.normalize("NFKC", text) for text in texts]
    if not all(any(pattern.search(text) for text in folded) for pattern in asked.patterns):
        return None
    told = teller.tell(kind, row)
    if told is None or not asked.holds(kind, told.scope):
        return None
    shown = texts[1:] if kind == "item" else texts  # its number stands in the title
    line, marks = excerpt(shown, asked.patterns)
    if asked.county and kind in _OF_UNITS:
        other = "" if told.scope == asked.unit_id else f"{teller.unit(told.scope)} "
        return SearchHit(_SHOWN[kind], told.target, other + told.title, line, told.period, marks, told.scope)
    return SearchHit(_SHOWN[kind], told.target, told.title, line, told.period, marks)


class _Told(NamedTuple):
    """What of a hit hangs on its kind."""

    scope: str
    target: str
    title: str
    period: str = ""


class _Teller:
    """Says of each kind of row what it is called, whose it is and where it opens."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ways: dict[str, Callable[[Mapping[str, Any]], _Told | None]] = {
            "item": self._item,
            "report": self._report,
            "coordination_request": self._request,
            "meeting": self._meeting,
            "topic": self._topic,
            "directive": self._directive,
            "directive_step": self._step,
            "appeal": self._appeal,
            "appeal_contact": self._appeal,
            "brief_part": self._brief,
            "attachment": self._report,
        }

    def tell(self, kind: str, row: Mapping[str, Any]) -> _Told | None:
        """What to say of the row; None where what it hangs on is gone."""
        return self._ways[kind](row)

    def unit(self, unit_id: str) -> str:
        """Its name."""
        found = self._connection.execute("SELECT name FROM unit WHERE id = ?", (unit_id,)).fetchone()
        return str(found[0]) if found else ""

    def _number_and_title(self, item_id: str | None) -> tuple[str, str]:
        found = self._connection.execute("SELECT number, title FROM item WHERE id = ?", (item_id,)).fetchone()
        return (str(found[0]), str(found[1])) if found else ("", "")

    def _item(self, row: Mapping[str, Any]) -> _Told:
        return _Told(row["plan_id"], row["id"], f"{row['number']} {row['title']}")

    def _report(self, row: Mapping[str, Any]) -> _Told:
        title = " ".join(self._number_and_title(row["item_id"])).strip()
        return _Told(row["unit_id"], row["item_id"], title, row["week"])

    def _request(self, row: Mapping[str, Any]) -> _Told:
        number, _ = self._number_and_title(row["item_id"])
        return _Told(row["unit_id"], row["item_id"], f"{number} 需协调事项".strip(), row["week"])

    def _meeting(self, row: Mapping[str, Any]) -> _Told:
        title = "会商记录" if row["cadence"] in {"weekly", ""} else "会议记录"
        return _Told(row["unit_id"], row["id"], title, row["period"])

    def _topic(self, row: Mapping[str, Any]) -> _Told | None:
        # typed into a topic taken over: its meeting, too, may have no row yet
        typed = {
            name.removeprefix("meeting."): one for name, one in row.items() if name.startswith("meeting.")
        }
        meeting = _row(self._connection, "meeting", row["meeting_id"], typed)
        if meeting is None:
            return None
        return _Told(meeting["unit_id"], meeting["id"], f"议题：{row['title']}", meeting["period"])

    def _directive(self, row: Mapping[str, Any]) -> _Told:
        said = " ".join(part for part in (row["what"][:24], row["who"]) if part)
        return _Told(row["unit_id"], row["id"], f"交办：{said}", row["week"])

    def _step(self, row: Mapping[str, Any]) -> _Told | None:
        directive = _row(self._connection, "directive", row["directive_id"], {})
        return None if directive is None else self._directive(directive)

    def _appeal(self, row: Mapping[str, Any]) -> _Told:
        title = " ".join(self._number_and_title(row["item_id"])).strip()
        return _Told("", row["item_id"], title, row.get("day") or "")

    def _brief(self, row: Mapping[str, Any]) -> _Told:
        target = f"{row['kind']}|{row['period']}|{row['about']}"
        return _Told(row["unit_id"], target, _BRIEFS.get(row["kind"], "材料"), row["period"])
