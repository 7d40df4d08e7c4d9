"""议题 of the meeting as cards: closed they show title and outcome, the open one is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from shengsi_desktop.ui.meetings import words
from shengsi_desktop.ui.pages.week.typing_fields import TypingFields, settle_input
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, FlowLayout
from shengsi_desktop.ui.widgets.drafts import DraftLine, DraftText
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.tab_order import follow
from shengsi_desktop.ui.widgets.text import ElidedLabel, SectionLabel, breakable, label
from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords
from shengsi_desktop.ui.widgets.waiting_words import WaitingWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from shengsi_desktop.domain.meetings import Topic
    from shengsi_desktop.domain.views import Editable, MeetingForm, OfferedTopic
    from shengsi_desktop.ui.operations import Operations


class TopicCard(Card):
    """One topic."""

    #: the card asks to be the open one
    opened = Signal()
    #: -1 up, 1 down
    moved = Signal(int)
    removed = Signal()
    #: 已议, or not
    ticked = Signal(bool)
    #: which item it is about shall be asked, at this place on the screen
    link_asked = Signal(QPoint)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(12, 8, 10, 8), spacing=4)
        self.topic: Topic | None = None
        self._is_open = False
        line = QHBoxLayout()
        line.setSpacing(6)
        self.number = label("", "strong")
        line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignVCenter)
        self.heading = label("", "strong", wrap=True)
        line.addWidget(self.heading, 1)
        self.title = DraftLine(operations, words.TOPIC_TITLE_HINT)
        self.title.draft.never_empty = words.TOPIC_NEEDS_TITLE
        line.addWidget(self.title, 1)
        self.mark = label("", "second")
        self.mark.setContentsMargins(0, current.px(2), 0, 0)
        whole = self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        whole.setSpacing(2)
        whole.addLayout(line, 1)
        whole.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(whole)
        self.summary = ElidedLabel("", "second")
        self.body.addWidget(self.summary)
        self.notes = DraftText(operations, words.TOPIC_NOTES_HINT, lines=2)
        self.conclusion = DraftText(operations, words.TOPIC_CONCLUSION_HINT)
        self._concluded = SectionLabel(words.TOPIC_CONCLUSION_HINT)
        self.body.addWidget(self.notes)
        self.body.addWidget(self._concluded)
        self.body.addWidget(self.conclusion)
        self._tools = self._tool_row()
        self.body.addWidget(self._tools)
        self.fields = TypingFields(
            {"title": self.title, "notes": self.notes, "conclusion": self.conclusion}, self
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_open(opened=False)

    @property
    def is_open(self) -> bool:
        """Whether it can be typed into now."""
        return self._is_open

    def show_topic(self, topic: Topic, fields: Mapping[str, Editable], place: int, count: int) -> None:
        """Show the topic, or its newer state."""
        self.topic = topic
        self.fields.show_fields(fields)
        self.number.setText(str(place))
        marks = [words.LINKED_ITEM.format(number=topic.item_number)] if topic.item_number else []
        if topic.carried:
            marks.append(words.CARRIED.format(count=topic.carried))
        if topic.reached:
            marks.append(f"✓ {words.REACHED}")
        self.mark.setText(" · ".join(marks))
        self.reached.setChecked(topic.reached)
        number = topic.item_number
        self.link.setText(words.LINKED_ITEM.format(number=number) if number else words.LINK_ITEM)
        self._up.setEnabled(place > 1)
        self._down.setEnabled(place < count)
        self._say()

    def set_open(self, *, opened: bool) -> None:
        """Open for typing, or closed; closing commits."""
        if self._is_open and not opened:
            self.fields.flush()
        self._is_open = opened
        # what is open is reached by its fields
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if opened else Qt.FocusPolicy.StrongFocus)
        for widget in (self.title, self.notes, self._concluded, self.conclusion, self._tools):
            widget.setVisible(opened)
        self.heading.setVisible(not opened)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._place_mark()

    def _place_mark(self) -> None:
        """«顺延1次» beside the title where both have one line, else below it: the title keeps its width."""
        margins = self.body.contentsMargins()
        room = (
            self.width() - margins.left() - margins.right() - self.number.sizeHint().width() - current.px(14)
        )
        taken = (
            self.heading.fontMetrics().horizontalAdvance(self.heading.text()) + self.mark.sizeHint().width()
        )
        way = QBoxLayout.Direction
        self._whole.setDirection(way.LeftToRight if taken <= room else way.TopToBottom)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        if not self._is_open:
            self.opened.emit()
            self.notes.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or the space bar opens it."""
        if not self._is_open and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
            self.notes.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _say(self) -> None:
        self.heading.setText(breakable(self.title.text()))
        self.setAccessibleName(self.title.text())
        self.mark.setVisible(bool(self.mark.text()) and not self._is_open)
        self._place_mark()
        parts = [" ".join(self.notes.toPlainText().split())]
        conclusion = " ".join(self.conclusion.toPlainText().split())
        if conclusion:
            parts.append(words.CONCLUSION_OF_TOPIC.format(text=conclusion))
        text = " ".join(part for part in parts if part)
        self.summary.set_text(text)
        self.summary.setVisible(bool(text) and not self._is_open)

    def _tool_row(self) -> QWidget:
        made = QWidget()
        # in two lines where the column is narrow: no card pushes the others into the scroll bar
        row = FlowLayout(made, gap=6)
        self.reached = QCheckBox(words.REACHED)
        self.reached.setToolTip(words.REACHED_TIP)
        self.reached.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reached.clicked.connect(self.ticked)
        row.addWidget(self.reached)
        self.link = Button(words.LINK_ITEM, kind="link")
        self.link.clicked.connect(
            lambda: self.link_asked.emit(self.link.mapToGlobal(self.link.rect().bottomLeft()))
        )
        row.addWidget(self.link)
        buttons = QWidget()
        side = QHBoxLayout(buttons)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(2)
        row.addWidget(buttons)
        self._up = Button(kind="ghost", icon="up", tip=words.MOVE_UP)
        self._down = Button(kind="ghost", icon="down", tip=words.MOVE_DOWN)
        remove = Button(kind="ghost", icon="remove", tip=words.REMOVE_TOPIC)
        self._up.clicked.connect(lambda: self.moved.emit(-1))
        self._down.clicked.connect(lambda: self.moved.emit(1))
        remove.clicked.connect(self.removed)
        for button in (self._up, self._down, remove):
            side.addWidget(button)
        return made


