"""The four templates: made for this desk, filled in by an office, taken in, and there again as they were written."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.services import list_import
from shengsi_desktop.sheets.lists.template_columns import COLUMNS
from tests.services.lists.conftest import changed, states

FILLED = {
    ListKind.INDICATOR: [
        {
            "序号": 20, "类别": "群众生活更加富足", "指标": "城乡居民收入倍差", "年度目标": "1.5以内",
            "上年实绩": 1.52, "方向": "越低越好", "累计或时点": "时点", "频度": "季度", "数据来源": "县统计局",
            "发布时间": "季后20日",
            "牵头单位": "县农业农村局", "配合单位": "县统计局、各乡镇", "备注": "按季发布",
        },
        {
            "序号": 28, "类别": "群众生活更加富足", "指标": "旅游总收入", "计量单位": "亿元", "年度目标": "≥92",
            "方向": "越高越好", "累计或时点": "累计", "频度": "月度", "牵头单位": "县文广旅体局",
        },
    ],
    ListKind.KEY_MEASURE: [
        {
            "序号": 1, "类别": "海洋经济", "所属任务": "1", "重点举措": "渔港提升行动",
            "具体内容": "完成30个项目，年底前全部验收", "年度目标": "30个", "牵头单位": "县海洋与渔业局",
            "配合单位": "县财政局、各乡镇", "分管领导": "王某", "完成时限": "2023年12月底", "所属岛": "花鸟",
            "备注": "省级试点",
        },
    ],
    ListKind.REFORM: [
        {
            "序号": 1, "改革事项": "海岛医共体改革", "改革内容": "推进县乡一体", "年度目标": "印发办法，上线3个应用",
            "牵头单位": "县卫健局", "配合单位": "县财政局、各乡镇", "分管领导": "李某", "完成时限": "6月底前",
            "备注": "专项",
        },
    ],
    ListKind.PROJECT: [
        {
            "序号": 1, "项目名称": "某某码头改造工程", "建设单位": "港投公司", "建设性质": "续建",
            "建设规模及内容": "改造泊位2个", "建设地点": "菜园镇", "所属岛": "泗礁", "总投资（万元）": 12000,
            "至上年底累计完成（万元）": 4000, "年度计划投资（万元）": 5000, "本月完成（万元）": "300",
            "本年累计完成（万元）": 2100, "形象进度": "桩基完成", "开工时间": "2022年9月", "竣工时间": "2024年12月底",
            "节点安排": "6月底前完成桩基；12月底前主体结顶", "责任单位": "县发改局", "分管领导": "张某",
            "是否需协调": "是", "问题类型": "用海", "备注": "省重点",
        },
    ],
}  # fmt: skip
#: what another column of the list says of the same
_CALLED = {
    "指标": "名称", "重点举措": "名称", "改革事项": "名称", "项目名称": "名称", "具体内容": "内容", "改革内容": "内容",
    "建设规模及内容": "内容", "责任单位": "牵头单位", "是否需协调": "需协调事项", "总投资（万元）": "总投资",
    "至上年底累计完成（万元）": "至上年底累计完成", "年度计划投资（万元）": "年度计划投资",
    "本年累计完成（万元）": "本年累计完成",
}  # fmt: skip
#: figures come back with their unit
_SHOWN = {
    "≥92": "≥92亿元", 12000: "12000万元", 4000: "4000万元", 5000: "5000万元", 2100: "2100万元",
}  # fmt: skip


def filled(store, kind):
    name, content = list_import.template(store, kind)
    book = load_workbook(io.BytesIO(content))
    sheet = book[kind.label]
    heads = {cell.value: cell.column for cell in sheet[2]}
    for n, row in enumerate(FILLED[kind], start=4):
        for head, value in row.items():
            sheet.cell(n, heads[head], value)
    buffer = io.BytesIO()
    book.save(buffer)
    (table,) = list_import.read_source(buffer.getvalue(), name, year=2023).file.tables
    return table


@pytest.mark.parametrize("kind", list(ListKind))
def test_a_filled_template_is_stored_as_it_was_written_and_once(store, take, kind):
    table = filled(store, kind)
    assert states(take(table, week="2023-W26"))
    stored = {one.name: one for one in list_import.listed(store, kind)}
    name = next(head for head, called in _CALLED.items() if called == "名称" and head in FILLED[kind][0])
    for row in FILLED[kind]:
        line = stored[row[name]]
        for head, written in row.items():
            label = _CALLED.get(head, head)
            if label in ("名称", "本月完成（万元）"):
                continue
            said = line.number if label == "序号" and kind is ListKind.INDICATOR else line.columns[label]
            assert (head, said) == (head, _SHOWN.get(written, str(written)))
    again = list_import.compare(store, table, list_import.ListChoices(week="2023-W26"))
    assert set(states(again)) == {"same"}
    assert list_import.take_in(store, again) == frozenset()


@pytest.mark.parametrize("kind", list(ListKind))
def test_a_template_offers_the_units_and_islands_of_the_desk(store, kind):
    name, content = list_import.template(store, kind)
    assert name == f"2023年{kind.label}（模板）.xlsx"
    book = load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book[kind.label][2]] == [column.head for column in COLUMNS[kind]]
    options = [cell.value for cell in book["选项"]["A"]]
    assert {"县文广旅体局", "花鸟乡", "各乡镇"} <= set(options)
    assert "花鸟" in [cell.value for cell in book["选项"]["B"]]


def test_the_year_of_the_plan_is_that_of_the_template_and_the_plans_indicators_are_known_in_it(store, take):
    preview = take(filled(store, ListKind.INDICATOR))
    matched = {one.target: one.matched.value for one in preview.changes if one.row is not None}
    assert preview.table.year == 2023
    assert matched == {"20 城乡居民收入倍差": "number_and_name", "": "none"}
    assert changed(preview)["城乡居民收入倍差"]["频度"] == ("月度", "季度")
