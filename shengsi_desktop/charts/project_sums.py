"""A project's money by period, and what is said of it: the gap to the plan, the sums since the start, each point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.charts.numbers import Scale, scale_for
from shengsi_desktop.charts.pointing import percent_words
from shengsi_desktop.domain.periods import period_words

if TYPE_CHECKING:
    from shengsi_desktop.charts.trend_series import Values


@dataclass(frozen=True, slots=True)
class SCurve:
    """A project's money by period, all in `unit` (万元 or 亿元); `planned` and `done` add up from 1 January.

    `total` is 总投资, `year_plan` 年度计划投资, `before` what was done up to the end of last year. `stage` is 形象进度.
    `in_its_unit`: shown in `unit` whatever their size, as all around the figure is.
    """

    name: str
    unit: str
    periods: tuple[str, ...]
    planned: Values
    done: Values
    total: float | None = None
    year_plan: float | None = None
    before: float | None = None
    stage: str = ""
    source: str = ""
    key: str = ""
    in_its_unit: bool = False

    def __post_init__(self) -> None:
        for line in (self.planned, self.done):
            if line and len(line) != len(self.periods):
                raise ValueError(f"{self.name}：{len(self.periods)} periods, {len(line)} values")

    @property
    def newest(self) -> int | None:
        """The place of the newest completion."""
        known = [place for place, value in enumerate(self.done) if value is not None]
        return known[-1] if known else None

    @property
    def sums(self) -> list[float]:
        """All sums that are drawn."""
        found = [value for line in (self.planned, self.done) for value in line if value is not None]
        return found if self.year_plan is None else [*found, self.year_plan]

    @property
    def scale(self) -> Scale:
        """The one unit of the whole figure: 万元 or 亿元, by the largest sum."""
        drawn = self.sums
        months = [added for line in (self.planned, self.done) for _, _, added in monthly(line, self.periods)]
        return self.scale_of(max(map(abs, drawn), default=0.0)).even((*drawn, *months))

    def scale_of(self, largest: float) -> Scale:
        """The scale that suits sums up to `largest`; the own unit where that is wanted."""
        return Scale(1.0, self.unit) if self.in_its_unit else scale_for(largest, self.unit)


def gap_words(curve: SCurve) -> str:
    """«差0.30亿元», «超0.10亿元», «与计划持平» at the newest month with both; empty without a plan for it."""
    newest = curve.newest
    planned = curve.planned[newest] if newest is not None and curve.planned else None
    if newest is None or planned is None:
        return ""
    gap = (curve.done[newest] or 0.0) - planned
    shown = curve.scale.shown(abs(gap))
    return "与计划持平" if not float(shown) else f"{'超' if gap > 0 else '差'}{shown}{curve.scale.unit}"


def total_words(curve: SCurve) -> str:
    """«总投资12亿元，开工以来累计5.6亿元（46.7%）»: each sum in the unit that suits it, said with it."""
    parts = []
    if curve.total is not None:
        scale = curve.scale_of(abs(curve.total))
        parts.append(f"总投资{scale.shown(curve.total)}{scale.unit}")
    if curve.before is not None:
        newest = curve.newest
        all_done = curve.before + ((curve.done[newest] or 0.0) if newest is not None else 0.0)
        scale = curve.scale_of(abs(all_done))
        share = f"（{percent_words(all_done / curve.total * 100)}）" if curve.total else ""
        parts.append(f"开工以来累计{scale.shown(all_done)}{scale.unit}{share}")
    if curve.stage:
        parts.append(f"形象进度 {curve.stage}")
    return "，".join(parts)


def monthly(values: Values, periods: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """(first place, place, what was added over them): since the value before, and anew in each year."""
    found: list[tuple[int, int, float]] = []
    before, last, year = 0.0, -1, ""
    for place, value in enumerate(values):
        if periods[place][:4] != year:
            before, last, year = 0.0, place - 1, periods[place][:4]
        if value is not None:
            found.append((last + 1, place, value - before))
            before, last = value, place
    return found


def point_words(curve: SCurve, place: int) -> str:
    """«6月 完成累计3.50亿元，计划累计3.80，当月完成0.78，占年度计划43.8%»; a plan alone where nothing is done yet."""
    scale = curve.scale
    several = len({period[:4] for period in curve.periods}) > 1
    when = period_words(curve.periods[place], with_year=several)
    done = curve.done[place] if curve.done else None
    planned = curve.planned[place] if curve.planned else None
    if done is None:
        return f"{when} 计划累计{scale.shown(planned)}{scale.unit}" if planned is not None else when
    parts = [f"{when} 完成累计{scale.shown(done)}{scale.unit}"]
    if planned is not None:
        parts.append(f"计划累计{scale.shown(planned)}")
    first, added = next(
        (first, added) for first, at, added in monthly(curve.done, curve.periods) if at == place
    )
    since = "当月" if first == place else f"{period_words(curve.periods[first], with_year=False)}以来"
    parts.append(f"{since}完成{scale.shown(added)}")
    if curve.year_plan:
        parts.append(f"占年度计划{percent_words(done / curve.year_plan * 100)}")
    return "，".join(parts)
