"""What 汇总 says on the screen."""

from __future__ import annotations

UNITS, NOTES, MISMATCHES = "各单位", "县办摘编", "口径不一"
COUNTED = "应报{all}家"
COPY_MISSING, COPY_GROUP, COPY_UNIT = "未报名单", "催报文字", "复制给该单位的催报"
COPY_RECEIPT, COPY_RETURN = "复制回执文字", "复制退回文字"
COPY_MISSING_TIP, COPY_GROUP_TIP = "复制未报名单", "复制催报文字，粘贴到联络员群"
SHEETS, SHEETS_TIP = "下发填报表…", "给没有装本程序的单位：导出填报表，用WPS填好再收回"
EXPORT, EXPORT_TIP = "导出汇总表…", "导出县汇总表：首页一页，之后逐项列出各单位所报"
VIEW, CONFIRM, TAKE_BACK = "查看该单位", "确认代录…", "收回确认"
COPIED_MISSING = "已复制未报名单，可粘贴到聊天或文档。"
COPIED_GROUP = "已复制催报文字，可粘贴到联络员群。"
COPIED_UNIT = "已复制给{unit}的催报文字。"
ALL_CAME = "应报单位都已报送，不用催报。"
NO_MISMATCH, NO_MISMATCH_HINT = (
    "没有口径不一",
    "同一细项由几家单位报了不同的数时，列在这里，以牵头单位的为准。",
)
CHOOSE_ITEM = "在左边选一个事项"
NOTE_HINT = "县办摘编：写给县领导看，单位原文不改"
SILENT = "未填：{units}"
UNREPORTED, NO_NEWS, CARRIED = "未填报", "本周无新进展", "本周未填报，以下数据为此前所报"
NOTE_HOLDS, NOTE_HOLDS_TIP = "摘编仍可用", "已对照新版核对，摘编不用改"
TO_CHECK, TO_CHECK_TIP = "！", "原文已有新版，有摘编待核对"
OUTDATED = "有{count}条摘编写在单位的旧版上（{names}），请先在“县办摘编”里核对；照样可以导出，表内会注明。"
MISMATCH_OPEN = "双击或按回车，打开该事项的县办摘编"
EXPORTED = "已导出：{name}"
OPEN_FILE, OPEN_FOLDER, ELSEWHERE = "打开文件", "打开所在文件夹", "另存到别处"
EXPORTING, READING = "正在导出…", "正在汇总…"
EXPORT_TITLE = "导出县汇总表"
BY, BY_DIRECTION, BY_UNIT = "排列", "按方向", "按单位"
WORDS, WORDS_BOTH, WORDS_UNITS, WORDS_NOTES = (
    "文字",
    "原文和摘编都列",
    "只用单位原文",
    "用县办摘编（没有摘编的用原文）",
)
PAPER, PAPER_A4, PAPER_A3 = "纸张", "A4", "A3"
GO_EXPORT, CANCEL = "选择位置…", "取消"
NOT_YET = "未到报送时间"
#: the counts where there is little room: what is still to come, in the order of `GatherState`
SHORT_STATES = {"未报": "未报", NOT_YET: "待报", "已退回": "退回", "代录待确认": "待确认", "停航未报": "停航"}
