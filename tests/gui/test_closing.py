"""Closing with words that the store does not have: told once, and again when other words have come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.ui.widgets.typed_words import UnfinishedWords

if TYPE_CHECKING:
    from collections.abc import Callable


def test_words_typed_after_the_warning_are_not_closed_away_by_the_second_close(
    run: Callable[..., Any],
) -> None:
    running = run()
    typed = ["第一句"]
    UnfinishedWords(running.window, lambda: typed[0])
    running.close()
    assert running.window.isVisible()
    typed[0] = "第一句，又写了第二句"
    running.close()
    assert running.window.isVisible()
    running.close()
    assert not running.window.isVisible()


def test_trying_again_says_again_what_is_not_kept_and_closes_once_it_is(run: Callable[..., Any]) -> None:
    running = run()
    typed = ["还没有交出去的话"]
    UnfinishedWords(running.window, lambda: typed[0])
    running.close()

    def again() -> None:
        bar = running.window.messages
        next(one for one in bar._actions if one.text() == "再试一次").click()

    again()
    assert running.window.isVisible()
    assert running.window.messages.isVisible()
    typed[0] = ""
    again()
    assert not running.window.isVisible()
