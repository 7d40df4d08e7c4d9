"""A PrintDocument laid out on A4 landscape: rows stay whole, head rows come again, every page is numbered.

It measures and paints with the device's own fonts; what is printed comes from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen, QTextOption

from shengsi_desktop.ui.printing.pdf_letters import with_written_letters
from shengsi_desktop.ui.theme import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPagedPaintDevice

    from shengsi_desktop.domain.print_document import PrintCell, PrintDocument, PrintTable

_INK, _LINE, _HEAD_GROUND = QColor("#1B2733"), QColor("#7F8C98"), QColor("#E6F0F6")
#: sizes in points
_TITLE, _SUBTITLE, _TEXT, _CELL, _MARK = 20.0, 10.5, 12.0, 9.5, 9.0
_PAD = 3.0
_GAP = 8.0
_MARGIN_MM = 12.0
#: room at the top and foot of a page for mark and number, in points
_RUNNING = 16.0
#: rows of a table that stand on a page at least
_TOGETHER = 3
_SONG = ("方正小标宋简体", "FZXiaoBiaoSong-B05S")
_HEI = ("黑体", "SimHei")
_FANG = ("仿宋_GB2312", "仿宋", "FangSong")
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def a4_landscape() -> QPageLayout:
    """The paper of a 上会稿."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        margins,
        QPageLayout.Unit.Millimeter,
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """One strip of the page: cells side by side at `x` offsets; `kind` is words, head or row."""

    kind: str
    height: float
    cells: tuple[tuple[float, float, str, QFont, Qt.AlignmentFlag, QColor], ...]
    head: int = -1


