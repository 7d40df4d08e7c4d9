"""The parts of one reply, a card each. A part that is read again as it was keeps its card, its words and the focus."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.ui.dialogs.solicit import words
from shengsi_desktop.ui.dialogs.solicit.card import PartCard
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.soliciting import KeptReply, Proposal
    from shengsi_desktop.domain.tracking import ItemRow


class PartsList(QScrollArea):
    """`connect` is called with every new card and the reply's id."""

    def __init__(self, connect: Callable[[PartCard, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._connect_card = connect
        self._reply_id = ""
        self._items: tuple[tuple[str, str], ...] = ()
        self._rest: list[QWidget] = []
        self.cards: list[PartCard] = []
        #: the open part that goes on where the one dealt with was; None unless one was
        self._goes_on: int | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # a click on a button would bring the focus here, away from the words being typed
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidget(holder)

    def dealt_with(self, key: str) -> None:
        """This part is taken or left out: the focus goes on with the next open one once the store has answered."""
        opened = [card.proposal.key for card in self.cards if card.fields]
        self._goes_on = opened.index(key) if key in opened else None

    def show_reply(self, reply: KeptReply | None, items: tuple[ItemRow, ...]) -> None:
        """Show its parts, those dealt with last; what was typed into them stays."""
        focus = QApplication.focusWidget()
        ours = focus is None or self.isAncestorOf(focus)
        held = next((card for card in self.cards if focus is not None and card.isAncestorOf(focus)), None)
        reply_id = reply.id if reply is not None else ""
        choices = tuple((one.id, f"{one.number} {one.title}") for one in items)
        same = reply_id == self._reply_id
        before = {card.proposal.key: card for card in self.cards} if same else {}
        proposals = sorted(reply.proposals, key=lambda one: bool(one.dealt)) if reply is not None else []
        cards = []
        for place, proposal in enumerate(proposals):
            old = before.get(proposal.key)
            if old is not None and _as_it_was(old, proposal) and (old.item is None or choices == self._items):
                card = old
                card.proposal = proposal
            else:
                card = self._new_card(proposal, items, reply_id, old)
            cards.append(card)
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        for gone in [*(one for one in self.cards if one not in cards), *self._rest]:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._reply_id, self._items, self.cards = reply_id, choices, cards
        self._rest = [_chat(reply)] if reply is not None and reply.chat else []
        for one in self._rest:
            self._column.insertWidget(len(cards), one)
        # whoever is typing in a part that stays is left there
        if ours and held not in cards:
            self._go_on(held.proposal.key if held is not None else "")
        self._goes_on = None

    def _new_card(
        self, proposal: Proposal, items: tuple[ItemRow, ...], reply_id: str, old: PartCard | None
    ) -> PartCard:
        card = PartCard(proposal, items)
        self._connect_card(card, reply_id)
        if old is not None and (old.edited or old.item is not None):
            card.take_words({name: field.toPlainText() for name, field in old.fields.items()}, old.item_id)
        return card

    def _go_on(self, key: str) -> None:
        """The focus of a card that is made anew (its key) stays with the part, or goes to the next open one."""
        opened = [card for card in self.cards if card.fields]
        card = next((one for one in opened if one.proposal.key == key), None)
        if card is None and self._goes_on is not None and opened:
            card = opened[min(self._goes_on, len(opened) - 1)]
        if card is not None:
            first = card.item or next(iter(card.fields.values()))
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(card)


def _as_it_was(card: PartCard, proposal: Proposal) -> bool:
    """Whether the part differs by nothing but words that stand in its card already."""
    old = card.proposal
    if old == proposal:
        return True
    like = replace(old, words=proposal.words, no_news=proposal.no_news)
    return like == proposal and not proposal.dealt and card.words == proposal.words


def _chat(reply: KeptReply) -> QWidget:
    note = label(words.CHAT.format(count=len(reply.chat)), "third")
    note.setToolTip("\n".join(reply.chat))
    return note
