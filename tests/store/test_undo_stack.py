"""Undo and redo of this store's commands, from the first one and through a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import Change, ChangeId, FieldKey
from shengsi_desktop.store import log
from shengsi_desktop.store.connection import transaction
from shengsi_desktop.store.rebuild import rebuild
from shengsi_desktop.store.sessions import Store, alive
from shengsi_desktop.store.tables import Directive, Item

if TYPE_CHECKING:
    from pathlib import Path


def rename(store: Store, title: str, **more: str) -> str:
    with store.command(f"改为{title}") as command:
        row = command.session.get_one(Item, "item")
        row.title = title
        for field, value in more.items():
            setattr(row, field, value)
    return command.batch


def title(store: Store) -> str:
    with store.reading() as session:
        return session.get_one(Item, "item").title


def test_commands_are_taken_back_one_by_one_and_done_again(planned: Store) -> None:
    rename(planned, "一")
    rename(planned, "二")
    assert planned.undo_name() == "改为二"
    assert planned.undo() == ("改为二", 0)
    assert planned.last_changed == {FieldKey("item", "item", "title")}
    assert (title(planned), planned.undo_name(), planned.redo_name()) == ("一", "改为一", "改为二")
    assert planned.undo() == ("改为一", 0)
    assert title(planned) == "微改造"
    assert planned.redo() == ("改为一", 0)
    assert planned.redo() == ("改为二", 0)
    assert planned.redo() is None
    assert title(planned) == "二"
    assert planned.undo() == ("改为二", 0)
    assert title(planned) == "一"


def test_redoing_a_command_that_edited_and_deleted_a_row_leaves_it_deleted(planned: Store) -> None:
    with planned.command("添加交办") as command:
        command.session.add(Directive(id="directive", unit_id="unit", what="商请花鸟乡"))
        command.session.add(Directive(id="another", unit_id="unit", what="对接资金"))
    with planned.command("改后删除") as command:
        command.session.get_one(Directive, "another").what = "对接县财政局"
        row = command.session.get_one(Directive, "directive")
        row.what = "商请花鸟乡反馈"
        command.session.flush()
        command.session.delete(row)

    def living() -> dict[str, str]:
        with planned.reading() as session:
            return {one.id: one.what for one in session.exec(alive(Directive)).all()}

    assert living() == {"another": "对接县财政局"}
    planned.undo()
    assert living() == {"another": "对接资金", "directive": "商请花鸟乡"}
    planned.redo()
    assert living() == {"another": "对接县财政局"}


def test_a_new_command_leaves_nothing_to_redo(planned: Store) -> None:
    rename(planned, "一")
    planned.undo()
    rename(planned, "二")
    assert planned.redo_name() is None
    assert planned.redo() is None
    assert title(planned) == "二"


def test_the_stack_survives_a_restart(planned: Store, folder: Path) -> None:
    rename(planned, "一")
    rename(planned, "二")
    planned.undo()
    planned.close()
    with Store.open(folder) as again:
        assert (again.undo_name(), again.redo_name()) == ("改为一", "改为二")
        assert again.redo() == ("改为二", 0)
        assert title(again) == "二"


def test_undoing_the_first_command_leaves_an_empty_store_and_redo_fills_it(planned: Store) -> None:
    assert planned.undo() == ("导入方案", 0)
    assert planned.undo() is None
    with planned.reading() as session:
        assert session.get_one(Item, "item").dead
    planned.redo()
    with planned.reading() as session:
        assert not session.get_one(Item, "item").dead


def test_undoing_an_older_command_leaves_what_went_on_since(planned: Store) -> None:
    older = rename(planned, "一", number="9-9")
    rename(planned, "二")
    assert planned.undo(older) == ("改为一", 1)
    with planned.reading() as session:
        row = session.get_one(Item, "item")
        assert (row.title, row.number) == ("二", "4-2")
    assert planned.undo(older) is None


def test_a_command_that_is_not_to_be_undone_is_passed_over(planned: Store) -> None:
    rename(planned, "一")
    with planned.command("首次设置", undoable=False) as command:
        command.session.get_one(Item, "item").number = "9-9"
    assert planned.undo() == ("改为一", 0)
    with planned.reading() as session:
        assert session.get_one(Item, "item").number == "9-9"


def test_a_batch_that_is_not_on_the_stack_is_not_undone(planned: Store) -> None:
    assert planned.undo("no such batch") is None


def test_what_another_machine_did_is_set_aside_here_and_can_come_back(planned: Store) -> None:
    key = FieldKey("item", "item", "title")
    foreign = Change(
        id=ChangeId("elsewhere", 1),
        bases=planned.heads(key),
        lamport=99,
        at="2023-03-10T09:00:00+08:00",
        batch="their-batch",
        batch_name="他们改的",
        unit="unit",
        person="",
        entity=key.entity,
        entity_id=key.entity_id,
        field=key.field,
        value="他们的标题",
        schema=1,
    )
    with planned.writing() as connection, transaction(connection):
        log.append(connection, [log.sealed(foreign, "")])
        rebuild(connection)
    assert title(planned) == "他们的标题"
    assert planned.undo("their-batch") == ("他们改的", 0)
    assert title(planned) == "微改造"
    assert planned.last_changed == {key}
    assert planned.redo() == ("他们改的", 0)
    assert title(planned) == "他们的标题"
