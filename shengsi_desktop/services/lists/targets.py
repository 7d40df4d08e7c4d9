"""An indicator's target as a list writes it against the stored one: conditions in the indicator's own unit, and words.

The plan's words (突破143) say more than a bare number: where a table only repeats the number, they stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.identity import key
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.plan.identity import normalised
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.target_units import conditions_in, words_in
from shengsi_desktop.services.lists.edits import Drop, Put
from shengsi_desktop.sheets.lists.cells import half_width
from shengsi_desktop.sheets.lists.values import amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.lists import ListCell


@dataclass(frozen=True, slots=True)
class Target:
    """A target: its words without the unit, as the plan has them, and its conditions."""

    words: str
    conditions: tuple[Condition, ...]


def stored_target(row: dict[str, Any], conditions: Sequence[dict[str, Any]]) -> Target:
    """The target as it is stored."""
    return Target(
        str(row["target_words"]),
        tuple(
            Condition(
                Comparator(one["comparator"]),
                None if one["value"] is None else Decimal(one["value"]),
                one["unit"],
                one["reference"],
            )
            for one in conditions
        ),
    )


def target_of(cell: ListCell, unit: str) -> Target:
    """Return what the cell says, in `unit` where it is the same measure in another size."""
    written = cell.text.strip()
    words = words_in(written if "\n" in written else "".join(written.split()), cell.conditions, unit)
    return Target(half_width(words), conditions_in(cell.conditions, unit))


def same_target(cell: ListCell, stored: Target, new: Target) -> bool:
    """True where the table says nothing else than what is stored."""
    if all(one.value is None and one.reference is None for one in (*new.conditions, *stored.conditions)):
        return normalised(new.words) == normalised(stored.words)
    if list(map(_key, new.conditions)) == list(map(_key, stored.conditions)):
        return True
    bare = amount(cell.text)
    if bare is None or bare.comparator is not Comparator.EQ or bare.rest or not stored.conditions:
        return False
    first = stored.conditions[0]
    return len(new.conditions) == 1 and first.value is not None and first.value == new.conditions[0].value


def _key(condition: Condition) -> tuple[str, Decimal | None, str, str]:
    unit = "" if condition.unit in ("%", "％", "个百分点") else condition.unit
    return (condition.comparator.value, condition.value, unit, condition.reference or "")


def shown(target: Target, unit: str) -> str:
    """The target as a table shows it: «突破143亿元»."""
    last = target.words[-1:]
    numeric = any(one.value is not None for one in target.conditions) and "，" not in target.words
    plainly = last.isdigit() and numeric
    return f"{target.words}{unit}" if plainly else target.words


def target_edits(
    indicator_id: str, stored: Sequence[dict[str, Any]], target: Target
) -> tuple[tuple[Put, ...], tuple[Drop, ...]]:
    """Return what writes the conditions of the target in place of the stored ones; words are the indicator's own."""
    puts = [Put("indicator", indicator_id, {"target_words": target.words})]
    there = {one["ordinal"]: one["id"] for one in stored}
    for n, one in enumerate(target.conditions, start=1):
        fields = {
            "indicator_id": indicator_id,
            "ordinal": n,
            "comparator": one.comparator.value,
            "value": None if one.value is None else plain(one.value),
            "unit": one.unit,
            "reference": one.reference,
        }
        puts.append(Put("condition", there.get(n) or key("condition", indicator_id, str(n)), fields))
    kept = {put.row_id for put in puts}
    return tuple(puts), tuple(Drop("condition", one["id"]) for one in stored if one["id"] not in kept)
