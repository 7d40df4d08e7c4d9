"""The contract between the window and its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from shengsi_desktop.domain.clock import local_now

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QSettings

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.clock import Clock
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.views import DeskSettings
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.ui.operations import Operations


@dataclass(frozen=True, slots=True)
class PageContext:
    """Whose week a page shows, and its way to the store; `memory` is what this machine remembers of the window.

    `clock` is the desk's own.
    """

    unit: Unit
    week: Week
    settings: DeskSettings
    operations: Operations
    memory: QSettings | None = None
    clock: Clock = local_now

    @property
    def today(self) -> date:
        """The office's own day."""
        return self.clock().date()


def as_of(context: PageContext) -> date:
    """The day of what people do in the shown week: today, or its meeting day once it is past (`day_at_work`)."""
    from shengsi_desktop.rhythm.meeting_days import day_at_work

    return day_at_work(context.week, context.settings.rhythm, context.today)


def calendar_day(context: PageContext) -> date:
    """The day up to which a calendar is shown: today, or the shown week's end where today is not of its plan."""
    from shengsi_desktop.rhythm import weeks

    settings, today = context.settings, context.today
    of_the_plan = weeks.in_plan_year(weeks.week_of(today, settings.rhythm), settings.plan_year)
    return today if of_the_plan else context.week.last


class DeskFacts(Protocol):
    """Whose desk, which plan, which rhythm: what sidebar and header show. `FirstView` has it, too."""

    @property
    def unit(self) -> Unit:
        """My unit."""

    @property
    def plan_year(self) -> int | None:
        """The plan's year."""

    @property
    def rhythm(self) -> WeekRhythm:
        """The unit's rhythm."""


@runtime_checkable
class Page(Protocol):
    """A QWidget made as `SomePage(parent)` on first visit. `page_name` is the sidebar's word for it.

    Optional: a signal `open_requested = Signal(str, str)` (page key, target) asks the window to go elsewhere
    (week, tasks, indicators, directives, meetings, settings; target: an item's or indicator's id, or a week
    «2023-W30»); a method `open_target(target: str)` takes one; `next_item()` is called on Ctrl+Enter;
    a signal `list_import_asked = Signal()` asks for 导入清单;
    `show_rows(rows: tuple[ItemRow, ...])` takes the rows before the store is open; `show_week` follows.
    """

    page_name: str

    def show_week(self, context: PageContext) -> None:
        """Show `context`; called on every visit and when week or unit change."""

    def refresh(self, changed: frozenset[FieldKey]) -> None:
        """Something changed: load again what is shown of it."""


class FirstPage(Protocol):
    """The page that the window opens with: it takes my items before the store is open."""

    def show_rows(self, rows: tuple[ItemRow, ...]) -> None:
        """Show them; `show_week` follows once the store may be asked."""

    def open_target(self, target: str) -> None:
        """Choose the item with this id."""
