"""Some machines of one unit: real stores, what people do at them, and packages that travel between them."""

from __future__ import annotations

import shutil
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Self

import pytest
from sqlmodel import col, select

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.store import drafts, keys, log, recording
from shengsi_desktop.store.merging import Merged, merge
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.tables import (
    Deliverable,
    DeliverableValue,
    Directive,
    Item,
    Meeting,
    Plan,
    Report,
    Topic,
    Unit,
)

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from shengsi_desktop.domain.changes import Change, ChangeId
    from shengsi_desktop.store.columns import Synced

#: the text of each table that people type
TEXTS: dict[type[Synced], str] = {
    Item: "title",
    Report: "progress",
    Topic: "notes",
    Directive: "what",
    Meeting: "conclusion",
    DeliverableValue: "words",
}
WEEKS = ("2023-W30", "2023-W31")


class WrongClock(datetime):
    """A clock that is years off."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz).replace(year=2031)


def made_template(folder: Path) -> Path:
    """The store that every machine begins with; its log is theirs from the start."""
    with Store.open(folder) as store, store.command("导入方案") as command:
        command.session.add(Plan(id="plan", current=True))
        command.session.add(Unit(id="unit", name="县文广旅体局"))
        command.session.add(Item(id="i1", plan_id="plan", title="开头"))
        command.session.add(Deliverable(id="d1", item_id="i1"))
    return folder / "store.db"


class Machine:
    """One store in a folder of its own; a copy of the template goes on under an origin of its own."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.folder = folder
        folder.mkdir()
        shutil.copy(template, folder / "store.db")
        self.store = Store.open(folder)
        self.kept: bytes | None = None
        self.loaded: dict[FieldKey, tuple[ChangeId, ...]] = {}
        self.late = False

    def log(self) -> list[Change]:
        with self.store.writing() as connection:
            return list(log.all_changes(connection))

    def rows(self, model: type[Synced], *, dead: bool = False) -> list[Any]:
        with self.store.reading() as session:
            found = session.exec(select(model).where(col(model.dead).is_(dead))).all()
        return sorted(found, key=lambda row: row.id)

    def write(self, model: type[Synced], n: int, text: str, *, stale: bool) -> None:
        """Type into a row, over what is shown or over what was loaded some time ago."""
        rows = self.rows(model)
        if rows:
            row_id, field = rows[n % len(rows)].id, TEXTS[model]
            key = FieldKey(str(model.__tablename__), row_id, field)
            with pytest.MonkeyPatch.context() as patch:
                if self.late:
                    patch.setattr(recording, "datetime", WrongClock)
                with self.store.command("修改") as command:
                    if stale and key in self.loaded:
                        command.bases[key] = self.loaded[key]
                    else:
                        self.loaded[key] = self.store.heads(key)
                    setattr(command.session.get_one(model, row_id), field, text)

    def make(self, what: int, n: int, text: str) -> None:
        """A new row: report, value, meeting with topic, directive or item."""
        items = self.rows(Item)
        item_id = items[n % len(items)].id if items else None
        with self.store.command("新增") as command:
            if what == 0 and item_id:
                key = {"item_id": item_id, "unit_id": "unit", "week": WEEKS[n % 2]}
                command.keyed(Report, **key).progress = text
            elif what == 1 and any(row.id == "d1" for row in self.rows(Deliverable)):
                key = {"deliverable_id": "d1", "unit_id": "unit", "week": WEEKS[n % 2]}
                command.keyed(DeliverableValue, **key).words = text
            elif what == 2:
                key = {"unit_id": "unit", "cadence": "weekly", "period": WEEKS[n % 2]}
                meeting = command.keyed(Meeting, **key, n=1)
                topics = self.rows(Topic)
                before = topics[n % len(topics)].id if topics else None
                topic = Topic(meeting_id=meeting.id, notes=text, item_id=item_id, origin_id=before)
                command.session.add(topic)
            elif what == 3:
                command.session.add(Directive(unit_id="unit", what=text, item_id=item_id))
            else:
                command.session.add(Item(plan_id="plan", title=text))

    def draft(self, n: int, text: str) -> None:
        """Words that are typed and not yet a change."""
        items = self.rows(Item)
        if items:
            row_key = {"item_id": items[n % len(items)].id, "unit_id": "unit", "week": WEEKS[n % 2]}
            key = FieldKey("report", keys.report_id(*row_key.values()), "progress")
            drafts.put(self.store, key, row_key, text, self.store.heads(key))

    def delete(self, model: type[Synced], n: int) -> None:
        rows = self.rows(model)
        if rows:
            with self.store.command("删除") as command:
                command.session.delete(command.session.get_one(model, rows[n % len(rows)].id))

    def undelete(self, model: type[Synced], n: int) -> None:
        rows = self.rows(model, dead=True)
        if rows:
            with self.store.command("恢复") as command:
                command.session.get_one(model, rows[n % len(rows)].id).dead = False

    def receive(self, package: list[Change], *, bring_back: bool = False) -> Merged:
        return merge(self.store, package, name="收入同步包（来自另一台）", bring_back=bring_back)

    def keep(self) -> None:
        self.store.close()
        self.kept = (self.folder / "store.db").read_bytes()
        self.store = Store.open(self.folder)

    def restore(self) -> None:
        """An old copy is put back; what was written since is lost here, not elsewhere."""
        if self.kept is not None:
            self.store.close()
            for name in ("store.db", "store.db-wal", "store.db-shm"):
                (self.folder / name).unlink(missing_ok=True)
            (self.folder / "store.db").write_bytes(self.kept)
            self.store = Store.open(self.folder)
            self.loaded.clear()


def spoiled(package: list[Change], how: int, chance: random.Random) -> list[Change]:
    """A package as it arrives: whole, doubled, in no order, cut off, or with holes."""
    found = list(package)
    if how == 1:
        return found + found[: len(found) // 2]
    if how == 2:
        chance.shuffle(found)
    if how == 3:
        return found[: chance.randint(0, len(found))]
    if how == 4:
        return [change for change in found if chance.random() < 0.6]
    return found
