"""任务清单: roles, wildcards, what names the unit, and what a person sets right."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DeliverableKind, Light, ListName, Role, RoleSource
from shengsi_desktop.services import finalising, history, reporting, setting_up, tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def rows_of(store: Store, unit: str, week: Week, *, mentioned: bool = False) -> dict[str, ItemRow]:
    unit_id = setting_up.the_unit(unit).id
    return {row.number: row for row in tasks.item_rows(store, unit_id, week, mentioned=mentioned)}


def test_huaniao_has_ten_items_by_name_wildcard_and_island_and_two_pending(store: Store, week: Weeks) -> None:
    rows = rows_of(store, "花鸟乡", week("2023-W10"))
    sure = [row for row in rows.values() if not row.pending]
    assert len(sure) == 10
    assert Counter(row.group for row in sure)[None] == 3
    assert {row.number for row in rows.values() if row.pending} == {"15-3", "19-2"}


def test_items_that_only_name_the_unit_have_no_role(store: Store, week: Weeks) -> None:
    rows = rows_of(store, "花鸟乡", week("2023-W10"), mentioned=True)
    named = {row.number for row in rows.values() if row.role is None}
    assert named == {"4-1", "12-1", "16-3", "26-2"}
    assert all(rows[number].mentioned for number in named)


def test_every_item_is_listed_with_guarantees_apart(store: Store, unit_id: str, week: Weeks) -> None:
    rows = tasks.all_rows(store, unit_id, week("2023-W10"))
    assert Counter(row.list for row in rows) == {ListName.CLAUSE: 67, ListName.GUARANTEE: 4}


def test_a_pending_township_is_excluded_by_a_persons_word(store: Store, week: Weeks, item: Items) -> None:
    unit_id = setting_up.the_unit("花鸟乡").id
    group = rows_of(store, "花鸟乡", week("2023-W10"))["19-2"].group
    assert group
    tasks.confirm_group(store, item("19-2"), group, unit_id, included=False)
    assert "19-2" not in rows_of(store, "花鸟乡", week("2023-W10"))
    tasks.confirm_group(store, item("19-2"), group, unit_id, included=True)
    assert not rows_of(store, "花鸟乡", week("2023-W10"))["19-2"].pending


def test_the_lead_is_a_default_that_a_person_changes(store: Store, week: Weeks, item: Items) -> None:
    fishery = setting_up.the_unit("县海洋与渔业局").id
    before = rows_of(store, "县文广旅体局", week("2023-W10"))["4-2"]
    assert (before.role, before.role_source) == (Role.LEAD, RoleSource.HABIT)
    tasks.set_lead(store, item("4-2"), fishery)
    after = rows_of(store, "县文广旅体局", week("2023-W10"))["4-2"]
    assert (after.role, after.role_source, after.lead) == (Role.SUPPORT, RoleSource.USER, "县海洋与渔业局")
    assert after.standing.reading.light is Light.BY_LEAD
    with pytest.raises(Refusal, match="不在该事项的责任单位里"):
        tasks.set_lead(store, item("4-2"), setting_up.the_unit("县财政局").id)


def test_a_deliverable_is_set_right_added_and_dropped(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    tasks.add_deliverable(store, item("15-1"), "演出", DeliverableKind.QUANTITY, Decimal(20), "场")

    def found() -> object:
        return tasks.item_detail(store, item("15-1"), unit_id, week("2023-W10")).deliverables[-1].deliverable

    added = tasks.item_detail(store, item("15-1"), unit_id, week("2023-W10")).deliverables[-1].deliverable
    assert (added.name, added.target, added.unit, added.by_time) == ("演出", 20, "场", True)
    tasks.edit_deliverable(store, added.id, target=Decimal(30), due=date(2023, 6, 30))
    changed = tasks.item_detail(store, item("15-1"), unit_id, week("2023-W10")).deliverables[-1].deliverable
    assert (changed.target, changed.due, changed.due_is_default) == (30, date(2023, 6, 30), False)
    tasks.edit_deliverable(store, added.id, due=None)
    again = tasks.item_detail(store, item("15-1"), unit_id, week("2023-W10")).deliverables[-1].deliverable
    assert (again.due, again.due_is_default) == (date(2023, 12, 31), True)
    tasks.drop_deliverable(store, added.id)
    assert added.id not in {
        one.deliverable.id
        for one in tasks.item_detail(store, item("15-1"), unit_id, week("2023-W10")).deliverables
    }
    history.undo(store)
    assert found()
    with pytest.raises(Refusal, match="上限"):
        tasks.edit_deliverable(store, added.id, target_high=Decimal(3))
    with pytest.raises(Refusal, match="没有这些栏目"):
        tasks.edit_deliverable(store, added.id, colour="red")


def test_history_tells_words_and_values_newest_first(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.report_once(
        store,
        item("4-2"),
        unit_id,
        week("2023-W10"),
        words={"progress": "一"},
        values={"4-2.5": "14", "4-2.2": "初稿"},
    )
    reporting.mark_no_news(store, [item("4-2")], unit_id, week("2023-W11"))
    lines = tasks.item_detail(store, item("4-2"), unit_id, week("2023-W12")).history
    assert [(line.week, line.progress) for line in lines] == [
        ("2023-W11", "本周无新进展"),
        ("2023-W10", "一"),
    ]
    assert "14/30个" in lines[1].values
    assert "初稿" in lines[1].values


def test_history_says_where_a_week_is_no_more_what_was_signed(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    def standing() -> tuple[bool, bool]:
        (line,) = tasks.item_detail(store, item("4-2"), unit_id, week("2023-W12")).history
        return line.final, line.changed

    at = (item("4-2"), unit_id, week("2023-W10"))
    reporting.report_once(store, *at, words={"progress": "一"}, values={"4-2.5": "14"})
    assert standing() == (False, False)
    finalising.finalise(store, *at[1:], reviewer="张局")
    assert standing() == (True, False)
    reporting.report_once(store, *at, words={}, values={"4-2.5": "15"})
    assert standing() == (True, True)
    reporting.report_once(store, *at, words={}, values={"4-2.5": "14"})
    assert standing() == (True, False)
    reporting.report_once(store, *at, words={"progress": "二"})
    assert standing() == (True, True)


def test_the_source_stands_in_the_plans_text(store: Store, unit_id: str, week: Weeks, item: Items) -> None:
    source = tasks.item_detail(store, item("4-2"), unit_id, week("2023-W10")).source
    text = tasks.plan_text(store)
    assert text[source.start : source.end] == source.text
    assert text[source.marker_start : source.marker_end] == source.marker
