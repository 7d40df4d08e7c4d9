"""Every light and every number on the boards of the quarter equals what the slow reference works out."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.boards import BoardKind, LineKind, ScoreMethod
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import RulePreset
from shengsi_desktop.rhythm.board_changes import moves
from shengsi_desktop.rhythm.board_rules import default_spec
from shengsi_desktop.services import light_rules, setting_up
from shengsi_desktop.services.boards import custom
from shengsi_desktop.services.boards.computing import BoardReader, board_now
from shengsi_desktop.services.boards.rules import save_rule
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.tables import UnitRhythm
from tests.quarter import reference
from tests.quarter.conftest import copy_of, lights_of
from tests.quarter.reference_lights import item_count, item_lights, weeks_behind
from tests.quarter.reference_raw import Raw, half_up
from tests.quarter.scenario import APPRAISED_ON, CORRECTED, CORRECTED_ON, PUBLISHED_ON
from tests.quarter.scenario_setting import VILLAGES, Quarter
from tests.quarter.scenario_words import CULTURE, WEEKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.boards import Board, Score
    from shengsi_desktop.store.sessions import Store
    from tests.quarter.conftest import Lights, Recorded
    from tests.quarter.reference import Result, Results

PUBLISHED = [(kind, month) for month in PUBLISHED_ON for kind in reference.MONTHLY]


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def of_product(score: Score) -> dict[str, object]:
    counts = score.counts
    return {
        "group": score.entrant.group,
        "measure": exact(score.measure),
        "score": exact(score.points),
        "place": score.place,
        "counts": {name: getattr(counts, name) for name in ("green", "yellow", "red", "done", "other")},
        "weeks": {line.id: line.fact.value for line in score.lines if line.kind.value == "week"},
        "points": {line.id: Fraction(line.points) for line in score.lines if line.kind not in _FIGURES},
        "unreported": sum_of(score, LineKind.WEEK),
        "given": sum_of(score, LineKind.ADJUSTMENT),
        "means": {
            line.id: (exact(line.done), exact(line.planned))
            for line in score.lines
            if line.kind is LineKind.BOARD
        },
    }


#: these hold a figure and give no points
_FIGURES = frozenset({LineKind.FIGURE, LineKind.BOARD})


def sum_of(score: Score, kind: LineKind) -> Fraction:
    return sum((Fraction(line.points) for line in score.lines if line.kind is kind), Fraction(0))


def base_told(score: Score, board: Board) -> Fraction | None:
    """What the lines shown add up to before what people gave; by place there is only the score to go by."""
    spec, points = board.rule.spec, exact(score.points)
    if points is None:
        return None
    if board.kind is BoardKind.APPRAISAL:
        means = [line for line in score.lines if line.kind is LineKind.BOARD]
        whole = sum((Fraction(line.planned or 0) for line in means), Fraction(0))
        added = sum((Fraction(line.done or 0) * Fraction(line.planned or 0) for line in means), Fraction(0))
        return half_up(added / whole, 2)
    given = sum_of(score, LineKind.ADJUSTMENT)
    if spec.method is ScoreMethod.FAULT:
        faults = sum((Fraction(line.points) for line in score.lines), Fraction(0)) - given
        return Fraction(spec.full) + faults
    return points - given


def of_reference(one: Result) -> dict[str, object]:
    empty = dict.fromkeys(("green", "yellow", "red", "done", "other"), 0)
    return {
        "group": one.group,
        "measure": one.measure,
        "score": one.score,
        "place": one.place,
        "counts": one.counts or empty,
        "weeks": one.weeks,
        "points": one.points,
        "unreported": one.unreported,
        "given": one.given,
        "means": one.means,
    }


def told(board: Board, expected: Results) -> list[str]:
    """Every difference, by the entrant's name."""
    shown = {one.entrant.id: one for one in board.scores}
    found = [f"on one side only: {name}" for name in shown.keys() ^ expected.keys()]
    for name in shown.keys() & expected.keys():
        product, slow = of_product(shown[name]), of_reference(expected[name])
        found += [
            f"{shown[name].entrant.name} {key}: {product[key]}, reference {slow[key]}"
            for key in product
            if product[key] != slow[key]
        ]
        base, expected_base = base_told(shown[name], board), expected[name].base
        at_floor = expected[name].score == Fraction(board.rule.spec.floor)
        by_lines = board.kind is BoardKind.APPRAISAL or board.rule.spec.method is ScoreMethod.FAULT
        if base != expected_base and (by_lines or not at_floor):
            found.append(f"{shown[name].entrant.name} base: {base}, reference {expected_base}")
    return found


