"""What the block «附件» says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.attachments import size_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.attachments import AttachedFile

TITLE, TITLE_WEEK = "附件", "本周附件"
ADD, ADD_TIP = "添加文件…", "也可以把文件拖到这里；一个文件不超过20MB，一个事项不超过50MB"
PASTE, PASTE_TIP = "粘贴截图", "把剪贴板里的截图存为附件（在列表里也可按Ctrl+V）"
EMPTY = "没有附件。可把文件拖到这里，或粘贴截图。"
NONE = "没有附件。"
CHOOSE = "添加附件"
ANY = "所有文件 (*)"
SAVE = "附件另存为"
OPEN, SAVE_AS, RENAME, REMOVE = "打开", "另存为…", "改名", "删除"
NOTHING_TO_PASTE = "剪贴板里没有截图或文件。请先截图，再点“粘贴截图”。"
CANNOT_OPEN = "系统里没有能打开“{name}”的程序，没有打开。可用“另存为”存到别处。"
SAVED = "已另存到“{path}”。"
ADDING = "正在添加附件…"
DROP = "松开鼠标，添加为附件"
MISSING = "文件不在这台电脑上"
DOT = " · "


def tip(one: AttachedFile, unit_id: str) -> str:
    """Name and all that is known of it."""
    made = f"\n{one.at:%Y-%m-%d %H:%M}" if one.at is not None else ""
    return f"{one.name}\n{second_line(one, unit_id, with_week=True)}{made}"


def second_line(one: AttachedFile, unit_id: str, *, with_week: bool) -> str:
    """«2.4MB · 第30周 · 王联络 · 7月28日»; of another unit its name first."""
    parts = [size_words(one.size)]
    if one.unit_id != unit_id:
        parts.insert(0, one.unit)
    if with_week and "-W" in one.week:
        parts.append(f"第{int(one.week.rpartition('W')[2])}周")
    parts.append(one.person)
    if one.at is not None:
        parts.append(f"{one.at.month}月{one.at.day}日")
    if not one.here:
        parts.insert(0, MISSING)
    return DOT.join(part for part in parts if part)
