"""What is typed is never lost: drafts, two editors, undo, and a process that dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.services import drafting, exporting, finalising, history, meetings, reporting
from shengsi_desktop.services.exchange import conflict_list
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.local_tables import Draft
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CoordinationRequest, Meeting, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

TYPED = "已完工十四个，还在打字"

TYPIST = """
import sys, time
from pathlib import Path
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, reporting, setting_up
from shengsi_desktop.services.opening import opened
with opened(Path(sys.argv[1]), writing=True) as store:
    desk = setting_up.settings(store)
    with store.reading() as session:
        item = facts.find_item(session, "4-2").id
    form = reporting.report_form(store, item, desk.unit.id, parse_week("2023-W10", desk.rhythm))
    reporting.keep_draft(store, form.fields["progress"], sys.argv[2])
    print("kept", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_draft_kept_a_second_before_the_process_is_killed_is_there(folder: Path) -> None:
    command = [sys.executable, "-c", TYPIST, str(folder), TYPED]
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == b"kept"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    finally:
        process.kill()
        process.stdout.close()
        process.wait(10)
    with opened(folder, writing=True) as store:
        with store.reading() as session:
            assert session.exec(alive(Report)).one().progress == TYPED
            assert not session.exec(select(Draft)).all()
        assert store.undo_name() == "恢复上次未存的填写"


def test_a_draft_is_read_everywhere_before_it_is_a_change(
    store: Store, folder: Path, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    form = reporting.report_form(store, item("4-2"), unit_id, at)
    reporting.keep_draft(store, form.fields["progress"], TYPED)
    reporting.keep_draft(store, form.fields["request"], "请协调")
    with opened(folder) as reader:
        book = exporting.week_book(reader, unit_id, at)
        page = reporting.week_page(reader, unit_id, at)
    line = next(one for one in book.lines if one.row.id == item("4-2"))
    assert line.report is not None
    assert line.report.progress == TYPED
    assert [one.text for one in line.requests] == ["请协调"]
    assert [one.request.text for one in book.requests] == ["请协调"]
    assert page.filled == 1
    with store.reading() as session:
        assert not session.exec(select(Report)).all()
        assert not session.exec(select(CoordinationRequest)).all()


def test_two_editors_of_one_field_make_a_conflict_that_shows_both_texts(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"progress": "起初"})
    one = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
    two = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
    for editor, text in ((one, "甲的话"), (two, "乙的话")):
        reporting.keep_draft(store, editor, text)
        reporting.commit_draft(store, editor.key)
    shown = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
    assert set(shown.conflict) == {"甲的话", "乙的话"}
    assert shown.text == "乙的话"
    # whoever types over the shown one has not decided about the other: it stays until somebody does
    reporting.keep_draft(store, shown, "乙的话，补一句")
    reporting.commit_draft(store, shown.key)
    (conflict,) = conflict_list.conflicts(store)
    assert {one.text for one in conflict.rivals} == {"甲的话", "乙的话，补一句"}
    conflict_list.settle(store, conflict.key, conflict.heads, "两句都要")
    assert not reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"].conflict


def test_an_editor_that_takes_the_new_bases_conflicts_with_nobody(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    for text in ("一", "一二", "一二三"):
        editor = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
        reporting.keep_draft(store, editor, text)
        reporting.commit_draft(store, editor.key)
    shown = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
    assert (shown.text, shown.conflict) == ("一二三", ())


def test_undo_takes_back_what_is_being_typed_first(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    reporting.report_once(store, item("4-2"), unit_id, at, words={"problems": "缺资金"})
    editor = reporting.report_form(store, item("4-2"), unit_id, at).fields["progress"]
    reporting.keep_draft(store, editor, "正在打")
    undone = history.undo(store)
    assert undone is not None
    assert undone.name == "4-2填写本周进展"
    report = reporting.report_form(store, item("4-2"), unit_id, at).report
    assert (report.progress, report.problems) == ("", "缺资金")
    history.redo(store)
    assert reporting.report_form(store, item("4-2"), unit_id, at).report.progress == "正在打"


def test_finalising_and_exporting_take_in_what_is_being_typed(
    store: Store, unit_id: str, week: Weeks, item: Items, tmp_path: Path
) -> None:
    at = week("2023-W10")
    form = reporting.report_form(store, item("4-2"), unit_id, at)
    reporting.keep_draft(store, form.fields["progress"], TYPED)
    finalising.finalise(store, unit_id, at, reviewer="张三")
    version = finalising.versions(store, unit_id, at)[0]
    assert TYPED in {one["progress"] for one in version["items"]}
    meeting = meetings.meeting_form(store, unit_id, at)
    meetings_place = meeting.fields["place"]
    reporting.keep_draft(store, meetings_place, "二楼会议室")
    exporting.export_week(store, unit_id, at, tmp_path / "a.xlsx")
    with store.reading() as session:
        assert session.exec(alive(Meeting)).one().place == "二楼会议室"


def test_a_request_that_is_typed_twice_before_it_is_stored_is_one(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at = week("2023-W10")
    first = reporting.report_form(store, item("4-2"), unit_id, at).fields["request"]
    reporting.keep_draft(store, first, "请协")
    again = reporting.report_form(store, item("4-2"), unit_id, at).fields["request"]
    assert again.key == first.key
    reporting.keep_draft(store, again, "请协调")
    reporting.commit_drafts(store)
    with store.reading() as session:
        assert session.exec(alive(CoordinationRequest)).one().text == "请协调"


def test_progress_typed_takes_the_mark_of_no_news_away_and_erased_gives_it_back(
    store: Store, unit_id: str, week: Weeks, item: Items
) -> None:
    at, item_id = week("2023-W10"), item("4-2")
    reporting.mark_no_news(store, [item_id], unit_id, at)
    for text, marked in (("已开工", False), ("", True)):
        editable = reporting.report_form(store, item_id, unit_id, at).fields["progress"]
        drafting.keep_draft(store, editable, text)
        assert reporting.report_form(store, item_id, unit_id, at).report.no_news is marked
        drafting.commit_draft(store, editable.key)
        assert reporting.report_form(store, item_id, unit_id, at).report.no_news is marked
