"""Every Chinese word of the grid that is not the store's, in one place; braces are filled by format()."""

NAME = "指标数据录入表"

# the bar
YEAR = "{year}年"
YEAR_NAME = "录入哪一年"
FIELD_TIPS = {
    "value": "录入实际数；定性目标选推进状态",
    "planned": "录入各月的计划数（累计到该月）",
    "province": "录入全省平均，用于“高于全省”一类的目标",
    "rank": "录入全省位次，如 3",
}
MISSING = "只看缺的"
MISSING_COUNT = "只看缺的 {count}"
MISSING_TIP = "只列还没有{month}月数的指标"
MISSING_PLAN_TIP = "只列还没有编完计划的指标"
MISSING_NONE_TIP = "这一年还没有过完的月份"
MINE = "只看本单位"
MINE_TIP = "只列责任单位写明{unit}的指标"
FILTER_HINT = "筛选指标"
STATUS = "数据状态"
STATUS_TIP = "给选中的数标明是快报数还是核定数"
IMPORT = "从工作簿导入…"
IMPORT_TIP = "从Excel、WPS表格读入一年或几个月的数，先预览再存入"

# the head
NUMBER = "序号"
INDICATOR = "指标"
TARGET = "目标"
MONTH = "{month}月"
DERIVED = ("最新", "完成率", "同比", "亮灯")
DERIVED_TIPS = (
    "这一年最新的实际数；累计的指标即本年累计",
    "最新的实际数占年度目标的比例",
    "最新的实际数与上年同期相比；百分比类的指标相差多少个百分点",
    "按最新的实际数亮灯",
)

# a cell
UNPUBLISHED = "未发布"
CLOSED_TIPS = {
    "quarter": "这个指标按季度填，只填3、6、9、12月",
    "half": "这个指标按半年填，只填6、12月",
    "year": "这个指标按年填，只填12月",
}
NO_PLAN_TIP = "定性目标没有计划数"
FROM_REPORTS_TIP = "这里的数来自每周填报，请在周会商里填"
TIP_CORRECTED = "有修改记录，右键可查看"
LATEST_TIP = "{period}：{value}{unit}"
RANK = "第{rank}位"
CHANGE_TIP = "{period}与上年同期相比{change}"
DERIVED_TIP = "由实际数算出，不用填"

# the foot
LEGEND = {
    "preliminary": "快报数",
    "final": "核定数",
    "corrected": "改过",
    "closed": "不用填",
}
HINT = "直接输入即改写，回车向下、Tab 向右；可从WPS整块粘贴，前面带指标名称时按名称对应"
COUNT = "{count} 项"
COUNT_AS_OF = "{count} 项 · 截至{month}月"
AS_OF_TIP = "最新、完成率和亮灯按所选周所属的月份和当时的规则，与周会商表一致；以后各月的数不计入"

# nothing to show
NOTHING_TITLE = "方案里没有读到指标"
NOTHING_HINT = "指标从行动方案第二部分读出，换方案后会重新列出。"
FILTERED_TITLE = "没有符合条件的指标"
FILTERED_HINT = "可放宽上面的条件。"
ALL_THERE_TITLE = "都填了"
ALL_THERE_HINT = "所列指标{month}月的数都有了。"
ALL_PLANNED_HINT = "所列指标的计划都编完了。"
NOT_MINE_TITLE = "没有本单位的指标"
NOT_MINE_HINT = "责任单位写明{unit}的指标会列在这里；责任单位可在“走势”里填写。"
SHOW_ALL = "显示全部指标"

