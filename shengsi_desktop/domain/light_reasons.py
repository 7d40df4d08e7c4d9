"""The reason of a light in words: what was seen and how far it is from what is asked, then by which rule and version.

«“微改造”项目46.7%，序时57.8%，差11.1个百分点；完成年度目标46.7%，为序时进度的80.8% · 默认亮灯规则v1». The light itself
stands beside its reason wherever it is shown, so the reason does not say it again.
"""

from __future__ import annotations

import re

from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light

_BY = " · "
_BY_RULE = re.compile(r" · (?P<rule>[^ ·；。]*规则[^ ；。]*)$")
#: how versions of weeks before said it, in the midst of the sentence and with the light again
_BEFORE = re.compile(r"，?(?P<light>[红黄绿]灯)（(?P<rule>[^（）]*规则[^（）]*)）")
#: what has a light of its own, which then is not the one beside it
_SECOND = "扣除"


def by_rule(words: str, rule: str) -> str:
    """The words with the rule and its version at their end."""
    return f"{words}{_BY}{rule}" if rule else words


def parted(reason: str) -> tuple[str, str]:
    """The words and the rule's name; the name is empty where no rule gave the light."""
    reason = as_now(reason)
    found = _BY_RULE.search(reason)
    return (reason[: found.start()], found["rule"]) if found else (reason, "")


def as_now(reason: str) -> str:
    """A reason as it is written now, also one of a 定稿 that was signed when it named light and rule in its midst."""
    found = _BEFORE.search(reason)
    if found is None:
        return reason
    light = f"，{found['light']}" if reason.startswith(_SECOND) else ""
    return by_rule(f"{reason[: found.start()]}{light}{reason[found.end() :]}", found["rule"])


def with_more(reason: str, more: str) -> str:
    """The reason with more words behind its own, the rule still at the end."""
    words, rule = parted(reason)
    return by_rule(f"{words}{more}", rule)


def stored_reading(light: str, reason: str) -> Reading:
    """A light and its reason as a 定稿 holds them."""
    return Reading(Light(light), as_now(reason))


def light_line(light: Light, reason: str, *more: str) -> str:
    """«▲ 黄灯，“微改造”项目46.7%，…，第29周起 · 默认亮灯规则v1»: shape, light, why, `more`, and the rule."""
    words, rule = parted(reason)
    # «尚未填报» is what an older version called it
    again = words in {"", light.label, f"尚{light.label}"}
    told = (f"{light.shape} {light.label}", "" if again else words, *more)
    return by_rule("，".join(filter(None, told)), rule)
