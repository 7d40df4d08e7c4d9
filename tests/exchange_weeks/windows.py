"""The fourth week in the real window: 下发, 本单位同步, 定稿, 报送, 接收, 填报表, 汇总, 回执."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from shengsi_desktop.domain.dispatch import DispatchPart
from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.ui.pages.exchange import gather_view, hand_in_view
from shengsi_desktop.ui.pages.exchange.gather_export import ExportDialog
from shengsi_desktop.ui.pages.exchange.sync_dialogs import TakeDialog
from tests import conftest as watching
from tests.exchange_weeks.desks import Desk, id_of
from tests.exchange_weeks.weeks import (
    CULTURE,
    FARMING,
    FISHERY,
    OTHER,
    OTHER_ITEM,
    W30,
    Story,
    fill_the_sheet,
    of_culture,
    of_fishery,
)
from tests.gui.conftest import Running

if TYPE_CHECKING:
    from collections.abc import Iterator

SCREENS = os.environ.get("SHENGSI_EXCHANGE_SCREENS", "")
#: what the two people of one unit type of one item at the same time
AT_THE_OFFICE, ON_THE_LAPTOP = "bangongshi: wangong 14 ge", "笔记本上写的：第30周完工15个"


class Window(Running):
    """A running window of a desk."""

    def __init__(self, desk: Desk) -> None:
        self.place = desk
        with desk.sat_at():
            super().__init__(SimpleNamespace(waitExposed=QTest.qWaitForWindowExposed), desk.folder)
            self.window.resize(1366, 768)
            self.settle()

    def show(self, name: str) -> Any:
        """A view of 报送接收."""
        self.window.show_page("exchange")
        page: Any = self.window.page
        page.show_view(name)
        self.settle()
        return page.view

    def dialog(self, kind: type = QDialog) -> Any:
        """The dialog that is open."""
        (found,) = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found

    def picture(self, name: str, what: Any = None) -> None:
        """Keep a picture where one is wanted."""
        if SCREENS:
            Path(SCREENS).mkdir(parents=True, exist_ok=True)
            (what or self.window).grab().save(str(Path(SCREENS) / f"{name}.png"))

    def end(self) -> None:
        """Close it for good."""
        with self.place.sat_at():
            self.close()
            self.window.deleteLater()
            self.desk.deleteLater()


@contextmanager
def watched(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Timers and single shots are known to who waits for rest, as in a test of its own."""
    from PySide6.QtCore import QTimer

    watching._watched[:] = watching._recorded_starts(patch, QTimer), watching._recorded_single_shots(patch)
    yield
    watching._watched.clear()


def drop(view: Any, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    no = Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, no))


def week_30(story: Story) -> None:
    """The whole week, three windows open side by side; the laptop works by command line."""
    with pytest.MonkeyPatch.context() as patch, watched(patch), ExitStack() as stack:
        patch.setattr(TakeDialog, "exec", _looked_at)

        def opened(desk: Desk) -> Window:
            window = Window(desk)
            stack.callback(window.end)
            return window

        story.county.run("board", "publish", "work", "2023-07", "--early")
        county, office = opened(story.county), opened(story.office)
        _sent_down(story, county)
        _taken_below(story, office)
        _conflict(story, office)
        _signed_and_handed_in(story, office, patch)
        story.island.write(W30, of_fishery(W30))
        island = opened(story.island)
        _text_copied(story, island)
        _taken_in(story, county)
        _telephone(story, county)
        _gathered(story, county, patch)
        _receipts(story, county, office)
    file = story.within("30到笔记本.sspkg")
    story.office.run("sync", "make", "-o", file)
    story.laptop.run("sync", "take", file)
    story.seen["conflicts left"] = story.laptop.run("sync", "conflicts")


