"""The shipped directory of units, wildcards and islands: CSV texts → domain objects. No file access."""

from __future__ import annotations

import csv
import io

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.units import IslandPlace, Unit, UnitGroup
from shengsi_desktop.domain.words import UnitKind

_UNIT_COLUMNS = ("id", "name", "full_name", "kind", "aliases", "initials", "stem")
_KINDS = {kind.value: kind for kind in UnitKind}
_GROUP_COLUMNS = ("id", "name", "rule", "members")
_ISLAND_COLUMNS = ("island_id", "island", "unit", "source")


def read_units(text: str) -> tuple[Unit, ...]:
    """Read units.csv; aliases are parted by «|». Raises `Refusal` for a missing column or an unknown kind."""
    units = []
    for row in _rows(text, _UNIT_COLUMNS, "单位名录"):
        kind = _KINDS.get(row["kind"])
        if kind is None:
            raise Refusal(
                f"单位名录里“{row['name']}”的类别“{row['kind']}”不认识。原有数据没有改动，请改正后再导入。"
            )
        units.append(
            Unit(
                row["id"],
                row["name"],
                row["full_name"],
                kind,
                _list(row["aliases"]),
                row["initials"],
                row["stem"],
            )
        )
    return tuple(units)


def read_groups(text: str, units: tuple[Unit, ...] = ()) -> tuple[UnitGroup, ...]:
    """Read unit_groups.csv. Members are written by name and given by id, for which `units` are needed."""
    ids = {unit.name: unit.id for unit in units}
    return tuple(
        UnitGroup(
            row["id"],
            row["name"],
            row["rule"],
            tuple(ids[name] for name in _list(row["members"]) if name in ids),
        )
        for row in _rows(text, _GROUP_COLUMNS, "泛指单位表")
    )


def read_islands(text: str, units: tuple[Unit, ...] = ()) -> tuple[IslandPlace, ...]:
    """Read islands.csv. The township is written by name and given by id; empty where nobody has said it."""
    ids = {unit.name: unit.id for unit in units}
    return tuple(
        IslandPlace(row["island_id"], row["island"], ids.get(row["unit"], ""), row["source"])
        for row in _rows(text, _ISLAND_COLUMNS, "岛屿表")
    )


def _rows(text: str, columns: tuple[str, ...], what: str) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise Refusal(f"{what}缺少列：{'、'.join(missing)}。原有数据没有改动，请补上这些列后再导入。")
    return [{column: (row[column] or "").strip() for column in columns} for row in reader]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
