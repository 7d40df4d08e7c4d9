"""Boards for pictures: reports of some units, a project each, groups, a 比拼榜. 演示数据, no figure is a fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import AdjustmentKind, Better
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, indicators, reporting, setting_up
from shengsi_desktop.services.boards import adjusting, custom
from shengsi_desktop.services.boards.groups import set_groups
from shengsi_desktop.services.county import units_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import WeekRhythm
    from shengsi_desktop.store.sessions import Store

WEEKS = ("2023-W26", "2023-W27", "2023-W28", "2023-W29", "2023-W30")
GROUPS = {
    "县文广旅体局": "民生", "县教育局": "民生", "县卫生健康局": "民生", "县人力社保局": "民生", "县民政局": "民生",
    "县发改局": "经济", "县经信局": "经济", "县海洋与渔业局": "经济", "县农业农村局": "经济", "县交通运输局": "经济",
}  # fmt: skip
OWNERS = {
    "地区生产总值增速": "县发改局", "地区生产总值": "县发改局", "港口货物吞吐量": "县经信局、县交通运输局",
    "旅游总收入增速": "县文广旅体局", "渔业增加值增速": "县海洋与渔业局", "新增就业岗位": "县人力社保局",
}  # fmt: skip


def fill(store: Store) -> None:
    """演示数据 of July 2023: how far each unit is follows from nothing but its place in the directory."""
    known = {unit.name: unit for unit in setting_up.directory()}
    set_groups(store, {known[name].id: group for name, group in GROUPS.items() if name in known})
    rhythm = setting_up.settings(store).rhythm
    with store.reading() as session:
        reads = units_at(session, parse_week(WEEKS[-1], rhythm))
        ids = {name: indicators.find(session, name).id for name in OWNERS}
    for at, read in enumerate(reads):
        _report(store, at, read.unit.id, [row for row in read.answered if not row.pending][:3])
    for name, owner in OWNERS.items():
        indicators.edit_indicator(store, ids[name], owner=owner)
    _adjust(store)
    _villages(store)


def _report(store: Store, at: int, unit_id: str, rows: Sequence[ItemRow]) -> None:
    rhythm = facts_rhythm(store, unit_id)
    for number, label in enumerate(WEEKS):
        if (at + number) % 7 == 6:
            continue
        week = parse_week(label, rhythm)
        for row in rows:
            values = {}
            for one in row.standing.deliverables:
                target = one.deliverable.target
                if target is not None and one.deliverable.kind.value == "quantity":
                    share = (35 + (at * 13) % 60 + number * 2) / 100
                    values[one.deliverable.number] = str(int(float(target) * share))
            reporting.report_once(
                store,
                row.id,
                unit_id,
                week,
                words={"progress": f"演示进展，第{number + 1}周。"},
                values=values,
            )
        if rows:
            finalising.finalise(store, unit_id, week, reviewer="张某")


def facts_rhythm(store: Store, unit_id: str) -> WeekRhythm:
    with store.reading() as session:
        return facts.rhythm(session, unit_id)


def _adjust(store: Store) -> None:
    unit = setting_up.the_unit("黄龙乡").id
    adjusting.adjust(
        store,
        "work",
        "2023-07",
        unit,
        kind=AdjustmentKind.NO_SUBSTANCE,
        reason="演示：第29周各项与上周一字不差",
        person="李某",
    )


def _villages(store: Store) -> None:
    board, _ = custom.save_board(
        store, "", name="演示：垃圾减量比拼", measure="户均日产", unit="千克", better=Better.DOWN
    )
    for period, less in (("2023-06", 0), ("2023-07", 1)):
        rows = [
            custom.FigureRow(
                f"演示{name}村", group, f"{2.4 - 0.2 * (at % 5) - 0.1 * less * (at % 3):.1f}", "抽查10户"
            )
            for at, (name, group) in enumerate(zip("甲乙丙丁戊己庚", "泗礁泗礁泗枸枸", strict=True))
        ]
        custom.save_figures(store, board, period, [replace(row, group=f"演示{row.group}片") for row in rows])