def _looked_at(dialog: TakeDialog) -> int:
    """Every preview is looked at and accepted."""
    if SCREENS:
        dialog.show()
        dialog.grab().save(str(Path(SCREENS) / "4-sync-preview.png"))
        dialog.hide()
    return int(QDialog.DialogCode.Accepted.value)


def _sent_down(story: Story, county: Window) -> None:
    view: Any = county.show("dispatch")
    view.units.choose(id_of(CULTURE))
    view.units.setFocus()
    QTest.keyClick(view.units, Qt.Key.Key_Space)
    view.message.setPlainText("本周起微改造按验收单报")
    county.settle()
    assert view.parts[DispatchPart.BOARDS].isChecked()
    county.picture("1-dispatch")
    view.write(story.way(W30, "down"))
    county.settle()
    view.sheets.click()
    county.settle()
    dialog = county.dialog()
    for key in set(dialog.table.ticked_keys) ^ {id_of(FARMING)}:
        dialog.table.choose(key)
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    county.picture("2-fill-sheets", dialog)
    dialog.write_into(story.way(W30, "down"))
    county.settle()


def _taken_below(story: Story, office: Window) -> None:
    (sent,) = story.way(W30, "down").glob(f"{CULTURE}*下发.sspkg")
    drop(office.show("take_in"), sent)
    office.settle()
    dialog = office.dialog()
    office.picture("3-dispatch-at-the-unit", dialog)
    dialog.take.click()
    office.settle()


def _conflict(story: Story, office: Window) -> None:
    """Both PCs write one field; the office's person joins the two."""
    laptop = story.laptop
    given = of_culture(W30)
    laptop.write(W30, {"8-3": given["8-3"]})
    laptop.run("report", "4-2", "--week", W30, "--done", ON_THE_LAPTOP)
    file = story.within("30到办公室.sspkg")
    laptop.run("sync", "make", "-o", file)
    office.window.show_page("week")
    office.settle()
    week: Any = office.window.page
    week.items.choose(next(row.id for row in week.items.model.rows if row.number == "4-2"))
    office.settle()
    form = week.report.view
    form.progress.setFocus()
    QTest.keyClicks(form.progress, AT_THE_OFFICE)
    form.next_plan.setFocus()
    QTest.keyClicks(form.next_plan, "xiazhou: yanshou")
    office.settle()
    view = office.show("sync")
    view.commands.look_into(file)
    office.settle()
    (one,) = view.conflicts.conflicts
    view.conflicts.choose(one.id)
    office.settle()
    office.picture("5-conflict")
    buttons = {one.text(): one for one in view.pane.buttons}
    buttons["填入两边的话"].click()
    buttons["用所写的"].click()
    office.settle()
    assert view.conflicts.conflicts == ()


def _signed_and_handed_in(story: Story, office: Window, patch: pytest.MonkeyPatch) -> None:
    office.window.show_page("week")
    office.settle()
    office.window.header.finalise.click()
    office.settle()
    dialog = office.dialog()
    dialog.reviewer.setText("张局")
    office.picture("6-sign", dialog)
    dialog.confirm.click()
    office.settle()
    view = office.show("hand_in")
    office.picture("7-hand-in")
    path = story.way(W30, "up") / f"{CULTURE}_2023年第30周_报送v1.sspkg"
    patch.setattr(hand_in_view, "ask_path", lambda *_a, **_k: path)
    view.package.click()
    office.settle()
    assert "已登记" in view.messages.text or "登记为已报送" in view.messages.text


def _text_copied(story: Story, island: Window) -> None:
    island.window.header.finalise.click()
    island.settle()
    dialog = island.dialog()
    dialog.reviewer.setText("钱局")
    dialog.confirm.click()
    island.settle()
    view = island.show("hand_in")
    view.text.click()
    island.settle()
    told = [QGuiApplication.clipboard().text()]
    while len(told) < len(view.parts):
        view.next.click()
        island.settle()
        told.append(QGuiApplication.clipboard().text())
    island.picture("8-text")
    path = story.way(W30, "up") / f"{FISHERY}报送文字.txt"
    path.write_text("\n".join(told), encoding="utf-8")


