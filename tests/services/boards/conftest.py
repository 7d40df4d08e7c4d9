"""Boards over a store of 县文广旅体局, with a few reports and figures of July 2023."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.money import WAN, Money
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, indicators, projects, reporting, setting_up
from shengsi_desktop.services.opening import opened
from tests.list_items import add_list_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

#: after July is over
LATER = date(2023, 8, 15)


@pytest.fixture(scope="session")
def july_folder(initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """4-2 reported and two of the four weeks of July (W27–W30) signed; a project; an indicator with an owner."""
    folder = shutil.copytree(initialised, tmp_path_factory.mktemp("july") / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(folder.parent / "config"))
        with opened(folder, writing=True) as store:
            fill(store)
    return folder


@pytest.fixture
def july(july_folder: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of its own with that July."""
    with opened(shutil.copytree(july_folder, tmp_path / "july"), writing=True) as found:
        yield found


def fill(store: Store) -> None:
    """That July."""
    add_list_items(store)
    desk = setting_up.settings(store)
    with store.reading() as session:
        item, project = (facts.find_item(session, number).id for number in ("4-2", "项目2"))
        indicator = indicators.find(session, "旅游总收入增速").id
    for label, done in (("2023-W27", "5"), ("2023-W30", "14")):
        week = parse_week(label, desk.rhythm)
        said = {"progress": f"完工{done}个"}
        reporting.report_once(store, item, desk.unit.id, week, words=said, values={"4-2.1": done})
        finalising.finalise(store, desk.unit.id, week, reviewer="张某")
    projects.set_progress(store, project, desk.unit.id, week, done=Money.of(Decimal(1300), WAN))
    indicators.edit_indicator(store, indicator, owner="县文广旅体局、花鸟乡")
    indicators.set_point(store, indicator, "2023-06", value=Decimal(15))


@pytest.fixture
def other_unit() -> str:
    """花鸟乡's id."""
    return setting_up.the_unit("花鸟乡").id


@pytest.fixture
def own() -> str:
    """县文广旅体局's id."""
    return setting_up.the_unit("县文广旅体局").id


@pytest.fixture
def item_of(july: Store) -> Callable[[str], str]:
    """An item's id by its number."""

    def find(number: str) -> str:
        with july.reading() as session:
            return facts.find_item(session, number).id

    return find
