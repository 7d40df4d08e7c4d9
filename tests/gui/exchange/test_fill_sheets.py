"""下发 and 收回填报表 in the window, over the county's store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import reporting, setting_up
from shengsi_desktop.services.worker import StoreWorker
from shengsi_desktop.ui.operations import Operations
from shengsi_desktop.ui.page import PageContext
from shengsi_desktop.ui.pages.exchange.fill_sheets.opening import open_make, open_take
from tests.gui.conftest import Rest, store_after_the_first_run
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CULTURE = "县文广旅体局"


class County:
    """The county's store with a window to open dialogs over."""

    def __init__(self, qtbot: QtBot, worker: StoreWorker) -> None:
        self.worker = worker
        self.operations = Operations(worker)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1024, 640)
        self.window.show()
        settings = worker.call(setting_up.settings)
        self.week = parse_week("2023-W30", settings.rhythm)
        self.context = PageContext(settings.unit, self.week, settings, self.operations)
        self.unit_id = setting_up.the_unit(CULTURE).id

    def settle(self) -> None:
        Rest(lambda: self.operations.idle).come()


@pytest.fixture
def county(qtbot: QtBot, tmp_path: Path) -> Iterator[County]:
    folder = store_after_the_first_run(tmp_path / "store", unit="县委社建委", person="王联络")
    worker = StoreWorker(folder)
    worker.start()
    made = County(qtbot, worker)
    yield made
    made.operations.deleteLater()
    worker.stop()


def test_sheets_are_made_for_the_ticked_units_and_one_filled_in_becomes_the_units_week(
    county: County, tmp_path: Path
) -> None:
    dialog = open_make(county.context, county.window)
    county.settle()
    assert len(dialog.table.ticked_keys) == 43
    made: list[str] = []
    dialog.made.connect(made.append)
    out = tmp_path / "出表"
    out.mkdir()
    dialog.write_into(out)
    county.settle()
    assert made == ["已在“出表”里写好43份填报表。"]
    path = out / "县文广旅体局_2023年第30周_填报表.xlsx"
    sheet = Filled(path)
    sheet.put("4-2", "本周进展", "完工14个")
    sheet.put("4-2.5", "本周值", "十几个")
    path.write_bytes(sheet.bytes())
    take = open_take(county.context, path, county.window)
    county.settle()
    lines = {line.cells[:2]: line for line in take.table.lines}
    assert lines["4-2", "本周进展"].ticked is True
    assert lines["4-2.5", "本周值"].ticked is None
    assert not take.take_button.isEnabled()
    take.reviewer.setText("张局")
    told: list[str] = []
    take.taken.connect(told.append)
    take.store()
    county.settle()
    assert told == ["县文广旅体局的填报表已入库：定稿v1，1格。可撤销。"]

    def progress(store: Any) -> str:
        from shengsi_desktop.services import facts

        with store.reading() as session:
            item = facts.find_item(session, "4-2").id
        return reporting.report_form(store, item, county.unit_id, county.week).report.progress

    assert county.worker.call(progress) == "完工14个"


def test_a_file_that_is_no_sheet_is_refused_in_the_dialog(county: County, tmp_path: Path) -> None:
    path = tmp_path / "别的.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    take = open_take(county.context, path, county.window)
    county.settle()
    assert "台账未动" in take.messages.text
    assert not take.take_button.isEnabled()
    take.reject()