# refusals
NOT_A_NUMBER = "“{text}”不是数"
WRONG_UNIT = "“{text}”的单位和这个指标的“{unit}”对不上"
NO_RANK = "“{text}”不是名次，请填1、2、3这样的数"
NO_STATE = "“{text}”不是数，也不是未启动、推进中、已达到"
TYPED = "{reason}，没有存入，原来的内容没有改动。"
TYPED_CLOSED = "这一格不用填：{tip}。"
DERIVED_CLOSED = "这一列由实际数算出，不用填。请在月份的格子里输入。"
PASTED = "粘贴内容第{line}行第{column}列（{name}，{month}月）{reason}，一格都没有存入。请改好后再粘贴。"
PASTED_UNKNOWN = (
    "粘贴内容第{line}行的“{name}”不是表里的指标，一格都没有存入。请改成方案里的名称，或去掉名称一列。"
)
PASTED_TWICE = "粘贴内容第{line}行的“{name}”前面已有一行，一格都没有存入。请留下一行再粘贴。"
PASTED_TOO_HIGH = (
    "粘贴的内容有{lines}行，从这一行往下只列了{room}个指标，一格都没有存入。请从上面的行开始粘贴。"
)
PASTED_TOO_WIDE = "粘贴内容第{line}行超出了12月，一格都没有存入。请从较早的月份开始粘贴。"
PASTED_CLOSED = "不用填：{tip}"
PASTED_OTHER_YEAR = "粘贴内容的表头是{there}年，表里正显示{here}年，一格都没有存入。请先换到{there}年。"
NOTHING_TO_PASTE = "剪贴板里没有文字，请先在WPS里复制要粘贴的格。"
NOTHING_IN_IT = "粘贴的内容里没有数，一格都没有存入。"
NOT_HERE = "这一列由实际数算出，不用填。请在月份的格子里粘贴。"

# commands, as undo names them
COMMAND_TYPE = "录入{name}{month}月{field}"
COMMAND_PASTE = "粘贴{field}{count}格"
COMMAND_CLEAR = "清除{field}{count}格"
COMMAND_STATUS = "{count}格标为{status}"
COMMAND_STATUS_OFF = "去掉{count}格的数据状态"
STATE = "推进状态"
COMMAND_STATE = "{count}格选为{state}"
PASTED_DONE = "已粘贴{field}{count}格，涉及{rows}个指标。"
PASTED_SAME = "粘贴的内容和表里的一样，没有改动。"

# the question about 核定数
FINAL_TITLE = "要改动核定数"
FINAL_TEXT = "这样会改动{count}个核定数："
FINAL_LINE = "{name} {month}月　{before} → {after}"
FINAL_EMPTY = "清除"
FINAL_MORE = "……共{count}个"
FINAL_REST = "其余{count}格不动核定数。"
FINAL_TAKE = "一并改动"
FINAL_SPARE = "只存其余{count}格"
CANCEL = "取消"

# the menu
MENU_COPY = "复制"
MENU_COPY_NAMED = "连同指标名称复制"
MENU_PASTE = "粘贴"
MENU_CLEAR = "清除"
MENU_NO_STATUS = "不标"
MENU_HISTORY = "修改记录"
MENU_TREND = "看走势图"
MENU_ITEM = "看事项"

# the history
HISTORY_TITLE = "{name} {period}"
HISTORY_PERIOD = "{year}年{month}月"
HISTORY_SUB = "修改记录"
HISTORY_NONE = "这一格还没有录入过。"
HISTORY_LINE = "{field} {value}"
HISTORY_CHANGE = "{field} {before} → {after}"
HISTORY_EMPTY = "空"
HISTORY_WHO = "{at} {person}"
HISTORY_NOBODY = "未署名"

# the import
IMPORT_TITLE = "从工作簿导入指标数据"
IMPORT_TYPES = "Excel工作簿和CSV (*.xlsx *.csv);;所有文件 (*)"
IMPORT_READING = "正在读“{name}”…"
IMPORT_STOP = "不读了"
IMPORT_SUMMARY = "会改动{count}格，与原来相同{same}格"
IMPORT_NOTHING = "没有要改动的数：与原来相同{same}格"
IMPORT_PERIOD = "“本期值”一栏的数据时点"
IMPORT_PERIOD_TOLD = "表中写明的"
IMPORT_COLUMNS = ("存入", "指标", "哪一格", "原来", "改为", "请留意")
IMPORT_PROBLEMS = "请留意{count}处（写明不导入的，没有列在上面）"
IMPORT_ALL = "全选"
IMPORT_NONE = "全不选"
IMPORT_STORE = "存入{count}格"
IMPORT_EMPTY = "空"
IMPORT_DONE = "已从“{name}”存入{count}格。"
IMPORT_LINE = "第{line}行"
IMPORT_DOUBT = "有{count}格要您看过才存入：改动核定数的、名称不完全相同的"
