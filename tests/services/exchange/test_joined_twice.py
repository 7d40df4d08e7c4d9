"""Two machines join one pair each its own way, for they know of different 定稿: both rows live, and it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.syncing import ConflictKind
from shengsi_desktop.services import joining, project_editing, reporting
from shengsi_desktop.services.exchange import conflict_list, syncing
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Item, Report
from tests.services.exchange.conftest import CULTURE, Place

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def pair(culture: Place, laptop: Place, send: Callable[..., syncing.Taken]) -> tuple[str, str]:
    """The double that the office added, known on both machines; reported in two weeks."""
    made = [
        next(
            key.entity_id
            for key in project_editing.add_project(culture.store, name, lead=CULTURE, year_plan=None)
            if key.entity == "item" and key.field == "_row"
        )
        for name in ("客运码头改造", "客运码头扩建")
    ]
    send(culture, laptop)
    say(culture, made[0], "2023-W29", "打桩")
    say(laptop, made[1], "2023-W30", "封顶")
    return made[0], made[1]


def say(place: Place, item: str, week: str, words: str) -> None:
    reporting.report_once(place.store, item, place.unit_id, place.week(week), words={"progress": words})


def found(place: Place, model: Any) -> list[Any]:
    with place.store.reading() as session:
        return list(session.exec(alive(model)).all())


def words(place: Place, item: str) -> set[str]:
    return {row.progress for row in found(place, Report) if row.item_id == item}


def both_join(
    culture: Place, laptop: Place, pair: tuple[str, str], send: Callable[..., syncing.Taken]
) -> None:
    """Each keeps another of the two; then they hear of each other."""
    assert [joining.staying(one.store, "item", pair) for one in (culture, laptop)] == list(pair)
    for one in (culture, laptop):
        joining.join(one.store, "item", pair)
    send(culture, laptop)
    send(laptop, culture)
    for one in (culture, laptop):
        assert set(pair) <= {row.id for row in found(one, Item)}


def test_both_live_and_are_joined_again_where_one_of_them_is_signed(
    culture: Place, laptop: Place, pair: tuple[str, str], send: Callable[..., syncing.Taken]
) -> None:
    laptop.sign("2023-W30")
    both_join(culture, laptop, pair, send)
    joining.join(culture.store, "item", pair)
    send(culture, laptop)
    for one in (culture, laptop):
        assert {row.id for row in found(one, Item)} & set(pair) == {pair[1]}
        assert words(one, pair[1]) == {"打桩", "封顶"}


def test_where_both_are_signed_both_stay_with_their_words_and_it_is_said_why(
    culture: Place, laptop: Place, pair: tuple[str, str], send: Callable[..., syncing.Taken]
) -> None:
    culture.sign("2023-W29")
    laptop.sign("2023-W30")
    both_join(culture, laptop, pair, send)
    with pytest.raises(Refusal, match="只保留一项继续填报"):
        joining.join(culture.store, "item", pair)
    for one in conflict_list.conflicts(culture.store):
        if one.kind is ConflictKind.ROW and one.key.entity_id in pair:
            conflict_list.settle_row(culture.store, one.key, keep=True)
    send(culture, laptop)
    for place in (culture, laptop):
        assert set(pair) <= {row.id for row in found(place, Item)}
        assert words(place, pair[0]) | words(place, pair[1]) == {"打桩", "封顶"}
        told = {one.key.entity_id for one in conflict_list.conflicts(place.store) if one.key.field == "_row"}
        assert not told & set(pair)
