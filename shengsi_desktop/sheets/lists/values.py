"""What the words of a cell say: a number with its unit («67亿元», «１２％», «突破143»), a target's conditions, names.

Units stay as written: nothing is converted here. Days are read by `list_days`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.plan import Condition
from shengsi_desktop.domain.words import Comparator, Role
from shengsi_desktop.plan.owners import read_clause
from shengsi_desktop.plan.quantities import DIGITS, comparator, han_value, to_decimal
from shengsi_desktop.plan.spans import Span
from shengsi_desktop.sheets.lists.cells import half_width, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

#: what a cell says that has nothing to say
_NOTHING = re.compile(r"(?:[\s/\\—\-–－―…*]|暂无|无|略|未统计|未发布|待定|待发布|待核定|空)*")
_SIGNS = {
    ">": Comparator.GT, "≥": Comparator.GE, ">=": Comparator.GE, "≧": Comparator.GE, "<": Comparator.LT,
    "≤": Comparator.LE, "<=": Comparator.LE, "≦": Comparator.LE, "≈": Comparator.APPROX, "=": Comparator.EQ,
    "约": Comparator.APPROX,
}  # fmt: skip
_LEFT = (
    r"(?P<left>不低于|不少于|不高于|不超过|不多于|不大于|不小于|低于|高于|大于|小于|少于|多于|至少|确保|突破|超过|超出|超|达到|达|"
    r"保持在|稳定在|提高到|提升到|提升至|提高至|降至|降到|增长到|控制在|力争)?"
)
_LEFT_MORE = {
    "不大于": Comparator.LE, "不小于": Comparator.GE, "大于": Comparator.GT, "小于": Comparator.LT,
    "力争": Comparator.EQ, "少于": Comparator.LT, "多于": Comparator.GT, "确保": Comparator.GE,
}  # fmt: skip
_TAIL = r"以上|及以上|左右|以内|以下|之内|及以下"
_UNIT_WORD = r"[^\d\s,，、;；。:：()（）+\-~～—–<>≥≤≈=/％%]"
_UNIT = rf"(?P<unit>个百分点|[%％‰]|(?!{_TAIL}){_UNIT_WORD}{{1,6}}?(?:/{_UNIT_WORD}{{1,4}})?)?"
_NUMBER = re.compile(
    rf"(?:(?P<sign>>=|<=|[><≥≤≧≦≈=])|(?P<about>约))?{_LEFT}(?:在|为)?"
    rf"(?:同比)?(?P<turn>增长|上升|提高|增加|下降|降低|减少)?(?P<minus>[+-])?(?P<low>{DIGITS})"
    rf"(?:(?:[%％]|{_UNIT_WORD}{{1,3}}?)?\s?(?:[-–—~～至]|--)\s?(?P<high>{DIGITS}))?{_UNIT}(?P<right>{_TAIL})?"
)
_DOWN = ("下降", "降低", "减少")
_WHERE_WORDS = r"全省|全国|全市|省|国家|上年|去年|上一年"
_MORE = rf"(?P<more>{DIGITS})?(?P<unit>个?百分点|[%％]|{_UNIT_WORD}{{1,4}}?)?(?P<right>{_TAIL})?"
_RELATIVE = re.compile(
    rf"(?P<verb>不低于|不高于|高于|低于|优于|好于|快于|高出|超过)"
    rf"(?P<where>{_WHERE_WORDS})(?:同期|度)?(?:平均)?(?:水平|增速|值|数|实绩)*{_MORE}"
)
#: «比上年提高0.5个百分点»
_COMPARED = re.compile(
    rf"[比较](?P<where>{_WHERE_WORDS})(?:同期|度)?(?:平均)?(?:水平|增速|值|数)*"
    rf"(?P<turn>增长|上升|提高|增加|高出?|多|下降|降低|减少|低|少)(?P<more>{DIGITS})(?P<unit>个?百分点|[%％]|{_UNIT_WORD}{{1,4}}?)?(?P<right>{_TAIL})?"
)
_RELATIVE_SIGN = {
    "高于": Comparator.GT, "优于": Comparator.GT, "好于": Comparator.GT, "快于": Comparator.GT,
    "高出": Comparator.GT, "超过": Comparator.GT,
    "低于": Comparator.LT, "不低于": Comparator.GE, "不高于": Comparator.LE,
}  # fmt: skip
_WHERE = {
    "全省": "province", "省": "province", "全国": "nation", "国家": "nation", "全市": "city",
    "上年": "last_year", "去年": "last_year", "上一年": "last_year",
}  # fmt: skip
#: a fall is told as a negative number: «下降3%以上» is at most −3
_TURNED = {
    Comparator.EQ: Comparator.LE, Comparator.GE: Comparator.LE, Comparator.GT: Comparator.LT,
    Comparator.LE: Comparator.GE, Comparator.LT: Comparator.GT,
}  # fmt: skip
_FALLS = frozenset({"下降", "降低", "减少", "低", "少"})
_RANK = re.compile(
    r"(?:保持|进入|位居|位列|跻身|列|稳居|争取|力争|居|排名)*(?P<where>全省|全国|全市)?(?:的)?(?:排名)?(?:前|第)(?P<rank>\d{1,3}|[一二三四五六七八九十])(?:名|位|强)?(?:以内)?"
)
#: what stands before a target's own verb or number and adds nothing to it
_BEFORE_VERB = re.compile(
    r"^(?:力争|争取|确保(?!\d)|预期|计划|努力|全年|年内|新增加?|净增|累计|完成|实现|总量|总数|增速|投资|建成|保持)+"
    r"(?=[\d<>≥≤≈约达超突不至高低快优控稳提增降下减同进全排前少多大小])"
)
_ALIKE = (
    (re.compile(r"不得(?=超过|高于|低于|少于|多于|大于|小于)"), "不"),
    (re.compile(r"(?:下降|降低|减少|压减|压降|控制)(?:到|至)(?=\d)"), "降到"),
    (re.compile(r"之间$"), ""),
)
#: what is hoped for beyond the target («确保50，力争55»)
_HOPED = re.compile(r"(?:力争|争取|挑战|冲刺)")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_MONEY_SIGN = re.compile(r"^(?:[￥¥'‘]|人民币|暂估|估算|概算|总投资|投资)+")
_YI_AND_WAN = re.compile(r"(?P<yi>\d{1,6}(?:\.\d+)?)亿(?P<wan>\d{1,5}(?:\.\d+)?)万(?P<yuan>元)?")
_HAN_MONEY = re.compile(
    r"(?P<han>[一二两三四五六七八九]?十?[一二三四五六七八九]?)(?P<unit>(?:千|百)?[亿万]元?)"
)
_HAN = "零一二三四五六七八九十"
_ROLE_AFTER = re.compile(r"\s*[（(]\s*(牵头|配合|主办|协办)(?:单位)?\s*[)）]\s*[、，,；;]?")
_LONGEST = 200


class Amount(NamedTuple):
    """A number of a cell, to `high` where it is a range, in `unit` as written; `rest` is what else the cell says."""

    value: Decimal
    high: Decimal | None
    unit: str
    comparator: Comparator
    rest: str = ""


def says_nothing(text: str) -> bool:
    """True for «—», «/», 无, 未发布 and the like."""
    return _NOTHING.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def amount(text: str) -> Amount | None:
    """Return the number that the text says as a whole, or begins with; None for running text or none."""
    words = _digits_of_money(_tidy(text))
    if not words or len(words) > _LONGEST:
        return None
    hit = _NUMBER.fullmatch(words)
    if hit is not None:
        return _amount(hit, "")
    # «67.2（含预算内5.1）» and «14个（另有3个在建）»
    part = re.match(r"([^（(，,；;。]+)([（(，,；;。].+)", words)
    hit = _NUMBER.fullmatch(part[1]) if part else None
    return _amount(hit, part[2]) if hit is not None and part else None


def conditions(text: str, unit: str = "", names: Mapping[str, str] | None = None) -> tuple[Condition, ...]:
    """Return the conditions of a target (10左右，高于全省平均); words that hold no number are one of `words`.

    `names` are the ids of other series by name that the words may lean on.
    """
    found: list[Condition] = []
    for piece in re.split(
        r"[，,；;\n]|并且|且|、(?=高于|低于|不低于|不高于|优于)", _tidy(_without_thousands(text))[:_LONGEST]
    ):
        words = piece.strip("。 ")
        if not words or says_nothing(words) or (found and _HOPED.match(words)):
            continue
        # what cannot be read is not lost beside what can: it is a condition that a person judges
        one = _condition(words, unit, names or {}) or Condition(Comparator.WORDS, None, "", None)
        if one not in found:
            found.append(one)
    return tuple(found)


def _condition(piece: str, unit: str, names: Mapping[str, str]) -> Condition | None:
    for pattern, instead in _ALIKE:
        piece = pattern.sub(instead, piece)
    piece = _BEFORE_VERB.sub("", piece)
    relative = _relative(piece, unit, names)
    if relative is not None:
        return relative
    rank = _RANK.fullmatch(piece)
    if rank and (rank["where"] or "名" in piece or "位" in piece):
        place = int(rank["rank"]) if rank["rank"].isdigit() else _HAN.index(rank["rank"])
        return Condition(Comparator.RANK, Decimal(place), "位", _WHERE.get(rank["where"] or "", "province"))
    said = amount(piece)
    if said is None or (said.rest and not _IN_BRACKETS.fullmatch(said.rest)):
        return None
    falls = said.value < 0 and any(word in piece for word in _DOWN)
    sign = _TURNED.get(said.comparator, said.comparator) if falls else said.comparator
    return Condition(sign, said.value, said.unit or unit, None)


def _relative(piece: str, unit: str, names: Mapping[str, str]) -> Condition | None:
    """A target that leans on another series, and by how much it is to differ from it."""
    hit = _RELATIVE.fullmatch(piece)
    if hit is not None and (hit["more"] or not (hit["unit"] or hit["right"])):
        sign = _RELATIVE_SIGN[hit["verb"]]
        more = to_decimal(hit["more"]) if hit["more"] else None
        if more is not None and sign in (Comparator.LT, Comparator.LE):
            more = -more
        return Condition(sign, _plainly(more), _points(hit["unit"], unit), _WHERE[hit["where"]])
    hit = _COMPARED.fullmatch(piece)
    if hit is not None:
        more, falls = to_decimal(hit["more"]), hit["turn"] in _FALLS
        sign = comparator("", hit["right"]) or Comparator.GE
        if falls and more is not None:
            more, sign = -more, _TURNED[sign]
        return Condition(sign, _plainly(more), _points(hit["unit"], unit), _WHERE[hit["where"]])
    for verb, sign in _RELATIVE_SIGN.items():
        name = piece.removeprefix(verb).strip("“”")
        if piece.startswith(verb) and name in names:
            return Condition(sign, None, unit, names[name])
    return None


def _plainly(value: Decimal | None) -> Decimal | None:
    return None if value is None else plain(value)


def _points(said: str | None, unit: str) -> str:
    """The unit of a difference: points of a percentage are its own unit."""
    if not said:
        return unit
    return "%" if "百分点" in said else said.replace("％", "%")


def _amount(hit: re.Match[str], rest: str) -> Amount | None:
    value = to_decimal(hit["low"])
    high = to_decimal(hit["high"]) if hit["high"] else None
    if value is None:
        return None
    if hit["minus"] == "-" or (hit["turn"] in _DOWN and hit["minus"] is None):
        value = -value
    unit = (hit["unit"] or "").strip().replace("％", "%")
    said = comparator(hit["left"], hit["right"]) if hit["left"] not in _LEFT_MORE else None
    if said is None:
        said = _LEFT_MORE.get(hit["left"] or "") or _SIGNS.get(
            hit["sign"] or hit["about"] or "", Comparator.EQ
        )
    return Amount(plain(value), plain(high) if high is not None else None, unit, said, rest)


def _tidy(text: str) -> str:
    words = half_width(text).replace("﹪", "%").replace("＞", ">").replace("＜", "<").replace("−", "-")
    return re.sub(r"(?<=\d) (?=\d)", "\x01", words).replace(" ", "").replace("\x01", " ").strip("\n\t。；; ")


def _digits_of_money(words: str) -> str:
    """«1亿2000万元», «一亿元», «￥500万元» and «1 200» with one number in plain digits; other words stay."""
    words = _MONEY_SIGN.sub("", words)
    if re.fullmatch(r"\d{1,3}(?: \d{3})+(?:\.\d+)?\D*", words):
        return words.replace(" ", "")
    both = _YI_AND_WAN.fullmatch(words)
    if both is not None:
        return f"{plain(Decimal(both['yi']) * 10_000 + Decimal(both['wan'])):f}万{both['yuan'] or '元'}"
    han = _HAN_MONEY.fullmatch(words)
    if han is not None and han["han"]:
        return f"{han_value(han['han'])}{han['unit']}"
    return words


def _without_thousands(text: str) -> str:
    return re.sub(r"(?<=[\d０-９])[,，](?=[\d０-９]{3}(?![\d０-９]))", "", text)


@lru_cache(maxsize=4096)
def duties(text: str) -> tuple[tuple[str, Role], ...]:
    """Return the units that a cell names, each with the role its own words say (牵头, 配合), in order."""
    words = text[:2000]
    if says_nothing(words):
        return ()
    words = _ROLE_AFTER.sub(r"\1，", words.replace("/", "、").replace("\\", "、")).rstrip("，,、；;")
    clause = read_clause(words, Span(0, len(words)))
    return tuple(
        dict.fromkeys((owner.unit, owner.role) for owner in clause.owners if not says_nothing(owner.unit))
    )
