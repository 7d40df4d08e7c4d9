"""导出县汇总表: how its rows stand, whose words it holds, on which paper; then where to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.gathering import BookOrder, BookWords
from shengsi_desktop.ui.pages.exchange import gather_words as words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSettings

_ORDERS = ((BookOrder.DIRECTION, words.BY_DIRECTION), (BookOrder.UNIT, words.BY_UNIT))
_WORDS = (
    (BookWords.BOTH, words.WORDS_BOTH),
    (BookWords.UNITS, words.WORDS_UNITS),
    (BookWords.NOTES, words.WORDS_NOTES),
)
#: so many notes to be checked are named
_MOST = 5
_PAPERS = ((False, words.PAPER_A4), (True, words.PAPER_A3))


class ExportDialog(QDialog):
    """Three choices, remembered on this machine."""

    #: (BookOrder, BookWords, whether on A3)
    chosen = Signal(object, object, bool)

    def __init__(self, parent: QWidget, memory: QSettings | None, outdated: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self._memory = memory
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.EXPORT_TITLE)
        self.setMinimumWidth(current.px(380))
        self.order, self.words, self.paper = _box(_ORDERS), _box(_WORDS), _box(_PAPERS)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(words.EXPORT_TITLE, "heading"))
        form = QFormLayout()
        for name, box in ((words.BY, self.order), (words.WORDS, self.words), (words.PAPER, self.paper)):
            box.setAccessibleName(name)
            form.addRow(name, box)
        column.addLayout(form)
        self.outdated = label("", "warned", wrap=True)
        if outdated:
            names = "、".join(outdated[:_MOST]) + ("等" if len(outdated) > _MOST else "")
            self.outdated.setText(words.OUTDATED.format(count=len(outdated), names=names))
            column.addWidget(self.outdated)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(words.CANCEL)
        cancel.clicked.connect(self.reject)
        self.go = Button(words.GO_EXPORT, kind="primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.take)
        row.addWidget(cancel)
        row.addWidget(self.go)
        column.addLayout(row)
        self._recall()

    def take(self) -> None:
        """Go on with what is chosen."""
        places = [box.currentIndex() for box in (self.order, self.words, self.paper)]
        if self._memory is not None:
            self._memory.setValue("county_book", ",".join(map(str, places)))
        self.chosen.emit(_ORDERS[places[0]][0], _WORDS[places[1]][0], _PAPERS[places[2]][0])
        self.accept()

    def _recall(self) -> None:
        said = str(self._memory.value("county_book", "")) if self._memory is not None else ""
        for box, place in zip((self.order, self.words, self.paper), said.split(","), strict=False):
            if place.isdecimal() and int(place) < box.count():
                box.setCurrentIndex(int(place))


def _box(choices: tuple[tuple[object, str], ...]) -> QComboBox:
    box = QComboBox()
    for _, said in choices:
        box.addItem(said)
    return box
