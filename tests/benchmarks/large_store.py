"""The large store of the benchmarks: `python -m tests.benchmarks.large_store FOLDER`.

10 plan years, 500 items and 60 units in each, 52 weeks: 260,000 reports, 20,000 directives, 1.5 million changes.
All words are made up (演示数据), the same each time. The desk is 县文广旅体局 with a twelfth of the items. One
origin has made it all; chains, salts, and heads are as the store itself would have them.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import setting_up
from shengsi_desktop.store import keys
from shengsi_desktop.store.connection import connect, store_file, transaction
from shengsi_desktop.store.sessions import Store
from tests.benchmarks import bulk_log, made_up
from tests.benchmarks.bulk_log import BulkLog

if TYPE_CHECKING:
    import sqlite3

    from tests.benchmarks.bulk_log import Line

UNIT = "县文广旅体局"
LAST_YEAR = 2023
ORIGIN = "0190a000-0000-7000-8000-00000000d35c"
_KINDS = ("quantity", "ratio", "milestone", "quantity", "standing")
_COMPARATORS = {"quantity": "≥", "ratio": "≥", "milestone": "words", "standing": "words"}
_STAGES = '["调研","初稿","征求意见","送审","印发"]'


@dataclass(frozen=True, slots=True)
class Size:
    """How much of it. `directives` are shared out evenly over the weeks."""

    years: int = 10
    items: int = 500
    units: int = 60
    weeks: int = 52
    directives: int = 20_000

    @property
    def reports(self) -> int:
        """One for each item and week."""
        return self.years * self.items * self.weeks


LARGE = Size()
SMALL = Size(years=2, items=24, units=12, weeks=4, directives=40)


@dataclass(frozen=True, slots=True)
class _Work:
    """An item that is reported of."""

    id: str
    unit_id: str
    deliverable_id: str
    kind: str


class _Maker:
    def __init__(self, connection: sqlite3.Connection, size: Size) -> None:
        self.size = size
        self.desk = setting_up.the_unit(UNIT).id
        self.log = BulkLog(connection, ORIGIN, self.desk, "张某")
        self.chance = random.Random(20230101)
        self.units: list[str] = []
        self.given = 0

    def make(self) -> str:
        """All of it; the id of the newest plan."""
        self.log.command("首次设置", f"{LAST_YEAR - self.size.years + 1}-01-01T09:00:00+08:00")
        self._directory()
        plan_id = ""
        for year in range(LAST_YEAR - self.size.years + 1, LAST_YEAR + 1):
            self.log.command(f"导入{year}年行动方案", f"{year}-01-02T09:00:00+08:00")
            plan_id, works = self._plan(year)
            before: dict[str, Line] = {}
            for number in range(1, self.size.weeks + 1):
                week = f"{year}-W{number:02d}"
                friday = parse_week(week, setting_up.WeekRhythm()).last - timedelta(days=2)
                for work in works:
                    before[work.id] = self._report(work, week, number, friday, before.get(work.id))
                self._meetings(week, friday, works)
            self.log.put(*before.values())
        self.log.close()
        return plan_id

    def _directory(self) -> None:
        log, put = self.log, self.log.put
        shipped = setting_up.directory()
        first = [one.id for one in shipped].index(self.desk)
        for place in range(self.size.units):
            if place < len(shipped):
                unit = shipped[(place + first) % len(shipped)]
                values = {"name": unit.name, "kind": unit.kind.value, "initials": unit.initials}
            else:
                values = {"name": f"演示单位{place}", "kind": "enterprise"}
            unit_id = unit.id if place < len(shipped) else log.new_id()
            put(log.create("unit", unit_id, **values, ordinal=place + 1))
            self.units.append(unit_id)
        put(log.create("unit_rhythm", self.desk, meeting_weekday=4))
        put(log.create("light_rule", "default-v1", name="默认亮灯规则v1", current=True))

    def _plan(self, year: int) -> tuple[str, list[_Work]]:
        log, chance, count = self.log, self.chance, self.size.items
        texts = [made_up.sentences(chance, made_up.PLANS, 2) for _ in range(count)]
        plan_id = log.new_id()
        source = "".join(texts)
        log.put(
            log.create(
                "plan", plan_id, issuer="嵊泗县", year=year, title=f"{year}年行动方案（演示数据）",
                source_text=source, source_sha256=hashlib.sha256(source.encode()).hexdigest(),
                current=year == LAST_YEAR,
            )
        )  # fmt: skip
        works, at, direction, task = [], 0, "", ""
        for place, text in enumerate(texts):
            if place % 100 == 0:
                direction = log.new_id()
                number = "一二三四五"[place // 100 % 5]
                named = {"plan_id": plan_id, "number": number, "title": f"方向{number}"}
                log.put(log.create("direction", direction, ordinal=place // 100 + 1, **named))
            if place % 10 == 0:
                task = log.new_id()
                number = str(place // 10 + 1)
                named = {"plan_id": plan_id, "number": number, "title": made_up.name(chance)}
                log.put(log.create("task", task, direction_id=direction, ordinal=place // 10 + 1, **named))
            works.append(self._item(plan_id, task, place, text, at, year))
            at += len(text)
        return plan_id, works

    def _item(self, plan_id: str, task: str, place: int, text: str, at: int, year: int) -> _Work:
        log, chance = self.log, self.chance
        item, deliverable, kind = log.new_id(), log.new_id(), _KINDS[place % len(_KINDS)]
        number = f"{place // 10 + 1}-{place % 10 + 1}"
        span = {"start_at": at, "end_at": at + len(text)}
        unit = self.units[0] if place % 12 == 0 else self.units[place % len(self.units)]
        other = self.units[(place + 7) % len(self.units)]
        put = log.put
        put(
            log.create(
                "item", item, plan_id=plan_id, task_id=task, ordinal=place, number=number,
                title=made_up.name(chance), text=text, due=f"{year}-12-31", **span,
            ),
            log.create(
                "deliverable", deliverable, item_id=item, ordinal=1, number=f"{number}.1", kind=kind,
                name=made_up.name(chance), text=text[:20], comparator=_COMPARATORS[kind], due=f"{year}-12-31",
                by_time=True, **self._target(kind), **span,
            ),
        )  # fmt: skip
        for rank, owner in enumerate(dict.fromkeys((unit, other))):
            key = {"item_id": item, "written": f"单位{self.units.index(owner)}"}
            role = "support" if rank else "lead"
            row_id = keys.assignment_id(item, key["written"])
            put(log.create("assignment", row_id, key, unit_id=owner, role=role, ordinal=rank))
        if place % 10 == 0:
            for month in range(1, 13):
                key = {"deliverable_id": deliverable, "period": f"{year}-{month:02d}"}
                put(log.create("plan_point", keys.plan_point_id(*key.values()), key, planned=str(month * 4)))
        return _Work(item, unit, deliverable, kind)

    def _target(self, kind: str) -> dict[str, Any]:
        if kind == "milestone":
            return {"stages": _STAGES}
        return {} if kind == "standing" else {"target": "52", "unit": "个" if kind == "quantity" else "%"}

    def _report(self, work: _Work, week: str, number: int, day: date, before: Line | None) -> Line:
        """What was said of an item in a week: typed, set right, and the mark on last week's plan."""
        log, chance = self.log, self.chance
        if before is not None:
            log.put(before)
        log.command("填报", f"{day}T10:{number:02d}:00+08:00")
        key = {"item_id": work.id, "unit_id": work.unit_id, "week": week}
        progress = made_up.sentences(chance, made_up.DONE, 2 + number % 2)
        line = log.create("report", keys.report_id(*key.values()), key, progress=progress)
        log.edit(line, "next_plan", made_up.sentences(chance, made_up.PLANS, 2, "\n"))
        if chance.random() < 0.55:
            log.edit(line, "problems", made_up.sentences(chance, made_up.PROBLEMS, 1))
        if chance.random() < 0.5:
            log.command("填报", f"{day}T16:{number:02d}:00+08:00")
            log.edit(line, "progress", made_up.sentences(chance, made_up.DONE, 2))
        if chance.random() < 0.1:
            log.edit(line, "expected", made_up.sentences(chance, made_up.PLANS, 1))
        if work.kind != "standing":
            log.put(self._value(work, week, number))
        if before is not None and chance.random() < 0.6:
            planned = before.values["next_plan"].split("\n")[0]
            of = {"report_id": before.id, "line": planned, "occurrence": 0}
            log.put(log.create("plan_mark", keys.plan_mark_id(before.id, planned, 0), of, mark="done"))
        return line

    def _value(self, work: _Work, week: str, number: int) -> Line:
        key = {"deliverable_id": work.deliverable_id, "unit_id": work.unit_id, "week": week}
        row_id = keys.deliverable_value_id(*key.values())
        if work.kind == "milestone":
            return self.log.create("deliverable_value", row_id, key, stage=1 + number // 12)
        line = self.log.create("deliverable_value", row_id, key, value=str(number))
        if self.chance.random() < 0.47:
            self.log.edit(line, "value", str(max(0, number - 1)))
        return line

    def _meetings(self, week: str, day: date, works: list[_Work]) -> None:
        """Each unit's 会商 with a topic; then what was given to do, and a few requests."""
        log, chance = self.log, self.chance
        log.command("会商记录", f"{day}T17:00:00+08:00")
        meetings = []
        for unit in self.units:
            key = {"unit_id": unit, "cadence": "weekly", "period": week, "n": 1}
            row_id = keys.meeting_id(unit, "weekly", week, 1)
            line = log.create("meeting", row_id, key, place="三楼会议室", chair=chance.choice(made_up.PEOPLE))
            log.edit(line, "notes", made_up.sentences(chance, made_up.NOTES, 2))
            topic = log.create(
                "topic", log.new_id(), meeting_id=row_id, ordinal=1, title=made_up.name(chance)
            )
            log.edit(topic, "conclusion", made_up.sentences(chance, made_up.NOTES, 1))
            log.put(line, topic)
            meetings.append(row_id)
        weeks = self.size.years * self.size.weeks
        self.given += self.size.directives
        for place in range(self.given // weeks):
            self._directive(week, day, place % len(self.units), meetings)
        self.given %= weeks
        for work in works[:: max(1, len(works) // 25)]:
            fields = {"item_id": work.id, "unit_id": work.unit_id, "week": week, "raised_on": str(day)}
            text = made_up.sentences(chance, made_up.PROBLEMS, 1)
            request = log.create("coordination_request", log.new_id(), **fields, text=text)
            if chance.random() < 0.97:
                log.edit(request, "answer", made_up.sentences(chance, made_up.NOTES, 1))
                log.edit(request, "answered_on", str(day + timedelta(days=7)))
            log.put(request)

    def _directive(self, week: str, day: date, place: int, meetings: list[str]) -> None:
        log, chance = self.log, self.chance
        log.command("交办", f"{day}T17:30:00+08:00")
        line = log.create(
            "directive", log.new_id(), unit_id=self.units[place], meeting_id=meetings[place], week=week,
            what=made_up.sentences(chance, made_up.TODO, 1), who=chance.choice(made_up.PEOPLE),
            due=str(day + timedelta(days=14)),
        )  # fmt: skip
        step = None
        if chance.random() < 0.9:
            log.edit(line, "state", "done")
            log.edit(line, "done_on", str(day + timedelta(days=10)))
            told = {"kind": "done", "day": str(day), "words": "已按要求办结，材料归档"}
            step = log.create("directive_step", log.new_id(), directive_id=line.id, **told)
        elif chance.random() < 0.1:
            log.delete(line)
        log.put(line, *((step,) if step else ()))


def make(folder: Path, size: Size = LARGE) -> int:
    """Write the store into an empty folder; how many changes its log holds."""
    with Store.open(folder) as store:
        store.set_setting("unit_id", setting_up.the_unit(UNIT).id)
    with closing(connect(store_file(folder))) as connection:
        # a store that is not finished is thrown away; `check` looks at the references
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA cache_size = -400000")
        with transaction(connection):
            maker = _Maker(connection, size)
            plan_id = maker.make()
            connection.executemany(
                "INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)",
                [("plan_id", plan_id), ("person", "张某"), ("origin", ORIGIN)],
            )
        connection.execute("PRAGMA journal_mode = WAL")
    return maker.log.count


def cached(size: Size = LARGE) -> Path:
    """The folder of a store of that size, made on first use and kept under the system's temp folder."""
    sources = [Path(module.__file__ or "") for module in (bulk_log, made_up, keys)]
    sources += [
        Path(__file__),
        *sorted((Path(keys.__file__).parent / "migrations" / "versions").glob("*.py")),
    ]
    shape = repr(size).encode() + b"".join(path.read_bytes() for path in sources)
    room = Path(tempfile.gettempdir()) / f"shengsi-large-{hashlib.sha256(shape).hexdigest()[:16]}"
    if not room.exists():
        partial = Path(tempfile.mkdtemp(prefix="shengsi-partial-"))
        try:
            make(partial / "store", size)
            try:
                partial.rename(room)
            except OSError:
                # another run has put the same store there meanwhile
                if not (room / "store").exists():
                    raise
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return room / "store"


def main() -> None:
    """Write the large store into the folder named on the command line."""
    target = Path(sys.argv[1])
    begun = time.perf_counter()
    os.environ.setdefault("SHENGSI_CONFIG", str(target / "config"))
    count = make(target)
    sys.stdout.write(
        f"{count} changes, {LARGE.reports} reports in {time.perf_counter() - begun:.0f} s: {target}\n"
    )


if __name__ == "__main__":
    main()
