"""Year to year: what of last year's plan goes on in this year's, what is listed again, and what is left out.

Pairs are proposed by the texts and confirmed by a person; a confirmed pair keeps the earlier history in reach.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlmodel import col, func, or_, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import DeliverableValue, rule_for
from shengsi_desktop.domain.words import Light, Role, Word
from shengsi_desktop.rhythm.standing import item_standing
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.matching import EXACT, best_pairs
from shengsi_desktop.services.tasks import history_lines
from shengsi_desktop.store.owners import expanded
from shengsi_desktop.store.reading import (
    load_deliverables,
    load_groups,
    load_items,
    load_places,
    load_units,
)
from shengsi_desktop.store.rule_reading import load_rules
from shengsi_desktop.store.said import SaidReport
from shengsi_desktop.store.said import SaidValue as ValueRow
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Item, Plan, Succession

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.first_view import ItemCore
    from shengsi_desktop.domain.item_detail import HistoryLine
    from shengsi_desktop.domain.tracking import Deliverable
    from shengsi_desktop.store.sessions import Store

#: the command's name in the history
NAME = "确认跨年延续"
#: likeness (0-100, figures aside) below which two years' items are two things
THRESHOLD = 55.0
_LONGEST_CHAIN = 50


class YearSort(Word):
    """What becomes of an item from one year's plan to the next."""

    CONTINUED = "continued", "未完成延续"
    REPEATED = "repeated", "再次列入"
    DROPPED = "dropped", "不再列入"
    NEW = "new", "新列入"


@dataclass(frozen=True, slots=True)
class YearItem:
    """An item of one of the two plans; `state` says in Chinese how far it came (only of the earlier year)."""

    id: str
    number: str
    title: str
    text: str
    finished: bool = False
    state: str = ""


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of the comparison. `score` 0-100 is the likeness; `confirmed`: a person said that it goes on."""

    sort: YearSort
    before: YearItem | None
    after: YearItem | None
    score: float = 0.0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class YearComparison:
    """Two plans side by side: paired and new items in the later plan's order, then those left out."""

    before: str
    after: str
    lines: tuple[YearLine, ...]

    @property
    def counts(self) -> str:
        """«未完成延续5项、再次列入12项、不再列入8项（其中未完成3项）、新列入20项»."""
        found = Counter(line.sort for line in self.lines)
        unfinished = sum(
            line.sort is YearSort.DROPPED and line.before is not None and not line.before.finished
            for line in self.lines
        )
        words = []
        for sort in YearSort:
            more = f"（其中未完成{unfinished}项）" if sort is YearSort.DROPPED and unfinished else ""
            words.append(f"{sort.label}{found[sort]}项{more}")
        return "、".join(words)


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """What was reported of an item's predecessor: the nearest year first."""

    item_id: str
    year: int | None
    plan: str
    number: str
    title: str
    lines: tuple[HistoryLine, ...]


def compare_years(store: Store, before_plan_id: str, after_plan_id: str) -> YearComparison:
    """Pair the items of two stored plans; what a person confirmed goes before what the texts say."""
    if before_plan_id == after_plan_id:
        raise Refusal("请选两个不同年份的方案进行比对。")
    with store.reading() as session:
        earlier, later = _plan(session, before_plan_id), _plan(session, after_plan_id)
        before = _items(session, earlier, with_state=True)
        after = _items(session, later, with_state=False)
        confirmed = _confirmed(session, [one.id for one in after])
    return YearComparison(earlier.title, later.title, _lines(before, after, confirmed))


def confirm_years(store: Store, pairs: Mapping[str, str]) -> frozenset[FieldKey]:
    """Keep which item goes on with which: later item's id → earlier item's id, empty: with none. One command."""
    with signed(store, NAME) as command:
        session = command.session
        for item_id, predecessor in pairs.items():
            _require_years(session, item_id, predecessor)
            for row in session.exec(alive(Succession).where(Succession.item_id == item_id)).all():
                if row.predecessor_id != predecessor:
                    session.delete(row)
            if predecessor:
                command.keyed(Succession, item_id=item_id, predecessor_id=predecessor)
    return command.changed


def earlier_history(store: Store, item_id: str, unit_id: str) -> tuple[EarlierYear, ...]:
    """The unit's reports of what the item goes on with, year by year backwards; empty without a confirmed link."""
    found: list[EarlierYear] = []
    seen = {item_id}
    with store.reading() as session:
        waiting = [item_id]
        while waiting and len(found) < _LONGEST_CHAIN:
            linked = _confirmed(session, [waiting.pop(0)])
            for predecessor in (one for ids in linked.values() for one in ids):
                item = session.get(Item, predecessor)
                plan = session.get(Plan, item.plan_id) if item else None
                if item is None or plan is None or predecessor in seen:
                    continue
                seen.add(predecessor)
                waiting.append(predecessor)
                lines = history_lines(session, predecessor, unit_id)
                found.append(EarlierYear(item.id, plan.year, plan.title, item.number, item.title, lines))
    return tuple(found)


def _plan(session: Session, plan_id: str) -> Plan:
    row = session.get(Plan, plan_id)
    if row is None or row.dead:
        raise Refusal("台账里没有这个方案，无法比对。请先导入。")
    return row


