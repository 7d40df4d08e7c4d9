"""A 定稿 as a person reads it, and two of them side by side: its JSON turned into Chinese fields. Opens no store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.light_reasons import light_line, parted
from shengsi_desktop.domain.week_states import FieldDifference, ItemDifference, TextPiece, VersionItem
from shengsi_desktop.domain.words import Light, RequestLevel, Role
from shengsi_desktop.rhythm.differences import text_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

#: fields of a report by what a reader sees, in their order
WORDS = {
    "progress": "本周进展",
    "problems": "存在问题",
    "catch_up": "赶进度措施",
    "expected": "预计达标时间",
    "next_plan": "下周计划",
    "remark": "备注",
}
#: fields that are compared as whole values
_WHOLE = frozenset({"细项", "亮灯", "完成情况（人工）"})
_TO, _LINE = " → ", "\n"
_NO_NEWS = "本周无新进展"
_SUPPORT_LINE = "本单位配合情况"


def items_of(content: Mapping[str, Any], counted: Mapping[str, str] | None = None) -> tuple[VersionItem, ...]:
    """The items of a 定稿 in their order, each with the fields that say something.

    `counted`: what each 细项 is counted in, by its id (个, 亿元), as this desk's plan knows it.
    """
    return tuple(
        VersionItem(
            item["id"],
            item["number"],
            item["title"],
            tuple((name, text) for name, text in _fields(item, counted or {}).items() if text),
        )
        for item in content["items"]
    )


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], counted: Mapping[str, str] | None = None
) -> tuple[ItemDifference, ...]:
    """The items that two versions tell differently, in the newer one's order; those that it has no more come last.

    `counted` as in `items_of`.
    """
    units = counted or {}
    before = {item["id"]: item for item in old["items"]}
    after = {item["id"]: item for item in new["items"]}
    found = []
    for item_id in [*after, *(one for one in before if one not in after)]:
        first, second = before.get(item_id), after.get(item_id)
        fields = _differing(_fields(first, units) if first else {}, _fields(second, units) if second else {})
        if not fields:
            continue
        shown = second or first or {}
        change = "added" if first is None else "removed" if second is None else ""
        found.append(ItemDifference(shown["number"], shown["title"], fields, change))
    return tuple(found)


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(name, before, after, (whole_pieces if name in _WHOLE else text_pieces)(before, after))
        for name in dict.fromkeys((*old, *new))
        if (before := old.get(name, "")) != (after := new.get(name, ""))
    )


def whole_pieces(old: str, new: str) -> tuple[TextPiece, ...]:
    """Values as they are read, old → new: figures and lights are no words to be compared letter by letter.

    Lines «名称：值» are paired by their names.
    """
    before, after = _by_name(old), _by_name(new)
    pieces: list[TextPiece] = []
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, ""), after.get(name, "")
        found = [TextPiece("", _LINE + name if pieces else name)]
        if was == now:
            found.append(TextPiece("", now))
        else:
            found += [TextPiece("removed", was), TextPiece("", _TO if was and now else "")]
            found.append(TextPiece("added", now))
        pieces += [piece for piece in found if piece.text]
    return tuple(pieces)


def _by_name(text: str) -> dict[str, str]:
    """«名称：» → 值 of each line; a line without a name stands under none."""
    found = {}
    for line in filter(None, text.split(_LINE)):
        name, colon, value = line.partition("：")
        found[f"{name}{colon}" if colon else ""] = value if colon else line
    return found


def said_words(item: Mapping[str, Any]) -> dict[str, str]:
    """The fields that say something by what a reader sees; a supporting unit's line is 本单位配合情况."""
    supports = item.get("role") == Role.SUPPORT.value
    told = {}
    for name, label in WORDS.items():
        if text := str(item.get(name) or "").strip():
            told[_SUPPORT_LINE if supports and name == "progress" else label] = text
    return told


def figure_lines(item: Mapping[str, Any], counted: Mapping[str, str]) -> tuple[str, ...]:
    """«4-2.1 微改造：14个», a line for each 细项 of which something is said."""
    told = (figure_words(one, counted.get(one["id"], "")) for one in item["deliverables"])
    return tuple(filter(None, told))


def _fields(item: Mapping[str, Any], counted: Mapping[str, str]) -> dict[str, str]:
    supports = item.get("role") == Role.SUPPORT.value
    words = {_SUPPORT_LINE if supports else "本周进展": ""} | said_words(item)
    first = next(iter(words))
    if item.get("no_news") and not words[first]:
        words[first] = _NO_NEWS
    percent, reason = item.get("override_percent"), item.get("override_reason") or ""
    words["完成情况（人工）"] = f"{percent}%（{reason}）" if percent is not None else reason
    words["细项"] = "\n".join(figure_lines(item, counted))
    words["需协调事项"] = "\n".join(
        f"{one['text']}（{RequestLevel(one['level']).label}）" for one in item["requests"]
    )
    words["亮灯"] = _light_words(item)
    return words


def _light_words(item: Mapping[str, Any]) -> str:
    """«▲ 黄灯，…»; a reason that only says the light again is left out."""
    return light_line(Light(item["light"]), item["light_reason"], _second_words(item))


def _second_words(item: Mapping[str, Any]) -> str:
    """«扣除停航3天后：…，黄灯»; empty where no stoppage gave a second light."""
    if not item.get("adjusted"):
        return ""
    words, label = parted(item["adjusted_reason"])[0], Light(item["adjusted"]).label
    return words if label in words else f"{words}，{label}"


def _stage_words(one: Mapping[str, Any]) -> str:
    """«初稿（2/5）»; where nobody knows any more what it was called, «第2步»."""
    stage, stages = one["stage"], one.get("stages") or ()
    if not stage:
        return "未启动"
    return f"{stages[stage - 1]}（{stage}/{len(stages)}）" if stage <= len(stages) else f"第{stage}步"


def figure_words(one: Mapping[str, Any], counted: str = "") -> str:
    """«4-2.1 微改造：14个（桩基完成）»; empty where nothing is said. `counted`: in what (个)."""
    said = f"{one['value']}{counted}" if one["value"] is not None else None
    if said is None and one["stage"] is not None:
        said = _stage_words(one)
    if said is None and one["done"]:
        said = "已完成"
    more = one.get("words") or ""
    if said is None and not more:
        return ""
    return f"{one['number']} {one['name']}：{said if said is not None else ''}{f'（{more}）' if more else ''}"
