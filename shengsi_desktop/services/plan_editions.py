"""Another edition of a plan against the rows there are: which items are the same ones, and what becomes of each.

Ids are kept for what is matched, and what a person has set is kept where only the text moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import col, func, select

from shengsi_desktop.domain.words import RoleSource, Word
from shengsi_desktop.plan import identity
from shengsi_desktop.services.matching import EXACT, best_pairs
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    Assignment,
    Condition,
    Deliverable,
    Direction,
    Indicator,
    IndicatorPoint,
    Item,
    Plan,
    Report,
    Task,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.plan import PlanDocument
    from shengsi_desktop.store.columns import Synced

#: likeness (0-100) below which two items are two items
ITEM_THRESHOLD = 60.0
_DELIVERABLE_THRESHOLD = 55.0
#: what always follows the text, whoever changed what
_OF_THE_TEXT = frozenset(
    {"ordinal", "number", "text", "start_at", "end_at", "marker", "marker_start", "marker_end", "task_id",
     "direction_id", "plan_id", "item_id", "indicator_id", "source_text", "source_sha256"}
)  # fmt: skip


class DifferenceKind(Word):
    """What becomes of an item with the other edition."""

    SAME = "same", "未变"
    MOVED = "moved", "编号变化"
    CHANGED = "changed", "文字修改"
    NEW = "new", "新增"
    GONE = "gone", "不再列入"


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One item of the other edition beside the stored one; for a new one `item_id` is empty, for a gone one `number`.

    `score` is the likeness of the texts, 0-100; `weeks` how many weeks have been reported of the stored item.
    """

    kind: DifferenceKind
    number: str
    text: str
    item_id: str = ""
    old_number: str = ""
    old_text: str = ""
    score: float = 0.0
    weeks: int = 0


def plan_of_text(session: Session, document: PlanDocument) -> Plan | None:
    """Return the living plan that was read from this very text, whatever its title is now; else None."""
    return session.exec(alive(Plan).where(Plan.source_sha256 == document.source_sha256)).first()


def stored_items(session: Session, plan_id: str) -> list[Item]:
    """Return the living items of a plan that come from its text, in its order; what a person added stays apart."""
    rows = session.exec(
        alive(Item).where(Item.plan_id == plan_id, Item.kind == "clause", Item.marker != "")
    ).all()
    return sorted(rows, key=lambda row: (row.start_at, row.ordinal))


def differences(
    session: Session, plan_id: str, document: PlanDocument, matches: Mapping[str, str] | None = None
) -> tuple[ItemDifference, ...]:
    """Return what the document changes in a stored plan, in the document's order, gone items last.

    `matches` by the new number: the id of the stored item that a person says it is, empty for a new one.
    """
    old = stored_items(session, plan_id)
    weeks = _weeks_reported(session, [row.id for row in old])
    new = [(number, measure.text) for number, _, measure in identity.numbered_measures(document)]
    pair_of = _pairs(old, new, matches or {})
    found = []
    for place, (number, text) in enumerate(new):
        if place not in pair_of:
            found.append(ItemDifference(DifferenceKind.NEW, number, text))
            continue
        row, score = pair_of[place]
        kind = DifferenceKind.CHANGED if score < EXACT else DifferenceKind.MOVED
        kind = DifferenceKind.SAME if kind is DifferenceKind.MOVED and row.number == number else kind
        found.append(
            ItemDifference(kind, number, text, row.id, row.number, row.text, score, weeks.get(row.id, 0))
        )
    kept = {row.id for row, _ in pair_of.values()}
    found += [
        ItemDifference(DifferenceKind.GONE, "", "", row.id, row.number, row.text, 0.0, weeks.get(row.id, 0))
        for row in old
        if row.id not in kept
    ]
    return tuple(found)


def _pairs(
    old: Sequence[Item], new: Sequence[tuple[str, str]], matches: Mapping[str, str]
) -> dict[int, tuple[Item, float]]:
    """Return, by place in the document, the stored item and the likeness; a person's word goes first."""
    of_id = {row.id: row for row in old}
    said = {place: matches[number] for place, (number, _) in enumerate(new) if number in matches}
    found = {
        place: (of_id[item_id], EXACT if _alike(of_id[item_id].text, new[place][1]) else 0.0)
        for place, item_id in said.items()
        if item_id in of_id
    }
    taken = {row.id for row, _ in found.values()}
    left_old = [row for row in old if row.id not in taken]
    left_new = [place for place in range(len(new)) if place not in said]
    for pair in best_pairs(
        [row.text for row in left_old], [new[place][1] for place in left_new], threshold=ITEM_THRESHOLD
    ):
        found[left_new[pair.new]] = (left_old[pair.old], pair.score)
    return found


