"""What a 填报表 that came back says above its tables: whose it is, of which week, and who answers for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.sheets.fill_sheet_form import PEOPLE, TITLE_WORDS
from shengsi_desktop.sheets.lists.cells import EMPTY, tight

if TYPE_CHECKING:
    from shengsi_desktop.sheets.fill_sheet_reading import Grid

_LABELS = {word: key for key, word in PEOPLE.items()}
#: «填报人：李某　审核人：张局　联系电话：0580-123» in one cell, as people type it
LABELLED = re.compile(rf"({'|'.join(_LABELS)})\s*[:：]")


def title_of(grid: Grid, rows: int) -> tuple[str, str]:
    """(unit, week «2023-W30») as its title says among the first `rows`; empty where there is none."""
    for row in grid.rows[:rows]:
        for cell in row:
            hit = TITLE_WORDS.search(tight(cell.text)) if cell.text else None
            if hit is not None:
                return hit["unit"], f"{hit['year']}-W{int(hit['week']):02}"
    return "", ""


def people_of(grid: Grid, head: int) -> dict[str, str]:
    """填报人, 审核人, 联系电话: in the cell of the label itself, else in the next one that says something."""
    found: dict[str, str] = {}
    for row in [*grid.rows[:head], *grid.rows[head + 1 :]]:
        for column, cell in enumerate(row):
            said = labelled(cell.text)
            for key, words in said.items():
                beside = next((one.text for one in row[column + 1 : column + 4] if one is not EMPTY), "")
                alone = len(said) == 1 and not words and not labelled(beside)
                if not found.get(key):
                    found[key] = beside.strip() if alone else words
    return {key: found.get(key, "") for key in PEOPLE}


def labelled(text: str) -> dict[str, str]:
    """By field what a cell says behind each label in it; nothing where it begins with none.

    The last one's words are those of its line.
    """
    plain = tight(text)
    if plain in _LABELS:
        return {_LABELS[plain]: ""}
    parts = LABELLED.split(text.strip())
    if parts[0].strip():
        return {}
    names = zip(parts[1::2], parts[2::2], strict=True)
    return {_LABELS[label]: tight(words).rstrip("，,、；;") for label, words in names}
