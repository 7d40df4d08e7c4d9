"""The right column: the week's meeting — when and where, who, topics, 交办事项 — saved as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.ui.pages.week import words
from shengsi_desktop.ui.pages.week.directives import DirectiveList
from shengsi_desktop.ui.pages.week.meeting_commands import MeetingCommands
from shengsi_desktop.ui.pages.week.topics import Agenda
from shengsi_desktop.ui.pages.week.typing_fields import TypingFields
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.drafts import DraftLine, DraftText
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from shengsi_desktop.domain.views import MeetingForm, OfferedTopic, WeekPage
    from shengsi_desktop.ui.page import PageContext


def state_words(page: WeekPage) -> str:
    """草稿, 上会稿, 定稿v2, 已报送v2, 定稿v2后有改动."""
    said = page.standing.label if page.standing else page.state.label
    return words.STATE_CHANGED.format(state=said) if page.changed_since_final else said


class MeetingColumn(QWidget):
    """The meeting of one week."""

    #: the column shall be put away
    fold_wanted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._asked = 0
        self._over = False
        self._commands = MeetingCommands(context, self, self.reload)
        self.state = label("", "pill")
        self.agenda = Agenda(context.operations)
        self.directives = DirectiveList(context.operations)
        self._build()
        self._connect()
        self.directives.new_line.belong_to(context.unit.id, str(context.week))

    def set_context(self, context: PageContext) -> None:
        """Another week or unit: commit what was typed for the one before, then read this one."""
        self.flush()
        self.take_lines()
        self.fields.let_go()
        self.agenda.let_go()
        self._context = context
        self._commands.context = context
        self.directives.new_line.belong_to(context.unit.id, str(context.week))
        self.directives.show_directives(())
        self.reload()

    def reload(self) -> None:
        """Read the meeting again; an answer that comes after another question is dropped."""
        self._asked += 1
        asked = self._asked

        def show(answer: tuple[MeetingForm, str]) -> None:
            if asked == self._asked:
                self._show(*answer)

        self._commands.read(show)

    def show_state(self, page: WeekPage) -> None:
        """Where the week stands."""
        self.state.setText(state_words(page))

    def set_over(self, *, over: bool) -> None:
        """Whether it lies over the form: then it has an edge of its own."""
        self._over = over
        self._outer.setContentsMargins(1 if over else 0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge."""
        super().paintEvent(event)
        if self._over:
            QPainter(self).fillRect(0, 0, 1, self.height(), current.colour("line_strong"))

    def flush(self) -> None:
        """Commit what was typed."""
        self.fields.flush()
        self.agenda.flush()
        self.directives.flush()

    def take_lines(self) -> None:
        """Make directives and topics of the lines not yet added."""
        self.agenda.take_line()
        self.directives.new_line.take()

    def _show(self, form: MeetingForm, usual_time: str) -> None:
        self.held_at.setPlaceholderText(usual_time)
        self.fields.show_fields(form.fields)
        self.agenda.show_meeting(form)
        self.directives.show_directives(form.meeting.directives)

    def _keep_line_in_sight(self) -> None:
        """What was added pushes the line for the next one down."""
        for line in (self.agenda.new_line, self.directives.new_line):
            if line.hasFocus():
                self._scroll.ensureWidgetVisible(line, 0, current.px(12))

    def _build(self) -> None:
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 10, 4)
        head.setSpacing(8)
        head.addWidget(label(words.MEETING, "heading"))
        head.addStretch(1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self.fold = Button(kind="ghost", icon="next", tip=words.FOLD)
        self.fold.clicked.connect(self.fold_wanted)
        head.addWidget(self.fold)
        outer.addLayout(head)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grown = QTimer(self)
        self._grown.setSingleShot(True)
        self._grown.setInterval(0)
        self._grown.timeout.connect(self._keep_line_in_sight)
        scroll.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._grown.start())
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 2, 16, 16)
        self._column.setSpacing(6)
        self._build_fields()
        scroll.setWidget(inner)
        outer.addWidget(scroll, 1)

    def _build_fields(self) -> None:
        operations = self._context.operations
        self.held_at = DraftLine(operations, words.HELD_AT_HINT)
        self.place = DraftLine(operations, words.PLACE_HINT)
        self.chair = DraftLine(operations, words.CHAIR_HINT)
        self.recorder = DraftLine(operations, words.RECORDER_HINT)
        self.attendees = DraftText(operations, words.ATTENDEES_HINT)
        self.notes = DraftText(operations, words.NOTES_HINT)
        self._pair(words.HELD, self.held_at, self.place)
        self._pair(words.CHAIR_RECORDER, self.chair, self.recorder)
        self._section(words.ATTENDEES, self.attendees)
        self._section(words.TOPICS, self.agenda)
        self._section(words.DIRECTIVES, self.directives)
        self._section(words.NOTES, self.notes)
        self._column.addStretch(1)
        self.fields = TypingFields(
            {
                "held_at": self.held_at,
                "place": self.place,
                "chair": self.chair,
                "recorder": self.recorder,
                "attendees": self.attendees,
                "notes": self.notes,
            },
            self,
        )

    def _pair(self, name: str, left: QWidget, right: QWidget) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        self._section(name, holder)

    def _section(self, name: str, widget: QWidget) -> None:
        head = SectionLabel(name)
        head.setContentsMargins(0, 6, 0, 0)
        self._column.addWidget(head)
        self._column.addWidget(widget)

    def _connect(self) -> None:
        agenda, directives = self.agenda, self.directives
        agenda.added.connect(self._add_topic)
        agenda.removed.connect(self._commands.remove_topic)
        agenda.moved.connect(self._commands.move_topic)
        directives.added.connect(self._add_directive)
        directives.edited.connect(self._commands.edit_directive)
        directives.removed.connect(self._commands.remove_directive)
        directives.ticked.connect(self._tick)

    def _add_topic(self, title: str, offered: OfferedTopic | None) -> None:
        self._commands.add_topic(title, offered)

    def _add_directive(self, text: str) -> None:
        self._commands.add_directive(text, lambda: self.directives.new_line.give_back(text))

    def _tick(self, directive_id: str, done: bool) -> None:
        self._commands.set_state(directive_id, DirectiveState.DONE if done else DirectiveState.OPEN)
