"""领导与专班 in the real window: added, units by pinyin, pasted with preview; and the tasks filtered by them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.services import people, setting_up

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    return "settings"


def open_setting(running: Any) -> Any:
    running.window.show_page("settings")
    running.window.page.show_view("people")
    running.settle()
    return running.window.page.view


def test_a_leader_is_added_and_gets_a_unit_by_its_pinyin_initials(run: Callable[..., Any]) -> None:
    running = run()
    pane = open_setting(running).leaders
    pane.side.line.setText("张某")
    running.qtbot.keyClick(pane.side.line, Qt.Key.Key_Return)
    running.settle()
    assert pane.side.line.text() == ""
    assert pane.lines["name"].text() == "张某"
    pane.lines["post"].setFocus()
    pane.lines["post"].setText("副县长")
    pane.units.line.setFocus()
    running.qtbot.keyClicks(pane.units.line, "wglt")
    running.qtbot.keyClick(pane.units.line, Qt.Key.Key_Return)
    running.settle()
    (one,) = running.ask(people.leaders)
    own = running.ask(setting_up.settings).unit.id
    assert (one.name, one.post, one.units) == ("张某", "副县长", (own,))
    assert "县文广旅体局" in pane.units.tags[own].text()
    pane.units.tags[own].click()
    running.settle()
    assert running.ask(people.leaders)[0].units == ()


def test_a_refused_name_is_told_and_the_one_kept_is_shown_again(run: Callable[..., Any]) -> None:
    running = run()
    running.ask(lambda store: people.add_leader(store, "张某"))
    running.ask(lambda store: people.add_leader(store, "李某"))
    pane = open_setting(running).leaders
    pane.lines["name"].setFocus()
    pane.lines["name"].selectAll()
    pane.lines["name"].setText("李某")
    running.qtbot.keyClick(pane.lines["name"], Qt.Key.Key_Return)
    running.settle()
    assert "已有领导“李某”" in running.window.messages.text
    assert pane.lines["name"].text() == "张某"


def test_a_pasted_table_is_seen_before_it_is_taken(run: Callable[..., Any]) -> None:
    running = run()
    view = open_setting(running)
    dialog = view.open_paste()
    dialog.text.setPlainText("姓名\t职务\t分管单位\n张某\t副县长\t县教育局、不存在局")
    running.qtbot.waitUntil(lambda: dialog.table.rowCount() == 1)
    assert "不存在局" in dialog.table.item(0, 3).text()
    assert running.ask(people.leaders) == ()
    dialog.take.click()
    running.settle()
    assert [one.name for one in running.ask(people.leaders)] == ["张某"]


def test_notes_of_a_pasted_table_are_listed_as_left_out_and_rows_say_what_they_do(
    run: Callable[..., Any],
) -> None:
    running = run()
    schools = running.ask(lambda store: people.setting(store).units)
    unit = next(one for one, name, _ in schools if name == "县教育局")
    running.ask(lambda store: people.add_leader(store, "王某某", "副县长", units=[unit]))
    dialog = open_setting(running).open_paste()
    text = "王某某\t副县长\t县卫健局\n张某\t副县长\t县教育局、不存在局\n备注：以上为拟定分工\n合计\t2人"
    dialog.text.setPlainText(text)
    running.qtbot.waitUntil(lambda: dialog.table.rowCount() == 4)
    said = [dialog.table.item(row, 3).text() for row in range(4)]
    assert said[:2] == ["已有，补充单位", "新增；名录里没有：不存在局；县教育局已由王某某分管，现有两位"]
    assert all(one.startswith("不读入：") for one in said[2:])
    assert dialog.count.text() == "读到2位，2行不读入"
    dialog.take.click()
    running.settle()
    assert [one.name for one in running.ask(people.leaders)] == ["王某某", "张某"]


def test_a_second_leader_of_a_unit_is_told_kindly_and_one_ctrl_z_takes_it_back(
    run: Callable[..., Any],
) -> None:
    running = run()
    own = running.ask(setting_up.settings).unit.id
    running.ask(lambda store: people.add_leader(store, "王某某", units=[own]))
    running.ask(lambda store: people.add_leader(store, "张某"))
    view = open_setting(running)
    pane = view.leaders
    pane.side.choose(running.ask(people.leaders)[1].id)
    line = pane.units.line
    line.setFocus()
    running.qtbot.keyClicks(line, "wglt")
    running.qtbot.keyClick(line, Qt.Key.Key_Return)
    running.settle()
    assert running.ask(people.leaders)[1].units == (own,)
    assert view.messages.text.startswith("县文广旅体局已由王某某分管，现有两位")
    # what is chosen is found, and says that it is; it cannot be taken twice
    running.qtbot.keyClicks(line, "wglt")
    assert pane.units.hits.item(0).text() == "县文广旅体局（已选）"
    running.qtbot.keyClick(line, Qt.Key.Key_Return)
    running.settle()
    assert running.ask(people.leaders)[1].units == (own,)
    line.clear()
    running.qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    running.settle()
    assert running.ask(people.leaders)[1].units == ()
    assert line.text() == ""


def test_a_task_force_is_added_with_its_leader(run: Callable[..., Any]) -> None:
    running = run()
    running.ask(lambda store: people.add_leader(store, "张某"))
    view = open_setting(running)
    view.show_part("forces")
    view.forces.side.line.setText("演示专班")
    view.forces.side.add.click()
    running.settle()
    view.forces.leader.setCurrentIndex(1)
    view.forces.leader.activated.emit(1)
    running.settle()
    (force,) = running.ask(people.task_forces)
    assert force.leader_id == running.ask(people.leaders)[0].id


def test_the_tasks_are_filtered_by_leader_and_the_pane_names_the_leader(run: Callable[..., Any]) -> None:
    running = run()
    unit = running.ask(setting_up.settings).unit.id
    running.window.show_page("tasks")
    running.settle()
    page = running.window.page
    assert page.filters.people.isHidden()
    running.window.refresh(
        running.ask(lambda store: people.add_leader(store, "张某", "副县长", units=[unit]))
    )
    running.qtbot.waitUntil(lambda: not page.filters.people.isHidden())
    page.filters.whole.click()
    whole = page.filters.count.text()
    page.filters.people.setCurrentIndex(1)
    running.settle()
    assert page.filters.count.text() != whole
    assert all(row.lead == "县文广旅体局" for row in page._rows if page.filters.choice.accepts(row))
    running.qtbot.waitUntil(lambda: "分管领导：张某（副县长）" in page.pane.people.text())


def test_a_refused_field_leaves_the_others_as_they_are_typed(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    running = run()
    running.ask(lambda store: people.add_leader(store, "张某"))
    running.ask(lambda store: people.add_leader(store, "李某"))
    running.ask(lambda store: people.add_task_force(store, "演示专班"))
    view = open_setting(running)
    pane, remark = view.leaders, view.forces.lines["remark"]
    pane.lines["post"].setText("副县长")
    remark.setText("备注")
    pane._edit(name="李某")
    running.settle()
    assert (pane.lines["name"].text(), pane.lines["post"].text(), remark.text()) == ("张某", "副县长", "备注")

    def full(*_given: object, **_fields: object) -> None:
        raise EnvironmentProblem("磁盘已满，没有写入。")

    with monkeypatch.context() as disk:
        disk.setattr(people, "edit_leader", full)
        pane.lines["post"].editingFinished.emit()
        running.settle()
    # what the disk would not take is tried again as the field is left
    assert (pane.lines["post"].text(), running.ask(people.leaders)[0].post) == ("副县长", "")
    running.window.show_page("week")
    running.settle()
    assert running.ask(people.leaders)[0].post == "副县长"


def test_the_text_is_taken_as_it_stands_and_kept_until_the_store_has_it(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    running = run()
    dialog = open_setting(running).open_paste()
    dialog.text.setPlainText("张某\t副县长")
    running.qtbot.waitUntil(lambda: dialog.table.rowCount() == 1)
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.trouble.isHidden()

    def full(*_given: object) -> None:
        raise EnvironmentProblem("磁盘已满，没有写入。")

    with monkeypatch.context() as disk:
        disk.setattr(people, "take_pasted", full)
        dialog.take.click()
        running.settle()
    assert dialog.isVisible()
    dialog.text.setPlainText("张某\t副县长\n李某\t县委常委")
    dialog.take.click()
    running.settle()
    assert not dialog.isVisible()
    assert [one.name for one in running.ask(people.leaders)] == ["张某", "李某"]


def test_each_of_several_changes_asked_for_while_the_store_is_busy_is_made(run: Callable[..., Any]) -> None:
    running = run()
    known = {one.name: one.id for one in setting_up.directory()}
    first, second, third = (known[name] for name in ("县财政局", "县文广旅体局", "县发改局"))
    running.ask(lambda store: people.add_leader(store, "张某", units=[first, second]))
    pane = open_setting(running).leaders
    running.window.operations.run(lambda _store: time.sleep(0.3), quiet=True)
    pane.units.tags[first].click()
    running.qtbot.keyClicks(pane.units.line, "xfgj")
    running.qtbot.keyClick(pane.units.line, Qt.Key.Key_Return)
    pane.units.tags[second].click()
    running.settle()
    assert running.ask(people.leaders)[0].units == (third,)
    assert set(pane.units.tags) == {third}
