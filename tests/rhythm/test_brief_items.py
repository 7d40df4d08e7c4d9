"""What a brief says of its items: all weeks, faults that are still there, numbers that their lists hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import ceil

from shengsi_desktop.domain.briefs import BriefFacts, BriefItem, BriefKind, BriefSection, WeekWords
from shengsi_desktop.domain.tracking import (
    ItemRow,
    LightRule,
    Reading,
    Standing,
    Tally,
)
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import DeliverableKind, ItemKind, Light, ListName, Role
from shengsi_desktop.rhythm.brief_faults import comes_due, fault_of, is_behind
from shengsi_desktop.rhythm.brief_periods import weeks_of
from shengsi_desktop.rhythm.brief_words import told_weeks
from shengsi_desktop.rhythm.briefs import draft, due_soon, lagging
from shengsi_desktop.rhythm.item_rows import UnitFacts, item_row
from shengsi_desktop.rhythm.lights import read_deliverable
from shengsi_desktop.rhythm.weeks import parse_week
from tests.rhythm.test_item_rows import CORE, RHYTHM, THIRTY, facts, owner, report, value

WEEKS = weeks_of("2023-07", WeekRhythm())
SOON = Reading(Light.YELLOW, "主体结顶（未完成），时限8月4日，剩5天 · 默认亮灯规则v1")
LATE = Reading(Light.YELLOW, "微改造46.7%，序时57.8%，差11.1个百分点 · 默认亮灯规则v1")
RED = Reading(Light.RED, "微改造16.7%，序时57.8%，差41.1个百分点 · 默认亮灯规则v1")
GREEN = Reading(Light.GREEN, "微改造60%，序时57.8%，超2.2个百分点 · 默认亮灯规则v1")
NEVER = Reading(Light.UNREPORTED, "尚未填报")
DONE = Reading(Light.DONE, "1项全部完成，办结")


def standing(reading: Reading) -> Standing:
    return Standing(reading, Tally(1, 0, 1, 0), Decimal(46), ())


def item(
    number: str,
    reading: Reading,
    *words: WeekWords,
    before: Reading | None = None,
    direction: str = "方向甲",
    title: str = "",
) -> BriefItem:
    row = ItemRow(
        id=number,
        kind=ItemKind.CLAUSE,
        list=ListName.CLAUSE,
        number=number,
        task_number="4",
        task="任务",
        direction=direction,
        title=title or f"事项{number}",
        role=Role.LEAD,
        role_source=None,
        group=None,
        pending=False,
        mentioned=False,
        lead="甲局",
        due=date(2023, 12, 31),
        due_is_default=True,
        standing=standing(reading),
        reported=True,
    )
    return BriefItem(row, "u", "甲局", words, standing(before) if before else None)


def brief(*items: BriefItem, kind: BriefKind = BriefKind.HALF_MONTH) -> BriefFacts:
    return BriefFacts(
        kind=kind,
        period="2023-07",
        unit="县社建委",
        plan_title="方案",
        leader=None,
        weeks=WEEKS,
        week=WEEKS[-1],
        items=items,
    )


def said(week: int, progress: str = "", **more: str) -> WeekWords:
    return WeekWords(f"2023-W{week}", progress, **more)


def test_all_weeks_are_told_in_order_and_nothing_twice() -> None:
    one = item("4-2", GREEN, said(29, "普查完成。选址完成。"), said(30, "选址完成\n开展布展"))
    assert told_weeks(one, "progress") == "第29周：普查完成。选址完成。第30周：开展布展。"
    same = item("4-2", GREEN, said(29, "普查完成。"), said(30, "普查完成"))
    assert told_weeks(same, "progress") == "普查完成。"


def test_a_week_is_shortened_at_a_sentence_end_beyond_the_limit_alone() -> None:
    sentence = f"{'微' * 59}。"
    assert told_weeks(
        item("4-2", GREEN, said(30, sentence + "甲。" + f"{'点' * 50}。")), "progress"
    ).endswith("点。")
    words = told_weeks(item("4-2", GREEN, said(30, f"{sentence}{'点' * 50}。{'位' * 50}。")), "progress")
    assert words == f"{sentence}{'点' * 50}。…"


def test_what_comes_due_soon_is_not_behind_and_has_a_list_of_its_own() -> None:
    found = brief(item("4-2", RED), item("8-3", LATE), item("8-5", SOON), item("8-6", GREEN))
    assert [one.row.number for one in lagging(found)] == ["4-2", "8-3"]
    assert [one.row.number for one in due_soon(found)] == ["8-5"]
    lines = draft(found)[BriefSection.LAGGING].words.splitlines()
    assert lines[0] == "（一）滞后2项（红灯1项，黄灯1项）"
    assert lines[3:] == [
        "（二）临近时限1项",
        "1．事项8-5（8-5，甲局）：主体结顶（未完成），时限8月4日，剩5天。",
    ]


def test_the_words_of_the_rule_itself_tell_what_comes_due_soon() -> None:
    """Whatever `read_deliverable` says of a day is told apart from a gap."""
    stage = replace(THIRTY, kind=DeliverableKind.MILESTONE, stages=("完成",), due=date(2023, 8, 4))
    for as_of, soon, behind in (
        (date(2023, 7, 20), False, False),
        (date(2023, 7, 30), True, False),
        (date(2023, 8, 4), True, False),
        (date(2023, 8, 5), False, True),
    ):
        one = item("4-2", read_deliverable(stage, None, as_of, LightRule()).reading)
        assert (comes_due(one), is_behind(one.row.standing)) == (soon, behind)


def test_since_counts_the_deliverable_that_is_the_fault_now() -> None:
    """The first fault is mended in week 20; another one is behind since week 29."""
    ours = (
        THIRTY,
        replace(THIRTY, id="e", number="4-2.2", name="样板村", target=Decimal(100)),
    )
    values = [value(f"2023-W{week}", 0) for week in (13, 14)] + [value("2023-W20", 30)]
    values += [
        replace(value(f"2023-W{week}", number), deliverable_id="e")
        for week, number in ((13, 90), (20, 90), (27, 60), (29, 30), (30, 30))
    ]
    unit = UnitFacts(
        facts(
            assignments=(owner(Role.LEAD),),
            deliverables=ours,
            values=tuple(values),
            reports=(report("2023-W14"),),
        )
    )
    row = item_row(unit, CORE, parse_week("2023-W30", RHYTHM))
    assert row.standing.reading.light is Light.YELLOW
    fault = fault_of(unit, row, parse_week("2023-W30", RHYTHM))
    assert (str(fault.since), fault.weeks, fault.reports) == ("2023-W29", 2, 2)


def test_each_number_has_its_names_behind_it() -> None:
    found = brief(
        item("4-1", DONE, said(30, "完成。"), before=GREEN),
        item("4-2", DONE, said(30, "完成。")),
        item("4-3", LATE, said(30, "推进。"), before=RED),
        item("4-4", RED, said(30, "推进。"), before=GREEN),
        item("5-1", NEVER),
        item("5-2", GREEN, before=GREEN),
        item("5-3", GREEN, said(30)),
    )
    parts = draft(found)
    overall = parts[BriefSection.OVERALL].words
    assert "新办结1项：4-1 事项4-1（原绿灯）；转为红灯1项：4-4 事项4-4（原绿灯）；" in overall
    assert "转为黄灯1项：4-3 事项4-3（原红灯）。" in overall
    assert "本期首次填报2项，办结1项：4-2 事项4-2；绿灯1项。" in overall
    assert "未填报1项" in overall
    progress = parts[BriefSection.PROGRESS].words
    assert "从未填报的1项：5-1 事项5-1。" in progress
    assert "此前填报过、本期未填报的1项：5-2 事项5-2。" in progress
    assert "本期无新进展的1项：5-3 事项5-3。" in progress


def test_items_that_no_unit_answers_for_are_counted_and_named() -> None:
    found = replace(brief(item("4-2", GREEN)), unanswered=(("x", "保3-1", "各部门主动扛起使命"),))
    assert found.count == 2
    assert (
        "事项2项：绿灯1项，责任单位未定1项：保3-1 各部门主动扛起使命。"
        in draft(found)[BriefSection.OVERALL].words
    )


def test_the_main_text_of_a_full_month_pack_holds_eight_pages() -> None:
    """Ninety items with long words in six directions, every sixth behind; a page has 22 lines of 28 characters."""
    text = "；".join(["本月完成施工图审查并组织施工单位进场"] * 6) + "。"
    words = [said(week, f"{week}{text}", problems=text, next_plan=text) for week in (27, 30)]
    items = tuple(
        item(
            f"{place // 15 + 1}-{place % 15 + 1}",
            (RED, GREEN, GREEN, NEVER, GREEN, GREEN)[place % 6],
            *(
                ()
                if place % 6 == 3
                else (said(week, f"{week}{text}", problems=text, next_plan=text) for week in (27, 30))
            ),
            direction=f"方向{place // 15}",
            title="深入实施新时代乡村振兴战略，健全城乡融合发展体制机制和政策体系",
        )
        for place in range(90)
    )
    parts = draft(brief(*items, kind=BriefKind.MONTH))
    lines = [line for part in parts.values() for line in ("一、标题", *part.words.splitlines())]
    assert sum(ceil((len(line) + 2) / 28) for line in lines) / 22 <= 8
    words = parts[BriefSection.PROGRESS].words
    told, listed = map(int, re.findall(r"有进展的(\d+)项，择要列(\d+)项", words)[0])
    assert (told, listed) == (75, len(re.findall(r"^\d+．", words, re.MULTILINE)))
    assert "从未填报的15项，详见附表。" in words
    assert "其余8项详见附表。" in parts[BriefSection.LAGGING].words
