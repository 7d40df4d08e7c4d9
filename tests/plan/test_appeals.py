"""Every 争取 of the 2023 plan read by hand against what the reader makes of it; any text else is read whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealSense, AppealSentence
from shengsi_desktop.plan.appeals import WORD, Place, appeal_sentences

UP, STRIVE, HEADING = AppealSense.UPWARD, AppealSense.STRIVE, AppealSense.HEADING
A, L = AppealArea, AppealLevel

#: read by hand, in the plan's order: item, what the word means there, what is asked for, of which level, how it begins
BY_HAND = (
    # policies that are to take effect: striving for a result
    ("7-2", STRIVE, None, None, "争取嵊泗贻贝地理标志富农集成改革专项政策落地见效"),
    # a rule to be revised by whoever sets it: upward, the level is not said
    ("8-1", UP, None, None, "积极争取支持,推动海钓休闲渔船检验规范"),
    # a share of what Shanghai's side develops: sideways, nothing of a level above
    ("9-1", STRIVE, None, None, "主动接轨大上海"),
    ("20-2", UP, A.PILOT, None, "积极争取山海城灾害防治试点"),
    ("20-3", UP, A.MONEY, L.NATION, "完成渔港海上系泊设施建设项目前期工作"),
    ("", HEADING, None, None, "21. 争取干部人才支持"),
    ("21-1", UP, A.PEOPLE, L.CITY, "积极向市委组织部争取选派市级部分优秀干部"),
    ("21-1", UP, A.PEOPLE, L.PROVINCE, "纵深推进新时代海洋特色人才岛建设"),
    ("", HEADING, None, None, "22. 争取财政政策支持"),
    ("22-1", UP, A.MONEY, L.PROVINCE, "继续加强对接,争取省对我县转移支付分类提档"),
    ("22-2", UP, A.MONEY, L.PROVINCE, "积极申报海岛福利事业发展项目"),
    ("", HEADING, None, None, "23. 争取金融政策支持"),
    ("23-2", UP, A.MONEY, L.PROVINCE, "就我县相关产业项目"),
    # how the county is appraised: of the province, none of the eight fields
    ("25-1", UP, None, L.PROVINCE, "按照“分类、切块、简便”原则"),
    ("25-2", UP, A.MONEY, None, "积极争取建立与考核结果挂钩的财政奖补机制"),
    ("", HEADING, None, None, "(三)加大争取力度"),
    # the general statement: all fields at once
    ("保3-1", UP, None, None, "立足全面深化改革的发展机遇期"),
    ("保3-1", UP, A.PILOT, L.NATION, "继续争取国家级、省级重大改革试点"),
)


@pytest.fixture(scope="module")
def found(plan, measures) -> tuple[AppealSentence, ...]:
    places = [Place(number, one.start, one.end) for number, one in measures.items()]
    return appeal_sentences(plan.source, places)


def test_the_word_stands_eighteen_times_in_as_many_sentences(plan, found):
    assert plan.source.count(WORD) == 18
    assert sum(one.text.count(WORD) for one in found) == 18


@pytest.mark.parametrize("place", range(len(BY_HAND)))
def test_each_is_read_as_a_person_reads_it(found, place):
    number, sense, area, level, begins = BY_HAND[place]
    one = found[place]
    assert one.text.startswith(begins)
    assert (one.place, one.sense) == (number, sense)
    if sense is not HEADING:
        assert (one.area, one.level) == (area, level)


def test_every_sentence_stands_where_it_says_and_tells_why(plan, found):
    for one in found:
        assert plan.source[one.start : one.end] == one.text
        assert one.why
        assert 0 < len(one.name) <= 40


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("继续加强对接,争取省对我县转移支付分类提档", "争取省对我县转移支付分类提档"),
        ("积极争取支持,推动规范修订", "争取支持,推动规范修订"),
        ("进一步积极争取省级试点", "争取省级试点"),
    ],
)
def test_its_name_says_what_is_asked_without_the_words_of_vigour(text, name):
    (one,) = appeal_sentences(text, [])
    assert one.name == name


@pytest.mark.parametrize(
    "text", ["争取年底前完成主体工程", "争取项目10月开工", "争取增速达到8%", "力量集中，争取率先突破"]
)
def test_to_strive_for_a_result_is_not_to_ask(text):
    (one,) = appeal_sentences(text, [])
    assert one.sense is AppealSense.STRIVE


PIECES = st.sampled_from(
    [
        "争取",
        "省",
        "中央",
        "资金",
        "。",
        "；",
        "，",
        "(",
        "）",
        "“",
        "\n",
        "1. ",
        "(三)",
        "完成",
        "试点",
        "🏝",
        "支持",
        "\r",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.data())
def test_no_text_is_misplaced_and_no_mention_is_lost(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = appeal_sentences(text, [Place("item", start, end)])
    for one in found:
        assert text[one.start : one.end] == one.text
        assert WORD in one.text
        assert one.place in {"", "item"}
        assert (one.place == "item") == (start <= one.start and one.end <= end and start < end)
    inside = sum(one.text.count(WORD) for one in found)
    cut = sum(text[max(edge - 1, 0) : edge + 1] == WORD for edge in {start, end} if 0 < edge < len(text))
    assert inside >= text.count(WORD) - (cut if start < end else 0)
