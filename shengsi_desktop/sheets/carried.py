"""What a workbook carries unseen: a document whole, and what its keyed tables said when it was written.

A very hidden sheet holds both, deflated, as letters in cells that any office program keeps; beside each row of a keyed
table stands its key in a hidden column. So a workbook that WPS or LibreOffice has saved again still gives the very
document back, and every word that a person changed since is told: in a cell of a table, beside it, in a sheet of its
own, in a comment.
"""

from __future__ import annotations

import base64
import io
import json
import re
import zlib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange.container import sm3
from shengsi_desktop.sheets.beside_cells import LONGEST, notes
from shengsi_desktop.sheets.zip_safety import checked_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "报送数据"
KEY_HEAD = "行标识"
FORMAT = "shengsi-workbook 1"
#: characters in a cell: below what every office program keeps
CHUNK = 30_000
KEPT = "没有收入任何内容，台账未动。"
_MAX_CONTENT = 20_000_000
_MAX_CELLS = 2_000
_MAX_ROWS, _MAX_COLUMNS = 20_000, 120
_LONGEST_NAME = 16
_ADVICE = "请对方重新导出。"
_BREAK = re.compile(r"_x(?:005F_x)?000D_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Carried:
    """A document out of a workbook; `changed` names each visible cell that says otherwise than when it was written."""

    document: bytes
    changed: tuple[str, ...]


def put_keys(sheet: Worksheet, column: int, head_row: int, keys: Sequence[tuple[int, int, str]]) -> None:
    """Write the keys of a table's rows, each for rows from `first` up to `after`, into a hidden column."""
    sheet.cell(head_row, column).value = KEY_HEAD
    for first, after, key in keys:
        for row in range(first, after):
            sheet.cell(row, column).value = key
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def carry(workbook: Workbook, document: bytes) -> None:
    """Hide the document in the workbook, with what its keyed tables say at this moment."""
    seen = {sheet.title: _said(_rows(sheet)) for sheet in workbook.worksheets}
    said = {title: one for title, one in seen.items() if one["heads"]}
    beside = sorted({words for one in seen.values() for words in one["beside"].values()})
    words = json.dumps({"tables": said, "beside": beside}, ensure_ascii=False).encode()
    sheet = workbook.create_sheet(SHEET)
    for column, data in enumerate((document, words), start=1):
        letters = base64.b64encode(zlib.compress(data, 9)).decode()
        chunks = [letters[start : start + CHUNK] for start in range(0, len(letters), CHUNK)]
        # each begins with its number: a cell that began with «=» would be a formula
        lines = [FORMAT, sm3(data), str(len(chunks)), *(f"{n:04}:{one}" for n, one in enumerate(chunks))]
        for row, line in enumerate(lines, start=1):
            sheet.cell(row, column).value = line
    sheet.sheet_state = "veryHidden"


def read_carried(content: bytes, name: str) -> Carried | None:
    """The document that a workbook carries; None where it never carried one.

    Refused for what should not be opened, and where the hidden sheet is not whole.
    """
    checked_parts(content, name, kept=KEPT)
    try:
        return _read(content, name)
    except Refusal:
        raise
    except Exception as trouble:  # - a reader of foreign files raises whatever it likes
        raise Refusal(f"“{name}”打不开，可能已损坏，{KEPT}请在WPS里打开检查，另存一份后再收。") from trouble


def _read(content: bytes, name: str) -> Carried | None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        hidden = next((one for one in book.worksheets if _is_hidden_sheet(one)), None)
        if hidden is None:
            return None
        cells: list[Any] = list(hidden.iter_rows(max_row=_MAX_CELLS, max_col=2, values_only=True))
        document, words = (_unpacked([row[place : place + 1] for row in cells], name) for place in (0, 1))
        then = json.loads(words)
        now = {sheet.title: _said(_rows(sheet)) for sheet in book.worksheets if sheet.title != hidden.title}
        changed = [
            *_changes(then["tables"], {title: one for title, one in now.items() if one["heads"]}),
            *_added(frozenset(then["beside"]), now),
            *(f"{sheet}{place}“{said[:LONGEST]}”" for sheet, place, said in notes(content)),
        ]
        return Carried(document, tuple(changed))
    finally:
        book.close()


def _is_hidden_sheet(sheet: Any) -> bool:
    first: Any = next(iter(sheet.iter_rows(max_row=1, max_col=1, values_only=True)), ())
    return bool(first) and first[0] == FORMAT


def _unpacked(cells: Sequence[tuple[Any, ...]], name: str) -> bytes:
    """What a column of the hidden sheet holds, whole or refused."""
    said: list[Any] = [cell for row in cells for cell in row if cell is not None]
    try:
        total = int(said[2])
        chunks = dict(one.split(":", 1) for one in said[3:])
        letters = "".join(chunks[f"{n:04}"] for n in range(total))
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(letters, validate=True), _MAX_CONTENT)
        whole = unpacker.eof and not unpacker.unconsumed_tail and said[0] == FORMAT and sm3(data) == said[1]
    except (IndexError, KeyError, ValueError, TypeError, AttributeError, zlib.error) as trouble:
        raise _damaged(name) from trouble
    if not whole:
        raise _damaged(name)
    return data


