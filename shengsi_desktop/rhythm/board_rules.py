"""The rule of a board: its defaults, its JSON, what may stand in it, which one a period has, and it in words. Pure."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.boards import MONTHLY, BoardKind, BoardRule, RuleSpec, ScoreMethod
from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.figures import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: the numbers of a rule by their field, as a user calls them
NUMBERS = {
    "full": "满分",
    "yellow_points": "一个黄灯",
    "red_points": "一个红灯",
    "not_reported_points": "一周未定稿报送",
    "no_substance_points": "报送无实质内容",
    "step": "每低一名递减",
    "floor": "最低分",
    "least": "最少参加单位数",
}
_FAULTS = ("yellow_points", "red_points", "not_reported_points", "no_substance_points")
_SWITCHES = {"adjusted": "采用停航等调整后的亮灯", "rank_unlit": "没有亮灯、缺周定稿的也排名"}
#: what held before a rule could say otherwise, for publications of then
_FORMERLY = {"least": "1", "rank_unlit": True}
_MOST = Decimal(10000)
_PLACES = 4
_HUNDRED = Decimal(100)
#: where the numbers of the defaults come from
SOURCES = {
    ScoreMethod.FAULT: "两黄扣1分、一红扣2分参照广元做法；未报送扣10分、无实质内容扣5分参照同类考评办法",
    ScoreMethod.PLACE: (
        "第一名得满分，以后每名递减5%，参照公开的考评办法（meidadianqi.com/gongwenfanwen/2021/1012/5037.html）"
    ),
    ScoreMethod.FIGURE: "",
}
_SOURCED = {
    ScoreMethod.FAULT: ("yellow_points", "red_points", "not_reported_points", "no_substance_points"),
    ScoreMethod.PLACE: ("step",),
}
_BY_FAULT = frozenset({BoardKind.WORK, BoardKind.APPRAISAL})


def default_spec(kind: BoardKind) -> RuleSpec:
    """The numbers a board starts with."""
    return RuleSpec(method=ScoreMethod.FAULT if kind in _BY_FAULT else ScoreMethod.PLACE)


def default_rule(kind: BoardKind, board: str = "") -> BoardRule:
    """The rule of a board of which nobody has made another."""
    spec = default_spec(kind)
    source = "" if kind is BoardKind.APPRAISAL else SOURCES[spec.method]
    return BoardRule("", board or kind.value, 1, "默认规则v1", "", spec, source)


def rule_at(rules: Iterable[BoardRule], period: str, kind: BoardKind, board: str = "") -> BoardRule:
    """The rule of that period (rule 12 of `domain.boards`)."""
    end = last_day(period)
    fitting = [one for one in rules if not one.since or last_day(one.since) <= end]
    return max(fitting, key=lambda one: (one.version, one.since, one.id), default=default_rule(kind, board))


def replaced_by(rules: Sequence[BoardRule], version: int, since: str) -> tuple[BoardRule, ...]:
    """The rules that have no period any more once that version begins at `since`: those before it, not begun earlier.

    The default (version 1, from the beginning) stands for what there is without a rule, and is none of them.
    """
    return tuple(
        one
        for one in rules
        if one.id
        and one.version < version
        and (not since or (one.since and last_day(one.since) >= last_day(since)))
    )


def spec_json(spec: RuleSpec) -> str:
    """Canonical JSON of the numbers; decimals are strings."""
    return canonical(spec_content(spec))


def spec_content(spec: RuleSpec) -> dict[str, Any]:
    """The numbers as plain JSON values."""
    return {
        "method": spec.method.value,
        **{name: plain(getattr(spec, name)) for name in NUMBERS},
        **{name: getattr(spec, name) for name in _SWITCHES},
        "weights": {kind.value: plain(weight) for kind, weight in spec.weights},
    }


def read_spec(text: str, kind: BoardKind) -> RuleSpec:
    """The spec in that JSON; what it does not name is the default's. Refused, in Chinese, where it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refusal("规则内容不是有效的JSON，没有采用。")
    return spec_of(found, kind)


def spec_of(found: dict[str, Any], kind: BoardKind, *, as_kept: bool = False) -> RuleSpec:
    """As `read_spec`, of values already parsed; `as_kept`: of a publication, which held by the checks of its time."""
    default = default_spec(kind)
    if as_kept:
        found = {**_FORMERLY, **found}
    known = {"method", "weights", *_SWITCHES, *NUMBERS}
    strange = [name for name in found if name not in known]
    if strange:
        raise Refusal(f"规则里有不认识的内容“{strange[0]}”，没有采用。")
    methods = {one.value: one for one in ScoreMethod}
    method = methods.get(str(found.get("method", default.method.value)))
    if method is None:
        raise Refusal(f"没有“{found['method']}”这种计分方法，没有采用。可用fault、place、figure。")
    switches = {name: found.get(name, getattr(default, name)) for name in _SWITCHES}
    for name, value in switches.items():
        if not isinstance(value, bool):
            raise Refusal(f"“{_SWITCHES[name]}”只能是真或假，没有采用。")
    numbers = {
        name: _number(found[name], said) if name in found else getattr(default, name)
        for name, said in NUMBERS.items()
    }
    weights = _weights(found["weights"]) if "weights" in found else default.weights
    spec = RuleSpec(
        method=method,
        adjusted=switches["adjusted"],
        rank_unlit=switches["rank_unlit"],
        weights=weights,
        **numbers,
    )
    return spec if as_kept else checked(spec, kind)


