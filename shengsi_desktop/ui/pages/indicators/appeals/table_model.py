"""The appeals as an item model, a row each. Loads and saves nothing."""

from __future__ import annotations

from enum import IntEnum

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import STAGES, AppealRow
from shengsi_desktop.rhythm.appeals import count_of, silence_words
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.ui.pages.indicators.appeals import words
from shengsi_desktop.ui.pages.indicators.lists.table_model import ItemTable


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    AMOUNT = 1
    STAGE = 2
    CONTACT = 3
    LIGHT = 4


class AppealTable(ItemTable[AppealRow]):
    """The appeals in the list's order; `year` is the plan's, whose days bear no year."""

    columns = len(Column)
    at_right = frozenset({Column.AMOUNT})

    def __init__(self) -> None:
        super().__init__()
        self.year = 0

    def show(self, rows: tuple[AppealRow, ...], year: int) -> bool:
        """List them; False when the same ones stay and only what they say is new."""
        self.year = year
        return self.hold(rows)

    def head(self, column: int) -> str:
        """The column's name."""
        return words.COLUMNS[column]

    def cell(self, row: AppealRow, column: int) -> str:
        """What a cell says."""
        if column == Column.NAME:
            return row.item.title
        if column == Column.AMOUNT:
            return money.figure(row.amount, money.WAN) or words.NOTHING
        if column == Column.STAGE:
            return stage_words(row)
        if column == Column.CONTACT:
            return day_words(row.last_contact, self.year) if row.last_contact else words.NOTHING
        return row.item.standing.reading.light.label

    def tip(self, row: AppealRow, column: int) -> str:
        """The whole of what a cell has no room for."""
        if column == Column.LIGHT:
            return row.item.standing.reading.reason
        if column == Column.AMOUNT:
            return money.words(row.amount, money.WAN)
        if column == Column.CONTACT and row.contacts:
            newest = row.contacts[0]
            return "：".join(part for part in (newest.with_whom, newest.words) if part)
        return row.content or row.sentence or row.item.title


def about(row: AppealRow) -> str:
    """Number, who leads where that is another unit, field, level and office: below the name."""
    ours = row.item.ours
    lead = [] if ours else [row.item.lead or words.NO_LEAD]
    area = [row.area.label] if row.area else []
    level = "".join(part for part in (row.level.label if row.level else "",) if part)
    said = [row.item.number, *lead, *area, level, row.office]
    return words.DOT.join(part for part in said if part)


def stage_words(row: AppealRow) -> str:
    """«申报 2/4»."""
    if row.stage is None:
        return words.NOT_BEGUN
    return words.STAGE_OF.format(stage=row.stage.label, reached=count_of(row.stage), all=len(STAGES))


def silence_of(row: AppealRow) -> str:
    """«已5周未对接», where it is long ago."""
    return silence_words(row.last_contact, row.silent_weeks, row.stage) if row.last_contact else ""
