"""What the dialogs of the indicators ask and save: a target whole, and a plan curve with its presets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.services import (
    curves,
    history,
    indicator_points,
    indicator_targets,
    indicators,
    series,
    values,
)
from shengsi_desktop.services.curve_sheets import curve_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.indicators import Indicator
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def named(store: Store, name: str) -> Indicator:
    return next(one.indicator for one in indicators.standings(store) if one.indicator.name == name)


def test_fields_and_target_of_a_dialog_are_one_step_back(store: Store) -> None:
    port = named(store, "港口货物吞吐量")
    conditions = (Condition(Comparator.GE, Decimal("1.2"), "亿吨", None),)
    indicator_targets.save_indicator(
        store, port.id, {"source": " 县交通运输局 ", "baseline": Decimal("1.03")}, "1.2以上", conditions
    )
    now = named(store, "港口货物吞吐量")
    assert (now.source, now.baseline, now.target_words, now.conditions) == (
        "县交通运输局", Decimal("1.03"), "1.2以上", conditions,
    )  # fmt: skip
    history.undo(store)
    assert named(store, "港口货物吞吐量") == port
    indicator_targets.save_indicator(store, port.id, {"remark": "口径不变"})
    assert named(store, "港口货物吞吐量").conditions == port.conditions


def test_a_new_indicator_stands_last_and_needs_a_name(store: Store) -> None:
    with pytest.raises(Refusal, match="名称"):
        indicator_targets.save_indicator(store, None, {"name": " "}, "", ())
    indicator_targets.save_indicator(store, None, {"name": "海钓赛事", "unit": "场"}, "12", ())
    last = indicators.standings(store)[-1].indicator
    assert (last.name, last.ordinal, last.start, last.end) == ("海钓赛事", 28, 0, 0)


def test_the_sheet_of_an_indicator_holds_plan_values_and_what_presets_would_draw(
    store: Store, unit_id: str
) -> None:
    port = named(store, "港口货物吞吐量")
    indicator_points.set_point(store, port.id, "2023-01", value=Decimal("0.06"), planned=Decimal("0.05"))
    sheet = curve_sheet(store, port.id, unit_id)
    assert (sheet.name, sheet.unit, sheet.year, sheet.target) == (port.name, "亿吨", 2023, Decimal("1.116"))
    assert sheet.periods == tuple(f"2023-{month:02d}" for month in range(1, 13))
    assert dict(sheet.planned) == {"2023-01": Decimal("0.05")}
    assert dict(sheet.actual) == {"2023-01": Decimal("0.06")}
    assert set(sheet.presets) == {"直线", "季度台阶", "旅游季", "休渔期"}
    assert all(points[-1] == ("2023-12", Decimal("1.116")) for points in sheet.presets.values())
    care = curve_sheet(store, named(store, "托育服务供给").id, unit_id)
    assert (care.target, care.presets) == (None, {})
    assert "没有数值目标" in care.refusal


def test_the_sheet_of_a_deliverable_holds_what_my_unit_reported(
    store: Store, unit_id: str, week: Callable[[str], Week]
) -> None:
    one = next(one.indicator for one in series.deliverable_series(store, unit_id, week("2023-W30")))
    values.set_value(store, one.id, unit_id, week("2023-W30"), value=Decimal(14))
    curves.set_curve(store, one.id, {"2023-06": Decimal(12)})
    sheet = curve_sheet(store, one.id, unit_id)
    assert (sheet.name, sheet.unit, sheet.target_words) == (one.name, one.unit, one.target_words)
    assert dict(sheet.actual) == {"2023-07": Decimal(14)}
    assert dict(sheet.planned) == {"2023-06": Decimal(12)}
    with pytest.raises(Refusal, match="已不在"):
        curve_sheet(store, "没有", unit_id)
