"""演示数据 of light rules, months and stoppages: made up, no figure in it is a fact."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.domain.words import RulePreset
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, light_rules, reporting, setting_up, stoppages

if TYPE_CHECKING:
    from shengsi_desktop.store.sessions import Store

#: week → what 微改造 had come to
_MICRO = {"2023-W04": "0", "2023-W13": "0", "2023-W17": "0", "2023-W22": "10", "2023-W26": "12"}


def fill(store: Store) -> None:
    """Months of 4-2 that were red and made up, stoppages of July, and a stricter rule from a later week on."""
    desk = setting_up.settings(store)
    with store.reading() as session:
        item = facts.find_item(session, "4-2").id
        found = facts.week_facts(session, desk.unit.id, "2023-W30")
    micro = next(one.number for one in found.deliverables if one.item_id == item and "微改造" in one.name)
    for label, value in _MICRO.items():
        week = parse_week(label, desk.rhythm)
        reporting.report_once(
            store,
            item,
            desk.unit.id,
            week,
            words={"progress": f"（演示数据）微改造项目已完工{value}个。"},
            values={micro: value},
        )
    typhoon = (StoppageKind.TYPHOON, date(2023, 7, 26), date(2023, 7, 28), ("花鸟", "嵊山", "枸杞"))
    stoppages.register(store, *typhoon, name="演示", source="演示数据")
    stoppages.register(store, StoppageKind.FOG, date(2023, 4, 3), date(2023, 4, 12), source="演示数据")
    stoppages.register(store, StoppageKind.MORATORIUM, date(2023, 5, 1), date(2023, 9, 16), source="演示数据")
    july = stoppages.stoppages(store)[-1]
    stoppages.link_item(store, july.id, item, included=True)
    begin = parse_week("2023-W32", desk.rhythm)
    light_rules.choose_preset(store, RulePreset.OUHAI, begin, begin)
