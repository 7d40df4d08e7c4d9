"""Briefs: drafted from a period's own weeks, edited by hand, never overwritten, set back and undone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from shengsi_desktop.domain.briefs import BriefKind, BriefSection
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import RequestLevel
from shengsi_desktop.rhythm.brief_periods import half_month_of, period_of
from shengsi_desktop.services import (
    briefs,
    drafting,
    finalising,
    history,
    meetings,
    people,
    reporting,
    requests,
    setting_up,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.briefs import Brief, PartView
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

TODAY = date(2024, 1, 31)
PERIOD = "2023-07-2"
WEEKS = [f"2023-W{number}" for number in range(25, 32)]


class Desk:
    """A store with one leader over the desk's unit, and short ways to fill it."""

    def __init__(
        self, store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]
    ) -> None:
        self.store, self.unit_id, self.week, self.item = store, unit_id, week, item
        people.add_leader(store, "张某", "副县长", units=[unit_id])
        self.leader = people.leaders(store)[0].id

    def report(self, number: str, week: str, values: dict[str, str] | None = None, **words: str) -> None:
        item_id = self.item(number)
        reporting.report_once(
            self.store, item_id, self.unit_id, self.week(week), words=words, values=values or {}
        )

    def brief(self, period: str = PERIOD, kind: BriefKind = BriefKind.HALF_MONTH) -> Brief:
        return briefs.draft(self.store, self.unit_id, kind, period, self.leader, today=TODAY)

    def part(self, section: BriefSection) -> PartView:
        return next(one for one in self.brief().parts if one.section is section)

    def type(self, section: BriefSection, words: str) -> None:
        editable = self.part(section).editable
        drafting.keep_draft(self.store, editable, words)
        drafting.commit_draft(self.store, editable.key)


@pytest.fixture
def desk(store: Store, unit_id: str, week: Callable[[str], Week], item: Callable[[str], str]) -> Desk:
    return Desk(store, unit_id, week, item)


def test_parts_with_nothing_say_so_plainly(desk: Desk) -> None:
    brief = desk.brief()
    assert brief.words_of(BriefSection.LAGGING) == "本期无滞后事项。"
    assert brief.words_of(BriefSection.REQUESTS) == "本期无需要领导协调的事项。"
    assert brief.words_of(BriefSection.DIRECTIVES) == "本期无交办事项。"
    assert brief.words_of(BriefSection.NEXT) == "本期无下步安排填报。"
    assert brief.words_of(BriefSection.PROGRESS).startswith("本期无新进展。")
    assert "未填报" in brief.words_of(BriefSection.OVERALL)


def test_figures_and_words_of_the_period_are_told_with_number_and_unit(desk: Desk) -> None:
    desk.report("4-2", "2023-W28", {"4-2.5": "12"}, progress="上期的话。")
    desk.report(
        "4-2", "2023-W30", {"4-2.5": "14"}, progress="通过现场验收。", problems="资金慢。", expected="8月底"
    )
    brief = desk.brief()
    progress = brief.words_of(BriefSection.PROGRESS)
    assert "由12个增至14个（目标30个）。通过现场验收。" in progress
    assert "（4-2，县文广旅体局）" in progress
    assert "上期的话" not in progress
    lagging = brief.words_of(BriefSection.LAGGING)
    assert "黄灯" in lagging
    assert "自第28周起滞后，连续2次填报。原因：资金慢。" in lagging
    assert "预计达标时间：8月底。赶进度措施未填报。" in lagging


