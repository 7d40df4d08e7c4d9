"""科室 of a unit and what each of them handles: 承办科室, 经办人, phone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A 科室 as typed, pasted or written in a list, before it is one of the unit's own."""

    name: str
    person: str = ""
    phone: str = ""

    @property
    def contact(self) -> str:
        """«张某 0580-1234567»."""
        return " ".join(part for part in (self.person, self.phone) if part)

    @property
    def words(self) -> str:
        """«文化科 张某 0580-1234567»."""
        return " ".join(part for part in (self.name, self.contact) if part)


@dataclass(frozen=True, slots=True)
class Section:
    """科室 of a unit with its 经办人 and phone; `items` counts what it handles."""

    id: str
    unit_id: str
    name: str
    person: str = ""
    phone: str = ""
    ordinal: int = 0
    items: int = 0

    @property
    def line(self) -> SectionLine:
        """Its words alone."""
        return SectionLine(self.name, self.person, self.phone)


@dataclass(frozen=True, slots=True)
class Handling:
    """Who handles one item inside the unit: the sections assigned, else what its list offers as a start."""

    item_id: str
    sections: tuple[Section, ...] = ()
    offered: SectionLine | None = None

    @property
    def names(self) -> str:
        """«文化科、旅游科»; without an assignment the list's own word."""
        if self.sections:
            return "、".join(one.name for one in self.sections)
        return self.offered.name if self.offered else ""

    @property
    def contact(self) -> str:
        """«张某 0580-1234567；李某 0580-7654321»; without an assignment the list's own words."""
        lines = [one.line for one in self.sections] or ([self.offered] if self.offered else [])
        return "；".join(dict.fromkeys(one.contact for one in lines if one.contact))


@dataclass(frozen=True, slots=True)
class SectionItem:
    """An item of the unit beside the sections that handle it."""

    id: str
    number: str
    title: str
    role: str
    list: str
    handling: Handling


@dataclass(frozen=True, slots=True)
class SectionPage:
    """The unit's sections and all of its items, for the settings view."""

    sections: tuple[Section, ...]
    items: tuple[SectionItem, ...]
