"""The parts of a brief beside the items' own progress: indicators, projects, requests, directives, silence. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain import money
from shengsi_desktop.domain.briefs import BriefKind, DraftedPart
from shengsi_desktop.domain.words import DirectiveState, Light
from shengsi_desktop.rhythm.brief_faults import is_behind
from shengsi_desktop.rhythm.brief_words import (
    called,
    clipped,
    closed,
    numbered,
    open_end,
    plain_reason,
    short_title,
    week_words,
)
from shengsi_desktop.rhythm.figures import day_words, percent_words, plain
from shengsi_desktop.rhythm.lights import is_due_soon
from shengsi_desktop.rhythm.period_words import period_words
from shengsi_desktop.rhythm.targets import goal_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.briefs import (
        BriefAppeal,
        BriefDirective,
        BriefFacts,
        BriefMissing,
        BriefRequest,
    )
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.projects import ProjectRow
    from shengsi_desktop.domain.weeks import Week

_YI = 10_000
_LIT = (Light.RED, Light.YELLOW, Light.GREEN, Light.DONE)
#: so many unpublished indicators are named; more are a count
_FEW = 6
#: characters of what was said last with an office above
_CONTACT = 24


def indicators(facts: BriefFacts) -> DraftedPart:
    """Newest values with their lights, those behind each in a line of its own.

    What is not published is never called behind; that and what has no light (a target in words) are counts.
    """
    if not facts.indicators:
        return DraftedPart("本期无指标。")
    groups = {light: [one for one in facts.indicators if one.reading.light is light] for light in _LIT}
    waiting = [one for one in facts.indicators if one.reading.light is Light.UNPUBLISHED]
    unlit = [one for one in facts.indicators if one.reading.light not in {*_LIT, Light.UNPUBLISHED}]
    shown = [f"{light.label}{len(found)}项" for light, found in groups.items() if found]
    shown += [f"{word}{len(found)}项" for word, found in (("未发布", waiting), ("不亮灯", unlit)) if found]
    lines = [f"指标{len(facts.indicators)}项：{'，'.join(shown)}。"]
    behind = [*groups[Light.RED], *groups[Light.YELLOW]]
    lines += numbered(_behind_line(one) for one in behind)
    for light in (Light.GREEN, Light.DONE):
        if groups[light]:
            lines.append(f"{light.label}：{'；'.join(map(_value_words, groups[light]))}。")
    if 0 < len(waiting) <= _FEW:
        lines.append(f"未发布：{'、'.join(one.indicator.name for one in waiting)}。")
    return DraftedPart("\n".join(lines))


def _behind_line(one: IndicatorStanding) -> str:
    """The light, and its reason, which has value, target and gap."""
    return closed(f"{one.indicator.name}：{one.reading.light.label}，{plain_reason(one.reading.reason)}")


def _value_words(one: IndicatorStanding) -> str:
    """«地区生产总值1–6月66.2亿元（目标突破143亿元）»; the name alone where there is no value and no target."""
    indicator, latest = one.indicator, one.latest
    goal = goal_words(indicator)
    said = indicator.name
    if latest is not None and latest.value is not None:
        when = period_words(indicator, latest.period, through=indicator.cumulative)
        said += f"{when}{plain(latest.value)}{indicator.unit}"
    return f"{said}（目标{goal}）" if goal else said


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
    behind = [row for row in facts.projects if is_behind(row.item.standing)]
    behind.sort(key=lambda row: row.item.standing.reading.light is not Light.RED)
    soon = [row for row in facts.projects if is_due_soon(row.item.standing.reading)]
    late = f"滞后{len(behind)}个" if behind else "无滞后项目"
    late += f"，临近时限{len(soon)}个" if soon else ""
    lines = [f"{'，'.join(said)}；{late}{'，具体如下' if behind or soon else ''}。"]
    lines += numbered(_project_line(row) for row in (*behind, *soon))
    return DraftedPart("\n".join(lines), tuple(row.item.id for row in (*behind, *soon)))


def _project_line(row: ProjectRow) -> str:
    """Light and 形象进度; the sums stand with what is behind."""
    item = row.item
    said = called(short_title(item.title), item.number, item.lead or "牵头单位未定")
    soon = is_due_soon(item.standing.reading)
    said += f"：{'临近时限' if soon else item.standing.reading.light.label}。"
    return said + (closed(f"形象进度：{clipped(row.words, _CONTACT)}") if row.words else "")


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
    """争取事项: how far each has come; those without a contact in the period are named with their stage alone."""
    if not facts.appeals:
        return DraftedPart("本期无争取事项。")
    first = facts.weeks[0].first
    met = [one for one in facts.appeals if one.last_contact is not None and one.last_contact >= first]
    others = [one for one in facts.appeals if one not in met]
    lines = numbered(_appeal_line(one, facts) for one in met)
    if others:
        names = [f"{one.number} {short_title(one.title)}（{_stage(one)}）" for one in others]
        lines.append(f"本期无对接的{len(others)}项：{'、'.join(names)}。")
    return DraftedPart("\n".join(lines), tuple(one.item_id for one in (*met, *others)))


def _stage(one: BriefAppeal) -> str:
    return one.stage.label if one.stage is not None else "尚未对接"


def _appeal_line(one: BriefAppeal, facts: BriefFacts) -> str:
    known = (
        ("对接层级", one.level.label if one.level is not None else ""),
        ("对口部门", open_end(one.office)),
        ("争取金额", _money(one.amount) if one.amount is not None else ""),
        ("进展", _stage(one)),
    )
    said = "，".join(f"{word}：{text}" for word, text in known if text)
    last = ""
    if one.last_contact is not None:
        last = f"最近对接：{day_words(one.last_contact, facts.as_of.year)}"
        last += f"，{open_end(clipped(one.contact, _CONTACT))}" if one.contact else ""
    return f"{called(short_title(one.title), one.number, one.unit)}：{said}。{closed(last)}"


def directives(facts: BriefFacts) -> DraftedPart:
    """Half-month: all that is open, the overdue first. Month: only the overdue ones are listed."""
    still_open = [one for one in facts.directives if one.state is DirectiveState.OPEN]
    ended = [one for one in facts.directives if one.state in {DirectiveState.DONE, DirectiveState.CLOSED}]
    late = [one for one in still_open if one.overdue_days]
    if not still_open and not ended:
        return DraftedPart("本期无交办事项。")
    month = facts.kind is BriefKind.MONTH
    head = f"在办{len(still_open)}项"
    head += f"，其中逾期{len(late)}项{'，具体如下' if month else ''}" if late else "，无逾期"
    head += f"；本期办结{len(ended)}项。"
    listed = late if month else [*late, *(one for one in still_open if not one.overdue_days)]
    lines = [head, *numbered(_directive_line(one, facts) for one in listed)]
    if facts.kind is BriefKind.HALF_MONTH and ended:
        lines.append(f"本期办结：{'；'.join(open_end(one.what) for one in ended)}。")
    items = tuple(dict.fromkeys(one.item_id for one in listed if one.item_id))
    return DraftedPart("\n".join(lines), items)


def _directive_line(one: BriefDirective, facts: BriefFacts) -> str:
    who = f"，{one.who}" if one.who and one.who != one.unit else ""
    said = [f"{open_end(one.what)}（{one.source}交办，{one.unit}{who}）"]
    if one.item_number:
        titles = {item.row.id: short_title(item.row.title) for item in facts.items}
        said.append(f"涉及{one.item_number}{f' {titles[one.item_id]}' if one.item_id in titles else ''}")
    if one.due is None:
        said.append("未定时限")
    else:
        first = f"（原定{day_words(one.first_due, facts.as_of.year)}）" if one.first_due else ""
        said.append(f"时限{day_words(one.due, facts.as_of.year)}{first}")
    if one.overdue_days:
        said.append(f"已逾期{one.overdue_days}天")
    return f"{'，'.join(said)}。"


def unreported(facts: BriefFacts) -> DraftedPart:
    """Which units said nothing in the whole period, and which in some weeks, with the days of these."""
    if not facts.missing:
        return DraftedPart("本期各单位均已填报。")
    whole = [one.unit for one in facts.missing if one.whole]
    part = [one for one in facts.missing if not one.whole]
    lines = []
    if whole:
        lines.append(f"全期未填报的{len(whole)}个单位：{'、'.join(whole)}。")
    if part:
        weeks = sorted({week for one in part for week in one.weeks})
        listed = [f"{week_words(week)}{'、'.join(_silent_in(part, week))}" for week in weeks]
        lines.append(f"部分周次未填报的{len(part)}个单位：{'；'.join(listed)}。")
    return DraftedPart("\n".join(lines))


def _silent_in(missing: Sequence[BriefMissing], week: Week) -> list[str]:
    return [one.unit for one in missing if week in one.weeks]
