"""One thing that two machines did differently: the versions side by side, until a person chooses or joins."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.syncing import Conflict, ConflictKind, Rival, joined
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import label, moment_words
from shengsi_desktop.ui.widgets.typed_words import TypedWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

_LEAST = 340
#: a version that is narrower stands under the other (px at 100 %)
_SIDE = 300
_SPACING = 10
_SHOWN = "现显示"
_USE, _KEEP, _DELETE, _SIGN = "用这一个", "保留", "删除", "去这一周，核对后再次定稿"
_EMPTY = "（空）"
_RESTORED = "经撤销恢复"
#: words are kept so long after the last key (ms)
_KEPT_AFTER = 400
_HINTS = {
    ConflictKind.FIELD: "两台电脑都改过这一栏。绿底是两份不同的地方。选一个，或在下面合并。",
    ConflictKind.ROW: "一台电脑删除了它，另一台又改过它。现仍保留，请选择。",
    ConflictKind.FINAL: "两台电脑各自定了稿。两份都在；核对后再次定稿，新的一版即为准。",
}
_JOINED_HINT = "合并时两边写的不一样。绿底是这一份独有的话。选一个，或在下面合并。"
_OWN, _FILL, _TAKE = "合并，或另写", "填入两边的话", "用所写的"


class ConflictPane(QScrollArea):
    """Shows; what is chosen is its owner's to write."""

    #: (Conflict, the value that is to stand)
    chosen = Signal(object, object)
    #: (Conflict, whether the row stays)
    row_chosen = Signal(object, bool)
    #: the week of two 定稿
    week_asked = Signal(str)
    #: (a conflict's id, the words written for it so far): to be kept
    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(current.px(_LEAST))
        self._shown: Conflict | None = None
        self.buttons: list[Button] = []
        self.own: GrowingText | None = None
        #: the versions, in their order
        self.cards: list[Card] = []
        self._beside = QGridLayout()
        #: words typed for a conflict that was left without an answer, and those of them that are kept
        self._typed: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEPT_AFTER)
        self._later.timeout.connect(self._give)
        TypedWords(self, self._give)
        self.show_conflict(None)

    def show_conflict(self, conflict: Conflict | None) -> None:
        """Show this one, or nothing; words typed for another one stay with it."""
        if conflict is not None and conflict == self._shown:
            return
        self._give()
        self._shown = conflict
        self.buttons, self.cards, self.own = [], [], None
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(_SPACING)
        if conflict is not None:
            hint = _JOINED_HINT if conflict.joined else _HINTS[conflict.kind]
            column.addWidget(label(hint, "second", wrap=True))
            self.cards = [self._rival(conflict, place) for place in range(len(conflict.rivals))]
            self._beside = QGridLayout()
            self._beside.setSpacing(_SPACING)
            column.addLayout(self._beside)
            self._lay_out()
            if conflict.kind is ConflictKind.FINAL:
                column.addWidget(
                    self._button(_SIGN, lambda: self.week_asked.emit(conflict.week)),
                    0,
                    Qt.AlignmentFlag.AlignLeft,
                )
            if conflict.free:
                column.addWidget(self._own_part(conflict))
        column.addStretch(1)
        self.setWidget(body)

    def know_written(self, kept: Mapping[str, str]) -> None:
        """What was written for conflicts before the program ended; words in sight stay as they are."""
        self._kept = dict(kept)
        for key, words in kept.items():
            self._typed.setdefault(key, words)
        shown = self._shown
        if shown is None or self.own is None or self._later.isActive():
            return
        if kept.get(shown.id) and not self.own.toPlainText().strip():
            self.own.setPlainText(kept[shown.id])

    def answered(self, conflict: Conflict) -> None:
        """It is settled: the words typed for it have gone into the store."""
        self._typed.pop(conflict.id, None)
        self._kept.pop(conflict.id, None)
        if self._shown == conflict:
            self.own = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many versions beside one another as there is room for."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room = (self.viewport().width() + _SPACING) // (current.px(_SIDE) + _SPACING)
        across = min(max(room, 1), max(len(self.cards), 1))
        for place, card in enumerate(self.cards):
            self._beside.addWidget(card, place // across, place % across)
        for column in range(len(self.cards)):
            self._beside.setColumnStretch(column, 1 if column < across else 0)

    def _rival(self, conflict: Conflict, place: int) -> Card:
        rival = conflict.rivals[place]
        card = Card(margins=(12, 8, 12, 10), spacing=6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_who(rival), "strong", wrap=True), 1)
        if place == 0 and conflict.kind is not ConflictKind.ROW:
            head.addWidget(label(_SHOWN, "tag"))
        card.body.addLayout(head)
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setText(_marked(conflict, place))
        card.body.addWidget(words)
        card.body.addStretch(1)
        if conflict.kind is ConflictKind.FIELD:
            button = self._button(_USE, lambda: self.chosen.emit(conflict, rival.value))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        elif conflict.kind is ConflictKind.ROW:
            word = _DELETE if rival.deletes else _KEEP
            button = self._button(word, lambda: self.row_chosen.emit(conflict, not rival.deletes))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _own_part(self, conflict: Conflict) -> Card:
        card = Card(margins=(12, 8, 12, 10), spacing=6)
        card.body.addWidget(label(_OWN, "section"))
        self.own = GrowingText("在这里写下要用的内容", lines=3)
        self.own.setAccessibleName(_OWN)
        own = self.own
        own.setPlainText(self._typed.get(conflict.id, ""))
        own.textChanged.connect(self._later.start)
        card.body.addWidget(own)
        row = QHBoxLayout()
        row.setSpacing(8)
        in_time = sorted(conflict.rivals, key=lambda one: (one.at is not None, one.at and one.at.timestamp()))
        both = joined(one.text for one in in_time)
        row.addWidget(self._button(_FILL, lambda: own.setPlainText(both)))
        take = self._button(_TAKE, lambda: self._use(conflict, own.toPlainText().strip()), "primary")
        take.setEnabled(bool(own.toPlainText().strip()))
        own.textChanged.connect(lambda: take.setEnabled(bool(own.toPlainText().strip())))
        row.addWidget(take)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _button(self, words: str, on_click: object, kind: str = "secondary") -> Button:
        button = Button(words, kind=kind)
        button.clicked.connect(on_click)
        self.buttons.append(button)
        return button

    def _use(self, conflict: Conflict, words: str) -> None:
        # kept before it is asked for, so that a refusal loses nothing and the answer forgets them
        self._give()
        self.chosen.emit(conflict, words)

    def _keep_typed(self) -> None:
        if self._shown is not None and self.own is not None:
            self._typed[self._shown.id] = self.own.toPlainText()

    def _give(self) -> str:
        """Hand on what is not kept yet; there is nothing that could not be."""
        self._later.stop()
        self._keep_typed()
        for key, words in self._typed.items():
            if words != self._kept.get(key, ""):
                self._kept[key] = words
                self.written.emit(key, words)
        return ""


def _who(rival: Rival) -> str:
    when = moment_words(rival.at)
    restored = _RESTORED if rival.restored else ""
    return " · ".join(part for part in (rival.machine, rival.person, when, restored) if part)


def _marked(conflict: Conflict, place: int) -> str:
    """The version's words, marked where they differ from the other's: both cards show the same comparison."""
    rival = conflict.rivals[place]
    if conflict.kind is ConflictKind.ROW or (not conflict.free and conflict.kind is ConflictKind.FIELD):
        return _lines(rival.text or _EMPTY)
    from shengsi_desktop.rhythm.differences import text_pieces

    if not rival.text:
        return _lines(_EMPTY)
    first, other = conflict.rivals[0], conflict.rivals[place or 1]
    theirs = "removed" if place else "added"
    palette = current.palette()
    own = f"background-color:{palette.ok_ground};color:{palette.ok}"
    return "".join(
        f'<span style="{own}">{_lines(piece.text)}</span>' if piece.change else _lines(piece.text)
        for piece in text_pieces(first.text, other.text)
        if piece.change != theirs
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
