"""登记报送 and 登记退回: which version, when, which way, by whom; or the reason it came back with."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.domain.week_states import WAYS, WeekStanding
from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Segmented
from shengsi_desktop.ui.widgets.day_field import DayField
from shengsi_desktop.ui.widgets.fields import GrowingText
from shengsi_desktop.ui.widgets.text import label, moment_words
from shengsi_desktop.ui.widgets.time_box import TimeBox

if TYPE_CHECKING:
    from datetime import time

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.page import PageContext

_OTHER = WAYS[-1]
#: the way used last, in the desk's memory
_WAY = "register/way"


class RegisterDialog(StoringDialog):
    """Writes one 报送, or one 退回 of it."""

    #: what to say about it
    registered = Signal(str)

    def __init__(
        self,
        context: PageContext,
        standing: WeekStanding,
        now: datetime,
        parent: QWidget | None = None,
        *,
        returned: bool,
    ) -> None:
        super().__init__(parent)
        self._context, self._returned = context, returned
        #: what went before, and the moment that a person has been asked to look at again
        self._opened_at, self._opened = now.replace(tzinfo=None), monotonic()
        before = standing.handed_in if returned else None
        self._before = before.at if before else standing.final_at
        self._asked_about: datetime | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("登记退回" if returned else "登记报送")
        self.setMinimumWidth(current.px(460))
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        self._number = before.number if before else standing.version
        self._of_newest = self._number == standing.version
        version = f"定稿第{self._number}版" if self._number else "尚未定稿"
        column.addWidget(
            label(f"{context.unit.name} · {context.week.label} · {version}", "heading", wrap=True)
        )
        column.addLayout(self._form(now))
        column.addWidget(self.trouble)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = Button("取消")
        cancel.clicked.connect(self.reject)
        self.save_button.setText("登记")
        self.save_button.clicked.connect(self._save)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)

    def _form(self, now: datetime) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        moment = self._moment(now)
        self.way: Segmented[str] = Segmented(tuple((one, one) for one in WAYS))
        used = str(self._context.memory.value(_WAY, WAYS[0])) if self._context.memory else WAYS[0]
        self.way.set_value(used if used in WAYS else _OTHER)
        self.other = QLineEdit("" if used in WAYS else used)
        self.other.setPlaceholderText("如专人送达")
        self.person = QLineEdit("" if self._returned else self._context.settings.person)
        self.reason = GrowingText("按对方说的写，如“4-2缺少下周计划”", lines=3)
        if self._returned:
            form.addRow("退回原因", self.reason)
            form.addRow("退回时间", moment)
            form.addRow("退回人", self.person)
            self.person.setPlaceholderText("可不填")
            self.reason.setFocus()
        else:
            form.addRow("报送方式", self.way)
            form.addRow("", self.other)
            form.addRow("报送时间", moment)
            form.addRow("报送人", self.person)
            self.way.chosen.connect(self._way_chosen)
            self.other.setVisible(self.way.value == _OTHER)
        return form

    def _moment(self, now: datetime) -> QHBoxLayout:
        # «7月28日» is the one nearest to the week, whatever year the clock says
        self.day = DayField(self._context.week.last, nearest=True)
        self.day.set_day(now.date())
        self.time = TimeBox(QTime(now.hour, now.minute))
        for field, name in ((self.day, "日期"), (self.time, "时间")):
            field.setAccessibleName(name)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        return row

    def _way_chosen(self, way: object) -> None:
        if way is None:
            self.way.set_value(WAYS[0])
        self.other.setVisible(self.way.value == _OTHER)
        if self.way.value == _OTHER:
            self.other.setFocus()
        self.adjustSize()

    def _in_doubt(self, at: datetime) -> bool:
        """Ask once about a moment before what it follows, or yet to come.

        A clock may have been wrong, so neither is refused.
        """
        before = self._before.replace(second=0, microsecond=0, tzinfo=None) if self._before else None
        if self._asked_about == at:
            return False
        if before is not None and at < before:
            said = f"时间早于{'报送' if self._returned else '定稿'}的时间（{moment_words(before)}）"
        elif at > (now := self._opened_at + timedelta(seconds=monotonic() - self._opened)):
            said = f"时间还没有到（现在是{moment_words(now)}）"
        else:
            return False
        self._asked_about = at
        self.say(f"{said}，请核对；确实如此的，再按一次登记。")
        return True

    def _save(self) -> None:
        way = self.way.value or WAYS[0]
        way = (self.other.text().strip() or way) if way == _OTHER else way
        day = self.day.day
        if day is None:
            self.say(f"“{self.day.text().strip() or '空'}”不是日期。请写成7月26日或2023-07-26，尚未登记。")
            self.day.setFocus()
            return
        at = datetime.combine(day, cast("time", self.time.time().toPython()))
        person, reason, returned = self.person.text().strip(), self.reason.toPlainText(), self._returned
        unit_id, week = self._context.unit.id, self._context.week
        if self._in_doubt(at) or not self.wait():
            return

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import submitting

            if returned:
                return submitting.register_return(store, unit_id, week, reason=reason, at=at, person=person)
            return submitting.register_submission(store, unit_id, week, way=way, at=at, person=person)

        where = f"显示在{week.label}页面上方" if self._of_newest else "可在“定稿版本”里看"
        back = "" if self._of_newest else f"定稿第{self._number}版的"
        said = f"已登记{back}退回，原因{where}。" if returned else f"已登记报送（{way}）。"
        if not returned and self._context.memory is not None:
            self._context.memory.setValue(_WAY, way)
        self.answer(self._context.operations, write, lambda _changed: self.registered.emit(said))
