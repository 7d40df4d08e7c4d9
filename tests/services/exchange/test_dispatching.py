"""The county sends down what it keeps; a unit takes it in and loses nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.dispatch import USUAL_PARTS, DispatchPart, EntryState
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange.container import read_package
from shengsi_desktop.services.exchange import dispatching, packages, taking_dispatch
from shengsi_desktop.services.exchange.dispatching import DispatchWish
from shengsi_desktop.store.tables import Item
from tests.services.exchange.conftest import COUNTY, TRANSPORT, WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.dispatch import DispatchIntake
    from shengsi_desktop.domain.exchange import Package


def sent(county: Place, unit: Place, folder: Path, *parts: DispatchPart, message: str = "") -> Package:
    """What the county sends that unit now."""
    wish = DispatchWish(WEEK, frozenset(parts or USUAL_PARTS), message)
    (path,) = dispatching.write_packages(county.store, folder, wish, [unit.unit_id])
    return read_package(path.read_bytes(), path.name)


def seen(unit: Place, package: Package) -> DispatchIntake:
    return taking_dispatch.examine(unit.store, package, "a.sspkg")


def take_clean(unit: Place, package: Package) -> DispatchIntake:
    found = seen(unit, package)
    taking_dispatch.take(unit.store, package, "a.sspkg", found.clean_keys)
    return found


def change(place: Place, number: str, **fields: Any) -> None:
    with place.store.command("改事项") as command:
        row = command.session.get(Item, place.item(number))
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, value)


def item(place: Place, item_id: str) -> Item:
    with place.store.reading() as session:
        found = session.get(Item, item_id)
        assert found is not None
        return found


def test_two_stores_that_are_alike_have_nothing_to_take(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    found = seen(culture, sent(county, culture, tmp_path))
    assert found.entries == ()
    assert found.same > 300
    assert not found.taken


def test_what_the_county_changes_comes_down_and_one_undo_takes_it_back(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    item_id = county.item("4-2")
    before = item(culture, item_id).title
    change(county, "4-2", title="改了的标题")
    package = sent(county, culture, tmp_path)
    (entry,) = seen(culture, package).entries
    assert (entry.state, entry.field, entry.here, entry.coming) == (
        EntryState.CHANGED, "标题", before, "改了的标题",
    )  # fmt: skip
    take_clean(culture, package)
    assert item(culture, item_id).title == "改了的标题"
    again = seen(culture, package)
    assert (again.taken, again.entries) == (True, ())
    logged = packages.log_lines(culture.store)[0]
    assert (logged.kind, logged.week) == ("下发", WEEK)
    culture.store.undo()
    assert item(culture, item_id).title == before
    back = seen(culture, package)
    assert not back.taken
    assert [one.state for one in back.entries] == [EntryState.CHANGED]


def test_what_the_unit_set_itself_stays_unless_it_is_ticked(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    item_id = county.item("4-2")
    change(culture, "4-2", title="本单位的叫法")
    change(county, "4-2", title="县里的叫法", due="2023-11-30")
    package = sent(county, culture, tmp_path)
    found = take_clean(culture, package)
    assert {(one.state, one.clean) for one in found.entries} == {
        (EntryState.CHANGED, True), (EntryState.EDITED, False),
    }  # fmt: skip
    assert (item(culture, item_id).title, item(culture, item_id).due) == ("本单位的叫法", "2023-11-30")
    (kept,) = seen(culture, package).entries
    taking_dispatch.take(culture.store, package, "a.sspkg", {kept.key})
    assert item(culture, item_id).title == "县里的叫法"


def test_a_row_deleted_above_goes_only_where_the_unit_has_no_words_on_it(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    spoken, silent = county.item("4-2"), county.item("5-1")
    culture.write("4-2", "已完工14个")
    with county.store.command("删事项") as command:
        for item_id in (spoken, silent):
            command.session.delete(command.session.get(Item, item_id))
    found = take_clean(culture, sent(county, culture, tmp_path))
    assert [(one.state, one.clean) for one in found.entries] == [
        (EntryState.DROPPED, found.entries[0].clean), (EntryState.DROPPED, found.entries[1].clean),
    ]  # fmt: skip
    assert item(culture, silent).dead
    assert not item(culture, spoken).dead


def test_an_older_one_is_told(county: Place, culture: Place, tmp_path: Path) -> None:
    first = sent(county, culture, tmp_path)
    change(county, "4-2", title="改了的标题")
    take_clean(culture, sent(county, culture, tmp_path))
    assert seen(culture, first).older


def test_of_two_desks_of_the_county_what_each_knew_tells_the_newer_one_and_an_older_one_reverts_nothing(
    county: Place, culture: Place, place: Callable[..., Place], tmp_path: Path
) -> None:
    second, item_id = place(COUNTY, "second-desk"), county.item("4-2")
    for n in range(3):
        change(county, "4-2", title=f"县题{n}")
    first = sent(county, culture, tmp_path)
    take_clean(culture, first)
    change(second, "4-2", title="第二台的题")
    package = sent(second, culture, tmp_path)
    found = take_clean(culture, package)
    # it counted fewer changes, and is no older for that
    assert not found.older
    assert "没有互相同步" in "".join(found.findings)
    assert item(culture, item_id).title == "第二台的题"

    change(second, "4-2", title="第二台再改的题")
    take_clean(culture, sent(second, culture, tmp_path))
    assert item(culture, item_id).title == "第二台再改的题"
    late = take_clean(culture, package)
    assert (late.older, late.clean_keys) == (True, frozenset())
    assert item(culture, item_id).title == "第二台再改的题"


def test_what_is_for_another_unit_is_refused(
    county: Place, culture: Place, place: Callable[[str], Place], tmp_path: Path
) -> None:
    package = sent(county, culture, tmp_path)
    with pytest.raises(Refusal, match="不是给本单位的"):
        seen(place(TRANSPORT), package)
    with pytest.raises(Refusal, match="没有勾选"):
        sent(county, culture, tmp_path, DispatchPart.CONTACTS)
