"""A quarter of three units, event by event: 2023-W27 to W39. Only services write; every name in it is made up.

`run` goes through the weeks in order and calls `watch` with what has just happened: «2023-W27» after a week, before
the light rule changes «rule», before and after publications «2023-07», and «quarter» at the end.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import AdjustmentKind, BoardKind, FigureRow, ScoreMethod
from shengsi_desktop.domain.briefs import BriefKind, BriefSection
from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.domain.tracking import KindThresholds, LightRule
from shengsi_desktop.domain.words import Cadence, DeliverableKind, PlanMark, RequestLevel
from shengsi_desktop.domain.words import DirectiveSource as Source
from shengsi_desktop.rhythm.board_rules import default_spec
from shengsi_desktop.services import (
    briefs,
    directive_life,
    directives,
    drafting,
    finalising,
    light_rules,
    meeting_series,
    meetings,
    people,
    projects,
    reporting,
    requests,
    stoppages,
    submitting,
    week_states,
)
from shengsi_desktop.services.boards import adjusting, custom
from shengsi_desktop.services.boards.computing import BoardReader, board_now
from shengsi_desktop.services.boards.publishing import publish
from shengsi_desktop.services.boards.rules import save_rule
from tests.quarter import scenario_others as others
from tests.quarter.scenario_setting import VILLAGES, Quarter, publish_month, set_up
from tests.quarter.scenario_words import (
    CULTURE,
    INVESTED,
    ISLAND,
    MARKS,
    MEETINGS,
    NO_NEWS,
    REPORTS,
    TRANSPORT,
    UNSIGNED,
    WEEKS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.store.sessions import Store

#: the day each month's boards are published, and the quarter's 考评
PUBLISHED_ON = {"2023-07": date(2023, 8, 8), "2023-08": date(2023, 9, 5), "2023-09": date(2023, 10, 9)}
#: July's work board is published once more, in W36
CORRECTED, CORRECTED_ON = "2023-07 corrected", date(2023, 9, 11)
APPRAISED_ON = date(2023, 10, 10)
#: the week in which the statistics of a month come out
STATISTICS = {"2023-W29": 6, "2023-W33": 7, "2023-W37": 8}
INVESTORS = {"枢纽": TRANSPORT, "夜景": CULTURE, "码头": ISLAND}


def run(store: Store, watch: Callable[[Quarter, str], None]) -> Quarter:
    """The whole quarter."""
    quarter = set_up(store)
    others.set_up_others(quarter)
    publish_month(quarter, 5)
    for label in WEEKS:
        before(quarter, label, watch)
        _reports(quarter, label)
        _meeting(quarter, label)
        after(quarter, label)
        _sign(quarter, label)
        watch(quarter, label)
        _month_end(quarter, label, watch)
    _appraise(quarter, watch)
    return quarter


def _reports(quarter: Quarter, label: str) -> None:
    """What each unit said; the marks of last week's plan; what had no news; money of projects."""
    store, week = quarter.store, quarter.week(label)
    for number, marks in MARKS.get(label, {}).items():
        form = reporting.report_form(store, quarter.item(number), quarter.unit(CULTURE), week)
        for line, mark in zip(form.checklist, marks, strict=True):
            reporting.mark_plan(store, line, PlanMark(mark))
    for name, items in REPORTS[label].items():
        for number, said in items.items():
            words = {"progress": said.progress, "next_plan": said.plan, "problems": said.problems}
            reporting.report_once(
                store, quarter.item(number), quarter.unit(name), week, words=words, values=said.values
            )
    if label in NO_NEWS:
        ids = [quarter.item(number) for number in NO_NEWS[label]]
        reporting.mark_no_news(store, ids, quarter.unit(CULTURE), week)
    for part, done in INVESTED.get(label, {}).items():
        unit, sum_ = quarter.unit(INVESTORS[part]), Money(Decimal(done))
        projects.set_progress(store, quarter.project(part), unit, week, done=sum_, words=f"{part}推进中")


