"""晾晒 (month), 考评 (quarter) and 比拼榜 (custom): the words, the rule, the evidence, the score. Only shapes.

Outcomes are scored, never the use of the tool: how a unit reports (in the program, by workbook, by text, on
paper) and how often gives and takes no point. The engine is `rhythm/board_scores.py` and `rhythm/appraisal.py`;
this is what it does, exactly. Numbers are exact decimals; «rounded» is ROUND_HALF_UP to 2 places, done where it
says so, nowhere else.

1. Evidence of a month's board is read as of the last week of the month; of a month that is not over, as of the
   week of today. A month of which no calendar week has begun has none. A week belongs to the month of its
   Thursday. Weeks are the unit's own (统计周期; calendar weeks, Monday–Sunday, where it has said none), so that
   of each unit as many count as the month has Thursdays; a unit whose first week of the month has not begun is
   read as of its week before. The board's `as_of` names the calendar week. The plan is that of the month's year,
   whichever the desk works by now (of several of that year the desk's, else a current one; of none the desk's).
   Entrants are the units that have an item of it in any role, or own an indicator of it. Lights and money are worked
   out from what is saved by then, signed or not; words still being typed count nowhere. Words (本周进展) are
   those of a 定稿: of the unit's newest one up to the as-of week that says any of the item, with that one's week.
   What the desk's own unit has saved since is shown beside them on its own desk, 未定稿, and never published.
   A unit has one line per thing that it answers for (leads it, or owns it where nobody leads):
   - 重点工作 (`work`): each item of kind clause, key_measure or reform, with its light;
   - 重大项目 (`projects`): each item of kind project, with its light, `done` (accumulated 年度投资) and
     `planned` (what is planned of it to the as-of day: by the plan curve; without one, of 按时间序时, the
     year's plan × elapsed days; else None), both in 万元;
   - 重要指标 (`indicators`): each indicator whose `owner` names the unit (name or alias, several set apart by
     、), with its light as of the month.
   And, on each of these boards, one line (`week`) per week of the month that is over (its last day is before
   today): `final` (the unit has a 定稿 of it), `excused` (with the reason), or `missing`.
2. The light that counts is the line's plain light; where the rule says `adjusted` and the line has an adjusted
   light (a stoppage), that one. A line is **lit** when the light that counts is green, done, yellow or red. All
   others (未填报, 未定序时, 未发布, 常态) are shown and count nowhere. Weeks have no light.
3. Measure, rounded (everything after uses the rounded one); in percent, but for custom:
   - work, indicators: 100 × (lit lines that are green or done) ÷ (lit lines); none without a lit line;
   - projects: 100 × Σ done ÷ Σ planned over the lines with a `planned`, a missing `done` being 0; none where
     there is no such line or Σ planned ≤ 0;
   - custom: the entrant's figure of the period, in the board's own unit; none without a figure.
4. Method `fault`: base = full + Σ points of the lines, where a line has yellow_points for a yellow and
   red_points for a red light that counts, and not_reported_points for each `missing` week; else 0. An entrant
   has a base when it has a lit line; where the rule says `rank_unlit`, a line besides weeks and a `missing` week do,
   too. Of whom no light is known nothing is known to be good or bad: it is not ranked first for having handed in,
   nor behind others for not having; its missing weeks are shown, and said in why. (The points are negative numbers.)
5. Method `place`: entrants of one group that have a measure are ranked by it (custom with better = down: the
   smaller the better), ties share the place (1, 1, 3); base = max(full × (1 − step ÷ 100 × (that place − 1)),
   floor), rounded. An entrant has a base when it has a measure. Lights and weeks give no points. In a group with
   fewer than `least` entrants that have a measure a place says nothing (one alone would have the full mark at 73 % of
   its plan): there base = max(full × min(measure, 100) ÷ 100, floor), rounded; but not on a custom board, whose
   measure is no percent.
6. Method `figure` (custom only): base = the measure. No full mark, no floor.
7. Score: base + Σ adjustments of the entrant on this board in this period: kind `no_substance` counts
   no_substance_points of the rule (whatever number it was entered with), every other kind its own points. An
   adjustment has a reason, or it does not count. Then (not for `figure`) max(…, floor). Then rounded. An
   entrant without a base has neither score nor place, and says why; its adjustments count nowhere.
8. Place shown: within the group a competition ranking (1, 1, 3) by score, the higher the better; for `place`,
   equal scores by measure as in 5; for `figure`, by score in the direction of `better`. Entrants equal in all
   of that share. No score depends on the order that entrants or lines come in. Shown order: groups as in
   `GROUPS`, then all others by name, 未分组部门 last; in a group by place, then name, then id; those without a
   place last.
9. 考评 (`appraisal`) of a quarter: for each board with a weight > 0, the months of the quarter that have begun and
   in which the unit has a score (of the newest publication of that board and month; else worked out as above; a
   month under way counts as it stands, and is told with its as-of week); mean = Σ ÷ count, rounded. Base = Σ weight
   × mean ÷ Σ weight, over the boards with a mean, rounded. No base without a mean. Then 7 (with the appraisal's own
   rule and adjustments of the quarter) and 8 (by score alone). Method, points per light and step of an appraisal's
   rule mean nothing; no_substance_points and floor do.
10. Defaults: full 100, yellow −0.5 («two yellows −1»), red −2, not reported −10, no substance −5, step 5, floor
   0, adjusted yes, rank_unlit no, least 2, weights 1 : 1 : 1. work by fault, projects, indicators and custom
   by place. Sources: formats.md, «Ranking and appraisal»; rank_unlit and least are of our own, for what is fair.
11. The group is the unit's own (`Unit.category`), else by its kind: township 乡镇, enterprise 国企, party and
   mass 党群, all others 未分组部门.
12. The rule of a period is, of the board's rules whose `since` is not after it (by the last month of either;
   empty: from the beginning), the one made last: that of the highest version, as with lights. So a rule made later
   that begins earlier replaces those that were to begin after it. Without any, the default.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Light, Word

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import Reading

#: the groups in which units are compared, in the order shown; a person may write others
GROUPS = ("乡镇", "经济", "民生", "党群", "国企")
#: of a department of which nobody has said yet
UNGROUPED = "未分组部门"
#: the lights that count, from good to bad
LIT = (Light.DONE, Light.GREEN, Light.YELLOW, Light.RED)


class BoardKind(Word):
    """Which board. A custom one is named by its id where a board is stored."""

    WORK = "work", "重点工作"
    PROJECTS = "projects", "重大项目"
    INDICATORS = "indicators", "重要指标"
    APPRAISAL = "appraisal", "季度考评"
    CUSTOM = "custom", "比拼榜"


#: the boards of 晾晒, in the order shown
MONTHLY = (BoardKind.WORK, BoardKind.PROJECTS, BoardKind.INDICATORS)


class ScoreMethod(Word):
    """How points are given."""

    FAULT = "fault", "按扣分"
    PLACE = "place", "按名次"
    FIGURE = "figure", "按数值"


class Better(Word):
    """Which figure of a custom board is the better one."""

    UP = "up", "数大为先"
    DOWN = "down", "数小为先"


class AdjustmentKind(Word):
    """What a person gives or takes points for."""

    NO_SUBSTANCE = "no_substance", "报送无实质内容"
    OTHER = "other", "其他加减分"


class LineKind(Word):
    """What a line of evidence is about; its `id` is the item's, the indicator's, the week …"""

    ITEM = "item", "事项"
    PROJECT = "project", "项目"
    INDICATOR = "indicator", "指标"
    WEEK = "week", "周报送"
    FIGURE = "figure", "数据"
    BOARD = "board", "分榜得分"
    ADJUSTMENT = "adjustment", "人工加减分"


class WeekFact(Word):
    """How a unit's week stands for a board."""

    NONE = "", ""
    FINAL = "final", "已定稿"
    EXCUSED = "excused", "免予计入"
    MISSING = "missing", "未定稿报送"


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """The numbers of a rule; points are negative, `step` is percent of the full mark, weights are by board.

    `least`: fewer entrants in a group than that are not ranked by place.
    """

    method: ScoreMethod = ScoreMethod.FAULT
    full: Decimal = Decimal(100)
    yellow_points: Decimal = Decimal("-0.5")
    red_points: Decimal = Decimal(-2)
    not_reported_points: Decimal = Decimal(-10)
    no_substance_points: Decimal = Decimal(-5)
    step: Decimal = Decimal(5)
    floor: Decimal = Decimal(0)
    adjusted: bool = True
    rank_unlit: bool = False
    least: Decimal = Decimal(2)
    weights: tuple[tuple[BoardKind, Decimal], ...] = tuple((kind, Decimal(1)) for kind in MONTHLY)


