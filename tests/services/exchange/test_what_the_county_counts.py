"""The county counts what a unit reports as the unit does, and says which 摘编 were written upon older words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.gathering import BookWords, GatherState
from shengsi_desktop.domain.words import Light
from shengsi_desktop.services import drafting, item_history
from shengsi_desktop.services.exchange import (
    consolidating,
    gathering,
    letters,
    receiving,
    submissions,
    syncing,
)
from shengsi_desktop.sheets.county_rows import item_rows
from shengsi_desktop.store.tables import CountyNote
from tests.services.exchange.conftest import COUNTY, CULTURE, WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.gathering import GatheredItem, UnitState


def item(county: Place, number: str) -> GatheredItem:
    return next(
        one for one in consolidating.county_table(county.store, county.week()).items if one.number == number
    )


def culture(county: Place) -> UnitState:
    found = gathering.gathering(county.store, county.week())
    return next(one for one in found.units if one.unit.name == CULTURE)


def annotate(county: Place, unit_id: str, words: str) -> None:
    field = consolidating.note_fields(county.store, item(county, "4-2"), county.week())[unit_id]
    drafting.keep_draft(county.store, field, words)
    drafting.commit_draft(county.store, field.key)


def test_figures_alone_are_a_report_and_carried_ones_are_not(county: Place, came: Callable[..., str]) -> None:
    came(CULTURE, {"8-3": {"words": {"progress": "已启动"}}, "8-5": {"request": "请协调"}}, "2023-W29")
    came(CULTURE, {"4-2": {"values": {"4-2.5": "14"}}, "8-5": {"request": "请协调船期"}})
    line = item(county, "4-2").lines[0]
    assert (line.reported, line.silent, line.words) == (True, False, {})
    assert item_rows(item(county, "4-2"), BookWords.BOTH)[0].progress == "见完成情况"
    # as the unit counts: a request alone is said, but no report
    assert culture(county).said == 1
    came(CULTURE, {"8-3": {"words": {"progress": "又启动一处"}}}, "2023-W31")
    later = consolidating.county_table(county.store, county.week("2023-W31")).items
    row = item_rows(next(one for one in later if one.number == "4-2"), BookWords.BOTH)[0]
    assert row.progress == "本周未填报，数据为此前所报"


def test_a_note_says_that_the_words_under_it_are_others_now(county: Place, came: Callable[..., str]) -> None:
    unit_id = came(CULTURE, {"4-2": {"words": {"progress": "已开工"}}})
    annotate(county, unit_id, "微改造已开工")
    came(CULTURE, {"8-3": {"words": {"progress": "另一事项有进展"}}})
    assert not item(county, "4-2").lines[0].outdated
    came(CULTURE, {"4-2": {"words": {"progress": "没有开工"}}})
    line = item(county, "4-2").lines[0]
    assert line.note_warning == "原文已有新版（v3），请核对摘编"
    for words in (BookWords.BOTH, BookWords.NOTES):
        row = item_rows(item(county, "4-2"), words)[0]
        assert "请核对摘编" in (row.note if words is BookWords.BOTH else row.progress)
    assert consolidating.outdated_notes(county.store, county.week()) == (f"4-2{CULTURE}",)
    consolidating.check_note(county.store, item(county, "4-2").id, unit_id, county.week())
    assert (item(county, "4-2").lines[0].outdated, item(county, "4-2").lines[0].note) == (
        False,
        "微改造已开工",
    )
    county.store.undo()
    assert item(county, "4-2").lines[0].outdated
    annotate(county, unit_id, "微改造没有开工")
    assert consolidating.outdated_notes(county.store, county.week()) == ()
    with county.store.reading() as session:
        assert len(session.exec(select(CountyNote)).all()) == 1
    steps = item_history.history(county.store, item(county, "4-2").id)
    told = {line.new for step in steps for line in step.lines if line.what.endswith("所据定稿")}
    assert f"{CULTURE} 定稿v1" in told
    assert not [line.new for step in steps for line in step.lines if re.search("[0-9a-f]{64}", line.new)]


def test_a_week_that_two_desks_took_in_and_one_returned_is_returned(
    county: Place, place: Callable[..., Place], tmp_path: Path
) -> None:
    """One took in the package, the other the text of it: that is one hand-in more, and no answer to the 退回."""
    other, unit = place(COUNTY, "other"), place(CULTURE)
    unit.write("4-2", "微改造完工14个")
    unit.sign()
    submissions.write_package(unit.store, tmp_path / "a.sspkg", unit.unit_id, unit.week())
    parts, document = submissions.coded_text(unit.store, unit.unit_id, unit.week())
    submissions.register_text(unit.store, document)
    intake = receiving.examine(county.store, [tmp_path / "a.sspkg"])
    receiving.take_in(county.store, intake, {row.key for row in intake.rows})
    intake = receiving.examine(other.store, [], "\n".join(parts))
    receiving.take_in(other.store, intake, {row.key for row in intake.rows})
    syncing.make(other.store, tmp_path / "sync.sspkg", whole=True)
    syncing.take(county.store, (tmp_path / "sync.sspkg").read_bytes(), "sync.sspkg")
    letters.return_week(county.store, unit.unit_id, WEEK, reason="不具体")
    assert (culture(county).state, culture(county).reason) == (GatherState.RETURNED, "不具体")


def test_a_light_of_a_figure_that_nobody_gave_says_so(county: Place, came: Callable[..., str]) -> None:
    came(CULTURE, {"4-2": {"words": {"progress": "微改造已开工"}, "values": {"4-2.2": "征求意见"}}})
    line = item(county, "4-2").lines[0]
    assert line.reading is not None
    assert (line.reading.light, line.unsaid) == (Light.RED, "未报数，按0计")
    came(CULTURE, {"4-2": {"values": {"4-2.5": "1"}}})
    assert (item(county, "4-2").lines[0].unsaid, item(county, "4-2").lines[0].reported) == ("", True)