def test_the_newest_final_version_is_quoted_and_not_what_was_typed_after_it(desk: Desk) -> None:
    desk.report("4-2", "2023-W30", progress="定稿的话。")
    finalising.finalise(desk.store, desk.unit_id, desk.week("2023-W30"), reviewer="李某")
    desk.report("4-2", "2023-W30", progress="定稿后改的话。")
    words = desk.brief().words_of(BriefSection.PROGRESS)
    assert "定稿的话。" in words
    assert "定稿后改的话" not in words


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Every week from June to August with words of its own."""
    for name in WEEKS:
        said = f"第{name[-2:]}号进展"
        desk.report("8-3", name, progress=f"{said}。", problems=f"{said}的问题", next_plan=f"{said}之后")
    return desk


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.sampled_from(list(BriefKind)), some.sampled_from(WEEKS))
def test_a_draft_holds_words_of_its_own_periods_reports_alone(told: Desk, kind: BriefKind, name: str) -> None:
    period = period_of(kind, told.week(name))
    text = briefs.plain_text(told.brief(period, kind))
    own = {other for other in WEEKS if period_of(kind, told.week(other)) == period}
    said = {one for one in WEEKS if f"第{one[-2:]}号进展" in text}
    assert said <= own
    assert max(own) in said


def test_requests_that_fit_the_leader_wait_since_their_day_until_they_are_answered(desk: Desk) -> None:
    item, week = desk.item("4-2"), desk.week("2023-W28")
    store, unit = desk.store, desk.unit_id
    requests.set_request(store, item, unit, week, text="拨付资金", level=RequestLevel.COUNTY_LEADER)
    requests.set_request(
        store, desk.item("8-3"), unit, week, text="部门间的事", level=RequestLevel.DEPARTMENTS
    )
    requests.set_request(
        store, desk.item("8-5"), unit, desk.week("2023-W31"), text="以后的事", level=RequestLevel.UPWARD
    )
    words = desk.brief().words_of(BriefSection.REQUESTS)
    assert "拨付资金。7月16日提出，已等候14天，提请层级：分管县领导。" in words
    assert "部门间的事" not in words
    assert "以后的事" not in words
    month = desk.brief("2023-07", BriefKind.MONTH).words_of(BriefSection.REQUESTS)
    assert month == "本期无需要领导协调的事项。"


def test_directives_are_as_they_stood_at_the_periods_end(desk: Desk) -> None:
    store, unit, week = desk.store, desk.unit_id, desk.week("2023-W29")
    meetings.add_directive(store, unit, week, "落实场地 @文化科 7月25日", week.last, desk.item("4-2"))
    (one,) = meetings.directives(store, unit, week.last)
    from shengsi_desktop.domain.words import DirectiveState

    meetings.set_directive_state(store, one.id, DirectiveState.DONE, date(2023, 8, 5))
    words = desk.brief().words_of(BriefSection.DIRECTIVES)
    assert words.startswith("在办1项，其中逾期1项；本期办结0项。")
    assert "已逾期5天" in words
    later = desk.brief("2023-08-1").words_of(BriefSection.DIRECTIVES)
    assert later.startswith("在办0项，无逾期；本期办结1项。")
    assert desk.brief("2023-08-2").words_of(BriefSection.DIRECTIVES) == "本期无交办事项。"


def test_opening_a_brief_makes_no_row(desk: Desk) -> None:
    before = desk.store.last_changed
    desk.brief()
    desk.brief("2023-07", BriefKind.MONTH)
    assert desk.store.last_changed == before


def test_an_edited_part_stays_and_says_when_its_draft_has_changed(desk: Desk) -> None:
    desk.report("8-3", "2023-W30", progress="材料报送。")
    desk.type(BriefSection.PROGRESS, "领导要看的一句话。")
    part = desk.part(BriefSection.PROGRESS)
    assert (part.words, part.edited, part.outdated) == ("领导要看的一句话。", True, False)
    desk.report("8-5", "2023-W30", progress="初稿完成。")
    part = desk.part(BriefSection.PROGRESS)
    assert part.words == "领导要看的一句话。"
    assert part.outdated
    assert any("初稿完成" in line for line in part.fresh)
    assert not any("材料报送" in line for line in part.fresh)
    briefs.keep_words(desk.store, part)
    part = desk.part(BriefSection.PROGRESS)
    assert (part.words, part.edited, part.outdated) == ("领导要看的一句话。", True, False)


def test_typing_a_part_is_one_step_and_undo_gives_the_draft_back(desk: Desk) -> None:
    drafted = desk.part(BriefSection.NEXT).words
    desk.type(BriefSection.NEXT, "人工写的安排。")
    assert desk.part(BriefSection.NEXT).words == "人工写的安排。"
    assert history.undo(desk.store).name == "修改汇报材料"
    assert desk.part(BriefSection.NEXT).words == drafted
    history.redo(desk.store)
    assert desk.part(BriefSection.NEXT).edited


def test_words_being_typed_are_read_before_they_are_a_change(desk: Desk) -> None:
    editable = desk.part(BriefSection.NEXT).editable
    drafting.keep_draft(desk.store, editable, "还在打字")
    assert desk.part(BriefSection.NEXT).words == "还在打字"


def test_resetting_a_part_drafts_it_anew_and_can_be_undone(desk: Desk) -> None:
    desk.type(BriefSection.NEXT, "人工写的安排。")
    briefs.reset_part(desk.store, desk.part(BriefSection.NEXT))
    assert desk.part(BriefSection.NEXT).words == "本期无下步安排填报。"
    history.undo(desk.store)
    assert desk.part(BriefSection.NEXT).words == "人工写的安排。"


def test_an_emptied_part_is_drafted_again(desk: Desk) -> None:
    desk.type(BriefSection.NEXT, "人工写的安排。")
    desk.type(BriefSection.NEXT, "")
    part = desk.part(BriefSection.NEXT)
    assert (part.words, part.edited) == ("本期无下步安排填报。", False)


def test_the_county_s_month_pack_names_who_has_not_reported(desk: Desk) -> None:
    names = {unit.name: unit.id for unit in setting_up.directory()}
    assert {item.unit for item in desk.brief("2023-07", BriefKind.MONTH).facts.items} == {"县文广旅体局"}
    desk.report("8-3", "2023-W30", progress="材料报送。")
    other = names["县教育局"]
    reporting.report_once(
        desk.store,
        desk.item("11-1"),
        other,
        desk.week("2023-W29"),
        words={"progress": "校舍招标。"},
        values={},
    )
    brief = desk.brief("2023-07", BriefKind.MONTH)
    words = brief.words_of(BriefSection.UNREPORTED)
    assert "县发改局" in words.splitlines()[0]
    assert "县教育局（第27、28、30周）" in words
    assert "校舍招标" in brief.words_of(BriefSection.PROGRESS)
    assert "未发布" in brief.words_of(BriefSection.INDICATORS)
    assert "红灯" not in brief.words_of(BriefSection.INDICATORS)


def test_a_period_that_has_not_begun_is_refused_and_one_under_way_ends_with_this_week(desk: Desk) -> None:
    with pytest.raises(Refusal, match="还没有开始"):
        briefs.draft(desk.store, desk.unit_id, BriefKind.MONTH, "2023-09", today=date(2023, 7, 21))
    brief = briefs.draft(desk.store, desk.unit_id, BriefKind.MONTH, "2023-07", today=date(2023, 7, 21))
    assert str(brief.facts.week) == "2023-W29"


def test_leaders_are_listed_with_their_items_and_nobodys_last(desk: Desk) -> None:
    people.add_leader(desk.store, "李某", "副县长")
    lines = briefs.leader_lines(desk.store, desk.unit_id, PERIOD)
    assert [line.leader.name if line.leader else None for line in lines] == ["张某", "李某"]
    assert lines[0].items > 0
    people.set_leader_units(desk.store, desk.leader, [])
    people.set_leader_items(desk.store, desk.leader, [desk.item("4-2")])
    lines = briefs.leader_lines(desk.store, desk.unit_id, PERIOD)
    assert [(line.leader.name if line.leader else None) for line in lines] == ["张某", "李某", None]
    assert lines[0].items == 1


def test_the_half_month_is_that_of_the_weeks_thursday(desk: Desk) -> None:
    assert half_month_of(desk.week("2023-W29")) == PERIOD
    assert [str(week) for week in desk.brief().facts.weeks] == ["2023-W29", "2023-W30"]
