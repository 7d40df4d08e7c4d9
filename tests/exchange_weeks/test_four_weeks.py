"""A county and three units: every 定稿 word is in the county's workbook, nothing private in what travelled."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.exchange.container import read_package
from shengsi_desktop.services import version_words
from shengsi_desktop.services.exchange import submissions
from tests.exchange_weeks import secrets
from tests.exchange_weeks.desks import Desk, saved_by_libreoffice, unit_id, week_at
from tests.exchange_weeks.weeks import (
    COUNTY,
    CULTURE,
    FARMING,
    FISHERY,
    OTHER,
    OTHER_ITEM,
    W27,
    W28,
    W29,
    W30,
    WEEKS,
    Story,
    newest,
)
from tests.exchange_weeks.windows import AT_THE_OFFICE, ON_THE_LAPTOP

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
#: what stands in the store of the county, as one unit's desk after another has it
OWN = ((CULTURE, "office"), (CULTURE, "laptop"), (FISHERY, "island"))


def travelled(story: Story) -> list[Path]:
    return sorted(one for one in (story.room / "travelled").rglob("*") if one.is_file())


@pytest.fixture(scope="module")
def known(story: Story) -> list[bytes]:
    with story.county.open() as store:
        return secrets.dictionaries(store)


@pytest.fixture(scope="module")
def books(story: Story) -> dict[str, list[list[str]]]:
    """By week the lines of the county's table, by direction, number and title filled down."""
    found = {}
    for week in WEEKS:
        path = story.room / f"{week}.xlsx"
        story.county.run("export", "county", week, "-o", path, "--words", "both")
        found[week] = lines_of(path)
    return found


def lines_of(path: Path) -> list[list[str]]:
    lines, last = [], ["", ""]
    for row in openpyxl.load_workbook(path)["汇总表"].iter_rows(min_row=4, values_only=True):
        cells = ["" if one is None else str(one) for one in row]
        last = [cells[place] or last[place] for place in (0, 1)]
        lines.append([*last, *cells[2:]])
    return lines


def bare(words: str) -> str:
    """Without blanks and line breaks, which a table may set otherwise."""
    return "".join(words.split())


def line_of(lines: list[list[str]], number: str, unit: str) -> str:
    return bare("\n".join("\n".join(one) for one in lines if one[0] == number and one[2].startswith(unit)))


def said_by(books: dict[str, list[list[str]]], unit: str, week: str) -> str:
    """All that stands beside a unit in the table of a week."""
    return bare("\n".join("\n".join(one) for one in books[week] if one[2].startswith(unit)))


