"""The county's store and a unit's, each on its own machine: set up once with the built-in plan, copied for a test."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, reporting, setting_up
from shengsi_desktop.services.exchange import receiving, syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.sessions import raw_connection
from tests.handed_in import hand_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

COUNTY, CULTURE, TRANSPORT = "县委社建委", "县文广旅体局", "县交通运输局"
WEEK = "2023-W30"


@dataclass(frozen=True)
class Place:
    """A unit's desk: its open store and how its people write a week."""

    store: Store

    @property
    def unit_id(self) -> str:
        return setting_up.settings(self.store).unit.id

    def week(self, label: str = WEEK) -> Week:
        return parse_week(label, setting_up.settings(self.store).rhythm)

    def item(self, number: str) -> str:
        with self.store.reading() as session:
            return facts.find_item(session, number).id

    def write(self, number: str, progress: str, week: str = WEEK, **more: Any) -> None:
        """本周进展 of one of my items; `more` as of `reporting.report_once`."""
        words = {"progress": progress, **more.pop("words", {})}
        reporting.report_once(
            self.store, self.item(number), self.unit_id, self.week(week), words=words, **more
        )

    def sign(self, week: str = WEEK) -> None:
        """定稿."""
        finalising.finalise(self.store, self.unit_id, self.week(week), reviewer="张局")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a store that is set up for a unit; made once, to be copied."""
    made: dict[str, Path] = {}

    def found(unit: str) -> Path:
        if unit not in made:
            room = tmp_path_factory.mktemp("founded")
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SHENGSI_CONFIG", str(room / "config"))
                with opened(room / "store", writing=True) as store:
                    setting_up.first_run(store, unit=unit, person="王联络")
            made[unit] = room / "store"
        return made[unit]

    return found


@pytest.fixture
def place(founded: Callable[[str], Path], tmp_path: Path) -> Iterator[Callable[[str], Place]]:
    """A desk of that unit; the same one when asked again, another machine of it by `machine`."""
    places: dict[tuple[str, str], Place] = {}
    with ExitStack() as stack:

        def at(unit: str, machine: str = "") -> Place:
            if (unit, machine) not in places:
                folder = shutil.copytree(founded(unit), tmp_path / f"store-{len(places)}")
                places[unit, machine] = Place(stack.enter_context(opened(folder, writing=True)))
            return places[unit, machine]

        yield at


@pytest.fixture
def county(place: Callable[[str], Place]) -> Place:
    return place(COUNTY)


@pytest.fixture
def culture(place: Callable[[str], Place]) -> Place:
    return place(CULTURE)


@pytest.fixture
def laptop(place: Callable[..., Place], culture: Place) -> Place:
    """The unit's other machine."""
    found = place(CULTURE, "laptop")
    assert found.store.origin != culture.store.origin
    return found


@pytest.fixture
def second(place: Callable[..., Place], county: Place) -> Place:
    """The county's second desk."""
    found = place(COUNTY, "second-desk")
    assert found.store.origin != county.store.origin
    return found


@pytest.fixture
def scratch(place: Callable[..., Place]) -> Place:
    """Where units' weeks are written and signed."""
    return place(CULTURE, "scratch")


@pytest.fixture
def came(county: Place, scratch: Place, tmp_path: Path) -> Callable[..., str]:
    """A unit's week comes to the county; gives the unit's id."""

    def come(unit: str, said: dict[str, dict[str, object]], week: str = WEEK) -> str:
        return hand_in(scratch.store, county.store, tmp_path, unit, county.week(week), said)

    return come


@pytest.fixture
def own_item(culture: Place) -> str:
    """The number of an item of the unit's own."""
    with culture.store.reading() as session:
        row = raw_connection(session).execute(
            "SELECT i.number FROM item i JOIN assignment a ON a.item_id = i.id WHERE a.unit_id = ?"
            " ORDER BY i.ordinal LIMIT 1",
            (culture.unit_id,),
        )
        return str(row.fetchone()[0])


@pytest.fixture
def send(tmp_path: Path) -> Callable[..., syncing.Taken]:
    """What one machine made is taken in by another; both ways of asking agree."""

    def sent(source: Place, target: Place, **more: Any) -> syncing.Taken:
        return syncing.take(target.store, packed(source, tmp_path, **more), "同步.sspkg")

    return sent


def packed(source: Place, room: Path, **more: Any) -> bytes:
    path = room / "同步.sspkg"
    syncing.make(source.store, path, **more)
    return path.read_bytes()


def taken_in(county: Place, path: Path) -> receiving.Intake:
    """Take the file in; what it was judged to be."""
    intake = receiving.examine(county.store, [path])
    receiving.take_in(county.store, intake, {"0"})
    return intake


def received_words(place: Place) -> list[tuple[Any, ...]]:
    """本周进展 as it was taken in, a row each."""
    with place.store.reading() as session:
        return raw_connection(session).execute("SELECT progress FROM received_report").fetchall()
