"""The 2023 plan as its web page gave it: outline, clauses, owners, annexes."""

from __future__ import annotations

import json
from collections import Counter

from shengsi_desktop.domain.words import Origin, Role
from shengsi_desktop.plan.json_form import to_json
from shengsi_desktop.plan.reader import read_plan


def test_the_document_is_called_by_its_own_title_and_not_by_the_notice_around_it(plan):
    assert plan.title == "嵊泗县深化走海岛县高质量发展共同富裕特色之路2023年行动方案"
    assert plan.year == 2023
    assert plan.issuer == "县发改局"


def test_five_directions_hold_twenty_six_numbered_tasks(plan):
    assert [direction.number for direction in plan.directions] == list("一二三四五")
    assert plan.directions[0].title == "聚力城乡一体,走好走稳“一岛一功能”特色之路"
    tasks = [task for direction in plan.directions for task in direction.tasks]
    assert [task.number for task in tasks] == [str(n) for n in range(1, 27)]
    assert tasks[3].title == "深化打造“东翼”渔旅岛群"
    assert [len(direction.tasks) for direction in plan.directions] == [6, 4, 5, 5, 6]


def test_sixty_seven_clauses_and_four_of_the_guarantees_are_found(plan):
    per_task = [len(task.measures) for direction in plan.directions for task in direction.tasks]
    assert sum(per_task) == 67
    assert per_task[7] == 8
    assert min(per_task) == 1
    assert [(task.number, len(task.measures)) for task in plan.guarantees] == [
        (f"保{n}", 1) for n in range(1, 5)
    ]


def test_every_owner_is_found_as_written(plan, measures):
    in_section_three = {owner.unit for n, m in measures.items() if n[0] != "保" for owner in m.owners}
    everywhere = {owner.unit for m in measures.values() for owner in m.owners}
    assert len(in_section_three) == 42
    assert len(everywhere) == 48
    assert {owner.unit for m in measures.values() for owner in m.owners if owner.origin is Origin.GROUP} == {
        "各乡镇", "各有关乡镇", "各群团组织", "领导小组成员单位",
    }  # fmt: skip
    assert {owner.role for m in measures.values() for owner in m.owners} == {Role.OWNER}
    assert Counter(m.marker[1:5] for m in measures.values()) == {"责任单位": 67, "责任部门": 4}


def test_an_item_ends_where_its_clause_begins(measures):
    assert measures["4-1"].text.startswith("启动编制东部岛群水上客运快速航线可行性方案,")
    assert measures["4-1"].text.endswith("往返票量在50%以上。")
    assert measures["4-1"].marker == "(责任单位:县交通运输局)"
    assert measures["4-2"].text.startswith("研究渔旅融合发展新路径,")
    assert [owner.unit for owner in measures["4-2"].owners] == [
        "县文广旅体局", "县海洋与渔业局", "嵊山镇", "枸杞乡", "花鸟乡",
    ]  # fmt: skip


def test_a_unit_whose_name_ends_like_a_role_stays_whole(measures):
    assert [owner.unit for owner in measures["保2-1"].owners] == [
        "县委办", "县人大办", "县府办", "县政协办", "县委统战部",
    ]  # fmt: skip


def test_the_page_around_the_plan_is_left_out(plan, measures):
    assert plan.directions[0].start > plan.source.index("三、工作任务")
    assert not any("字体大小" in measure.text or "附件" in measure.text for measure in measures.values())
    assert plan.guarantees[-1].end <= plan.source.index("附件:1.")


def test_annex_titles_are_whole_even_where_the_page_broke_them(plan):
    assert [title.split("2023年")[1] for title in plan.annexes] == [
        "指标目标清单", "重点举措清单", "重点改革清单", "重大项目清单",
    ]  # fmt: skip


def test_every_object_can_be_shown_in_its_place(plan, measures):
    for measure in measures.values():
        assert measure.text == plan.source[measure.start : measure.end]
        assert measure.marker == plan.source[measure.marker_start : measure.marker_end]
        assert measure.end <= measure.marker_start
        for owner in measure.owners:
            assert owner.written == plan.source[owner.start : owner.end]
        for deliverable in measure.deliverables:
            assert deliverable.text == plan.source[deliverable.start : deliverable.end]
            assert measure.start <= deliverable.start < deliverable.end <= measure.end
    for indicator in plan.indicators:
        assert indicator.text == plan.source[indicator.start : indicator.end]


def test_the_reader_has_nothing_to_complain_about(plan):
    assert plan.warnings == ()


def test_windows_line_ends_and_full_width_signs_read_the_same(plan, measures):
    def owners(document):
        return [
            [owner.unit for owner in measure.owners]
            for direction in document.directions
            for task in direction.tasks
            for measure in task.measures
        ]

    expected = owners(plan)
    assert owners(read_plan(plan.source.replace("\n", "\r\n"))) == expected
    wide = plan.source.translate(str.maketrans("(),:;", "（），：；"))
    document = read_plan(wide)
    assert owners(document) == expected
    assert len(document.guarantees) == 4
    assert [indicator.name for indicator in document.indicators] == [i.name for i in plan.indicators]


