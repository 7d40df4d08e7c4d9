"""The colours of figures are those of the window around them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from shengsi_desktop.charts import palette as charts
from shengsi_desktop.ui.theme import palette as window


@pytest.mark.parametrize(("figure", "around"), [(charts.LIGHT, window.LIGHT), (charts.DARK, window.DARK)])
def test_a_figure_has_the_colours_of_the_window_around_it(
    figure: charts.Palette, around: window.Palette
) -> None:
    assert (figure.ink, figure.second, figure.third) == (around.ink, around.second, around.third)
    assert (figure.line, figure.card) == (around.line, around.card)
    assert (figure.sea, figure.red) == (around.accent, around.red.shape)
    assert (figure.edge, figure.green) == (around.line_strong, around.green.shape)
    assert (figure.yellow, figure.done) == (around.yellow.shape, around.done.shape)


def test_dark_and_light_are_chosen_by_name() -> None:
    assert charts.palette(dark=True) is charts.DARK
    assert charts.palette(dark=False) is charts.LIGHT


#: how a colour looks to eyes that lack one kind of cones (Machado 2009), as matrices on linear RGB
EYES = {
    "all cones": np.eye(3),
    "no red": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "no green": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "no blue": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
#: of CIE 1976: a difference that is plain to see
PLAIN = 15.0


def linear(color: str) -> np.ndarray:
    parts = np.array(to_rgb(color))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    x, y, z = np.cbrt(XYZ @ np.clip(light, 1e-6, 1) / (0.9505, 1, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("colors", [charts.LIGHT, charts.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", list(EYES))
def test_every_eye_tells_the_hues_of_several_lines_apart(colors: charts.Palette, eyes: str) -> None:
    seen = [lab(EYES[eyes] @ linear(hue)) for hue in colors.hues]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > PLAIN


@pytest.mark.parametrize("colors", [charts.LIGHT, charts.DARK], ids=["light", "dark"])
def test_every_hue_stands_out_from_the_ground(colors: charts.Palette) -> None:
    ground = linear(colors.card) @ XYZ[1]
    for hue in colors.hues:
        dark, light = sorted((float(linear(hue) @ XYZ[1]), float(ground)))
        assert (light + 0.05) / (dark + 0.05) >= 3
