"""`finalise --list` and `finalise --compare`: the versions of a week, told line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.cli.app import say, show_json
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from shengsi_desktop.domain.weeks import Week

#: what stands for the week as it is now
NOW = ("now", "现在", "0")


def list_versions(store: Any, unit_id: str, week: Week, *, as_json: bool) -> None:
    """Every 定稿 of the week with time, 审核人 and what became of it."""
    from shengsi_desktop.services import finalising

    entries = finalising.version_list(store, unit_id, week)
    if as_json:
        show_json(
            [
                {
                    "number": one.number,
                    "id": one.id,
                    "at": one.at.isoformat() if one.at else None,
                    "reviewer": one.reviewer,
                    "withdrawn": one.withdrawn,
                    "submitted": [
                        {"at": each.at.isoformat(), "way": each.words, "person": each.person}
                        for each in one.submitted
                    ],
                    "returned": [
                        {"at": each.at.isoformat(), "reason": each.words, "person": each.person}
                        for each in one.returned
                    ],
                }
                for one in entries
            ]
        )
        return
    if not entries:
        say(f"{week.label}还没有定稿。")
    for one in entries:
        when = f"{one.at:%Y-%m-%d %H:%M}" if one.at else ""
        said = ["已撤回"] if one.withdrawn else []
        said += [f"已报送（{each.words}）" for each in one.submitted]
        said += [f"退回：{each.words}" for each in one.returned]
        say(f"第{one.number}版  {when}  审核人{one.reviewer}  {'  '.join(said)}".rstrip())


def compare_versions(store: Any, unit_id: str, week: Week, pair: tuple[str, str], *, as_json: bool) -> None:
    """What two versions tell differently, field by field."""
    from shengsi_desktop.services import finalising

    found = finalising.compare(store, unit_id, week, *map(_number, pair))
    if as_json:
        show_json(
            [
                {
                    "number": item.number,
                    "title": item.title,
                    "change": item.change or "changed",
                    "fields": [
                        {
                            "field": one.field,
                            "old": one.old,
                            "new": one.new,
                            "pieces": [[piece.change or "same", piece.text] for piece in one.pieces],
                        }
                        for one in item.fields
                    ],
                }
                for item in found
            ]
        )
        return
    if not found:
        say("这两版内容相同。")
    signs = {"": ("", ""), "added": ("【＋", "】"), "removed": ("【－", "】")}
    for item in found:
        say(f"{item.number} {item.title}")
        for one in item.fields:
            text = "".join(f"{signs[p.change][0]}{p.text}{signs[p.change][1]}" for p in one.pieces)
            say(f"    {one.field}：{text}")


def _number(text: str) -> int | None:
    if text in NOW:
        return None
    if not text.isdigit():
        raise Refusal(f"“{text}”不是版本号。写1、2……，或写“现在”。")
    return int(text)
