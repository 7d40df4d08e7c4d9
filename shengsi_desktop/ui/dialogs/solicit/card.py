"""One part of a reply: whose item, the words to be taken, which may be set right first, and what stands there now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shengsi_desktop.domain.soliciting import AcceptHow, ReplyWords
from shengsi_desktop.rhythm.soliciting import is_no_news
from shengsi_desktop.ui.dialogs.solicit import words
from shengsi_desktop.ui.pages.week.offers import Offers
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import ElidedLabel, label
from shengsi_desktop.ui.widgets.typed_words import TypedWords

if TYPE_CHECKING:
    from shengsi_desktop.domain.soliciting import Proposal
    from shengsi_desktop.domain.tracking import ItemRow

#: as long after the last key as any other typing waits (ms)
_AFTER_TYPING = 400


class PartCard(Card):
    """A proposal; what was dealt with folds to one line."""

    #: (proposal key, ReplyWords, AcceptHow, item id or None)
    accepted = Signal(str, object, object, object)
    #: (proposal key, whether it is to be dealt with again)
    skipped = Signal(str, bool)
    #: the words or the item are others now, not kept yet
    changed = Signal()
    #: (proposal key, ReplyWords, item id or None): to be kept as they are
    left = Signal(str, object, object)
    #: another item was chosen for a part that met none; it is kept already
    chosen = Signal()

    def __init__(self, proposal: Proposal, items: tuple[ItemRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 8, 14, 10), spacing=6)
        self.proposal = proposal
        self.fields: dict[str, GrowingText] = {}
        self.item: Choice | None = None
        #: the store would not keep the words; they are handed on again with the next key, or on leaving
        self.unkept = False
        TypedWords(self, self._give)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_TYPING)
        self._soon.timeout.connect(self.keep)
        self.no_news = label(words.NO_NEWS, "accent")
        self.offers = Offers()
        self.body.addLayout(self._head(items))
        if proposal.dealt:
            self.no_news.hide()
            self.body.addWidget(self.offers)
            self.offers.show_offers(proposal.offers)
        else:
            self.body.addLayout(self._fields())
            self.body.addLayout(self._buttons())
            self._tell()

    def keep(self) -> None:
        """Hand on what was changed, if it was not yet."""
        if self._soon.isActive() or self.unkept:
            self._soon.stop()
            self.unkept = False
            self.left.emit(self.proposal.key, self.words, self.item.currentData() if self.item else None)

    def _give(self) -> str:
        self.keep()
        return ""

    @property
    def ready(self) -> bool:
        """Whether it may be taken as it stands without replacing other words."""
        return replace(self.proposal, words=self.words, no_news=self._nothing_new()).ready

    @property
    def words(self) -> ReplyWords:
        """The words as they stand in the fields."""
        return ReplyWords(**{name: field.toPlainText().strip() for name, field in self.fields.items()})

    @property
    def edited(self) -> bool:
        """Whether a person has typed into it since it was read."""
        said = self.proposal.words
        return any(field.toPlainText() != getattr(said, name) for name, field in self.fields.items())

    def take_words(self, texts: dict[str, str], item_id: str | None) -> None:
        """The same part as typed before it was read again."""
        for name, text in texts.items():
            if name in self.fields and text != self.fields[name].toPlainText():
                self.fields[name].setPlainText(text)
        if self.item is not None and item_id is not None:
            self.item.setCurrentIndex(max(self.item.findData(item_id), 0))

    @property
    def item_id(self) -> str | None:
        """The item it belongs to; a person's choice where no number said so."""
        return self.item.currentData() if self.item is not None else self.proposal.item_id

    def _head(self, items: tuple[ItemRow, ...]) -> QHBoxLayout:
        proposal = self.proposal
        row = QHBoxLayout()
        row.setSpacing(8)
        if proposal.item_id is not None:
            title = ElidedLabel(f"{proposal.number} {proposal.title}", "strong")
            row.addWidget(title, 1)
        elif proposal.dealt and proposal.chosen is not None:
            row.addWidget(ElidedLabel(proposal.title, "strong"), 1)
        else:
            said = words.UNKNOWN.format(number=proposal.number) if proposal.number else words.UNMATCHED
            if proposal.lead:
                said = words.NOT_OURS.format(number=proposal.number, lead=proposal.lead)
            row.addWidget(label(said, "doubt"))
            if proposal.dealt:
                row.addWidget(ElidedLabel(proposal.words.progress.replace("\n", " "), "second"), 1)
            else:
                self.item = Choice()
                self.item.setAccessibleName(words.CHOOSE_ITEM)
                self.item.addItem(words.CHOOSE_ITEM, None)
                for one in items:
                    self.item.addItem(f"{one.number} {one.title}", one.id)
                self.item.setCurrentIndex(max(self.item.findData(proposal.chosen), 0))
                self.item.activated.connect(self._choose)
                row.addWidget(self.item, 1)
        row.addWidget(self.no_news)
        if proposal.dealt:
            row.addWidget(label(words.TAKEN if proposal.dealt == "taken" else words.SKIPPED, "second"))
            again = Button(words.AGAIN, kind="link")
            again.clicked.connect(lambda: self.skipped.emit(proposal.key, True))
            row.addWidget(again)
        self.setToolTip(words.RAW_TIP.format(text=proposal.raw.strip()[:600]))
        return row

    def _fields(self) -> QGridLayout:
        """Each field's new words at the left, what stands there now at the right."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        proposal = self.proposal
        for name, shown in words.FIELDS.items():
            new, old = getattr(proposal.words, name), getattr(proposal.now, name)
            if not (new or getattr(proposal.came, name)) and name != "progress":
                continue
            row = grid.rowCount()
            said = words.SUPPORT_FIELD if proposal.supporting else shown
            title = label(said, "second")
            title.setFixedWidth(current.px(56) if not proposal.supporting else current.px(96))
            field = GrowingText()
            field.setPlainText(new)
            field.setAccessibleName(f"{proposal.number} {said}")
            field.textChanged.connect(self._typed)
            self.fields[name] = field
            now = label(
                f"{words.NOW}：{old}" if old else words.NOW_EMPTY, "second" if old else "third", wrap=True
            )
            grid.addWidget(title, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(now, row, 2)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.skip = Button(words.SKIP, kind="ghost")
        self.skip.clicked.connect(lambda: self.skipped.emit(self.proposal.key, False))
        row.addWidget(self.skip)
        self.append = Button(words.APPEND, tip=words.APPEND_TIP)
        self.append.clicked.connect(lambda: self._accept(AcceptHow.APPEND))
        row.addWidget(self.append)
        quiet = self.proposal.in_conflict or self.proposal.target is None
        there = self.proposal.target is not None and not self.proposal.now.empty
        self.accept = Button(
            words.REPLACE if there else words.ACCEPT,
            kind="secondary" if quiet else "primary",
            tip=words.ACCEPT_TIP,
        )
        self.accept.clicked.connect(lambda: self._accept(AcceptHow.REPLACE))
        row.addWidget(self.accept)
        return row

    def _typed(self) -> None:
        self._soon.start()
        self._tell()
        self.changed.emit()

    def _choose(self) -> None:
        self._soon.start()
        self.keep()
        self.chosen.emit()

    def _nothing_new(self) -> bool:
        said = self.words
        return is_no_news(said.progress) and not said.more

    def _tell(self) -> None:
        """What taking it would do, as the words stand now."""
        nothing_new = self._nothing_new()
        self.no_news.setVisible(nothing_new)
        self.append.setVisible(not self.proposal.now.empty and not nothing_new)

    def _accept(self, how: AcceptHow) -> None:
        if self.item_id is None and self.item is not None:
            self.item.setFocus()
            self.item.showPopup()
            return
        self._soon.stop()
        chosen = self.item_id if self.item is not None else None
        self.accepted.emit(self.proposal.key, self.words, how, chosen)