def _meeting(quarter: Quarter, label: str) -> None:
    """The week's 会商 of 县文广旅体局: topics put on, and what was concluded of old and new ones."""
    if label not in MEETINGS:
        return
    store, own, week = quarter.store, quarter.unit(CULTURE), quarter.week(label)
    titles, conclusions = MEETINGS[label]
    meetings.set_meeting(store, own, week, place="三楼会议室", chair="分管副局长", attendees="产业科、文化科")
    for title in titles:
        meetings.add_topic(store, own, week, title)
    for title, conclusion in conclusions.items():
        form = meetings.meeting_form(store, own, week)
        topic = next(one for one in form.meeting.topics if one.title == title)
        drafting.keep_draft(store, form.topic_fields[topic.id]["conclusion"], conclusion)
        drafting.commit_drafts(store)


def _sign(quarter: Quarter, label: str) -> None:
    """审核, 定稿 and 报送 of the units that did not miss the week."""
    for name in REPORTS[label]:
        unit, week = quarter.unit(name), quarter.week(label)
        if label not in UNSIGNED[name]:
            week_states.mark_for_meeting(quarter.store, unit, week)
            finalising.finalise(quarter.store, unit, week, reviewer="李某")
            submitting.register_submission(quarter.store, unit, week, way="浙政钉")


def _month_end(quarter: Quarter, label: str, watch: Callable[[Quarter, str], None]) -> None:
    """The week after a month ends its boards are published."""
    if label == "2023-W36":
        watch(quarter, CORRECTED)
        again = board_now(quarter.store, "work", "2023-07", today=CORRECTED_ON)
        publish(quarter.store, again, person="县办某", reason="7月有关单位数据更正")
    month = {"2023-W31": "2023-07", "2023-W35": "2023-08", "2023-W39": "2023-09"}.get(label)
    if month is None:
        return
    watch(quarter, month)
    with quarter.store.reading() as session:
        reader = BoardReader(session, PUBLISHED_ON[month])
        boards = [reader.board(kind, month) for kind in ("work", "projects", "indicators")]
    for board in boards:
        publish(quarter.store, board, person="县办某")
    villages(quarter, month)


def _appraise(quarter: Quarter, watch: Callable[[Quarter, str], None]) -> None:
    store, island = quarter.store, quarter.unit(ISLAND)
    adjusting.adjust(
        store,
        "appraisal",
        "2023-Q3",
        island,
        kind=AdjustmentKind.OTHER,
        points=Decimal("2.25"),
        reason="抗台得力",
    )
    adjusting.adjust(
        store,
        "appraisal",
        "2023-Q3",
        quarter.unit("县经信局"),
        kind=AdjustmentKind.NO_SUBSTANCE,
        reason="季报空洞",
    )
    watch(quarter, "quarter")
    board = board_now(store, "appraisal", "2023-Q3", today=APPRAISED_ON)
    publish(store, board, person="县办某")


def villages(quarter: Quarter, month: str) -> None:
    """The 比拼榜 of a month: seven villages in two areas, two of them alike, one without a figure."""
    board = custom.find_board(quarter.store, VILLAGES)
    less = Decimal(int(month[-2:]) - 7) / 10
    figures = ("2.4", "2.15", "2.15", "1.9", "2.6", "2.05", "")
    rows = [
        FigureRow(f"演示{name}村", f"演示{area}片", str(Decimal(figure) - less) if figure else "", "抽查10户")
        for name, area, figure in zip("甲乙丙丁戊己庚", "泗泗泗泗枸枸枸", figures, strict=True)
    ]
    custom.save_figures(quarter.store, board, month, rows)


# -- what happens beside reports and meetings


def before(quarter: Quarter, label: str, watch: Callable[[Quarter, str], None]) -> None:
    """What is registered before a week's reports."""
    store = quarter.store
    if label in STATISTICS:
        publish_month(quarter, STATISTICS[label])
    if label == "2023-W30":
        islands = ("花鸟", "嵊山", "枸杞")
        stoppages.register(
            store, StoppageKind.TYPHOON, date(2023, 7, 27), date(2023, 7, 30), islands, name="演示台风"
        )
    if label == "2023-W31":
        stoppages.register(store, StoppageKind.NO_SAILING, date(2023, 8, 2), date(2023, 8, 5), source="演示")
        stoppages.register(store, StoppageKind.MORATORIUM, date(2023, 5, 1), date(2023, 9, 16), source="演示")
        typhoon = stoppages.stoppages(store)[1]
        stoppages.link_item(store, typhoon.id, quarter.item("4-2"), included=True)
    if label == "2023-W34":
        watch(quarter, "rule")
        own = (
            KindThresholds(DeliverableKind.MILESTONE, soon_days=14),
            KindThresholds(DeliverableKind.RATIO, yellow_below=Decimal(3)),
        )
        wish = LightRule(yellow_below=Decimal(5), red_below=Decimal(14), kinds=own, remark="三季度冲刺")
        week = quarter.week(label)
        light_rules.change_rule(store, wish, week, week)


