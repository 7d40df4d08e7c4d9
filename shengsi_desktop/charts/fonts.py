"""A font for the Chinese in figures: the system's, or else the one that comes with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib import font_manager

if TYPE_CHECKING:
    from pathlib import Path

#: families for simplified Chinese, in the order in which the window looks for them, older ones last
SYSTEM_FAMILIES = (
    "Microsoft YaHei",
    "HarmonyOS Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体 CN",
    "Noto Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "DengXian",
    "SimHei",
    "SimSun",
)
#: what a figure may show in place of a sign that no font has
UNKNOWN = "□"
#: comes with matplotlib; it has the signs that some Chinese fonts lack
FALLBACK = "DejaVu Sans"
_PROOF = "嵊泗年度目标突破亿元，"


def ensure_chinese(font_file: Path) -> str:
    """The family to draw Chinese with; `font_file` is registered only where the system has none.

    A Bold beside a Regular is registered with it. Doing it again changes nothing.
    """
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    for family in SYSTEM_FAMILIES:
        if family in known and not _lacking(_PROOF, family):
            return family
    files = [font_file, font_file.with_name(font_file.name.replace("Regular", "Bold"))]
    for file in dict.fromkeys(files):
        if file.is_file():
            font_manager.fontManager.addfont(file)
    return font_manager.FontProperties(fname=font_file).get_name()


def families(family: str) -> list[str]:
    """The family with what stands in for a sign it lacks, as matplotlib takes it."""
    return [family, FALLBACK]


def displayable(text: str, family: str) -> str:
    """The text with □ for each sign that neither the family nor its fallback can draw."""
    lacking = _lacking(text, family)
    if lacking:
        lacking &= _lacking("".join(lacking), FALLBACK)
    return "".join(UNKNOWN if sign in lacking else sign for sign in text)


def _lacking(text: str, family: str) -> set[str]:
    """The signs of the text that the family cannot draw; all of them when its file is gone or unreadable."""
    try:
        path = font_manager.findfont(font_manager.FontProperties(family=family), fallback_to_default=False)
        font = font_manager.get_font(path)
    except (OSError, RuntimeError, ValueError):
        # matplotlib keeps a list of fonts between runs; one of them may have been removed since
        return set(text)
    return {sign for sign in set(text) if sign != "\n" and not font.get_char_index(ord(sign))}
