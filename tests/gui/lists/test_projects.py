"""重大项目: from nothing to a project that is entered, set right and looked at, by keys and clicks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest

from shengsi_desktop.domain.money import YI, Money
from shengsi_desktop.domain.words import Light
from shengsi_desktop.services import history, projects
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.projects.add_dialog import AddProjectDialog
from shengsi_desktop.ui.pages.indicators.projects.curve import CurveSubject
from shengsi_desktop.ui.pages.indicators.projects.delegate import next_in, wrapped
from shengsi_desktop.ui.pages.indicators.projects.table_model import Column
from shengsi_desktop.ui.pages.indicators.projects.view import ProjectsView
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.projects import ProjectRow

UNIT = "县文广旅体局"


def wan(number: int) -> Money:
    return Money(Decimal(number))


def type_into(field: Any, text: str) -> None:
    """As a user does: all of it is written over, then Enter."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def cells(view: ProjectsView, item_id: str) -> list[str]:
    """What the row of a project says, column by column."""
    row = view.table.row_of(item_id)
    return [str(view.table.index(row, column).data()) for column in Column]


def test_an_empty_list_says_what_to_do_and_a_new_project_is_the_current_one(
    alone: Callable[[Any], Any],
) -> None:
    desk = alone(ProjectsView())
    view: ProjectsView = desk.view
    assert view._whole.currentIndex() == 1
    asked: list[str] = []
    view.import_requested.connect(asked.append)
    view.tools.take_in.click()
    assert asked == ["project"]
    view.tools.add.click()
    dialog = view.findChild(AddProjectDialog)
    assert dialog is not None
    assert dialog.fields["lead"].text() == UNIT
    dialog.save()
    assert dialog.trouble.text() == words.NAME_MISSING
    for key, said in {
        "name": "demo pier",
        "total": "1.2",
        "year_plan": "5000万元",
        "start": "2022-09",
    }.items():
        dialog.fields[key].setText(said)
    dialog.unit.setCurrentText(YI)
    dialog.save()
    desk.settle()
    row = view.current_row
    assert row is not None
    assert (row.facts.name, row.facts.total, row.progress.year_plan) == ("demo pier", wan(12000), wan(5000))
    assert view.table.unit == YI
    assert view.detail is not None
    assert view.detail.head.title.text() == "项目1 demo pier"
    goes: list[tuple[str, str]] = []
    view.open_requested.connect(lambda page, target: goes.append((page, target)))
    view.detail.head.report.click()
    assert goes == [("week", row.item.id)]
    view.detail.head.menu.actions()[0].trigger()
    desk.settle()
    assert view.current_row is None
    view.messages._actions[0].click()
    desk.settle()
    assert view.current_row is not None


def test_figures_are_entered_either_way_and_facts_are_changed_where_they_stand(
    alone: Callable[[Any], Any],
) -> None:
    desk = alone(ProjectsView())
    view: ProjectsView = desk.view
    desk.ask(
        lambda store: projects.add_project(store, "pier", lead=UNIT, total=wan(12000), year_plan=wan(5000))
    )
    view._load()
    desk.settle()
    detail = view.detail
    assert detail is not None

    def now() -> ProjectRow:
        desk.settle()
        row = view.current_row
        assert row is not None
        return row

    # nobody said what was done before July: the month alone is not enough
    type_into(detail.entry.month, "300")
    assert detail.entry.hint.isVisible()
    assert detail.entry.year.hasFocus()
    type_into(detail.entry.year, "2100")
    progress = now().progress
    assert (progress.month_done, progress.year_done) == (wan(300), wan(2100))
    type_into(detail.entry.month, "450.5")
    assert now().progress.year_done == Money(Decimal("2250.5"))
    assert detail.entry.year.text() == "2250.5"
    type_into(detail.entry.year, "14000")
    assert now().doubts
    assert detail.entry.doubts.isVisible()
    desk.operations.changed.emit(desk.ask(history.undo).changed)
    assert now().progress.month_done == Money(Decimal("450.5"))
    assert cells(view, now().item.id)[1:6] == ["12000", "5000", "450.5", "2250.5", "45%"]
    # what is being typed was meant in the unit it was typed in; then all that is shown follows the switch
    detail.entry.year.setFocus()
    detail.entry.year.selectAll()
    QTest.keyClicks(detail.entry.year, "2300")
    view.tools.units[YI].click()
    assert now().progress.year_done == wan(2300)
    assert cells(view, now().item.id)[1:5] == ["1.2", "0.5", "0.05", "0.23"]
    assert view.table.headerData(1, Qt.Orientation.Horizontal) == "总投资\n亿元"
    assert (detail.entry.year.text(), detail.entry._year_unit.text()) == ("0.23", YI)
    assert detail.facts.facts.lines["total"].value.text() == "1.2亿元"
    shown = detail.curve.chart._subject
    assert isinstance(shown, CurveSubject)
    assert (shown.curve.unit, shown.curve.total) == (YI, wan(12000))
    view.tools.units["万元"].click()
    type_into(detail.entry.year, "2250.5")
    # 形象进度 is a draft while it is typed
    detail.entry.words.setFocus()
    QTest.keyClicks(detail.entry.words, "piles done")
    desk.qtbot.waitUntil(lambda: detail.entry.words.draft._kept == "piles done", timeout=3000)
    detail.entry.flush()
    assert now().words == "piles done"
    assert cells(view, now().item.id)[Column.WORDS] == "piles done"
    # left, it is read from its beginning
    assert detail.entry.words.cursorPosition() == len("piles done")
    detail.entry.year.setFocus()
    assert detail.entry.words.cursorPosition() == 0
    # a fact that is no sum is said and stays as it was
    total = detail.facts.facts.lines["total"]
    QTest.mouseClick(total.value, Qt.MouseButton.LeftButton)
    type_into(total.field, "much")
    assert "不是金额" in desk.told()
    assert total.value.text() == "12000万元"
    total.open()
    type_into(total.field, "13,000")
    assert now().facts.total == wan(13000)
    unit = detail.facts.facts.lines["money_unit"]
    unit.take(YI)
    assert (now().facts.money_unit, now().progress.year_done) == (YI, Money(Decimal("2250.5")))
    assert (detail.entry.year.text(), unit.value.text()[:2]) == ("2250.5", YI)
    detail.facts.facts.lines["islands"].take("花鸟岛")
    assert now().item.islands == ("花鸟",)


