"""The one style sheet, made from a palette and a text size. Widgets choose their look by a property.

QPushButton: kind = primary / secondary (default) / ghost / danger / chip / segment / link.
QLabel: kind = title / heading / strong / second / third / section / danger / accent / warned / doubt /
  tag / outline / pill.
QFrame: kind = card / line / bar. QLineEdit, QPlainTextEdit: trouble = true while their text is not kept.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from shengsi_desktop import assets

if TYPE_CHECKING:
    from shengsi_desktop.ui.theme.palette import Palette

_SIZES = {
    "text": 14,
    "small": 12,
    "heading": 15,
    "title": 17,
    "p2": 2,
    "p3": 3,
    "p4": 4,
    "p6": 6,
    "p8": 8,
    "p10": 10,
    "p12": 12,
    "p14": 14,
    "p16": 16,
    "h12": 12,
    "h14": 14,
    "h20": 20,
    "h22": 22,
    "h24": 24,
    "h32": 32,
    "r3": 3,
    "r4": 4,
    "r6": 6,
    "r8": 8,
    "r9": 9,
}


def style_sheet(palette: Palette, text_scale: int) -> str:
    """The style sheet of the whole application."""
    tokens = {
        name: getattr(palette, name) for name in palette.__slots__ if isinstance(getattr(palette, name), str)
    }
    sizes = {name: f"{round(size * text_scale / 100)}px" for name, size in _SIZES.items()}
    inside = {"radio": (_SIZES["h14"], 0), "chip": (_SIZES["h20"], _SIZES["p2"])}
    for name, (height, padding) in inside.items():
        whole = round(height * text_scale / 100) + 2 * round(padding * text_scale / 100) + 2
        # beyond half of a box's height Qt paints its corners square
        sizes[name] = f"{whole // 2}px"
    return Template(_SHEET).substitute(tokens, **sizes, pictures=assets.resource("theme").as_posix())


_SHEET = """
QMainWindow, QDialog, QMessageBox { background: $ground; }
QWidget[kind="ground"] { background: $ground; }
QWidget[kind="panel"] { background: $card; }
QLabel { background: transparent; color: $ink; }
QLabel[kind="title"] { font-size: $title; font-weight: bold; }
QLabel[kind="heading"] { font-size: $heading; font-weight: bold; }
QLabel[kind="strong"] { font-weight: bold; }
QLabel[kind="second"], QLabel[kind="section"] { font-size: $small; color: $second; }
QLabel[kind="third"] { font-size: $small; color: $third; }
QLabel[kind="danger"] { font-size: $small; color: $danger; }
QLabel[kind="alarm"] { color: $danger; }
QLabel[kind="accent"] { font-size: $small; color: $accent; }
QLabel[kind="warned"] { font-size: $small; color: $warn; }
QLabel[kind="doubt"] { font-size: $small; color: $warn; background: $warn_ground;
  border-radius: $r3; padding: 0 $p4; }
QLabel[kind="tag"] { font-size: $small; color: $accent; background: $soft;
  border-radius: $r3; padding: 2px $p6; }
QLabel[kind="outline"] { font-size: $small; color: $accent; background: $card;
  border: 1px solid $line_strong; border-radius: $r3; padding: 1px $p6; }
QLabel[kind="pill"] { font-size: $small; color: $second; background: $track;
  border-radius: $r9; padding: 1px $p8; }

QFrame[kind="card"] { background: $card; border: 1px solid $line; border-radius: $r8; }
QFrame[kind="card"]:focus { border-color: $accent; }
QFrame[kind="line"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[kind="bar"] { background: $card; border: none; border-bottom: 1px solid $line; }

QPushButton { background: $card; color: $ink; border: 1px solid $line_strong; border-radius: $r6;
  padding: $p6 $p14; min-height: $h20; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $third; background: $ground; border-color: $line; }
QPushButton[kind="primary"] { background: $sea; color: $on_sea; border-color: $sea; }
QPushButton[kind="primary"]:hover { background: $sea_hover; border-color: $sea_hover; }
QPushButton[kind="primary"]:pressed { background: $sea_pressed; }
QPushButton[kind="primary"]:focus { border-color: $deep_edge; }
QPushButton[kind="primary"]:disabled { background: $track; color: $third; border-color: $track; }
QPushButton[kind="danger"] { background: $danger; color: $on_danger; border-color: $danger; }
QPushButton[kind="danger"]:disabled { background: $track; color: $third; border-color: $track; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; padding: $p6 $p8; }
QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="ghost"]:pressed, QPushButton[kind="ghost"]:checked { background: $pressed; }
QPushButton[kind="ghost"]:focus { border-color: $accent; }
QPushButton[kind="ghost"]:disabled { color: $third; background: transparent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 0 $p2; min-height: $p16; font-size: $small; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="link"]:disabled { color: $third; }
QPushButton[kind="chip"] { border-radius: $chip; border-color: $line; padding: $p2 $p12; min-height: $h20; }
QPushButton[kind="chip"]:checked { background: $sea; color: $on_sea; border-color: $sea; }
QPushButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="offered"] { background: transparent; border: 1px dashed $line_strong; border-radius: $r8; }
QPushButton[kind="offered"]:hover { background: $hover; }
QPushButton[kind="offered"]:focus { border-color: $accent; }
QPushButton[kind="segment"] { border-color: $line; padding: $p2 $p10; min-height: $h20; }
QPushButton[kind="segment"]:checked { background: $sea; color: $on_sea; border-color: $sea; }
QPushButton[kind="segment"]:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox {
  background: $field; color: $ink; border: 1px solid $line_strong; border-radius: $r6; padding: $p6 $p10;
  selection-background-color: $sea; selection-color: $on_sea; }
