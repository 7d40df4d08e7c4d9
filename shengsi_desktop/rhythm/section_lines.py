"""A block of 科室 as it is pasted from WPS or typed line by line: 名称, 经办人, 电话. Pure."""

from __future__ import annotations

import re
import unicodedata

from shengsi_desktop.domain.sections import SectionLine

_HEADS = {
    "name": ("科室", "承办科室", "名称", "科室名称", "部门", "处室", "股室", "单位"),
    "person": ("经办人", "责任人", "联系人", "联络员", "姓名", "负责人"),
    "phone": ("电话", "联系电话", "手机", "手机号", "办公电话", "联系方式", "短号"),
}
_RUNNING = ("序号", "编号")
#: figures that a telephone number has at least
_PHONE_FIGURES = 3
_PHONE = re.compile(r"[\d\s()+/、,;；，（）—-]+")


def read_section_lines(text: str) -> tuple[SectionLine, ...]:
    """Return the sections of a block: tabs or blanks between cells, with or without a head line.

    Without a head the cells stand as name, person, phone; a running number before them is left out. A name that
    comes twice is one section, the later words filling what was empty. Lines without a name are left out.
    """
    rows = [row for row in map(_cells, text.splitlines()) if any(row)]
    if not rows:
        return ()
    order = _head(rows[0])
    if order:
        rows = rows[1:]
    found: dict[str, SectionLine] = {}
    for row in rows:
        line = _by_head(row, order) if order else _by_place(row)
        if not line.name:
            continue
        before = found.get(line.name)
        if before is not None:
            line = SectionLine(line.name, before.person or line.person, before.phone or line.phone)
        found[line.name] = line
    return tuple(found.values())


def columns_left_out(text: str) -> tuple[str, ...]:
    """The heads of the columns with words in them that no section has a place for (备注)."""
    rows = [row for row in map(_cells, text.splitlines()) if any(row)]
    order = _head(rows[0]) if rows else {}
    if not order:
        return ()
    taken = set(order.values())
    return tuple(
        head
        for place, head in enumerate(rows[0])
        if head
        and head not in _RUNNING
        and place not in taken
        and any(place < len(row) and row[place] for row in rows[1:])
    )


def _cells(line: str) -> list[str]:
    """The cells of a line; where there is no tab, blanks part them."""
    cells = line.split("\t") if "\t" in line else re.split(r"\s{2,}|\s|[,，;；]", line.strip())
    return [cell.strip().strip('"').strip() for cell in cells]


def _head(row: list[str]) -> dict[str, int]:
    """The places of the fields that a head line names; empty where it is none."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        plain = re.sub(r"\s", "", cell)
        for field, words in _HEADS.items():
            if plain in words and field not in found:
                found[field] = place
    return found if "name" in found and len(found) > 1 else {}


def _by_head(row: list[str], order: dict[str, int]) -> SectionLine:
    said = {field: row[place] if place < len(row) else "" for field, place in order.items()}
    return SectionLine(said.get("name", ""), said.get("person", ""), _phone(said.get("phone", "")))


def _by_place(row: list[str]) -> SectionLine:
    """Name, person, phone in their order; what looks like a telephone number is one, wherever it stands."""
    cells = [cell for cell in row if cell and cell not in _RUNNING]
    if len(cells) > 1 and re.fullmatch(r"\d{1,2}[.、]?", unicodedata.normalize("NFKC", cells[0])):
        cells = cells[1:]
    phones = [cell for cell in cells[1:] if _is_phone(cell)]
    words = [cell for at, cell in enumerate(cells) if at == 0 or not _is_phone(cell)]
    name, people = words[0] if words else "", words[1:]
    return SectionLine(name, "、".join(people), "、".join(map(_phone, phones)))


def _is_phone(cell: str) -> bool:
    plain = unicodedata.normalize("NFKC", cell)
    return bool(_PHONE.fullmatch(plain)) and sum(one.isdigit() for one in plain) >= _PHONE_FIGURES


def _phone(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
