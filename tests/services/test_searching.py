"""Search over what is there, of this unit alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.services import meetings, reporting, setting_up
from shengsi_desktop.services.searching import search

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def test_words_are_found_in_items_reports_topics_and_directives(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"problems": "缺海钓基地的资金"})
    meetings.add_topic(store, unit_id, at, "海钓基地怎么建")
    meetings.add_directive(store, unit_id, at, "海钓基地报方案 @文化科", at.last)
    hits = search(store, "海钓基地", unit_id)
    assert {hit.kind for hit in hits} == {"item", "report", "topic", "directive"}
    assert all("海钓基地" in hit.excerpt + hit.title for hit in hits)
    other = search(store, "海钓基地", setting_up.the_unit("花鸟乡").id)
    assert {hit.kind for hit in other} == {"item"}


def test_notes_of_the_meeting_requests_and_every_word_of_a_report_are_found(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    meetings.set_meeting(store, unit_id, at, notes="请海事处派船")
    reporting.set_request(store, item("4-2"), unit_id, at, text="码头用地指标")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"catch_up": "倒排工期", "remark": "见附件"})
    found = {
        text: [(hit.kind, hit.week) for hit in search(store, text, unit_id) if hit.kind != "item"]
        for text in ("海事处", "用地指标", "倒排工期", "见附件")
    }
    assert found == {
        "海事处": [("meeting", "2023-W10")],
        "用地指标": [("report", "2023-W10")],
        "倒排工期": [("report", "2023-W10")],
        "见附件": [("report", "2023-W10")],
    }


def test_an_item_is_found_by_its_number_in_any_width(store: Store, unit_id: str) -> None:
    assert search(store, "４-2", unit_id)[0].title.startswith("4-2 ")


def test_a_unit_is_found_by_initials_and_a_blank_finds_nothing(store: Store, unit_id: str) -> None:
    assert search(store, "wglt", unit_id)[0].title == "县文广旅体局"
    assert search(store, "  ", unit_id) == ()


def test_signs_of_the_query_language_are_plain_text(store: Store, unit_id: str) -> None:
    assert search(store, "%", unit_id) == () or all("%" in hit.excerpt for hit in search(store, "%", unit_id))
    assert search(store, "_____", unit_id) == ()
