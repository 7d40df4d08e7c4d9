"""The units that a plan names and the directory does not: what they may be, and rows for those that are new."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.units import Unit, UnitGroup
from shengsi_desktop.domain.words import Origin, UnitKind
from shengsi_desktop.plan import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.plan import PlanDocument
    from shengsi_desktop.store.columns import Synced

#: likeness (0-100) from which a proposal is taken where nobody looks at it
SURE = 90.0
_LEAST = 55.0
#: the city's 财政局 is not the county's
_OTHER_LEVEL = 70.0
_UPPER = re.compile(r"^国|(?:总局|总署|[^委]部|厅)$")
_MOST_PROPOSALS = 3
_LEVEL = re.compile(r"^(?:各级|[省市县区](?![场域]))")
_TAIL = re.compile(r"(?:部门|系统|委员会|管委会|[局委办厅部])$")
_KINDS = (
    (UnitKind.TOWNSHIP, re.compile(r"(?:镇|乡|街道)(?:人民)?(?:政府|办事处)?$")),
    (UnitKind.ENTERPRISE, re.compile(r"(?:公司|集团|银行|分行|支行|供电局)$")),
    (UnitKind.HEADQUARTERS, re.compile(r"(?:指挥部|专班)$")),
    (UnitKind.MASS, re.compile(r"(?:工会|妇联|残联|科协|文联|侨联|工商联|红十字会|团[省市县区]委)$")),
    (
        UnitKind.PARTY,
        re.compile(r"(?:[省市县区]委|党委|党工委|纪委|监委|组织部|宣传部|统战部|政法委|编办|党校|巡察办)"),
    ),
)


@dataclass(frozen=True, slots=True)
class UnitProposal:
    """A known unit or wildcard that a written name may mean; `score` 0-100, `why` in Chinese."""

    id: str
    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """A written owner that the directory does not know.

    `generic`: it stands for many (泛指). `numbers` are the items that name it; `proposals` best first.
    `start`/`end` cut its first place out of the plan's text.
    """

    name: str
    generic: bool
    numbers: tuple[str, ...]
    proposals: tuple[UnitProposal, ...]
    start: int
    end: int


def by_name(units: Iterable[Unit]) -> dict[str, Unit]:
    """Return the units by every name that is theirs alone to bear: name, aliases, full name (as ids see them)."""
    found: dict[str, Unit] = {}
    for unit in units:
        for name in (unit.full_name, *unit.aliases):
            if name:
                found.setdefault(identity.normalised(name), unit)
    return found | {identity.normalised(unit.name): unit for unit in units}


def unknown_units(
    document: PlanDocument, units: Sequence[Unit], groups: Sequence[UnitGroup]
) -> tuple[UnknownUnit, ...]:
    """Return the written owners that are none of the units and wildcards, in the plan's order."""
    known = by_name(units)
    wildcards = {group.name for group in groups}
    found: dict[str, UnknownUnit] = {}
    numbers: dict[str, list[str]] = {}
    for number, _, measure in identity.numbered_measures(document):
        for owner in measure.owners:
            if owner.unit in wildcards or identity.normalised(owner.unit) in known:
                continue
            numbers.setdefault(owner.unit, []).append(number)
            if owner.unit not in found:
                generic = is_generic(owner.unit, owner.origin)
                proposals = _group_proposals(owner.unit, groups) if generic else _proposals(owner.unit, units)
                found[owner.unit] = UnknownUnit(owner.unit, generic, (), proposals, owner.start, owner.end)
    return tuple(
        UnknownUnit(
            one.name, one.generic, tuple(dict.fromkeys(numbers[name])), one.proposals, one.start, one.end
        )
        for name, one in found.items()
    )


def is_generic(name: str, origin: Origin) -> bool:
    """True for an owner that stands for many units, whether or not a group of that name is known."""
    from shengsi_desktop.plan.owners import is_wildcard

    return origin is Origin.GROUP or is_wildcard(name)


def sure_choice(unknown: UnknownUnit) -> str:
    """Return the id of the proposal that needs nobody to look at it, else empty: the name is new."""
    best = unknown.proposals[0] if unknown.proposals else None
    return best.id if best and best.score >= SURE else ""


def sure_unit(name: str, units: Sequence[Unit]) -> Unit | None:
    """Return the unit that a written name surely means though it is not written so; None for a wildcard or for none."""
    if is_generic(name, Origin.NAMED):
        return None
    best = next(iter(_proposals(name, units)), None)
    return next((unit for unit in units if best and best.score >= SURE and unit.id == best.id), None)


