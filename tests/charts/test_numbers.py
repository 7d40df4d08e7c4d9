"""Numbers of a figure as an office writes them."""

from __future__ import annotations

import pytest

from shengsi_desktop.charts.numbers import (
    Scale,
    decimals_of,
    fixed,
    in_scale,
    plain,
    scale_for,
    shared_unit,
    times,
)


@pytest.mark.parametrize(
    ("largest", "unit", "expected"),
    [
        (858, "个", Scale(1.0, "个")),
        (9_999, "人", Scale(1.0, "人")),
        (10_000, "人", Scale(1e4, "万人")),
        (55_000_000, "元", Scale(1e4, "万元")),
        (1.2e8, "元", Scale(1e8, "亿元")),
        (5_500, "万元", Scale(1.0, "万元")),
        (120_000, "万元", Scale(1e4, "亿元")),
        (14_300, "亿元", Scale(1.0, "亿元")),
        (12_000, "%", Scale(1.0, "%")),
        (9.9e12, "元", Scale(1e12, "万亿元")),
        (3e8, "万元", Scale(1e8, "万亿元")),
        (1_260_000, "亿元", Scale(1e4, "万亿元")),
    ],
)
def test_a_unit_grows_with_its_numbers_but_never_twice(largest: float, unit: str, expected: Scale) -> None:
    assert scale_for(largest, unit) == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.116, "1.116"),
        (66.0, "66"),
        (0.56, "0.56"),
        (0.0, "0"),
        (-0.00001, "0"),
        (-3.5, "−3.5"),
        (100_000, "100000"),
    ],
)
def test_a_number_has_no_noughts_at_its_end_and_no_exponent(value: float, text: str) -> None:
    assert plain(value) == text


def test_a_value_is_shown_in_the_scale_of_its_figure() -> None:
    assert scale_for(55_000_000, "元").shown(23_456_000) == "2345.6"


def test_numbers_of_one_axis_have_as_many_decimals() -> None:
    assert [fixed(value, 2) for value in (0.5, 1.0, -0.25, -0.001)] == ["0.50", "1.00", "−0.25", "0.00"]
    assert [decimals_of(value) for value in (12.0, 0.9, 1.01, 1.00004)] == [0, 1, 2, 0]


def test_units_of_one_kind_share_an_axis() -> None:
    assert shared_unit(["亿元", "万元"]) == "万元"
    assert shared_unit(["%", "%"]) == "%"
    assert shared_unit(["亿元", "亿吨"]) is None
    assert shared_unit([]) is None
    assert times("亿元", "万元") == 10_000


@pytest.mark.parametrize(
    ("words", "unit", "scale", "said"),
    [
        ("突破1430000万元", "万元", Scale(1e4, "亿元"), "突破143亿元"),
        ("达到5500万元", "元", Scale(1e4, "万元"), "达到5500万元"),
        ("达到0.55亿元，高于上年", "元", Scale(1e4, "万元"), "达到5500万元，高于上年"),
        ("超123456789012千瓦时", "千瓦时", Scale(1e8, "亿千瓦时"), "超1234.5679亿千瓦时"),
        ("2%—3%之间", "%", Scale(1.0, "%"), "2%—3%之间"),
        ("1.5以内", "", Scale(1.0, ""), "1.5以内"),
        ("全省前3位", "位", Scale(1.0, "位"), "全省前3位"),
    ],
)
def test_the_words_of_a_target_follow_the_unit_of_the_axis(
    words: str, unit: str, scale: Scale, said: str
) -> None:
    assert in_scale(words, unit, scale) == said


def test_all_numbers_of_a_figure_have_as_many_decimals_and_no_more_than_they_tell() -> None:
    wan = Scale(1e4, "万元").even([4_300_000, 31_234_567, 38_999_999, None])
    assert [wan.shown(one) for one in (4_300_000, 38_999_999)] == ["430.0", "3900.0"]
    assert Scale(1.0, "亿吨").even([0.5, 0.56]).shown(0.5) == "0.50"
    assert Scale(1.0, "亿吨").even([]).exact(1.116) == "1.116"
