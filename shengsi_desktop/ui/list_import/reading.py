"""What the wizard asks of the services, each as one operation on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Cancelled, EnvironmentProblem, Refusal
from shengsi_desktop.ui.list_import import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.list_changes import ListChoices, ListPreview
    from shengsi_desktop.domain.lists import ColumnMap, ListKind, ListTable
    from shengsi_desktop.services.list_import import ListSource
    from shengsi_desktop.store.sessions import Store

_MEGA = 1_000_000


class Pace:
    """How far a reading is, and whether it is still wanted; asked from both threads."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._stopped = False

    def __call__(self, done: int, total: int) -> bool:
        """The reader's report; False stops it."""
        self.done, self.total = done, total
        return not self._stopped

    def far(self) -> tuple[int, int]:
        """Steps done, and all of them (0 while nobody knows)."""
        return self.done, self.total

    def stop(self) -> None:
        """No longer wanted."""
        self._stopped = True


@dataclass(frozen=True, slots=True)
class Asked:
    """How a sheet is to be read: as which list, of which year, its columns as a person has set them right.

    `head`: the lines of its head (from 1), where a person has named them.
    """

    kind: ListKind
    year: int | None
    columns: ColumnMap | None = None
    head: tuple[int, int] | None = None


def read_file(path: Path, year: int | None, pace: Pace) -> Callable[[Store], ListSource | None]:
    """Read a file's tables; `year` is the plan's. None where it was called off: then there is nothing to say."""

    def read(_store: Store) -> ListSource | None:
        from shengsi_desktop.services import list_import

        try:
            return list_import.read_source(_content(path), path.name, year=year, progress=pace)
        except Cancelled:
            return None

    return read


def read_again(source: ListSource, sheet: int, asked: Asked) -> Callable[[Store], ListTable]:
    """One sheet, as it was set right."""

    def read(_store: Store) -> ListTable:
        from shengsi_desktop.services import list_import

        columns = _under(source, sheet, asked) if asked.head is not None else asked.columns
        table = list_import.remapped(source, sheet, columns, kind=asked.kind, year=asked.year)
        if not table.columns.first:
            # no head that fits this kind: the one that was found for another is better than none
            found = source.file.tables[sheet].columns
            table = list_import.remapped(source, sheet, found, kind=asked.kind, year=asked.year)
        return table

    return read


def compare(table: ListTable, choices: ListChoices) -> Callable[[Store], tuple[ListPreview, tuple[str, ...]]]:
    """What taking it in would change, and what a person should read before accepting it."""

    def read(store: Store) -> tuple[ListPreview, tuple[str, ...]]:
        from shengsi_desktop.services import list_import

        preview = list_import.compare(store, table, choices)
        return preview, list_import.preview_notes(preview)

    return read


def store_list(
    table: ListTable, choices: ListChoices
) -> Callable[[Store], tuple[frozenset[FieldKey], ListPreview]]:
    """Store it in one command, set against what the store holds at that moment."""

    def act(store: Store) -> tuple[frozenset[FieldKey], ListPreview]:
        from shengsi_desktop.services import list_import

        final = list_import.compare(store, table, choices)
        return list_import.take_in(store, final), final

    return act


def _under(source: ListSource, sheet: int, asked: Asked) -> ColumnMap | None:
    """The columns as they are guessed under the head that a person has named."""
    from shengsi_desktop.sheets.lists.columns import map_columns

    name = source.file.tables[sheet].sheet
    found = next((one for one in source.sheets if one.name == name), None)
    return map_columns(found, asked.kind, asked.head) if found is not None else None


def _content(path: Path) -> bytes:
    """The file's bytes; refused unread where it is larger than any list."""
    from shengsi_desktop.sheets.zip_safety import MAX_PACKED

    try:
        size = path.stat().st_size
        if size > MAX_PACKED:
            raise Refusal(words.TOO_LARGE.format(name=path.name, size=size // _MEGA))
        with path.open("rb") as file:
            return file.read(MAX_PACKED + 1)
    except OSError as trouble:
        why = {
            "FileNotFoundError": words.NOT_FOUND,
            "PermissionError": words.NO_RIGHT,
            "IsADirectoryError": words.IS_FOLDER,
        }
        raise EnvironmentProblem(
            words.FILE_TROUBLE.format(name=path.name, why=why.get(type(trouble).__name__, words.READ_TROUBLE))
        ) from trouble
