"""督办单 as .docx: a coloured band with its word, then a form; one or several, each on a page of its own.

The colour stands in the band as a word, too, so that a print in black and white still says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import Urgency
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm.directive_texts import source_words
from shengsi_desktop.sheets.cells import day_words
from shengsi_desktop.sheets.official_docx import Band, OfficialDocument

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.directives import Directive, SupervisionSlip

#: ground and ink of the band; yellow bears dark words
_COLOURS = {
    Urgency.BLUE: ("1F6FB2", "FFFFFF"),
    Urgency.YELLOW: ("FFD33D", "3A2C00"),
    Urgency.RED: ("C8372D", "FFFFFF"),
}
_WIDTHS = (32.0, 124.0)
_NONE = "—"
_TO_SIGN = "签收人：　　　　　　　　签收时间：　　　年　　月　　日"
_TO_FINISH = (
    "办结时间：　　　年　　月　　日　　办理结果：\n\n\n销号人：　　　　　　　　销号时间：　　　年　　月　　日"
)
#: how many of the newest 进展 a slip tells
_MOST_PROGRESS = 3


def supervision_slips(slips: Sequence[SupervisionSlip]) -> bytes:
    """The document with one page for each slip, in their order; each is numbered from 1, for it goes out alone."""
    document = OfficialDocument()
    for place, slip in enumerate(slips):
        if place:
            document.new_section()
        _write(document, slip)
    return document.to_bytes()


def _write(document: OfficialDocument, slip: SupervisionSlip) -> None:
    ground, ink = _COLOURS[slip.level]
    document.band(Band(f"{slip.level.label}督办单", ground, ink))
    year = slip.issued_on.year
    issued = f"{year}年{slip.issued_on.month}月{slip.issued_on.day}日"
    document.paragraph(f"{slip.number}　　{slip.unit}　　{issued}", indented=False)
    document.table((), _rows(slip), _WIDTHS, centred=(0,))
    # closes the frame that the band above begins
    document.band(Band("", ground, ink))


def _rows(slip: SupervisionSlip) -> list[tuple[str, str]]:
    one, year = slip.directive, slip.issued_on.year
    item = f"（涉及事项{one.item_number}）" if one.item_number else ""
    answering = " ".join(filter(None, (one.answers, one.phone)))
    given = f"，{day_words(one.given_on, year)}交办" if one.given_on else ""
    return [
        ("交办事项", one.what + item),
        ("来源", source_words(one) + given),
        ("交办领导", one.given_by or _NONE),
        ("责任单位", one.owners or slip.unit),
        ("责任人", answering or _NONE),
        ("办理时限", _due(one, year)),
        *_late(one, slip.issued_on),
        ("进展", _progress(one, year)),
        ("要求", slip.demand),
        ("签收", _signed(one, year)),
        ("办结\n销号", _ended(one, year)),
    ]


def _due(one: Directive, year: int) -> str:
    now = day_words(one.due, year) or "未定"
    times = f"，已延期{one.extensions}次" if one.extensions else ""
    if one.first_due is None:
        return now + times
    return f"原定{day_words(one.first_due, year)}　　现定{now}{times}"


def _late(one: Directive, issued_on: date) -> tuple[tuple[str, str], ...]:
    """«已逾期 3天», «距时限 4天»; of one that has ended, how late it was done. No row where there is nothing to say."""
    if one.due is None:
        return ()
    if one.is_open:
        if one.overdue:
            return (("已逾期", f"{one.days_overdue}天"),)
        left = (one.due - issued_on).days
        return (("距时限", f"{left}天" if left > 0 else "当日到期"),) if left >= 0 else ()
    if one.done_on is None or one.done_on <= one.due:
        return ()
    return (("已逾期", f"办结时逾期{(one.done_on - one.due).days}天"),)


def _progress(one: Directive, year: int) -> str:
    told = [step for step in one.steps if step.words and step.kind.value == "progress"]
    lines = [f"{day_words(step.day, year)}：{step.words}" for step in told[-_MOST_PROGRESS:]]
    return "\n".join(lines) or ("尚未反馈" if one.is_open else _NONE)


def _signed(one: Directive, year: int) -> str:
    if one.signed_on is None:
        return _TO_SIGN
    return f"签收人：{one.signed_by}　　签收时间：{_day(one.signed_on, year)}"


def _ended(one: Directive, year: int) -> str:
    if one.state not in {DirectiveState.DONE, DirectiveState.CLOSED}:
        return _TO_FINISH
    done = f"办结时间：{_day(one.done_on, year)}　　办理结果：{one.result or _NONE}"
    if one.closed_on is None:
        return f"{done}\n\n销号人：　　　　　　　　销号时间：　　　年　　月　　日"
    return f"{done}\n销号人：{one.closed_by}　　销号时间：{_day(one.closed_on, year)}"


def _day(day: date | None, year: int) -> str:
    return day_words(day, year) or _NONE
