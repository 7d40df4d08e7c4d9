"""演示数据: the county's desk on a Monday morning, three weeks of what units handed in. All of it is made up."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.gathering import GatherState
from shengsi_desktop.domain.words import DeliverableKind, RequestLevel, Role
from shengsi_desktop.services import county as county_units
from shengsi_desktop.services import drafting
from shengsi_desktop.services.exchange import consolidating, gathering, letters
from tests.handed_in import hand_in, week_of, write

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.store.sessions import Store

_PROGRESS = (
    "完成现场踏勘和方案初稿，召开专题会2次，正在按意见修改（演示数据）",
    "完成招标公告发布，施工单位已进场，累计完成投资320万元（演示数据）",
    "与省厅对接1次，材料已报送，等待批复（演示数据）",
    "组织培训1期，56人次参加（演示数据）",
)
_SUPPORT = ("提供基础数据（演示数据）", "开展联合检查1次（演示数据）", "做好场地协调（演示数据）")
_PROBLEMS = ("用地指标尚未落实，影响开工", "停航期间建材无法进岛", "", "")
_PLANS = ("完成施工图审查", "开展第二轮走访", "继续跟进批复")


def fill(county: Store, scratch: Store, folder: Path) -> None:
    """Take in three weeks of most units, return one, take one down by telephone, write one note."""
    chance = random.Random(3)
    for label in ("2023-W28", "2023-W29", "2023-W30"):
        week = week_of(county, label)
        with scratch.reading() as session:
            reads = county_units.units_at(session, week)
        for place, read in enumerate(reads):
            own = read.unit.name == "县委社建委"
            if own or (place + week.number) % 7 == 0:
                continue
            said = {row.number: _said(row, chance) for row in read.read.rows if chance.random() < 0.85}
            if said:
                hand_in(scratch, county, folder, read.unit.name, week, said, reviewer="张某")
    _afterwards(county)


def _said(row: ItemRow, chance: random.Random) -> dict[str, Any]:
    if row.role is Role.SUPPORT:
        return {"words": {"progress": chance.choice(_SUPPORT)}}
    words = {
        "progress": chance.choice(_PROGRESS),
        "problems": chance.choice(_PROBLEMS),
        "next_plan": chance.choice(_PLANS),
    }
    values: dict[str, str] = {}
    for standing in row.standing.deliverables:
        one = standing.deliverable
        if one.kind is DeliverableKind.QUANTITY and one.target:
            values[one.number] = str(int(one.target * chance.randint(20, 70) // 100))
        elif one.kind is DeliverableKind.MILESTONE:
            values[one.number] = str(chance.randint(0, len(one.stages)))
    given: dict[str, Any] = {"words": words, "values": values}
    if chance.random() < 0.12:
        given |= {"request": "请协调落实用地和用海指标", "level": chance.choice(list(RequestLevel))}
    return given


def _afterwards(county: Store) -> None:
    week = week_of(county)
    found = gathering.gathering(county, week)
    letters.return_week(
        county, found.of(GatherState.REPORTED)[2].unit.id, str(week), reason="进展与上周相同，请核对"
    )
    table = consolidating.county_table(county, week)
    missing = next(one for one in found.of(GatherState.MISSING) if one.leads and not one.own)
    item = next(one for one in table.items if one.lines[0].unit_id == missing.unit.id)
    write(county, missing.unit.name, week, {item.number: {"words": {"progress": "电话报：正常推进"}}})
    told = next(one for one in table.items if one.number == "3-1")
    field = consolidating.note_fields(county, told, week)[told.lines[0].unit_id]
    drafting.keep_draft(county, field, "和美乡村按序时推进，停航影响建材进岛（演示数据）")
    drafting.commit_drafts(county)
