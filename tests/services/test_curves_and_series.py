"""Plan curves of indicators and deliverables, and deliverables shown as series."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light
from shengsi_desktop.rhythm.curves import CurveKind
from shengsi_desktop.services import curves, indicators, projects, reporting, series, values
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Deliverable, IndicatorPoint, PlanPoint, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def test_the_curve_of_an_indicator_is_its_planned_values(store: Store) -> None:
    port = curves.find_target(store, "港口货物吞吐量")
    assert (port.unit, port.year) == ("亿吨", 2023)
    curves.apply_preset(store, port.id, CurveKind.STRAIGHT)
    assert store.undo_name() == "按直线生成计划曲线"
    drawn = curves.curve_of(store, port.id)
    assert (drawn[0], drawn[-1]) == (("2023-01", Decimal("0.093")), ("2023-12", Decimal("1.116")))
    curves.set_curve(store, port.id, {"2023-1": Decimal("0.05"), "2023-02": None})
    assert curves.curve_of(store, port.id)[:2] == (
        ("2023-01", Decimal("0.05")),
        ("2023-03", Decimal("0.279")),
    )
    indicators.set_point(store, port.id, "2023-03", value=Decimal("0.279"))
    assert "计划0.279（100%）" in indicators.standings(store)[5].reading.reason
    curves.apply_preset(store, port.id, CurveKind.QUARTERS)
    assert len(curves.curve_of(store, port.id)) == 12
    with store.reading() as session:
        kept = session.exec(alive(IndicatorPoint).where(IndicatorPoint.period == "2023-03")).one()
    assert (kept.value, kept.planned) == ("0.279", "0.279")


def test_a_level_is_drawn_from_last_years_result_by_the_indicators_own_cadence(store: Store) -> None:
    care = curves.find_target(store, "县域就诊率")
    indicators.edit_indicator(store, care.id, baseline=Decimal("84.6"), cadence="quarter")
    curves.apply_preset(store, care.id, CurveKind.STRAIGHT)
    assert curves.curve_of(store, care.id) == (
        ("2023-03", Decimal("84.9")),
        ("2023-06", Decimal("85.2")),
        ("2023-09", Decimal("85.5")),
        ("2023-12", Decimal("85.8")),
    )
    jobs = curves.find_target(store, "新增就业岗位")
    curves.apply_preset(store, jobs.id, CurveKind.TOURISM)
    assert all(value == value.to_integral_value() for _, value in curves.curve_of(store, jobs.id))
    with pytest.raises(Refusal, match="没有数值目标"):
        curves.apply_preset(store, curves.find_target(store, "托育服务供给").id, CurveKind.STRAIGHT)
    with pytest.raises(Refusal, match="已不在"):
        curves.curve_of(store, "none")


def test_a_deliverable_has_a_curve_and_months_made_of_its_weeks(
    store: Store, unit_id: str, item: Callable[[str], str], week: Callable[[str], Week]
) -> None:
    # 2023-W05 ends on 5 February, but its Thursday is the 2nd; W04 belongs to January
    for name, value in (("2023-W03", "2"), ("2023-W04", "3"), ("2023-W05", "4"), ("2023-W26", "14")):
        form = reporting.report_form(store, item("4-2"), unit_id, week(name))
        number = next(
            one.deliverable.number for one in form.standing.deliverables if "微改造" in one.deliverable.name
        )
        reporting.report_once(
            store, item("4-2"), unit_id, week(name), words={"progress": "在办"}, values={number: value}
        )
    target = curves.find_target(store, number)
    curves.set_curve(store, target.id, {"2023-06": Decimal(20), "2023-12": Decimal(30)})
    found = series.deliverable_series(store, unit_id, week("2023-W27"))
    one = next(one for one in found if one.indicator.id == target.id)
    assert [(point.period, point.value, point.planned) for point in one.points] == [
        ("2023-01", 3, None),
        ("2023-02", 4, None),
        ("2023-06", 14, 20),
        ("2023-12", None, 30),
    ]
    assert (one.indicator.item_id, one.indicator.unit, one.indicator.target_words) == (
        item("4-2"),
        "个",
        "30",
    )
    assert one.indicator.category.startswith("4-2 ")
    assert (one.reading.light, "计划序时" in one.reading.reason) == (Light.YELLOW, True)
    assert [each.indicator.ordinal for each in found] == list(range(1, len(found) + 1))
    before = series.deliverable_series(store, unit_id, week("2023-W05"))
    assert next(each for each in before if each.indicator.id == target.id).latest.period == "2023-02"


def test_a_deliverables_curve_is_drawn_to_its_due_day_and_drawn_again(store: Store) -> None:
    with store.command("改时限") as command:
        row = next(
            one
            for one in command.session.exec(alive(Deliverable)).all()
            if one.kind == "quantity" and one.target == "30" and "微改造" in one.name
        )
        row.due = "2024-02-09"
        number = row.number
    target = curves.find_target(store, number)
    curves.set_curve(store, target.id, {"2023-05": Decimal(1), "2024-05": Decimal(31)})
    curves.apply_preset(store, target.id, CurveKind.STRAIGHT)
    drawn = curves.curve_of(store, target.id)
    assert (len(drawn), drawn[0], drawn[-2]) == (15, ("2023-01", Decimal(2)), ("2024-02", Decimal(30)))
    curves.set_curve(store, target.id, {"2024-05": None})
    with store.reading() as session:
        assert len(session.exec(alive(PlanPoint)).all()) == 14
    with pytest.raises(Refusal, match="不小于0"):
        curves.set_curve(store, target.id, {"2023-05": Decimal(-1)})
    milestone = curves.find_target(store, "4-2.2")
    with pytest.raises(Refusal, match="没有数值目标"):
        curves.apply_preset(store, milestone.id, CurveKind.STRAIGHT)


def test_series_of_one_name_are_told_apart_and_carry_the_schedule_of_their_light(
    store: Store, unit_id: str, week: Callable[[str], Week]
) -> None:
    with store.reading() as session:
        unit = session.get(Unit, unit_id)
        assert unit is not None
        name = unit.name
    for project in ("滨海驿站改造", "海岛艺术中心及周边公共空间整体提升"):
        projects.add_project(store, project, lead=name, year_plan=Money(Decimal(5000)))
    found = series.deliverable_series(store, unit_id, week("2023-W30"))
    names = [one.indicator.name for one in found]
    assert len(set(names)) == len(names)
    assert "项目1 滨海驿站改造：年度投资" in names
    assert "项目2 海岛艺术中心及周边公共空…：年度投资" in names
    one = found[names.index("项目1 滨海驿站改造：年度投资")]
    values.set_value(store, one.indicator.id, unit_id, week("2023-W26"), value=Decimal(2000))
    later = series.deliverable_series(store, unit_id, week("2023-W30"))
    read = next(each for each in later if each.indicator.id == one.indicator.id)
    assert read.latest is not None
    assert (read.latest.period, str(read.schedule)) == ("2023-06", "57.8")
    assert f"序时{read.schedule}%" in read.reading.reason
