"""草稿 – 上会稿 – 定稿 – 已报送 as a small line of steps. It only paints."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shengsi_desktop.domain.week_states import CHANGED, STEPS, WeekStanding
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.text import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent

_DOT, _GAP, _BETWEEN = 8, 5, 18
#: how the step stands that is told where there is room for one
_PRESENT = ("now", "back")


def standing_words(standing: WeekStanding) -> tuple[str, ...]:
    """What there is to tell of the week's way, a line each."""
    lines = []
    if standing.for_meeting_at:
        lines.append(f"上会稿：{moment_words(standing.for_meeting_at)}")
    if standing.version and standing.final_at:
        who = f"，审核人{standing.reviewer}" if standing.reviewer else ""
        lines.append(f"定稿第{standing.version}版：{moment_words(standing.final_at)}{who}")
    for name, one in (("报送", standing.submitted), ("退回", standing.returned)):
        if one is not None:
            said = "，".join(part for part in (moment_words(one.at), one.words, one.person) if part)
            lines.append(f"{name}：{said}")
    return tuple(lines)


class StepLine(QWidget):
    """The steps of a week: those behind are ticked off, the present one is strong; 退回 stands in 已报送's place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standing = WeekStanding(WeekState.DRAFT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._say()

    def show_standing(self, standing: WeekStanding) -> None:
        """Show where the week stands."""
        self.standing = standing
        self._say()
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The state as it is told aloud."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        return self._size(list(self._steps()))

    def minimumSizeHint(self) -> QSize:
        """The present step is told always."""
        return self._size([one for one in self._steps() if one[1] in _PRESENT])

    def _size(self, steps: list[tuple[str, str]]) -> QSize:
        metrics = QFontMetricsF(current.font(current.SECOND, bold=True))
        width = sum(metrics.horizontalAdvance(word) + _DOT + _GAP for word, _ in steps)
        width += (len(steps) - 1) * current.px(_BETWEEN + 2 * _GAP)
        return QSize(ceil(width + 4), round(metrics.height() + 8))

    def _shown(self) -> list[tuple[str, str]]:
        """Every step where there is room, else the present one."""
        steps = list(self._steps())
        return (
            steps
            if self.width() >= self._size(steps).width()
            else [one for one in steps if one[1] in _PRESENT]
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dots, words and the lines between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, x = self.height() / 2, 1.0
        between = current.px(_BETWEEN)
        for place, (word, how) in enumerate(self._shown()):
            colour = current.colour({"past": "accent", "now": "accent", "back": "danger"}.get(how, "third"))
            if place:
                painter.setPen(QPen(current.colour("line_strong"), 1))
                painter.drawLine(QPointF(x, middle), QPointF(x + between, middle))
                x += between + _GAP
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour if how else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(x, middle - _DOT / 2, _DOT, _DOT))
            x += _DOT + _GAP
            font = current.font(current.SECOND, bold=how in _PRESENT)
            painter.setFont(font)
            painter.setPen(colour if how in _PRESENT else current.colour("second" if how else "third"))
            width = QFontMetricsF(font).horizontalAdvance(word)
            room = QRectF(x, 0, width + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
            x += width + _GAP

    def _steps(self) -> Iterator[tuple[str, str]]:
        """Each step's word, and how it stands: past, now, back, or not yet."""
        standing = self.standing
        returned = standing.state is WeekState.RETURNED
        at = STEPS.index(WeekState.SUBMITTED if returned else standing.state)
        for place, step in enumerate(STEPS):
            word = step.label
            if step is WeekState.FINAL and standing.version:
                word = f"{word}v{standing.version}"
            if place == at and standing.changed and not returned:
                word = f"{word}{CHANGED}"
            if returned and step is WeekState.SUBMITTED:
                yield WeekState.RETURNED.label, "back"
            elif step is WeekState.FOR_MEETING and place < at and standing.for_meeting_at is None:
                yield word, ""
            else:
                yield word, "now" if place == at else "past" if place < at else ""

    def _say(self) -> None:
        self.setAccessibleName(self.standing.label)
        self.setToolTip("\n".join((self.standing.label, *standing_words(self.standing))))
