"""What was written into a 填报表 where nothing is asked: above, beside and below its tables, in sheets of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from shengsi_desktop.domain.fill_sheets import StrangeRow
from shengsi_desktop.sheets.beside_cells import LONGEST
from shengsi_desktop.sheets.fill_sheet_form import HIDDEN_SHEET, KEY, NOTES_SHEET, TITLE_WORDS
from shengsi_desktop.sheets.fill_sheet_people import labelled
from shengsi_desktop.sheets.lists.cells import tight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shengsi_desktop.sheets.fill_sheet_reading import Grid, Table
    from shengsi_desktop.sheets.lists.cells import RawCell

_SUBTITLE = "统计周"


def outside_cells(
    grids: Sequence[Grid], tables: Mapping[str, Table | None], people: frozenset[str]
) -> Iterator[StrangeRow]:
    """Words where nothing is asked: above, beside and below the tables, and in sheets of their own."""
    hidden = next((grid for grid in grids if grid.name == HIDDEN_SHEET), None)
    rows = hidden.rows if hidden is not None else []
    printed = {plain for row in rows if len(row) > 1 and (plain := tight(row[1].text))}
    answered = {"", *map(tight, people)}
    for grid in grids:
        if grid is hidden or (grid.name == NOTES_SHEET and not printed):
            continue
        table = tables.get(grid.name)
        for at, row in enumerate(grid.rows):
            asked = set(table.columns.values()) if table and at > table.head and not is_foot(row) else set()
            for column, cell in enumerate(row):
                plain = tight(cell.text)
                said = labelled(cell.text)
                ours = plain in printed or plain in answered
                ours = ours or (bool(said) and all(tight(words) in answered for words in said.values()))
                ours = ours or KEY.fullmatch(cell.text.strip()) is not None
                if not printed:
                    # without its hidden sheet the form is known by its looks alone
                    ours = ours or TITLE_WORDS.search(plain) is not None or plain.startswith(_SUBTITLE)
                    ours = ours or (table is not None and at == table.head)
                if column not in asked and not ours:
                    yield StrangeRow(f"{grid.name}!{letters(column)}{at + 1}", cell.text.strip()[:LONGEST])


def is_foot(row: Sequence[RawCell]) -> bool:
    """A line for who answers for it, that someone moved below the table."""
    said = [cell.text for cell in row if cell.text]
    return bool(said) and bool(labelled(said[0]))


def letters(column: int) -> str:
    """A, B … of a column from 0."""
    return get_column_letter(column + 1)
