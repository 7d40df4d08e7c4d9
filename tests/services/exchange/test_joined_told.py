"""What a join leaves to decide names who wrote it; 修改记录 tells a join as one, with what the absorbed row said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shengsi_desktop.domain.syncing import time_note
from shengsi_desktop.services import history, item_history, joining, project_editing
from shengsi_desktop.services.exchange import conflict_list, syncing
from shengsi_desktop.services.exchange.week_conflicts import rivals_words
from shengsi_desktop.store.sessions import raw_connection
from tests.services.exchange.conftest import CULTURE, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def added(place: Place, name: str) -> str:
    changed = project_editing.add_project(place.store, name, lead=CULTURE)
    return next(key.entity_id for key in changed if key.entity == "item" and key.field == "_row")


def test_a_join_is_told_as_one_and_its_words_keep_their_writers(
    place: Callable[..., Place], culture: Place, tmp_path: Path
) -> None:
    laptop = place(CULTURE, "laptop")
    laptop.store.set_setting("person", "李外勤")
    first, second = added(laptop, "码头改造"), added(culture, "码头扩建")
    syncing.make(laptop.store, tmp_path / "a.sspkg")
    syncing.take(culture.store, (tmp_path / "a.sspkg").read_bytes(), "a.sspkg")
    joining.join(culture.store, "item", (first, second))

    (title,) = [one for one in conflict_list.conflicts(culture.store) if one.key.field == "title"]
    assert title.sort == "合并时两边写的不一样"
    assert {(one.text, one.person) for one in title.rivals} == {
        ("码头改造", "李外勤"),
        ("码头扩建", "王联络"),
    }
    assert len({one.machine for one in title.rivals}) == 2
    with culture.store.reading() as session:
        hidden = next(one for one in title.rivals[1:])
        assert hidden.person in rivals_words(raw_connection(session), title.key)

    kept = title.key.entity_id
    steps = item_history.history(culture.store, kept)
    join = steps[0]
    assert join.about.startswith("并入“项目")
    assert "两边写的不一样" in join.about
    assert not [line.what for line in join.lines if line.what.endswith(("恢复", "删除"))]
    apart = [line for line in join.lines if "标题（两边写的不一样）" in line.what]
    assert {line.new for line in apart} == {"码头改造", "码头扩建"}
    assert all(line.plain and not line.old and line.change for line in apart)
    (absorbed,) = [one for one in steps if one.joined]
    assert not absorbed.undoable
    assert "（并入的一项）" in absorbed.done

    history.undo_step(culture.store, join.batch)
    assert not [one for one in item_history.history(culture.store, kept) if one.joined]


def test_what_is_deleted_is_told_as_gone_and_times_out_of_order_are_owned_to(culture: Place) -> None:
    item = added(culture, "观景平台")
    project_editing.add_milestone(culture.store, item, "主体完工", "8月底")
    history.undo_step(culture.store, item_history.history(culture.store, item)[0].batch)
    steps = item_history.history(culture.store, item)
    gone = [line for line in steps[0].lines if line.what.endswith("删除")]
    assert gone
    assert all(line.old and not line.new for line in gone)
    assert "、等" not in " ".join(one.about for one in steps)
    assert not time_note(steps)
    assert steps[0].at is not None

    assert time_note([replace(steps[0], at=steps[0].at - timedelta(hours=1)), *steps])
