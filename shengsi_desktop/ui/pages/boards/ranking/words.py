"""What 晾晒考评 says, in one place."""

from __future__ import annotations

NOTHING = "—"
DOT = " · "
COLUMNS = ("名次", "单位", "得分", "", "亮灯", "加减分", "较上期")
CUSTOM_TAB = "比拼榜"
PREVIOUS, NEXT = "上一期", "下一期"
REHEARSE, PUBLISH, PICTURE, WORKBOOK, RULE, MORE = "试算…", "公布…", "导出图片", "导出Excel", "规则…", "更多"
REHEARSE_TIP = "改规则或单个亮灯、数据，看名次怎样变；不存入任何内容"
COPY_PICTURE, SAVE_PICTURE = "复制图片", "存为图片…"
ADJUST, NEW_BOARD, EDIT_BOARD, FIGURES, DROP_BOARD, GROUPS = (
    "人工加减分…", "新建比拼榜…", "修改比拼榜…", "录入数据…", "删除比拼榜", "单位分组…",
)  # fmt: skip
AGAINST_NOW = "与现在相比"
NO_DIFFERENCE = "现在重新计算，与公布的没有差别。"
GONE = "现在已无法重新计算（榜已删除），只能看公布的内容。"
VERSION = "第{n}版"
NEWEST = "第{n}版（最新）"
COPIED, SAVED, EXPORTED = "图片已复制，可直接粘贴到文档或聊天窗口。", "已存为图片：{name}", "已导出：{name}"
PUBLISHED = "已公布{title}第{n}版，内容从此不变；数据或规则改动后可再公布更正版。"
DROPPED = "已删除比拼榜“{name}”，公布过的各期仍在。"
TAKE_BACK = "撤销"
CHOOSE_TITLE, CHOOSE_HINT = "选一个单位", "在左边选一个单位，这里列出每一分从哪里来。"
COMPUTING, COMPUTING_HINT = "正在计算…", "按各单位的填报和亮灯计算名次，稍候片刻。"
NOT_COMPUTED, NOT_COMPUTED_HINT = "没有算出名次", "原因见窗口上方的提示；再点一次这个榜，就重新计算。"
EMPTY_TITLE = "本期没有可以排名的内容"
EMPTY_HINTS = {
    "work": "各单位填报事项、亮灯之后，这里按组排名。",
    "projects": "先在“指标趋势 → 重大项目”导入或新增项目，填年度计划和进度。",
    "indicators": "先在“指标趋势”给指标写明责任单位、录入数值，这里按单位统计达标情况。",
    "appraisal": "本季各月有了晾晒得分，这里加权汇总。",
    "custom": "用“更多 → 录入数据”填本期数据，可从WPS表格粘贴。",
}
NO_CUSTOM_TITLE = "还没有比拼榜"
NO_CUSTOM_HINT = "比拼榜可以比任何数据：渔村环境整治、招商签约、垃圾减量……参加的可以是单位，也可以是村。"
PRINCIPLE = "只看工作成效，用什么方式填报不加分也不减分。"
EVIDENCE = "得分依据"
SIGNED_WEEK, UNSIGNED = "第{n}周定稿：", "未定稿（不随榜公布）："
RULE_HEAD = "本榜规则"
NOT_RANKED = "未参加排名"
PICTURE_TITLE, PICTURE_TYPES = "存为图片", "PNG 图片 (*.png);;SVG 图片 (*.svg)"
WORKBOOK_TITLE = "导出晾晒榜"

PUBLISH_TITLE = "公布"
PUBLISH_NOTE = (
    "公布后，名次、得分、依据和规则一并冻结，以后数据或规则再变，公布的内容不变。"
    "需要更正的，改好后再公布一次，前一版仍可查看。"
)
PUBLISH_WHAT = "{title}：{ranked}个{who}参加排名，{out}个不参加。"
PERSON = "公布人"
PUBLISH_REHEARSED = "{said}；仍要公布的，请打勾。"
PUBLISH_WITH_REHEARSED = "按预演计入，照样公布"
PUBLISH_UNFINISHED = "{said}；仍要公布的，请打勾，公布的内容会写明截至哪一周。"
PUBLISH_EARLY = "还没有结束，提前公布"
PUBLISH_VERSION = "公布第{n}版（更正）"
PUBLISH_REASON, PUBLISH_REASON_HINT = "更正原因", "如：4-2的完成数核实为30个"
PUBLISH_SAVE = "公布"
CANCEL, CLOSE, SAVE = "取消", "关闭", "保存"

