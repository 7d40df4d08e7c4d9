"""汇总, 各单位: where each unit's week stands, those not reported first, and what is done about one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.gathering import GatherState
from shengsi_desktop.rhythm.gathering_texts import since_words
from shengsi_desktop.ui.pages.exchange import gather_words as words
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.pages.exchange.take_in_words import BY_PHONE, BY_PHONE_TIP
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.plain_table import Column, Line, PlainTable
from shengsi_desktop.ui.widgets.text import moment_words

if TYPE_CHECKING:
    from datetime import datetime

    from shengsi_desktop.domain.gathering import Gathering, UnitState

_COLUMNS = (
    Column("单位"),
    Column("状态"),
    Column("说明", 1),
    Column("已填", right=True),
    Column("版本"),
    Column("方式", spare=1),
    Column("收到时间"),
    Column("审核人", spare=2),
)
_TONES = {
    GatherState.MISSING: "danger",
    GatherState.RETURNED: "danger",
    GatherState.TYPED: "warn",
    GatherState.DRAFT: "warn",
    GatherState.EXCUSED: "second",
    GatherState.REPORTED: "ok",
}


#: what is copied for a unit whose week came, by where it stands
_ANSWERED = {GatherState.REPORTED: words.COPY_RECEIPT, GatherState.RETURNED: words.COPY_RETURN}


class UnitsPane(QWidget):
    """The table and the deeds of the chosen unit. It only asks."""

    view_asked = Signal(str)
    confirm_asked = Signal(str)
    take_back_asked = Signal(str)
    urge_asked = Signal(str)
    phone_asked = Signal(str)
    sheets_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units: dict[str, UnitState] = {}
        self.table = PlainTable(_COLUMNS, "各单位报送情况")
        self.view = Button(words.VIEW, tip="看这个单位本周填的内容（回车或双击）")
        self.confirm = Button(words.CONFIRM, kind="primary")
        self.take_back = Button(words.TAKE_BACK, tip="回到代录待确认，可以再改")
        self.urge = Button(words.COPY_UNIT)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 10)
        row.setSpacing(8)
        for button, asked in (
            (self.view, self.view_asked),
            (self.urge, self.urge_asked),
            (self.confirm, self.confirm_asked),
            (self.take_back, self.take_back_asked),
        ):
            button.clicked.connect(lambda _on=False, asked=asked: asked.emit(self.table.current_key))
            row.addWidget(button)
        row.addStretch(1)
        self.phone = Button(BY_PHONE, tip=BY_PHONE_TIP)
        self.phone.clicked.connect(lambda: self.phone_asked.emit(self.table.current_key))
        self.sheets = Button(words.SHEETS, tip=words.SHEETS_TIP)
        self.sheets.clicked.connect(self.sheets_asked)
        row.addWidget(self.phone)
        row.addWidget(self.sheets)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGINS[0], 0, MARGINS[2], 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self.view_asked)
        self.setFocusProxy(self.table)
        self._chosen("")

    def show_gathering(self, found: Gathering, *, early: bool) -> None:
        """Show where each stands; `early`: nobody is late yet."""
        self._units = {one.unit.id: one for one in found.units}
        self.table.show_lines([_line(one, early=early) for one in found.units])
        if found.units and not self.table.current_key:
            self.table.choose(found.units[0].unit.id)
        self._chosen(self.table.current_key)

    def unit(self, unit_id: str) -> UnitState | None:
        """One of those shown."""
        return self._units.get(unit_id)

    def _chosen(self, key: str) -> None:
        one = self._units.get(key)
        self.view.setEnabled(one is not None)
        answered = one is not None and not one.own and one.state in _ANSWERED
        self.urge.setEnabled(answered or (one is not None and one.waited_for and not one.own))
        state = one.state if one is not None and answered else None
        self.urge.setText(_ANSWERED.get(state, words.COPY_UNIT) if state else words.COPY_UNIT)
        self.confirm.setVisible(one is not None and one.state is GatherState.TYPED)
        self.take_back.setVisible(one is not None and one.way == Way.TELEPHONE.value)


def is_early(found: Gathering, now: datetime) -> bool:
    """Whether the hand-in time is still to come."""
    return found.hand_in is not None and now.replace(tzinfo=None) < found.hand_in


def _line(one: UnitState, *, early: bool) -> Line:
    tone, state = _TONES[one.state], one.state.value
    if early and one.state is GatherState.MISSING:
        tone, state = "second", words.NOT_YET
    told = "，".join(filter(None, (one.reason, since_words(one))))
    cells = (
        one.unit.name,
        state,
        told,
        one.filled.short,
        f"v{one.version}" if one.version else "",
        one.way,
        moment_words(one.at),
        one.reviewer,
    )
    # two columns are out of sight where there is no room
    beyond = f"已填{one.filled.words}" if one.beyond else ""
    tip = "，".join(filter(None, (told, beyond, one.way, one.reviewer and f"审核人{one.reviewer}")))
    return Line(
        one.unit.id, cells, ("", tone, "second", "second", "second", "second", "second", "second"), tip
    )
