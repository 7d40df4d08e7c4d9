"""修改记录: who, when, on which machine, old and new; one step taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import handover, history, item_history, project_editing
from shengsi_desktop.services.exchange import field_words, syncing, value_words
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store import backup
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import Item
from tests.services.exchange.conftest import CULTURE, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store


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
    assert ("周填报 第30周 本周进展", "开工14个", "开工15个") in said
    assert said[0] == ("周填报 第30周 存在问题", "", "缺材料")
    assert (steps[0].person, steps[0].machine, steps[0].undoable) == ("王联络", "本机", True)
    assert not steps[-1].undoable  # the first run
    assert [step.about for step in steps[:2]] == ["第30周 存在问题", "第30周 本周进展"]

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


def test_no_field_is_called_by_the_programs_own_word() -> None:
    bare = [
        (entity, field)
        for entity, shape in shapes().items()
        for field in (*shape.key, *shape.fields)
        if field not in field_words.QUIET and field_words.field_words(entity, field).isascii()
    ]
    assert bare == []
    assert not [entity for entity in shapes() if field_words.entity_words(entity) == entity]


VALUES: list[tuple[str, str, object, str]] = [
    ("directive_step", "kind", "consult", "商请"),
    ("directive_step", "kind", "progress", "进展"),
    ("coordination_request", "week", "2023-W30", "第30周"),
    ("coordination_request", "raised_on", "2023-07-21", "7月21日"),
    ("item", "due", "2024-02-09", "2024年2月9日"),
    ("board_rule", "since", "2023-07", "7月"),
    ("brief_part", "period", "2023-07-2", "7月下半月"),
    ("meeting", "held_at", "2023-07-28T15:00", "7月28日 15:00"),
    ("meeting_series", "weekday", 4, "周五"),
    ("item", "kind", "clause", "方案正文"),
    ("report", "progress", "2023-07-21", "2023-07-21"),
    ("project", "milestones", '[{"name": "开工", "due": "2023-03"}]', "开工、2023年3月"),
    ("topic", "meeting_id", "nowhere", "会商记录"),
    ("unit", "aliases", '["文旅局", "旅游局"]', "文旅局、旅游局"),
]


def test_a_value_is_told_as_a_person_writes_it(culture: Place) -> None:
    with culture.store.reading() as session:
        connection = raw_connection(session)
        for entity, field, value, said in VALUES:
            assert value_words.value_words(connection, entity, field, value) == said


def test_no_sum_of_a_document_is_shown_to_anybody(culture: Place) -> None:
    name = "0f" * 32
    with culture.store.reading() as session:
        connection = raw_connection(session)
        for entity, shape in shapes().items():
            for field in {*shape.key, *shape.fields} - shape.words - shape.flags:
                assert name not in value_words.value_words(connection, entity, field, name)


def test_after_a_restore_ones_own_earlier_steps_are_still_ones_own(
    place: Callable[..., Place], culture: Place, number: str, tmp_path: Path
) -> None:
    project = project_editing.add_project(culture.store, "码头改造", lead=CULTURE)
    made = next(key.entity_id for key in project if (key.entity, key.field) == ("item", "_row"))
    culture.write(number, "开工14个")
    culture.write(number, "开工15个")
    folder = culture.store.folder
    copy = backup.backup(folder)
    culture.store.close()
    backup.restore(copy, folder)
    with opened(folder, writing=True) as store:
        desk = Place(store)
        other = place(CULTURE, "laptop")
        steps = item_history.history(store, desk.item(number))
        assert [(one.elsewhere, one.machine) for one in steps[:2]] == [(False, "本机")] * 2
        assert not history.way_back(store, steps[0].batch).elsewhere
        # the undo is one for all machines, and its redo, too
        history.undo_step(store, steps[0].batch)
        (born,) = [one for one in item_history.history(store, made) if one.undoable]
        history.undo_step(store, born.batch)
        assert syncing.state(store).aside == 0
        path = tmp_path / "包.sspkg"
        syncing.make(store, path)
        syncing.take(other.store, path.read_bytes(), "包")
        for one in (desk, other):
            newest = item_history.history(one.store, one.item(number))[0]
            assert [line.new for line in newest.lines] == ["开工14个"]
            assert not rows_alive(one.store, made)
        history.redo(store)
        assert rows_alive(store, made)


def rows_alive(store: Store, item_id: str) -> bool:
    with store.reading() as session:
        return session.get_one(Item, item_id).dead is False


def test_what_the_machine_wrote_that_handed_the_desk_over_is_another_machines(
    culture: Place, number: str, tmp_path: Path
) -> None:
    culture.write(number, "开工14个")
    folder = culture.store.folder
    copy = backup.backup(folder)
    culture.store.close()
    backup.restore(copy, folder)
    with opened(folder, writing=True) as store:
        Place(store).write(number, "开工15个")
        handover.make(store, tmp_path / "移交.sspkg", "口令口令口令")
    handover.take(
        (tmp_path / "移交.sspkg").read_bytes(),
        "移交.sspkg",
        tmp_path / "new",
        "口令口令口令",
        person="张接手",
    )
    with opened(tmp_path / "new", writing=True) as store:
        desk = Place(store)
        desk.write(number, "开工16个")
        steps = item_history.history(store, desk.item(number))
        assert [one.elsewhere for one in steps[:3]] == [False, True, True]
