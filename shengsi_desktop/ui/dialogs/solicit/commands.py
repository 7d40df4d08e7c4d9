"""What 征集 asks of the store, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from decimal import Decimal

    from PySide6.QtCore import QObject

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.soliciting import AcceptHow, KeptReply, ReplyWords, SolicitMessage
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.ui.page import PageContext


class SolicitState(NamedTuple):
    """All that the dialog shows."""

    messages: tuple[SolicitMessage, ...]
    replies: tuple[KeptReply, ...]
    items: tuple[ItemRow, ...]
    box: str
    copied: dict[str, datetime]


class SolicitCommands:
    """Commands on one unit's week; `again` is called after each, whether it went well or not."""

    def __init__(
        self,
        context: PageContext,
        owner: QObject,
        again: Callable[[], object],
        failed: Callable[[object], object],
    ) -> None:
        self._context, self._owner, self._again, self._failed = context, owner, again, failed

    def read(self, deadline: str, show: Callable[[SolicitState], object]) -> None:
        """Messages, replies and items."""
        unit_id, week = self._context.unit.id, self._context.week

        def ask(store: Any) -> SolicitState:
            from shengsi_desktop.services import solicit_notes, soliciting, tasks

            return SolicitState(
                soliciting.messages(store, unit_id, week, deadline),
                soliciting.replies(store, unit_id, week),
                tasks.item_rows(store, unit_id, week, mentioned=False),
                solicit_notes.box(store, unit_id, week),
                solicit_notes.copied(store, unit_id, week),
            )

        self._context.operations.run(ask, show, self._refused, owner=self._owner)

    def keep(self, text: str, kept: Callable[[str], object]) -> None:
        """Keep what was pasted; `kept` gets the reply's id."""
        unit_id, week = self._context.unit.id, self._context.week

        def write(store: Any) -> str:
            from shengsi_desktop.services import soliciting

            return soliciting.keep_reply(store, unit_id, week, text)

        self._context.operations.run(write, kept, self._refused, owner=self._owner)

    def keep_at_last(
        self, text: str, kept: Callable[[object], object], refused: Callable[[BaseException], object]
    ) -> None:
        """The box as it closes: its words are a reply, or, where that is refused, stand in it next time."""
        unit_id, week = self._context.unit.id, self._context.week

        def write(store: Any) -> None:
            from shengsi_desktop.services import solicit_notes, soliciting

            solicit_notes.keep_box(store, unit_id, week, text)
            if text.strip():
                soliciting.keep_reply(store, unit_id, week, text)
                solicit_notes.keep_box(store, unit_id, week, "")

        self._context.operations.run(write, kept, refused, owner=self._owner)

    def keep_box(self, text: str, refused: Callable[[BaseException], object]) -> None:
        """What stands in the box, not split yet."""
        unit_id, week = self._context.unit.id, self._context.week

        def write(store: Any) -> None:
            from shengsi_desktop.services import solicit_notes

            solicit_notes.keep_box(store, unit_id, week, text)

        self._context.operations.run(write, None, refused, owner=self._owner, quiet=True)

    def keep_copied(self, section_id: str, at: datetime) -> None:
        """Whose message was copied when."""
        unit_id, week = self._context.unit.id, self._context.week

        def write(store: Any) -> None:
            from shengsi_desktop.services import solicit_notes

            solicit_notes.keep_copied(store, unit_id, week, section_id, at)

        self._context.operations.run(write, None, self._refused, owner=self._owner, quiet=True)

    def keep_edit(
        self,
        reply_id: str,
        key: str,
        words: ReplyWords,
        item_id: str | None,
        refused: Callable[[BaseException], object],
    ) -> None:
        """A part as a person has left it."""

        def write(store: Any) -> None:
            from shengsi_desktop.services import soliciting

            soliciting.keep_edit(store, reply_id, key, words, item_id)

        self._context.operations.run(write, None, refused, owner=self._owner, quiet=True)

    def take_offer(self, deliverable_id: str, value: Decimal) -> None:
        """A figure of the words taken, as the 细项's new value."""
        unit_id, week = self._context.unit.id, self._context.week

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import reporting

            return reporting.set_value(store, deliverable_id, unit_id, week, value=value)

        self._run(write)

    def accept(self, reply_id: str, key: str, words: ReplyWords, how: AcceptHow, item_id: str | None) -> None:
        """Take one part."""

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import soliciting

            return soliciting.accept(store, reply_id, key, words, how, item_id)

        self._run(write)

    def accept_all(self, reply_id: str) -> None:
        """Take what would replace nothing."""

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import soliciting

            return soliciting.accept_all(store, reply_id)

        self._run(write)

    def skip(self, reply_id: str, key: str, *, again: bool = False) -> None:
        """Leave one part out, or deal with it once more."""

        def write(store: Any) -> None:
            from shengsi_desktop.services import soliciting

            (soliciting.reopen if again else soliciting.skip)(store, reply_id, key)

        self._run(write)

    def drop(self, reply_id: str) -> None:
        """Throw the reply away."""

        def write(store: Any) -> None:
            from shengsi_desktop.services import soliciting

            soliciting.drop_reply(store, reply_id)

        self._run(write)

    def _run(self, write: Callable[[Any], object]) -> None:
        self._context.operations.run(write, lambda _answer: self._again(), self._refused, owner=self._owner)

    def _refused(self, problem: BaseException) -> None:
        self._again()
        self._failed(problem)
