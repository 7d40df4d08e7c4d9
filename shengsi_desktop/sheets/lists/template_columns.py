"""What the templates of the four lists ask for: columns with their notes, choices and an example each.

The example of the indicators is the plan's own; the others name no place and no fact.
"""

from __future__ import annotations

from dataclasses import dataclass

from shengsi_desktop.domain.lists import ListKind

UNITS = "单位"
ISLANDS = "岛"


@dataclass(frozen=True, slots=True)
class Asked:
    """A column of a template: head, width, how to fill it, its example, and its choices.

    `choices` are words that may be chosen; `source` names a list of the desk instead (units, islands), to which
    other words may be typed. `amount`: a number, not below zero.
    """

    head: str
    width: float
    note: str
    example: str = ""
    choices: tuple[str, ...] = ()
    source: str = ""
    amount: bool = False


EXAMPLE = "示例"
_NUMBER = Asked("序号", 7, "从1起编；更新清单时按序号和名称对应，请不要改动已用的序号。", EXAMPLE)
_LEAD = Asked("牵头单位", 16, "一个单位；可从下拉框选，也可直接写。", "县文广旅体局", source=UNITS)
_SUPPORT = Asked(
    "配合单位", 18, "多个单位用顿号隔开，如“县财政局、各乡镇”。", "县财政局、各乡镇", source=UNITS
)
_LEADER = Asked("分管领导", 10, "分管县领导姓名，可空。")
_DUE = Asked("完成时限", 14, "如“2023年12月底”“2023-12-31”“一季度”“长期推进”；不写按年底。", "2023年12月底")
_ISLAND = Asked("所属岛", 10, "涉及某个岛的，写岛名；可空。", source=ISLANDS)
_REMARK = Asked("备注", 14, "可空。")

COLUMNS: dict[ListKind, tuple[Asked, ...]] = {
    ListKind.INDICATOR: (
        _NUMBER,
        Asked("类别", 12, "如“经济总量”。相同的类别可以合并单元格。", "经济总量"),
        Asked("指标", 26, "指标名称，一行一个。", "地区生产总值"),
        Asked("计量单位", 9, "如“亿元”“%”“个”；没有单位的可空。", "亿元"),
        Asked(
            "年度目标", 16, "照方案原话，如“突破143”“10左右，高于全省平均”“1.5以内”“愿托尽托”“全省前3位”。",
            "突破143",
        ),
        Asked("上年实绩", 10, "上年核定数，可空。"),
        Asked("方向", 10, "数值越高越好还是越低越好。", "越高越好", ("越高越好", "越低越好")),
        Asked(
            "累计或时点", 11, "累计：逐月累加到年底；时点：每期单独一个数（如比重、增速）。", "累计", ("累计", "时点")
        ),
        Asked("频度", 8, "多久有一次数据。", "季度", ("月度", "季度", "半年", "年度")),
        Asked("数据来源", 14, "由哪里发布或提供，可空。"),
        Asked("发布时间", 12, "数据一般在什么时候出来，如“次月20日”，可空。"),
        Asked("牵头单位", 16, _LEAD.note, source=UNITS),
        Asked("配合单位", 16, _SUPPORT.note, source=UNITS),
        _REMARK,
    ),
    ListKind.KEY_MEASURE: (
        _NUMBER,
        Asked("类别", 12, "所属方向或板块。相同的可以合并单元格。", "某某板块"),
        Asked("所属任务", 20, "行动方案里的任务，可空。", "某某任务"),
        Asked("重点举措", 28, "举措名称，一行一项，不能为空。", "某某提升行动"),
        Asked("具体内容", 36, "做什么、做到什么程度。", "完成30个项目，年底前全部验收"),
        Asked("年度目标", 18, "能量化的写数量和单位。", "30个"),
        _LEAD, _SUPPORT, _LEADER, _DUE, _ISLAND, _REMARK,
    ),
    ListKind.REFORM: (
        _NUMBER,
        Asked("类别", 10, "方案提出“1项综合改革+9项专项改革”，按此分两类。", "专项改革", ("综合改革", "专项改革")),
        Asked("改革事项", 26, "事项名称，一行一项，不能为空。", "某某集成改革"),
        Asked("改革内容", 36, "主要做法。", "梳理事项、再造流程、上线应用"),
        Asked("年度目标", 26, "年内要见到的成果。", "印发办法，上线3个应用"),
        _LEAD, _SUPPORT, _LEADER, _DUE, _REMARK,
    ),
    ListKind.PROJECT: (
        _NUMBER,
        Asked("类别", 10, "所属板块，如“交通”“文旅”，可空。相同的可以合并单元格。", "某某板块"),
        Asked("项目名称", 26, "一行一个项目，不能为空。", "某某码头改造工程"),
        Asked("建设单位", 16, "项目业主。", "某某公司"),
        Asked("建设性质", 9, "", "续建", ("新建", "续建", "前期")),
        Asked("建设规模及内容", 30, "建什么、多大规模。", "改造泊位2个"),
        Asked("建设地点", 12, "可空。"),
        _ISLAND,
        Asked("总投资（万元）", 12, "单位要改成亿元的，改表头括号里的字。", "12000", amount=True),
        Asked("至上年底累计完成（万元）", 13, "开工以来到上年底，新建项目可空。", "4000", amount=True),
        Asked("年度计划投资（万元）", 12, "本年要完成的投资。", "5000", amount=True),
        Asked("本月完成（万元）", 11, "可空。", "300", amount=True),
        Asked("本年累计完成（万元）", 12, "可空。", "2100", amount=True),
        Asked("形象进度", 20, "目前干到哪一步。", "桩基完成"),
        Asked("开工时间", 12, "如“2022年9月”。", "2022年9月"),
        Asked("竣工时间", 12, "如“2024年12月底”。", "2024年12月底"),
        Asked("节点安排", 22, "如“6月底前完成桩基；12月底前主体结顶”，可空。"),
        Asked("责任单位", 16, _LEAD.note, "县发改局", source=UNITS),
        _LEADER,
        Asked("是否需协调", 8, "", "否", ("是", "否")),
        Asked("问题类型", 12, "需协调的写，如“用海”“用地”“资金”。"),
        _REMARK,
    ),
}  # fmt: skip
