"""走势: the indicators, and chart and entry grid of one; it joins them to the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.chart_view import ChartView
from shengsi_desktop.ui.pages.indicators.trend.commands import IndicatorCommands
from shengsi_desktop.ui.pages.indicators.trend.entry_card import EntryCard
from shengsi_desktop.ui.pages.indicators.trend.head import IndicatorHead
from shengsi_desktop.ui.pages.indicators.trend.pasted import placed
from shengsi_desktop.ui.pages.indicators.trend.table_model import IndicatorTable
from shengsi_desktop.ui.pages.indicators.trend.table_view import IndicatorView
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card, EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from decimal import Decimal

    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.ui.page import PageContext

#: several changes in a row are read once (ms)
_TOGETHER = 30
#: the share of the list in the width, and its bounds at 100 %
_LIST_SHARE = 0.38
_LIST_WIDTHS = (290, 430)
#: a right side narrower than this (at 100 %) leaves the words off its buttons
_NARROW = 400
_OURS = frozenset({"indicator", "indicator_point", "condition", "light_rule"})


class TrendView(QWidget):
    """All headline indicators; one of them as a trend, and where its figures are entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: IndicatorCommands | None = None
        self._standings: dict[str, IndicatorStanding] = {}
        self._wanted = ""
        self._shared_by_hand = False
        self._asked = 0
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.table = IndicatorTable()
        self.view = IndicatorView(self.table)
        self.head = IndicatorHead()
        self.chart = ChartView()
        self.entry = EntryCard()
        self.messages = MessageBar()
        self._build()
        self._listen()
        self.setFocusProxy(self.view)

    def show_week(self, context: PageContext) -> None:
        """Show the indicators of the plan; the week only says whose desk it is."""
        if self._commands is None:
            self._commands = IndicatorCommands(context, self, self.entry.model.forget_typed)
        self._commands.context = context
        self.entry.offer_years(context.settings.plan_year)
        self._together.stop()
        self._load()

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and any(key.entity in _OURS for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """Show the indicator with this id."""
        if not self.view.choose(target):
            self._wanted = target

    def next_item(self) -> None:
        """The indicator below becomes the current one."""
        ids = list(self._standings)
        here = ids.index(self.view.current_id) if self.view.current_id in ids else -1
        if here + 1 < len(ids):
            self.view.choose(ids[here + 1])

    def copy_picture(self) -> None:
        """The chart onto the clipboard."""
        picture = self.chart.picture_out()

        def copied(image: object) -> None:
            if isinstance(image, QImage):
                QGuiApplication.clipboard().setImage(image)
                self.messages.say(words.COPIED)

        if picture is not None:
            self.chart.drawer.run(picture.image, copied)

    def save_picture(self, path: Path) -> None:
        """The chart into a file, PNG or SVG by its ending."""
        picture = self.chart.picture_out()

        def saved(_written: object) -> None:
            self.messages.say(words.SAVED.format(name=path.name))

        if picture is not None:
            self.chart.drawer.run(lambda: picture.save(path), saved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            least, most = (current.px(width) for width in _LIST_WIDTHS)
            left = min(max(int(self.width() * _LIST_SHARE), least), most)
            self._splitter.setSizes([left, self.width() - left])
        self._fit_head()

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True
        self._fit_head()

    def _fit_head(self) -> None:
        self.head.set_narrow(narrow=self._splitter.sizes()[1] < current.px(_NARROW))

    def _build(self) -> None:
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(8, 0, 0, 0)
        tools.addWidget(label(words.TITLE, "heading"))
        self.count = label("", "second")
        tools.addWidget(self.count)
        tools.addStretch(1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self._right())
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setProperty("kind", "panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setMinimumWidth(current.px(290))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        right.setProperty("kind", "ground")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(right)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.messages)
        self._stack = QStackedLayout()
        # a stack without a widget above it would open its first page as a window
        outer.addLayout(self._stack, 1)
        self._nothing = EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT)
        self._stack.addWidget(self._nothing)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.head)
        card = Card(margins=(10, 8, 10, 8))
        card.body.addWidget(self.chart)
        column.addWidget(card, 1)
        column.addWidget(self.entry)
        # a low window scrolls; it is never forced higher
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidget(content)
        scroll.setMinimumWidth(current.px(280))
        self._stack.addWidget(scroll)
        return right

    def _listen(self) -> None:
        self.view.indicator_chosen.connect(lambda _id: self._show_current())
        self.head.copy_asked.connect(self.copy_picture)
        self.head.save_asked.connect(self._ask_where)
        self.head.cumulative_chosen.connect(self._set_cumulative)
        self.head.owner.edited.connect(self._set_owner)
        self.chart.drawer.failed.connect(self._tell)
        self.entry.year_chosen.connect(lambda _year: self._show_entry())
        self.entry.model.typed.connect(self._typed)
        self.entry.model.refused.connect(lambda text: self._refuse(words.NOT_A_NUMBER.format(text=text[:20])))
        self.entry.grid.pasted.connect(self._paste)
        self.entry.grid.cleared.connect(self._clear)
        self.entry.grid.refused.connect(self._refuse)

    @property
    def current_standing(self) -> IndicatorStanding | None:
        """The indicator shown."""
        return self._standings.get(self.view.current_id or "")

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(standings: tuple[IndicatorStanding, ...]) -> None:
            if asked == self._asked:
                self._loaded(standings)

        self._commands.read(show)

    def _loaded(self, standings: tuple[IndicatorStanding, ...]) -> None:
        self._standings = {one.indicator.id: one for one in standings}
        self.count.setText(words.COUNT.format(count=len(standings)))
        self.view.show_standings(standings)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.view.choose(wanted)
        if not standings:
            self._nothing.say(words.NOTHING_TITLE, words.NOTHING_HINT)
            self._stack.setCurrentIndex(0)
        self._show_current()

    def _show_current(self) -> None:
        standing = self.current_standing
        if standing is None or self._commands is None:
            return
        self._stack.setCurrentIndex(1)
        self.head.show_standing(standing)
        self._show_entry()
        self.chart.show_standing(standing, self._commands.context.settings.plan_year)

    def _show_entry(self) -> None:
        if self.current_standing is not None:
            self.entry.show_standing(self.current_standing)

    def _typed(self, kind: str, period: str, value: Decimal | None) -> None:
        if self._commands is not None and self.view.current_id is not None:
            self._commands.set_point(self.view.current_id, kind, period, value)

    def _clear(self, cells: tuple[tuple[str, str], ...]) -> None:
        if self._commands is not None and self.view.current_id is not None:
            self._commands.clear(self.view.current_id, cells)

    def _paste(self, kinds: tuple[str, ...], month: int, text: str) -> None:
        if self._commands is None or self.view.current_id is None:
            return
        try:
            lines = placed(text, kinds, month)
        except Refusal as problem:
            self._tell(problem)
            return
        self._commands.paste(self.view.current_id, self.entry.model.period(month), lines)

    def _set_cumulative(self, cumulative: bool) -> None:
        if self._commands is not None and self.view.current_id is not None:
            self._commands.edit(self.view.current_id, cumulative=cumulative)

    def _set_owner(self, owner: str) -> None:
        if self._commands is not None and self.view.current_id is not None:
            self._commands.edit(self.view.current_id, owner=owner)

    def _ask_where(self) -> None:
        standing, commands = self.current_standing, self._commands
        if standing is None or commands is None:
            return
        folder = commands.context.settings.export_folder or str(Path.home())
        name = f"{standing.indicator.name.replace('/', '')}{commands.context.settings.plan_year}年.png"
        chosen, kind = QFileDialog.getSaveFileName(
            self, words.SAVE_TITLE, str(Path(folder) / name), words.SAVE_TYPES
        )
        if chosen:
            path = Path(chosen)
            ending = ".svg" if "svg" in kind else ".png"
            self.save_picture(path if path.suffix.lower() in {".png", ".svg"} else Path(f"{path}{ending}"))

    def _refuse(self, sentence: str) -> None:
        self._tell(Refusal(sentence))

    def _tell(self, problem: BaseException) -> None:
        if self._commands is not None:
            self._commands.context.operations.tell(problem)
