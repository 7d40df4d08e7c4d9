"""填报表 however it was rearranged: the same words give the same differences; nothing but a refusal is raised."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from shengsi_desktop.domain.fill_sheets import CellVerdict, FillBook, FillDifferences, FillRow, Looks, RowKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.fill_differences import compare
from shengsi_desktop.sheets.fill_sheet_reading import is_fill_sheet, read_fill_sheet
from shengsi_desktop.sheets.fill_sheet_writing import fill_sheet
from shengsi_desktop.sheets.heights import TALLEST, height_of, line_count
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_STAGES = ("调研", "初稿", "征求意见", "送审", "印发")


def _item(number: str, **cells: str) -> FillRow:
    empty = dict.fromkeys(("progress", "problems", "catch_up", "next_plan", "request", "level"), "")
    shown = {"title": f"事项{number}", "last": f"进展：上周的{number}"}
    return FillRow(
        RowKind.ITEM, f"item-{number}", number, {**empty, **cells}, shown, item_id=f"item-{number}"
    )


def _figure(number: str, field: str, unit: str = "") -> FillRow:
    shown = {"title": f"细项{number}", "kind": "数量型", "target": f"30{unit}", "standing": ""}
    stages = _STAGES if field == "stage" else ()
    return FillRow(RowKind.FIGURE, f"figure-{number}", number, {field: ""}, shown, stages, unit)


def _line(number: str, nth: int) -> FillRow:
    line = f"计划{nth}"
    shown = {"title": f"事项{number}", "line": line}
    return FillRow(RowKind.PLAN, f"plan-{number}-{nth}", number, {"mark": ""}, shown, line=line)


ROWS = (
    _item("1-1"),
    _item("4-2", progress="已有的进展", problems="已有的问题"),
    _item("8-3"),
    _item("15-1"),
    _line("4-2", 1),
    _line("4-2", 2),
    _figure("4-2.1", "value", "个"),
    _figure("4-2.2", "stage"),
    _figure("4-2.3", "done"),
    _figure("8-3.1", "value", "万元"),
)
BOOK = FillBook("0190-issue", "u1", "县农业农村局", "2023-W30", "某方案", "2023-07-28T10:00:00+08:00", ROWS)
NOW = {row.key: row.cells for row in ROWS}
MADE = fill_sheet(BOOK, Looks("2023年第30周", "7月24日–7月30日", "周五17:00"))
#: (number, head) → what is filled in
WORDS = {
    ("1-1", "本周进展"): "推进中\n第二行",
    ("4-2", "本周进展"): "换成新的进展",
    ("4-2", "需协调事项"): "请资规局",
    ("4-2", "提请层级"): "部门间",
    ("15-1", "下周计划"): "办一次培训",
    ("4-2.1", "本周值"): "１４个",
    ("4-2.2", "本周阶段"): "征求意见",
    ("4-2.3", "完成"): "是",
    ("8-3.1", "本周值"): "1.2亿元",
}
EXPECTED = {
    (number, head): {"4-2.1": "14", "8-3.1": "12000"}.get(number, words)
    for (number, head), words in WORDS.items()
}


def filled() -> Filled:
    sheet = Filled(MADE)
    for (number, head), words in WORDS.items():
        sheet.put(number, head, words)
    sheet.people(filler="李某", reviewer="张局", phone="0580")
    return sheet


def differences(content: bytes) -> FillDifferences:
    read = read_fill_sheet(content, "a.xlsx")
    base = read.issued.rows if read.issued is not None else ROWS
    return compare(base, read.rows, NOW, sure=read.issued is not None)


def told(content: bytes) -> dict[tuple[str, str], str]:
    return {(one.number, one.head): one.value for one in differences(content).told}


def test_what_was_issued_comes_back_whole_and_says_nothing_new() -> None:
    read = read_fill_sheet(MADE, "a.xlsx")
    assert read.issued == BOOK
    assert is_fill_sheet(MADE)
    found = differences(MADE)
    assert (found.told, found.strange, found.remarks) == ((), (), ())
    assert {one.verdict for one in found.cells} == {CellVerdict.UNCHANGED}


def test_words_that_look_like_a_formula_are_words() -> None:
    row = _item("1-1", progress="=1+1", problems="-不是减法")
    book = replace(BOOK, rows=(row,))
    read = read_fill_sheet(fill_sheet(book, Looks("第30周", "")), "a.xlsx")
    assert compare(book.rows, read.rows, {row.key: row.cells}).told == ()


def test_long_words_are_shown_whole_and_begin_at_the_top_where_they_are_not() -> None:
    for words, whole in (
        ("渔农村环境整治完成18个村。" * 50, True),
        ("渔农村环境整治完成18个村。" * 300, False),
    ):
        book = replace(BOOK, rows=(_item("1-1", progress=words),))
        sheet = openpyxl.load_workbook(io.BytesIO(fill_sheet(book, Looks("第30周", ""))))["填报"]
        row = _head_row(sheet) + 1
        cell = next(one for one in sheet[row] if one.value == words)
        lines = line_count(words, sheet.column_dimensions[cell.column_letter].width, 11)
        assert (height_of(lines, 11) <= TALLEST) is whole
        assert cell.alignment.vertical == ("center" if whole else "top")


def test_what_was_filled_in_is_told_cell_by_cell() -> None:
    content = filled().bytes()
    assert told(content) == EXPECTED
    read = read_fill_sheet(content, "a.xlsx")
    assert (read.filler, read.reviewer, read.phone) == ("李某", "张局", "0580")


def test_only_what_is_asked_is_open_and_the_keys_are_out_of_sight() -> None:
    book = openpyxl.load_workbook(io.BytesIO(MADE))
    assert [book[name].sheet_state for name in ("填报", "细项", "填报表校验")] == [
        "visible",
        "visible",
        "veryHidden",
    ]
    sheet = book["填报"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert [sheet.cell(5, n).protection.locked for n in (1, 2, 3, 4, 9)] == [True, True, True, False, False]
    assert sheet.column_dimensions["J"].hidden
    offered = [rule.formula1 for rule in book["细项"].data_validations.dataValidation]
    assert offered == [f'"{",".join(_STAGES)}"', '"是"']


def _head_row(sheet: Any) -> int:
    return next(row[0].row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))


def _shuffle_rows(sheet: Any, dice: random.Random) -> None:
    """Sort the table another way, hidden keys and all."""
    first = _head_row(sheet) + 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]
    dice.shuffle(rows)
    for at, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = value


def _shuffle_columns(sheet: Any, dice: random.Random) -> None:
    first = _head_row(sheet)
    width = sheet.max_column
    order = list(range(1, width + 1))
    dice.shuffle(order)
    for row in sheet.iter_rows(min_row=first):
        values = [row[place - 1].value for place in order]
        for cell, value in zip(row, values, strict=True):
            cell.value = value


def _insert(sheet: Any, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 3)):
        # as a person does: blank rows, anywhere but inside the merged title
        sheet.insert_rows(dice.randint(_head_row(sheet), sheet.max_row + 1))


def _merge(sheet: Any, dice: random.Random) -> None:
    """A filled cell over empty ones: the spare column to the right, and rows below the table."""
    sheet.merge_cells(start_row=sheet.max_row + 1, end_row=sheet.max_row + 2, start_column=1, end_column=3)
    for row in range(_head_row(sheet) + 1, sheet.max_row - 2):
        for column in range(4, 8):
            pair = [sheet.cell(row, column), sheet.cell(row, column + 1)]
            if pair[0].value and not pair[1].value and dice.random() < 0.5:
                try:
                    sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)
                except ValueError:
                    continue
                break


def _rename(sheet: Any, dice: random.Random) -> None:
    sheet.title = f"改名{dice.randint(0, 99999)}"


CHANGES = (_shuffle_rows, _shuffle_columns, _insert, _merge, _rename)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(range(len(CHANGES))), max_size=5), st.integers(0, 10_000))
def test_rearranged_any_way_the_same_words_give_the_same_differences(steps: list[int], seed: int) -> None:
    sheet, dice = filled(), random.Random(seed)
    # merging last: what is merged cannot be moved any more
    for step in sorted(dict.fromkeys(steps), key=lambda one: (CHANGES[one] is _merge, steps.index(one))):
        for one in sheet.book.worksheets[:3]:
            CHANGES[step](one, dice)
    content = sheet.bytes()
    found = differences(content)
    assert {(one.number, one.head): one.value for one in found.told} == EXPECTED
    assert found.strange == ()
    assert read_fill_sheet(content, "a.xlsx").outside == ()
    assert is_fill_sheet(content)


@pytest.mark.parametrize("lost", ["填报表校验", "填报表校验 and keys"])
def test_without_its_hidden_parts_it_is_still_known_and_read(lost: str) -> None:
    sheet = filled()
    del sheet.book["填报表校验"]
    if "keys" in lost:
        for one, column in (("填报", 10), ("上周计划", 5), ("细项", 9)):
            sheet.book[one].delete_cols(column)
    content = sheet.bytes()
    assert is_fill_sheet(content)
    read = read_fill_sheet(content, "a.xlsx")
    assert (read.issued, read.unit, read.week) == (None, "县农业农村局", "2023-W30")
    assert told(content) == EXPECTED


def test_a_hidden_sheet_that_was_changed_is_not_believed() -> None:
    sheet = filled()
    cell = sheet.book["填报表校验"]["A3"]
    cell.value = cell.value[:40] + ("A" if cell.value[40] != "A" else "B") + cell.value[41:]
    read = read_fill_sheet(sheet.bytes(), "a.xlsx")
    assert read.issued is None
    assert "改动过" in read.remarks[0]


def test_a_row_deleted_is_told_and_a_row_copied_is_shown_once_more() -> None:
    sheet = filled()
    items = sheet.book["填报"]
    items.append([cell.value for cell in items[5]])
    items.delete_rows(7)
    found = differences(sheet.bytes())
    assert [one.words.startswith("1-1") for one in found.strange] == [True]
    assert any("少了1行（8-3）" in one for one in found.remarks)


def test_a_sort_that_left_the_hidden_column_behind_goes_by_what_a_person_sees() -> None:
    sheet = filled()
    items = sheet.book["填报"]
    for column in range(1, 10):
        first, second = items.cell(5, column), items.cell(6, column)
        first.value, second.value = second.value, first.value
    found = differences(sheet.bytes())
    assert {(one.number, one.head): one.value for one in found.told} == EXPECTED
    assert any("按看得见的编号认" in one for one in found.remarks)


def test_a_number_that_became_a_date_is_still_that_number() -> None:
    from datetime import datetime

    sheet = filled()
    sheet.book["填报"].cell(6, 1).value = datetime(2023, 4, 2)  # noqa: DTZ001
    assert told(sheet.bytes()) == EXPECTED


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(MADE) - 1), st.binary(min_size=1, max_size=4), st.booleans())
def test_no_damage_raises_anything_but_a_refusal(at: int, said: bytes, cut: bool) -> None:
    content = MADE[:at] if cut else MADE[:at] + said + MADE[at + len(said) :]
    is_fill_sheet(content)
    try:
        differences(content)
    except Refusal as refusal:
        assert "台账未动" in str(refusal)  # noqa: PT017 - a whole file is no mistake


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(1, 12),
            st.integers(1, 11),
            st.one_of(
                st.text(max_size=12).filter(lambda said: said.isprintable()),
                st.integers(),
                st.floats(),
                st.booleans(),
                st.dates(),
                st.sampled_from(["=1/0", "#REF!", "编号", "本周进展", "填报人：", "item:item-8-3@00000000"]),
            ),
        ),
        max_size=8,
    )
)
def test_whatever_is_typed_anywhere_is_read_or_told(typed: list[tuple[int, int, Any]]) -> None:
    sheet = Filled(MADE)
    for row, column, value in typed:
        cell = sheet.book["填报"].cell(row, column)
        if not isinstance(cell, openpyxl.cell.cell.MergedCell):
            cell.value = value
    try:
        differences(sheet.bytes())
    except Refusal as refusal:
        assert "台账未动" in str(refusal)  # noqa: PT017


@pytest.mark.parametrize("whole", [True, False])
def test_words_where_nothing_is_asked_are_told_with_their_place(whole: bool) -> None:
    sheet = filled()
    items = sheet.book["填报"]
    items.cell(6, 12).value = "右侧另写的话"
    items.cell(items.max_row + 2, 11).value = "表下另写的话"
    items.cell(3, 8).value = "表上另写的话"
    items.cell(6, 4).comment = Comment("批注的话", "某")
    sheet.book.create_sheet("补充").append([None, "补充表里的话" * 20])
    sheet.put("4-2", "上周进展和计划", "进展：上周的4-2\n在白格里写的话")
    if not whole:
        del sheet.book["填报表校验"]
    read = read_fill_sheet(sheet.bytes(), "a.xlsx")
    assert {(one.place, one.words) for one in read.outside} == {
        ("填报!L6", "右侧另写的话"),
        (f"填报!K{items.max_row}", "表下另写的话"),
        ("填报!H3", "表上另写的话"),
        ("填报!D6批注", "批注的话"),
        ("补充!B1", "补充表里的话" * 10),
    }
    assert any("4-2 上周进展和计划“在白格里写的话”" in one for one in differences(sheet.bytes()).remarks)


def test_macros_and_other_files_are_refused_in_words() -> None:
    book = io.BytesIO(MADE)
    with zipfile.ZipFile(book, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    for content in (book.getvalue(), b"PK\x03\x04", b"", b"%PDF", _plain()):
        assert not is_fill_sheet(content)
        with pytest.raises(Refusal, match="台账未动"):
            read_fill_sheet(content, "a.xlsx")


def _plain() -> bytes:
    written = io.BytesIO()
    openpyxl.Workbook().save(written)
    return written.getvalue()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_saved_again_by_libreoffice_it_says_the_same(tmp_path: Path) -> None:
    content = through_libreoffice({"a": filled().bytes()}, tmp_path)["a"]
    assert is_fill_sheet(content)
    read = read_fill_sheet(content, "a.xlsx")
    assert (read.unit, read.week, read.issued) == ("县农业农村局", "2023-W30", BOOK)
    assert told(content) == EXPECTED
    assert differences(content).remarks == ()
    assert read_fill_sheet(content, "a.xlsx").outside == ()


def through_libreoffice(contents: Mapping[str, bytes], room: Path) -> dict[str, bytes]:
    """The workbooks as LibreOffice opens and saves them, by their names."""
    sources = []
    for name, content in contents.items():
        sources.append(room / f"{name}.xlsx")
        sources[-1].write_bytes(content)
    profile = f"-env:UserInstallation=file://{room}/profile"
    arguments = ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command = [*arguments, "--outdir", str(room / "out"), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return {name: (room / "out" / f"{name}.xlsx").read_bytes() for name in contents}
