"""电话代录…: which unit telephones; then its week is shown, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.ui.page import PageContext


def ask_unit(context: PageContext, parent: QWidget, go_to: Callable[[str], object], name: str = "") -> None:
    """Ask for a unit, `name` offered; `go_to` gets the id of the one that is chosen."""

    def read(store: Any) -> tuple[Unit, ...]:
        from shengsi_desktop.services.exchange import intake_words

        return intake_words.other_units(store)

    def ask(units: tuple[Unit, ...]) -> None:
        from shengsi_desktop.ui.dialogs.opening import open_alone
        from shengsi_desktop.ui.pages.exchange.take_in_dialogs import UnitDialog

        dialog = UnitDialog(units, parent, name)
        dialog.chosen.connect(lambda unit: go_to(unit.id))
        open_alone(dialog)

    context.operations.run(read, ask, owner=parent)
