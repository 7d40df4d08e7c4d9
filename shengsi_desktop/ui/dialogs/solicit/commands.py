"""What 征集 asks of the store, each as one operation on the writer thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

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
            from shengsi_desktop.services import soliciting, tasks

            return SolicitState(
                soliciting.messages(store, unit_id, week, deadline),
                soliciting.replies(store, unit_id, week),
                tasks.item_rows(store, unit_id, week, mentioned=False),
            )

        self._context.operations.run(ask, show, self._refused, owner=self._owner)

    def keep(self, text: str, section_id: str, kept: Callable[[str], object]) -> None:
        """Keep what was pasted; `kept` gets the reply's id."""
        unit_id, week = self._context.unit.id, self._context.week

        def write(store: Any) -> str:
            from shengsi_desktop.services import soliciting

            return soliciting.keep_reply(store, unit_id, week, text, section_id)

        self._context.operations.run(write, kept, self._refused, owner=self._owner)

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