def _proposals(name: str, units: Sequence[Unit]) -> tuple[UnitProposal, ...]:
    from rapidfuzz import fuzz

    wanted, core = identity.normalised(name), _core(name)
    found = []
    for unit in units:
        names = (unit.name, unit.full_name, *unit.aliases)
        plain = [identity.normalised(one) for one in names if one]
        cores = [_core(one) for one in names if one]
        if core in cores:
            score, why = 95.0, "简称相同"
        elif len(core) >= 2 and any(_in_order(core, one) for one in cores):
            score, why = 80.0, "像是简称"
        else:
            score = max(
                *(fuzz.ratio(wanted, one) for one in plain), *(fuzz.ratio(core, one) - 10 for one in cores)
            )
            why = "名称相近"
        if score > _OTHER_LEVEL and not _same_level(name, unit.name):
            score, why = _OTHER_LEVEL, "层级不同"
        if score >= _LEAST:
            found.append(UnitProposal(unit.id, unit.name, round(score, 1), why))
    return tuple(sorted(found, key=lambda one: -one.score)[:_MOST_PROPOSALS])


def _group_proposals(name: str, groups: Sequence[UnitGroup]) -> tuple[UnitProposal, ...]:
    from rapidfuzz import fuzz

    found = [
        UnitProposal(group.id, group.name, round(score, 1), "名称相近")
        for group in groups
        if (score := fuzz.ratio(identity.normalised(name), identity.normalised(group.name))) >= _LEAST
    ]
    return tuple(sorted(found, key=lambda one: -one.score)[:_MOST_PROPOSALS])


def _core(name: str) -> str:
    """Return what tells a unit from others: without level before and sort behind (县人社部门 → 人社)."""
    plain = _LEVEL.sub("", identity.normalised(name))
    core = _TAIL.sub("", plain)
    return core if len(core) >= 2 else plain


def _same_level(name: str, unit: str) -> bool:
    """False where the two names say levels that differ, or the first is of the province or the state."""
    one, other = _LEVEL.match(name), _LEVEL.match(unit)
    if one and other and one.group() != "各级":
        return one.group() == other.group()
    return _UPPER.search(name) is None or _UPPER.search(unit) is not None


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)


def new_unit(name: str) -> Unit:
    """Return the unit that a written name stands for where it is new: its id follows from its name."""
    from pypinyin import Style, lazy_pinyin

    kind = next((kind for kind, pattern in _KINDS if pattern.search(name)), UnitKind.DEPARTMENT)
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
    stem = ""
    if kind is UnitKind.TOWNSHIP and name[-1] in "镇乡" and len(name) > 2:
        stem = name[:-1]
    return Unit(identity.unit_id(name), name, "", kind, (), initials, stem)


def unit_row(unit: Unit, ordinal: int) -> Synced:
    """Return a unit as a row of the store."""
    from shengsi_desktop.store import tables

    return tables.Unit(
        id=unit.id,
        name=unit.name,
        full_name=unit.full_name,
        kind=unit.kind.value,
        aliases=json.dumps(list(unit.aliases), ensure_ascii=False),
        initials=unit.initials,
        stem=unit.stem,
        ordinal=ordinal,
    )


def chosen_units(
    unknown: Sequence[UnknownUnit],
    choices: Mapping[str, str],
    units: Sequence[Unit],
    groups: Sequence[UnitGroup],
) -> tuple[dict[str, Unit], dict[str, UnitGroup], list[Unit], list[UnitGroup]]:
    """Return what each unknown name stands for, and which units and wildcards of these are new.

    `choices` by written name: the id of a known unit or wildcard, or empty for a new one; a name that is not
    there is new, too.
    """
    unit_of = {unit.id: unit for unit in units}
    group_of = {group.id: group for group in groups}
    named: dict[str, Unit] = {}
    wild: dict[str, UnitGroup] = {}
    new_units: list[Unit] = []
    new_groups: list[UnitGroup] = []
    for one in unknown:
        wanted = choices.get(one.name, "")
        if wanted in unit_of:
            named[identity.normalised(one.name)] = unit_of[wanted]
        elif wanted in group_of:
            wild[one.name] = group_of[wanted]
        elif one.generic:
            group = UnitGroup(identity.group_id(one.name), one.name, "members", ())
            wild[one.name] = group
            new_groups.append(group)
        else:
            unit = new_unit(one.name)
            named[identity.normalised(one.name)] = unit
            new_units.append(unit)
    return named, wild, new_units, new_groups


def known(session: Session) -> tuple[tuple[Unit, ...], tuple[UnitGroup, ...]]:
    """Return the units and wildcards of a store."""
    from shengsi_desktop.store.reading import load_groups, load_units
    from shengsi_desktop.store.sessions import raw_connection

    connection = raw_connection(session)
    return load_units(connection), load_groups(connection)
