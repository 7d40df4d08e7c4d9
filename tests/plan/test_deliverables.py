"""What each item promises: split, kinds, numbers, due days and names, and the false friends among numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from shengsi_desktop.domain.tracking import BUILDING_STAGES, DOCUMENT_STAGES
from shengsi_desktop.domain.words import Comparator, DeliverableKind
from shengsi_desktop.plan.deliverables import read_deliverables
from shengsi_desktop.plan.spans import Span


def read(text: str):
    return read_deliverables(text, Span(0, len(text)), 2023)


def found(text: str):
    return [(d.text, d.kind.value) for d in read(text)]


def only(measures, number: str, part: str):
    return next(d for d in measures[number].deliverables if part in d.text)


def test_one_sentence_with_four_promises_is_split_into_four():
    text = (
        "创成全省新时代美丽乡村示范县,创成2个美丽小岛、2个省级未来乡村,确保29个渔农村全部保持一星级以上标准。"
    )
    assert found(text) == [
        ("创成全省新时代美丽乡村示范县", "milestone"),
        ("创成2个美丽小岛", "quantity"),
        ("2个省级未来乡村", "quantity"),
        ("确保29个渔农村全部保持一星级以上标准", "quantity"),
    ]


@pytest.mark.parametrize(
    ("number", "part", "value", "high", "unit", "object_", "sign"),
    [
        ("4-2", "项目30个", "30", None, "个", "“微改造、精提升”项目", "="),
        ("7-2", "新产品开发", "1", "2", "个", "新产品开发", "="),
        ("7-2", "1家", "1", None, "家", "贻贝规上工业企业数字化改造", "="),
        ("7-3", "2种", "2", None, "种", "牡蛎", "≥"),
        ("8-7", "5家", "5", None, "家", "绿色服务民宿认证", "="),
        ("8-8", "十大", "10", None, "个", "主题营销活动", "="),
        ("12-3", "两个", "2", None, "个", "急救站点", "="),
        ("13-1", "30户", "30", None, "户", "适老化改造和家庭照护床位建设", "="),
        ("13-1", "900名", "900", None, "名", "80周岁以上老年人紧急呼叫设施", "="),
        ("13-1", "幸福食堂", "2", None, "个", "“幸福食堂”", "="),
        ("13-1", "30名", "30", None, "名", "持证护理员", "≥"),
        ("19-3", "1000亩", "1000", None, "亩", "养殖用海确权", "="),
        ("20-2", "完成2个", "2", None, "个", "专群结合监测预警试验点", "="),
        ("26-1", "9项", "9", None, "项", "专项改革", "="),
    ],
)
def test_what_is_counted_is_read_with_its_object(measures, number, part, value, high, unit, object_, sign):
    deliverable = only(measures, number, part)
    assert deliverable.kind is DeliverableKind.QUANTITY
    (quantity,) = deliverable.quantities
    assert (quantity.value, quantity.high) == (Decimal(value), Decimal(high) if high else None)
    assert (quantity.unit, quantity.object, quantity.comparator) == (unit, object_, Comparator[_NAMES[sign]])


_NAMES = {"=": "EQ", "≥": "GE", ">": "GT", "≈": "APPROX", "≤": "LE"}


@pytest.mark.parametrize(
    ("number", "part", "value", "unit", "object_", "of", "sign"),
    [
        ("3-1", "5500万元", "5500", "万元", "村级集体经济总收入", "", "≥"),
        ("3-1", "65%", "65", "%", "集体经济年经营性收入50万元以上的行政村占比", "", "≥"),
        ("8-6", "20%", "20", "%", "民宿户均净收入增幅", "", "≥"),
        ("9-1", "67亿元", "67", "亿元", "年度投资", "", "="),
        ("10-4", "90%", "90", "%", "2023年度“舟惠保”全年赔付率", "协议赔付率", "≥"),
        ("14-3", "95%", "95", "%", "基本养老保险参保率", "", "≥"),
        ("15-2", "80%", "80", "%", "文明村镇创建率", "", "≥"),
    ],
)
def test_a_share_or_a_sum_is_a_series_of_its_own(measures, number, part, value, unit, object_, of, sign):
    deliverable = only(measures, number, part)
    assert deliverable.kind is DeliverableKind.RATIO
    (quantity,) = deliverable.quantities
    assert (quantity.value, quantity.unit, quantity.object, quantity.of) == (
        Decimal(value),
        unit,
        object_,
        of,
    )
    assert quantity.comparator is Comparator[_NAMES[sign]]


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("9-1", "2000万吨混矿项目"),
        ("9-1", "三大百亿工程"),
        ("11-1", "5年制"),
        ("11-2", "24班"),
        ("17-1", "7号海上风电"),
        ("17-2", "110千伏"),
        ("20-1", "S波段"),
        ("26-2", "5G"),
        ("26-4", "2.0版"),
        ("1-1", "两大体系"),
        ("12-1", "两慢病"),
        ("保1-1", "四项监督"),
    ],
)
def test_a_number_that_only_describes_is_no_target(measures, number, part):
    assert only(measures, number, part).quantities == ()


def test_only_items_that_set_a_number_have_targets(measures):
    with_targets = {n for n, m in measures.items() if any(d.quantities for d in m.deliverables)}
    assert with_targets == {
        "3-1", "4-1", "4-2", "7-2", "7-3", "8-6", "8-7", "8-8", "9-1", "10-4", "12-3", "13-1", "14-3", "15-2",
        "19-3", "20-2", "26-1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "part", "stages"),
    [
        ("4-2", "制定出台渔旅融合发展实施方案", DOCUMENT_STAGES),
        ("4-1", "启动编制", DOCUMENT_STAGES),
        ("10-2", "出台《", DOCUMENT_STAGES),
        ("20-4", "图集编制", DOCUMENT_STAGES),
        ("16-1", "建成旅游交通集散中心", BUILDING_STAGES),
        ("16-2", "开工建设", BUILDING_STAGES),
        ("17-2", "完工并投入使用", BUILDING_STAGES),
        ("19-1", "通过国家验收", BUILDING_STAGES),
        ("2-1", "西城区幼儿园", BUILDING_STAGES),
    ],
)
def test_what_has_an_end_is_a_milestone_with_its_stages(measures, number, part, stages):
    deliverable = only(measures, number, part)
    assert deliverable.kind is DeliverableKind.MILESTONE
    assert deliverable.stages == stages


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("5-1", "推进海事服务基地建设"),
        ("26-4", "深化国资国企改革"),
        ("12-3", "加强红十字"),
        ("8-6", "实施民宿扩中提低"),
    ],
)
def test_what_only_goes_on_is_standing(measures, number, part):
    deliverable = only(measures, number, part)
    assert deliverable.kind is DeliverableKind.STANDING
    assert deliverable.stages == ()


def test_the_kinds_and_their_stages_and_numbers_belong_together(measures):
    for measure in measures.values():
        assert measure.deliverables
        for deliverable in measure.deliverables:
            counted = deliverable.kind in (DeliverableKind.QUANTITY, DeliverableKind.RATIO)
            assert bool(deliverable.quantities) == counted
            assert bool(deliverable.stages) == (deliverable.kind is DeliverableKind.MILESTONE)
            assert 2 <= len(deliverable.name) <= 24


def test_the_only_date_in_the_text_is_the_day_before_the_spring_festival(measures):
    dated = [(n, d.due) for n, m in measures.items() for d in m.deliverables if d.due]
    assert dated == [("18-1", date(2024, 2, 9))]
    water = only(measures, "18-1", "具备通水条件")
    assert water.text == "加速大陆(小洋山)引水工程建设,力争2024年春节前具备通水条件"
    assert water.name == "大陆(小洋山)引水工程"


def test_a_clause_that_leads_in_or_goes_on_with_another_is_not_left_alone(measures):
    assert measures["23-2"].deliverables[0].text == "就我县相关产业项目,争取省产业基金、省属国有企业支持"
    assert measures["8-4"].deliverables[0].text.endswith("成为常态节庆活动")
    assert [d.text for d in measures["20-1"].deliverables] == [
        "编制S波段雷达精细化升级项目建设方案,按计划推进项目"
    ]


def test_documents_and_buildings_in_a_list_are_each_their_own():
    assert found("高质量编制完成县域国土空间总体规划、马关副中心控制性详规。") == [
        ("高质量编制完成县域国土空间总体规划", "milestone"),
        ("马关副中心控制性详规", "milestone"),
    ]
    assert found("完成东绿华、东库第一批居民搬迁") == [("完成东绿华、东库第一批居民搬迁", "milestone")]
    assert found("确定中柱山及黄沙岙危化品运输专用码头方案") == [
        ("确定中柱山及黄沙岙危化品运输专用码头方案", "milestone")
    ]


def test_a_counted_thing_beside_one_that_is_not_counted_is_parted_from_it(measures):
    texts = [d.text for d in measures["13-1"].deliverables]
    assert "完成菜园镇、洋山镇2个“幸福食堂”" in texts
    assert "壁下海岛“幸福驿家”建设" in texts
    texts = [d.text for d in measures["12-3"].deliverables]
    assert "完成院前急救指挥中心(指挥调度型)" in texts
    assert "嵊山镇-枸杞乡、洋山镇两个急救站点建设并投入运行" in texts


def test_full_width_digits_and_a_percent_range_are_read():
    (deliverable,) = read("参保率提高到９０％—９５％。")
    (quantity,) = deliverable.quantities
    assert (quantity.value, quantity.high, quantity.unit) == (Decimal(90), Decimal(95), "%")


def test_periods_of_time_are_not_counted():
    assert [d.quantities for d in read("办理时限压缩到3个工作日,试点开展两个月。")] == [()]
