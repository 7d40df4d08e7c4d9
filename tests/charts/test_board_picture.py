"""The picture of a board: every entrant is on it, in the order of places."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from matplotlib.patches import Rectangle

from shengsi_desktop import assets
from shengsi_desktop.charts.board_picture import board_figure
from shengsi_desktop.charts.fonts import ensure_chinese
from shengsi_desktop.charts.render import png_bytes, svg_bytes
from shengsi_desktop.domain.boards import Adjustment, AdjustmentKind, RuleSpec, ScoreMethod
from shengsi_desktop.rhythm.board_scores import score_board
from tests.rhythm.board_facts import board, items, one, weeks

if TYPE_CHECKING:
    from shengsi_desktop.domain.boards import Board


@pytest.fixture(scope="module")
def family() -> str:
    return ensure_chinese(assets.resource("fonts/NotoSansSC-Regular.otf"))


def made() -> Board:
    others = [one("丙镇", weeks("f")), one("丁局", items("y"), "经济")]
    return score_board(board(one("甲镇", items("gyr")), one("乙镇", items("gd")), *others))


def said(found: Board, family: str) -> list[str]:
    return [text.get_text() for text in board_figure(found, family=family, status="预演，未公布").texts]


def test_places_scores_and_lights_are_written(family: str) -> None:
    texts = said(made(), family)
    assert texts[0] == "2023年7月重点工作晾晒"
    assert texts.index("乙镇") < texts.index("甲镇") < texts.index("丁局")
    assert "97.5" in texts
    assert {"●", "▲", "■", "✔"} <= set(texts)
    assert any(words.startswith("没有负责的重点工作") and "丙镇" in words for words in texts)


def test_points_of_a_person_stand_at_the_foot_with_their_reason_and_what_was_corrected(family: str) -> None:
    given = [Adjustment("1", "甲镇", AdjustmentKind.OTHER, Decimal(2), "现场会", "李某")]
    found = score_board(board(one("甲镇", items("g"), adjustments=given)))
    figure = board_figure(found, family=family, remark="第2版更正：分组有误")
    texts = [text.get_text() for text in figure.texts]
    assert "人工加减分：甲镇+2分，其他加减分，现场会（李某）" in texts
    assert "第2版更正：分组有误" in texts
    assert min(text.get_position()[1] for text in figure.texts) > 0


def test_why_a_score_is_low_stands_beside_it_and_the_number_of_a_light_apart_from_its_shape(
    family: str,
) -> None:
    figure = board_figure(score_board(board(one("甲镇", (*items("g"), *weeks("fm"))))), family=family)
    at = {text.get_text(): text.get_position()[0] for text in figure.texts}
    assert at["加减分"] == at["缺报−10"]
    assert at["1"] - at["●"] > 8


def test_points_given_are_not_written_in_the_colour_of_points_taken(family: str) -> None:
    given = [Adjustment("1", "甲镇", AdjustmentKind.OTHER, Decimal(2), "现场会", "李某")]
    rows = (one("甲镇", items("g"), adjustments=given), one("乙镇", (*items("g"), *weeks("m"))))
    figure = board_figure(score_board(board(*rows)), family=family)
    colours = {text.get_text(): text.get_color() for text in figure.texts}
    assert colours["人工+2"] != colours["缺报−10"]


def test_notes_end_where_the_rules_end_and_units_without_a_place_stand_together(family: str) -> None:
    given = [Adjustment("1", "甲镇", AdjustmentKind.OTHER, Decimal(2), "现场会" * 60, "李某")]
    out = [one(f"{name}镇", weeks("f")) for name in "丙戊己"]
    figure = board_figure(
        score_board(
            board(one("甲镇", items("g"), adjustments=given), one("丁镇", (), adjustments=given), *out)
        ),
        family=family,
    )
    figure.draw_without_rendering()
    right = figure.whole.width - 24
    scale = figure.dpi / 72
    assert max(text.get_window_extent().x1 for text in figure.texts) <= right * scale
    texts = [text.get_text() for text in figure.texts]
    assert "没有负责的重点工作，不参加排名：丁镇、丙镇、己镇、戊镇" in texts


def test_it_is_as_high_as_it_has_rows(family: str) -> None:
    small = board_figure(score_board(board(one("甲镇", items("g")))), family=family)
    assert small.whole.height < board_figure(made(), family=family).whole.height
    lowest = min(text.get_position()[1] for text in small.texts)
    assert lowest > 0


def test_it_is_drawn_as_png_and_svg_also_for_a_board_with_nobody(family: str) -> None:
    figure = board_figure(score_board(board()), family=family, dark=True)
    assert png_bytes(figure).startswith(b"\x89PNG")
    assert b"<svg" in svg_bytes(figure)


def test_a_bar_is_as_long_as_the_score_that_is_written_beside_it(family: str) -> None:
    spec = RuleSpec(method=ScoreMethod.PLACE, least=1)
    found = score_board(board(one("甲镇", items("gggg")), one("乙局", items("gyyy"), "经济"), spec=spec))
    figure = board_figure(found, family=family)
    bars = [one for one in figure.artists if isinstance(one, Rectangle) and one.get_height() > 5]
    # both are first in their groups, whatever they have measured
    assert [bar.get_width() for bar in bars] == [bars[0].get_width()] * 2
    at = {text.get_text(): text.get_position()[0] for text in figure.texts}
    right = bars[0].get_x() + bars[0].get_width()
    assert right < at["100"] < at["25%"]
    assert at["得分"] == at["100"]
