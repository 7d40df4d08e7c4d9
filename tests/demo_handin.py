"""演示数据: a unit that hands in, a county that has three units' weeks to take in, and files to drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, meetings, reporting, setting_up
from shengsi_desktop.services.exchange import submissions

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

WEEK = "2023-W30"
SAID = (
    "演示数据：已完成方案初稿，正在征求意见",
    "演示数据：完成现场踏勘3处",
    "演示数据：与项目单位会商2次，明确时限",
)


def fill(store: Store) -> None:
    """The desk's unit has a signed week with a meeting."""
    desk = setting_up.settings(store)
    week = parse_week(WEEK, desk.rhythm)
    with store.reading() as session:
        rows = [row for row in facts.rows(session, desk.unit.id, week) if row.role is not None]
    for place, row in enumerate(rows[:5]):
        reporting.report_once(
            store,
            row.id,
            desk.unit.id,
            week,
            words={"progress": SAID[place % len(SAID)], "next_plan": "演示数据：继续推进\n报专班研究"},
            request="演示数据：请协调用地指标" if place == 1 else None,
        )
    meetings.set_meeting(
        store, desk.unit.id, week, place="三楼会议室", chair="张某", notes="演示数据：讨论从略"
    )
    finalising.finalise(store, desk.unit.id, week, reviewer="张某")


def hand_in(store: Store, folder: Path, *, way: str = ".sspkg", passphrase: str = "") -> Path:
    """The signed week as a file in that folder."""
    desk = setting_up.settings(store)
    week = parse_week(WEEK, desk.rhythm)
    path = folder / f"{desk.unit.name}_2023年第30周_报送v1{way}"
    if way == ".xlsx":
        submissions.write_workbook(store, path, desk.unit.id, week)
    else:
        submissions.write_package(store, path, desk.unit.id, week, passphrase=passphrase)
    return path
