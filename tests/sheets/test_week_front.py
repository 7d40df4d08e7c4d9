"""领导阅: one page that says what a leader must know, and that nothing is there where nothing is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.tracking import Report
from shengsi_desktop.domain.words import DirectiveState, Light, RequestLevel
from shengsi_desktop.sheets.looks import Columns
from shengsi_desktop.sheets.week_front import conclusion, pick
from shengsi_desktop.sheets.week_progress import progress_columns, progress_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    Reopened = Callable[..., Workbook]


def words_of(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_sentence_counts_what_matters(make: Any) -> None:
    book = make.full_book()

    assert conclusion(book, pick(book)) == (
        "截至7月30日，本单位13项事项中，办结1项、绿灯5项、黄灯2项、红灯1项、未亮灯1项、配合事项（亮灯看牵头单位）2项、常态1项；"
        "本周未填报1项；滞后3项，其中本周新转黄灯、红灯2项；需您决定2项，逾期交办事项1项。细项完成率46.7%（测算）。"
    )


def test_what_is_not_filled_in_is_what_the_rows_say(make: Any) -> None:
    lines = (
        make.line("1-1", light=Light.BY_LEAD, reported=False),
        make.line("4-2", light=Light.GREEN, reported=False),
        make.line("8-3", light=Light.UNREPORTED),
    )
    book = make.full_book(lines=lines)
    column = next(one for one in progress_columns(Columns.NARROW) if one.column.head == "本周进展")
    shown = [row[0].shown for row in progress_rows(book, [column])]
    assert shown[:2] == ["未填报", "未填报"]
    assert "本周未填报2项；" in conclusion(book, pick(book))


def test_a_narrow_table_says_the_remedy_below_the_problem(make: Any) -> None:
    report = Report("r", "i", "u", "2023-W30", problems="缺资金", catch_up="增开班次", expected="8月底")
    columns = [one for one in progress_columns(Columns.NARROW) if one.column.head == "存在问题及滞后原因"]
    (row,) = progress_rows(make.full_book(lines=(make.line(report=report),)), columns)
    assert row[0].shown == "缺资金\n赶进度措施：增开班次\n预计达标时间：8月底"


def test_all_items_are_in_one_of_the_counts(make: Any, reopened: Reopened) -> None:
    sheet = reopened(make.full_book())["领导阅"]
    figures = next(row for row in sheet.iter_rows() if isinstance(row[0].value, int) and row[0].font.sz == 20)

    assert sum(cell.value for cell in figures if cell.value is not None) == 13


def test_each_count_says_how_it_moved_since_last_week(make: Any, reopened: Reopened) -> None:
    said = words_of(reopened(make.full_book())["领导阅"])

    assert "较上周-2" in said
    assert "较上周+1" in said
    assert "较上周持平" in said


@pytest.mark.parametrize("previous", [{}, {"green": 0, "yellow": 0}])
def test_without_a_last_week_no_difference_is_made_up(
    make: Any, reopened: Reopened, previous: dict[str, int]
) -> None:
    said = words_of(reopened(make.full_book(previous=previous))["领导阅"])

    assert "无上周数据" in said
    assert not any(words.startswith("较上周") for words in said)


def test_only_what_turned_this_week_is_listed_red_first(make: Any) -> None:
    turned = pick(make.full_book()).turned

    assert [line.row.number for line in turned] == ["8-5", "4-2"]


def test_what_was_behind_before_is_counted_beside_what_is_new(make: Any, reopened: Reopened) -> None:
    said = words_of(reopened(make.full_book())["领导阅"])

    assert "一、本周新转黄灯、红灯：2项，仍有1项此前已滞后，见“任务进展”表" in said


def test_a_red_light_that_became_yellow_is_no_news_of_trouble(make: Any) -> None:
    better = make.line("4-2", light=Light.YELLOW, before=Light.RED)
    worse = make.line("4-3", light=Light.RED, before=Light.YELLOW)

    assert [line.row.number for line in pick(make.full_book(lines=(better, worse))).turned] == ["4-3"]


def test_a_request_between_departments_or_one_answered_is_not_for_the_leader(make: Any) -> None:
    day = date(2023, 7, 20)
    requests = (
        make.request(1, "部门间协调", RequestLevel.DEPARTMENTS, day),
        make.request(2, "已答复", RequestLevel.COUNTY_LEADER, day, answer="同意。"),
        *(make.request(n, level.label, level, day) for n, level in enumerate(RequestLevel, start=3)),
    )

    picked = pick(make.full_book(requests=requests)).requests

    assert [entry.request.text for entry in picked] == ["工作专班", "分管县领导", "县例会", "向上争取"]


def test_the_longest_waiting_request_comes_first_with_its_days(make: Any, reopened: Reopened) -> None:
    said = words_of(reopened(make.full_book())["领导阅"])

    assert said.index("9天") < said.index("2天")


def test_a_finished_directive_is_not_overdue(make: Any) -> None:
    done = make.directive(1, "已办", "产业科", date(2023, 7, 1), state=DirectiveState.DONE)

    assert pick(make.full_book(directives=(done,))).overdue == ()


def test_parts_without_anything_say_none(make: Any, reopened: Reopened) -> None:
    said = words_of(reopened(make.empty_book())["领导阅"])

    assert "一、本周新转黄灯、红灯：无" in said
    assert "二、需您决定：无" in said
    assert "三、逾期交办事项：无" in said


def test_a_bad_week_still_fits_one_page_and_says_what_was_left_out(make: Any, reopened: Reopened) -> None:
    lines = tuple(make.line(f"{n}-1", problems=make.LONG_PROGRESS, light=Light.RED) for n in range(1, 27))
    requests = tuple(
        make.request(n, make.LONG_PROGRESS, RequestLevel.UPWARD, date(2023, 7, 1)) for n in range(1, 20)
    )
    late = tuple(make.directive(n, make.LONG_PROGRESS, "产业科", date(2023, 7, 1)) for n in range(1, 20))

    sheet = reopened(make.full_book(lines=lines, requests=requests, directives=late))["领导阅"]

    assert sum(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)) <= 500 * 1.35
    assert "另有23项，见“任务进展”表。" in words_of(sheet)
