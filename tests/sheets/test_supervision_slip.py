"""督办单: what its pages say, read back from the file."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from shengsi_desktop.domain.directives import (
    Directive,
    DirectiveStep,
    StepKind,
    SupervisionSlip,
    Urgency,
)
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.directives import directive_view
from shengsi_desktop.sheets.supervision_slip import supervision_slips

FRIDAY = date(2023, 7, 28)


def slip(level: Urgency = Urgency.RED, **fields: object) -> SupervisionSlip:
    steps = (
        DirectiveStep("1", StepKind.PROGRESS, date(2023, 7, 7), words="初稿已成"),
        DirectiveStep("2", StepKind.EXTEND, date(2023, 7, 13), due_from=date(2023, 7, 14)),
    )
    made = Directive(
        "x", "报方案", "嵊山镇、张某", date(2023, 7, 18), DirectiveState.OPEN, DirectiveSource.INSTRUCTION,
        "2023-W26", owner_unit_id="s", owner_unit="嵊山镇", person="张某", phone="0580-0000000",
        first_due=date(2023, 7, 14), given_by="某副县长", given_on=date(2023, 6, 28), steps=steps,
    )  # fmt: skip
    one = directive_view(replace(made, **fields), FRIDAY)  # type: ignore[arg-type]
    return SupervisionSlip(one, "县发改局", "督办〔2023〕12号", level, FRIDAY, "请抓紧办理。")


def said(*slips: SupervisionSlip) -> tuple[list[str], list[dict[str, str]], str]:
    """The lines, the form of each slip, and the raw XML."""
    document = docx.Document(io.BytesIO(supervision_slips(slips)))
    forms = [
        {row.cells[0].text.replace("\n", ""): row.cells[1].text for row in table.rows}
        for table in document.tables
    ]
    lines = [one.text for one in document.paragraphs if one.text.strip()]
    return lines, forms, document.element.xml


@pytest.mark.parametrize(
    ("level", "word", "ground"),
    [
        (Urgency.BLUE, "蓝色督办单", "1F6FB2"),
        (Urgency.YELLOW, "黄色督办单", "FFD33D"),
        (Urgency.RED, "红色督办单", "C8372D"),
    ],
)
def test_the_colour_is_a_word_as_well(level: Urgency, word: str, ground: str) -> None:
    lines, _, xml = said(slip(level))
    assert lines == [word, "督办〔2023〕12号　　县发改局　　2023年7月28日"]
    assert f'w:fill="{ground}"' in xml


def test_the_form_says_all_that_is_known() -> None:
    _, (form,), _ = said(slip())
    assert {key: form[key] for key in ("交办事项", "来源", "交办领导", "责任单位", "责任人")} == {
        "交办事项": "报方案",
        "来源": "批示，6月28日交办",
        "交办领导": "某副县长",
        "责任单位": "嵊山镇",
        "责任人": "张某 0580-0000000",
    }
    assert form["办理时限"] == "原定7月14日　　现定7月18日，已延期1次"
    assert (form["已逾期"], form["进展"], form["要求"]) == ("10天", "7月7日：初稿已成", "请抓紧办理。")
    assert "签收人：　" in form["签收"]
    assert "销号人：　" in form["办结销号"]


def test_what_is_signed_done_and_closed_is_filled_in() -> None:
    _, (form,), _ = said(
        slip(
            signed_by="李某", signed_on=date(2023, 7, 1), state=DirectiveState.CLOSED, result="已报",
            done_on=date(2023, 7, 20), closed_by="王某", closed_on=date(2023, 7, 21),
        )
    )  # fmt: skip
    assert form["签收"] == "签收人：李某　　签收时间：7月1日"
    assert form["已逾期"] == "办结时逾期2天"
    assert form["办结销号"] == ("办结时间：7月20日　　办理结果：已报\n销号人：王某　　销号时间：7月21日")


def test_what_is_not_known_leaves_no_blank() -> None:
    bare = Directive("x", "报方案", "", None, DirectiveState.OPEN, DirectiveSource.WEEKLY, "2023-W30")
    _, (form,), _ = said(
        SupervisionSlip(bare, "县发改局", "督办〔2023〕1号", Urgency.BLUE, FRIDAY, "请办理。")
    )
    assert (form["责任单位"], form["责任人"], form["办理时限"], form["进展"]) == (
        "县发改局",
        "—",
        "未定",
        "尚未反馈",
    )


def test_several_stand_on_pages_of_their_own() -> None:
    lines, forms, xml = said(slip(), slip(Urgency.BLUE), slip(Urgency.YELLOW))
    assert [line for line in lines if "色督办单" in line] == ["红色督办单", "蓝色督办单", "黄色督办单"]
    assert (len(forms), xml.count("<w:sectPr")) == (3, 3)


@pytest.mark.parametrize(
    ("due", "row"),
    [
        (date(2023, 7, 18), ("已逾期", "10天")),
        (date(2023, 8, 1), ("距时限", "4天")),
        (FRIDAY, ("距时限", "当日到期")),
        (None, None),
    ],
)
def test_the_form_says_how_late_it_is_or_how_long_there_is(
    due: date | None, row: tuple[str, str] | None
) -> None:
    _, (form,), _ = said(slip(due=due, steps=(), first_due=None))
    told = {name: form[name] for name in ("已逾期", "距时限") if name in form}
    assert told == (dict([row]) if row else {})


def test_each_slip_of_a_file_is_numbered_from_one_and_begins_a_page() -> None:
    document = docx.Document(io.BytesIO(supervision_slips([slip(), slip(Urgency.BLUE), slip()])))
    assert [one.page_height for one in document.sections] == [document.sections[0].page_height] * 3
    numbers = document.element.xpath("//w:sectPr/w:pgNumType/@w:start")
    assert numbers == ["1", "1", "1"]
    # what carries the break takes no room
    ends = [one for one in document.paragraphs if one._p.xpath("./w:pPr/w:sectPr")]
    assert [one.paragraph_format.line_spacing.pt for one in ends] == [1, 1]
    assert all(section.footer.is_linked_to_previous for section in list(document.sections)[1:])
