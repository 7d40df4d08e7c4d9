"""What is typed is kept at once, whatever happens next, and becomes one change when the field is left."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from shengsi_desktop.domain.changes import ROW, FieldKey
from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.store import drafts, keys, log
from shengsi_desktop.store.sessions import Store, alive, raw_connection
from shengsi_desktop.store.tables import Directive, Item, Meeting, Plan, Report, Topic, Unit

WEEK = {"item_id": "item", "unit_id": "unit", "week": "2023-W10"}
REPORT = keys.report_id("item", "unit", "2023-W10")
PROGRESS = FieldKey("report", REPORT, "progress")
ROOT = Path(__file__).parents[2]


def progress(store: Store) -> str | None:
    with store.reading() as session:
        row = session.get(Report, REPORT)
        return None if row is None else row.progress


def plan(folder: Path) -> None:
    with Store.open(folder) as store, store.command("导入方案") as command:
        command.session.add(Plan(id="plan", current=True))
        command.session.add(Item(id="item", plan_id="plan"))
        command.session.add(Unit(id="unit", name="县文广旅体局"))


def test_a_draft_is_no_change_until_it_is_flushed_and_then_is_one(planned: Store) -> None:
    for text in ("开", "开工", "开工了"):
        drafts.put(planned, PROGRESS, WEEK, text, ())
    assert progress(planned) is None
    assert [(draft.key, draft.value) for draft in drafts.all_drafts(planned)] == [(PROGRESS, "开工了")]
    assert drafts.flush(planned) == {PROGRESS, FieldKey("report", REPORT, ROW)}
    assert progress(planned) == "开工了"
    assert drafts.for_row(planned, "report", REPORT) == {}
    with planned.reading() as session:
        assert len(log.changes_of_row(raw_connection(session), "report", REPORT)) == 1


def test_only_the_asked_fields_are_flushed(planned: Store) -> None:
    other = FieldKey("report", REPORT, "problems")
    drafts.put(planned, PROGRESS, WEEK, "甲", ())
    drafts.put(planned, other, WEEK, "乙", ())
    drafts.flush(planned, {PROGRESS})
    assert list(drafts.for_row(planned, "report", REPORT)) == ["problems"]


def test_a_draft_that_says_what_stands_there_makes_no_change(planned: Store) -> None:
    drafts.put(planned, PROGRESS, WEEK, "", ())
    assert drafts.flush(planned) == frozenset()
    assert progress(planned) is None
    assert drafts.all_drafts(planned) == []


def test_a_draft_keeps_the_bases_its_editor_had_loaded(planned: Store) -> None:
    with planned.command("填报") as command:
        command.keyed(Report, **WEEK).progress = "零"
    loaded = planned.heads(PROGRESS)
    drafts.put(planned, PROGRESS, WEEK, "我写的", loaded)
    with planned.command("别处改") as command:
        command.keyed(Report, **WEEK).progress = "别处写的"
    drafts.flush(planned)
    assert progress(planned) == "我写的"
    assert planned.conflict(PROGRESS) == ("我写的", "别处写的")


def test_a_draft_of_a_new_row_without_a_key_makes_that_row(planned: Store) -> None:
    with planned.command("会商") as command:
        from shengsi_desktop.store.tables import Meeting

        meeting = command.keyed(Meeting, unit_id="unit", cadence="weekly", period="2023-W10", n=1)
    key = FieldKey("topic", keys.new_id(), "title")
    drafts.put(planned, key, {"meeting_id": meeting.id, "ordinal": 1}, "研究微改造", ())
    drafts.flush(planned)
    with planned.reading() as session:
        topic = session.get_one(Topic, key.entity_id)
        assert (topic.title, topic.ordinal, topic.meeting_id) == ("研究微改造", 1, meeting.id)


def test_a_draft_without_a_row_to_go_to_stays(planned: Store, caplog: pytest.LogCaptureFixture) -> None:
    drafts.put(planned, PROGRESS, None, "无处可去", ())
    assert drafts.flush(planned) == frozenset()
    assert [draft.value for draft in drafts.all_drafts(planned)] == ["无处可去"]
    assert "no row to go to" in caplog.text


def test_undo_flushes_drafts_first_and_so_takes_back_what_was_typed_last(planned: Store) -> None:
    drafts.put(planned, PROGRESS, WEEK, "刚打的", ())
    assert planned.undo() == ("填写", 0)
    assert drafts.all_drafts(planned) == []
    assert planned.redo() == ("填写", 0)
    assert progress(planned) == "刚打的"


def test_closing_makes_changes_of_drafts(folder: Path) -> None:
    plan(folder)
    with Store.open(folder) as store:
        drafts.put(store, PROGRESS, WEEK, "没点保存", ())
    with Store.open(folder) as store:
        assert progress(store) == "没点保存"
        assert drafts.all_drafts(store) == []


def test_text_typed_before_the_process_is_killed_is_there_when_the_store_opens_again(folder: Path) -> None:
    plan(folder)
    script = f"""
        import time
        from pathlib import Path
        from shengsi_desktop.domain.changes import FieldKey
        from shengsi_desktop.store import drafts
        from shengsi_desktop.store.sessions import Store
        store = Store.open(Path({str(folder)!r}))
        drafts.put(store, FieldKey("report", {REPORT!r}, "progress"), {WEEK!r}, "断电前打的字", ())
        print("typed", flush=True)
        time.sleep(60)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "typed\n"
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    with Store.open(folder) as store:
        assert store.ended_uncleanly
        assert progress(store) == "断电前打的字"
        assert store.undo_name() == "恢复上次未存的填写"


