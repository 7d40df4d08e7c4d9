"""交办事项: what was handed out, to whom, the steps of its life, and the 督办单 that is printed of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DirectiveState, Word

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.words import DirectiveSource


class StepKind(Word):
    """What happened to a 交办事项."""

    SIGN = "sign", "签收"
    PROGRESS = "progress", "进展"
    CONSULT = "consult", "商请"
    URGE = "urge", "催办"
    EXTEND = "extend", "延期"
    DONE = "done", "办结"
    CLOSE = "close", "销号"
    REOPEN = "reopen", "重新办理"
    CANCEL = "cancel", "取消"
    REMIND = "remind", "签收提醒"


class DirectiveStanding(Word):
    """Where a 交办事项 stands as of a day; derived, never stored."""

    TO_SIGN = "to_sign", "待签收"
    DOING = "doing", "办理中"
    SOON = "soon", "快到期"
    OVERDUE = "overdue", "逾期"
    DONE = "done", "办结"
    CLOSED = "closed", "销号"
    CANCELLED = "cancelled", "取消"


class Urgency(Word):
    """The colour of a 督办单. Its blue is «due soon», unlike any light of an item."""

    BLUE = "blue", "蓝色"
    YELLOW = "yellow", "黄色"
    RED = "red", "红色"


@dataclass(frozen=True, slots=True)
class DirectiveStep:
    """One step: what, when, by whom, in which words; `due_from` and `due_to` are those of a 延期."""

    id: str
    kind: StepKind
    day: date | None
    person: str = ""
    words: str = ""
    due_from: date | None = None
    due_to: date | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """交办事项: what, who, by when. `number` runs within the unit, from 1; `age_weeks` are 已历周数.

    `who` is whom it was given to in one word («花鸟乡、张某»); `owner_unit` is the unit of the directory in it,
    `further_units` the others beside it, `person` who answers there. `due` is the date in force, `first_due` the
    first one where it was extended. `awaits_signature`: given to another unit, and nobody there has taken it yet.
    What depends on a day (`standing`, `urgency`, `days_overdue` …) is filled in by
    `rhythm.directives.directive_view`.
    """

    id: str
    what: str
    who: str
    due: date | None
    state: DirectiveState
    source: DirectiveSource
    week: str
    meeting_id: str | None = None
    item_id: str | None = None
    item_number: str = ""
    unit: str = ""
    done_on: date | None = None
    age_weeks: int = 0
    overdue: bool = False
    number: int = 0
    unit_id: str = ""
    owner_unit_id: str | None = None
    owner_unit: str = ""
    person: str = ""
    phone: str = ""
    first_due: date | None = None
    given_by: str = ""
    given_on: date | None = None
    document: str = ""
    signed_on: date | None = None
    signed_by: str = ""
    result: str = ""
    closed_on: date | None = None
    closed_by: str = ""
    request_id: str | None = None
    request: str = ""
    steps: tuple[DirectiveStep, ...] = ()
    standing: DirectiveStanding = DirectiveStanding.DOING
    urgency: Urgency | None = None
    days_overdue: int = 0
    awaits_signature: bool = False
    further_units: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.state is DirectiveState.OPEN

    @property
    def extensions(self) -> int:
        """N of 已延期N次."""
        return sum(step.kind is StepKind.EXTEND for step in self.steps)

    @property
    def urgings(self) -> int:
        """How often it was urged by 催办; a 商请 between equals urges nobody."""
        return sum(step.kind is StepKind.URGE for step in self.steps)

    @property
    def owner_units(self) -> tuple[str, ...]:
        """The names of all 责任单位, the first one first; none where it stays inside the unit."""
        return (self.owner_unit, *self.further_units) if self.owner_unit else self.further_units

    @property
    def owners(self) -> str:
        """责任单位 in one word: «花鸟乡、县发改局»."""
        return "、".join(self.owner_units)

    @property
    def addressees(self) -> tuple[str, ...]:
        """Whom texts about it are for: each unit, else the section or person it was given to, if any."""
        return self.owner_units or ((self.who,) if self.who else ())

    @property
    def answers(self) -> str:
        """责任人: the person named, else whom it was given to where no unit was."""
        return self.person or ("" if self.owner_unit_id else self.who)

    @property
    def latest_progress(self) -> DirectiveStep | None:
        """The newest 进展 with words."""
        return next((s for s in reversed(self.steps) if s.kind is StepKind.PROGRESS and s.words), None)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes a 商请 or 催办: the unit and whom to answer."""

    unit: str
    person: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class UnitMessage:
    """One text for one unit about its directives, to be pasted into a chat."""

    addressee: str
    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupervisionSlip:
    """督办单 of one directive, issued by `unit` on a day. `number` is «督办〔2023〕12号», `demand` the 要求."""

    directive: Directive
    unit: str
    number: str
    level: Urgency
    issued_on: date
    demand: str
