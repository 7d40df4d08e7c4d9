"""One card in the middle of a step."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def in_the_middle(step: QWidget, card: QWidget) -> None:
    """Lay the card out so that it is as high as its wrapped words, which an alignment would not allow."""
    column = QVBoxLayout(step)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)
