"""What to know of a 填报表 that came back beside its cells: columns that are gone, cells merged over several rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.fill_sheets import HEADS
from shengsi_desktop.sheets.fill_sheet_outside import letters
from shengsi_desktop.sheets.lists.cells import tight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shengsi_desktop.domain.fill_sheets import ReadRow
    from shengsi_desktop.sheets.fill_sheet_reading import Grid, Table


def lost_columns(grid: Grid, table: Table) -> Iterator[str]:
    """The columns to fill in that are not there any more."""
    lost = [head for head in HEADS[table.kind].values() if tight(head) not in table.columns]
    if lost:
        yield f"“{grid.name}”表里没有找到“{'”“'.join(lost)}”列，按未填处理。"


def merged_over(grid: Grid, table: Table, rows: Sequence[ReadRow]) -> Iterator[str]:
    """A cell with words that lies over the rows of several items: they go to the first alone."""
    by_line = {one.line: one for one in rows}
    heads = {
        table.columns[tight(head)]: head
        for head in HEADS[table.kind].values()
        if tight(head) in table.columns
    }
    for area in grid.merged:
        # what was merged sideways with a column that nobody fills in has its words there
        if area.left not in heads or not grid.at(area.top, area.left).text:
            continue
        first = by_line.get(area.top)
        under = [by_line[line] for line in range(area.top + 1, area.bottom + 1) if line in by_line]
        # a row that a person put below for a second paragraph bears no number of its own
        others = [
            one.number for one in under if one.number and first is not None and one.number != first.number
        ]
        if first is not None and others:
            place = f"{letters(area.left)}{area.top + 1}:{letters(area.right)}{area.bottom + 1}"
            yield (
                f"“{grid.name}”表{place}的“{heads[area.left]}”合并成了一格，内容只记在{first.number}，"
                f"{'、'.join(dict.fromkeys(others))}按未填处理，请核对。"
            )
