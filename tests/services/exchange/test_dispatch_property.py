"""下发 under random edits on either side: nothing that the unit typed is lost, ids are equal, twice is once."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.dispatch import DispatchPart
from shengsi_desktop.services.exchange import taking_dispatch
from shengsi_desktop.store.keys import deliverable_value_id, report_id
from shengsi_desktop.store.tables import Deliverable, DeliverableValue, Item, PlanPoint, Report
from tests.services.exchange.conftest import WEEK, Place
from tests.services.exchange.test_dispatching import seen, sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNS = count()
NUMBERS = ("4-2", "5-1", "6-1")
WORDS = st.text("甲乙丙丁", min_size=1, max_size=4)
#: (which, item, words)
COUNTY = st.tuples(st.sampled_from(["title", "due", "delete", "deliverable", "curve", "take"]),
                   st.sampled_from(NUMBERS), WORDS)  # fmt: skip
UNIT = st.tuples(
    st.sampled_from(["title", "report", "value", "curve", "undo"]), st.sampled_from(NUMBERS), WORDS
)
PARTS = (DispatchPart.PLAN, DispatchPart.LISTS)


class Desk:
    """One side: its items by number, and a second, plain note of what was typed there."""

    def __init__(self, place: Place, ids: dict[str, str]) -> None:
        self.place, self.ids = place, ids
        self.typed: dict[tuple[type, str, str], str] = {}
        self.before: list[dict[tuple[type, str, str], str]] = []
        #: titles typed here at any time: one that was undone after a dispatch stays what the unit chose
        self.titled: set[str] = set()

    def row(self, model: type[Any], row_id: str) -> Any:
        with self.place.store.reading() as session:
            return session.get(model, row_id)

    def deliverable(self, number: str) -> str:
        with self.place.store.reading() as session:
            found = session.exec(_deliverables(self.ids[number])).first()
        return str(found)

    def do(self, what: str, number: str, words: str) -> None:
        item_id, own = self.ids[number], self.place.unit_id
        kept = dict(self.typed)
        with self.place.store.command(what) as command:
            session = command.session
            row = session.get(Item, item_id)
            assert row is not None
            if row.dead:
                return
            if what == "title":
                row.title = words
                self.titled.add(item_id)
                self.typed[Item, item_id, "title"] = words
            elif what == "due":
                row.due = f"2023-1{len(words) % 3}-15"
            elif what == "delete":
                session.delete(row)
            elif what == "deliverable":
                session.add(Deliverable(item_id=item_id, number=words, name=words, due="2023-12-31"))
            elif what == "curve":
                point = command.keyed(PlanPoint, deliverable_id=self.deliverable(number), period="2023-07")
                point.planned = str(len(words))
                self.typed[PlanPoint, point.id, "planned"] = point.planned
            elif what == "report":
                command.keyed(Report, item_id=item_id, unit_id=own, week=WEEK).progress = words
                self.typed[Report, report_id(item_id, own, WEEK), "progress"] = words
            elif what == "value":
                target = self.deliverable(number)
                value = command.keyed(DeliverableValue, deliverable_id=target, unit_id=own, week=WEEK)
                value.words = words
                self.typed[DeliverableValue, deliverable_value_id(target, own, WEEK), "words"] = words
        if command.changed:
            self.before.append(kept)

    def undo(self) -> None:
        """Take back the last thing typed here, never the taking in of a dispatch."""
        name = self.place.store.undo_name()
        if self.before and name in {"title", "report", "value", "curve"}:
            self.place.store.undo()
            self.typed = self.before.pop()

    def shares(self, other: Desk) -> None:
        """What both say alike now is the county's to change later, as if it had come from there."""
        for key in [key for key in self.typed if key[0] in (Item, PlanPoint)]:
            row = other.row(key[0], key[1])
            if row is not None and getattr(row, key[2]) == self.typed[key]:
                for known in (self.typed, *self.before):
                    known.pop(key, None)

    def missing(self) -> list[tuple[type, str, str]]:
        """What was typed and does not stand there."""
        return [
            key
            for key, words in self.typed.items()
            if (row := self.row(key[0], key[1])) is None or row.dead or getattr(row, key[2]) != words
        ]


def _deliverables(item_id: str) -> Any:
    from sqlmodel import col, select

    return select(Deliverable.id).where(Deliverable.item_id == item_id).order_by(col(Deliverable.id))


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_typed_by_the_unit_is_lost(
    place: Callable[..., Place], tmp_path: Path, data: st.DataObject
) -> None:
    # a store of its own for each run
    run = f"run{next(RUNS)}"
    county, culture = place("县委社建委", run), place("县文广旅体局", run)
    ids = {number: county.item(number) for number in NUMBERS}
    above, below = Desk(county, ids), Desk(culture, ids)
    for _ in range(3):
        for change in data.draw(st.lists(COUNTY, max_size=5)):
            above.do(*change)
        for what, number, words in data.draw(st.lists(UNIT, max_size=5)):
            if what == "undo":
                below.undo()
            else:
                below.do(what, number, words)
        package = sent(county, culture, tmp_path, *PARTS)
        found = seen(culture, package)
        taking_dispatch.take(culture.store, package, "a", found.clean_keys)
        assert below.missing() == []
        below.shares(above)
        # twice is once: what is left are the unit's own words, and taking them again changes nothing
        again = seen(culture, package)
        assert again.taken
        assert again.clean_keys == frozenset()
        assert taking_dispatch.take(culture.store, package, "a", again.clean_keys) == frozenset()
        for number in NUMBERS:
            one, other = above.row(Item, ids[number]), below.row(Item, ids[number])
            assert one.id == other.id
            if not one.dead and one.id not in below.titled:
                assert one.title == other.title
