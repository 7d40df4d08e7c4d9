"""The page 交办事项 over a store with directives of several units and sources."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.words import DirectiveSource
from shengsi_desktop.services import directives
from tests.gui.conftest import FRIDAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.directives import Directive
    from shengsi_desktop.ui.pages.directives.page import DirectivesPage
    from tests.gui.conftest import Running

LINES = (
    ("报方案 @花鸟乡 @张某 7月20日", DirectiveSource.INSTRUCTION),
    ("报清单 @花鸟乡 8月2日", DirectiveSource.WEEKLY),
    ("核实来信 @菜园镇", DirectiveSource.OPINION),
    ("整理合同 @文化科 9月20日", DirectiveSource.WEEKLY),
)


@pytest.fixture
def first_page() -> str:
    return "directives"


class Open:
    """The page, opened, and what a test asks of it."""

    def __init__(self, running: Running) -> None:
        self.running = running
        context = running.window.context
        assert context is not None
        self.unit_id = context.unit.id
        for line, source in LINES:
            running.ask(
                lambda store, line=line, source=source: directives.add_directive(
                    store, context.unit.id, context.week, line, FRIDAY.date(), source=source
                )
            )
        running.window.commands.follow_changes()
        running.window.show_page("directives")
        running.settle()
        self.page: DirectivesPage = running.window.page

    @property
    def listed(self) -> list[str]:
        """What is to be done, from the top."""
        return [one.what for one in self.page.model.directives]

    def stored(self, what: str) -> Directive:
        """The directive as the store has it."""
        found: dict[str, Directive] = {
            one.what: one
            for one in self.running.ask(
                lambda store: directives.directives(store, self.unit_id, date(2023, 7, 28))
            )
        }
        return found[what]

    def choose(self, *whats: str) -> None:
        """Choose these, as by Ctrl and click."""
        view, model = self.page.view, self.page.model
        rows = [place for place, one in enumerate(model.directives) if one.what in whats]
        view._select(rows)
        self.running.settle()


@pytest.fixture
def opened(run: Callable[..., Running]) -> Open:
    return Open(run())
