"""Every Chinese word of 指标趋势 that is not the store's, in one place; braces are filled by format()."""

DOT = " · "

# the table
TITLE = "指标目标"
COUNT = "{count} 项"
COLUMNS = ("\u2002\u2009指标", "目标", "本期", "亮灯")
IN_WORDS = "定性"
NO_VALUE = "–"
LATEST_TIP = "{period}：{value}"
MONTH = "{month}月"
NOTHING_TITLE = "方案里没有读到指标"
NOTHING_HINT = "指标从行动方案第二部分读出，换方案后会重新列出。"

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
COPY = "复制图"
SAVE = "存为图片"
COPIED = "图已复制，可以直接粘贴到WPS里。"
SAVED = "已存为{name}"
SAVE_TITLE = "存为图片"
SAVE_TYPES = "PNG 图片 (*.png);;SVG 矢量图 (*.svg)"

# the chart
DRAWING = "正在画图…"
CHART_NAME = "{name}的趋势图"

# the grid
ENTRY = "数据录入"
YEAR = "{year}年"
ROWS = {"planned": "计划", "value": "实际", "province": "全省"}
CHANGE_OF = "同比%"
CHANGE_OF_RATE = "同比±"
CHANGE_TIP = "由去年同期算出：{last} → {now}"
CHANGE_RATE_TIP = "与去年同期相差{gap}个百分点"
PASTE_HINT = "可从WPS整行、整列或整块粘贴；Tab 到下一格，Delete 清除"
NOT_A_NUMBER = "“{text}”不是数，没有存入，原来的值没有改动。请填如0.56或12.5的数。"
PASTED_NO_NUMBER = "粘贴的内容里“{text}”不是数，一格都没有存入。请检查后再粘贴。"
PASTED_TOO_HIGH = "粘贴的内容有{lines}行，从这一格往下只有{room}行可填，一格都没有存入。"
PASTED_TOO_WIDE = "粘贴的格数超出了本年12月，一格都没有存入。请从较早的月份开始粘贴。"
NOTHING_TO_PASTE = "剪贴板里没有文字，请先在WPS里复制要粘贴的格。"
ROW_IS_DERIVED = "同比由去年同期算出，不用填写。请在实际、计划或全省一行里粘贴。"
