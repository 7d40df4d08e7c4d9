"""导入清单, the window's wizard: choose, set the columns right, look at every row, store in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.list_import import reading, words
from shengsi_desktop.ui.list_import.choices import stored_words, summary
from shengsi_desktop.ui.list_import.columns_step import ColumnsStep
from shengsi_desktop.ui.list_import.done_step import DoneStep
from shengsi_desktop.ui.list_import.foot import Foot
from shengsi_desktop.ui.list_import.preview_step import PreviewStep
from shengsi_desktop.ui.list_import.start_step import StartStep
from shengsi_desktop.ui.list_import.templates import Templates
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.list_changes import ListPreview
    from shengsi_desktop.services.list_import import ListSource
    from shengsi_desktop.ui.list_import.reading import Asked
    from shengsi_desktop.ui.list_import.rows_heading import DeskWeek
    from shengsi_desktop.ui.operations import Operations

Answer = TypeVar("Answer")

_SIZE = QSize(1180, 680)


class ListWizard(QDialog):
    """`page_asked` (page, target) when the user wants to look at what was stored."""

    page_asked = Signal(str, str)

    def __init__(self, operations: Operations, desk: DeskWeek, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._desk = desk
        self._asked = 0
        self._pace = reading.Pace()
        self._storing = False
        self._done_kind = ListKind.KEY_MEASURE
        self.setWindowTitle(words.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, parent, _SIZE)
        self.messages = MessageBar()
        self.start = StartStep()
        self.columns = ColumnsStep()
        self.preview = PreviewStep(desk)
        self.done_step = DoneStep()
        self.templates = Templates(operations, self.messages, self)
        self.steps = QStackedWidget()
        for step in (self.start, self.columns, self.preview, self.done_step):
            self.steps.addWidget(step)
        self.foot = Foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.steps, 1)
        column.addWidget(self.foot)
        self._listen()
        self._go(self.start)

    def read_file(self, path: Path) -> None:
        """Read a file's tables, off the Qt thread; nothing is stored."""
        self.messages.dismiss()
        self._go(self.start)
        self._pace.stop()
        pace = self._pace = reading.Pace()
        self.start.show_reading(path.name, pace)
        self._ask(
            reading.read_file(path, self._desk.plan_year or None, pace), self._show_source, self._not_read
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard; in a field it is no answer to the whole wizard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton) and focus.isEnabled():
                focus.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Nothing is asked, nothing is stored; the end of what is being stored is waited for."""
        if not self._storing:
            self._pace.stop()
            super().reject()

    def store(self) -> None:
        """«导入»: whole, in one command, or not at all."""
        table, preview = self.columns.table, self.preview.preview
        if table is None or preview is None:
            return
        self.messages.dismiss()
        self._storing = True
        self.preview.setEnabled(False)
        self.foot.begin(words.STORING, may_stop=False)
        act = reading.store_list(table, self.preview.choices.frozen())
        self._operations.run(act, self._stored, self._not_stored, owner=self, saying=words.STORING)

    def _listen(self) -> None:
        self.start.file_chosen.connect(self.read_file)
        self.start.several_dropped.connect(self._say_one_only)
        self.start.template_asked.connect(self.templates.ask)
        self.start.stopped.connect(self._stop_reading)
        self.columns.asked.connect(self._read_again)
        self.columns.trouble.connect(self._say_trouble)
        self.preview.compare_asked.connect(self._compare)
        self.preview.changed.connect(self._say_summary)
        self.foot.back_asked.connect(self._back)
        self.foot.cancel_asked.connect(self.reject)
        self.foot.next_asked.connect(self._next)
        self.foot.stopped.connect(self._stop_comparing)
        self.done_step.look_asked.connect(self._look)
        self.done_step.another_asked.connect(self._another_sheet)
        self.done_step.closed.connect(self.accept)

    def _go(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        self.foot.show_step(self.steps.indexOf(step))
        self._say_summary()
        if step is self.start:
            self.start.show_waiting()
            self.start.choose.setFocus()
        elif step is self.columns:
            self.columns.first_field.setFocus()
        elif step is self.preview:
            self.preview.view.setFocus()

    def _ask(
        self,
        question: Callable[[Any], Answer],
        show: Callable[[Answer], object],
        fail: Callable[[BaseException], object],
    ) -> None:
        """Ask off the Qt thread; an answer that something newer was asked after is dropped."""
        self._asked += 1
        asked = self._asked

        def answered(answer: Answer) -> None:
            if asked == self._asked:
                self.foot.end()
                show(answer)

        def failed(problem: BaseException) -> None:
            if asked == self._asked:
                self.foot.end()
                fail(problem)

        self._operations.run(question, answered, failed, owner=self, quiet=True)

    def _show_source(self, source: ListSource | None) -> None:
        if source is None:
            self._go(self.start)
            return
        self.columns.show_source(source)
        self._go(self.columns)

    def _not_read(self, problem: BaseException) -> None:
        self._go(self.start)
        self._failed(problem)

    def _stop_reading(self) -> None:
        self._asked += 1
        self._pace.stop()
        self._go(self.start)

    def _say_one_only(self, path: Path) -> None:
        self.messages.note(words.SEVERAL_FILES.format(name=path.name))

    def _say_trouble(self, said: str) -> None:
        if said:
            self.messages.warn(said)
        else:
            self.messages.dismiss()

    def _read_again(self, sheet: int, asked: Asked, anew: bool) -> None:
        source = self.columns.source
        if source is None:
            return
        self.foot.begin(words.READING_AGAIN, may_stop=True)
        show = self.columns.show_sheet if anew else self.columns.show_table
        self._ask(reading.read_again(source, sheet, asked), show, self._not_read_again)

    def _not_read_again(self, problem: BaseException) -> None:
        """The columns stand as they were read last."""
        if self.columns.table is not None:
            self.columns.show_table(self.columns.table)
        self._failed(problem)

    def _next(self) -> None:
        if self.steps.currentWidget() is self.preview:
            self.store()
            return
        table = self.columns.table
        if table is None:
            return
        stands_in_the_way = next((one for one in table.problems if one.blocking), None)
        if stands_in_the_way is not None:
            self.messages.warn(stands_in_the_way.message)
            self.columns.point_at(-1)
            return
        plan_year = self._desk.plan_year
        if plan_year and table.year and table.year != plan_year and not self.columns.year_said:
            self.messages.warn(words.OTHER_YEAR.format(year=table.year, plan=plan_year))
            self.columns.year.setFocus()
            return
        self.preview.begin((id(self.columns.source), self.columns.sheet, table.kind), str(self._desk.week))
        self._compare()

    def _back(self) -> None:
        at_preview = self.steps.currentWidget() is self.preview
        self.messages.dismiss()
        self._go(self.columns if at_preview else self.start)

    def _compare(self) -> None:
        table = self.columns.table
        if table is None:
            return
        self.messages.dismiss()
        self.foot.begin(words.COMPARING, may_stop=True)
        self._ask(
            reading.compare(table, self.preview.choices.frozen()), self._show_preview, self._not_compared
        )

    def _show_preview(self, answer: tuple[ListPreview, tuple[str, ...]]) -> None:
        self.preview.show_preview(*answer)
        if self.steps.currentWidget() is not self.preview:
            self._go(self.preview)

    def _not_compared(self, problem: BaseException) -> None:
        self.preview.take_back()
        self._failed(problem)

    def _stop_comparing(self) -> None:
        """Whatever is on its way is no longer waited for; what was shown last stands."""
        self._asked += 1
        self.foot.end()
        table = self.columns.table
        if self.steps.currentWidget() is self.columns and table is not None:
            self.columns.show_table(table)
        else:
            self.preview.take_back()
        self._say_summary()

    def _say_summary(self) -> None:
        step, table = self.steps.currentWidget(), self.columns.table
        if step is self.preview and self.preview.preview is not None:
            said, ready = summary(self.preview.preview, self.preview.choices)
            self.foot.say(said, ready=ready)
        else:
            self.foot.say("", ready=step is self.columns and table is not None)

    def _stored(self, answer: tuple[frozenset[FieldKey], ListPreview]) -> None:
        changed, final = answer
        self._end_storing()
        if changed:
            self._operations.saved.emit()
            self._operations.changed.emit(changed)
        parts, others = stored_words(final)
        kind = self._done_kind = final.table.kind
        if changed and parts:
            said = words.STORED.format(list=kind.label, title=final.plan_title, parts=parts)
            said = f"{said}{words.UNDO_HINT}"
        else:
            said = words.STORED_SAME.format(list=kind.label)
        look = words.OPEN_INDICATORS if kind is ListKind.INDICATOR else words.OPEN_TASKS
        source = self.columns.source
        more = source is not None and len(source.file.tables) > 1
        self.done_step.show_stored(said, others, look, changed=bool(changed), more=more)
        self._go(self.done_step)
        self.done_step.look.setFocus()

    def _not_stored(self, problem: BaseException) -> None:
        self._end_storing()
        self._say_summary()
        self._failed(problem)

    def _end_storing(self) -> None:
        self._storing = False
        self.preview.setEnabled(True)
        self.foot.end()

    def _look(self) -> None:
        kind = self._done_kind
        page, target = ("indicators", "") if kind is ListKind.INDICATOR else ("tasks", str(kind))
        self.accept()
        self.page_asked.emit(page, target)

    def _another_sheet(self) -> None:
        """Go on with the sheet after the one that was stored."""
        source = self.columns.source
        if source is not None:
            self.columns.show_source(source, (self.columns.sheet + 1) % len(source.file.tables))
            self._go(self.columns)

    def _failed(self, problem: BaseException) -> None:
        """A whole sentence here; nothing was stored."""
        self._say_summary()
        if isinstance(problem, Refusal):
            self.messages.warn(str(problem))
            return
        self._operations.tell(problem)
        self.messages.warn(words.NOTHING_STORED.format(words=BUG))
