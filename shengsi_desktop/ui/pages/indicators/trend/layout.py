"""Where the parts of 走势 stand: the list at the left; head, chart and entry card at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.chart_view import ChartView
from shengsi_desktop.ui.pages.indicators.trend.compare_head import CompareHead
from shengsi_desktop.ui.pages.indicators.trend.entry_card import EntryCard
from shengsi_desktop.ui.pages.indicators.trend.head import IndicatorHead
from shengsi_desktop.ui.pages.indicators.trend.table_model import IndicatorTable
from shengsi_desktop.ui.pages.indicators.trend.table_view import IndicatorView
from shengsi_desktop.ui.pages.indicators.trend.tools_bar import TrendTools
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.containers import Card, EmptyState
from shengsi_desktop.ui.widgets.message_bar import MessageBar

#: the share of the list in the width, and its bounds at 100 %
_LIST_SHARE = 0.38
_LIST_WIDTHS = (290, 430)
#: how high the head mostly is, and the card of the chart at the least before the figures are put away (at 100 %)
_HEAD, _LEAST_CHART = 60, 280


class TrendLayout:
    """Builds the parts into `host`."""

    def __init__(self, host: QWidget) -> None:
        self._shared_by_hand = False
        self.tools = TrendTools(host)
        self.tools.hide()
        self.table = IndicatorTable()
        self.table.setParent(host)
        self.view = IndicatorView(self.table)
        self.head = IndicatorHead()
        self.compare = CompareHead()
        self.chart = ChartView()
        self.entry = EntryCard()
        self.messages = MessageBar()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self._right())
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(self._moved)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)

    def share_width(self, width: int) -> None:
        """The list takes its share, until the user has moved the border."""
        if not self._shared_by_hand:
            least, most = (current.px(bound) for bound in _LIST_WIDTHS)
            left = min(max(int(width * _LIST_SHARE), least), most)
            self._splitter.setSizes([left, width - left])

    def share_height(self, height: int, years: int) -> None:
        """The figures are put away where several years are shown, or where the chart would be too low with them."""
        margins = self._column.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * self._column.spacing() + current.px(_HEAD)
        chart = height - around - self.entry.room_unfolded()
        self.entry.fit(several_years=years > 1, low=chart < current.px(_LEAST_CHART))

    def show_number(self, chosen: int, *, nothing_at_all: bool) -> None:
        """Fit for none, one or several chosen series."""
        if nothing_at_all:
            self._nothing.say(words.NOTHING_TITLE, words.NOTHING_HINT)
        else:
            self._nothing.say(words.CHOOSE_TITLE, words.CHOOSE_HINT)
        self._stack.setCurrentIndex(1 if chosen else 0)
        self.head.setVisible(chosen <= 1)
        self.compare.setVisible(chosen > 1)
        self.entry.setVisible(chosen == 1)

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _left(self) -> QWidget:
        left = QWidget()
        left.setProperty("kind", "panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setMinimumWidth(current.px(290))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        right.setProperty("kind", "ground")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(right)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.messages.float_over(right)
        self._stack = QStackedLayout()
        self._stack.currentChanged.connect(lambda _at: self.messages.raise_())
        # a stack without a widget above it would open its first page as a window
        outer.addLayout(self._stack, 1)
        self._nothing = EmptyState(words.CHOOSE_TITLE, words.CHOOSE_HINT)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._content())
        return right

    def _content(self) -> QScrollArea:
        content = QWidget()
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.compare)
        card = Card(margins=(10, 6, 10, 6))
        card.body.addWidget(self.chart)
        column.addWidget(card, 1)
        column.addWidget(self.entry)
        # a low window scrolls; it is never forced higher
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidget(content)
        scroll.setMinimumWidth(current.px(280))
        return scroll
