"""The plan's own 争取 sentences to choose from: each with its place and the guesses, set right before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealSense, ChosenOffer
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.lists.words import CANCEL
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.appeals import AppealOffer
    from shengsi_desktop.domain.words import Word

_SIZE = QSize(760, 560)


class OffersDialog(StoringDialog):
    """`saved` with the chosen ones (tuple of ChosenOffer)."""

    saved = Signal(object)
    grows = False

    def __init__(self, offers: tuple[AppealOffer, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.OFFERS_TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(words.OFFERS_NOTE if offers else words.OFFERS_NONE, "second", wrap=True))
        self.cards: list[OfferCard] = []
        column.addWidget(self._list(offers), 1)
        column.addWidget(self.trouble)
        column.addLayout(self._foot())
        self._count()
        fit_content(self, parent, _SIZE)

    def save(self) -> None:
        """Hand over what is ticked; stays open with a sentence where something is wrong."""
        chosen = [card for card in self.cards if card.is_chosen]
        nameless = next((card for card in chosen if not card.name.text().strip()), None)
        if nameless is not None:
            nameless.name.setFocus()
            self.say(words.NAME_MISSING)
        elif chosen and self.wait():
            self.saved.emit(tuple(card.chosen() for card in chosen))

    def choose_upward(self) -> None:
        """Tick all that ask upward and are not taken."""
        for card in self.cards:
            if card.offer.sentence.sense is AppealSense.UPWARD and card.tick.isEnabled():
                card.tick.setChecked(True)

    def _list(self, offers: tuple[AppealOffer, ...]) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for sense, heading in ((AppealSense.UPWARD, words.UPWARD), (AppealSense.STRIVE, words.STRIVE)):
            own = [one for one in offers if one.sentence.sense is sense]
            if own:
                column.addWidget(SectionLabel(f"{heading}（{len(own)}）"))
            # those of the unit's own items before the others
            for offer in sorted(own, key=lambda one: not one.mine):
                card = OfferCard(offer)
                card.tick.toggled.connect(lambda _on: self._count())
                self.cards.append(card)
                column.addWidget(card)
        column.addStretch(1)
        scroll.setWidget(holder)
        return scroll

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.all = Button(words.ALL, kind="ghost")
        self.all.setAutoDefault(False)
        self.all.clicked.connect(self.choose_upward)
        foot.addWidget(self.all)
        foot.addStretch(1)
        cancel = Button(CANCEL)
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        self.save_button.clicked.connect(self.save)
        foot.addWidget(self.save_button)
        return foot

    def _count(self) -> None:
        count = sum(card.is_chosen for card in self.cards)
        self.save_button.setText(words.TAKE.format(count=count) if count else words.TAKE_NONE)
        self.save_button.setEnabled(count > 0)


class OfferCard(Card):
    """One sentence: its place, its words, and what would be made of it."""

    def __init__(self, offer: AppealOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(12, 10, 12, 10), spacing=6)
        self.offer = offer
        sentence = offer.sentence
        head = QHBoxLayout()
        head.setSpacing(8)
        self.tick = QCheckBox(
            words.OFFER_FROM.format(number=offer.item_number, owners="、".join(offer.owners)).strip()
            if offer.item_id
            else words.OFFER_NOWHERE
        )
        head.addWidget(self.tick, 1)
        if offer.mine:
            head.addWidget(label(words.OFFER_MINE, "tag"))
        if offer.taken:
            head.addWidget(label(words.OFFER_TAKEN.format(number=offer.taken), "tag"))
        self.body.addLayout(head)
        text = label(sentence.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(text)
        self.fields = QWidget()
        row = QHBoxLayout(self.fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.name = QLineEdit(sentence.name)
        self.name.setCursorPosition(0)
        self.name.setAccessibleName(words.OFFER_NAME)
        self.name.setToolTip(words.OFFER_NAME)
        row.addWidget(self.name, 1)
        self.area = _choice(words.AREA_SHORT, AppealArea, sentence.area)
        self.level = _choice(words.LEVEL_SHORT, AppealLevel, sentence.level)
        row.addWidget(self.area)
        row.addWidget(self.level)
        self.body.addWidget(self.fields)
        self.why = label(words.OFFER_WHY.format(why=sentence.why), "second", wrap=True)
        self.body.addWidget(self.why)
        if offer.taken:
            self.tick.setEnabled(False)
            self.fields.hide()
            self.why.hide()

    @property
    def is_chosen(self) -> bool:
        """Whether it is ticked, and not taken already."""
        return self.tick.isChecked() and not self.offer.taken

    def chosen(self) -> ChosenOffer:
        """The offer as it stands now."""
        return ChosenOffer(
            name=self.name.text().strip(),
            sentence=self.offer.sentence.text,
            item_id=self.offer.item_id,
            # Qt gives a StrEnum back as plain words
            area=AppealArea(area) if (area := self.area.currentData()) else None,
            level=AppealLevel(level) if (level := self.level.currentData()) else None,
        )


def _choice(name: str, offered: Iterable[Word], guess: Word | None) -> Choice:
    choice = Choice(width=112)
    choice.addItem(f"{name}{words.UNSET}", None)
    for one in offered:
        choice.addItem(one.label, one)
    choice.setCurrentIndex(max(choice.findText(guess.label), 0) if guess is not None else 0)
    choice.setAccessibleName(name)
    choice.setToolTip(name)
    return choice
