"""The preview of a document before it is printed. QtPrintSupport is loaded with the first print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.printing.pages import a4_landscape, paint_pages
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.print_document import PrintDocument


class PreviewDialog(QPrintPreviewDialog):
    """The pages as they will come out; accepted once they went to the printer."""

    def __init__(self, document: PrintDocument, parent: QWidget | None = None) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(document.title)
        printer.setPageLayout(a4_landscape())
        super().__init__(printer, parent)
        # Qt does not own it
        self.own_printer = printer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印预览 · {document.title}")
        self.resize(current.px(960), current.px(640))
        self.paintRequested.connect(lambda device: paint_pages(document, device))


def open_preview(
    document: PrintDocument, parent: QWidget, printed: Callable[[], object]
) -> PreviewDialog | None:
    """Show the pages, unless another dialog is open; `printed` is called once they went to the printer."""
    dialog = PreviewDialog(document, parent)
    # it is accepted only where its print button was used
    dialog.accepted.connect(printed)
    return dialog if open_alone(dialog) else None
