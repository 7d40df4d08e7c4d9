"""What 填报表 is made of, for who writes it and who reads it: its hidden sheet, row keys, heads and labels."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.fill_sheets import FillBook
from shengsi_desktop.exchange.container import sm3

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.fill_sheets import FillRow

TITLE = "填报表"
NOTES_SHEET = "填表说明"
HIDDEN_SHEET = "填报表校验"
KEY_HEAD = "行标识（请勿改动）"
MARK = "shengsi-fill-sheet-1"
#: who answers for the table, by what the store calls them
PEOPLE = {"filler": "填报人", "reviewer": "审核人", "phone": "联系电话"}
#: «item:<id>@<version>»
KEY = re.compile(r"(item|plan|figure):([0-9A-Za-z:.-]{1,120})@([0-9a-f]{8})")
#: «县农业农村局2023年第30周填报表»
TITLE_WORDS = re.compile(r"(?P<unit>\S{2,40}?)(?P<year>\d{4})年第(?P<week>\d{1,2})周填报表")
_CHUNK = 30_000
_MOST = 20_000_000
_BOOK = TypeAdapter(FillBook)


def to_json(book: FillBook) -> str:
    """The book as canonical JSON."""
    said = _BOOK.dump_python(book, mode="json")
    return canonical(said)


def of_json(said: str | bytes) -> FillBook | None:
    """The book out of its JSON; None where it is none."""
    try:
        return _BOOK.validate_json(said)
    except (ValidationError, ValueError, RecursionError):
        return None


def row_key(row: FillRow) -> str:
    """What stands in the hidden column: the row's key, and a sum of what was issued in it."""
    said = json.dumps([row.number, row.cells, row.shown], ensure_ascii=False, sort_keys=True)
    return f"{row.kind.value}:{row.key}@{sm3(said.encode())[:8]}"


def to_chunks(book: FillBook) -> list[str]:
    """The lines of the hidden sheet: the mark, the SM3 of the JSON, the JSON packed in pieces a cell can hold."""
    said = to_json(book).encode()
    packed = base64.b64encode(zlib.compress(said, 9)).decode()
    return [MARK, sm3(said), *(packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))]


def of_chunks(lines: Sequence[str]) -> FillBook | None:
    """The book out of the hidden sheet; None where it is not whole or not ours."""
    if len(lines) < 3 or lines[0] != MARK:
        return None
    try:
        opened = zlib.decompressobj()
        said = opened.decompress(base64.b64decode("".join(lines[2:]), validate=True), _MOST)
        whole = opened.eof and sm3(said) == lines[1]
    except (zlib.error, binascii.Error, ValueError):
        return None
    return of_json(said) if whole else None
