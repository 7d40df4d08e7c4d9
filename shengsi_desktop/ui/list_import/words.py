"""Every Chinese word of 导入清单; braces are filled by format()."""

from __future__ import annotations

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.domain.lists import ListField, ListKind

TITLE = "导入清单"
STEPS = ("选择文件", "核对列", "核对内容", "完成")

# choosing
CHOOSE_TITLE = "选择清单文件，或把文件拖到这里"
CHOOSE_HINT = (
    "可读 .xlsx、.csv：指标目标、重点举措、重点改革、重大项目四张清单。"
    "不必照模板填，两行表头、合并单元格、合计行都能认。"
)
OLD_KINDS = "旧版 .xls、.et 请先另存为 .xlsx；Word 里的表格请复制到 WPS 表格后另存。"
ONLY_LOOKED_AT = "先核对列和内容，点“导入”之前什么都不会存入台账。严禁导入涉密文件。"
CHOOSE_FILE = "选择文件…"
TEMPLATE = "另存模板"
FILE_KINDS = "清单文件 (*.xlsx *.csv);;所有文件 (*)"
READING = "正在读取“{name}”…"
SEVERAL_FILES = "一次只能导入一个文件，已读第一个“{name}”。"
TOO_LARGE = (
    "文件“{name}”太大（{size} MB），不像是一份清单，没有导入，原有数据没有改动。"
    "请确认选对了文件，只保留清单后再导入。"
)
FILE_TROUBLE = "文件“{name}”打不开（{why}），没有导入，原有数据没有改动。请检查文件是否还在、是否有权限打开。"
NOT_FOUND, NO_RIGHT, IS_FOLDER, READ_TROUBLE = "找不到文件", "没有权限", "这是文件夹", "读取出错"

# the template
SAVE_TEMPLATE = "保存清单模板"
WORKBOOK_KIND = "Excel 工作簿 (*.xlsx)"
TEMPLATE_SAVED = "模板已保存：{name}"
SAVING_TEMPLATE = "正在保存模板…"
OPEN_FILE, OPEN_FOLDER, SAVE_ELSEWHERE = "打开文件", "打开所在文件夹", "另存到别处"

# columns
FIELD_SHEET, FIELD_KIND, FIELD_YEAR = "工作表", "这是", "年份"
YEAR_HINT = "如 2024"
OTHER_YEAR = "表是{year}年的，当前方案是{plan}年的。请在“年份”里重新填写要按哪一年导入；选错了文件请返回。"
BAD_YEAR = "年份应是四位数字，如2024。"
COLUMNS_HINT = "每一列上方是系统认出的含义，不对的请改；改后下面的内容立即重新读取。"
COUNTS = "读到{rows}行"
COUNTS_SKIPPED = "另有{count}行不是清单内容（合计、说明等），下一步可查看"
FIELD_HEAD, HEAD_TO, HEAD_LINE = "表头在第", "至", "行"
HEAD_FIRST, HEAD_LAST = "表头的第一行", "表头的最后一行"
BACK_TO_GUESS = "恢复系统推测"
GUESSED = "推测"
GUESSED_TIP = "系统按表头里的部分文字推测，请核对"
KEEP_COLUMN = "按原样保留"
DROP_COLUMN = "不导入"
OF_PERIOD = "{field}（{period}）"
MONTH_OF_YEAR, MONTH_ALONE = "{year}年{month}月", "{month}月"
MONEY_UNITS = ("万元", "亿元", "元")
CHOOSE_UNIT = "单位？"
COLUMN_NAME = "第{number}列“{head}”的含义"
COLUMN_UNIT = "第{number}列“{head}”的金额单位"
NO_HEAD = "（没有表头）"
ALL_MONEY = "{count}列金额没有写明是万元还是亿元，请选定单位；各列不同的，在列的上方分别选。"
GRID_NAME = "表格内容"
QUESTIONS = "提示"
CALLED = {
    ListKind.INDICATOR: "指标名称",
    ListKind.KEY_MEASURE: "举措名称",
    ListKind.REFORM: "改革事项",
    ListKind.PROJECT: "项目名称",
}
READING_AGAIN = "正在按新的列重新读取…"

