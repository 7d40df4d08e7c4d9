"""The synced tables of 晾晒, 考评 and 比拼榜, and of 争取事项. Only shapes."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index

from shengsi_desktop.store.columns import Synced, reference, reference_or_none


class BoardRule(Synced, table=True):
    """How a board scores, from period `since` on. `board` is its kind, or the id of a custom board.

    `spec` is a JSON object (domain/boards.py). Never changed once a period was published by it: a new version is made.
    """

    board: str = ""
    version: int = 1
    name: str = ""
    since: str = ""
    spec: str = "{}"
    source: str = ""


class CustomBoard(Synced, table=True):
    """比拼榜 of a person's own: entrants may be villages. `better` is «up» or «down»."""

    name: str = ""
    measure: str = ""
    unit: str = ""
    better: str = "up"
    remark: str = ""
    ordinal: int = 0


class BoardEntrant(Synced, table=True):
    """One entrant of a custom board: a unit, or any name (a village)."""

    PARENT: ClassVar[tuple[str, str] | None] = ("board_id", "custom_board")

    board_id: str = reference("custom_board.id")
    name: str = ""
    group_name: str = ""
    unit_id: str | None = reference_or_none("unit.id")
    ordinal: int = 0


class BoardFigure(Synced, table=True):
    """What an entrant of a custom board has in one period; `value` a decimal as string."""

    PARENT: ClassVar[tuple[str, str] | None] = ("entrant_id", "board_entrant")
    KEY: ClassVar[tuple[str, ...]] = ("entrant_id", "period")

    entrant_id: str = reference("board_entrant.id")
    period: str = ""
    value: str | None = None
    evidence: str = ""


class BoardAdjustment(Synced, table=True):
    """Points that a person adds or takes off a unit or entrant on one board in one period, with the reason."""

    __table_args__ = (Index("ix_board_adjustment_board_period", "board", "period"),)

    board: str = ""
    period: str = ""
    entrant: str = ""
    kind: str = "other"
    points: str = "0"
    reason: str = ""
    person: str = ""


class Appeal(Synced, table=True):
    """争取事项 beside its item. `amount` is 万元 as a decimal in a string, `last_contact` an ISO date."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    KEY: ClassVar[tuple[str, ...]] = ("item_id",)

    item_id: str = reference("item.id")
    area: str = ""
    level: str = ""
    stage: str = "contact"
    amount: str | None = None
    office: str = ""
    last_contact: str = ""
    from_item_id: str | None = reference_or_none("item.id")
    sentence: str = ""
    remark: str = ""


class AppealContact(Synced, table=True):
    """One contact for a 争取事项: the day, with whom, what was said, and the stage it reached."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")

    item_id: str = reference("item.id")
    day: str = ""
    with_whom: str = ""
    words: str = ""
    stage: str = ""
