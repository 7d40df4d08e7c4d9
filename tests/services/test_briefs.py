"""Briefs: drafted from a period's own weeks, edited by hand, never overwritten, set back and undone."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from shengsi_desktop.domain.appeals import AppealStage
from shengsi_desktop.domain.briefs import BriefKind, BriefSection
from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState, RequestLevel
from shengsi_desktop.rhythm.brief_periods import half_month_of, period_of
from shengsi_desktop.services import (
    appeals,
    briefs,
    directive_life,
    directives,
    drafting,
    facts,
    finalising,
    history,
    meetings,
    people,
    plan_import,
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
    assert "自第28周（7月10日–16日）起滞后，连续2次填报。原因：资金慢。" in lagging
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
    assert "拨付资金。7月14日提出，已等候16天，提请层级：分管县领导。" in words
    assert "部门间的事" not in words
    assert "以后的事" not in words
    month = desk.brief("2023-07", BriefKind.MONTH).words_of(BriefSection.REQUESTS)
    assert month == "本期无需要领导协调的事项。"


def test_directives_are_as_they_stood_at_the_periods_end(desk: Desk) -> None:
    store, unit, week = desk.store, desk.unit_id, desk.week("2023-W29")
    meetings.add_directive(store, unit, week, "落实场地 @文化科 7月25日", week.last, desk.item("4-2"))
    (one,) = meetings.directives(store, unit, week.last)
    meetings.set_directive_state(store, one.id, DirectiveState.DONE, date(2023, 8, 5))
    words = desk.brief().words_of(BriefSection.DIRECTIVES)
    assert words.startswith("在办1项，其中逾期1项；本期办结0项。")
    assert "已逾期5天" in words
    later = desk.brief("2023-08-1").words_of(BriefSection.DIRECTIVES)
    assert later.startswith("在办0项，无逾期；本期办结1项。")
    assert desk.brief("2023-08-2").words_of(BriefSection.DIRECTIVES) == "本期无交办事项。"


def test_directives_put_off_cancelled_or_reopened_later_are_told_as_they_were(desk: Desk) -> None:
    store, unit, week = desk.store, desk.unit_id, desk.week("2023-W29")
    for what in ("甲件", "乙件", "丙件"):
        meetings.add_directive(store, unit, week, f"{what} @文化科 7月25日", week.last, desk.item("4-2"))
    ids = {one.what: one.id for one in meetings.directives(store, unit, week.last)}
    august = date(2023, 8, 9)
    directive_life.extend_directive(store, ids["甲件"], due=date(2023, 9, 1), reason="等料", on=august)
    directive_life.cancel_directive(store, ids["乙件"], reason="不办了", on=august)
    directive_life.finish_directive(store, ids["丙件"], on=date(2023, 7, 26))
    directive_life.reopen_directive(store, ids["丙件"], on=august)
    july = {one.what: one for one in desk.brief().facts.directives}
    assert [(july[name].due, july[name].overdue_days) for name in ("甲件", "乙件")] == [
        (date(2023, 7, 25), 5)
    ] * 2
    assert (july["丙件"].state, july["丙件"].done_on) == (DirectiveState.DONE, date(2023, 7, 26))
    later = {one.what: one for one in desk.brief("2023-08-1").facts.directives}
    assert (later["甲件"].due, later["甲件"].overdue_days) == (date(2023, 9, 1), 0)
    assert later["丙件"].state is DirectiveState.OPEN
    assert "乙件" not in later


def test_a_directive_given_by_one_leader_is_not_anothers_whose_name_it_holds(desk: Desk) -> None:
    store = desk.store
    people.add_leader(store, "李某", "副县长")
    people.add_leader(store, "李某某", "副县长")
    week = desk.week("2023-W30")
    other = next(unit.id for unit in setting_up.directory() if unit.name == "县教育局")
    directives.add_directive(
        store, other, week, "批示件", week.last, source=DirectiveSource.INSTRUCTION, given_by="副县长李某某"
    )
    found = {}
    for leader in people.leaders(store):
        desk.leader = leader.id
        found[leader.name] = [one.what for one in desk.brief().facts.directives]
    assert found == {"张某": [], "李某": [], "李某某": ["批示件"]}


def test_figures_lights_and_words_of_a_final_week_are_those_of_its_final_version(desk: Desk) -> None:
    def row() -> tuple[Any, Any, str]:
        item = next(one for one in desk.brief().facts.items if one.row.number == "4-2")
        micro = next(one for one in item.row.standing.deliverables if one.deliverable.number == "4-2.5")
        value = micro.value.value if micro.value else None
        return item.row.standing.reading, value, item.newest("progress")

    desk.report("4-2", "2023-W29", {"4-2.5": "10"}, progress="上周的话。")
    desk.report("4-2", "2023-W30", {"4-2.5": "14"}, progress="定稿的话。")
    assert "第30周（7月24日–30日）尚未定稿" in desk.brief().words_of(BriefSection.OVERALL)
    finalising.finalise(desk.store, desk.unit_id, desk.week("2023-W30"), reviewer="李某")
    signed = row()
    desk.report("4-2", "2023-W30", {"4-2.5": "30"}, progress="定稿后改的话。")
    assert row() == signed
    assert (signed[1], signed[2]) == (Decimal(14), "定稿的话。")
    # words of a week without a 定稿 are told beside, and marked
    desk.report("8-3", "2023-W29", progress="没有定稿的话。")
    words = desk.brief().words_of(BriefSection.PROGRESS)
    assert "县文广旅体局，未定稿）：没有定稿的话。" in words
    assert "注明“未定稿”" in desk.brief().words_of(BriefSection.OVERALL)


def test_a_past_period_is_told_by_the_plan_of_its_year(desk: Desk) -> None:
    desk.report("4-2", "2023-W30", progress="旧方案的话。")
    before = desk.brief()
    month = desk.brief("2023-07", BriefKind.MONTH)
    lines = briefs.leader_lines(desk.store, desk.unit_id, PERIOD)
    text = "某县2024年行动方案\n一、任务\n1. 建冷库。新建冷库3座。（责任单位：县文广旅体局）\n"
    preview = plan_import.preview(text.encode(), "方案.txt", desk.store)
    plan_import.import_plan(desk.store, preview)
    desk.store.set_setting("plan_id", preview.plan_id)
    assert desk.brief().facts == before.facts
    assert desk.brief("2023-07", BriefKind.MONTH).facts == month.facts
    assert briefs.leader_lines(desk.store, desk.unit_id, PERIOD) == lines
    assert len(desk.brief("2024-01", BriefKind.MONTH).facts.items) == 1


def test_appeals_are_told_in_words_and_as_of_the_periods_end(desk: Desk) -> None:
    store = desk.store
    appeals.add_appeal(
        store, "补助资金", office="省某厅", level="province", amount=Money(Decimal(500)), stage=None
    )
    with store.reading() as session:
        item = facts.find_item(session, "争取1").id
    for day, words, stage in ((21, "七月谈过", AppealStage.CONTACT), (40, "八月谈过", AppealStage.APPROVAL)):
        on = date(2023, 7, 1) + timedelta(days=day)
        appeals.add_contact(store, item, on, "某处", words, stage)
    (line,) = desk.brief("2023-07", BriefKind.MONTH).words_of(BriefSection.APPEALS).splitlines()
    assert line == (
        "1．补助资金（争取1，县文广旅体局）：对接层级：省，对口部门：省某厅，争取金额：500万元，进展：对接。"
        "最近对接：7月22日，某处，七月谈过。"
    )


def test_an_appeal_moves_on_the_day_of_its_contact_in_brief_and_pack_alike(desk: Desk) -> None:
    store, at = desk.store, {"unit_id": desk.unit_id, "week": desk.week("2023-W30")}
    for name in ("早先批的", "下旬批的", "八月批的", "八月才有的"):
        appeals.add_appeal(store, name)
    with store.reading() as session:
        early, late, august, fresh = (facts.find_item(session, f"争取{n}").id for n in range(1, 5))
    # all are written down on one week that is shown
    for item, day in ((early, date(2023, 7, 5)), (late, date(2023, 7, 20)), (august, date(2023, 8, 9))):
        appeals.add_contact(store, item, day, "省厅", "批了", AppealStage.APPROVAL, **at)
    appeals.add_contact(store, fresh, date(2023, 8, 10), "省厅", "初次去谈")
    halves = [desk.brief(f"2023-07-{n}").words_of(BriefSection.PROGRESS) for n in (1, 2)]
    moved = [[name for name in ("早先", "下旬", "八月批") if f"{name}" in _moved(words)] for words in halves]
    assert moved == [["早先"], ["下旬"]]
    pack = desk.brief("2023-07", BriefKind.MONTH)
    stages = {one.title: one.stage for one in pack.facts.appeals}
    assert stages == {
        "早先批的": AppealStage.APPROVAL, "下旬批的": AppealStage.APPROVAL, "八月批的": None
    }  # fmt: skip
    assert "八月才有的" not in briefs.plain_text(pack)
    assert "八月才有的" in briefs.plain_text(desk.brief("2023-08", BriefKind.MONTH))


def _moved(words: str) -> str:
    return "\n".join(line for line in words.splitlines() if "进入" in line)


def test_a_leader_of_single_items_hears_of_the_directives_of_these_alone(desk: Desk) -> None:
    store, week, day = desk.store, desk.week("2023-W30"), date(2023, 7, 26)
    item = desk.item("4-2")
    people.add_leader(store, "李某", "副县长", items=[item])
    leader = next(one.id for one in people.leaders(store) if one.name == "李某")
    for what, about in (("补充材料", item), ("全局的事", None), ("别的事", desk.item("8-3"))):
        directives.add_directive(store, desk.unit_id, week, f"{what} @县文广旅体局", day, item_id=about)

    def told(of: str) -> list[str]:
        brief = briefs.draft(store, desk.unit_id, BriefKind.HALF_MONTH, PERIOD, of, today=TODAY)
        return sorted(one.what for one in brief.facts.directives)

    assert told(leader) == ["补充材料"]
    assert told(desk.leader) == ["全局的事", "别的事"]


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


def test_what_is_being_typed_stays_when_the_reset_of_its_part_is_undone(desk: Desk) -> None:
    drafting.keep_draft(desk.store, desk.part(BriefSection.NEXT).editable, "刚打的话。")
    briefs.reset_part(desk.store, desk.part(BriefSection.NEXT))
    assert not desk.part(BriefSection.NEXT).edited
    history.undo(desk.store)
    assert desk.part(BriefSection.NEXT).words == "刚打的话。"


def test_a_part_left_out_is_in_no_export_and_comes_back_with_its_words(desk: Desk) -> None:
    desk.type(BriefSection.LAGGING, "人写的话。")
    briefs.leave_out(desk.store, desk.part(BriefSection.LAGGING))
    part = desk.part(BriefSection.LAGGING)
    assert (part.left_out, part.words, part.edited) == (True, "", False)
    text = briefs.plain_text(desk.brief())
    assert "滞后事项" not in text
    assert "三、需要领导协调的事项" in text
    content = briefs.content_of(desk.brief(), ".xlsx")
    assert "滞后事项" not in openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    briefs.put_back(desk.store, part)
    assert desk.part(BriefSection.LAGGING).words == "人写的话。"
    part = desk.part(BriefSection.REQUESTS)
    briefs.leave_out(desk.store, part)
    briefs.put_back(desk.store, desk.part(BriefSection.REQUESTS))
    assert desk.part(BriefSection.REQUESTS).words == part.words
    history.undo(desk.store)
    assert desk.part(BriefSection.REQUESTS).left_out


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
    assert "部分周次未填报的2个单位：第27周（7月3日–9日）县文广旅体局、县教育局；第28周" in words
    assert "第30周（7月24日–30日）县教育局。" in words
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
