"""What services hand to the pages: whole, frozen, ready to be shown. No rule is worked out from them again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from shengsi_desktop.domain.changes import ChangeId, FieldKey
    from shengsi_desktop.domain.item_detail import CoordinationRequest, PlanLine
    from shengsi_desktop.domain.meetings import Meeting
    from shengsi_desktop.domain.sections import Handling, Section
    from shengsi_desktop.domain.tracking import ItemRow, Report, Standing
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.week_states import WeekStanding
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.domain.words import Light, WeekState


#: text sizes that every page has room for, in percent
TEXT_SCALES = (100, 115, 130)


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Who sits at this desk. `theme` is light / dark / system; `text_scale` percent (100, 115, 130).

    `county`: this desk gathers for the whole county (接收, 汇总, 下发); `exchange_folder` is the 收发目录.
    """

    unit: Unit
    rhythm: WeekRhythm
    plan_id: str
    plan_title: str
    plan_year: int
    person: str = ""
    phone: str = ""
    reviewer: str = ""
    theme: str = "light"
    text_scale: int = 100
    export_folder: str = ""
    county: bool = False
    exchange_folder: str = ""


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The left column of 本周会商 and the header's state.

    `excused`: why the unit, which has said nothing yet, need not have reported (停航期间，未报不计); else empty.
    `conflicts`: ids of items of which two machines wrote differently in that week.
    `other`: it is not the desk's own unit; `locked`: its 定稿 was taken in, and is only read here.
    """

    unit: Unit
    week: Week
    rows: tuple[ItemRow, ...]
    state: WeekState
    version: int | None
    changed_since_final: bool
    excused: str = ""
    standing: WeekStanding | None = None
    other: bool = False
    locked: bool = False
    conflicts: frozenset[str] = frozenset()

    @property
    def filled(self) -> int:
        """How many of the rows are reported."""
        return sum(row.reported for row in self.rows)


@dataclass(frozen=True, slots=True)
class Editable:
    """The fields an editor may type into: what they show and the heads it loaded (the bases of its next change).

    `beside` are fields of the same row that are kept with the words: what they were made from. `conflict` are the texts
    of machines that differ, the shown one first; `rivals` says who wrote the others («另一台电脑（…）写的不一样»).
    """

    key: FieldKey
    text: str
    bases: tuple[ChangeId, ...]
    row_key: Mapping[str, str | int]
    conflict: tuple[str, ...] = ()
    rivals: str = ""
    beside: tuple[tuple[FieldKey, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A number found in the text, offered as a deliverable's new value: one click takes it."""

    deliverable_id: str
    deliverable: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The middle of 本周会商: one item, one unit, one week.

    `fields` are keyed progress, problems, catch_up, expected, next_plan, remark, request (the request's text).
    For a supporting unit only `progress` (本单位配合情况) is offered: `supporting`.
    A project's form has `words`, too: its 形象进度 of this week; `last_words` is what a week before said.
    `stoppages` are texts offered for 存在问题: what held the item up this week.
    `copied_from_last_week` says that 本周进展 is last week's, or nearly so, kindly pointed out; `plan_copied`
    the same of 下周计划. `frozen`: the week has a 定稿; `returned`: it came back; `locked`: another
    unit's 定稿, taken in, is only read here. `handling` is who handles the
    item in the unit, `sections` whom it can be given to. `doubled_request` is the id of the request shown where
    another one of the week stands beside it, which two machines make.
    """

    row: ItemRow
    report: Report
    supporting: bool
    fields: Mapping[str, Editable]
    checklist: tuple[PlanLine, ...]
    standing: Standing
    leads: tuple[str, ...]
    supports: tuple[str, ...]
    role_is_default: bool
    request: CoordinationRequest | None
    offers: tuple[Offer, ...]
    last_week: Report | None
    copied_from_last_week: bool
    weeks_of_history: int
    frozen: bool
    last_words: str = ""
    stoppages: tuple[str, ...] = ()
    plan_copied: bool = False
    handling: Handling | None = None
    sections: tuple[Section, ...] = ()
    returned: bool = False
    locked: bool = False
    doubled_request: str = ""


@dataclass(frozen=True, slots=True)
class OfferedTopic:
    """A topic the program suggests; it becomes one when it is taken. `why` stands beside it (红灯, 分管县领导 · 12天).

    `reason` says it in full: the light's reason, the request's words. `light` is that of an item behind.
    """

    title: str
    why: str
    item_id: str | None = None
    carried: int = 0
    reason: str = ""
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """A meeting whole and to be typed into: the right column of 本周会商, and 会商记录.

    `fields` are keyed held_at, place, chair, attendees, recorder, notes, conclusion; `topic_fields` by topic id,
    then title, notes, conclusion. `offered` topics are not stored until taken. `usual_time`, `usual_place` and
    `usual_people` are what the rhythm says; offered, not stored.
    """

    meeting: Meeting
    fields: Mapping[str, Editable]
    topic_fields: Mapping[str, Mapping[str, Editable]]
    people: tuple[str, ...] = ()
    offered: tuple[OfferedTopic, ...] = ()
    usual_time: str = ""
    usual_place: str = ""
    usual_people: str = ""


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What a plan holds, in counts, for the step that confirms it."""

    title: str
    year: int | None
    directions: int
    tasks: int
    items: int
    guarantee_items: int
    units: int
    groups: int
    indicators: int
    deliverables: int
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found: `kind` is item / report / meeting / topic / directive / appeal / brief / attachment /
    return / section / stoppage / unit;

    `target` is its id (of a 退回 its week). `week` is its week or period; `unit_id` whose it is, where several units'
    are looked through. `marks` are the
    (start, end) of what was asked for in `excerpt`.
    """

    kind: str
    target: str
    title: str
    excerpt: str
    week: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    unit_id: str = ""


@dataclass(frozen=True, slots=True)
class SearchFindings:
    """What was found, best first; `more`: kinds of which there is more. `share` of the store searched, 0 to 1."""

    hits: tuple[SearchHit, ...]
    more: frozenset[str] = frozenset()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class WayBack:
    """How a command can be taken back: `elsewhere`, another machine did it.

    Then `writes` counts the fields in which what stood before can be written back for all machines, and `left` those
    that went on since.
    """

    elsewhere: bool
    writes: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the command's Chinese name, what it had to leave, and what changed."""

    name: str
    left: tuple[str, ...]
    changed: frozenset[FieldKey] = field(default_factory=frozenset)
