"""征集: the message to a section, and its answer split by number with no character lost."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.sections import SectionLine
from shengsi_desktop.domain.soliciting import ReplyPart, ReplyWords, SolicitedItem, SplitReply
from shengsi_desktop.domain.weeks import Week
from shengsi_desktop.rhythm.soliciting import (
    deadline_words,
    is_no_news,
    solicit_text,
    split_reply,
    usual_deadline,
)

NUMBERS = ("1-1", "4-1", "4-2", "4-3", "4-4", "8-3", "15-1", "保1-1", "项目1")
WEEK = Week(2023, 30, date(2023, 7, 24), date(2023, 7, 30))


def joined(split: SplitReply) -> str:
    return "".join(one.raw if isinstance(one, ReplyPart) else one.text for one in split.segments)


def said(text: str, asked: str = "") -> dict[str, str]:
    """The progress by number."""
    split = split_reply(text, NUMBERS, asked)
    assert joined(split) == text
    return {number: part.words.progress for part in split.parts for number in part.numbers}


@pytest.mark.parametrize(
    "head",
    [
        "4-2：", "４－２：", "4—2、", "4－2. ", "(4-2)", "（4-2）：", "【4-2】", "〔4-2〕", "4.2：", "第4-2项 ",
        "4-2\n", "4 - 2：", "· 4-2：", "4——2：", "4-2 ", "4-2", "事项4-2：", "4–2:",
    ],
)  # fmt: skip
def test_a_number_is_known_however_it_is_written(head: str) -> None:
    assert said(f"{head}渔博馆通过验收") == {"4-2": "渔博馆通过验收"}


@pytest.mark.parametrize("text", ["4.2亿元已到位", "4-2个点位开工", "1-1家新开", "完成4-2个"])
def test_a_quantity_is_no_number_of_an_item(text: str) -> None:
    split = split_reply(text, NUMBERS)
    assert not split.parts
    assert split.rest == (text,)


def test_several_items_answered_together_get_the_same_words() -> None:
    assert said("4-2、4-3：无进展") == {"4-2": "无进展", "4-3": "无进展"}
    assert said("4-1至4-3：同上周") == dict.fromkeys(("4-1", "4-2", "4-3"), "同上周")
    assert said("4-2和8-3、15-1：正在推进") == dict.fromkeys(("4-2", "8-3", "15-1"), "正在推进")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4-2 7-28前完成", "7-28前完成"),
        ("4-2，7-28前完成", "7-28前完成"),
        ("4-2 7-28完成验收", "7-28完成验收"),
        ("4-2 7-28号前完成", "7-28号前完成"),
        ("4-2 8-3前完成", "8-3前完成"),
        ("4-2。完成方案", "完成方案"),
    ],
)
def test_a_day_behind_a_number_begins_the_words_and_a_stop_is_none_of_them(text: str, words: str) -> None:
    (part,) = split_reply(text, NUMBERS).parts
    assert (part.numbers, part.unknown, part.words.progress) == (("4-2",), (), words)
    assert split_reply("4-2、8-3号都好", NUMBERS).parts[0].numbers == ("4-2", "8-3")


def test_items_in_one_line_and_of_every_list_are_told_apart() -> None:
    assert said("4-2：已完工；4-3：无进展。项目1：打桩；保1-1：开会") == {
        "4-2": "已完工；",
        "4-3": "无进展。",
        "项目1": "打桩；",
        "保1-1": "开会",
    }


def test_sub_headings_fill_the_fields_and_a_plan_keeps_its_lines() -> None:
    text = (
        "4-2：已完工14个。\n下步计划：\n1.汇总意见\n2.开工\n【存在问题】资金慢\n"
        "4-3 完成；下周打算：复核\n下周计划开会\n困难：无人"
    )
    first, second = split_reply(text, NUMBERS).parts
    assert first.words.progress == "已完工14个。"
    assert first.words.next_plan == "1.汇总意见\n2.开工"
    assert first.words.problems == "资金慢"
    assert second.words.next_plan == "复核\n下周计划开会"
    assert second.words.problems == "无人"


@pytest.mark.parametrize(
    "line",
    ["张某 2023/7/27 14:32:10", "张某 14:32", "2023-07-27 14:32 张某", "李某 昨天 下午 2:30", "周五 14:30"],
)
def test_a_chats_own_line_is_set_apart_and_ends_the_part_before(line: str) -> None:
    split = split_reply(f"4-2：已完工\n{line}\n另有一事", NUMBERS)
    assert split.parts[0].words.progress == "已完工"
    assert split.chat == (line,)
    assert split.rest == ("另有一事",)


def test_unknown_numbers_and_text_without_number_are_kept() -> None:
    split = split_reply("另一件事\n9-9：另有一事\n4-2：好", NUMBERS)
    assert split.rest == ("另一件事",)
    assert [(one.numbers, one.unknown, one.words.progress) for one in split.parts] == [
        ((), ("9-9",), "另有一事"),
        (("4-2",), (), "好"),
    ]


def test_our_own_message_that_comes_back_filled_in_is_known_again() -> None:
    items = [
        SolicitedItem("a", "4-2", "渔旅融合实施方案", ("征求意见",), ("微改造（上次13个，目标30个）",)),
        SolicitedItem("b", "8-3", "旅游度假区创建"),
    ]
    asked = solicit_text(SectionLine("文化科", "张某"), items, WEEK, "7月28日（周五）15:00前")
    back = asked.replace("8-3 旅游度假区创建", "意见已收齐\n\n8-3 旅游度假区创建：材料已报")
    assert said(back, asked) == {"4-2": "意见已收齐", "8-3": "材料已报"}


def test_the_message_says_all_that_is_to_be_answered() -> None:
    items = [
        SolicitedItem(
            "a", "4-2", "渔旅融合实施方案", ("征求意见", "开工"), ("微改造（上次13个，目标30个）",)
        ),
        SolicitedItem("b", "1-1", "功能岛", supporting=True),
    ]
    deadline = deadline_words(datetime(2023, 7, 28, 15, 0))  # noqa: DTZ001 - the office's own clock
    text = solicit_text(SectionLine("文化科", "张某"), items, WEEK, deadline)
    for word in (
        "文化科 张某",
        "7月28日（周五）15:00前",
        "4-2 渔旅",
        "①征求意见；②开工",
        "上次13个",
        "本单位配合情况",
        "“4-2：……”",
    ):
        assert word in text


def test_items_that_follow_in_a_line_without_a_sign_are_told_apart() -> None:
    assert said("1-1无进展，8-3 配合开展意见征集，反馈意见3条；4-2、4-3均无") == {
        "1-1": "无进展",
        "8-3": "配合开展意见征集，反馈意见3条；",
        "4-2": "均无",
        "4-3": "均无",
    }
    assert said("1-1暂无进展 8-3 已开工") == {"1-1": "暂无进展", "8-3": "已开工"}
    quantities = "完工，4-2个点位开工，4-3前完成，见4-4"
    assert said(f"1-1 {quantities}") == {"1-1": quantities}


def test_another_units_number_at_a_lines_beginning_is_not_the_words_of_the_item_above() -> None:
    split = split_reply(
        "4-2：已完工\n15-2 这个不是我们科的吧？\n4.5 会上提的没参与\n8-3：开工\n下步计划：\n7.15 开会\n7-26 验收",
        NUMBERS,
    )
    told = [(one.numbers, one.unknown, one.words.progress) for one in split.parts]
    assert told == [
        (("4-2",), (), "已完工"),
        ((), ("15-2",), "这个不是我们科的吧？"),
        ((), ("4-5",), "会上提的没参与"),
        (("8-3",), (), "开工"),
    ]
    assert split.parts[-1].words.next_plan == "7.15 开会\n7-26 验收"


def test_pictures_thanks_and_greetings_stay_out_and_are_shown() -> None:
    split = split_reply("王科您好，本周情况如下：\n[图片]\n4-2：完工\n收到[强]\n又开工一处", NUMBERS)
    assert split.chat == ("王科您好，本周情况如下：", "[图片]", "收到[强]")
    assert not split.rest
    assert split.parts[0].words.progress == "完工\n又开工一处"


def test_what_needs_help_is_a_field_of_its_own() -> None:
    (part,) = split_reply("4-2：完工\n需协调：请明确资金来源\n下周计划\n验收", NUMBERS).parts
    assert part.words == ReplyWords("完工", "验收", "", "请明确资金来源")


@pytest.mark.parametrize(("hour", "minute", "wanted"), [(15, 0, "12:00"), (10, 30, "9:30"), (12, 0, "11:00")])
def test_answers_are_wanted_some_time_before_the_meeting(hour: int, minute: int, wanted: str) -> None:
    at = usual_deadline(datetime(2023, 7, 28, hour, minute))  # noqa: DTZ001 - the office's own clock
    assert f"{at.hour}:{at.minute:02d}" == wanted


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("无进展。", True),
        ("本周无新进展", True),
        ("均无进展", True),
        ("均无", True),
        ("没有变化", True),
        ("以上三项本周均暂无新进展", True),
        ("无进展，但已签约", False),
        ("均已完工", False),
        ("无问题", False),
    ],
)
def test_nothing_new_is_known_from_a_word_that_begins_alike(text: str, none: bool) -> None:
    assert is_no_news(text) is none


PIECES = st.sampled_from(
    ["4-2", "４－２", "：", ":", "、", "（", "）", "【4-3】", "\n", "\r\n", " ", "　", "下步计划：",
     "存在问题", "第4-2项", "9-9：",
     "张某 14:32", "2023-07-27 14:32", "至", "项目1", ".", "4.2", "已完工14个", "无",
     "；", "，", "8-3 ", "[强]", "收到", "15-2 ", "需协调：", "\u2028", "\x85", "-", "--", "保1-1"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join))
def test_no_character_of_a_pasted_text_is_lost(text: str) -> None:
    split = split_reply(text, NUMBERS, "4-2 渔旅融合实施方案\n请回复")
    assert joined(split) == text
    shown = "".join(
        f"{part.head}{''.join(piece.label + piece.text for piece in part.pieces)}" for part in split.parts
    )
    rest = "".join((*split.rest, *split.chat))
    for run in text.split():
        assert all(letter in shown + rest for letter in run)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_what_is_no_sub_heading_stands_in_a_field(text: str) -> None:
    for part in split_reply(text, NUMBERS).parts:
        words = part.words
        told = f"{words.progress}{words.next_plan}{words.problems}{words.request}"
        for piece in part.pieces:
            if piece.field != "quoted":
                assert all(
                    run.strip("：:，,、；;") in told for run in piece.text.split() if run.strip("：:，,、；;")
                )
