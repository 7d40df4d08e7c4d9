"""The reference's way to the store: living rows as plain dictionaries by sqlite3, weeks, owners, islands.

Written from the documents alone, slow and without a single import of the product: what it finds is compared with
what the product shows. Numbers are fractions; nothing is rounded before a rule says so.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]

#: a role, the weightiest first
ROLES = ("lead", "owner", "support")


def number(text: str | None) -> Fraction | None:
    """A decimal as the store holds it; None where nothing stands."""
    return None if text is None or text == "" else Fraction(text)


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def half_up(value: Fraction, places: int) -> Fraction:
    """Rounded half away from zero to so many decimals."""
    scale = 10**places
    shifted = abs(value) * scale + Fraction(1, 2)
    rounded = Fraction(shifted.numerator // shifted.denominator, scale)
    return rounded if value >= 0 else -rounded


def last_day_of(period: str) -> date:
    """The last day of a month («2023-07»)."""
    year, month = (int(part) for part in period.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


class Raw:
    """Every living row of a store's file."""

    def __init__(self, path: Path) -> None:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        self._tables: dict[str, list[Row]] = {}
        for name in names:
            found = [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            self._tables[name] = [row for row in found if not row.get("dead")]
        connection.close()
        #: what `weeks_of` found, by unit and month
        self._weeks: dict[tuple[str, str], list[str]] = {}

    def rows(self, table: str, **wanted: Any) -> list[Row]:
        """The living rows of a table with these values."""
        return [row for row in self._tables[table] if all(row[key] == value for key, value in wanted.items())]

    @cached_property
    def plan(self) -> Row:
        """The current plan."""
        (found,) = self.rows("plan", current=1)
        return found

    @cached_property
    def year(self) -> int:
        """The plan's year."""
        return int(self.plan["year"])

    @cached_property
    def units(self) -> dict[str, Row]:
        """Units by id."""
        return {row["id"]: row for row in self.rows("unit")}

    @cached_property
    def items(self) -> dict[str, Row]:
        """The plan's items by id."""
        return {row["id"]: row for row in self.rows("item", plan_id=self.plan["id"])}

    def deliverables(self, item_id: str) -> list[Row]:
        """The deliverables of an item."""
        return sorted(self.rows("deliverable", item_id=item_id), key=lambda row: row["ordinal"])

    # -- weeks: labelled by the ISO week that holds the last day

    def last_weekday(self, unit_id: str) -> int:
        """The last day of the unit's 统计周期, 0 = Monday; Sunday where nobody has said."""
        found = self.rows("unit_rhythm", id=unit_id)
        return int(found[0]["last_weekday"]) if found else 6

    def as_of(self, unit_id: str, week: str) -> date:
        """The week's last day in the unit's 统计周期."""
        return week_day(week, self.last_weekday(unit_id))

    def weeks_of(self, unit_id: str, month: str) -> list[str]:
        """The unit's own weeks whose Thursday lies in the month, in order."""
        if (unit_id, month) not in self._weeks:
            self._weeks[unit_id, month] = self._weeks_found(unit_id, month)
        return self._weeks[unit_id, month]

    def _weeks_found(self, unit_id: str, month: str) -> list[str]:
        year = int(month[:4])
        labels = [f"{year}-W{number:02d}" for number in range(1, date(year, 12, 28).isocalendar().week + 1)]
        return [label for label in labels if self.thursday(unit_id, label).strftime("%Y-%m") == month]

    def thursday(self, unit_id: str, week: str) -> date:
        """The Thursday among the seven days that end with the week's last one."""
        days = [self.as_of(unit_id, week) - timedelta(days=back) for back in range(7)]
        return next(one for one in days if one.weekday() == 3)

    def hand_in_day(self, unit_id: str, week: str) -> date:
        """The day the week's table is due: the meeting's, in the calendar week that labels it."""
        found = self.rows("unit_rhythm", id=unit_id)
        return week_day(week, int(found[0]["meeting_weekday"]) if found else 4)

    # -- who answers for what

    @cached_property
    def roles(self) -> dict[str, dict[str, str]]:
        """By item: the role of every unit that has one; of several the weightiest."""
        return {item_id: self._roles(item) for item_id, item in self.items.items()}

    def _roles(self, item: Row) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in self.rows("assignment", item_id=item["id"]):
            for unit_id in [one["unit_id"]] if one["unit_id"] else self._members(one, item):
                role = found.get(unit_id, one["role"])
                found[unit_id] = min(role, one["role"], key=ROLES.index)
        return found

    def _members(self, assignment: Row, item: Row) -> list[str]:
        if not assignment["group_id"]:
            return []
        (group,) = self.rows("unit_group", id=assignment["group_id"])
        members = [row["unit_id"] for row in self.rows("group_member", group_id=group["id"])]
        if group["rule"] == "named_in_text":
            named = [unit_id for unit_id in members if self._named(unit_id, item["text"])]
            members = named or members
        said = {
            row["unit_id"]: bool(row["included"])
            for row in self.rows("group_choice", assignment_id=assignment["id"])
        }
        members += [unit_id for unit_id, included in said.items() if included and unit_id not in members]
        return [unit_id for unit_id in members if said.get(unit_id, True)]

    def _named(self, unit_id: str, text: str) -> bool:
        """Whether the text names the township or an island of it."""
        unit = self.units[unit_id]
        if unit["name"] in text or (unit["stem"] and unit["stem"] in text):
            return True
        islands = {row["island"] for row in self.rows("island_place", unit_id=unit_id)}
        return bool(islands & self.islands_named(text))

    def answers(self, unit_id: str) -> list[str]:
        """The items that the unit answers for: it leads them, or owns them where nobody leads."""
        found = []
        for item_id, roles in self.roles.items():
            nobody_leads = "lead" not in roles.values()
            if roles.get(unit_id) == "lead" or (roles.get(unit_id) == "owner" and nobody_leads):
                found.append(item_id)
        return found

    # -- islands: the longest name first

    @cached_property
    def shown_name(self) -> dict[str, str]:
        """Every name of an island with the longest of that island."""
        by_island: dict[str, list[str]] = {}
        for row in self.rows("island_place"):
            by_island.setdefault(row["island_id"], []).append(row["island"])
        return {name: max(names, key=len) for names in by_island.values() for name in names}

    def islands_named(self, text: str) -> set[str]:
        """The names of islands that stand in the text, none inside a longer one."""
        found = set()
        for name in sorted(self.shown_name, key=len, reverse=True):
            if name in text:
                found.add(name)
                text = text.replace(name, "\0")
        return found

    def islands_of(self, deliverable: Row) -> set[str]:
        """The islands of a deliverable by their shown names: those of its text, and a person's word on them."""
        found = {self.shown_name[name] for name in self.islands_named(deliverable["text"])}
        for tag in self.rows("island_tag", deliverable_id=deliverable["id"]):
            name = self.shown_name.get(tag["island"], tag["island"])
            if tag["included"]:
                found.add(name)
            else:
                found.discard(name)
        return found

    def islands_of_township(self, unit_id: str) -> set[str]:
        """The islands of a township, by their shown names."""
        return {self.shown_name[row["island"]] for row in self.rows("island_place", unit_id=unit_id)}

    # -- stoppages

    @cached_property
    def stoppages(self) -> list[Row]:
        """停航登记 with islands by their shown names and the items that a person put in or took out."""
        found = []
        for row in self.rows("stoppage"):
            words = self.rows("stoppage_item", stoppage_id=row["id"])
            found.append(
                {
                    "kind": row["kind"],
                    "first": day(row["first_day"]),
                    "last": day(row["last_day"]),
                    "islands": {self.shown_name.get(name, name) for name in json.loads(row["islands"])},
                    "included": {one["item_id"] for one in words if one["included"]},
                    "excluded": {one["item_id"] for one in words if not one["included"]},
                }
            )
        return found


def week_day(week: str, weekday: int) -> date:
    """That day (0 = Monday) of the calendar week that labels «2023-W30»."""
    year, label = week.split("-W")
    return date.fromisocalendar(int(year), int(label), weekday + 1)


def week_before(week: str) -> str:
    """The label of the calendar week before."""
    found = (week_day(week, 0) - timedelta(days=7)).isocalendar()
    return f"{found.year}-W{found.week:02d}"


def weeks_of(month: str) -> list[str]:
    """The calendar weeks whose Thursday lies in the month."""
    last = last_day_of(month)
    days = [last.replace(day=number) for number in range(1, last.day + 1)]
    thursdays = [one.isocalendar() for one in days if one.weekday() == 3]
    return [f"{one.year}-W{one.week:02d}" for one in thursdays]
