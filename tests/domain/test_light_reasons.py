"""A light is explained once: its own word stands beside the reason, the rule at the end, no bracket in a bracket."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.light_reasons import light_line, parted, stored_reading, with_more
from shengsi_desktop.domain.words import Light

SUMS = "“微改造、精提升”项目46.7%，序时57.8%，差11.1个百分点"
SHARES = "；完成年度目标46.7%，为序时进度的80.8%"
NOW = f"{SUMS}{SHARES} · 默认亮灯规则v1"
BEFORE = f"{SUMS}，黄灯（默认亮灯规则v1）{SHARES}"


@pytest.mark.parametrize("reason", [NOW, BEFORE])
def test_a_light_is_told_once_with_figure_threshold_and_the_rules_version_at_the_end(reason: str) -> None:
    line = light_line(Light.YELLOW, reason, "", "第29周起")
    assert line == f"▲ 黄灯，{SUMS}{SHARES}，第29周起 · 默认亮灯规则v1"
    assert stored_reading("yellow", reason).reason == NOW
    assert parted(reason) == (f"{SUMS}{SHARES}", "默认亮灯规则v1")


def test_a_reason_that_only_says_the_light_again_is_left_out() -> None:
    assert light_line(Light.UNREPORTED, "未填报") == "○ 未填报"
    assert light_line(Light.UNREPORTED, "尚未填报") == "○ 未填报"


def test_a_second_light_keeps_its_word_because_it_is_another() -> None:
    before = "扣除停航3天后：序时57.5%，差10.8个百分点，黄灯（亮灯规则v2·瓯海）"
    assert parted(before) == ("扣除停航3天后：序时57.5%，差10.8个百分点，黄灯", "亮灯规则v2·瓯海")
    assert with_more(NOW, "（牵头县发改局，第30周）").endswith(
        "80.8%（牵头县发改局，第30周） · 默认亮灯规则v1"
    )