def _damaged(name: str) -> Refusal:
    return Refusal(f"“{name}”里隐藏的报送数据不完整，{KEPT}{_ADVICE}")


def _rows(sheet: Any) -> Iterable[tuple[Any, ...]]:
    return sheet.iter_rows(  # type: ignore[no-any-return]
        max_row=min(sheet.max_row or _MAX_ROWS, _MAX_ROWS),
        max_col=min(sheet.max_column or _MAX_COLUMNS, _MAX_COLUMNS),
        values_only=True,
    )


def _said(rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """What a sheet says: of its keyed table by key the cells by their column's head, and by place all other cells."""
    heads: list[str] = []
    keyed: dict[str, dict[str, str]] = {}
    beside: dict[str, str] = {}
    at = -1
    for line, row in enumerate(rows, start=1):
        cells = [_text(one) for one in row]
        places = {place: f"{get_column_letter(place + 1)}{line}" for place, cell in enumerate(cells) if cell}
        key = cells[at] if heads and at < len(cells) else ""
        if not heads and KEY_HEAD in cells:
            heads, at = cells, cells.index(KEY_HEAD)
        if not key:
            beside |= {where: cells[place] for place, where in places.items()}
            continue
        beside |= {
            where: cells[place] for place, where in places.items() if place >= len(heads) or not heads[place]
        }
        again = key in keyed
        mine = keyed.setdefault(key, {})
        for place, (head, cell) in enumerate(zip(heads, cells, strict=False)):
            # a row that goes on below begins with its number and «（续）»
            if place != at and head and not (again and place == _first(heads, at)):
                mine[head] = mine.get(head, "") + cell
    return {"rows": keyed, "heads": [one for one in heads if one], "beside": beside}


def _first(heads: Sequence[str], at: int) -> int:
    return next(place for place, head in enumerate(heads) if head and place != at)


def _text(value: Any) -> str:
    """A cell's words without blanks; a number as every program writes it."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{Decimal(str(value)).normalize():f}"
    # what a program writes for a line break of old; another one has read it as that break
    return "".join(_BREAK.sub("", str(value)).split())


def _changes(then: dict[str, Any], now: dict[str, Any]) -> Iterable[str]:
    """Where the keyed tables say otherwise than then; a table that was renamed is known by its heads."""
    for title, before in then.items():
        after = now.get(title) or next(
            (one for one in now.values() if set(one["heads"]) == set(before["heads"])), None
        )
        if after is None:
            yield f"缺少工作表“{title}”"
            continue
        for key, cells in before["rows"].items():
            mine = after["rows"].get(key)
            shown = next(iter(cells.values()), "")[:_LONGEST_NAME]
            if mine is None:
                yield f"{shown}（整行删去）"
                continue
            yield from (f"{shown} {head}" for head, cell in cells.items() if mine.get(head, "") != cell)
        yield from (
            f"新增的一行“{next((one for one in cells.values() if one), '')[:_LONGEST_NAME]}”"
            for key, cells in after["rows"].items()
            if key not in before["rows"]
        )


def _added(then: frozenset[str], now: dict[str, Any]) -> Iterable[str]:
    """What stands outside of the keyed tables and did not then, wherever it was moved."""
    for title, one in now.items():
        yield from (
            f"{title}{place}表外文字“{words[:LONGEST]}”"
            for place, words in one["beside"].items()
            if words not in then
        )