ADJUST_TITLE = "人工加减分"
ADJUST_NOTE = "只在有据可查时使用，理由随榜公布。“报送无实质内容”按规则扣分，其他由您写分数。"
ADJUST_KIND, ADJUST_POINTS, ADJUST_REASON = "类别", "加减分", "理由"
ADJUST_POINTS_HINT = "扣分写负数，如 -2"
ADJUST_REASON_HINT = "如：第29周各项与上周一字不差"
ADJUST_UNRANKED = "{why}：加减分只记下理由，不影响得分和名次。"
ADJUST_DROP = "删除"

REHEARSE_TITLE = "试算：{title}"
REHEARSE_NOTE = "这里的改动都不存入，关闭就没有了。"
REHEARSE_RULE, REHEARSE_LINES, REHEARSE_RESULT = "假如规则是", "假如这个{who}的", "名次和得分的变化"
REHEARSE_RESET = "恢复原样"
REHEARSE_SAME = "没有{who}的名次或得分变化。"
REHEARSE_CHANGED = "{count}个{who}有变化。"
MOVES = ("组", "名次", "得分", "变化")
AS_IS = "照原来"

RULES_TITLE, RULE_HEADING, RULE_OF = "晾晒规则", "各榜规则", "榜"
RULES_NOTE = "规则按版本保存：某一期按某版规则公布后，该版不再改动，再改就另成新版。"
RULE_SINCE, RULE_SINCE_HINT = "从哪一期起", "如 2023-08、8月、三季度；不填就是从头"
RULE_VERSION, RULE_NAME, RULE_SOURCE = "规则版本", "名称", "出处"
RULE_GONE = "已被后面的版本取代"
RULE_REPLACES = "保存后，{names}由这一版取代，不再起用。"
RULE_SAVED, GROUPS_SAVED = "规则已保存。", "分组已保存。"
VERSION_HELD = "这一版规则改了还没有存，没有换版本。请先保存；再选一次那一版即放弃修改。"
RULE_UNSAVED, GIVE_UP = "规则的改动还没有保存，没有换榜。", "放弃改动"
METHOD, ADJUSTED, WEIGHTS = "计分方法", "受停航等影响的事项按调整后的亮灯计", "各榜权重"
RANK_UNLIT = "没有亮灯、但缺周定稿的单位也参加排名"
GROUPS_TITLE = "单位分组"
GROUPS_NOTE = (
    "同组的单位在一起排名。乡镇、国企、党群机关按单位性质默认；哪些部门归经济、哪些归民生，由您指定。"
)
GROUPS_COLUMNS = ("单位", "组")
LOCKED = "已按此版公布"

BOARD_TITLE_NEW, BOARD_TITLE_EDIT = "新建比拼榜", "修改比拼榜"
BOARD_NAME, BOARD_MEASURE, BOARD_UNIT, BOARD_BETTER, BOARD_REMARK = (
    "名称",
    "比什么",
    "计量单位",
    "谁领先",
    "备注",
)
BOARD_HINTS = {"name": "如：渔农村环境整治比拼", "measure": "如：户均日产垃圾", "unit": "如：千克、万元、分"}
FIGURES_TITLE = "录入数据：{name} {period}"
FIGURES_NOTE = (
    "一行一个参加者，可从WPS表格复制后粘贴（Ctrl+V）；表头和合计行不放入；没有数据的留空，不参加本期排名。"
)
FIGURES_COLUMNS = ("名称", "组别", "本期数据", "说明")
FIGURES_SKIPPED = "按表头、合计行没有放入：{listed}。"
FIGURES_UNREAD = "{listed}不是数，请改好；千位分隔写成1,000。"
FIGURES_NONE = "{listed}按没有数据处理，不参加本期排名。"
FIGURES_ADD, FIGURES_REMOVE = "加一行", "删去所选行"
