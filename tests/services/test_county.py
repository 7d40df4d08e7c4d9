"""The county's view: every unit's items by the unit that answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import county, drafting, facts, plan_import, reporting, setting_up
from shengsi_desktop.services.indicators import session_standings
from shengsi_desktop.store import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def test_each_unit_is_seen_by_its_own_reports(
    store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]
) -> None:
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"progress": "已完工14个"})
    with store.reading() as session:
        seen = {one.unit.id: one for one in county.units_at(session, week("2023-W10"))}
    assert len(seen) > 40
    ours = {row.number: row for row in seen[unit_id].answered}
    assert ours["4-2"].reported
    others = [row for uid, one in seen.items() if uid != unit_id for row in one.answered]
    assert {row.standing.reading.light for row in others} <= {Light.UNREPORTED}
    assert all(row.role is not Role.SUPPORT for row in others)


def test_only_the_units_asked_for_are_read(store: Store, unit_id: str, week: Callable[[str], Week]) -> None:
    with store.reading() as session:
        assert [one.unit.id for one in county.units_at(session, week("2023-W10"), {unit_id})] == [unit_id]


def test_of_a_past_year_its_own_plan_is_read_whichever_the_desk_has_chosen(
    store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]
) -> None:
    w10, before = week("2023-W10"), setting_up.settings(store).plan_id
    reporting.report_once(store, item("4-2"), unit_id, w10, words={"progress": "已完工14个"})
    with store.reading() as session:
        then = county.units_at(session, w10)
        indicators = session_standings(session, "2023-06")
    text = "某县2024年行动方案\n一、任务\n1. 建冷库。新建冷库3座。（责任单位：县文广旅体局）\n"
    preview = plan_import.preview(text.encode(), "方案.txt", store)
    plan_import.import_plan(store, preview)
    store.set_setting("plan_id", preview.plan_id)
    with store.reading() as session:
        assert len(county.units_at(session, w10)) == 1
        assert facts.plan_of_year(session, 2023).id == before
        assert [one.read.rows for one in county.units_at(session, w10, year=2023)] == [
            one.read.rows for one in then
        ]
        assert session_standings(session, "2023-06", plan_id=before) == indicators
        # of a year without a plan there is only the chosen one
        assert facts.plan_of_year(session, 2025).id == preview.plan_id


def test_the_county_reads_of_a_unit_what_the_unit_itself_reads(
    store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]
) -> None:
    w10 = week("2023-W10")
    form = reporting.report_form(store, item("4-2"), unit_id, w10)
    drafting.keep_draft(store, form.fields["progress"], "正在打的字")
    with store.reading() as session:
        some = county.units_at(session, w10)[::8]
        for one in some:
            assert one.read.facts == facts.week_facts(session, one.unit.id, str(one.week))
        own = county.units_at(session, w10, {unit_id})[0]
        saved = county.units_at(session, w10, {unit_id}, drafts=False)[0]
    assert own.read.facts.reports[0].progress == "正在打的字"
    assert saved.read.facts.reports == ()


def test_what_units_and_weeks_share_is_read_once(
    store: Store, week: Callable[[str], Week], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    for name in ("load_items", "load_units", "load_places", "load_stoppages", "load_reports"):
        whole = getattr(reading, name)
        monkeypatch.setattr(
            reading, name, lambda *a, _f=whole, _n=name, **k: (read.append(_n), _f(*a, **k))[1]
        )
    with store.reading() as session:
        reader = county.CountyReader(session)
        later = reader.at(lambda rhythm: parse_week("2023-W30", rhythm))
        earlier = reader.at(lambda rhythm: parse_week("2023-W10", rhythm))
        plain = county.units_at(session, week("2023-W10"))
    assert [(one.read.facts, one.read.rows) for one in earlier] == [
        (one.read.facts, one.read.rows) for one in plain
    ]
    assert read.count("load_items") == read.count("load_stoppages") == 2
    assert read.count("load_reports") == 2 * len(later)
