"""A 填报表 that came, in a line: whether anything is filled in, and what is to be known before it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import Finding
from shengsi_desktop.domain.fill_sheets import CellVerdict

if TYPE_CHECKING:
    from shengsi_desktop.domain.fill_sheets import FillPreview


def is_empty(seen: FillPreview) -> bool:
    """Whether nothing at all is filled in."""
    there = seen.differences
    return not (there.told or there.strange or there.count(CellVerdict.SAME))


def findings(seen: FillPreview) -> tuple[Finding, ...]:
    """What is to be known of a 填报表 before it is opened."""
    if is_empty(seen):
        return (Finding("空表，没有填写内容"),)
    told = seen.differences.told
    bad = seen.differences.count(CellVerdict.UNREADABLE)
    both = seen.differences.count(CellVerdict.BOTH)
    fresh = len(told) - bad - both
    return (
        Finding(f"新填{fresh}格" if fresh else "没有新填的内容", stops=False),
        *((Finding("没写审核人"),) if not seen.reviewer else ()),
        *((Finding(f"{bad}格读不了"),) if bad else ()),
        *((Finding(f"{both}格两边都改过"),) if both else ()),
        *(
            (Finding(f"{len(seen.differences.strange)}处对不上编号或写在格外"),)
            if seen.differences.strange
            else ()
        ),
    )