@dataclass(frozen=True, slots=True)
class BoardRule:
    """A version of a board's rule, from period `since` on (empty: from the beginning). `id` empty: the default.

    `locked`: a period has been published by it; it never changes again.
    """

    id: str
    board: str
    version: int
    name: str
    since: str
    spec: RuleSpec
    source: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of evidence. `light` is the plain one; `points` are what it gave (scored lines only).

    `done` and `planned` are 万元 (projects), a board's mean and its weight (appraisal), or the figure (custom).
    `words` are those of the unit's 定稿 of `week`. `unsigned` are newer ones that the desk's own unit has saved and not
    signed: shown on its desk, never published. `note` says why the line does not count, empty where it does.
    """

    kind: LineKind
    id: str
    title: str
    number: str = ""
    week: str = ""
    light: Light | None = None
    reason: str = ""
    adjusted: Reading | None = None
    words: str = ""
    done: Decimal | None = None
    planned: Decimal | None = None
    fact: WeekFact = WeekFact.NONE
    points: Decimal = Decimal(0)
    note: str = ""
    unsigned: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points that a person adds or takes off, with the reason. `points` of `no_substance` come from the rule."""

    id: str
    entrant: str
    kind: AdjustmentKind
    points: Decimal
    reason: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Entrant:
    """Who is compared: a unit (`id` is the unit's) or an entrant of a custom board, maybe no unit (a village)."""

    id: str
    name: str
    group: str = UNGROUPED
    is_unit: bool = True


