"""One part of a reply: whose item, the words to be taken, which may be set right first, and what stands there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shengsi_desktop.domain.soliciting import AcceptHow, ReplyWords
from shengsi_desktop.ui.dialogs.solicit import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.soliciting import Proposal
    from shengsi_desktop.domain.tracking import ItemRow


class PartCard(Card):
    """A proposal; what was dealt with folds to one line."""

    #: (proposal key, ReplyWords, AcceptHow, item id or None)
    accepted = Signal(str, object, object, object)
    #: (proposal key, whether it is to be dealt with again)
    skipped = Signal(str, bool)

    def __init__(self, proposal: Proposal, items: tuple[ItemRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(14, 8, 14, 10), spacing=6)
        self.proposal = proposal
        self.fields: dict[str, GrowingText] = {}
        self.item: Choice | None = None
        self.body.addLayout(self._head(items))
        if not proposal.dealt:
            self.body.addLayout(self._fields())
            self.body.addLayout(self._buttons())

    @property
    def words(self) -> ReplyWords:
        """The words as they stand in the fields."""
        return ReplyWords(**{name: field.toPlainText().strip() for name, field in self.fields.items()})

    @property
    def edited(self) -> bool:
        """Whether a person has typed into it."""
        return any(field.document().isModified() for field in self.fields.values())

    def take_words(self, texts: dict[str, str], item_id: str | None) -> None:
        """The same part as typed before it was read again."""
        for name, text in texts.items():
            if name in self.fields and text != self.fields[name].toPlainText():
                self.fields[name].setPlainText(text)
                self.fields[name].document().setModified(True)
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
        else:
            said = words.UNKNOWN.format(number=proposal.number) if proposal.number else words.UNMATCHED
            row.addWidget(label(said, "doubt"))
            if proposal.dealt:
                row.addWidget(ElidedLabel(proposal.words.progress.replace("\n", " "), "second"), 1)
            else:
                self.item = Choice()
                self.item.setAccessibleName(words.CHOOSE_ITEM)
                self.item.addItem(words.CHOOSE_ITEM, None)
                for one in items:
                    self.item.addItem(f"{one.number} {one.title}", one.id)
                row.addWidget(self.item, 1)
        if proposal.no_news and not proposal.dealt:
            row.addWidget(label(words.NO_NEWS, "accent"))
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
            if not new and name != "progress":
                continue
            row = grid.rowCount()
            said = words.SUPPORT_FIELD if proposal.supporting else shown
            title = label(said, "second")
            title.setFixedWidth(current.px(56) if not proposal.supporting else current.px(96))
            field = GrowingText()
            field.setPlainText(new)
            field.document().setModified(False)
            field.setAccessibleName(f"{proposal.number} {said}")
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
        has = self.proposal.now.progress or self.proposal.now.next_plan or self.proposal.now.problems
        self.append.setVisible(bool(has) and not self.proposal.no_news)
        row.addWidget(self.append)
        quiet = self.proposal.in_conflict or self.proposal.item_id is None
        self.accept = Button(words.ACCEPT, kind="secondary" if quiet else "primary", tip=words.ACCEPT_TIP)
        self.accept.clicked.connect(lambda: self._accept(AcceptHow.REPLACE))
        row.addWidget(self.accept)
        return row

    def _accept(self, how: AcceptHow) -> None:
        if self.item_id is None and self.item is not None:
            self.item.setFocus()
            self.item.showPopup()
            return
        chosen = self.item_id if self.item is not None else None
        self.accepted.emit(self.proposal.key, self.words, how, chosen)
