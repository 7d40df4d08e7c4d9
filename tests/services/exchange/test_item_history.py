"""修改记录: who, when, on which machine, old and new; one step taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import history, item_history
from shengsi_desktop.services.exchange import syncing
from shengsi_desktop.store.sessions import raw_connection
from tests.services.exchange.conftest import CULTURE, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def number(culture: Place) -> str:
    with culture.store.reading() as session:
        row = raw_connection(session).execute(
            "SELECT i.number FROM item i JOIN assignment a ON a.item_id = i.id WHERE a.unit_id = ?"
            " ORDER BY i.ordinal LIMIT 1",
            (culture.unit_id,),
        )
        return str(row.fetchone()[0])


def test_each_step_tells_old_and_new_and_can_be_taken_back(culture: Place, number: str) -> None:
    culture.write(number, "开工14个")
    culture.write(number, "开工15个")
    culture.write(number, "开工15个", words={"problems": "缺材料"})
    steps = item_history.history(culture.store, culture.item(number))
    said = [(line.what, line.old, line.new) for step in steps for line in step.lines]
    assert ("周填报 2023年第30周 本周进展", "开工14个", "开工15个") in said
    assert said[0] == ("周填报 2023年第30周 存在问题", "", "缺材料")
    assert (steps[0].person, steps[0].machine, steps[0].undoable) == ("王联络", "本机", True)
    assert not steps[-1].undoable  # the first run

    history.undo_step(culture.store, steps[1].batch)
    after = item_history.history(culture.store, culture.item(number))
    assert [line.new for line in after[0].lines] == ["开工14个"]
    assert any(line.new == "缺材料" for step in after for line in step.lines)
    with pytest.raises(Refusal, match="已经撤销"):
        history.undo_step(culture.store, steps[1].batch)


def test_what_another_machine_wrote_says_so_and_how_it_came(
    place: Callable[..., Place], culture: Place, number: str, tmp_path: Path
) -> None:
    laptop = place(CULTURE, "laptop")
    laptop.store.set_setting("person", "李外勤")
    laptop.write(number, "海上写的")
    syncing.make(laptop.store, tmp_path / "a.sspkg")
    syncing.take(culture.store, (tmp_path / "a.sspkg").read_bytes(), "a.sspkg")
    step = item_history.history(culture.store, culture.item(number))[0]
    assert (step.person, step.lines[0].new) == ("李外勤", "海上写的")
    assert "收入同步包" in step.brought
    history.undo_step(culture.store, step.brought_batch)
    assert not item_history.history(culture.store, culture.item(number))[0].undoable
