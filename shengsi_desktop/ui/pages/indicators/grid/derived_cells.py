"""What the columns after the months say: figures that rhythm has worked out, in few words."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import GoalState
from shengsi_desktop.domain.periods import last_month
from shengsi_desktop.rhythm.derived import change_words
from shengsi_desktop.rhythm.figures import percent_words
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.trend.table_model import light_words, reason_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding


class Column(IntEnum):
    """What comes after the twelve months."""

    LATEST = 12
    ATTAINED = 13
    CHANGE = 14
    LIGHT = 15


def derived_words(standing: IndicatorStanding, column: int, *, places: int, judged: bool) -> str:
    """The words of a cell; empty where there is nothing to say.

    `places`: with how many decimals the figures of its row are written; `judged`: the targets are of that year.
    """
    if not judged and column in (Column.ATTAINED, Column.LIGHT):
        return ""
    if column == Column.LATEST:
        return latest_words(standing, places)
    if column == Column.ATTAINED:
        return "" if standing.attained is None else percent_words(standing.attained)
    if column == Column.CHANGE:
        return _change(standing).replace("个百分点", "点")
    return light_words(standing)


def latest_words(standing: IndicatorStanding, places: int) -> str:
    """The newest figure; for a target of words its state."""
    latest = standing.latest
    if latest is None:
        return ""
    if latest.value is not None:
        return f"{latest.value:.{places}f}"
    if latest.state is not GoalState.UNSAID:
        return latest.state.label
    return "" if latest.rank is None else words.RANK.format(rank=latest.rank)


def latest_month(standing: IndicatorStanding) -> str:
    """«6月», of the newest figure."""
    return "" if standing.latest is None else words.MONTH.format(month=last_month(standing.latest.period))


def derived_tip(standing: IndicatorStanding, column: int, *, places: int) -> str:
    """The same at length."""
    if column == Column.LIGHT:
        return reason_words(standing)
    if column == Column.LATEST and standing.latest is not None:
        return words.LATEST_TIP.format(
            period=latest_month(standing), value=latest_words(standing, places), unit=standing.indicator.unit
        )
    if column == Column.CHANGE and standing.change is not None:
        return words.CHANGE_TIP.format(period=latest_month(standing), change=_change(standing))
    return words.DERIVED_TIP


def _change(standing: IndicatorStanding) -> str:
    return change_words(standing.change, in_points=standing.change_in_points)
