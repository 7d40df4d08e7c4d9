"""What is tracked week by week: items with their deliverables, values, reports and lights.

Values as the store holds them and as the pages show them. Percent are 0-100 as Decimal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DeliverableKind, Light, LightBasis, Role, RulePreset

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shengsi_desktop.domain.words import (
        Comparator,
        ItemKind,
        ListName,
        RoleSource,
    )

#: stages of a milestone that makes a document, and of one that builds something (design.md, section 2)
DOCUMENT_STAGES = ("调研", "初稿", "征求意见", "送审", "印发")
BUILDING_STAGES = ("前期", "开工", "完工", "验收", "投用")


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A 细项 as stored. `number` is «4-2.1»; `name` what it is called, `text` the plan's own words.

    `target`/`target_high` in `unit` for quantity and ratio; `stages` for milestones.
    `by_time`: measured against elapsed time (按时间序时). `due_is_default`: the year's end, no date in the text.
    """

    id: str
    item_id: str
    number: str
    kind: DeliverableKind
    name: str
    text: str
    start: int
    end: int
    target: Decimal | None
    target_high: Decimal | None
    unit: str
    object: str
    of: str
    comparator: Comparator
    stages: tuple[str, ...]
    due: date
    due_is_default: bool
    by_time: bool
    islands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliverableValue:
    """What one unit reported of one deliverable in one week, or carried from `week` before.

    `value` for quantity and ratio; `stage` counts the stages reached (0 = none, len(stages) = complete);
    `done` is the tick of a standing or otherwise finished deliverable. `words` is a project's 形象进度 (桩基完成).
    """

    deliverable_id: str
    unit_id: str
    week: str
    value: Decimal | None = None
    stage: int | None = None
    done: bool = False
    words: str = ""

    @property
    def says_words_alone(self) -> bool:
        """Whether that week brought nothing but words: then number, stage and tick are left as they were."""
        return words_alone(self.words, self.value, self.stage)


def words_alone(words: str, value: object, stage: object) -> bool:
    """Tell whether a week's value is nothing but words, which leave number, stage and tick as they were."""
    return bool(words) and value is None and stage is None


def tick_that_stands(earlier: Iterable[tuple[bool, bool]]) -> bool:
    """Return the tick that holds from earlier weeks, each (ticked, words alone), the newest first."""
    return next((ticked for ticked, alone in earlier if ticked or not alone), False)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who answers for an item. A wildcard that was expanded gives one per unit, with `group` as written."""

    id: str
    item_id: str
    unit_id: str
    unit: str
    role: Role
    role_source: RoleSource
    group: str | None
    pending: bool
    ordinal: int


@dataclass(frozen=True, slots=True)
class KindThresholds:
    """What one kind of deliverable has instead of the rule's own thresholds; None: as the rule has it."""

    kind: DeliverableKind
    yellow_below: Decimal | None = None
    red_below: Decimal | None = None
    soon_days: int | None = None


@dataclass(frozen=True, slots=True)
class LightRule:
    """Thresholds of a preset. Versioned: it holds from week `since` on («2023-W20»; empty: from the beginning).

    银川 (默认亮灯规则v1): below the schedule by ≥ `yellow_below` percentage points yellow, by > `red_below` red;
    milestones turn yellow `soon_days` days before the due date. With `basis` share the two are percent of what the
    schedule asks for; strict and date do without them. `kinds` overrides by kind of deliverable. `made_up`: a month
    that was red and made up later turns yellow. `remark` is a person's word on why it was changed.
    """

    id: str = "default-v1"
    name: str = "默认亮灯规则v1"
    version: int = 1
    yellow_below: Decimal = Decimal(10)
    red_below: Decimal = Decimal(30)
    soon_days: int = 7
    approx_margin: Decimal = Decimal("0.5")
    preset: RulePreset = RulePreset.YINCHUAN
    basis: LightBasis = LightBasis.GAP
    since: str = ""
    kinds: tuple[KindThresholds, ...] = ()
    made_up: bool = True
    remark: str = ""

    def of_kind(self, kind: DeliverableKind) -> LightRule:
        """The rule as it holds for one kind of deliverable."""
        for own in self.kinds:
            if own.kind is kind:
                return replace(
                    self,
                    yellow_below=self.yellow_below if own.yellow_below is None else own.yellow_below,
                    red_below=self.red_below if own.red_below is None else own.red_below,
                    soon_days=self.soon_days if own.soon_days is None else own.soon_days,
                    kinds=(),
                )
        return self


def rule_for(rules: Iterable[LightRule], week: str) -> LightRule:
    """The rule in force in a week («2023-W30»): the newest version whose `since` is not after it.

    The built-in default where there is none. Two versions of one number (made on two machines) are told apart by id.
    """
    in_force = [one for one in rules if one.since <= week]
    return max(in_force, key=lambda one: (one.version, one.since, one.id), default=LightRule())


@dataclass(frozen=True, slots=True)
class Reading:
    """A light with its arithmetic in words; never one without the other."""

    light: Light
    reason: str


