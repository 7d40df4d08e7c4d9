"""演示数据 of meetings beside the weekly one: series, a 听取 held, one that waits, topics put off."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.rhythm.meeting_days import series_n
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, meeting_series, meetings, setting_up
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.tables import CountyLeader, TaskForce

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store


def fill(store: Store) -> None:
    """To a store that `tests.demo` has filled."""
    settings = setting_up.settings(store)
    unit_id = settings.unit.id
    with store.command("演示数据") as command:
        leader = CountyLeader(name="某副县长", post="分管文旅", ordinal=1)
        force = TaskForce(name="海岛旅游专班（演示）", head="某副县长", ordinal=1)
        command.session.add_all((leader, force))
    hearing = meeting_series.add_series(
        store,
        unit_id,
        Cadence.HALF_MONTH,
        "分管领导半月听取",
        place="县政府二楼会议室",
        attendees="某副县长、张某、李某、产业科、文化科",
        leader_id=leader.id,
    )
    meeting_series.add_series(store, unit_id, Cadence.MONTH, "县例会", month_day=29, place="县行政中心")
    meeting_series.add_series(
        store, unit_id, Cadence.TASK_FORCE, "旅游专班会议", weekday=2, task_force_id=force.id
    )
    first = MeetingKey(unit_id, Cadence.HALF_MONTH, "2023-07-1", series_n(hearing), hearing)
    meetings.record(
        store,
        first,
        {
            "held_at": "7月14日 15:00",
            "place": "县政府二楼会议室",
            "chair": "某副县长",
            "attendees": "某副县长、张某、李某、产业科",
            "recorder": "王小海",
            "conclusion": "渔旅融合方案月底前报县政府；夜景亮化抓紧备料，8月底前完工。",
        },
        ["渔旅融合实施方案", "夜景亮化备料", "秋季海钓赛筹备"],
    )
    topics = meetings.meeting_form_of(store, first).meeting.topics
    with store.command("演示数据") as command:
        from shengsi_desktop.store.tables import Topic

        row = command.session.get(Topic, topics[0].id)
        assert row is not None
        row.notes, row.conclusion = "三乡镇意见已收齐，还差花鸟乡。", "月底前报县政府。"
        with store.reading() as session:
            row.item_id = facts.find_item(session, "4-2").id
    meetings.hand_out(store, first, "报送渔旅融合方案送审稿 @县文广旅体局 @张某 7月31日", date(2023, 7, 14))
    meetings.hand_out(store, first, "商议海钓赛安全方案 @县海洋与渔业局 8月10日", date(2023, 7, 14))
    last = parse_week("2023-W29", settings.rhythm)
    meetings.add_topic(store, unit_id, last, "文化驿站选址")


if __name__ == "__main__":
    from tests.demo import fill as fill_all

    with opened(Path(sys.argv[1]), writing=True) as demo:
        fill_all(demo)
        fill(demo)
