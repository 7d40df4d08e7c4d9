"""An office's list as a file on the way in: opened once, read again as often as a person corrects what a column says.

No store is needed for reading; the templates take their units and islands from one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.naming import island_names
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.sheets.lists.files import ListSheet, open_sheets
from shengsi_desktop.sheets.lists.tables import table_of, tables_of

if TYPE_CHECKING:
    from shengsi_desktop.domain.lists import ColumnMap, ListFile, ListKind, ListTable
    from shengsi_desktop.sheets.lists.files import Progress
    from shengsi_desktop.store.sessions import Store


@dataclass(frozen=True, slots=True)
class ListSource:
    """A file that was opened: its visible sheets, and the tables that were found in them."""

    name: str
    sheets: tuple[ListSheet, ...]
    file: ListFile


def read_source(
    content: bytes,
    name: str,
    kind: ListKind | None = None,
    *,
    year: int | None = None,
    progress: Progress | None = None,
) -> ListSource:
    """Open a file and read its tables; `kind` None: guessed for each. `year` is the plan's, for dates without one.

    Raises `Refusal` for what cannot be read or holds no list, `Cancelled` where `progress` says no.
    """
    sheets, notes = open_sheets(content, name, progress)
    return ListSource(name, tuple(sheets), tables_of(sheets, notes, name, kind, year=year, progress=progress))


def remapped(
    source: ListSource,
    index: int,
    columns: ColumnMap | None = None,
    *,
    kind: ListKind | None = None,
    year: int | None = None,
) -> ListTable:
    """Return the table at `index` of the file read again, with columns, kind or year as a person says.

    Without columns they are guessed anew where the kind is another, else they stay. A given year goes before the one
    that the table names.
    """
    table = source.file.tables[index]
    sheet = next((one for one in source.sheets if one.name == table.sheet), None)
    if sheet is None:
        raise Refusal(f"文件“{source.name}”里没有工作表“{table.sheet}”，请重新选择文件。")
    wanted = kind or table.kind
    kept = table.columns if wanted is table.kind else None
    return table_of(sheet, wanted, columns or kept, year=year or table.year, name=source.name)


def template(store: Store, kind: ListKind) -> tuple[str, bytes]:
    """Return name and content of a list's template, with the units and islands of this store in its dropdowns."""
    from shengsi_desktop.services import facts, plan_units
    from shengsi_desktop.sheets.lists.templates import list_template, template_name

    with store.reading() as session:
        units, groups = plan_units.known(session)
        islands = tuple(dict.fromkeys(island_names(facts.places(session)).values()))
        plan = facts.current_plan(session)
        year = plan.year
    if year is None:
        raise Refusal("当前方案没有年份，做不出清单模板。请先在方案里填写年份。")
    names = [unit.name for unit in units] + [group.name for group in groups]
    return template_name(kind, year), list_template(kind, year, units=names, islands=islands)
