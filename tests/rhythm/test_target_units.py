"""The words of a target in another size of its unit: the level alone is converted, whatever else has its figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.target_units import resized


@pytest.mark.parametrize(
    ("words", "level", "held", "unit", "said"),
    [
        ("突破143", "143", "亿元", "万元", "突破1430000"),
        ("10左右，增长10%", "10", "亿元", "万元", "100000左右，增长10%"),
        ("到2025年达到2025亿元", "2025", "亿元", "万元", "到2025年达到20250000"),
        ("5以上，其中国家级5项", "5", "亿元", "万元", "50000以上，其中国家级5项"),
    ],
)
def test_only_the_level_of_a_target_is_said_in_the_other_unit(
    words: str, level: str, held: str, unit: str, said: str
) -> None:
    conditions = (Condition(Comparator.GE, Decimal(level), held, None),)
    moved, shown = resized(conditions, words, held, unit)
    assert shown == said
    assert moved[0].value == Decimal(level).scaleb(4)
