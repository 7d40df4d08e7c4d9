"""One clause each in the wordings of many offices, and brackets that are no clauses at all."""

from __future__ import annotations

import pytest

from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan


def measures(text: str):
    document = read_plan(f"某县方案\n一、工作任务\n1. 植树。{text}\n")
    return [measure for _, _, measure in numbered_measures(document)]


def told(measure) -> dict[str, str]:
    """Units by role (l, s, o), deadline (d) and leaders (p), as short as they can be written."""
    found = {
        sign: "、".join(owner.unit for owner in measure.owners if owner.role.value == role)
        for sign, role in (("l", "lead"), ("s", "support"), ("o", "owner"))
    }
    found |= {"d": measure.deadline, "p": "、".join(measure.leaders)}
    return {sign: words for sign, words in found.items() if words}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("（市财政局、市税务局，各县（市、区）政府，排名第一的为牵头单位）",
         {"l": "市财政局", "o": "市税务局、各县（市、区）政府"}),
        ("〔市委宣传部、市文明办，各区县（自治县）党委、政府〕",
         {"o": "市委宣传部、市文明办、各区县（自治县）党委、政府"}),
        ("（市住房和城乡建设局牵头，市公安局交警支队，高新区管委会配合，2024年11月底前完成）",
         {"l": "市住房和城乡建设局", "s": "市公安局交警支队、高新区管委会", "d": "2024年11月底前完成"}),
        ("（责任单位：县水利局，各镇（街道）人民政府；责任人：张某某、李某）",
         {"o": "县水利局、各镇（街道）人民政府", "p": "张某某、李某"}),
        ("（牵头单位：市工信局，责任单位：市商务局、市市场监管局等有关部门）",
         {"l": "市工信局", "o": "市商务局、市市场监管局、有关部门"}),
        ("（县委组织部、县人社局、团县委、县妇联按各自职责抓好落实）",
         {"o": "县委组织部、县人社局、团县委、县妇联"}),
        ("（责任单位：区教体局；配合单位：区卫健局 区财政局 各街道）",
         {"o": "区教体局", "s": "区卫健局、区财政局、各街道"}),
        ("责任部门：市民政局。配合部门：市财政局、市残联。", {"o": "市民政局", "s": "市财政局、市残联"}),
        ("牵头单位：市交通局；配合单位：市公安局；完成时限：2023年12月底前。",
         {"l": "市交通局", "s": "市公安局", "d": "2023年12月底前"}),
        ("（由市生态环境局负责，市水利局协助）", {"o": "市生态环境局", "s": "市水利局"}),
        ("(市教育局、市医保局等部门按职责分工负责，各县市区、开发区落实)",
         {"o": "市教育局、市医保局、各县市区、开发区"}),
        ("（县农业农村局 县财政局 县乡村振兴局）", {"o": "县农业农村局、县财政局、县乡村振兴局"}),
        ("（分管领导：陈某某，牵头科室：综合科，配合科室：财务科、人事科）",
         {"l": "综合科", "s": "财务科、人事科", "p": "陈某某"}),
        ("（主办：县住建局，协办：县资源规划局，办结时限：6月30日）",
         {"o": "县住建局", "s": "县资源规划局", "d": "6月30日"}),
        ("（2025年年底前完成；市文化和旅游局、团市委负责）",
         {"o": "市文化和旅游局、团市委", "d": "2025年年底前完成"}),
        ("(牵头部门：区发改局 责任部门：区直各部门 各镇街)", {"l": "区发改局", "o": "区直各部门、各镇街"}),
        ("（责任单位：县残联，时限：长期）", {"o": "县残联", "d": "长期"}),
        ("（市财政局、市税务局负责；市审计局监督）", {"o": "市财政局、市税务局、市审计局"}),
        ("（省能源局牵头，国网浙江省电力公司按职责分工负责，持续推进）",
         {"l": "省能源局", "o": "国网浙江省电力公司", "d": "持续推进"}),
    ],
)  # fmt: skip
def test_units_roles_deadline_and_leaders(clause, expected):
    (measure,) = measures(f"多植树。{clause}")
    assert told(measure) == expected
    assert measure.text == "多植树。"


@pytest.mark.parametrize(
    "remark",
    [
        "改造卫生院（含嵊山镇、洋山镇）。", "新建码头（菜园镇）。", "建设项目（县重点项目）。",
        "支持发展（如县医院、县妇保院等）。", "成立专班（指挥部）。", "推广模式（试点单位：菜园镇、嵊山镇）。",
        "完成验收（由第三方机构实施）。", "建设中心（一期）。", "建设站点（其中镇级2个、社区10个）。",
        "建成基地（牵头企业：某某集团）。", "完善机制（参与单位不少于5家）。", "修订办法（县政府令第3号）。",
    ],
)  # fmt: skip
def test_a_remark_is_no_clause_though_it_names_units(remark):
    (measure,) = measures(f"{remark}再植树。（责任单位：县林业局）")
    assert told(measure) == {"o": "县林业局"}
    assert measure.text.startswith(remark)
