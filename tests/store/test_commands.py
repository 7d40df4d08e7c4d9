"""A command is one transaction, and everything it changes in synced rows is on record."""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, insert, update

from shengsi_desktop.domain.changes import ROW, Change, FieldKey
from shengsi_desktop.store import drafts, keys, log
from shengsi_desktop.store.commands import UnrecordedWriteError
from shengsi_desktop.store.sessions import Store, alive, raw_connection
from shengsi_desktop.store.tables import Deliverable, Direction, Item, Plan, Report, Task, UnitRhythm

if TYPE_CHECKING:
    from pathlib import Path

WEEK = {"item_id": "item", "unit_id": "unit", "week": "2023-W10"}
REPORT = keys.report_id("item", "unit", "2023-W10")


def history(store: Store, entity: str, entity_id: str) -> list[Change]:
    with store.reading() as session:
        return log.changes_of_row(raw_connection(session), entity, entity_id)


def report(store: Store) -> Report:
    with store.reading() as session:
        row = session.get(Report, REPORT)
        assert row is not None
        return row


def test_creation_is_one_record_with_the_key_and_the_fields_that_were_set(planned: Store) -> None:
    with planned.command("填报", person="张三", unit="unit") as command:
        command.keyed(Report, **WEEK).progress = "开工"
    (made,) = history(planned, "report", REPORT)
    assert made.field == ROW
    assert made.value == {"op": "create", "key": WEEK, "fields": {"progress": "开工"}}
    assert (made.batch_name, made.person, made.unit, made.batch) == ("填报", "张三", "unit", command.batch)
    assert command.changed == {FieldKey("report", REPORT, name) for name in (ROW, "progress")}


def test_each_changed_field_is_one_record_based_on_what_was_there(planned: Store) -> None:
    with planned.command("填报") as command:
        command.keyed(Report, **WEEK)
    with planned.command("改") as command:
        row = command.keyed(Report, **WEEK)
        row.progress, row.no_news = "一", True
        command.session.flush()
        row.progress = "二"
    with planned.command("再改") as command:
        command.keyed(Report, **WEEK).progress = "三"
    _, *edits = history(planned, "report", REPORT)
    assert [(edit.field, edit.value) for edit in edits] == [
        ("progress", "二"),
        ("no_news", True),
        ("progress", "三"),
    ]
    assert edits[2].bases == (edits[0].id,)
    assert planned.heads(FieldKey("report", REPORT, "progress")) == (edits[2].id,)


def test_a_command_that_changes_nothing_leaves_no_batch(planned: Store) -> None:
    before = planned.undo_name()
    with planned.command("看看") as command:
        row = command.session.get(Item, "item")
        assert row is not None
        row.title = row.title + "x"
        command.session.flush()
        row.title = row.title[:-1]
    assert command.changed == frozenset()
    assert planned.undo_name() == before
    assert len(history(planned, "item", "item")) == 1


def test_a_command_that_raises_is_rolled_back_whole(planned: Store) -> None:
    def half() -> None:
        with planned.command("坏") as command:
            command.keyed(Report, **WEEK).progress = "丢"
            command.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with planned.reading() as session:
        assert session.get(Report, REPORT) is None
    assert history(planned, "report", REPORT) == []
    with planned.command("好") as command:
        command.keyed(Report, **WEEK).progress = "在"
    assert report(planned).progress == "在"


def test_a_deleted_row_stays_marked_dead_with_its_parts(planned: Store) -> None:
    with planned.command("加细项") as command:
        command.session.add(Deliverable(id="d", item_id="item", number="4-2.1"))
        command.keyed(Report, **WEEK).progress = "开工"
    with planned.command("删") as command:
        command.session.delete(command.session.get(Item, "item"))
    with planned.reading() as session:
        assert session.exec(alive(Item)).all() == []
        assert session.exec(alive(Deliverable)).all() == []
        assert session.get_one(Item, "item").dead
        assert session.get_one(Report, REPORT).progress == "开工"
    tombstone = history(planned, "deliverable", "d")[-1]
    assert tombstone.value["op"] == "delete"
    assert planned.undo() == ("删", 0)
    with planned.reading() as session:
        assert len(session.exec(alive(Item)).all()) == len(session.exec(alive(Deliverable)).all()) == 1


def test_a_part_that_comes_later_brings_the_whole_back(planned: Store) -> None:
    with planned.command("删") as command:
        command.session.delete(command.session.get(Item, "item"))
    with planned.command("填报") as command:
        command.keyed(Report, **WEEK).progress = "还在做"
    with planned.reading() as session:
        assert not session.get_one(Item, "item").dead


def test_a_keyed_row_made_again_starts_from_nothing(planned: Store) -> None:
    with planned.command("填报") as command:
        command.keyed(Report, **WEEK).progress = "旧"
    with planned.command("删") as command:
        command.session.delete(command.keyed(Report, **WEEK))
    with planned.command("再填") as command:
        command.keyed(Report, **WEEK).problems = "新"
    again = report(planned)
    assert (again.dead, again.progress, again.problems) == (False, "", "新")
    made, gone, remade = history(planned, "report", REPORT)
    assert set(remade.bases) == {made.id, gone.id}


