"""What a table meets that is deleted or half typed: a deleted line comes back, typed words stay their own step."""

from __future__ import annotations

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.services import drafting, list_import
from shengsi_desktop.services.lists import lines as list_lines
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Item
from tests.services.lists.conftest import changed, states, table
from tests.services.lists.test_later_versions import FIRST, HEAD, projects


def test_a_deleted_line_that_comes_back_comes_with_all_that_went_with_it(take, store, lines):
    what = table([(*HEAD, "本年累计完成（万元）"), *((*row, 300) for row in FIRST)], kind=ListKind.PROJECT)
    take(what, week="2023-W26")
    before = lines(ListKind.PROJECT)
    with store.reading() as session:
        gone = session.exec(alive(Item).where(Item.title == "海上风电7号")).one().id
    take(projects(FIRST[0], FIRST[2]), dropped=frozenset({gone}))
    assert "海上风电7号" not in lines(ListKind.PROJECT)
    preview = take(projects(*FIRST))
    back = preview.changes[1]
    assert (back.state, back.revived, back.new_id) == (RowState.NEW, True, gone)
    assert any("曾删除，恢复" in one.message for one in back.problems)
    assert lines(ListKind.PROJECT) == before
    assert states(list_import.compare(store, projects(*FIRST))) == ["same"] * 3


def test_what_is_being_typed_is_a_step_of_its_own_before_a_table_is_compared(take, store, item):
    heads = ("序号", "改革事项", "年度目标", "备注")
    take(table([heads, (1, "民宿改革", "上线应用3个", "原备注")]))
    where = list_lines.editable_line(store, item("改革1"))["remark"]
    drafting.keep_draft(store, where, "正在写的备注")
    imported = store.undo_name()
    preview = list_import.compare(store, table([heads, (1, "民宿改革", "上线应用3个", "新备注")]))
    assert changed(preview)["民宿改革"] == {"备注": ("正在写的备注", "新备注")}
    assert store.undo_name() != imported
    list_import.take_in(store, preview)
    assert list_lines.editable_line(store, item("改革1"))["remark"].text == "新备注"
    store.undo()
    assert list_lines.editable_line(store, item("改革1"))["remark"].text == "正在写的备注"
