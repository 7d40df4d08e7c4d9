"""Where words stand so that they cover nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.charts.canvas import Box
from shengsi_desktop.charts.measure import shortened, width, wrapped
from shengsi_desktop.charts.placing import Ink, overlap, spread
from tests.charts.conftest import FAMILY

WISHES = st.lists(st.floats(-50, 250), min_size=1, max_size=12)


@settings(max_examples=60)
@given(WISHES)
def test_heights_keep_apart_in_the_order_of_their_wishes_and_inside(wishes: list[float]) -> None:
    found = spread(wishes, 12.0, 0.0, 200.0)
    ordered = [height for _, height in sorted(zip(wishes, found, strict=True))]
    assert all(upper - lower >= 12 - 1e-6 for lower, upper in pairwise(sorted(found)))
    assert ordered == sorted(ordered)
    assert min(found) >= 6 - 1e-6
    assert max(found) <= 194 + 1e-6


def test_a_height_with_room_around_it_stays_where_it_wants_to_be() -> None:
    assert spread([100.0, 30.0], 12.0, 0.0, 200.0) == [100.0, 30.0]
    assert spread([100.0, 100.0], 12.0, 0.0, 200.0) == pytest.approx([94, 106])


def test_the_first_place_that_covers_nothing_is_taken() -> None:
    ink = Ink()
    ink.add_line([(0, 10), (100, 10)])
    ink.add_words(Box(0, 40, 50, 10))
    over_line, over_words, free = Box(20, 5, 30, 10), Box(20, 45, 30, 10), Box(20, 70, 30, 10)
    whole = Box(0, 0, 100, 100)
    assert ink.best([over_line, over_words, free], whole) == free
    assert ink.best([over_words, over_line], whole) == over_line
    assert ink.best([Box(90, 70, 30, 10), over_line], whole) == over_line


def test_a_place_farther_off_is_taken_only_for_what_it_spares() -> None:
    ink = Ink()
    ink.add_line([(0, 10), (100, 10)])
    near, far = Box(20, 5, 30, 10), Box(20, 70, 30, 10)
    assert ink.best([near, far], Box(0, 0, 100, 100), [0.0, 100.0]) == near
    assert ink.best([near, far], Box(0, 0, 100, 100), [0.0, 2.0]) == far


def test_a_gap_in_a_line_covers_nothing() -> None:
    ink = Ink()
    ink.add_line([(0, 10), (float("nan"), float("nan")), (100, 10)])
    ink.add_line([])
    assert ink.under(Box(40, 5, 20, 10)) == 0


def test_boxes_that_only_touch_do_not_overlap() -> None:
    assert overlap(Box(0, 0, 10, 10), Box(5, 5, 10, 10))
    assert not overlap(Box(0, 0, 10, 10), Box(10, 0, 10, 10))


def test_words_are_as_wide_as_their_signs() -> None:
    assert width("港口货物", 10, FAMILY) == pytest.approx(40, abs=0.2)
    assert width("\U0002f9f4", 10, FAMILY) == pytest.approx(10, abs=0.2)


def test_too_long_words_end_in_dots_and_fit() -> None:
    assert shortened("港口货物吞吐量", 10, 45, FAMILY) == "港口货…"
    assert shortened("港口", 10, 45, FAMILY) == "港口"


def test_wrapped_words_begin_no_line_with_a_stop() -> None:
    assert wrapped("一二三四，五六", 10, 40, FAMILY) == ["一二三", "四，五六"]
    assert wrapped("", 10, 40, FAMILY) == []


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("收入20-60万元比例", 60, ["收入", "20-60万元", "比例"]),
        ("1—6月0.56亿吨（100%）", 62, ["1—6月", "0.56亿吨", "（100%）"]),
        ("一二三四五", 40, ["一二三", "四五"]),
        ("占GDP比重", 25, ["占", "GDP", "比重"]),
        ("县域“1小时交通圈”", 40, ["县域", "“1小时", "交通圈”"]),
        ("1234567", 25, ["1234", "567"]),
    ],
    ids=["a range with its unit", "brackets", "one sign alone", "letters", "quotes", "wider than a line"],
)
def test_wrapped_words_part_no_number_from_its_unit(text: str, room: float, lines: list[str]) -> None:
    assert wrapped(text, 10, room, FAMILY) == lines


def test_shortened_words_end_in_no_part_of_a_number() -> None:
    assert shortened("家庭收入20-60万元比例", 10, 75, FAMILY) == "家庭收入…"
    assert shortened("1234567", 10, 35, FAMILY) == "1234…"
