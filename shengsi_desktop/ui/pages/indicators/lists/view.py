"""A view of a list: the list at the left, the one chosen at the right; it joins them to the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.ui.pages.indicators.lists import words
from shengsi_desktop.ui.pages.indicators.lists.commands import ItemCommands, ReadT
from shengsi_desktop.ui.pages.indicators.lists.table_model import RowT
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.indicators.lists.add_dialog import AddDialog

#: several changes in a row are read once (ms)
_TOGETHER = 30


class Room(NamedTuple):
    """The list's share of the width, its least width and the least beside it (px at 100 %)."""

    share: float
    least: int
    beside: int


class ItemsView(QWidget, Generic[RowT, ReadT]):
    """`_lay_out` puts the parts in place; the subclass lists the rows and shows the one chosen."""

    #: (page key, target id)
    open_requested = Signal(str, str)

    #: what of the store is shown
    shown_of: ClassVar[frozenset[str]]
    room: ClassVar[Room]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: ItemCommands[ReadT] | None = None
        self._rows: tuple[RowT, ...] = ()
        self._asked = 0
        self._wanted = ""
        self._shared_by_hand = False
        self._together = QTimer(self)
        self._together.setSingleShot(True)
        self._together.setInterval(_TOGETHER)
        self._together.timeout.connect(self._load)
        self.messages = MessageBar()

    @property
    def current_id(self) -> str | None:
        """The id of the item that is chosen in the list."""
        raise NotImplementedError

    @property
    def current_row(self) -> RowT | None:
        """The one shown."""
        return next((one for one in self._rows if one.item.id == self.current_id), None)

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Read again what is shown of it."""
        if self._commands is not None and any(key.entity in self.shown_of for key in changed):
            self._together.start()

    def open_target(self, target: str) -> None:
        """Show the one with this item's id."""
        self._wanted = target
        self._show_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out, until the user has done so."""
        super().resizeEvent(event)
        if not self._shared_by_hand:
            share, least, beside = self.room
            beside = max(current.px(beside), self._beside())
            left = max(min(int(self.width() * share), self.width() - beside), current.px(least))
            self._splitter.setSizes([left, self.width() - left])

    def _show_rows(self) -> None:
        """List what was read, and the one wanted becomes the current one."""
        raise NotImplementedError

    def _show_current(self) -> None:
        """Show the one chosen in the list."""
        raise NotImplementedError

    def _taken(self, read: ReadT) -> None:
        """What was read is here: keep it and show it."""
        raise NotImplementedError

    def _name_of(self, row: RowT) -> str:
        """As it is called where it is gone."""
        return row.item.title

    def _beside(self) -> int:
        """The least width beside the list that its own widgets ask for (px)."""
        return 0

    def _lay_out(
        self, left: QWidget, nothing: QWidget, choose: QWidget, right: str, above: list[QWidget]
    ) -> None:
        """`nothing` stands where there are no items, `choose` where none is chosen; `right` is that side's ground."""
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.splitterMoved.connect(self._moved)
        self._splitter.addWidget(left)
        self._right = grounded(QStackedWidget(), right)
        self._right.addWidget(choose)
        self._splitter.addWidget(self._right)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._splitter)
        self._whole.addWidget(nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in above:
            outer.addWidget(widget)
        outer.addWidget(self._whole, 1)
        self.messages.float_over(self._whole)

    def _read_again(self, context: PageContext) -> None:
        """Another week or unit is shown."""
        if self._commands is not None:
            self._commands.context = context
        self._together.stop()
        self._load()

    def _moved(self, _place: int, _handle: int) -> None:
        self._shared_by_hand = True

    def _load(self) -> None:
        if self._commands is None:
            return
        self._asked += 1
        asked = self._asked

        def show(read: ReadT) -> None:
            if asked == self._asked:
                self._taken(read)

        self._commands.read(show)

    def _open_dialog(self, dialog: AddDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda fields: self._add(fields, dialog))
        dialog.open()

    def _add(self, fields: dict[str, Any], dialog: StoringDialog) -> None:
        def added(changed: frozenset[FieldKey]) -> None:
            self._wanted = next((key.entity_id for key in changed if key.entity == "item"), "")

        if self._commands is not None:
            self._commands.add(fields, added, dialog)

    def _drop(self) -> None:
        row, commands = self.current_row, self._commands
        if row is None or commands is None:
            return
        said = words.DROPPED.format(number=row.item.number, name=self._name_of(row))

        def dropped(_changed: frozenset[FieldKey]) -> None:
            self.messages.say(said, [(words.TAKE_BACK, commands.undo_drop)])

        commands.drop(row.item.id, dropped)

    def _open_report(self) -> None:
        if self.current_id:
            self.open_requested.emit("week", self.current_id)

    def _tell(self, sentence: str) -> None:
        if self._commands is not None:
            self._commands.context.operations.tell(Refusal(sentence))

    def _tell_left(self, said: str) -> None:
        """What was typed could not be taken."""
        self._tell(words.LEFT_UNTAKEN.format(text=said[:20]))


def grounded(widget: QStackedWidget, kind: str) -> QStackedWidget:
    """With a ground of its own: ground, panel."""
    widget.setProperty("kind", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def panel_column(*parts: QWidget, tall: QWidget) -> QWidget:
    """Parts below each other on a panel; the tall one takes the height that is left."""
    panel = QWidget()
    panel.setProperty("kind", "panel")
    panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is tall))
    return panel
