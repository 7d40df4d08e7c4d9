"""导入清单 in the real window over a real store, with tables as offices keep them."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from shengsi_desktop.store.sessions import Store, alive
from shengsi_desktop.store.tables import Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from shengsi_desktop.domain.list_changes import RowChange
    from shengsi_desktop.ui.list_import.preview_step import PreviewStep
    from shengsi_desktop.ui.list_import.wizard import ListWizard

_BEGUN = datetime(2022, 9, 1)  # noqa: DTZ001 - as a cell holds it
#: a two-line head under title rows, merged cells, headings and totals between the rows, money without its unit
PROJECTS: tuple[tuple[Any, ...], ...] = (
    ("附件4",),
    ("嵊泗县2023年重大项目清单",),
    ("序号", "项目名称", "建设单位", "总投资", "2023年投资", None, "形象进度", "起止时间", None, "责任单位",
     "对接科室"),
    (None, None, None, None, "年度计划投资", "累计完成", None, "开工", "竣工", None, None),
    ("一、续建项目（2个）",),
    (1, "小洋山北侧开发", "港投公司", 670000, 200000, "98,000", "桩基完成", _BEGUN, "2025年12月底",
     "县发改局、洋山镇", "规划科"),
    (2, "花鸟灯塔景区提升", "文旅集团", "1.2亿", 6000, 3100, "客房\n主体完工", "一季度", "尽快", "县文广旅体局", None),
    ("小计", "2个", None, 682000),
    ("二、新建项目（2个）",),
    (3, "枸杞贻贝加工园", "渔业集团", 12000, 2000, None, "土建", "2023-03", "2024-10", "县海洋与渔业局", None),
    (4, None, "城投公司", 8000, 3000, None, "招标", "7月", "2024年6月底", "县住建局", None),
    ("合计", None, None, 702000),
    ("注：数据截至6月底。",),
)  # fmt: skip
_MERGED = (
    "A1:K1", "A2:K2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "H3:I3", "J3:J4", "K3:K4",
    "A5:K5", "A9:K9", "A13:K13",
)  # fmt: skip
REFORMS = (
    ("序号", "改革事项", "年度目标", "牵头单位", "完成时限"),
    (1, "海岛医共体改革", "县域就诊率85.8%", "县卫健局", "2023年12月底"),
    (2, "渔船管理改革", "印发办法", "县海洋与渔业局", "６月底前"),
)


def book(*sheets: tuple[str, Iterable[tuple[Any, ...]], Iterable[str]], hidden: str = "") -> bytes:
    """A workbook of sheets (name, rows, merged areas)."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows, merged in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    if hidden:
        sheet = made.create_sheet(hidden)
        sheet.append(("草稿",))
        sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def projects(*rows: tuple[Any, ...]) -> bytes:
    """The messy workbook, or one with other rows under the same head."""
    if not rows:
        return book(("重大项目", PROJECTS, _MERGED), ("重点改革", REFORMS, ()), hidden="草稿")
    return book(("重大项目", (*PROJECTS[:4], *rows), _MERGED[:11]))


class Importing:
    """The window with the wizard open, and what a test asks of both."""

    def __init__(self, running: Any, folder: Path) -> None:
        self.running = running
        self.window = running.window
        self.folder = folder
        self.open()

    def open(self) -> None:
        """Open the wizard (again)."""
        self.window.commands.import_list()
        self.running.settle()
        self.wizard: ListWizard = self.window.commands.lists.wizard

    def drop(self, content: bytes, name: str = "清单.xlsx") -> None:
        """Drop a file onto the wizard."""
        path = self.folder / name
        path.write_bytes(content)
        self.drop_paths(path)

    def drop_paths(self, *paths: Path) -> None:
        """Drop these files onto it."""
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place, action = QPointF(5, 5), Qt.DropAction.CopyAction
        keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        self.wizard.start.dropEvent(QDropEvent(place, action, dropped, button, keys))
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.running.settle()

    def press(self, button: Any) -> None:
        """Click and wait."""
        button.click()
        self.settle()

    def go_on(self) -> None:
        """«下一步», «导入»."""
        self.press(self.wizard.foot.next)

    @property
    def step(self) -> Any:
        """The step shown."""
        return self.wizard.steps.currentWidget()

    @property
    def preview(self) -> PreviewStep:
        """The step with the rows."""
        return self.wizard.preview

    def say_unit(self, unit: str = "万元") -> None:
        """Answer what money is counted in."""
        self.press(self.wizard.columns.questions.rows[0].units[unit])

    def choose(self, box: Any, place: int) -> None:
        """Choose in a dropdown as a person does."""
        box.setFocus()
        box.setCurrentIndex(place)
        box.activated.emit(place)
        self.settle()

    def change(self, name: str) -> RowChange:
        """The row whose name or target holds these words."""
        assert self.preview.preview is not None
        return next(
            one
            for one in self.preview.preview.changes
            if name in one.target
            or (one.row is not None and any(name in cell.text for cell in one.row.cells))
        )

    def look_at(self, name: str) -> None:
        """Make that row the current one."""
        change = self.change(name)
        self.preview.view.choose((change.line, "" if change.line else change.target_id))

    def stored(self, question: Callable[[Store], Any]) -> Any:
        """What the store holds."""
        self.settle()
        return self.running.ask(question)

    def items(self, kind: str) -> dict[str, str]:
        """The items of a list: title by shown number."""

        def ask(store: Store) -> dict[str, str]:
            with store.reading() as session:
                rows = session.exec(alive(Item).where(Item.kind == kind)).all()
                return {row.number: row.title for row in rows}

        found: dict[str, str] = self.stored(ask)
        return found


@pytest.fixture
def importing(run: Callable[..., Any], tmp_path: Path) -> Importing:
    """The wizard over the store of 县文广旅体局."""
    return Importing(run(), tmp_path)
