"""What is done to one 细项 from the pane: its dialog, islands, plan curve, adding, deleting. Writes by `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from shengsi_desktop.domain.islands import Island
from shengsi_desktop.ui.pages.tasks import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.tracking import DeliverableStanding
    from shengsi_desktop.ui.dialogs.storing import StoringDialog
    from shengsi_desktop.ui.pages.tasks.commands import TaskCommands
    from shengsi_desktop.ui.pages.tasks.deliverable_dialog import DeliverableDialog
    from shengsi_desktop.ui.pages.tasks.deliverable_row import DeliverableRow
    from shengsi_desktop.ui.pages.tasks.detail_pane import DetailPane
    from shengsi_desktop.ui.pages.tasks.island_picker import IslandPicker


class DeliverableEditing(QObject):
    """Opens what the pane asks for; at most one dialog at a time."""

    def __init__(self, pane: DetailPane, parent: QWidget) -> None:
        super().__init__(parent)
        self.commands: TaskCommands | None = None
        self.dialog: DeliverableDialog | None = None
        self.picker: IslandPicker | None = None
        self._over = parent
        self._pane = pane
        pane.add_asked.connect(self.add)
        pane.deliverables.edit_asked.connect(self.edit)
        pane.deliverables.islands_asked.connect(self.choose_islands)
        pane.deliverables.curve_asked.connect(self.draw_curve)

    def edit(self, standing: DeliverableStanding) -> None:
        """Set one right in its dialog."""
        deliverable = standing.deliverable
        dialog = self._open_dialog(standing)
        dialog.saved.connect(lambda fields: self.save(deliverable.id, fields, dialog))
        dialog.drop_asked.connect(lambda: self.drop(deliverable.id, deliverable.name))

    def add(self) -> None:
        """Add one to the item shown, whatever is shown when it is saved."""
        detail = self._pane.detail
        if detail is None:
            return
        own, dialog = detail.row.id, self._open_dialog(None)
        dialog.saved.connect(lambda fields: self._save_new(own, fields, dialog))

    def choose_islands(self, row: DeliverableRow) -> None:
        """Tick the islands of one."""
        if self.commands is None:
            return
        deliverable = row.standing.deliverable

        def show(table: tuple[Island, ...]) -> None:
            from shengsi_desktop.ui.pages.tasks.island_picker import IslandPicker

            known = {one.name for one in table}
            left = tuple(Island(one, (), pending=True) for one in deliverable.islands if one not in known)
            picker = IslandPicker(deliverable.name, (*table, *left), deliverable.islands, self._over)
            picker.chosen.connect(lambda names: self.set_islands(deliverable.id, names))
            picker.destroyed.connect(self._picker_gone)
            self.picker = picker
            now = self._pane.deliverables.row_of(deliverable.id)
            button = now.more if now is not None else self._pane
            picker.pop_up(button.mapToGlobal(button.rect().bottomRight()), self._over)

        self.commands.read_islands(show)

    def draw_curve(self, deliverable_id: str) -> None:
        """Type or draw the plan curve of one."""
        if self.commands is not None:
            from shengsi_desktop.ui.dialogs.plan_curve import open_plan_curve

            open_plan_curve(self._over, self.commands.context, deliverable_id)

    def set_islands(self, deliverable_id: str, names: tuple[str, ...]) -> None:
        """Exactly these hold for it."""
        if self.commands is not None:
            self.commands.set_islands(deliverable_id, names)

    def save(self, deliverable_id: str, fields: dict[str, Any], dialog: StoringDialog) -> None:
        """Write what differs."""
        if self.commands is not None:
            self.commands.edit(deliverable_id, fields, dialog)

    def drop(self, deliverable_id: str, name: str) -> None:
        """Delete it, and offer to take that back."""
        commands = self.commands
        if commands is None:
            return

        def dropped(_changed: frozenset[FieldKey]) -> None:
            self._pane.messages.say(words.DROPPED.format(name=name), [(words.UNDO, commands.undo_drop)])

        commands.drop(deliverable_id, dropped)

    def _save_new(self, item_id: str, fields: dict[str, Any], dialog: StoringDialog) -> None:
        if self.commands is not None:
            self.commands.add(item_id, fields, dialog)

    def _open_dialog(self, standing: DeliverableStanding | None) -> DeliverableDialog:
        from shengsi_desktop.ui.pages.tasks.deliverable_dialog import DeliverableDialog

        dialog = DeliverableDialog(standing.deliverable if standing is not None else None, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._dialog_closed)
        self.dialog = dialog
        dialog.open()
        return dialog

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None

    def _picker_gone(self) -> None:
        self.picker = None
