"""What a brief counts, each list once for all who name its number: lights, those behind, those that turned. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.brief_faults import comes_due, is_behind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.briefs import BriefFacts, BriefItem
    from shengsi_desktop.domain.tracking import Standing

BEHIND = frozenset({Light.YELLOW, Light.RED})
#: in the order in which they are counted
COUNTED = (
    Light.DONE,
    Light.GREEN,
    Light.YELLOW,
    Light.RED,
    Light.UNREPORTED,
    Light.UNSCHEDULED,
    Light.NONE,
)


def lagging(facts: BriefFacts) -> tuple[BriefItem, ...]:
    """滞后: red first, then by weeks in a row; else in the plan's order. What comes due soon is `due_soon`."""
    found = [item for item in facts.items if is_behind(item.row.standing)]
    found.sort(key=lambda one: (one.row.standing.reading.light is not Light.RED, -one.behind_weeks))
    return tuple(found)


def due_soon(facts: BriefFacts) -> tuple[BriefItem, ...]:
    """临近时限: yellow for nothing but a day that comes soon, in the plan's order."""
    return tuple(item for item in facts.items if comes_due(item))


def light_counts(items: Iterable[BriefItem], *, before: bool = False) -> Counter[Light]:
    """How many items show each light, at the period's end or at the end of the one before."""
    return Counter(_light(item.before if before else item.row.standing) for item in items)


def turned(facts: BriefFacts, light: Light) -> tuple[BriefItem, ...]:
    """The items whose light became this one within the period; those first reported in it are `first_reported`."""
    return tuple(
        item
        for item in facts.items
        if item.row.standing.reading.light is light
        and item.before is not None
        and item.before.reading.light is not light
    )


def first_reported(facts: BriefFacts) -> tuple[BriefItem, ...]:
    """The items of which something was said for the first time in the period."""
    return tuple(
        item
        for item in facts.items
        if item.before is None and item.row.standing.reading.light is not Light.UNREPORTED
    )


def never_reported(facts: BriefFacts) -> tuple[BriefItem, ...]:
    """The items whose light is 未填报: nothing was ever said of them."""
    return tuple(item for item in facts.items if item.row.standing.reading.light is Light.UNREPORTED)


def silent(facts: BriefFacts) -> tuple[BriefItem, ...]:
    """The items of which nothing was said in the period, those never reported among them."""
    return tuple(item for item in facts.items if not item.words)


def shared(facts: BriefFacts) -> frozenset[str]:
    """The items (ids) that several units answer for, each for itself: there the unit is named."""
    found = Counter(item.row.id for item in facts.items)
    return frozenset(item_id for item_id, count in found.items() if count > 1)


def direction_of(item: BriefItem) -> str:
    """Under which heading an item stands in a month pack: its direction, else its list."""
    return item.row.direction.strip().rstrip("。") or item.row.list.label


def light_summary(items: Iterable[BriefItem]) -> str:
    """«红灯3项，黄灯2项»: the worst first."""
    counts = light_counts(items)
    order = (Light.RED, Light.YELLOW, Light.GREEN, Light.DONE)
    return "，".join(f"{light.label}{counts[light]}项" for light in order if counts[light])


def _light(standing: Standing | None) -> Light:
    return standing.reading.light if standing is not None else Light.UNREPORTED
