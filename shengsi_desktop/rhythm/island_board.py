"""The deliverables of items put under their islands (一岛一功能). Pure; the one way to the board 按岛."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from shengsi_desktop.domain.islands import Island, IslandGroup, IslandLine
from shengsi_desktop.domain.words import Light

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow
    from shengsi_desktop.domain.units import IslandPlace

#: what is on no island
ON_NONE = "未标岛"
#: in this order a heading counts the lights
LIGHTS = (
    Light.RED,
    Light.YELLOW,
    Light.GREEN,
    Light.DONE,
    Light.UNREPORTED,
    Light.UNSCHEDULED,
    Light.BY_LEAD,
)


def island_groups(
    rows: Iterable[ItemRow],
    islands: Iterable[Island],
    accepts: Callable[[ItemRow, DeliverableStanding], bool] = lambda _row, _standing: True,
) -> tuple[IslandGroup, ...]:
    """The islands that something is promised on, in the order of `islands`; what is on none comes last.

    A deliverable of several islands stands under each. `accepts` leaves out those that it says no to.
    """
    found: dict[str, list[IslandLine]] = defaultdict(list)
    on_none: list[IslandLine] = []
    for row in rows:
        for standing in row.standing.deliverables:
            if not accepts(row, standing):
                continue
            line = IslandLine(row, standing)
            for name in standing.deliverable.islands:
                found[name].append(line)
            if not standing.deliverable.islands:
                on_none.append(line)
    known = list(islands)
    # an island that has left the table since keeps what was tagged with it
    known += [Island(name, (), pending=True) for name in found if name not in {one.name for one in known}]
    groups = [IslandGroup(one, tuple(found[one.name])) for one in known if one.name in found]
    if on_none:
        groups.append(IslandGroup(None, tuple(on_none)))
    return tuple(groups)


def island_words(island: Island | None) -> str:
    """«泗礁（菜园镇、五龙乡，待确认）», 未标岛."""
    if island is None:
        return ON_NONE
    if not island.townships:
        return island.name
    return f"{island.name}（{'、'.join(island.townships)}{'，待确认' if island.pending else ''}）"


def group_words(group: IslandGroup) -> str:
    """«枸杞（枸杞乡）　12个细项　完成2/9　■ 红灯1　▲ 黄灯2»."""
    parts = [island_words(group.island), f"{len(group.lines)}个细项"]
    if group.counted:
        parts.append(f"完成{group.done}/{group.counted}")
    lights = group.lights
    parts += [f"{light.shape} {light.label}{lights[light]}" for light in LIGHTS if lights.get(light)]
    return "　".join(parts)


def islands_of(places: Iterable[IslandPlace], townships: Mapping[str, str]) -> tuple[Island, ...]:
    """The islands of a table, in its order, each once. `townships` gives a unit's name by its id."""
    names: dict[str, list[str]] = defaultdict(list)
    units: dict[str, list[str]] = defaultdict(list)
    confirmed: set[str] = set()
    for place in places:
        island = place.island_id or place.island
        names[island].append(place.island)
        if place.unit_id in townships:
            units[island].append(townships[place.unit_id])
        if not place.pending:
            confirmed.add(island)
    found = []
    for island, written in names.items():
        shown = max(written, key=len)
        found.append(
            Island(
                shown,
                tuple(dict.fromkeys(units[island])),
                pending=island not in confirmed,
                aliases=tuple(dict.fromkeys(name for name in written if name != shown)),
            )
        )
    return tuple(found)
