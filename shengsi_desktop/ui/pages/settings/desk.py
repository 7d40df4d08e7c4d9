"""设置 of the desk: the unit's rhythm, who fills in, how it looks, where the store lies and its backup."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from shengsi_desktop.ui.first_run.rhythm_step import LABEL_WIDTH, RhythmForm
from shengsi_desktop.ui.pages.settings.exchange_card import ExchangeCard
from shengsi_desktop.ui.pages.settings.room import MARGINS
from shengsi_desktop.ui.reminders.settings_card import ReminderCard
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button, Segmented
from shengsi_desktop.ui.widgets.containers import Card
from shengsi_desktop.ui.widgets.text import label
from shengsi_desktop.ui.widgets.typed_words import TypedWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import DeskSettings
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.plan_import.commands import PlanCommands

_THEMES = (("light", "浅色"), ("dark", "深色"), ("system", "跟随系统"))
_SCALES = ((100, "标准"), (115, "大"), (130, "特大"))
_WIDTH = 680
_FROM_NOW = "修改从尚未定稿的本周（或下一周）起执行；过去各周和已定稿的周，日子不变。"
_SINCE = f"以上自{{year}}年第{{week}}周起执行，之前各周仍按原来的日子。{_FROM_NOW}"


class DeskView(QWidget):
    """Each change is kept at once."""

    #: the DeskSettings have changed and are in the store
    settings_changed = Signal()
    #: 导入清单
    list_import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: PageContext | None = None
        self.plans: PlanCommands | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        outer.addWidget(scroll)
        holder = QWidget()
        # the column ends where the cards end: Qt measures its height by its own width, not by the cards'
        holder.setMaximumWidth(current.px(_WIDTH) + MARGINS[0] + MARGINS[2])
        column = QVBoxLayout(holder)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(12)
        column.addWidget(label("设置", "title"))
        self.reminders = ReminderCard()
        cards = (
            self._desk_card(),
            self._people_card(),
            self._looks_card(),
            self.reminders,
            self._exchange_card(),
            self._store_card(),
        )
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        scroll.setWidget(holder)

    def show_week(self, context: PageContext) -> None:
        """Show the settings as they are."""
        self._context = context
        settings = context.settings
        self._unit.setText(settings.unit.name)
        self._plan.setText(settings.plan_title)
        self.rhythm.set_value(settings.rhythm)
        since = settings.rhythm.since
        self.since.setText(_SINCE.format(year=since[:4], week=int(since[6:] or 0)) if since else _FROM_NOW)
        for name, line in self.lines.items():
            # what is typed and not yet in the store stays, whoever has the keyboard just now
            if not (line.hasFocus() or line.isModified()):
                line.setText(getattr(settings, name))
        self.theme.set_value(settings.theme)
        self.scale.set_value(settings.text_scale)
        self.reminders.show_memory(context.memory)
        self.exchange.show_context(context)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """The rhythm may have been undone."""
        if any(key.entity == "unit_rhythm" for key in changed):
            self.settings_changed.emit()

    def _desk_card(self) -> Card:
        card = _titled("本单位与会商节奏")
        form = _form()
        self._unit = label("")
        self._plan = label("", wrap=True)
        form.addRow(_name("单位"), self._unit)
        form.addRow(label("行动方案"), self._plan)
        form.addRow(_name(""), self._plan_buttons())
        card.body.addLayout(form)
        self.rhythm = RhythmForm()
        self.rhythm.edited.connect(lambda: self._change({"rhythm": self.rhythm.value()}))
        card.body.addWidget(self.rhythm)
        self.since = label("", "second", wrap=True)
        card.body.addWidget(self.since)
        return card

    def _plan_buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.import_plan = Button("导入方案…", icon="add")
        self.import_plan.clicked.connect(lambda: self._plan_commands().open_wizard())
        self.switch_plan = Button("切换方案…", icon="down")
        self.switch_plan.clicked.connect(
            lambda: self._plan_commands().open_menu(
                self.switch_plan.mapToGlobal(self.switch_plan.rect().bottomLeft())
            )
        )
        self.import_list = Button("导入清单…", icon="add")
        self.import_list.clicked.connect(self.list_import_asked)
        row.addWidget(self.import_plan)
        row.addWidget(self.import_list)
        row.addWidget(self.switch_plan)
        row.addStretch(1)
        return holder

    def _plan_commands(self) -> PlanCommands:
        from shengsi_desktop.ui.plan_import.commands import PlanCommands

        if self.plans is None:
            if self._context is None:
                message = "a page is shown before it is used"
                raise RuntimeError(message)
            self.plans = PlanCommands(self, self._context.operations)
            self.plans.plan_chosen.connect(lambda _entry: self.settings_changed.emit())
            self.plans.lists_asked.connect(self.list_import_asked)
        return self.plans

    def _people_card(self) -> Card:
        card = _titled("填报人员（印在周会商表页脚）")
        form = _form()
        self.lines: dict[str, QLineEdit] = {}
        names = (
            ("person", "填报人", "姓名"),
            ("phone", "联系电话", ""),
            ("reviewer", "审核人", "定稿时预填"),
        )
        for name, words, hint in names:
            line = QLineEdit()
            line.setPlaceholderText(hint)
            line.setMaximumWidth(260)
            line.editingFinished.connect(lambda name=name, line=line: self._line_left(name, line))
            TypedWords(line, partial(self._give, name, line))
            self.lines[name] = line
            form.addRow(_name(words), line)
        card.body.addLayout(form)
        return card

    def _looks_card(self) -> Card:
        card = _titled("外观")
        form = _form()
        self.theme: Segmented[str] = Segmented(_THEMES)
        self.scale: Segmented[int] = Segmented(_SCALES)
        self.theme.chosen.connect(lambda value: self._looks(self.theme, "theme", value))
        self.scale.chosen.connect(lambda value: self._looks(self.scale, "text_scale", value))
        form.addRow(_name("主题"), self.theme)
        form.addRow(label("文字大小"), self.scale)
        card.body.addLayout(form)
        return card

    def _exchange_card(self) -> Card:
        self.exchange = ExchangeCard()
        self.exchange.folder_chosen.connect(lambda folder: self._change({"exchange_folder": folder}))
        self.exchange.county_chosen.connect(self._gather)
        return self.exchange

    def _gather(self, county: bool) -> None:
        if self._context is None:
            return

        def act(store: Any) -> None:
            from shengsi_desktop.services import setting_up

            setting_up.set_county(store, county=county)

        self._context.operations.run(act, lambda _none: self.settings_changed.emit(), owner=self)

    def _store_card(self) -> Card:
        card = _titled("数据")
        self._folder = label("", "second", wrap=True)
        self._folder.hide()
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(label("台账只存在本机，不联网。严禁录入涉密信息。", "second", wrap=True))
        card.body.addWidget(self._folder)
        row = QHBoxLayout()
        backup = Button("立即备份", icon="save")
        backup.clicked.connect(self._backup)
        opener = Button("打开存放文件夹", icon="folder")
        opener.clicked.connect(self._open_folder)
        row.addWidget(backup)
        row.addWidget(opener)
        self.check = Button("核对台账", tip="核对修改记录的校验链、各表、定稿和附件是否完好")
        self.check.clicked.connect(self._check)
        row.addWidget(self.check)
        self.help = Button("使用说明 F1", icon="info")
        self.help.clicked.connect(self._show_help)
        row.addWidget(self.help)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _show_help(self) -> None:
        from shengsi_desktop.ui.dialogs.help import HelpDialog

        HelpDialog(self.window()).show()

    def _give(self, name: str, line: QLineEdit) -> str:
        """What is being typed is kept before anything else is shown."""
        if line.isModified():
            self._line_left(name, line)
        return ""

    def _line_left(self, name: str, line: QLineEdit) -> None:
        text = line.text().strip()
        if self._context is None or text == getattr(self._context.settings, name):
            line.setModified(False)
            return

        def kept() -> None:
            if line.text().strip() == text:
                line.setModified(False)

        self._change({name: text}, kept)

    def _looks(self, chooser: Segmented[Any], name: str, value: object) -> None:
        if value is None:
            chooser.set_value(getattr(self._context.settings, name) if self._context else None)
        else:
            self._change({name: value})

    def _change(self, what: dict[str, Any], kept: Callable[[], object] | None = None) -> None:
        if self._context is None:
            return

        def act(store: Any) -> DeskSettings:
            from shengsi_desktop.services import setting_up

            setting_up.change_settings(store, **what)
            return setting_up.settings(store)

        def done(_settings: DeskSettings) -> None:
            if kept is not None:
                kept()
            self.settings_changed.emit()

        self._context.operations.run(act, done, owner=self)

    def _backup(self) -> None:
        if self._context is None:
            return

        def act(store: Any) -> Path:
            from shengsi_desktop.services import keeping

            return keeping.backup(store.folder)

        self._context.operations.run(act, self._backed_up, owner=self, saying="正在备份…")

    def _check(self) -> None:
        if self._context is None:
            return

        def act(store: Any) -> str:
            from shengsi_desktop.services import store_check

            found = store_check.check(store.folder)
            return "\n".join((*(found.problems or (found.words,)), *found.notes))

        self.check.setEnabled(False)
        self._context.operations.run(
            act, self._checked, self._not_checked, owner=self, saying="正在核对台账…"
        )

    def _checked(self, words: str) -> None:
        self.check.setEnabled(True)
        self._folder.setText(words)
        self._folder.show()

    def _not_checked(self, problem: BaseException) -> None:
        self.check.setEnabled(True)
        if self._context is not None:
            self._context.operations.tell(problem)

    def _backed_up(self, path: Path) -> None:
        self._folder.setText(f"已备份到：{path}")
        self._folder.show()

    def _open_folder(self) -> None:
        if self._context is None:
            return
        self._context.operations.run(
            lambda store: str(store.folder),
            lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)),
            owner=self,
        )


def _titled(title: str) -> Card:
    card = Card(margins=(20, 16, 20, 16), spacing=12)
    card.body.addWidget(label(title, "heading"))
    return card


def _name(words: str) -> QLabel:
    made = label(words)
    made.setMinimumWidth(current.px(LABEL_WIDTH))
    return made


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(10)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form
