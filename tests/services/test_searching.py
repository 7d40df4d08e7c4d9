"""Search over what is there, of this unit alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.services import (
    drafting,
    finalising,
    meetings,
    reporting,
    sections,
    setting_up,
    stoppages,
    submitting,
)
from shengsi_desktop.services.agenda import add_topic_to
from shengsi_desktop.services.searching import build_whole, find
from shengsi_desktop.services.weekly_meeting import weekly_key
from shengsi_desktop.store import drafts, keys, search_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.views import SearchHit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def search(store: Store, text: str, unit_id: str) -> tuple[SearchHit, ...]:
    """The hits of an index that had the time it needs, however busy the machine is."""
    return find(store, text, unit_id, patience=30).hits


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


def test_several_words_must_all_be_there_and_each_is_marked(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.report_once(
        store, item("4-2"), unit_id, week("2023-W10"), words={"progress": "码头资金已到位，船期未定"}
    )
    (hit,) = (one for one in search(store, "船期　资金", unit_id) if one.kind == "report")
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["资金", "船期"]
    assert not [one for one in search(store, "船期 用地", unit_id) if one.kind == "report"]


def test_the_place_in_a_long_text_is_shown(store: Store, unit_id: str, week: Weeks, item: Items) -> None:
    text = "前文" * 60 + "找\n这里" + "后文" * 60
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"problems": text})
    (hit,) = (one for one in search(store, "这里", unit_id) if one.kind == "report")
    assert hit.excerpt.startswith("…")
    assert hit.excerpt.endswith("…")
    assert len(hit.excerpt) < 70
    assert "\n" not in hit.excerpt
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["这里"]


def test_the_newest_weeks_come_first_and_it_is_told_that_there_are_more(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    for number in (12, 10, 14, 11):
        reporting.report_once(
            store, item("4-2"), unit_id, week(f"2023-W{number}"), words={"remark": "见附件"}
        )
    few = find(store, "见附件", unit_id, most=3)
    assert [hit.week for hit in few.hits if hit.kind == "report"] == ["2023-W14", "2023-W12", "2023-W11"]
    assert few.more == {"report"}
    assert find(store, "见附件", unit_id, most=4).more == frozenset()


def test_words_that_are_being_typed_are_found_in_place_of_those_they_replace(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    there = {"item_id": item("4-2"), "unit_id": unit_id, "week": "2023-W10"}
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"progress": "旧的说法"})
    new = {**there, "week": "2023-W11"}
    for key, text in ((there, "新的说法"), (new, "还没有存的说法")):
        row_id = keys.report_id(key["item_id"], unit_id, key["week"])
        drafts.put(store, FieldKey("report", row_id, "progress"), key, text, ())
    found = {
        text: [hit.week for hit in search(store, text, unit_id)] for text in ("旧的", "新的", "还没有存")
    }
    assert found == {"旧的": [], "新的": ["2023-W10"], "还没有存": ["2023-W11"]}
    assert search(store, "还没有存", setting_up.the_unit("花鸟乡").id) == ()


def test_the_reason_of_a_return_is_found_and_opens_its_week(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"progress": "一"})
    finalising.finalise(store, unit_id, at, reviewer="张某")
    submitting.register_submission(store, unit_id, at, way="U盘")
    submitting.register_return(store, unit_id, at, reason="4-2的数据口径有误", person="县办")
    (hit,) = search(store, "数据口径", unit_id)
    assert (hit.kind, hit.target, hit.week) == ("return", "2023-W10", "2023-W10")
    assert hit.excerpt[slice(*hit.marks[0])] == "数据口径"
    assert search(store, "数据口径", setting_up.the_unit("花鸟乡").id) == ()


def test_a_note_being_typed_in_a_topic_taken_over_is_found(store: Store, unit_id: str, week: Weeks) -> None:
    add_topic_to(store, weekly_key(unit_id, week("2023-W10")), "研究灯塔方案")
    form = meetings.meeting_form(store, unit_id, week("2023-W11"))
    (topic,) = form.meeting.topics
    drafting.keep_draft(store, form.topic_fields[topic.id]["notes"], "会上提到海岛码头")
    (hit,) = search(store, "海岛码头", unit_id)
    assert (hit.kind, hit.week, hit.target) == ("topic", "2023-W11", form.meeting.id)
    assert search(store, "海岛码头", setting_up.the_unit("花鸟乡").id) == ()


def test_an_index_that_is_not_whole_says_its_share(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    for number in (10, 11, 12):
        reporting.report_once(store, item("4-2"), unit_id, week(f"2023-W{number}"), words={"remark": "海岛"})
    assert build_whole(store)
    assert find(store, "海岛", unit_id).share == 1
    search_index.discard(store.folder)
    part = find(store, "海岛", unit_id, patience=0)
    assert part.share < 1
    assert build_whole(store)
    assert find(store, "海岛", unit_id, patience=0).share == 1


def test_what_was_taken_back_is_not_found(store: Store, unit_id: str, week: Weeks, item: Items) -> None:
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"remark": "写错了地方"})
    assert search(store, "写错了", unit_id)
    store.undo()
    assert search(store, "写错了", unit_id) == ()


def test_a_folder_that_takes_no_file_is_said_in_words(store: Store, unit_id: str) -> None:
    (store.folder / search_index.FILE_NAME).mkdir()
    with pytest.raises(EnvironmentProblem, match="索引文件写不进"):
        search(store, "海岛", unit_id)


def test_the_excerpt_is_as_written_whatever_the_width(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    text = "㈱甲方，已敷设１１０千伏海缆（含终端）"
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"progress": text})
    (hit,) = (one for one in search(store, "110千伏", unit_id) if one.kind == "report")
    assert hit.excerpt == text
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["１１０千伏"]


def test_sections_and_stoppages_are_found_by_name_phone_and_reason(store: Store, unit_id: str) -> None:
    sections.add_section(store, unit_id, "产业科", "陈某", "0580-5082222")
    for asked, title in (("5082222", "产业科"), ("产业科", "产业科")):
        (hit,) = (one for one in search(store, asked, unit_id) if one.kind == "section")
        assert (hit.title, hit.target.partition(":")[0]) == (title, "sections")
    first = date(2023, 7, 26)
    stoppages.register(
        store, StoppageKind.TYPHOON, first, date(2023, 7, 28), name="杜苏芮", reason="航线停航"
    )
    for asked in ("杜苏芮", "停航"):
        assert [one.title for one in search(store, asked, unit_id) if one.kind == "stoppage"] == ["杜苏芮"]
