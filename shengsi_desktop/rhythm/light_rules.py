"""亮灯规则: the presets with their sources, and which version holds in which week. Pure; it sets no light itself.

A version holds from its week on and never before: what a past week showed is read by the rule of that week.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import LightRule, rule_for
from shengsi_desktop.domain.words import LightBasis, RulePreset
from shengsi_desktop.rhythm.figures import plain

__all__ = ["PRESETS", "PresetFacts", "check_rule", "preset_facts", "rule_for", "rule_words", "source_words"]


@dataclass(frozen=True, slots=True)
class PresetFacts:
    """A preset as it is chosen: what it says, how it was carried over, a worked example and where it was seen."""

    preset: RulePreset
    rule: LightRule
    title: str
    words: str
    example: str
    note: str
    source: str


_HUNDRED = 100
_MOST_DAYS = 366

PRESETS = (
    PresetFacts(
        RulePreset.YINCHUAN,
        LightRule(),
        "银川：按差距的百分点",
        "低于序时不到10个百分点为绿灯，10至30个百分点为黄灯，超过30个百分点为红灯；节点到期前7天转黄，逾期转红。",
        "微改造46.7%，序时57.8%，差11.1个百分点，黄灯",
        "低于序时不到10个百分点的情形，来源没有写明，本程序记为绿灯。来源另有“应启动未启动，当月黄灯、满3个月红灯”一条，"
        "没有套用：方案只写完成时限，没有启动日期，节点逾期即红灯。这是默认规则。",
        "m.qlbk.net/news/3Ww4l7bw75.html",
    ),
    PresetFacts(
        RulePreset.XINHUANG,
        LightRule(
            preset=RulePreset.XINHUANG,
            basis=LightBasis.SHARE,
            yellow_below=Decimal(80),
            red_below=Decimal(60),
            name="新晃",
        ),
        "新晃：按应完成量的比例",
        "完成序时应完成量的80%以上为绿灯，不足80%为黄灯，不足60%为红灯；节点到期前7天转黄，逾期转红。",
        "微改造46.7%，序时57.8%，为序时进度的80.8%，绿灯",
        "原办法是不足80%“关注”、不足60%“黄牌”；这里把“关注”对应黄灯，“黄牌”对应红灯。",
        "moment.rednet.cn/rednetcms/news/localNews/20150514/125097.html",
    ),
    PresetFacts(
        RulePreset.OUHAI,
        LightRule(preset=RulePreset.OUHAI, basis=LightBasis.STRICT, soon_days=0, name="瓯海"),
        "瓯海：达到序时与否",
        "达到序时为绿灯，未达到为红灯；当月红灯、以后补上的，该月转为黄灯。",
        "微改造46.7%，序时57.8%，差11.1个百分点，红灯",
        "节点到期前为绿灯，逾期未完成为红灯。",
        "wenzhou.gov.cn/art/2020/5/21/art_1217834_43244903.html",
    ),
    PresetFacts(
        RulePreset.DEADLINE,
        LightRule(preset=RulePreset.DEADLINE, basis=LightBasis.DATE, name="期限"),
        "期限：只看完成时限",
        "临近时限（默认7天内）为黄灯，逾期未完成为红灯，其余为绿灯，不比序时。",
        "微改造46.7%，时限12月31日，剩154天，绿灯",
        "参照宿迁办法。原办法临近时限用蓝色；本程序的蓝色只用于督办单，亮灯仍用黄灯。",
        "sqgzw.suqian.gov.cn/gzw/gqfc/202506/c520c452698d42cebc27aed37067306c.shtml",
    ),
)


def preset_facts(preset: RulePreset) -> PresetFacts:
    """The preset's rule, words, example and source."""
    return next(one for one in PRESETS if one.preset is preset)


def version_name(preset: RulePreset, version: int) -> str:
    """«默认亮灯规则v1», «亮灯规则v2·瓯海»: what stands in the reason of each light."""
    if preset is RulePreset.YINCHUAN:
        return f"默认亮灯规则v{version}" if version == 1 else f"亮灯规则v{version}"
    return f"亮灯规则v{version}·{preset.label}"


def rule_words(rule: LightRule) -> str:
    """A version's thresholds in one line."""
    yellow, red = plain(rule.yellow_below), plain(rule.red_below)
    soon = f"节点到期前{rule.soon_days}天黄灯、逾期红灯"
    match rule.basis:
        case LightBasis.GAP:
            said = f"低于序时{yellow}个百分点起黄灯、超过{red}个百分点红灯；{soon}"
        case LightBasis.SHARE:
            said = f"不足序时应完成量{yellow}%黄灯、不足{red}%红灯；{soon}"
        case LightBasis.STRICT:
            said = "达到序时绿灯，未达到红灯；节点逾期红灯"
        case LightBasis.DATE:
            said = f"到期前{rule.soon_days}天黄灯、逾期红灯，不比序时"
    own = "，".join(one.kind.label for one in rule.kinds)
    return f"{said}{f'；{own}另有阈值' if own else ''}"


def source_words(rule: LightRule) -> str:
    """Where the rule comes from, for the foot of a table."""
    usual = preset_facts(RulePreset.YINCHUAN).rule
    thresholds = rule.yellow_below, rule.red_below
    if rule.preset is RulePreset.YINCHUAN and thresholds == (usual.yellow_below, usual.red_below):
        return "阈值参照银川市做法：低于序时10个百分点以上黄灯、30个百分点以上红灯"
    place = "宿迁" if rule.preset is RulePreset.DEADLINE else rule.preset.label
    return f"参照{place}做法：{rule_words(rule)}"


def check_rule(rule: LightRule) -> None:
    """Refuse thresholds that contradict each other, in words."""
    for one in (rule, *(rule.of_kind(own.kind) for own in rule.kinds)):
        if not 0 <= one.soon_days <= _MOST_DAYS:
            raise Refusal("“临近时限”应是0到366天，没有改动。")
        yellow, red = one.yellow_below, one.red_below
        if not (yellow.is_finite() and red.is_finite()):
            raise Refusal("黄灯、红灯的阈值应是数。没有改动。")
        if rule.basis is LightBasis.GAP and not 0 <= yellow <= red <= _HUNDRED:
            raise Refusal("黄灯应从较小的差距起，红灯的差距不能更小，都在0到100个百分点之间。没有改动。")
        if rule.basis is LightBasis.SHARE and not 0 <= red <= yellow <= _HUNDRED:
            raise Refusal("红灯的比例不能比黄灯的高，都在0%到100%之间。没有改动。")
    if not rule.approx_margin.is_finite() or not 0 <= rule.approx_margin <= _HUNDRED:
        raise Refusal("“左右”的容差应是不小于0的数，没有改动。")
