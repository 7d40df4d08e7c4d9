"""Every Chinese word of 争取事项 that is not the store's, in one place; braces are filled by format()."""

DOT = " · "
NOTHING = "—"

# the bar
OFFERS = "从方案挑选…"
OFFERS_TIP = "列出行动方案里写到“争取”的句子，勾选后添加为争取事项"
ADD = "新增争取事项"
MINE = "本单位"
EVERYTHING_TIP = "方案里全部单位的争取事项"
ANY_AREA = "全部领域"
ANY_LEVEL = "全部层级"
ANY_STAGE = "全部进展"
NOT_BEGUN = "未对接"

# the table
COLUMNS = ("\u2002\u2009争取事项", "金额（万元）", "进展", "最近对接", "亮灯")
STAGE_OF = "{stage} {reached}/{all}"
NO_LEAD = "牵头单位待定"
STAGE_SUM = "{stage} {count}项"
STAGE_SUM_AMOUNT = "{stage} {count}项 {amount}"
TOTAL = "合计 {amount}"
EMPTY_TITLE = "还没有争取事项"
EMPTY_HINT = "行动方案里写到“争取”的句子可以直接挑选，也可以逐项新增。"
NONE_TITLE = "没有符合条件的争取事项"
NONE_HINT = "换个条件，或清除全部筛选。"
CLEAR = "清除筛选"
CHOOSE_TITLE = "请在左边选一项"
CHOOSE_HINT = "按 ↑↓ 选择。"

# one appeal
MORE_TIP = "更多"
DROP = "删除争取事项"
GO_REPORT = "去填报 →"
GO_REPORT_TIP = "到“本周会商”填写这项的进展、问题和下周计划"
PROGRESS = "进展（点到哪一步就是到了哪一步）"
PROGRESS_READ = "进展"
REACHED_GRANTED = "已到位"
KIND_SILENCE = "上次对接是{day}，{silence}，可以联系一次。"
NEVER = "还没有对接记录，对接后在下面记一条。"
CONTACTS = "对接记录"
CONTACT_HINT = "7月26日 @省财政厅 沟通补助资金（不写日期为今天）"
CONTACT_TIP = "写成一行：日期 @对方 谈了什么；回车登记"
SAME_STAGE = "进展不变"
TO_STAGE = "到“{stage}”"
STAGE_CHOICE = "这次对接后的进展"
CONTACT_ADD = "登记"
CONTACT_DROP_TIP = "删除这条对接记录"
CONTACT_DROPPED = "已删除{day}的对接记录。"
CONTACT_LINE = "{day} @{whom} {words}"
CONTACT_LINE_ALONE = "{day} {words}"
CONTACT_WORDS = "{whom}：{words}"
CONTACT_STAGE = "〔{stage}〕{words}"
LATEST = "最近填报"
LATEST_OF = "最近填报（第{week}周）"
NO_PROGRESS = "还没有填报进展"
SOURCE = "来自行动方案 {number}"
OPEN_SOURCE = "在任务清单中查看"
FACTS = "基本情况"
FIELDS = {
    "name": "争取事项",
    "area": "领域",
    "level": "对接层级",
    "office": "对口部门",
    "amount": "金额",
    "due": "完成时限",
    "lead": "牵头单位",
    "content": "内容",
    "remark": "备注",
}
HINTS = {
    "name": "争取什么，如“争取省级海岛补助资金”",
    "office": "如省财政厅",
    "amount": "如3000万元、1.2亿元，不写单位为万元；没有金额不填",
    "due": "如8月底、2023-08-15，不填为年底",
    "lead": "多个单位用顿号隔开",
}
UNSET = "未定"
AREA_SHORT, LEVEL_SHORT = "领域", "层级"
DEFAULT_DUE = "{day}（默认）"
NOT_A_SUM = "“{text}”不是金额，没有存入。请写成3000万元或1.2亿元。"

# adding one
ADD_TITLE = "新增争取事项"
ADD_NOTE = "每项自动带“对接→申报→批复→到位”四步，按完成时限亮灯；同时列入任务清单，每周填报。"
NAME_MISSING = "请写明争取什么。"

# the plan's own sentences
OFFERS_TITLE = "行动方案里的“争取”"
OFFERS_NOTE = "领域、层级和是否向上争取都是按字面推测的，请核对后再勾选。添加后由本单位牵头，可在右边修改。"
UPWARD = "向上争取"
STRIVE = "多为力争之意，确属向上争取的再勾选"
OFFER_FROM = "{number} {owners}"
OFFER_NOWHERE = "总体要求，不在某一事项内"
OFFER_MINE = "本单位事项"
OFFER_TAKEN = "已添加为{number}"
OFFER_WHY = "推测：{why}"
OFFER_NAME = "事项名称"
OFFERS_NONE = "当前行动方案里没有写到“争取”的句子，可以逐项新增。"
ALL = "全选向上争取的"
TAKE = "添加勾选的{count}项"
TAKE_NONE = "添加勾选的"
ADDED = "已添加{count}项争取事项。"