class OfferedTopicButton(QPushButton):
    """A topic that the program suggests; a click puts it on the agenda."""

    def __init__(self, offered: OfferedTopic, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offered = offered
        self.setProperty("kind", "offered")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{words.ADD_TOPIC}：{offered.title}")
        self.setToolTip("\n".join(part for part in (offered.title, offered.reason) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(8)
        row.addWidget(label("＋", "accent"))
        row.addWidget(ElidedLabel(offered.title, "second"), 1)
        if wide and offered.reason and offered.reason not in offered.title:
            row.addWidget(ElidedLabel(offered.reason, "second"), 1)
        row.addWidget(Badge(offered.light) if offered.light is not None else label(offered.why, "second"))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class Agenda(QWidget):
    """All topics of the meeting, the offered ones, and the line that adds one."""

    #: a title typed, or None with an OfferedTopic
    added = Signal(str, object)
    moved = Signal(str, int)
    removed = Signal(str)
    ticked = Signal(str, bool)
    link_asked = Signal(str, QPoint)

    def __init__(self, operations: Operations, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._wide = wide
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.cards: dict[str, TopicCard] = {}
        self._offered: tuple[OfferedTopic, ...] = ()
        self.offers: list[OfferedTopicButton] = []
        self.new_line = QLineEdit()
        self.new_line.setPlaceholderText(words.NEW_TOPIC_HINT)
        self.new_line.returnPressed.connect(self.take_line)
        self._column.addWidget(self.new_line)
        self._offered_head = label(words.OFFERED, "third")
        self._offered_head.setContentsMargins(0, current.px(4), 0, 0)
        self._offered_head.hide()
        self._column.addWidget(self._offered_head)
        #: a title typed and not entered, by its meeting
        self.waiting = WaitingWords(self.new_line, "topics")
        UnfinishedWords(self.new_line, self.waiting.keep)

    def show_meeting(self, form: MeetingForm) -> None:
        """Show topics and offers; the same topics keep their cards."""
        topics = form.meeting.topics
        wanted = {topic.id for topic in topics}
        for topic_id in [one for one in self.cards if one not in wanted]:
            card = self.cards.pop(topic_id)
            card.fields.show_fields({})
            _drop(self._column, card)
        for place, topic in enumerate(topics, start=1):
            card = self.cards.get(topic.id) or self._new_card(topic.id)
            if self._column.indexOf(card) != place - 1:
                self._column.insertWidget(place - 1, card)
            card.show_topic(topic, form.topic_fields.get(topic.id, {}), place, len(topics))
        if form.offered != self._offered:
            self._show_offers(form.offered)
        follow(self, (*(self.cards[topic.id] for topic in topics), self.new_line, *self.offers))

    def flush(self) -> None:
        """Commit what is typed in the cards; the line for a new one waits for Enter."""
        for card in self.cards.values():
            card.fields.flush()
        settle_input(self.new_line)
        self.waiting.keep()

    def let_go(self) -> None:
        """Another meeting comes: commit, and away with the cards."""
        self.flush()
        for card in self.cards.values():
            card.fields.let_go()
            _drop(self._column, card)
        self.cards = {}
        self._show_offers(())

    def take_line(self) -> None:
        """Make a topic of what stands in the line."""
        settle_input(self.new_line)
        text = self.new_line.text().strip()
        if text:
            self.new_line.clear()
            self.added.emit(text, None)

    def _new_card(self, topic_id: str) -> TopicCard:
        card = TopicCard(self._operations)
        card.opened.connect(lambda: self._open(topic_id))
        # a click on these leaves the focus in the words being typed: they are committed first
        for deed in (card.removed, card.moved, card.ticked, card.link_asked):
            deed.connect(card.fields.flush)
        card.removed.connect(lambda: self.removed.emit(topic_id))
        card.moved.connect(lambda by: self._move(topic_id, by))
        card.ticked.connect(lambda reached: self.ticked.emit(topic_id, reached))
        card.link_asked.connect(lambda place: self.link_asked.emit(topic_id, place))
        self.cards[topic_id] = card
        return card

    def _open(self, topic_id: str) -> None:
        for own, card in self.cards.items():
            card.set_open(opened=own == topic_id)

    def _move(self, topic_id: str, by: int) -> None:
        place = self._column.indexOf(self.cards[topic_id]) + 1
        self.moved.emit(topic_id, place + by)

    def _show_offers(self, offered: tuple[OfferedTopic, ...]) -> None:
        self._offered = offered
        for button in self.offers:
            _drop(self._column, button)
        self.offers = [OfferedTopicButton(one, wide=self._wide) for one in offered]
        for button in self.offers:
            button.clicked.connect(lambda _checked=False, one=button.offered: self.added.emit(one.title, one))
            self._column.addWidget(button)
        self._offered_head.setVisible(bool(offered))


def _drop(column: QVBoxLayout, widget: QWidget) -> None:
    column.removeWidget(widget)
    widget.hide()
    widget.deleteLater()
