"""What stands in a number field and is no number is named, and nothing is stored: never the number before it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.boards import AdjustmentKind, Board, BoardKind, BoardRule, RuleSpec
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import RulePreset
from shengsi_desktop.rhythm.light_rules import preset_facts
from shengsi_desktop.ui.pages.boards.ranking.rules import RulePanel
from shengsi_desktop.ui.pages.boards.ranking.small_dialogs import AdjustDialog
from shengsi_desktop.ui.pages.settings.lights.thresholds import Thresholds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

RULE = BoardRule("", "work", 1, "演示规则", "", RuleSpec())


def type_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_points_given_by_hand_are_those_that_stand_there(qtbot: QtBot) -> None:
    dialog = AdjustDialog(Board("work", BoardKind.WORK, "", "2023-07", "2023-07-28", RULE, ()), (), "")
    qtbot.addWidget(dialog)
    saved: list[dict[str, object]] = []
    dialog.saved.connect(saved.append)
    dialog.show()
    dialog.kind.setCurrentIndex(dialog.kind.findData(AdjustmentKind.OTHER.value))
    type_into(qtbot, dialog.points, "3")
    dialog.points.editingFinished.emit()
    type_into(qtbot, dialog.points, "5x")
    dialog.save()
    assert saved == []
    assert "“5x”不是数" in dialog.trouble.text()
    type_into(qtbot, dialog.points, "5")
    dialog.save()
    assert saved[0]["points"] == Decimal(5)


def test_a_rule_of_a_board_is_not_stored_with_a_number_nobody_can_read(qtbot: QtBot) -> None:
    panel = RulePanel()
    qtbot.addWidget(panel)
    panel.show_rules((RULE,), BoardKind.WORK)
    yellow = panel.form.numbers["yellow_points"]
    for said, told in (("2x", "“一个黄灯”填的“2x”不是数"), ("", "“一个黄灯”还没有填")):
        yellow.selectAll()
        yellow.insert(said)
        with pytest.raises(Refusal, match=told):
            panel.fields()
    yellow.insert("-1")
    assert panel.fields()[0].yellow_points == Decimal(-1)


def test_a_light_rule_takes_whole_days_and_numbers_only(qtbot: QtBot) -> None:
    thresholds = Thresholds()
    qtbot.addWidget(thresholds)
    rule = preset_facts(RulePreset.YINCHUAN).rule
    thresholds.show_rule(rule)
    yellow, _, days = thresholds.fields[None]
    for field, said, told in ((days, "10.9", "要填整数，“10.9”"), (yellow, "12x", "“12x”不是数")):
        was = field.text()
        type_into(qtbot, field, said)
        assert thresholds.typed
        with pytest.raises(Refusal, match=told):
            thresholds.rule()
        type_into(qtbot, field, was)
    type_into(qtbot, days, "10")
    assert thresholds.rule().soon_days == 10
