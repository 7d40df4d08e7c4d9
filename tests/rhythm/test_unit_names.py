"""Which unit a written word means."""

from __future__ import annotations

from datetime import date

import pytest

from shengsi_desktop.rhythm.directives import parse_quick_add
from shengsi_desktop.rhythm.unit_names import near_units, unit_called, written_names
from shengsi_desktop.services.setting_up import directory

FRIDAY = date(2023, 7, 28)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("花鸟乡", "花鸟乡"),
        ("花鸟", "花鸟乡"),
        ("嵊泗县交通运输局", "县交通运输局"),
        ("xjtysj", "县交通运输局"),
        ("JTYS", "县交通运输局"),
        ("ｈｎｘ", "花鸟乡"),
        (" 县财政局 ", "县财政局"),
    ],
)
def test_a_unit_is_known_by_name_alias_stem_and_initials(word: str, name: str) -> None:
    found = unit_called(word, directory())
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("word", ["", "文化科", "张某", "x", "xj", "zzzz", "县"])
def test_what_means_no_unit_or_several_is_left_alone(word: str) -> None:
    assert unit_called(word, directory()) is None


@pytest.mark.parametrize(
    ("line", "what", "who"),
    [
        ("商请@花鸟乡反馈意见 8月4日", "商请 反馈意见", "花鸟乡"),
        ("反馈意见 @花鸟乡、张某 8月4日", "反馈意见", "花鸟乡、张某"),
        ("反馈意见 @花鸟乡张某 8月4日", "反馈意见", "花鸟乡、张某"),
        ("反馈意见 @花鸟乡 @张某 8月4日", "反馈意见", "花鸟乡、张某"),
        ("@花鸟乡反馈意见 8月4日", "反馈意见", "花鸟乡"),
    ],
)
def test_a_units_name_in_a_line_needs_no_blank_behind_it(line: str, what: str, who: str) -> None:
    assert parse_quick_add(line, FRIDAY, written_names(directory())) == (what, who, date(2023, 8, 4))


def test_a_part_that_one_name_alone_has_means_that_unit_and_near_ones_are_offered() -> None:
    units = directory()

    def meant(word: str) -> str:
        found = unit_called(word, units)
        return found.name if found else ""

    assert [meant(word) for word in ("社建委", "财政", "县委", "旅", "张某")] == [
        "县委社建委",
        "县财政局",
        "",
        "",
        "",
    ]
    assert [unit.name for unit in near_units("文旅局", units)] == ["县文广旅体局"]
    assert len(near_units("县委", units)) == 3
