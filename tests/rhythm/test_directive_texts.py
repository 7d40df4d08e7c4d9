"""What is written to a unit about its directives, word for word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.directives import Directive, DirectiveStep, Sender, StepKind, Urgency
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.directive_texts import (
    demand_words,
    due_words,
    messages,
    slip_number,
    source_words,
    unit_text,
    urge_text,
)
from shengsi_desktop.rhythm.directives import directive_view

FRIDAY = date(2023, 7, 28)
SENDER = Sender("县文广旅体局", "王某", "0580-0000000")
FOOT = "\n联系人：王某，电话：0580-0000000。\n县文广旅体局"
PUT_OFF = (DirectiveStep("1", StepKind.EXTEND, FRIDAY), DirectiveStep("2", StepKind.EXTEND, FRIDAY))


def one(what: str = "反馈方案意见", due: date | None = date(2023, 8, 4), **fields: object) -> Directive:
    made = Directive(
        "x", what, "花鸟乡", due, DirectiveState.OPEN, DirectiveSource.WEEKLY, "2023-W29",
        number=12, unit_id="own", owner_unit_id="hn", owner_unit="花鸟乡",
    )  # fmt: skip
    return directive_view(replace(made, **fields), FRIDAY)  # type: ignore[arg-type]


LATE = {"due": date(2023, 7, 25), "first_due": date(2023, 7, 11), "steps": PUT_OFF}


@pytest.mark.parametrize(
    ("directive", "from_county", "text"),
    [
        (one(), False, "商请贵单位办理“反馈方案意见”，并于8月4日前反馈。感谢支持！"),
        (
            one("商请花鸟乡反馈方案意见。"),
            False,
            "商请贵单位办理“反馈方案意见”，并于8月4日前反馈。感谢支持！",
        ),
        (one(due=None), False, "商请贵单位办理“反馈方案意见”，并反馈办理情况。感谢支持！"),
        (
            one(**LATE),
            False,
            "商请贵单位办理“反馈方案意见”，原商定7月25日前反馈，如已办理请告知结果，如有困难请说明。感谢支持！",
        ),
        (
            one(given_on=date(2023, 7, 21)),
            True,
            "7月21日会商交办事项“反馈方案意见”，请于8月4日前办结。请反馈办理进展和预计办结时间。",
        ),
        (
            one(**LATE),
            True,
            (
                "会商交办事项“反馈方案意见”，时限7月25日（原定7月11日，已延期2次），已逾期3天，请抓紧办理。"
                "请反馈办理进展和预计办结时间。"
            ),
        ),
        (
            one("办“回头看”", None, source=DirectiveSource.INSTRUCTION, document="演示〔2023〕3号"),
            True,
            "批示（演示〔2023〕3号）交办事项“办‘回头看’”，请抓紧办理。请反馈办理进展和预计办结时间。",
        ),
    ],
)
def test_equals_are_asked_and_the_county_urges(directive: Directive, from_county: bool, text: str) -> None:
    said = urge_text(directive, FRIDAY, SENDER, from_county=from_county)
    assert said == f"花鸟乡：\n{text}{FOOT}"


def test_ones_own_section_is_no_other_unit() -> None:
    own = one(owner_unit_id=None, owner_unit="", who="文化科")
    assert urge_text(own, FRIDAY, Sender("县文广旅体局"), from_county=False) == (
        "文化科：\n请办理“反馈方案意见”，并于8月4日前反馈。\n县文广旅体局"
    )


def test_several_of_one_unit_are_one_numbered_text() -> None:
    text = unit_text((one(), one("报送清单", None)), FRIDAY, Sender("县文广旅体局"), StepKind.CONSULT)
    assert text == (
        "花鸟乡：\n商请贵单位办理以下2件事项：\n1．“反馈方案意见”，并于8月4日前反馈；\n"
        "2．“报送清单”，并反馈办理情况。\n感谢支持！\n县文广旅体局"
    )


def test_a_reminder_to_sign_tells_the_date() -> None:
    text = unit_text((one(),), FRIDAY, SENDER, StepKind.SIGN)
    assert (
        text.splitlines()[1] == "会商交办事项“反馈方案意见”，时限8月4日，请予签收。请回复签收人和签收时间。"
    )


def test_every_unit_has_its_own_message_and_what_ended_has_none() -> None:
    there = [
        one(id="1"),
        one(id="2", owner_unit="嵊山镇"),
        one(id="3"),
        one(id="4", state=DirectiveState.DONE, owner_unit="菜园镇"),
    ]
    found = messages(there, FRIDAY, SENDER, StepKind.URGE)
    assert [(m.addressee, m.ids) for m in found] == [("花鸟乡", ("1", "3")), ("嵊山镇", ("2",))]


def test_the_first_date_stands_beside_the_present_one() -> None:
    assert due_words(one(**LATE), 2023) == "7月25日（原定7月11日，已延期2次）"
    assert due_words(one(), 2023) == "8月4日"
    assert due_words(one(), 2024) == "2023年8月4日"
    assert due_words(one(due=None), 2023) == "未定时限"


def test_a_slips_number_is_made_or_written_and_is_no_source() -> None:
    assert slip_number(one(), 2023) == "督办〔2023〕12号"
    written = one(document="督办〔2023〕7号")
    assert (slip_number(written, 2023), source_words(written)) == ("督办〔2023〕7号", "会商")
    came = one(document="演示〔2023〕3号", source=DirectiveSource.INSTRUCTION)
    assert (slip_number(came, 2023), source_words(came)) == ("督办〔2023〕12号", "批示 演示〔2023〕3号")


def test_the_demand_grows_with_the_colour_and_names_no_day_gone_by() -> None:
    assert "8月4日前办结" in demand_words(one(), Urgency.BLUE, FRIDAY)
    assert "7月25日" not in demand_words(one(**LATE), Urgency.YELLOW, FRIDAY)
    assert "主要负责人" in demand_words(one(**LATE), Urgency.RED, FRIDAY)
    assert "销号" in demand_words(one(state=DirectiveState.DONE), Urgency.BLUE, FRIDAY)


@given(
    st.lists(
        st.tuples(
            st.text("甲乙丙丁“”。；，、 \n", min_size=1, max_size=12),
            st.none() | st.dates(date(2023, 1, 1), date(2024, 12, 31)),
            st.sampled_from(list(DirectiveSource)),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from((StepKind.CONSULT, StepKind.URGE, StepKind.SIGN)),
)
def test_our_own_words_have_full_width_punctuation(
    rows: list[tuple[str, date | None, DirectiveSource, bool]], kind: StepKind
) -> None:
    there = [
        one(what, due, source=source, steps=PUT_OFF if off else (), first_due=due if off else None)
        for what, due, source, off in rows
    ]
    text = unit_text(there, FRIDAY, SENDER, kind)
    ours = re.sub("“[^”]*”", "“”", text)  # what is quoted stays as it was written
    assert not re.search(r"[,.;:?!()\"']", ours)
    assert not re.search(r"[。；，、：]{2}", ours)
    assert text.count("“") == text.count("”")
    assert "None" not in text
