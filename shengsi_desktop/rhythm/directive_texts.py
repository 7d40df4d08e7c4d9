"""What is written to a unit about its 交办事项: 商请 between equals, 催办 from the county, 签收提醒; dates in words.

The words of others (`what`) are quoted as they are; ours have full-width punctuation and days as 7月28日.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import StepKind, UnitMessage, Urgency
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.figures import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from shengsi_desktop.domain.directives import Directive, Sender

#: whom a text is for where nobody is named
SOMEBODY = "责任单位"
_MEETINGS = (DirectiveSource.WEEKLY, DirectiveSource.HALF_MONTH, DirectiveSource.MONTH)
#: what comes from above a unit and its equals: the county's leaders and meetings, 人大, 政协, 监督
_FROM_ABOVE = frozenset(DirectiveSource) - {DirectiveSource.WEEKLY, DirectiveSource.OPINION}
_ENDS = "。．.；;，,、！!？? \t\n　"


@dataclass(frozen=True, slots=True)
class _Wording:
    """How one kind of text begins with one and with several directives, and what it asks for."""

    one: str
    several: str
    line: Callable[[Directive, date], str]
    close: str = ""


def first_due_words(directive: Directive, year: int) -> str:
    """«原定8月4日，已延期2次»; empty where nothing was put off."""
    times = directive.extensions
    if directive.first_due is None and not times:
        return ""
    parts = [f"原定{day_words(directive.first_due, year)}"] if directive.first_due else []
    return "，".join([*parts, *([f"已延期{times}次"] if times else [])])


def due_words(directive: Directive, year: int, nothing: str = "未定时限") -> str:
    """«8月11日（原定8月4日，已延期1次）»."""
    now = day_words(directive.due, year) if directive.due else nothing
    first = first_due_words(directive, year)
    return f"{now}（{first}）" if first else now


def standing_words(directive: Directive) -> str:
    """«逾期3天», «办结（待销号）», else the standing's own word."""
    if directive.overdue:
        return f"逾期{directive.days_overdue}天"
    return "办结（待销号）" if directive.standing.value == "done" else directive.standing.label


def may_be_urged(directive: Directive, *, county: bool) -> bool:
    """Whether 催办 may be written: from the county, about what came from above, or to one's own sections.

    Between equals it is 商请 (design.md, Words).
    """
    own = directive.owner_unit_id in {None, directive.unit_id} and not directive.further_units
    return county or own or directive.source in _FROM_ABOVE


def source_words(directive: Directive) -> str:
    """«会商», «批示 县委〔2023〕5号»; the number of a slip of ours is none of a source."""
    document = "" if is_slip_number(directive.document) else directive.document.strip()
    return f"{directive.source.label} {document}".strip()


def is_slip_number(document: str) -> bool:
    """Whether what stands as the document is the number of a 督办单."""
    return document.strip().startswith("督办")


def slip_number(directive: Directive, year: int) -> str:
    """«督办〔2023〕12号»: what a person wrote, else made of the directive's own number."""
    if is_slip_number(directive.document):
        return directive.document.strip()
    return f"督办〔{year}〕{directive.number}号"


def quoted(what: str) -> str:
    """“what”, quotes within it of the inner kind, without the stop at its end."""
    inner = " ".join(what.split()).strip(_ENDS).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def urge_text(directive: Directive, as_of: date, sender: Sender, *, from_county: bool) -> str:
    """The text to be pasted into a chat about one directive: 催办 from the county, else 商请 between equals."""
    return unit_text((directive,), as_of, sender, StepKind.URGE if from_county else StepKind.CONSULT)


def unit_text(
    directives: Sequence[Directive], as_of: date, sender: Sender, kind: StepKind, to: str = ""
) -> str:
    """One text about one or several directives of one unit; `kind` is 商请, 催办 or 签收 (a reminder to sign).

    `to` is that unit, the first one of the first directive where it is not said.
    """
    inside = kind is StepKind.CONSULT and not directives[0].owner_units
    wording = _INSIDE if inside else _WORDINGS[kind]
    name = to or next(iter(directives[0].addressees), SOMEBODY)
    if len(directives) == 1:
        body = wording.one.format(line=wording.line(directives[0], as_of)) + wording.close
    else:
        lines = [f"{place}．{wording.line(one, as_of)}" for place, one in enumerate(directives, 1)]
        head = wording.several.format(count=len(directives))
        body = f"{head}\n" + "；\n".join(lines) + "。" + (f"\n{wording.close}" if wording.close else "")
    return "\n".join(filter(None, (f"{name}：", body, _contact(sender))))