QLineEdit { min-height: $h20; }
QComboBox, QTimeEdit, QDateEdit, QSpinBox, QDoubleSpinBox { min-height: $h22; max-height: $h22; }
QPlainTextEdit, QTextEdit { padding: $p3 $p8; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover { border-color: $third; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QTimeEdit:focus, QDateEdit:focus,
QSpinBox:focus, QDoubleSpinBox:focus {
  border: 1px solid $accent; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $ground; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $ground; color: $third; }
QLineEdit[trouble="true"], QPlainTextEdit[trouble="true"] { border: 1px solid $danger; }
QComboBox[trouble="true"] { border: 1px solid $warn; background: $warn_ground; color: $warn; }
QComboBox[quiet="true"] { color: $second; }
QLineEdit[kind="bare"] { border-color: transparent; background: transparent; padding: $p2 $p4; }
QLineEdit[kind="bare"]:hover { border-color: $line_strong; }
QLineEdit[kind="bare"]:focus { border-color: $accent; background: $field; }
QPlainTextEdit[kind="bare"] { border-color: transparent; background: transparent; padding: 0 $p2; }
QPlainTextEdit[kind="bare"]:hover { border-color: $line_strong; }
QPlainTextEdit[kind="bare"]:focus { border-color: $accent; background: $field; }
QLineEdit[kind="search"] { background: $ground; border-color: $line; }
QLineEdit[kind="search"]:focus { background: $field; border-color: $accent; }
QLineEdit[kind="number"] { padding: $p2 $p6; }

QComboBox::drop-down, QDateEdit::drop-down { border: none; width: $h24; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url($pictures/down-$name.svg); width: $h14; height: $h14; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QTimeEdit::up-button { subcontrol-origin: border;
  subcontrol-position: top right; width: $h22; border: none; background: transparent; }
QSpinBox::down-button, QDoubleSpinBox::down-button, QTimeEdit::down-button { subcontrol-origin: border;
  subcontrol-position: bottom right; width: $h22; border: none; background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QTimeEdit::up-arrow {
  image: url($pictures/up-$name.svg); width: $h12; height: $h12; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QTimeEdit::down-arrow {
  image: url($pictures/down-$name.svg); width: $h12; height: $h12; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover, QDoubleSpinBox::up-button:hover,
QDoubleSpinBox::down-button:hover, QTimeEdit::up-button:hover, QTimeEdit::down-button:hover { background: $hover; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line_strong; border-radius: $r6;
  padding: $p4; outline: none; selection-background-color: $soft; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: $h32; padding: 0 $p8; border-radius: $r4; }

QCheckBox, QRadioButton { spacing: $p8; color: $ink; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $third; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator { width: $h14; height: $h14;
  background: $field; border: 1px solid $line_strong; border-radius: $r4; }
QRadioButton::indicator { border-radius: $radio; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox:focus::indicator { border-color: $accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked, QAbstractItemView::indicator:checked,
QAbstractItemView::indicator:indeterminate, QCheckBox::indicator:indeterminate { background: $sea; border-color: $sea; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { image: url($pictures/tick.svg); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { image: url($pictures/partly.svg); }
QRadioButton::indicator:checked { image: url($pictures/dot.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $track; border-color: $line; }

QAbstractItemView { background: $card; color: $ink; border: none; outline: none;
  selection-background-color: $selected; selection-color: $ink; alternate-background-color: $ground; }
QTreeView::item, QTableView::item { border-bottom: 1px solid $line; padding: 0 $p6; }
QTreeView::item:selected, QTableView::item:selected, QListView::item:selected {
  background: $selected; color: $ink; }
QTreeView::item:hover:!selected, QListView::item:hover:!selected { background: $hover; }
QListView::item { padding: 0 $p8; }
QListWidget[kind="boxed"] { border: 1px solid $line; border-radius: $r6; padding: $p4; }
QTableView { gridline-color: $line; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; color: $second; font-size: $small; border: none;
  border-bottom: 1px solid $line; padding: $p6 $p6; }
QHeaderView::up-arrow { image: url($pictures/up-$name.svg); width: $h12; height: $h12; }
QHeaderView::down-arrow { image: url($pictures/down-$name.svg); width: $h12; height: $h12; }
QTreeView::branch { background: transparent; border-image: none; image: none; }
QTreeView::branch:has-children:closed { image: url($pictures/right-$name.svg); }
QTreeView::branch:has-children:open { image: url($pictures/down-$name.svg); }
QTableCornerButton::section { background: $card; border: none; border-bottom: 1px solid $line; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: $scroll; border-radius: $r3; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: $r4; padding: 3px; }
QToolButton:hover { background: $hover; }
QToolButton:checked, QToolButton:pressed { background: $pressed; }
QToolTip { background: $tip; color: $tip_text; border: none; padding: $p4 $p8; font-size: $small; }
QMenu { background: $card; color: $ink; border: 1px solid $line_strong; padding: $p4; }
QMenu::item { padding: $p6 $p16; border-radius: $r4; }
QMenu::item:selected { background: $soft; }
QMenu::right-arrow { image: url($pictures/right-$name.svg); width: $h14; height: $h14; }
QMenu::item:disabled { color: $third; }
QMenu::separator { height: 1px; background: $line; margin: $p4 $p8; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $second; padding: $p8 $p14;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $ink; }
QProgressBar { background: $track; border: none; border-radius: $r3; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: $sea; border-radius: $r3; }

QWidget#deskSidebar { background: $deep; }
QWidget#deskSidebar QLabel { color: $deep_second; font-size: $small; }
QWidget#deskSidebar QLabel[kind="name"] { color: $deep_text; font-size: $title; font-weight: bold; }
QWidget#deskSidebar QPushButton { background: transparent; border: none;
  border-left: 3px solid transparent; border-radius: 0;
  color: $deep_quiet; text-align: left; padding: $p8 $p12; min-height: $h20; }
QWidget#deskSidebar QPushButton:disabled { color: $deep_second; background: transparent; }
QWidget#deskSidebar QPushButton:hover { background: $deep_hover; }
QWidget#deskSidebar QPushButton:focus { background: $deep_hover; }
QWidget#deskSidebar QPushButton:checked { background: $deep_chosen; border-left-color: $deep_edge; color: $deep_text; }
QWidget#deskSidebar QPushButton#planLine { border: 1px solid transparent; border-radius: $r4;
  color: $deep_second; font-size: $small; padding: $p2 $p4; margin-left: 11px; min-height: 0; }
QWidget#deskSidebar QPushButton[signs="true"] { text-align: center; padding: $p8 $p3 $p8 0; }
QWidget#deskSidebar QPushButton#planLine[signs="true"] { margin-left: 0; padding: $p2 0; }
QWidget#deskSidebar QPushButton#planLine:hover { background: $deep_hover; color: $deep_text; }
QWidget#deskSidebar QPushButton#planLine:focus { border-color: $deep_edge; background: transparent; }
QWidget#deskHeader { background: $card; border-bottom: 1px solid $line; }
QFrame#weekSwitcher { background: $card; border: 1px solid $line_strong; border-radius: $r6; }
QFrame#weekSwitcher QPushButton { border: none; background: transparent; border-radius: $r4; padding: $p6; }
QFrame#weekSwitcher QPushButton:hover { background: $hover; }
QFrame#weekSwitcher QPushButton:focus { background: $soft; }
QFrame#weekSwitcher QPushButton#weekName { font-weight: bold; padding: $p6 $p4; }
QLineEdit#deskSearch { padding-left: $p2; }
QFrame#messageBar { background: $soft; border: none; border-bottom: 1px solid $line; }
QFrame#messageBar[floating="true"] { border: 1px solid $line_strong; border-radius: $r8; }
QFrame#messageBar[tone="problem"] { background: $danger_ground; }
QFrame#messageBar[tone="problem"] QLabel { color: $ink; }
QFrame#messageBar[tone="quiet"] { background: $warn_ground; }
QFrame#messageBar[tone="quiet"] QLabel { color: $warn; font-size: $small; }
QListView#suggestions { background: $card; border: 1px solid $line_strong; }
QListView#suggestions::item { min-height: $h32; }
QFrame#popup { background: $card; border: 1px solid $line_strong; border-radius: $r8; }
"""
