"""Every Chinese word of 走势 that is not the store's, in one place; braces are filled by format()."""

DOT = " · "

# the bar
COUNT = "{count} 项"
COUNT_AS_OF = "{count} 项 · 截至{month}月"
ADD = "＋新增指标"
ADD_TIP = "方案里没有的指标，自己加一项"
ADD_SHORT = "＋"
IMPORT_LIST = "导入清单…"
IMPORT_LIST_SHORT = "导入…"
IMPORT_LIST_TIP = "导入指标目标清单：先预览核对，再存入"
SPANS = {1: "本年", 2: "含去年", 3: "近3年", 10: "近10年"}
COPY = "复制图"
COPY_TIP = "复制图，可直接粘贴到WPS"
SAVE = "存为图片"
SAVE_TIP = "存为 PNG 图片或 SVG 矢量图"
PRINT = "打印一页"
PRINT_TIP = "存成一页A4的PDF，可直接打印"

# the table
TITLE = "指标目标"
CHOOSE_SEVERAL = "按住Ctrl或Shift，或按空格，可选多项对比"
SERIES = "细项数据"
OTHER = "其他"
COLUMNS = ("\u2003\u2002\u2009指标", "目标", "本期", "亮灯")
IN_WORDS = "定性"
NO_VALUE = "–"
PLACED = "第{rank}位"
LATEST_TIP = "{period}：{value}"
MONTH = "{month}月"
NOTHING_TITLE = "方案里没有读到指标"
NOTHING_HINT = "指标从行动方案第二部分读出，换方案后会重新列出；也可以点上方“＋新增指标”自己加。"

# the head
CHOOSE_TITLE = "请在左边选一个指标"
CHOOSE_HINT = "按 ↑↓ 选择。"
CUMULATIVE = "累计"
AT_A_TIME = "时点"
CUMULATIVE_CHOICE = "累计（从年初加总到本期）"
AT_A_TIME_CHOICE = "时点（只说明当期）"
CUMULATIVE_TIP = "点此改成累计或时点；累计的指标按序时进度比，时点的直接与目标比"
CADENCES = {"month": "月度", "quarter": "季度", "half": "半年", "year": "年度"}
UNIT = "单位 {unit}"
OWNER = "责任单位：{owner}"
NO_OWNER = "责任单位：未定，点此填写"
OWNER_HINT = "单位名称，回车保存"
OWNER_TIP = "点此修改"
NO_DATA = "还没有录入数据"
TARGET = "年度目标 {target}"
SET_TARGET = "设定目标…"
SET_TARGET_TIP = "设定目标…：目标、单位、口径、来源"
OPEN_ITEM = "打开事项"
OPEN_ITEM_TIP = "在任务清单里打开这一事项，目标在那里修改"
ITEM = "事项 {item}"
STATE_OF = "{month}月状态"
COPIED = "图已复制，可以直接粘贴到WPS里。"
SAVED = "已存为{name}"
SAVE_TITLE = "存为图片"
SAVE_TYPES = "PNG 图片 (*.png);;SVG 矢量图 (*.svg)"
PRINT_TITLE = "打印一页"
PRINT_TYPES = "PDF 文件 (*.pdf)"
FILE_NAME = "{name}{year}年"
PAGE_TITLE = "{name}（{year}年）"
SEVERAL = "{name}等{count}项"

# several
CHOSEN = "已选{count}项"
DRAWN_OF = "，画前{count}项"
CLEAR = "清除"
CLEAR_TIP = "回到一项（Esc）"
TOGETHER = "同图"
APART = "小图"
BY_TARGET = "按目标百分比"
BY_VALUE = "按实际值"
SEVERAL_TIP = "可多选：点左边的方框，或按住Ctrl点几项，在一张图上比较"
ONLY_PERCENT = "单位不同，只能按百分比"
DIFFERENT_UNITS = "单位不同，同图只能按目标百分比比；看各自的数请点“小图”"

# the chart
DRAWING = "正在画图…"
CHART_NAME = "{name}的趋势图"

