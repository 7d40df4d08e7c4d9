"""What the reader sees in a plan's text: frozen, with code-point offsets into the decoded source.

For every object with `start` and `end`, `text == source[start:end]`. Nothing here is stored as such;
services turn it into items.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.words import Comparator, DeliverableKind, Origin, Role


@dataclass(frozen=True, slots=True)
class OwnerText:
    """One owner of a responsibility clause.

    `unit` is the name with left-out parts restored, `written` the text at [start, end).
    """

    unit: str
    written: str
    start: int
    end: int
    role: Role
    origin: Origin


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a promise: `value` (to `high` for a range) `unit` of `object`, against `of`.

    30 个 微改造项目; 1-2 个 新产品; 不低于 90 % of 协议赔付率. Percent are 0-100; `unit` is as written
    (个, %, 亿元, 亩 …).
    """

    value: Decimal
    high: Decimal | None
    unit: str
    object: str
    of: str
    comparator: Comparator


@dataclass(frozen=True, slots=True)
class DeliverableText:
    """One promise inside a measure. `due` is the text's own date (ISO), else None: the year's end.

    `name` is what lists call it (at most some 24 characters, the promise's object); `stages` are those of a
    milestone (`domain.tracking.DOCUMENT_STAGES` or `BUILDING_STAGES`), else empty.
    """

    text: str
    start: int
    end: int
    kind: DeliverableKind
    due: date | None
    quantities: tuple[Quantity, ...]
    name: str = ""
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """The text up to one responsibility marker. `marker` is the clause with its brackets."""

    text: str
    start: int
    end: int
    marker: str
    marker_start: int
    marker_end: int
    deadline: str
    scope: str
    leaders: tuple[str, ...]
    owners: tuple[OwnerText, ...]
    deliverables: tuple[DeliverableText, ...]


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task: `number` is 1…26, or 保1…保4 in 工作保障; [start, end) covers its whole text."""

    number: str
    title: str
    start: int
    end: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class DirectionText:
    """A direction (一)…(五); `number` is the Chinese numeral without brackets."""

    number: str
    title: str
    start: int
    end: int
    tasks: tuple[TaskText, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a target. `reference` names the series compared with (province), else None.

    `value` is None for words and for purely relative conditions. Percent are 0-100.
    """

    comparator: Comparator
    value: Decimal | None
    unit: str
    reference: str | None


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """A headline indicator of section 二 with its conditions. `category` is section 二's own heading."""

    name: str
    category: str
    text: str
    start: int
    end: int
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A place that the reader could not read, with its line number (from 1) and the line itself."""

    line: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """All that the reader sees in a plan's text. `source` is the decoded text the offsets speak of."""

    title: str
    year: int | None
    issuer: str
    source: str
    source_sha256: str
    directions: tuple[DirectionText, ...]
    guarantees: tuple[TaskText, ...]
    indicators: tuple[IndicatorText, ...]
    annexes: tuple[str, ...]
    warnings: tuple[PlanWarning, ...]
