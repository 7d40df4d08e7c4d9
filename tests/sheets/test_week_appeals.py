"""争取事项 of the weekly workbook: level with office, stage with words, contact with silence, sums below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.appeals import AppealArea, AppealContact, AppealLevel, AppealRow, AppealStage
from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.words import ItemKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    Reopened = Callable[..., Workbook]


def appeal(make: Any, number: str, **changes: Any) -> AppealRow:
    line = make.line(number, title=f"演示{number}", kind=ItemKind.APPEAL)
    row = AppealRow(
        item=line.row,
        content="",
        area=AppealArea.MONEY,
        level=AppealLevel.PROVINCE,
        stage=AppealStage.APPLICATION,
        amount=Money(Decimal(3000)),
        office="省某厅",
        remark="",
        due_words="",
        last_contact=date(2023, 6, 20),
        silent_weeks=5,
        contacts=(
            AppealContact("b", date(2023, 8, 2), "省某厅", "下周的事"),
            AppealContact("a", date(2023, 6, 20), "省某厅", "送材料"),
        ),
    )
    return replace(row, **changes)


def lines_of(sheet: Any) -> list[dict[str, Any]]:
    head = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "序号")
    names = [sheet.cell(head, column).value for column in range(1, sheet.max_column + 1)]
    return [
        dict(zip(names, [cell.value for cell in row], strict=True))
        for row in sheet.iter_rows(min_row=head + 1)
        if row[0].border.left.style is not None
    ]


def test_a_unit_without_any_has_no_sheet(make: Any, reopened: Reopened) -> None:
    assert "争取事项" not in reopened(make.full_book()).sheetnames


def test_a_row_says_whom_how_far_and_since_when(make: Any, reopened: Reopened) -> None:
    unknown = appeal(
        make,
        "争取2",
        area=None,
        level=None,
        office="",
        amount=None,
        stage=None,
        last_contact=None,
        contacts=(),
    )
    book = make.full_book(appeals=(appeal(make, "争取1"), unknown))
    sheet = reopened(book)["争取事项"]
    first, second = lines_of(sheet)
    assert list(first) == [
        "序号", "争取事项", "领域", "对接层级", "金额", "进展", "最近对接", "亮灯", "完成时限",
    ]  # fmt: skip
    assert (first["对接层级"], first["金额"]) == ("省\n省某厅", "3000万元")
    # what was said after the week is no part of it
    assert first["进展"] == "【申报】6月20日与省某厅：送材料"
    assert first["最近对接"] == "6月20日\n已5周未对接"
    assert (second["领域"], second["对接层级"], second["最近对接"]) == ("未定", "未定", "还没有对接记录")
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("按进展：未对接1项、申报1项3000万元。" in one for one in said)


def test_the_newest_report_comes_before_the_contacts_with_its_week_where_it_is_old(
    make: Any, reopened: Reopened
) -> None:
    old = appeal(make, "争取1", progress="材料已报", progress_week="2023-W28")
    new = appeal(make, "争取2", progress="=已受理", progress_week="2023-W30")
    first, second = lines_of(reopened(make.full_book(appeals=(old, new)))["争取事项"])
    assert first["进展"] == "【申报】（第28周）材料已报"
    assert second["进展"] == "【申报】=已受理"
