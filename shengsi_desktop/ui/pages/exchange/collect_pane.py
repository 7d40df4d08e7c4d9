"""收取 at a unit's desk: the files that came, what each is, and taking in the 回执 among them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Cancelled
from shengsi_desktop.ui.pages.exchange import take_in_words as words
from shengsi_desktop.ui.pages.exchange.collected_words import CollectedWords
from shengsi_desktop.ui.pages.exchange.taken_dispatches import TakenDispatches
from shengsi_desktop.ui.pages.exchange.unlocking import Unlocking
from shengsi_desktop.ui.pages.exchange.views import OPENERS
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState, FlowLayout
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import CollectLine
    from shengsi_desktop.services.exchange.collecting import Collected
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.widgets.busy_line import BusyLine
    from shengsi_desktop.ui.widgets.message_bar import MessageBar

_SYNC = "sync"
_SEALED = "sealed"


class CollectPane(QWidget):
    """回执 are taken here; what comes down has a dialog of its own, one's own machines have their view."""

    #: (view key, target)
    view_requested = Signal(str, str)

    def __init__(self, messages: MessageBar, busy: BusyLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages, self.busy = messages, busy
        self._asked = 0
        self._far = (0, 0)
        self._stopped = False
        self._context: PageContext | None = None
        self._paths: list[Path] = []
        self.unlocking = Unlocking(self.messages, self)
        self.unlocking.given.connect(self.unlock)
        self.found: Collected | None = None
        self.table = PlainTable(
            (Column("文件", 2), Column("种类"), Column("内容", 4)), words.UNIT_EMPTY_TITLE
        )
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show_words)
        self.told = CollectedWords()
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(words.UNIT_EMPTY_TITLE, words.UNIT_EMPTY_HINT))
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        column.addWidget(self.told)
        self.down = TakenDispatches()
        column.addWidget(self.down, 1)
        row = FlowLayout()
        self.take = Button(kind="primary")
        self.take.clicked.connect(self.take_all)
        self.check = Button(words.CHECK_EACH)
        self.check.clicked.connect(lambda: self._open(self.table.current_key))
        self.clear = Button(words.CLEAR, kind="ghost")
        self.clear.clicked.connect(self.forget)
        for button in (self.take, self.check, self.clear):
            button.hide()
            row.addWidget(button)
        column.addLayout(row)
        self.setFocusProxy(self.table)

    def show_week(self, context: PageContext) -> None:
        """What came is of any week."""
        closing = getattr(self.window(), "closing", None)
        if self._context is None and closing is not None:
            closing.connect(self.stop)
        self._context = context
        self.down.load(context)

    def refresh(self) -> None:
        """Something changed: what was taken in."""
        if self._context is not None:
            self.down.load(self._context)
            if self.found is not None:
                self._examine()

    def look_at(self, paths: Sequence[Path]) -> None:
        """Lay out these beside what is there."""
        before = self._paths
        self._paths = list(dict.fromkeys((*self._paths, *paths)))
        self._examine(show_alone=True, before=before)

    def stop(self) -> None:
        """Enough of reading."""
        self._stopped = True

    def _examine(self, *, show_alone: bool = False, before: list[Path] | None = None) -> None:
        """Read them, off the thread that stores; `before` is what waits on where that is stopped."""
        context, chosen = self._context, tuple(self._paths)
        self._asked += 1
        self._stopped, self._far, asked = False, (0, 0), self._asked
        passphrases = tuple(self.unlocking.passphrases)
        if context is None:
            return

        def far(done: int, total: int) -> bool:
            self._far = (done, total)
            return not self._stopped

        def read(store: Any) -> Collected:
            from shengsi_desktop.services.exchange import collecting

            return collecting.look(store, chosen, passphrases=passphrases, progress=far)

        def failed(problem: BaseException) -> None:
            self.busy.end()
            self.unlocking.not_read()
            if isinstance(problem, Cancelled):
                self._paths = self._paths if before is None else before
                self.messages.say(words.STOPPED_COLLECTING)
            else:
                context.operations.tell(problem)

        def show(found: Collected) -> None:
            if asked != self._asked:
                return
            self.busy.end()
            self._show(found)
            self.unlocking.read(chosen, self._sealed)
            others = [one for one in found.lines if one.kind in OPENERS or one.kind == _SYNC]
            if show_alone and len(found.lines) == 1 and others:
                self._open(others[0].key)

        self.busy.begin(words.READING, lambda: self._far)
        context.operations.run(read, show, failed, owner=self, quiet=True, beside=True)

    def take_all(self) -> None:
        """Take in every 回执 that is new here."""
        context, found = self._context, self.found
        if context is None or found is None:
            return
        keys = {one.key for one in found.lines if one.takeable}

        def act(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services.exchange import collecting

            return collecting.take(store, found, keys)

        def done(_changed: object) -> None:
            said = words.LETTER_TAKEN.format(count=len(keys))
            returned = [told for one in found.lines if one.key in keys for told in one.returned]
            if returned:
                # no good news: it stays until it is read
                self.messages.warn(f"{words.CAME_BACK.format(returned='；'.join(returned))}{said}")
            else:
                self.messages.say(said)
            # what could not be taken is still to be dealt with
            self._go_on([one.path for one in found.lines if one.key not in keys and not one.double])

        context.operations.run(act, done, owner=self)

    def taken_elsewhere(self, path: Path, said: str) -> None:
        """A file was taken in by its own dialog: say so, and go on with the others."""
        self.messages.say(said)
        if self.found is not None:
            self._go_on([one.path for one in self.found.lines if one.path != path])

    def _go_on(self, paths: list[Path]) -> None:
        self._paths = paths
        if paths:
            self._examine()
        else:
            self.forget()

    def forget(self) -> None:
        """Take none of it."""
        self._paths, self.found = [], None
        self.unlocking.forget()
        self._asked += 1
        self.busy.end()
        self._stack.setCurrentIndex(0)
        self.down.give_way(given=False)
        self.told.show_line(None)
        for button in (self.take, self.check, self.clear):
            button.hide()

    def _show(self, found: Collected) -> None:
        before = self._line_of(self.table.current_key)
        self.found = found
        self.table.show_lines([_line(one) for one in found.lines])
        count = sum(one.takeable for one in found.lines)
        self.take.setText(words.UNIT_TAKE.format(count=count))
        self.take.setVisible(count > 0)
        self.clear.show()
        self._stack.setCurrentIndex(1 if found.lines else 0)
        # the files that wait have the room
        self.down.give_way(given=bool(found.lines))
        # keys count the files: of another pile the same key is another file
        same = [one.key for one in found.lines if before is not None and one.path == before.path]
        self.table.choose(next(iter(same), "") or self._first(found))
        self._show_words(self.table.current_key)

    def _show_words(self, key: str) -> None:
        """What the chosen file says, and what is done with it."""
        self.told.show_line(self._line_of(key))
        to_open = self._line_of(key) if self._opens(key) else None
        self.check.setVisible(to_open is not None)
        if to_open is not None:
            said = {_SYNC: words.TO_SYNC, _SEALED: words.UNLOCK}
            self.check.setText(said.get(to_open.kind, words.CHECK_EACH))
            self.check.set_kind("secondary" if self.take.isVisibleTo(self) else "primary")

    def _line_of(self, key: str) -> CollectLine | None:
        return next((one for one in self.found.lines if one.key == key), None) if self.found else None

    def _opens(self, key: str) -> bool:
        """Whether that file has a place of its own."""
        line = self._line_of(key)
        return line is not None and line.kind in {*OPENERS, _SEALED, _SYNC}

    def _first(self, found: Collected) -> str:
        """The key of the file to begin with: what comes back, then what can be acted on."""
        keys = [one.key for one in found.lines if one.returned]
        keys += [one.key for one in found.lines if one.takeable or self._opens(one.key)]
        return next(iter(keys), "0")

    def _open(self, key: str) -> None:
        """Where that kind of file is taken in."""
        line = self._line_of(key)
        if line is None or self._context is None:
            return
        if line.kind in OPENERS:
            module, _, name = OPENERS[line.kind].partition(":")
            path = line.path
            getattr(import_module(module), name)(
                self._context,
                path,
                self,
                tuple(self.unlocking.passphrases),
                lambda said: self.taken_elsewhere(path, said),
            )
        elif line.kind == _SEALED:
            self._ask_passphrase(line)
        elif line.kind == _SYNC:
            self.view_requested.emit("sync", str(line.path))

    def _ask_passphrase(self, line: CollectLine) -> None:
        self.unlocking.ask([line.path.name])

    def unlock(self, passphrase: str) -> None:
        """Try it on every sealed package."""
        self.unlocking.begin(passphrase, self._sealed)
        self.look_at(())

    @property
    def _sealed(self) -> list[Path]:
        return [one.path for one in self.found.lines if one.kind == _SEALED] if self.found else []


def _line(one: CollectLine) -> Line:
    told = one.words.removeprefix(f"“{one.path.name}”") or {
        "sync": "双击到“本单位同步”里收",
        "handover": "用于换人、换电脑：新电脑首次打开时点“从移交包开始…”",
        "sealed": "双击输入口令",
    }.get(one.kind, "")
    # only what cannot be read, or what comes back, is trouble; the rest is for another desk
    trouble = bool(one.returned) or (one.refused and not one.kind)
    tone = "danger" if trouble else "" if one.takeable else "second"
    return Line(one.key, (one.path.name, one.label, told), ("", "second", tone), told)