# the grid
ENTRY = "数据录入"
FOLD = "数据录入 ▾"
UNFOLD = "数据录入 ▸"
FOLD_TIP = "收起或展开录入表；收起时图更大"
YEAR = "{year}年"
ROWS = {"planned": "计划", "value": "实际", "province": "全省", "rank": "位次", "state": "状态"}
CURVE = "计划曲线…"
CURVE_TIP = "逐月填计划，或由直线、季度台阶、旅游季、休渔期生成"
MENU_COPY = "复制"
MENU_PASTE = "粘贴"
MENU_CLEAR = "清除"
MENU_UNSAID = "不标"
MENU_HISTORY = "修改记录…"
STATUS_HINT = "●核定数　○快报数"
SERIES_HINT = "实际由周填报的细项数值得来，取每月最后一周"
CHANGE_OF = "同比%"
CHANGE_OF_RATE = "同比±"
PASTE_HINT = "可从WPS整行、整列或整块粘贴；Tab 到下一格，Delete 清除"
PASTED_NO_NUMBER = "粘贴的内容里{reason}，一格都没有存入。请检查后再粘贴。"
PASTED_TOO_HIGH = "粘贴的内容有{lines}行，从这一格往下只有{room}行可填，一格都没有存入。"
PASTED_TOO_WIDE = "粘贴的格数超出了本年12月，一格都没有存入。请从较早的月份开始粘贴。"
NOTHING_TO_PASTE = "剪贴板里没有文字，请先在WPS里复制要粘贴的格。"
CLOSED_ROWS = {
    "change": "同比由去年同期算出，不用填。",
    "value": "这里的数来自每周填报，请在周会商里填。",
    "state": "状态不用输入，按回车后选一个。",
}
ROW_IS_DERIVED = "同比由去年同期算出，不用填写。请在实际、计划或全省一行里粘贴。"

# what undo calls them
DO_ENTER = "录入指标数据"
DO_CLEAR = "清除指标数据"
DO_MARK = "标注数据状态"
DO_PASTE = "粘贴指标数据{count}格"
DO_CURVE = "修改计划曲线"
DO_STATE = "标注推进状态"

# the target's dialog
TARGET_TITLE = "设定目标"
NEW_TITLE = "新增指标"
ORIGINAL = "方案原文：{text}"
FIELD_NAME = "指标名称"
FIELD_CATEGORY = "类别"
FIELD_TARGET = "年度目标"
TARGET_HINT = "如 突破143；10左右，高于全省平均；全省前3位；1.5以内；愿托尽托"
READ_AS = "读作"
FIELD_UNIT = "计量单位"
FIELD_BASELINE = "上年实绩"
FIELD_TREND = "方向"
TREND_UNSAID = "未定"
FIELD_COUNTS = "口径"
FIELD_CADENCE = "频度"
FIELD_SOURCE = "数据来源"
FIELD_RELEASE = "发布时间"
RELEASE_HINT = "如 次月20日"
FIELD_OWNER = "责任单位"
FIELD_SUPPORT = "配合单位"
FIELD_REMARK = "备注"
AGAINST = {
    "": "目标值",
    "province": "全省平均",
    "last_year": "上年同期",
    "rank": "全省位次",
    "words": "文字目标",
    "nation": "全国平均",
    "city": "全市平均",
}
AGAINST_INDICATOR = "指标：{name}"
AGAINST_GONE = "已不在的指标"
SIGNS = {
    ">": "> 突破、高于",
    "≥": "≥ 达到、以上",
    "≈": "≈ 左右",
    "≤": "≤ 以内、不高于",
    "<": "< 低于",
    "=": "= 只有数",
}
PLACE = "位"
MORE_BY = "相差，可空"
RANK_NOTE = "位以内算达到"
WORDS_NOTE = "没有数可比，由人标注未启动、推进中、已达到"
ADD_CONDITION = "＋增加一条"
DROP_CONDITION = "去掉这一条"
NO_CONDITION = "没有条件，只录数、不亮灯。"
BAD_VALUE = "“{text}”不是数，没有保存。请填如143或1.5的数。"
BAD_PLACE = "位次应是1、2、3这样的名次，没有保存。"
VALUE_NEEDED = "有一条还没有填目标值，没有保存。请填数，或去掉这一条。"
BAD_BASELINE = "上年实绩应是数，没有保存。不清楚可以留空。"
NAME_NEEDED = "请填指标名称，没有保存。"
CANCEL = "取消"
KEEP = "保存"
ADD_SAVE = "添加"
DROP = "删除指标"
DROP_TIP = "连同已录入的数据一起删除，可撤销"
DROPPED = "已删除指标“{name}”，连同它的数据；按Ctrl+Z可撤销。"

# the history of a figure
HISTORY_TITLE = "{name} {period}"