def second_words(plain: Reading, adjusted: Reading | None) -> str:
    """A second light beside the plain one in a few words, without its sums; empty for none."""
    if adjusted is None:
        return ""
    taken_out = re.sub(r"\d+天后$", "后", adjusted.reason.partition("：")[0])
    still = "仍为" if adjusted.light is plain.light else ""
    return f"{taken_out}{still}{adjusted.light.label}"


_NUMBERS = frozenset({DeliverableKind.QUANTITY, DeliverableKind.RATIO})
#: lights that a number gives
_COUNTED = frozenset({Light.GREEN, Light.YELLOW, Light.RED})


@dataclass(frozen=True, slots=True)
class DeliverableStanding:
    """One deliverable as of one week: its newest value, share of target (percent), schedule and light.

    `of_plan` is the other denominator: what is attained in percent of what the schedule asks for by now (None
    without a schedule). `adjusted` is the second light, with the days of stoppages taken out; None without any.
    """

    deliverable: Deliverable
    value: DeliverableValue | None
    attained: Decimal | None
    schedule: Decimal | None
    complete: bool
    reading: Reading
    of_plan: Decimal | None = None
    adjusted: Reading | None = None

    @property
    def unfilled(self) -> bool:
        """Whether its light counts a number as 0 that nobody has entered."""
        given = self.value is not None and (self.value.value is not None or self.value.done)
        return self.deliverable.kind in _NUMBERS and self.reading.light in _COUNTED and not given

    @property
    def shares_words(self) -> str:
        """«完成全年46.7%、序时的80.8%»: both denominators; empty where there is but one."""
        if self.attained is None or self.of_plan is None or self.complete or self.attained == self.of_plan:
            return ""
        return f"完成全年{self.attained:.1f}%、序时的{self.of_plan:.1f}%"


@dataclass(frozen=True, slots=True)
class Tally:
    """«7项：完成1、推进4、未启动2»; standing deliverables stand outside the count."""

    total: int
    done: int
    under_way: int
    not_started: int

    @property
    def words(self) -> str:
        """The count in words; 常态 when there are only standing deliverables."""
        if not self.total:
            return "常态"
        parts = [
            f"{word}{count}"
            for word, count in (("完成", self.done), ("推进", self.under_way), ("未启动", self.not_started))
            if count
        ]
        return f"{self.total}项：{'、'.join(parts)}" if parts else f"{self.total}项"


@dataclass(frozen=True, slots=True)
class Standing:
    """One item as of one week. `computed` is the completion 测算 (percent), None when 常态.

    `adjusted` is the second light beside the plain one, where a stoppage held the item up.
    """

    reading: Reading
    tally: Tally
    computed: Decimal | None
    deliverables: tuple[DeliverableStanding, ...]
    weeks_behind: int = 0
    since_last: str = ""
    adjusted: Reading | None = None

    @property
    def unfilled(self) -> bool:
        """Whether the deliverable that the item's light goes by has no number yet: the 0 % is nobody's word."""
        # the words without the rule behind them: the item's may have more of their own in between
        return any(
            one.unfilled and one.reading.reason.partition(" · ")[0] in self.reading.reason
            for one in self.deliverables
        )

    @property
    def second_words(self) -> str:
        """«扣除停航后绿灯», or «扣除停航后仍为黄灯»; empty without a second light."""
        return second_words(self.reading, self.adjusted)


@dataclass(frozen=True, slots=True)
class Report:
    """周填报: one item, one unit, one week. A supporting unit's line 本单位配合情况 is its `progress`.

    `next_plan` holds one line each. `override_percent` (0-100) with its reason never changes the light.
    """

    id: str
    item_id: str
    unit_id: str
    week: str
    progress: str = ""
    problems: str = ""
    catch_up: str = ""
    expected: str = ""
    next_plan: str = ""
    no_news: bool = False
    override_percent: Decimal | None = None
    override_reason: str = ""
    section: str = ""
    contact: str = ""
    remark: str = ""

    @property
    def reported(self) -> bool:
        """True when the unit has said something this week, or marked 本周无新进展."""
        return self.no_news or bool(
            self.progress.strip()
            or self.problems.strip()
            or self.next_plan.strip()
            or self.override_percent is not None
        )


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A line of 任务清单 and of my items: one item, as one unit sees it in one week.

    `category` is the heading that its list has it under, empty for clauses.
    """

    id: str
    kind: ItemKind
    list: ListName
    number: str
    task_number: str
    task: str
    direction: str
    title: str
    role: Role | None
    role_source: RoleSource | None
    group: str | None
    pending: bool
    mentioned: bool
    lead: str
    due: date
    due_is_default: bool
    standing: Standing
    reported: bool
    islands: tuple[str, ...] = ()
    category: str = ""

    @property
    def ours(self) -> bool:
        """Whether the unit that reads it writes its progress: it leads, or owns it without a lead."""
        return self.role in {Role.LEAD, Role.OWNER}
