"""Short titles of items."""

from __future__ import annotations

from shengsi_desktop.plan.titles import LONGEST_TITLE, short_title


def test_a_title_is_the_first_promise_in_the_plan_s_own_words(measures):
    assert short_title(measures["4-1"].text) == "启动编制东部岛群水上客运快速航线可行性方案"
    assert short_title(measures["9-1"].text) == "推进三大百亿工程建设,完成年度投资67亿元"
    assert short_title(measures["23-2"].text) == "争取省产业基金、省属国有企业支持"


def test_titles_are_short_and_end_in_a_word(measures):
    for measure in measures.values():
        title = short_title(measure.text)
        assert 4 <= len(title) <= LONGEST_TITLE
        assert title[-1] not in "，,。；;、：:"
        assert title.rstrip("…") in measure.text


def test_titles_tell_items_apart(measures):
    titles = [short_title(measure.text) for measure in measures.values()]
    assert len(set(titles)) == len(titles)


def test_a_text_without_words_gives_no_trouble():
    assert short_title("") == ""
    assert short_title("。。") == "。。"
