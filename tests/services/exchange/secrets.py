"""Marked words in every place that stays in the unit, to be looked for in what leaves it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.services import directives, meetings, sections, setting_up, soliciting

if TYPE_CHECKING:
    from tests.services.exchange.conftest import Place

PRIVATE = (
    "甲密议",
    "乙密记",
    "丙密人",
    "丁密科",
    "5089999",
    "戊密周",
    "己密备",
    "庚密办",
    "5087777",
    "辛密复",
    "壬密手",
)


def plant(place: Place) -> None:
    """A signed week with a marked word in every place that stays."""
    store, unit_id, week = place.store, place.unit_id, place.week()
    meetings.set_meeting(store, unit_id, week, notes=PRIVATE[0], recorder=PRIVATE[2], place=PRIVATE[6])
    meetings.add_topic(store, unit_id, week, PRIVATE[1])
    sections.add_section(store, unit_id, PRIVATE[3], "经办", PRIVATE[4], item_id=place.item("4-2"))
    place.write("4-2", PRIVATE[5], week="2023-W29", request=PRIVATE[5])
    directives.add_directive(store, unit_id, week, PRIVATE[7], date(2023, 7, 28))
    setting_up.change_settings(store, phone=PRIVATE[8])
    soliciting.keep_reply(store, unit_id, week, f"4-2 {PRIVATE[9]}")
    place.write("4-2", "已完工14个", words={"contact": PRIVATE[10], "section": PRIVATE[10]})
    place.sign()
