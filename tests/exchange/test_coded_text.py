"""报送文字 comes back whole through whatever a chat does to it; what is not whole is told, part by part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.exchange.coded_text import ROOM, decode, dictionary_of, encode, holds_any
from tests.exchange.conftest import item, submission

if TYPE_CHECKING:
    from collections.abc import Callable

ITEMS = tuple(
    item(f"4-{number}", f"第{number}项已完工{number}个，正在验收。", str(number)) for number in range(1, 14)
)
DOCUMENT = submission(*ITEMS)
KNOWN = dictionary_of([part for one in ITEMS for part in (one["id"], one["number"], one["title"])])
PARTS = encode(DOCUMENT, KNOWN, room=200)


def test_the_text_gives_the_very_document_back_and_is_short() -> None:
    (whole,) = encode(DOCUMENT, KNOWN)
    found = decode(whole, [b"other", KNOWN])
    assert found.documents == (DOCUMENT,)
    assert found.problems == ()
    assert len(whole) < 700
    assert holds_any(f"王联络 17:02\n{whole}")


@given(st.permutations(range(len(PARTS))), st.integers(0, len(PARTS) - 1), st.integers(1, 40))
def test_order_doubles_breaks_and_a_chats_own_lines_do_no_harm(
    order: list[int], again: int, width: int
) -> None:
    shuffled = [PARTS[place] for place in (*order, again)]
    broken = ("\n".join(re.findall(f"(?s).{{1,{width}}}", one)) for one in shuffled)
    pasted = "".join(f"\n王联络  7月28日 17:0{place % 10}\n{one}\r\n" for place, one in enumerate(broken))
    found = decode(pasted, [KNOWN])
    assert found.documents == (DOCUMENT,)
    assert found.problems == ()


def test_a_part_that_is_missing_is_named() -> None:
    found = decode("".join(PARTS[:1] + PARTS[2:]), [KNOWN])
    assert found.documents == ()
    assert found.problems == ()
    (one,) = found.wanting
    assert (one.unit, one.week, one.number) == ("县文广旅体局", "2023-W30", 1)
    assert one.short == f"还差第2段（共{len(PARTS)}段）"
    words = one.words
    assert words.startswith(
        f"“县文广旅体局 2023年第30周 定稿v1”的报送文字共{len(PARTS)}段，还缺第2段，没有收入"
    )
    assert words.endswith("请把缺的段一起粘贴进来。")


def test_a_part_without_its_end_is_told() -> None:
    found = decode(PARTS[0][:-10], [KNOWN])
    assert not found.documents
    assert "没有结尾" in found.problems[0]


@given(st.integers(0, 10_000), st.integers(0x4E00, 0x9FA5))
def test_a_changed_character_is_never_believed(place: int, other: int) -> None:
    (whole,) = encode(DOCUMENT, KNOWN)
    body = whole.index("）") + 2
    place = body + place % (len(whole) - 3 - body)
    bent = whole[:place] + chr(other) + whole[place + 1 :]
    found = decode(bent, [KNOWN])
    assert found.documents == ((DOCUMENT,) if bent == whole else ())
    assert found.problems or bent == whole


@given(st.text(max_size=60))
def test_no_text_raises_anything(text: str) -> None:
    assert decode(f"【嵊泗报送】{text}【完】", [KNOWN]).documents == ()
    assert decode(text, []).documents == ()


def test_several_units_in_one_paste_are_told_apart() -> None:
    second = submission(item("5-1", "已开工"), earlier=("a" * 64,))
    found = decode("".join(reversed((*encode(DOCUMENT, KNOWN), *encode(second)))), [KNOWN])
    assert {one.number for one in found.documents} == {1, 2}


def test_with_another_plan_the_text_says_what_to_do() -> None:
    found = decode(encode(DOCUMENT, KNOWN)[0], [dictionary_of(["else"])])
    assert "另一版行动方案" in found.problems[0]
    assert decode(encode(DOCUMENT)[0], []).documents == (DOCUMENT,)


def test_a_long_week_is_cut_into_messages_that_a_chat_takes() -> None:
    def words(one: int) -> str:
        return "".join(chr(0x4E00 + (one * 7919 + at * 104729) % 20000) for at in range(600))

    long = submission(*(item(f"9-{one}", words(one)) for one in range(12)))
    parts = encode(long)
    assert len(parts) > 3
    assert all(len(one) < ROOM + 60 for one in parts)
    assert decode("".join(parts), []).documents == (long,)


@pytest.mark.parametrize("number", [0, 61])
def test_a_part_with_an_impossible_place_is_refused(number: int) -> None:
    bent = re.sub(r"（1/1）", f"（{number}/1）", encode(DOCUMENT, KNOWN)[0])
    # the line before the body is for people: what counts stands in the body
    assert decode(bent, [KNOWN]).documents == (DOCUMENT,)


def test_a_part_that_was_cut_off_takes_nothing_of_the_next_units() -> None:
    second = submission(item("5-1", "已开工"), earlier=("a" * 64,))
    found = decode(f"{encode(DOCUMENT, KNOWN)[0][:150]}\n县交通 10:32\n{encode(second)[0]}", [KNOWN])
    assert found.documents == (second,)
    assert len(found.problems) == 1
    assert "没有结尾" in found.problems[0]


@pytest.mark.parametrize(
    "altered",
    [
        lambda text: "\n".join(f"> {line}" for line in re.findall(r"(?s).{1,40}", text)),
        lambda text: text.replace("（", "(").replace("）", ")").replace("【", "[").replace("】", "]"),
        lambda text: text.replace("/", "／"),
    ],
)
def test_quoted_lines_and_brackets_of_either_width_do_no_harm(altered: Callable[[str], str]) -> None:
    found = decode(altered("\n".join(PARTS)), [KNOWN])
    assert (found.documents, found.problems) == ((DOCUMENT,), ())
