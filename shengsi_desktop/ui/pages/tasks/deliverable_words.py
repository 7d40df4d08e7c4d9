"""What is said of one 细项 in a word or two, in the pane and on the board 按岛: target, value, due day, curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Comparator, DeliverableKind
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import Deliverable, DeliverableStanding

#: the kinds that have a number to reach, and so may have a plan curve
NUMBERS = (DeliverableKind.QUANTITY, DeliverableKind.RATIO)
_SAID_BEHIND = (Comparator.LE, Comparator.APPROX)


def target_words(deliverable: Deliverable) -> str:
    """«30 个», «1-2 个», «1.5 以内»; empty where there is no number."""
    if deliverable.target is None:
        return ""
    figure = written(deliverable.target)
    if deliverable.target_high is not None:
        figure = f"{figure}-{written(deliverable.target_high)}"
    gap = "" if deliverable.unit.startswith("%") else " "
    said = f"{figure}{gap}{deliverable.unit}".rstrip()
    return f"{said}{deliverable.comparator.label}" if deliverable.comparator in _SAID_BEHIND else said


def value_words(standing: DeliverableStanding) -> str:
    """«14 / 30 个», «征求意见（3/5）», 常态, 已完成."""
    deliverable, value = standing.deliverable, standing.value
    if deliverable.kind is DeliverableKind.MILESTONE and deliverable.stages:
        reached = (value.stage if value else 0) or 0
        total = len(deliverable.stages)
        return f"{deliverable.stages[reached - 1]}（{reached}/{total}）" if reached else words.NOT_STARTED
    if deliverable.kind in NUMBERS:
        figure = written(value.value) if value and value.value is not None else "–"
        target = target_words(deliverable)
        return f"{figure} / {target}" if target else f"{figure} {deliverable.unit}".rstrip()
    return words.DONE if value and value.done else words.STANDING_VALUE


def due_words(deliverable: Deliverable) -> str:
    """The day, or 年底（默认）."""
    due = deliverable.due
    if deliverable.due_is_default:
        return words.DEFAULT_YEAR_END
    return words.DAY.format(year=due.year, month=due.month, day=due.day)


def curve_words(deliverable: Deliverable, curve: Sequence[tuple[date, Decimal]]) -> str:
    """«计划曲线录到12月»; empty without one."""
    if not curve:
        return ""
    last = curve[-1][0]
    month = words.MONTH.format(month=last.month)
    if last.year != deliverable.due.year:
        month = words.YEAR_MONTH.format(year=last.year, month=last.month)
    return words.CURVE.format(month=month)
