"""The milestones of one project: day, light, tick; and one more at the end. Saves nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, Line
from shengsi_desktop.ui.widgets.facts import OpenLine, ValueLabel
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import SectionLabel, label
from shengsi_desktop.ui.widgets.typed_words import TypedWords, UnfinishedWords, take_typed

if TYPE_CHECKING:
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.tracking import DeliverableStanding


class _Due(QWidget):
    """The day, which opens into a field."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.value = ValueLabel()
        self.value.setWordWrap(False)
        self.value.opened.connect(self._open)
        row.addWidget(self.value)
        self.field = OpenLine()
        self.field.setPlaceholderText(words.DUE_HINT)
        self.field.setAccessibleName(words.DUE)
        self.field.setStyleSheet("padding: 0 6px; min-height: 20px;")
        self.field.setFixedWidth(current.px(92))
        self.field.editingFinished.connect(self._take)
        self.field.given_up.connect(self._close)
        self.field.hide()
        row.addWidget(self.field)
        TypedWords(self, self._give)

    @property
    def typed(self) -> str:
        """What stands in the open field."""
        return "" if self.field.isHidden() else self.field.text().strip()

    def put_back(self, said: str) -> None:
        """Open with words that were no day, to be set right."""
        at_keys = self.value.hasFocus()
        self.field.setText(said)
        self.value.hide()
        self.field.show()
        if at_keys:
            self.field.setFocus()

    def _open(self) -> None:
        self.put_back(self.value.text())
        self.field.setFocus()
        self.field.selectAll()

    def _give(self) -> str:
        self._take()
        return ""

    def _take(self) -> None:
        said = self.typed
        if self.field.isHidden():
            return
        self._close()
        if said and said != self.value.text():
            self.edited.emit(said)

    def _close(self) -> None:
        had_focus = self.field.hasFocus()
        self.field.hide()
        self.value.show()
        if had_focus:
            self.value.setFocus()


class MilestoneRow(QWidget):
    """One of them."""

    ticked = Signal(bool)
    due_edited = Signal(str)
    drop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        self.tick = QCheckBox()
        self.tick.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tick.clicked.connect(self.ticked)
        row.addWidget(self.tick)
        self.name = label("", wrap=True)
        row.addWidget(self.name, 1)
        self.due = _Due()
        self.due.edited.connect(self.due_edited)
        row.addWidget(self.due)
        self.badge = Badge()
        row.addWidget(self.badge)
        self.drop = Button(icon="close", kind="ghost", tip=words.REMOVE)
        self.drop.setFixedSize(current.px(24), current.px(24))
        self.drop.setStyleSheet("padding: 0; min-height: 0;")
        self.drop.clicked.connect(self.drop_asked)
        row.addWidget(self.drop)

    def show_standing(self, standing: DeliverableStanding, year: int, *, ours: bool, coming: bool) -> None:
        """Show it; `coming`: it is the next one."""
        one = standing.deliverable
        simple = one.kind is DeliverableKind.MILESTONE and len(one.stages) == 1
        self.tick.setVisible(simple)
        self.tick.setEnabled(ours)
        self.tick.setChecked(standing.complete)
        self.tick.setToolTip(words.REACHED)
        self.tick.setAccessibleName(f"{one.name} {words.REACHED}")
        self.name.setText(one.name)
        self.name.setProperty("kind", "strong" if coming else "")
        self.name.style().unpolish(self.name)
        self.name.style().polish(self.name)
        self.due.value.show_words(day_words(one.due, year), editable=True)
        self.badge.set_light(standing.reading.light, reason=standing.reading.reason)


