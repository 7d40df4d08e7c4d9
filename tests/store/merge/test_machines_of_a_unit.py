"""Whatever happens at the machines of a unit and between them: in the end all show the same, and no word is lost."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.store.checking import check_chains, check_tables
from shengsi_desktop.store.shapes import shapes
from tests.store.merge import model
from tests.store.merge.unit import TEXTS, Machine, made_template, spoiled

MODELS = sorted(TEXTS, key=lambda found: found.__name__)
numbers = st.integers(0, 7)
places = st.integers(0, 4)
models = st.sampled_from(MODELS)


class UnitOfMachines(RuleBasedStateMachine):
    """Three to five machines, and the packages under way."""

    template: ClassVar[Path | None] = None

    def __init__(self) -> None:
        super().__init__()
        self.room = Path(tempfile.mkdtemp())
        self.before = os.environ.get("SHENGSI_CONFIG")
        os.environ["SHENGSI_CONFIG"] = str(self.room / "config")
        self.machines: list[Machine] = []
        self.packages: list[list[Any]] = []
        self.count = 0

    @initialize(count=st.integers(3, 5))
    def machines_are_set_up(self, count: int) -> None:
        template = made_template(self.room / "template")
        self.machines = [Machine(self.room / f"m{n}", template) for n in range(count)]

    def at(self, place: int) -> Machine:
        return self.machines[place % len(self.machines)]

    def text(self) -> str:
        self.count += 1
        return f"第{self.count}句"

    @rule(place=places, kind=models, n=numbers, stale=st.booleans())
    def somebody_types(self, place: int, kind: Any, n: int, stale: bool) -> None:
        self.at(place).write(kind, n, self.text(), stale=stale)

    @rule(place=places, what=st.integers(0, 4), n=numbers)
    def somebody_adds_a_row(self, place: int, what: int, n: int) -> None:
        self.at(place).make(what, n, self.text())

    @rule(place=places, n=numbers)
    def somebody_is_still_typing(self, place: int, n: int) -> None:
        self.at(place).draft(n, self.text())

    @rule(place=places, kind=models, n=numbers, back=st.booleans())
    def somebody_deletes_or_undeletes(self, place: int, kind: Any, n: int, back: bool) -> None:
        (self.at(place).undelete if back else self.at(place).delete)(kind, n)

    @rule(place=places, again=st.booleans())
    def somebody_undoes_or_redoes(self, place: int, again: bool) -> None:
        (self.at(place).store.redo if again else self.at(place).store.undo)()

    @rule(place=places)
    def a_clock_is_wrong(self, place: int) -> None:
        self.at(place).late = not self.at(place).late

    @rule(place=places, put_back=st.booleans())
    def a_backup_is_made_or_put_back(self, place: int, put_back: bool) -> None:
        (self.at(place).restore if put_back else self.at(place).keep)()

    @rule(place=places)
    def a_package_is_made(self, place: int) -> None:
        self.packages.append(self.at(place).log())

    @rule(place=places, n=numbers, how=st.integers(0, 4), seed=st.integers(0, 99))
    def a_package_arrives(self, place: int, n: int, how: int, seed: int) -> None:
        if self.packages:
            package = spoiled(self.packages[n % len(self.packages)], how, random.Random(seed))
            machine = self.at(place)
            machine.receive(package)
            shown = dump(machine)
            assert machine.receive(package).arrived == 0
            assert dump(machine) == shown
            machine.loaded.clear()

    def teardown(self) -> None:
        try:
            if self.machines:
                self.everybody_gets_everything()
        finally:
            for machine in self.machines:
                machine.store.close()
            shutil.rmtree(self.room, ignore_errors=True)
            if self.before is None:
                del os.environ["SHENGSI_CONFIG"]
            else:
                os.environ["SHENGSI_CONFIG"] = self.before

    def everybody_gets_everything(self) -> None:
        for machine in self.machines:
            assert_as_the_model_says(machine)
        # a merge flushes drafts: the second turn brings what the first made of them
        for _ in range(2):
            logs = [machine.log() for machine in self.machines] + self.packages
            for machine in self.machines:
                for package in logs:
                    machine.receive(package, bring_back=True)
        for machine in self.machines:
            assert_as_the_model_says(machine)
            assert_no_word_is_missing(machine)
        first, *others = [dump(machine) for machine in self.machines]
        assert all(other == first for other in others)


def dump(machine: Machine) -> dict[str, list[Any]]:
    with machine.store.writing() as connection:
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
            for name in (*shapes(), "head", "waiting_row")
        }


def assert_as_the_model_says(machine: Machine) -> None:
    """The tables are what the records say, by the plain model, by a rebuild, and by the chains."""
    with machine.store.writing() as connection:
        said = model.tables(model.records(connection))
        there = {
            (name, row_id): not dead
            for name in shapes()
            for row_id, dead in connection.execute(f'SELECT id, dead FROM "{name}"')
        }
        assert there == {name: found["alive"] for name, found in said.items()}
        for (entity, row_id), found in said.items():
            row = shapes()[entity].read(connection, row_id)
            assert row is not None
            for field, value in found["values"].items():
                default = shapes()[entity].defaults.get(field)
                assert row[field] == (default if value is None else value), (entity, row_id, field)
        assert check_tables(connection) == []
        assert check_chains(connection) == []
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def assert_no_word_is_missing(machine: Machine) -> None:
    """Every text that a person typed is shown, stands in a conflict, or was typed over or deleted by who saw it."""
    with machine.store.writing() as connection:
        log = model.records(connection)
    for (entity, row_id), those in model.by_row(log).items():
        row = model.row(those)
        for field, heads in row["heads"].items():
            if field == "_row":
                continue
            assert model.unreached(those, field) == []
            key = FieldKey(entity, row_id, field)
            seen = set(machine.store.conflict(key))
            with machine.store.writing() as connection:
                shown = shapes()[entity].read(connection, row_id)
            assert shown is not None
            for head in heads:
                value = model.value_in(head, field)
                if isinstance(value, str) and field in TEXTS.values():
                    assert value == shown[field] or value in seen
            if shown["dead"]:
                assert all((head["origin"], head["seq"]) in row["seen"] for head in heads)


TestUnitOfMachines = UnitOfMachines.TestCase
TestUnitOfMachines.settings = settings(
    max_examples=int(os.environ.get("SHENGSI_MERGE_EXAMPLES", "12")),
    stateful_step_count=int(os.environ.get("SHENGSI_MERGE_STEPS", "25")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
