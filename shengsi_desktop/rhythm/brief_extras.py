"""The parts of a brief beside the items' own progress: indicators, projects, requests, directives, silence. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.briefs import BriefKind, DraftedPart
from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm.brief_words import (
    called,
    closed,
    joined_weeks,
    numbered,
    open_end,
    plain_reason,
    shortened,
)
from shengsi_desktop.rhythm.figures import day_words, percent_words, plain
from shengsi_desktop.rhythm.period_words import period_words

if TYPE_CHECKING:
    from shengsi_desktop.domain.briefs import BriefAppeal, BriefDirective, BriefFacts, BriefRequest
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.projects import ProjectRow

_YI = 10_000
_INDICATOR_LIGHTS = (Light.DONE, Light.GREEN, Light.YELLOW, Light.RED)


def indicators(facts: BriefFacts) -> DraftedPart:
    """Newest values with their lights; what is not published is counted apart and never called behind."""
    if not facts.indicators:
        return DraftedPart("本期无指标。")
    published = [one for one in facts.indicators if one.latest is not None and one.latest.value is not None]
    counts = Counter(one.reading.light for one in facts.indicators)
    shown = [f"{light.label}{counts[light]}项" for light in _INDICATOR_LIGHTS if counts[light]]
    waiting = [one for one in facts.indicators if one.reading.light is Light.UNPUBLISHED]
    head = f"指标{len(facts.indicators)}项"
    rest = len(facts.indicators) - len(waiting) - sum(counts[light] for light in _INDICATOR_LIGHTS)
    shown += [f"{word}{count}项" for word, count in (("未发布", len(waiting)), ("不亮灯", rest)) if count]
    head += f"：{'，'.join(shown)}。" if shown else "。"
    lines = [head, *numbered(_indicator_line(one) for one in published)]
    if waiting:
        lines.append(f"未发布：{'、'.join(one.indicator.name for one in waiting)}。")
    return DraftedPart("\n".join(lines))


def _indicator_line(one: IndicatorStanding) -> str:
    indicator, latest = one.indicator, one.latest
    if latest is None or latest.value is None:
        return ""
    if one.reading.light in {Light.YELLOW, Light.RED}:
        # the reason has value, target and gap
        return closed(f"{indicator.name}：{one.reading.light.label}，{plain_reason(one.reading.reason)}")
    when = period_words(indicator, latest.period, through=indicator.cumulative)
    target = f"（目标{indicator.target_words}）" if indicator.target_words else ""
    said = f"{indicator.name}：{when}{plain(latest.value)}{indicator.unit}{target}"
    if one.reading.light in _INDICATOR_LIGHTS:
        said += f"，{one.reading.light.label}"
    return closed(said)


def projects(facts: BriefFacts) -> DraftedPart:
    """合计 of the money, then the projects that are behind."""
    totals = facts.project_totals
    if totals is None or not facts.projects:
        return DraftedPart("本期无重大项目。")
    said = [f"重大项目{totals.count}个"]
    for word, amount in (
        ("总投资", totals.total),
        ("年度计划投资", totals.year_plan),
        ("本月完成", totals.month_done),
        ("本年累计完成", totals.year_done),
    ):
        if amount is not None:
            said.append(f"{word}{_money(amount)}")
    if totals.year_rate is not None:
        said.append(f"年度计划完成率{percent_words(totals.year_rate)}")
    if totals.unreported:
        said.append(f"未报投资额的{totals.unreported}个")
    behind = [row for row in facts.projects if row.item.standing.reading.light in {Light.YELLOW, Light.RED}]
    lines = [f"{'，'.join(said)}。"]
    lines += numbered(_project_line(row) for row in behind)
    if not behind:
        lines.append("本期无滞后的重大项目。")
    return DraftedPart("\n".join(lines), tuple(row.item.id for row in behind))


def _project_line(row: ProjectRow) -> str:
    item = row.item
    name = called(item.title, item.number, item.lead or "牵头单位未定")
    said = (
        f"{name}：{item.standing.reading.light.label}，{closed(plain_reason(item.standing.reading.reason))}"
    )
    if row.words:
        said += f"形象进度：{shortened(row.words)}"
    return said


def _money(amount: Money) -> str:
    """In 亿元 from one of them on, else in 万元."""
    return money.words(amount, money.YI if amount.wan >= _YI else money.WAN)


def requests(facts: BriefFacts) -> DraftedPart:
    """What waits for the leader: what, whose, since when, how long."""
    if not facts.requests:
        return DraftedPart("本期无需要领导协调的事项。")
    lines = numbered(_request_line(one, facts) for one in facts.requests)
    return DraftedPart("\n".join(lines), tuple(dict.fromkeys(one.item_id for one in facts.requests)))


def _request_line(one: BriefRequest, facts: BriefFacts) -> str:
    said = f"{called(one.title, one.number, one.unit)}：{closed(one.text)}"
    when = []
    if one.raised_on is not None:
        when.append(f"{day_words(one.raised_on, facts.as_of.year)}提出")
    if one.waited_days:
        when.append(f"已等候{one.waited_days}天")
    when.append(f"提请层级：{one.level.label}")
    return f"{said}{'，'.join(when)}。"


def appeals(facts: BriefFacts) -> DraftedPart:
    """争取事项: how far each has come, with the newest contact up to the period's end."""
    if not facts.appeals:
        return DraftedPart("本期无争取事项。")
    lines = [_appeal_line(one, facts) for one in facts.appeals]
    return DraftedPart("\n".join(numbered(lines)), tuple(one.item_id for one in facts.appeals))


