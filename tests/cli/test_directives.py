"""`directive`: added from every source, followed through its life, written about."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.services import history
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

WEEK = ("--week", "2023-W30")


def shown(run: Run) -> dict[int, dict[str, Any]]:
    return {one["number"]: one for one in json.loads(run("directive", *WEEK, "--json").out)}


@pytest.fixture
def given(run: Run) -> Run:
    """Two directives: one by its options, one by its line."""
    options = ("--source", "批示", "--unit-to", "hnx", "--person", "张某", "--due", "2023-07-20")
    more = ("--document", "演示〔2023〕3号", "--given-by", "某副县长", "--item", "4-2")
    assert run("directive", "报方案", *options, *more, *WEEK).status == 0
    assert run("directive", "报清单", "@花鸟乡", "8月4日", *WEEK).status == 0
    return run


def test_options_say_whence_to_whom_and_by_when(given: Run) -> None:
    one, other = shown(given)[1], shown(given)[2]
    told = {
        "what": "报方案", "source": "instruction", "unit": "花鸟乡", "person": "张某", "due": "2023-07-20",
        "document": "演示〔2023〕3号", "given_by": "某副县长", "item": "4-2", "standing": "overdue",
        "urgency": "red", "days_overdue": 8,
    }  # fmt: skip
    assert {key: one[key] for key in told} == told
    assert (other["what"], other["source"], other["unit"], other["due"]) == (
        "报清单", "weekly", "花鸟乡", "2023-08-04",
    )  # fmt: skip


def test_its_life_is_told_step_by_step(given: Run) -> None:
    for words in (
        ("--sign", "--by", "李某"),
        ("--progress", "初稿已成"),
        ("--extend", "8月11日", "--reason", "停航"),
        ("--done", "--result", "已上报"),
        ("--close", "--by", "王某"),
    ):
        assert given("directive", "1", *words, *WEEK).status == 0
    one = shown(given)[1]
    assert [step["kind"] for step in one["steps"]] == ["sign", "progress", "extend", "done", "close"]
    assert (one["state"], one["signed_by"], one["first_due"], one["due"], one["result"], one["closed_by"]) == (
        "closed", "李某", "2023-07-20", "2023-08-11", "已上报", "王某",
    )  # fmt: skip
    assert "7月20日，已延期1次" in given("directive", *WEEK).out
    assert given("directive", "1", "--reopen", *WEEK).status == 0
    assert shown(given)[1]["state"] == "open"
    assert given("directive", "2", "--cancel", "--reason", "重复", *WEEK).status == 0
    assert shown(given)[2]["steps"][0]["words"] == "重复"


REFUSED = {
    ("1", "--close"): "办结后才能销号",
    ("1", "--extend", "改天", "--reason", "x"): "看不出是哪一天",
    ("1", "--extend", "8月11日"): "没有写延期原因",
    ("1", "--cancel"): "没有写取消原因",
    ("1", "9", "--sign", "--by", "李某"): "没有编号",
    ("--sign",): "没有写是哪一条",
    ("新的", "--source", "别处"): "没有“别处”这种来源",
    ("新的", "--unit-to", "没有局"): "名录里没有",
    ("1", "--urge", "--kind", "命令"): "没有“命令”这种文字",
}


def test_what_cannot_be_done_is_refused_and_changes_nothing(given: Run) -> None:
    before = shown(given)
    for words, why in REFUSED.items():
        said = given("directive", *words, *WEEK)
        assert said.status == 1, words
        assert why in said.err
    assert shown(given) == before


def test_a_text_is_printed_and_noted(given: Run) -> None:
    said = given("directive", "1", "2", "--urge", *WEEK)
    assert said.out.startswith("花鸟乡：\n商请贵单位办理以下2件事项：\n")
    told = json.loads(given("directive", "1", "--urge", "--kind", "催办", "--json", *WEEK).out)
    assert (told[0]["to"], told[0]["kind"]) == ("花鸟乡", "urge")
    assert [step["kind"] for step in shown(given)[1]["steps"]] == ["consult", "urge"]
    # the second is of one's own meeting, to an equal
    refused = given("directive", "2", "--urge", "--kind", "催办", *WEEK)
    assert (refused.status, "平级之间" in refused.err, len(shown(given)[2]["steps"])) == (1, True, 1)


def test_slips_of_several_are_one_document(given: Run, tmp_path: Path) -> None:
    import docx

    path = tmp_path / "督办单.docx"
    assert given("directive", "1", "2", "--slip", "-o", str(path), *WEEK).status == 0
    words = [one.text for one in docx.Document(str(path)).paragraphs]
    assert [line for line in words if line.endswith("督办单")] == ["红色督办单", "蓝色督办单"]


def test_several_deeds_are_done_together_or_not_at_all(given: Run, folder: Path) -> None:
    assert given("directive", "2", "--done", *WEEK).status == 0
    assert given("directive", "2", "--close", "--by", "王某", *WEEK).status == 0
    said = given("directive", "1", "2", "--done", *WEEK)
    assert said.status == 1
    assert "交办事项2：" in said.err
    assert "没有改动" in said.err
    assert shown(given)[1]["state"] == "open"
    assert given("directive", "1", "--sign", "--by", "李某", "--close", *WEEK).status == 1
    assert shown(given)[1]["steps"] == []
    assert given("directive", "再报一次", "--done", "2", *WEEK).status == 1
    assert len(shown(given)) == 2
    assert given("directive", "1", "--sign", "--by", "李某", "--done", *WEEK).status == 0
    with opened(folder, writing=True) as store:
        history.undo(store, today=date(2023, 7, 30))
    assert shown(given)[1]["steps"] == []


def test_an_option_that_cannot_be_followed_is_refused(given: Run) -> None:
    for words, why in (
        (("1", "--progress", ""), "没有写进展"),
        (("1", "--extend", ""), "没有写延期到哪天"),
        (("1", "--kind", "胡"), "--urge"),
        (("1", "--urge", "--kind", "胡"), "商请"),
        (("1", "--slip", "-o", "s.pdf"), ".docx"),
        (("1", "-o", "s.docx"), "--slip"),
    ):
        said = given("directive", *words, *WEEK)
        assert (said.status, said.out) == (1, "")
        assert why in said.err


def test_list_lists_add_adds_and_a_command_word_is_never_stored(given: Run) -> None:
    said = given("directive", "list", *WEEK)
    assert (said.status, said.out) == (0, given("directive", *WEEK).out)
    assert given("directive", "add", "再报 @花鸟乡", *WEEK).status == 0
    before = shown(given)
    assert [one["what"] for one in before.values()] == ["报方案", "报清单", "再报"]
    for words in (("show",), ("remove", "3"), ("close", "1"), ("add",), ("add", "list")):
        said = given("directive", *words, *WEEK)
        assert (said.status, "directive --help" in said.err) == (2, True)
    assert shown(given) == before


def test_no_other_command_stores_a_command_word(run: Run, tmp_path: Path) -> None:
    for words in (
        ("appeal", "add", "list"),
        ("section", "add", "list"),
        ("leader", "add", "show"),
        ("series", "add", "例会", "list"),
        ("indicator", "add", "list", "突破1"),
        ("stoppage", "add", "list", "7月26日"),
        ("meeting", "list"),
        ("backup", "list"),
    ):
        said = run(*words)
        assert said.status in {1, 2}, words
        assert said.out == ""


def test_a_line_is_read_as_in_the_meeting_and_on_the_page(run: Run) -> None:
    assert run("directive", "把倍差降到1.5 @花鸟乡、县发改局，8月4日（周五）前", *WEEK).status == 0
    one = shown(run)[1]
    assert (one["what"], one["units"], one["due"]) == ("把倍差降到1.5", ["花鸟乡", "县发改局"], "2023-08-04")
    said = run("directive", "2月30日前报送", *WEEK)
    assert (said.status, "没有“2月30日前”这一天，没有存入" in said.err) == (1, True)
