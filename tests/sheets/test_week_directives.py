"""交办事项 in the 周会商表: whence, who answers, the first date, where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import Directive, DirectiveStep, StepKind
from shengsi_desktop.domain.words import DirectiveSource, DirectiveState
from shengsi_desktop.rhythm.directives import directive_view
from shengsi_desktop.sheets.week_tables import directive_rows
from tests.sheets.factory import full_book

if TYPE_CHECKING:
    from shengsi_desktop.domain.week_book import WeekBook


def row(book: WeekBook, **fields: object) -> list[str]:
    """What the row of one directive says, without its number."""
    made = Directive(
        "x", "报方案", "花鸟乡、张某", date(2023, 7, 20), DirectiveState.OPEN, DirectiveSource.INSTRUCTION,
        "2023-W28", owner_unit_id="hn", owner_unit="花鸟乡", person="张某", document="演示〔2023〕3号",
    )  # fmt: skip
    one = directive_view(replace(made, **fields), book.as_of)  # type: ignore[arg-type]
    (cells,) = directive_rows(replace(book, directives=(one,)))
    return [str(cell.value) for cell in cells[1:]]


def test_it_says_whence_who_answers_and_how_late_it_is() -> None:
    book = full_book()
    late = (book.as_of - date(2023, 7, 20)).days
    cells = row(book)
    assert cells[:3] == ["报方案", "批示 演示〔2023〕3号", "花鸟乡"]
    assert (cells[3], cells[4]) == ("张某", "7月20日")
    assert cells[5] == f"■ 逾期{late}天"


def test_one_that_was_put_off_shows_its_first_date() -> None:
    steps = tuple(DirectiveStep(str(n), StepKind.EXTEND, None) for n in range(2))
    cells = row(full_book(), due=date(2023, 12, 20), first_due=date(2023, 7, 4), steps=steps)
    assert cells[4] == "12月20日\n原定7月4日，已延期2次"


def test_one_struck_off_says_by_whom_and_one_of_no_unit_is_the_units_own() -> None:
    book = full_book()
    closed = row(book, state=DirectiveState.CLOSED, closed_on=date(2023, 7, 27), closed_by="王某")
    assert closed[5] == "✔ 销号（7月27日，王某）"
    own = row(book, owner_unit_id=None, owner_unit="", person="", who="文化科", due=None)
    assert (own[2], own[3], own[4]) == (book.unit, "文化科", "未定")
