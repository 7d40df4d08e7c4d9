"""`report`, `meeting`, `directive`, `finalise`, `indicator`: a week filled in without a window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    desk,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.domain.problems import Refusal


@app.command()
def report(
    item: Annotated[str, typer.Argument(help="事项编号（如 4-2）或 id")],
    week: WeekOption = None,
    done: Annotated[str | None, typer.Option("--done", help="本周进展（配合单位为本单位配合情况）")] = None,
    next_plan: Annotated[str | None, typer.Option("--next", help="下周计划，一行一条")] = None,
    problems: Annotated[str | None, typer.Option("--problems", help="存在问题")] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", help="细项，如 4-2.1=14 或 4-2.2=征求意见")
    ] = None,
    percent: Annotated[str | None, typer.Option("--percent", help="改写完成情况（0到100），须写理由")] = None,
    reason: Annotated[str, typer.Option("--reason", help="改写的理由")] = "",
    request: Annotated[str | None, typer.Option("--request", help="需协调事项")] = None,
    unit: UnitOption = None,
    *,
    no_news: Annotated[bool, typer.Option("--no-news", help="本周无新进展")] = False,
    store: StoreOption = None,
) -> None:
    """填报一个事项的一周。"""
    from shengsi_desktop.services import facts, reporting

    words = {
        name: text
        for name, text in (("progress", done), ("next_plan", next_plan), ("problems", problems))
        if text is not None
    }
    with opened(store, writing=True) as found:
        with found.reading() as session:
            item_id = facts.find_item(session, item).id
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        if not (words or values or percent is not None or no_news or request is not None):
            raise Refusal("没有给出要填报的内容。例：--done “……” --next “……” --set 4-2.1=14")
        changed = reporting.report_once(
            found,
            item_id,
            unit_id,
            chosen,
            words=words,
            values=_pairs(values or []),
            override=None if percent is None else (_decimal(percent), reason),
            no_news=no_news or None,
            request=request,
        )
        say(f"{item} {chosen.label}已存入（{len(changed)}处）。" if changed else "内容与原来相同，没有改动。")


def _pairs(values: list[str]) -> dict[str, str]:
    pairs = {}
    for text in values:
        number, sign, value = text.partition("=")
        if not sign:
            raise Refusal(f"“{text}”应写成 细项编号=数值，如 4-2.1=14。没有存入。")
        pairs[number.strip()] = value.strip()
    return pairs


def _decimal(text: str) -> Decimal:
    from shengsi_desktop.rhythm.typed_numbers import parse_number

    number = parse_number(text)
    if number is None:
        raise Refusal(f"“{text}”不是数，没有存入。")
    return number


@app.command()
def meeting(
    week: WeekOption = None,
    held_at: Annotated[str | None, typer.Option("--time", help="时间，如 7月28日 15:00")] = None,
    place: Annotated[str | None, typer.Option("--place", help="地点")] = None,
    chair: Annotated[str | None, typer.Option("--chair", help="主持")] = None,
    attendees: Annotated[str | None, typer.Option("--attendees", help="参加")] = None,
    recorder: Annotated[str | None, typer.Option("--recorder", help="记录人")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="会商记录")] = None,
    topics: Annotated[list[str] | None, typer.Option("--topic", help="议题，可多次")] = None,
    unit: UnitOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """记一周的会商；不给内容时显示会商记录。"""
    from shengsi_desktop.services import meetings as service

    given = {
        "held_at": held_at,
        "place": place,
        "chair": chair,
        "attendees": attendees,
        "recorder": recorder,
        "notes": notes,
    }
    words = {name: text for name, text in given.items() if text is not None}
    with opened(store, writing=bool(words or topics)) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        if words:
            service.set_meeting(found, unit_id, chosen, **words)
        for title in topics or ():
            service.add_topic(found, unit_id, chosen, title)
        view = service.meeting_form(found, unit_id, chosen).meeting
    if as_json:
        show_json(
            {
                **{name: getattr(view, name) for name in given},
                "topics": [
                    {"title": t.title, "notes": t.notes, "conclusion": t.conclusion} for t in view.topics
                ],
                "directives": [
                    {"id": d.id, "what": d.what, "who": d.who, "due": d.due.isoformat() if d.due else None}
                    for d in view.directives
                ],
            }
        )
        return
    say(f"{chosen.label}会商  {view.held_at}  {view.place}  主持：{view.chair}")
    for topic in view.topics:
        say(f"  {topic.ordinal} {topic.title}  {topic.conclusion}")


@app.command()
def directive(
    text: Annotated[str | None, typer.Argument(help="做什么 @谁 8月4日；不给时列出全部")] = None,
    week: WeekOption = None,
    done: Annotated[str | None, typer.Option("--done", help="办结：交办事项的 id")] = None,
    item: Annotated[str | None, typer.Option("--item", help="关联事项编号")] = None,
    unit: UnitOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """记一条交办事项，办结一条，或列出。"""
    from shengsi_desktop.domain.words import DirectiveState
    from shengsi_desktop.services import facts
    from shengsi_desktop.services import meetings as service

    today = date.today()  # noqa: DTZ011 - the office's own day
    with opened(store, writing=bool(text or done)) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        if text:
            item_id = None
            if item:
                with found.reading() as session:
                    item_id = facts.find_item(session, item).id
            service.add_directive(found, unit_id, chosen, text, chosen.last, item_id)
        if done:
            service.set_directive_state(found, done, DirectiveState.DONE, today)
        rows = service.directives(found, unit_id, chosen.last)
    if as_json:
        show_json(
            [
                {
                    "id": row.id,
                    "what": row.what,
                    "who": row.who,
                    "due": row.due.isoformat() if row.due else None,
                    "state": row.state.value,
                    "source": row.source.value,
                    "week": row.week,
                    "item": row.item_number,
                    "overdue": row.overdue,
                    "age_weeks": row.age_weeks,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        due = f"{row.due.month}月{row.due.day}日" if row.due else ""
        say(f"{'☑' if row.state is DirectiveState.DONE else '☐'} {row.what}  {row.who}  {due}  {row.id}")


@app.command()
def finalise(
    week: WeekOption = None,
    reviewer: Annotated[str, typer.Option("--reviewer", help="审核人")] = "",
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """定稿一周。"""
    from shengsi_desktop.services import finalising

    with opened(store, writing=True) as found:
        chosen = week_of(found, week)
        finalising.finalise(
            found,
            unit_id_of(found, unit),
            chosen,
            reviewer=reviewer or desk(found).reviewer,
            person=desk(found).person,
        )
        say(f"{chosen.label}已定稿。")


indicator_app = typer.Typer(help="指标", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(indicator_app, name="indicator")


@indicator_app.command("set")
def indicator_set(
    name: Annotated[str, typer.Argument(help="指标名称或序号")],
    period: Annotated[str, typer.Argument(help="月份，如 2023-03")],
    value: Annotated[str, typer.Argument(help="数值")],
    province: Annotated[str | None, typer.Option("--province", help="全省平均")] = None,
    planned: Annotated[str | None, typer.Option("--planned", help="计划")] = None,
    store: StoreOption = None,
) -> None:
    """录入一个指标的一期数值。"""
    from shengsi_desktop.services import indicators as service

    with opened(store, writing=True) as found:
        with found.reading() as session:
            row = service.find(session, name)
            indicator_id, full_name, unit = row.id, row.name, row.unit
        cells: dict[str, Decimal] = {"value": _decimal(value)}
        if province is not None:
            cells["province"] = _decimal(province)
        if planned is not None:
            cells["planned"] = _decimal(planned)
        service.set_points(found, indicator_id, period, cells)
        say(f"{full_name} {period}：{value}{unit}")


@indicator_app.command("list")
def indicator_list(
    period: Annotated[str | None, typer.Option("--period", help="月份，如 2023-06")] = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """列出全部指标的目标、数值和亮灯。"""
    from shengsi_desktop.services import indicators as service

    with opened(store) as found:
        rows = service.standings(found, period)
    if as_json:
        show_json(
            [
                {
                    "id": row.indicator.id,
                    "name": row.indicator.name,
                    "category": row.indicator.category,
                    "target": row.indicator.target_words,
                    "unit": row.indicator.unit,
                    "period": row.latest.period if row.latest else None,
                    "value": format(row.latest.value, "f")
                    if row.latest and row.latest.value is not None
                    else None,
                    "light": row.reading.light.value,
                    "light_reason": row.reading.reason,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        value = row.latest.value if row.latest else None
        say(
            f"{row.indicator.ordinal:>2} {row.indicator.name}  {row.indicator.target_words}{row.indicator.unit}"
            f"  {'—' if value is None else format(value, 'f')}  {row.reading.light.shape} {row.reading.reason}"
        )