def _alike(one: str, other: str) -> bool:
    return identity.normalised(one) == identity.normalised(other)


def _weeks_reported(session: Session, item_ids: Sequence[str]) -> dict[str, int]:
    rows = session.exec(
        select(Report.item_id, func.count(func.distinct(Report.week)))
        .where(col(Report.dead).is_(other=False), col(Report.item_id).in_(item_ids))
        .group_by(Report.item_id)
    ).all()
    return {str(item_id): int(weeks) for item_id, weeks in rows}


def edition_ids(
    session: Session, plan_id: str, document: PlanDocument, found: Iterable[ItemDifference]
) -> dict[str, Any]:
    """Return the document's ids with those of the stored items and deliverables where they are matched."""
    ids = identity.identities(document)
    ids["plan"]["id"] = plan_id
    stored = {each.number: each.item_id for each in found if each.number and each.item_id}
    taken = set(stored.values()) | set(session.exec(select(Item.id).where(Item.plan_id == plan_id)).all())
    for entry in ids["items"]:
        number = entry["number"]
        if number in stored:
            entry["id"] = stored[number]
            _keep_deliverables(session, entry)
        else:
            entry["id"] = _free(identity.item_id(plan_id, number.split("-")[0], entry["text"]), taken)
            taken.add(entry["id"])
            for n, each in enumerate(entry["deliverables"]):
                each["id"] = identity.deliverable_id(entry["id"], each["text"], n)
    for entry in ids["indicators"]:
        entry["id"] = identity.indicator_id(plan_id, entry["name"])
    return ids


def _free(wanted: str, taken: set[str]) -> str:
    return new_id() if wanted in taken else wanted


def _keep_deliverables(session: Session, entry: dict[str, Any]) -> None:
    rows = session.exec(
        alive(Deliverable).where(Deliverable.item_id == entry["id"]).order_by(col(Deliverable.ordinal))
    ).all()
    new = entry["deliverables"]
    pairs = best_pairs(
        [row.text for row in rows], [each["text"] for each in new], threshold=_DELIVERABLE_THRESHOLD
    )
    kept = {pair.new: rows[pair.old].id for pair in pairs}
    taken = {row.id for row in rows}
    for n, each in enumerate(new):
        each["id"] = kept.get(n) or _free(identity.deliverable_id(entry["id"], each["text"], n), taken)
        taken.add(each["id"])


def original_ids(session: Session, plan_id: str, document: PlanDocument) -> dict[str, Any]:
    """Return the ids under which the stored edition's own document stands, by number and text."""
    ids = identity.identities(document)
    ids["plan"]["id"] = plan_id
    rows = {(row.number, row.text): row.id for row in stored_items(session, plan_id)}
    for entry in ids["items"]:
        entry["id"] = rows.get((entry["number"], entry["text"]), entry["id"])
        stored = {
            (one.number, one.text): one.id
            for one in session.exec(alive(Deliverable).where(Deliverable.item_id == entry["id"])).all()
        }
        for each in entry["deliverables"]:
            each["id"] = stored.get((each["number"], each["text"]), each["id"])
    for entry in ids["indicators"]:
        entry["id"] = identity.indicator_id(plan_id, entry["name"])
    return ids


