"""How the item stands by other units that answer for it: light, reason, the words of their 定稿. To be read alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import Badge
from shengsi_desktop.ui.widgets.text import SectionLabel, label, well_broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.item_detail import OtherStanding


class OthersPart(QWidget):
    """One block a unit; nothing where this desk has no report of another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, current.px(4))
        self._column.setSpacing(8)
        self._blocks: list[QWidget] = []
        self._shown: tuple[OtherStanding, ...] = ()
        self.hide()

    def show_standings(self, others: Sequence[OtherStanding]) -> None:
        """Show them."""
        if tuple(others) == self._shown:
            return
        self._shown = tuple(others)
        for block in self._blocks:
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        self._blocks = [_block(one) for one in others]
        for block in self._blocks:
            self._column.addWidget(block)
        self.setVisible(bool(others))


def _block(one: OtherStanding) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(SectionLabel(words.OTHER_UNIT.format(unit=one.unit)))
    row = QHBoxLayout()
    row.setSpacing(8)
    badge = Badge()
    badge.set_light(one.reading.light, reason=one.reading.reason)
    row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
    reason = label(well_broken(one.reading.reason), "second", wrap=True)
    reason.setMinimumHeight(badge.sizeHint().height())
    row.addWidget(reason, 1)
    column.addLayout(row)
    said = (
        words.OTHER_FINAL.format(n=int(one.week[-2:]), words=one.words) if one.words else words.OTHER_NO_FINAL
    )
    told = label(well_broken(said), "" if one.words else "third", wrap=True)
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(told)
    return holder