def test_the_day_of_the_next_milestone_is_never_cut_and_no_line_is_a_lone_sign(
    alone: Callable[[Any], Any],
) -> None:
    desk = alone(ProjectsView())
    view: ProjectsView = desk.view
    name = "地下室封顶以及主体结构验收"
    desk.ask(
        lambda store: projects.add_project(
            store, "pier", lead=UNIT, milestones_at=((name, date(2023, 8, 20)),), year_plan=wan(5000)
        )
    )
    view._load()
    desk.settle()
    row = view.current_row
    assert row is not None
    assert next_in(row, 1000) == f"节点：{name} 8月20日"
    assert next_in(row, 140).startswith("节点：地")
    assert next_in(row, 140).endswith("… 8月20日")
    metrics = QFontMetrics(current.font())
    said = "渔村微改造二期改造"
    assert wrapped(metrics, said, metrics.horizontalAdvance(said[:-1])) == [said[:-2], said[-2:]]
    assert [chip.text() for chip in view.filters.lights.values()] == ["▲ 黄灯", "■ 红灯", "○ 未填报"]


def test_milestones_are_added_in_words_ticked_and_moved(alone: Callable[[Any], Any]) -> None:
    desk = alone(ProjectsView())
    view: ProjectsView = desk.view
    desk.ask(lambda store: projects.add_project(store, "pier", lead=UNIT, year_plan=wan(5000)))
    view._load()
    desk.settle()
    assert view.detail is not None
    part = view.detail.milestones
    part.name.setText("roof")
    part.due.setText("soon")
    part.add.click()
    desk.settle()
    assert "读不出日期" in desk.told()
    assert part.name.text() == "roof"
    part.due.setText("8月4日")
    part.add.click()
    desk.settle()
    assert part.name.text() == ""
    ((own, row),) = part.rows.items()
    assert row.due.value.text() == "8月4日"
    row.due.edited.emit("6月底")
    desk.settle()
    assert row.due.value.text() == "6月30日"
    assert view.current_row is not None
    assert view.current_row.next_milestone is not None
    row.tick.click()
    desk.settle()
    assert part.rows[own].badge.light is Light.DONE
    assert view.current_row.next_milestone is None
    row.drop.click()
    desk.settle()
    assert not part.rows
    assert part.nothing.isVisible()


def test_the_list_is_filtered_summed_and_followed_by_the_curve(
    alone: Callable[[Any], Any], tmp_path: Path
) -> None:
    desk = alone(ProjectsView())
    view: ProjectsView = desk.view

    def fill(store: Any) -> None:
        projects.add_project(
            store, "pier", lead=UNIT, year_plan=wan(5000), islands=("花鸟岛",), category="水利"
        )
        projects.add_project(store, "hall", lead=UNIT, year_plan=wan(1000), money_unit=YI, category="文旅")
        projects.add_project(store, "road", lead="县交通运输局", year_plan=wan(400))
        rows = projects.project_rows(store, desk.settings.unit.id, desk.week)
        projects.set_progress(store, rows[0].item.id, desk.settings.unit.id, desk.week, done=wan(3000))

    desk.ask(fill)
    view._load()
    desk.settle()
    assert [view.table.index(row, 0).data() for row in view.table.headings()] == ["水利", "文旅"]
    assert view.filters.count.text() == "2 / 3 项"
    assert view.sums.texts[Column.PLAN] == "6000"
    assert view.sums.texts[Column.RATE] == "50%"
    assert "1个未填报" in view.sums.toolTip()
    view.tools.units[YI].click()
    assert view.sums.texts[Column.PLAN] == "0.6"
    road = next(row for row in view._rows if row.facts.name == "road")
    view.open_target(road.item.id)
    assert view.current_row is road
    assert view.filters.everything.isChecked()
    assert view.detail is not None
    assert view.detail.entry.by_lead.isVisible()
    assert not view.detail.entry.month.isVisible()
    view.filters.island.setCurrentText("花鸟")
    desk.settle()
    assert [row.facts.name for row in view.table.rows] == ["pier"]
    chart = view.detail.curve.chart
    desk.qtbot.waitUntil(lambda: chart.up_to_date, timeout=20000)
    assert any("0.3000亿元" in point.words for point in chart.points)
    assert chart.points[0].key == view.view.current_id
    QGuiApplication.clipboard().clear()
    view.detail.curve.copy.click()
    desk.qtbot.waitUntil(lambda: bool(view.messages.text), timeout=20000)
    assert not QGuiApplication.clipboard().image().isNull()
    view.messages.dismiss()
    view.out.save(tmp_path / "图.svg")
    desk.qtbot.waitUntil(lambda: bool(view.messages.text), timeout=20000)
    assert (tmp_path / "图.svg").stat().st_size > 1000
    view.messages.dismiss()
    view.filters.lights[Light.RED].click()
    desk.settle()
    assert view._lists.currentIndex() == 1
