"""What the first list of 本周会商 is made of: the facts of one unit and one week as the store holds them.

Lights and tallies are computed from these by `rhythm`, elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.dispatch import LeadState
    from shengsi_desktop.domain.stoppages import Stoppage
    from shengsi_desktop.domain.tracking import Assignment, Deliverable, DeliverableValue, LightRule, Report
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import WeekRhythm
    from shengsi_desktop.domain.words import ItemKind, ListName


@dataclass(frozen=True, slots=True)
class ItemCore:
    """An 事项 with its place in the plan, without what anybody reported.

    `category` is the heading that its list (重点举措, 重点改革, 重大项目) has it under, empty for clauses.
    """

    id: str
    kind: ItemKind
    list: ListName
    number: str
    task_number: str
    task: str
    direction: str
    title: str
    text: str
    due: date
    due_is_default: bool
    category: str = ""


@dataclass(frozen=True, slots=True)
class FirstView:
    """One unit's week. `items` are those the unit answers for, in the plan's order.

    `assignments` are all of those items, of every unit (the lead's name is needed too); groups are expanded.
    `values` and `reports` are the unit's own of all weeks up to and with this one, oldest first: past weeks
    make 较上周 and 连续滞后周数. `curves` are plan curves by deliverable id: (last day of a period, value in the
    deliverable's unit), in order. `plan_id` is empty, and `items` too, while no plan is there. `rule` is the light
    rule in force in the week; `rules` are all versions (empty: that one alone), by which past weeks are read.
    `leads`: by item what was dispatched down of its lead's state, oldest first.
    """

    unit: Unit
    rhythm: WeekRhythm
    plan_title: str
    plan_year: int | None
    items: tuple[ItemCore, ...]
    assignments: tuple[Assignment, ...]
    deliverables: tuple[Deliverable, ...]
    values: tuple[DeliverableValue, ...]
    reports: tuple[Report, ...]
    rule: LightRule
    week: str = ""
    plan_id: str = ""
    curves: Mapping[str, tuple[tuple[date, Decimal], ...]] = field(default_factory=dict)
    rules: tuple[LightRule, ...] = ()
    stoppages: tuple[Stoppage, ...] = ()
    leads: Mapping[str, tuple[LeadState, ...]] = field(default_factory=dict)
