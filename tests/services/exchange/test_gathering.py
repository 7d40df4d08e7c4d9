"""The county sees who has reported and every word of it; what a unit said is never edited here."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.boards import LineKind, WeekFact
from shengsi_desktop.domain.briefs import BriefKind
from shengsi_desktop.domain.gathering import BookOrder, BookWords, GatherState
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.domain.words import PlanMark, RequestLevel, Role
from shengsi_desktop.rhythm import gathering_texts
from shengsi_desktop.services import (
    briefs,
    drafting,
    finalising,
    projects,
    reporting,
    searching,
    stoppages,
)
from shengsi_desktop.services.boards.exporting import board_view
from shengsi_desktop.services.exchange import (
    consolidating,
    gathering,
    letters,
    packages,
    receiving,
    submissions,
    taking_down,
)
from shengsi_desktop.sheets.county_rows import item_rows
from tests.handed_in import hand_in, unit_named, write
from tests.services.exchange.conftest import CULTURE, TRANSPORT, WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.gathering import CountyTable, GatheredItem, UnitState

FRIDAY = datetime(2023, 7, 28, 14, 0)  # noqa: DTZ001 - the local time, as a wall clock shows it


def state(county: Place, unit: str, week: str = WEEK) -> UnitState:
    found = gathering.gathering(county.store, county.week(week))
    return next(one for one in found.units if one.unit.name == unit)


def table(county: Place) -> CountyTable:
    return consolidating.county_table(county.store, county.week())


def gathered(county: Place, number: str) -> GatheredItem:
    return next(one for one in table(county).items if one.number == number)


def test_units_that_have_not_reported_come_first_with_since_when(
    county: Place, came: Callable[..., str]
) -> None:
    came(CULTURE, {"4-2": {"words": {"progress": "已开工"}}}, "2023-W28")
    came(TRANSPORT, {"4-1": {"words": {"progress": "已启动"}}})
    found = gathering.gathering(county.store, county.week())
    assert len(found.units) == 44
    assert found.units[-1].unit.name == TRANSPORT
    culture = state(county, CULTURE)
    assert (culture.state, culture.last_week, culture.weeks_missing) == (GatherState.MISSING, "2023-W28", 2)
    transport = state(county, TRANSPORT)
    assert (transport.state, transport.version, transport.way, transport.said) == (
        GatherState.REPORTED,
        1,
        "数据包",
        1,
    )
    assert gathering_texts.since_words(culture) == "上次报送第28周，连续2周未报"


def test_a_week_that_came_back_is_asked_for_again_until_the_next_version(
    county: Place, came: Callable[..., str]
) -> None:
    unit_id = came(CULTURE, {"4-2": {"words": {"progress": "已开工"}}})
    letters.return_week(county.store, unit_id, WEEK, reason="4-2的数不对。")
    assert (state(county, CULTURE).state, state(county, CULTURE).reason) == (
        GatherState.RETURNED,
        "4-2的数不对。",
    )
    found = gathering.gathering(county.store, county.week())
    assert "县文广旅体局（4-2的数不对）" in gathering_texts.urge_group(found, FRIDAY)
    assert "原因：4-2的数不对。请改好后重新报送。" in gathering_texts.urge_unit(
        found, state(county, CULTURE), FRIDAY
    )
    came(CULTURE, {"4-2": {"words": {"progress": "已改正"}}})
    assert (state(county, CULTURE).state, state(county, CULTURE).version) == (GatherState.REPORTED, 2)


def test_a_stoppage_excuses_the_islands_alone(county: Place) -> None:
    stoppages.register(
        county.store,
        kind=StoppageKind.TYPHOON,
        first=date(2023, 7, 26),
        last=date(2023, 7, 30),
        islands=(),
    )
    assert state(county, "花鸟乡").state is GatherState.EXCUSED
    assert state(county, CULTURE).state is GatherState.MISSING
    found = gathering.gathering(county.store, county.week())
    assert "停航期间未报不计" in gathering_texts.missing_list(found)
    assert "花鸟乡" not in gathering_texts.urge_group(found, FRIDAY)


def test_the_texts_name_the_hand_in_and_who_asks(county: Place) -> None:
    found = gathering.gathering(county.store, county.week())
    group = gathering_texts.urge_group(found, FRIDAY)
    assert group.startswith(
        "【催报】2023年第30周（7月24日–7月30日）周会商表，截至7月28日14:00应报44家，已报0家。"
    )
    assert "请于7月28日17:00前报送。" in group
    assert group.endswith("联系人：王联络。\n县委社建委")
    one = gathering_texts.urge_unit(found, state(county, CULTURE), FRIDAY.replace(hour=18))
    assert one.startswith("县文广旅体局：\n贵单位2023年第30周")
    assert "报送时限7月28日17:00已过，请尽快报送。" in one
    # who urges is due, too: it stands last
    assert "、县委社建委（本单位）。" in group


def test_the_lead_stands_first_and_silent_supporters_share_a_line(
    county: Place, came: Callable[..., str]
) -> None:
    came("县海洋与渔业局", {"4-2": {"words": {"progress": "已提供数据"}}})
    came(CULTURE, {"4-2": {"words": {"progress": "已开工"}, "values": {"4-2.5": "14"}}})
    item = gathered(county, "4-2")
    assert [line.role for line in item.lines][:2] == [Role.LEAD, Role.SUPPORT]
    assert item.lines[0].words == {"本周进展": "已开工"}
    assert any("14" in figure for figure in item.lines[0].figures)
    rows = item_rows(item, BookWords.BOTH)
    assert rows[1].progress == "已提供数据"
    assert rows[-1].progress.startswith("未填：")


def test_the_table_holds_every_word_of_every_version_taken_in(
    county: Place, scratch: Place, tmp_path: Path
) -> None:
    """All 71 items of all units, each field with a word of its own."""
    from shengsi_desktop.services.county import units_at

    week = county.week()
    with scratch.store.reading() as session:
        reads = units_at(session, week)
    marks: list[str] = []
    for read in reads:
        if read.unit.name == "县委社建委":
            continue
        said: dict[str, dict[str, object]] = {}
        for row in read.read.rows:
            own = f"{read.unit.initials}{row.number}"
            fields = {
                name: f"〔{own}{name}〕"
                for name in ("progress", "problems", "catch_up", "expected", "next_plan", "remark")
            }
            said[row.number] = {"words": fields, "request": f"〔{own}协调〕"}
            marks += [*fields.values(), f"〔{own}协调〕"]
        hand_in(scratch.store, county.store, tmp_path, read.unit.name, week, said)
    path = consolidating.export(county.store, week, tmp_path)
    assert path.name == "2023年第30周县汇总表.xlsx"
    words = all_words(path)
    assert len(marks) > 1500
    assert [mark for mark in marks if mark not in words] == []
    by_unit = consolidating.export(county.store, week, tmp_path / "unit.xlsx", order=BookOrder.UNIT)
    words = all_words(by_unit)
    assert [mark for mark in marks if mark not in words] == []


def all_words(path: Path) -> str:
    from openpyxl import load_workbook

    return "\n".join(
        str(cell.value)
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def test_an_item_that_is_not_known_here_keeps_its_words(
    county: Place, scratch: Place, tmp_path: Path
) -> None:
    projects.add_project(scratch.store, "只在单位台账里的码头", lead=CULTURE)
    hand_in(
        scratch.store,
        county.store,
        tmp_path,
        CULTURE,
        county.week(),
        {"项目1": {"words": {"progress": "只有单位知道"}}},
    )
    item = next(one for one in table(county).items if one.list == "县方案清单以外的事项")
    assert (item.title, item.lines[0].words) == ("只在单位台账里的码头", {"本周进展": "只有单位知道"})
    (field,) = consolidating.note_fields(county.store, item, county.week()).values()
    drafting.keep_draft(county.store, field, "码头已开工")
    drafting.commit_draft(county.store, field.key)
    item = next(one for one in table(county).items if one.title == "只在单位台账里的码头")
    assert item.lines[0].note == "码头已开工"
    county.store.undo()
    county.store.redo()
    assert "码头已开工" in all_words(consolidating.export(county.store, county.week(), tmp_path))


def test_figures_that_differ_are_listed_and_the_lead_prevails(
    county: Place, came: Callable[..., str]
) -> None:
    came(CULTURE, {"4-2": {"words": {}, "values": {"4-2.5": "14"}}})
    came("县海洋与渔业局", {"4-2": {"words": {"progress": "配合"}, "values": {"4-2.5": "12"}}})
    (found,) = table(county).mismatches
    assert (found.number, found.lead) == ("4-2", CULTURE)
    assert [(unit, figure) for unit, figure, _ in found.said] == [
        (CULTURE, "14个"),
        ("县海洋与渔业局", "12个"),
    ]
    assert found.words.endswith("以牵头单位县文广旅体局的14个为准")


def test_the_countys_words_stand_beside_the_units_and_travel_nowhere(
    county: Place, came: Callable[..., str], tmp_path: Path
) -> None:
    unit_id = came(CULTURE, {"4-2": {"words": {"progress": "已开工"}}})
    item = gathered(county, "4-2")
    field = consolidating.note_fields(county.store, item, county.week())[unit_id]
    drafting.keep_draft(county.store, field, "微改造已开工")
    assert gathered(county, "4-2").lines[0].note == "微改造已开工"
    drafting.commit_draft(county.store, field.key)
    assert county.store.undo_name() == "4-2填写县办摘编"
    line = gathered(county, "4-2").lines[0]
    assert (line.note, line.words["本周进展"]) == ("微改造已开工", "已开工")
    path = tmp_path / "回执.sspkg"
    letters.write_letter(county.store, path, unit_id, WEEK)
    assert "微改造已开工".encode() not in path.read_bytes()
    assert item_rows(gathered(county, "4-2"), BookWords.NOTES)[0].progress == "微改造已开工"
    assert item_rows(gathered(county, "4-2"), BookWords.UNITS)[0].progress == "已开工"
    county.store.undo()
    assert gathered(county, "4-2").lines[0].note == ""


def test_a_week_that_was_taken_in_is_edited_by_nobody_here(county: Place, came: Callable[..., str]) -> None:
    unit_id = came(
        CULTURE, {"4-2": {"words": {"progress": "已开工", "next_plan": "验收"}, "request": "请协调"}}
    )
    week, item_id = county.week(), county.item("4-2")
    form = reporting.report_form(county.store, item_id, unit_id, week)
    assert (form.locked, form.fields["progress"].text, form.fields["request"].text) == (
        True,
        "已开工",
        "请协调",
    )
    assert reporting.week_page(county.store, unit_id, week).locked
    store, one = county.store, form.standing.deliverables[0].deliverable.id
    for deed in (
        lambda: drafting.keep_draft(store, form.fields["progress"], "改"),
        lambda: drafting.keep_draft(store, form.fields["request"], "改"),
        lambda: reporting.report_once(store, item_id, unit_id, week, words={"progress": "改"}),
        lambda: reporting.mark_no_news(store, [item_id], unit_id, week),
        lambda: reporting.set_override(store, item_id, unit_id, week, None, ""),
        lambda: reporting.set_value(store, one, unit_id, week, stage=1),
        lambda: reporting.clear_value(store, one, unit_id, week),
        lambda: reporting.set_request(store, item_id, unit_id, week, text="改"),
        lambda: reporting.set_request_level(store, item_id, unit_id, week, RequestLevel.UPWARD),
        lambda: finalising.finalise(store, unit_id, week, reviewer="张局"),
    ):
        with pytest.raises(Refusal, match="单位的文字这里不改"):
            deed()
    later = county.week("2023-W31")
    last = reporting.report_form(store, item_id, unit_id, later).checklist
    with pytest.raises(Refusal):
        reporting.mark_plan(store, last[0], PlanMark.DONE)
    assert gathered(county, "4-2").lines[0].words["本周进展"] == "已开工"


def test_what_is_taken_down_waits_for_the_unit_and_yields_to_its_document(
    county: Place, scratch: Place, tmp_path: Path
) -> None:
    week = county.week()
    unit_id = write(county.store, CULTURE, week, {"4-2": {"words": {"progress": "电话里说已开工"}}})
    assert state(county, CULTURE).state is GatherState.TYPED
    assert item_rows(gathered(county, "4-2"), BookWords.BOTH)[0].progress == "〔代录待确认〕电话里说已开工"
    with pytest.raises(Refusal, match="确认人"):
        taking_down.confirm(county.store, unit_id, week, confirmed_by=" ")
    taking_down.confirm(county.store, unit_id, week, confirmed_by="李某")
    confirmed = state(county, CULTURE)
    assert (confirmed.state, confirmed.way, confirmed.version, confirmed.reviewer) == (
        GatherState.REPORTED,
        "电话代录",
        0,
        "李某",
    )
    assert packages.log_lines(county.store)[0].outcome == "已确认代录（对方确认人李某）"
    with pytest.raises(Refusal, match="收回确认"):
        reporting.report_once(county.store, county.item("4-2"), unit_id, week, words={"progress": "改"})
    county.store.undo()
    assert state(county, CULTURE).state is GatherState.TYPED
    county.store.redo()
    write(scratch.store, CULTURE, week, {"4-2": {"words": {"progress": "书面：已完工"}}})
    finalising.finalise(scratch.store, unit_id, week, reviewer="张局")
    path = tmp_path / "later.sspkg"
    submissions.write_package(scratch.store, path, unit_id, week)
    (row,) = receiving.examine(county.store, [path]).rows
    assert (row.verdict.value, row.clean) == ("新版本", True)
    receiving.take_in(county.store, receiving.examine(county.store, [path]), {"0"})
    assert gathered(county, "4-2").lines[0].words["本周进展"] == "书面：已完工"
    assert (state(county, CULTURE).way, state(county, CULTURE).version) == ("数据包", 1)


def test_a_confirmation_can_be_taken_back_and_the_words_typed_on(county: Place) -> None:
    week = county.week()
    unit_id = write(county.store, CULTURE, week, {"4-2": {"words": {"progress": "已开工"}}})
    taking_down.confirm(county.store, unit_id, week, confirmed_by="李某")
    taking_down.take_back(county.store, unit_id, week)
    assert state(county, CULTURE).state is GatherState.TYPED
    write(county.store, CULTURE, week, {"4-2": {"words": {"progress": "已完工"}}})
    taking_down.confirm(county.store, unit_id, week, confirmed_by="李某")
    assert gathered(county, "4-2").lines[0].words["本周进展"] == "已完工"
    with pytest.raises(Refusal, match="不是电话代录"):
        taking_down.take_back(county.store, unit_named(county.store, TRANSPORT), week)


def test_nothing_taken_down_and_ones_own_week_are_refused(county: Place) -> None:
    with pytest.raises(Refusal, match="没有可确认的"):
        taking_down.confirm(
            county.store, unit_named(county.store, CULTURE), county.week(), confirmed_by="李某"
        )
    with pytest.raises(Refusal, match="本单位"):
        taking_down.confirm(county.store, county.unit_id, county.week(), confirmed_by="李某")


def test_ones_own_week_counts_once_it_is_signed(county: Place) -> None:
    county.write("6-1", "已评选")
    assert state(county, "县委社建委").state is GatherState.DRAFT
    county.sign()
    assert (state(county, "县委社建委").state, state(county, "县委社建委").way) == (
        GatherState.REPORTED,
        "本单位",
    )


def test_search_finds_what_was_taken_in_and_loses_it_with_its_undo(
    county: Place, came: Callable[..., str]
) -> None:
    unit_id = write(county.store, CULTURE, county.week(), {"4-2": {"words": {"progress": "代录的石斛"}}})
    assert [hit.unit_id for hit in found(county, "石斛")] == [unit_id]
    came(CULTURE, {"4-2": {"words": {"progress": "报来的牡蛎"}, "request": "请协调码头"}})
    assert [(hit.title.split()[0], hit.week) for hit in found(county, "牡蛎")] == [(CULTURE, WEEK)]
    assert len(found(county, "码头")) == 1
    assert found(county, "石斛") == ()
    county.store.undo()
    assert found(county, "牡蛎") == found(county, "码头") == ()
    assert len(found(county, "石斛")) == 1
    county.store.redo()
    assert len(found(county, "牡蛎")) == 1


def found(county: Place, text: str) -> tuple[searching.SearchHit, ...]:
    searching.build_whole(county.store)
    return tuple(
        hit for hit in searching.find(county.store, text, county.unit_id).hits if hit.kind == "report"
    )


def test_boards_and_briefs_read_what_was_taken_in(county: Place, came: Callable[..., str]) -> None:
    culture = came(CULTURE, {"4-2": {"words": {"progress": "已完工14个微改造"}, "values": {"4-2.5": "14"}}})
    # what is typed here for another unit, and not confirmed, is no 定稿: a board shows none of its words
    other = write(county.store, TRANSPORT, county.week(), {"4-1": {"words": {"progress": "电话里听来的"}}})
    today = date(2023, 7, 31)
    kinds = ((BriefKind.MONTH, "2023-07"), (BriefKind.HALF_MONTH, "2023-07-2"))
    for kind, period in kinds:
        brief = briefs.draft(county.store, county.unit_id, kind, period, "", today=today)
        item = next(one for one in brief.facts.items if one.row.number == "4-2")
        assert (item.unit, item.final, item.words[-1].progress) == (CULTURE, True, "已完工14个微改造")
        typed = next(one for one in brief.facts.items if one.row.number == "4-1")
        assert (typed.final, typed.words[-1].final) == (False, False)
    lines = {
        one.entrant.id: one.lines
        for one in board_view(county.store, "work", "2023-07", today=today).shown.scores
    }
    assert any("14个微改造" in line.words for line in lines[culture])
    assert not any("电话里听来的" in line.words for line in lines[other])
    weeks = {line.id: line.fact for line in lines[culture] if line.kind is LineKind.WEEK}
    assert (weeks[WEEK], weeks["2023-W29"]) == (WeekFact.FINAL, WeekFact.MISSING)
