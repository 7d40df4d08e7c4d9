"""Responsibility clauses in the styles of other counties and of the state."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.words import Origin, Role
from shengsi_desktop.plan.reader import read_plan


def clause(marker: str):
    document = read_plan(f"一、工作任务\n1. 植树。多植树。{marker}\n")
    (measure,) = document.directions[0].tasks[0].measures
    return measure


def roles(measure):
    return [(owner.unit, owner.role.value) for owner in measure.owners]


@pytest.mark.parametrize(
    "marker",
    [
        "(责任单位:县林业局、县水利局)",
        "（责任单位：县林业局、县水利局）",
        "〔责任单位：县林业局、县水利局〕",
        "[责任部门：县林业局，县水利局]",
        "【责任单位：县林业局、县水利局】",
    ],
)
def test_brackets_and_signs_of_either_width_are_the_same(marker):
    measure = clause(marker)
    assert measure.marker == marker
    assert roles(measure) == [("县林业局", "owner"), ("县水利局", "owner")]


@pytest.mark.parametrize(
    "marker",
    [
        "（牵头单位：县林业局；配合单位：县水利局、县财政局）",
        "（县林业局牵头，县水利局、县财政局配合）",
        "（县林业局牵头，县水利局、县财政局等参与）",
        "(牵头单位:县林业局,配合单位:县水利局、县财政局)",
    ],
)
def test_lead_and_support_come_from_labels_or_from_words_after(marker):
    assert roles(clause(marker)) == [("县林业局", "lead"), ("县水利局", "support"), ("县财政局", "support")]


def test_plain_duty_beside_a_lead_is_neither_lead_nor_support():
    assert roles(clause("（县林业局牵头，国务院相关部门及各地区按职责分工负责）")) == [
        ("县林业局", "lead"), ("国务院相关部门", "owner"), ("各地区", "owner"),
    ]  # fmt: skip


def test_words_of_manner_are_no_part_of_a_name():
    assert roles(clause("（省教育厅、省科技厅按职责分工负责）")) == [
        ("省教育厅", "owner"),
        ("省科技厅", "owner"),
    ]


def test_a_regional_collective_is_one_unit():
    assert [unit for unit, _ in roles(clause("（责任单位：省财政厅，各市、州、县人民政府）"))] == [
        "省财政厅", "各市、州、县人民政府",
    ]  # fmt: skip


def test_left_out_parts_of_names_are_restored_and_marked():
    measure = clause("（责任单位：县人社、教育、财政部门）")
    assert [(owner.unit, owner.written, owner.origin) for owner in measure.owners] == [
        ("县人社部门", "县人社", Origin.ELIDED),
        ("县教育部门", "教育", Origin.ELIDED),
        ("县财政部门", "财政部门", Origin.ELIDED),
    ]


def test_leader_deadline_and_scope_are_no_units():
    measure = clause("（牵头领导：赵某；责任单位：县林业局；完成时限：2023年6月底前；实施范围：菜园镇）")
    assert measure.leaders == ("赵某",)
    assert measure.deadline == "2023年6月底前"
    assert measure.scope == "菜园镇"
    assert [unit for unit, _ in roles(measure)] == ["县林业局"]


def test_a_rule_for_the_whole_document_makes_the_first_listed_lead_from_then_on():
    document = read_plan(
        "一、任务\n1. 甲。甲事。（税务局、财政局负责，排在第一位的部门为牵头部门，下同）\n"
        "2. 乙。乙事。（财政局、海关负责）"
    )
    found = [[(o.unit, o.role) for o in task.measures[0].owners] for task in document.directions[0].tasks]
    assert found == [
        [("税务局", Role.LEAD), ("财政局", Role.OWNER)],
        [("财政局", Role.LEAD), ("海关", Role.OWNER)],
    ]


def test_a_unit_named_once_for_all_below_is_added_with_its_origin():
    document = read_plan(
        "一、任务\n1. 甲。甲事。（环境局指导，试点政府负责落实。以下均需试点政府落实，不再列出）\n"
        "2. 乙。乙事。（财政局负责）"
    )
    second = document.directions[0].tasks[1].measures[0]
    assert [(o.unit, o.origin) for o in second.owners] == [
        ("财政局", Origin.NAMED),
        ("试点政府", Origin.RULE),
    ]
    assert document.source[second.owners[1].start : second.owners[1].end] == "试点政府"


def test_a_clause_without_brackets_runs_to_the_end_of_its_line():
    measure = clause("责任单位：县林业局牵头，县水利局等参与")
    assert roles(measure) == [("县林业局", "lead"), ("县水利局", "support")]


@pytest.mark.parametrize("remark", ["(指挥调度型)", "（以下简称示范区）", "(小洋山)", "（2023年）"])
def test_a_remark_in_brackets_is_no_clause(remark):
    document = read_plan(f"一、工作任务\n1. 植树。多植树{remark}。再植树。（责任单位：县林业局）\n")
    assert len(document.directions[0].tasks[0].measures) == 1
