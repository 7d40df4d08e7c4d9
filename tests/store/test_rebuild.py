"""The log alone gives back the heads and every synced row, whatever commands were made."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.changes import ChangeId, FieldKey
from shengsi_desktop.store import drafts, keys, log, state
from shengsi_desktop.store.connection import transaction
from shengsi_desktop.store.rebuild import rebuild
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.shapes import parent_of, shapes
from shengsi_desktop.store.tables import (
    Deliverable,
    DeliverableValue,
    Direction,
    Item,
    Plan,
    Report,
    Task,
    Unit,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from shengsi_desktop.store.columns import Synced

PLACES: list[tuple[type[Synced], str]] = [
    (Task, "t1"),
    (Task, "t2"),
    (Item, "i1"),
    (Item, "i2"),
    (Deliverable, "d1"),
    (Deliverable, "d2"),
]
DEEDS = (
    "make",
    "rename",
    "stale",
    "delete",
    "undelete",
    "move",
    "report",
    "value",
    "draft",
    "undo",
    "redo",
    "old",
)
step = st.tuples(st.sampled_from(DEEDS), st.integers(0, 5), st.integers(0, 5), st.booleans())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(folder / "config"))
        with Store.open(folder) as store, store.command("起头") as command:
            command.session.add(Plan(id="plan", current=True))
            command.session.add(Direction(id="dir", plan_id="plan"))
            command.session.add(Unit(id="unit", name="县发改局"))
            for model, row_id in PLACES:
                if row_id != "d2":
                    command.session.add(model(id=row_id, **parent(model, 1)))
        yield folder / "store.db"


def dump(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    return {
        name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in (*shapes(), "head")
    }


def parent(model: type[Synced], n: int) -> dict[str, Any]:
    if model is Task:
        return {"plan_id": "plan", "direction_id": "dir"}
    if model is Item:
        return {"plan_id": "plan", "task_id": (None, "t1", "t2")[n % 3]}
    return {"item_id": ("i1", "i2")[n % 2]}


class Player:
    """Makes commands of random steps; a step that has nothing to work on does nothing."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.batches: list[str] = []
        self.loaded: dict[FieldKey, tuple[ChangeId, ...]] = {}

    def play(self, deed: str, n: int, m: int, twice: bool) -> None:
        if deed in {"undo", "redo"}:
            getattr(self.store, deed)()
        elif deed == "old" and self.batches:
            self.store.undo(self.batches[m % len(self.batches)])
        elif deed == "draft":
            key = {"item_id": PLACES[2 + n % 2][1], "unit_id": "unit", "week": f"2023-W1{m}"}
            if self.there(Item, key["item_id"]):
                field = FieldKey("report", keys.report_id(*key.values()), "progress")
                drafts.put(self.store, field, key, f"草稿{n}{m}", self.loaded.get(field, ()))
        else:
            with self.store.command(deed) as command:
                self.act(command, deed, n, m)
                if twice:
                    command.session.flush()
                    self.act(command, "rename", n, m + 1)
            self.batches.append(command.batch)

    def act(self, command: Any, deed: str, n: int, m: int) -> None:
        model, row_id = PLACES[n]
        row = command.session.get(model, row_id)
        if deed == "report" and self.there(Item, "i1", command.session):
            command.keyed(Report, item_id="i1", unit_id="unit", week=f"2023-W1{m}").progress = f"进展{n}"
        elif deed == "value" and self.there(Deliverable, "d1", command.session):
            key = {"deliverable_id": "d1", "unit_id": "unit", "week": "2023-W10"}
            command.keyed(DeliverableValue, **key).value = str(m)
        elif deed == "make" and row is None and self.parent_there(command.session, model, m):
            command.session.add(model(id=row_id, title=f"新{m}", name=f"新{m}", **parent(model, m)))
        elif row is None:
            return
        elif deed in {"rename", "stale"}:
            field = "name" if model is Deliverable else "title"
            key = FieldKey(str(model.__tablename__), row_id, field)
            if deed == "stale" and key in self.loaded:
                command.bases[key] = self.loaded[key]
            else:
                self.loaded[key] = self.store.heads(key)
            setattr(row, field, f"名{m}")
        elif deed == "delete" and not row.dead:
            command.session.delete(row)
        elif deed == "undelete":
            row.dead = False
        elif deed == "move" and model is not Task and self.parent_there(command.session, model, m):
            for field, value in parent(model, m).items():
                setattr(row, field, value)

    def parent_there(self, session: Any, model: type[Synced], m: int) -> bool:
        wanted = parent(model, m)
        if model is Item:
            return wanted["task_id"] is None or self.there(Task, wanted["task_id"], session)
        return model is Task or self.there(Item, wanted["item_id"], session)

    def there(self, model: type[Synced], row_id: str, session: Any = None) -> bool:
        if session is not None:
            return session.get(model, row_id) is not None
        with self.store.reading() as reading:
            return reading.get(model, row_id) is not None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, min_size=5, max_size=30))
def test_what_the_commands_left_is_what_the_log_says(template: Path, steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(template, Path(name) / "store.db")
        with Store.open(Path(name)) as store:
            player = Player(store)
            for one in steps:
                player.play(*one)
            drafts.flush(store)
            with store.writing() as connection:
                live = dump(connection)
                changes = list(log.all_changes(connection))
                assert log.verify(changes) == []
                assert_equal_to_state(live, changes)
                with transaction(connection):
                    rebuild(connection)
                assert dump(connection) == live


def assert_equal_to_state(live: dict[str, list[Any]], changes: list[Any]) -> None:
    said = {name: row.alive for name, row in state.rows(changes, frozenset(), parent_of()).items()}
    # id and dead are the first columns of every synced table
    assert {(name, row[0]): not row[1] for name in shapes() for row in live[name]} == said
