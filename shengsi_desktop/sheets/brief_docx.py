"""半月听取材料 and 月度例会材料 as .docx in the manner of GB/T 9704: its words, a table of what is behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import BriefSection
from shengsi_desktop.rhythm.brief_words import chinese_number
from shengsi_desktop.sheets.brief_rows import DOCX_LAG_WIDTHS, LAG_HEAD, lag_rows
from shengsi_desktop.sheets.official_docx import OfficialDocument

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import Brief, PartView

_ANNEX = "滞后事项表"
_SUBHEADING = re.compile(r"^（[一二三四五六七八九十]+）")


def brief_document(brief: Brief, subtitle: str) -> bytes:
    """The .docx file; a part that a person left has their words. The table has the items that the part names."""
    document = OfficialDocument()
    document.title(brief.title, f"（{subtitle}）")
    for number, part in enumerate(brief.told, start=1):
        document.heading(f"{chinese_number(number)}、{part.section.label}")
        _words(document, part)
    rows = lag_rows(brief.facts, named_in=brief.words_of(BriefSection.LAGGING))
    if rows:
        document.paragraph("")
        document.paragraph(f"附件：{_ANNEX}")
    document.signature(brief.facts.unit, brief.facts.as_of)
    if rows:
        document.new_page()
        document.addressee("附件")
        document.title(_ANNEX)
        document.table(LAG_HEAD, rows, DOCX_LAG_WIDTHS, centred=(0, 3, 5))
    return document.to_bytes()


def _words(document: OfficialDocument, part: PartView) -> None:
    """Lines «（一）…» of a short heading's length are headings of the second level."""
    for line in part.words.strip().splitlines():
        if not line.strip():
            continue
        if _SUBHEADING.match(line) and not line.rstrip().endswith(("。", "；")):
            document.heading(line.strip(), level=2)
        else:
            document.paragraph(line.strip())
