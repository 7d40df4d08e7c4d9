"""«◀ 2023年第30周 · 7月24日–7月30日 ▶» with a list of all the plan's weeks behind its name.

Where there is little room its name is a shorter one, never a cut one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from shengsi_desktop.rhythm import weeks as week_rules
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.theme.icons import icon
from shengsi_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.weeks import Week, WeekRhythm


_NOW, _NOW_SHORT = "回到本周", "本周"


class WeekSwitcher(QFrame):
    """One week at a time; `chosen` with the week the user goes to."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weekSwitcher")
        self._week: Week | None = None
        self._weeks: tuple[Week, ...] = ()
        self._now: Week | None = None
        self._forms: tuple[tuple[str, str], ...] = (("", _NOW),) * 4
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        self.back = self._step("prev", "上一周（Alt+←）", -1)
        self.name = QPushButton("", self)
        self.name.setObjectName("weekName")
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.name.clicked.connect(self.open_list)
        self.forth = self._step("next", "下一周（Alt+→）", 1)
        self.today = Button(_NOW, kind="link", tip="回到本周")
        self.today.clicked.connect(self.go_to_now)
        for part in (self.back, self.name, self.forth, self.today):
            row.addWidget(part)

    @property
    def week(self) -> Week | None:
        """The week shown."""
        return self._week

    def show_week(self, week: Week, plan_year: int, rhythm: WeekRhythm, today: date) -> None:
        """Show `week` of the plan's year; «回到本周» only where this week is another one of that year."""
        self._week = week
        self._weeks = week_rules.plan_weeks(plan_year, rhythm)
        now = week_rules.week_of(today, rhythm)
        self._now = now if week_rules.in_plan_year(now, plan_year) else None
        self._forms = _forms_of(week)
        self.say(0)
        self.name.setAccessibleName(f"{week.label} · {week.span}")
        self.name.setToolTip(f"{week.label} · {week.span}，点此选一周")
        self.today.setVisible(self._now is not None and self._now != week)

    @property
    def forms(self) -> int:
        """How many forms its name has, the longest first."""
        return len(self._forms)

    def say(self, form: int) -> None:
        """Show its name in that form."""
        for part, said in zip((self.name, self.today), self._forms[form], strict=True):
            if part.text() != said:
                part.setText(said)
        self._row.invalidate()
        self.updateGeometry()

    def step(self, by: int) -> None:
        """One week back (−1) or forth (1)."""
        if self._week is not None:
            self.chosen.emit(
                week_rules.previous_week(self._week) if by < 0 else week_rules.next_week(self._week)
            )

    def go_to_now(self) -> None:
        """Back to the current week."""
        if self._now is not None:
            self.chosen.emit(self._now)

    def open_list(self) -> None:
        """All the plan's weeks, the one shown in the middle."""
        from shengsi_desktop.ui.week_list import WeekList

        popup = WeekList(self._weeks, self._week, self._now, self)
        popup.chosen.connect(self.chosen)
        popup.resize(max(self.width(), current.px(280)), current.px(360))
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        popup.list.setFocus()

    def _step(self, picture: str, tip: str, by: int) -> QPushButton:
        button = QPushButton(self)
        button.setIcon(icon(picture, "ink"))
        button.setIconSize(QSize(current.px(14), current.px(14)))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.step(by))
        return button


def _forms_of(week: Week) -> tuple[tuple[str, str], ...]:
    """Its name and the way back, from the longest to the shortest: «第30周 7.24–7.30», «30周»."""
    first, last = week.first, week.last
    short = f"第{week.number}周 {first.month}.{first.day}–{last.month}.{last.day}"
    return (
        (f"{week.label} · {week.span}", _NOW),
        (f"第{week.number}周 · {week.span}", _NOW),
        (short, _NOW_SHORT),
        (f"{week.number}周", _NOW_SHORT),
    )