def words_of(content: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(item's number, field, words) of a 定稿, each line and figure for itself; lights are no words of a unit."""
    found = []
    for item in version_words.items_of(content):
        for name, text in item.fields:
            if name == "亮灯":
                continue
            found += [(item.number, name, one.rstrip("）")) for one in text.split("\n") if one.strip()]
    return found


@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize(("unit", "machine"), OWN)
def test_every_word_of_a_units_newest_final_is_in_the_countys_table(
    story: Story, books: dict[str, list[list[str]]], unit: str, machine: str, week: str
) -> None:
    final_id, content = newest(getattr(story, machine), unit, week)
    assert newest(story.county, unit, week)[0] == final_id
    said = words_of(content)
    assert len(said) >= 4
    missing = [one for one in said if bare(one[2]) not in line_of(books[week], one[0], unit)]
    assert missing == []


@pytest.mark.parametrize("week", WEEKS)
def test_every_word_of_the_filled_in_workbook_is_in_the_countys_table(
    story: Story, books: dict[str, list[list[str]]], week: str
) -> None:
    for (number, _head), text in story.filled[FARMING, week].items():
        assert bare(text) in line_of(books[week], number, FARMING)
    said = words_of(newest(story.county, FARMING, week)[1])
    assert [one for one in said if bare(one[2]) not in line_of(books[week], one[0], FARMING)] == []


def test_the_countys_own_final_stands_in_its_table(story: Story, books: dict[str, list[list[str]]]) -> None:
    said = words_of(newest(story.county, COUNTY, W27)[1])
    assert [one for one in said if bare(one[2]) not in line_of(books[W27], one[0], COUNTY)] == []


def test_the_table_that_was_written_from_the_window_says_the_same(
    story: Story, books: dict[str, list[list[str]]]
) -> None:
    assert lines_of(story.room / "窗口导出的汇总表.xlsx") == books[W30]
    notes = [word for word, place in story.marks.places.items() if "摘编" in place]
    assert sum(notes[-1] in line for lines in books[W30] for line in lines) == 1
    assert any(notes[0] in line for lines in books[W27] for line in lines)


def test_a_table_that_is_for_reading_alone_is_told_what_it_is(
    story: Story, books: dict[str, list[list[str]]]
) -> None:
    assert books
    assert "周汇总" in (said := story.county.run("receive", story.room / f"{W27}.xlsx"))
    assert "只供阅读，没有收入任何内容" in said


# -- nothing private


def test_nothing_private_is_in_any_file_that_travelled(story: Story, known: list[bytes]) -> None:
    files = travelled(story)
    assert len(files) >= 24
    assert {one.suffix for one in files} == {".sspkg", ".xlsx", ".txt"}
    assert len(story.marks.places) > 60
    assert secrets.found_in(files, story.marks.places, known) == {}


def test_what_goes_down_to_one_unit_says_nothing_of_another(
    story: Story, known: list[bytes], tmp_path: Path
) -> None:
    files = [one for one in travelled(story) if one.parent.name == "down"]
    (with_board,) = story.way(W30, "down").glob(f"{CULTURE}*下发.sspkg")
    files.remove(with_board)
    # a published board quotes what was signed as its evidence; apart from it the rule is the same
    document = json.loads(read_package(with_board.read_bytes(), "").members["document.json"])
    assert len(document.pop("publications")) == 1
    (tmp_path / f"{CULTURE}.json").write_text(json.dumps(document), encoding="utf-8")
    files.append(tmp_path / f"{CULTURE}.json")
    for unit in (CULTURE, FARMING):
        others = {f"{one}第{week[-2:]}周" for one in (COUNTY, CULTURE, FISHERY, FARMING) for week in WEEKS}
        others -= {one for one in others if one.startswith(unit)}
        assert secrets.found_in([one for one in files if one.name.startswith(unit)], others, known) == {}


def test_every_planted_word_is_where_it_was_planted(story: Story) -> None:
    """Else its absence from what travelled would prove nothing."""
    kept = b"".join(one.read_bytes() for desk in story.desks for one in desk.room.rglob("*") if one.is_file())
    assert [place for word, place in story.marks.places.items() if word.encode() not in kept] == []


def copy_of(desk: Desk, room: Path) -> Desk:
    room.mkdir()
    shutil.copytree(desk.folder, room / "store")
    return Desk(desk.unit, desk.machine, room)


def test_the_search_finds_a_planted_word_in_every_kind_of_file(
    story: Story, known: list[bytes], tmp_path: Path
) -> None:
    office, county = copy_of(story.office, tmp_path / "o"), copy_of(story.county, tmp_path / "c")
    out = tmp_path / "out"
    out.mkdir()
    # the meeting was ticked
    with office.open() as store:
        own, week = unit_id(store), week_at(store, W27)
        submissions.write_package(store, out / "a.sspkg", own, week, with_meeting=True)
        parts, _ = submissions.coded_text(store, own, week, with_meeting=True)
        (out / "b.txt").write_text("\n".join(parts), encoding="utf-8")
    county.write(W29, {OTHER_ITEM: {"words": {"progress": "露馅01", "next_plan": "露馅02"}}}, unit=OTHER)
    county.run("sheet", "make", "--unit", OTHER, "--week", W30, "-o", out / "c.xlsx")
    shutil.copy(out / "c.xlsx", out / "d.xlsx")
    saved_by_libreoffice(out / "d.xlsx", tmp_path)
    county.run(
        "dispatch",
        "make",
        "--unit",
        CULTURE,
        "--parts",
        "lists,contacts,message",
        "--message",
        "露馅03",
        "-o",
        out,
    )
    notes = [word for word, place in story.marks.places.items() if place == f"{CULTURE} {W27} meeting notes"]
    phone = [word for word, place in story.marks.places.items() if place == "a list's phone"]
    leaked = [*notes, *phone, "露馅01", "露馅02", "露馅03"]
    found = secrets.found_in(sorted(out.iterdir()), leaked, known)
    (sent,) = (one.name for one in out.glob("*下发.sspkg"))
    assert found == {
        "a.sspkg": notes,
        "b.txt": notes,
        "c.xlsx": ["露馅01", "露馅02"],
        "d.xlsx": ["露馅01", "露馅02"],
        sent: [*phone, "露馅03"],
    }


# -- what was lived through


def test_a_directive_went_down_and_who_signed_for_it_came_up(story: Story) -> None:
    assert story.seen["directive"] == ("查清微改造底数", COUNTY)
    assert story.seen["steps"] == ["孙某"]


def test_a_returned_week_comes_again_as_the_next_version(
    story: Story, books: dict[str, list[list[str]]]
) -> None:
    assert story.seen["returned"][1].endswith("被退回（县委社建委）：4-2下周计划不具体")
    assert "第28周4-2改过的计划：7月20日前会商" in said_by(books, CULTURE, W28)
    assert "第28周4-2计划一" not in said_by(books, CULTURE, W28)


def test_a_double_and_a_damaged_package_change_nothing(story: Story) -> None:
    assert story.seen["double"] == ([Verdict.DOUBLE], True)
    assert story.seen["damaged"]


def test_an_older_version_that_comes_after_a_newer_one_is_kept_and_not_shown(
    story: Story, books: dict[str, list[list[str]]]
) -> None:
    assert story.seen["older"] == [(1, False, True)]
    assert "第29周8-3更正：场馆已开放" in said_by(books, CULTURE, W29)
    assert "第29周8-3进展" not in said_by(books, CULTURE, W29)


def test_what_was_taken_down_by_telephone_yields_to_the_late_document(
    story: Story, books: dict[str, list[list[str]]]
) -> None:
    assert story.seen["missing"]
    assert "电话里说的：正常推进" in story.seen["by telephone"]
    assert story.seen["late"] == [(W28, True, Verdict.NEWER), (W29, True, Verdict.NEW)]
    shown = said_by(books, FISHERY, W28)
    assert "电话里说的" not in shown
    assert "县海洋与渔业局第28周7-2进展" in shown


def test_a_clock_that_is_a_year_wrong_is_only_told(story: Story) -> None:
    assert "“laptop”的时钟可能不准" in story.seen["clock"]
    assert newest(story.office, CULTURE, W29) == newest(story.laptop, CULTURE, W29)


def test_both_pcs_have_what_both_people_wrote(story: Story) -> None:
    assert "没有待处理的分歧" in story.seen["conflicts left"]
    for desk in (story.office, story.laptop, story.county):
        (item,) = (one for one in newest(desk, CULTURE, W30)[1]["items"] if one["number"] == "4-2")
        assert set(item["progress"].split("\n")) == {AT_THE_OFFICE, ON_THE_LAPTOP}


def test_the_window_takes_in_all_three_ways_and_tells_whose_figure_prevails(story: Story) -> None:
    assert story.seen["waiting"] == sorted(
        [(FARMING, "填报表，双击打开"), (CULTURE, "可入库"), (FISHERY, "可入库")]
    )
    assert story.seen["after the sheet"] == ((), "县农业农村局的填报表已入库：定稿v1，11格。可撤销。")
    # a line a unit, the lead's first
    (figure, unit), *others = story.seen["mismatches"]
    assert (figure, unit.partition("（")[0], len(others)) == ("13个", CULTURE, 1)


def test_a_published_board_stands_at_the_unit(story: Story) -> None:
    assert "公布" in story.office.run("board", "list")
    assert story.office.run("board", "list") == story.laptop.run("board", "list")


@pytest.mark.parametrize("place", range(4))
def test_every_store_is_whole_its_chains_and_its_tables(story: Story, place: int) -> None:
    assert "完好" in story.desks[place].run("check")
