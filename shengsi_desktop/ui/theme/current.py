"""The theme in force: which palette, which text size; sets both on the application and tells painted widgets.

Painted widgets ask `palette()` and `px()` when they paint, so a change of theme needs only a repaint.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from shengsi_desktop.ui.theme import fonts
from shengsi_desktop.ui.theme.palette import DARK, LIGHT, Palette
from shengsi_desktop.ui.theme.sheet import style_sheet

#: type scale at 100 %, in px
TEXT = 14
SECOND = 12
HEADING = 15
TITLE = 17
#: radius of cards and fields, in px; gaps are multiples of GRID
RADIUS = 6
GRID = 4


class _InForce:
    """What is set now; one per process, as there is one QApplication."""

    palette: Palette = LIGHT
    scale: int = 100
    choice: str = "light"
    followed: bool = False


def palette() -> Palette:
    """The palette in force."""
    return _InForce.palette


def colour(token: str) -> QColor:
    """A token («ink», «second», «accent» …) of the palette in force as a colour."""
    return QColor(getattr(_InForce.palette, token))


def px(size: float) -> int:
    """A length at 100 % in px at the text size in force."""
    return round(size * _InForce.scale / 100)


def font(size: int = TEXT, *, bold: bool = False) -> QFont:
    """The interface font at `size` px (at 100 %), figures of equal width."""
    made = QFont(QApplication.font())
    made.setPixelSize(px(size))
    made.setBold(bold)
    return made


def text_scale() -> int:
    """The text size in force, in percent."""
    return _InForce.scale


def apply(choice: str = "light", text_scale: int = 100) -> None:
    """Put a theme in force: `choice` is light / dark / system, `text_scale` percent."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    wanted = _wanted(choice)
    if not _InForce.followed:
        _InForce.followed = True
        fonts.ensure_chinese()
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(_system_changed)
    elif (wanted, text_scale) == (_InForce.palette, _InForce.scale):
        _InForce.choice = choice
        return
    _InForce.choice = choice
    _InForce.palette = wanted
    _InForce.scale = text_scale
    app.setFont(fonts.interface_font(px(TEXT)))
    app.setPalette(_qt_palette(wanted))
    app.setStyleSheet(style_sheet(wanted, text_scale))
    for widget in app.allWidgets():
        QWidget.update(widget)  # item views have an update() of their own


def _wanted(choice: str) -> Palette:
    if choice == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def _system_changed() -> None:
    if _InForce.choice == "system":
        apply("system", _InForce.scale)


def _qt_palette(tokens: Palette) -> QPalette:
    """The same colours for what Qt paints by itself."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink,
        role.Base: tokens.field,
        role.AlternateBase: tokens.ground,
        role.Text: tokens.ink,
        role.Button: tokens.card,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.danger,
        role.Highlight: tokens.sea,
        role.HighlightedText: tokens.on_sea,
        role.ToolTipBase: tokens.tip,
        role.ToolTipText: tokens.tip_text,
        role.PlaceholderText: tokens.third,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.card,
        role.Midlight: tokens.line,
        role.Mid: tokens.line_strong,
        role.Dark: tokens.third,
        role.Shadow: tokens.line_strong,
        role.Accent: tokens.sea,
    }
    for which, value in pairs.items():
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.third))
    return made
