"""Columns that name a year: what last year's or another year's column means beside those of the table's own year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.sheets.lists.synonyms import Meaning, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

F = ListField
#: what a column says of one year only
_OF_A_YEAR = frozenset({
    F.GOAL, F.VALUE, F.PLANNED, F.YEAR_PLAN, F.YEAR_DONE, F.MONTH_DONE, F.STAGE, F.RATE, F.SCHEDULE, F.PROGRESS,
    F.DONE_NOW, F.YOY, F.RANK, F.PROVINCE, F.SCORE, F.NEXT_PLAN, F.BASELINE,
})  # fmt: skip
_BARE = re.compile(r"年?度?")
_YEAR_END = re.compile(r"(?:底|末)(?:止)?(?:已?(?:累计)?完成)?(?:投资)?(?:额)?")


def head_year(words: Sequence[str]) -> int | None:
    """The year that a head names, its lowest line first."""
    return next((year for word in reversed(words) if (year := taken_apart(word).year)), None)


def year_of_heads(parts: Sequence[tuple[str, ...]], told: int | None, wanted: int | None) -> int | None:
    """The year of a table by its title, else `wanted` where a head names it, else the last that has a target."""
    named = {year for words in parts if (year := head_year(words))}
    if told or not named:
        return told or wanted
    if wanted in named:
        return wanted
    aims = [year for words in parts if re.search("目标|计划", "".join(words)) and (year := head_year(words))]
    return max(aims, default=max(named))


def of_year(
    found: Iterable[Meaning], words: Sequence[str], kind: ListKind, year: int | None
) -> list[Meaning]:
    """Return the meanings that stay for a head in a table of `year`."""
    own = head_year(words)
    if own is None or year is None or own == year:
        return list(found)
    if own == year - 1:
        bare = taken_apart(words[-1]).words
        if kind is ListKind.PROJECT and _YEAR_END.fullmatch(bare):
            return [Meaning(F.BEFORE, 1.0)]
        done = any(one.field in (F.VALUE, F.BASELINE) and not one.period for one in found)
        if kind is ListKind.INDICATOR and (done or _BARE.fullmatch(bare)):
            return [Meaning(F.BASELINE, 1.0)]
    return [one for one in found if one.field not in _OF_A_YEAR or _names_its_month(one)]


def _names_its_month(meaning: Meaning) -> bool:
    """A month with its own year (2022年12月) is a value of that month, whatever the table's year."""
    return len(meaning.period) == 7 and meaning.field in (F.VALUE, F.PLANNED)