class Pages:
    """The document on the pages of one device that `painter` is at work on; lengths in the device's pixels."""

    def __init__(self, document: PrintDocument, device: QPagedPaintDevice, painter: QPainter) -> None:
        self._document, self._device, self._painter = document, device, painter
        self._point = device.logicalDpiX() / 72
        area = device.pageLayout().paintRectPixels(device.logicalDpiX())
        self._width, self._height = float(area.width()), float(area.height())
        self._heads: list[_Block] = []
        self._blocks = list(self._made())
        self.pages = self._paginated()

    def paint(self, numbers: range | None = None) -> None:
        """Paint all pages, or those of these numbers (from 0), a new page of the device between them."""
        for place, number in enumerate(numbers if numbers is not None else range(len(self.pages))):
            if place:
                self._device.newPage()
            self._paint_page(number)

    def _font(self, families: tuple[str, ...], points: float, *, bold: bool = False) -> QFont:
        made = QFont([*families, *([fonts.family()] if fonts.family() else [])])
        made.setPixelSize(max(round(points * self._point), 1))
        made.setBold(bold)
        return made

    def _made(self) -> Iterator[_Block]:
        document = self._document
        yield self._words(document.title, self._font(_SONG, _TITLE), centred=True)
        yield self._words(document.subtitle, self._font(_FANG, _SUBTITLE), centred=True)
        yield self._gap(_GAP / 2)
        yield self._words(document.statement, self._font(_FANG, _TEXT, bold=True))
        for table in document.tables:
            yield self._gap(_GAP)
            yield from self._table(table)
        yield self._gap(_GAP)
        if document.remark:
            yield self._words(document.remark, self._font(_FANG, _MARK))
        yield self._words(document.foot, self._font(_FANG, _SUBTITLE))

    def _table(self, table: PrintTable) -> Iterator[_Block]:
        if not table.rows:
            yield self._words(f"{table.title}：{table.empty}", self._font(_HEI, _TEXT))
            return
        title = self._words(table.title, self._font(_HEI, _TEXT))
        whole = sum(column.share for column in table.columns)
        widths = [self._width * column.share / whole for column in table.columns]
        head_font = self._font(_HEI, _CELL)
        heads = [(words.head, head_font, Qt.AlignmentFlag.AlignHCenter, _INK) for words in table.columns]
        head = self._strip("head", widths, heads)
        at = len(self._heads)
        self._heads.append(head)
        # the table's name goes with its head
        yield _Block("title", title.height, title.cells, at)
        yield _Block("head", head.height, head.cells, at)
        for row in table.rows:
            strip = self._strip("row", widths, [self._cell(cell) for cell in row])
            yield from self._halved(_Block("row", strip.height, strip.cells, at), widths)

    def _cell(self, cell: PrintCell) -> tuple[str, QFont, Qt.AlignmentFlag, QColor]:
        colour = QColor(f"#{cell.ink}") if cell.ink else _INK
        return cell.text, self._font(_FANG, _CELL, bold=cell.bold), _ALIGN[cell.align], colour

    def _strip(
        self, kind: str, widths: list[float], cells: list[tuple[str, QFont, Qt.AlignmentFlag, QColor]]
    ) -> _Block:
        pad = _PAD * self._point
        made, left, height = [], 0.0, 0.0
        for width, (words, font, align, colour) in zip(widths, cells, strict=True):
            height = max(height, self._high(words, font, width - 2 * pad))
            made.append((left, width, words, font, align, colour))
            left += width
        return _Block(kind, height + 2 * pad, tuple(made))

    def _halved(self, row: _Block, widths: list[float]) -> Iterator[_Block]:
        """A row higher than a page goes on in further rows, each as much as fits; others stay whole."""
        room = self._room - (self._heads[row.head].height if row.head >= 0 else 0)
        if row.height <= room:
            yield row
            return
        pad = _PAD * self._point
        rest = [cell[2] for cell in row.cells]
        while any(rest):
            now = []
            for at, (_, width, _, font, _, _) in enumerate(row.cells):
                size = self._fitting(rest[at], font, width - 2 * pad, room - 2 * pad)
                now.append(rest[at][:size])
                rest[at] = rest[at][size:]
            cells = [(text, cell[3], cell[4], cell[5]) for text, cell in zip(now, row.cells, strict=True)]
            strip = self._strip("row", widths, cells)
            yield _Block("row", strip.height, strip.cells, row.head)

    def _fitting(self, words: str, font: QFont, width: float, height: float) -> int:
        """How many letters fit, at least one."""
        low, high = 1, max(len(words), 1)
        while low < high:
            middle = (low + high + 1) // 2
            if self._high(words[:middle], font, width) <= height:
                low = middle
            else:
                high = middle - 1
        return low

    def _words(self, text: str, font: QFont, *, centred: bool = False) -> _Block:
        align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        height = self._high(text, font, self._width) + 2 * self._point
        return _Block("words", height, ((0.0, self._width, text, font, align, _INK),))

    def _gap(self, points: float) -> _Block:
        return _Block("gap", points * self._point, ())

    def _high(self, words: str, font: QFont, width: float) -> float:
        self._painter.setFont(font)
        # measured as it is painted: what was found to fit does
        option = _wrapped(Qt.AlignmentFlag.AlignLeft)
        return self._painter.boundingRect(QRectF(0, 0, max(width, 1), 1e7), words or " ", option).height()

    @property
    def _room(self) -> float:
        return self._height - 2 * _RUNNING * self._point

    def _paginated(self) -> list[list[_Block]]:
        pages: list[list[_Block]] = [[]]
        used = 0.0
        for place, block in enumerate(self._blocks):
            needed = block.height
            if block.kind in ("title", "head"):
                # no head stands alone at a page's foot
                needed = sum(
                    one.height for one in self._blocks[place : place + (3 if block.kind == "title" else 2)]
                )
            if pages[-1] and used + needed > self._room:
                pages.append([])
                used = 0.0
                if block.kind == "row":
                    pages[-1].append(self._heads[block.head])
                    used = self._heads[block.head].height
                if block.kind == "gap":
                    continue
            pages[-1].append(block)
            used += block.height
        for before, after in pairwise(pages):
            self._keep_together(before, after)
        return pages

    def _keep_together(self, before: list[_Block], after: list[_Block]) -> None:
        """The last rows of a table, or the document's last words, do not stand alone on a page: rows go with them."""
        if after[0].kind != "head":
            if any(block.kind != "words" for block in after):
                return
            while before and before[-1].kind != "row":
                after.insert(0, before.pop())
            if not before:
                return
            after.insert(0, self._heads[before[-1].head])
        table = before[-1].head
        tail = sum(block.kind == "row" and block.head == table for block in after)
        own = sum(block.kind == "row" and block.head == table for block in before)
        used = sum(block.height for block in after)
        while tail < _TOGETHER < own and used + before[-1].height <= self._room:
            used += before[-1].height
            after.insert(1, before.pop())
            tail, own = tail + 1, own - 1

    def _paint_page(self, number: int) -> None:
        painter = self._painter
        top = _RUNNING * self._point
        mark = self._font(_FANG, _MARK)
        self._draw(
            QRectF(0, 0, self._width, top), self._document.mark, mark, Qt.AlignmentFlag.AlignRight, _INK
        )
        numbered = f"第 {number + 1} 页 共 {len(self.pages)} 页"
        foot = QRectF(0, self._height - top, self._width, top)
        self._draw(foot, numbered, mark, Qt.AlignmentFlag.AlignHCenter, _INK)
        y = top
        for block in self.pages[number]:
            for left, width, words, font, align, colour in block.cells:
                cell = QRectF(left, y, width, block.height)
                if block.kind in ("head", "row"):
                    painter.fillRect(cell, _HEAD_GROUND if block.kind == "head" else Qt.GlobalColor.white)
                    painter.setPen(QPen(_LINE, max(self._point * 0.5, 1)))
                    painter.drawRect(cell)
                    pad = _PAD * self._point
                    cell = cell.adjusted(pad, pad, -pad, -pad)
                self._draw(cell, words, font, align, colour)
            y += block.height

    def _draw(self, room: QRectF, words: str, font: QFont, align: Qt.AlignmentFlag, colour: QColor) -> None:
        painter = self._painter
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(room, words, _wrapped(align | Qt.AlignmentFlag.AlignVCenter))


def _wrapped(align: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def paint_pages(document: PrintDocument, device: QPagedPaintDevice) -> int:
    """Paint the whole document on the device, whose paper is set; the number of pages."""
    painter = QPainter(device)
    try:
        pages = Pages(document, device, painter)
        pages.paint()
    finally:
        painter.end()
    return len(pages.pages)


def pdf_bytes(document: PrintDocument) -> bytes:
    """The document as a PDF of A4 landscape."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(document.title)
    writer.setCreator("嵊泗会商台账")
    writer.setPageLayout(a4_landscape())
    paint_pages(document, writer)
    buffer.close()
    return with_written_letters(bytes(content.data()))
