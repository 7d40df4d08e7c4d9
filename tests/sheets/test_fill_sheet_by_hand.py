"""填报表 as people fill it in: pictures, cells merged over several items, who answers for it in one cell."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from shengsi_desktop.sheets import carried
from shengsi_desktop.sheets.fill_sheet_reading import read_fill_sheet
from tests.services.exchange.filling import Filled
from tests.sheets.test_fill_sheet import MADE, differences


def test_pictures_over_the_cells_and_in_them_are_told() -> None:
    sheet, png = Filled(MADE), io.BytesIO()
    Picture.new("RGB", (20, 20), "red").save(png, "PNG")
    sheet.book["填报"].add_image(Image(png), "F8")
    sheet.put("8-3", "本周进展", '=DISPIMG("ID_1",1)')
    # LibreOffice writes a name that it does not know in small letters
    sheet.put("15-1", "本周进展", '=dispimg("ID_2",1)')
    content = sheet.bytes()
    found, read = differences(content), read_fill_sheet(content, "a.xlsx")
    assert read.remarks == ("“填报”表F8处有图片，没有收入，请对方改成文字或另作附件报送。",)
    assert [(one.number, "有图片，没有收入" in one.problem) for one in found.told] == [
        ("8-3", True),
        ("15-1", True),
    ]


def test_words_merged_over_two_items_name_those_that_get_none() -> None:
    sheet = Filled(MADE)
    sheet.put("4-2", "本周进展", "两项一起推进")
    sheet.book["填报"].merge_cells("D6:D7")
    read = read_fill_sheet(sheet.bytes(), "a.xlsx")
    assert read.remarks == ("“填报”表D6:D7的“本周进展”合并成了一格，内容只记在4-2，8-3按未填处理，请核对。",)


@pytest.mark.parametrize("row", [3, 20])
def test_people_typed_into_one_cell_are_told_apart(row: int) -> None:
    sheet = Filled(MADE)
    items = sheet.book["填报"]
    for column in range(1, 7):
        items.cell(3, column).value = None
    items.cell(row, 1).value = "填报人：李 四   审核人:王五，联系电话：0580-5081234"
    read = read_fill_sheet(sheet.bytes(), "a.xlsx")
    assert (read.filler, read.reviewer, read.phone) == ("李四", "王五", "0580-5081234")
    assert read.outside == ()
    assert differences(sheet.bytes()).strange == ()


def test_a_line_break_of_old_in_the_words_is_no_change_once_another_program_read_it() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "本周进展"])
    sheet.append(["4-2", "第一行_x000D_\n第二行"])
    carried.put_keys(sheet, 3, 1, [(2, 3, "item:4-2")])
    carried.carry(book, b"{}")
    written = io.BytesIO()
    book.save(written)
    again = _replaced(written.getvalue(), "_x000D_", "&#13;")
    assert again != written.getvalue()
    for content in (written.getvalue(), again):
        found = carried.read_carried(content, "a.xlsx")
        assert found is not None
        assert found.changed == ()


def _replaced(content: bytes, old: str, new: str) -> bytes:
    """The workbook with other words in its parts."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(again, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old.encode(), new.encode()))
    return again.getvalue()
