"""`directive`, `finalise`: a week filled in without a window."""

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
