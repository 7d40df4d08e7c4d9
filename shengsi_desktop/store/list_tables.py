"""The synced tables of the four lists: what a list says of an item beside the plan. Only shapes, as `tables`."""

from __future__ import annotations

from typing import ClassVar

from shengsi_desktop.store.columns import Synced, flag, reference


class ListEntry(Synced, table=True):
    """An item's line in its list (重点举措, 重点改革, 重大项目).

    `extras` is a JSON object of columns kept as they are.
    """

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    KEY: ClassVar[tuple[str, ...]] = ("item_id",)

    item_id: str = reference("item.id")
    number: str = ""
    category: str = ""
    goal: str = ""
    leader: str = ""
    section: str = ""
    person: str = ""
    phone: str = ""
    due_words: str = ""
    remark: str = ""
    extras: str = "{}"


class Project(Synced, table=True):
    """重大项目 beside its item. Money is 万元 as decimals in strings; `money_unit` is how it is shown (万元, 亿元).

    `start_on`, `finish_on` are ISO dates or empty, with the words beside them. This year's plan is the target of
    its deliverable 年度投资, not kept twice.
    """

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")
    KEY: ClassVar[tuple[str, ...]] = ("item_id",)

    item_id: str = reference("item.id")
    builder: str = ""
    nature: str = ""
    site: str = ""
    money_unit: str = "万元"
    total: str | None = None
    before: str | None = None
    start_on: str = ""
    start_words: str = ""
    finish_on: str = ""
    finish_words: str = ""
    milestones: str = ""
    problem: str = ""


class PlanPoint(Synced, table=True):
    """What a deliverable's plan curve asks for by the end of a period, cumulative, in the deliverable's unit."""

    PARENT: ClassVar[tuple[str, str] | None] = ("deliverable_id", "deliverable")
    KEY: ClassVar[tuple[str, ...]] = ("deliverable_id", "period")

    deliverable_id: str = reference("deliverable.id")
    period: str = ""
    planned: str | None = None


class IslandTag(Synced, table=True):
    """A person's word on one island of a deliverable: it belongs though the text does not name it, or does not."""

    PARENT: ClassVar[tuple[str, str] | None] = ("deliverable_id", "deliverable")
    KEY: ClassVar[tuple[str, ...]] = ("deliverable_id", "island")

    deliverable_id: str = reference("deliverable.id")
    island: str = ""
    included: bool = flag(default=True)
