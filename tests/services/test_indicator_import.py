"""Values of indicators from an office's workbook: what would change is shown cell by cell, and stored when asked."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import exporting, indicator_import, indicators

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shengsi_desktop.domain.indicators import IndicatorPoint
    from shengsi_desktop.domain.point_import import PointPreview
    from shengsi_desktop.store.sessions import Store


def table(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def look(store: Store, *rows: Sequence[Any], name: str = "月度数据.xlsx", **more: Any) -> PointPreview:
    return indicator_import.preview(store, table(*rows), name, **more)


def told(preview: PointPreview) -> list[tuple[str, str, str, str]]:
    return [(one.indicator, one.what, one.before, one.after) for one in preview.changes]


def point(store: Store, place: int, period: str) -> IndicatorPoint:
    return next(one for one in indicators.standings(store)[place].points if one.period == period)


def test_months_across_are_set_against_what_stands_there(store: Store) -> None:
    gdp = indicators.standings(store)[2].indicator.id
    indicators.set_point(store, gdp, "2023-01", value=Decimal("11.20"))
    indicators.set_point(store, gdp, "2023-02", value=Decimal(21))
    preview = look(
        store,
        ("2023年主要指标月度完成情况",),
        ("序号", "指标名称", "计量单位", "1月", "2月", "3月", "一季度计划", "4月"),
        (3, "地区生产总值（亿元）", "亿元", 11.2, "21.5", "３３.1亿元", 33, "未发布"),
        (6, "港口货物吞吐量", "万吨", 600, "", "—", "", ""),
        ("", "全县人口", "人", 1, 2, 3, "", ""),
        (12, "县域就诊率", "人", 85.1, "", "", "", ""),
        (7, "旅游总收入增幅", "%", 9.1, "较快", "", "", ""),
    )
    assert told(preview) == [
        ("3 地区生产总值", "2023年2月 实际", "21亿元", "21.5亿元"),
        ("3 地区生产总值", "2023年3月 实际", "", "33.1亿元"),
        ("3 地区生产总值", "2023年3月 计划", "", "33亿元"),
        ("6 港口货物吞吐量", "2023年1月 实际", "", "0.06亿吨"),
        ("7 旅游总收入增速", "2023年1月 实际", "", "9.1%"),
    ]
    assert preview.same == 1
    assert preview.problems == (
        "第5行：没有名为“全县人口”的指标，这一行不导入。",
        "第6行“县域就诊率”：“85.1”的单位是人，指标的单位是%，没有导入，请改后再导入。",
        "第7行：2月：“较快”读不出数值，这一格不导入。",
    )
    indicator_import.take_in(store, preview)
    assert store.undo_name() == f"导入指标数据{len(preview.taken)}格"
    assert (point(store, 2, "2023-03").value, point(store, 2, "2023-03").planned) == (Decimal("33.1"), 33)
    again = look(store, ("指标", "1月", "2月"), ("地区生产总值", 11.2, 21.5))
    assert (again.changes, again.same) == ((), 2)
    with pytest.raises(Refusal, match="没有要存入"):
        indicator_import.take_in(store, again)


def test_a_table_of_one_period_says_it_in_its_title_a_column_or_is_told(store: Store) -> None:
    head = ("序号", "指标", "本期值", "全省平均", "全省位次", "数据时点")
    preview = look(
        store,
        ("2023年1-6月指标进度",),
        head,
        (1, "地区生产总值增速", 8.2, 6.8, "第3位", ""),
        (8, "渔业增加值增速", 4.1, "", "", "2023年5月"),
    )
    assert [(one.what, one.after) for one in preview.changes] == [
        ("2023年6月 实际", "8.2%"),
        ("2023年6月 全省平均", "6.8%"),
        ("2023年6月 全省位次", "第3位"),
        ("2023年5月 实际", "4.1%"),
    ]
    untold = (("指标", "本期值"), ("地区生产总值", 66.2))
    nowhere = look(store, *untold)
    assert (nowhere.changes, "请选定数据时点" in nowhere.problems[0]) == ((), True)
    assert told(look(store, *untold, period="2023-Q2")) == [
        ("3 地区生产总值", "2023年6月 实际", "", "66.2亿元")
    ]
    assert told(look(store, *untold, name="2023年上半年.xlsx"))[0][1] == "2023年6月 实际"


def test_rows_by_series_are_read_as_the_entry_grid_has_them(store: Store) -> None:
    preview = look(
        store,
        ("指标", "系列", "1月", "2月"),
        ("地区生产总值", "计划", 11, 22),
        ("地区生产总值", "实际", 11.2, ""),
        ("地区生产总值", "全省平均", "", 7),
        ("地区生产总值", "实际", 12, ""),
    )
    assert [(one.what, one.after) for one in preview.changes] == [
        ("2023年1月 计划", "11亿元"),
        ("2023年2月 计划", "22亿元"),
        ("2023年1月 实际", "11.2亿元"),
        ("2023年2月 全省平均", "7亿元"),
    ]
    assert preview.problems == ("第5行“地区生产总值”：2023年1月的实际与第3行的不同，以前面的为准。",)


def test_a_final_figure_gives_way_to_a_quick_one_only_when_a_person_says_so(store: Store) -> None:
    gdp = indicators.standings(store)[2].indicator.id
    indicators.set_point(store, gdp, "2023-06", value=Decimal("66.2"), status=PointStatus.FINAL)
    rows = (("指标", "5月", "6月（快报）"), ("地区生产总值", 55.2, 66.4))
    preview = look(store, *rows)
    kept, doubtful = preview.changes
    assert (kept.taken, doubtful.taken) == (True, False)
    assert (doubtful.before, doubtful.after) == ("66.2亿元（核定数）", "66.4亿元（快报数）")
    assert doubtful.warning == "原来是核定数，这是快报数。"
    indicator_import.take_in(store, preview)
    assert point(store, 2, "2023-06").value == Decimal("66.2")
    indicator_import.take_in(store, look(store, *rows).choosing({0}))
    assert (point(store, 2, "2023-06").value, point(store, 2, "2023-06").status) == (
        Decimal("66.4"),
        PointStatus.PRELIMINARY,
    )
    (final,) = look(store, ("指标", "单位", "6月（核定数）"), ("地区生产总值", "亿元", 66.4)).changes
    assert (final.after, final.taken) == ("66.4亿元（核定数）", True)


def test_our_own_workbook_of_a_week_gives_back_what_it_shows(
    store: Store, unit_id: str, week: Any, tmp_path: Path
) -> None:
    gdp = indicators.standings(store)[2].indicator.id
    for month, value in ((1, "11.2"), (2, "21.5"), (6, "66.2")):
        indicators.set_point(store, gdp, f"2023-{month:02d}", value=Decimal(value))
    content = exporting.export_week(store, unit_id, week("2023-W30"), tmp_path / "周会商表.xlsx").read_bytes()
    preview = indicator_import.preview(store, content, "周会商表.xlsx")
    assert (preview.changes, preview.same, preview.problems) == ((), 3, ())
    indicators.set_point(store, gdp, "2023-02", value=Decimal(20))
    assert told(indicator_import.preview(store, content, "周会商表.xlsx")) == [
        ("3 地区生产总值", "2023年2月 实际", "20亿元", "21.5亿元")
    ]


def test_a_name_that_is_only_alike_is_asked_about(store: Store) -> None:
    (change,) = look(store, ("指标", "单位", "1月"), ("城镇居民人均可支配收入增速", "%", 8.1)).changes
    assert (change.indicator, change.taken) == ("18 城镇常住居民人均可支配收入增速", False)
    assert change.warning == "表中写作“城镇居民人均可支配收入增速”，请核对。"


def test_a_file_that_is_no_table_is_refused_in_words(store: Store) -> None:
    with pytest.raises(Refusal, match="文件"):
        indicator_import.preview(store, b"%PDF-1.4", "月报.pdf")


def test_a_level_is_never_taken_for_a_growth_rate(store: Store) -> None:
    preview = look(
        store,
        ("2023年6月指标",),
        ("序号", "指标", "单位", "本期值"),
        (7, "旅游总收入", "", 125.4),
        (8, "渔业增加值", "", 20.1),
        (7, "旅游总收入（增幅）", "", 9.1),
        ("", f"全县{'很长' * 20}的名称", "", 1),
    )
    assert [(one.after, one.taken, one.warning) for one in preview.changes] == [
        ("9.1%", False, "表中写作“旅游总收入（增幅）”，请核对。")
    ]
    assert preview.problems[0] == "第3行：没有名为“旅游总收入”的指标，这一行不导入。"
    assert all(one.endswith("。") for one in preview.problems)
    assert "…”的指标" in preview.problems[2]


def test_a_figure_without_its_unit_is_asked_about_where_its_size_is_doubtful(store: Store) -> None:
    head = ("序号", "指标", "2023年6月")
    (gdp,) = look(store, head, (3, "地区生产总值", 662000)).changes
    assert (gdp.after, gdp.taken) == ("662000亿元", False)
    assert gdp.warning == "表中没有写单位，按亿元读入，与已有数值或目标相差悬殊，请核对。"
    (plausible,) = look(store, head, (3, "地区生产总值", 66.2)).changes
    assert plausible.taken
    (said,) = look(store, ("序号", "指标", "单位", "2023年6月"), (3, "地区生产总值", "万元", 662000)).changes
    assert (said.after, said.taken) == ("66.2亿元", True)
    (fraction,) = look(
        store, ("序号", "指标", "单位", "2023年6月"), (22, "常住人口城镇化率", "%", 0.667)
    ).changes
    assert (fraction.taken, fraction.warning) == (False, "0.667可能是小数，按0.667%读入，请核对。")


def test_a_preview_that_has_grown_old_is_refused_and_a_mark_goes_with_its_figure(store: Store) -> None:
    gdp = indicators.standings(store)[2].indicator.id
    preview = look(store, ("序号", "指标", "单位", "2023年6月"), (3, "地区生产总值", "亿元", 66))
    indicators.set_point(store, gdp, "2023-06", value=Decimal("66.21"), status=PointStatus.FINAL)
    with pytest.raises(
        Refusal, match=r"在预览之后改过，现为66.21亿元（核定数）（预览时为空），一格都没有存入"
    ):
        indicator_import.take_in(store, preview)
    assert point(store, 2, "2023-06").value == Decimal("66.21")
    indicators.set_point(store, gdp, "2023-06", value=Decimal("66.210"))
    assert point(store, 2, "2023-06").status is PointStatus.FINAL
    indicators.set_point(store, gdp, "2023-06", value=Decimal(67))
    assert point(store, 2, "2023-06").status is PointStatus.UNSAID
    indicators.set_point(store, gdp, "2023-06", status=PointStatus.FINAL)
    indicators.set_point(store, gdp, "2023-06", value=None)
    indicators.set_point(store, gdp, "2023-06", value=Decimal(70))
    assert point(store, 2, "2023-06").status is PointStatus.UNSAID
