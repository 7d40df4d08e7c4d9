"""待入库 in numbers: what waits and what was taken in, in the same words wherever it is told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.naming import first_of
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.ui.pages.exchange import take_in_words as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.exchange import IntakeRow
    from shengsi_desktop.services.exchange.receiving import TakenIn

#: not to be taken in as it stands, and nothing wrong with it
ASKING = (Verdict.SEALED, Verdict.FILL_SHEET, Verdict.WANTING)
#: units named one by one in a sentence
_NAMED = 4


def summary(rows: Sequence[IntakeRow]) -> str:
    """«24份：0份无问题，16份要看，8份不入库»."""
    clean = sum(one.clean for one in rows)
    refused = sum(not one.takeable and one.verdict not in ASKING for one in rows)
    doubtful = len(rows) - clean - refused
    return words.SUMMARY.format(files=len(rows), clean=clean, doubtful=doubtful, refused=refused)


def clean_words(rows: Sequence[IntakeRow], week: str) -> str:
    """The button that takes all without a problem: how many, and how many of another week than the shown one."""
    clean = [one for one in rows if one.clean]
    other = _of_others(clean, week)
    if not other:
        return words.TAKE_CLEAN.format(count=len(clean))
    if list(other.values()) == [len(clean)]:
        return words.TAKE_CLEAN_ALL_OTHER.format(count=len(clean), week=_week(next(iter(other))))
    return words.TAKE_CLEAN_OTHER.format(
        count=len(clean), other="、".join(f"{_week(one)}{count}份" for one, count in other.items())
    )


def taken_words(taken: TakenIn, rows: Sequence[IntakeRow], week: str) -> str:
    """What was taken in of these rows, with the units where they are few, and those of another week than the shown."""
    return _versions(taken.units, [one for one in rows if one.verdict is not Verdict.FILES], week) + _files(
        taken
    )


def _versions(units: Sequence[str], rows: Sequence[IntakeRow], week: str) -> str:
    if not units:
        return ""
    many = words.TAKEN_MANY if len(units) > _NAMED else words.TAKEN
    said, others = many.format(count=len(units), units="、".join(units)), _of_others(rows, week)
    if list(others.values()) == [len(units)]:
        return f"{words.TAKEN_ALL_OTHER.format(said=said, week=_week(next(iter(others))))}。"
    other = "、".join(
        words.TAKEN_OTHER.format(
            week=_week(one),
            count=count,
            units=first_of([row.unit for row in rows if row.week == one], _NAMED),
        )
        for one, count in others.items()
    )
    return f"{said}，其中{other}。" if other else f"{said}。"


def _files(taken: TakenIn) -> str:
    """附件 that came beside versions that were here."""
    units = taken.files_of
    if not units:
        return ""
    if len(units) > _NAMED:
        return words.TAKEN_FILES_MANY.format(count=taken.files, units=len(units))
    return words.TAKEN_FILES.format(count=taken.files, units="、".join(units))


def _of_others(rows: Sequence[IntakeRow], week: str) -> Counter[str]:
    """By week how many are of another than the shown one."""
    return Counter(sorted(one.week for one in rows if week and one.week != week))


def _week(label: str) -> str:
    return week_label(label).partition("年")[2]
