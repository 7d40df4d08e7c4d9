"""Week books for the tests, from one line to a full week; what their lines are made of is `lines`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from shengsi_desktop.domain.indicators import Indicator, IndicatorPoint, IndicatorStanding
from shengsi_desktop.domain.meetings import Meeting, Topic
from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.tracking import (
    Reading,
)
from shengsi_desktop.domain.week_book import WeekBook
from shengsi_desktop.domain.words import (
    Cadence,
    Comparator,
    DeliverableKind,
    DirectiveSource,
    DirectiveState,
    Light,
    RequestLevel,
)
from tests.sheets.lines import (
    ITEMS,
    LONG_PROGRESS,
    SENTENCE,
    THIRTY_LINES,
    UNIT,
    WEEK,
    directive,
    line,
    milestone,
    quantity,
    request,
    standing_words,
)

#: with the lines that books are made of
__all__ = [
    "INDICATORS",
    "ITEMS",
    "LONG_PROGRESS",
    "MEETING",
    "SENTENCE",
    "THIRTY_LINES",
    "UNIT",
    "WEEK",
    "directive",
    "empty_book",
    "full_book",
    "indicator",
    "line",
    "milestone",
    "quantity",
    "request",
    "standing_words",
]


def indicator(
    n: int,
    name: str,
    category: str,
    unit: str,
    words: str,
    values: tuple[str | None, ...] = (),
    target: str | None = None,
) -> IndicatorStanding:
    """An indicator with monthly values from January on."""
    points = tuple(
        IndicatorPoint(
            f"indicator-{n}",
            f"2023-{month:02d}",
            None if value is None else Decimal(value),
            province=Decimal("7.5") if unit == "%" else None,
            rank=12 if value else None,
            planned=None if target is None else Decimal(target) * month / 12,
        )
        for month, value in enumerate(values, start=1)
    )
    latest = next((point for point in reversed(points) if point.value is not None), None)
    conditions = (Condition(Comparator.GT, Decimal(target), unit, None),) if target else ()
    attained = (
        latest.value / Decimal(target) * 100 if latest and latest.value is not None and target else None
    )
    light = Light.GREEN if latest else Light.UNPUBLISHED
    return IndicatorStanding(
        Indicator(f"indicator-{n}", n, name, category, unit, words, f"{name}{words}", 0, 1, conditions),
        points,
        latest,
        attained,
        Reading(light, "不低于计划" if latest else "统计数据未发布"),
    )


INDICATORS = (
    indicator(
        1, "地区生产总值增速", "经济总量", "%", "10左右", ("8.1", "8.6", "9.2", None, "9.5", "9.8"), "10"
    ),
    indicator(
        3,
        "地区生产总值",
        "经济总量",
        "亿元",
        "突破143",
        ("10.2", "20.9", "33.5", "45.1", "56.4", "68.25"),
        "143",
    ),
    indicator(7, "旅游总收入增速", "海洋产业更加强劲", "%", "13以上", ("5.2", "9.4", "14.1"), "13"),
    indicator(10, "托育服务供给", "公共服务更加优质", "", "愿托尽托"),
    indicator(25, "近岸海域一、二类海水水质比例", "生态环境更加优美", "%", "53.7以上"),
)

MEETING = Meeting(
    "meeting",
    UNIT,
    Cadence.WEEKLY,
    str(WEEK),
    1,
    "7月28日 15:00",
    "三楼会议室",
    "分管副局长",
    "产业科、文化科、体育科",
    "办公室",
    notes="会前通报上周议定事项3条，2条办结。",
    topics=(
        Topic("t1", "meeting", 1, "上周议定事项回头看", "逐条核对。", "2条办结，1条延期至8月4日。"),
        Topic("t2", "meeting", 2, "基湖沙滩夜景亮化", "施工单位缺料，停航两天。" * 6, "", item_number="8-5"),
        Topic(
            "t3",
            "meeting",
            3,
            "渔旅融合实施方案",
            "",
            "先送审，再补花鸟乡意见。",
            item_number="4-2",
            carried=1,
        ),
    ),
)


def full_book(**changes: Any) -> WeekBook:
    """A full week: 13 items of every light, a meeting, directives, requests and indicators."""
    details = (
        quantity("4-2", 1, "“微改造、精提升”项目", "30", "个", "14"),
        milestone("4-2", 2, "渔旅融合发展实施方案", 3),
        quantity(
            "4-2",
            3,
            "花鸟至枸杞往返票量占比",
            "50",
            "%",
            "46.5",
            kind=DeliverableKind.RATIO,
            comparator=Comparator.GE,
        ),
        quantity("4-2", 4, "新产品开发", "1", "个", None, target_high=Decimal(2)),
        standing_words("4-2", 5, "培育特色餐饮、文化体验、休闲观光等渔旅融合新业态"),
    )
    waiting = request(
        1, "请县财政局提前拨付二季度“微改造”专项资金120万元", RequestLevel.COUNTY_LEADER, date(2023, 7, 21)
    )
    lines = []
    for number, task, title, light, leads in ITEMS:
        own = not leads
        lines.append(
            line(
                number,
                task,
                title,
                light,
                leads=leads or (UNIT,),
                supports=("县海洋与渔业局", "嵊山镇", "枸杞乡", "花鸟乡") if own else (UNIT,),
                progress=LONG_PROGRESS if number == "8-3" else SENTENCE,
                problems="资金拨付进度慢于计划，5个点位尚未开工。"
                if light in {Light.YELLOW, Light.RED}
                else "",
                before=Light.YELLOW if number == "26-1" else Light.GREEN,
                reported=light is not Light.UNREPORTED,
                deliverables=details if number == "4-2" else (),
                leader="李副县长" if own else "",
                requests=(waiting.request,) if number == "4-2" else (),
            )
        )
    book = WeekBook(
        unit=UNIT,
        plan_title="嵊泗县高质量发展建设共同富裕示范区海岛样板县2023年行动方案",
        plan_year=2023,
        week=WEEK,
        as_of=WEEK.last,
        state="草稿",
        version=None,
        reviewer="陈局",
        filler="王科",
        phone="0580-5080000",
        rule_name="默认亮灯规则v1",
        rule_source="银川市考核办法",
        meeting=MEETING,
        lines=tuple(lines),
        directives=(
            directive(1, "商请花鸟乡反馈意见", "文化科", date(2023, 8, 1), item_number="4-2"),
            directive(
                3, "与县财政局对接资金", "办公室", date(2023, 7, 18), source=DirectiveSource.HALF_MONTH
            ),
            directive(
                2,
                "核实夜景亮化材料进岛时间",
                "产业科",
                date(2023, 7, 14),
                state=DirectiveState.DONE,
                done_on=date(2023, 7, 13),
                overdue=False,
            ),
        ),
        requests=(
            waiting,
            request(
                2,
                "请明确基湖沙滩夜景亮化用电增容主体",
                RequestLevel.COUNTY_MEETING,
                date(2023, 7, 28),
                item="8-5",
            ),
            request(3, "请花鸟乡尽快反馈实施方案意见", RequestLevel.DEPARTMENTS, date(2023, 7, 28)),
        ),
        indicators=INDICATORS,
        previous={"green": 7, "yellow": 1, "red": 0, "done": 1, "unreported": 1},
        weeks_reported=29,
        completion=Decimal("46.72"),
    )
    return replace(book, **changes)


def empty_book(**changes: Any) -> WeekBook:
    """A unit without anything in this week."""
    book = full_book(
        lines=(), directives=(), requests=(), indicators=(), meeting=None, previous={}, completion=None
    )
    return replace(book, **changes)
