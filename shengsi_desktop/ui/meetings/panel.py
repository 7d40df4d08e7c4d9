"""A meeting whole: when and where, who, topics, 交办事项, conclusion and notes — saved as it is typed.

The week's column and the page 会商记录 show the same panel; which meeting it shows is a `MeetingKey`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.ui.meetings import words
from shengsi_desktop.ui.meetings.commands import MeetingCommands
from shengsi_desktop.ui.meetings.people import Attendees, NameCompleter
from shengsi_desktop.ui.meetings.topics import Agenda
from shengsi_desktop.ui.pages.week.directives import DirectiveList
from shengsi_desktop.ui.pages.week.typing_fields import TypingFields
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.drafts import DraftLine, DraftText
from shengsi_desktop.ui.widgets.text import SectionLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from shengsi_desktop.domain.meetings import MeetingKey
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.views import MeetingForm, OfferedTopic
    from shengsi_desktop.ui.page import PageContext

#: remembered names beside the field: in a column, on a page
_FEW, _MANY = 6, 20
_WIDEST = 860
_LONGEST_TITLE = 30


class MeetingPanel(QScrollArea):
    """One meeting at a time. `wide`: on a page of its own."""

    #: the meeting has been read
    shown = Signal(object)
    #: (page key, target)
    open_requested = Signal(str, str)

    def __init__(
        self, context: PageContext, key: MeetingKey, *, wide: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._asked = 0
        self._wide = wide
        self.form: MeetingForm | None = None
        self.commands = MeetingCommands(context, key, self, self.reload)
        operations = context.operations
        self.agenda = Agenda(operations, wide=wide)
        self.directives = DirectiveList(operations)
        self.held_at = DraftLine(operations, words.HELD_AT_HINT)
        self.place = DraftLine(operations, words.PLACE_HINT)
        self.chair = DraftLine(operations, words.CHAIR_HINT)
        self.recorder = DraftLine(operations, words.RECORDER_HINT)
        self.people = Attendees(operations, _MANY if wide else _FEW)
        self.conclusion = DraftText(operations, words.CONCLUSION_HINT)
        self.notes = DraftText(operations, words.NOTES_HINT)
        self._completers = [NameCompleter(line) for line in (self.chair, self.recorder)]
        self._build()
        self._connect()
        self._turn_lines()

    @property
    def key(self) -> MeetingKey:
        """Which meeting is shown."""
        return self.commands.key

    def set_meeting(self, context: PageContext, key: MeetingKey) -> None:
        """Another meeting: commit what was typed for the one before, then read this one."""
        self.flush()
        self.fields.let_go()
        self.agenda.let_go()
        self.commands.context = context
        self.commands.key = key
        self.form = None
        self._turn_lines()
        self.directives.show_directives(())
        self.verticalScrollBar().setValue(0)
        self.reload()

    def reload(self) -> None:
        """Read the meeting again; an answer that comes after another question is dropped."""
        self._asked += 1
        self._turn_lines()
        asked = self._asked

        def show(form: MeetingForm) -> None:
            if asked == self._asked:
                self._show(form)

        self.commands.read(show)

    def flush(self) -> None:
        """Commit what was typed."""
        self.fields.flush()
        self.agenda.flush()
        self.directives.flush()

    def take_line(self) -> bool:
        """Ctrl+Enter in the line for a topic or a directive enters it; False where neither is typed into."""
        topic, directive = self.agenda.new_line, self.directives.new_line
        for line, take in ((topic, self.agenda.take_line), (directive, directive.take)):
            if line.hasFocus() and line.text().strip():
                take()
                return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """The lines may have been typed into on the other page that shows this meeting."""
        super().showEvent(event)
        self._turn_lines()

    def _show(self, form: MeetingForm) -> None:
        self.form = form
        planned = words.PLANNED.format(time=form.usual_time) if form.usual_time else words.HELD_AT_HINT
        self.held_at.setToolTip(planned)
        if form.usual_time and not self._wide:
            # in the narrow column the month goes, so that day and time stand there whole
            planned = words.PLANNED.format(time=form.usual_time.rpartition("月")[2])
        self.held_at.setPlaceholderText(planned)
        self.place.setPlaceholderText(form.usual_place or words.PLACE_HINT)
        self.fields.show_fields(form.fields)
        self.people.show_usual(form.usual_people)
        self.people.show_names(form.people)
        for completer in self._completers:
            completer.show_names(form.people)
        self.agenda.show_meeting(form)
        self.directives.show_directives(form.meeting.directives)
        self.shown.emit(form)

    def _turn_lines(self) -> None:
        """What was typed into the lines of this meeting, and not entered, stands there again."""
        memory, meeting_id = self.commands.context.memory, self.key.id
        self.directives.memory = memory
        for waiting in (self.agenda.waiting, self.directives.new_line.waiting):
            waiting.use(memory)
            waiting.turn_to(meeting_id)

    def _keep_line_in_sight(self) -> None:
        """What was added pushes the line for the next one down."""
        for line in (self.agenda.new_line, self.directives.new_line):
            if line.hasFocus():
                self.ensureWidgetVisible(line, 0, current.px(12))

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._grown = QTimer(self)
        self._grown.setSingleShot(True)
        self._grown.setInterval(0)
        self._grown.timeout.connect(self._keep_line_in_sight)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._grown.start())
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(16, 2, 16, 16)
        inner = QWidget()
        if self._wide:
            across.setContentsMargins(20, 4, 20, 20)
            inner.setMaximumWidth(current.px(_WIDEST))
            self.directives.new_line.setPlaceholderText(words.QUICK_ADD)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        across.addWidget(inner, 1)
        if self._wide:
            across.addStretch(0)
        self._build_fields()
        self.setWidget(holder)

    def _build_fields(self) -> None:
        self._pair(words.HELD, self.held_at, self.place)
        self._pair(words.CHAIR_RECORDER, self.chair, self.recorder)
        self._section(words.ATTENDEES, self.people)
        self._section(words.TOPICS, self.agenda)
        self._section(words.DIRECTIVES, self.directives)
        self._section(words.CONCLUSION, self.conclusion)
        self._section(words.NOTES, self.notes)
        self._column.addStretch(1)
        self.fields = TypingFields(
            {
                "held_at": self.held_at,
                "place": self.place,
                "chair": self.chair,
                "recorder": self.recorder,
                "attendees": self.people.field,
                "conclusion": self.conclusion,
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
        agenda, directives, commands = self.agenda, self.directives, self.commands
        agenda.added.connect(self._add_topic)
        agenda.removed.connect(commands.remove_topic)
        agenda.moved.connect(commands.move_topic)
        agenda.ticked.connect(lambda topic_id, reached: commands.tick_topic(topic_id, reached=reached))
        agenda.link_asked.connect(self._ask_item)
        directives.added.connect(self._add_directive)
        directives.edited.connect(self._edit_directive)
        directives.removed.connect(commands.remove_directive)
        directives.ticked.connect(self._tick)

    def _add_topic(self, title: str, offered: OfferedTopic | None) -> None:
        meeting_id, waiting = self.key.id, self.agenda.waiting
        refused = (lambda: waiting.put_back(meeting_id, title)) if offered is None else None
        self.commands.add_topic(title, offered, refused)

    def _add_directive(self, text: str) -> None:
        meeting_id, waiting = self.key.id, self.directives.new_line.waiting
        self.commands.add_directive(text, lambda: waiting.put_back(meeting_id, text))

    def _edit_directive(self, directive_id: str, text: str) -> None:
        self.commands.edit_directive(directive_id, text, lambda: self.directives.put_back(directive_id, text))

    def _tick(self, directive_id: str, done: bool) -> None:
        self.commands.set_state(directive_id, DirectiveState.DONE if done else DirectiveState.OPEN)

    def _ask_item(self, topic_id: str, place: QPoint) -> None:
        self.agenda.flush()
        self.commands.read_items(lambda rows: self.item_menu(topic_id, rows).popup(place))

    def item_menu(self, topic_id: str, rows: tuple[ItemRow, ...]) -> QMenu:
        """The items that the topic may be about; the one it is about can be looked at."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        topic = (
            next((one for one in self.form.meeting.topics if one.id == topic_id), None) if self.form else None
        )
        if topic is not None and topic.item_id:
            opened, item_id = menu.addAction(words.OPEN_ITEM.format(number=topic.item_number)), topic.item_id
            opened.triggered.connect(lambda: self.open_requested.emit("tasks", item_id))
            none = menu.addAction(words.NO_ITEM)
            none.triggered.connect(lambda: self.commands.link_topic(topic_id, None))
            menu.addSeparator()
        for row in rows:
            title = row.title if len(row.title) <= _LONGEST_TITLE else f"{row.title[:_LONGEST_TITLE]}…"
            action = menu.addAction(f"{row.number} {title}")
            action.setCheckable(True)
            action.setChecked(topic is not None and topic.item_id == row.id)
            action.triggered.connect(lambda _checked, own=row.id: self.commands.link_topic(topic_id, own))
        return menu
