"""The full text index follows the log, finds what stands there as it stands, and can be thrown away."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import ChangeId, FieldKey
from shengsi_desktop.store import keys, log, search_index, state
from shengsi_desktop.store.connection import connect, transaction
from shengsi_desktop.store.search_kinds import ABOVE, KINDS, order_of, text_of, texts
from shengsi_desktop.store.sessions import Store, raw_connection
from shengsi_desktop.store.shapes import parent_of
from shengsi_desktop.store.tables import Directive, Item, Meeting, Report, Topic, Unit, synced_tables
from tests.store.fixture_stores import fill

if TYPE_CHECKING:
    from pathlib import Path

WEEK = "2023-W10"
REPORT = keys.report_id("item", "unit", WEEK)


def found(
    store: Store, words: str, kind: str = "report", scope: str | None = "unit", most: int = 9
) -> list[str]:
    """The ids that the index gives, brought up to the log first."""

    def ask(index: search_index.SearchIndex) -> list[str]:
        assert index.update(60)
        assert index.share == 1
        return index.find(kind, words.split(), scope, most)

    with store.reading() as session:
        return search_index.asked(store.folder, raw_connection(session), ask)


def write(store: Store, week: str = WEEK, item: str = "item", unit: str = "unit", **words: str) -> str:
    with store.command("填报") as command:
        row = command.keyed(Report, item_id=item, unit_id=unit, week=week)
        for name, text in words.items():
            setattr(row, name, text)
        return row.id


def test_every_kind_of_row_is_read_by_the_columns_that_its_table_has(store: Store) -> None:
    fill(store)
    with store.reading() as session:
        connection = raw_connection(session)
        for kind in KINDS.values():
            assert set(kind.fields) <= set(synced_tables()[kind.name].model_fields)
            heaps = connection.execute(kind.heaps).fetchall()
            by_heap = {text.id for heap, _ in heaps for text in texts(connection, kind, kind.heap, heap)}
            living = connection.execute(f'SELECT id FROM "{kind.name}" WHERE dead = 0').fetchall()
            assert by_heap == {row_id for (row_id,) in living if text_of(connection, kind, row_id)}
            assert by_heap or kind.name in {"directive", "directive_step"}


def test_all_that_can_revive_an_indexed_row_is_followed_upwards() -> None:
    leading = {child: above for child, above in parent_of().items() if above[1] in KINDS or above[1] in ABOVE}
    assert leading == ABOVE


#: what is written, what is asked for, whether it is found
CASES = (
    ("已完成110千伏海缆敷设", "110千伏", True),
    ("已完成１１０千伏海缆敷设", "110千伏", True),
    ("已完成110千伏海缆敷设", "１１０千伏", True),
    ("已完成110千伏海缆敷设", "海缆", True),
    ("已完成110千伏海缆敷设", "缆海", False),
    ("增长12.5%", "12.5", True),
    ("增长125%", "12.5", False),
    ("见事项4-2", "4-2", True),
    ("见事项4.2", "4-2", False),
    ("GDP增长", "gdp", True),
    ("第一行完\n成第二行", "完成", False),
    ("海 缆", "海缆", True),
    ("资金到位，船期未定", "船期 资金", True),
    ("资金到位，船期未定", "船期 用地", False),
    ('引“号”和"号', '"号', True),
    ("甲 AND 乙", "AND", True),
    ("甲乙", "AND", False),
    ("𠮷田码头", "𠮷田", True),
)


def test_words_are_found_as_they_stand(planned: Store) -> None:
    texts_written = dict.fromkeys(written for written, _, _ in CASES)
    weeks = {text: f"2023-W{number:02d}" for number, text in enumerate(texts_written, start=1)}
    ids = {text: write(planned, week=week, progress=text) for text, week in weeks.items()}
    for written, asked, hit in CASES:
        assert (ids[written] in found(planned, asked, most=50)) is hit, (written, asked)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(max_size=30), asked=st.text(max_size=8))
@example(written="A´", asked="´")
def test_whatever_is_typed_nothing_breaks_and_what_stands_there_is_found(
    planned: Store, written: str, asked: str
) -> None:
    clean = written.encode("utf-8", "ignore").decode()
    write(planned, progress=clean)
    found(planned, asked)
    line = next(iter(clean.splitlines()), "")
    piece = search_index.prepared(line).replace(" ", "")[:5]
    if piece:
        assert found(planned, piece) == [REPORT]


def test_what_is_changed_deleted_undone_and_redone_is_followed(planned: Store) -> None:
    write(planned, problems="缺资金")
    assert found(planned, "缺资金") == [REPORT]
    write(planned, problems="缺人手")
    assert (found(planned, "缺资金"), found(planned, "缺人手")) == ([], [REPORT])
    planned.undo()
    assert (found(planned, "缺资金"), found(planned, "缺人手")) == ([REPORT], [])
    with planned.command("删除") as command:
        command.session.delete(command.session.get_one(Report, REPORT))
    assert found(planned, "缺资金") == []
    planned.undo()
    assert found(planned, "缺资金") == [REPORT]


def test_a_row_that_only_a_living_part_brings_back_is_found_again(planned: Store) -> None:
    write(planned, progress="开工")
    assert found(planned, "微改造", "item", "plan") == ["item"]
    with planned.command("删除") as command:
        command.session.delete(command.session.get_one(Report, REPORT))
        command.session.flush()
        command.session.delete(command.session.get_one(Item, "item"))
    assert found(planned, "微改造", "item", "plan") == []
    write(planned, progress="复工")
    assert found(planned, "微改造", "item", "plan") == ["item"]


def test_topics_are_their_meetings_and_other_units_stay_apart(planned: Store) -> None:
    with planned.command("会商") as command:
        command.session.add(Unit(id="other", name="花鸟乡"))
        for unit in ("unit", "other"):
            meeting = command.keyed(Meeting, unit_id=unit, cadence="weekly", period=WEEK, n=1)
            command.session.flush()
            command.session.add(Topic(id=f"topic-{unit}", meeting_id=meeting.id, title="海缆怎么走"))
            command.session.add(Directive(id=f"directive-{unit}", unit_id=unit, what="报海缆方案", week=WEEK))
    assert found(planned, "海缆", "topic", "unit") == ["topic-unit"]
    assert found(planned, "海缆", "directive", "other") == ["directive-other"]
    assert sorted(found(planned, "海缆", "topic", None)) == ["topic-other", "topic-unit"]


def test_the_newest_weeks_come_first_whenever_they_were_written(planned: Store) -> None:
    weeks = ("2023-W20", "2023-W05", "2022-W50")
    ids = {week: write(planned, week=week, progress="推进码头") for week in weeks}
    assert found(planned, "码头") == [ids[week] for week in weeks]
    ids["2023-W30"] = write(planned, week="2023-W30", progress="推进码头")
    assert found(planned, "码头", most=2) == [ids["2023-W30"], ids["2023-W20"]]
    write(planned, week="2022-W50", progress="推进码头收尾")
    assert found(planned, "码头")[-1] == ids["2022-W50"]


def test_weeks_months_halves_and_days_stand_in_their_order() -> None:
    said = ["", "2022", "2022-W50", "2023-W01", "2023-W10", "2023-W30", "2023-W52", "2024-01"]
    assert [order_of(one) for one in said] == sorted(order_of(one) for one in said)
    said = ["2023-07-1", "2023-07-2", "2023-08-1"]
    assert len({order_of(one) for one in said}) == 3
    assert [order_of(one) for one in said] == sorted(order_of(one) for one in said)
    assert order_of("2023-07-28") >= order_of("2023-07-03")


def test_a_damaged_file_and_that_of_another_store_are_built_anew(planned: Store, tmp_path: Path) -> None:
    write(planned, progress="推进码头")
    assert found(planned, "码头") == [REPORT]
    path = planned.folder / search_index.FILE_NAME
    path.write_bytes(b"not a database" * 1000)
    assert found(planned, "码头") == [REPORT]
    with Store.open(tmp_path / "other") as other:
        fill(other)
        shutil.copy(path, other.folder / search_index.FILE_NAME)
        assert found(other, "码头", scope=None) == []
        assert len(found(other, "已完工14个", scope=None)) == 1


def test_an_index_ahead_of_a_restored_store_is_built_anew(planned: Store, tmp_path: Path) -> None:
    with connect(planned.folder / "store.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "early").mkdir()
    shutil.copy(planned.folder / "store.db", tmp_path / "early" / "store.db")
    write(planned, progress="推进码头")
    assert found(planned, "码头") == [REPORT]
    shutil.copy(planned.folder / search_index.FILE_NAME, tmp_path / "early" / search_index.FILE_NAME)
    with Store.open(tmp_path / "early") as early:
        assert found(early, "码头") == []
        assert write(early, progress="另一段话") == REPORT
        assert found(early, "另一段") == [REPORT]


def test_what_was_purged_leaves_the_file(planned: Store) -> None:
    write(planned, progress="不该写的坐标")
    assert found(planned, "坐标") == [REPORT]
    assert "坐" in characters(planned)
    key = FieldKey("report", REPORT, "progress")
    (head,) = planned.heads(key)
    purge(planned, key, head)
    assert found(planned, "坐标") == []
    assert "坐" not in characters(planned)


def characters(store: Store) -> set[str]:
    """Every character that the index holds, whatever row it is of."""
    with closing(sqlite3.connect(store.folder / search_index.FILE_NAME)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, words, row)")
        return {term for (term,) in connection.execute("SELECT term FROM held")}


def purge(store: Store, key: FieldKey, target: ChangeId) -> None:
    """As a purge leaves the log: a change on the field, the purged record and the row without the value."""
    with store.writing() as raw, transaction(raw):
        (lamport,) = raw.execute("SELECT max(lamport) FROM change").fetchone()
        seq = raw.execute("SELECT max(seq) FROM change WHERE origin = ?", (store.origin,)).fetchone()[0]
        last = log.change(raw, ChangeId(store.origin, seq))
        made = replace(
            last, id=ChangeId(store.origin, seq + 1), bases=(), lamport=lamport + 1, entity=key.entity,
            entity_id=key.entity_id, field=key.field, value=state.purge_value([target]),
        )  # fmt: skip
        log.append(raw, [log.sealed(made, last.hash)])
        gone = canonical({"fields": {key.field: state.PURGED}, "key": None, "op": "create"})
        raw.execute("UPDATE change SET value = ?, salt = NULL WHERE origin = ? AND seq = ?", (gone, *target))
        raw.execute("UPDATE report SET progress = '' WHERE id = ?", (key.entity_id,))


def test_a_large_log_is_taken_in_by_slices_and_tells_its_share(planned: Store) -> None:
    for number in range(1, 9):
        write(planned, week=f"2023-W{number:02d}", progress="推进码头")
    shares = []
    with planned.reading() as session:
        connection = raw_connection(session)
        while not search_index.asked(planned.folder, connection, lambda index: index.update(0)):
            shares.append(search_index.asked(planned.folder, connection, lambda index: index.share))
            assert len(shares) < 100
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1]
    assert len(found(planned, "码头")) == 8