# rows
INTO_PLAN = "导入到《{title}》"
UNKNOWN_UNITS = "名录里没有的单位（按表里的写法保留）：{names}"
MORE_UNITS = "{names} 等{count}个"
PROGRESS_INTO = "进展记入"
NO_WEEK = "不记入周报"
VALUES_INTO = "数值记入"
NO_MONTH = "不记入"
WEEK = "第{number}周（{span}）"
WEEK_OF_YEAR = "{label}（{span}）"
ALL = "全部"
DOUBTFUL = "有提示"
SKIPPED = "没有读的行"
CHIP = "{word} {count}"
COLUMNS = ("\u2002\u2009导入", "行", "情况", "序号", "名称", "责任单位", "要点")
LIST_NAME = "清单内容"
SHORT_FIGURES = {
    ListField.TOTAL: "总投资",
    ListField.YEAR_PLAN: "年度计划",
    ListField.YEAR_DONE: "累计",
}
NO_NAME = "（没有名称）"
CHANGES_OF = "改：{labels}"
MISSING_HINT = "不勾选“删除”就保留"
DROPPED_HINT = "导入时将从台账里删除，删除后可撤销"
LEFT_OUT_HINT = "不导入这一行"
CONFIRM_HINT = "像是{target}，是同一项再勾选；不是的在右边另选"
DROP = "删除"
COMPARING = "正在与台账比对…"

# one row
ROW_OF = "第{line}行"
LEAVE_OUT = "不导入这一行"
DELETE = "删除（导入时从台账里移出）"
DELETE_HINT = "台账里有这一项，新表里没有。不勾选就保留，什么都不会删除；删除后可以撤销。"
MATCH = "对应台账里的"
AS_NEW = "作为新增"
MATCHED = "{target}（{why}）"
WHY = "依据：{why}"
SECTION_PROBLEMS = "提示"
SECTION_CHANGES = "改动（{count}处）"
SECTION_NEW = "将存入"
SECTION_ROW = "表里的原文"
NO_CHANGES = "与台账里的内容相同，不会改动。"
BEFORE, AFTER, EMPTY = "原", "新", "（空）"
KEEP_OLD = "保留原来的"
KEEP_OLD_OF = "保留原来的{label}"
SKIPPED_HINT = "这一行没有当作清单内容读。如果它应当导入，请在表里改好后重新选择文件，或返回核对列。"
CARRIED = "（合并单元格）"
CHOOSE_ROW = "点一行看详细情况。空格键可勾选或去掉勾选。"

# the foot
BACK, NEXT, CANCEL, CHOOSE_AGAIN = "上一步", "下一步", "取消", "重新选择"
IMPORT = "导入"
WILL = {
    RowState.NEW: "新增{count}项",
    RowState.CHANGED: "更新{count}项",
    RowState.BLOCKED: "{count}行不能导入",
}
WILL_DROP = "删除{count}项"
WILL_LEAVE = "{count}行不导入"
NOTHING_TO_DO = "没有要导入的改动"
STORING = "正在导入…"
NOTHING_STORED = "{words}没有导入，原有数据没有改动。"

# stored
STORED_TITLE = "已导入"
NOTHING_TITLE = "没有改动"
STORED = "{list}已存入《{title}》：{parts}。"
STORED_SAME = "台账里的{list}与这张表相同，没有改动。"
STORED_NEW, STORED_CHANGED, STORED_DROPPED = "新增{count}项", "更新{count}项", "删除{count}项"
LEFT_BLOCKED = "{count}行有问题没有导入。"
LEFT_OUT = "{count}行按您的选择没有导入。"
KEPT_MISSING = "新表里没有的{count}项仍然保留。"
UNDO_HINT = "需要时可以撤销（Ctrl+Z）。"
OPEN_TASKS = "打开任务清单"
OPEN_INDICATORS = "打开指标趋势"
ANOTHER_SHEET = "继续导入其他工作表"
CLOSE = "关闭"

# who opens it
MENU_IMPORT = "导入清单…"
