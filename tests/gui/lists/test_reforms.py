"""重点改革: the board, its groups and states, and one reform set right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shengsi_desktop.domain.reforms import COMPREHENSIVE, SPECIAL, ReformState
from shengsi_desktop.services import reforms
from shengsi_desktop.ui.pages.indicators.reforms import words
from shengsi_desktop.ui.pages.indicators.reforms.add_dialog import AddReformDialog
from shengsi_desktop.ui.pages.indicators.reforms.view import ReformsView
from shengsi_desktop.ui.widgets.progress import StageLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.reforms import ReformRow

UNIT = "县文广旅体局"


def test_the_board_is_empty_until_a_list_is_taken_in_or_typed(alone: Callable[[Any], Any]) -> None:
    desk = alone(ReformsView())
    view: ReformsView = desk.view
    assert view._whole.currentIndex() == 1
    asked: list[str] = []
    view.import_requested.connect(asked.append)
    view._whole.currentWidget().button.click()
    assert asked == ["reform"]
    view.tools.add.click()
    dialog = view.findChild(AddReformDialog)
    assert dialog is not None
    assert (dialog.category.currentText(), dialog.lead.text()) == (COMPREHENSIVE, UNIT)
    dialog.save()
    assert dialog.trouble.text() == words.NAME_MISSING
    dialog.name.setText("演示综合改革")
    dialog.goal.setPlainText("6月底前印发办法，上线3个应用")
    dialog.save()
    desk.settle()
    row = view.current_row
    assert row is not None
    assert (row.category, row.state, len(row.deliverables)) == (COMPREHENSIVE, ReformState.NOT_STARTED, 2)
    assert view.board._groups[0].count.text() == "1 项"


def test_a_reform_is_chosen_by_keys_its_stage_set_and_its_facts_changed(alone: Callable[[Any], Any]) -> None:
    desk = alone(ReformsView())
    view: ReformsView = desk.view

    def fill(store: Any) -> None:
        reforms.add_reform(store, "专项一", category=SPECIAL, goal="10月底前印发办法", lead=UNIT)
        reforms.add_reform(store, "综合", category=COMPREHENSIVE, goal="上线3个应用", lead="县发改局")
        reforms.add_reform(store, "未分类的", goal="持续推进", lead=UNIT)

    desk.ask(fill)
    view._load()
    desk.settle()

    def now() -> ReformRow:
        desk.settle()
        row = view.current_row
        assert row is not None
        return row

    assert [group.title.text() for group in view.board._groups] == [COMPREHENSIVE, SPECIAL, words.NO_CATEGORY]
    assert view.board._groups[1].count.text() == "1 项，方案提出9项，还缺8项"
    assert now().item.title == "综合"
    assert view.detail is not None
    assert not view.detail.report.isVisible()
    card = view.board.cards[now().item.id]
    card.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card, Qt.Key.Key_Down)
    assert now().item.title == "专项一"
    stages = view.detail.goals.rows[0].part
    assert isinstance(stages, StageLine)
    # however narrow the window, the promises are whole
    view.resize(640, 700)
    desk.settle()
    assert view.detail.viewport().width() >= view.detail.widget().minimumSizeHint().width()
    QTest.keyClick(stages, Qt.Key.Key_Right)
    assert now().state is ReformState.UNDER_WAY
    assert view.board.cards[now().item.id].state.text() == "推进中"
    view.detail.facts.lines["leader"].take("某某")
    view.detail.facts.lines["category"].take(COMPREHENSIVE)
    assert (now().leader, now().category) == ("某某", COMPREHENSIVE)
    view.detail.facts.lines["name"].take("")
    desk.settle()
    assert "不能为空" in desk.told()
    assert view.detail.facts.lines["name"].value.text() == "专项一"
    view.tools.mine.click()
    assert {card.name.text() for card in view.board.cards.values()} == {"专项一", "未分类的"}
    view.detail.menu.actions()[0].trigger()
    desk.settle()
    assert len(view.board.cards) == 1
    view.messages._actions[0].click()
    desk.settle()
    assert len(view.board.cards) == 2
