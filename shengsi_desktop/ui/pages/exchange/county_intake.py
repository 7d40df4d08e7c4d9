"""接收 at the county: what waits to be taken in, what came already of the shown week, and what is done with both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.exchange import PackageKind, Verdict, Way
from shengsi_desktop.domain.problems import Cancelled
from shengsi_desktop.ui.dialogs.export import ask_path
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.pages.exchange.fill_sheets.one_by_one import OneByOne
from shengsi_desktop.ui.pages.exchange.intake_pane import IntakePane
from shengsi_desktop.ui.pages.exchange.received_pane import ReceivedPane
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.file_drop import first_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import Beside, IntakeRow, ReceivedLine
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.exchange.receiving import Intake
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.busy_line import BusyLine
    from shengsi_desktop.ui.widgets.message_bar import MessageBar

#: units named one by one in a sentence
_NAMED = 4
#: what 汇总 calls its view of figures that differ
MISMATCHES = "mismatches"


class CountyIntake(QWidget):
    """Holds one intake at a time: what is added to it is read together with what is there."""

    #: (view key, target)
    view_requested = Signal(str, str)
    #: another unit's week is wanted (its id)
    unit_requested = Signal(str)

    def __init__(self, messages: MessageBar, busy: BusyLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages, self.busy = messages, busy
        self._context: PageContext | None = None
        self.intake: Intake | None = None
        self._paths: list[Path] = []
        self._text = ""
        self._passphrases: list[str] = []
        self._asked = 0
        self._far = (0, 0)
        self._stopped = False
        self._stack = QStackedWidget()
        self.received, self.waiting = ReceivedPane(), IntakePane()
        self.received.intake_asked.connect(lambda: self._stack.setCurrentWidget(self.waiting))
        self.received.return_asked.connect(self._ask_return)
        self.received.view_asked.connect(self.unit_requested)
        self.received.words_asked.connect(self._copy_words)
        self.received.letters_asked.connect(self._ask_letters)
        self.waiting.back_asked.connect(lambda: self._stack.setCurrentWidget(self.received))
        self.waiting.take_asked.connect(self.take)
        self.waiting.opened.connect(self._open)
        self.waiting.clear_asked.connect(self.clear)
        self.waiting.unlock_asked.connect(self._ask_passphrase)
        self.waiting.sheets_asked.connect(self._open_sheets)
        self.sheets = OneByOne(self)
        self.sheets.taken.connect(self._sheet_taken)
        self._stack.addWidget(self.received)
        self._stack.addWidget(self.waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._stack, 1)
        self.differing = Button(kind="link")
        self.differing.clicked.connect(lambda: self.view_requested.emit("gather", MISMATCHES))
        self.differing.hide()
        column.addWidget(self.differing, 0, Qt.AlignmentFlag.AlignLeft)

    def show_week(self, context: PageContext) -> None:
        """Show what came of that week; what waits is judged by it again."""
        other = self._context is not None and self._context.week != context.week
        self._context = context
        self._load_received()
        if other and self.intake is not None:
            self._examine()

    def refresh(self) -> None:
        """Something changed: load what came again."""
        self._load_received()

    def look_at(self, paths: Sequence[Path], text: str = "") -> None:
        """Lay out these beside what waits already."""
        self._paths = list(dict.fromkeys((*self._paths, *paths)))
        self._text = "\n".join(filter(None, (self._text, text)))
        self._examine()

    def stop(self) -> None:
        """Enough of reading."""
        self._stopped = True

    def clear(self) -> None:
        """Take none of it."""
        self._paths, self._text, self._passphrases, self.intake = [], "", [], None
        self._asked += 1
        self.received.show_waiting(0)
        self._stack.setCurrentWidget(self.received)

    # -- what came

    def _load_received(self) -> None:
        context = self._context
        if context is None:
            return
        week = context.week

        def read(store: Any) -> tuple[ReceivedLine, ...]:
            from shengsi_desktop.services.exchange import intake_words

            return intake_words.received(store, str(week))

        def show(lines: tuple[ReceivedLine, ...]) -> None:
            if self._context is not None and self._context.week == week:
                self.received.show_lines(lines, week.label)
                self._count_differing(week, lines)

        context.operations.run(read, show, owner=self)

    def _count_differing(self, week: Week, lines: tuple[ReceivedLine, ...]) -> None:
        """How many figures the units say differently; one unit alone cannot."""
        context = self._context
        if context is None or len(lines) <= 1:
            self.differing.hide()
            return

        def read(store: Any) -> int:
            from shengsi_desktop.services.exchange import consolidating

            return consolidating.differing(store, week)

        def show(count: int) -> None:
            if self._context is not None and self._context.week == week:
                self.differing.setText(words.DIFFERING.format(count=count))
                self.differing.setVisible(count > 0)

        context.operations.run(read, show, owner=self, quiet=True)

    def _copy_words(self, line: ReceivedLine | None) -> None:
        """回执 or 退回 as words, for a unit that has no program."""
        context = self._context
        if context is None or line is None:
            return
        week, now = context.week, context.clock()

        def read(store: Any) -> str:
            from shengsi_desktop.rhythm.gathering_texts import answer_text
            from shengsi_desktop.services.exchange import gathering

            found = gathering.gathering(store, week)
            one = next(one for one in found.units if one.unit.id == line.unit_id)
            return answer_text(found, one, now)

        def copy(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.messages.say(words.LETTER_COPIED.format(unit=line.unit))

        context.operations.run(read, copy, owner=self)

    # -- what waits

    def _examine(self) -> None:
        context = self._context
        if context is None:
            return
        self._asked += 1
        self._stopped, self._far = False, (0, 0)
        asked, paths, text = self._asked, tuple(self._paths), self._text
        week, passphrases = str(context.week), tuple(self._passphrases)

        def far(done: int, total: int) -> bool:
            self._far = (done, total)
            return not self._stopped

        def read(store: Any) -> Intake | None:
            from shengsi_desktop.services.exchange import receiving

            try:
                return receiving.examine(store, paths, text, week=week, passphrases=passphrases, progress=far)
            except Cancelled:
                return None

        def show(found: Intake | None) -> None:
            if asked == self._asked:
                self.busy.end()
                if found is None:
                    self.clear()
                else:
                    self._show_intake(found)

        def failed(problem: BaseException) -> None:
            self.busy.end()
            context.operations.tell(problem)

        self.busy.begin(words.READING, lambda: self._far)
        context.operations.run(read, show, failed, owner=self, quiet=True)

    def _show_intake(self, found: Intake) -> None:
        self.intake = found
        self.waiting.show_rows(found.rows)
        self.received.show_waiting(len(found.rows))
        self._stack.setCurrentWidget(self.waiting)
        self.waiting.table.setFocus()
        if found.rows and len(self.waiting.sheets) == len(found.rows):
            self._open_sheets(self.waiting.sheets)

    def take(self, keys: set[str]) -> None:
        """Take in the rows of these keys, all as one."""
        context, intake = self._context, self.intake
        if context is None or intake is None:
            return
        taken: list[tuple[str, ...]] = []

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import receiving

            done = receiving.take_in(store, intake, keys)
            taken.append(done.units)
            return done.changed

        def done(_changed: object) -> None:
            units = taken[0]
            many = words.TAKEN_MANY if len(units) > _NAMED else words.TAKEN
            said = many.format(count=len(units), units="、".join(units))
            self._keep_rest(intake, keys)
            left = len(self.intake.rows) if self.intake is not None else 0
            self.messages.say(said + (words.LEFT.format(count=left) if left else ""))

        context.operations.run(act, done, owner=self, saying=words.TAKING)

    def _keep_rest(self, intake: Intake, keys: set[str]) -> None:
        """What was not taken waits on, its verdict looked up anew."""
        rest = [row for row in intake.rows if row.key not in keys and row.verdict is not Verdict.DOUBLE]
        if not rest:
            self.clear()
            return
        sources = {row.source for row in rest}
        context, asked = self._context, self._asked
        if context is None:
            return
        self.intake = replace(intake, rows=tuple(rest))
        self.waiting.show_rows(rest)
        self.received.show_waiting(len(rest))
        # files of which nothing waits are not read again when more come
        self._paths = [one for one in self._paths if one.is_dir() or one.name in sources]
        documents, week = intake.documents, str(context.week)

        def judge(store: Any) -> Intake:
            from shengsi_desktop.services.exchange import receiving

            return receiving.judged_again(store, rest, documents, week=week)

        def show(found: Intake) -> None:
            if asked == self._asked:
                self.intake = found
                self.waiting.show_rows(found.rows)

        context.operations.run(judge, show, owner=self)

    def _open(self, key: str) -> None:
        """The document beside what is shown here."""
        context, intake = self._context, self.intake
        if context is None or intake is None:
            return
        row = next((one for one in intake.rows if one.key == key), None)
        if row is None or self._opened_elsewhere(row):
            return
        document = intake.documents.get(key)

        def read(store: Any) -> Beside | None:
            from shengsi_desktop.services.exchange import intake_words

            return intake_words.beside(store, document) if document is not None else None

        def show(found: Beside | None) -> None:
            from shengsi_desktop.ui.pages.exchange.beside_dialog import BesideDialog

            dialog = BesideDialog(row, found, self)
            dialog.taken.connect(lambda one: self.take({one}))
            open_alone(dialog)

        context.operations.run(read, show, owner=self)

    def _opened_elsewhere(self, row: IntakeRow) -> bool:
        """What has a place of its own is shown there."""
        if row.verdict is Verdict.SEALED:
            self._ask_passphrase()
        elif row.verdict is Verdict.FILL_SHEET or (
            row.way is Way.FILL_SHEET and row.verdict is Verdict.DOUBLE
        ):
            self._open_sheets((row,))
        elif row.kind == PackageKind.SYNC.value and row.path is not None:
            self.view_requested.emit("sync", str(row.path))
        else:
            return False
        return True

    def _open_sheets(self, rows: Sequence[IntakeRow]) -> None:
        if self._context is not None:
            self.sheets.begin(self._context, rows)

    def _sheet_taken(self, key: str, sentence: str) -> None:
        self.messages.say(sentence)
        if self.intake is not None:
            self._keep_rest(self.intake, {key})

    # -- what is asked

    def ask_text(self) -> None:
        """Let a text be pasted."""
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import PasteDialog

        dialog = PasteDialog(self)
        dialog.pasted.connect(lambda text: self.look_at((), text))
        open_alone(dialog)

    def _ask_passphrase(self) -> None:
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import UnlockDialog

        dialog = UnlockDialog([one.unit or one.source for one in self.waiting.sealed], self)
        dialog.given.connect(self.unlock)
        open_alone(dialog)

    def unlock(self, passphrase: str) -> None:
        """Try it on every sealed package."""
        self._passphrases.append(passphrase)
        self._examine()

    def _ask_return(self, line: ReceivedLine | None) -> None:
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import ReturnDialog

        if line is not None and self._context is not None:
            dialog = ReturnDialog(self._context, line, self)
            dialog.returned.connect(self.messages.say)
            open_alone(dialog)

    def _ask_letters(self, lines: tuple[ReceivedLine | None, ...]) -> None:
        context = self._context
        units = tuple(one.unit_id for one in lines if one is not None)
        if context is None or not units:
            return
        week = str(context.week)
        if len(units) > 1:
            start = context.settings.exchange_folder or first_folder()
            chosen = QFileDialog.getExistingDirectory(self, words.LETTERS_FOLDER, start)
            if chosen:
                self.write_letters(units, chosen)
            return

        def name(store: Any) -> str:
            from shengsi_desktop.services.exchange import letters

            return letters.suggested_name(store, units[0], week)

        def ask(said: str) -> None:
            path = ask_path(
                self, context.settings.export_folder, said, words.LETTER_TITLE, kind=words.LETTER_KIND
            )
            if path is not None:
                self.write_letters(units, str(path.parent), path.name)

        context.operations.run(name, ask, owner=self)

    def write_letters(self, units: tuple[str, ...], folder: str, name: str = "") -> None:
        """A 回执 for each of these units into a folder, of the given name where it is one."""
        context = self._context
        if context is None:
            return
        week = str(context.week)

        def act(store: Any) -> int:
            from shengsi_desktop.services.exchange import letters

            return letters.write_letters(store, folder, units, week, name=name)

        def done(count: int) -> None:
            said = words.LETTERS_SAVED.format(count=count, folder=folder)
            self.messages.say(words.LETTER_SAVED.format(name=name) if name else said)

        context.operations.run(act, done, owner=self, saying=words.LETTER_TITLE)
