"""What the receiver will see of a 报送, as rich text. Pure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from shengsi_desktop.ui.dialogs.versions import rich
from shengsi_desktop.ui.pages.exchange import hand_in_words as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.exchange import SubmissionPreview
    from shengsi_desktop.ui.theme.palette import Palette

_KB, _MB = 1024, 1024 * 1024


def page(preview: SubmissionPreview, palette: Palette) -> str:
    """Title and 审核人, what stays, what goes along, then every item with its words."""
    reviewer = f"　审核人 {preview.reviewer}" if preview.reviewer else ""
    stays = "、".join(preview.stays)
    parts = [
        f"<p><b>{words.SEEN}：{escape(preview.title)}</b>{escape(reviewer)}</p>",
        f'<p style="color:{palette.second}">{words.STAYS}：{escape(stays)}。</p>',
        along(preview.along),
    ]
    if preview.attachments:
        files = [f"{name}（{size_words(size)}）" for name, size in preview.attachments]
        parts.append(_part(words.ATTACHMENTS, files))
    return "".join(parts) + rich.whole(preview.items, palette)


def along(parts: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """What goes beside the 定稿, heading by heading."""
    return "".join(_part(f"{words.ALONG} · {heading}", lines) for heading, lines in parts)


def size_words(size: int) -> str:
    """«320 KB», «1.5 MB»."""
    return f"{size / _MB:.1f} MB" if size >= _MB else f"{max(size // _KB, 1)} KB"


def _part(heading: str, lines: Iterable[str]) -> str:
    said = "<br>".join(escape(line).replace("\n", "<br>") for line in lines)
    return f'<p style="margin-top:8px;margin-bottom:2px"><b>{escape(heading)}</b><br>{said}</p>'
