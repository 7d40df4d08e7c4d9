"""What is touched in the form: deliverables, offered numbers, last week's plan, the completion with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.words import DeliverableKind, Light, PlanMark
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import finalising, projects, reporting
from shengsi_desktop.store.tables import DeliverableValue, Report
from shengsi_desktop.store.tables import PlanMark as MarkRow
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.deliverables import DeliverableRow, NumberPart

if TYPE_CHECKING:
    from conftest import Desk


LEADING_UNIT = "县文广旅体局"


def _row(desk: Desk, kind: DeliverableKind) -> DeliverableRow:
    return next(
        row
        for row in desk.view.deliverables.rows
        if row.standing.deliverable.kind is kind and row.isVisible()
    )


def _enter(part: Any, text: str) -> None:
    part.number.setFocus()
    part.number.selectAll()
    QTest.keyClicks(part.number, text)
    QTest.keyClick(part.number, Qt.Key.Key_Return)


def test_a_number_is_saved_at_once_and_sets_bar_and_light(desk: Desk) -> None:
    desk.open()
    desk.choose("4-2")
    row = _row(desk, DeliverableKind.QUANTITY)
    assert isinstance(row.part, NumberPart)
    _enter(row.part, "13")
    desk.settle()
    (value,) = desk.rows(DeliverableValue)
    assert (value.deliverable_id, Decimal(value.value), value.week) == (
        row.standing.deliverable.id,
        Decimal(13),
        "2023-W30",
    )
    assert row.standing.attained is not None
    assert desk.view.standing.badge.light is Light.YELLOW
    assert "13" in row.part.number.text()
    assert "测算" in desk.view.standing.completion.text()
    assert desk.view.catch_up.isVisible()


def test_an_emptied_number_takes_this_weeks_value_back(desk: Desk) -> None:
    desk.open()
    desk.choose("4-2")
    row = _row(desk, DeliverableKind.QUANTITY)
    assert isinstance(row.part, NumberPart)
    _enter(row.part, "13")
    desk.settle()
    row.part.number.selectAll()
    QTest.keyClick(row.part.number, Qt.Key.Key_Delete)
    QTest.keyClick(row.part.number, Qt.Key.Key_Return)
    desk.settle()
    assert desk.rows(DeliverableValue) == []
    assert row.part.number.text() == ""


def test_last_weeks_value_comes_back_into_an_emptied_field(desk: Desk) -> None:
    item = desk.item("4-2")
    number = _number_of(desk, item.id)
    before = parse_week("2023-W29", desk.settings.rhythm)
    desk.ask(
        lambda store: reporting.set_value(
            store, number.deliverable.id, desk.unit.id, before, value=Decimal(11)
        )
    )
    desk.open()
    desk.choose("4-2")
    row = _row(desk, DeliverableKind.QUANTITY)
    assert isinstance(row.part, NumberPart)
    assert row.part.number.text() == "11"
    row.part.number.setFocus()
    row.part.number.selectAll()
    QTest.keyClick(row.part.number, Qt.Key.Key_Delete)
    QTest.keyClick(row.part.number, Qt.Key.Key_Return)
    desk.settle()
    assert row.part.number.text() == "11"


def test_a_click_on_a_stage_says_how_far_the_milestone_has_come(desk: Desk) -> None:
    desk.open()
    desk.choose("4-2")
    row = _row(desk, DeliverableKind.MILESTONE)
    left, width = row.part._boxes()[2]
    QTest.mouseClick(
        row.part, Qt.MouseButton.LeftButton, pos=QPoint(int(left + width / 2), row.part.height() // 2)
    )
    desk.settle()
    (value,) = desk.rows(DeliverableValue)
    assert (value.deliverable_id, value.stage) == (row.standing.deliverable.id, 3)


def test_a_standing_deliverable_is_ticked(desk: Desk) -> None:
    desk.open()
    desk.choose("15-1")
    row = _row(desk, DeliverableKind.STANDING)
    row.part.click()
    desk.settle()
    assert [one.done for one in desk.rows(DeliverableValue)] == [True]


def test_a_number_in_the_text_is_offered_and_taken_by_one_click(desk: Desk) -> None:
    item = desk.item("4-2")
    number = _number_of(desk, item.id)
    text = f"全年30个{number.deliverable.name}已完工14个。"
    desk.open()
    desk.choose("4-2")
    desk.view.progress.setFocus()
    desk.view.progress.insertPlainText(text)
    desk.leave()
    (offer,) = desk.view.offers.rows
    assert desk.view.offers.isVisible()
    offer.take.click()
    desk.settle()
    (value,) = desk.rows(DeliverableValue)
    assert (value.deliverable_id, Decimal(value.value)) == (number.deliverable.id, Decimal(14))
    assert not desk.view.offers.isVisible()


def test_a_number_is_offered_while_the_text_is_still_being_typed(desk: Desk) -> None:
    item = desk.item("4-2")
    number = _number_of(desk, item.id)
    desk.open()
    desk.choose("4-2")
    desk.view.progress.setFocus()
    desk.view.progress.insertPlainText(f"{number.deliverable.name}已完工14个")
    desk.qtbot.waitUntil(lambda: len(desk.view.offers.rows) == 1, timeout=2000)
    assert desk.view.progress.hasFocus()
    desk.view.offers.rows[0].take.click()
    desk.settle()
    (value,) = desk.rows(DeliverableValue)
    assert Decimal(value.value) == Decimal(14)
    assert not desk.view.offers.isVisible()


def test_last_weeks_plan_is_a_checklist_and_its_marks_are_kept(desk: Desk) -> None:
    item = desk.item("4-2")
    before = parse_week("2023-W29", desk.settings.rhythm)
    desk.ask(
        lambda store: reporting.report_once(
            store, item.id, desk.unit.id, before, words={"next_plan": "现场验收\n征求意见"}
        )
    )
    desk.open()
    desk.choose("4-2")
    lines = desk.view.checklist.rows
    assert [row._line.line for row in lines] == ["现场验收", "征求意见"]
    partly = next(button for value, button in lines[1].answers._buttons if value is PlanMark.PARTLY)
    partly.click()
    desk.settle()
    assert [(one.line, one.mark) for one in desk.rows(MarkRow)] == [("征求意见", "partly")]
    partly.click()
    desk.settle()
    assert [one.mark for one in desk.rows(MarkRow)] == [""]


def test_a_percentage_needs_its_reason(desk: Desk) -> None:
    desk.open()
    row = desk.choose("4-2")
    light = desk.view.standing.badge.light
    desk.view.standing.change.click()
    panel = desk.view.standing.panel
    desk.type(panel.percent, "40")
    assert not panel.save.isEnabled()
    desk.type(panel.reason, "counted by hand")
    assert panel.save.isEnabled()
    panel.save.click()
    desk.settle()
    (report,) = desk.rows(Report, item_id=row.id)
    assert (Decimal(report.override_percent), report.override_reason) == (Decimal(40), "counted by hand")
    assert "人工40%" in desk.view.standing.completion.text()
    assert desk.view.standing.badge.light is not Light.GREEN or light is Light.GREEN
    desk.view.standing.change.click()
    panel.back.click()
    desk.settle()
    assert [one.override_percent for one in desk.rows(Report, item_id=row.id)] == [None]


def test_a_final_week_can_still_be_changed_and_says_so(desk: Desk) -> None:
    item = desk.item("4-2")

    def finish(store: Any) -> None:
        reporting.report_once(store, item.id, desk.unit.id, desk.week, words={"progress": "done"})
        finalising.finalise(store, desk.unit.id, desk.week, reviewer="审核人", person="填报人")

    desk.ask(finish)
    desk.open()
    desk.choose("4-2")
    assert desk.page.meeting is not None
    assert desk.page.meeting.state.text() == "定稿v1"
    assert desk.view.header.note.isVisible()
    desk.type(desk.view.problems, "late")
    desk.leave()
    assert [one.problems for one in desk.rows(Report, item_id=item.id)] == ["late"]
    assert desk.page.meeting.state.text() == "定稿v1后有改动"


def _number_of(desk: Desk, item_id: str) -> Any:
    form = desk.ask(lambda store: reporting.report_form(store, item_id, desk.unit.id, desk.week))
    return next(one for one in form.standing.deliverables if one.deliverable.kind is DeliverableKind.QUANTITY)


def test_a_projects_picture_is_typed_below_its_investment_and_is_no_field_of_other_items(desk: Desk) -> None:
    wan = Money(Decimal(5000))
    desk.ask(lambda store: projects.add_project(store, "演示码头", lead=LEADING_UNIT, year_plan=wan))
    desk.open()
    desk.choose("4-2")
    words = desk.view.deliverables.words
    assert not words.isVisible()
    project = desk.choose("项目1")
    money_id = investment_id(project.id)
    last = parse_week("2023-W29", desk.settings.rhythm)
    desk.ask(lambda store: reporting.set_value(store, money_id, desk.unit.id, last, words="桩基完成"))
    desk.show_week("2023-W30")
    desk.choose("项目1")
    assert words.isVisible()
    assert "桩基完成" in words.field.placeholderText()
    assert words.y() > _row(desk, DeliverableKind.RATIO).y()
    desk.type(words.field, "done to 3")
    desk.qtbot.waitUntil(lambda: len(desk.drafts()) == 1, timeout=2000)
    desk.choose("4-2")
    assert not words.isVisible()
    (kept,) = desk.rows(DeliverableValue, week="2023-W30")
    assert (kept.words, kept.value) == ("done to 3", None)
    desk.choose("项目1")
    assert words.field.text() == "done to 3"
    number = _row(desk, DeliverableKind.RATIO).part
    _enter(number, "2100")
    QTest.keyClick(number.number, Qt.Key.Key_Tab)
    assert words.field.hasFocus()
    desk.settle()
    (kept,) = desk.rows(DeliverableValue, week="2023-W30")
    assert (kept.words, kept.value) == ("done to 3", "2100")


def test_a_text_like_last_weeks_is_pointed_out_and_no_more_once_it_says_news(desk: Desk) -> None:
    same = {"progress": "微改造其余点位按计划推进。", "next_plan": "推进三个微改造项目施工"}
    item = desk.item("4-2")
    for label in ("2023-W29", "2023-W30"):
        at = parse_week(label, desk.settings.rhythm)
        desk.ask(lambda store, at=at: reporting.report_once(store, item.id, desk.unit.id, at, words=same))
    desk.open()
    desk.choose("4-2")
    labels = desk.view._copied, desk.view._plan_copied
    assert [(one.isVisible(), one.text()) for one in labels] == [
        (True, words.COPIED),
        (True, words.PLAN_COPIED),
    ]
    for editor in (desk.view.progress, desk.view.next_plan):
        editor.selectAll()
        desk.type(editor, "Pier 3 is finished now")
        desk.leave()
    assert [one.isVisible() for one in labels] == [False, False]
    desk.show_week("2023-W29")
    desk.choose("4-2")
    assert [one.isVisible() for one in labels] == [False, False]
