"""Every Chinese word of 设置·会议; braces are filled by format()."""

from shengsi_desktop.domain.words import Cadence, HolidayRule

TITLE = "会议安排"
INTRO = (
    "每周会商的日子在“本单位”里设。这里安排半月听取、每月例会和专班会议；到了日子，“会商记录”里会列为待开。"
)
ADD = {Cadence.HALF_MONTH: "听取", Cadence.MONTH: "例会", Cadence.TASK_FORCE: "专班会议"}
NOTHING_TITLE = "还没有安排会议"
NOTHING_TEXT = "点上面的“听取”“例会”“专班会议”新建一个，再定日子、地点和参加人员。"
NAME = "名称"
NAME_HINT = "如：分管领导半月听取"
KIND = "类型"
DAY = "开会日"
BY_WEEKDAY = "按星期"
BY_DAY = "按日期"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAY_NOTE = {
    Cadence.HALF_MONTH: "每半月最后一个",
    Cadence.MONTH: "每月最后一个",
    Cadence.TASK_FORCE: "每周",
}
DAY_NOTE = {
    Cadence.HALF_MONTH: "每半月的第几天（10：10日和25日）",
    Cadence.MONTH: "每月几日（没有这一天的月份用月末）",
    Cadence.TASK_FORCE: "每月几日（没有这一天的月份用月末）",
}
TIME = "开会时间"
HAND_IN = "材料报送"
HAND_IN_HINT = "开会当天几点前交材料"
HAND_IN_LATE = "比开会时间晚，会前收不齐材料"
DAY_REFUSED = "“{said}日”不在1到{most}日之间，没有改动，仍为{day}日。"
PLACE = "地点"
PLACE_HINT = "新开的会议预先带入"
ATTENDEES = "参加人员"
ATTENDEES_HINT = "用顿号隔开，新开的会议预先带入"
WHOM = {
    Cadence.HALF_MONTH: "听取领导",
    Cadence.MONTH: "主持领导",
    Cadence.TASK_FORCE: "工作专班",
}
NOBODY = "不指定"
NO_LEADERS = "还没有登记，可先不指定"
HOLIDAYS = "遇放假"
HOLIDAYS_TIP = "提前到放假前、顺延到放假后的工作日；调休上班算工作日"
RULES = (
    (HolidayRule.EARLIER, "提前"),
    (HolidayRule.LATER, "顺延"),
    (HolidayRule.KEEP, "不变"),
)
COMING = "接下来"
REMOVE = "删除这个安排"
REMOVED_NOTE = "删除后不再列为待开，开过的会议记录都保留。"
ESTIMATED = "尚未公布放假安排的年份按固定假日推算（周末、元旦、五一、国庆三天），公布后随程序更新。"
