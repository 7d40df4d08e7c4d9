"""Every Chinese word of 重点改革 that is not the store's, in one place; braces are filled by format()."""

DOT = " · "

# the bar
IMPORT = "导入清单…"
IMPORT_TIP = "从WPS表格导入重点改革清单，先预览再存入"
ADD = "新增改革事项"
MINE = "本单位牵头"
STATE_COUNT = "{state} {count}"

# the board
GROUP_COUNT = "{count} 项"
GROUP_SHORT = "{count} 项，方案提出{expected}项，还缺{missing}项"
OTHERS = "其他改革"
NO_CATEGORY = "未分类"
NO_CATEGORY_HINT = "在右边把类别填成综合改革或专项改革"
NO_GOAL = "年度目标未填"
NO_LEAD = "牵头单位待定"
LEAD = "牵头 {lead}"
PROGRESS = "第{week}周：{words}"
NO_PROGRESS = "还没有进展"
EMPTY_TITLE = "还没有重点改革事项"
EMPTY_HINT = "行动方案只提出“1项综合改革+9项专项改革”，没有列出名单。请导入清单表格，或逐项新增。"
NONE_MINE_TITLE = "本单位没有牵头的改革事项"
NONE_MINE_HINT = "清单里的改革都由其他单位牵头，点“全部”查看。"
CHOOSE_TITLE = "请在左边选一项改革"
CHOOSE_HINT = "按 ↑↓ 选择。"

# the reform
DROP = "删除改革事项"
MORE_TIP = "更多"
GO_REPORT = "去填报 →"
GO_REPORT_TIP = "到“本周会商”填写这项改革的进展、问题和下周计划"
STATE = "状态：{state}"
GOALS = "年度目标细项（由目标拆出，点到哪一步就是完成了哪一步）"
GOALS_READ = "年度目标细项"
NO_GOALS = "还没有细项。填写年度目标后自动拆出，也可在“任务清单”里添加。"
STANDING = "常态"
STANDING_DONE = "已完成"
LATEST = "最近进展"
LATEST_OF = "最近进展（第{week}周）"
PROBLEMS = "存在问题：{words}"
FACTS = "改革信息"
FIELDS = {
    "name": "改革事项",
    "category": "类别",
    "goal": "年度目标",
    "content": "改革内容",
    "lead": "牵头单位",
    "leader": "分管领导",
    "due_words": "完成时限",
    "section": "承办科室",
    "person": "责任人",
    "phone": "联系电话",
    "remark": "备注",
}
HINTS = {
    "goal": "年内要见到的成果，如“6月底前印发办法，上线3个应用”",
    "lead": "多个单位用顿号隔开",
    "due_words": "如2023年12月底",
}

# adding one
ADD_TITLE = "新增改革事项"
ADD_NOTE = "年度目标会自动拆成细项，有数量和日期的写清楚，亮灯更准。"
NAME_MISSING = "改革事项名称不能为空。"
