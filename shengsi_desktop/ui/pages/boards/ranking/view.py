"""晾晒考评, the view: boards with their places at the left, where the points come from at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.boards import BoardKind
from shengsi_desktop.rhythm import board_words
from shengsi_desktop.rhythm.board_periods import board_day, current_period, period_after, period_before
from shengsi_desktop.ui.pages.boards.ranking import words
from shengsi_desktop.ui.pages.boards.ranking.bars import BoardBar, RankingTools
from shengsi_desktop.ui.pages.boards.ranking.board_list import BoardList
from shengsi_desktop.ui.pages.boards.ranking.commands import BoardCommands, Shown
from shengsi_desktop.ui.pages.boards.ranking.deeds import Deeds
from shengsi_desktop.ui.pages.boards.ranking.evidence import EvidencePane
from shengsi_desktop.ui.pages.boards.ranking.table import BoardTable
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.boards import Board, Published
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.services.boards.exporting import BoardView
    from shengsi_desktop.ui.page import PageContext

#: several changes in a row are read once (ms)
_TOGETHER = 60
_LIST_SHARE, _LIST_LEAST, _PANE_LEAST = 0.58, 400, 320
_OURS = frozenset({
    "item", "project", "deliverable", "deliverable_value", "assignment", "plan_point", "light_rule", "report", "plan",
    "unit", "group_choice", "group_member", "unit_group", "indicator", "condition", "indicator_point", "stoppage",
    "stoppage_item", "final_version", "board_rule", "custom_board", "board_entrant", "board_figure",
    "board_adjustment", "publication",
})  # fmt: skip
_FIXED = frozenset(kind.value for kind in BoardKind if kind is not BoardKind.CUSTOM)


class RankingView(QWidget):
    """One board at a time. What was published is shown from its content; else the board of this moment."""

    #: (page key, target id)
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.commands: BoardCommands | None = None
        self.shown: Shown | None = None
        self.board, self._periods, self._week = BoardKind.WORK.value, dict[str, str](), ""
        self._asked, self._version = 0, -1
        #: the board and period whose rows are listed
        self._listed: tuple[str, str] | None = None
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self.load)
        self.tools, self.bar = RankingTools(), BoardBar()
        self.table = BoardTable()
        self.table.setParent(self)
        self.list, self.pane = BoardList(self.table), EvidencePane()
        self.messages = MessageBar()
        self.deeds = Deeds(self)
        self._shared_by_hand = False
        self._build()
        self._connect()
        self.setFocusProxy(self.list)

    # -- what the page asks of a view

    def show_week(self, context: PageContext) -> None:
        """Show the boards; another week brings its month and quarter."""
        if self.commands is None:
            self.commands = BoardCommands(context, self)
        self.commands.context = context
        self.pane.own_unit = context.unit.id
        if str(context.week) != self._week:
            self._week = str(context.week)
            self._periods = {}
        self._together.stop()
        self.load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Work it out again where something of it changed."""
        if self.commands is not None and any(key.entity in _OURS for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """«work» or «work 2023-07»: a board, and its period."""
        board, _, period = target.partition(" ")
        if period:
            self._periods[self._slot(board)] = period
        self.choose(board)

    def next_item(self) -> None:
        """The entrant below becomes the current one."""
        ids = [one.entrant.id for one in self.table.scores]
        here = ids.index(self.list.current_id) if self.list.current_id in ids else -1
        if here + 1 < len(ids):
            self.list.choose(ids[here + 1])

    # -- what is shown

    @property
    def period(self) -> str:
        """The period of the board shown."""
        slot = self._slot(self.board)
        if slot not in self._periods and self.commands is not None:
            kind = BoardKind.APPRAISAL if self.board == BoardKind.APPRAISAL.value else BoardKind.WORK
            self._periods[slot] = current_period(kind, self.commands.context.week)
        return self._periods.get(slot, "")

    @property
    def today(self) -> date:
        """The day that the boards are worked out by; there is none before a week was shown."""
        if self.commands is None:
            message = "no week is shown yet"
            raise RuntimeError(message)
        context = self.commands.context
        return board_day(context.today, context.settings.plan_year, context.week)

    @property
    def published(self) -> Published | None:
        """The publication shown; None where the board of this moment is."""
        view = self.shown.view if self.shown else None
        return view.published[self._version] if view is not None and view.published else None

    @property
    def current_board(self) -> Board | None:
        """What is listed."""
        view = self.shown.view if self.shown else None
        if view is None:
            return None
        return self.published.board if self.published is not None else view.now

    def choose(self, board: str) -> None:
        """Show another board; empty: there is no custom one yet."""
        self.board, self._version = board, -1
        self.bar.against_now.setChecked(False)
        self.load()

    def load(self) -> None:
        """Have it worked out; what stands in the list meanwhile is of the same board and period, or nothing."""
        if self.commands is None:
            return
        self._asked += 1
        asked = self._asked
        if self._listed != (self.board, self.period):
            self._show_computing()
        self.commands.read(
            self.board,
            self.period,
            self.today,
            self._show,
            self._not_computed,
            lambda: asked == self._asked,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            least, beside = current.px(_LIST_LEAST), current.px(_PANE_LEAST)
            left = max(min(int(self.width() * _LIST_SHARE), self.width() - beside), least)
            self._splitter.setSizes([left, self.width() - left])

    # -- pictures and files of what is shown

    def copy_picture(self) -> None:
        """The board's picture onto the clipboard."""
        view = self.shown.view if self.shown else None
        if self.commands is None or view is None:
            return

        def copied(content: bytes) -> None:
            QGuiApplication.clipboard().setImage(QImage.fromData(content))
            self.messages.say(words.COPIED)

        self.commands.picture(self._as_shown(), ".png", copied)

    def save_picture(self) -> None:
        """The picture into a file that the user names."""
        if self.commands is None or self.current_board is None:
            return
        path = self._ask_path(words.PICTURE_TITLE, ".png", words.PICTURE_TYPES)
        if path is not None:
            self.commands.save_picture(
                self._as_shown(), path, lambda done: self.messages.say(words.SAVED.format(name=done.name))
            )

    def save_workbook(self) -> None:
        """The workbook into a file that the user names."""
        if self.commands is None or self.current_board is None:
            return
        path = self._ask_path(words.WORKBOOK_TITLE, ".xlsx", "Excel 工作簿 (*.xlsx)")
        if path is not None:
            self.commands.export(
                self._as_shown(), path, lambda done: self.messages.say(words.EXPORTED.format(name=done.name))
            )

    def _as_shown(self) -> BoardView:
        view = self.shown.view if self.shown else None
        if view is None:
            message = "nothing is shown"
            raise RuntimeError(message)
        count = len(view.published) + self._version + 1 if self._version < 0 else self._version + 1
        return replace(view, published=view.published[:count])

    def _ask_path(self, title: str, ending: str, types: str) -> Path | None:
        if self.commands is None or self.current_board is None:
            return None
        from shengsi_desktop.services.boards.exporting import suggested_name
        from shengsi_desktop.ui.dialogs.export import ask_path

        folder = self.commands.context.settings.export_folder
        return ask_path(self, folder, suggested_name(self.current_board, ending), title, kind=types)

    # -- inside

    def _slot(self, board: str) -> str:
        return board if board == BoardKind.APPRAISAL.value or board not in _FIXED else "month"

    def _show(self, shown: Shown) -> None:
        if not self.board and shown.customs:
            self.choose(shown.customs[0].id)
            return
        if (
            self.board
            and self.board not in _FIXED
            and all(one.id != self.board for one in shown.customs)
            and shown.view is None
        ):
            self.choose(shown.customs[0].id if shown.customs else "")
            return
        self.shown, self._listed = shown, (self.board, self.period)
        view = shown.view
        published = view.published if view else ()
        if not -len(published) <= self._version < max(len(published), 1):
            self._version = -1
        self.bar.show_boards(shown.customs, self.board)
        at = self._version % len(published) if published else 0
        self.bar.show_status(self._status(), published, at)
        self.tools.show_period(self.period)
        board = self.current_board
        self.list.show_board(board, view.before_of(self.published) if view else None)
        self._say_empty(board)
        self.tools.enable(
            board=board is not None,
            publish=view is not None and view.now is not None,
            rule=bool(self.board),
            more=True,
        )
        self.tools.offer_more(self.deeds.offered())
        self._show_current()

    def _show_computing(self) -> None:
        """Another board or period: its name stands there at once, and nothing of the one before."""
        customs = self.shown.customs if self.shown else ()
        self.shown = Shown(customs, None)
        self._say_nothing(words.COMPUTING, words.COMPUTING_HINT)
        self.bar.show_boards(customs, self.board)

    def _not_computed(self, problem: BaseException) -> None:
        """The work failed: say so, and let it be tried again."""
        self._listed = None
        self._say_nothing(words.NOT_COMPUTED, words.NOT_COMPUTED_HINT)
        if self.commands is not None:
            self.commands.context.operations.tell(problem)

    def _say_nothing(self, title: str, hint: str) -> None:
        self.tools.show_period(self.period)
        self.tools.enable(board=False, publish=False, rule=False, more=False)
        self.bar.show_status(title, (), 0)
        self.list.show_board(None, None)
        self._lists.setCurrentIndex(1)
        self._empty.say(title, hint)
        self._right.setCurrentIndex(2)

    def _status(self) -> str:
        board = self.current_board
        if board is None:
            return self.shown.trouble if self.shown else ""
        as_of = f"按第{int(board.as_of[6:])}周" if board.as_of and not board.unfinished else ""
        parts = (
            board_words.status(self.published), board_words.until_words(board),
            board_words.correction(self.published), as_of,
            board_words.method_words(board), words.PRINCIPLE,
        )  # fmt: skip
        return words.DOT.join(part for part in parts if part)

    def _say_empty(self, board: Board | None) -> None:
        ranked = board is not None and bool(self.table.scores)
        self._lists.setCurrentIndex(0 if ranked else 1)
        if ranked:
            return
        if not self.board:
            self._empty.say(words.NO_CUSTOM_TITLE, words.NO_CUSTOM_HINT)
            return
        kind = self.board if self.board in _FIXED else BoardKind.CUSTOM.value
        trouble = self.shown.trouble if self.shown else ""
        self._empty.say(trouble or words.EMPTY_TITLE, words.EMPTY_HINTS[kind])

    def _show_current(self) -> None:
        board, view = self.current_board, self.shown.view if self.shown else None
        if self.bar.against_now.isChecked() and self.published is not None and view is not None:
            self._show_moves(self.published, view.now)
            return
        score = board.score_of(self.list.current_id) if board is not None else None
        self._right.setCurrentIndex(0 if board is None or score is None else 1)
        if board is not None and score is not None:
            self.pane.show_score(board, score)

    def _show_moves(self, published: Published, now: Board | None) -> None:
        from shengsi_desktop.rhythm.board_changes import moves
        from shengsi_desktop.rhythm.board_differences import whole_changes

        self._right.setCurrentIndex(1)
        if now is None:
            self.pane.show_moves((), words.GONE)
            return
        found = [one for one in moves(published.board, now) if one.differs]
        said = (
            words.REHEARSE_CHANGED.format(count=len(found), who=board_words.who(published.board))
            if found
            else words.NO_DIFFERENCE
        )
        self.pane.show_moves(
            found, "；".join((said.rstrip("。"), *whole_changes(published.board, now))) + "。"
        )

    def _step(self, by: int) -> None:
        slot = self._slot(self.board)
        self._periods[slot] = period_before(self.period) if by < 0 else period_after(self.period)
        self._version = -1
        self.load()

    def _choose_version(self, at: int) -> None:
        self._version = at
        if self.shown is not None:
            self._show(self.shown)

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _connect(self) -> None:
        tools, bar = self.tools, self.bar
        tools.stepped.connect(self._step)
        tools.rehearse_asked.connect(self.deeds.ask_rehearsal)
        tools.publish_asked.connect(self.deeds.ask_publish)
        tools.workbook_asked.connect(self.save_workbook)
        tools.rule_asked.connect(self.deeds.ask_rule)
        tools.picture_menu.addAction(words.COPY_PICTURE, self.copy_picture)
        tools.picture_menu.addAction(words.SAVE_PICTURE, self.save_picture)
        bar.chosen.connect(self.choose)
        bar.version_chosen.connect(self._choose_version)
        bar.against_now_asked.connect(lambda _on: self._show_current())
        self.list.chosen.connect(self._chose_entrant)
        self.pane.open_requested.connect(self.open_requested)

    def _chose_entrant(self, _entrant: str) -> None:
        self.bar.against_now.setChecked(False)
        self._show_current()

    def _build(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.splitterMoved.connect(self._moved)
        self._lists = QStackedWidget()
        self._lists.setProperty("kind", "panel")
        self._lists.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._empty = EmptyState(words.EMPTY_TITLE)
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._empty)
        self._splitter.addWidget(self._lists)
        self._right = QStackedWidget()
        self._right.setProperty("kind", "panel")
        self._right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._right.addWidget(EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT))
        self._right.addWidget(self.pane)
        self._right.addWidget(QWidget())
        self._splitter.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.bar)
        column.addWidget(Line())
        column.addWidget(self._splitter, 1)
        self.messages.float_over(self._splitter)
