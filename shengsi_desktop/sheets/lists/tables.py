"""An office's own table read as one of the four lists: every row with its problems, before anything is stored.

`read_list` is the door; a person's corrections of the columns go through `table_of` again, over the same sheet.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import (
    ColumnMap,
    ListCell,
    ListField,
    ListFile,
    ListRow,
    ListTable,
    SkippedLine,
)
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.sheets.lists.cells import EMPTY
from shengsi_desktop.sheets.lists.checks import row_problems, table_problems, with_doubles
from shengsi_desktop.sheets.lists.columns import kind_of, map_columns
from shengsi_desktop.sheets.lists.files import ListSheet, Progress, Steps, open_sheets
from shengsi_desktop.sheets.lists.heads import money_unit_in, money_unit_of, title_of, year_of
from shengsi_desktop.sheets.lists.lines import Line, Lines
from shengsi_desktop.sheets.lists.meanings import (
    ReadCells,
    RowContext,
    is_lower_better,
    measure_of,
    read_cell,
)
from shengsi_desktop.sheets.zip_safety import KEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.lists import ListKind
    from shengsi_desktop.sheets.lists.cells import RawCell

F = ListField
#: said once over several rows, merged or not
_GROUPING = frozenset({F.CATEGORY, F.TASK})
_LONGEST_SKIPPED = 120


def read_list(
    content: bytes,
    name: str,
    kind: ListKind | None = None,
    *,
    year: int | None = None,
    progress: Progress | None = None,
) -> ListFile:
    """Return the tables of a file: one for each visible sheet that has a head. `kind` None: guessed for each.

    `year` is the plan's, for dates without one; a year that the table names itself goes first. Raises `Refusal`
    for what cannot be read or holds no list, `Cancelled` where `progress` says no.
    """
    sheets, notes = open_sheets(content, name, progress)
    return tables_of(sheets, notes, name, kind, year=year, progress=progress)


def tables_of(
    sheets: Sequence[ListSheet],
    notes: Sequence[str],
    name: str,
    kind: ListKind | None = None,
    *,
    year: int | None = None,
    progress: Progress | None = None,
) -> ListFile:
    """As `read_list`, for sheets that were opened already; `notes` are what opening them had to say."""
    told = list(notes)
    steps = Steps(progress, total=2 * max(sum(len(sheet.rows) for sheet in sheets), 1))
    steps.done = steps.total // 2
    tables: list[ListTable] = []
    for sheet in sheets:
        found, certainty = kind_of(sheet, name)
        if certainty:
            tables.append(_table(sheet, kind or found, None, year, name, steps))
        else:
            steps.done += len(sheet.rows)
            told.append(f"工作表“{sheet.name}”里没有找到清单的表头，没有读。")
    if not tables:
        raise Refusal(
            f"文件“{name}”里没有找到清单的表头（如“序号、名称、责任单位、完成时限”），{KEPT}"
            "请确认选对了文件，或照清单模板整理后再导入。"
        )
    steps.done = steps.total
    steps.tell()
    return ListFile(name, tuple(tables), tuple(told))


def table_of(
    sheet: ListSheet,
    kind: ListKind,
    columns: ColumnMap | None = None,
    *,
    year: int | None = None,
    name: str = "",
    progress: Progress | None = None,
) -> ListTable:
    """Return one sheet as a list of this kind, its columns as a person has corrected them, or as they are guessed.

    `year` is a person's word, too: it goes before the one that the table names.
    """
    steps = Steps(progress, total=max(len(sheet.rows), 1))
    return _table(sheet, kind, columns, year, name, steps, year_is_said=year is not None)


def _table(
    sheet: ListSheet,
    kind: ListKind,
    columns: ColumnMap | None,
    year: int | None,
    name: str,
    steps: Steps,
    *,
    year_is_said: bool = False,
) -> ListTable:
    columns = columns or map_columns(sheet, kind, year=year)
    above = max(columns.first - 1, 0)
    told = year if year_is_said else year_of(sheet, above, sheet.name)
    told = told or next((one.year for one in columns.columns if one.year and one.field is F.GOAL), None)
    told = told or year or year_of(sheet, 0, name)
    money_unit = money_unit_of(sheet, above)
    reading = _Reading(sheet, kind, columns, told, money_unit, steps)
    rows = reading.rows() if columns.first else []
    return ListTable(
        kind,
        sheet.name,
        title_of(sheet, above),
        told,
        money_unit,
        columns,
        tuple(with_doubles(rows)),
        tuple(reading.skipped),
        table_problems(columns, rows, kind, told),
    )


class _Reading:
    """Reads the rows of one table from top to bottom, with what merged cells and headings carry down."""

    def __init__(
        self,
        sheet: ListSheet,
        kind: ListKind,
        columns: ColumnMap,
        year: int | None,
        money_unit: str,
        steps: Steps,
    ) -> None:
        """Stand below the head."""
        self.sheet = sheet
        self.kind = kind
        self.columns = columns
        self.year = year
        self.money_unit = money_unit
        self.steps = steps
        self.skipped: list[SkippedLine] = []
        self.fields = columns.fields
        self.heading = ""
        self._above: dict[ListField, RawCell] = {}
        self._carried, self._bands = _merges(sheet, columns.last)

    def rows(self) -> list[ListRow]:
        """Return the rows of the list; every other line with words in it is told in `skipped`."""
        lines = Lines(self.columns, self.sheet.width)
        found: list[ListRow] = []
        self._above_the_head()
        for n in range(self.columns.last, len(self.sheet.rows)):
            self.steps.step()
            own = self.sheet.rows[n]
            line = lines.sort(own, band=n in self._bands)
            if line is Line.ROW:
                found.append(self._row(n, own))
            elif line is not Line.BLANK:
                self._skip(n, own, line, lines.group_words(own))
        return found

    def _above_the_head(self) -> None:
        """Tell of what stands above the head and is no title: it may be rows of a table whose head nobody knew."""
        for n, own in enumerate(self.sheet.rows[: self.columns.first - 1]):
            words = list(dict.fromkeys("".join(cell.text.split()) for cell in own if cell.text))
            if len(words) > 2 and any(cell.number is not None for cell in own):
                self.skipped.append(SkippedLine(n + 1, " ".join(words)[:_LONGEST_SKIPPED], "表头以上"))

    def _skip(self, n: int, own: tuple[RawCell, ...], line: Line, heading: str) -> None:
        words = " ".join(dict.fromkeys("".join(cell.text.split()) for cell in own if cell.text))
        self.skipped.append(SkippedLine(n + 1, words[:_LONGEST_SKIPPED], line.value))
        if line is Line.HEADING:
            self.heading = heading
            self._above.clear()
        elif line is Line.UNIT:
            self.money_unit = money_unit_in(own)

    def _row(self, n: int, own: tuple[RawCell, ...]) -> ListRow:
        merged = self._carried.get(n, {})
        cells = list(own)
        carried: set[int] = set()
        for one in self.columns.columns:
            column = one.index
            if column >= len(cells):
                continue
            if cells[column] is EMPTY and column in merged:
                cells[column] = merged[column]
                carried.add(column)
            elif one.field in _GROUPING:
                if cells[column] is EMPTY and one.field in self._above:
                    cells[column] = self._above[one.field]
                    carried.add(column)
                self._above[one.field] = cells[column]
        texts = {
            one.field: cells[one.index].text
            for one in self.columns.columns
            if one.field is not None and not one.period and one.index < len(cells)
        }
        lower = is_lower_better(texts)
        context = RowContext(
            self.kind,
            n + 1,
            self.year,
            self.money_unit,
            measure_of(texts),
            lower_is_better=lower,
            direction_guessed=lower and not texts.get(F.DIRECTION),
        )
        read = ReadCells()
        for one in self.columns.columns:
            if one.index < len(cells):
                read_cell(cells[one.index], one, context, read, carried=one.index in carried)
        if self.heading and F.CATEGORY not in self.fields:
            read.cells.append(ListCell(F.CATEGORY, -1, self.heading, carried=True))
        name = self.columns.of(F.NAME)
        row = ListRow(n + 1, tuple(read.cells), (), continues=name is not None and name.index in carried)
        return replace(row, problems=(*read.problems, *row_problems(row, self.kind, self.fields)))


def _merges(sheet: ListSheet, first: int) -> tuple[dict[int, dict[int, RawCell]], set[int]]:
    """Return what merged cells carry down into each line from `first` on, and the lines that are one merged cell."""
    carried: dict[int, dict[int, RawCell]] = {}
    bands: set[int] = set()
    spare = len(sheet.rows) * max(sheet.width, 1)
    for area in sheet.merged:
        if area.top == area.bottom and min(area.right, sheet.width - 1) - area.left + 1 >= max(
            2, sheet.width - 1
        ):
            bands.add(area.top)
        if area.top < first or area.bottom == area.top or spare <= 0:
            continue
        cell = sheet.rows[area.top][area.left]
        for n in range(area.top + 1, min(area.bottom + 1, len(sheet.rows))):
            carried.setdefault(n, {})[area.left] = cell
            spare -= 1
    return carried, bands
