"""The shipped tables: every owner of the plan, fixed ids, initials."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from pypinyin import Style, lazy_pinyin

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.directory import read_units
from shengsi_desktop.plan.identity import group_id, island_id, unit_id


def test_every_owner_of_the_plan_is_a_unit_or_a_group(directory, measures):
    units, groups, _ = directory
    written = {owner.unit for measure in measures.values() for owner in measure.owners}
    assert {unit.name for unit in units} | {group.name for group in groups} == written
    assert (len(units), len(groups)) == (44, 4)


def test_ids_follow_from_the_names(directory):
    units, groups, places = directory
    assert all(unit.id == unit_id(unit.name) for unit in units)
    assert all(group.id == group_id(group.name) for group in groups)
    assert {place.island_id for place in places} >= {island_id(name) for name in ("花鸟", "嵊山", "小黄龙")}


def test_initials_are_those_of_pinyin_but_for_the_two_banks(directory):
    for unit in directory[0]:
        if "行" not in unit.name.replace("行政", ""):
            assert unit.initials == "".join(lazy_pinyin(unit.name, style=Style.FIRST_LETTER))
    assert next(u for u in directory[0] if u.name == "人行嵊泗县支行").initials == "rhssxzh"


def test_four_letters_find_the_department(directory):
    assert [unit.name for unit in directory[0] if "wglt" in unit.initials] == ["县文广旅体局"]


def test_no_two_units_share_a_name_or_an_alias(directory):
    names = Counter(name for unit in directory[0] for name in (unit.name, *unit.aliases))
    assert max(names.values()) == 1


def test_only_townships_have_a_stem(directory):
    for unit in directory[0]:
        assert unit.stem == (unit.name[:-1] if unit.kind.value == "township" else "")


def test_a_pair_of_island_and_township_has_its_source_or_is_to_be_confirmed(directory, measures):
    for place in directory[2]:
        if place.source:
            number = place.source.removeprefix("行动方案")
            assert place.island in measures[number].text
            assert place.unit_id
        else:
            assert place.pending


@pytest.mark.parametrize("name", ["units.csv", "unit_groups.csv", "islands.csv", "indicators-2023.csv"])
def test_tables_open_in_office_programs(data, name):
    assert (data / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_table_of_indicators_is_what_the_reader_finds(data, plan):
    text = (data / "indicators-2023.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == [indicator.name for indicator in plan.indicators]
    for row, indicator in zip(rows, plan.indicators, strict=True):
        assert row["category"] == indicator.category
        assert row["comparators"].split("|") == [c.comparator.value for c in indicator.conditions]


def test_a_table_with_a_missing_column_or_an_unknown_kind_is_refused_in_words():
    with pytest.raises(Refusal, match="缺少列"):
        read_units("id,name\n1,县林业局\n")
    with pytest.raises(Refusal, match="类别"):
        read_units("id,name,full_name,kind,aliases,initials,stem\n1,县林业局,,forest,,xlyj,\n")
