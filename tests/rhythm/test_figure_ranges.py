"""A rate beyond 0–100 is asked about before it is taken in."""

from __future__ import annotations

from shengsi_desktop.domain.fill_sheets import CellDifference, CellVerdict, FillRow, RowKind
from shengsi_desktop.rhythm.figure_ranges import beyond


def cell(value: str, unit: str) -> CellDifference:
    row = FillRow(RowKind.FIGURE, "key", "15-2.5", {}, unit=unit)
    return CellDifference(
        "key", row, "value", "15-2.5", "覆盖率", "本周值", CellVerdict.FILLED, "", value, "", value
    )


def test_rates_beyond_are_named_and_counts_are_not() -> None:
    told = beyond([cell("900", "%"), cell("-1", "%"), cell("100", "%"), cell("900", "个"), cell("", "%")])
    assert told == ["15-2.5填了900%，超出0–100，请核对口径。", "15-2.5填了-1%，超出0–100，请核对口径。"]
