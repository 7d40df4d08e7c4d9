"""How each month of one indicator's row looks: words, mark, what may be typed. Pure; no colours."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.ui.pages.indicators.alike import decimals
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.series import (
    MONTHS,
    Field,
    counts,
    held,
    is_of_words,
    may_enter,
    says_something,
)
from shengsi_desktop.ui.widgets.fields import written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint


@dataclass(frozen=True, slots=True)
class Face:
    """One cell. `text` is a figure or a state, `note` the state beside a figure; `plain` is what is edited.

    `small`: in small letters, as words are, and a figure that has its state below it. `awaited`: a state may be
    chosen there by now. `open`: may be typed into; `closed`: nothing belongs there, drawn hatched; `missing`: the
    month is over and nothing is published.
    """

    text: str = ""
    plain: str = ""
    note: str = ""
    small: bool = False
    awaited: bool = False
    status: PointStatus = PointStatus.UNSAID
    open: bool = True
    closed: bool = False
    missing: bool = False
    corrected: bool = False


def faces(
    indicator: Indicator,
    points: Mapping[int, IndicatorPoint],
    field: Field,
    over: int,
    corrected: Collection[int] = (),
) -> tuple[Face, ...]:
    """January to December; the first `over` months are over, those in `corrected` have been changed."""
    numbers = [held(points.get(month), field) for month in MONTHS]
    places = decimals(one for one in numbers if isinstance(one, Decimal))
    of_words = is_of_words(indicator)
    made = []
    for month, number in zip(MONTHS, numbers, strict=True):
        point = points.get(month)
        enters = may_enter(indicator, field, month)
        said = says_something(point, field)
        state = point.state if point is not None and field is Field.VALUE and of_words else GoalState.UNSAID
        figure = (
            "" if number is None else f"{number:.{places}f}" if isinstance(number, Decimal) else str(number)
        )
        made.append(
            Face(
                text=figure or state.label,
                plain=(written(number) if isinstance(number, Decimal) else figure) or state.label,
                note=state.label if figure else "",
                small=state is not GoalState.UNSAID,
                awaited=of_words and field is Field.VALUE and enters and not said and month <= over + 1,
                status=point.status
                if point is not None and field is Field.VALUE and said
                else PointStatus.UNSAID,
                open=(enters or said) and not (indicator.item_id and field is Field.VALUE),
                closed=not enters and not said,
                missing=field is Field.VALUE and enters and not said and not of_words and month <= over,
                corrected=month in corrected,
            )
        )
    return tuple(made)


def closed_words(indicator: Indicator, field: Field, month: int) -> str:
    """Why nothing is typed there."""
    if indicator.item_id and field is Field.VALUE:
        return words.FROM_REPORTS_TIP
    if not counts(indicator, month):
        return words.CLOSED_TIPS.get(indicator.cadence, "")
    return words.NO_PLAN_TIP
