"""半月听取材料 and 月度例会材料 as .docx in the manner of GB/T 9704: its words, then tables of what they send to.

The tables are 五号, on portrait pages: a column that says the same in every row is said once above them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.briefs import BriefKind, BriefSection
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.brief_words import chinese_number
from shengsi_desktop.sheets.brief_rows import (
    LAG_HEAD,
    PROGRESS_HEAD,
    lag_rows,
    progress_rows,
    without_repeats,
)
from shengsi_desktop.sheets.official_docx import SMALL, TEXT_WIDTH, OfficialDocument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.briefs import Brief, PartView

_SUBHEADING = re.compile(r"^（[一二三四五六七八九十]+）")
#: mm of a running number: two figures in one line, its head, too
_SERIAL = 12.0
#: mm of the columns; the one of None gets what is left
_LAG_WIDTHS = (_SERIAL, 36.0, 22.0, 16.0, None, 28.0)
_PROGRESS_WIDTHS = (_SERIAL, 36.0, 23.0, None)
#: the places of 滞后起始 in `LAG_HEAD` and of 本期进展 in `PROGRESS_HEAD`
_SINCE, _SAID = 5, 3
_SHAPES = frozenset(light.shape for light in Light)


class _Annex(NamedTuple):
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float | None]
    centred: frozenset[int]


def brief_document(brief: Brief, subtitle: str) -> bytes:
    """The .docx file; a part that a person left has their words. A month pack has all items' progress in a table."""
    document = OfficialDocument()
    document.title(brief.title, f"（{subtitle}）")
    for number, part in enumerate(brief.told, start=1):
        document.heading(f"{chinese_number(number)}、{part.section.label}")
        _words(document, part)
    annexes = _annexes(brief)
    if annexes:
        document.paragraph("")
    for place, annex in enumerate(annexes, start=1):
        before = "附件：" if place == 1 else "　　　"
        document.paragraph(f"{before}{_numbered(place, annexes)}{annex.title}")
    document.signature(brief.facts.unit, brief.facts.as_of)
    for place, annex in enumerate(annexes, start=1):
        document.new_page()
        document.addressee(f"附件{place if len(annexes) > 1 else ''}")
        document.title(annex.title)
        _table(document, annex)
    return document.to_bytes()


def _numbered(place: int, annexes: Sequence[_Annex]) -> str:
    return f"{place}．" if len(annexes) > 1 else ""


def _annexes(brief: Brief) -> list[_Annex]:
    """The tables that are not empty and whose part is not left out."""
    found = []
    lagging = brief.part_of(BriefSection.LAGGING)
    if lagging is not None and not lagging.left_out:
        rows = [_with_since(row) for row in lag_rows(brief.facts, part=lagging)]
        head = (*LAG_HEAD[:_SINCE], *LAG_HEAD[_SINCE + 1 :])
        found.append(_Annex("滞后事项表", head, rows, _LAG_WIDTHS, frozenset({0, 3})))
    if brief.facts.kind is BriefKind.MONTH and not brief.leaves_out(BriefSection.PROGRESS):
        rows = [_with_plan(row) for row in progress_rows(brief.facts, short=True)]
        head = (*PROGRESS_HEAD[:_SAID], f"{PROGRESS_HEAD[_SAID]}和{PROGRESS_HEAD[_SAID + 1]}")
        found.append(_Annex("进展情况表", head, rows, _PROGRESS_WIDTHS, frozenset({0})))
    return [annex for annex in found if annex.rows]


def _with_since(row: Sequence[str]) -> tuple[str, ...]:
    """A row of `lag_rows` with its beginning in the cell before: a column of its own would be too narrow."""
    since = row[_SINCE].replace("\n", "起，") if "\n" in row[_SINCE] else row[_SINCE] and f"{row[_SINCE]}起"
    said = row[_SINCE - 1] + (f"\n自{since}" if since else "")
    return (*row[: _SINCE - 1], said, *row[_SINCE + 1 :])


def _with_plan(row: Sequence[str]) -> tuple[str, ...]:
    """A row of `progress_rows` with what is planned in the same cell: few items have any."""
    said, plan = row[_SAID], row[_SAID + 1]
    return (*row[:_SAID], f"{said}\n下步：{plan}。" if plan else said)


def _table(document: OfficialDocument, annex: _Annex) -> None:
    """The columns that do not repeat themselves, over the whole width."""
    stays, said = without_repeats(annex.head, annex.rows, keep=(0, 1))
    if said:
        document.note(f"{said}。")
    fixed = sum(annex.widths[place] or 0.0 for place in stays)
    widths = [annex.widths[place] or TEXT_WIDTH - fixed for place in stays]
    document.table(
        [annex.head[place] for place in stays],
        [[_whole(row[place]) for place in stays] for row in annex.rows],
        widths,
        centred=[at for at, place in enumerate(stays) if place in annex.centred],
        size=SMALL,
    )


def _whole(cell: str) -> str:
    """A light's sign is never torn from its word."""
    return f"{cell[0]}\u2060{cell[1:]}" if cell[:1] in _SHAPES else cell


def _words(document: OfficialDocument, part: PartView) -> None:
    """Lines «（一）…» of a short heading's length are headings of the second level."""
    for line in part.words.strip().splitlines():
        if not line.strip():
            continue
        if _SUBHEADING.match(line) and not line.rstrip().endswith(("。", "；")):
            document.heading(line.strip(), level=2)
        else:
            document.paragraph(line.strip())
