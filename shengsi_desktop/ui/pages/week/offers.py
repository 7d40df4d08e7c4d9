"""Numbers found in the text of 本周进展, offered as a deliverable's new value: one click takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.fields import written
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import Offer


class OfferRow(QWidget):
    """One offer: the question, yes and no."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        name = offer.deliverable
        if not name.startswith("“"):
            name = words.QUOTED.format(name=name)
        question = words.OFFER.format(value=written(offer.value), unit=offer.unit, name=name)
        row.addWidget(label(question, "accent", wrap=True), 1)
        self.take = Button(words.TAKE_OFFER, kind="link")
        self.leave = Button(words.NOT_NOW, kind="link")
        row.addWidget(self.take)
        row.addWidget(self.leave)


class Offers(QWidget):
    """The offers of one item; what was declined is not offered again in this sitting."""

    #: the Offer that was taken
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        #: what was declined, of this item or of whatever shares the set
        self.declined: set[Offer] = set()
        self._offers: tuple[Offer, ...] = ()
        self.rows: list[OfferRow] = []
        self.hide()

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show those not declined."""
        wanted = tuple(offer for offer in offers if offer not in self.declined)
        if wanted != self._offers:
            self._offers = wanted
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [OfferRow(offer) for offer in wanted]
            for row in self.rows:
                row.take.clicked.connect(lambda _checked=False, row=row: self.taken.emit(row.offer))
                row.leave.clicked.connect(lambda _checked=False, row=row: self._decline(row.offer))
                self._column.addWidget(row)
            follow(self, self.rows)
        self.setVisible(bool(wanted))

    def _decline(self, offer: Offer) -> None:
        self.declined.add(offer)
        self.show_offers(tuple(one for one in self._offers if one != offer))
