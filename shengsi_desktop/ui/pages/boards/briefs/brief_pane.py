"""The parts of one brief below each other, and all that is done with it: load, set back, copy, export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.rhythm.brief_words import chinese_number, joined_weeks
from shengsi_desktop.ui.pages.boards.briefs import words
from shengsi_desktop.ui.pages.boards.briefs.part_card import PartCard
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.briefs import Brief, BriefKind, PartView
    from shengsi_desktop.ui.page import PageContext

#: the column of parts stands in the middle and is no wider: a longer line of words is hard to read (px)
_WIDTH, _SIDE = 1100, 20
#: the column takes what there is before the rims do
_ALL = 1000
#: several changes in a row are read once (ms)
_TOGETHER = 60


class BriefPane(QWidget):
    """Shows the brief of `kind`, `period` and leader that it is told; parts that nobody edited follow the data."""

    #: an item's id
    item_asked = Signal(str)
    #: a Brief is shown
    shown = Signal(object)

    def __init__(self, kind: BriefKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._context: PageContext | None = None
        self._wanted: tuple[str, str] | None = None
        self._asked = 0
        self.brief: Brief | None = None
        self.cards: list[PartCard] = []
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.messages = MessageBar(self)
        self.messages.float_over(self)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(self._scroll)
        self.nothing = EmptyState(words.NOT_YET_TITLE)
        self._stack.addWidget(self.nothing)
        holder, middle = QWidget(), QWidget()
        around = QHBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(middle, _ALL)
        around.addStretch(1)
        middle.setMaximumWidth(current.px(_WIDTH) + 2 * _SIDE)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(_SIDE, 14, _SIDE, 20)
        self._column.setSpacing(10)
        self.title = label("", "title", wrap=True)
        self.says = label("", "second", wrap=True)
        self._column.addWidget(self.title)
        self._column.addWidget(self.says)
        self._column.addStretch(1)
        self._scroll.setWidget(holder)
        self._stack.currentChanged.connect(lambda _at: self.messages.raise_())

    def show_brief(self, context: PageContext, period: str, leader_id: str) -> None:
        """Show this one; words typed for another are committed first."""
        self._context = context
        self._wanted = (period, leader_id)
        self._load()

    def reload(self) -> None:
        """Something changed."""
        if self._wanted is not None:
            self._together.start()

    def flush(self) -> None:
        """Commit what is typed."""
        for card in self.cards:
            card.text.flush()

    def _question(self) -> Any:
        context, wanted, kind = self._context, self._wanted, self._kind
        if context is None or wanted is None:
            return None
        unit_id, today = context.settings.unit.id, context.today

        def ask(store: Any) -> Brief:
            from shengsi_desktop.services import briefs

            return briefs.draft(store, unit_id, kind, wanted[0], wanted[1], today=today)

        return ask

    def _load(self) -> None:
        ask, context = self._question(), self._context
        if ask is None or context is None:
            return
        self._asked += 1
        asked = self._asked

        def show(brief: Brief) -> None:
            if asked == self._asked:
                self._show(brief)

        def failed(problem: BaseException) -> None:
            if asked == self._asked and isinstance(problem, Refusal):
                self.flush()
                self.brief = None
                self.nothing.say(words.NOT_YET_TITLE, str(problem))
                self._stack.setCurrentWidget(self.nothing)
            else:
                context.operations.tell(problem)

        context.operations.run(ask, show, failed, owner=self, saying=words.DRAFTING)

    def _show(self, brief: Brief) -> None:
        from shengsi_desktop.services import briefs

        another = self.brief is None or self.brief.facts.leader != brief.facts.leader
        another = another or (self.brief is not None and self.brief.facts.period != brief.facts.period)
        self.brief = brief
        found = brief.facts
        self.title.setText(f"{brief.title}（{briefs.subtitle_of(found)}）")
        weeks = joined_weeks(found.weeks)
        self.says.setText(
            words.AS_OF.format(month=found.as_of.month, day=found.as_of.day, weeks=weeks, count=found.count)
        )
        for part in brief.parts[len(self.cards) :]:
            del part
            self._add_card()
        number = 0
        for card, part in zip(self.cards, brief.parts, strict=True):
            # numbered as in the export: a part left out has none
            number += not part.left_out
            card.show_part("" if part.left_out else chinese_number(number), part)
        self._stack.setCurrentWidget(self._scroll)
        if another:
            self._scroll.verticalScrollBar().setValue(0)
        self.shown.emit(brief)

    def _add_card(self) -> None:
        if self._context is None:
            return
        card = PartCard(self._context.operations)
        card.item_asked.connect(self.item_asked)
        card.reset_asked.connect(lambda part: self._change("reset_part", part))
        card.keep_asked.connect(lambda part: self._change("keep_words", part))
        card.leave_out_asked.connect(lambda part: self._change("leave_out", part))
        card.put_back_asked.connect(lambda part: self._change("put_back", part))
        self.cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def _change(self, what: str, part: PartView) -> None:
        if self._context is None:
            return
        self.flush()

        def act(store: Any) -> Any:
            from shengsi_desktop.services import briefs

            return getattr(briefs, what)(store, part)

        self._context.operations.run(act, owner=self)

    # -- copied and exported

    def copy(self) -> None:
        """The whole brief to the clipboard, as it stands now."""
        ask, context = self._question(), self._context
        if ask is None or context is None or self.brief is None:
            return
        self.flush()

        def text(store: Any) -> str:
            from shengsi_desktop.services import briefs

            return briefs.plain_text(ask(store))

        def done(copied: str) -> None:
            QGuiApplication.clipboard().setText(copied)
            self.messages.say(words.COPIED)

        context.operations.run(text, done, owner=self, saying=words.DRAFTING)

    def ask_where(self, suffix: str) -> None:
        """Ask where to, then export."""
        from shengsi_desktop.services import briefs
        from shengsi_desktop.ui.pages.boards.briefs.asking import ask_path

        if self.brief is None or self._context is None:
            return
        name = briefs.suggested_name(self.brief, suffix)
        path = ask_path(self, self._context.settings.export_folder, name)
        if path is not None:
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the brief as it stands now."""
        ask, context = self._question(), self._context
        if ask is None or context is None:
            return
        self.flush()

        def write(store: Any) -> tuple[Path, str]:
            from shengsi_desktop.services import briefs

            brief = ask(store)
            return briefs.export(store, brief, path), briefs.outdated_words(brief)

        def failed(problem: BaseException) -> None:
            if isinstance(problem, EnvironmentProblem):
                self.messages.warn(str(problem), [(words.ELSEWHERE, lambda: self.ask_where(path.suffix))])
            else:
                context.operations.tell(problem)

        context.operations.run(write, self._exported, failed, owner=self, saying=words.EXPORTING)

    def _exported(self, written: tuple[Path, str]) -> None:
        path, outdated = written
        self.messages.say(
            words.EXPORTED.format(name=path.name) + outdated,
            [(words.OPEN_FILE, lambda: _open(path)), (words.OPEN_FOLDER, lambda: _open(path.parent))],
        )

    def keyPressEvent(self, event: Any) -> None:
        """Page up and down scroll the parts."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + (1 if event.key() == Qt.Key.Key_PageDown else -1) * bar.pageStep())
            return
        super().keyPressEvent(event)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
