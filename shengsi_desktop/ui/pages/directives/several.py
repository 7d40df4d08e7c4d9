"""The right side where several directives are chosen: one text for each unit, and their 督办单 as one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.ui.pages.directives import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Segmented
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.directives import UnitMessage

_KINDS = (
    (StepKind.CONSULT, StepKind.CONSULT.label),
    (StepKind.URGE, StepKind.URGE.label),
    (StepKind.SIGN, words.COPY_SIGN),
)
#: so many texts are shown at most; 全部复制 takes them all
_MOST = 30


class SeveralPane(QScrollArea):
    """Which kind of text, the texts themselves, what copies them."""

    #: another kind of text is wanted
    kind_changed = Signal()
    #: (texts, StepKind)
    copy_asked = Signal(object, object)
    slip_asked = Signal()

    def __init__(self, kind: StepKind = StepKind.CONSULT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.messages: tuple[UnitMessage, ...] = ()
        self.kind = kind
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        self.title = label("", "heading")
        column.addWidget(self.title)
        self.kinds: Segmented[StepKind] = Segmented(_KINDS)
        self.kinds.set_value(kind)
        self.kinds.chosen.connect(self._choose)
        column.addWidget(self.kinds)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.copy_all = Button(words.COPY_ALL, kind="primary")
        self.copy_all.clicked.connect(lambda: self.copy_asked.emit(self.messages, self.kind))
        row.addWidget(self.copy_all)
        self.slip = Button("", icon="print", tip=words.SLIP_TIP)
        self.slip.clicked.connect(self.slip_asked)
        row.addWidget(self.slip)
        row.addStretch(1)
        column.addLayout(row)
        self.note = label(words.SEVERAL_NOTE, "second", wrap=True)
        column.addWidget(self.note)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.setWidget(content)

    def prefer_urging(self) -> None:
        """The county office urges where others ask."""
        self.kind = StepKind.URGE
        self.kinds.set_value(self.kind)

    def offer_urging(self, *, offered: bool) -> None:
        """Whether 催办 fits all that is chosen; else it is 商请."""
        self.kinds.offer(StepKind.URGE, offered=offered)
        if not offered and self.kind is StepKind.URGE:
            self.kind = StepKind.CONSULT
            self.kinds.set_value(self.kind)

    def show_count(self, count: int) -> None:
        """How many are chosen."""
        self.title.setText(words.SEVERAL.format(count=count))
        self.slip.setText(words.SEVERAL_SLIP.format(count=count))

    def show_messages(self, messages: tuple[UnitMessage, ...]) -> None:
        """The texts, one a unit."""
        self.messages = messages
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for message in messages[:_MOST]:
            self._cards.addWidget(self._card(message))
        self.copy_all.setEnabled(bool(messages))
        self.note.setText(words.SEVERAL_NOTE if messages else words.NONE_OPEN)

    def _card(self, message: UnitMessage) -> Card:
        card = Card(spacing=6)
        row = QHBoxLayout()
        head = words.MESSAGE_HEAD.format(name=message.addressee, count=len(message.ids))
        row.addWidget(label(head, "strong"), 1)
        copy = Button(words.COPY_ONE, kind="ghost", icon="copy")
        copy.clicked.connect(lambda: self.copy_asked.emit((message,), self.kind))
        row.addWidget(copy)
        card.body.addLayout(row)
        said = label(message.text, "second", wrap=True)
        said.setMinimumWidth(current.px(80))
        card.body.addWidget(said)
        return card

    def _choose(self, kind: StepKind | None) -> None:
        self.kind = kind or self.kind
        self.kinds.set_value(self.kind)
        self.kind_changed.emit()
