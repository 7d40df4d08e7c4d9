"""汇总, in plain words: how each unit's week reached the county, what it says, and what the county says beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Light

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from shengsi_desktop.domain.tracking import Reading, Tally
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import RequestLevel, Role


class GatherState(StrEnum):
    """Where a unit's week stands at the county. The value is what a user reads; the order is that of the table."""

    MISSING = "未报"
    RETURNED = "已退回"
    TYPED = "代录待确认"
    DRAFT = "未定稿"
    EXCUSED = "停航未报"
    REPORTED = "已报"


#: lights from the worst on; an item of several owners shows the worst of them
SEVERITY = (
    Light.RED,
    Light.YELLOW,
    Light.UNSCHEDULED,
    Light.GREEN,
    Light.DONE,
    Light.UNREPORTED,
    Light.NONE,
    Light.UNPUBLISHED,
    Light.BY_LEAD,
)
#: the states in which the county has nothing of the unit that counts, and asks for it
WAITED_FOR = (GatherState.MISSING, GatherState.RETURNED)


@dataclass(frozen=True, slots=True)
class Filled:
    """已填: of so many items that are due (`due`) so many are told of (`said`), and `beyond` that are not due here."""

    said: int = 0
    due: int = 0
    beyond: int = 0

    @property
    def words(self) -> str:
        """«13/13，另有清单以外2项»."""
        return f"{self.said}/{self.due}" + (f"，另有清单以外{self.beyond}项" if self.beyond else "")

    @property
    def short(self) -> str:
        """«13/13+2», where there is little room."""
        return f"{self.said}/{self.due}" + (f"+{self.beyond}" if self.beyond else "")


@dataclass(frozen=True, slots=True)
class UnitState:
    """One unit's week as the county has it.

    `version`, `way`, `at` (local time), `reviewer` are those of the 定稿 that is shown, `person` who handed it in.
    `last_week` is the newest week before this one that came («2023-W28», empty for none), `weeks_missing` how many
    weeks in a row did not, this one included (0 where it came, or none ever did). `reason` is why it was returned,
    or why it need not have come. `leads` and `supports` count its items, `said` those of them it says something of,
    `beyond` what it says something of besides: items that are not its by the plan and the lists here.
    """

    unit: Unit
    state: GatherState
    leads: int = 0
    supports: int = 0
    said: int = 0
    version: int = 0
    way: str = ""
    at: datetime | None = None
    reviewer: str = ""
    person: str = ""
    last_week: str = ""
    weeks_missing: int = 0
    reason: str = ""
    own: bool = False
    beyond: int = 0

    @property
    def filled(self) -> Filled:
        """How much of what is due it says something of."""
        return Filled(self.said, self.leads + self.supports, self.beyond)

    @property
    def waited_for(self) -> bool:
        """Whether 催报 goes to it."""
        return self.state in WAITED_FOR


@dataclass(frozen=True, slots=True)
class Gathering:
    """A week as the county gathers it: the units that answer for an item, those not reported first.

    `hand_in` is when the tables were due. `contact` is who asks, as it stands below a text.
    """

    week: Week
    units: tuple[UnitState, ...]
    hand_in: datetime | None = None
    contact: str = ""

    def of(self, *states: GatherState) -> tuple[UnitState, ...]:
        """Those units, in order."""
        return tuple(one for one in self.units if one.state in states)

    @property
    def counts(self) -> Mapping[GatherState, int]:
        """How many stand where; states without a unit are left out."""
        found = {state: len(self.of(state)) for state in GatherState}
        return {state: count for state, count in found.items() if count}


@dataclass(frozen=True, slots=True)
class SaidRequest:
    """需协调事项 as a unit said it."""

    text: str
    level: RequestLevel


@dataclass(frozen=True, slots=True)
class UnitWords:
    """What one unit says of one item in its week, and the county's 摘编 of it; nobody edits the unit's words here.

    `words` are by their Chinese names in their order (本周进展, 存在问题 …), none empty; `figures` are lines
    «4-2.1 微改造：14», carried ones too. `reported`: the unit itself counts the item as 已填. `reading` is the light as
    it was signed, `since` the first week of those behind in a row. `version` is the 定稿 that is shown (0: none), and
    `outdated` whether the 摘编 was written upon other words than those. `unsaid`: that the light is of a figure which
    the unit never gave, and so is counted as 0.
    """

    unit_id: str
    unit: str
    role: Role | None
    state: GatherState
    words: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] = ()
    requests: tuple[SaidRequest, ...] = ()
    reading: Reading | None = None
    second: str = ""
    tally: Tally | None = None
    percent: str = ""
    no_news: bool = False
    since: Week | None = None
    note: str = ""
    reported: bool = False
    version: int = 0
    outdated: bool = False
    unsaid: str = ""

    @property
    def silent(self) -> bool:
        """Whether the unit says nothing of the item this week, carried figures and light aside."""
        return not (self.words or self.requests or self.no_news or self.reported)

    @property
    def note_warning(self) -> str:
        """«原文已有新版（v2），请核对摘编»; empty where the 摘编 was written upon what is shown."""
        if not self.outdated:
            return ""
        return f"原文已有新版{f'（v{self.version}）' if self.version else ''}，请核对摘编"


@dataclass(frozen=True, slots=True)
class GatheredItem:
    """One item with what each unit says of it, the lead (or the owners) first. `direction` heads its group."""

    id: str
    number: str
    title: str
    direction: str
    task: str
    list: str
    lines: tuple[UnitWords, ...]

    @property
    def answering(self) -> tuple[UnitWords, ...]:
        """The lines that set the item's light: the lead's, or each owner's (各乡镇)."""
        return tuple(line for line in self.lines if line.reading is not None)

    @property
    def worst(self) -> UnitWords | None:
        """The answering line with the worst light, the first of equals; None where nobody answers for the item."""
        return min(
            (line for line in self.answering if line.reading is not None),
            key=lambda line: SEVERITY.index(line.reading.light if line.reading else SEVERITY[-1]),
            default=None,
        )


@dataclass(frozen=True, slots=True)
class Mismatch:
    """口径不一: one deliverable of which several units say other figures. `lead` is the unit that prevails, or empty.

    `said` are (unit, figure in words, week said), the one that prevails first.
    """

    item_id: str
    number: str
    title: str
    deliverable: str
    lead: str
    said: tuple[tuple[str, str, str], ...]

    @property
    def words(self) -> str:
        """«县文广旅体局14个，菜园镇12个，以牵头单位县文广旅体局的14个为准»."""
        told = "，".join(f"{unit}报{figure}" for unit, figure, _ in self.said)
        prevails = f"以牵头单位{self.lead}的{self.said[0][1]}为准" if self.lead else "没有牵头单位，请核定"
        return f"{told}，{prevails}"


@dataclass(frozen=True, slots=True)
class CountyTable:
    """The county's week whole: all items with all units' lines. `unit` is the county's own name.

    `as_of` is the week's last day; what came up to `made_at` (local time) is counted.
    """

    unit: str
    plan_title: str
    week: Week
    as_of: date
    made_at: datetime
    gathering: Gathering
    items: tuple[GatheredItem, ...]
    mismatches: tuple[Mismatch, ...] = ()


class BookOrder(StrEnum):
    """How the rows of the 县汇总表 are grouped."""

    DIRECTION = "direction"
    UNIT = "unit"


class BookWords(StrEnum):
    """Whose words the 县汇总表 holds: the county's 摘编 (the unit's where there is none), the units', or both."""

    NOTES = "notes"
    UNITS = "units"
    BOTH = "both"
