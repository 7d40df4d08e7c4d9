"""半月听取材料 and 月度例会材料: their parts, what they are drafted from, and as they are shown. Only shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.nothing_said import says_nothing
from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.appeals import AppealLevel, AppealStage
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.people import CountyLeader
    from shengsi_desktop.domain.projects import ProjectRow, ProjectTotals
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Standing
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import DirectiveState, RequestLevel


class BriefKind(Word):
    """Which meeting a brief is for."""

    HALF_MONTH = "half_month", "半月听取材料"
    MONTH = "month", "月度例会材料"


class BriefSection(Word):
    """The parts of a brief; the values are those of `BriefPart.part`."""

    OVERALL = "overall", "总体情况"
    INDICATORS = "indicators", "主要指标"
    PROJECTS = "projects", "重大项目"
    PROGRESS = "progress", "本期进展"
    LAGGING = "lagging", "滞后事项"
    REQUESTS = "requests", "需要领导协调的事项"
    APPEALS = "appeals", "争取事项"
    DIRECTIVES = "directives", "交办事项办理"
    UNREPORTED = "unreported", "未填报情况"
    NEXT = "next", "下步安排"


#: what stands before the words of a part that a person leaves out («不列入»); theirs are kept behind it
LEFT_OUT = "（本部分不写）"

#: the parts of each kind, in the order in which they are read
SECTIONS: dict[BriefKind, tuple[BriefSection, ...]] = {
    BriefKind.HALF_MONTH: (
        BriefSection.OVERALL,
        BriefSection.PROGRESS,
        BriefSection.LAGGING,
        BriefSection.REQUESTS,
        BriefSection.DIRECTIVES,
        BriefSection.NEXT,
    ),
    BriefKind.MONTH: (
        BriefSection.OVERALL,
        BriefSection.INDICATORS,
        BriefSection.PROJECTS,
        BriefSection.PROGRESS,
        BriefSection.LAGGING,
        BriefSection.REQUESTS,
        BriefSection.APPEALS,
        BriefSection.DIRECTIVES,
        BriefSection.UNREPORTED,
        BriefSection.NEXT,
    ),
}


@dataclass(frozen=True, slots=True)
class WeekWords:
    """What a unit said of one item in one week («2023-W30»): its 定稿, else what was saved."""

    week: str
    progress: str = ""
    problems: str = ""
    catch_up: str = ""
    expected: str = ""
    next_plan: str = ""
    final: bool = False

    @property
    def said(self) -> bool:
        """Whether there is a word in it, not a figure alone."""
        return any((self.progress, self.problems, self.catch_up, self.expected, self.next_plan))


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One item of one unit in a period. `row` is as of the period's end, `before` as of the end of the one before.

    `words` are those of the period's own weeks, oldest first. `behind_since` is the first week of those in a row in
    which the deliverable that decides now was behind, None where it is not or where its day is past (the reason has
    the days); `behind_weeks` counts from it to now, reported or not, `behind_reports` those reported.
    `final`: light and figures are those of the last week's 定稿. `began`: the deliverables as they stood before the
    period, where other days than those of the weeks tell it (争取事项, by their contacts).
    """

    row: ItemRow
    unit_id: str
    unit: str
    words: tuple[WeekWords, ...] = ()
    before: Standing | None = None
    behind_since: Week | None = None
    behind_weeks: int = 0
    final: bool = False
    behind_reports: int = 0
    began: tuple[DeliverableStanding, ...] = ()

    @property
    def unsigned(self) -> bool:
        """Whether anything told of it is in no 定稿: its light and figures, or words of any week."""
        return not self.final or any(one.said and not one.final for one in self.words)

    def newest(self, field: str) -> str:
        """The newest words of that field («progress», «problems» …) in the period; none where they are 无."""
        found = (str(getattr(one, field)).strip() for one in reversed(self.words))
        newest = next((text for text in found if text), "")
        return "" if says_nothing(newest) else newest


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """需协调事项 that waits at the period's end, with the days it has waited."""

    item_id: str
    number: str
    title: str
    unit: str
    text: str
    level: RequestLevel
    raised_on: date | None
    waited_days: int | None


