"""`meeting`, `directive`, `finalise`: a week filled in without a window."""

from __future__ import annotations

from datetime import date
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
from shengsi_desktop.cli.json_forms import directive_json


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
        if words or topics:
            service.record_meeting(found, unit_id, chosen, words, topics or ())
        view = service.meeting_form(found, unit_id, chosen).meeting
    if as_json:
        show_json(
            {
                **{name: getattr(view, name) for name in given},
                "topics": [
                    {"title": t.title, "notes": t.notes, "conclusion": t.conclusion} for t in view.topics
                ],
                "directives": [directive_json(one) for one in view.directives],
            }
        )
        return
    say(f"{chosen.label}会商  {view.held_at}  {view.place}  主持：{view.chair}")
    for topic in view.topics:
        say(f"  {topic.ordinal} {topic.title}  {topic.conclusion}")
    if view.notes:
        say(view.notes)


@app.command()
def directive(
    text: Annotated[str | None, typer.Argument(help="做什么 @谁 8月4日；不给时列出全部")] = None,
    week: WeekOption = None,
    done: Annotated[str | None, typer.Option("--done", help="办结：交办事项的编号或 id")] = None,
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
    from shengsi_desktop.services.directives import find_directive

    today = date.today()  # noqa: DTZ011 - the office's own day
    with opened(store, writing=bool(text or done)) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        with found.reading() as session:  # both are looked up first: one that is wrong stops the other
            item_id = facts.find_item(session, item).id if item else None
            ended = find_directive(session, unit_id, done, chosen.last).id if done else None
        if text:
            service.add_directive(found, unit_id, chosen, text, chosen.last, item_id)
        if ended:
            service.set_directive_state(found, ended, DirectiveState.DONE, min(today, chosen.last))
        rows = service.directives(found, unit_id, chosen.last)
    if as_json:
        show_json([directive_json(row) for row in rows])
        return
    for row in rows:
        due = f"{row.due.month}月{row.due.day}日" if row.due else ""
        sign = "○" if row.state is DirectiveState.OPEN else "✔"
        late = "  逾期" if row.overdue else ""
        say(f"{row.number:>3} {sign} {row.state.label}  {row.what}  {row.who}  {due}{late}")


@app.command()
def finalise(
    week: WeekOption = None,
    reviewer: Annotated[str, typer.Option("--reviewer", help="审核人")] = "",
    compare: Annotated[
        tuple[str, str] | None, typer.Option("--compare", help="比较两版，如 1 2，或 2 现在")
    ] = None,
    unit: UnitOption = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="列出各版定稿")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """定稿一周；--list 列出各版，--compare 比较两版。"""
    from shengsi_desktop.cli import versions
    from shengsi_desktop.services import finalising

    if listed or compare:
        with opened(store) as found:
            unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
            if listed:
                versions.list_versions(found, unit_id, chosen, as_json=as_json)
            if compare:
                versions.compare_versions(found, unit_id, chosen, compare, as_json=as_json)
        return
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