def test_two_editors_on_the_same_base_make_a_conflict_and_the_later_one_shows(planned: Store) -> None:
    with planned.command("填报") as command:
        command.keyed(Report, **WEEK).progress = "零"
    key = FieldKey("report", REPORT, "progress")
    loaded = planned.heads(key)
    for words in ("甲", "乙"):
        with planned.command("填报") as command:
            command.bases[key] = loaded
            command.keyed(Report, **WEEK).progress = words
    assert report(planned).progress == "乙"
    with planned.command("再写") as command:
        command.keyed(Report, **WEEK).progress = "乙又改"
    assert planned.conflict(key) == ("乙又改", "甲")
    with planned.command("定") as command:
        command.settle(command.keyed(Report, **WEEK), "progress", "乙又改")
    assert planned.conflict(key) == ()


def test_the_key_of_a_row_does_not_change_and_makes_its_id(planned: Store) -> None:
    with planned.command("填报") as command:
        command.keyed(Report, **WEEK)
    with pytest.raises(ValueError, match="does not change"), planned.command("改键") as command:
        command.keyed(Report, **WEEK).week = "2023-W11"
    with pytest.raises(ValueError, match="made from its key"), planned.command("错号") as command:
        command.session.add(Report(id="any", item_id="item", unit_id="unit", week="2023-W12"))


@pytest.mark.parametrize(
    "statement",
    [
        update(Item).where(col(Item.id) == "item").values(title="偷改"),
        delete(Item),
        insert(Plan).values(
            id="x", dead=False, issuer="", title="", source_text="", source_sha256="", current=False
        ),
        text("UPDATE item SET title = '偷改'"),
    ],
)
def test_bulk_statements_on_synced_rows_are_refused(planned: Store, statement: Any) -> None:
    with pytest.raises(UnrecordedWriteError), planned.command("批量") as command:
        command.session.execute(statement)
    with planned.reading() as session:
        assert session.get_one(Item, "item").title == "微改造"


def test_reading_sees_one_moment_and_cannot_write(planned: Store) -> None:
    with planned.reading() as session:
        assert session.get_one(Item, "item").title == "微改造"
        with planned.command("改") as command:
            row = command.session.get(Item, "item")
            assert row is not None
            row.title = "新名"
        session.expire_all()
        assert session.get_one(Item, "item").title == "微改造"
        with pytest.raises(sqlite3.OperationalError):
            raw_connection(session).execute("DELETE FROM item")


def test_a_missing_parent_refuses_the_command_at_its_end(planned: Store) -> None:
    with pytest.raises(IntegrityError), planned.command("孤儿") as command:
        command.session.add(Item(id="orphan", plan_id="nowhere"))
    with planned.reading() as session:
        assert session.get(Item, "orphan") is None


def test_the_chain_of_the_log_holds_and_shows_a_touched_record(planned: Store, folder: Path) -> None:
    with planned.command("设置") as command:
        command.session.add(UnitRhythm(id="unit", hand_in="16:00"))
    with planned.reading() as session:
        changes = list(log.all_changes(raw_connection(session)))
    assert log.verify(changes) == []
    assert [found.id.seq for found in log.verify(changes[:1] + changes[2:])] == [3]
    planned.close()
    connection = sqlite3.connect(folder / "store.db")
    with connection:
        connection.execute("UPDATE change SET value = replace(value, '16:00', '18:00')")
    tampered = list(log.all_changes(connection))
    connection.close()
    assert [found.reason for found in log.verify(tampered)] == ["内容与校验值对不上。"]


def test_a_whole_that_lived_by_its_part_alone_dies_when_that_part_moves_away(planned: Store) -> None:
    with planned.command("任务") as command:
        command.session.add(Direction(id="dir", plan_id="plan"))
        for row_id in ("t1", "t2"):
            command.session.add(Task(id=row_id, plan_id="plan", direction_id="dir"))
        command.session.get_one(Item, "item").task_id = "t1"
    with planned.command("删") as command:
        command.session.delete(command.session.get_one(Task, "t1"))
    with planned.command("恢复事项") as command:
        command.session.get_one(Item, "item").dead = False
    with planned.reading() as session:
        assert not session.get_one(Task, "t1").dead
    with planned.command("移走") as command:
        command.session.get_one(Item, "item").task_id = "t2"
    with planned.reading() as session:
        assert session.get_one(Task, "t1").dead
        assert not session.get_one(Task, "t2").dead


def test_pages_read_and_type_from_other_threads_while_commands_run(planned: Store) -> None:
    seen: list[int] = []

    def read() -> None:
        for _ in range(20):
            with planned.reading() as session:
                seen.append(len(session.exec(alive(Report)).all()))

    def type_on(n: int) -> None:
        for turn in range(10):
            key = FieldKey("report", REPORT, ("progress", "problems")[n])
            drafts.put(planned, key, WEEK, f"{turn}", planned.heads(key))

    threads = [threading.Thread(target=read) for _ in range(3)]
    threads += [threading.Thread(target=type_on, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for n in range(10):
        with planned.command("填报") as command:
            command.keyed(Report, item_id="item", unit_id="unit", week=f"2023-W2{n}").progress = "在"
    for thread in threads:
        thread.join()
    drafts.flush(planned)
    assert report(planned).progress == report(planned).problems == "9"
    assert len(seen) == 60
    assert max(seen) <= 11
