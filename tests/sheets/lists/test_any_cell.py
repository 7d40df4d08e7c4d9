"""Whatever stands in the cells, the reader neither raises nor loses a line."""

from __future__ import annotations

import contextlib
from datetime import date, time, timedelta
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.sheets.lists.cells import EMPTY, raw_cell
from shengsi_desktop.sheets.lists.columns import kind_of
from shengsi_desktop.sheets.lists.files import Area, ListSheet
from shengsi_desktop.sheets.lists.tables import read_list, table_of

HEADS = st.sampled_from(
    [
        "序号", "类别", "指标", "项目名称", "改革事项", "重点举措", "内容", "年度目标", "2024年目标值", "计量单位",
        "总投资（万元）", "年度计划投资", "完成率（%）", "形象进度", "开工时间", "起止时间", "完成时限", "牵头单位",
        "配合单位", "责任单位", "1-2月", "3月", "2023年", "一季度计划", "全省平均", "全省位次", "同比", "备注", "",
        "单位", "方向", "截至截至截至截至截至截至", "责任单位·牵头",
    ]
)  # fmt: skip
PIECES = st.sampled_from(
    [
        "67", "亿元", "１２％", "%", "突破", "左右", "以内", "高于全省平均", "，", "、", "；",
        "\n", "-", "—", "+", "/",
        "2023年", "12月", "13月", "31日", "底", "2023.1", "春节前",
        "一季度", "长期", "至", "～", "99999999999999999999",
        "1,234", "²",
        "①", "〇", "第0位", "前十名", "第十一位", "（", "）", "合计", "小计：", "注：", "示例", "一、", "1.",
        "县发改局", "（牵头）", "牵头", "各乡镇", "按职责分工负责", "无", "=", "#REF!", "\x00", "_x000D_", "\ud800",
        "🏝",
        "20231301", "45291", "9" * 30, "0.0.0", "1e999", "٣", "Ⅳ", "½", "下降", "同比增长", "约", "≥",
    ]
)  # fmt: skip
WORDS = st.one_of(st.lists(PIECES, max_size=5).map("".join), st.text(max_size=30))
VALUES = st.one_of(
    st.none(), WORDS, st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.sampled_from(
        [10**400, -(10**400), 1e308, 5e-324, date.max, time(), timedelta.max]
    ),
)  # fmt: skip
FORMATS = st.sampled_from(["General", "0.00%", '0"亿元"', '0"%"', "@", '"', "yyyy-mm-dd", "[红]0%"])


def cell(value, number_format):
    try:
        return raw_cell(SimpleNamespace(value=value, number_format=number_format))
    except OverflowError as trouble:
        message = f"{value!r} as {number_format}"
        raise AssertionError(message) from trouble


CELLS = st.builds(cell, VALUES, FORMATS)


@st.composite
def sheets(draw):
    width = draw(st.integers(1, 8))
    row = st.lists(CELLS, min_size=width, max_size=width).map(tuple)
    heads = draw(st.lists(st.lists(HEADS, min_size=width, max_size=width), min_size=1, max_size=2))
    above, below = draw(st.lists(row, max_size=2)), draw(st.lists(row, max_size=6))
    lines = [tuple(cell(head, "General") for head in line) for line in heads]
    rows = (*above, *lines, *below)
    corner = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, width - 1))
    merged = [
        Area(min(top, bottom), min(left, right), max(top, bottom) + 1, max(left, right))
        for (top, left), (bottom, right) in draw(st.lists(st.tuples(corner, corner), max_size=3))
    ]
    return ListSheet("Sheet1", rows, tuple(merged))


@settings(max_examples=100, deadline=None)
@given(sheets(), st.sampled_from(ListKind), st.none() | st.integers(2000, 2099))
def test_every_line_below_the_head_is_a_row_or_is_told_of(sheet, kind, year):
    kind_of(sheet, "清单.xlsx")
    table = table_of(sheet, kind, year=year)
    told = {row.line for row in table.rows} | {line.line for line in table.skipped}
    if table.columns.first:
        for line, row in enumerate(sheet.rows[table.columns.last :], start=table.columns.last + 1):
            assert line in told or all(one is EMPTY or not one.text for one in row)
    for row in table.rows:
        assert row.blocked == (not row.text(ListField.NAME))
        assert all(problem.message.endswith("。") for problem in row.problems)
        assert all(one.value is None or one.value.is_finite() for one in row.cells)
        assert all(one.wan_yuan is None or one.wan_yuan.is_finite() for one in row.cells)


@settings(max_examples=60, deadline=None)
@given(sheets(), st.data())
def test_any_correction_of_the_columns_can_be_read(sheet, data):
    kind = data.draw(st.sampled_from(ListKind))
    columns = table_of(sheet, kind).columns
    for _ in range(3):
        index = data.draw(st.integers(0, sheet.width - 1))
        columns = columns.corrected(index, data.draw(st.none() | st.sampled_from(ListField)))
    assert table_of(sheet, kind, columns, year=2023).columns == columns
    fields = [one.field for one in columns.columns if one.field and not one.period]
    assert len(fields) == len(set(fields))


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(WORDS, max_size=20)
        .map(lambda words: "序号,项目名称\n" + ",".join(words))
        .map(lambda text: text.encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_a_list_or_a_refusal(content):
    with contextlib.suppress(Refusal):
        assert read_list(content, "清单.csv").tables
