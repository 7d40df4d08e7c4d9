"""The headline indicators of the section of goals: names, categories and target conditions.

A clause is «name + verb + number» or «name + verb + words»; one without a name of its own adds a condition
to the one before. Statements of direction without a thing to check are no indicators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shengsi_desktop.domain.plan import Condition, IndicatorText
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.plan.quantities import DIGITS, RATIO_UNITS, comparator, to_decimal
from shengsi_desktop.plan.spans import Span, lines, split

#: category of what stands before the first heading of the section
FIRST_CATEGORY = "经济总量"
_UNITS = "|".join(
    re.escape(unit)
    for unit in sorted(
        (*RATIO_UNITS, "万人次", "万人", "人", "个", "家", "户", "名", "项", "张", "岁"),
        key=len,
        reverse=True,
    )
)
_VALUE = (
    r"(?P<verb>年?均?增长|增幅达到?|下降|降低|突破|超过|超|达到|达|保持在|稳定在|控制在|提高到|提升到|提升至|提高至|不低于|"
    r"不高于|不超过|高于|低于|为)?"
    rf"(?P<value>{DIGITS})(?P<unit>{_UNITS})?(?P<tail>以上|左右|以内|以下|之内)?"
)
_NUMERIC = re.compile(rf"(?P<name>.+?){_VALUE}$")
_EACH = re.compile(rf"(?P<name>.+?)分别(?P<verb>增长|达到|达|为)(?P<values>{DIGITS}.+)$")
_EACH_VALUE = re.compile(rf"(?P<value>{DIGITS})(?P<unit>{_UNITS})?(?P<tail>以上|左右|以内|以下)?")
_RELATIVE = re.compile(
    r"(?P<name>.*?)(?:保持)?(?P<verb>高于|低于|不低于|不高于|优于|好于)(?P<where>全省|全国|全市|省|国家)(?:平均|总体)?(?:水平)?$"
)
_RELATIVE_SIGN = {
    "高于": Comparator.GT,
    "低于": Comparator.LT,
    "不低于": Comparator.GE,
    "不高于": Comparator.LE,
    "优于": Comparator.GT,
    "好于": Comparator.GT,
}
_WHERE = {"全省": "province", "省": "province", "全国": "nation", "国家": "nation", "全市": "city"}
_STATED = re.compile(
    r"(?P<name>.+?)(?P<words>(?:实现|做到|达成)?[应愿能可]\S{1,2}尽\S{1,2}"
    r"|(?:稳居|位居|居|进入|保持)(?:全省|全国|全市).+|(?:实现)?全?覆盖)$"
)
_STATED_VERB = re.compile(r"(?:实现|做到|达成)$")
_BUILT = re.compile(r"(?P<words>基本建成|全面建成|建成|创成)(?P<name>.+)$")
_MEASURE = r"(?:率|指数|比例|比重|占比|满意度|倍差|系数|指标|增速)"
_MOVED_BEFORE = re.compile(
    rf"(?P<words>(?:巩固|持续|不断|稳步|全面|进一步)*(?:提升|提高|降低|巩固))(?P<name>.+{_MEASURE})$"
)
_MOVED_AFTER = re.compile(
    rf"(?P<name>.+(?:{_MEASURE}|能力))"
    r"(?P<words>(?:巩固|持续|不断|稳步|全面|进一步|显著|明显)*(?:提升|提高|增强|下降|改善))$"
)
_CATEGORY = re.compile(r"[^\d]{2,12}(?:更加|更为|更|显著|不断|持续|全面|明显)[^\d]{2,4}$")
_LEAD_IN = re.compile(r"(?:到|至)?20\d\d年(?:底|末)?$|以.+为(?:基础|目标|引领)$|力争|确保")
_FRONT = re.compile(r"^(?:(?:到|至)20\d\d年(?:底|末)?[,，]?|力争|确保|推动|实现)")
_TOWN_AND_COUNTRY = {"城乡": ("城镇", "农村")}


@dataclass(slots=True)
class _Found:
    names: list[str]
    category: str
    span: Span
    conditions: list[list[Condition]]


def read_indicators(source: str, start: int, end: int) -> list[IndicatorText]:
    """Return the indicators of the section that covers [start, end), in order of the text."""
    found: list[_Found] = []
    category = FIRST_CATEGORY
    for row in lines(source[start:end]):
        for sentence in split(source, row.start + start, row.end + start, "。；;"):
            clauses = split(source, sentence.start, sentence.end, "，,")
            heading = _CATEGORY.match(clauses[0].cut(source)) if clauses else None
            if heading and len(clauses) > 1:
                category = clauses[0].cut(source)
                clauses = clauses[1:]
            for clause in clauses:
                _clause(source, clause, category, found)
    return [
        IndicatorText(
            name, one.category, one.span.cut(source), one.span.start, one.span.end, tuple(conditions)
        )
        for one in found
        for name, conditions in zip(one.names, one.conditions, strict=True)
    ]


def _clause(source: str, clause: Span, category: str, found: list[_Found]) -> None:
    text = clause.cut(source)
    if len(text) > 120:
        return
    text = _FRONT.sub("", text)
    relative = _RELATIVE.match(text)
    if relative:
        _relative(relative, clause, category, found)
        return
    each = _EACH.match(text)
    if each:
        one = _each(each, clause, category)
    else:
        numeric = _NUMERIC.match(text)
        one = _numeric(numeric, clause, category) if numeric else _stated(text, clause, category)
    if one is not None:
        found.append(one)


def _relative(hit: re.Match[str], clause: Span, category: str, found: list[_Found]) -> None:
    condition = Condition(_RELATIVE_SIGN[hit.group("verb")], None, "", _WHERE[hit.group("where")])
    if hit.group("name"):
        found.append(_Found([hit.group("name")], category, clause, [[condition]]))
    elif found:
        last = found[-1]
        last.span = Span(last.span.start, clause.end)
        for conditions in last.conditions:
            conditions.append(condition)


def _numeric(hit: re.Match[str], clause: Span, category: str) -> _Found | None:
    name, verb = hit.group("name"), hit.group("verb") or ""
    value = to_decimal(hit.group("value"))
    if value is None or not re.search(r"[\u4e00-\u9fff]{2}", name) or (not verb and not hit.group("unit")):
        return None
    unit = (hit.group("unit") or "").replace("％", "%")
    names = _coordinated(name)
    if "增长" in verb:
        names = [f"{each}增速" for each in names]
    condition = Condition(comparator(verb, hit.group("tail")) or Comparator.GE, value, unit, None)
    return _Found(names, category, clause, [[condition] for _ in names])


def _each(hit: re.Match[str], clause: Span, category: str) -> _Found | None:
    """Read «城乡…分别增长8%和8.5%左右»: one value a name; the words after the last value speak for all."""
    values = list(_EACH_VALUE.finditer(hit.group("values")))
    names = _coordinated(hit.group("name"))
    for short, both in _TOWN_AND_COUNTRY.items():
        if len(names) == 1 and names[0].startswith(short) and len(values) == 2:
            names = [one + names[0].removeprefix(short) for one in both]
    if len(names) != len(values):
        return None
    if hit.group("verb") == "增长":
        names = [f"{name}增速" for name in names]
    conditions = []
    for value in values:
        tail = value.group("tail") or values[-1].group("tail")
        sign = comparator(hit.group("verb"), tail) or Comparator.GE
        unit = (value.group("unit") or values[-1].group("unit") or "").replace("％", "%")
        conditions.append([Condition(sign, to_decimal(value.group("value")), unit, None)])
    return _Found(names, category, clause, conditions)


def _stated(text: str, clause: Span, category: str) -> _Found | None:
    """Read targets in words: 愿托尽托, 建成…体系, 稳居全省前列, 巩固提升…率."""
    if _LEAD_IN.search(text):
        return None
    for pattern in (_STATED, _BUILT, _MOVED_BEFORE, _MOVED_AFTER):
        hit = pattern.match(text)
        if hit:
            name = _STATED_VERB.sub("", hit.group("name"))
            return _Found([name], category, clause, [[Condition(Comparator.WORDS, None, "", None)]])
    return None


def _coordinated(name: str) -> list[str]:
    """Part «地区生产总值和人均地区生产总值»: only where both names end alike."""
    left, sign, right = name.partition("和")
    return [left, right] if sign and len(left) >= 3 and left[-3:] == right[-3:] else [name]
