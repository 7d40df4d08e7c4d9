"""导入方案 in the real window over a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.services import plan_import
from shengsi_desktop.store.sessions import Store, alive
from shengsi_desktop.store.tables import Assignment, Item, Unit
from shengsi_desktop.ui.plan_import import outline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.ui.plan_import.wizard import ImportWizard

TEXT = """某县渔业发展2024年行动方案
一、主要目标
渔业再上台阶。
二、主要任务
（一）做强养殖
1. 发展网箱。🐟新增网箱100口。（牵头单位：县渔业发展中心；配合单位：县财政部门、各有关企业）
2. 改造渔船。改造渔船50艘，完成年度投资2亿元。（责任单位：县海洋与渔业局；完成时限：2024年6月底）
（二）做优加工
3. 建设冷库。新建冷库3座。（责任单位：县文广旅体局、花鸟乡）
"""


class Importing:
    """The window with the wizard open, and what a test asks of both."""

    def __init__(self, running: Any, tmp_path: Path) -> None:
        self.running = running
        self.window = running.window
        self.folder = tmp_path
        self.wizard: ImportWizard = self.window.commands.plans.open_wizard()
        running.settle()

    def read(self, text: str = TEXT, name: str = "方案.txt") -> None:
        """Read a file with that text."""
        self.read_bytes(text.encode(), name)

    def read_bytes(self, content: bytes, name: str) -> None:
        """Read a file of any kind."""
        path = self.folder / name
        path.write_bytes(content)
        self.wizard.start.file_chosen.emit(path)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.running.settle()

    def press(self, button: Any) -> None:
        """Click and wait."""
        button.click()
        self.settle()

    @property
    def preview(self) -> Any:
        """The step that shows it."""
        return self.wizard.preview

    def line(self, kind: str, words: str) -> outline.Line:
        """The line of that kind whose words hold these."""
        lines = outline.flat(self.preview.tree.lines)
        return next(one for one in lines if one.kind == kind and words in one.text)

    def stored(self, question: Callable[[Store], Any]) -> Any:
        """What the store holds."""
        self.settle()
        return self.running.ask(question)

    def years(self) -> list[int | None]:
        """The years of the stored plans."""
        return [one.year for one in self.stored(plan_import.plans)]

    def owners(self, year: int, number: str) -> dict[str, str]:
        """Who answers for an item: the unit's name by what is written."""

        def ask(store: Store) -> dict[str, str]:
            plan = plan_import.find_plan(store, str(year))
            with store.reading() as session:
                item = session.exec(alive(Item).where(Item.plan_id == plan.id, Item.number == number)).one()
                rows = session.exec(alive(Assignment).where(Assignment.item_id == item.id)).all()
                return {
                    row.written: session.get_one(Unit, row.unit_id).name if row.unit_id else row.written
                    for row in rows
                }

        found: dict[str, str] = self.stored(ask)
        return found


@pytest.fixture
def importing(run: Callable[..., Any], tmp_path: Path) -> Importing:
    """The wizard over the store of 县文广旅体局."""
    return Importing(run(), tmp_path)
