"""Whatever is being typed is stored where it was typed, whichever way the field is left."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from shengsi_desktop.domain.money import Money
from shengsi_desktop.services import indicators, projects, reforms, setting_up
from shengsi_desktop.store.sessions import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from pathlib import Path

UNIT = "县文广旅体局"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def listed_store(set_up_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two projects and two reforms of one's own, to be copied."""
    folder = tmp_path_factory.mktemp("listed") / "store"
    shutil.copytree(set_up_store, folder)
    with Store.open(folder) as store:
        for name in ("pier", "hall"):
            projects.add_project(store, name, lead=UNIT, year_plan=Money.of(wan("5000"), "万元"))
        for name in ("first", "second"):
            reforms.add_reform(store, name, goal="上线3个应用", lead=UNIT)
    return folder


@pytest.fixture
def folder(listed_store: Path, tmp_path: Path) -> Path:
    """A store of its own for this test."""
    shutil.copytree(listed_store, tmp_path / "store")
    return tmp_path / "store"


def wan(figure: str) -> Decimal:
    """A figure."""
    from decimal import Decimal

    return Decimal(figure)


@dataclass(frozen=True, slots=True)
class Typing:
    """Opens a field in its view and says what the store holds of the first and of the second thing."""

    view: str
    open: Callable[[Any], QWidget]
    held: Callable[[Store, str], tuple[object, object]]
    #: makes the second thing the current one, as a click does
    other: Callable[[Any], object]


def open_fact(view: Any, key: str, card: str = "facts") -> QWidget:
    """Click a fact open."""
    part = view.detail.facts
    line = (part.facts if hasattr(part, "facts") else part).lines[key]
    QTest.mouseClick(line.value, Qt.MouseButton.LeftButton)
    return cast("QWidget", line.field)


def open_cell(table: Any, row: int, column: int) -> QWidget:
    """Open a cell by F2."""
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    QTest.keyClick(table, Qt.Key.Key_F2)
    return cast("QWidget", QApplication.focusWidget())


def open_owner(view: Any) -> QWidget:
    """Click 责任单位 open."""
    view.head.owner.link.click()
    return cast("QWidget", view.head.owner.field)


def focused(field: QWidget) -> QWidget:
    """The keys go there."""
    field.setFocus()
    return field


def of_projects(of: Callable[[Any], object]) -> Callable[[Store, str], tuple[object, object]]:
    """What the two projects say in week 30."""

    def ask(store: Store, week: str) -> tuple[object, object]:
        from shengsi_desktop.rhythm.weeks import parse_week

        settings = setting_up.settings(store)
        rows = projects.project_rows(store, settings.unit.id, parse_week(week, settings.rhythm))
        return of(rows[0]), of(rows[1])

    return ask


def of_reforms(store: Store, week: str) -> tuple[object, object]:
    """The remarks of the two reforms."""
    from shengsi_desktop.rhythm.weeks import parse_week

    settings = setting_up.settings(store)
    rows = reforms.reform_rows(store, settings.unit.id, parse_week(week, settings.rhythm))
    return rows[0].remark, rows[1].remark


def of_indicators(of: Callable[[Any], object]) -> Callable[[Store, str], tuple[object, object]]:
    """What the first two indicators say."""

    def ask(store: Store, _week: str) -> tuple[object, object]:
        first, second, *_ = indicators.standings(store)
        return of(first), of(second)

    return ask


def july(standing: Any) -> str:
    """The figure of July."""
    return next((str(one.value) for one in standing.points if one.period == "2023-07" and one.value), "")


def second_project(view: Any) -> None:
    """A click on the second project."""
    view.view.choose(view.table.rows[1].item.id)


def second_indicator(view: Any) -> None:
    """A click on the second indicator."""
    view.view.choose(list(view._standings)[1])


KINDS = {
    "project fact": Typing(
        "projects",
        lambda view: open_fact(view, "builder"),
        of_projects(lambda row: row.facts.builder),
        second_project,
    ),
    "project long fact": Typing(
        "projects",
        lambda view: open_fact(view, "content"),
        of_projects(lambda row: row.facts.content),
        second_project,
    ),
    "project sum": Typing(
        "projects",
        lambda view: focused(view.detail.entry.year),
        of_projects(lambda row: str(row.progress.year_done.wan) if row.progress.year_done else ""),
        second_project,
    ),
    "project words": Typing(
        "projects",
        lambda view: focused(view.detail.entry.words),
        of_projects(lambda row: row.words),
        second_project,
    ),
    "reform fact": Typing(
        "reforms",
        lambda view: open_fact(view, "remark"),
        of_reforms,
        lambda view: view.board.choose(list(view.board.cards)[1]),
    ),
    "trend cell": Typing(
        "trend", lambda view: open_cell(view.entry.grid, 1, 6), of_indicators(july), second_indicator
    ),
    "trend owner": Typing(
        "trend", open_owner, of_indicators(lambda one: one.indicator.owner), second_indicator
    ),
    "grid cell": Typing(
        "grid",
        lambda view: open_cell(view.table, view.model.row_of(view._facts.standings[0].indicator.id), 6),
        of_indicators(july),
        lambda view: view.table.setCurrentIndex(
            view.model.index(view.model.row_of(view._facts.standings[1].indicator.id), 6)
        ),
    ),
}


def type_into(field: QWidget, said: str) -> None:
    """Real keys."""
    assert field.isVisible()
    if isinstance(field, QLineEdit):
        field.selectAll()
    QTest.keyClicks(field, said)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_typed_is_stored_where_it_was_typed(run: Callable[..., Any], folder: Path, kind: str) -> None:
    typing, running = KINDS[kind], run()
    window = running.window
    window.show_page("indicators")
    window.page.show_view(typing.view)
    running.settle()
    view = window.page.view_of(typing.view)
    week = window.context.week
    _, untouched = running.ask(lambda store: typing.held(store, str(week)))
    for said, leave in {
        "771": lambda field: QTest.keyClick(field, Qt.Key.Key_Return, CTRL),
        "772": lambda _field: typing.other(view),
        "773": lambda _field: window.header.switcher.step(-1),
    }.items():
        field = typing.open(view)
        type_into(field, said)
        leave(field)
        # one after the other on the store's thread: what was typed has been written by then
        assert running.ask(lambda store: typing.held(store, str(week))) == (said, untouched)
        window.show_week(week)
        back_to_first(view, typing)
        running.settle()
    type_into(typing.open(view), "774")
    QThreadPool.globalInstance().waitForDone(20000)
    window.close()
    assert not window.isVisible()
    with Store.open(folder) as store:
        assert typing.held(store, str(week)) == ("774", untouched)


def back_to_first(view: Any, typing: Typing) -> None:
    """Show the first thing again."""
    if typing.view == "projects":
        view.view.choose(view.table.rows[0].item.id)
    elif typing.view == "reforms":
        view.board.choose(next(iter(view.board.cards)))
    elif typing.view == "trend":
        view.view.choose(next(iter(view._standings)))
