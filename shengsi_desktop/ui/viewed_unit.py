"""The county looks at another unit's week: which unit, the bar that says so, and the way back to one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from shengsi_desktop.domain.gathering import GatherState
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.ui.page_list import OWN_PAGES, PAGES
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.unit_completer import UnitCompleter

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.exchange import ReceivedLine
    from shengsi_desktop.domain.gathering import UnitState
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.views import DeskSettings
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.ui.main_window import MainWindow
    from shengsi_desktop.ui.page import PageContext

BACK, OTHER, CONFIRM, TAKE_BACK, RETURN = "返回本单位", "换单位…", "确认代录…", "收回确认", "退回…"
#: a longer word of how a week came stands whole in the tool tip
_LONGEST = 150
LOOKING = "正在查看：{unit}"
TYPED = "代录待确认：电话里听来的内容填在这里，向对方核对后点“确认代录…”，即计入已报"
EMPTY = "未报：电话报来的内容可直接填在这里，标为“代录待确认”"
RECEIVED = "已收{version}（{way}），只读。有问题的退回由单位重报；县里的话写在县办摘编"
RETURNED = "已退回（{reason}），等单位重报，只读"
CONFIRMED = "电话代录已确认，只读；单位的报送到了以后以报送为准"
NO_ITEMS = "方案里没有它牵头或配合的事项"
NOT_FOUND = "没有名称或拼音首字母含“{text}”的单位。"
PICK_TITLE, PICK_HINT = "查看其他单位", "单位名称或拼音首字母，回车前往"
OWN = "“{page}”是本单位（{unit}）自己的，不随查看的单位变"
FINAL_TIP = "这是其他单位的周填报，由单位自己定稿；电话代录请点“确认代录…”"


@dataclass(frozen=True, slots=True)
class _Viewed:
    unit: Unit
    rhythm: WeekRhythm


class ViewedUnit(QObject):
    """Which unit the window shows; one's own unless the county chose another."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._viewed: _Viewed | None = None
        self._asked = 0
        self.state: UnitState | None = None
        #: whether `state` is of what is shown now
        self._read = False
        self.bar = UnitBar()
        self.bar.back.clicked.connect(self.go_back)
        self.bar.other.clicked.connect(self.pick)
        self.bar.confirm.clicked.connect(self._confirm)
        self.bar.take_back.clicked.connect(self._take_back)
        self.bar.give_back.clicked.connect(self._give_back)

    def of(self, settings: DeskSettings, week: Week) -> tuple[Unit, Week]:
        """Whose week is shown, in that unit's own 统计周期."""
        if not settings.county or self._viewed is None or self._viewed.unit.id == settings.unit.id:
            self._viewed = None
            return settings.unit, week
        return self._viewed.unit, parse_week(str(week), self._viewed.rhythm)

    def context_for(self, page: str, context: PageContext) -> PageContext:
        """What a page shows: another unit's week, but on the pages that are the desk's own."""
        settings = context.settings
        if page not in OWN_PAGES or context.unit.id == settings.unit.id:
            return context
        own = parse_week(str(context.week), settings.rhythm)
        return replace(context, unit=settings.unit, week=own)

    def show(self, unit_id: str, page: str = "week", target: str = "") -> None:
        """Show that unit's week on a page; one's own for one's own."""
        window = self._window
        if window.context is None or not window.commands.may_go_on():
            return

        def ask(store: Any) -> _Viewed:
            from shengsi_desktop.services import facts

            with store.reading() as session:
                unit = next(one for one in facts.units(session) if one.id == unit_id)
                return _Viewed(unit, facts.rhythm(session, unit_id))

        def show(found: _Viewed) -> None:
            self._viewed = found
            self._reload()
            window.go_to(page, target)

        window.operations.run(ask, show, owner=self)

    def go_back(self) -> None:
        """One's own again."""
        if self._window.commands.may_go_on():
            self._viewed = None
            self._reload()

    def shown(self) -> None:
        """The window shows a week: say whose, where it is another's."""
        window, context = self._window, self._window.context
        if context is None:
            return
        other = context.unit.id != context.settings.unit.id
        window.header.show_other_unit(county=context.settings.county, other=other, why=FINAL_TIP)
        self.bar.setVisible(other)
        if other:
            self._read = False
            self.bar.say(context.unit.name, "")
            self.refresh()

    def refresh(self) -> None:
        """Read again where the shown unit's week stands."""
        window, context = self._window, self._window.context
        if context is None or context.unit.id == context.settings.unit.id:
            return
        self._asked += 1
        asked, unit_id, week = self._asked, context.unit.id, context.week

        def ask(store: Any) -> UnitState | None:
            from shengsi_desktop.services.exchange import gathering

            units = gathering.gathering(store, week).units
            return next((one for one in units if one.unit.id == unit_id), None)

        def show(state: UnitState | None) -> None:
            if asked == self._asked:
                self.state, self._read = state, True
                self.say_page()

        window.operations.run(ask, show, owner=self, quiet=True)

    def say_page(self) -> None:
        """Say of whom the shown page is."""
        window, context = self._window, self._window.context
        if context is None or context.unit.id == context.settings.unit.id:
            return
        if window.page_key in OWN_PAGES:
            page = PAGES[window.page_key][0]
            self.bar.say_own(context.unit.name, OWN.format(page=page, unit=context.settings.unit.name))
        elif self._read:
            self.bar.show_state(context.unit.name, self.state)

    def pick(self) -> None:
        """Ask for a unit by its name or initials."""
        dialog = UnitPicker(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self._window.header.unit
        dialog.move(button.mapToGlobal(QPoint(0, button.height() + 4)))
        dialog.accepted.connect(lambda: self.show(dialog.unit_id))
        dialog.open()

    def _reload(self) -> None:
        context = self._window.context
        if context is not None:
            settings = context.settings
            self._window.show_desk(settings, parse_week(str(context.week), settings.rhythm))
            self._window.commands.follow_changes()

    def _confirm(self) -> None:
        from shengsi_desktop.ui.dialogs.confirm_taking_down import ConfirmTakingDown

        context = self._window.context
        if context is not None:
            self._window.commands.commit_typing()
            ConfirmTakingDown.ask(self._window, context.operations, context.unit, context.week)

    def _give_back(self) -> None:
        """退回 the week that is read, with a reason."""
        context = self._window.context
        if context is None:
            return
        unit_id, week = context.unit.id, context.week

        def ask(store: Any) -> ReceivedLine | None:
            from shengsi_desktop.services.exchange import intake_words

            lines = intake_words.received(store, str(week))
            return next((one for one in lines if one.unit_id == unit_id), None)

        def show(line: ReceivedLine | None) -> None:
            from shengsi_desktop.ui.dialogs.opening import open_alone
            from shengsi_desktop.ui.pages.exchange.take_in_dialogs import ReturnDialog

            if line is not None:
                open_alone(ReturnDialog(context, line, self._window))

        self._window.operations.run(ask, show, owner=self)

    def _take_back(self) -> None:
        context = self._window.context
        if context is not None:
            take_back(context.operations, context.unit.id, context.week, self)


def take_back(operations: Any, unit_id: str, week: Week, owner: QObject) -> None:
    """收回确认: typed in again."""

    def act(store: Any) -> Any:
        from shengsi_desktop.services.exchange import taking_down

        return taking_down.take_back(store, unit_id, week)

    operations.run(act, owner=owner)


class UnitBar(QFrame):
    """Above the page: whose week this is, how it came, and back."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 12, 4)
        row.setSpacing(10)
        self.unit = label("", "strong", wrap=True)
        self.words = label("", "second", wrap=True)
        self.confirm = Button(CONFIRM, kind="primary")
        self.take_back = Button(TAKE_BACK, tip="回到代录待确认，可以再改")
        self.other = Button(OTHER, kind="link")
        self.back = Button(BACK)
        self.give_back = Button(RETURN)
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(2)
        line.addWidget(self.unit)
        line.addSpacing(8)
        line.addWidget(self.words, 1)
        row.addLayout(line, 1)
        for button in (self.confirm, self.take_back, self.give_back, self.other, self.back):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._hide_deeds()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._order()

    def _order(self) -> None:
        """How it came beside the unit's name where both fit in one line, else below it, wrapped."""
        parts = (self.unit, self.words)
        needed = sum(one.fontMetrics().horizontalAdvance(one.text()) for one in parts) + current.px(24)
        buttons = (self.confirm, self.take_back, self.give_back, self.other, self.back)
        taken = sum(one.sizeHint().width() + 10 for one in buttons if not one.isHidden()) + 32
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if needed <= self.width() - taken else way.TopToBottom)

    def _hide_deeds(self) -> None:
        for button in (self.confirm, self.take_back, self.give_back):
            button.hide()

    def say(self, unit: str, words: str) -> None:
        """Whose week, and how it came."""
        self.unit.setText(LOOKING.format(unit=unit))
        self.words.setText(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
        self.words.setToolTip("" if len(words) <= _LONGEST else words)
        self._order()

    def say_own(self, unit: str, words: str) -> None:
        """The page is not the unit's: nothing is confirmed there."""
        self._hide_deeds()
        self.say(unit, words)

    def show_state(self, unit: str, state: UnitState | None) -> None:
        """As it stands now."""
        telephone = state is not None and state.way == "电话代录"
        self.confirm.setVisible(state is not None and state.state is GatherState.TYPED)
        self.take_back.setVisible(telephone)
        reported = state is not None and state.state is GatherState.REPORTED
        self.give_back.setVisible(reported and not telephone)
        self.say(unit, state_words(state))


def state_words(state: UnitState | None) -> str:
    """What the bar says of a unit's week."""
    if state is None:
        return NO_ITEMS
    if state.state is GatherState.TYPED:
        return TYPED
    if state.state is GatherState.RETURNED:
        return RETURNED.format(reason=state.reason)
    if state.state is GatherState.REPORTED:
        version = f"定稿v{state.version}" if state.version else "定稿"
        return CONFIRMED if state.way == "电话代录" else RECEIVED.format(version=version, way=state.way)
    if state.state is GatherState.EXCUSED:
        return f"{state.reason}；{EMPTY}"
    return EMPTY


class UnitPicker(QDialog):
    """One field: a unit's name or initials, Enter."""

    def __init__(self, window: MainWindow) -> None:
        from shengsi_desktop.services import setting_up

        super().__init__(window, Qt.WindowType.Popup)
        self._units = setting_up.directory()
        self.unit_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(label(PICK_TITLE, "strong"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(PICK_HINT)
        self.field.setAccessibleName(PICK_TITLE)
        self.field.setMinimumWidth(current.px(280))
        UnitCompleter(self._units, self.field)
        column.addWidget(self.field)
        self.problem = label("", "danger", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        self.field.returnPressed.connect(self.take)
        self.field.completer().activated.connect(lambda _text: self.take())
        self.field.setFocus()

    def take(self) -> None:
        """Go to the unit that is written, or to the only one that it can mean."""
        from shengsi_desktop.services.setting_up import find_units

        text = self.field.text().strip()
        exact = [one for one in self._units if one.name == text]
        found = exact or list(find_units(text))
        if text and found:
            self.unit_id = found[0].id
            self.accept()
        elif text:
            self.problem.setText(NOT_FOUND.format(text=text))
            self.problem.show()
