"""科室 and 征集 over a real store: who handles what, messages, replies kept and taken part by part."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.sections import SectionLine
from shengsi_desktop.domain.soliciting import AcceptHow, Proposal, ReplyWords
from shengsi_desktop.services import (
    exporting,
    history,
    reporting,
    sections,
    solicit_notes,
    soliciting,
    tasks,
)
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.tables import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def made(store: Store, unit_id: str) -> dict[str, str]:
    """Two sections by name."""
    sections.take_sections(
        store, unit_id, [SectionLine("产业科", "张某", "0580-1"), SectionLine("文化科", "李某", "0580-2")]
    )
    return {one.name: one.id for one in sections.sections(store, unit_id)}


def test_sections_are_added_edited_moved_and_removed_with_their_items_one_undo_each(
    store: Store, unit_id: str, item: Items
) -> None:
    ids = made(store, unit_id)
    with pytest.raises(Refusal, match="已经有“文化科”"):
        sections.add_section(store, unit_id, " 文化科 ")
    sections.edit_section(store, ids["文化科"], person="王某", phone="1")
    sections.move_section(store, ids["文化科"], 0)
    sections.assign(store, unit_id, [item("4-2"), item("8-3")], [ids["文化科"]])
    assert [(one.name, one.person, one.items) for one in sections.sections(store, unit_id)] == [
        ("文化科", "王某", 2),
        ("产业科", "张某", 0),
    ]
    sections.remove_section(store, ids["文化科"])
    assert not sections.items_of(store, ids["文化科"])
    history.undo(store)
    assert set(sections.items_of(store, ids["文化科"])) == {item("4-2"), item("8-3")}
    history.undo(store)
    assert not sections.items_of(store, ids["文化科"])


def test_a_pasted_block_renews_phones_and_leaves_what_it_does_not_name(store: Store, unit_id: str) -> None:
    made(store, unit_id)
    sections.take_sections(store, unit_id, [SectionLine("产业科", "", "0580-9"), SectionLine("办公室")])
    assert [one.line for one in sections.sections(store, unit_id)] == [
        SectionLine("产业科", "张某", "0580-9"),
        SectionLine("文化科", "李某", "0580-2"),
        SectionLine("办公室"),
    ]
    with pytest.raises(Refusal, match="没有认出"):
        sections.take_sections(store, unit_id, [])


def test_assigning_replaces_or_adds_and_form_and_detail_show_it(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    ids = made(store, unit_id)
    sections.assign(store, unit_id, [item("4-2")], [ids["产业科"]])
    sections.assign(store, unit_id, [item("4-2")], [ids["文化科"]], keep=True)
    form = reporting.report_form(store, item("4-2"), unit_id, week("2023-W10"))
    detail = tasks.item_detail(store, item("4-2"), unit_id, week("2023-W10"))
    for handling in (form.handling, detail.handling):
        assert handling is not None
        assert handling.names == "产业科、文化科"
        assert handling.contact == "张某 0580-1；李某 0580-2"
    sections.assign(store, unit_id, [item("4-2")], [])
    assert not sections.items_of(store, ids["产业科"])


def test_the_workbook_tells_section_and_contact_and_the_weeks_own_words_win(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    ids, at = made(store, unit_id), week("2023-W10")
    sections.assign(store, unit_id, [item("4-2"), item("8-3")], [ids["产业科"]])
    with store.command("填报") as command:
        command.keyed(Report, item_id=item("8-3"), unit_id=unit_id, week=str(at)).contact = "赵某"
    lines = {line.row.number: line for line in exporting.week_book(store, unit_id, at).lines}
    assert (lines["4-2"].section, lines["4-2"].contact) == ("产业科", "张某 0580-1")
    assert (lines["8-3"].section, lines["8-3"].contact) == ("产业科", "赵某")
    assert (lines["15-1"].section, lines["15-1"].contact) == ("", "")


def test_one_message_a_section_with_last_weeks_plan_and_the_figures_wanted(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    ids = made(store, unit_id)
    sections.assign(store, unit_id, [item("4-2"), item("8-3")], [ids["产业科"]])
    words = {"progress": "初稿", "next_plan": "征求意见\n开工"}
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W29"), words=words)
    first, unassigned = soliciting.messages(store, unit_id, week("2023-W30"))
    assert (first.name, [one.number for one in first.items]) == ("产业科", ["4-2", "8-3"])
    assert "①征求意见；②开工" in first.text
    assert "目标30个" in first.text
    assert "7月28日（周五）12:00前" in first.text
    assert "“需协调：……”" in first.text
    assert unassigned.name == "未分科室"
    assert "4-2" not in {one.number for one in unassigned.items}


TEXT = "张某 7-27 14:32\n再说\n4-2：已完工14个\n下步计划：开工\n8-3：新进展\n15-1：无进展\n1-1：已提供意见\n9-9：别的"


def by_number(store: Store, unit_id: str, at: Week) -> dict[str, Proposal]:
    return {one.number or "": one for one in soliciting.replies(store, unit_id, at)[0].proposals}


def report(store: Store, item_id: str, unit_id: str, at: Week) -> ReplyWords:
    found = reporting.report_form(store, item_id, unit_id, at).report
    return ReplyWords(found.progress, found.next_plan, found.problems)


def test_a_reply_is_proposed_taken_and_skipped_and_survives_a_crash(
    store: Store, unit_id: str, item: Items, week: Weeks, folder: Path
) -> None:
    at = week("2023-W30")
    reporting.report_once(store, item("8-3"), unit_id, at, words={"progress": "原来的"})
    reply = soliciting.keep_reply(store, unit_id, at, TEXT)
    assert soliciting.keep_reply(store, unit_id, at, TEXT) == reply
    found = by_number(store, unit_id, at)
    assert found["4-2"].words == ReplyWords("已完工14个", "开工")
    assert (found["8-3"].in_conflict, found["8-3"].now.progress) == (True, "原来的")
    assert found["15-1"].no_news
    assert found["1-1"].supporting
    assert (found["9-9"].item_id, found["9-9"].lead) == (None, "")
    soliciting.accept_all(store, reply)
    assert report(store, item("4-2"), unit_id, at) == ReplyWords("已完工14个", "开工")
    assert reporting.report_form(store, item("15-1"), unit_id, at).report.no_news
    assert report(store, item("8-3"), unit_id, at).progress == "原来的"
    assert history.undo_name(store) == "采用3项科室回复"
    soliciting.accept(store, reply, item("8-3"), found["8-3"].words, AcceptHow.APPEND)
    assert report(store, item("8-3"), unit_id, at).progress == "原来的\n新进展"
    soliciting.skip(store, reply, "number:9-9")
    kept = soliciting.replies(store, unit_id, at)[0]
    assert (kept.dealt, len(kept.proposals), kept.finished) == (5, 6, False)
    store._shut()  # no clean end
    with opened(folder, writing=True) as again:
        kept = soliciting.replies(again, unit_id, at)[0]
        assert (kept.text, kept.dealt) == (TEXT, 5)
        soliciting.reopen(again, reply, "number:9-9")
        assert soliciting.replies(again, unit_id, at)[0].dealt == 4


def test_text_without_a_number_is_taken_once_a_person_says_whose_it_is(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    at = week("2023-W30")
    reply = soliciting.keep_reply(store, unit_id, at, "外立面完工")
    with pytest.raises(Refusal, match="没有对上事项编号"):
        soliciting.accept(store, reply, "rest:0", ReplyWords("外立面完工"))
    soliciting.accept(store, reply, "rest:0", ReplyWords("外立面完工"), item_id=item("4-2"))
    assert report(store, item("4-2"), unit_id, at).progress == "外立面完工"
    assert soliciting.replies(store, unit_id, at)[0].finished
    with pytest.raises(Refusal, match="没有可粘贴"):
        soliciting.keep_reply(store, unit_id, at, " \n")


def test_taking_a_part_is_one_undo_and_typed_words_are_not_lost(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    at = week("2023-W30")
    field = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
    reporting.keep_draft(store, field, "正在写的")
    reply = soliciting.keep_reply(store, unit_id, at, "4-2：科室的")
    assert by_number(store, unit_id, at)["4-2"].in_conflict
    soliciting.accept(store, reply, item("4-2"), ReplyWords("科室的"), AcceptHow.APPEND)
    assert report(store, item("4-2"), unit_id, at).progress == "正在写的\n科室的"


def test_undoing_takes_no_typing_back_and_the_part_waits_again(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    at = week("2023-W30")
    other = reporting.report_form(store, item("8-3"), unit_id, at).fields["progress"]
    reporting.keep_draft(store, other, "另一项正在写")
    reply = soliciting.keep_reply(store, unit_id, at, "4-2：科室的")
    soliciting.accept_all(store, reply)
    assert soliciting.replies(store, unit_id, at)[0].finished
    history.undo(store)
    assert report(store, item("4-2"), unit_id, at).progress == ""
    assert report(store, item("8-3"), unit_id, at).progress == "另一项正在写"
    assert soliciting.replies(store, unit_id, at)[0].dealt == 0
    history.redo(store)
    assert soliciting.replies(store, unit_id, at)[0].finished


def test_a_part_for_an_item_of_others_is_refused(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    reply = soliciting.keep_reply(store, unit_id, week("2023-W30"), "没有编号的话")
    with pytest.raises(Refusal, match="不是这个事项的责任单位"):
        soliciting.accept(store, reply, "rest:0", ReplyWords("没有编号的话"), item_id=item("3-1"))


def test_the_message_names_the_meeting_where_the_holiday_moved_it(
    store: Store, unit_id: str, week: Weeks
) -> None:
    texts = [one.text for one in soliciting.messages(store, unit_id, week("2023-W39"))]
    assert all("9月28日（周四）" in text for text in texts)


def test_all_is_taken_as_the_cards_were_left_and_the_cards_outlive_a_crash(
    store: Store, unit_id: str, item: Items, week: Weeks, folder: Path
) -> None:
    at = week("2023-W30")
    reply = soliciting.keep_reply(store, unit_id, at, "没有编号的话\n4-2：微改造累计完工16个\n15-1：开工")
    soliciting.keep_edit(store, reply, item("4-2"), ReplyWords("微改造累计完工17个", request="请明确资金"))
    soliciting.keep_edit(store, reply, item("15-1"), ReplyWords("均无"))
    soliciting.keep_edit(store, reply, "rest:0", ReplyWords("外立面完工"), item("8-3"))
    store._shut()  # no clean end
    with opened(folder, writing=True) as again:
        found = {one.key: one for one in soliciting.replies(again, unit_id, at)[0].proposals}
        assert found[item("4-2")].words.progress == "微改造累计完工17个"
        assert found[item("15-1")].no_news
        soliciting.accept_all(again, reply)
        form = reporting.report_form(again, item("4-2"), unit_id, at)
        assert form.report.progress == "微改造累计完工17个"
        assert form.request is not None
        assert form.request.text == "请明确资金"
        assert reporting.report_form(again, item("15-1"), unit_id, at).report.no_news
        assert report(again, item("8-3"), unit_id, at).progress == "外立面完工"
        kept = soliciting.replies(again, unit_id, at)[0]
        assert kept.finished
        taken = {one.key: one for one in kept.proposals}
        assert taken["rest:0"].title.startswith("8-3 ")
        assert [offer.value for offer in taken[item("4-2")].offers] == [17]


def test_a_request_is_no_conflict_of_the_progress_and_is_appended_like_it(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    at = week("2023-W30")
    reporting.set_request(store, item("4-2"), unit_id, at, text="原来的")
    reply = soliciting.keep_reply(store, unit_id, at, "4-2：完工\n需协调：新的")
    part = by_number(store, unit_id, at)["4-2"]
    assert (part.in_conflict, part.now.request) == (True, "原来的")
    soliciting.accept(store, reply, item("4-2"), part.words, AcceptHow.APPEND)
    form = reporting.report_form(store, item("4-2"), unit_id, at)
    assert form.request is not None
    assert form.request.text == "原来的\n新的"


def test_a_reply_is_of_the_section_that_handles_most_of_it(
    store: Store, unit_id: str, item: Items, week: Weeks
) -> None:
    ids, at = made(store, unit_id), week("2023-W30")
    sections.assign(store, unit_id, [item("4-2"), item("8-3")], [ids["文化科"]])
    sections.assign(store, unit_id, [item("15-1")], [ids["产业科"]])
    soliciting.keep_reply(store, unit_id, at, "4-2：好\n8-3：好\n15-1：好")
    soliciting.keep_reply(store, unit_id, at, "4-2：好\n15-1：好")
    assert [one.section for one in soliciting.replies(store, unit_id, at)] == ["", "文化科"]


def test_the_box_and_what_was_copied_are_kept_by_week(store: Store, unit_id: str, week: Weeks) -> None:
    at, moment = week("2023-W30"), datetime(2023, 7, 27, 14, 5)  # noqa: DTZ001 - the office's own clock
    solicit_notes.keep_box(store, unit_id, at, "还没拆开")
    solicit_notes.keep_copied(store, unit_id, at, "", moment)
    assert solicit_notes.box(store, unit_id, at) == "还没拆开"
    assert solicit_notes.copied(store, unit_id, at) == {"": moment}
    assert not solicit_notes.box(store, unit_id, week("2023-W31"))
