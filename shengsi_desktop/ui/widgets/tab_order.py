"""Where Tab goes among parts that are built while the window stands: Qt itself puts them last of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


def follow(place: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab reach `parts`, each from its first child on, where it comes by their container `place`."""
    last = _stop_before(place)
    for part in parts:
        for widget in (part, *part.findChildren(QWidget)):
            # what a dropdown opens is a window of its own
            if _is_stop(widget) and widget.window() is place.window():
                QWidget.setTabOrder(last, widget)
                last = widget


def _stop_before(place: QWidget) -> QWidget:
    """The nearest that takes the focus before `place`: Qt orders no others."""
    before = place.previousInFocusChain()
    while before is not None and before is not place:
        if _is_stop(before):
            return before
        before = before.previousInFocusChain()
    return place


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
