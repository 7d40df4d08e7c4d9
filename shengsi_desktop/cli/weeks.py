"""`finalise`: a week signed without a window."""

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
    unit_id_of,
    week_of,
)


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
