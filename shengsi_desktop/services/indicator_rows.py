"""Which indicator a row of a workbook speaks of, and whether its figure may be of the size that it seems.

What is not certain is asked about, never taken silently.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.targets import compares_directly, level_of
from shengsi_desktop.services.lists.rows import bare_number, name_key, name_of, own_number
from shengsi_desktop.services.telling_names import may_be_one, tells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.lists import ListCell, ListRow
    from shengsi_desktop.store.indicator_reading import IndicatorFacts

F = ListField
#: likeness (0-100) from which a name with the same number is asked about; and one without
_NUMBERED, _ALONE = 60.0, 85.0
#: how far a figure may be from what the series has or is to reach: a month of what adds up, and of what does not
_MOST, _LEAST, _LEAST_OF_LEVEL = 12, 500, 20
#: a share up to here, where tens of percent are meant, was probably written as a fraction
_FRACTION = 1
_SHOWN = 30


class Match(NamedTuple):
    """An indicator that a row speaks of; `doubt` where only its name is alike."""

    known: IndicatorFacts
    doubt: str = ""


def matched(rows: Sequence[ListRow], known: Sequence[IndicatorFacts]) -> dict[int, Match]:
    """By line the indicator of a row: equal names first, then alike ones with the same number, then alike alone."""
    by_name = {_key(one.indicator.name): one for one in known}
    found = {
        row.line: Match(one)
        for row in rows
        if (one := by_name.get(_key(name_of(row))))
        # the key leaves out what stands in brackets: 旅游总收入（增速） is another thing
        and may_be_one(one.indicator.name, name_of(row), figures=False)
    }
    taken = {match.known.indicator.id for match in found.values()}
    free, left = defaultdict(list), defaultdict(list)
    for one in known:
        if one.indicator.id not in taken:
            free[tells(one.indicator.name)].append(one)
    for row in rows:
        if row.line not in found and _key(name_of(row)):
            left[tells(name_of(row))].append(row)
    for telling in free.keys() & left.keys():
        found |= _alike(left[telling], free[telling])
    return found


def _alike(rows: Sequence[ListRow], known: Sequence[IndicatorFacts]) -> dict[int, Match]:
    from shengsi_desktop.services.matching import best_pairs

    olds, news = [_key(one.indicator.name) for one in known], [_key(name_of(row)) for row in rows]
    found = {}
    for pair in best_pairs(olds, news, threshold=_NUMBERED):
        one, row = known[pair.old], rows[pair.new]
        numbered = bare_number(own_number(row)) == str(one.indicator.ordinal)
        if numbered or pair.score >= _ALONE:
            found[row.line] = Match(one, f"表中写作“{short(name_of(row))}”，请核对。")
    return found


def size_doubt(cell: ListCell, value: Decimal, known: IndicatorFacts, field: str) -> str:
    """A sentence where the figure may be of another size than it seems, empty where there is no doubt.

    A figure without its unit is set against what the series has and is to reach; a share against being a fraction.
    """
    indicator = known.indicator
    unit = indicator.unit
    if field not in {"value", "planned"} or not unit or not value:
        return ""
    around = [abs(one) for one in _around(known) if one]
    if unit == "%" and 0 < value <= _FRACTION and around and min(around) >= _LEAST_OF_LEVEL:
        return f"{plain(value)}可能是小数，按{plain(value)}%读入，请核对。"
    if cell.unit:
        return ""
    least = _LEAST_OF_LEVEL if compares_directly(indicator) else _LEAST
    if any(one / least <= abs(value) <= one * _MOST for one in around):
        return ""
    why = "，与已有数值或目标相差悬殊" if around else ""
    return f"表中没有写单位，按{unit}读入{why}，请核对。"


def short(words: str) -> str:
    """The words, cut with a sign that they are."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _around(known: IndicatorFacts) -> list[Decimal]:
    """What figures of the series are like: its values, what it is to reach, last year's result."""
    found = [point.value for point in known.points]
    return [one for one in (*found, level_of(known.indicator), known.indicator.baseline) if one is not None]


def _key(name: str) -> str:
    return name_key(name, ListKind.INDICATOR)
