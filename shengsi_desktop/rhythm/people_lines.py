"""Names of people as offices write them: a pasted table «姓名 职务 分管单位», a list's «分管领导» cell. Pure."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING

from shengsi_desktop.domain.people import PersonLine, SkippedLine

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_BETWEEN = re.compile(r"[、，,；;/\n]+")
_BLANKS = re.compile(r"[\t 　]+")
_BRACKETS = re.compile(r"^(?P<name>[^（(]+)[（(](?P<post>[^）)]*)[）)]$")
#: what a post ends with, as county offices write posts
_POST = re.compile(
    r"(书记|常委|县长|主任|主席|部长|局长|乡长|镇长|政委|院长|检察长|组长|秘书长|调研员|领导)$"
)
#: names in a line stand between these; brackets hold a post or a name of their own
_PARTS = re.compile(r"[、,;/\n()]+")
#: nothing but a post: what it is of, then posts as offices call them
_WHOLE_POST = re.compile(
    r"(?:(?:县委|县政府|政府|党委|党组|县|市|区|镇|乡|人大|政协|纪委|监委|宣传部|组织部|统战部|政法委|常务|副|代|原)*"
    r"(?:书记|常委|县长|主任|主席|部长|局长|乡长|镇长|政委|院长|检察长|组长|秘书长|调研员|领导|同志))+"
)
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•][\u3400-\u9fff]{1,8}){1,3}")
_UNIT = re.compile(r"[县市省区].*(?:局|委|办|部|会|院|中心|公司)")
#: what stands at the beginning of lines that are notes, sums or heads
_NO_NAME = re.compile(
    r"备注|说明|附注|注意|合计|小计|总计|共计|姓名|职务|单位|部门|领导|附件|名单|分工"
    r"|其他|其它|以上|以下|待定|空缺|暂缺|未定|同上"
)
_HEADS = {
    "name": ("姓名", "领导", "县领导", "分管领导", "领导姓名"),
    "post": ("职务", "职务职级", "现任职务"),
    "units": ("分管单位", "分管部门", "联系单位", "分管（联系）单位", "分管单位（部门）", "单位"),
}
_ORDINAL_HEADS = ("序号", "编号")


def read_people(text: str) -> tuple[PersonLine, ...]:
    """Read a block from WPS: a table (tabs; a cell with line breaks in quotes) or lines with blanks between.

    The columns are name, post, units; a head line may say otherwise. A line of units alone goes on with the person
    above. Never raises; lines without a name are left out (`read_lines` tells them).
    """
    return read_lines(text)[0]


def read_lines(
    text: str, units: Container[str] = ()
) -> tuple[tuple[PersonLine, ...], tuple[SkippedLine, ...]]:
    """As `read_people`, and the lines left out with the reason. `units`: names of units, which are no person's."""
    found: list[PersonLine] = []
    skipped: list[SkippedLine] = []
    order: Sequence[str] = ("name", "post", "units")
    for number, cells in enumerate(_rows(text), start=1):
        head = _head(cells)
        if head:
            order = head
            continue
        said = dict(zip(order, _fitted(cells, order), strict=False))
        name, post = _closed(said.get("name", "")), said.get("post", "").strip()
        if _WHOLE_POST.fullmatch(name) and is_name(_closed(post), units):
            name, post = _closed(post), said["name"].strip()  # «副县长 张某»
        names = split_names(said.get("units", ""))
        if not name and names and found:
            before = found[-1]
            found[-1] = PersonLine(before.line, before.name, before.post, _joined(before.units, names))
        elif is_name(name, units):
            found.append(PersonLine(number, name, post, names))
        else:
            words = " ".join(cell for cell in cells if cell)
            skipped.append(SkippedLine(number, words, f"“{name}”不像姓名" if name else "没有姓名"))
    return tuple(found), tuple(skipped)


def is_name(word: str, units: Container[str] = ()) -> bool:
    """Whether a word can be a person's name: two to four Han characters, or parts with «·» between.

    «某副县长» stands for one, too. A post, a unit and the words of notes and heads («备注», «合计») are none.
    """
    name = _closed(word)
    if name in units or _NO_NAME.fullmatch(name) or _WHOLE_POST.fullmatch(name) or _UNIT.fullmatch(name):
        return False
    return _NAME.fullmatch(name) is not None or (name[:1] == "某" and bool(_WHOLE_POST.fullmatch(name[1:])))


def split_names(text: str) -> tuple[str, ...]:
    """«县发改局、县交通局；花鸟乡» as its names, each once, in order."""
    parts = (part.strip(" \t。.　") for part in _BETWEEN.split(unicodedata.normalize("NFC", text)))
    return tuple(dict.fromkeys(part for part in parts if part))


def read_person(written: str) -> tuple[str, str]:
    """A cell's «张某 副县长», «副县长张某» or «张某（副县长）» as (name, post); the whole as the name where unclear."""
    text = " ".join(_BLANKS.split(written.strip()))
    bracket = _BRACKETS.match(text)
    if bracket:
        return bracket["name"].strip(), bracket["post"].strip()
    words = text.split(" ")
    if len(words) > 1:
        posts = [word for word in words if _POST.search(word)]
        names = [word for word in words if word not in posts]
        if names and posts:
            return "".join(names), " ".join(posts)
        return "".join(words), ""
    return text, ""


def names_person(written: str, name: str, post: str = "") -> bool:
    """Whether words («副县长张某、李某») name that person: the whole name, alone or with a post before or behind it.

    Blanks inside a name («张 某») do not matter. `post`: the person's own, which may be one that is not known here.
    """
    wanted, own = _closed(name), _closed(post)
    if not wanted:
        return False
    for part in _PARTS.split(unicodedata.normalize("NFKC", written)):
        words = part.split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                if _is_name("".join(words[first:last]), wanted, own):
                    return True
    return False


def _is_name(said: str, name: str, post: str) -> bool:
    if said == name:
        return True
    rests = [said[: -len(name)]] if said.endswith(name) else []
    rests += [said[len(name) :]] if said.startswith(name) else []
    return any(rest == post or _WHOLE_POST.fullmatch(rest) for rest in rests)


def _rows(text: str) -> list[list[str]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text), delimiter="\t")
            if any(cell.strip() for cell in row)
        ]
    return [_BLANKS.split(line.strip()) for line in text.split("\n") if line.strip()]


def _head(cells: Iterable[str]) -> tuple[str, ...]:
    """The columns that a head line names; empty where the line is none."""
    found = []
    for cell in cells:
        word = _closed(cell)
        found.append(next((key for key, words in _HEADS.items() if word in words), ""))
        if not found[-1] and word not in _ORDINAL_HEADS:
            found[-1] = "other"
    return tuple(found) if "name" in found and ("units" in found or "post" in found) else ()


def _fitted(cells: Sequence[str], order: Sequence[str]) -> list[str]:
    """The cells under their columns: a running number before the name is left out, units cut by blanks joined."""
    kept = list(cells)
    if "" not in order and "other" not in order and len(kept) > 1 and kept[0].strip(".、").isdigit():
        kept = kept[1:]
    if len(kept) > len(order) and order[-1] == "units":
        kept = [*kept[: len(order) - 1], "、".join(kept[len(order) - 1 :])]
    return kept


def _closed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
