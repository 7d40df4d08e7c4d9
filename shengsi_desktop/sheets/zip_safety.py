"""What a .docx or .xlsx must be before it is opened: no bomb, no macro, no encryption, no outside entity.

Judges the package alone; what the document says is read elsewhere.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from shengsi_desktop.domain.problems import Refusal

KEPT = "没有导入，原有数据没有改动。"
#: more than any plan needs, and still opened in seconds
MAX_PACKED = 60_000_000
MAX_UNPACKED = 200_000_000
MAX_XML = 80_000_000
MAX_PARTS = 5_000
MAX_RATIO = 200
_SMALL = 1_000_000
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: what a zip that was damaged raises, each in another place
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
)
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")


def checked_parts(content: bytes, name: str, *, kept: str = KEPT) -> frozenset[str]:
    """Return the names of the package's parts. Raises `Refusal` for all that should not be opened.

    `kept` is the clause that says what was left as it was.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _require_modest(package, len(content), name, kept)
            _require_harmless(package, name, kept)
            return frozenset(package.namelist())
    except _DAMAGE as trouble:
        raise Refusal(
            f"文件“{name}”已损坏，打不开，{kept}请在 WPS 里打开检查，另存一份后再导入。"
        ) from trouble


def _require_modest(package: zipfile.ZipFile, packed: int, name: str, kept: str) -> None:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal(encrypted(name, kept))
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if _is_xml(part.filename))
    swollen = any(
        part.file_size > _SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts
    )
    too_large = packed > MAX_PACKED or unpacked > MAX_UNPACKED or xml > MAX_XML or len(parts) > MAX_PARTS
    if swollen or too_large:
        raise Refusal(
            f"文件“{name}”解开后异常庞大，可能会拖垮电脑，{kept}"
            "请确认文件来源；若确是方案，请把正文复制到新文档后再导入。"
        )


def _require_harmless(package: zipfile.ZipFile, name: str, kept: str) -> None:
    names = package.namelist()
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(part.lower().endswith(_MACRO_PARTS) for part in names):
        raise Refusal(
            f"文件“{name}”带有宏，为安全起见{kept}请在 WPS 里另存为不带宏的 .docx 或 .xlsx 后再导入。"
        )
    for part in names:
        if _is_xml(part) and _DTD.search(_plain(package.read(part))):
            raise Refusal(
                f"文件“{name}”引用了外部内容（外部实体），为安全起见{kept}请把正文复制到新文档后再导入。"
            )


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels", ".vml"))


def _plain(xml: bytes) -> bytes:
    """The part in a form in which its markup is ASCII: UTF-16 without its zero bytes."""
    return xml.replace(b"\x00", b"") if b"\x00" in xml[:200] else xml


def encrypted(name: str, kept: str = KEPT) -> str:
    """The sentence for a file that a password guards."""
    return f"文件“{name}”设有打开密码，读不了，{kept}请在 WPS 里打开，取消密码后另存一份再导入。"
