"""Names that are alike and yet mean another thing: 旅游总收入 is not 旅游总收入增速, 风电7号 not 风电8号. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.naming import named_islands

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIGURES = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十]+(?=[号期标段批])")
#: words that make another thing of a name that is alike otherwise
_TELLING = re.compile(
    r"增速|增幅|增长率?|比重|占比|比例|率|人均|城镇|农村|指数|倍差|总额|总量|新建|续建|改建|扩建|迁建"
    r"|[一二三四五]期|[东南西北](?=侧|区|部|岸|线)"
)
#: words that make another thing beside one another only: a name without any of them may be either
_EITHER = re.compile(r"户籍|常住|供水|供电|供气|供热|排水|客运|货运|进口|出口")
#: three words for one thing
_GROWTH = frozenset({"增幅", "增长", "增长率"})


def tells(name: str, *, figures: bool = True) -> tuple[str, ...]:
    """What makes another thing of a name that is alike otherwise. Without `figures` numbers do not count."""
    words = sorted("增速" if word in _GROWTH else word for word in _TELLING.findall(name))
    return (*words, *(sorted(_FIGURES.findall(name)) if figures else ()))


def may_be_one(
    one: str, other: str, *, figures: bool = True, places: Mapping[str, str] | None = None
) -> bool:
    """Tell whether two names that are alike may mean one thing.

    `places`: names of islands and units with the one that each is known by. 枸杞渔港 is not 嵊山渔港; a name that says
    no place may be either.
    """
    told = [(set(_EITHER.findall(one)), set(_EITHER.findall(other)))]
    if places:
        told.append((set(named_islands(one, places)), set(named_islands(other, places))))
    if any(not (here <= there or there <= here) for here, there in told):
        return False
    return tells(one, figures=figures) == tells(other, figures=figures)