def test_a_copy_of_the_files_as_a_power_cut_leaves_them_holds_the_text(folder: Path, tmp_path: Path) -> None:
    plan(folder)
    after = tmp_path / "after"
    with Store.open(folder) as store:
        drafts.put(store, PROGRESS, WEEK, "停电", ())
        after.mkdir()
        for name in ("store.db", "store.db-wal"):
            shutil.copy(folder / name, after / name)
    with Store.open(after) as store:
        assert progress(store) == "停电"


def test_a_full_disk_is_told_in_words_and_nothing_is_half_written(planned: Store) -> None:
    with planned.writing() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        drafts.put(planned, PROGRESS, WEEK, "长" * 100_000, ())
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"), planned.command("填报") as command:
        command.keyed(Report, **WEEK).progress = "长" * 100_000
    with planned.writing() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    assert progress(planned) is None
    drafts.put(planned, PROGRESS, WEEK, "短", ())
    assert [draft.value for draft in drafts.all_drafts(planned)] == ["短"]


def test_typing_into_a_report_that_was_taken_back_does_not_bring_its_old_words_back(planned: Store) -> None:
    drafts.put(planned, PROGRESS, WEEK, "旧的进展", ())
    drafts.flush(planned)
    planned.undo()
    problems = FieldKey("report", REPORT, "problems")
    drafts.put(planned, problems, WEEK, "新的问题", planned.heads(problems))
    drafts.flush(planned)
    with planned.reading() as session:
        row = session.get(Report, REPORT)
        assert row is not None
        assert (row.dead, row.progress, row.problems) == (False, "", "新的问题")
    assert planned.conflict(PROGRESS) == ()


def test_typing_and_erasing_in_a_report_that_was_taken_back_makes_no_change(planned: Store) -> None:
    drafts.put(planned, PROGRESS, WEEK, "旧的进展", ())
    drafts.flush(planned)
    planned.undo()
    drafts.put(planned, PROGRESS, WEEK, "", planned.heads(PROGRESS))
    assert drafts.flush(planned) == frozenset()
    with planned.reading() as session:
        row = session.get(Report, REPORT)
        assert row is not None
        assert row.dead


