"""What goes to another unit says nothing of the machine it was made on; the unit's own machines know one another."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.dispatch import USUAL_PARTS
from shengsi_desktop.exchange.container import read_head, read_package
from shengsi_desktop.services import handover
from shengsi_desktop.services.exchange import (
    dispatching,
    fill_sheets,
    letters,
    receiving,
    submissions,
    syncing,
)
from shengsi_desktop.services.exchange.dispatching import DispatchWish
from tests.exchange_weeks.secrets import dictionaries, found_in
from tests.services.exchange.conftest import WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOST = "planted-host-name"


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch, place: Callable[[str], Place]) -> Callable[[str], Place]:
    """Desks on machines of that name."""
    monkeypatch.setattr(platform, "node", lambda: HOST)
    return place


def sent_by_the_unit(unit: Place, folder: Path) -> Iterator[Path]:
    """Its 报送 in every way, a sealed one as who has the passphrase finds it."""
    week = unit.week()
    unit.write("4-2", "已完工14个")
    unit.sign()
    for name, passphrase in (("a.sspkg", ""), ("sealed.sspkg", "海岛")):
        submissions.write_package(unit.store, folder / name, unit.unit_id, week, passphrase=passphrase)
        yield folder / name
    opened = read_package((folder / "sealed.sspkg").read_bytes(), "", "海岛")
    (folder / "head.txt").write_text(repr(opened), encoding="utf-8")
    yield folder / "head.txt"
    submissions.write_workbook(unit.store, folder / "a.xlsx", unit.unit_id, week, with_meeting=True)
    yield folder / "a.xlsx"
    parts, _ = submissions.coded_text(unit.store, unit.unit_id, week)
    (folder / "text.txt").write_text("".join(parts), encoding="utf-8")
    yield folder / "text.txt"


def sent_by_the_county(county: Place, unit: Place, folder: Path) -> Iterator[Path]:
    """回执, 下发 and 填报表."""
    receiving.take_in(county.store, receiving.examine(county.store, [folder / "a.sspkg"]), {"0"})
    letters.write_letter(county.store, folder / "letter.sspkg", unit.unit_id, WEEK)
    yield folder / "letter.sspkg"
    wish = DispatchWish(WEEK, frozenset(USUAL_PARTS), "")
    yield from dispatching.write_packages(county.store, folder, wish, [unit.unit_id])
    fill_sheets.write_sheet(county.store, folder / "sheet.xlsx", unit.unit_id, county.week())
    yield folder / "sheet.xlsx"


def test_no_file_to_another_unit_names_the_machine(desks: Callable[[str], Place], tmp_path: Path) -> None:
    unit, county = desks("县文广旅体局"), desks("县委社建委")
    files = [*sent_by_the_unit(unit, tmp_path), *sent_by_the_county(county, unit, tmp_path)]
    assert len(files) == 8
    marks = (HOST, unit.store.origin, county.store.origin)
    assert found_in(files, marks, dictionaries(county.store)) == {}


def test_the_units_own_machines_are_named_to_one_another(
    desks: Callable[[str], Place], tmp_path: Path
) -> None:
    unit = desks("县文广旅体局")
    syncing.make(unit.store, tmp_path / "sync.sspkg")
    handover.make(unit.store, tmp_path / "handover.sspkg")
    for name in ("sync.sspkg", "handover.sspkg"):
        head = read_head((tmp_path / name).read_bytes(), name)
        assert head is not None
        assert (head.sender.machine, head.sender.origin) == (HOST, unit.store.origin)
