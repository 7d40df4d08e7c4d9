"""What the receiver will see of a 报送, as rich text. Pure."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from shengsi_desktop.domain.attachments import size_words
from shengsi_desktop.ui.dialogs.versions import rich
from shengsi_desktop.ui.pages.exchange import hand_in_words as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.attachments import OfferedFile
    from shengsi_desktop.domain.exchange import SubmissionPreview
    from shengsi_desktop.ui.theme.palette import Palette

#: the address of a 附件 in the preview, before its id: a click ticks it
TICK = "tick:"


def page(preview: SubmissionPreview, palette: Palette) -> str:
    """Title and 审核人, what stays, every item with its words, then what goes along and the 附件."""
    reviewer = f"　审核人 {preview.reviewer}" if preview.reviewer else ""
    stays = "、".join(preview.stays)
    parts = [
        f"<p><b>{words.SEEN}：{escape(preview.title)}</b>{escape(reviewer)}</p>",
        f'<p style="color:{palette.second}">{words.STAYS}：{escape(stays)}。</p>',
    ]
    if preview.unsettled:
        head = words.UNSETTLED.format(count=len(preview.unsettled))
        told = "<br>".join(escape(one) for one in preview.unsettled)
        parts.insert(1, f'<p style="color:{palette.danger}">{escape(head)}：<br>{told}</p>')
    if preview.derived:
        parts.append(
            f'<p style="color:{palette.second}">{words.DERIVED}：{escape("；".join(preview.derived))}。</p>'
        )
    if preview.along:
        told = words.ALONG_BELOW.format(parts="、".join(heading for heading, _ in preview.along))
        parts.append(f'<p style="color:{palette.second}">{escape(told)}</p>')
    if preview.offered:
        ticked = sum(one.ticked for one in preview.offered)
        below = words.FILES_BELOW.format(ticked=ticked, count=len(preview.offered))
        parts.append(f'<p style="color:{palette.second}">{below}</p>')
    parts += [rich.whole(preview.items, palette), along(preview.along)]
    if preview.offered:
        parts.append(_files(preview.offered, palette))
    return "".join(parts)


def along(parts: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """What goes beside the 定稿, heading by heading."""
    return "".join(_part(f"{words.ALONG} · {heading}", lines) for heading, lines in parts)


def _files(offered: Iterable[OfferedFile], palette: Palette) -> str:
    """A box and a name for each 附件; what is not ticked is paler."""
    lines = []
    for one in offered:
        colour = palette.ink if one.ticked else palette.second
        week = "" if one.week else words.NO_WEEK
        said = f"{one.number} {one.name}（{size_words(one.size)}{week}）"
        box = words.TICKED if one.ticked else words.NOT_TICKED
        lines.append(
            f'<a href="{TICK}{escape(one.id)}" style="color:{colour};text-decoration:none">{box} {escape(said)}</a>'
        )
    head = f'<b>{words.ATTACHMENTS}</b> <span style="color:{palette.second}">{words.ATTACHMENTS_HINT}</span>'
    return f'<p style="margin-top:8px;margin-bottom:2px">{head}<br>{"<br>".join(lines)}</p>'


def _part(heading: str, lines: Iterable[str]) -> str:
    said = "<br>".join(escape(line).replace("\n", "<br>") for line in lines)
    return f'<p style="margin-top:8px;margin-bottom:2px"><b>{escape(heading)}</b><br>{said}</p>'
