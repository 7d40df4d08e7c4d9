"""重大项目 and 重点改革 of the weekly workbook: money in one unit with 合计, states, curves that can be edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.indicators import PointStatus
from shengsi_desktop.domain.lists import ListField
from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.projects import (
    CurveMonth,
    InvestmentCurve,
    Progress,
    ProjectFacts,
    ProjectRow,
    TimeWords,
)
from shengsi_desktop.domain.reforms import COMPREHENSIVE, SPECIAL, ReformRow, ReformState
from shengsi_desktop.domain.words import DeliverableKind, ItemKind, Light
from shengsi_desktop.rhythm.investments import totals
from shengsi_desktop.sheets.lists.tables import read_list
from shengsi_desktop.sheets.week_book import week_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    Reopened = Callable[..., Workbook]


def words_of(sheet: Worksheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def table_of(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """The rows under the head, as they are read."""
    head = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "序号")
    for row in sheet.iter_rows(min_row=head + 1):
        if row[0].border.left.style is None:
            return
        yield {str(sheet.cell(head, cell.column).value).replace("\n", ""): cell.value for cell in row}


def wan(number: int) -> Money:
    return Money(Decimal(number))


def project(make: Any, number: str, unit: str = "万元", **progress: Any) -> ProjectRow:
    line = make.line(number, title=f"演示项目{number}", kind=ItemKind.PROJECT)
    milestone = make.quantity(
        number, 2, "主体结顶", "1", "", None,
        kind=DeliverableKind.MILESTONE, target=None, stages=("完成",), due=date(2023, 8, 4),
    )  # fmt: skip
    facts = ProjectFacts(
        f"演示项目{number}", builder="演示公司", money_unit=unit, total=wan(12000), before=wan(4000),
        start=TimeWords("2022年9月"), finish=TimeWords("", date(2024, 12, 31)),
    )  # fmt: skip
    months = tuple(
        CurveMonth(f"2023-{month:02d}", wan(400 * month), wan(300 * month) if month < 8 else None)
        for month in range(1, 13)
    )
    return ProjectRow(
        item=line.row,
        facts=facts,
        progress=Progress("2023-07", **progress),
        words="主体施工至三层",
        words_week="2023-W30",
        milestones=(milestone,),
        next_milestone=milestone,
        curve=InvestmentCurve(facts.name, unit, months if progress else (), "计划曲线", wan(5000)),
    )


def book_of(make: Any, *rows: ProjectRow, **changes: Any) -> Any:
    return make.full_book(projects=rows, project_totals=totals(rows), **changes)


def test_lists_get_a_sheet_only_where_the_unit_has_such_items(make: Any, reopened: Reopened) -> None:
    assert not {"重大项目", "重点改革"} & set(reopened(make.full_book()).sheetnames)


def test_projects_stand_in_one_unit_with_their_sums(make: Any, reopened: Reopened) -> None:
    rows = (
        project(
            make,
            "项目1",
            year_plan=wan(5000),
            month_done=wan(300),
            year_done=wan(2100),
            year_rate=Decimal(42),
        ),
        replace(project(make, "项目2", "亿元", year_plan=wan(5000), year_done=wan(3400)), words=""),
        project(make, "项目3"),
    )
    sheet = reopened(book_of(make, *rows))["重大项目"]
    one, two, three, both = table_of(sheet)
    assert list(one) == [
        "序号", "项目名称", "建设单位", "总投资（万元）", "年度计划投资（万元）", "本月完成（万元）",
        "本年累计完成（万元）", "完成率", "形象进度", "开工/竣工时间", "是否需协调", "问题类型", "责任单位", "亮灯",
    ]  # fmt: skip
    assert (one["总投资（万元）"], one["本月完成（万元）"], one["完成率"]) == (12000, 300, 42)
    assert one["形象进度"] == "主体施工至三层\n下一节点：主体结顶（8月4日）"
    assert one["开工/竣工时间"] == "2022年9月\n2024年12月"
    assert (two["本月完成（万元）"], two["本年累计完成（万元）"]) == ("—", 3400)
    assert two["形象进度"] == "未填报\n下一节点：主体结顶（8月4日）"
    assert (three["年度计划投资（万元）"], three["本年累计完成（万元）"]) == ("未定", "未填报")
    assert (both["序号"], both["年度计划投资（万元）"], both["本年累计完成（万元）"]) == ("合计", 10000, 5500)
    assert both["完成率"] == 55
    assert "1个项目未定年度计划，不计入合计完成率。" in words_of(sheet)


def test_projects_that_are_all_counted_in_yi_are_shown_so(make: Any, reopened: Reopened) -> None:
    row = project(make, "项目1", "亿元", year_plan=wan(5000), year_done=wan(2101))
    (only,) = table_of(reopened(book_of(make, row))["重大项目"])
    assert (only["总投资（亿元）"], only["本年累计完成（亿元）"]) == (1.2, 0.2101)


def test_a_projects_curve_is_a_chart_over_cells_that_are_not_printed(make: Any, reopened: Reopened) -> None:
    rows = (project(make, "项目1", year_plan=wan(5000), year_done=wan(2100)), project(make, "项目2"))
    workbook = reopened(book_of(make, *rows))
    assert not workbook["重大项目"]._charts
    sheet = workbook["项目投资曲线"]
    (chart,) = sheet._charts
    done, planned, target = (series.val.numRef.f for series in chart.series)
    first = int(done.split("$")[2].rstrip(":"))
    assert [sheet[f"C{first + place}"].value for place in (0, 6, 7)] == [300, 2100, None]
    assert [sheet[f"D{first}"].value, sheet[f"E{first}"].value] == [400, 5000]
    assert planned.startswith("'项目投资曲线'!$D$")
    assert target.startswith("'项目投资曲线'!$E$")
    assert (sheet[f"A{first}"].value, sheet[f"B{first}"].value) == ("项目1", "1月")
    last = int(sheet.print_area.rsplit("$", 1)[1])
    assert chart.anchor.to.row < last < first
    assert "项目投资曲线" not in reopened(book_of(make, project(make, "项目2"))).sheetnames


def test_the_sheet_of_projects_reads_back_as_the_list_that_it_is(make: Any) -> None:
    rows = (
        project(make, "项目1", year_plan=wan(5000), month_done=wan(300), year_done=wan(2100)),
        project(make, "项目2", year_plan=wan(400)),
    )
    found = read_list(week_workbook(book_of(make, *rows)), "周会商表.xlsx", year=2023)
    (table,) = [one for one in found.tables if one.sheet in {"重大项目", "项目投资曲线"}]
    assert [row.text(ListField.NAME) for row in table.rows] == ["演示项目项目1", "演示项目项目2"]
    one = table.rows[0]
    sums = [one.cell(field) for field in (ListField.YEAR_PLAN, ListField.MONTH_DONE, ListField.YEAR_DONE)]
    assert [cell.wan_yuan for cell in sums if cell] == [5000, 300, 2100]


def test_reforms_begin_with_the_comprehensive_one_and_say_of_which_week_their_words_are(
    make: Any, reopened: Reopened
) -> None:
    def reform(number: str, category: str, **changes: Any) -> ReformRow:
        item = make.line(number, title=f"演示改革{number}", light=Light.GREEN, kind=ItemKind.REFORM).row
        return replace(
            ReformRow(
                item, category, "印发办法", "", ReformState.UNDER_WAY, "1项：推进1", "初稿完成", "2023-W30"
            ),
            **changes,
        )

    rows = (
        reform("改革1", SPECIAL, progress_week="2023-W28"),
        reform("改革2", COMPREHENSIVE),
        reform("改革3", "", progress="", state=ReformState.NOT_STARTED, goal=""),
    )
    lines = tuple(table_of(reopened(make.full_book(reforms=rows))["重点改革"]))
    assert [line["序号"] for line in lines] == ["改革2", "改革1", "改革3"]
    assert [line["进展"] for line in lines] == ["初稿完成", "（第28周）初稿完成", "本周无新进展"]
    assert [line["状态"] for line in lines] == ["推进中", "推进中", "未启动"]
    assert (lines[2]["类别"], lines[2]["年度目标"]) == ("未分类", "未填")


def test_a_value_says_whether_it_is_preliminary(make: Any, reopened: Reopened) -> None:
    standing = make.INDICATORS[1]
    assert standing.latest is not None
    said = replace(standing, latest=replace(standing.latest, status=PointStatus.PRELIMINARY))
    (row,) = table_of_indicators(reopened(make.full_book(indicators=(said,)))["指标进度"])
    assert row == "2023年6月\n快报数"


def table_of_indicators(sheet: Worksheet) -> Iterator[Any]:
    head = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "类别")
    column = next(cell.column for cell in sheet[head] if cell.value == "数据时点")
    yield sheet.cell(head + 1, column).value


def test_ratio_deliverables_stand_below_the_indicators_under_a_head_of_their_own(
    make: Any, reopened: Reopened
) -> None:
    own = make.indicator(1, "民宿户均净收入增幅", "8-6 民宿扩中提低", "%", "20以上", ("11.5", "12.6"), "20")
    said = words_of(reopened(make.full_book(ratios=(own,)))["指标进度"]).splitlines()
    at = said.index("本单位比率型细项（数值为每周填报的最新数）")
    assert said[at + 1 : at + 4] == ["事项", "序号", "细项"]
    assert {"8-6 民宿扩中提低", "民宿户均净收入增幅", "12.6"} <= set(said[at:])
    assert "本单位比率型细项" not in words_of(reopened(make.full_book())["指标进度"])