def checked(spec: RuleSpec, kind: BoardKind) -> RuleSpec:
    """The spec itself. Refused, in Chinese, where a number makes no sense."""
    if spec.method is ScoreMethod.FIGURE and kind is not BoardKind.CUSTOM:
        raise Refusal("只有比拼榜可以按数值排名，规则没有采用。")
    if spec.method is ScoreMethod.FAULT and kind is BoardKind.CUSTOM:
        raise Refusal("比拼榜没有亮灯，不能按扣分计分，规则没有采用。可按名次或按数值。")
    for name, said in NUMBERS.items():
        value: Decimal = getattr(spec, name)
        if not value.is_finite() or abs(value) > _MOST:
            raise Refusal(f"“{said}”须在{plain(_MOST)}以内，规则没有采用。")
        if name in _FAULTS and value > 0:
            raise Refusal(f"“{said}”是扣分，请写成负数或0，规则没有采用。")
    if spec.full <= 0:
        raise Refusal("满分须大于0，规则没有采用。")
    if not 0 <= spec.step <= _HUNDRED:
        raise Refusal("“每低一名递减”是满分的百分之几，须在0到100之间，规则没有采用。")
    if spec.floor > spec.full:
        raise Refusal("最低分不能高于满分，规则没有采用。")
    if spec.least < 1 or spec.least != int(spec.least):
        raise Refusal("“最少参加单位数”须是1以上的整数，规则没有采用。")
    if any(not weight.is_finite() or not 0 <= weight <= _MOST for _, weight in spec.weights):
        raise Refusal("权重不能是负数，规则没有采用。")
    if kind is BoardKind.APPRAISAL and not any(weight for _, weight in spec.weights):
        raise Refusal("季度考评至少要有一个榜的权重大于0，规则没有采用。")
    return spec


def rule_words(rule: BoardRule, kind: BoardKind) -> str:
    """The rule in sentences, as it stands under a board and in a publication."""
    spec = rule.spec
    return "".join((f"{rule.name}：", *_method_words(spec, kind), *_closing_words(spec, kind)))


def source_words(rule: BoardRule) -> str:
    """«出处：…», or, where the numbers are others than those of the source named, that they are the county's own."""
    method = next((one for one, source in SOURCES.items() if source and source == rule.source), None)
    if method is None:
        return f"出处：{rule.source}" if rule.source else ""
    spec, usual = rule.spec, RuleSpec()
    changed = [
        f"{NUMBERS[name]}{plain(getattr(usual, name))}→{plain(getattr(spec, name))}"
        for name in _SOURCED[method]
        if getattr(usual, name) != getattr(spec, name)
    ]
    if spec.method is not method:
        changed = [f"{method.label}→{spec.method.label}"]
    if not changed:
        return f"出处：{rule.source}"
    return f"与出处不同：按本县设定（{'、'.join(changed)}）；原出处：{rule.source}"


def _method_words(spec: RuleSpec, kind: BoardKind) -> Iterable[str]:
    if kind is BoardKind.APPRAISAL:
        weights = "、".join(f"{one.label}{plain(weight)}" for one, weight in spec.weights if weight)
        yield f"各榜取本季各月得分的平均，按权重（{weights}）加权，缺的榜不计、其余权重按比例折算；"
    elif spec.method is ScoreMethod.FIGURE:
        yield "得分即数据本身，同分并列；"
    elif spec.method is ScoreMethod.FAULT:
        yield f"满分{plain(spec.full)}，每个黄灯{_points(spec.yellow_points)}，每个红灯{_points(spec.red_points)}，"
        yield f"当月每缺一周定稿{_points(spec.not_reported_points)}（停航等免予计入的除外）；"
        yield f"没有已亮灯事项的{'，缺周定稿的也排名' if spec.rank_unlit else '不参加排名'}；"
    else:
        yield f"组内按{_measure_words(kind)}排名，第一名得满分{plain(spec.full)}，"
        yield f"每低一名递减满分的{plain(spec.step)}%，数值相同的并列；"
        if spec.least > 1 and kind is not BoardKind.CUSTOM:
            yield f"组内参加的不足{plain(spec.least)}个时不按名次，得满分乘以该比例（最多100%）；"


def _closing_words(spec: RuleSpec, kind: BoardKind) -> Iterable[str]:
    yield f"认定报送无实质内容的每次{_points(spec.no_substance_points)}，人工加减分须写明理由；"
    if spec.method is not ScoreMethod.FIGURE or kind is BoardKind.APPRAISAL:
        yield f"最低{plain(spec.floor)}分；"
    if kind in MONTHLY:
        yield (
            "受停航等影响的事项按调整后的亮灯计；"
            if spec.adjusted
            else "一律按原亮灯计，调整后的亮灯只作说明；"
        )
    yield "得分四舍五入到两位小数。"
    if kind is not BoardKind.CUSTOM:
        yield "只看工作成效，用什么方式填报不加分也不减分。"


def _measure_words(kind: BoardKind) -> str:
    return {
        BoardKind.WORK: "绿灯和办结事项占亮灯事项的比例",
        BoardKind.PROJECTS: "年度投资累计完成占截至当月计划的比例",
        BoardKind.INDICATORS: "已发布指标中达序时和达标的比例",
    }.get(kind, "数据")


def _points(points: Decimal) -> str:
    return f"扣{plain(-points)}分" if points else "不扣分"


def _number(value: Any, said: str) -> Decimal:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise Refusal(f"“{said}”须是数，“{value}”没有采用。")
    if number != round(number, _PLACES):
        raise Refusal(f"“{said}”最多写四位小数，“{value}”没有采用。")
    return number


def _weights(value: Any) -> tuple[tuple[BoardKind, Decimal], ...]:
    names = {kind.value: kind for kind in MONTHLY}
    if not isinstance(value, dict) or not set(value) <= set(names):
        raise Refusal("权重须按榜写：work、projects、indicators，没有采用。")
    return tuple((kind, _number(value.get(kind.value, 0), f"{kind.label}权重")) for kind in MONTHLY)
