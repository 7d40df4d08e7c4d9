"""Text wraps as a spreadsheet would, and no row is lower than its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.sheets import heights
from shengsi_desktop.sheets.page_breaks import first_rows

_CHINESE = st.text(alphabet="渔旅融合，。（）“”ab12% \n0580-5080000项目", max_size=200)


@given(_CHINESE, st.floats(min_value=3, max_value=40))
def test_no_character_is_lost_when_text_wraps(words: str, ems: float) -> None:
    assert "".join(heights.wrap(words, ems)) == words


@given(_CHINESE, st.floats(min_value=3, max_value=40))
def test_no_line_is_wider_than_its_cell(words: str, ems: float) -> None:
    for line in heights.wrap(words, ems):
        assert heights.text_ems(line.rstrip(" \n")) <= ems + 1e-9


def test_a_chinese_character_counts_as_two_latin_ones_or_nearly() -> None:
    assert heights.text_ems("嵊泗") == 2
    assert 1 <= heights.text_ems("ab") <= 1.2


def test_no_line_begins_with_a_comma() -> None:
    assert all(not line.startswith("，") for line in heights.wrap("一二三四，五六七八，九十", 4))


def test_a_phone_number_stays_in_one_line_where_it_fits() -> None:
    assert heights.wrap("王科长电话0580-5080000", 8) == ["王科长电话", "0580-5080000"]


def test_each_typed_line_takes_a_line_of_its_own() -> None:
    assert heights.line_count("一\n二\n\n三", 40, 12) == 4


def test_thirty_lines_are_cut_into_rows_that_a_workbook_can_hold() -> None:
    words = "\n".join(f"第{n}行" for n in range(30))

    pieces = heights.pieces(words, 40, 12)

    assert "\n".join(pieces) == words
    assert len(pieces) == 2
    assert all(heights.height_of(piece.count("\n") + 1, 12) <= heights.TALLEST for piece in pieces)


def test_the_column_with_the_long_text_gets_the_room() -> None:
    widths = heights.fit_widths([8, 8], [60, 60], [["短", "很长的进展" * 30]], 60, 12)

    assert widths[1] > 40
    assert sum(widths) <= 61


def test_typed_line_breaks_are_no_reason_to_widen_a_column() -> None:
    widths = heights.fit_widths([8, 8], [60, 60], [["行\n" * 40, "很长的进展" * 30]], 60, 12)

    assert widths[0] < 30
    assert sum(widths) <= 61


def test_columns_fill_the_page_even_where_no_text_needs_it() -> None:
    assert sum(heights.fit_widths([8, 8], [20, 20], [["短", "短"]], 130, 12)) >= 129.9


def test_columns_outgrow_the_page_rather_than_a_row_its_height() -> None:
    widths = heights.fit_widths([8, 8], [20, 20], [["短", "进展" * 150]], 28, 12)

    assert sum(widths) > 28
    assert heights.line_count("进展" * 150, widths[1], 12) <= heights.most_lines(12)


def test_a_number_has_the_width_to_show_in_one_line() -> None:
    width = heights.width_for("突破143亿元", 12)

    assert heights.line_count("突破143亿元", width, 12) == 1
    assert heights.line_count("突破143亿元", width - 1, 12) > 1


def test_no_heading_ends_a_page_and_no_row_stands_alone_on_the_last_one() -> None:
    rows = [20.0] * 11
    assert first_rows(rows, (), room=100, repeated=20) == [6, 9]
    # the sixth row would begin the second page, but the fifth is its heading
    assert first_rows(rows, (5,), room=100, repeated=20) == [5, 9]
    # one row alone on the last page takes two more with it
    assert first_rows([20.0] * 6, (), room=100, repeated=20) == [4]
    assert first_rows([20.0] * 5, (), room=100, repeated=20) == []
    # remark, gap and foot under the head again would be a page without a row of the table: two rows go with them
    assert first_rows([20.0] * 9, (), room=120, repeated=20, foot=3) == [5]
    assert first_rows([20.0] * 9, (), room=120, repeated=20) == [7]


def test_rows_that_belong_together_go_to_the_next_page_together() -> None:
    # the fourth and fifth row belong to the third: they have no room on the first page
    assert first_rows([20.0] * 8, (), room=90, repeated=20, joined=(4, 5)) == [3, 6]
    # with the heading above them
    assert first_rows([20.0] * 7, (2,), room=90, repeated=20, joined=(4, 5)) == [2, 5]
    # what is longer than a page ends one between its rows
    assert first_rows([20.0] * 8, (), room=90, repeated=20, joined=(2, 3, 4, 5, 6, 7)) == [5, 8]
