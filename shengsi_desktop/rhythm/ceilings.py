"""The light of a ceiling (以内, 低于), one rule for indicators and deliverables alike.

- Over the ceiling: what adds up over the year can never come back, red under any rule; a level may: it is read as
  `gaps.short_light` says, by the share that it reaches of the ceiling, or of its plan curve by now where it has one.
  A level that keeps its plan curve is green till the due day.
- Within it: green, and 办结 only when the due day has come. What adds up is set against its plan curve, where it has
  one: used faster than planned is yellow or red. Elapsed time is no plan for a ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.figures import HUNDRED, percent_words, plain, to_tenth
from shengsi_desktop.rhythm.gaps import apart, gap_light, share_of, short_light

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import LightRule


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A value set against its ceiling, both in `unit`. `asked` is the ceiling in words (1000万元以内).

    `met` is by the target's own comparison. `planned`: what the plan curve allows by now, None without one. `due`:
    the value is the last word.
    """

    value: Decimal
    bound: Decimal
    unit: str
    asked: str
    met: bool
    adds_up: bool
    due: bool
    planned: Decimal | None = None


def read_ceiling(one: Ceiling, rule: LightRule) -> Reading:
    """Return the light and why, without the figure itself and the light's name."""
    if not one.met:
        return _over(one) if one.adds_up else _above(one, rule)
    asked = f"目标{one.asked}"
    schedule = ceiling_schedule(one)
    used = share_of(one.value, one.bound, below=False)
    if one.due or not one.adds_up or one.planned is None or schedule is None or used is None:
        return Reading(Light.DONE if one.due else Light.GREEN, f"{asked}，未超出")
    used = to_tenth(used)
    ahead = used - schedule
    gap = f"{'快' if ahead > 0 else '慢'}于计划{plain(abs(ahead))}个百分点" if ahead else "与计划持平"
    words = f"{asked}，未超出，已用{percent_words(used)}，计划{plain(one.planned)}（{percent_words(schedule)}），{gap}"
    # the less is used, the better: the gap is read the other way round
    return Reading(gap_light(schedule, used, rule), words)


def ceiling_schedule(one: Ceiling) -> Decimal | None:
    """What share of the ceiling the plan curve allows by now, in percent; None without a curve."""
    if one.planned is None:
        return None
    share = share_of(one.planned, one.bound, below=not one.adds_up)
    return HUNDRED if share is None else to_tenth(share)


def _over(one: Ceiling) -> Reading:
    gap = f"已超出{_apart(one)}" if one.value != one.bound else "持平未达到"
    return Reading(Light.RED, f"目标{one.asked}，{gap}{_completion(one)}")


def _above(one: Ceiling, rule: LightRule) -> Reading:
    gap = f"高出{_apart(one)}" if one.value != one.bound else "持平未达到"
    words, share = f"目标{one.asked}", share_of(one.value, one.bound, below=True)
    if one.planned is not None:
        share = share_of(one.value, one.planned, below=True)
        of_plan = f"（{percent_words(share)}）" if share is not None else ""
        words = f"计划{plain(one.planned)}{of_plan}，{words}"
        if not one.due and one.value <= one.planned:
            return Reading(Light.GREEN, f"{words}，{gap}，达到计划")
    return Reading(short_light(share, rule, due=one.due), f"{words}，{gap}{_completion(one)}")


def _apart(one: Ceiling) -> str:
    rounded = round(one.value - one.bound, 4)
    words = apart(rounded, one.unit)
    return words if words != plain(abs(rounded)) else f"{words}{one.unit}"


def _completion(one: Ceiling) -> str:
    """The share that a column 完成率 shows of it, so that the two say one thing."""
    share = share_of(one.value, one.bound, below=True)
    return "" if share is None or one.value == one.bound else f"，完成率{percent_words(share)}"
