"""待入库 in numbers: one base for the table, the button and what is said afterwards."""

from __future__ import annotations

from shengsi_desktop.domain.exchange import IntakeRow, Verdict
from shengsi_desktop.services.exchange.receiving import TakenIn
from shengsi_desktop.ui.pages.exchange import intake_counts


def taken_of(rows: list[IntakeRow]) -> TakenIn:
    return TakenIn(frozenset(), tuple(row.unit for row in rows))


def test_those_of_another_week_are_named_on_the_button_and_afterwards() -> None:
    rows = [
        IntakeRow(str(place), "a", Verdict.NEW, unit, week=week)
        for place, (unit, week) in enumerate(
            (("甲局", "2023-W30"), ("乙局", "2023-W30"), ("丙局", "2023-W29"))
        )
    ]
    assert intake_counts.clean_words(rows[:2], "2023-W30") == "无问题的全部入库（2）"
    assert intake_counts.clean_words(rows, "2023-W30") == "无问题的全部入库（3份，其中第29周1份）"
    assert intake_counts.taken_words(taken_of(rows[:2]), rows[:2], "2023-W30") == "已入库2份：甲局、乙局。"
    assert intake_counts.clean_words(rows[2:], "2023-W30") == "无问题的全部入库（1份，都是第29周的）"
    assert (
        intake_counts.taken_words(taken_of(rows[2:]), rows[2:], "2023-W30")
        == "已入库1份：丙局，都是第29周的。"
    )
    said = intake_counts.taken_words(taken_of(rows), rows, "2023-W30")
    assert said == "已入库3份：甲局、乙局、丙局，其中第29周1份（丙局）。"


def test_what_asks_for_something_is_to_be_looked_at() -> None:
    verdicts = (
        Verdict.NEW,
        Verdict.SEALED,
        Verdict.WANTING,
        Verdict.FILL_SHEET,
        Verdict.DOUBLE,
        Verdict.REFUSED,
    )
    rows = [IntakeRow(str(place), "a", verdict) for place, verdict in enumerate(verdicts)]
    assert intake_counts.summary(rows) == "6份：1份无问题，3份要看，2份不入库"
