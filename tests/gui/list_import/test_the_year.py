"""A table of another year than the plan's stops at its columns until a person has said the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from tests.gui.list_import.conftest import book

if TYPE_CHECKING:
    from tests.gui.list_import.conftest import Importing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_table_of_another_year_goes_on_only_when_the_year_was_said(importing: Importing) -> None:
    importing.drop(book(("改革", (("2024年重点改革清单",), ("序号", "改革事项"), (1, "民宿改革")), ())))
    importing.go_on()
    columns = importing.wizard.columns
    assert importing.step is columns
    assert "表是2024年的，当前方案是2023年的" in importing.wizard.messages.text
    columns.year.selectAll()
    QTest.keyClicks(columns.year, "2024")
    importing.go_on()
    assert importing.step is importing.preview