@pytest.mark.expects_error_log
@pytest.mark.parametrize(
    ("key", "value", "bases"),
    [
        (None, "{断", "[]"),
        ("{断", '"字"', "[]"),
        (None, '"字"', "[[1]]"),
        (json.dumps(WEEK), "[1]", "[]"),
        (json.dumps({**WEEK, "item_id": "没有的事项"}), '"字"', "[]"),
    ],
)
def test_a_damaged_draft_is_put_aside_and_keeps_neither_the_store_nor_the_others_back(
    folder: Path, key: str | None, value: str, bases: str
) -> None:
    plan(folder)
    row_key = json.loads(key) if key and key.endswith("}") else WEEK
    damaged = keys.report_id(**row_key)
    good = FieldKey("report", keys.report_id("item", "unit", "2023-W11"), "progress")
    with Store.open(folder) as store, store.writing() as raw:
        drafts.put(store, good, {**WEEK, "week": "2023-W11"}, "好的", ())
        raw.execute(
            "INSERT INTO draft (entity, entity_id, field, key, value, bases, at)"
            " VALUES ('report', ?, 'progress', ?, ?, ?, '2023')",
            (damaged, key, value, bases),
        )
        store._shut()
    with Store.open(folder) as store:
        assert drafts.all_drafts(store) == []
        with store.reading() as session:
            row = session.get(Report, good.entity_id)
            assert row is not None
            assert row.progress == "好的"
        with store.writing() as raw:
            kept = raw.execute("SELECT entity, value FROM draft").fetchall()
    assert kept == [("aside:report", value)]


MEETING = {"unit_id": "unit", "cadence": "half_month", "period": "2023-07-1", "n": 1}
OF_ITS_MEETING = {
    "meeting_id": keys.meeting_id("unit", "half_month", "2023-07-1", 1),
    "title": "未议的事",
    **{f"meeting.{name}": value for name, value in MEETING.items()},
}


def test_the_first_word_of_a_part_makes_the_keyed_row_it_hangs_on(planned: Store) -> None:
    drafts.put(planned, FieldKey("topic", "t", "notes"), OF_ITS_MEETING, "议了", ())
    drafts.flush(planned)
    with planned.reading() as session:
        topic, meeting = session.get(Topic, "t"), session.get(Meeting, OF_ITS_MEETING["meeting_id"])
        assert topic is not None
        assert meeting is not None
        assert (topic.title, topic.notes, meeting.period) == ("未议的事", "议了", "2023-07-1")


def test_a_row_whose_making_was_taken_back_is_made_again_as_it_was_first(planned: Store) -> None:
    notes, conclusion = FieldKey("topic", "t", "notes"), FieldKey("topic", "t", "conclusion")
    drafts.put(planned, notes, OF_ITS_MEETING, "议了", ())
    drafts.flush(planned)
    planned.undo()
    drafts.put(planned, conclusion, OF_ITS_MEETING, "同意", ())
    drafts.flush(planned)
    with planned.reading() as session:
        topic = session.get(Topic, "t")
        assert topic is not None
        assert (topic.dead, topic.title, topic.notes, topic.conclusion) == (False, "未议的事", "", "同意")


def test_an_old_draft_of_a_directive_becomes_one_and_never_an_empty_one(planned: Store) -> None:
    made_with = {"unit_id": "unit", "week": "2023-W10"}
    for directive_id, what in (("full", "报送材料"), ("blank", "  "), ("none", "")):
        drafts.put(planned, FieldKey("directive", directive_id, "what"), made_with, what, ())
    drafts.recover(planned, name="填写")
    drafts.put(planned, FieldKey("directive", "full", "what"), None, " ", ())
    drafts.recover(planned, name="填写")
    with planned.reading() as session:
        assert [(row.id, row.what) for row in session.exec(alive(Directive)).all()] == [("full", "报送材料")]
    assert drafts.all_drafts(planned) == []
