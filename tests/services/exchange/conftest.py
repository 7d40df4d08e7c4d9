"""The county's store and a unit's, each on its own machine: set up once with the built-in plan, copied for a test."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, reporting, setting_up
from shengsi_desktop.services.opening import opened

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
