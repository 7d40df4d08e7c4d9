"""Numbers as people type and paste them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain.money import Money
from shengsi_desktop.rhythm.typed_numbers import parse_money, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14", "14"),
        (" 12.5% ", "12.5"),
        ("１２.５％", "12.5"),
        ("1,234.5", "1234.5"),
        ("１，０３５", "1035"),
        ("-0.3", "-0.3"),
        ("+7", "7"),
        ("0.00", "0.00"),
    ],
)
def test_a_number_is_read_in_any_width(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


def test_a_sum_may_say_its_unit() -> None:
    said = {
        "12000": "12000", "1.5亿元": "15000", "１．５亿": "15000", "5,000万元": "5000", "5000万": "5000",
        "300000元": "30",
    }  # fmt: skip
    assert [parse_money(text, "万元") for text in said] == [Money(Decimal(wan)) for wan in said.values()]
    assert parse_money("1.2", "亿元") == Money(Decimal(12000))
    assert [parse_money(text, "万元") for text in ("", "约1亿", "3个", "1亿2000万")] == [None] * 4


@pytest.mark.parametrize(
    "text",
    ["", "  ", "—", "-", ".", "14个", "67亿元", "NaN", "Infinity", "1e5", "1.2.3", "--1", "9" * 25, "%"],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4))
def test_every_figure_reads_as_itself(number: Decimal) -> None:
    assert parse_number(format(number, "f")) == number


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    found = parse_number(text)
    assert found is None or found.is_finite()
