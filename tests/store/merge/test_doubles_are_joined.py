"""Rows that were made twice become one: whoever joins them, in whatever order it travels, no word is lost."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from shengsi_desktop.domain.changes import ROW, FieldKey
from shengsi_desktop.store import keys, log, state
from shengsi_desktop.store.joining import JOIN
from shengsi_desktop.store.recording import head_ids
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import Deliverable, DeliverableValue, Item, PlanMark, Report
from tests.store.merge.test_machines_of_a_unit import assert_as_the_model_says, dump
from tests.store.merge.unit import WEEKS, Machine, made_template

if TYPE_CHECKING:
    from shengsi_desktop.store.columns import Synced

A, B, C = "double-a", "double-b", "double-c"
FIELDS = ("progress", "problems", "next_plan")


def two_of_one(machine: Machine) -> None:
    with machine.store.command("新增") as command:
        command.session.add(Item(id=A, plan_id="plan", title="码头"))
        command.session.add(Item(id=B, plan_id="plan", title="码头"))


def join(machine: Machine, kept: str = A, other: str = B) -> None:
    with machine.store.command(f"{JOIN}事项") as command:
        command.join("item", kept, [other])


def write(machine: Machine, what: type[Synced], field: str, text: Any, **key: Any) -> None:
    with machine.store.command("填报") as command:
        row = command.keyed(what, **key)
        setattr(row, field, text)


def report(machine: Machine, item: str, week: str, field: str, text: str) -> None:
    write(machine, Report, field, text, item_id=item, unit_id="unit", week=week)


def exchange(*machines: Machine) -> None:
    for target in machines:
        for source in machines:
            if source is not target:
                target.receive(source.log())


def living(machine: Machine, what: type[Synced]) -> list[Any]:
    with machine.store.reading() as session:
        return sorted(
            session.exec(select(what).where(col(what.dead).is_(False))).all(), key=lambda row: row.id
        )


def said(machine: Machine, key: FieldKey) -> tuple[str, ...]:
    """What the field shows first, and what it says beside that."""
    row = shapes()[key.entity].read(machine.store._raw, key.entity_id)
    assert row is not None
    shown = str(row[key.field])
    return (shown, *(one for one in machine.store.conflict(key) if one != shown))


def words(machine: Machine) -> set[str]:
    """Every text that a person can see in a living row: shown, or as the other side of a conflict."""
    found: set[str] = set()
    with machine.store.writing() as raw:
        for name, shape in shapes().items():
            for (row_id,) in raw.execute(f'SELECT id FROM "{name}" WHERE dead = 0').fetchall():
                for field, ids in head_ids(raw, name, row_id).items():
                    if field == ROW or field not in shape.fields:
                        continue
                    for one in ids:
                        found.add(str(state.written_value(log.change(raw, one), field)))
    return found - {"", "None"}


def agree(*machines: Machine) -> None:
    """The machines show the same, and it is what the records say."""
    for machine in machines:
        assert_as_the_model_says(machine)
    assert all(dump(machine) == dump(machines[0]) for machine in machines)


def whole(machine: Machine) -> dict[str, list[tuple[Any, ...]]]:
    """All living rows of all tables."""
    with machine.store.writing() as raw:
        return {
            name: raw.execute(f'SELECT * FROM "{name}" WHERE dead = 0 ORDER BY id').fetchall()
            for name in shapes()
        }


def test_reports_of_other_weeks_move_and_those_of_one_week_merge_by_field(office: Machine) -> None:
    two_of_one(office)
    report(office, A, WEEKS[0], "progress", "打桩")
    report(office, B, WEEKS[0], "progress", "浇筑")
    report(office, B, WEEKS[0], "problems", "缺料")
    report(office, B, WEEKS[1], "progress", "封顶")
    join(office)
    rows = {row.week: row for row in living(office, Report)}
    assert {row.item_id for row in rows.values()} == {A}
    assert (rows[WEEKS[0]].problems, rows[WEEKS[1]].progress) == ("缺料", "封顶")
    key = FieldKey("report", rows[WEEKS[0]].id, "progress")
    assert said(office, key) == ("打桩", "浇筑")
    assert [row.id for row in living(office, Item)] == [A, "i1"]


def test_values_and_marks_go_along_with_what_they_hang_on(office: Machine) -> None:
    two_of_one(office)
    with office.store.command("新增") as command:
        for place, (row_id, item, name) in enumerate(
            (("da", A, "泊位"), ("db", B, "泊位"), ("dc", B, "栈桥"))
        ):
            command.session.add(Deliverable(id=row_id, item_id=item, name=name, ordinal=place))
    write(office, DeliverableValue, "words", "两个", deliverable_id="db", unit_id="unit", week=WEEKS[0])
    write(office, DeliverableValue, "words", "半座", deliverable_id="dc", unit_id="unit", week=WEEKS[0])
    report(office, B, WEEKS[0], "next_plan", "验收")
    at = keys.report_id(B, "unit", WEEKS[0])
    write(office, PlanMark, "mark", "done", report_id=at, line="验收", occurrence=0)
    join(office)
    assert {(row.id, row.item_id) for row in living(office, Deliverable)} == {
        ("d1", "i1"),
        ("da", A),
        ("dc", A),
    }
    assert {(row.deliverable_id, row.words) for row in living(office, DeliverableValue)} == {
        ("da", "两个"),
        ("dc", "半座"),
    }
    (mark,) = living(office, PlanMark)
    assert (mark.report_id, mark.mark) == (keys.report_id(A, "unit", WEEKS[0]), "done")


def test_a_conflict_goes_along_with_all_that_it_says(office: Machine, laptop: Machine) -> None:
    two_of_one(office)
    report(office, B, WEEKS[0], "progress", "起初")
    exchange(office, laptop)
    report(office, B, WEEKS[0], "progress", "办公室说")
    report(laptop, B, WEEKS[0], "progress", "岛上说")
    exchange(office, laptop)
    report(office, A, WEEKS[0], "progress", "另一项说")
    join(office)
    (row,) = living(office, Report)
    assert set(said(office, FieldKey("report", row.id, "progress"))) == {"另一项说", "办公室说", "岛上说"}
    assert row.progress == "另一项说"


def test_a_join_is_undone_and_done_again_as_one(office: Machine) -> None:
    two_of_one(office)
    with office.store.command("新增") as command:
        command.session.add(Deliverable(id="db", item_id=B, name="泊位"))
    report(office, A, WEEKS[0], "progress", "打桩")
    report(office, B, WEEKS[0], "progress", "浇筑")
    report(office, B, WEEKS[1], "progress", "封顶")
    before = whole(office)
    join(office)
    after = whole(office)
    assert office.store.undo() == (f"{JOIN}事项", 0)
    assert whole(office) == before
    assert said(office, FieldKey("report", keys.report_id(A, "unit", WEEKS[0]), "progress")) == ("打桩",)
    office.store.redo()
    assert whole(office) == after
    agree(office)


def test_two_machines_that_join_the_same_pair_at_once_come_to_the_same(
    office: Machine, laptop: Machine
) -> None:
    two_of_one(office)
    report(office, A, WEEKS[0], "progress", "打桩")
    report(office, B, WEEKS[0], "progress", "浇筑")
    report(office, B, WEEKS[1], "problems", "缺料")
    exchange(office, laptop)
    join(office)
    join(laptop)
    exchange(office, laptop)
    agree(office, laptop)
    for machine in (office, laptop):
        assert [row.id for row in living(machine, Item)] == [A, "i1"]
        assert {"打桩", "浇筑", "缺料"} <= words(machine)
        key = FieldKey("report", keys.report_id(A, "unit", WEEKS[0]), "progress")
        assert said(machine, key) == ("打桩", "浇筑")


def test_what_comes_late_revives_the_row_and_joining_again_moves_that_alone(
    office: Machine, laptop: Machine
) -> None:
    two_of_one(office)
    report(office, A, WEEKS[0], "progress", "打桩")
    report(office, B, WEEKS[0], "progress", "浇筑")
    exchange(office, laptop)
    join(office)
    settled = FieldKey("report", keys.report_id(A, "unit", WEEKS[0]), "progress")
    with office.store.command("处理分歧") as command:
        command.settle(command.session.get_one(Report, settled.entity_id), "progress", "打桩并浇筑")
    report(laptop, B, WEEKS[0], "problems", "岛上缺水")
    report(laptop, B, WEEKS[1], "progress", "封顶")
    exchange(office, laptop)
    assert B in {row.id for row in living(office, Item)}
    join(office)
    assert [row.id for row in living(office, Item)] == [A, "i1"]
    rows = {row.week: row for row in living(office, Report)}
    assert said(office, settled) == ("打桩并浇筑",)
    assert (rows[WEEKS[0]].problems, rows[WEEKS[1]].progress) == ("岛上缺水", "封顶")
    exchange(office, laptop)
    agree(office, laptop)


def test_a_row_that_was_deleted_for_another_reason_brings_all_its_words(
    office: Machine, laptop: Machine
) -> None:
    two_of_one(office)
    report(office, B, WEEKS[0], "progress", "浇筑")
    exchange(office, laptop)
    with office.store.command("删除") as command:
        command.session.delete(command.session.get_one(Item, B))
    report(laptop, B, WEEKS[0], "problems", "缺料")
    exchange(office, laptop)
    join(office)
    (row,) = living(office, Report)
    assert (row.item_id, row.progress, row.problems) == (A, "浇筑", "缺料")


places = st.integers(0, 1)
doubles = st.sampled_from((A, B, C))
edits = st.tuples(
    places, doubles, st.sampled_from(WEEKS), st.sampled_from((*FIELDS, "title", "part", "same", "value"))
)
joins = st.tuples(st.just("join"), places, st.sets(doubles, min_size=2))
others = st.tuples(st.sampled_from(("exchange", "undo")), places)
deeds = st.lists(st.one_of(edits, edits, joins, others), max_size=16)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("doubles")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        return made_template(room / "template")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(done=deeds)
def test_no_typed_word_is_lost_whatever_is_joined_undone_and_exchanged(
    template: Path, done: list[Any]
) -> None:
    with tempfile.TemporaryDirectory() as room, pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "SHENGSI_CONFIG", str(Path(room) / "config"))
        machines = [Machine(Path(room) / f"m{n}", template) for n in range(2)]
        try:
            _all_words_stay(machines, done)
        finally:
            for machine in machines:
                machine.store.close()


def _all_words_stay(machines: list[Machine], done: list[Any]) -> None:
    two_of_one(machines[0])
    with machines[0].store.command("新增") as command:
        command.session.add(Item(id=C, plan_id="plan", title="码头"))
    exchange(*machines)
    typed: set[str] = set()
    for count, deed in enumerate(done):
        if deed[0] == "exchange":
            exchange(*machines)
        elif deed[0] == "join":
            _joins(machines[deed[1]], deed[2])
        elif deed[0] == "undo":
            if (machines[deed[1]].store.undo_name() or "").startswith(JOIN):
                machines[deed[1]].store.undo()
        else:
            place, item, week, field = deed
            _types(machines[place], item, week, field, f"第{count}句", typed)
    exchange(*machines)
    for machine in machines:
        _joins(machine, {A, B, C})
    exchange(*machines)
    agree(*machines)
    for machine in machines:
        assert typed <= words(machine)
        assert len({A, B, C} & {row.id for row in living(machine, Item)}) == 1


def _joins(machine: Machine, wanted: set[str]) -> None:
    there = sorted(wanted & {row.id for row in living(machine, Item)})
    if len(there) > 1:
        before = (whole(machine), words(machine))
        with machine.store.command(f"{JOIN}事项") as command:
            command.join("item", there[0], there[1:])
        after = (whole(machine), words(machine))
        machine.store.undo()
        assert (whole(machine), words(machine)) == before
        machine.store.redo()
        assert (whole(machine), words(machine)) == after


def _types(machine: Machine, item: str, week: str, field: str, text: str, typed: set[str]) -> None:
    """A person types into what there is to be seen; what stood there, and was seen, is gone by that person's will."""
    if item not in {row.id for row in living(machine, Item)}:
        return
    parts = [row for row in living(machine, Deliverable) if row.item_id == item]
    if field in ("part", "same"):
        name = text if field == "part" else "泊位"
        with machine.store.command("新增") as command:
            command.session.add(Deliverable(item_id=item, name=name, text=text))
    elif field == "title":
        with machine.store.command("修改") as command:
            row = command.session.get_one(Item, item)
            typed.discard(row.title)
            row.title = text
    elif field == "value":
        if not parts:
            return
        key = {"deliverable_id": parts[-1].id, "unit_id": "unit", "week": week}
        there = [row for row in living(machine, DeliverableValue) if row.deliverable_id == parts[-1].id]
        typed.difference_update(row.words for row in there if row.week == week)
        write(machine, DeliverableValue, "words", text, **key)
    else:
        there = [row for row in living(machine, Report) if (row.item_id, row.week) == (item, week)]
        typed.difference_update(getattr(row, field) for row in there)
        report(machine, item, week, field, text)
    typed.add(text)
