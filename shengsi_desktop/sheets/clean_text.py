"""Text as a workbook or a document can hold it; apart from the books: who reads loads nothing of theirs."""

from __future__ import annotations

import re

#: what XML 1.0 does not allow, and lone surrogates
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(value: str) -> str:
    """The text with one kind of line break and without characters that a workbook cannot hold."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _FORBIDDEN.sub("", lines).rstrip()
