"""导出周会商表: the book's content, and a file that is written whole or left as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.services import exporting, indicators, meetings, reporting

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]


def test_the_workbook_opens_with_the_leaders_page_and_holds_what_was_reported(
    store: Store, unit_id: str, week: Weeks, item: Items, tmp_path: Path
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"progress": "初稿形成了"})
    path = exporting.export_week(store, unit_id, at, tmp_path / exporting.suggested_name(store, unit_id, at))
    assert path.name == "县文广旅体局2023年第10周会商表.xlsx"
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "领导阅"
    cells = [str(cell.value) for row in book["任务进展"].iter_rows() for cell in row if cell.value]
    assert any("初稿形成了" in cell for cell in cells)


def test_figures_without_words_are_told_as_progress(
    store: Store, unit_id: str, week: Weeks, item: Items, tmp_path: Path
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("4-2"), unit_id, at, words={}, values={"4-2.5": "14"})
    book = openpyxl.load_workbook(exporting.export_week(store, unit_id, at, tmp_path / "a.xlsx"))
    (row,) = [row for row in book["任务进展"].iter_rows(values_only=True) if "4-2" in [str(x) for x in row]]
    assert any("14/30个" in str(cell) for cell in row)
    assert "未填报" not in row


def test_a_file_open_elsewhere_stays_byte_for_byte_and_the_reason_is_plain(
    store: Store, unit_id: str, week: Weeks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def held(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(EnvironmentProblem, match="WPS"):
        exporting.export_week(store, unit_id, week("2023-W10"), path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.glob("*.tmp")] == []


def test_a_folder_without_the_right_to_write_is_told_plainly_and_nothing_is_lost(
    store: Store, unit_id: str, week: Weeks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    real = Path.open

    def forbidden(self: Path, *arguments: Any, **more: Any) -> Any:
        if self.suffix == ".tmp":
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(EnvironmentProblem, match="没有权限"):
        exporting.export_week(store, unit_id, week("2023-W10"), path)
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_told_plainly(
    store: Store, unit_id: str, week: Weeks, tmp_path: Path
) -> None:
    with pytest.raises(EnvironmentProblem, match="不存在"):
        exporting.export_week(store, unit_id, week("2023-W10"), tmp_path / "no" / "a.xlsx")


def test_the_first_week_has_nothing_to_be_compared_with(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.report_once(store, item("4-2"), unit_id, week("2023-W10"), words={"progress": "一"})
    assert exporting.week_book(store, unit_id, week("2023-W10")).previous == {}
    assert sum(exporting.week_book(store, unit_id, week("2023-W11")).previous.values()) == 13


def test_after_new_year_the_plans_own_december_is_shown(store: Store, unit_id: str, week: Weeks) -> None:
    name = indicators.standings(store)[2].indicator.id
    from decimal import Decimal

    indicators.set_point(store, name, "2023-12", value=Decimal(144))
    shown = exporting.week_book(store, unit_id, week("2024-W05")).indicators[2]
    assert shown.latest is not None
    assert shown.latest.value == 144


def test_directives_of_later_weeks_are_not_in_the_book(store: Store, unit_id: str, week: Weeks) -> None:
    for label in ("2023-W10", "2023-W11"):
        meetings.add_directive(store, unit_id, week(label), f"{label}的事 @文化科", week(label).last)
    assert [one.what for one in exporting.week_book(store, unit_id, week("2023-W10")).directives] == [
        "2023-W10的事"
    ]


def test_a_waiting_request_shows_its_days_until_it_is_answered(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    reporting.set_request(store, item("4-2"), unit_id, week("2023-W10"), text="请协调用海")
    book = exporting.week_book(store, unit_id, week("2023-W12"))
    assert [(one.request.text, one.waited_days, one.item_number) for one in book.requests] == [
        ("请协调用海", 14, "4-2")
    ]


def test_the_books_indicators_are_those_of_the_month_of_the_weeks_thursday(week: Weeks) -> None:
    # W26 ends on 2 July, its Thursday is of June; what reaches into the next year stays the plan's December
    wanted = {"2023-W26": "2023-06", "2023-W27": "2023-07", "2024-W01": "2023-12"}
    assert {text: exporting.indicators_as_of(week(text), 2023) for text in wanted} == wanted
