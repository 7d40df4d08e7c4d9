"""停航登记 in the store: registering, linking, both lights, the offered words and excused weeks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.stoppages import Stoppage, StoppageKind
from shengsi_desktop.domain.words import Light
from shengsi_desktop.services import finalising, history, reporting, setting_up, stoppages
from shengsi_desktop.services import tasks as task_service
from shengsi_desktop.store.first_view import read_first_view
from tests.services.test_light_rules import micro, put, row_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

__all__ = ["micro"]

JULY = (date(2023, 7, 26), date(2023, 7, 28))


@pytest.fixture
def typhoon(store: Store) -> Stoppage:
    stoppages.register(store, StoppageKind.TYPHOON, *JULY, ("花鸟岛", "嵊山"), name="演示", source="海事通知")
    return stoppages.stoppages(store)[0]


def test_what_is_registered_reads_back_with_islands_by_their_shown_names(
    store: Store, folder: Path, unit_id: str, typhoon: Stoppage
) -> None:
    assert (typhoon.kind, typhoon.first, typhoon.last, typhoon.days) == (StoppageKind.TYPHOON, *JULY, 3)
    assert (typhoon.islands, typhoon.name, typhoon.source) == (("花鸟", "嵊山"), "演示", "海事通知")
    view = read_first_view(folder, unit_id, "2023-W30")
    assert view is not None
    assert view.stoppages == (typhoon,)


def test_days_that_run_backwards_unknown_islands_and_doubles_are_refused(
    store: Store, typhoon: Stoppage
) -> None:
    with pytest.raises(Refusal, match="早于"):
        stoppages.register(store, StoppageKind.FOG, JULY[1], JULY[0])
    with pytest.raises(Refusal, match="岛屿表里没有“蓬莱”"):
        stoppages.register(store, StoppageKind.FOG, *JULY, ("蓬莱",))
    with pytest.raises(Refusal, match="已经登记过"):
        stoppages.register(store, StoppageKind.TYPHOON, *JULY, ("嵊山", "花鸟"), name="演示")
    with pytest.raises(Refusal, match="最多一年"):
        stoppages.register(store, StoppageKind.OTHER, date(2022, 1, 1), date(2023, 7, 1))
    assert len(stoppages.stoppages(store)) == 1


def test_it_can_be_set_right_and_taken_out_and_brought_back(
    store: Store, typhoon: Stoppage, item: Items
) -> None:
    stoppages.link_item(store, typhoon.id, item("4-2"), included=True)
    stoppages.edit(store, typhoon.id, last=date(2023, 7, 29), islands=(), reason="台风影响")
    (changed,) = stoppages.stoppages(store)
    assert (changed.last, changed.islands, changed.reason) == (date(2023, 7, 29), (), "台风影响")
    assert changed.included == {item("4-2")}
    stoppages.remove(store, typhoon.id)
    assert stoppages.stoppages(store) == ()
    history.undo(store)
    assert stoppages.stoppages(store) == (changed,)
    with pytest.raises(Refusal, match="没有这些栏目"):
        stoppages.edit(store, typhoon.id, color="红")


def test_a_linked_item_gets_a_second_light_and_the_plain_one_stays(
    store: Store, unit_id: str, week: Weeks, micro: str
) -> None:
    at = week("2023-W30")
    plain = row_of(store, unit_id, at, micro).standing
    stoppages.register(store, StoppageKind.NO_SAILING, date(2023, 3, 1), date(2023, 3, 31))
    (one,) = stoppages.stoppages(store)
    stoppages.link_item(store, one.id, micro, included=True)
    held = row_of(store, unit_id, at, micro).standing
    assert held.reading == plain.reading
    assert held.adjusted is not None
    assert held.adjusted.reason.startswith("扣除停航31天后：序时53.9%")
    assert (held.reading.light, held.adjusted.light) == (Light.YELLOW, Light.GREEN)


def test_a_persons_word_on_an_item_can_be_given_and_taken_back(
    store: Store, unit_id: str, week: Weeks, item: Items, typhoon: Stoppage
) -> None:
    def touched() -> dict[str, tuple[bool, bool]]:
        found = stoppages.touched_items(store, typhoon.id, unit_id, week("2023-W30"))
        return {one.number: (one.touched, one.by_person) for one in found}

    by_islands = touched()
    assert by_islands["8-3"] == (True, False)
    assert "15-1" not in by_islands
    stoppages.link_item(store, typhoon.id, item("8-3"), included=False)
    stoppages.link_item(store, typhoon.id, item("15-1"), included=True)
    assert (touched()["8-3"], touched()["15-1"]) == ((False, True), (True, True))
    stoppages.link_item(store, typhoon.id, item("8-3"), included=None)
    stoppages.link_item(store, typhoon.id, item("15-1"), included=None)
    assert touched() == by_islands
    everything = stoppages.touched_items(store, typhoon.id, unit_id, week("2023-W30"), everything=True)
    assert len(everything) == len(task_service.item_rows(store, unit_id, week("2023-W30"), mentioned=False))
    assert not everything[-1].touched


def test_the_form_offers_the_reason_in_the_weeks_that_were_held_up(
    store: Store, unit_id: str, week: Weeks, item: Items, typhoon: Stoppage
) -> None:
    form = reporting.report_form(store, item("8-3"), unit_id, week("2023-W30"))
    assert form.stoppages == ("7月26日至28日因台风“演示”停航3天",)
    for number, label in (("8-3", "2023-W31"), ("15-1", "2023-W30")):
        assert reporting.report_form(store, item(number), unit_id, week(label)).stoppages == ()


def test_a_township_is_excused_where_its_hand_in_fell_into_the_stoppage(
    store: Store, unit_id: str, week: Weeks, typhoon: Stoppage
) -> None:
    island_township, other = setting_up.the_unit("花鸟乡").id, setting_up.the_unit("洋山镇").id
    weeks = [week(f"2023-W{number}") for number in (29, 30, 31)]
    with store.reading() as session:
        found = stoppages.excused_weeks(session, island_township, weeks)
        assert stoppages.excused_weeks(session, other, weeks) == {}
        assert stoppages.excused_weeks(session, unit_id, weeks) == {}
    assert found == {"2023-W30": "停航期间，未报不计（7月26日至28日因台风“演示”停航3天）"}
    page = reporting.week_page(store, island_township, week("2023-W30"))
    assert page.excused == found["2023-W30"]
    assert reporting.week_page(store, unit_id, week("2023-W30")).excused == ""


def test_the_second_light_goes_into_the_final_version(
    store: Store, unit_id: str, week: Weeks, micro: str, typhoon: Stoppage
) -> None:
    stoppages.link_item(store, typhoon.id, micro, included=True)
    put(store, unit_id, week("2023-W30"), micro, "14")
    finalising.finalise(store, unit_id, week("2023-W30"), reviewer="张某")
    with store.reading() as session:
        from shengsi_desktop.services import facts

        version, _ = facts.newest_final(session, unit_id, "2023-W30")
    assert version is not None
    assert "扣除台风3天后" in version.content
    assert not reporting.week_page(store, unit_id, week("2023-W30")).changed_since_final
