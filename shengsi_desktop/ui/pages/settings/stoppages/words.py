"""Every Chinese word of 停航登记 that is not the register's own, in one place; braces are filled by format()."""

TITLE = "停航登记"
NOTE = (
    "登记停航、台风、大雾、休渔期的起止日期和岛。受影响的事项除原来的亮灯外，另显示扣除停航天数后的亮灯；"
    "原来的亮灯不变。报送时间落在停航期内的乡镇，未报不计。"
)
ADD = "登记停航"
EMPTY_TITLE = "还没有停航登记"
EMPTY_HINT = "有停航、台风、大雾或休渔期时在这里登记，受影响的事项会显示扣除停航天数后的亮灯。"
WHOLE_COUNTY = "全县"
LINE = "{when}　{kind}\n{where} · {days}天"
EDIT = "修改…"
REMOVE = "删除"
REMOVED = "已删除停航登记：{what}。"
TAKE_BACK = "撤销"
OFFERED = "填报时可写入存在问题（配合事项写入本单位配合情况）：{reason}"
SOURCE = "依据：{source}"
ITEMS = "本单位受影响的事项（打勾为受影响，可改）"
HOW = {
    "islands": "按岛认定：细项标有这些岛的事项。",
    "county": "全县停航：标有岛的细项都受影响，其他事项可打勾加入。",
    "moratorium": "休渔期不按岛认定，只影响打了勾的事项。",
}
HEADS = ("事项", "亮灯", "扣除后", "依据")
BY_PERSON = "（人工）"
SAME = "—"
DOT = " · "
WHY_SAME = {
    "left_out": "没有打勾，不受影响",
    "by_lead": "配合事项由牵头单位填报，亮灯看牵头单位",
    "unscheduled": "没有序时进度，停航天数无处可扣",
    "same": "扣除停航天数后仍是这个灯",
}
BY_LEAD = "牵头填报"
DIALOG_ADD, DIALOG_EDIT = "登记停航", "修改停航登记"
FIELD_KIND, FIELD_NAME, FIELD_FIRST, FIELD_LAST = "类型", "名称", "从", "到"
FIELD_ISLANDS, FIELD_REASON, FIELD_SOURCE = "岛", "填报用语", "依据"
NAME_HINT = "如台风名称，可不填"
REASON_HINT = "不填则为：{reason}"
SOURCE_HINT = "如海事部门停航通知，可不填"
ALL_ISLANDS = "全县（不分岛）"
ISLANDS_HEAD = "停航的岛"
ISLANDS_TITLE = "都不勾就是全县"
NO_DAY = "“{name}”要写日期，如7月26日、2023-07-26（现为“{text}”）。"
WRONG_ORDER = "结束日期早于开始日期。"
SAVE, CANCEL = "登记", "取消"
SAVE_CHANGES = "保存"
