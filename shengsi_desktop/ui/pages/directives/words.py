"""What the page 交办事项 says, in one place."""

from __future__ import annotations

from shengsi_desktop.domain.directives import StepKind

TITLE = "交办事项"
ADD = "新增"
ADD_TIP = "不是本周会商定下的：批示、督查、听取、例会等"
SEARCH_HINT = "找内容、单位、人或文号"
COUNT = "{count} 条"
ALL_SOURCES = "全部来源"
ALL_UNITS = "全部单位"
OWN_UNIT = "本单位内部"
SORTS = (("due", "按时限"), ("newest", "按交办先后"), ("unit", "按责任单位"))
CLEAR = "清除筛选"
FILTERS = (
    ("open", "未办结"),
    ("to_sign", "待签收"),
    ("soon", "快到期"),
    ("overdue", "逾期"),
    ("done", "待销号"),
    ("closed", "已销号"),
    ("cancelled", "已取消"),
    ("all", "全部"),
)
NOTHING = {
    "open": "没有要办的交办事项",
    "to_sign": "没有待签收的交办事项",
    "soon": "一周内没有到期的交办事项",
    "overdue": "没有逾期的交办事项",
    "done": "没有待销号的交办事项",
    "closed": "还没有销号的交办事项",
    "cancelled": "没有取消的交办事项",
    "all": "还没有交办事项",
}
NOTHING_FOUND = "没有符合条件的交办事项"
NOTHING_HINT = "会商定下的，在“本周会商”右侧记一条：做什么 @谁 8月4日；其他来源的点“新增”。"
CHOOSE = "在左边选一条"
CHOOSE_HINT = "按住Ctrl或Shift可选多条，一次复制每个单位的商请、催办文字，或生成督办单。"
AGE = "已历{count}周"
NO_DUE = "未定时限"
BEFORE = "{day}前"
UNGIVEN = "未指定责任单位"
NUMBER = "第{number}号"

OPEN_WEEK = "{week}会商"
OPEN_WEEK_TIP = "打开那一周的会商"
OPEN_MEETING = "会议记录"
OPEN_ITEM = "事项 {number}"
OPEN_ITEM_TIP = "打开这个事项"
REQUEST = "由需协调事项交办：{text}"

FACTS = {
    "unit": "责任单位",
    "person": "责任人",
    "phone": "电话",
    "due": "完成时限",
    "source": "来源",
    "given_by": "交办领导",
    "given_on": "交办日期",
    "document": "文号",
    "item": "涉及事项",
}
WHAT = "交办内容"
WHAT_HINT = "做什么"
HINTS = {
    "what": "做什么；也可写成：做什么 @谁 8月4日",
    "unit": "名称、简称或拼音首字母",
    "person": "谁办",
    "phone": "联系电话",
    "due": "8月4日、下周五",
    "given_by": "谁交办的",
    "given_on": "7月28日",
    "document": "来文文号；督办单编号如 督办〔2023〕12号",
    "item": "事项编号，如 4-2",
}
DUE_TIP = "写错了在这里更正；推迟请用“延期”，原定时限会保留"
PROCESS = "办理过程"
NO_STEPS = "还没有记录。签收、进展、延期、办结都会记在这里。"
GIVEN = "交办"

SIGN, PROGRESS, EXTEND, FINISH = "签收", "记进展", "延期", "办结"
CLOSE, CANCEL, REOPEN = "销号", "取消交办", "重新办理"
COPY_CONSULT, COPY_URGE, COPY_SIGN, SLIP = "复制商请", "复制催办", "签收提醒", "督办单"
COPY_TIPS = {
    StepKind.CONSULT: "平级之间：复制一段商请文字，并记入办理过程",
    StepKind.URGE: "县办、上级交办的或对内：复制一段催办文字，并记入办理过程",
    StepKind.SIGN: "复制一段请对方签收的文字",
}
SLIP_TIP = "生成督办单（Word文档），颜色按逾期和催办次数定"
COPIED = "已复制给{name}的{kind}文字，可粘贴到聊天窗口。"
COPIED_SEVERAL = "已复制{count}个单位的{kind}文字。"
COPY_ONE = "复制"
COPY_ALL = "全部复制"

SEVERAL = "已选{count}条"
SEVERAL_NOTE = "每个责任单位一段文字，分别粘贴到各自的聊天窗口。"
SEVERAL_SLIP = "督办单（{count}份，一个文档）"
MESSAGE_HEAD = "{name}　{count}条"
NONE_OPEN = "所选的都已了结，没有要发的文字。"

SLIP_TITLE = "保存督办单"
SLIP_FILTER = "Word 文档 (*.docx)"
SLIP_SAVING = "正在生成督办单…"
SLIP_SAVED = "督办单已保存：{name}"
OPEN_FILE = "打开"
OPEN_FOLDER = "打开文件夹"
SAVE_ELSEWHERE = "另存到别处"
LEFT_UNTAKEN = "“{text}”没有存入，因为看不懂或不在名录里；请回到那一条重新填写。"

CANCEL_BUTTON = "取消"
DIALOG_TITLES = {
    StepKind.SIGN: "签收",
    StepKind.PROGRESS: "记进展",
    StepKind.EXTEND: "延期",
    StepKind.DONE: "办结",
    StepKind.CLOSE: "销号",
    StepKind.CANCEL: "取消交办",
    StepKind.REOPEN: "重新办理",
}
DIALOG_NOTES = {
    StepKind.EXTEND: "现在的时限是{due}。原定时限一直保留，延期几次都看得见。",
    StepKind.DONE: "办结后还要销号。由需协调事项交办的，办理结果会填入答复。",
    StepKind.CLOSE: "核实办理结果后销号。",
    StepKind.CANCEL: "取消后不再催办，记录都在，可“重新办理”。",
    StepKind.REOPEN: "重新办理后回到“办理中”，原来的过程都保留。",
}
#: what is asked: (key, name, hint)
DIALOG_FIELDS = {
    StepKind.SIGN: (("person", "签收人", "谁签收的"), ("day", "日期", "")),
    StepKind.PROGRESS: (("words", "进展", "办到哪一步了"), ("day", "日期", "")),
    StepKind.EXTEND: (("due", "延至", "8月11日、下周五"), ("words", "原因", "为什么延期")),
    StepKind.DONE: (("words", "办理结果", "办成了什么"), ("day", "日期", "")),
    StepKind.CLOSE: (("person", "销号人", "谁核实的"), ("day", "日期", "")),
    StepKind.CANCEL: (("words", "原因", "为什么取消"),),
    StepKind.REOPEN: (("words", "原因", "可不填"),),
}
BAD_DAY = "“{text}”看不出是哪一天，请写成8月4日、8.4或下周五。"

ADD_TITLE = "新增交办事项"
ADD_SAVE = "添加"
ADD_NOTE = "记到{week}。会商上定下的，也可在“本周会商”右侧一行记下。"
REQUEST_NAME = "需协调事项"
NO_REQUEST = "不是由它交办"
REQUEST_TIP = "由一条待答复的需协调事项交办：办结时的办理结果会填入它的答复"
WHAT_MISSING = "请写做什么。"
