"""亮灯规则 in the real window: choose, see what changes, put in force; nothing stored by looking."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.words import RulePreset
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, light_rules, reporting, setting_up
from shengsi_desktop.ui.pages.settings.lights import view as view_module

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.ui.pages.settings.lights.view import LightRulesView

FRIDAY = datetime(2023, 7, 28, 14, 0)  # noqa: DTZ001 - the local time, as a wall clock shows it


@pytest.fixture
def first_page() -> str:
    return "settings"


def _report(store: Store) -> None:
    desk = setting_up.settings(store)
    with store.reading() as session:
        item = facts.find_item(session, "4-2").id
    form = reporting.report_form(store, item, desk.unit.id, parse_week("2023-W30", desk.rhythm))
    micro = next(one.deliverable.id for one in form.standing.deliverables if one.deliverable.target == 30)
    reporting.set_value(store, micro, desk.unit.id, parse_week("2023-W30", desk.rhythm), value=Decimal(14))


@pytest.fixture
def shown(run: Callable[..., Any]) -> tuple[Any, LightRulesView]:
    """The running window and the view."""
    running = run()
    running.ask(_report)
    running.window.show_page("settings")
    running.window.page.show_view("lights")
    _settle(running)
    return running, running.window.page.view


def _settle(running: Any) -> None:
    running.settle()
    running.qtbot.wait(view_module._REST + 40)
    running.settle()


def _versions(running: Any) -> list[str]:
    return [one.name for one in running.ask(light_rules.versions)]


def test_a_preset_is_previewed_stored_and_undone(shown: tuple[Any, LightRulesView]) -> None:
    running, view = shown
    assert not view.store_button.isEnabled()
    view.presets.cards[RulePreset.OUHAI].radio.click()
    _settle(running)
    assert view.store_button.isEnabled()
    assert "1项会变灯" in view.preview.said.text()
    assert [one.number for one in view.preview.effects] == ["4-2"]
    assert _versions(running) == ["默认亮灯规则v1"]
    view.remark.setText("按县里通知")
    view.store_button.click()
    _settle(running)
    assert _versions(running) == ["默认亮灯规则v1", "亮灯规则v2·瓯海"]
    assert running.ask(light_rules.versions)[-1].remark == "按县里通知"
    assert not view.store_button.isEnabled()
    assert "亮灯规则v2·瓯海" in view.in_force.text()
    (withdraw,) = view.versions.withdraws.values()
    withdraw.click()
    _settle(running)
    assert _versions(running) == ["默认亮灯规则v1"]
    assert view.presets.preset is RulePreset.YINCHUAN


def test_thresholds_by_kind_begin_in_a_later_week_and_what_is_entered_stays(
    shown: tuple[Any, LightRulesView],
) -> None:
    running, view = shown
    yellow, red, _ = view.thresholds.fields[None]
    yellow.setFocus()
    yellow.selectAll()
    running.qtbot.keyClicks(yellow, "5")
    red.setFocus()
    from shengsi_desktop.domain.words import DeliverableKind

    days = view.thresholds.fields[DeliverableKind.MILESTONE][2]
    days.setFocus()
    running.qtbot.keyClicks(days, "14")
    view.since.setFocus()
    _settle(running)
    # another page and back: nothing entered is lost
    running.window.show_page("week")
    running.settle()
    running.window.show_page("settings")
    _settle(running)
    assert (yellow.text(), days.text()) == ("5", "14")
    offered = [view.since.itemText(at) for at in range(view.since.count())]
    assert (len(offered), "（本周）" in offered[0], "第37周" in offered[-1]) == (8, True, True)
    view.since.setCurrentIndex(1)
    view.store_button.click()
    _settle(running)
    stored = running.ask(light_rules.versions)[-1]
    assert (stored.since, stored.yellow_below, stored.red_below) == ("2023-W31", Decimal(5), Decimal(30))
    assert [(one.kind.value, one.soon_days) for one in stored.kinds] == [("milestone", 14)]


def test_contradicting_thresholds_say_so_before_they_are_stored(shown: tuple[Any, LightRulesView]) -> None:
    running, view = shown
    yellow = view.thresholds.fields[None][0]
    yellow.setFocus()
    yellow.selectAll()
    running.qtbot.keyClicks(yellow, "60")
    view.since.setFocus()
    _settle(running)
    assert "红灯的差距不能更小" in view.preview.said.text()
    view.reset.click()
    _settle(running)
    assert yellow.text() == "10"


def test_thresholds_typed_and_not_put_in_force_are_told_of_before_closing(
    shown: tuple[Any, LightRulesView],
) -> None:
    running, view = shown
    view.remark.setText("会上定的")
    assert (view.store_button.isEnabled(), view.reset.isEnabled()) == (False, True)
    # another preset looked at is no typed word
    for card in view.presets.cards.values():
        card.radio.click()
        field = view.thresholds.fields[None][0]
        if not field.isHidden():
            break
    _settle(running)
    assert running.window.commands.unkept_words() == []
    field.setFocus()
    field.selectAll()
    running.qtbot.keyClicks(field, "33")
    assert not running.window.commands.keep_before_closing()
    assert running.window.commands.unkept_words() != []
    view.reset.click()
    assert (view.remark.text(), running.window.commands.unkept_words()) == ("", [])
