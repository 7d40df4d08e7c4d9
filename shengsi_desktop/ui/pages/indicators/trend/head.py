"""Above the chart of one series: what it is, its target, its light with the sums, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shengsi_desktop.domain.indicators import GoalState
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.targets import goal_words
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.owner_part import OwnerPart
from shengsi_desktop.ui.pages.indicators.trend.reason_line import ReasonLine
from shengsi_desktop.ui.pages.indicators.trend.table_model import light_words, reason_words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.icons import icon
from shengsi_desktop.ui.widgets.buttons import Button, Segmented
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.indicators import Indicator, IndicatorStanding

#: what the reason keeps of its line beside the facts (px at 100 %)
_LEAST_REASON = 300


class IndicatorHead(QWidget):
    """Name and target; the light; what kind of figures they are, and whose."""

    #: True for 累计, False for 时点
    cumulative_chosen = Signal(bool)
    #: the target is to be set
    target_asked = Signal()
    #: a target of words: how far it is (GoalState)
    state_chosen = Signal(object)
    #: the item that a series of a deliverable belongs to is to be opened
    item_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: whose it all is
        self.indicator_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._first, self._second, self._third = self._first_line(), self._lights(), QHBoxLayout()
        self._third.addWidget(self._fact_line())
        for line in (self._first, self._second, self._third):
            column.addLayout(line)
        column.addWidget(self._states())

    def show_standing(self, standing: IndicatorStanding, month: str = "") -> None:
        """Show the indicator; `month` («2023-07») is the one whose state of a worded target is set."""
        indicator = standing.indicator
        own = not indicator.item_id
        self.title.setText(indicator.name)
        self.target.setText(_target_words(indicator))
        self.target.setIcon(icon("edit" if own else "tasks"))
        self.target.setToolTip(words.SET_TARGET_TIP if own else words.OPEN_ITEM_TIP)
        self.kind.setText(_kind_words(indicator))
        self.kind.setVisible(own)
        self.badge.set_light(standing.reading.light, light_words(standing), standing.reading.reason)
        self.reason.set_text(reason_words(standing))
        self.indicator_id = indicator.id
        self.owner.show_owner(indicator.id, indicator.owner)
        self.owner.setVisible(own)
        self.item.set_text("" if own else _item_words(indicator))
        self.item.setVisible(not own)
        self._own = own
        self._place_facts()
        self._show_state(standing, month)

    def _show_state(self, standing: IndicatorStanding, month: str) -> None:
        stated = bool(month) and not standing.indicator.item_id and is_in_words(standing.indicator)
        self.state.setVisible(stated)
        if stated:
            point = next((one for one in standing.points if one.period == month), None)
            self._state_label.setText(words.STATE_OF.format(month=int(month[5:])))
            self.states.set_value(point.state if point is not None and point.state else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for the facts elsewhere."""
        super().resizeEvent(event)
        self._place_facts()

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.title = label("", "title", wrap=True)
        self.title.setMinimumWidth(current.px(90))
        row.addWidget(self.title, 1)
        self._own = True
        self.target: Button = Button("", icon="edit")
        self.target.clicked.connect(self._asked)
        row.addWidget(self.target, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _lights(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.badge = Badge()
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.reason = ReasonLine()
        self.reason.setMinimumHeight(self.badge.sizeHint().height())
        row.addWidget(self.reason, 1)
        return row

    def _fact_line(self) -> QWidget:
        self.facts = QWidget()
        row = QHBoxLayout(self.facts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.kind = Button("", kind="link", tip=words.CUMULATIVE_TIP)
        self.menu = QMenu(self.kind)
        for said, cumulative in ((words.CUMULATIVE_CHOICE, True), (words.AT_A_TIME_CHOICE, False)):
            self.menu.addAction(said, lambda cumulative=cumulative: self.cumulative_chosen.emit(cumulative))
        self.kind.clicked.connect(
            lambda: self.menu.popup(self.kind.mapToGlobal(self.kind.rect().bottomLeft()))
        )
        row.addWidget(self.kind)
        self.owner = OwnerPart()
        row.addWidget(self.owner)
        self.item = ElidedLabel("", "second")
        row.addWidget(self.item, 1)
        return self.facts

    def _place_facts(self) -> None:
        """Beside the name in one line, else behind the reason, else below: the height is the chart's."""
        wide = self._facts_width()
        self.title.ensurePolished()
        title = self.title.fontMetrics().horizontalAdvance(self.title.text()) + 4
        beside = title + wide + self.target.sizeHint().width() + 2 * self._first.spacing()
        behind = self.badge.sizeHint().width() + wide + 2 * self._second.spacing()
        behind += min(current.px(_LEAST_REASON), self.reason.sizeHint().width())
        if beside <= self.width():
            line, at = self._first, 1
        elif behind <= self.width():
            line, at = self._second, 2
        else:
            line, at = self._third, 0
        if line.indexOf(self.facts) < 0:
            for other in (self._first, self._second, self._third):
                other.removeWidget(self.facts)
            line.insertWidget(at, self.facts)
        # alone on its line it may be elided, elsewhere it has been given its room
        self.facts.setMinimumWidth(0 if line is self._third else wide)
        follows = line is self._first
        self.title.setMinimumWidth(title if follows else current.px(90))
        self._first.setStretchFactor(self.title, 0 if follows else 1)
        self._first.setStretchFactor(self.facts, 1)
        self._second.setStretchFactor(self.facts, 0)

    def _facts_width(self) -> int:
        if self._own:
            return self.kind.sizeHint().width() + self.owner.sizeHint().width() + current.px(8)
        return self.item.sizeHint().width()

    def _states(self) -> QWidget:
        self.state = QWidget()
        row = QHBoxLayout(self.state)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        self._state_label = label("", "second")
        row.addWidget(self._state_label)
        self.states: Segmented[GoalState] = Segmented(
            [(state, state.label) for state in GoalState if state.label]
        )
        self.states.chosen.connect(lambda state: self.state_chosen.emit(state or GoalState.UNSAID))
        row.addWidget(self.states)
        row.addStretch(1)
        return self.state

    def _asked(self) -> None:
        (self.target_asked if self._own else self.item_asked).emit()


def is_in_words(indicator: Indicator) -> bool:
    """Whether no number can say how far the target is."""
    return all(one.comparator is Comparator.WORDS for one in indicator.conditions)


def _target_words(indicator: Indicator) -> str:
    said = words.TARGET.format(target=goal_words(indicator)) if indicator.target_words else ""
    if indicator.item_id:
        return words.DOT.join(filter(None, (said, words.OPEN_ITEM)))
    return said or words.SET_TARGET


def _kind_words(indicator: Indicator) -> str:
    """«累计 · 月度 · 单位 亿吨»."""
    said = [
        words.CUMULATIVE if indicator.cumulative else words.AT_A_TIME,
        words.CADENCES.get(indicator.cadence, indicator.cadence),
    ]
    if indicator.unit:
        said.append(words.UNIT.format(unit=indicator.unit))
    return words.DOT.join(said)


def _item_words(indicator: Indicator) -> str:
    """«事项 8-6 … · 累计 · 月度 · 单位 %» of the series of a deliverable."""
    return words.DOT.join((words.ITEM.format(item=indicator.category), _kind_words(indicator)))
