"""Whatever the text, the reader neither raises nor names a place that is not there."""

from __future__ import annotations

import contextlib
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.json_form import to_json
from shengsi_desktop.plan.reader import read_plan
from shengsi_desktop.plan.titles import short_title

PIECES = st.sampled_from(
    [
        "一、工作目标", "二、工作任务", "三、工作保障", "(一)", "（二）", "1. ", "２．", "\n", "\r\n",
        "。", ",", "，", "、", "；", "(责任单位:", "（牵头单位：", "〔", "【", ")", "）", "〕", "】",
        "“", "”", "《", "》", "县林业局", "各乡镇", "各市", "县人民政府", "牵头", "配合", "等", "及",
        "和", "分别", "增长", "突破", "高于全省平均水平", "建成", "完成", "编制", "方案", "推进",
        "的", "2", "３", "1-2", "个", "%", "亿元", "万吨", "两个", "十大", "以上", "2024年春节前",
        "13月底前", "2月30日", "附件:", "1项改革+9项", "按照", "具备通水条件",
        "９９９９９９９９９９９９", "以下均需县政府落实，不再列出", "列第一位者为牵头单位，下同",
        "会同", "第一条 ", "第二章 ", "任务一：", "①", "（1）", "完成时限：", "责任领导：", "长期坚持",
        "党委", "政府", "等部门", "附件：", "县水利局 县财政局", "教育、财政局", "植树造林，" * 30,
        "\u3000", "\x00", "🏝",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_no_text_makes_the_reader_raise_and_every_place_holds_the_text_it_names(text):
    try:
        document = read_plan(text)
    except Refusal:
        return
    source = document.source
    json.dumps(to_json(document))
    directions = document.directions
    tasks = [task for direction in directions for task in direction.tasks] + list(document.guarantees)
    for ranged in (*directions, *tasks):
        assert 0 <= ranged.start <= ranged.end <= len(source)
    previous = 0
    for task in tasks:
        for measure in task.measures:
            assert measure.text == source[measure.start : measure.end]
            assert measure.marker == source[measure.marker_start : measure.marker_end]
            assert previous <= measure.marker_start < measure.marker_end
            for owner in measure.owners:
                assert owner.written == source[owner.start : owner.end]
            at = measure.start
            for deliverable in measure.deliverables:
                assert deliverable.text == source[deliverable.start : deliverable.end]
                assert at <= deliverable.start < deliverable.end <= measure.end
                at = deliverable.end
            assert len(short_title(measure.text)) <= 40
    for indicator in document.indicators:
        assert indicator.text == source[indicator.start : indicator.end]
    lines = source.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= warning.line <= lines for warning in document.warnings)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise_anything_but_a_refusal(data):
    with contextlib.suppress(Refusal):
        read_plan(data)