def test_the_json_has_the_promised_shape(plan):
    shown = json.loads(json.dumps(to_json(plan), ensure_ascii=False))
    assert list(shown) == [
        "title", "year", "issuer", "source_sha256", "directions", "guarantees", "indicators", "annexes", "warnings",
    ]  # fmt: skip
    measure = shown["directions"][0]["tasks"][3]["measures"][0]
    assert measure["owners"][0] == {
        "unit": "县交通运输局", "written": "县交通运输局", "start": measure["owners"][0]["start"],
        "end": measure["owners"][0]["end"], "role": "owner", "origin": "named",
    }  # fmt: skip
    assert measure["deliverables"][3]["quantities"] == [
        {"value": 50, "high": None, "unit": "%", "object": "花鸟至枸杞往返票量", "of": "", "comparator": "≥"}
    ]
    water = shown["directions"][3]["tasks"][2]["measures"][0]["deliverables"]
    assert [each["due"] for each in water] == [None, "2024-02-09", None]
    assert shown["indicators"][3]["conditions"] == [
        {"comparator": ">", "value": 21.5, "unit": "万元", "reference": None}
    ]


def test_a_text_without_any_clause_says_so_and_gives_no_measures():
    document = read_plan("一、工作目标\n全年植树。\n二、工作任务\n(一)植树。多植树。")
    assert document.directions == ()
    assert document.guarantees == ()
    assert any("没有找到责任单位" in warning.message for warning in document.warnings)


def test_an_unclosed_clause_is_read_and_warned_of_with_its_line():
    document = read_plan(
        "一、工作任务\n1. 植树。多植树。(责任单位:县林业局、县农业农村局\n2. 修路。(责任单位:县交通运输局)"
    )
    tasks = document.directions[0].tasks
    assert [[owner.unit for owner in task.measures[0].owners] for task in tasks] == [
        ["县林业局", "县农业农村局"], ["县交通运输局"],
    ]  # fmt: skip
    assert [(warning.line, "缺少右括号" in warning.message) for warning in document.warnings] == [(2, True)]


def test_a_document_without_an_outline_still_gives_its_measures_under_one_direction():
    document = read_plan("多植树。（责任单位：县林业局）\n多修路。（县交通运输局牵头，各乡镇配合）")
    assert len(document.directions) == 1
    assert [measure.text for measure in document.directions[0].tasks[0].measures] == ["多植树。", "多修路。"]


def test_numbered_tasks_without_sections_stand_under_one_direction():
    document = read_plan(
        "关于做好造林的通知\n1. 植树。多植树。（县林业局负责）\n2. 修路。多修路。（县交通运输局负责）"
    )
    assert [[task.number for task in direction.tasks] for direction in document.directions] == [["1", "2"]]
    assert document.title == "关于做好造林的通知"


def test_tasks_whose_numbers_begin_anew_in_each_section_are_counted_through():
    document = read_plan(
        "一、甲\n1. 植树。多植树。（县林业局负责）\n二、乙\n1. 修路。多修路。（县交通运输局负责）\n"
        "三、组织保障\n(一)加强领导。（县府办牵头）"
    )
    assert [[task.number for task in direction.tasks] for direction in document.directions] == [["1"], ["2"]]
    assert [(task.number, task.measures[0].text) for task in document.guarantees] == [("保1", "加强领导")]


def test_a_treaty_named_before_the_plan_is_not_taken_for_its_title():
    document = read_plan(
        "关于实施《区域全面经济伙伴关系协定》的意见\n"
        "关于印发《某县造林行动方案》的通知\n一、任务\n1. 植树。多植树。（县林业局负责）"
    )
    assert document.title == "某县造林行动方案"


def test_clauses_after_the_annexes_begin_are_not_passed_over_in_silence():
    document = read_plan(
        "一、任务\n1. 植树。多植树。（县林业局负责）\n附件:1. 清单\n修路。（责任单位：县交通运输局）"
    )
    assert len(document.directions[0].tasks) == 1
    assert [(warning.line, "没有读入" in warning.message) for warning in document.warnings] == [(4, True)]


def test_a_line_like_a_page_s_foot_inside_the_plan_does_not_end_it():
    document = read_plan(
        "一、任务\n1. 植树。多植树。（县林业局负责）\n信息来源：县林业局\n2. 修路。多修路。（县交通局负责）\n打印本页"
    )
    assert [task.number for task in document.directions[0].tasks] == ["1", "2"]
    assert "打印" not in document.source[: document.directions[0].end]


def test_the_year_comes_from_the_title_or_else_from_the_document_s_number():
    body = "到2025年基本完成。\n一、任务\n1. 植树。多植树。（县林业局负责）"
    assert read_plan(f"某县2023年造林方案\n{body}").year == 2023
    assert read_plan(f"某县造林方案\n某政发〔2018〕42号\n{body}").year == 2018
    assert read_plan(f"某县造林方案\n{body}").year == 2025