@dataclass(frozen=True, slots=True)
class BriefDirective:
    """交办事项 as of the period's end: open, or ended within the period. `overdue_days` is 0 while it is in time.

    `first_due` is the first date where it had been put off by then.
    """

    id: str
    what: str
    unit: str
    who: str
    source: str
    due: date | None
    state: DirectiveState
    done_on: date | None
    overdue_days: int = 0
    item_id: str = ""
    item_number: str = ""
    first_due: date | None = None


@dataclass(frozen=True, slots=True)
class BriefAppeal:
    """争取事项 as of the period's end, with the newest contact until then; what is empty or None is not said."""

    item_id: str
    number: str
    title: str
    unit: str = ""
    level: AppealLevel | None = None
    office: str = ""
    amount: Money | None = None
    stage: AppealStage | None = None
    last_contact: date | None = None
    contact: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class BriefMissing:
    """A unit that said nothing in some weeks of the period; `whole`: in none of them."""

    unit: str
    weeks: tuple[Week, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """All that a brief is drafted from. `unit` signs it; `week` is the last week of the period that is looked at.

    `weeks` are the period's own up to `week`. `leader` is None where all items, or those of nobody, are meant.
    `unanswered` are items (id, number, title) that no unit answers for: they are counted, too.
    """

    kind: BriefKind
    period: str
    unit: str
    plan_title: str
    leader: CountyLeader | None
    weeks: tuple[Week, ...]
    week: Week
    items: tuple[BriefItem, ...] = ()
    requests: tuple[BriefRequest, ...] = ()
    directives: tuple[BriefDirective, ...] = ()
    indicators: tuple[IndicatorStanding, ...] = ()
    projects: tuple[ProjectRow, ...] = ()
    project_totals: ProjectTotals | None = None
    appeals: tuple[BriefAppeal, ...] = ()
    missing: tuple[BriefMissing, ...] = ()
    unanswered: tuple[tuple[str, str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many items the brief is about, each once however many units have it."""
        return len({item.row.id for item in self.items} | {one[0] for one in self.unanswered})

    @property
    def mixed(self) -> bool:
        """Whether some of the items are told by a 定稿 and others not: then these are marked 未定稿."""
        return len({item.unsigned for item in self.items}) > 1

    @property
    def as_of(self) -> date:
        """The last day that is looked at."""
        return self.week.last


@dataclass(frozen=True, slots=True)
class DraftedPart:
    """The words of one part as the program puts them, and the items (ids) they speak of, in their order."""

    words: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a brief: the draft of now, and what a person made of an earlier one.

    `editable` shows the person's words, else the draft. `outdated`: the draft has changed since it was edited;
    `fresh` are then the draft's lines that it did not have. `left_out`: a person wants nothing said here; `words` is
    then empty, and the part is in no export.
    """

    section: BriefSection
    drafted: str
    words: str
    edited: bool
    outdated: bool
    editable: Editable
    sources: tuple[tuple[str, str, str], ...] = ()
    fresh: tuple[str, ...] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief whole: facts for the tables, parts for the words. `title` is that of the document."""

    title: str
    facts: BriefFacts
    parts: tuple[PartView, ...]

    @property
    def told(self) -> tuple[PartView, ...]:
        """The parts that are read out and exported."""
        return tuple(part for part in self.parts if not part.left_out)

    @property
    def outdated(self) -> tuple[int, ...]:
        """The numbers, from 1, of the parts whose words a person wrote before the facts changed."""
        return tuple(place for place, part in enumerate(self.told, start=1) if part.outdated)

    def part_of(self, section: BriefSection) -> PartView | None:
        """That part; None where this kind does not have it."""
        return next((one for one in self.parts if one.section is section), None)

    def leaves_out(self, section: BriefSection) -> bool:
        """Whether a person wants nothing said there."""
        return any(part.left_out for part in self.parts if part.section is section)

    def words_of(self, section: BriefSection) -> str:
        """The words of one part as they stand; empty for a part that this kind does not have."""
        return next((one.words for one in self.parts if one.section is section), "")


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A leader in the list beside the half-month brief: items, parts edited, and those whose facts changed since.

    `leader` None: the items that nobody is in charge of.
    """

    leader: CountyLeader | None
    items: int
    edited: int = 0
    outdated: int = 0
