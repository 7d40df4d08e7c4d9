"""附件 of an item in plain words: which files may be attached, how large, what they are called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.file_names import as_file_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

MIB = 1024 * 1024
#: bytes: one file; one item of one unit; all that lies beside a store; what goes with one 报送
FILE_LIMIT = 20 * MIB
ITEM_LIMIT = 50 * MIB
ALL_LIMIT = 2048 * MIB
SUBMISSION_LIMIT = 200 * MIB
_LONGEST = 120
_SHA256 = re.compile(r"[0-9a-f]{64}")
#: signs that turn the direction of writing or are not seen: «照片[RLO]gpj.exe» would read as a picture
_UNSEEN = frozenset(["Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"])
#: what Windows runs when it is opened, or what makes it run something
_RUNNING_WORDS = (
    "ade adp app appinstaller application appref-ms appx appxbundle bas bash bat btm chm cmd com command cpl crt "
    "csh desktop diagcab dll drv elf exe fxp gadget grp hlp hta htc htm html img inf ins iso isp its jar jnlp job "
    "js jse jsp ksh library-ms lnk mad maf mag mam mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mht mhtml "
    "msc msh msh1 msh1xml msh2 msh2xml mshxml msi msix msixbundle msp mst msu ops osd out paf pcd pif pl plg prf "
    "prg printerexport ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 pst py pyc pyo pyw pyz pyzw rb reg run scf "
    "scr sct search-ms searchconnector-ms settingcontent-ms sh shb shs so svg sys theme tmp udl url vb vbe vbp "
    "vbs vhd vhdx vsmacros vsw vxd webpnp website ws wsb wsc wsf wsh xbap xht xhtml xll xnk"
)
RUNNING = frozenset(_RUNNING_WORDS.split())
#: how a program begins, whatever its name says: Linux, macOS, a shortcut; one of Windows says MZ and then a zero
_PROGRAMS = (
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
PICTURES = frozenset(["png", "jpg", "jpeg", "bmp", "gif", "webp"])


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One 附件. `size` in bytes, `at` local time; `week` («2023-W30») empty: of no week.

    `unit` is the name of the unit whose it is, `received` that it came with that unit's 报送, 下发 or the like.
    `here`: the file lies beside the store; of a synchronised row it may still be to come.
    """

    id: str
    item_id: str
    unit_id: str
    unit: str
    week: str
    name: str
    sha256: str
    size: int
    at: datetime | None = None
    person: str = ""
    here: bool = True
    received: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether a small picture of it can be shown."""
        return ending(self.name) in PICTURES


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """附件 that may go with a 报送: `ticked` it goes. `number` is its item's, `week` empty: of no week."""

    id: str
    number: str
    name: str
    size: int
    week: str = ""
    ticked: bool = False


def clean_name(name: str) -> str:
    """The name as it is kept: no folder, nothing unseen, no sign that Windows takes in no name; may be empty."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in _UNSEEN)
    kept = as_file_name(seen).strip().rstrip(". ").lstrip(".")
    if len(kept) <= _LONGEST:
        return kept
    stem, dot, tail = kept.rpartition(".")
    return (
        f"{stem[: _LONGEST - len(tail) - 1]}.{tail}" if dot and len(tail) < _LONGEST // 4 else kept[:_LONGEST]
    )


def ending(name: str) -> str:
    """«jpg» of «照片.JPG»; empty where there is none."""
    stem, dot, tail = name.rpartition(".")
    return tail.strip().lower() if dot and stem else ""


def runs(name: str, beginning: bytes = b"") -> bool:
    """Whether a file of that name, which begins so, would run when it is opened."""
    program = beginning.startswith(_PROGRAMS) or (beginning.startswith(b"MZ") and b"\0" in beginning)
    return program or ending(clean_name(name)) in RUNNING


def is_sha256(text: str) -> bool:
    """Whether it is a SHA-256 as we write it: 64 small hex digits, and so a harmless file name."""
    return _SHA256.fullmatch(text) is not None


def size_words(size: int) -> str:
    """«860KB», «2.4MB»."""
    if size < MIB:
        return f"{max(1, round(size / 1024))}KB" if size else "0KB"
    return f"{size / MIB:.1f}MB".replace(".0MB", "MB")


def picture_name(day: date, taken: Collection[str]) -> str:
    """What a picture out of the clipboard is called: «截图_7月28日.png», the next «截图_7月28日_2.png»."""
    stem = f"截图_{day.month}月{day.day}日"
    return free_name(f"{stem}.png", taken)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or with a number where another has it already."""
    known = {one.lower() for one in taken}
    stem, dot, tail = name.rpartition(".") if ending(name) else (name, "", "")
    found, number = name, 1
    while found.lower() in known:
        number += 1
        found = f"{stem}_{number}{dot}{tail}"
    return found
