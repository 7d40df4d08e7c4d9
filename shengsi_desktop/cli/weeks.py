"""`meeting`, `finalise`: a week filled in without a window."""

from __future__ import annotations

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
