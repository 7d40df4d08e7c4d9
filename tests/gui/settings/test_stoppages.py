"""停航登记 in the real window: registering, ticking items, both lights, and the reason put into the report."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.domain.words import Role
from shengsi_desktop.services import setting_up, stoppages, tasks
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.ui.pages.settings.stoppages.dialog import StoppageDialog
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.ui.pages.settings.stoppages.view import StoppagesView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FRIDAY = datetime(2023, 7, 28, 14, 0)  # noqa: DTZ001 - the local time, as a wall clock shows it


@pytest.fixture
def first_page() -> str:
    return "settings"


@pytest.fixture
def shown(run: Callable[..., Any]) -> tuple[Any, StoppagesView]:
    """The running window and the view."""
    running = run()
    running.window.show_page("settings")
    running.window.page.show_view("stoppages")
    running.settle()
    return running, running.window.page.view


def _desk(running: Any) -> tuple[str, Any]:
    return running.window.context.unit.id, running.window.context.week


def _register(running: Any, view: StoppagesView) -> None:
    view.ask_new()
    running.settle()
    dialog = view.dialog
    assert dialog is not None
    dialog.kind.setCurrentIndex(list(StoppageKind).index(StoppageKind.TYPHOON))
    dialog.first.setText("七月")
    dialog.save()
    assert "要写日期" in dialog.trouble.text()
    dialog.first.setText("7月26日")
    dialog.first.editingFinished.emit()
    assert dialog.first.text() == "2023年7月26日"
    dialog.choose_islands()
    assert dialog.picker is not None
    dialog.picker.boxes["花鸟"].setChecked(True)
    dialog.picker.close()
    assert "7月26日至28日因台风停航3天" in dialog.reason.placeholderText()
    dialog.save()
    running.settle()


def test_a_stoppage_is_registered_with_its_islands_and_shows_what_it_holds_up(
    shown: tuple[Any, StoppagesView],
) -> None:
    running, view = shown
    assert view._stack.currentIndex() == 0
    _register(running, view)
    (stored,) = running.ask(stoppages.stoppages)
    assert (stored.kind, stored.days, stored.islands) == (StoppageKind.TYPHOON, 3, ("花鸟",))
    assert view.list.count() == 1
    ticked = [
        line.text(0)
        for line in (view.items.topLevelItem(place) for place in range(view.items.topLevelItemCount()))
        if line is not None and line.checkState(0) is Qt.CheckState.Checked
    ]
    assert any(text.startswith("8-3 ") for text in ticked)


def test_a_tick_is_a_persons_word_and_removing_can_be_taken_back(shown: tuple[Any, StoppagesView]) -> None:
    running, view = shown
    _register(running, view)
    first = view.items.topLevelItem(0)
    assert first is not None
    # the words of a light are read in the colours of the theme in force
    ink = Qt.ItemDataRole.ForegroundRole
    by_day = first.data(1, ink).lightness()
    current.apply("dark", 100)
    by_night = first.data(1, ink).lightness()
    current.apply("light", 100)
    assert by_night > by_day + 40
    last = view.items.topLevelItem(view.items.topLevelItemCount() - 1)
    assert last is not None
    item_id = last.data(0, Qt.ItemDataRole.UserRole + 1)
    last.setCheckState(0, Qt.CheckState.Checked)
    running.settle()
    (stored,) = running.ask(stoppages.stoppages)
    assert stored.included == {item_id}
    line = view.items.line_of(item_id)
    assert line is not None
    assert line.text(0).endswith("（人工）")
    view.remove.click()
    running.settle()
    assert running.ask(stoppages.stoppages) == ()
    assert view._stack.currentIndex() == 0
    view._undo()
    running.settle()
    assert running.ask(stoppages.stoppages) == (stored,)
    assert view.list.count() == 1
    view.remove.click()
    running.settle()
    assert "已删除停航登记" in view.messages.text
    running.window.commands.undo()
    running.settle()
    assert running.ask(stoppages.stoppages) == (stored,)
    assert view.messages.text == ""


def test_a_refused_stoppage_keeps_the_dialog_and_its_words(shown: tuple[Any, StoppagesView]) -> None:
    running, view = shown
    _register(running, view)
    view.ask_new()
    running.settle()
    dialog = view.dialog
    assert dialog is not None
    dialog.last.setText("2023-07-01")
    dialog.name.setText("演示")
    dialog.save()
    assert "早于" in dialog.trouble.text()
    assert dialog.name.text() == "演示"
    # called off with words in it, it asks once
    dialog.reject()
    dialog.reject()


def test_the_form_puts_the_reason_into_the_problems_and_shows_the_second_light(
    shown: tuple[Any, StoppagesView],
) -> None:
    running, view = shown
    _register(running, view)
    rows = running.ask(lambda store: tasks.item_rows(store, *_desk(running), mentioned=False))
    supported = next(row for row in rows if row.role is Role.SUPPORT)
    line = view.items.line_of(supported.id)
    assert line is not None
    line.setCheckState(0, Qt.CheckState.Checked)
    running.settle()
    line = view.items.line_of(supported.id)
    assert line is not None
    assert "牵头单位填报" in line.text(3)
    running.window.show_page("week")
    running.settle()
    page = running.window.page
    page.open_target(supported.id)
    running.settle()
    page.report.view.support_reasons.buttons[0].click()
    page.flush()
    running.settle()
    assert page.report.view.progress.toPlainText() == "7月26日至28日因台风停航3天。"
    row = next(row for row in page.items.model.rows if row.number == "8-3")
    page.open_target(row.id)
    running.settle()
    form = page.report.view
    assert not form.reasons.isHidden()
    form.reasons.buttons[0].click()
    page.flush()
    running.settle()
    assert form.problems.toPlainText() == "7月26日至28日因台风停航3天。"
    assert form.reasons.isHidden()
    form.progress.setFocus()
    running.qtbot.keyClicks(form.progress, "done")
    page.flush()
    running.settle()
    shown_row = next(one for one in page.items.model.rows if one.number == "8-3")
    assert shown_row.standing.adjusted is not None
    assert not form.standing.second.isHidden()
    assert form.standing.second.words.text().replace("\u2060", "").startswith("扣除台风3天后：")
    running.window.show_page("tasks")
    running.settle()
    running.window.page.show_item(row.id)
    running.settle()
    pane = running.window.page.pane
    assert not pane.second.isHidden()
    assert pane.months.tip(6).startswith("7月：绿灯")
    assert pane.months.tip(7) == "8月：还没有到"


def test_a_township_reads_that_its_silence_is_excused(
    run: Callable[..., Any], township_store: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(township_store, tmp_path / "township")
    with Store.open(folder) as store:
        days = FRIDAY.date().replace(day=26), FRIDAY.date()
        stoppages.register(store, StoppageKind.NO_SAILING, *days, ("花鸟",))
    running = run(folder)
    assert running.window.page.items.excuse.text().startswith("停航期间，未报不计")


def test_two_quick_clicks_open_one_dialog(shown: tuple[Any, StoppagesView]) -> None:
    running, view = shown
    view.ask_new()
    view.ask_new()
    running.settle()
    (dialog,) = (one for one in running.window.findChildren(StoppageDialog) if one.isVisible())
    assert dialog is view.dialog
    dialog.reject()
    view.ask_new()
    running.settle()
    assert view.dialog is not dialog
    assert view.dialog.isVisible()


def test_a_tick_belongs_to_the_stoppage_whose_items_are_shown(shown: tuple[Any, StoppagesView]) -> None:
    running, view = shown
    for first, last in (("2023-07-03", "2023-07-04"), ("2023-07-10", "2023-07-11")):
        running.window.refresh(
            running.ask(
                lambda store, first=first, last=last: stoppages.register(
                    store,
                    kind=StoppageKind.TYPHOON,
                    first=date.fromisoformat(first),
                    last=date.fromisoformat(last),
                )
            )
        )
        running.settle()
    view.list.setCurrentRow(0)
    running.settle()
    newer, older = view._stoppages[0].id, view._stoppages[1].id
    line = view.items.topLevelItem(0)
    assert line is not None
    said: list[tuple[str, ...]] = []
    view.items.ticked.connect(lambda *told: said.append(told))
    # the other one is chosen, and its items are not read yet
    view.list.setCurrentRow(1)
    before = line.checkState(0)
    checked = before is Qt.CheckState.Checked
    line.setCheckState(0, Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
    item_id = line.data(0, Qt.ItemDataRole.UserRole + 1)
    assert said == [(newer, item_id, not checked)]
    running.settle()
    with_person = [
        running.ask(
            lambda store, one=one: {
                item.item_id: item.by_person
                for item in stoppages.touched_items(
                    store,
                    one,
                    setting_up.settings(store).unit.id,
                    running.window.context.week,
                    everything=True,
                )
            }
        )[item_id]
        for one in (newer, older)
    ]
    assert with_person == [True, False]
