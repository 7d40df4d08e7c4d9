"""The right pane of 任务清单: the item's words in the plan, its promises, its owners, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlmodel import select

from shengsi_desktop.domain.item_detail import ItemText
from shengsi_desktop.domain.words import DeliverableKind, Role, RoleSource
from shengsi_desktop.services.tasks import edit_deliverable
from shengsi_desktop.store.tables import Assignment, Deliverable, GroupChoice
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.source_view import SourceText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from shengsi_desktop.store.sessions import Store
    from tests.gui.tasks.conftest import Tasks


def row_of(store: Store, deliverable_id: str) -> Deliverable:
    with store.reading() as session:
        row = session.get(Deliverable, deliverable_id)
        assert row is not None
        session.expunge(row)
        return row


def shown_words(widget: object) -> list[str]:
    assert hasattr(widget, "findChildren")
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def test_what_is_marked_is_the_items_text_and_its_owners_stand_behind_it(tasks: Tasks) -> None:
    tasks.open("4-2")
    pane = tasks.page.pane
    assert pane.detail is not None
    source = pane.detail.source
    assert pane.source.marked_text == source.text
    assert source.marker in pane.source.toPlainText()
    assert pane.source.toPlainText().startswith("…")
    pane.more.click()
    whole = pane.source.toPlainText()
    assert "启动编制东部岛群水上客运快速航线可行性方案" in whole
    assert pane.source.marked_text == source.text


def test_every_items_mark_is_its_own_text(tasks: Tasks) -> None:
    for number in ("1-1", "8-2", "8-8", "26-3"):
        tasks.open(number)
        assert tasks.page.pane.detail is not None
        assert tasks.page.pane.source.marked_text == tasks.page.pane.detail.source.text


def test_code_points_beyond_the_first_plane_do_not_shift_the_mark(qtbot: QtBot) -> None:
    plan = "甲𠮷乙。\n前文𠮷𠮷，建成一个𠮷岛项目。（责任单位：县发改局）\n"
    start = plan.index("建成")
    end = plan.index("（责任")
    view = SourceText()
    qtbot.addWidget(view)
    marker = "（责任单位：县发改局）"
    view.show_source(plan, ItemText(plan[start:end], start, end, marker, end, end + len(marker)))
    assert view.marked_text == "建成一个𠮷岛项目。"
    at = plan.index("𠮷岛")
    view.light_up(at, at + 2)
    assert view.lit_text == "𠮷岛"


def test_pointing_at_a_promise_lights_its_own_sentence_and_a_click_keeps_it_lit(tasks: Tasks) -> None:
    tasks.open("4-2")
    pane = tasks.page.pane
    row = pane.deliverables.rows[4]
    row.pointed.emit(True)
    assert pane.source.lit_text == "完成百年渔场渔博馆等“微改造、精提升”项目30个"
    row.pointed.emit(False)
    assert pane.source.lit_text == ""
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    pane.deliverables.rows[1].pointed.emit(True)
    assert pane.source.lit_text == "制定出台渔旅融合发展实施方案"
    pane.deliverables.rows[1].pointed.emit(False)
    assert pane.source.lit_text == row.standing.deliverable.text


def test_the_text_of_the_plan_is_shown_whole_in_its_field(tasks: Tasks) -> None:
    tasks.open("4-2")
    source = tasks.page.pane.source
    last = source.document().lastBlock().layout()
    line = last.lineAt(last.lineCount() - 1)
    bottom = source.document().documentLayout().blockBoundingRect(source.document().lastBlock()).top()
    assert bottom + line.y() + line.naturalTextRect().height() <= source.viewport().height() + 1


def test_another_unit_can_lead_and_is_no_longer_only_the_habit(tasks: Tasks) -> None:
    tasks.open("4-2")
    owners = tasks.page.pane.owners
    assert words.HABIT in shown_words(owners)
    action = next(one for one in owners.menu.actions() if one.text() == "县海洋与渔业局")
    action.trigger()
    item_id = tasks.page.view.current_id

    def leads(store: Store) -> list[tuple[str, str]]:
        with store.reading() as session:
            rows = session.exec(select(Assignment).where(Assignment.item_id == item_id)).all()
            return [(row.role_source, row.unit_id) for row in rows if row.role == Role.LEAD.value]

    stored = tasks.stored(leads)
    assert [source for source, _ in stored] == [RoleSource.USER.value]
    said = shown_words(owners)
    assert words.HABIT not in said
    assert said.index("县海洋与渔业局") < said.index("县文广旅体局")
    index = tasks.page.model.item_index(item_id or "")
    assert index.siblingAtColumn(1).data() == "配合"
    assert index.siblingAtColumn(2).data() == "县海洋与渔业局"


def test_a_unit_that_is_to_be_confirmed_can_be_taken_in(tasks_of_township: Tasks) -> None:
    tasks = tasks_of_township
    tasks.open("15-3")
    owners = tasks.page.pane.owners
    assert "花鸟乡（各有关乡镇）" in shown_words(owners)
    unit_id = tasks.running.window.context.unit.id
    owners.group_decided.emit("各有关乡镇", unit_id, True)

    def choices(store: Store) -> list[tuple[str, bool]]:
        with store.reading() as session:
            return [(row.unit_id, row.included) for row in session.exec(select(GroupChoice)).all()]

    assert tasks.stored(choices) == [(unit_id, True)]
    assert "花鸟乡（各有关乡镇）" not in shown_words(owners)
    assert "花鸟乡" in shown_words(owners)


def test_a_promise_is_set_right_in_its_dialog_and_only_what_differs_is_written(tasks: Tasks) -> None:
    tasks.open("4-2")
    one = tasks.deliverable("4-2.5")
    tasks.page.pane.deliverables.row_of(one.id).edit.click()
    dialog = tasks.page.editing.dialog
    assert dialog is not None
    assert dialog.target.text() == "30"
    dialog.name.setText("微改造点位")
    dialog.target.setText("二十")
    dialog.save_button.click()
    assert dialog.trouble.text() == words.BAD_NUMBER
    dialog.target.setText("２８")
    with tasks.qtbot.waitSignal(dialog.saved) as saved:
        dialog.save_button.click()
    assert set(saved.args[0]) == {"name", "target"}
    row = tasks.stored(lambda store: row_of(store, one.id))
    assert (row.name, row.target, row.due_is_default) == ("微改造点位", "28", True)
    shown = tasks.page.pane.deliverables.row_of(one.id)
    assert shown.name.text() == "微改造点位"
    assert shown.value.text() == "– / 28 个"


def test_another_kind_brings_its_usual_stages(tasks: Tasks) -> None:
    tasks.open("4-2")
    one = tasks.deliverable("4-2.5")
    tasks.page.pane.deliverables.row_of(one.id).edit.click()
    dialog = tasks.page.editing.dialog
    assert dialog is not None
    dialog.kind.setCurrentIndex(dialog.kind.findData(DeliverableKind.MILESTONE))
    assert dialog.stages.text() == "前期、开工、完工、验收、投用"
    dialog.save_button.click()
    row = tasks.stored(lambda store: row_of(store, one.id))
    assert row.kind == "milestone"
    assert "投用" in row.stages


def test_a_deleted_promise_comes_back_by_the_button_beside_the_news(tasks: Tasks) -> None:
    tasks.open("4-2")
    one = tasks.deliverable("4-2.5")
    pane = tasks.page.pane
    pane.deliverables.row_of(one.id).edit.click()
    assert tasks.page.editing.dialog is not None
    tasks.page.editing.dialog.drop_button.click()
    assert tasks.stored(lambda store: row_of(store, one.id)).dead
    assert pane.deliverables.row_of(one.id) is None
    assert one.name in pane.messages.text
    pane.messages._actions[0].click()
    assert not tasks.stored(lambda store: row_of(store, one.id)).dead
    assert pane.deliverables.row_of(one.id) is not None


def test_the_button_undoes_nothing_else_that_came_later(tasks: Tasks) -> None:
    tasks.open("4-2")
    one, other = tasks.deliverable("4-2.5"), tasks.deliverable("4-2.1")
    tasks.page.editing.drop(one.id, one.name)
    tasks.settle()
    tasks.stored(lambda store: edit_deliverable(store, other.id, name="改过的"))
    tasks.settle()
    tasks.page.pane.messages._actions[0].click()
    assert tasks.stored(lambda store: row_of(store, other.id)).name == "改过的"
    assert row_of_dead(tasks, one.id)
    assert tasks.running.window.messages.text == words.CHANGED_SINCE


def row_of_dead(tasks: Tasks, deliverable_id: str) -> bool:
    return bool(tasks.stored(lambda store: row_of(store, deliverable_id)).dead)


def test_a_promise_of_ones_own_is_added_and_says_so(tasks: Tasks) -> None:
    tasks.open("15-1")
    before = len(tasks.page.pane.deliverables.rows)
    tasks.page.pane.add.click()
    dialog = tasks.page.editing.dialog
    assert dialog is not None
    dialog.save_button.click()
    assert dialog.trouble.text() == words.NAME_NEEDED
    dialog.name.setText("灯塔资源普查")
    dialog.target.setText("12")
    dialog.unit.setText("座")
    dialog.save_button.click()
    tasks.settle()
    rows = tasks.page.pane.deliverables.rows
    assert len(rows) == before + 1
    assert rows[-1].name.text() == "灯塔资源普查"
    assert words.OWN_ADDED in rows[-1].about.text()
    rows[-1].pointed.emit(True)
    assert tasks.page.pane.source.lit_text == ""


def test_schedule_by_time_is_switched_for_the_whole_item(tasks: Tasks) -> None:
    tasks.open("3-1")
    pane = tasks.page.pane
    assert pane.by_time.isVisible()
    assert pane.by_time.isChecked()
    ids = [row.standing.deliverable.id for row in pane.deliverables.rows]
    kinds = {row.standing.deliverable.id: row.standing.deliverable.kind for row in pane.deliverables.rows}
    pane.by_time.click()
    for one in ids:
        if kinds[one] in (DeliverableKind.QUANTITY, DeliverableKind.RATIO):
            assert not tasks.stored(lambda store, one=one: row_of(store, one).by_time)
    assert not pane.by_time.isChecked()


def test_history_tells_what_was_written_newest_first(tasks: Tasks) -> None:
    from decimal import Decimal

    from shengsi_desktop.rhythm.weeks import parse_week
    from shengsi_desktop.services import reporting

    tasks.open("4-2")
    one = tasks.deliverable("4-2.5")
    context = tasks.running.window.context
    rhythm = context.settings.rhythm
    for name, value in (("2023-W29", 13), ("2023-W30", 14)):
        week = parse_week(name, rhythm)
        tasks.stored(
            lambda store, week=week, value=value: reporting.set_value(
                store, one.id, context.unit.id, week, value=Decimal(value)
            )
        )
    tasks.page.show_week(context)
    tasks.settle()
    said = shown_words(tasks.page.pane.history)
    assert said[0] == "第30周"
    assert "“微改造、精提升”项目 14/30个" in said
    assert said.index("第30周") < said.index("第29周")
    assert tasks.page.pane.deliverables.row_of(one.id).value.text() == "14 / 30 个"
