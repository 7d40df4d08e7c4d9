"""Words copied from last week are known; two versions are compared; pasted sections are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.sections import SectionLine
from shengsi_desktop.rhythm.differences import text_pieces
from shengsi_desktop.rhythm.likeness import nearly_same
from shengsi_desktop.rhythm.section_lines import columns_left_out, read_section_lines

LONG = "微改造项目按计划推进，实施方案已发三乡镇征求意见，渔博馆施工单位已进场开展外立面施工"


@pytest.mark.parametrize(
    ("now", "before", "same"),
    [
        (LONG, LONG, True),
        (LONG + "。", f" {LONG}", True),
        (LONG.replace("开展", "进行"), LONG, True),
        (LONG + "，已完工14个", LONG + "，已完工13个", False),
        ("继续普查", "继续推进", False),
        ("", "", False),
        (LONG, "", False),
    ],
)
def test_copied_words_are_told_from_news(now: str, before: str, same: bool) -> None:
    assert nearly_same(now, before) is same


@given(st.text(max_size=40), st.text(max_size=40))
def test_both_texts_can_be_read_from_their_differences(old: str, new: str) -> None:
    pieces = text_pieces(old, new)
    assert "".join(one.text for one in pieces if one.change != "added") == old
    assert "".join(one.text for one in pieces if one.change != "removed") == new


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("已完工13个", "已完工14个", "已完工[-13][+14]个"),
        (
            "整治完成18个村，收入3120.5万元。",
            "整治完成19个村。",
            "整治完成[-18][+19]个村[-，收入3120.5万元]。",
        ),
        (
            "枸杞乡9个；浙江海岛公园验收材料已上报。",
            "枸杞乡9个；“海上看壁下”线路已报审。",
            "枸杞乡9个；[-浙江海岛公园验收材料已上报][+“海上看壁下”线路已报审]。",
        ),
        ("甲\n乙", "丙\n丁", "[-甲][+丙]\n[-乙][+丁]"),
    ],
)
def test_a_changed_word_or_number_is_marked_whole_and_nothing_else(old: str, new: str, said: str) -> None:
    marks = {"": "{}", "removed": "[-{}]", "added": "[+{}]"}
    assert "".join(marks[one.change].format(one.text) for one in text_pieces(old, new)) == said


@pytest.mark.parametrize(
    "text",
    [
        "科室\t经办人\t电话\n文化科\t张某\t0580-1234",
        "序号\t联系电话\t承办科室\t责任人\n1\t0580-1234\t文化科\t张某",
        "文化科\t张某\t0580-1234",
        "1\t文化科\t张某\t0580－1234",
        "文化科 张某 0580-1234\n\n",
        "文化科\t张某\n文化科\t\t0580-1234",
    ],
)
def test_a_pasted_block_of_sections_is_read_with_or_without_a_head(text: str) -> None:
    assert read_section_lines(text) == (SectionLine("文化科", "张某", "0580-1234"),)


@given(st.text(alphabet="科室张某0123\t\n 、-，", max_size=60))
def test_any_block_is_read_without_a_word_of_complaint(text: str) -> None:
    assert all(line.name for line in read_section_lines(text))


def test_the_columns_of_a_block_that_no_section_has_are_named() -> None:
    head = "序号\t科室\t经办人\t电话\t备注\t分管领导"
    assert columns_left_out(f"{head}\n1\t文化科\t张某\t0580-1\t周五休\t") == ("备注",)
    assert columns_left_out("文化科\t张某\t0580-1") == ()
