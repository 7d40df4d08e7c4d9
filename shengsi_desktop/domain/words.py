"""The fixed words of the trade as enums, each with the Chinese that a user sees.

Only words: no rules, no colours. The values are what the store and the JSON hold.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A word with its stored value and the Chinese that a user sees."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ItemKind(Word):
    """What kind of thing an 事项 is."""

    CLAUSE = "clause", "方案正文"
    KEY_MEASURE = "key_measure", "重点举措"
    REFORM = "reform", "重点改革"
    PROJECT = "project", "重大项目"
    APPEAL = "appeal", "争取事项"


class ListName(Word):
    """The list an item is shown in; as ItemKind, with 工作保障 apart from the clauses of section 三."""

    CLAUSE = "clause", "方案正文"
    GUARANTEE = "guarantee", "工作保障"
    KEY_MEASURE = "key_measure", "重点举措"
    REFORM = "reform", "重点改革"
    PROJECT = "project", "重大项目"
    APPEAL = "appeal", "争取事项"


class DeliverableKind(Word):
    """What kind of promise a 细项 is."""

    QUANTITY = "quantity", "数量型"
    RATIO = "ratio", "比率型"
    MILESTONE = "milestone", "节点型"
    STANDING = "standing", "常态型"


class Role(Word):
    """How a unit answers for an item."""

    LEAD = "lead", "牵头"
    SUPPORT = "support", "配合"
    OWNER = "owner", "责任单位"


class RoleSource(Word):
    """Where a role comes from: the plan's text, the county's habit 列第一位者为牵头, or a person."""

    TEXT = "text", "原文"
    HABIT = "habit", "默认"
    USER = "user", "人工"


class Origin(Word):
    """How the reader came to an owner."""

    NAMED = "named", "原文列名"
    ELIDED = "elided", "省略还原"
    GROUP = "group", "泛指"
    RULE = "rule", "全文规则"


class Comparator(Word):
    """How a target's value is to be compared; labels are the mathematical signs."""

    GT = ">", "突破"
    GE = "≥", "以上"
    APPROX = "≈", "左右"
    LE = "≤", "以内"
    LT = "<", "低于"
    EQ = "=", ""
    RANK = "rank", "位次"
    WORDS = "words", ""


class UnitKind(Word):
    """What kind of unit answers for things."""

    DEPARTMENT = "department", "政府部门"
    PARTY = "party", "党群机关"
    TOWNSHIP = "township", "乡镇"
    ENTERPRISE = "enterprise", "国有企业"
    VERTICAL = "vertical", "垂管单位"
    MASS = "mass", "群团组织"
    HEADQUARTERS = "headquarters", "指挥部"


class Light(Word):
    """亮灯. `shape` and `label` always go together: colour alone says nothing."""

    GREEN = "green", "绿灯"
    YELLOW = "yellow", "黄灯"
    RED = "red", "红灯"
    DONE = "done", "办结"
    UNREPORTED = "unreported", "未填报"
    UNPUBLISHED = "unpublished", "未发布"
    UNSCHEDULED = "unscheduled", "未定序时"
    BY_LEAD = "by_lead", "由牵头单位填报"
    NONE = "none", "常态"

    @property
    def shape(self) -> str:
        """The sign that carries the light where colour does not reach."""
        return _SHAPES[self.value]


class LightBasis(Word):
    """What the thresholds of a light rule are measured in; labels say what yellow and red are asked for."""

    GAP = "gap", "低于序时的百分点"
    SHARE = "share", "为序时应完成量的百分比"
    STRICT = "strict", "达到序时与否"
    DATE = "date", "只看完成时限"


class RulePreset(Word):
    """The light rules of offices that formats.md names, one of which a version is made of."""

    YINCHUAN = "yinchuan", "银川"
    XINHUANG = "xinhuang", "新晃"
    OUHAI = "ouhai", "瓯海"
    DEADLINE = "deadline", "期限"


_SHAPES = {
    "green": "●",
    "yellow": "▲",
    "red": "■",
    "done": "✔",
    "unreported": "○",
    "unpublished": "○",
    "unscheduled": "○",
    "by_lead": "○",
    "none": "–",
}


class Cadence(Word):
    """The rhythm of a meeting."""

    WEEKLY = "weekly", "会商"
    HALF_MONTH = "half_month", "听取"
    MONTH = "month", "例会"
    TASK_FORCE = "task_force", "专班会议"


class HolidayRule(Word):
    """What becomes of a meeting whose day is a day off."""

    EARLIER = "earlier", "提前"
    LATER = "later", "顺延"
    KEEP = "keep", "不变"


class WeekState(Word):
    """Where a unit's week stands."""

    DRAFT = "draft", "草稿"
    FOR_MEETING = "for_meeting", "上会稿"
    FINAL = "final", "定稿"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "退回"


class PlanMark(Word):
    """上周计划完成情况 of one line of last week's plan."""

    DONE = "done", "完成"
    PARTLY = "partly", "部分完成"
    NOT_STARTED = "not_started", "未启动"
    PUT_OFF = "put_off", "暂缓"


class RequestLevel(Word):
    """The level a 需协调事项 is raised to."""

    DEPARTMENTS = "departments", "部门间"
    TASK_FORCE = "task_force", "工作专班"
    COUNTY_LEADER = "county_leader", "分管县领导"
    COUNTY_MEETING = "county_meeting", "县例会"
    UPWARD = "upward", "向上争取"
    #: asked for without a level, or with one that is none of these; nobody chooses it
    UNDECIDED = "undecided", "层级未定"

    @classmethod
    def to_choose(cls) -> tuple[RequestLevel, ...]:
        """Those that a person chooses from."""
        return tuple(level for level in cls if level is not cls.UNDECIDED)


class DirectiveSource(Word):
    """Where a 交办事项 comes from."""

    WEEKLY = "weekly", "会商"
    HALF_MONTH = "half_month", "听取"
    MONTH = "month", "例会"
    INSTRUCTION = "instruction", "批示"
    INSPECTION = "inspection", "督查"
    CONGRESS = "congress", "人大"
    CONSULTATIVE = "consultative", "政协"
    SUPERVISION = "supervision", "四项监督"
    OPINION = "opinion", "民意"


class DirectiveState(Word):
    """Where a 交办事项 stands; 逾期 is derived from its date and not stored."""

    OPEN = "open", "办理中"
    DONE = "done", "办结"
    CLOSED = "closed", "销号"
    CANCELLED = "cancelled", "取消"
