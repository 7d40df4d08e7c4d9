"""The colours of figures are those of the window around them."""

from __future__ import annotations

import pytest

from shengsi_desktop.charts import palette as charts
from shengsi_desktop.ui.theme import palette as window


@pytest.mark.parametrize(("figure", "around"), [(charts.LIGHT, window.LIGHT), (charts.DARK, window.DARK)])
def test_a_figure_has_the_colours_of_the_window_around_it(
    figure: charts.Palette, around: window.Palette
) -> None:
    assert (figure.ink, figure.second, figure.third) == (around.ink, around.second, around.third)
    assert (figure.line, figure.card) == (around.line, around.card)
    assert (figure.sea, figure.red) == (around.accent, around.red.shape)


def test_dark_and_light_are_chosen_by_name() -> None:
    assert charts.palette(dark=True) is charts.DARK
    assert charts.palette(dark=False) is charts.LIGHT
