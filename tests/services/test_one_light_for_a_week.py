"""An indicator has one light for a week, wherever it is read: the page, the week's workbook, the month's pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.domain.tracking import LightRule
from shengsi_desktop.domain.words import Light
from shengsi_desktop.services import exporting, indicators, light_rules
from shengsi_desktop.services.brief_reading import brief_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

GDP = 2
MILD = replace(LightRule(), yellow_below=Decimal(40), red_below=Decimal(60))


def lights(found: tuple[IndicatorStanding, ...]) -> tuple[Light, str]:
    one = found[GDP]
    return one.reading.light, one.reading.reason


def test_page_workbook_and_pack_agree_and_a_coming_rule_changes_none_of_them(
    store: Store, unit_id: str, week: Callable[[str], Week]
) -> None:
    gdp = indicators.standings(store)[GDP].indicator.id
    indicators.set_point(store, gdp, "2023-06", value=Decimal(56))
    shown = week("2023-W30")
    before = lights(indicators.week_standings(store, shown))
    for since in ("2023-W31", "2023-W32"):
        # W31 holds the last day of July, but belongs to August as its Thursday does
        wish = replace(MILD, soon_days=int(since[-2:]))
        light_rules.change_rule(store, wish, week(since), shown)
        # figures of later months are not known yet in the week that is shown
        indicators.set_point(store, gdp, "2023-08", value=Decimal(142))
        with store.reading() as session:
            pack = brief_facts(session, unit_id, BriefKind.MONTH, "2023-07", "", date(2023, 7, 28))
        assert before[0] is Light.YELLOW
        assert lights(indicators.week_standings(store, shown)) == before
        assert lights(indicators.week_standings(store, shown, 2023)) == before
        assert lights(exporting.week_book(store, unit_id, shown).indicators) == before
        assert lights(pack.indicators) == before
    later = lights(indicators.week_standings(store, week("2023-W33")))
    assert later[0] is Light.GREEN
    assert "8月142" in later[1]


def test_another_year_is_read_to_its_december(store: Store, week: Callable[[str], Week]) -> None:
    gdp = indicators.standings(store)[GDP].indicator.id
    indicators.set_point(store, gdp, "2022-12", value=Decimal(128))
    then = indicators.week_standings(store, week("2023-W30"), 2022)[GDP]
    assert then.latest is not None
    assert then.latest.period == "2022-12"
