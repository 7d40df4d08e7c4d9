"""What a person types or pastes into one cell of the grid, read as its field needs it. Pure."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.indicators import GoalState
from shengsi_desktop.domain.measures import converted, same_size
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.typed_numbers import parse_figure
from shengsi_desktop.ui.pages.indicators.block import BLANK
from shengsi_desktop.ui.pages.indicators.grid import words
from shengsi_desktop.ui.pages.indicators.grid.series import Field, is_of_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import Indicator

#: what stands in an office's table where there is no figure yet
_NOTHING = BLANK | {"--", "——", "…", "……", "未发布", "暂无", "待发布"}
_RANK = re.compile(r"(?:第)?(\d{1,4})(?:位|名)?")
_LOWEST_RANK = 9999
_STATES = {
    GoalState.NOT_STARTED: ("未启动", "未开展", "未开始"),
    GoalState.UNDER_WAY: ("推进中", "进行中", "正在推进"),
    GoalState.REACHED: ("已达到", "已达标", "已完成", "达到", "完成"),
}
_SHOWN = 20

Value = Decimal | int | GoalState


def is_blank(text: str) -> bool:
    """True for what says that there is nothing: «—», 未发布."""
    return text in _NOTHING


def read(text: str, field: Field, indicator: Indicator) -> Value:
    """Return the number in the indicator's unit, the rank, or the state of a target of words.

    Refused with a reason that goes on in a sentence of the caller's.
    """
    said = unicodedata.normalize("NFKC", text).replace("−", "-").replace(",", "").replace(" ", "")
    if field is Field.RANK:
        return _rank(said)
    if field is Field.VALUE and is_of_words(indicator):
        for state, names in _STATES.items():
            if said in names:
                return state
    found = parse_figure(said)
    if found is None:
        of_words = field is Field.VALUE and is_of_words(indicator)
        raise Refusal((words.NO_STATE if of_words else words.NOT_A_NUMBER).format(text=text[:_SHOWN]))
    value = _in_unit(*found, indicator.unit)
    if value is None:
        raise Refusal(words.WRONG_UNIT.format(text=text[:_SHOWN], unit=indicator.unit or "无单位"))
    return value


def read_figure(text: str, field: Field, indicator: Indicator) -> Decimal | int:
    """The same where a state has a row of its own: a number or a rank alone."""
    value = read(text, field, indicator)
    if isinstance(value, GoalState):
        raise Refusal(words.NOT_A_NUMBER.format(text=text[:_SHOWN]))
    return value


def _rank(said: str) -> int:
    hit = _RANK.fullmatch(said)
    if hit is None or not 1 <= int(hit[1]) <= _LOWEST_RANK:
        raise Refusal(words.NO_RANK.format(text=said[:_SHOWN]))
    return int(hit[1])


def _in_unit(number: Decimal, said: str, unit: str) -> Decimal | None:
    """The figure as it stands in `unit`; shares are written with and without their sign. None where it cannot."""
    if not said or (not unit and same_size(said, "%")):
        return number
    return converted(number, said, unit)
