"""The number in a progress text that offers itself as a deliverable's new value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.tracking import Deliverable
from shengsi_desktop.domain.words import Comparator, DeliverableKind
from shengsi_desktop.rhythm.carry import number_in_text, numbers_in_text

MICRO = Deliverable(
    id="d1", item_id="i", number="4-2.1", kind=DeliverableKind.QUANTITY,
    name="“微改造、精提升”项目", text="完成百年渔场渔博馆等“微改造、精提升”项目30个", start=0,
    end=1, target=Decimal(30), target_high=None, unit="个", object="“微改造、精提升”项目", of="",
    comparator=Comparator.EQ, stages=(), due=date(2023, 12, 31), due_is_default=True, by_time=True,
)  # fmt: skip
INVESTMENT = replace(
    MICRO, kind=DeliverableKind.RATIO, name="年度投资", text="完成年度投资67亿元", target=Decimal(67),
    unit="亿元", object="年度投资",
)  # fmt: skip
VISITORS = replace(
    MICRO,
    name="接待游客",
    text="接待疗休养游客2万人次",
    target=Decimal(2),
    unit="万人次",
    object="疗休养游客",
)
JOBS = replace(MICRO, name="新增就业岗位", text="新增就业岗位858个", target=Decimal(858), object="就业岗位")
TICKETS = replace(
    MICRO, kind=DeliverableKind.RATIO, name="返票量占比", text="保障花鸟至枸杞往返票量在50%以上",
    target=Decimal(50), unit="%", object="往返票量", comparator=Comparator.GE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("渔博馆微改造通过现场验收，全年30个项目已完工14个；实施方案已收到嵊山镇、枸杞乡书面意见。", 14),
        ("已完工14个", 14),
        ("已完工１４个", 14),
        ("三乡镇意见已汇总，经核实已完工17个。", 17),
        ("经现场复核，实际已完工17个", 17),
        ("据统计累计完工17个项目", 17),
        ("累计完成两个", 2),
        ("已建成十二个项目", 12),
        ("截至本周，累计完成14个", 14),
        ("截至本周已完工14个", 14),
        ("全年共30个项目，其中已完工14个", 14),
        ("年度计划30个，已完成14个", 14),
        ("本周完工2个，累计完工14个", 14),
        ("14个项目已完工", 14),
        ("30个项目全部完工", 30),
        ("已完成30个", 30),
        ("完成微改造项目14个。", 14),
        ("7月28日，已完工 14 个", 14),
        ("截至7月底已完工14个", 14),
        ("渔博馆等微改造项目已完工14个", 14),
        ("今年以来，全县已改造14个项目", 14),
    ],
)
def test_a_running_total_offers_itself(text: str, number: int) -> None:
    assert number_in_text(text, MICRO) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本周无新进展",
        "本周完成2个",
        "新增完工3个",
        "全年30个项目有序推进",
        "全年共30个",
        "计划完成14个",
        "力争年底前建成20个",
        "尚未完工14个",
        "还有16个未完工",
        "14个项目正在施工",
        "已完成全年30个的任务",
        "已完成30个中的一半",
        "已收到3个",
        "已收到3个乡镇书面意见",
        "已召开3个座谈会",
        "已完工约14个",
        "已完工14余个",
        "已完工14-16个",
        "已完工近14个",
        "第3个项目已完工",
        "每个乡镇完成2个",
        "已完成14个，已验收8个",
        "已完成1400个",
        "7月28日召开第30周会商，完成14次巡查",
        "已提高5个百分点",
        "已完成二三个",
        "建成公园14个",
        "完成“微改造、精提升”项目30个",
        "已开工14个",
        "建设14个",
        "省级未来乡村已创成14个",
        "全县共14个",
        "已完成100个",
    ],
)
def test_what_is_not_plainly_the_running_total_offers_nothing(text: str) -> None:
    assert number_in_text(text, MICRO) is None


@pytest.mark.parametrize(
    ("text", "deliverable", "number"),
    [
        ("累计完成投资45.2亿元", INVESTMENT, "45.2"),
        ("已完成年度投资452,000万元", INVESTMENT, "45.2"),
        ("累计接待游客1.2万人次", VISITORS, "1.2"),
        ("累计接待疗休养游客12000人次", VISITORS, "1.2"),
        ("累计新增就业岗位400个", JOBS, "400"),
        ("已新增就业岗位400个", JOBS, "400"),
        ("新增就业岗位400个", JOBS, None),
        ("往返票量占比已达到百分之四十五", TICKETS, None),
        ("往返票量占比已达到45%", TICKETS, "45"),
        ("往返票量占比已达到４５％", TICKETS, "45"),
        ("往返票量占比已达到百分之45", TICKETS, "45"),
        ("工程形象进度已达到65%", TICKETS, None),
        ("已到位资金2亿元", INVESTMENT, None),
        ("已完成年度投资67亿元的46.7%", INVESTMENT, None),
    ],
)
def test_units_and_scales_are_brought_to_the_deliverables_own(
    text: str, deliverable: Deliverable, number: str | None
) -> None:
    assert number_in_text(text, deliverable) == (None if number is None else Decimal(number))


def test_milestones_standing_work_and_unitless_promises_take_no_number() -> None:
    for kind in (DeliverableKind.MILESTONE, DeliverableKind.STANDING):
        assert number_in_text("已完工14个", replace(MICRO, kind=kind)) is None
    assert number_in_text("已完工14", replace(MICRO, unit="")) is None
    assert number_in_text("已坚持5年", replace(MICRO, unit="年", target=Decimal(5))) is None


def test_one_number_is_offered_to_the_one_promise_that_the_text_names() -> None:
    village = replace(
        MICRO,
        id="village",
        name="省级未来乡村",
        object="省级未来乡村",
        text="创成省级未来乡村2个",
        target=Decimal(2),
    )
    isle = replace(village, id="isle", name="美丽小岛", object="美丽小岛", text="创成2个美丽小岛")
    assert numbers_in_text("已创成省级未来乡村1个", [village, isle]) == {"village": Decimal(1)}
    assert numbers_in_text("已创成1个", [village, isle]) == {}
    assert numbers_in_text("已创成1个", [isle]) == {"isle": Decimal(1)}
    both = numbers_in_text("已创成省级未来乡村1个，已创成美丽小岛2个", [village, isle])
    assert both == {"village": Decimal(1), "isle": Decimal(2)}


PIECES = "已完工 14 １４ 个 两 万 亿元 % ， 。 全年 30 计划 累计 十 百 千 1,200 百分之 . 其中 - ０ ² ٣"
PHRASES = st.lists(st.sampled_from(PIECES.split(" ")), max_size=14).map("".join)


@given(
    st.one_of(st.text(max_size=60), PHRASES), st.sampled_from([MICRO, INVESTMENT, VISITORS, JOBS, TICKETS])
)
def test_any_text_gives_a_number_or_nothing_and_never_a_crash(text: str, deliverable: Deliverable) -> None:
    number = number_in_text(text, deliverable)
    assert number is None or number >= 0


def test_an_event_is_counted_by_whatever_people_say_for_it() -> None:
    events = replace(
        MICRO, name="主题营销活动", text="主题营销活动10个", target=Decimal(10), object="主题营销活动"
    )
    assert number_in_text("已办4场", events) == 4
    assert number_in_text("已完成6场主题营销活动", events) == 6
    assert number_in_text("已办4场", MICRO) is None