def moves_told(before: Board | None, after: Board) -> dict[str, tuple[object, ...]]:
    """较上期 as the page and the workbook have it."""
    empty = replace(after, scores=())
    return {
        one.entrant.id: (
            one.place_before,
            one.place_after,
            exact(one.points_before),
            exact(one.points_after),
        )
        for one in moves(before or empty, after)
    }


def test_the_reference_imports_nothing_of_the_product() -> None:
    for path in Path(__file__).parent.glob("reference*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.startswith("shengsi_desktop")], path.name


def differing(raw: Raw, lights: Lights) -> dict[tuple[str, str, str], tuple[object, object]]:
    """Where light, second light, count, 测算 or 连续滞后 differ, by number, unit and week."""
    found = {}
    for (unit, item, week), one in lights.items():
        slow: tuple[object, ...] = item_lights(raw, item, unit, week)
        product: tuple[object, ...] = (one.plain, one.adjusted)
        if one.plain != "by_lead":
            *count, computed = item_count(raw, item, unit, week)
            tenth = None if computed is None else half_up(computed, 1)
            slow += (*count, tenth, weeks_behind(raw, item, unit, week))
            product += (*one.tally, exact(one.computed), one.behind)
        if product != slow:
            found[raw.items[item]["number"], raw.units[unit]["name"], week] = (product, slow)
    return found


def test_every_light_of_the_quarter_is_that_of_the_reference(recorded: Recorded) -> None:
    shown = recorded.lights["quarter"]
    assert differing(recorded.raw("quarter"), shown) == {}
    assert {week for _, _, week in shown} == set(WEEKS)
    # the script reaches every light, and second lights that are others than the plain ones
    assert {one.plain for one in shown.values()} == {
        "green", "yellow", "red", "done", "unreported", "unscheduled", "by_lead", "none",
    }  # fmt: skip
    assert len([one for one in shown.values() if one.plain != one.adjusted]) > 5
    # and the 争取事项, applied for in W35 and overdue since
    raw = recorded.raw("quarter")
    (appeal,) = [item_id for item_id, item in raw.items.items() if item["kind"] == "appeal"]
    own = recorded.ids[CULTURE]
    assert [shown[own, appeal, label].plain for label in ("2023-W36", "2023-W38")] == ["yellow", "red"]


@pytest.mark.parametrize(("kind", "month"), PUBLISHED)
def test_every_number_of_a_published_month_is_that_of_the_reference(
    recorded: Recorded, kind: str, month: str
) -> None:
    published = recorded.published(kind, month)[0]
    expected = reference.month_board(recorded.raw(month), kind, month, PUBLISHED_ON[month])
    assert told(published.board, expected) == []
    assert any(one.place for one in published.board.scores)
    # 较上期: against the month before as it was published, June as it stood in August
    earlier = {"2023-08": "2023-07", "2023-09": "2023-08"}.get(month, "2023-06")
    known = earlier if earlier in PUBLISHED_ON else month
    before = reference.month_board(recorded.raw(known), kind, earlier, PUBLISHED_ON[known])
    assert moves_told(published.before, published.board) == reference.moves(before, expected)


def test_every_number_of_the_corrected_board_is_that_of_the_reference(recorded: Recorded) -> None:
    first, second = recorded.published("work", "2023-07")
    expected = reference.month_board(recorded.raw(CORRECTED), "work", "2023-07", CORRECTED_ON)
    assert told(second.board, expected) == []
    assert told(first.board, expected) != []
    june = reference.month_board(recorded.raw(CORRECTED), "work", "2023-06", CORRECTED_ON)
    assert moves_told(second.before, second.board) == reference.moves(june, expected)


def appraised(recorded: Recorded) -> Results:
    """考评 as the reference works it out from the months as they were published, July as corrected."""
    months = {
        (kind, month): reference.month_board(recorded.raw(month), kind, month, PUBLISHED_ON[month])
        for kind, month in PUBLISHED
    }
    raw = recorded.raw(CORRECTED)
    months["work", "2023-07"] = reference.month_board(raw, "work", "2023-07", CORRECTED_ON)
    return reference.appraisal(recorded.raw("quarter"), "2023-Q3", months)


def test_every_number_of_the_appraisal_is_that_of_the_reference(recorded: Recorded) -> None:
    (published,) = recorded.published("appraisal", "2023-Q3")
    expected = appraised(recorded)
    assert told(published.board, expected) == []
    assert {len(one.means) for one in expected.values()} == {0, 1, 3}
    assert published.before is None  # of the quarter before nothing was published
    assert len({one.points for one in published.board.scores if one.place}) > 5


@pytest.mark.parametrize("month", list(PUBLISHED_ON))
def test_every_number_of_the_villages_is_that_of_the_reference(recorded: Recorded, month: str) -> None:
    with opened(recorded.folder) as store:
        board_id = custom.find_board(store, VILLAGES)
        board = board_now(store, board_id, month, today=APPRAISED_ON)
    assert told(board, reference.custom_board(recorded.raw("end"), board_id, month)) == []
    assert {one.entrant.name[2]: one.place for one in board.scores} == {
        "甲": 4, "乙": 2, "丙": 2, "丁": 1, "戊": 2, "己": 1, "庚": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("month", "today"),
    [
        ("2023-07", date(2023, 7, 3)),
        ("2023-07", date(2023, 7, 30)),
        ("2023-07", date(2023, 7, 31)),
        ("2023-08", date(2023, 8, 16)),
        ("2023-09", date(2023, 9, 4)),
        ("2023-09", date(2023, 10, 1)),
    ],
)
def test_a_running_month_and_a_past_one_as_it_stands_now_are_those_of_the_reference(
    recorded: Recorded, month: str, today: date
) -> None:
    raw = recorded.raw("end")
    with opened(recorded.folder) as store, store.reading() as session:
        reader = BoardReader(session, today)
        for kind in reference.MONTHLY:
            assert told(reader.board(kind, month), reference.month_board(raw, kind, month, today)) == [], kind


@pytest.mark.parametrize("preset", list(RulePreset))
def test_under_every_preset_lights_and_boards_are_those_of_the_reference(
    after_the_quarter: Store, tmp_path: Path, preset: RulePreset
) -> None:
    """A week that somebody has signed keeps its rule, so that each begins with the week after the quarter."""
    quarter = Quarter(after_the_quarter)
    week = quarter.week("2023-W40")
    light_rules.choose_preset(after_the_quarter, preset, week, week)
    october = [(kind, "2023-10") for kind in reference.MONTHLY]
    compare_all(quarter, tmp_path, ("2023-W39", "2023-W40", "2023-W41"), october, date(2023, 10, 16))


@pytest.mark.parametrize("last_weekday", [0, 3])
def test_in_another_reporting_week_lights_and_boards_are_those_of_the_reference(
    after_the_quarter: Store, tmp_path: Path, last_weekday: int
) -> None:
    """上周五–本周四 and others, the meeting on Monday: the desk's own weeks move, those of others do not."""
    rhythm = WeekRhythm(last_weekday=last_weekday, meeting_weekday=0)
    with after_the_quarter.command("统计周期") as command:  # as if it had been so from the first week on
        row = command.session.get(UnitRhythm, setting_up.settings(after_the_quarter).unit.id)
        row.last_weekday, row.meeting_weekday = rhythm.last_weekday, rhythm.meeting_weekday
    quarter = Quarter(after_the_quarter)
    compare_all(quarter, tmp_path, WEEKS[5:9])
    # the first days of a month, where the desk's week has not begun or is the only one over
    for day in (4, 8):
        running = [(kind, "2023-09") for kind in reference.MONTHLY]
        compare_all(quarter, tmp_path, (), running, date(2023, 9, day))


def test_with_plain_lights_alone_boards_are_those_of_the_reference(
    after_the_quarter: Store, tmp_path: Path
) -> None:
    plain = replace(default_spec(BoardKind.WORK), adjusted=False, yellow_points=Decimal("-0.333"))
    save_rule(after_the_quarter, "work", plain, since="2023-07")
    compare_all(Quarter(after_the_quarter), tmp_path, ())


def compare_all(
    quarter: Quarter,
    tmp_path: Path,
    labels: tuple[str, ...],
    wanted: Sequence[tuple[str, str]] = PUBLISHED,
    today: date = APPRAISED_ON,
) -> None:
    """Lights of these weeks, and these boards as they stand on that day."""
    raw = Raw(copy_of(quarter.store.folder, tmp_path / "copy.db"))
    assert differing(raw, lights_of(quarter, labels)) == {}
    with quarter.store.reading() as session:
        reader = BoardReader(session, today)
        boards = {(kind, month): reader.board(kind, month) for kind, month in wanted}
    for (kind, month), board in boards.items():
        assert told(board, reference.month_board(raw, kind, month, today)) == [], (kind, month)