class RowPutting:
    """Puts rows into a command: new ones as they are, those there are with what the text now says.

    `original` are the rows that the stored edition's text gives, by table and id: a field that differs from
    them was set by a person and stays; a target that a person has changed stays whole, with its conditions.
    Rows that were deleted live again with the given fields.
    """

    def __init__(self, session: Session, original: Mapping[tuple[str, str], Synced] | None = None) -> None:
        self._session = session
        self._original = original or {}
        self.put_rows: set[tuple[str, str]] = set()
        self._own_targets: set[str] = set()

    def put(self, row: Synced) -> None:
        """Add the row, or bring the one with its id to what it says."""
        table = str(row.__tablename__)
        self.put_rows.add((table, row.id))
        if isinstance(row, Condition) and row.indicator_id in self._own_targets:
            return
        with self._session.no_autoflush:
            found = self._session.get(type(row), row.id)
        if isinstance(found, Indicator):
            self._keep_own_target(found)
        if found is None:
            self._session.add(row)
            return
        revived = found.dead
        found.dead = False
        original = self._original.get((table, row.id))
        for name in type(row).model_fields:
            if name in ("id", "dead"):
                continue
            value = getattr(row, name)
            stored = getattr(found, name)
            free = revived or name in _OF_THE_TEXT
            untouched = original is not None and stored == getattr(original, name)
            if stored != value and (free or untouched):
                setattr(found, name, value)

    def _keep_own_target(self, stored: Indicator) -> None:
        """Let the conditions be where a person has changed the target since the stored edition was taken in."""
        original = self._original.get(("indicator", stored.id))
        if not isinstance(original, Indicator) or stored.dead:
            return
        with self._session.no_autoflush:
            mine = self._session.exec(alive(Condition).where(Condition.indicator_id == stored.id)).all()
        of_text = [
            one
            for one in self._original.values()
            if isinstance(one, Condition) and one.indicator_id == stored.id
        ]
        if stored.target_words != original.target_words or _said(mine) != _said(of_text):
            self._own_targets.add(stored.id)
            self.put_rows.update(("condition", one.id) for one in mine)


def _said(conditions: Iterable[Condition]) -> list[tuple[Any, ...]]:
    """What conditions say, in their order, whatever their ids."""
    return sorted(
        (one.ordinal, one.comparator, one.value or "", one.unit, one.reference or "") for one in conditions
    )


def drop_stale(
    session: Session,
    plan_id: str,
    put: set[tuple[str, str]],
    original: Mapping[tuple[str, str], Synced],
    keep_items: frozenset[str],
) -> None:
    """Mark dead what the earlier edition's text gave and the new one does not; what people added stays."""

    def stale(row: Synced) -> bool:
        name = (str(row.__tablename__), row.id)
        return name in original and name not in put

    def items_of(model: type[Deliverable | Assignment]) -> Any:
        return alive(model).where(
            col(model.item_id).in_(
                select(Item.id).where(Item.plan_id == plan_id, col(Item.dead).is_(other=False))
            )
        )

    gone = {row.id for row in stored_items(session, plan_id) if ("item", row.id) not in put} - keep_items
    for row in session.exec(alive(Item).where(col(Item.id).in_(gone))).all():
        session.delete(row)
    for part in session.exec(items_of(Deliverable)).all():
        if part.item_id not in keep_items and stale(part):
            session.delete(part)
    for owner in session.exec(items_of(Assignment)).all():
        by_text = owner.role_source != RoleSource.USER.value
        if owner.item_id not in keep_items and by_text and ("item", owner.item_id) in put and stale(owner):
            session.delete(owner)
    _drop_indicators(session, plan_id, put)
    _drop_headings(session, plan_id, put)


def _drop_indicators(session: Session, plan_id: str, put: set[tuple[str, str]]) -> None:
    """Indicators that no longer stand in the plan go, unless values have been entered."""
    for row in session.exec(alive(Indicator).where(Indicator.plan_id == plan_id)).all():
        values = session.exec(alive(IndicatorPoint).where(IndicatorPoint.indicator_id == row.id)).first()
        if ("indicator", row.id) not in put:
            if values is None and row.start_at < row.end_at:
                session.delete(row)
            continue
        for one in session.exec(alive(Condition).where(Condition.indicator_id == row.id)).all():
            if ("condition", one.id) not in put:
                session.delete(one)


def _drop_headings(session: Session, plan_id: str, put: set[tuple[str, str]]) -> None:
    """Tasks and directions go with the last item under them."""
    session.flush()
    held = {
        row.task_id for row in session.exec(alive(Item).where(Item.plan_id == plan_id)).all() if row.task_id
    }
    directions = set()
    for task in session.exec(alive(Task).where(Task.plan_id == plan_id)).all():
        if ("task", task.id) in put or task.id in held:
            directions.add(task.direction_id)
        else:
            session.delete(task)
    for direction in session.exec(alive(Direction).where(Direction.plan_id == plan_id)).all():
        if ("direction", direction.id) not in put and direction.id not in directions:
            session.delete(direction)
