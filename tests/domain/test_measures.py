"""Units: sizes of one measure are converted exactly, other measures never."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop.domain.measures import converted, same_size


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "there"),
    [
        ("1430000", "万元", "亿元", "143"),
        ("1.5", "亿元", "元", "150000000"),
        ("11160", "万吨", "亿吨", "1.116"),
        ("2500", "人", "万人", "0.25"),
        ("1.2", "万个", "个", "12000"),
        ("5", "‰", "%", "0.5"),
        ("2", "亿千瓦时", "万千瓦时", "20000"),
        ("3", "公里", "米", "3000"),
        ("2", "万亿元", "亿元", "20000"),
        ("1.50", "％", "个百分点", "1.50"),
    ],
)
def test_a_figure_goes_over_into_another_size_of_its_measure(
    value: str, unit: str, wanted: str, there: str
) -> None:
    assert str(converted(Decimal(value), unit, wanted)) == there


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [("亿元", "亿吨"), ("人", "人次"), ("", "亿元"), ("亿元", ""), ("位", "人"), ("亿", "亿元")],
)
def test_another_measure_is_no_size_of_it(unit: str, wanted: str) -> None:
    assert converted(Decimal(1), unit, wanted) is None


def test_words_for_one_thing_are_one_size() -> None:
    assert same_size("名", "人")
    assert same_size("家", "个")
    assert same_size("", "")
    assert not same_size("万元", "亿元")
