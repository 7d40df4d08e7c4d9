"""What the meeting column does to the store, each as one operation on the writer thread."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import MeetingForm, OfferedTopic
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import DirectiveState
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.page import PageContext


def day_of_meeting(week: Week, today: date) -> date:
    """The day that «8月4日» is read from: today inside the week, else its nearest day."""
    return min(max(today, week.first), week.last)


def day_of_doing(week: Week, plan_year: int, today: date) -> date:
    """The day something is ticked as done: today; the week's last day where the plan's year is long over."""
    return today if plan_year <= today.year <= plan_year + 1 else week.last


def today() -> date:
    """Today, here."""
    return datetime.now().astimezone().date()


class MeetingCommands:
    """Commands on one unit's meeting of one week.

    `context` may be set anew; `unchanged` is called where a command changed nothing or failed.
    """

    def __init__(self, context: PageContext, owner: QObject, unchanged: Callable[[], object]) -> None:
        self.context = context
        self._owner = owner
        self._unchanged = unchanged

    def add_topic(self, title: str, offered: OfferedTopic | None = None) -> None:
        """A topic at the agenda's end, typed or offered."""
        unit_id, week = self.context.unit.id, self.context.week
        item_id, carried = (offered.item_id, offered.carried) if offered else (None, 0)

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.add_topic(store, unit_id, week, title, item_id, carried=carried)

        self._run(write)

    def remove_topic(self, topic_id: str) -> None:
        """Take a topic off the agenda."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.remove_topic(store, topic_id)

        self._run(write)

    def move_topic(self, topic_id: str, ordinal: int) -> None:
        """Put a topic at this place (from 1)."""

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.move_topic(store, topic_id, ordinal)

        self._run(write)

    def add_directive(self, text: str, refused: Callable[[], object]) -> None:
        """Quick-add «做什么 @谁 8月4日»; `refused` gives the text back to the person."""
        unit_id, week = self.context.unit.id, self.context.week
        day = day_of_meeting(week, today())

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import meetings

            return meetings.add_directive(store, unit_id, week, text, day)

        self._run(write, refused)

    def edit_directive(self, directive_id: str, text: str) -> None:
        """Replace what, who and by when by what the line says."""
        day = day_of_meeting(self.context.week, today())

        def write(store: Store) -> frozenset[FieldKey]:
            from shengsi_desktop.services import directives

            return directives.edit_line(store, directive_id, text, day)

        self._run(write)

    def set_state(self, directive_id: str, state: DirectiveState) -> None:
        """办结, or 办理中 again."""
        day = day_of_doing(self.context.week, self.context.settings.plan_year, today())

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

    def read(self, done: Callable[[tuple[MeetingForm, str]], object]) -> None:
        """Read the meeting, and when the week's meeting is usually held."""
        unit_id, week = self.context.unit.id, self.context.week

        def read(store: Store) -> tuple[MeetingForm, str]:
            from shengsi_desktop.services import meetings

            return meetings.meeting_form(store, unit_id, week), meetings.usual_time(store, unit_id, week)

        self.context.operations.run(read, done, owner=self._owner)

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