class Milestones(Card):
    """All of them in the order of their days."""

    #: (deliverable id, whether it is reached)
    ticked = Signal(str, bool)
    #: (deliverable id, words of the day)
    due_edited = Signal(str, str)
    #: deliverable id
    drop_asked = Signal(str)
    #: (item id, name, words of the day)
    added = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 10, 10, 10), spacing=0)
        self.rows: dict[str, MilestoneRow] = {}
        self._parts: list[QWidget] = []
        self._item_id = ""
        #: what was typed of a new one and not yet added, by its project
        self._begun: dict[str, tuple[str, str]] = {}
        self.body.addWidget(SectionLabel(words.MILESTONES))
        self.nothing = label(words.NO_MILESTONES, "second", wrap=True)
        self.nothing.setContentsMargins(0, 6, 0, 6)
        self.body.addWidget(self.nothing)
        self._end = QWidget()
        row = QHBoxLayout(self._end)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(6)
        self.name, self.due = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(words.MILESTONE_HINT)
        self.due.setPlaceholderText(words.DUE_HINT)
        self.due.setFixedWidth(current.px(92))
        self.name.setAccessibleName(words.MILESTONE_NAME)
        self.due.setAccessibleName(words.DUE)
        self.add = Button(words.ADD_MILESTONE)
        for field in (self.name, self.due):
            field.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        row.addWidget(self.name, 1)
        row.addWidget(self.due)
        row.addWidget(self.add)
        self.body.addWidget(self._end)
        UnfinishedWords(self, self._unfinished)

    def show_project(self, row: ProjectRow, *, ours: bool) -> None:
        """Show them; the same ones keep their widgets, and what was begun of a new one stays with its project."""
        if row.item.id != self._item_id:
            if self.name.text() or self.due.text():
                self._begun[self._item_id] = (self.name.text(), self.due.text())
            self._item_id = row.item.id
            name, due = self._begun.pop(row.item.id, ("", ""))
            self.name.setText(name)
            self.due.setText(due)
        ids = [one.deliverable.id for one in row.milestones]
        if ids != list(self.rows):
            self._rebuild(ids)
        year = int(row.progress.month[:4])
        for one in row.milestones:
            coming = one is row.next_milestone
            self.rows[one.deliverable.id].show_standing(one, year, ours=ours, coming=coming)
        self.nothing.setVisible(not ids)

    def forget_added(self, item_id: str, name: str, due: str) -> None:
        """It is stored: its words go, unless others have been typed since."""
        if item_id != self._item_id:
            if tuple(one.strip() for one in self._begun.get(item_id, ())) == (name, due):
                del self._begun[item_id]
        elif (self.name.text().strip(), self.due.text().strip()) == (name, due):
            self.name.clear()
            self.due.clear()

    def put_back(self, deliverable_id: str, due: str) -> str:
        """Open a day with words that were refused; returned where it is not shown."""
        row = self.rows.get(deliverable_id)
        if row is None:
            return due
        row.due.put_back(due)
        return ""

    def _unfinished(self) -> str:
        begun = [*self._begun.values(), (self.name.text(), self.due.text())]
        return "\n".join(said for one in begun if (said := " ".join(one).strip()))

    def _rebuild(self, ids: list[str]) -> None:
        take_typed(self)
        typed = {own: row.due.typed for own, row in self.rows.items()}
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], {}
        for own in ids:
            at = self.body.indexOf(self._end)
            if self.rows:
                line = Line()
                self._parts.append(line)
                self.body.insertWidget(at, line)
            made = MilestoneRow()
            made.ticked.connect(lambda on, own=own: self.ticked.emit(own, on))
            made.due_edited.connect(lambda said, own=own: self.due_edited.emit(own, said))
            made.drop_asked.connect(lambda own=own: self.drop_asked.emit(own))
            self.rows[own] = made
            self._parts.append(made)
            self.body.insertWidget(self.body.indexOf(self._end), made)
            if typed.get(own):
                made.due.put_back(typed[own])

    def _add(self) -> None:
        name, due = self.name.text().strip(), self.due.text().strip()
        if not name:
            self.name.setFocus()
        elif not due:
            self.due.setFocus()
        else:
            self.added.emit(self._item_id, name, due)
