"""Finds a font that shows Chinese: the system's own, else the one that comes with the program."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from shengsi_desktop import assets

#: CJK interface fonts in order of preference: Windows, 统信UOS / 银河麒麟, macOS
CHINESE = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "HarmonyOS Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体 CN",
    "Noto Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
OWN_FONTS = ("fonts/NotoSansSC-Regular.otf", "fonts/NotoSansSC-Bold.otf")


class _Found:
    family: str = ""


def ensure_chinese() -> None:
    """Choose the family; where the system has none of ours and no Chinese font at all, register our own."""
    if _Found.family:
        return
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    if chinese:
        _Found.family = next((family for family in CHINESE if family in chinese), chinese[0])
        return
    for name in OWN_FONTS:
        try:
            number = QFontDatabase.addApplicationFont(str(assets.resource(name)))
        except FileNotFoundError:
            continue
        registered = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if registered:
            _Found.family = _Found.family or registered[0]


def family() -> str:
    """The family in use; empty where Qt's default stands."""
    return _Found.family


def interface_font(pixel_size: int) -> QFont:
    """The font of the whole interface, figures of equal width."""
    made = QFont(_Found.family) if _Found.family else QFont()
    made.setPixelSize(pixel_size)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
