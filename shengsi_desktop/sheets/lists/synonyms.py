"""The words that offices put over a column, by what the column says; a kind of list has some of its own.

Only words and their matching. Which column of a table gets which meaning is decided by `list_columns`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shengsi_desktop.domain.lists import ListField, ListKind
from shengsi_desktop.sheets.lists.cells import tight

F, K = ListField, ListKind
_DONE = r"(?:完成|达成|实绩|实际|执行|落实)"
_HOW = r"(?:情况|进度|进展|值|数|成效)?"

#: heads as a whole, without blanks, brackets and years; the first that fits says it
_COMMON: tuple[tuple[ListField, str], ...] = (
    (F.NUMBER, r"(?:序|编|项目?序|项目编|任务编|指标编)号|序|№|NO\.?|ID|项次|项目代码"),
    (F.LEADER, r"(?:责任|牵头|分管|包联|包保|联系|挂钩|挂联|县级?|县委县政府)+(?:县级?)?领导|领导"),
    (F.LEAD, r"(?:主要)?牵头(?:责任)?(?:单位|部门|乡镇|科室)?|主办(?:单位|部门)"),
    (F.LEAD, r"主要责任(?:单位|部门)|LEAD"),
    (F.SUPPORT, r"(?:主要)?(?:配合|协办|协同|参与|参加|协助|会办)(?:责任)?(?:单位|部门)?|CO|SUPPORT"),
    (F.OWNER, r"(?:主要)?(?:责任|落实|主管|负责|任务|填报|申报|报送|考核)(?:单位|部门|主体)|OWNER"),
    (F.OWNER, r"责任(?:乡镇|部门)及?(?:单位|乡镇)?|牵头和?(?:责任|配合)(?:单位|部门)"),
    (F.SECTION, r"(?:承办|责任|主办|业务|牵头)(?:科室|股室|处室)|科室"),
    (F.PERSON, r"(?:具体|主要|项目)?(?:责任|负责|联系|经办|联络)人(?:员)?(?:及(?:联系)?(?:电话|方式))?"),
    (F.PERSON, r"联络员|(?:责任|经办)人姓名"),
    (F.PHONE, r"(?:联系)?(?:电话|方式)|手机号?码?|联系方式"),
    (F.DUE, (r"(?:计划|要求|预计|拟)?(?:完成|办结|达标|实施|完工)?"
         r"(?:时限|时间|期限|时间节点|日期|节点)(?:要求)?")),
    (F.DUE, r"进度安排|时间安排|TIME|DUE|DEADLINE|起止时限"),
    (F.REMARK, r"备注(?:说明)?|说明|REMARKS?|NOTES?"),
    (F.CATEGORY, r"(?:任务|工作|指标|项目|改革)?(?:类别|领域|板块|分类|大类|类型|维度|方向)"),
    (F.CATEGORY, r"一级(?:任务|指标)|CATEGORY|所属领域|行业(?:类别)?"),
    (F.TASK, r"(?:所属|对应|归属)任务|二级(?:任务|指标)|GROUP"),
    (F.ISLAND, r"(?:所属|所在|涉及)?(?:岛屿|海岛|岛)"),
    (F.POINTS, r"(?:分值|权重|权数|标准分|基准分|满分)"),
    (F.CRITERIA, r"(?:评分|考核|计分|赋分|评价)(?:标准|办法|细则|规则|方法)"),
    (F.SCORE, r"(?:得分|自评分|自评得分|考核得分|评分|实得分)"),
    (F.SCHEDULE, r"(?:序时|时序)(?:进度|要求|进展)?"),
    (F.RATE, r"(?:投资|任务|计划|指标|目标)?(?:完成|达成|执行)(?:率|比例|比|百分比)"),
    (F.RATE, r"占(?:年度?|全年)(?:计划|目标|任务)(?:的)?(?:比例|比重)?|占比|进度比例"),
    (F.PROBLEM_TYPE, r"(?:存在)?(?:问题|困难)(?:类型|类别|分类)"),
    (F.PROBLEMS, (r"(?:当前|目前)?存在(?:的)?(?:主要)?(?:问题|困难)"
         r"(?:和|及|与|、)?(?:困难|问题|滞后原因|原因|建议)?")),
    (F.PROBLEMS, r"(?:主要)?(?:问题|困难)(?:和困难)?|滞后原因|未完成原因|原因分析"),
    (F.REQUEST, r"(?:是否)?(?:需要?|请求|提请)(?:.{0,6})?(?:协调|解决|支持)(?:解决)?(?:的)?(?:事项|问题)?"),
    (F.REQUEST, r"需协调解决事项"),
    (F.NEXT_PLAN, (r"下(?:一?步|周|月|阶段|季度|半年)(?:的)?(?:工作|重点)?"
         r"(?:计划|打算|安排|举措|措施|工作|目标)(?:计划|打算|安排)?")),
    (F.NEXT_PLAN, r"(?:赶进度|整改|推进)措施"),
    (F.DONE_NOW, rf"本(?:周|月|季度?|期|旬)(?:工作)?(?:{_DONE}|进展|推进|工作){_HOW}"),
    (F.PROGRESS, (r"(?:当前|目前|最新|累计|(?:上|下)?半年度?|年度|全年|季度|工作"
         r"|任务|项目|改革|总体|实际|推进|落实|截至.{1,8})*"
         rf"(?:{_DONE}|进展|进度|推进|建设|工作推进){_HOW}")),
    (F.PROGRESS, r"PROGRESS|(?:当前|目前)状态"),
    (F.MILESTONES, r"(?:节点|时间节点|阶段|季度|分季度|月度)(?:目标|安排|计划|任务|要求)(?:任务)?|里程碑"),
    (F.SOURCE, r"(?:数据|指标|资料|政策|文件|任务|项目)?来源|依据|出处|SOURCE"),
    (F.BASELINE, r"(?:上年|去年|上一年度?|基期)(?:实绩|完成|基数|实际|数|值|同期)*|基数|现状(?:值)?|基期"),
    (F.YOY, r"(?:较上?年?)?同比(?:增长|增速|增幅|增减|变化)?|(?:比|较)上年(?:同期)?(?:增长|增减)?"),
    (F.RANK, r"(?:全省|全市|省内|市内)?(?:位次|排名|排位|名次)"),
    (F.PROVINCE, r"(?:全省|省|全市)平均(?:值|水平|数)?|(?:全省|全市)(?:值|水平|数)?|省(?:值|水平)"),
    (F.AS_OF, r"数据(?:时点|截止(?:日期|时间))|统计(?:时点|截止)|截止(?:日期|时间)|截至(?:日期|时间)"),
    (F.CADENCE, r"(?:统计|填报|考核|数据|发布)?(?:频度|频率|周期)"),
    (F.RELEASE, r"(?:数据)?发布(?:月份|时间|日期)"),
    (F.CUMULATIVE, r"累计或时点|口径|累计/时点|数据口径"),
    (F.MEASURE, r"(?:计量|指标)单位|量纲"),
)  # fmt: skip

_GOAL = (
    r"(?:年度?|全年|工作|主要|预期|量化|责任|计划|总体|改革|任务)*"
    r"(?:目标|任务)(?:任务|要求|值|数|及任务|成效)?(?:要求)?"
)
_OWN: dict[ListKind, tuple[tuple[ListField, str], ...]] = {
    K.INDICATOR: (
        (F.NAME, r"(?:主要|考核|具体|三级|二级|重要|核心)?指标(?:名称|内容|项目)?|名称|NAME"),
        (F.NAME, r"INDICATOR|项目名称?"),
        (F.GOAL, rf"(?:年度?|全年)?计划(?:数|值)?|指标值|{_GOAL}|TARGET|GOAL"),
        (F.VALUE, (rf"(?:本期|当前|本月|累计|全年|年度|实际|\d{{1,2}}"
             rf"(?:-\d{{1,2}})?月)*(?:{_DONE}(?:值|数|情况)?|实绩|实际值|数值|值)")),
        (F.VALUE, r"本期数?|累计数?|VALUE"),
        (F.CONTENT, r"(?:指标)?(?:内容|解释|含义|定义)"),
        (F.DIRECTION, r"(?:指标)?(?:方向|导向|趋向|属性)"),
        (F.MEASURE, r"单位"),
    ),
    K.PROJECT: (
        (F.NAME, r"(?:重大|重点|建设)?(?:项目|工程)(?:名称)?|名称|NAME|PROJECT|TITLE"),
        (F.CONTENT, (r"(?:主要)?(?:建设|项目)?(?:规模|内容|概况)(?:"
             r"(?:及|和|与|、)?(?:主要)?(?:建设)?(?:规模|内容))?")),
        (F.CONTENT, r"(?:建设|项目)内容.{0,4}|CONTENT"),
        (F.BUILDER, r"(?:建设|业主|实施|项目|承建)(?:单位|业主|主体|法人)|业主|投资主体"),
        (F.NATURE, r"(?:建设|项目)?(?:性质|类型|属性)|新建/?续建"),
        (F.SITE, r"(?:建设|项目)?(?:地点|地址|位置|所在地|选址)|属地|所在乡镇"),
        (F.TOTAL, r"(?:项目|计划|概算|估算)?总投资(?:额|估算|概算)?|投资(?:总额|规模|概算)|概算投资"),
        (F.BEFORE, r"(?:截?至|到)?(?:上|去)年(?:底|末)(?:止)?(?:已?(?:累计)?完成)?(?:投资)?"),
        (F.BEFORE, r"(?:以前|往)年(?:度)?(?:累计)?完成(?:投资)?"),
        (F.BEFORE, r"(?:截?至|到)\d{4}年底?累?计?完成投?资?"),
        (F.ALL_DONE, r"(?:自?开工(?:以来|至今|累计)+|开工以来|项目)累?计?(?:完成)?(?:投资)?(?:额)?"),
        (F.ALL_DONE, r"总累计完成(?:投资)?"),
        (F.MONTH_DONE, r"(?:本月|当月|\d{1,2}月份?)(?:实际)?(?:完成)?(?:投资)?(?:额|数|情况)?"),
        (F.YEAR_DONE, (r"(?:本年|年度|年内|今年|当年|全年|1月?[-—–~～至]\d{1,2}月)?"
             r"(?:以来)?(?:累计)?(?:实际)?完成(?:投资)?(?:额|数)?")),
        (F.YEAR_DONE, r"(?:本年|今年)?累计(?:完成)?(?:投资)?(?:额|数)?"),
        (F.YEAR_PLAN, r"(?:本|今|当|全)?年?(?:年度|度)?(?:计划|安排|目标)(?:完成)?投资(?:额|目标|计划)?"),
        (F.YEAR_PLAN, r"(?:本|今|全)?年?度?投资(?:计划|目标|任务)(?:数)?"),
        (F.YEAR_PLAN, r"(?:本|今|全)?年度?(?:计划|安排)(?:数)?|计划投资|计划(?:数)?"),
        (F.GOAL, r"(?:年度|工程)?形象进度(?:目标|计划|要求)"),
        (F.STAGE, r"(?:项目|工程|目前|当前)?(?:形象|工程|建设|施工)(?:进度|进展|形象进度)(?:情况)?"),
        (F.SPAN, r"(?:建设|项目|实施)?(?:起止)?(?:年限|工期|周期|起止(?:时间|年限|年月)|时限)"),
        (F.SPAN, r"开(?:工|竣)?[/、及和]?(?:竣|完)工(?:时间|日期|年月)?"),
        (F.SPAN, r"开工/?(?:竣工|完工)(?:时间)?|开竣工"),
        (F.START, r"(?:计划|实际|拟|预计)?(?:开工|开始|启动)(?:时间|日期|年月|月份)?|开工"),
        (F.FINISH, r"(?:计划|实际|拟|预计)?(?:竣工|完工|建成|投用|完成|结束)(?:时间|日期|年月|月份|时限)"),
        (F.FINISH, r"竣工|完工"),
        (F.PROGRESS, r"(?:前期)?(?:工作)?(?:进展|推进)情况|目前进展"),
        (F.OWNER, r"单位"),
        (F.GOAL, r"(?:年度?|本年|今年)(?:主要)?(?:建设|工作|形象)(?:内容|目标|进度目标|任务|进度)"),
        (F.GOAL, rf"{_GOAL}"),
        (F.REQUEST, r"是否需(?:要)?协调"),
    ),
    K.REFORM: (
        (F.NAME, r"(?:重点|专项|改革)*改革(?:事项|任务|项目|名称|清单|举措)?(?:名称)?"),
        (F.NAME, r"(?:事项|任务|项目)(?:名称)?|名称|NAME|TITLE|TASK|工作任务"),
        (F.OWNER, r"单位"),
        (F.CONTENT, r"(?:主要|具体|重点)?(?:改革|工作|任务)?(?:内容|措施|举措|要点)(?:及要求)?"),
        (F.CONTENT, r"改革(?:主要)?举措|CONTENT"),
        (F.GOAL, rf"{_GOAL}|(?:预期|标志性)成果|成果形式|TARGET|GOAL"),
    ),
    K.KEY_MEASURE: (
        (F.NAME, r"(?:重点|主要|具体|工作|推进)*(?:举措|措施|事项|工作)(?:名称)?"),
        (F.NAME, r"(?:重点|主要|工作|具体)*任务(?:名称)?|名称|项目(?:名称)?|NAME|TITLE|TASK"),
        (F.NAME, r"任务内容|工作任务|民生实事"),
        (F.OWNER, r"单位"),
        (F.CONTENT, (r"(?:主要|具体|重点|工作|任务|项目|实施|政策)*"
             r"(?:内容|要求|要点|原文|条款)(?:及要求|和要求|及举措)?")),
        (F.CONTENT, r"CONTENT|任务分解"),
        (F.GOAL, rf"{_GOAL}|预期成效|成果形式|TARGET|GOAL"),
    ),
}  # fmt: skip

#: parts of a head that only let its meaning be guessed
_LOOSE: tuple[tuple[ListField, str], ...] = (
    (F.LEAD, "牵头"), (F.SUPPORT, "配合|协办"), (F.OWNER, "责任(?:单位|部门)"), (F.LEADER, "领导"),
    (F.DUE, "时限|期限|完成时间"), (F.TOTAL, "总投资"),
    (F.YEAR_PLAN, "(?:计划|目标).{0,4}投资|投资.{0,4}(?:计划|目标)"),
    (F.PROBLEMS, "问题|困难|原因"), (F.REQUEST, "协调"), (F.NEXT_PLAN, "下(?:一)?步|下周|下月"), (F.STAGE, "形象"),
    (F.PROGRESS, "进展|进度|完成情况"), (F.GOAL, "目标"), (F.SOURCE, "来源"), (F.REMARK, "备注"), (F.NUMBER, "序号"),
    (F.NAME, "举措|事项|名称|落地"), (F.CONTENT, "内容|原文"), (F.CATEGORY, "领域|类别"), (F.PERSON, "责任人|联系人"),
)  # fmt: skip
_MONEY_ONLY = frozenset({F.TOTAL, F.YEAR_PLAN, F.STAGE})

_UNITS = (
    r"亿元|万元|百万元|千万元|元|亿吨|万吨|吨|%|％|‰|"
    r"万人次|万人|人次|人|个|家|户|项|亩|万亩|公里|天|分|位|名|个百分点|万千瓦时|平方米|公顷|艘|处"
)
_BRACKET = re.compile(r"[（(\[【]([^（()）\]】\[]*)[)）\]】]")
_UNIT_AFTER = re.compile(rf"[/,，:：、]?(?:单位[:：])?({_UNITS})$")
_UNIT_IN = re.compile(rf"(?:单位[:：])?({_UNITS})")
_YEAR = re.compile(r"^((?:19|20)\d\d)(?:年度?)?(?=.)|^(?:今年|本年度?|当年)(?=[^度]{2})")
_MONTH = re.compile(
    r"(?:(?P<year>20\d\d)[年.\-/])?(?:(?P<from>\d{1,2})月?[-—–~至])?(?P<month>\d{1,2})(?:月份?)(?:累计|完成|实绩|实际|值|数|进度|底|末)*(?P<plan>计划|目标)?(?:值|数)?"
)
_QUARTER = re.compile(
    r"(?:(?P<year>20\d\d)年)?第?(?P<quarter>[一二三四1-4])季度?(?:累计|完成|实绩|末|底)*(?P<plan>计划|目标)?(?:值|数)?"
)
_HALF = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<half>上半年|半年度|全年|下半年)(?:累计|完成|实绩)*(?P<plan>计划|目标)?(?:值|数)?"
)
_LONGEST = 24
#: a part of the year, whose target is not the year's
_PART_OF_YEAR = re.compile(r"半年|季度|[一二三四]季|(?:本|当|上|下)(?:月|周|期|旬|季)|\d月|月度|阶段")
_WHOLE_YEAR = frozenset({F.GOAL, F.YEAR_PLAN})


class Head(NamedTuple):
    """A head taken apart: its words for comparing, the unit and the year that it names."""

    words: str
    unit: str
    year: int | None


class Meaning(NamedTuple):
    """What a head says; `period` is «2023-03» or «03», `weight` tells a whole match (1) from a part (0.4)."""

    field: ListField
    weight: float
    period: str = ""


@lru_cache(maxsize=4096)
def taken_apart(head: str) -> Head:
    """Return the words of a head without blanks, brackets, unit and year."""
    words, unit = tight(head), ""
    for inner in _BRACKET.findall(words):
        found = _UNIT_IN.fullmatch(inner)
        unit = unit or (found[1] if found else "")
    bare = _BRACKET.sub("", words).strip("：:*＊、，。")
    after = _UNIT_AFTER.search(bare)
    if after and len(after[0]) > len(after[1]):
        bare, unit = bare[: after.start()], unit or after[1]
    year = _YEAR.match(bare)
    named = int(year[1]) if year and year[1] else None
    if year and not _MONTH.fullmatch(bare) and not _QUARTER.fullmatch(bare) and not _HALF.fullmatch(bare):
        bare = bare[year.end() :]
    return Head(bare.upper() if bare.isascii() else bare, unit.replace("％", "%"), named)


@lru_cache(maxsize=8192)
def meanings_of(head: str, kind: ListKind) -> tuple[Meaning, ...]:
    """Return what a head may say in a list of this kind, the likeliest first; none for a head that nobody knows."""
    words = taken_apart(head).words
    if not words or len(words) > _LONGEST:
        return ()
    if kind in (K.INDICATOR, K.PROJECT) and (period := _period(words, kind)):
        return (period,)
    whole = [Meaning(field, 1.0) for field, pattern in _whole(kind) if pattern.fullmatch(words)]
    parts = [
        Meaning(field, 0.4)
        for field, pattern in _parts()
        if pattern.search(words) and (kind is K.PROJECT or field not in _MONEY_ONLY)
    ]
    if _PART_OF_YEAR.search(words):
        whole, parts = ([one for one in found if one.field not in _WHOLE_YEAR] for found in (whole, parts))
    return tuple(
        {meaning.field: meaning for meaning in (*parts, *whole)}[one.field] for one in (*whole, *parts)
    )


def names_part_of_year(head: str) -> bool:
    """True for a head that is no more than a month, a quarter or a half of the year."""
    words = taken_apart(head).words
    return any(pattern.fullmatch(words) for pattern in (_MONTH, _QUARTER, _HALF))


def _period(words: str, kind: ListKind) -> Meaning | None:
    hit = _MONTH.fullmatch(words) or _QUARTER.fullmatch(words) or _HALF.fullmatch(words)
    if hit is None:
        return None
    said = hit.groupdict()
    if said.get("month"):
        month = int(said["month"])
    elif said.get("quarter"):
        month = 3 * (
            int(said["quarter"]) if said["quarter"].isdigit() else "一二三四".index(said["quarter"]) + 1
        )
    else:
        month = 6 if said["half"] in ("上半年", "半年度") else 12
    if not 1 <= month <= 12 or (said.get("half") == "全年" and not said["year"]):
        return None
    field = F.PLANNED if said["plan"] else F.VALUE if kind is K.INDICATOR else F.YEAR_DONE
    year = f"{said['year']}-" if said["year"] else ""
    return Meaning(field, 1.0, f"{year}{month:02d}")


@lru_cache(maxsize=8)
def _whole(kind: ListKind) -> tuple[tuple[ListField, re.Pattern[str]], ...]:
    both = (*_OWN[kind], *_COMMON) if kind is not K.KEY_MEASURE else (*_COMMON, *_OWN[kind])
    return tuple((field, re.compile(pattern)) for field, pattern in both)


@lru_cache(maxsize=1)
def _parts() -> tuple[tuple[ListField, re.Pattern[str]], ...]:
    return tuple((field, re.compile(pattern)) for field, pattern in _LOOSE)
