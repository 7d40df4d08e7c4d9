"""Ten tables as offices really keep them: title rows, two-line heads, merged cells, numbers and dates in words."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from shengsi_desktop.domain.lists import ListField as F
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.words import Comparator

#: as cells hold them
NEW_PIER = datetime.combine(date(2022, 9, 1), time())
MIDSUMMER = datetime.combine(date(2024, 6, 30), time())


def column(table, field):
    return [row.text(field) for row in table.rows]


def whys(table):
    return [(line.line, line.why) for line in table.skipped]


def test_indicators_under_a_title_with_merged_categories_and_targets_in_words(workbook, read):
    content = workbook(
        [
            ("附件1",),
            ("嵊泗县2024年指标目标清单",),
            ("类别", "序号", "指标", "2024年目标值", "牵头单位"),
            ("经济总量", 1, "地区生产总值增速", "10%左右，高于全省平均", "县发改局"),
            (None, 2, "地区生产总值（亿元）", "突破１４３", "县发改局"),
            ("共同富裕", 3, "城乡居民收入倍差", "1.5以内", "县农业农村局、县统计局"),
            (None, 4, "新增就业岗位", "858个以上", "县人社局"),
            (None, 5, "托育服务供给", "愿托尽托", "县卫健局"),
            ("注：增速按可比价计算",),
        ],
        ["A2:E2", "A4:A5", "A6:A8", "A9:E9"],
    )
    table = read(content)
    assert (table.kind, table.title, table.year) == (ListKind.INDICATOR, "嵊泗县2024年指标目标清单", 2024)
    assert (table.columns.first, table.columns.last) == (3, 3)
    assert column(table, F.CATEGORY) == ["经济总量"] * 2 + ["共同富裕"] * 3
    goals = [
        [(one.comparator, one.value, one.unit, one.reference) for one in row.cell(F.GOAL).conditions]
        for row in table.rows
    ]
    assert goals == [
        [(Comparator.APPROX, Decimal(10), "%", None), (Comparator.GT, None, "", "province")],
        [(Comparator.GT, Decimal(143), "亿元", None)],
        [(Comparator.LE, Decimal("1.5"), "", None)],
        [(Comparator.GE, Decimal(858), "个", None)],
        [(Comparator.WORDS, None, "", None)],
    ]
    assert table.rows[1].text(F.GOAL) == "突破１４３"
    assert table.rows[2].cell(F.LEAD).names == ("县农业农村局", "县统计局")
    assert whys(table) == [(9, "说明")]
    assert not any(row.problems for row in table.rows)


def test_half_year_progress_with_the_task_merged_over_its_parts(workbook, read):
    content = workbook(
        [
            ("2024年重点工作半年度进展情况表",),
            ("序号", "任务内容", "牵头单位", "半年度目标任务", "半年度进展情况"),
            (1, "推进渔港经济区建设", "县海洋与渔业局", "完成投资２亿元", "已完成投资1.2亿元"),
            (2, "建设未来乡村2个", "县农业农村局\n菜园镇", "开工2个", "均已开工"),
            (None, None, None, None, None),
            (3, "开通海上公交", "县交通局（牵头）、县文广旅体局", "/", "暂无"),
            ("填报人：张三", None, "审核人：李四", None, "日期：7月5日"),
        ],
        ["A1:E1"],
    )
    table = read(content, ListKind.KEY_MEASURE)
    assert column(table, F.NAME) == ["推进渔港经济区建设", "建设未来乡村2个", "开通海上公交"]
    assert [row.line for row in table.rows] == [3, 4, 6]
    assert table.rows[1].cell(F.LEAD).names == ("县农业农村局", "菜园镇")
    assert table.rows[2].cell(F.LEAD).names == ("县交通局", "县文广旅体局")
    assert column(table, F.PROGRESS)[0] == "已完成投资1.2亿元"
    assert column(table, F.GOAL)[0] == "完成投资２亿元"
    assert whys(table) == [(7, "落款")]


def test_a_lag_table_names_what_lags_and_how_far_it_is(workbook, read):
    content = workbook(
        [
            ("2022年度民生实事滞后情况表（截至2022年11月底）",),
            ("序号", "项目内容", "当前进度", "牵头单位", "备注"),
            ("1", "新增养老机构床位100张", "完成６２张", "县民政局", None),
            ("2", "改造老旧小区3个", "１个完工", "县住建局", "资金未到位"),
            ("合　计", "2项", None, None, None),
        ],
        ["A1:E1"],
    )
    table = read(content)
    assert table.kind is ListKind.KEY_MEASURE
    assert column(table, F.NAME) == ["新增养老机构床位100张", "改造老旧小区3个"]
    assert column(table, F.PROGRESS) == ["完成６２张", "１个完工"]
    assert column(table, F.REMARK) == ["", "资金未到位"]
    assert whys(table) == [(5, "合计行")]


def test_a_weekly_table_keeps_all_that_was_said_of_an_item(workbook, read):
    content = workbook(
        [
            ("重点任务周进展表",),
            (
                "序号",
                "工作任务",
                "本周完成情况",
                "累计完成情况",
                "存在问题",
                "下一步工作计划",
                "需协调解决事项",
                "分管领导",
                "责任人",
            ),
            (1, "渔港改造", "浇筑200米", "累计浇筑1.1公里", "无", "完成护岸", "用海审批", "王某", "李某"),
            (2, "花鸟灯塔修缮", "方案报批", "完成勘察", "资金缺口", "开工", None, "王某", "陈某"),
        ],
        ["A1:I1"],
    )
    table = read(content)
    assert table.kind is ListKind.KEY_MEASURE
    first = table.rows[0]
    assert [first.text(f) for f in (F.NAME, F.DONE_NOW, F.PROGRESS, F.NEXT_PLAN, F.REQUEST, F.LEADER, F.PERSON)] == [
        "渔港改造", "浇筑200米", "累计浇筑1.1公里", "完成护岸", "用海审批", "王某", "李某",
    ]  # fmt: skip
    assert table.rows[1].text(F.PROBLEMS) == "资金缺口"
    assert all(one.field for one in table.columns.columns)


def test_major_projects_over_a_two_line_head_keep_the_unit_of_their_money(workbook, read):
    content = workbook(
        [
            ("2023年重大项目清单",),
            ("单位：万元",),
            ("序号", "项目名称", "建设单位", "建设性质", "总投资\n（亿元）",
             "2023年投资", None, None, "完成率", "形象进度", "时间", None, "责任单位"),
            (None, None, None, None, None, "年度计划投资", "本月完成", "累计完成", None, None, "开工", "竣工", None),
            ("一、续建项目（2个）",),
            (1, "小洋山北侧开发", "港投公司", "续建", 67, 200000, 15000, "98,000",
             0.49, "桩基完成", NEW_PIER, "2025年12月底", "县港口局"),
            (2, "大陆引水工程", "水务公司", "续建", "9.8亿", "3亿元", 1200, 21000,
             "70%", "管道铺设", "2021.6", "2024年春节前", "县住建局"),
            ("小计", "2个", None, None, 76.8, None, None, None, None, None, None, None, None),
            ("二、新建项目（1个）",),
            (3, "海上风电7号", "能源公司", "新建", 42, 50000, "/", None, None, "前期", "一季度", "2026年", "县发改局"),
            ("总计", None, None, None, 118.8, None, None, None, None, None, None, None, None),
            ("备注：数据截至6月底",),
        ],
        ["A1:M1", "A2:M2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:H3",
         "I3:I4", "J3:J4", "K3:L3", "M3:M4", "A5:M5", "A9:M9"],
        {"I6": "0.0%"},
    )  # fmt: skip
    table = read(content)
    assert (table.kind, table.year, table.money_unit) == (ListKind.PROJECT, 2023, "万元")
    assert (table.columns.first, table.columns.last) == (3, 4)
    one, two, three = table.rows
    assert (one.cell(F.TOTAL).value, one.cell(F.TOTAL).unit, one.cell(F.TOTAL).wan_yuan) == (
        67,
        "亿元",
        670000,
    )
    assert (one.cell(F.YEAR_PLAN).value, one.cell(F.YEAR_PLAN).unit) == (200000, "万元")
    assert one.cell(F.YEAR_DONE).value == 98000
    assert (one.cell(F.RATE).value, one.cell(F.RATE).unit) == (49, "%")
    assert (one.cell(F.START).day, one.cell(F.FINISH).day) == (date(2022, 9, 1), date(2025, 12, 31))
    assert (two.cell(F.TOTAL).value, two.cell(F.TOTAL).unit) == (Decimal("9.8"), "亿元")
    assert two.cell(F.YEAR_PLAN).wan_yuan == 30000
    assert (two.cell(F.START).day, two.cell(F.FINISH).day) == (date(2021, 6, 1), date(2024, 2, 9))
    assert (three.cell(F.START).day, three.cell(F.MONTH_DONE).value) == (date(2023, 1, 1), None)
    assert column(table, F.CATEGORY) == ["一、续建项目（2个）"] * 2 + ["二、新建项目（1个）"]
    assert column(table, F.STAGE) == ["桩基完成", "管道铺设", "前期"]
    assert [why for _, why in whys(table)] == ["小标题", "合计行", "小标题", "合计行", "说明"]
    assert [problem.message for row in table.rows for problem in row.problems] == [
        "2023年投资·年度计划投资：“3亿元”的单位是亿元，表里的单位是万元，按亿元读入，请核对。"
    ]


def test_an_appraisal_table_with_points_criteria_and_scores(workbook, read):
    content = workbook(
        [
            ("2023年度综合考核指标表",),
            ("类别", "指标", "目标", "分值", "评分标准", "完成情况", "序时进度", "得分"),
            ("经济发展", "固定资产投资增速", "8%", 10, "每低1个百分点扣1分", "６.５％", "50%", 8.5),
            ("经济发展", "社会消费品零售总额（亿元）", "≥21.3", 10, "按比例得分", "10.8亿元", 0.5, "９"),
            ("生态环境", "空气优良天数占比", "不低于97.5%", 5, "达标得分", "已完成年度任务", "50%", 5),
        ],
        ["A1:H1"],
    )
    table = read(content)
    assert table.kind is ListKind.INDICATOR
    values = [(row.cell(F.VALUE).value, row.cell(F.VALUE).unit) for row in table.rows]
    assert values == [(Decimal("6.5"), "%"), (Decimal("10.8"), "亿元"), (None, "")]
    assert [row.cell(F.SCORE).value for row in table.rows] == [Decimal("8.5"), 9, 5]
    assert [row.cell(F.POINTS).value for row in table.rows] == [10, 10, 5]
    assert table.rows[0].cell(F.GOAL).conditions[0].comparator is Comparator.GE
    assert "0.5" in table.rows[1].problems[0].message
    assert "只保留文字" in table.rows[2].problems[0].message
    assert table.rows[2].text(F.VALUE) == "已完成年度任务"


def test_reforms_with_their_goals_and_dates_in_words(workbook, read):
    content = workbook(
        [
            ("嵊泗县2023年重点改革清单",),
            ("序号", "改革事项", "改革内容", "年度目标", "牵头单位", "配合单位", "完成时限"),
            ("1", "海岛医共体改革", "推进县乡一体", "县域就诊率85.8%", "县卫健局", "县医保局、各乡镇", "2023年12月底"),
            ("2", "渔船管理改革", "建立船管一体化", "印发办法", "县海洋与渔业局", "无", "６月底前"),
            ("3", "“一件事”集成改革", "上线应用", "上线3个", None, "县大数据中心", "长期推进"),
            ("4", "机关内部改革", "内容", "目标", "县委改革办", "——", "尽快"),
        ],
        ["A1:G1"],
    )  # fmt: skip
    table = read(content)
    assert table.kind is ListKind.REFORM
    dues = [row.cell(F.DUE) for row in table.rows]
    assert [(due.day, due.text) for due in dues[:2]] == [
        (date(2023, 12, 31), "2023年12月底"), (date(2023, 6, 30), "６月底前"),
    ]  # fmt: skip
    assert (dues[2].day, dues[2].open_ended, dues[3].day) == (None, True, None)
    assert [row.cell(F.SUPPORT).names for row in table.rows] == [
        ("县医保局", "各乡镇"),
        (),
        ("县大数据中心",),
        (),
    ]
    assert [[problem.message for problem in row.problems] for row in table.rows] == [
        [], [], [], ["完成时限：“尽快”读不出日期，只保留文字。"],
    ]  # fmt: skip


def test_measures_merged_under_their_task_are_rows_of_their_own(workbook, read):
    content = workbook(
        [
            ("重点举措清单",),
            ("序号", "重点任务", "具体举措", "责任分工", None, "完成时间"),
            (None, None, None, "牵头", "配合", None),
            (1, "做强渔业", "新增网箱100口", "县渔业局", "县财政局", MIDSUMMER),
            (None, None, "改造渔船20艘", "县渔业局", None, "2024.1"),
            (2, "做优旅游", "新建民宿20家", "县文旅局", "县住建局", 45657),
            (None, None, "办节会5场", None, None, "20241130"),
        ],
        ["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "A4:A5", "B4:B5", "A6:A7", "B6:B7", "D6:D7"],
    )
    table = read(content)
    assert (table.columns.first, table.columns.last) == (2, 3)
    assert column(table, F.TASK) == ["做强渔业", "做强渔业", "做优旅游", "做优旅游"]
    assert column(table, F.NAME) == ["新增网箱100口", "改造渔船20艘", "新建民宿20家", "办节会5场"]
    assert [row.cell(F.DUE).day for row in table.rows] == [
        date(2024, 6, 30), date(2024, 1, 31), date(2024, 12, 31), date(2024, 11, 30),
    ]  # fmt: skip
    assert (table.rows[3].text(F.LEAD), table.rows[3].cell(F.LEAD).carried) == ("县文旅局", True)
    assert column(table, F.SUPPORT) == ["县财政局", "", "县住建局", ""]
    assert not any(row.continues for row in table.rows)


def test_months_across_are_values_of_their_periods(workbook, read):
    content = workbook(
        [
            ("主要指标月度完成情况",),
            (
                "序号",
                "指标名称",
                "计量单位",
                "年度目标",
                "2023年",
                None,
                None,
                "全省平均",
                "全省位次",
                "同比",
            ),
            (None, None, None, None, "1-2月", "3月", "一季度计划", None, None, None),
            (1, "旅游总收入", "亿元", "≥92", 6.3, "10.1亿元", 9, None, "第3位", "+12.5%"),
            (2, "空气优良天数占比", "%", "97.5", "98.1%", "未发布", 97.5, "96.2", 2, "-0.3个百分点"),
        ],
        ["A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3", "I2:I3", "J2:J3"],
    )
    table = read(content)
    assert [(cell.period, cell.field, cell.value, cell.unit) for cell in table.rows[0].periods] == [
        ("2023-02", F.VALUE, Decimal("6.3"), "亿元"),
        ("2023-03", F.VALUE, Decimal("10.1"), "亿元"),
        ("2023-03", F.PLANNED, Decimal(9), "亿元"),
    ]
    assert [(cell.text, cell.value) for cell in table.rows[1].periods[:2]] == [
        ("98.1%", Decimal("98.1")), ("未发布", None),
    ]  # fmt: skip
    assert [row.cell(F.RANK).value for row in table.rows] == [3, 2]
    assert [row.cell(F.YOY).value for row in table.rows] == [Decimal("12.5"), Decimal("-0.3")]
    assert table.rows[1].cell(F.PROVINCE).unit == "%"
    assert not any(row.problems for row in table.rows)


def test_a_dimension_of_one_cell_and_rows_formatted_to_the_end_hide_and_add_nothing(workbook, changed, read):
    rows = [("序号", "项目名称", "总投资", "责任单位")]
    rows += [(n, f"项目{n}", "1.5", "县发改局") for n in range(1, 41)]
    content = changed(workbook(rows), rb'<dimension ref="[^"]*"', b'<dimension ref="A1"')
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    table = read(changed(content, rb"</sheetData>", far))
    assert len(table.rows) == 40
    assert table.rows[-1].text(F.NAME) == "项目40"
    assert [problem.message for problem in table.problems] == ["“总投资”没有写明是万元还是亿元，请选定单位。"]
