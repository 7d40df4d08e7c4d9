"""`finalise`: a week signed without a window."""

from __future__ import annotations

from typing import Annotated

import typer

from shengsi_desktop.cli.app import (
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
