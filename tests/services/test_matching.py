"""Which texts of two lists belong together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from shengsi_desktop.services.matching import EXACT, best_pairs


def places(old, new, **kinds):
    return [(pair.old, pair.new) for pair in best_pairs(old, new, threshold=50, **kinds)]


def test_equal_texts_pair_whatever_their_width_blanks_and_place():
    assert places(["新建冷库（3座）", "培育品牌"], ["培育 品牌", "新建冷库(3座)"]) == [(1, 0), (0, 1)]


def test_equal_texts_that_stand_twice_pair_in_order():
    assert places(["抓落实", "抓落实"], ["抓落实", "抓落实", "抓落实"]) == [(0, 0), (1, 1)]


def test_likeness_in_all_counts_and_not_the_first_that_fits():
    old = ["新建冷库三座并配套设备", "新建冷库三座并配套设备及管网"]
    new = ["新建冷库三座并配套设备及管网工程", "新建冷库三座并配套设施"]
    assert places(old, new) == [(1, 0), (0, 1)]


def test_texts_that_are_not_alike_stay_alone():
    assert places(["新建冷库"], ["举办马拉松比赛"]) == []


def test_other_figures_do_not_part_what_is_repeated_next_year():
    pairs = best_pairs(["新建3座"], ["新建12座"], threshold=99, figures=False)
    assert [(pair.old, pair.new, pair.score) for pair in pairs] == [(0, 0, EXACT)]


def test_a_large_knot_of_like_texts_is_paired_one_to_one():
    old = [f"完成第{n}个村庄整治工程" for n in range(90)]
    new = [f"完成第{n}个村庄整治工程。" for n in range(90)]
    assert places(old, new) == [(n, n) for n in range(90)]


TEXTS = st.lists(st.text("建设冷库品牌码头12", max_size=8), max_size=9)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_no_text_is_in_two_pairs_and_none_is_below_the_threshold(old, new):
    pairs = best_pairs(old, new, threshold=50)
    assert len({pair.old for pair in pairs}) == len({pair.new for pair in pairs}) == len(pairs)
    assert all(50 <= pair.score <= EXACT for pair in pairs)
