"""报送: what the county will see of the shown week, and three ways to let it go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.ui.dialogs.export import ask_path, may_replace
from shengsi_desktop.ui.pages.exchange import hand_in_preview
from shengsi_desktop.ui.pages.exchange import hand_in_words as words
from shengsi_desktop.ui.pages.exchange.hand_in_seal import Seal
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState, FlowLayout
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import HandIn
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.ui.page import PageContext

_PACKAGE, _WORKBOOK = ".sspkg", ".xlsx"


class HandInView(QWidget):
    """Of the unit and week shown. Nothing goes out before its preview is there."""

    #: (page key, target)
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._asked = 0
        #: the unit, week and version that the preview shows
        self._read: tuple[str, Week | None, int] = ("", None, 0)
        self.parts: tuple[str, ...] = ()
        #: ids of the 附件 that go with the package
        self.files: frozenset[str] = frozenset()
        self._document: Any = None
        self._copied = 0
        #: what the parts say, and whether their 报送 is registered
        self._stamp, self._registered = "", False
        self.state = label("", "heading", wrap=True)
        self.reason = label("", "danger", wrap=True)
        self.preview = QTextBrowser()
        self.preview.setOpenLinks(False)
        self.preview.anchorClicked.connect(self._tick)
        self.preview.setAccessibleName(words.SEEN)
        self.messages = MessageBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(self.reason)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._going())
        self.unsigned = EmptyState("", action=words.TO_SIGN, on_action=self._go_and_sign)
        self._stack.addWidget(self.unsigned)
        column.addWidget(self._stack, 1)
        self.messages.float_over(self._stack)
        self.setFocusProxy(self.package)

    def show_week(self, context: PageContext) -> None:
        """Show where that week stands."""
        before = self._context
        if before is not None and (before.unit.id, before.week) != (context.unit.id, context.week):
            self._forget_text()
            self.files = frozenset()
        self._context = context
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again: any change may be one after the 定稿."""
        self._load()

    # -- lay out

    def _going(self) -> QWidget:
        """All of a week that can go."""
        going = QWidget()
        column = QVBoxLayout(going)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._options())
        column.addLayout(self._ways())
        column.addWidget(self._text_line())
        column.addWidget(self.preview, 1)
        return going

    def _options(self) -> FlowLayout:
        row = FlowLayout(gap=14)
        self.with_meeting = QCheckBox(words.WITH_MEETING)
        self.with_meeting.setToolTip(words.WITH_MEETING_TIP)
        self.with_meeting.toggled.connect(self._look_again)
        self.other_plan = QCheckBox(words.OTHER_PLAN)
        self.other_plan.setToolTip(words.OTHER_PLAN_TIP)
        self.other_plan.toggled.connect(lambda _on: self._forget_text())
        self.seal = Seal(self.messages)
        self.sealed, self.passphrase, self.again = self.seal.box, self.seal.passphrase, self.seal.again
        for part in (self.with_meeting, self.other_plan, self.sealed, self.passphrase, self.again):
            row.addWidget(part)
        return row

    def _ways(self) -> FlowLayout:
        row = FlowLayout(gap=8)
        self.package = Button(words.PACKAGE, kind="primary", tip=words.PACKAGE_TIP)
        self.workbook = Button(words.WORKBOOK, tip=words.WORKBOOK_TIP)
        self.text = Button(words.TEXT, icon="copy", tip=words.TEXT_TIP)
        self.folder = Button(words.FOLDER, icon="folder", tip=words.NO_FOLDER_TIP)
        self.package.clicked.connect(lambda: self._ask_file(_PACKAGE))
        self.workbook.clicked.connect(lambda: self._ask_file(_WORKBOOK))
        self.text.clicked.connect(self.copy_text)
        self.folder.clicked.connect(self._put_into_folder)
        for button in (self.package, self.workbook, self.text, self.folder):
            row.addWidget(button)
        return row

    def _text_line(self) -> QWidget:
        self.text_line = QWidget()
        row = QHBoxLayout(self.text_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.copied = label("", "strong")
        self.next = Button("", icon="copy")
        self.next.clicked.connect(self._copy_next)
        row.addWidget(self.copied)
        row.addWidget(self.next)
        row.addStretch(1)
        self.text_line.hide()
        return self.text_line

    # -- what is shown

    def _load(self) -> None:
        context = self._context
        if context is None:
            return
        self._asked += 1
        asked, unit_id, week = self._asked, context.unit.id, context.week
        with_meeting, files = self.with_meeting.isChecked(), self.files

        def read(store: Any) -> HandIn:
            from shengsi_desktop.services.exchange import submissions

            return submissions.hand_in(store, unit_id, week, with_meeting=with_meeting, files=files)

        def show(found: HandIn) -> None:
            if asked == self._asked:
                self._show(context, found)

        context.operations.run(read, show, owner=self)

    def _show(self, context: PageContext, found: HandIn) -> None:
        self.state.setText(f"{context.unit.name} · {context.week.label} · {found.state}")
        preview = found.preview
        self._drop_what_is_old(found)
        self.reason.setText(words.NOT_TAKEABLE.format(why=found.reason))
        self.reason.setVisible(preview is None and not found.lacking)
        self.unsigned.say(found.lacking, words.TO_SIGN_HINT)
        self._stack.setCurrentIndex(1 if found.lacking else 0)
        ready = preview is not None
        for button, tip in (
            (self.package, words.PACKAGE_TIP),
            (self.workbook, words.WORKBOOK_TIP),
            (self.text, words.TEXT_TIP),
        ):
            button.setEnabled(ready)
            button.setToolTip(tip if ready else found.reason)
        folder = context.settings.exchange_folder
        self.folder.setEnabled(ready and bool(folder))
        there = words.FOLDER_TIP.format(folder=folder) if folder else words.NO_FOLDER_TIP
        self.folder.setToolTip(there if ready else found.reason)
        bar = self.preview.verticalScrollBar()
        what = (context.unit.id, context.week, preview.number if preview is not None else 0)
        # another version is read from its top
        at = bar.value() if what == self._read else 0
        self._read = what
        shown = hand_in_preview.page(preview, current.palette()) if preview is not None else ""
        self.preview.setHtml(shown)
        # it is laid out bit by bit: until all of it is, the bar goes no further than what is
        self.preview.document().documentLayout().documentSize()
        bar.setValue(at)
        # and once more when the bar itself has taken its room and the lines are broken anew
        QTimer.singleShot(0, bar, lambda: bar.setValue(at))

    def _go_and_sign(self) -> None:
        if self._context is not None:
            self.open_requested.emit("week", str(self._context.week))

    def _tick(self, address: QUrl) -> None:
        """A 附件 of the preview goes, or stays after all."""
        said = address.toString()
        if said.startswith(hand_in_preview.TICK):
            self.files ^= {said.removeprefix(hand_in_preview.TICK)}
            self._load()

    def _look_again(self) -> None:
        """Other things go along."""
        self._forget_text()
        self._load()

    # -- files

    def _may_go(self, suffix: str) -> bool:
        return self.seal.is_unwanted(words.BOOK_NOT_SEALED) if suffix == _WORKBOOK else self.seal.is_right()

    def _ask_file(self, suffix: str) -> None:
        context = self._context
        if context is None or not self._may_go(suffix):
            return
        unit_id, week = context.unit.id, context.week

        def name(store: Any) -> str:
            from shengsi_desktop.domain.exchange import Way
            from shengsi_desktop.services.exchange import submissions

            document = submissions.document_of(store, unit_id, week, Way.PACKAGE)
            return submissions.suggested_name(document, suffix)

        def ask(said: str) -> None:
            is_package = suffix == _PACKAGE
            path = ask_path(
                self,
                context.settings.export_folder,
                said,
                words.PACKAGE_TITLE if is_package else words.WORKBOOK_TITLE,
                kind=words.PACKAGE_KIND if is_package else words.WORKBOOK_KIND,
            )
            if path is not None:
                self.write(path)

        context.operations.run(name, ask, self._refused, owner=self)

    def _put_into_folder(self) -> None:
        context = self._context
        if context is None or not self.seal.is_right():
            return
        unit_id, week = context.unit.id, context.week

        def where(store: Any) -> Path:
            from shengsi_desktop.services.exchange import submissions

            return submissions.folder_path(store, _PACKAGE, unit_id, week)

        def put(path: Path) -> None:
            if not path.exists() or may_replace(self, path):
                self.write(path)

        context.operations.run(where, put, self._refused, owner=self)

    def write(self, path: Path) -> None:
        """Write the 报送 to that file, a package or a workbook by its ending."""
        context, suffix = self._context, path.suffix.lower()
        if context is None or not self._may_go(suffix):
            return
        passphrase = self.seal.words
        unit_id, week, with_meeting = context.unit.id, context.week, self.with_meeting.isChecked()
        files = self.files

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import submissions

            if suffix == _WORKBOOK:
                return submissions.write_workbook(store, path, unit_id, week, with_meeting=with_meeting)
            return submissions.write_package(
                store, path, unit_id, week, with_meeting=with_meeting, passphrase=passphrase, files=files
            )

        def done(_changed: object) -> None:
            self.seal.ask_again()
            said = words.SAVED_SEALED if passphrase else words.SAVED
            self.messages.say(said.format(name=path.name), [(words.OPEN_FOLDER, lambda: _open(path.parent))])

        def failed(problem: BaseException) -> None:
            if isinstance(problem, EnvironmentProblem):
                self.messages.warn(str(problem), [(words.SAVE_ELSEWHERE, lambda: self._ask_file(suffix))])
            else:
                self._refused(problem)

        context.operations.run(act, done, failed, owner=self, saying=words.SAVING)

    def _refused(self, problem: BaseException) -> None:
        if self._context is not None:
            self._context.operations.tell(problem)

    # -- the text

    def copy_text(self) -> None:
        """Make 报送文字 of the week and copy its first part."""
        context = self._context
        if context is None or not self.seal.is_unwanted(words.TEXT_NOT_SEALED):
            return
        unit_id, week = context.unit.id, context.week
        with_meeting, other_plan = self.with_meeting.isChecked(), self.other_plan.isChecked()

        def make(store: Any) -> tuple[tuple[str, ...], Any, str]:
            from shengsi_desktop.services.exchange import submissions

            parts, document = submissions.coded_text(
                store, unit_id, week, with_meeting=with_meeting, other_plan=other_plan
            )
            return parts, document, submissions.stamp(document)

        def made(answer: tuple[tuple[str, ...], Any, str]) -> None:
            self.parts, self._document, self._stamp = answer
            self._copied, self._registered = 0, False
            self._copy_next()

        context.operations.run(make, made, self._refused, owner=self)

    def _copy_next(self) -> None:
        if self._copied >= len(self.parts):
            self._copied = 0
        QGuiApplication.clipboard().setText(self.parts[self._copied])
        self._copied += 1
        total, last = len(self.parts), self._copied == len(self.parts)
        self.copied.setText(
            (words.COPIED_LAST if last else words.COPIED).format(place=self._copied, total=total)
        )
        self.next.setText(words.STARTED_AGAIN if last else words.NEXT.format(place=self._copied + 1))
        self.text_line.show()
        if last and self._document is not None:
            self._register()
        elif not last:
            self.next.setFocus()

    def _register(self) -> None:
        """All parts were copied: it went."""
        context, document = self._context, self._document
        self._document = None
        if context is None:
            return

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import submissions

            return submissions.register_text(store, document)

        def said(_changed: object) -> None:
            self._registered = True
            self.messages.say(words.TEXT_SAID)

        context.operations.run(act, said, owner=self)

    def _drop_what_is_old(self, found: HandIn) -> None:
        """Of what is shown no more, no part is copied: another version, a 退回, a 报送 that was taken back."""
        other = found.preview is None or found.preview.stamp != self._stamp
        if self.parts and (other or (self._registered and not found.lies_there)):
            self._forget_text()
            self.messages.say(words.TEXT_OLD)

    def _forget_text(self) -> None:
        """Another week, or other content: what was copied is no part of it."""
        self.parts, self._document, self._copied, self._stamp = (), None, 0, ""
        self.text_line.hide()


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
