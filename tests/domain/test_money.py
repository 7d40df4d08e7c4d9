"""Sums of money: never added across units, and written as they are worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain import money
from shengsi_desktop.domain.money import WAN, YI, Money

SUMS = st.decimals(min_value=0, max_value=10**8, places=4, allow_nan=False, allow_infinity=False)


def test_sums_of_different_units_come_together_in_ten_thousands() -> None:
    both = Money.of(Decimal("1.2"), YI) + Money.of(Decimal(3000), WAN)
    assert money.words(both, WAN) == "15000万元"
    assert money.words(both, YI) == "1.5亿元"
    assert money.total([both, None, Money.of(Decimal("0.5"), YI)]) == Money(Decimal(20000))
    assert money.total([None, None]) is None
    assert Money.of(Decimal(20), "百万元").in_unit(YI) == Decimal("0.2")
    with pytest.raises(ValueError, match="%"):
        Money.of(Decimal(1), "%")
    assert money.money_in(Decimal(1), "%") is None
    assert money.money_in(None, WAN) is None


@given(SUMS, st.sampled_from((WAN, YI)))
def test_a_sum_comes_back_as_it_was_typed(value: Decimal, unit: str) -> None:
    assert Money.of(value, unit).in_unit(unit) == value
    assert Money.of(Money.of(value, WAN).in_unit(YI), YI) == Money.of(value, WAN)


def test_a_sum_is_rounded_half_up_to_what_its_unit_is_written_with() -> None:
    assert money.figure(Money(Decimal("12345.5")), YI) == "1.2346"
    assert money.figure(Money(Decimal("30.005")), WAN) == "30.01"
    assert money.figure(Money(Decimal(30)), YI) == "0.003"
    assert money.figure(Money(Decimal(0)), YI) == "0"
    assert money.figure(None, YI) == ""
    column = [Money(Decimal(12000)), Money(Decimal(12345)), None]
    assert money.places(column, YI) == 4
    assert money.places(column, WAN) == 0
    assert [money.figure(one, YI, 4) for one in column] == ["1.2000", "1.2345", ""]


def test_a_share_of_nothing_is_not_known() -> None:
    assert money.share_of(Money(Decimal(21)), Money(Decimal(50))) == 42
    assert money.share_of(Money(Decimal(21)), Money(Decimal(0))) is None
    assert money.share_of(None, Money(Decimal(1))) is None
