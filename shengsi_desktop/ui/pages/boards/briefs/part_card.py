"""One part of a brief: its words to type into, what it rests on, and word of a newer draft. Saves by drafts alone."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.ui.pages.boards.briefs import words
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, FlowLayout
from shengsi_desktop.ui.widgets.drafts import DraftText
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import PartView
    from shengsi_desktop.ui.operations import Operations

#: this many items are linked below a part; the text names them all
_MOST_LINKS = 24


class LongText(DraftText):
    """As high as its paragraphs are drawn: over many lines, a line's own height and that of its font differ."""

    def _wanted_height(self) -> int:
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        margins = self.contentsMargins()
        around = 2 * int(self.document().documentMargin()) + margins.top() + margins.bottom()
        return max(ceil(height) + around + 2, super()._wanted_height())


class PartCard(Card):
    """A card a part."""

    #: an item's id
    item_asked = Signal(str)
    #: the PartView: 恢复为草拟
    reset_asked = Signal(object)
    #: the PartView: 沿用我的修改
    keep_asked = Signal(object)
    #: the PartView: 不列入
    leave_out_asked = Signal(object)
    #: the PartView: 重新列入
    put_back_asked = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(16, 12, 16, 12), spacing=8)
        self.part: PartView | None = None
        self._links: tuple[tuple[str, str, str], ...] | None = None
        held = QWidget()
        held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        head = FlowLayout(held, gap=8)
        self.title = label("", "heading")
        self.state = label("", "pill")
        self.news = label(words.OUTDATED, "doubt")
        self.news.setToolTip(words.OUTDATED_TIP)
        self.news.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.see = Button(words.SEE_DRAFT, kind="link")
        self.see.clicked.connect(self._toggle)
        self.keep = Button(words.KEEP_WORDS, kind="link", tip=words.KEEP_WORDS_TIP)
        self.keep.clicked.connect(lambda: self.keep_asked.emit(self.part))
        self.reset = Button(words.USE_DRAFT, kind="link", tip=words.USE_DRAFT_TIP)
        self.reset.clicked.connect(lambda: self.reset_asked.emit(self.part))
        self.leave_out = Button(words.LEAVE_OUT, kind="link", tip=words.LEAVE_OUT_TIP)
        self.leave_out.clicked.connect(lambda: self.leave_out_asked.emit(self.part))
        self.put_back = Button(words.PUT_BACK, kind="link", tip=words.PUT_BACK_TIP)
        self.put_back.clicked.connect(lambda: self.put_back_asked.emit(self.part))
        for piece in (self.title, self.state, self.news):
            head.addWidget(piece)
        for button in (self.see, self.keep, self.reset, self.leave_out, self.put_back):
            head.addWidget(button)
        self.body.addWidget(held)
        self.text = LongText(operations, words.PLACEHOLDER, lines=2)
        self.body.addWidget(self.text)
        self.left_out = label(words.LEFT_OUT_SAYS, "second", wrap=True)
        self.left_out.hide()
        self.body.addWidget(self.left_out)
        self.fresh = label("", "second", wrap=True)
        self.fresh.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fresh.hide()
        self.body.addWidget(self.fresh)
        self._sources = QWidget()
        self._sources.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self._sources, gap=4)
        self.body.addWidget(self._sources)

    def show_part(self, number: str, part: PartView) -> None:
        """Show a part, or its newer state; words being typed stay."""
        another = self.part is None or self.part.editable.key != part.editable.key
        self.part = part
        self.title.setText(f"{number}、{part.section.label}" if number else part.section.label)
        self.text.setAccessibleName(part.section.label)
        self.text.show_editable(part.editable)
        self.text.setVisible(not part.left_out)
        self.left_out.setVisible(part.left_out)
        self.leave_out.setVisible(not part.left_out)
        self.put_back.setVisible(part.left_out)
        self.state.setText(words.LEFT_OUT if part.left_out else words.EDITED)
        self.state.setToolTip(words.LEAVE_OUT_TIP if part.left_out else words.EDITED_TIP)
        self.state.setVisible(part.left_out or (part.edited and not part.outdated))
        self.news.setVisible(part.outdated)
        self.see.setVisible(part.outdated)
        self.keep.setVisible(part.outdated)
        self.reset.setVisible(part.edited)
        if another or not part.outdated:
            self.fresh.hide()
            self.see.setText(words.SEE_DRAFT)
        self.fresh.setText(_new_draft(part))
        self._show_sources(() if part.left_out else part.sources)

    def _toggle(self) -> None:
        self.fresh.setVisible(self.fresh.isHidden())
        self.see.setText(words.SEE_DRAFT if self.fresh.isHidden() else words.HIDE_DRAFT)

    def _show_sources(self, sources: tuple[tuple[str, str, str], ...]) -> None:
        if sources == self._links:
            return
        self._links = sources
        while self._flow.count():
            old = self._flow.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if sources:
            self._flow.addWidget(label(words.SOURCES, "second"))
        for item_id, number, title in sources[:_MOST_LINKS]:
            link = Button(number, kind="link", tip=title)
            link.clicked.connect(lambda _checked=False, item_id=item_id: self.item_asked.emit(item_id))
            self._flow.addWidget(link)
        self._sources.setVisible(bool(sources))


def _new_draft(part: PartView) -> str:
    lines = [
        (words.NEW_LINE if line in part.fresh else words.OLD_LINE).format(line=line)
        for line in part.drafted.splitlines()
    ]
    return "\n".join([words.NEW_DRAFT, *lines])
