"""Tables as lists of tasks: heads, groups, notes, cells with several lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.sheets.plan_tables import Grid, is_task_table, table_text


def grid(*rows: tuple[str, ...], bands: tuple[int, ...] = ()) -> Grid:
    return Grid(rows, frozenset(bands))


def read(table: Grid):
    document = read_plan("\n".join(table_text(table).lines))
    return document, [measure for _, _, measure in numbered_measures(document)]


@pytest.mark.parametrize(
    "head",
    [
        ("序号", "工作任务", "责任单位"), ("编号", "重点举措", "牵头单位"), ("序号", "改革事项", "责任部门"),
        ("№", "项目名称", "责任主体"), ("序号", "年度目标任务", "承办单位"),
        ("序 号", "主要 内容", "责任单位（第一个为牵头）"),
    ],
)  # fmt: skip
def test_heads_of_many_offices_are_known(head):
    assert is_task_table(grid(head, ("1", "植树", "县林业局")))


def test_a_table_that_says_only_what_or_only_who_is_no_task_list():
    assert not is_task_table(grid(("序号", "任务"), ("1", "植树")))
    assert not is_task_table(grid(("责任单位", "电话"), ("县林业局", "1")))


def test_rows_across_the_table_are_headings_and_notes_stay_notes():
    document, measures = read(
        grid(
            ("任务内容", "责任单位"),
            ("一、生态建设", "一、生态建设"),
            ("植树100亩", "县林业局、县水利局"),
            ("二、道路建设", "二、道路建设"),
            ("修路5公里", "县交通局"),
            ("注：排在第一位的为牵头单位", ""),
            bands=(1, 3),
        )
    )
    assert [(d.title, len(d.tasks)) for d in document.directions] == [("生态建设", 1), ("道路建设", 1)]
    assert [[(o.unit, o.role.value) for o in m.owners] for m in measures] == [
        [("县林业局", "lead"), ("县水利局", "owner")], [("县交通局", "lead")],
    ]  # fmt: skip


def test_a_head_that_is_repeated_on_the_next_page_is_no_row():
    _, measures = read(
        grid(("任务内容", "责任单位"), ("植树", "县林业局"), ("任务内容", "责任单位"), ("修路", "县交通局"))
    )
    assert [measure.text for measure in measures] == ["植树", "修路"]


def test_lines_in_a_cell_are_names_or_say_their_own_label():
    _, measures = read(
        grid(
            ("任务内容", "责任单位", "责任领导"),
            ("植树", "县林业局\n县水利局", "王某"),
            ("修路", "牵头单位：县交通局\n配合单位：各乡镇", "李某\n张某"),
            ("造桥", "县交通局（牵头）、县财政局", "/"),
        )
    )
    assert [[(o.unit, o.role.value) for o in m.owners] for m in measures] == [
        [("县林业局", "owner"), ("县水利局", "owner")],
        [("县交通局", "lead"), ("各乡镇", "support")],
        [("县交通局", "lead"), ("县财政局", "owner")],
    ]
    assert [measure.leaders for measure in measures] == [("王某",), ("李某", "张某"), ()]


def test_numbers_inside_a_cell_do_not_become_tasks():
    document, measures = read(
        grid(
            ("任务内容", "责任单位"), ("1.先调研。\n2.后实施。\n3.再验收。", "县林业局"), ("修路", "县交通局")
        )
    )
    assert [len(d.tasks) for d in document.directions] == [2]
    assert "（2）后实施" in measures[0].text


CELLS = st.sampled_from(
    [
        "",
        "任务",
        "责任单位",
        "牵头单位：",
        "植树",
        "1. 植树\n2. 造林",
        "县林业局",
        "注：无",
        "（一）",
        "\n",
        "/",
        "一、",
    ]
)


@settings(max_examples=80)
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), max_size=8)))
def test_no_table_makes_it_raise(rows):
    found = table_text(Grid(tuple(rows), frozenset(range(0, len(rows), 3))))
    assert found.without_owner <= found.tasks <= len(rows)
