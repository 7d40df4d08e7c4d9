"""The head of the preview: title, year, issuer, as what it is stored, the counts and the warnings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.plan_import import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Line
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.services.plan_import import PlanPreview
    from shengsi_desktop.ui.plan_import.choices import Choices, Read

_LINE_OF = re.compile(r"第(\d+)行")
_WARNING = 26
_MOST_SEEN = 3


class Heading(QWidget):
    """`edited` after a field was left changed; `edition_chosen` with a plan's id or empty; `line_asked`."""

    edited = Signal()
    edition_chosen = Signal(str)
    #: a warning was clicked: its line in the text, from 1
    line_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 10)
        column.setSpacing(8)
        outer.addLayout(column)
        outer.addWidget(Line())
        column.addLayout(self._fields())
        line = QHBoxLayout()
        line.setSpacing(12)
        self.counts = label("", "strong")
        self.state = ElidedLabel("", "second")
        line.addWidget(self.counts)
        line.addWidget(self.state, 1)
        column.addLayout(line)
        self._warned = label("", "second")
        self.warnings = QListWidget()
        self.warnings.setProperty("kind", "boxed")
        self.warnings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.warnings.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.warnings.setAccessibleName(words.WARNINGS.format(count=""))
        self.warnings.itemClicked.connect(self._point)
        self.warnings.itemActivated.connect(self._point)
        column.addWidget(self._warned)
        column.addWidget(self.warnings)

    def show_read(self, read: Read, choices: Choices) -> None:
        """Fill it for a text that was read."""
        self.title.setText(choices.title)
        self.year.setText(choices.year)
        self.issuer.setText(choices.issuer)
        # a long one is seen from its beginning
        for field in (self.title, self.issuer):
            field.setCursorPosition(0)
        self._offer(read)
        self._warn(read.preview.warnings)
        self.say(read.preview)

    def say(self, preview: PlanPreview) -> None:
        """Counts and state."""
        self.counts.setText(preview.counts)
        self.state.set_text(words.STATES[preview.state])

    def put_into(self, choices: Choices) -> None:
        """What the fields say."""
        choices.title, choices.year, choices.issuer = (
            self.title.text(),
            self.year.text(),
            self.issuer.text(),
        )

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.title = QLineEdit()
        self.year = QLineEdit()
        self.year.setPlaceholderText(words.YEAR_HINT)
        self.year.setFixedWidth(current.px(76))
        self.issuer = QLineEdit()
        self.issuer.setPlaceholderText(words.ISSUER_HINT)
        self.issuer.setMaximumWidth(current.px(150))
        self.kept_as = QComboBox()
        self.kept_as.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kept_as.setMinimumWidth(current.px(160))
        self.kept_as.activated.connect(lambda _at: self.edition_chosen.emit(str(self.kept_as.currentData())))
        self._as = label(words.FIELD_AS, "second")
        for name, field, stretch in (
            (words.FIELD_TITLE, self.title, 6),
            (words.FIELD_YEAR, self.year, 0),
            (words.FIELD_ISSUER, self.issuer, 2),
        ):
            row.addWidget(label(name, "second"))
            row.addWidget(field, stretch)
            field.editingFinished.connect(self.edited)
        row.addWidget(self._as)
        row.addWidget(self.kept_as, 2)
        return row

    def _offer(self, read: Read) -> None:
        preview = read.preview
        with QSignalBlocker(self.kept_as):
            self.kept_as.clear()
            if preview.state == "new" or not any(one.id == preview.plan_id for one in read.plans):
                self.kept_as.addItem(words.AS_NEW, "")
            for one in read.plans:
                self.kept_as.addItem(words.AS_EDITION.format(year=one.year or "—"), one.id)
                self.kept_as.setItemData(self.kept_as.count() - 1, one.title, Qt.ItemDataRole.ToolTipRole)
            self.kept_as.setCurrentIndex(max(self.kept_as.findData(preview.plan_id), 0))
        for part in (self._as, self.kept_as):
            part.setVisible(bool(read.plans))

    def _warn(self, warnings: Sequence[str]) -> None:
        self.warnings.clear()
        for one in warnings:
            entry = QListWidgetItem(one, self.warnings)
            entry.setToolTip(one)
            entry.setSizeHint(QSize(0, current.px(_WARNING)))
        shown = min(len(warnings), _MOST_SEEN)
        self.warnings.setFixedHeight(shown * current.px(_WARNING) + current.px(12))
        self._warned.setText(words.WARNINGS.format(count=len(warnings)))
        for part in (self._warned, self.warnings):
            part.setVisible(bool(warnings))

    def _point(self, entry: QListWidgetItem) -> None:
        found = _LINE_OF.match(entry.text())
        if found:
            self.line_asked.emit(int(found[1]))
            return
        for name, field in ((words.FIELD_YEAR, self.year), (words.FIELD_TITLE, self.title)):
            if name in entry.text():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
