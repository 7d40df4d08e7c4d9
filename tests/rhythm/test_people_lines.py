"""People as offices write them: pasted tables and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shengsi_desktop.rhythm.people_lines import (
    is_name,
    names_person,
    read_lines,
    read_people,
    read_person,
    split_names,
)


def test_columns_copied_from_a_sheet_are_read_with_their_head_and_running_numbers() -> None:
    text = "序号\t姓名\t职务\t分管单位\n1\t张 某\t副县长\t县教育局、县卫健局\n2\t李某\t县委常委\t县发改局\n"
    first, second = read_people(text)
    assert (first.name, first.post, first.units) == ("张某", "副县长", ("县教育局", "县卫健局"))
    assert (second.name, second.units) == ("李某", ("县发改局",))


def test_without_a_head_the_columns_are_name_post_units_and_a_number_before_is_left_out() -> None:
    (one,) = read_people("3\t张某\t副县长\t县教育局")
    assert (one.name, one.post, one.units) == ("张某", "副县长", ("县教育局",))


def test_a_cell_with_line_breaks_and_a_line_of_units_alone_belong_to_the_person_above() -> None:
    (one,) = read_people('张某\t副县长\t"县教育局\n县卫健局"\n\t\t县民政局')
    assert one.units == ("县教育局", "县卫健局", "县民政局")


def test_typed_lines_with_blanks_are_read_as_well() -> None:
    (one,) = read_people("张某　副县长　县教育局、县卫健局 县民政局")
    assert (one.name, one.post) == ("张某", "副县长")
    assert one.units == ("县教育局", "县卫健局", "县民政局")


@pytest.mark.parametrize(
    ("written", "name", "post"),
    [
        ("张某（副县长）", "张某", "副县长"),
        ("张某 副县长", "张某", "副县长"),
        ("副县长 张某", "张某", "副县长"),
        ("张 某", "张某", ""),
        ("某副县长", "某副县长", ""),
    ],
)
def test_a_lists_cell_gives_name_and_post(written: str, name: str, post: str) -> None:
    assert read_person(written) == (name, post)


def test_a_name_is_found_in_a_cell_whatever_blanks_stand_in_it() -> None:
    assert names_person("张 某（副县长）", "张某")
    assert not names_person("张某某", "李某")
    assert not names_person("张某", "")


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("李明", True),
        ("李明华", False),
        ("李明华副县长", False),
        ("张李明", False),
        ("李明副县长", True),
        ("县委常委、副县长李明", True),
        ("张某，李明；李明华", True),
        ("副县长 李 明", True),
        ("海上花园办李明", False),
        ("李明（海上花园办）", True),
        ("李明海上花园办", True),
        ("李明华、张某", False),
    ],
)
def test_a_name_is_found_whole_beside_posts_and_other_names(written: str, named: bool) -> None:
    """The post «海上花园办» is the person's own; it is one only behind the name or before it."""
    own = "海上花园办" if written == "李明海上花园办" else ""
    assert names_person(written, "李明", own) is named


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("张某", True),
        ("张 某", True),
        ("欧阳某某", True),
        ("阿依·某某", True),
        ("某副县长", True),
        ("某县委副书记", True),
        ("备注", False),
        ("备注：以上为拟定分工", False),
        ("副县长", False),
        ("县教育局", False),
        ("花鸟乡", False),
        ("以上分工自发文之日起", False),
        ("张", False),
        ("Zhang", False),
        ("", False),
    ],
)
def test_a_name_is_told_from_notes_posts_and_units(word: str, name: bool) -> None:
    assert is_name(word, {"花鸟乡"}) is name


def test_lines_of_notes_are_left_out_with_the_reason_and_post_before_name_is_turned() -> None:
    text = "副县长\t张某\t县教育局\n备注：以上为拟定分工\n合计\t1人\n李某\t副县长\t县卫健局\n\t副县长"
    people, skipped = read_lines(text)
    assert [(one.name, one.post, one.units) for one in people] == [
        ("张某", "副县长", ("县教育局",)),
        ("李某", "副县长", ("县卫健局",)),
    ]
    assert [(one.line, one.words, one.why) for one in skipped] == [
        (2, "备注：以上为拟定分工", "“备注:以上为拟定分工”不像姓名"),
        (3, "合计 1人", "“合计”不像姓名"),
        (5, "副县长", "没有姓名"),
    ]


@given(some.text(alphabet='张李王某县局长、，；\t\n "（）1.', max_size=80))
def test_no_text_breaks_the_reader_and_every_person_has_a_name(text: str) -> None:
    for one in read_people(text):
        assert one.name
        assert all(unit.strip() for unit in one.units)
        assert len(set(one.units)) == len(one.units)


@given(some.lists(some.sampled_from(["县教育局", "花鸟乡", "县发改局", "县卫健局"]), unique=True))
def test_names_joined_are_split_again(names: list[str]) -> None:
    assert split_names("、".join(names)) == tuple(names)
