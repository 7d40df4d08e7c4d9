"""征集: what is asked of the sections at the left, what they answered at the right, taken part by part.

What stands in the box or is changed in a card is kept by the store within half a second; closing loses nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.meeting_days import weekly_moment
from shengsi_desktop.rhythm.soliciting import deadline_words, usual_deadline
from shengsi_desktop.ui.dialogs.fitting import fit_content
from shengsi_desktop.ui.dialogs.solicit import words
from shengsi_desktop.ui.dialogs.solicit.commands import SolicitCommands, SolicitState
from shengsi_desktop.ui.dialogs.solicit.parts_list import PartsList
from shengsi_desktop.ui.dialogs.solicit.sections_part import SectionsPart
from shengsi_desktop.ui.operations import BUG
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.choice import Choice
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import label, moment_words
from shengsi_desktop.ui.widgets.typed_words import TypedWords, UnfinishedWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from shengsi_desktop.domain.soliciting import KeptReply, ReplyWords
    from shengsi_desktop.domain.views import Offer
    from shengsi_desktop.ui.dialogs.solicit.card import PartCard
    from shengsi_desktop.ui.page import PageContext


#: as long after the last key as any other typing waits (ms)
_AFTER_TYPING = 400
#: the least width of the left half, and what is left free beside the line between the halves
_LEFT, _GAP = 300, 14


class _Paste(QPlainTextEdit):
    """Plain text alone; Tab moves on."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(words.PASTE_HINT)
        self.setAccessibleName(words.REPLIES)
        self.setTabChangesFocus(True)
        self.setFixedHeight(current.px(92))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text."""
        if source.hasText():
            self.textCursor().insertText(source.text().replace("\r\n", "\n").replace("\r", "\n"))


class SolicitDialog(QDialog):
    """Works on one unit's week; the window behind it follows by what was changed."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = 0
        self._wanted = ""
        self._deadline = ""
        self.reply: KeptReply | None = None
        self._replies: tuple[KeptReply, ...] = ()
        self._declined: set[Offer] = set()
        self._box_read = False
        #: what the store was last asked to keep of the box; None where it would not
        self._box_asked: str | None = ""
        #: what could not be kept when it was closed, and whether the store is asked for it
        self._told: str | None = None
        self._closing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_TYPING)
        self._soon.timeout.connect(self._keep_box)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.TITLE.format(unit=context.unit.name, week=context.week.label))
        fit_content(self, parent, QSize(1080, 680))
        self._commands = SolicitCommands(context, self, self.load, self._refused)
        self.sections = SectionsPart()
        self.sections.deadline_changed.connect(self._other_deadline)
        self._lay_out()
        self.messages = MessageBar(self)
        self.messages.float_over(self._body)
        self.sections.copied.connect(self.messages.say)
        self.sections.copied_for.connect(self._commands.keep_copied)
        self.load()

    @property
    def cards(self) -> list[PartCard]:
        """The parts of the reply shown."""
        return self._parts.cards

    def load(self) -> None:
        """Read all again; an answer that comes after another question is dropped."""
        self._asked += 1
        asked = self._asked

        def show(state: SolicitState) -> None:
            if asked == self._asked:
                self._show(state)

        self._commands.read(self._deadline, show)

    def split(self) -> None:
        """Keep what is pasted and show its parts."""
        text = self.paste.toPlainText()

        def kept(reply_id: str) -> None:
            self._wanted = reply_id
            if self.paste.toPlainText() == text:
                self.paste.clear()
            self.load()

        self._keep_cards()
        self._commands.keep(text, kept)

    def reject(self) -> None:
        """Closing loses nothing that was pasted or set right: it waits for the store, and stays where that refuses.

        Closed again, and refused again, it goes: then the box has what the store could keep of them.
        """
        if self._closing:
            return
        self._keep_cards()
        text = self.paste.toPlainText()
        self._soon.stop()
        self._closing = True

        def kept(_none: object) -> None:
            self._closing = False
            if self._unkept_cards():
                self._stay()
            elif self.paste.toPlainText() == text:
                self._box_asked = ""
                self.paste.clear()
                self._soon.stop()
                super(SolicitDialog, self).reject()

        def refused(problem: BaseException) -> None:
            self._closing = False
            self._box_asked = None
            self._refused(problem)
            self._stay()

        self._commands.keep_at_last(text, kept, refused)

    def _stay(self) -> None:
        """Not closed, since words are not kept; unless that was told of before."""
        told, self._told = self._told, self._unkept_words()
        if told == self._told:
            super().reject()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(1)
        self.sections.setMinimumWidth(current.px(_LEFT))
        self._body.addWidget(self.sections)
        self._body.addWidget(self._right())
        self._body.setStretchFactor(0, 2)
        self._body.setStretchFactor(1, 5)
        column.addWidget(self._body, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button(words.CLOSE)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        column.addLayout(foot)

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(_GAP, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.heading = label(words.REPLIES, "heading")
        head.addWidget(self.heading)
        head.addStretch(1)
        self.split_button = Button(words.SPLIT, kind="primary")
        self.split_button.setAutoDefault(False)
        self.split_button.clicked.connect(self.split)
        head.addWidget(self.split_button)
        column.addLayout(head)
        # both halves begin on one line
        self.split_button.ensurePolished()
        self.sections.heading.setMinimumHeight(self.split_button.sizeHint().height())
        self.paste = _Paste()
        self.paste.textChanged.connect(self._pasted)
        TypedWords(self.paste, self._give_box)
        UnfinishedWords(self.paste, self._unkept_words)
        column.addWidget(self.paste)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.which = Choice()
        self.which.setAccessibleName(words.KEPT)
        self.which.setMinimumWidth(current.px(96))
        self.which.activated.connect(self._chosen)
        line.addWidget(self.which, 1)
        self.dealt = label("", "strong")
        line.addWidget(self.dealt)
        self.all = Button("")
        self.all.setAutoDefault(False)
        self.all.clicked.connect(lambda: self._with_reply(self._accept_all))
        line.addWidget(self.all)
        self.drop = Button(kind="ghost", icon="remove", tip=words.DROP)
        self.drop.clicked.connect(lambda: self._with_reply(self._commands.drop))
        line.addWidget(self.drop)
        self._tools = QWidget()
        self._tools.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tools)
        self._parts = PartsList(self._connect_card)
        column.addWidget(self._parts, 1)
        self._nothing = EmptyState(words.EMPTY_TITLE, words.EMPTY_TEXT)
        column.addWidget(self._nothing, 1)
        self.split_button.setEnabled(False)
        return right

    def _pasted(self) -> None:
        self.split_button.setEnabled(bool(self.paste.toPlainText().strip()))
        self._soon.start()

    def _other_deadline(self, deadline: str) -> None:
        self._deadline = deadline
        self.load()

    def _show(self, state: SolicitState) -> None:
        meeting = weekly_moment(self._context.week, self._context.settings.rhythm)
        self.sections.show_messages(state.messages, deadline_words(usual_deadline(meeting)), state.copied)
        if not self._box_read and state.box and not self.paste.toPlainText():
            self._box_asked = state.box
            self.paste.setPlainText(state.box)
        self._box_read = True
        self._replies = state.replies
        wanted = self._wanted or (self.reply.id if self.reply else "")
        self._wanted = ""
        waiting = next((one for one in state.replies if not one.finished), None)
        reply = next((one for one in state.replies if one.id == wanted), waiting) or next(
            iter(state.replies), None
        )
        self._items = state.items
        self._show_reply(reply)

    def _show_reply(self, reply: KeptReply | None) -> None:
        self.reply = reply
        self._tools.setVisible(reply is not None)
        self._parts.setVisible(reply is not None)
        self._parts.show_reply(reply, self._items)
        self._nothing.setVisible(reply is None)
        self.which.clear()
        for one in self._replies:
            when = datetime.fromisoformat(one.at).astimezone()
            said = words.REPLY_NAME.format(
                when=moment_words(when),
                section=one.section,
            ).strip()
            # how far the one shown is stands beside it
            self.which.addItem(said + words.ALL_DEALT if one.finished else said, one.id)
        if reply is None:
            return
        self.which.setCurrentIndex(self.which.findData(reply.id))
        self.dealt.setText(words.DEALT.format(dealt=reply.dealt, total=len(reply.proposals)))
        self._count_ready()

    def _count_ready(self) -> None:
        ready = sum(card.ready for card in self.cards)
        self.all.setText(words.ACCEPT_ALL.format(count=ready))
        self.all.setVisible(ready > 0)

    def _keep_box(self) -> None:
        self._soon.stop()
        text = self.paste.toPlainText()
        if text == self._box_asked:
            return
        self._box_asked = text

        def refused(problem: BaseException) -> None:
            # forgetting what was asked makes the next key, or the window that closes, try again
            self._box_asked = None
            self._refused(problem)

        self._commands.keep_box(text, refused)

    def _give_box(self) -> str:
        """The window goes on, or closes: what stands here is kept, and stays."""
        if self._box_read and not self._closing:
            self._keep_box()
        return ""

    def _unkept_words(self) -> str:
        """What the store would not take, of the box and of the parts."""
        if not self.isVisible():
            return ""
        text = self.paste.toPlainText()
        box = [text] if self._box_asked is None and text.strip() else []
        return "\n".join([*box, *self._unkept_cards()])

    def _unkept_cards(self) -> list[str]:
        return [card.words.progress for card in self.cards if card.unkept]

    def _keep_cards(self) -> None:
        for card in self.cards:
            card.keep()

    def _accept_all(self, reply_id: str) -> None:
        """As the cards stand: what was changed in them goes before."""
        self._keep_cards()
        self._commands.accept_all(reply_id)

    def _connect_card(self, card: PartCard, reply_id: str) -> None:
        card.accepted.connect(
            lambda key, said, how, item_id: self._commands.accept(reply_id, key, said, how, item_id)
        )
        card.skipped.connect(lambda key, again: self._commands.skip(reply_id, key, again=again))
        for dealt in (card.accepted, card.skipped):
            dealt.connect(lambda key, *_more: self._parts.dealt_with(key))
        card.left.connect(lambda key, said, item_id: self._keep_edit(reply_id, key, said, item_id))
        card.changed.connect(self._count_ready)
        card.chosen.connect(self.load)
        card.offers.declined = self._declined
        card.offers.taken.connect(lambda offer: self._commands.take_offer(offer.deliverable_id, offer.value))
        card.offers.show_offers(card.proposal.offers)

    def _keep_edit(self, reply_id: str, key: str, said: ReplyWords, item_id: str | None) -> None:
        def refused(problem: BaseException) -> None:
            for card in self.cards:
                if card.proposal.key == key and self.reply is not None and self.reply.id == reply_id:
                    card.unkept = True
            self._refused(problem)

        self._commands.keep_edit(reply_id, key, said, item_id, refused)

    def _with_reply(self, act: Callable[[str], object]) -> None:
        if self.reply is not None:
            act(self.reply.id)

    def _chosen(self, at: int) -> None:
        self._keep_cards()
        self._wanted = self._replies[at].id
        self.load()

    def _refused(self, problem: object) -> None:
        self.messages.warn(str(problem) if isinstance(problem, Refusal) else BUG)
        if not isinstance(problem, Refusal) and isinstance(problem, BaseException):
            self._context.operations.tell(problem)
