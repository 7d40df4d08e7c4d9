"""科室, a pasted reply and a returned week of 演示数据 beside `tests.demo`; no name in it is a person's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.sections import SectionLine
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import (
    facts,
    finalising,
    sections,
    setting_up,
    soliciting,
    submitting,
    week_states,
)

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

SECTIONS = (
    SectionLine("产业科", "张某", "0580-0000001"),
    SectionLine("文化科", "李某", "0580-0000002"),
    SectionLine("体育科", "王某", "0580-0000003"),
    SectionLine("办公室", "赵某", "0580-0000000"),
)
ITEMS = {"产业科": ("4-2", "8-3", "8-5", "8-6"), "文化科": ("15-1", "15-3", "4-2"), "体育科": ("8-8",)}
REPLY = """张某 2023/7/27 14:32:10
4－2：渔博馆微改造通过现场验收，已完工14个点位。
下步计划：汇总三乡镇意见，形成送审稿
存在问题：资金拨付进度慢于计划。
8—3、材料已按省厅要求补齐
（8-5）夜景亮化工程已进场
8-6：无进展
9-9：另有一事
周五下午有会，晚点再补
"""


def fill(store: Store) -> None:
    """Sections with their items, one reply half dealt with, last week handed in and returned."""
    settings = setting_up.settings(store)
    unit_id, week = settings.unit.id, parse_week("2023-W30", settings.rhythm)
    sections.take_sections(store, unit_id, SECTIONS)
    by_name = {one.name: one.id for one in sections.sections(store, unit_id)}
    for name, numbers in ITEMS.items():
        with store.reading() as session:
            ids = [facts.find_item(session, number).id for number in numbers]
        sections.assign(store, unit_id, ids, [by_name[name]], keep=True)
    reply = soliciting.keep_reply(store, unit_id, week, REPLY, by_name["产业科"])
    proposals = soliciting.replies(store, unit_id, week)[0].proposals
    soliciting.skip(store, reply, proposals[-1].key)
    week_states.mark_for_meeting(store, unit_id, week)
    last = parse_week("2023-W29", settings.rhythm)
    finalising.finalise(store, unit_id, last, reviewer="李明", person=settings.person)
    submitting.register_submission(
        store, unit_id, last, way="浙政钉", at=datetime.now(UTC), person=settings.person
    )
    submitting.register_return(store, unit_id, last, reason="4-2缺少下周计划（演示）", at=datetime.now(UTC))