def after(quarter: Quarter, label: str) -> None:
    """Directives, requests, other meetings, corrections, adjustments: what happens within a week."""
    happening = HAPPENINGS.get(label)
    if happening is not None:
        happening(quarter)


def give(quarter: Quarter, label: str, line: str, source: Source, number: str = "", **more: object) -> str:
    """A directive of 县文广旅体局; its id."""
    own, week = quarter.unit(CULTURE), quarter.week(label)
    item = quarter.item(number) if number else None
    known = {one.id for one in directives.directives(quarter.store, own, week.last)}
    directives.add_directive(quarter.store, own, week, line, week.last, item, source=source, **more)  # type: ignore[arg-type]
    (new,) = {one.id for one in directives.directives(quarter.store, own, week.last)} - known
    return new


def directive(quarter: Quarter, part: str) -> str:
    """A directive's id by a part of what is to be done."""
    found = directives.directives(quarter.store, quarter.unit(CULTURE), date(2023, 12, 31))
    return next(one.id for one in found if part in one.what)


def _week_27(quarter: Quarter) -> None:
    give(quarter, "2023-W27", "督促夜景亮化施工单位备料 @产业科 7月20日", Source.WEEKLY, "8-5")
    give(
        quarter,
        "2023-W27",
        "答复夜间交通接驳的建议 @县交通运输局 8月20日",
        Source.CONGRESS,
        "8-5",
        document="建议第7号",
    )


def _week_28(quarter: Quarter) -> None:
    own, week = quarter.unit(CULTURE), quarter.week("2023-W28")
    text = "请县财政局提前拨付微改造资金"
    requests.set_request(
        quarter.store, quarter.item("4-2"), own, week, text=text, level=RequestLevel.COUNTY_LEADER
    )
    half = _held(quarter, Cadence.HALF_MONTH, "2023-07-1", ("渔旅融合方案", "夜景亮化备料"))
    meetings.hand_out(quarter.store, half, "报送渔旅融合方案 @张某 7月31日", date(2023, 7, 14))


def _week_29(quarter: Quarter) -> None:
    store, own, week = quarter.store, quarter.unit(CULTURE), quarter.week("2023-W29")
    line = "核实花鸟灯塔片区民宿消防 @花鸟乡 @李某 7月28日"
    inspection = give(quarter, "2023-W29", line, Source.INSPECTION, "8-6", given_by="某副县长")
    directive_life.sign_directive(store, inspection, by="李某", on=date(2023, 7, 24))
    (request,) = requests_of(quarter, "2023-W28")
    directives.directive_of_request(store, request, week, "对接微改造资金拨付 @县财政局 8月10日", week.last)
    directive_life.finish_directive(
        store, directive(quarter, "备料"), on=date(2023, 7, 21), result="已备料。"
    )
    _held(quarter, Cadence.MONTH, "2023-07", ("旅游旺季安全",))
    assert own


def requests_of(quarter: Quarter, label: str) -> tuple[str, ...]:
    """The ids of 县文广旅体局's requests of a week."""
    with quarter.store.reading() as session:
        found = requests.requests_between(session, quarter.unit(CULTURE), label, label)
    return tuple(one.id for one in found)


def _week_31(quarter: Quarter) -> None:
    store = quarter.store
    directive_life.extend_directive(
        store, directive(quarter, "民宿消防"), due=date(2023, 8, 11), reason="停航", on=date(2023, 8, 1)
    )
    directive_life.finish_directive(
        store, directive(quarter, "资金拨付"), on=date(2023, 8, 4), result="已拨付。"
    )
    directive_life.close_directive(store, directive(quarter, "资金拨付"), by="王某", on=date(2023, 8, 6))
    adjusting.adjust(
        store,
        "work",
        "2023-07",
        quarter.unit("黄龙乡"),
        kind=AdjustmentKind.NO_SUBSTANCE,
        reason="与上周一字不差",
    )
    adjusting.adjust(
        store, "projects", "2023-07", quarter.unit(ISLAND), kind=AdjustmentKind.OTHER, points=Decimal("-1.5"),
        reason="报送口径有误",
    )  # fmt: skip