@dataclass(frozen=True, slots=True)
class EntrantFacts:
    """What is known of one entrant on one board in one period; the adjustments are its own."""

    entrant: Entrant
    lines: tuple[Line, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """All that a board is worked out from. `board` is the kind, or a custom board's id; `as_of` a week («2023-W30»).

    `period` is «2023-07», «2023-Q3», or what a custom board counts by. `measure` and `unit` say what is compared.
    `rehearsed`: of 考评, what counts without having been published («8月», «9月重大项目»). `unfinished`: a month, or
    one of the quarter's, was not over yet.
    """

    board: str
    kind: BoardKind
    name: str
    period: str
    rule: BoardRule
    entrants: tuple[EntrantFacts, ...]
    as_of: str = ""
    better: Better = Better.UP
    measure: str = ""
    unit: str = "%"
    rehearsed: tuple[str, ...] = ()
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines of an entrant have which light; `other` are those that do not count."""

    green: int = 0
    yellow: int = 0
    red: int = 0
    done: int = 0
    other: int = 0

    @property
    def lit(self) -> int:
        """Those that count."""
        return self.green + self.yellow + self.red + self.done


@dataclass(frozen=True, slots=True)
class Score:
    """One entrant's result. `points` and `place` are None where it is not ranked; then `why` says why."""

    entrant: Entrant
    place: int | None
    points: Decimal | None
    measure: Decimal | None
    counts: Counts
    lines: tuple[Line, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """A board worked out, in the order shown. `notes` tell of stoppages and of what did not count.

    `rule_words` is the rule as it was told when the board was made.
    """

    board: str
    kind: BoardKind
    name: str
    period: str
    as_of: str
    rule: BoardRule
    scores: tuple[Score, ...]
    better: Better = Better.UP
    measure: str = ""
    unit: str = "%"
    notes: tuple[str, ...] = ()
    rule_words: str = ""
    rehearsed: tuple[str, ...] = ()
    unfinished: bool = False

    @property
    def groups(self) -> tuple[tuple[str, tuple[Score, ...]], ...]:
        """The scores by group, in the order shown."""
        names = dict.fromkeys(one.entrant.group for one in self.scores)
        return tuple((name, tuple(one for one in self.scores if one.entrant.group == name)) for name in names)

    def score_of(self, entrant_id: str) -> Score | None:
        """The result of one entrant."""
        return next((one for one in self.scores if one.entrant.id == entrant_id), None)


@dataclass(frozen=True, slots=True)
class Published:
    """A board as published: shown from its content alone. `n` counts the corrections from 1.

    `before` is the period before as it stood then, without evidence; None where there was none. `reason` says why a
    further version was made.
    """

    id: str
    board: Board
    at: str
    person: str
    parent: str
    n: int = 1
    before: Board | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CustomEntrant:
    """An entrant of a 比拼榜 with its figures by period; `unit_id` is empty for a name that is no unit (a village)."""

    id: str
    name: str
    group: str
    unit_id: str = ""
    figures: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class CustomBoard:
    """比拼榜: what is measured, in which unit, which way is better, who takes part."""

    id: str
    name: str
    measure: str
    unit: str
    better: Better
    remark: str = ""
    entrants: tuple[CustomEntrant, ...] = ()

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that have a figure, in order."""
        return tuple(sorted({period for one in self.entrants for period, _ in one.figures}))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a 比拼榜's grid as typed: name, group, figure (empty: none), and what it rests on.

    `entrant`: the id of the one that the row was shown of; a name that nobody has renames that one.
    """

    name: str
    group: str = ""
    figure: str = ""
    evidence: str = ""
    entrant: str = ""