def messages(
    directives: Sequence[Directive], as_of: date, sender: Sender, kind: StepKind
) -> tuple[UnitMessage, ...]:
    """One text for each unit (or section, or person) that has any of the open directives, in their order.

    What was given to several units stands in the text to each of them.
    """
    by_name: dict[str, list[Directive]] = {}
    for one in directives:
        if one.is_open:
            for name in one.addressees or (SOMEBODY,):
                by_name.setdefault(name, []).append(one)
    return tuple(
        UnitMessage(name, unit_text(own, as_of, sender, kind, name), tuple(one.id for one in own))
        for name, own in by_name.items()
    )


def demand_words(directive: Directive, level: Urgency, as_of: date) -> str:
    """要求 of a 督办单, by its colour; without a day where the date has passed or there is none."""
    if directive.state is DirectiveState.DONE:
        return "已办结，请核实办理结果后销号。"
    if not directive.is_open:
        return f"已{directive.state.label}，存档备查。"
    day = f"{day_words(directive.due, as_of.year)}前" if directive.due and not directive.overdue else ""
    if level is Urgency.RED:
        return "请主要负责人亲自过问，立即办理，并书面说明逾期原因、办理进展和办结时间。"
    if level is Urgency.YELLOW:
        return f"请抓紧办理，{f'于{day}办结，' if day else ''}并书面说明未办结原因和预计办结时间。"
    return f"请按要求抓好落实，{f'于{day}办结并' if day else '及时'}反馈办理结果。"


def _origin(one: Directive, year: int) -> str:
    """«7月28日会商», «批示（县委〔2023〕5号）», as it stands before 交办事项."""
    day = day_words(one.given_on, year) if one.given_on else ""
    document = "" if is_slip_number(one.document) else one.document.strip()
    met = f"{day}{one.source.label}" if one.source in _MEETINGS else one.source.label
    return f"{met}（{document}）" if document else met


def _consulted(one: Directive, as_of: date) -> str:
    said = quoted(_without_asking(one))
    if one.due is None:
        return f"{said}，并反馈办理情况"
    day = day_words(one.due, as_of.year)
    if one.overdue:
        return f"{said}，原商定{day}前反馈，如已办理请告知结果，如有困难请说明"
    return f"{said}，并于{day}前反馈"


def _without_asking(one: Directive) -> str:
    """«反馈意见» of «商请花鸟乡反馈意见»: the text itself asks, and says whom."""
    rest = one.what.strip().removeprefix("商请")
    named = next((name for name in (one.owners, *one.owner_units) if rest.startswith(name)), "")
    if rest == one.what.strip() or not one.owner_units:
        return one.what
    return rest.removeprefix(named).strip() or one.what


def _urged(one: Directive, as_of: date) -> str:
    said = f"{_origin(one, as_of.year)}交办事项{quoted(one.what)}"
    first = first_due_words(one, as_of.year)
    if one.due is None:
        return f"{said}，请抓紧办理"
    day = day_words(one.due, as_of.year)
    if one.overdue:
        noted = f"（{first}）" if first else ""
        return f"{said}，时限{day}{noted}，已逾期{one.days_overdue}天，请抓紧办理"
    return f"{said}，请于{day}前办结{f'（{first}）' if first else ''}"


def _to_sign(one: Directive, as_of: date) -> str:
    due = f"，时限{day_words(one.due, as_of.year)}" if one.due else ""
    return f"{_origin(one, as_of.year)}交办事项{quoted(one.what)}{due}"


def _contact(sender: Sender) -> str:
    """«联系人：王某，电话：0580-…» and the unit below it."""
    parts = [
        f"联系人：{sender.person}" if sender.person else "",
        f"电话：{sender.phone}" if sender.phone else "",
    ]
    told = "，".join(filter(None, parts))
    return "\n".join(filter(None, (f"{told}。" if told else "", sender.unit)))


_WORDINGS = {
    StepKind.CONSULT: _Wording(
        "商请贵单位办理{line}。", "商请贵单位办理以下{count}件事项：", _consulted, "感谢支持！"
    ),
    StepKind.URGE: _Wording(
        "{line}。", "以下{count}件交办事项请抓紧办理：", _urged, "请反馈办理进展和预计办结时间。"
    ),
    StepKind.SIGN: _Wording(
        "{line}，请予签收。", "以下{count}件交办事项请予签收：", _to_sign, "请回复签收人和签收时间。"
    ),
}
#: what goes to one's own sections and people: nobody is 贵单位 there
_INSIDE = _Wording("请办理{line}。", "请办理以下{count}件事项：", _consulted)
