"""A plan file's bytes turned into text: UTF-8 with or without BOM, UTF-16 with BOM, GB18030.

Refuses, in a plain sentence, what is no text; it judges nothing of what the text says.
"""

from __future__ import annotations

import re

from shengsi_desktop.domain.problems import Refusal

#: longer than any plan by far, and still read in seconds; beyond it the file is surely something else
MAX_CHARACTERS = 1_000_000
_MAX_BYTES = 4 * MAX_CHARACTERS

_KEPT = "原有数据没有改动。"
_SIGNATURES = (
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"RIFF", "图片或音视频"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word、WPS 或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 WPS"),
    (b"{\\rtf", "RTF"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
#: a share of control characters no text has
_CONTROL_SHARE = 0.001


def decode(source: str | bytes) -> str:
    """Return the text of `source`; offsets of the reader speak of exactly this text.

    A BOM is dropped, line ends stay as they are. Raises `Refusal` for what is empty, too large or no text.
    """
    text = source if isinstance(source, str) else _decode_bytes(source)
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_CHARACTERS:
        raise Refusal(_too_large())
    if not text.strip():
        raise Refusal(f"文件是空的，没有可读的文字。{_KEPT}请确认选对了文件，并检查文件是否保存完整。")
    if len(_CONTROL.findall(text)) > max(2, len(text) * _CONTROL_SHARE):
        raise Refusal(_not_text("程序或数据文件"))
    return text


def _decode_bytes(data: bytes) -> str:
    if len(data) > _MAX_BYTES:
        raise Refusal(_too_large())
    for signature, what in _SIGNATURES:
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:64]):
            raise Refusal(_not_text(what))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(data, "utf-16")
    if b"\x00" in data:
        raise Refusal(_not_text("程序或数据文件"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _try(data, "gb18030")


def _try(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refusal(
            f"文件的文字编码无法识别，读不出内容。{_KEPT}"
            "请在 WPS 或记事本中打开，另存为 UTF-8 编码的文本文件后再导入。"
        ) from None


def _not_text(what: str) -> str:
    advice = "请打开原文件，把行动方案全文另存为文本文件（.txt）后再导入。"
    return f"这个文件不是文本文件（像是{what}）。{_KEPT}{advice}"


def _too_large() -> str:
    limit = MAX_CHARACTERS // 10_000
    advice = "请确认选对了文件，只保留方案正文后再导入。"
    return f"文件太大，超过了 {limit} 万字，不像是一份行动方案。{_KEPT}{advice}"
