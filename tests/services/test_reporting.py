"""A week is filled in: what is stored, what is not, and what next week sees of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light, PlanMark, RequestLevel, Role
from shengsi_desktop.services import facts, history, open_weeks, reporting, setting_up
from shengsi_desktop.store import keys
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    CoordinationRequest,
    Deliverable,
    DeliverableValue,
    Report,
)
from shengsi_desktop.store.tables import (
    PlanMark as MarkRow,
)
from tests.services.stored import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def deliverable(store: Store, number: str) -> str:
    with store.reading() as session:
        return session.exec(alive(Deliverable).where(Deliverable.number == number)).one().id


def standing_of(store: Store, item_id: str, unit_id: str, week: Week) -> object:
    return reporting.report_form(store, item_id, unit_id, week).standing


def value_now(store: Store, number: str, unit_id: str, week: Week) -> Decimal | None:
    item_id = number.partition(".")[0]
    with store.reading() as session:
        item_id = facts.find_item(session, item_id).id
    form = reporting.report_form(store, item_id, unit_id, week)
    found = next(one for one in form.standing.deliverables if one.deliverable.number == number)
    return found.value.value if found.value else None


def test_opening_the_pages_makes_no_row(store: Store, unit_id: str, week: Weeks, item: Items) -> None:
    reporting.week_page(store, unit_id, week("2023-W10"))
    reporting.report_form(store, item("4-2"), unit_id, week("2023-W10"))
    assert not count(store, Report)
    assert not count(store, DeliverableValue)
    assert not count(store, CoordinationRequest)
    assert not store.undo_name()


def test_a_report_is_one_row_with_its_words_and_one_undo(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(
        store,
        item("4-2"),
        unit_id,
        at,
        words={"progress": "初稿形成", "next_plan": "征求意见\n送审"},
        values={"4-2.5": "14个", "4-2.2": "初稿"},
        request="请财政局落实资金",
    )
    with store.reading() as session:
        row = session.exec(alive(Report)).one()
        values = {one.deliverable_id: one for one in session.exec(alive(DeliverableValue)).all()}
        request = session.exec(alive(CoordinationRequest)).one()
    assert (row.id, row.progress) == (keys.report_id(item("4-2"), unit_id, "2023-W10"), "初稿形成")
    assert values[deliverable(store, "4-2.5")].value == "14"
    assert values[deliverable(store, "4-2.2")].stage == 2
    assert (request.text, request.raised_on) == ("请财政局落实资金", "2023-03-10")
    undone = history.undo(store)
    assert undone is not None
    assert undone.name == "4-2 填报"
    with store.reading() as session:
        assert not session.exec(alive(Report)).all()
        assert not session.exec(alive(CoordinationRequest)).all()


@pytest.mark.parametrize(
    ("values", "override"),
    [
        ({"4-2.5": "很多"}, None),
        ({"4-2.9": "1"}, None),
        ({"4-2.2": "竣工"}, None),
        ({"4-2.2": "9"}, None),
        ({"4-2.5": "-3"}, None),
        ({}, (Decimal(101), "理由")),
        ({}, (Decimal(30), "  ")),
    ],
)
def test_a_report_with_one_wrong_part_stores_nothing(
    store: Store,
    unit_id: str,
    week: Weeks,
    item: Items,
    values: dict[str, str],
    override: tuple[Decimal, str] | None,
) -> None:
    with pytest.raises(Refusal, match=r"没有|没有存入"):
        reporting.report_once(
            store,
            item("4-2"),
            unit_id,
            week("2023-W10"),
            words={"progress": "初稿形成"},
            values=values,
            override=override,
        )
    assert not count(store, Report)
    assert not count(store, DeliverableValue)


def test_a_unit_that_does_not_answer_for_the_item_cannot_report_it(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    with pytest.raises(Refusal, match="不是这个事项的责任单位"):
        reporting.report_once(store, item("9-1"), unit_id, week("2023-W10"), words={"progress": "一"})
    assert not count(store, Report)


def test_a_supporting_unit_writes_one_line_and_sets_no_light(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("1-1"), unit_id, at, words={"progress": "已配合"})
    form = reporting.report_form(store, item("1-1"), unit_id, at)
    assert form.supporting
    assert form.row.role is Role.SUPPORT
    assert form.row.reported
    assert form.standing.reading.light is Light.BY_LEAD
    assert form.standing.reading.reason == "由牵头单位填报"


def test_a_value_holds_in_later_weeks_until_it_is_changed(store: Store, unit_id: str, week: Weeks) -> None:
    micro = deliverable(store, "4-2.5")
    reporting.set_value(store, micro, unit_id, week("2023-W09"), value=Decimal(14))
    assert value_now(store, "4-2.5", unit_id, week("2023-W10")) == 14
    assert value_now(store, "4-2.5", unit_id, week("2023-W08")) is None


def test_ticking_a_deliverable_does_not_lose_its_number(store: Store, unit_id: str, week: Weeks) -> None:
    micro = deliverable(store, "4-2.5")
    reporting.set_value(store, micro, unit_id, week("2023-W09"), value=Decimal(14))
    reporting.set_value(store, micro, unit_id, week("2023-W10"), done=True)
    reporting.set_value(store, micro, unit_id, week("2023-W10"), done=False)
    assert value_now(store, "4-2.5", unit_id, week("2023-W10")) == 14


def test_touching_a_number_does_not_lose_the_tick_of_last_week(
    store: Store, unit_id: str, week: Weeks
) -> None:
    micro = deliverable(store, "4-2.5")
    reporting.set_value(store, micro, unit_id, week("2023-W09"), done=True)
    reporting.set_value(store, micro, unit_id, week("2023-W10"), value=Decimal(20))
    with store.reading() as session:
        row = session.get(DeliverableValue, keys.deliverable_value_id(micro, unit_id, "2023-W10"))
    assert row is not None
    assert row.done


def test_clearing_a_value_brings_back_last_weeks(store: Store, unit_id: str, week: Weeks) -> None:
    micro = deliverable(store, "4-2.5")
    reporting.set_value(store, micro, unit_id, week("2023-W09"), value=Decimal(14))
    reporting.set_value(store, micro, unit_id, week("2023-W10"), value=Decimal(41))
    reporting.clear_value(store, micro, unit_id, week("2023-W10"))
    assert value_now(store, "4-2.5", unit_id, week("2023-W10")) == 14


def test_last_weeks_plan_is_this_weeks_checklist_across_new_year(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.report_once(
        store, item("4-2"), unit_id, week("2023-W52"), words={"next_plan": "1.验收\n2.送审"}
    )
    form = reporting.report_form(store, item("4-2"), unit_id, week("2024-W01"))
    assert [line.line for line in form.checklist] == ["1.验收", "2.送审"]
    reporting.mark_plan(store, form.checklist[0], PlanMark.DONE)
    again = reporting.report_form(store, item("4-2"), unit_id, week("2024-W01"))
    assert [line.mark for line in again.checklist] == [PlanMark.DONE, None]


def test_a_plan_outlives_weeks_that_were_not_reported_or_had_no_news(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    item_id = item("4-2")
    reporting.report_once(store, item_id, unit_id, week("2023-W09"), words={"next_plan": "验收"})
    reporting.mark_no_news(store, [item_id], unit_id, week("2023-W11"))
    form = reporting.report_form(store, item_id, unit_id, week("2023-W12"))
    assert [line.line for line in form.checklist] == ["验收"]
    reporting.report_once(store, item_id, unit_id, week("2023-W12"), words={"progress": "已验收"})
    assert reporting.report_form(store, item_id, unit_id, week("2023-W13")).checklist == ()


def test_a_line_whose_number_was_edited_keeps_one_mark(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W09"), words={"next_plan": "1.验收"})
    line = reporting.report_form(store, item("4-2"), unit_id, week("2023-W10")).checklist[0]
    reporting.mark_plan(store, line, PlanMark.NOT_STARTED)
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W09"), words={"next_plan": "（一）验收。"})
    line = reporting.report_form(store, item("4-2"), unit_id, week("2023-W10")).checklist[0]
    assert line.mark is PlanMark.NOT_STARTED
    reporting.mark_plan(store, line, PlanMark.DONE)
    assert count(store, MarkRow) == 1
    assert (
        reporting.report_form(store, item("4-2"), unit_id, week("2023-W10")).checklist[0].mark
        is PlanMark.DONE
    )


def test_a_plan_that_is_still_being_typed_can_be_marked(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    form = reporting.report_form(store, item("4-2"), unit_id, week("2023-W09"))
    reporting.keep_draft(store, form.fields["next_plan"], "验收")
    line = reporting.report_form(store, item("4-2"), unit_id, week("2023-W10")).checklist[0]
    reporting.mark_plan(store, line, PlanMark.PARTLY)
    assert count(store, MarkRow) == 1


def test_no_news_for_many_items_is_taken_back_at_once(store: Store, unit_id: str, week: Weeks) -> None:
    at = week("2023-W10")
    page = reporting.week_page(store, unit_id, at)
    reporting.mark_no_news(store, [row.id for row in page.rows], unit_id, at)
    assert reporting.week_page(store, unit_id, at).filled == len(page.rows) == 13
    undone = history.undo(store)
    assert undone is not None
    assert undone.name == "13项本周无新进展"
    assert reporting.week_page(store, unit_id, at).filled == 0


def test_taking_no_news_back_where_nothing_was_said_makes_no_row(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    assert not reporting.mark_no_news(store, [item("4-2")], unit_id, week("2023-W10"), on=False)
    assert not count(store, Report)


def test_progress_written_after_no_news_takes_the_mark_away(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.mark_no_news(store, [item("4-2")], unit_id, at)
    reporting.report_once(store, item("4-2"), unit_id, at, words={"progress": "有了"})
    assert not reporting.report_form(store, item("4-2"), unit_id, at).report.no_news


def test_an_override_never_changes_the_light(store: Store, unit_id: str, week: Weeks, item: Items) -> None:
    at = week("2023-W40")
    reporting.report_once(store, item("8-3"), unit_id, at, words={"progress": "一"})
    before = reporting.report_form(store, item("8-3"), unit_id, at).standing.reading
    reporting.set_override(store, item("8-3"), unit_id, at, Decimal(100), "县里认定")
    form = reporting.report_form(store, item("8-3"), unit_id, at)
    assert form.report.override_percent == 100
    assert form.standing.reading == before


def test_weeks_behind_count_reported_weeks_alone(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    for label in ("2023-W20", "2023-W22", "2023-W23"):
        reporting.report_once(
            store, item("4-2"), unit_id, week(label), words={"progress": label}, values={"4-2.5": "1"}
        )
    standing = reporting.report_form(store, item("4-2"), unit_id, week("2023-W24")).standing
    assert standing.reading.light in {Light.RED, Light.YELLOW}
    assert standing.weeks_behind == 3


def test_a_request_has_a_level_and_emptying_it_takes_it_away(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.set_request(store, item("4-2"), unit_id, at, text="请协调用海")
    reporting.set_request_level(store, item("4-2"), unit_id, at, RequestLevel.COUNTY_LEADER)
    form = reporting.report_form(store, item("4-2"), unit_id, at)
    assert form.request is not None
    assert (form.request.text, form.request.level) == ("请协调用海", RequestLevel.COUNTY_LEADER)
    reporting.set_request(store, item("4-2"), unit_id, at, text="")
    assert reporting.report_form(store, item("4-2"), unit_id, at).request is None
    assert count(store, CoordinationRequest) == 1


def test_a_number_in_the_text_is_offered_until_it_is_taken(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"progress": "微改造项目已完工14个"})
    offers = reporting.report_form(store, item("4-2"), unit_id, at).offers
    assert [(one.value, one.deliverable_id) for one in offers] == [(14, deliverable(store, "4-2.5"))]
    reporting.set_value(store, offers[0].deliverable_id, unit_id, at, value=offers[0].value)
    assert not reporting.report_form(store, item("4-2"), unit_id, at).offers


def test_a_command_bears_the_unit_and_the_person(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    from shengsi_desktop.store.local_tables import ChangeRow

    setting_up.change_settings(store, person="李一")
    reporting.set_override(store, item("4-2"), unit_id, week("2023-W10"), Decimal(3), "一")
    with store.reading() as session:
        made = session.exec(select(ChangeRow).where(ChangeRow.batch_name == "改写完成情况")).all()
    assert {(one.unit, one.person) for one in made} == {(unit_id, "李一")}


def test_the_last_week_that_says_anything_is_found(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    assert open_weeks.last_reported_week(store, unit_id) is None
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"progress": "一"})
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W30"), words={"progress": ""})
    assert open_weeks.last_reported_week(store, unit_id) == "2023-W10"
    reporting.set_value(store, deliverable(store, "4-2.5"), unit_id, week("2023-W31"), value=Decimal(1))
    assert open_weeks.last_reported_week(store, unit_id) == "2023-W31"


def test_a_tick_taken_away_stays_away_whatever_words_the_week_then_says(
    store: Store, unit_id: str, week: Weeks
) -> None:
    promise = deliverable(store, "4-2.5")

    def done(at: Week) -> bool:
        with store.reading() as session:
            item_id = facts.find_item(session, "4-2").id
        form = reporting.report_form(store, item_id, unit_id, at)
        return next(one for one in form.standing.deliverables if one.deliverable.id == promise).complete

    reporting.set_value(store, promise, unit_id, week("2023-W20"), value=Decimal(1), done=True)
    assert done(week("2023-W21"))
    reporting.set_value(store, promise, unit_id, week("2023-W21"), done=False)
    assert not done(week("2023-W21"))
    reporting.set_value(store, promise, unit_id, week("2023-W21"), words="返工")
    assert not done(week("2023-W21"))
    reporting.set_value(store, promise, unit_id, week("2023-W22"), words="重新验收")
    assert not done(week("2023-W22"))