def _appeal_line(one: BriefAppeal, facts: BriefFacts) -> str:
    known = (
        ("对接层级", one.level.label if one.level is not None else ""),
        ("对口部门", open_end(one.office)),
        ("争取金额", _money(one.amount) if one.amount is not None else ""),
        ("进展", one.stage.label if one.stage is not None else "尚未对接"),
    )
    said = "，".join(f"{word}：{text}" for word, text in known if text)
    last = "尚无对接记录"
    if one.last_contact is not None:
        last = f"最近对接：{day_words(one.last_contact, facts.as_of.year)}"
        last += f"，{open_end(shortened(one.contact))}" if one.contact else ""
    line = f"{called(one.title, one.number, one.unit)}：{said}。{last}。"
    return line + (closed(f"备注：{shortened(one.remark)}") if one.remark.strip() else "")


def directives(facts: BriefFacts) -> DraftedPart:
    """Half-month: all that is open, the overdue first. Month: only the overdue ones are listed."""
    still_open = [one for one in facts.directives if one.state is DirectiveState.OPEN]
    ended = [one for one in facts.directives if one.state in {DirectiveState.DONE, DirectiveState.CLOSED}]
    late = [one for one in still_open if one.overdue_days]
    if not still_open and not ended:
        return DraftedPart("本期无交办事项。")
    head = f"在办{len(still_open)}项"
    head += f"，其中逾期{len(late)}项" if late else "，无逾期"
    head += f"；本期办结{len(ended)}项。"
    listed = (
        late if facts.kind is BriefKind.MONTH else [*late, *(o for o in still_open if not o.overdue_days)]
    )
    lines = [head, *numbered(_directive_line(one, facts) for one in listed)]
    if facts.kind is BriefKind.HALF_MONTH and ended:
        lines.append(f"本期办结：{'；'.join(open_end(one.what) for one in ended)}。")
    items = tuple(dict.fromkeys(one.item_id for one in listed if one.item_id))
    return DraftedPart("\n".join(lines), items)


def _directive_line(one: BriefDirective, facts: BriefFacts) -> str:
    who = f"，{one.who}" if one.who and one.who != one.unit else ""
    said = [f"{open_end(one.what)}（{one.source}交办，{one.unit}{who}）"]
    if one.item_number:
        said.append(f"涉及{one.item_number}")
    if one.due is None:
        said.append("未定时限")
    else:
        said.append(f"时限{day_words(one.due, facts.as_of.year)}")
    if one.overdue_days:
        said.append(f"已逾期{one.overdue_days}天")
    return f"{'，'.join(said)}。"


def unreported(facts: BriefFacts) -> DraftedPart:
    """Which units said nothing in the whole period, and which in some weeks."""
    if not facts.missing:
        return DraftedPart("本期各单位均已填报。")
    whole = [one.unit for one in facts.missing if one.whole]
    some = [f"{one.unit}（{joined_weeks(one.weeks)}）" for one in facts.missing if not one.whole]
    lines = []
    if whole:
        lines.append(f"全期未填报的{len(whole)}个单位：{'、'.join(whole)}。")
    if some:
        lines.append(f"部分周次未填报的{len(some)}个单位：{'、'.join(some)}。")
    return DraftedPart("\n".join(lines))