def _require_years(session: Session, item_id: str, predecessor: str) -> None:
    item, earlier = session.get(Item, item_id), session.get(Item, predecessor) if predecessor else None
    if item is None or (predecessor and earlier is None):
        raise Refusal("要延续的事项已不在台账里，没有改动。请重新比对。")
    if earlier is not None and earlier.plan_id == item.plan_id:
        raise Refusal("同一个方案里的事项不能互相延续，没有改动。")


def _confirmed(session: Session, item_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = session.exec(
        alive(Succession).where(col(Succession.item_id).in_(item_ids)).order_by(col(Succession.id))
    ).all()
    for row in rows:
        found[row.item_id].append(row.predecessor_id)
    return found


def _items(session: Session, plan: Plan, *, with_state: bool) -> list[YearItem]:
    connection = raw_connection(session)
    cores = load_items(connection, plan.id, plan.year)
    states = _states(session, cores, plan.year) if with_state else {}
    return [
        YearItem(core.id, core.number, core.title, core.text, *states.get(core.id, (False, "")))
        for core in cores
    ]


def _states(session: Session, cores: Sequence[ItemCore], year: int | None) -> dict[str, tuple[bool, str]]:
    """Return of each item whether it was finished, and how far it came, by what those who write it reported."""
    connection = raw_connection(session)
    units, places = load_units(connection), load_places(connection)
    writers: dict[str, set[str]] = defaultdict(set)
    for owner in expanded(connection, cores, units, load_groups(connection), places):
        if owner.role is not Role.SUPPORT:
            writers[owner.item_id].add(owner.unit_id)
    deliverables: dict[str, list[Deliverable]] = defaultdict(list)
    for one in load_deliverables(connection, cores, places, year):
        deliverables[one.item_id].append(one)
    values, reported = _values(session), _reported(session)
    rule = rule_for(load_rules(connection), f"{year or date.max.year}-W53")
    found: dict[str, tuple[bool, str]] = {}
    for core in cores:
        newest = {
            one.id: value
            for one in deliverables[core.id]
            if (value := _newest(values.get(one.id, ()), writers[core.id])) is not None
        }
        standing = item_standing(
            deliverables[core.id],
            newest,
            as_of=date(year or date.max.year, 12, 31),
            rule=rule,
            ever_reported=bool(newest) or bool(reported.get(core.id, set()) & writers[core.id]),
            plan_year=year,
        )
        light = standing.reading.light
        told = light not in (Light.UNREPORTED, Light.NONE)
        found[core.id] = (light is Light.DONE, standing.tally.words if told else standing.reading.reason)
    return found


def _values(session: Session) -> dict[str, list[DeliverableValue]]:
    """Return every reported value by its deliverable, the oldest first."""
    found: dict[str, list[DeliverableValue]] = defaultdict(list)
    for row in session.exec(select(ValueRow).order_by(col(ValueRow.week), col(ValueRow.id))).all():
        value = None if row.value is None else Decimal(row.value)
        found[row.deliverable_id].append(
            DeliverableValue(row.deliverable_id, row.unit_id, row.week, value, row.stage, row.done, row.words)
        )
    return found


def _newest(values: Sequence[DeliverableValue], writers: set[str]) -> DeliverableValue | None:
    return next((one for one in reversed(values) if one.unit_id in writers), None)


def _reported(session: Session) -> dict[str, set[str]]:
    """Return which units have said something of each item."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = session.exec(
        select(SaidReport.item_id, SaidReport.unit_id)
        .where(or_(func.trim(SaidReport.progress) != "", col(SaidReport.no_news)))
        .distinct()
    ).all()
    for item_id, unit_id in rows:
        found[item_id].add(unit_id)
    return found


def _lines(
    before: Sequence[YearItem], after: Sequence[YearItem], confirmed: Mapping[str, Sequence[str]]
) -> tuple[YearLine, ...]:
    """Return the comparison; an item that goes on with several stands once, beside the first of them."""
    of_id = {one.id: one for one in before}
    said = {
        item_id: [of_id[one] for one in predecessors if one in of_id]
        for item_id, predecessors in confirmed.items()
    }
    taken = {one.id for pairs in said.values() for one in pairs}
    left_before = [one for one in before if one.id not in taken]
    left_after = [one for one in after if not said.get(one.id)]
    proposed = {
        left_after[pair.new].id: (left_before[pair.old], pair.score)
        for pair in best_pairs(
            [one.text for one in left_before],
            [one.text for one in left_after],
            threshold=THRESHOLD,
            figures=False,
        )
    }
    lines = []
    for one in after:
        if said.get(one.id):
            earlier = said[one.id][0]
            lines.append(YearLine(_sort(earlier), earlier, one, EXACT, confirmed=True))
        elif one.id in proposed:
            earlier, score = proposed[one.id]
            lines.append(YearLine(_sort(earlier), earlier, one, score))
        else:
            lines.append(YearLine(YearSort.NEW, None, one))
    kept = taken | {earlier.id for earlier, _ in proposed.values()}
    lines += [YearLine(YearSort.DROPPED, one, None) for one in before if one.id not in kept]
    return tuple(lines)


def _sort(before: YearItem) -> YearSort:
    return YearSort.REPEATED if before.finished else YearSort.CONTINUED
