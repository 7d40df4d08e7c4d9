"""The preview of a document before it is printed. QtPrintSupport is loaded with the first print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from shengsi_desktop.ui.dialogs.opening import open_alone
from shengsi_desktop.ui.printing.pages import a4_landscape, paint_pages
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.buttons import Button
from shengsi_desktop.ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.print_document import PrintDocument

_PRINT, _PDF, _BACK, _FORTH, _CLOSE = "打印…", "存为PDF…", "上一页", "下一页", "关闭"
_WIDTH, _WHOLE = "适合宽度", "整页"
_PAGE = "第 {number} / {count} 页"
#: px at 100 %
_SIZE = (980, 640)
#: of the window's own size at the most
_OF_WINDOW = 0.96


class PreviewDialog(QDialog):
    """The pages as they will come out; accepted once they went to the printer."""

    #: the same pages are wanted as a PDF file
    pdf_asked = Signal()

    def __init__(self, document: PrintDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt does not own it
        self.own_printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.own_printer.setDocName(document.title)
        self.own_printer.setPageLayout(a4_landscape())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印预览 · {document.title}")
        wide, high = (current.px(side) for side in _SIZE)
        if parent is not None:
            room = parent.window().size()
            wide, high = min(wide, int(room.width() * _OF_WINDOW)), min(high, int(room.height() * _OF_WINDOW))
        self.resize(wide, high)
        self.pages = QPrintPreviewWidget(self.own_printer, self)
        self.pages.paintRequested.connect(lambda device: paint_pages(document, device))
        self.pages.previewChanged.connect(self._say_page)
        for view in self.pages.findChildren(QGraphicsView):
            view.setBackgroundBrush(current.colour("ground"))
            view.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.pages, 1)
        self._keys()
        self.fit(whole=True)

    def turn(self, by: int) -> None:
        """So many pages on or back."""
        self.go_to(self.pages.currentPage() + by)

    def go_to(self, number: int) -> None:
        """The page with that number, the nearest there is."""
        self.pages.setCurrentPage(min(max(number, 1), max(self.pages.pageCount(), 1)))
        self._say_page()

    def fit(self, *, whole: bool) -> None:
        """Show the whole page, or its whole width."""
        (self.whole if whole else self.wide).setChecked(True)
        if whole:
            self.pages.fitInView()
        else:
            self.pages.fitToWidth()

    def ask_print(self) -> None:
        """Which printer and how many; then it is printed and the preview closes."""
        dialog = QPrintDialog(self.own_printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("打印")
        dialog.accepted.connect(self.print_all)
        # not its own `open`, which wants a receiver: the signal tells
        QDialog.open(dialog)

    def print_all(self) -> None:
        """Give the pages to the printer that was chosen."""
        self.pages.print_()
        self.accept()

    def _bar(self) -> QWidget:
        bar = QFrame(self)
        bar.setProperty("kind", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        self.print = Button(_PRINT, kind="primary", icon="print", tip="选打印机（Ctrl+P）")
        self.print.clicked.connect(self.ask_print)
        self.pdf = Button(_PDF, tip="把这几页存成一个PDF文件（Ctrl+S）")
        self.pdf.clicked.connect(self.pdf_asked)
        self.back = Button(_BACK, icon="prev", tip="上一页（PageUp）")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.page = label("", "second")
        self.forth = Button(_FORTH, icon="next", tip="下一页（PageDown）")
        self.forth.clicked.connect(lambda: self.turn(1))
        self.close_button = Button(_CLOSE, tip="关闭（Esc）")
        self.close_button.clicked.connect(self.reject)
        row.addWidget(self.print)
        row.addWidget(self.pdf)
        row.addStretch(1)
        for part in (self.back, self.page, self.forth):
            row.addWidget(part)
        row.addStretch(1)
        row.addLayout(self._fits())
        row.addSpacing(8)
        row.addWidget(self.close_button)
        # Enter prints nothing by itself
        for button in bar.findChildren(QPushButton):
            button.setAutoDefault(False)
        return bar

    def _fits(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        self.wide, self.whole = QPushButton(_WIDTH, self), QPushButton(_WHOLE, self)
        for button, whole in ((self.wide, False), (self.whole, True)):
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, whole=whole: self.fit(whole=whole))
            group.addButton(button)
            row.addWidget(button)
        return row

    def _keys(self) -> None:
        for key, act in (
            ("PgUp", lambda: self.turn(-1)),
            ("PgDown", lambda: self.turn(1)),
            ("Home", lambda: self.go_to(1)),
            ("End", lambda: self.go_to(self.pages.pageCount())),
            ("Ctrl+P", self.ask_print),
            ("Ctrl+S", self.pdf_asked.emit),
        ):
            QShortcut(QKeySequence(key), self, act)

    def _say_page(self) -> None:
        number, count = self.pages.currentPage(), self.pages.pageCount()
        self.page.setText(_PAGE.format(number=number, count=count))
        self.back.setEnabled(number > 1)
        self.forth.setEnabled(number < count)


def open_preview(
    document: PrintDocument, parent: QWidget, printed: Callable[[], object]
) -> PreviewDialog | None:
    """Show the pages, unless another dialog is open; `printed` is called once they went to the printer."""
    dialog = PreviewDialog(document, parent)
    # it is accepted only where it was printed
    dialog.accepted.connect(printed)
    return dialog if open_alone(dialog) else None
