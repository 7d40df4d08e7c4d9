"""The axis of a year."""

from __future__ import annotations

from shengsi_desktop.charts.periods import (
    axis_of,
    label,
    label_step,
    labels,
    on_axis,
    span_for,
    tick_labels,
    whole_years,
)


def test_a_few_months_become_the_whole_year() -> None:
    months = whole_years(("2023-06", "2023-02"))
    assert (months[0], months[-1], len(months)) == ("2023-01", "2023-12", 12)
    assert labels(months)[:2] == ["1月", "2月"]


def test_quarters_become_four_in_words() -> None:
    assert labels(whole_years(("2023-Q2",))) == ["一季度", "二季度", "三季度", "四季度"]


def test_two_years_say_which_is_which() -> None:
    shown = labels(whole_years(("2022-12", "2023-01")))
    assert (shown[0], shown[1], shown[12]) == ("1月\n2022年", "2月", "1月\n2023年")


def test_years_and_unknown_periods_stay_as_they_are() -> None:
    assert labels(whole_years(("2023", "2022"))) == ["2022年", "2023年"]
    assert labels(whole_years(("上半年",))) == ["上半年"]


def test_at_most_twelve_labels_are_shown_and_each_january_among_them() -> None:
    for years in range(1, 30):
        step = label_step(12 * years)
        assert len(range(0, 12 * years, step)) <= 12
        assert step % 12 == 0 or 12 % step == 0


def test_no_period_is_no_place() -> None:
    assert whole_years(()) == ()
    assert labels(()) == []


def test_a_quarter_of_the_year_so_far_is_called_so() -> None:
    quarters = axis_of(2023, 1, "quarter")
    assert labels(quarters, through=True) == ["一季度", "上半年", "前三季度", "全年"]
    assert [label(half) for half in axis_of(2023, 1, "half")] == ["上半年", "下半年"]


def test_an_axis_is_of_months_where_values_come_more_often_than_the_cadence() -> None:
    assert span_for("quarter", ["2023-03", "2023-Q2"]) == "quarter"
    assert span_for("quarter", ["2023-02"]) == "month"
    assert (on_axis("2023-H1", "month"), on_axis("2023-06", "quarter"), on_axis("2023-12", "year")) == (
        "2023-06",
        "2023-Q2",
        "2023",
    )


def wide(text: str) -> float:
    return 10.0 * len(text)


def test_labels_are_thinned_to_the_room_there_is() -> None:
    months = axis_of(2023, 1, "month")
    assert len(tick_labels(months, 600, wide)) == 12
    assert [words for _, words in tick_labels(months, 150, wide)] == ["1月", "4月", "7月", "10月"]
    assert tick_labels((), 600, wide) == []


def test_many_years_are_labelled_by_the_year_alone() -> None:
    months = axis_of(2023, 10, "month")
    assert tick_labels(months, 900, wide)[1] == (12, "2015年")
    assert [words for _, words in tick_labels(months, 300, wide)] == ["2014年", "2017年", "2020年", "2023年"]
    quarters = axis_of(2023, 5, "quarter")
    assert tick_labels(quarters, 400, wide)[1] == (4, "2020年")
