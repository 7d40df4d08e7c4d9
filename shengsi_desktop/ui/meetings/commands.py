"""What is done to one meeting, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.rhythm.meeting_days import day_at_work, period_span
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.ui.page import as_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.meetings import MeetingKey
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.views import MeetingForm, OfferedTopic
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.domain.words import DirectiveState
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext


def day_of_meeting(week: Week, rhythm: WeekRhythm, today: date) -> date:
    """The day that «8月4日» is read from: today inside the week, its meeting day once it is past, else its first."""
    return max(day_at_work(week, rhythm, today), week.first)


class MeetingCommands:
    """Commands on one meeting of the context's unit.

    `context` and `key` may be set anew; `unchanged` is called where a command changed nothing or failed.
    """

    def __init__(
        self, context: PageContext, key: MeetingKey, owner: QObject, unchanged: Callable[[], object]
    ) -> None:
        self.context = context
        self.key = key
        self._owner = owner
        self._unchanged = unchanged

    def read(self, done: Callable[[MeetingForm], object]) -> None:
        """Read the meeting."""
        key = self.key

        def read(store: Store) -> MeetingForm:
            from shengsi_desktop.services import meetings

            return meetings.meeting_form_of(store, key)

        self.context.operations.run(read, done, owner=self._owner)

    def read_items(self, done: Callable[[tuple[ItemRow, ...]], object]) -> None:
        """The unit's items, for a topic to be about one."""
        unit_id, week = self.context.unit.id, self.context.week

        def read(store: Store) -> tuple[ItemRow, ...]:
            from shengsi_desktop.services import reporting

            return reporting.week_page(store, unit_id, week).rows

        self.context.operations.run(read, done, owner=self._owner)

    def read_text(self, done: Callable[[str], object]) -> None:
        """The meeting as text to be pasted."""
        key = self.key

        def read(store: Store) -> str:
            from shengsi_desktop.services import meetings

            return meetings.meeting_text(store, key)

        self.context.operations.run(read, done, owner=self._owner)

    def delete(self) -> None:
        """Delete the meeting with its topics."""
        key = self.key

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.delete_meeting(store, key)

        self._run(write)

    def add_topic(
        self,
        title: str,
        offered: OfferedTopic | None = None,
        refused: Callable[[], object] | None = None,
    ) -> None:
        """A topic at the agenda's end, typed or offered; `refused` gives the title back to the person."""
        key = self.key
        item_id, carried = (offered.item_id, offered.carried) if offered else (None, 0)

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.add_topic_to(store, key, title, item_id, carried=carried)

        self._run(write, refused)

    def remove_topic(self, topic_id: str) -> None:
        """Take a topic off the agenda."""
        key = self.key

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.remove_topic(store, topic_id, key)

        self._run(write)

    def move_topic(self, topic_id: str, ordinal: int) -> None:
        """Put a topic at this place (from 1)."""
        key = self.key

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.move_topic(store, topic_id, ordinal, key)

        self._run(write)

    def tick_topic(self, topic_id: str, *, reached: bool) -> None:
        """已议, or not."""
        key = self.key

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.tick_topic(store, topic_id, reached=reached, key=key)

        self._run(write)

    def link_topic(self, topic_id: str, item_id: str | None) -> None:
        """The item that a topic is about, or none."""
        key = self.key

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.link_topic(store, topic_id, item_id, key)

        self._run(write)

    def add_directive(self, text: str, refused: Callable[[], object]) -> None:
        """Quick-add «做什么 @谁 8月4日»; `refused` gives the text back to the person."""
        key, day = self.key, self._day()

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.hand_out(store, key, text, day)

        self._run(write, refused)

    def edit_directive(
        self, directive_id: str, text: str, refused: Callable[[], object] | None = None
    ) -> None:
        """Replace what, who and by when by what the line says; `refused` gives the line back to the person."""
        day = self._day()

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import directives

            return directives.edit_line(store, directive_id, text, day)

        self._run(write, refused)

    def set_state(self, directive_id: str, state: DirectiveState) -> None:
        """办结, or 办理中 again."""
        day = as_of(self.context)

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.set_directive_state(store, directive_id, state, day)

        self._run(write)

    def remove_directive(self, directive_id: str) -> None:
        """Delete one entered by mistake."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.remove_directive(store, directive_id)

        self._run(write)

    def _day(self) -> date:
        """The day that «8月4日» is read from: today inside the meeting's week or period, else its nearest day."""
        if self.key.cadence is Cadence.WEEKLY:
            rhythm = self.context.settings.rhythm
            return day_of_meeting(parse_week(self.key.period, rhythm), rhythm, self.context.today)
        first, last = period_span(self.key.cadence, self.key.period)
        return min(max(self.context.today, first), last)

    def _run(
        self, write: Callable[[Store], frozenset[FieldKey]], refused: Callable[[], object] | None = None
    ) -> None:
        def written(changed: frozenset[FieldKey]) -> None:
            if not changed:
                self._unchanged()

        def failed(problem: BaseException) -> None:
            if refused is not None:
                refused()
            self._unchanged()
            self.context.operations.tell(problem)

        self.context.operations.run(write, written, failed, owner=self._owner)
