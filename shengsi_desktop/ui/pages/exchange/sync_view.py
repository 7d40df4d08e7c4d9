"""本单位同步: the unit's machines and what they lack, packages out and in, conflicts side by side until one decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.exchange.conflict_chooser import ConflictChooser
from shengsi_desktop.ui.pages.exchange.conflict_pane import ConflictPane
from shengsi_desktop.ui.pages.exchange.room import MARGINS
from shengsi_desktop.ui.pages.exchange.sync_commands import SyncCommands
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.containers import EmptyState, Line
from shengsi_desktop.ui.widgets.message_bar import MessageBar
from shengsi_desktop.ui.widgets.plain_table import Column, PlainTable
from shengsi_desktop.ui.widgets.plain_table import Line as Row
from shengsi_desktop.ui.widgets.text import label, moment_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.syncing import Conflict, MachineLine, SyncState
    from shengsi_desktop.ui.page import PageContext

_MACHINES = (
    Column("电脑", 2),
    Column("使用人", 1),
    Column("最近收到它的同步包", 2),
    Column("它还缺（条）", right=True),
    Column("本机缺它（条）", right=True),
)
_INTRO = "同一单位的几台电脑（AB岗、办公室和外出笔记本）用同步包互通：在一台做包，拷到另一台收。可把文件直接拖到这里。"
_ALONE = (
    "还没有收过别的电脑的同步包。做一份“同步包”拷到另一台电脑收取，那台电脑再做一份拿回来，两台就互相认识了。"
)
_NO_CONFLICT = "没有分歧"
_NO_CONFLICT_HINT = "两台电脑写得不一样的地方会列在这里，两边的话都留着，由人选择或合并。"
_ASIDE = "本机撤开了{count}处别的电脑做的修改：本机不显示，其他电脑不变。"
_OPEN, _SHUT = "展开", "收起"
#: lines of the machines' table in sight
_LINES = 3


class SyncView(QWidget):
    """A target is a conflict's id, «entity/id» of a row with one, or the path of a package to look into."""

    #: (page key, target)
    open_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._context: PageContext | None = None
        self.commands: SyncCommands | None = None
        self._machines: dict[str, MachineLine] = {}
        self._conflicts: dict[str, Conflict] = {}
        self._made = 0
        self._wanted = ""
        self.messages = MessageBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._folded_line())
        self.cleared = label("", "warned", wrap=True)
        self.cleared.hide()
        column.addWidget(self.cleared)
        column.addWidget(self._aside_line())
        self.machines = PlainTable(_MACHINES, "本单位的电脑")
        self.machines.setFixedHeight(current.px(44 + 32 * _LINES))
        self.machines.chosen.connect(self._machine_chosen)
        column.addWidget(self.machines)
        column.addWidget(Line())
        column.addLayout(self._conflict_head())
        column.addWidget(self._conflict_part(), 1)
        self.messages.float_over(self._stack)
        self.setFocusProxy(self.conflicts)

    def show_week(self, context: PageContext) -> None:
        """The machines are of no week: load."""
        self._context = context
        if self.commands is None:
            self.commands = SyncCommands(self, context.operations)
            self.commands.done.connect(self._done)
            self.commands.refused.connect(self.messages.say)
            self.commands.settled.connect(self.pane.answered)
        self.commands.load(self._show)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Load again."""
        if self.commands is not None and changed:
            self.commands.load(self._show)

    def open_target(self, target: str) -> None:
        """Choose a conflict, or look into a package."""
        if Path(target).is_absolute():
            if self.commands is not None:
                self.commands.look_into(Path(target))
            return
        self._wanted = target
        self._choose_wanted()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a package."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into the first file."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files and self.commands is not None:
            self.commands.look_into(files[0])
        if len(files) > 1:
            self.messages.say(f"一次收一份：先看“{files[0].name}”，其余请再拖一次。")

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("本单位的电脑", "heading"))
        row.addStretch(1)
        self.forget = Button("不再使用这台", kind="ghost", tip="做同步包时不再为它留着修改；历史里仍认得它")
        self.forget.setEnabled(False)
        self.forget.clicked.connect(self._forget)
        self.handover = Button("做移交包…", tip="换人或换电脑：带上整个台账")
        self.handover.clicked.connect(lambda: self._ask(SyncCommands.make_handover))
        self.take = Button("收同步包…")
        self.take.clicked.connect(lambda: self._ask(SyncCommands.ask_file))
        self.make = Button("做同步包…", kind="primary")
        self.make.clicked.connect(lambda: self._ask(lambda commands: commands.make(self._made)))
        self.rename = Button(
            "改名…", kind="ghost", tip="给这台电脑取个认得出的名称，如：笔记本；修改记录里用它区分"
        )
        self.rename.setEnabled(False)
        self.rename.clicked.connect(self._rename)
        for button in (self.rename, self.forget, self.handover, self.take, self.make):
            row.addWidget(button)
        return row

    def _folded_line(self) -> QHBoxLayout:
        """What the machines do; while conflicts need the room, what they lack and the button that shows them."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.intro = label(_INTRO, "second", wrap=True)
        row.addWidget(self.intro, 1)
        self.unfold = Button(_OPEN, kind="link")
        self.unfold.clicked.connect(lambda: self._fold(folded=self.machines.isVisible()))
        row.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _aside_line(self) -> QWidget:
        """What an undo set aside on this machine alone, while anything stands so."""
        self.aside = QWidget()
        row = QHBoxLayout(self.aside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.aside_words = label("", "warned", wrap=True)
        row.addWidget(self.aside_words, 1)
        self.see_aside = Button("查看、收回…", kind="link")
        self.see_aside.clicked.connect(lambda: self._ask(SyncCommands.show_aside))
        row.addWidget(self.see_aside, 0, Qt.AlignmentFlag.AlignTop)
        self.aside.hide()
        return self.aside

    def _fold(self, *, folded: bool) -> None:
        self.machines.setVisible(not folded)
        self.forget.setVisible(not folded)
        self.rename.setVisible(not folded)
        several = len(self._machines) > 1
        self.intro.setText(
            _summary(tuple(self._machines.values())) if folded else _INTRO if several else _ALONE
        )
        self.unfold.setVisible(bool(self._conflicts))
        self.unfold.setText(_OPEN if folded else _SHUT)

    def _conflict_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.heading = label("", "heading")
        row.addWidget(self.heading)
        self.conflicts = ConflictChooser()
        self.conflicts.chosen.connect(self._conflict_chosen)
        row.addWidget(self.conflicts, 1)
        return row

    def _conflict_part(self) -> QWidget:
        self.pane = ConflictPane()
        self.pane.chosen.connect(lambda one, value: self._ask(lambda commands: commands.settle(one, value)))
        self.pane.row_chosen.connect(
            lambda one, keep: self._ask(lambda commands: commands.settle_row(one, keep=keep))
        )
        self.pane.written.connect(
            lambda one, words: self._ask(lambda commands: commands.keep_written(one, words))
        )
        self.pane.week_asked.connect(lambda week: self.open_requested.emit("week", week))
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState(_NO_CONFLICT, _NO_CONFLICT_HINT))
        self._stack.addWidget(self.pane)
        return self._stack

    def _show(self, state: SyncState) -> None:
        self._made = state.made
        self._machines = {one.origin: one for one in state.machines}
        self.machines.show_lines([_machine_row(one) for one in state.machines])
        self.cleared.setText(state.cleared)
        self.cleared.setVisible(bool(state.cleared))
        self.aside_words.setText(_ASIDE.format(count=state.aside))
        self.aside.setVisible(bool(state.aside))
        self.pane.know_written(state.typed)
        had = bool(self._conflicts)
        self._conflicts = {one.id: one for one in state.conflicts}
        self.heading.setText(f"待选择的分歧（{len(state.conflicts)}处）" if state.conflicts else "分歧")
        self.conflicts.setVisible(bool(state.conflicts))
        self.conflicts.show_conflicts(state.conflicts)
        self._stack.setCurrentIndex(1 if state.conflicts else 0)
        # what a person has unfolded stays so until all is settled
        self._fold(folded=bool(state.conflicts) and not (had and self.machines.isVisible()))
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        found = next((key for key in self._conflicts if key.startswith(self._wanted)), "")
        if self._wanted and found:
            self._wanted = ""
            self.conflicts.choose(found)

    def _conflict_chosen(self, key: str) -> None:
        self.pane.show_conflict(self._conflicts.get(key))

    def _machine_chosen(self, key: str) -> None:
        machine = self._machines.get(key)
        self.forget.setEnabled(machine is not None and not machine.own)
        self.rename.setEnabled(machine is not None)

    def _ask(self, act: Callable[[SyncCommands], object]) -> None:
        if self.commands is not None:
            act(self.commands)

    def _forget(self) -> None:
        machine = self._machines.get(self.machines.current_key)
        if machine is not None and self.commands is not None:
            self.commands.forget(machine.origin, machine.name)

    def _rename(self) -> None:
        machine = self._machines.get(self.machines.current_key)
        if machine is not None and self.commands is not None:
            self.commands.rename(machine.origin, machine.name, own=machine.own)

    def _done(self, words: str) -> None:
        self.messages.say(words)
        if self.commands is not None:
            self.commands.load(self._show)


def _machine_row(one: MachineLine) -> Row:
    if one.own:
        return Row(one.origin, (f"{one.name}（本机）", one.person, "—", "—", "—"))
    when = moment_words(one.at)
    tones = ("", "", "second", "warn" if one.lacks else "ok", "warn" if one.ahead else "ok")
    return Row(one.origin, (one.name, one.person, when, str(one.lacks), str(one.ahead)), tones)


def _summary(machines: Sequence[MachineLine]) -> str:
    """«共3台：vm（本机）；笔记本还缺2条；B岗都已互通»."""
    said = []
    for one in machines:
        lacks = [f"还缺{one.lacks}条"] if one.lacks else []
        lacks += [f"有{one.ahead}条本机没有"] if one.ahead else []
        said.append(f"{one.name}（本机）" if one.own else f"{one.name}{'、'.join(lacks) or '都已互通'}")
    return f"共{len(machines)}台：{'；'.join(said)}。"
