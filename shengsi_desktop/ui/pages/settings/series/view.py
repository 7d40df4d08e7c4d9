"""设置·会议, the view: the series there are, buttons that add one, and the form of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.ui.page import calendar_day
from shengsi_desktop.ui.pages.settings.room import MARGINS, ROW
from shengsi_desktop.ui.pages.settings.series import words
from shengsi_desktop.ui.pages.settings.series.form import SeriesForm
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import take_typed

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.meeting_series import SeriesDesk
    from shengsi_desktop.ui.page import PageContext

_LIST = 180
_OF_SERIES = frozenset({"meeting_series", "county_leader", "task_force"})


class SeriesView(QWidget):
    """Each choice is kept at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self._desk: SeriesDesk | None = None
        self._current: str | None = None
        self.form: SeriesForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(words.TITLE, "title"))
        head.addStretch(1)
        self.adders: dict[Cadence, Button] = {}
        for cadence, word in words.ADD.items():
            button = Button(word, icon="add")
            button.clicked.connect(lambda _checked=False, own=cadence: self._add(own))
            self.adders[cadence] = button
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(label(words.INTRO, "second", wrap=True))
        self._nothing = EmptyState(words.NOTHING_TITLE, words.NOTHING_TEXT)
        column.addWidget(self._nothing, 1)
        self._both = QWidget()
        both = QHBoxLayout(self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        self.list = QListWidget()
        self.list.setProperty("kind", "boxed")
        self.list.setFixedWidth(current.px(_LIST))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._chosen)
        both.addWidget(self.list)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        both.addWidget(self._scroll, 1)
        self._both.hide()
        column.addWidget(self._both, 1)

    def show_week(self, context: PageContext) -> None:
        """Show the unit's series."""
        self._context = context
        if self.form is None:
            self.form = SeriesForm(context.operations)
            self.form.edited.connect(self._edit)
            self.form.removed.connect(self._remove)
            self.form.refused.connect(lambda said: context.operations.tell(Refusal(said)))
            holder = QWidget()
            row = QVBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(self.form)
            row.addStretch(1)
            self._scroll.setWidget(holder)
        self._read()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again where a series or whom it is for changed."""
        if any(key.entity in _OF_SERIES for key in changed):
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the view leaves its fields."""
        super().hideEvent(event)
        if self.form is not None:
            take_typed(self.form)
            self.form.fields.flush()

    def _read(self) -> None:
        context = self._context
        if context is None:
            return
        unit_id, today = context.unit.id, calendar_day(context)

        def read(store: Any) -> SeriesDesk:
            from shengsi_desktop.services import meeting_series

            return meeting_series.series_desk(store, unit_id, today)

        context.operations.run(read, self._show, owner=self)

    def _show(self, desk: SeriesDesk) -> None:
        self._desk = desk
        ids = [one.id for one in desk.series]
        if self._current not in ids:
            self._current = ids[0] if ids else None
        self._nothing.setVisible(not ids)
        self._both.setVisible(bool(ids))
        self.list.blockSignals(True)
        self.list.clear()
        for one in desk.series:
            item = QListWidgetItem(one.name)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setToolTip(f"{one.cadence.label} · {one.name}")
            item.setSizeHint(QSize(0, current.px(ROW)))
            self.list.addItem(item)
            if one.id == self._current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._show_form()

    def _show_form(self) -> None:
        desk = self._desk
        if desk is None or self.form is None:
            return
        series = next((one for one in desk.series if one.id == self._current), None)
        if series is None:
            self.form.fields.show_fields({})
            self.form.series = None
            return
        of_force = series.cadence is Cadence.TASK_FORCE
        whom = desk.choices.task_forces if of_force else desk.choices.leaders
        self.form.show_series(series, desk.fields[series.id], whom, desk.coming[series.id])

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is None or self.form is None:
            return
        # while the form still knows whose words it holds
        take_typed(self.form)
        self.form.fields.flush()
        self._current = item.data(Qt.ItemDataRole.UserRole)
        self._show_form()

    def _add(self, cadence: Cadence) -> None:
        if self._context is None:
            return
        unit_id = self._context.unit.id

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meeting_series

            self._current = meeting_series.add_series(store, unit_id, cadence)
            changed: frozenset[FieldKey] = store.last_changed
            return changed

        self._context.operations.run(write, owner=self)

    def _edit(self, changed: dict[str, Any]) -> None:
        series_id = self._current
        if self._context is None or series_id is None:
            return

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meeting_series

            return meeting_series.edit_series(store, series_id, **changed)

        self._context.operations.run(write, on_failure=self._not_kept, owner=self)

    def _remove(self) -> None:
        series_id = self._current
        if self._context is None or series_id is None or self.form is None:
            return
        self.form.fields.flush()

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meeting_series

            return meeting_series.remove_series(store, series_id)

        self._context.operations.run(write, owner=self)

    def _not_kept(self, problem: BaseException) -> None:
        if self._context is not None:
            self._context.operations.tell(problem)
        self._read()
