"""会商记录: every week's meeting with its topics and what was handed out, to be read; a click opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm import weeks
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import Card, EmptyState, Line
from shengsi_desktop.ui.widgets.text import SectionLabel, label

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import Meeting
    from shengsi_desktop.ui.page import PageContext


class MeetingsPage(QWidget):
    """Newest first."""

    page_name = "会商记录"
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(label("会商记录", "title"))
        head.addStretch(1)
        self._count = label("", "second")
        head.addWidget(self._count)
        column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        column.addWidget(self._scroll, 1)

    def show_week(self, context: PageContext) -> None:
        """All weeks' meetings of the unit."""
        self._context = context
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again where a meeting, a topic or a directive changed."""
        if any(key.entity in ("meeting", "topic", "directive") for key in changed):
            self._load()

    def _load(self) -> None:
        context = self._context
        if context is None:
            return
        unit_id = context.unit.id

        def ask(store: Any) -> tuple[Meeting, ...]:
            from shengsi_desktop.services import meetings

            return meetings.meetings(store, unit_id)

        context.operations.run(ask, self._show, owner=self)

    def _show(self, meetings: tuple[Meeting, ...]) -> None:
        self._count.setText(f"{len(meetings)} 次" if meetings else "")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if not meetings:
            hint = "在“本周会商”右侧写时间、参加人、议题，就会出现在这里。"
            column.addWidget(EmptyState("还没有会商记录", hint))
        else:
            for meeting in meetings:
                column.addWidget(self._card(meeting))
            column.addStretch(1)
        self._scroll.setWidget(holder)

    def _card(self, meeting: Meeting) -> Card:
        card = Card(margins=(16, 12, 16, 12), spacing=6)
        head = QHBoxLayout()
        head.addWidget(label(self._week_words(meeting.period), "heading"))
        head.addSpacing(8)
        where = " · ".join(part for part in (meeting.held_at, meeting.place) if part)
        head.addWidget(label(where, "second"))
        head.addStretch(1)
        opener = Button("打开那一周", kind="link")
        opener.clicked.connect(lambda: self.open_requested.emit("week", meeting.period))
        head.addWidget(opener)
        card.body.addLayout(head)
        people = [("主持", meeting.chair), ("参加", meeting.attendees), ("记录", meeting.recorder)]
        words = "　".join(f"{name}：{text}" for name, text in people if text)
        if words:
            card.body.addWidget(label(words, "second", wrap=True))
        for topic in meeting.topics:
            card.body.addWidget(Line())
            facts = [f"顺延{topic.carried}次"] if topic.carried else []
            facts += [f"事项 {topic.item_number}"] if topic.item_number else []
            title = label(f"{topic.ordinal}　{topic.title}", "strong")
            card.body.addLayout(_with_facts(title, " · ".join(facts)))
            if topic.notes:
                card.body.addWidget(label(topic.notes, wrap=True))
            if topic.conclusion:
                card.body.addWidget(label(f"结论：{topic.conclusion}", wrap=True))
        if meeting.notes:
            card.body.addWidget(SectionLabel("其他"))
            card.body.addWidget(label(meeting.notes, wrap=True))
        if meeting.directives:
            card.body.addWidget(SectionLabel("交办事项"))
            for one in meeting.directives:
                sign = "✔" if one.state in {DirectiveState.DONE, DirectiveState.CLOSED} else "○"
                due = f"{one.due.month}月{one.due.day}日" if one.due else ""
                tail = " ".join(part for part in (one.who, due) if part)
                card.body.addLayout(_with_facts(label(f"{sign} {one.what}"), tail))
        return card

    def _week_words(self, period: str) -> str:
        if self._context is None:
            return period
        week = weeks.parse_week(period, self._context.settings.rhythm)
        return f"{week.label} · {week.span}"


def _with_facts(what: QLabel, facts: str) -> QHBoxLayout:
    """The words, and small behind them what is known of them; long words wrap."""
    row = QHBoxLayout()
    row.setSpacing(12)
    what.setWordWrap(True)
    what.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    row.addWidget(what)
    row.addWidget(label(facts, "second"), 1)
    return row
