"""A document as it is printed: titles, sentences and tables, with no device behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintColumn:
    """A column's head and its share of the page's width."""

    head: str
    share: float


@dataclass(frozen=True, slots=True)
class PrintCell:
    """The words of a cell; `ink` is RRGGBB or empty, `align` left / center / right."""

    text: str
    align: str = "left"
    ink: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table below its name; `empty` is said where it has no rows."""

    title: str
    columns: tuple[PrintColumn, ...]
    rows: tuple[tuple[PrintCell, ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """What is printed. `mark` stands at the top of every page beside the page's number, `foot` ends the last one."""

    title: str
    subtitle: str
    mark: str
    statement: str
    tables: tuple[PrintTable, ...]
    foot: str
    remark: str = ""
