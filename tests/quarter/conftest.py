"""The quarter, run once a session through the services, with copies of its store and lights taken along the way."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import pytest

from shengsi_desktop.services import exporting, facts
from shengsi_desktop.services.boards.publishing import publications
from shengsi_desktop.services.opening import opened
from tests.quarter import scenario
from tests.quarter.reference_raw import Raw
from tests.quarter.scenario_words import CULTURE, ISLAND, TRANSPORT, WEEKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from shengsi_desktop.domain.boards import Published
    from shengsi_desktop.domain.tracking import Standing
    from shengsi_desktop.domain.week_book import WeekBook
    from shengsi_desktop.store.sessions import Store
    from tests.quarter.scenario_setting import Quarter


class Shown(NamedTuple):
    """What the product shows of an item in a week; `adjusted` is the plain light where there is no second one."""

    plain: str
    adjusted: str
    reason: str
    tally: tuple[int, int, int, int] = (0, 0, 0, 0)
    computed: Decimal | None = None
    behind: int = 0


#: by unit, item and week
Lights = dict[tuple[str, str, str], Shown]


@dataclass
class Recorded:
    """The run: its store's folder, by what happened a copy of the file, and the lights then known."""

    folder: Path
    copies: dict[str, Path] = field(default_factory=dict)
    lights: dict[str, Lights] = field(default_factory=dict)
    books: dict[str, WeekBook] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    _raws: dict[str, Raw] = field(default_factory=dict)

    def raw(self, what: str) -> Raw:
        """The rows as they were then; read once, for nobody changes them."""
        if what not in self._raws:
            self._raws[what] = Raw(self.copies[what])
        return self._raws[what]

    def published(self, board: str, period: str) -> tuple[Published, ...]:
        """The publications of a period, the first one first."""
        with opened(self.folder) as store:
            return publications(store, board, period)


def copy_of(folder: Path, target: Path) -> Path:
    """The store's file as it stands, while it is open."""
    with closing(sqlite3.connect(folder / "store.db")) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def shown(standing: Standing) -> Shown:
    """A standing as it is compared."""
    plain, tally = standing.reading, standing.tally
    second = standing.adjusted or plain
    count = (tally.total, tally.done, tally.under_way, tally.not_started)
    behind = standing.weeks_behind
    return Shown(plain.light.value, second.light.value, plain.reason, count, standing.computed, behind)


def lights_of(quarter: Quarter, labels: tuple[str, ...] = WEEKS) -> Lights:
    """Every item of the three units in these weeks."""
    found: Lights = {}
    with quarter.store.reading() as session:
        for name in (CULTURE, TRANSPORT, ISLAND):
            unit = quarter.unit(name)
            for label in labels:
                for row in facts.rows(session, unit, facts.parsed_week(session, unit, label)):
                    found[unit, row.id, label] = shown(row.standing)
    return found


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """The quarter as it was run."""
    room = tmp_path_factory.mktemp("quarter")
    found = Recorded(room / "store")

    def watch(quarter: Quarter, what: str) -> None:
        if what == "2023-W38":
            # what the window begins with: the last week is still to be done
            (room / "week 39").mkdir()
            copy_of(found.folder, room / "week 39" / "store.db")
        if what in WEEKS:
            found.books[what] = exporting.week_book(quarter.store, quarter.unit(CULTURE), quarter.week(what))
            return
        found.copies[what] = copy_of(found.folder, room / f"{what}.db")
        labels = tuple(label for label in WEEKS if label < "2023-W34") if what == "rule" else WEEKS
        if what in {"rule", "quarter"}:
            found.lights[what] = lights_of(quarter, labels)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        with opened(found.folder, writing=True) as store:
            quarter = scenario.run(store, watch)
            found.ids = {name: quarter.unit(name) for name in (CULTURE, TRANSPORT, ISLAND)}
        found.copies["end"] = copy_of(found.folder, room / "end.db")
    return found


@pytest.fixture
def before_week_39(recorded: Recorded, tmp_path: Path) -> Path:
    """The folder of a store in which the last week is still to be done."""
    return shutil.copytree(recorded.folder.parent / "week 39", tmp_path / "week 39")


@pytest.fixture
def after_the_quarter(recorded: Recorded, tmp_path: Path) -> Iterator[Store]:
    """A store of its own with the whole quarter, open for writing."""
    with opened(shutil.copytree(recorded.folder, tmp_path / "quarter"), writing=True) as store:
        yield store
