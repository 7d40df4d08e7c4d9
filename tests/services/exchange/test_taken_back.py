"""What another machine did, taken back: for all machines by an ordinary change, or on this one alone, which is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import history, item_history
from shengsi_desktop.services.exchange import conflict_list, machines, merge_words, syncing, taken_back
from shengsi_desktop.store import scrubbing
from tests.services.exchange.conftest import CULTURE, Place, packed
from tests.services.exchange.test_syncing import progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def received(culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]) -> str:
    """The batch of what the laptop wrote over the office's text, taken in at the office."""
    culture.store.set_setting("person", "王办公")
    laptop.store.set_setting("person", "李外勤")
    culture.write(own_item, "开工14个")
    send(culture, laptop)
    laptop.write(own_item, "开工15个")
    send(laptop, culture)
    step = item_history.history(culture.store, culture.item(own_item))[0]
    assert (step.elsewhere, step.person) == (True, "李外勤")
    return step.batch


def test_the_earlier_words_written_back_travel_and_bear_a_name(
    culture: Place, laptop: Place, own_item: str, received: str, send: Callable[..., syncing.Taken]
) -> None:
    way = history.way_back(culture.store, received)
    assert (way.elsewhere, way.writes, way.left) == (True, 1, 0)
    history.change_back(culture.store, received)
    send(culture, laptop)
    assert progress(culture, own_item) == progress(laptop, own_item) == "开工14个"
    assert not conflict_list.conflicts(laptop.store)
    assert syncing.state(culture.store).aside == 0
    newest = item_history.history(laptop.store, laptop.item(own_item))[0]
    assert (newest.person, newest.name) == ("王办公", "改回原来的内容：填报")
    # it is one step of its own, which can be taken back for all again
    history.undo(culture.store)
    send(culture, laptop)
    assert progress(culture, own_item) == progress(laptop, own_item) == "开工15个"


