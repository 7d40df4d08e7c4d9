"""How wide the columns of 任务清单 are: as what they say needs, so that the title has all that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import Column
from shengsi_desktop.ui.theme import current
from shengsi_desktop.ui.widgets.lights import badge_size, sign_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.tracking import DeliverableStanding, Standing
    from shengsi_desktop.domain.words import Light
    from shengsi_desktop.ui.pages.tasks.model import TaskModel

#: px at 100 %: the pads of a cell, and what a head needs beside its word (it may be sorted by)
_PADS, _HEAD = 16, 26
#: the least width of the title before another column gives way, and of the lead before another one is left out
_TITLE, _LEAD = 240, 84
#: with less for the title 进度 says less
_WISHED = 360
#: between a light and the second one
_BESIDE = 4
#: no lead's name takes more
_MOST = 168
#: what is left out first
_GIVES_WAY = (Column.DUE, Column.LEAD, Column.PROGRESS, Column.ROLE)


def needs(model: TaskModel) -> dict[Column, int]:
    """How wide each column but the title must be for all that is listed (px)."""
    text, small = QFontMetrics(current.font()), QFontMetrics(current.font(current.SECOND))
    found: dict[Column, int] = {}
    for column in Column:
        if column is Column.TITLE:
            continue
        if column is Column.LIGHT:
            widest = max(map(badges_width, model.readings()), default=0)
        else:
            widest = max((text.horizontalAdvance(said) for said in model.said(column)), default=0)
        head = small.horizontalAdvance(str(model.headerData(column, Qt.Orientation.Horizontal)))
        found[column] = max(widest + current.px(_PADS), head + current.px(_HEAD))
    found[Column.LEAD] = min(found[Column.LEAD], current.px(_MOST))
    return found


def second_words(light: Light) -> str:
    """What the pill of a second light says, beside the first one."""
    return words.SECOND_LIGHT.format(light=light.label)


def words_width(model: TaskModel) -> int:
    """How wide 亮灯 must be for second lights in words (px); 0 where there is none."""
    widths = [
        badge_size(one.reading.light).width()
        + badge_size(one.adjusted.light, second_words(one.adjusted.light)).width()
        for one in model.readings()
        if one.adjusted is not None
    ]
    return max(widths) + current.px(_BESIDE + _PADS) if widths else 0


def with_words(widths: dict[Column, int], room: int, wanted: int) -> dict[Column, int]:
    """The same, with room for second lights in words where the title can spare it."""
    more = wanted - widths.get(Column.LIGHT, wanted)
    if more > 0 and room - sum(widths.values()) - more >= current.px(_WISHED):
        return {**widths, Column.LIGHT: wanted}
    return widths


def badges_width(standing: Standing | DeliverableStanding) -> int:
    """What the pill of a light takes, with the sign of the second light beside it (px)."""
    second = sign_size().width() + current.px(_BESIDE) if standing.adjusted is not None else 0
    return badge_size(standing.reading.light).width() + second


def is_narrow(widths: Mapping[Column, int], room: int) -> bool:
    """Whether the title has too little, or a column is left out, while 进度 stands whole."""
    return len(widths) < len(Column) - 1 or room - sum(widths.values()) < current.px(_WISHED)


def shared(needed: Mapping[Column, int], room: int) -> dict[Column, int]:
    """The columns shown beside the title, and their widths.

    Where the title has too little, the lead's name is shortened, then columns are left out; no other word is cut.
    """
    widths = dict(needed)
    least = current.px(_TITLE)
    for column in _GIVES_WAY:
        short = least - (room - sum(widths.values()))
        if short > 0 and Column.LEAD in widths:
            widths[Column.LEAD] = max(
                widths[Column.LEAD] - short, min(current.px(_LEAD), widths[Column.LEAD])
            )
        if room - sum(widths.values()) >= least:
            break
        del widths[column]
        if Column.LEAD in widths:
            widths[Column.LEAD] = needed[Column.LEAD]
    return widths
