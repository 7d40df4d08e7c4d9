"""Versions as rich text: an item's fields, and what two versions tell differently with both marked. Pure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Light

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.week_states import ItemDifference, TextPiece, VersionItem
    from shengsi_desktop.ui.theme.palette import Palette

SAME = "这两版内容相同。"
NOTHING = "这一版没有填报内容。"
ONLY_NEW = "（只在后一版）"
ONLY_OLD = "（只在前一版）"
#: the column of names (px)
_WIDE = 110
LEGEND = "绿底为后一版增加的，红底划线为前一版删去的。"


def whole(items: Iterable[VersionItem], palette: Palette) -> str:
    """Every item of a version with what it says."""
    parts = []
    for item in items:
        rows = "".join(_row(name, _lit(text, palette), palette) for name, text in item.fields)
        parts.append(_item(item.number, item.title, "", rows))
    return "".join(parts) or f"<p>{NOTHING}</p>"


def fields(said: Iterable[tuple[str, str]], palette: Palette, width: int) -> str:
    """What one unit says of an item, field by field: the names in a grey column of that width (px)."""
    rows = "".join(_row(name, _lines(escape(text)), palette, width) for name, text in said)
    return f'<table cellspacing="0" cellpadding="2" width="100%">{rows}</table>'


def side_by_side(items: Iterable[ItemDifference], palette: Palette) -> str:
    """Every item that differs, its fields with what was added and taken out."""
    parts = []
    for item in items:
        note = {"added": ONLY_NEW, "removed": ONLY_OLD}.get(item.change, "")
        rows = "".join(_row(one.field, _marked(one.pieces, palette), palette) for one in item.fields)
        parts.append(_item(item.number, item.title, note, rows))
    if not parts:
        return f"<p>{SAME}</p>"
    return f'<p style="color:{palette.second}">{LEGEND}</p>' + "".join(parts)


def _item(number: str, title: str, note: str, rows: str) -> str:
    return (
        f'<p style="margin-top:10px;margin-bottom:2px"><b>{escape(number)} {escape(title)}</b>{note}</p>'
        f'<table cellspacing="0" cellpadding="2" width="100%">{rows}</table>'
    )


def _row(name: str, content: str, palette: Palette, width: int = _WIDE) -> str:
    told = f'<td width="{width}" style="color:{palette.second}">{escape(name)}</td><td>{content}</td>'
    return f"<tr>{told}</tr>"


def _lit(text: str, palette: Palette) -> str:
    """A text that begins with a light's sign: sign and word in the light's colour."""
    light = next((one for one in Light if text.startswith(f"{one.shape} {one.label}")), None)
    if light is None:
        return _lines(escape(text))
    said = f"{light.shape} {light.label}"
    return f'<span style="color:{palette.light(light).text}">{said}</span>{_lines(escape(text[len(said) :]))}'


def _marked(pieces: Iterable[TextPiece], palette: Palette) -> str:
    styles = {
        "added": f"background-color:{palette.ok_ground};color:{palette.ok}",
        "removed": f"background-color:{palette.danger_ground};color:{palette.danger};text-decoration:line-through",
    }
    return "".join(
        f'<span style="{styles[piece.change]}">{_lines(escape(piece.text))}</span>'
        if piece.change
        else _lines(escape(piece.text))
        for piece in pieces
    )


def _lines(text: str) -> str:
    return text.replace("\n", "<br>")
