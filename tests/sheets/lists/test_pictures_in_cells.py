"""A picture that WPS keeps in a cell is no word, and is told instead of passed over."""

from __future__ import annotations

from shengsi_desktop.sheets.lists.cells import EMPTY, raw_text


def test_a_picture_in_a_cell_is_told() -> None:
    for said in ('=DISPIMG("ID_1",1)', '=_xlfn.DISPIMG("ID_1",1)', '=dispimg("ID_1",1)'):
        cell = raw_text(said)
        assert cell.text == ""
        assert "有图片，没有收入" in cell.fault
    assert raw_text("　") is EMPTY
