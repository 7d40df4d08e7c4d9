"""What the user has set right in the preview so far; nothing of it is stored before «导入»."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.identity import normalised
from shengsi_desktop.ui.plan_import import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.units import Unit, UnitGroup
    from shengsi_desktop.services.plan_import import Corrections, OwnerChoice, PlanEntry, PlanPreview

_YEAR = re.compile(r"[12]\d{3}$")


@dataclass(frozen=True, slots=True)
class Read:
    """A preview with what it is compared with: the known units and wildcards, and the stored plans."""

    preview: PlanPreview
    units: tuple[Unit, ...]
    groups: tuple[UnitGroup, ...]
    plans: tuple[PlanEntry, ...]
    units_chosen: Mapping[str, str]

    def knows(self, name: str) -> bool:
        """Whether that is a name of a known unit or wildcard."""
        wanted = normalised(name)
        units = (one for unit in self.units for one in (unit.name, unit.full_name, *unit.aliases))
        return any(normalised(one) == wanted for one in units) or any(one.name == name for one in self.groups)


@dataclass(slots=True)
class Choices:
    """Grows with each click; `corrections` gives it to the service."""

    title: str = ""
    year: str = ""
    issuer: str = ""
    units: dict[str, str] = field(default_factory=dict)
    owners: dict[str, tuple[OwnerChoice, ...]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    matches: dict[str, str] = field(default_factory=dict)
    keep: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, read: Read) -> Choices:
        """What is taken where nobody sets anything right."""
        document = read.preview.document
        return cls(
            title=document.title,
            year=str(document.year or ""),
            issuer=document.issuer,
            units=dict(read.units_chosen),
        )

    def new_owners(self, read: Read) -> dict[str, bool]:
        """The names that would be added, and whether each stands for many (泛指)."""
        unknown = {one.name: one for one in read.preview.unknown}
        typed = dict.fromkeys(one.name for owners in self.owners.values() for one in owners)
        found = {name: one.generic for name, one in unknown.items() if not self.units.get(name)}
        return found | {name: False for name in typed if name not in unknown and not read.knows(name)}

    def taken_as(self, read: Read) -> dict[str, str]:
        """Which known unit or wildcard each unknown name is taken to be, by its name."""
        names = {one.id: one.name for one in read.units} | {one.id: one.name for one in read.groups}
        return {written: names[unit_id] for written, unit_id in self.units.items() if unit_id in names}

    def corrections(self) -> Corrections:
        """All of it; refused where title or year is none."""
        from shengsi_desktop.services.plan_import import Corrections

        title, year = self.title.strip(), self.year.strip()
        if not title:
            raise Refusal(words.NO_TITLE)
        if not _YEAR.match(year):
            raise Refusal(words.BAD_YEAR)
        return Corrections(
            title=title,
            year=int(year),
            issuer=self.issuer.strip(),
            units=dict(self.units),
            owners=dict(self.owners),
            left_out=frozenset(self.left_out),
            matches=dict(self.matches),
            keep=frozenset(self.keep),
        )
