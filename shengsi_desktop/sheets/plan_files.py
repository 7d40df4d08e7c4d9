"""A plan's file of any kind, or what was pasted, as the one text that the plan reader reads.

Tables become numbered tasks with responsibility clauses; offsets speak of the text given here. What a text
means is the plan reader's business. Refuses in words what cannot be read.
"""

from __future__ import annotations

import csv
import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.decode import decode
from shengsi_desktop.sheets.plan_tables import Grid, TableText, is_task_table, table_text
from shengsi_desktop.sheets.zip_safety import KEPT, MAX_PACKED, checked_parts, encrypted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: what the file dialogs offer
SUFFIXES = (".txt", ".docx", ".html", ".htm", ".xlsx")
_AS_DOCX = "请用 WPS 或 Word 打开，点“文件”→“另存为”，类型选“Word 文档（*.docx）”，再导入新文件。"
_AS_XLSX = "请用 WPS 或 Excel 打开，点“文件”→“另存为”，类型选“Excel 文件（*.xlsx）”，再导入新文件。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
#: what the libraries raise where a package's parts are not what they should be
_DAMAGED = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    SyntaxError,
    OSError,
    zlib.error,
    BadZipFile,
)
_WORD_XML = (b"<w:wordDocument", b"<pkg:package")


@dataclass(frozen=True, slots=True)
class PlanSource:
    """The text of a plan and where it came from; `notes` are sentences on what was not or half read.

    `kind` is txt / docx / html / xlsx / clipboard; `table_rows` tasks were read from tables.
    """

    text: str
    kind: str
    name: str = ""
    table_rows: int = 0
    notes: tuple[str, ...] = ()


def read_source(content: bytes, name: str) -> PlanSource:
    """Return the text of a plan's file; its content decides, its name only words the refusals.

    Raises `Refusal` for what is no plan's file: encrypted, with macros, too large, or of an unreadable kind.
    """
    if len(content) > MAX_PACKED:
        raise Refusal(f"文件“{name}”太大，不像是一份行动方案，{KEPT}请确认选对了文件。")
    if content.startswith(b"PK\x03\x04"):
        return _package(content, name)
    _require_readable(content, name)
    if _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")[:4096]) or name.lower().endswith((".html", ".htm")):
        from shengsi_desktop.sheets.plan_html import decode_page, html_blocks

        return _source(html_blocks(decode_page(content)), "html", name)
    return PlanSource(decode(content), "txt", name)


def read_clipboard(text: str) -> PlanSource:
    """Return pasted text: a task list copied from a workbook (cells parted by tabs), else the text as it is."""
    if text.count("\t") > 1:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text), delimiter="\t")]
        width = max(map(len, rows), default=0)
        grid = Grid(tuple((*row, *("",) * (width - len(row))) for row in rows))
        if is_task_table(grid):
            return _source([table_text(grid)], "clipboard", "")
    return PlanSource(decode(text), "clipboard")


def _package(content: bytes, name: str) -> PlanSource:
    parts = checked_parts(content, name)
    if "word/document.xml" in parts:
        from shengsi_desktop.sheets.plan_docx import docx_blocks

        return _opened(lambda: _source(docx_blocks(content), "docx", name), name)
    if "xl/workbook.xml" in parts:
        return _opened(lambda: _workbook(content, name), name)
    raise Refusal(f"文件“{name}”不是 .docx 或 .xlsx（像是压缩包或别的文档），{KEPT}{_AS_DOCX}")


def _opened(read: Callable[[], PlanSource], name: str) -> PlanSource:
    """Let a reading that fails inside a library say so in words: the package was damaged or is no such document."""
    try:
        return read()
    except _DAMAGED as trouble:
        raise Refusal(
            f"文件“{name}”的内容有损坏，读不出来，{KEPT}请在 WPS 里打开检查，另存一份后再导入。"
        ) from trouble


def _workbook(content: bytes, name: str) -> PlanSource:
    from shengsi_desktop.sheets.plan_xlsx import xlsx_blocks

    sheets = list(xlsx_blocks(content))
    source = _source([text for _, text, _ in sheets], "xlsx", name)
    if any(is_list for _, _, is_list in sheets):
        return source
    note = "工作簿里没有找到带“任务”和“责任单位”列的表，按普通文字读入。"
    return PlanSource(source.text, "xlsx", name, source.table_rows, (note, *source.notes))


def _source(blocks: Iterable[str | TableText], kind: str, name: str) -> PlanSource:
    lines: list[str] = []
    rows = without = 0
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines.extend(block.lines)
            rows += block.tasks
            without += block.without_owner
    notes = (f"表格里有{without}行没有写责任单位，没有读成事项。",) if without else ()
    return PlanSource(decode("\n".join(lines)), kind, name, rows, notes)


def _require_readable(content: bytes, name: str) -> None:
    """Refuse the kinds of files that are no text, each with its way out."""
    low = name.lower()
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Refusal(encrypted(name))
        if low.endswith((".xls", ".et")) or _WORKBOOK in content[:200_000]:
            raise Refusal(f"“{name}”是旧版表格（.xls、.et），读不了，{KEPT}{_AS_XLSX}")
        raise Refusal(f"“{name}”是旧版文档（.doc、.wps），读不了，{KEPT}{_AS_DOCX}")
    if content.startswith(b"%PDF"):
        raise Refusal(
            f"“{name}”是 PDF，读不了，{KEPT}请向发文单位要 Word 原稿，或用 WPS 的“PDF 转 Word”（扫描件要带文字识别）"
            "转成 .docx，核对文字后再导入。"
        )
    if content.startswith(_IMAGES):
        raise Refusal(
            f"“{name}”是图片，读不了，{KEPT}请向发文单位要 Word 原稿，或识别成文字、另存为 .docx 后再导入。"
        )
    if content.startswith(b"{\\rtf") or any(sign in content[:4096] for sign in _WORD_XML):
        raise Refusal(f"“{name}”不是 .docx（像是 RTF 或 Word XML），读不了，{KEPT}{_AS_DOCX}")
    if re.match(rb"(?:From:|MIME-Version:)", content) and b"multipart/related" in content[:4096]:
        raise Refusal(
            f"“{name}”是单个文件网页（.mht），读不了，{KEPT}请在浏览器里另存为“网页，仅 HTML”，或复制全文粘贴导入。"
        )
