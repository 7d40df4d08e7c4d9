"""Every Chinese word of 导入方案 and of the plan chooser; braces are filled by format()."""

from __future__ import annotations

TITLE = "导入方案"

# choosing
CHOOSE_FILE = "选择文件…"
PASTE = "粘贴剪贴板文字"
CHOOSE_TITLE = "选择方案文件，或粘贴方案正文"
CHOOSE_HINT = "可读 .docx、.txt、.html（网站另存的网页）、.xlsx（任务清单），也可把文件拖进来。"
OLD_KINDS = "旧版 .doc、.wps 请先另存为 .docx，.xls、.et 另存为 .xlsx；PDF 和图片请先要来 Word 原稿。"
ONLY_LOOKED_AT = "先预览、核对，点“导入”之前什么都不会存入台账。严禁导入涉密文件。"
FILE_KINDS = "方案文件 (*.docx *.txt *.html *.htm *.xlsx);;所有文件 (*)"
CLIPBOARD_EMPTY = "剪贴板里没有文字，没有导入，原有数据没有改动。请先在 WPS 里选中方案正文并复制，再来粘贴。"
SEVERAL_FILES = "一次只能导入一份方案，已读第一个文件“{name}”。"
READING = "正在读取“{name}”…"
PASTED = "剪贴板文字"

# heading
FIELD_TITLE = "方案标题"
FIELD_YEAR = "年份"
FIELD_ISSUER = "印发单位"
FIELD_AS = "存为"
YEAR_HINT = "如 2024"
ISSUER_HINT = "可不填"
AS_NEW = "新方案"
AS_EDITION = "{year}年方案的修订版"
STATES = {
    "new": "台账里还没有这个方案，将作为新方案存入。",
    "same": "台账里已有这个方案，内容相同，不用再导入。",
    "edition": "台账里已有这个方案，将按这份文字修订，见“与台账比对”。",
}
BAD_YEAR = "年份应是四位数字，如2024。没有导入，请改正后再点“导入”。"
NO_TITLE = "方案标题还空着。没有导入，请填写后再点“导入”。"

# warnings
WARNINGS = "{count}处提示，点一条看原文"

# structure
TAB_TREE = "任务和事项"
TAB_UNITS = "待确认单位 {count}"
TAB_UNITS_NONE = "待确认单位"
TAB_EDITION = "与台账比对 {count}"
COLUMN_TEXT = "方向 / 任务 / 事项"
COLUMN_OWNERS = "责任单位"
GUARANTEES = "工作保障"
NO_DIRECTION = "（未分方向）"
ROLE_OWNERS = "{role} {units}"
ITEM = "{number}　{title}"
NO_OWNER = "没有责任单位"
ORIGIN_ELIDED = "原文“{written}”，补全省略"
ORIGIN_RULE = "按全文规则"
ORIGIN_GROUP = "泛指"
UNKNOWN_OWNER = "名录里没有"
TAKEN_AS = "即{name}"
LEFT_OUT = "不导入"
DUE = "时限 {day}"
EDIT_OWNERS = "修改责任单位…"
BACK_TO_TEXT = "恢复原文"
CHOOSE_LINE = "点一行看它在原文里的位置，点原文找到对应的行。去掉勾选的事项不导入。"
SOURCE = "方案原文"

# owners of one item
OWNERS_TITLE = "{number} 的责任单位"
ADD_OWNER = "添加单位"
REMOVE = "去掉"
DONE = "确定"
CANCEL = "取消"
NAME_HINT = "单位名称，可只输入其中几个字"
OWNERS_EMPTY = "至少要有一个单位；不要这个事项，可在列表里去掉它的勾选。"
OWNER_TWICE = "“{name}”写了两次，请去掉一个。"

# unknown units
UNITS_HINT = "名录里没有下列写法。请选择它是哪个单位；确是新的，就新增。"
UNITS_NONE = "方案里的责任单位都在名录里，不用确认。"
UNIT_ITEMS = "{count}个事项：{numbers}"
MORE_NUMBERS = "{numbers} 等"
ADD_UNIT = "新增单位“{name}”"
ADD_GROUP = "作为泛指加入，所含单位以后再定"
PROPOSAL = "{name}（{why}）"

# another edition
EDITION_HINT = "下列事项与台账里的不同。对上的事项保留已填报的内容；请逐项核对。"
EDITION_SAME = "另有{count}个事项没有变化。"
EDITION_NONE = "事项没有变化，只是方案其他文字不同。"
AS_NEW_ITEM = "作为新事项"
IS_ITEM = "即原{number}“{title}”"
SHORT_TITLE = 10
DROP_ITEM = "不再列入"
KEEP_ITEM = "仍然保留"
WEEKS = "已填报{weeks}周"
WAS = "原文：{text}"
CONFIRMED = "以上变化已逐项核对"
NOT_CONFIRMED = (
    "这是台账里已有方案的修订版，请先在“与台账比对”里核对各项变化，勾选“以上变化已逐项核对”。还没有导入。"
)

# storing
BY_TIME = "没有进度计划的细项按时间序时亮灯"
IMPORT = "导入"
USE_THIS = "采用这份方案"
BACK = "重新选择"
WILL_ADD = "将新增{parts}"
WILL_ADD_UNITS = "{count}个单位"
WILL_ADD_GROUPS = "{count}个泛指"
WILL_LEAVE = "{count}个事项不导入"
STORING = "正在导入…"
NOTHING_STORED = "{words}没有导入，原有数据没有改动。"

# stored
STORED_TITLE = "已导入"
STORED = "《{title}》已存入台账：{counts}。"
STORED_EDITION = "《{title}》已按新的文字修订：{counts}。已填报的内容都在。"
STORED_SAME = "台账里已有《{title}》，内容相同（{counts}），没有改动。"
LEFT_OUT_COUNT = "其中{count}个事项按您的选择没有导入。"
UNDO_HINT = "需要时可以撤销（Ctrl+Z）。"
NOW_CURRENT = "这就是当前方案。"
CURRENT_IS = "当前方案仍是《{title}》。各方案并存，随时可在左上角切换。"
SET_CURRENT = "设为当前方案"
KEEP_CURRENT = "暂不切换"
CLOSE = "关闭"

# the chooser
MENU_ENTRY = "{year}年　{title}　（{items}个事项）"
MENU_IMPORT = "导入方案…"
MENU_IMPORT_LIST = "导入清单…"
MENU_COMPARE = "与上年比对…"
ONE_PLAN = "台账里只有一个方案，还不能比对。请先导入另一年的方案。"

# year to year
YEARS_TITLE = "与上年比对"
YEARS_HINT = "系统按文字相近配对，请核对后勾选“延续”。确认后，上年的填报历史可在任务清单的事项里查看。"
YEARS_BEFORE = "上年"
YEARS_AFTER = "本年"
YEARS_PLAN = "{year}年　{title}"
YEARS_ALL = "全部"
YEARS_COLUMNS = ("延续", "情况", "本年事项", "上年事项", "上年完成情况", "相近")
YEARS_SCORE = "{score:.0f}%"
YEARS_SAVE = "确认延续"
YEARS_SAVED = "已确认{count}个事项的延续关系，可撤销（Ctrl+Z）。"
YEARS_NONE = "没有改动。"
YEARS_READING = "正在比对…"
YEARS_PROPOSED = "相近{score:.0f}%以上的已预先勾选"
TITLE_ROOM = 24