def _taken_in(story: Story, county: Window) -> None:
    back = fill_the_sheet(story, W30)
    view = county.show("take_in")
    up = story.way(W30, "up")
    drop(view, *up.glob("*.sspkg"), back)
    county.settle()
    view.paste.click()
    dialog = county.dialog()
    dialog.text.setPlainText((up / f"{FISHERY}报送文字.txt").read_text(encoding="utf-8"))
    dialog.do.click()
    county.settle()
    waiting = view.county.waiting
    county.picture("9-take-in")
    story.seen["waiting"] = sorted((row.unit, row.verdict.value) for row in waiting.rows)
    waiting.clean.click()
    county.settle()
    (row,) = waiting.rows
    assert row.verdict is Verdict.FILL_SHEET
    waiting.table.opened.emit(row.key)
    county.settle()
    sheet = county.dialog()
    sheet.tick(everything=True)
    county.settle()
    county.picture("10-fill-sheet-back", sheet)
    sheet.take_button.click()
    county.settle()
    story.seen["after the sheet"] = view.county.intake.rows, view.messages.text
    county.picture("11-received")


def _telephone(story: Story, county: Window) -> None:
    """A unit calls; what it says is typed and waits for its confirmation."""
    county.show("take_in").phone.click()
    county.settle()
    dialog = county.dialog()
    dialog.field.setText(OTHER)
    dialog.do.click()
    county.settle()
    context = county.window.context
    assert context is not None
    assert context.unit.name == OTHER
    week: Any = county.window.page
    week.items.choose(next(row.id for row in week.items.model.rows if row.number == OTHER_ITEM))
    county.settle()
    form = week.report.view
    form.progress.setFocus()
    told = story.marks.new("taken down in the window, not confirmed")
    form.progress.insertPlainText(told)
    QTest.keyClicks(form.progress, " tongche")
    county.settle()
    county.picture("17-telephone")
    county.window.viewed.bar.back.click()
    county.settle()


def _gathered(story: Story, county: Window, patch: pytest.MonkeyPatch) -> None:
    view = county.show("gather")
    county.picture("12-gather")
    view.show_tab(gather_view.MISMATCHES)
    county.settle()
    story.seen["mismatches"] = [line.cells[1:3] for line in view.mismatches.lines]
    county.picture("13-mismatches")
    item = next(one for one in view.found.items if one.number == "4-2")
    view.open_target(item.id)
    county.settle()
    note = view.notes.cards[0].note
    note.setFocus()
    note.insertPlainText(story.marks.new("县办摘编，在窗口里写的"))
    QTest.keyClicks(note, " ok")
    county.settle()
    county.picture("14-note")
    path = story.room / "窗口导出的汇总表.xlsx"
    patch.setattr("shengsi_desktop.ui.dialogs.export.ask_path", lambda *_a, **_k: path)
    view.export.click()
    county.settle()
    dialog = view.findChild(ExportDialog)
    dialog.go.click()
    county.settle()
    assert path.exists()


def _receipts(story: Story, county: Window, office: Window) -> None:
    view = county.show("take_in")
    down = story.way(W30, "down")
    view.county.letters.write(
        view.county._context, (id_of(CULTURE),), str(down), f"{CULTURE}_2023年第30周_回执.sspkg"
    )
    county.settle()
    below = office.show("take_in")
    drop(below, down / f"{CULTURE}_2023年第30周_回执.sspkg")
    office.settle()
    office.picture("15-receipt")
    below.collect.take.click()
    office.settle()
    assert "已收取1份回执" in below.messages.text
    # the dispatch that still stands in the list is not opened again by itself
    assert not [one for one in office.window.findChildren(QDialog) if one.isVisible()]
    office.show("log")
    office.picture("16-log")
