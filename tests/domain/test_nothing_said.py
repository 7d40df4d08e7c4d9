"""What says that there is nothing, and what only begins so."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.nothing_said import says_nothing


@pytest.mark.parametrize(
    "words", ["", " ", "无", "无。", "暂无", "（无）", "—", "——", "-", "/", "没有", " 暂 无 。"]
)
def test_nothing(words: str) -> None:
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["无码头可用", "暂无资金，请协调", "没有资金", "1", "有"])
def test_something(words: str) -> None:
    assert not says_nothing(words)
