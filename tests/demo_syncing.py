"""Example data of two machines of one unit (marked 演示数据), for looking at 本单位同步."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import reporting, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Report

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

WEEK = "2023-W30"
_OFFICE = "（演示数据）全县已完成微改造项目14个，其中嵊山镇5个、枸杞乡9个；“海上看壁下”线路已报审。"
_LAPTOP = "（演示数据）全县已完成微改造项目16个，其中嵊山镇7个、枸杞乡9个；浙江海岛公园验收材料已上报。"


def fill(store: Store, room: Path) -> Path:
    """Write at this desk, and on a second machine of it below `room`; a package of that one's, taken in here."""
    with store.reading() as session:
        rows = raw_connection(session).execute(
            "SELECT i.id FROM item i JOIN assignment a ON a.item_id = i.id WHERE a.unit_id = ?"
            " ORDER BY i.ordinal LIMIT 3",
            (setting_up.settings(store).unit.id,),
        )
        items = [row[0] for row in rows]
    store.set_setting("person", "王晓")
    _write(store, items[1], "（演示数据）已印发通知。")
    first, second = room / "演示-1.sspkg", room / "演示-2.sspkg"
    syncing.make(store, first)
    folder = room / "laptop"
    folder.mkdir(parents=True)
    with store.writing() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(store.folder / "store.db", folder / "store.db")
    with opened(folder, writing=True) as laptop:
        laptop.set_setting("person", "李外勤")
        _write(laptop, items[0], _LAPTOP)
        _write(laptop, items[1], "（演示数据）已印发通知，8个乡镇已回函。")
        _write(laptop, items[2], "（演示数据）大小洋山航线已试航。")
        syncing.make(laptop, second)
    _write(store, items[0], _OFFICE)
    with signed(store, "删除填报") as command:
        for row in command.session.exec(select(Report).where(Report.item_id == items[1])):
            command.session.delete(row)
    syncing.take(store, second.read_bytes(), second.name)
    with store.writing() as raw:
        raw.execute("UPDATE machine SET host = 'BDC-笔记本' WHERE host <> ''")
        raw.execute(
            "INSERT INTO machine (origin, host, person, knows, at) VALUES ('demo', 'WGLT-B岗', '张副手', '{}', ?)",
            ("2023-07-21T06:30:00+00:00",),
        )
    return second


def _write(store: Store, item_id: str, words: str) -> None:
    desk = setting_up.settings(store)
    week = parse_week(WEEK, desk.rhythm)
    reporting.report_once(store, item_id, desk.unit.id, week, words={"progress": words})
