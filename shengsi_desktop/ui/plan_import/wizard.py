"""导入方案, the window's wizard: choose, look and set right, store whole or not at all, offer as the current plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.dialogs.fitting import fit
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.plan_import import reading, words
from shengsi_desktop.ui.plan_import.done_step import DoneStep
from shengsi_desktop.ui.plan_import.preview_step import PreviewStep
from shengsi_desktop.ui.plan_import.start_step import StartStep
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from shengsi_desktop.services.plan_import import Corrections, PlanEntry, PlanPreview
    from shengsi_desktop.ui.operations import Operations
    from shengsi_desktop.ui.plan_import.choices import Read

_SIZE = QSize(1180, 680)
_STORED_WORDS = {"new": words.STORED, "edition": words.STORED_EDITION, "same": words.STORED_SAME}


class NotConfirmed(Refusal):
    """The text is another edition of a stored plan, and nobody has looked at what changes."""

    def __init__(self, preview: PlanPreview) -> None:
        super().__init__(words.NOT_CONFIRMED)
        self.preview = preview


class ImportWizard(QDialog):
    """`plan_chosen`: this machine now works on another plan. `prepared` (first run): preview and corrections.

    With `first` nothing is stored here: what was looked at goes into the first run.
    """

    plan_chosen = Signal(object)
    prepared = Signal(object, object)

    def __init__(self, operations: Operations, parent: QWidget | None = None, *, first: bool = False) -> None:
        super().__init__(parent)
        self._operations = operations
        self._first = first
        self._asked = 0
        self._stored_id = ""
        self._storing = False
        self.setWindowTitle(words.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit(self, parent, _SIZE)
        self.messages = MessageBar()
        self.start = StartStep()
        self.preview = PreviewStep()
        self.done_step = DoneStep()
        self.steps = QStackedWidget()
        for step in (self.start, self.preview, self.done_step):
            self.steps.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.steps, 1)
        self._foot = self._build_foot()
        column.addWidget(self._foot)
        self._listen()
        self._go(self.start)

    def read_file(self, path: Path) -> None:
        """Read a plan's file, off the Qt thread."""
        self._read(reading.read_file(path, with_store=not self._first), path.name)

    def paste(self) -> None:
        """Read what lies in the clipboard."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.messages.warn(words.CLIPBOARD_EMPTY)
            return
        self._read(reading.read_text(text, with_store=not self._first), words.PASTED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field is no answer to the whole wizard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Nothing is stored; while something is being stored, its end is waited for."""
        if not self._storing:
            super().reject()

    def store(self) -> None:
        """«导入»: whole, in one transaction, or not at all."""
        read = self.preview.read
        if read is None:
            return
        self.preview.heading.put_into(self.preview.choices)
        try:
            corrections = self.preview.choices.corrections()
        except Refusal as problem:
            self.messages.warn(str(problem))
            return
        confirmed = self.preview.edition.confirmed.isChecked()
        if self._first:
            self.prepared.emit(read.preview, corrections)
            self.accept()
            return
        self._set_busy(words.STORING)
        by_time = self.by_time.isChecked()
        preview = read.preview

        def act(store: Any) -> tuple[frozenset[Any], tuple[PlanEntry, ...], PlanPreview]:
            final = reading.read_corrected(preview, corrections)(store)
            if final.state == "edition" and not confirmed:
                raise NotConfirmed(final)
            changed = reading.store_plan(final, corrections, by_time=by_time)(store)
            return changed, reading.stored_plans(store), final

        self._operations.run(
            act,
            lambda answer: self._stored(corrections, *answer),
            self._failed,
            owner=self,
            saying=words.STORING,
        )

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("kind", "panel")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(10)
        self.by_time = QCheckBox(words.BY_TIME)
        self.by_time.setChecked(True)
        self.by_time.setVisible(not self._first)
        self.summary = ElidedLabel("", "second")
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = Button(words.BACK)
        self.back.clicked.connect(lambda: self._go(self.start))
        self.cancel = Button(words.CANCEL)
        self.cancel.clicked.connect(self.reject)
        self.confirm = Button(words.USE_THIS if self._first else words.IMPORT, kind="primary")
        self.confirm.clicked.connect(self.store)
        row.addWidget(self.by_time)
        row.addWidget(self.summary, 1)
        row.addStretch(0)
        for button in (self.back, self.cancel, self.confirm):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        return foot

    def _listen(self) -> None:
        self.start.file_chosen.connect(self.read_file)
        self.start.paste_asked.connect(self.paste)
        self.start.several_dropped.connect(self._say_one_only)
        self.start.stopped.connect(self._stop_reading)
        self.preview.changed.connect(self._say_summary)
        self.preview.recompare_asked.connect(self._compare_again)
        self.preview.edition_chosen.connect(self._read_as_edition)
        self.done_step.choose_asked.connect(self._choose)
        self.done_step.closed.connect(self.accept)
        self._paste_key = QShortcut(QKeySequence.StandardKey.Paste, self, self.paste)

    def _go(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        at_preview = step is self.preview
        self._paste_key.setEnabled(step is self.start)
        self._foot.setVisible(step is not self.done_step)
        for part in (self.by_time, self.summary, self.back, self.confirm):
            part.setVisible(at_preview and not (part is self.by_time and self._first))
        self._say_summary()
        if step is self.start:
            self.start.show_reading("")
            self.start.choose.setFocus()
        elif at_preview:
            self.preview.tree.setFocus()

    def _read(self, read: Callable[[Any], Read], name: str) -> None:
        self._asked += 1
        asked = self._asked
        self.messages.dismiss()
        self._go(self.start)
        self.start.show_reading(name)

        def show(answer: Read) -> None:
            if asked == self._asked:
                self.preview.show_read(answer)
                self._go(self.preview)

        def fail(problem: BaseException) -> None:
            if asked == self._asked:
                self._go(self.start)
                self._failed(problem)

        self._operations.run(read, show, fail, owner=self, quiet=True)

    def _say_one_only(self, path: Path) -> None:
        self.messages.note(words.SEVERAL_FILES.format(name=path.name))

    def _stop_reading(self) -> None:
        self._asked += 1
        self._go(self.start)

    def _read_as_edition(self, plan_id: str) -> None:
        read = self.preview.read
        if read is not None:
            self._read(reading.read_as_edition(read.preview, plan_id), read.preview.document.title)

    def _compare_again(self) -> None:
        """Another title or year may be another plan; another match changes the rest."""
        read = self.preview.read
        if read is None or self._first:
            self._say_summary()
            return
        try:
            corrections = self.preview.choices.corrections()
        except Refusal:
            return  # told when it is to be stored
        self._asked += 1
        asked = self._asked

        def show(preview: PlanPreview) -> None:
            if asked == self._asked:
                self.preview.show_compared(preview)

        self._operations.run(
            reading.read_corrected(read.preview, corrections), show, self._failed, owner=self, quiet=True
        )

    def _say_summary(self) -> None:
        read, choices = self.preview.read, self.preview.choices
        if read is None:
            return
        new = choices.new_owners(read)
        groups = sum(new.values())
        units = len(new) - groups
        parts = [words.WILL_ADD_UNITS.format(count=units)] if units else []
        parts += [words.WILL_ADD_GROUPS.format(count=groups)] if groups else []
        said = [words.WILL_ADD.format(parts="、".join(parts))] if parts else []
        if choices.left_out:
            said.append(words.WILL_LEAVE.format(count=len(choices.left_out)))
        self.summary.set_text("，".join(said))

    def _stored(
        self,
        corrections: Corrections,
        changed: frozenset[Any],
        plans: tuple[PlanEntry, ...],
        final: PlanPreview,
    ) -> None:
        self._set_busy("")
        if changed:
            self._operations.saved.emit()
            self._operations.changed.emit(changed)
        self._stored_id = final.plan_id
        chosen = next((one for one in plans if one.chosen), None)
        stays = chosen is not None and chosen.id != final.plan_id
        said = _STORED_WORDS[final.state].format(title=corrections.title, counts=final.counts)
        if changed and corrections.left_out:
            said += words.LEFT_OUT_COUNT.format(count=len(corrections.left_out))
        self.done_step.show_stored(said, chosen.title if stays and chosen is not None else None)
        self.messages.dismiss()
        self._go(self.done_step)

    def _choose(self) -> None:
        self._operations.run(reading.choose_plan(self._stored_id), self._now_chosen, self._failed, owner=self)

    def _now_chosen(self, entry: PlanEntry) -> None:
        self.plan_chosen.emit(replace(entry, chosen=True))
        self.accept()

    def _set_busy(self, said: str) -> None:
        self._storing = bool(said)
        for part in (self.confirm, self.back, self.cancel, self.preview):
            part.setEnabled(not said)
        if said:
            self.summary.set_text(said)
        else:
            self._say_summary()

    def _failed(self, problem: BaseException) -> None:
        """A whole sentence here; nothing of it was stored."""
        self._set_busy("")
        if isinstance(problem, NotConfirmed):
            self.preview.show_compared(problem.preview)
            self.preview.tabs.setCurrentWidget(self.preview.edition)
        if isinstance(problem, Refusal):
            self.messages.warn(str(problem))
            return
        self._operations.tell(problem)
        self.messages.warn(words.NOTHING_STORED.format(words=BUG))