def _week_32(quarter: Quarter) -> None:
    """W30 comes back; the correction makes v2, after July's boards were published."""
    store, own, week = quarter.store, quarter.unit(CULTURE), quarter.week("2023-W30")
    submitting.register_return(store, own, week, reason="8-6数据与统计不符", person="县办某")
    reporting.report_once(
        store,
        quarter.item("8-6"),
        own,
        week,
        words={"progress": "等级民宿评定，增幅更正为9.5%。"},
        values={"8-6.2": "9.5"},
    )
    finalising.finalise(store, own, week, reviewer="李某")
    submitting.register_submission(store, own, week, way="U盘")
    transport, at = quarter.unit(TRANSPORT), quarter.week("2023-W32")
    text = "请县例会研究水上飞机航线补贴"
    requests.set_request(
        store, quarter.item("16-3"), transport, at, text=text, level=RequestLevel.COUNTY_MEETING
    )
    half = _held(quarter, Cadence.HALF_MONTH, "2023-07-2", ("防台复盘",))
    meetings.hand_out(store, half, "上报停航损失清单 @花鸟乡 8月18日", date(2023, 8, 9))


def _week_34(quarter: Quarter) -> None:
    store = quarter.store
    directive_life.record_urging(store, [directive(quarter, "民宿消防")], StepKind.URGE, date(2023, 8, 22))
    directive_life.cancel_directive(
        store, directive(quarter, "夜间交通"), reason="建议已并案", on=date(2023, 8, 23)
    )


def _week_36(quarter: Quarter) -> None:
    """July gets an adjustment more; from September indicators are scored by fault, projects by steps of 8 %."""
    store = quarter.store
    adjusting.adjust(
        store, "work", "2023-07", quarter.unit(TRANSPORT), kind=AdjustmentKind.OTHER, points=Decimal(-3),
        reason="核查发现16-2数据有误",
    )  # fmt: skip
    faults = replace(default_spec(BoardKind.INDICATORS), method=ScoreMethod.FAULT)
    save_rule(store, "indicators", faults, since="2023-09")
    steps = replace(default_spec(BoardKind.PROJECTS), step=Decimal(8), full=Decimal(120), floor=Decimal(100))
    save_rule(store, "projects", steps, since="2023-09")
    directive_life.finish_directive(
        store, directive(quarter, "民宿消防"), on=date(2023, 9, 6), result="12处已改。"
    )


def _week_38(quarter: Quarter) -> None:
    """Half a month's brief, one part of it edited by hand."""
    leader = leader_of(quarter)
    own = quarter.unit(CULTURE)
    briefs.set_part(
        quarter.store,
        own,
        BriefKind.HALF_MONTH,
        "2023-09-2",
        leader,
        BriefSection.OVERALL,
        "人工改写：总体向好。",
    )
    others.the_appeal_is_reported(quarter)


def leader_of(quarter: Quarter) -> str:
    """The id of the 分管县领导."""
    return next(one.id for one in people.leaders(quarter.store) if not one.principal)


def _held(quarter: Quarter, cadence: Cadence, period: str, topics: tuple[str, ...]) -> MeetingKey:
    own = quarter.unit(CULTURE)
    series = next(one for one in meeting_series.series_of(quarter.store, own) if one.cadence is cadence)
    key = MeetingKey(own, cadence, period, 1, series.id)
    meetings.record(quarter.store, key, {"chair": "张某某", "conclusion": "抓紧推进。"}, topics)
    return key


HAPPENINGS: dict[str, Callable[[Quarter], None]] = {
    "2023-W27": _week_27,
    "2023-W28": _week_28,
    "2023-W29": _week_29,
    "2023-W31": _week_31,
    "2023-W32": _week_32,
    "2023-W33": others.the_task_force_meets,
    "2023-W34": _week_34,
    "2023-W35": others.the_appeal_goes_on,
    "2023-W36": _week_36,
    "2023-W38": _week_38,
}
