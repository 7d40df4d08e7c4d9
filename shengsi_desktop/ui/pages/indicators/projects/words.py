"""Every Chinese word of 重大项目 that is not the store's, in one place; braces are filled by format()."""

DOT = " · "

# the bar
IMPORT = "导入清单…"
IMPORT_TIP = "从WPS表格导入重大项目清单，先预览再存入"
ADD = "新增项目"
UNITS_TIP = "列表、合计、右边的填报和曲线都按{unit}显示，填的数也按{unit}算"
MINE = "本单位牵头"
EVERYTHING_TIP = "方案里的全部项目；其他单位牵头的，数字以本机收到的为准"
ISLANDS_ALL = "全部岛"

# the table
COLUMNS = ("\u2002\u2009项目", "总投资", "年度计划", "本月完成", "本年累计", "完成率", "形象进度", "亮灯")
NO_CATEGORY = "未分类"
NOTHING = "–"
MONTH_UNKNOWN = "上月末的本年累计没有填过，本月完成算不出来"
NEXT_MILESTONE = "节点：{name} {due}"
IN_UNIT = "{name}\n{unit}"
UNITS_LEFT = "先把右边没存入的改好或删掉，再换单位：{words}"
NO_LEAD = "牵头单位待定"
RATE_TIP = "本年累计{done} ÷ 年度计划{plan}"
SCHEDULE_TIP = "，序时{schedule}%"
TOTAL = "合计（{unit}）"
TOTAL_COUNT = "{count}个项目"
UNPLANNED = "{count}个未定年度计划，不计入完成率"
UNREPORTED = "{count}个未填报，按0计"

# nothing there
EMPTY_TITLE = "还没有重大项目"
EMPTY_HINT = "行动方案只有《重大项目清单》的标题，没有名单。请导入清单表格，或逐个新增。"
NONE_MINE_TITLE = "本单位没有牵头的项目"
NONE_MINE_HINT = "清单里的项目都由其他单位牵头，点“全部”查看。"
NONE_LEFT_TITLE = "没有符合条件的项目"
NONE_LEFT_HINT = "换一个条件，或点“全部”。"
CHOOSE_TITLE = "请在左边选一个项目"
CHOOSE_HINT = "按 ↑↓ 选择。"

# the project
DROP = "删除项目"
MORE_TIP = "更多"
GO_REPORT = "去填报 →"
GO_REPORT_TIP = "到“本周会商”填写这个项目的进展、问题和下周计划"
LEAD = "牵头 {lead}"

# this week's entry
ENTRY = "第{week}周填报"
ENTRY_OLD = "累计数为第{week}周所填"
MONTH_DONE = "{month}月完成"
YEAR_DONE = "本年累计"
WORDS = "形象进度"
WORDS_HINT = "目前干到哪一步，如“桩基完成”"
WORDS_LAST = "上次：{words}"
NEED_YEAR = "上月末的累计还没有填过，请把本年累计也填上，一起存入。"
BY_LEAD = "进度由牵头单位填报（{lead}），这里只供查看。"
RATE = "占年度计划 {year}"
TOTAL_RATE = "开工以来累计 {done}，占总投资 {total}"

# the curve
CURVE = "投资进度"
COPY = "复制图"
SAVE = "存为图片"
PLAN_SOURCE = "{name}"

# the milestones
MILESTONES = "节点"
NO_MILESTONES = "还没有节点。写下名称和日期，到期前亮灯提醒。"
MILESTONE_HINT = "节点名称，如“主体结顶”"
DUE_HINT = "8月底"
MILESTONE_NAME = "节点名称"
DUE = "节点日期"
ADD_MILESTONE = "加节点"
REACHED = "已完成"
REMOVE = "删除这个节点（可撤销）"
OTHERS = "其他细项在“任务清单”里查看"

# the facts
FACTS = "项目信息"
OWN_UNIT = "{unit}（周会商表和导入预览用）"
FIELDS = {
    "name": "项目名称",
    "content": "建设内容",
    "category": "类别",
    "lead": "牵头单位",
    "builder": "建设单位",
    "nature": "建设性质",
    "site": "建设地点",
    "islands": "所属岛",
    "money_unit": "金额单位",
    "total": "总投资",
    "before": "至上年底累计",
    "year_plan": "年度计划投资",
    "start": "开工时间",
    "finish": "竣工时间",
    "problem": "问题类型",
    "leader": "分管领导",
    "section": "承办科室",
    "person": "责任人",
    "phone": "联系电话",
    "remark": "备注",
}
HINTS = {
    "lead": "多个单位用顿号隔开",
    "islands": "多个岛用顿号隔开",
    "start": "如2022年9月",
    "finish": "如2024年12月底",
    "problem": "如用海、用地、资金",
}
NATURES = ("新建", "续建", "前期")
NOT_A_SUM = "“{text}”不是金额，没有存入，原来的没有改动。请填如12000（单位是{unit}）或1.5亿元的数。"

# adding one
ADD_TITLE = "新增项目"
ADD_NOTE = "先填主要的几项，其余以后在右边补。"
NAME_MISSING = "项目名称不能为空。"
