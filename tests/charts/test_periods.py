"""The axis of a year."""

from __future__ import annotations

from shengsi_desktop.charts.periods import label_step, labels, whole_years


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
