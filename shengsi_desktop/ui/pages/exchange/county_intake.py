"""接收 at the county: what waits to be taken in, what came already of the shown week, and what is done with both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.exchange import PackageKind, Verdict, Way
from shengsi_desktop.domain.problems import Cancelled
from shengsi_desktop.rhythm.weeks import previous_week
from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.pages.exchange import intake_counts
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.pages.exchange.fill_sheets.one_by_one import OneByOne
from shengsi_desktop.ui.pages.exchange.intake_pane import IntakePane
from shengsi_desktop.ui.pages.exchange.letters_out import LettersOut
from shengsi_desktop.ui.pages.exchange.received_pane import ReceivedPane
from shengsi_desktop.ui.pages.exchange.unlocking import Unlocking
from shengsi_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import Beside, IntakeRow, ReceivedLine
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.exchange.judging import Found
    from shengsi_desktop.services.exchange.receiving import Intake, TakenIn
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.busy_line import BusyLine
    from shengsi_desktop.ui.widgets.message_bar import MessageBar

#: what 汇总 calls its view of figures that differ
MISMATCHES = "mismatches"


class CountyIntake(QWidget):
    """Holds one intake at a time: what is added to it is read together with what is there."""

    #: (view key, target)
    view_requested = Signal(str, str)
    #: another week («2023-W30») is to be shown
    week_asked = Signal(str)
    #: another unit's week is wanted (its id)
    unit_requested = Signal(str)

    def __init__(self, messages: MessageBar, busy: BusyLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages, self.busy = messages, busy
        self._context: PageContext | None = None
        self.intake: Intake | None = None
        self.unlocking = Unlocking(messages, self)
        self.unlocking.given.connect(self.unlock)
        #: what was done, told with what waits then
        self._done = ""
        #: files and texts that are to be read yet
        self._coming: list[tuple[tuple[Path, ...], str]] = []
        self._reading = False
        self._asked = 0
        self._far = (0, 0)
        self._stopped = False
        self._stack = QStackedWidget()
        self.received, self.waiting = ReceivedPane(), IntakePane()
        self.received.intake_asked.connect(lambda: self._stack.setCurrentWidget(self.waiting))
        self.letters = LettersOut(messages, self)
        self.received.return_asked.connect(lambda line: self.letters.ask_return(self._context, line))
        self.received.view_asked.connect(self.unit_requested)
        self.received.words_asked.connect(lambda line: self.letters.copy_words(self._context, line))
        self.received.letters_asked.connect(lambda lines: self.letters.ask(self._context, lines))
        self.waiting.back_asked.connect(lambda: self._stack.setCurrentWidget(self.received))
        self.waiting.take_asked.connect(self.take)
        self.waiting.opened.connect(self._open)
        self.waiting.clear_asked.connect(self.clear)
        self.waiting.unlock_asked.connect(self._ask_passphrase)
        self.waiting.sheets_asked.connect(self._open_sheets)
        self.waiting.week_asked.connect(self.week_asked)
        self.received.week_asked.connect(self.week_asked)
        self.sheets = OneByOne(self)
        self.sheets.taken.connect(self._sheet_taken)
        self.sheets.told.connect(self.messages.note)
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
        closing = getattr(self.window(), "closing", None)
        if self._context is None and closing is not None:
            closing.connect(self.stop)
        self._context = context
        self._load_received()
        self._judge_again()

    def refresh(self) -> None:
        """Something changed: load what came again; what was undone waits again."""
        self._load_received()
        self._judge_again()

    def look_at(self, paths: Sequence[Path], text: str = "") -> None:
        """Lay out these beside what waits already."""
        self._coming = [*self._coming, (tuple(paths), text)]
        if not self._reading:
            self._read_next()

    def stop(self) -> None:
        """Enough of reading."""
        self._stopped, self._coming = True, []

    def clear(self) -> None:
        """Take none of it; it can be brought back."""
        before = self.intake
        self._forget()
        if before is not None and before.rows:
            said = words.CLEARED.format(count=len(before.rows))
            self.messages.say(said, [(words.BRING_BACK, lambda: self._bring_back(before))])

    def _bring_back(self, before: Intake) -> None:
        if self.intake is None:
            self._show_intake(before)
            self._judge_again()
        else:
            self._lay_beside(tuple(before.found[row.key] for row in before.rows), "")

    def _forget(self) -> None:
        self.intake = None
        self.unlocking.forget()
        self._asked += 1
        self.sheets.forget()
        self.received.show_waiting(0)
        self._stack.setCurrentWidget(self.received)

    # -- what came

    def _load_received(self) -> None:
        context = self._context
        if context is None:
            return
        week, before = context.week, previous_week(context.week)
        over = week.last < context.today

        def read(store: Any) -> tuple[tuple[ReceivedLine, ...], int]:
            from shengsi_desktop.services.exchange import intake_words

            lines = intake_words.received(store, str(week))
            return lines, 0 if lines else len(intake_words.received(store, str(before)))

        def show(found: tuple[tuple[ReceivedLine, ...], int]) -> None:
            lines, earlier = found
            if self._context is not None and self._context.week == week:
                self.received.show_lines(lines, week.label)
                self.received.offer_week(before if earlier or not over else None, earlier)
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

    # -- what waits

    def _read_next(self) -> None:
        """Read what comes, off the thread that stores; another drop meanwhile waits for its turn."""
        context = self._context
        if context is None or not self._coming:
            return
        (paths, text), self._coming = self._coming[0], self._coming[1:]
        self._reading, self._stopped, self._far = True, False, (0, 0)
        passphrases = tuple(self.unlocking.passphrases)

        def far(done: int, total: int) -> bool:
            self._far = (done, total)
            return not self._stopped

        def read(store: Any) -> tuple[Found, ...]:
            from shengsi_desktop.services.exchange import receiving

            return receiving.read_files(store, paths, passphrases=passphrases, progress=far)

        self.busy.begin(words.READING, lambda: self._far)
        context.operations.run(
            read,
            lambda found: self._lay_beside(found, text),
            self._not_read,
            owner=self,
            quiet=True,
            beside=True,
        )

    def _lay_beside(self, read: tuple[Found, ...], text: str) -> None:
        """What was read goes to what waits by now."""
        context, before = self._context, self.intake
        if context is None:
            return
        week = str(context.week)
        self._asked += 1
        asked = self._asked

        def compare(store: Any) -> Intake:
            from shengsi_desktop.services.exchange import receiving

            return receiving.laid_out(store, read, text, week=week, beside=before)

        def show(found: Intake) -> None:
            if asked != self._asked:
                # something was taken in, or cleared, meanwhile
                self._lay_beside(read, text)
                return
            self._reading = False
            self.busy.end()
            self._show_intake(found)
            self._tell_done()
            self.unlocking.read([one.path for one in read if one.path], self.waiting.sealed_paths)
            self._read_next()

        context.operations.run(compare, show, self._not_read, owner=self, quiet=True)

    def _not_read(self, problem: BaseException) -> None:
        self._reading = False
        self.busy.end()
        self.unlocking.not_read()
        if isinstance(problem, Cancelled):
            self._coming = []
            left = len(self.waiting.rows) if self.intake is not None else 0
            self.messages.say(words.STOPPED_LEFT.format(count=left) if left else words.STOPPED)
        elif self._context is not None:
            self._context.operations.tell(problem)
            self._read_next()

    def _show_intake(self, found: Intake) -> None:
        self._lay_out(found)
        self._stack.setCurrentWidget(self.waiting)
        self.waiting.table.setFocus()
        if found.rows and len(self.waiting.sheets) == len(found.rows):
            self._open_sheets(self.waiting.sheets)

    def _lay_out(self, found: Intake) -> None:
        self.intake = found
        self.waiting.show_rows(found.rows, self._context.week if self._context is not None else None)
        self.received.show_waiting(len(found.rows))

    def _judge_again(self) -> None:
        """Look up anew what all of it is by now."""
        context, intake = self._context, self.intake
        if context is None or intake is None:
            self._tell_done()
            return
        self._asked += 1
        asked, week = self._asked, str(context.week)

        def judge(store: Any) -> Intake:
            from shengsi_desktop.services.exchange import receiving

            return receiving.judged_again(store, intake, week=week)

        def show(found: Intake) -> None:
            if asked == self._asked:
                self._lay_out(found)
                if not found.rows:
                    self._stack.setCurrentWidget(self.received)
                self._tell_done()

        context.operations.run(judge, show, owner=self, quiet=True)

    def take(self, keys: set[str]) -> None:
        """Take in the rows of these keys, all as one."""
        context, intake = self._context, self.intake
        if context is None or intake is None:
            return
        taken: list[TakenIn] = []

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import receiving

            taken.append(receiving.take_in(store, intake, keys))
            return taken[0].changed

        def done(_changed: object) -> None:
            chosen = [row for row in intake.rows if row.key in keys and row.takeable]
            self._done = intake_counts.taken_words(taken[0], chosen, str(context.week))
            # more may have come meanwhile; or it was cleared
            if self.intake is not None:
                self._keep_rest(self.intake, keys)
            else:
                self._tell_done()

        context.operations.run(act, done, owner=self, saying=words.TAKING)

    def _keep_rest(self, intake: Intake, keys: Collection[str]) -> None:
        """What was not taken waits on, its verdict looked up anew; what was comes back when that is undone."""
        gone = {row.key for row in intake.rows if row.verdict in (Verdict.DOUBLE, Verdict.SAME)} | set(keys)
        rest = tuple(row for row in intake.rows if row.key not in gone)
        self._lay_out(replace(intake, rows=rest, taken=intake.taken | gone))
        if not rest:
            self._stack.setCurrentWidget(self.received)
        self._judge_again()

    def _tell_done(self) -> None:
        """What was taken in, and what waits then by the numbers above the table."""
        said, self._done = self._done, ""
        rows = self.waiting.rows if self.intake is not None else ()
        if said:
            left = words.LEFT.format(summary=intake_counts.summary(rows)) if rows else ""
            self.messages.say(said + left)

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
        self._done = sentence
        if self.intake is not None:
            self._keep_rest(self.intake, {key})
        else:
            self._tell_done()

    # -- what is asked

    def ask_text(self) -> None:
        """Let a text be pasted."""
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import PasteDialog

        dialog = PasteDialog(self)
        dialog.pasted.connect(lambda text: self.look_at((), text))
        open_alone(dialog)

    def _ask_passphrase(self) -> None:
        self.unlocking.ask([one.unit or one.source for one in self.waiting.sealed])

    def unlock(self, passphrase: str) -> None:
        """Try it on every sealed package."""
        self.unlocking.begin(passphrase, self.waiting.sealed_paths)
        self.look_at(self.waiting.sealed_paths)
