"""One 科室: its name, 经办人 and phone; a new one takes the item it was opened for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from shengsi_desktop.ui.dialogs.storing import StoringDialog
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.sections import Section
    from shengsi_desktop.ui.operations import Operations


class SectionDialog(StoringDialog):
    """Without a section it adds one, and lets it handle `item_id`."""

    def __init__(
        self,
        operations: Operations,
        unit_id: str,
        section: Section | None,
        item_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations, self._unit_id, self._section, self._item_id = operations, unit_id, section, item_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("科室" if section else "添加科室")
        self.setMinimumWidth(current.px(360))
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.name = QLineEdit(section.name if section else "")
        self.person = QLineEdit(section.person if section else "")
        self.phone = QLineEdit(section.phone if section else "")
        for words, line in (("科室", self.name), ("经办人", self.person), ("电话", self.phone)):
            line.setAccessibleName(words)
            form.addRow(words, line)
        column.addLayout(form)
        column.addWidget(self.trouble)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = Button("取消")
        cancel.clicked.connect(self.reject)
        self.save_button.setText("保存" if section else "添加")
        self.save_button.clicked.connect(self._save)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        (self.person if section else self.name).setFocus()

    def _save(self) -> None:
        words = (self.name.text(), self.person.text(), self.phone.text())
        section, unit_id, item_id = self._section, self._unit_id, self._item_id
        if not self.wait():
            return

        def write(store: Any) -> frozenset[FieldKey]:
            from shengsi_desktop.services import sections

            name, person, phone = words
            if section is not None:
                return sections.edit_section(store, section.id, name=name, person=person, phone=phone)
            return sections.add_section(store, unit_id, name, person, phone, item_id=item_id)

        self.answer(self._operations, write)