def test_what_a_command_elsewhere_made_anew_goes_for_all(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    laptop.write(own_item, "海上写的")
    send(laptop, culture)
    step = item_history.history(culture.store, culture.item(own_item))[0]
    history.change_back(culture.store, step.batch)
    send(culture, laptop)
    assert progress(culture, own_item) == progress(laptop, own_item) == ""
    assert not conflict_list.conflicts(laptop.store)


def test_what_went_on_since_is_not_written_back(culture: Place, own_item: str, received: str) -> None:
    culture.write(own_item, "开工16个")
    assert history.way_back(culture.store, received).writes == 0
    with pytest.raises(Refusal, match="又改过"):
        history.change_back(culture.store, received)
    assert progress(culture, own_item) == "开工16个"
    undone = history.undo_step(culture.store, received)
    assert undone is not None
    assert not any("只在本机" in one for one in undone.left)
    steps = item_history.history(culture.store, culture.item(own_item))
    assert not any("撤开" in one.name for one in steps)


def test_in_a_conflict_a_text_of_another_machine_is_settled_or_set_aside_here(
    culture: Place, laptop: Place, own_item: str, received: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, "开工16个")
    for words in ("开工17个", "开工18个"):
        laptop.write(own_item, words)
    send(laptop, culture)
    assert received
    assert conflict_list.conflicts(culture.store)
    batch = item_history.history(culture.store, culture.item(own_item))[0].batch
    assert history.way_back(culture.store, batch).writes == 0
    history.undo_step(culture.store, batch)
    (one,) = conflict_list.conflicts(culture.store)
    assert {rival.text for rival in one.rivals} == {"开工16个", "开工17个"}


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_set_aside_here_alone_is_told_counted_and_brought_back(
    culture: Place, own_item: str, received: str, *, whole: bool
) -> None:
    steps = item_history.history(culture.store, culture.item(own_item))
    undone = history.undo_step(culture.store, steps[0].brought_batch if whole else received)
    assert undone is not None
    assert any("只在本机撤开，其他电脑不变" in one for one in undone.left)
    assert progress(culture, own_item) == "开工14个"

    newest = item_history.history(culture.store, culture.item(own_item))[0]
    assert (newest.name.partition("：")[0], newest.person, newest.machine) == (
        "已在本机撤开",
        "王办公",
        "本机",
    )
    assert [(line.old, line.new) for line in newest.lines] == [("开工15个", "开工14个")]
    assert syncing.state(culture.store).aside >= 1
    (aside,) = taken_back.steps(culture.store)
    assert any(one.text == "开工15个" and "李外勤" in one.who for one in aside.words)
    assert aside.person == "王办公"

    taken_back.bring_back(culture.store, newest.set_aside)
    assert progress(culture, own_item) == "开工15个"
    assert syncing.state(culture.store).aside == 0
    assert taken_back.steps(culture.store) == ()
    newest = item_history.history(culture.store, culture.item(own_item))[0]
    assert (newest.name.partition("：")[0], newest.set_aside) == ("已在本机收回", "")
    with pytest.raises(Refusal, match="已经收回"):
        taken_back.bring_back(culture.store, received)
    history.undo(culture.store)
    assert progress(culture, own_item) == "开工14个"


def test_undo_and_redo_bear_the_name_of_who_did_them(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, "开工14个")
    send(culture, laptop)
    culture.store.set_setting("person", "王办公")
    history.undo(culture.store)
    history.redo(culture.store)
    send(culture, laptop)
    steps = item_history.history(laptop.store, laptop.item(own_item))[:2]
    assert [(one.name.partition("：")[0], one.person) for one in steps] == [
        ("重做", "王办公"),
        ("撤销", "王办公"),
    ]


def test_a_conflict_put_back_by_an_undo_names_who_wrote_the_words_first(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.store.set_setting("person", "王办公")
    laptop.store.set_setting("person", "李外勤")
    culture.write(own_item, "开工14个")
    laptop.write(own_item, "开工9个")
    send(laptop, culture)
    (one,) = conflict_list.conflicts(culture.store)
    conflict_list.settle(culture.store, one.key, one.heads, "共23个")
    history.undo(culture.store)
    (one,) = conflict_list.conflicts(culture.store)
    told = {rival.text: (rival.person, rival.machine == "本机", rival.restored) for rival in one.rivals}
    assert told == {"开工14个": ("王办公", True, True), "开工9个": ("李外勤", False, True)}


def test_words_for_a_conflict_wait_until_it_is_settled_and_can_be_cleared(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, "开工14个")
    laptop.write(own_item, "开工9个")
    send(laptop, culture)
    (one,) = conflict_list.conflicts(culture.store)
    merge_words.keep(culture.store, one.id, "共23个，其中某某涉密")
    assert syncing.state(culture.store).typed == {one.id: "共23个，其中某某涉密"}
    with culture.store.rewriting() as work:
        scrubbing.scrub(work.connection, ["某某涉密"])
    assert "涉密" not in syncing.state(culture.store).typed[one.id]
    conflict_list.settle(culture.store, one.key, one.heads, "共23个")
    assert syncing.state(culture.store).typed == {}


def test_a_preview_tells_item_by_item_and_says_which_text_is_whose(
    culture: Place, laptop: Place, own_item: str, tmp_path: Path
) -> None:
    laptop.store.set_setting("person", "李外勤")
    culture.write(own_item, "开工14个")
    laptop.write(own_item, "开工9个", words={"problems": "缺材料"})
    found = syncing.examine(culture.store, packed(laptop, tmp_path), "x")
    told = {(one.item.split()[0], one.week, one.what, one.text) for one in found.items if one.item}
    assert (own_item, "第30周", "周填报 存在问题", "缺材料") in told
    assert all("李外勤" in one.who for one in found.items if one.text == "缺材料")
    (conflict,) = found.conflicts
    assert {one.text: one.arrives for one in conflict.rivals} == {"开工14个": False, "开工9个": True}


def test_a_machine_is_called_as_its_user_says_and_two_of_one_name_are_told_apart(
    place: Callable[..., Place], culture: Place, send: Callable[..., syncing.Taken]
) -> None:
    b, c = place(CULTURE, "b"), place(CULTURE, "c")
    for one in (b, c):
        send(one, culture)
    names = [one.name for one in syncing.state(culture.store).machines if not one.own]
    assert len(set(names)) == 2
    machines.rename(b.store, b.store.origin, " 笔记本 ")
    assert "_笔记本_" in syncing.suggested_name(b.store)
    send(b, culture)
    assert "笔记本" in [one.name for one in syncing.state(culture.store).machines]
    machines.rename(culture.store, c.store.origin, "B岗")
    assert {one.name for one in syncing.state(culture.store).machines if not one.own} == {"笔记本", "B岗"}
    with pytest.raises(Refusal, match="最多"):
        machines.rename(culture.store, c.store.origin, "长" * 30)
