"""Directives of every source and state for pictures and for trying things out: 演示数据, nobody in it is real.

Run by name: `python -m tests.demo_directives FOLDER`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.words import DirectiveSource as Source
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import directive_life as life
from shengsi_desktop.services import directives, facts, setting_up
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

#: week, line, item, source, given by, given on, document
GIVEN = (
    ("2023-W26", "上报渔博馆周边环境整治方案 @嵊山镇 @张某 7月14日", "4-2",
     Source.INSTRUCTION, "某副县长", date(2023, 6, 28), "演示〔2023〕3号"),
    ("2023-W27", "提出花鸟灯塔片区民宿消防整改清单 @花鸟 @李某 7月22日", "8-6",
     Source.INSPECTION, "某副县长", date(2023, 7, 5), ""),
    ("2023-W28", "答复关于夜间交通接驳的建议 @jtys 7月31日", "8-5",
     Source.CONGRESS, "", date(2023, 7, 12), "演示建议第7号"),
    ("2023-W29", "说明枸杞乡两个点位用地情况 @县资源规划局 8月2日", "4-2",
     Source.MONTH, "某县长", date(2023, 7, 18), ""),
    ("2023-W29", "整理海钓大赛赞助合同 @产业科 7月26日", "8-2", Source.WEEKLY, "", None, ""),
    ("2023-W30", "商请反馈渔旅融合实施方案意见 @花鸟乡 8月1日", "4-2",
     Source.WEEKLY, "", date(2023, 7, 28), ""),
    ("2023-W30", "对接二季度资金拨付 @县财政局 8月15日", "4-2",
     Source.HALF_MONTH, "某副县长", date(2023, 7, 26), ""),
    ("2023-W30", "研究社区文化活动场地不足的提案 @县委宣传部 9月15日", "15-1",
     Source.CONSULTATIVE, "", date(2023, 7, 25), "演示提案第12号"),
    ("2023-W30", "核实沙滩垃圾清运群众来信 @菜园镇", None, Source.OPINION, "", date(2023, 7, 27), ""),
    ("2023-W30", "梳理“海上游”试点问题清单 @办公室 8月4日", "8-5",
     Source.SUPERVISION, "", date(2023, 7, 24), ""),
)  # fmt: skip


def fill(store: Store) -> None:
    """Ten directives, some with a life behind them."""
    settings = setting_up.settings(store)
    unit_id, rhythm = settings.unit.id, settings.rhythm
    for name, line, number, source, given_by, given_on, document in GIVEN:
        week = parse_week(name, rhythm)
        with store.reading() as session:
            item_id = facts.find_item(session, number).id if number else None
        directives.add_directive(
            store, unit_id, week, line, week.last, item_id,
            source=source, given_by=given_by, given_on=given_on, document=document,
        )  # fmt: skip
    ids = {one.number: one.id for one in directives.directives(store, unit_id, date(2023, 7, 28))}
    first = max(ids) - len(GIVEN) + 1
    _live(store, [ids[first + place] for place in range(len(GIVEN))])


def _live(store: Store, ids: list[str]) -> None:
    life.sign_directive(store, ids[0], by="张某", on=date(2023, 6, 29))
    life.note_progress(store, ids[0], words="方案初稿已完成，正征求村社意见。", on=date(2023, 7, 7))
    life.extend_directive(
        store, ids[0], due=date(2023, 7, 18), reason="台风影响，现场勘察推迟", on=date(2023, 7, 13)
    )
    life.record_urging(store, [ids[0]], StepKind.URGE, date(2023, 7, 20))
    life.record_urging(store, [ids[0]], StepKind.URGE, date(2023, 7, 25))
    life.sign_directive(store, ids[1], by="李某", on=date(2023, 7, 6))
    life.note_progress(store, ids[1], words="清单已列出12处，余3处待核。", on=date(2023, 7, 20))
    life.record_urging(store, [ids[3]], StepKind.CONSULT, date(2023, 7, 27))
    life.finish_directive(store, ids[4], on=date(2023, 7, 25), result="合同已整理归档。")
    life.finish_directive(store, ids[2], on=date(2023, 7, 24), result="已书面答复，代表表示满意。")
    life.close_directive(store, ids[2], by="王小海", on=date(2023, 7, 27))


if __name__ == "__main__":
    with opened(Path(sys.argv[1]), writing=True) as demo:
        from tests import demo as whole

        whole.fill(demo)
        fill(demo)
