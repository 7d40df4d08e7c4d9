"""Which series are shares or ratios, which do not add up over a year. Lights are elsewhere."""

from __future__ import annotations

import re

#: units of series that are shares themselves: two values are set apart by points, not by percent
RATE_UNITS = frozenset({"%", "％", "‰", "个百分点", "百分点"})
_RATE_NAME = re.compile(r"增速|比重|比例|比率|占比|每万|每千|倍差|指数")
#: percentages that do grow over the year
_PROGRESS_NAME = re.compile(r"完成率|进度|完成比例")


def is_rate(name: str, unit: str) -> bool:
    """Tell whether a value of such a name and unit is a share or a ratio, that of the moment.

    A percentage is a rate unless its name says that it grows (投资完成率).
    """
    if unit in RATE_UNITS:
        return not _PROGRESS_NAME.search(name)
    return "/" in unit or (not unit and bool(_RATE_NAME.search(name)))
