"""What a merge costs: against plain `executemany` of the same rows into the same tables, and in memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.store import keys, log
from shengsi_desktop.store.connection import transaction
from shengsi_desktop.store.merging import merge
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.shapes import shapes
from tests.benchmarks.bulk_log import BulkLog

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

COUNT = 50_000
RUNS = 5
TABLES = ("change", "head", *shapes())


def fill(connection: sqlite3.Connection) -> None:
    """A unit's year and a half: reports that are made, typed over three times, some deleted; values; directives."""
    made = BulkLog(connection, "0190-office", "县文广旅体局", "王联络")
    made.command("导入方案", "2023-01-03T09:00:00+08:00")
    made.put(made.create("plan", "plan", title="行动方案"), made.create("unit", "unit", name="县文广旅体局"))
    items = [f"item-{n}" for n in range(150)]
    for n, item in enumerate(items):
        made.put(
            made.create("item", item, plan_id="plan", number=str(n), title=f"第{n}件事", text="事项原文" * 20)
        )
        made.put(made.create("deliverable", f"d-{item}", item_id=item, name="微改造项目", target="30"))
    week = 0
    while made.count < COUNT:
        week += 1
        made.command("填写", "2023-07-28T15:00:00+08:00")
        of_week = f"{2023 + week // 52}-W{week % 52 + 1:02}"
        for item in items:
            _report(made, item, of_week, week)
    made.close()


def _report(made: BulkLog, item: str, week: str, n: int) -> None:
    if made.count >= COUNT - 8:
        while made.count < COUNT:
            made.put(made.create("directive", made.new_id(), unit_id="unit", what="抓紧办理", week=week))
        return
    key = {"item_id": item, "unit_id": "unit", "week": week}
    line = made.create(
        "report", keys.report_id(item, "unit", week), key, progress=f"第{n}周：已完工{n}个点位。"
    )
    made.edit(line, "progress", f"第{n}周：已完工{n}个点位，正在验收三个，余下的下月完成。")
    made.edit(line, "problems", "施工力量不足，砂石料运输受台风影响。")
    made.edit(line, "next_plan", "组织验收，收集三个乡镇意见，报县办。")
    if n % 17 == 0:
        made.delete(line)
    value = {"deliverable_id": f"d-{item}", "unit_id": "unit", "week": week}
    made.put(
        line,
        made.create("deliverable_value", keys.deliverable_value_id(*value.values()), value, value=str(n)),
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the store whose log is merged."""
    folder = tmp_path_factory.mktemp("source") / "store"
    with Store.open(folder) as store, store.writing() as connection, transaction(connection):
        fill(connection)
    return folder


def test_50_000_changes_merge_within_6_times_plain_executemany(source: Path, tmp_path: Path) -> None:
    with Store.open(source) as store, store.writing() as connection:
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in TABLES}
        changes = list(log.all_changes(connection))
    assert len(changes) == COUNT
    plain, ours = [], []
    for turn in range(RUNS):
        with Store.open(tmp_path / f"plain-{turn}") as store, store.writing() as connection:
            begun = time.perf_counter()
            with transaction(connection):
                for name, those in rows.items():
                    if those:
                        marks = ", ".join("?" * len(those[0]))
                        connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', those)
            plain.append(time.perf_counter() - begun)
        with Store.open(tmp_path / f"ours-{turn}") as store:
            begun = time.perf_counter()
            merged = merge(store, changes)
            ours.append(time.perf_counter() - begun)
            assert merged.arrived == COUNT
            with store.writing() as connection:
                for name in TABLES:
                    assert set(connection.execute(f'SELECT * FROM "{name}"')) == set(rows[name]), name
    # the best of each: what is above it is the machine
    ratio = min(ours) / min(plain)
    sys.stdout.write(f"\nmerge {min(ours):.2f} s, executemany {min(plain):.2f} s, ratio {ratio:.2f}\n")
    assert ratio < 6


CHILD = """
import json, sys
from pathlib import Path
from shengsi_desktop.store import log
from shengsi_desktop.store.connection import connect, store_file
from shengsi_desktop.store.merging import merge
from shengsi_desktop.store.sessions import Store

def peak():
    # what getrusage tells would hold the parent's own peak, too
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

source = connect(store_file(Path(sys.argv[1])), read_only=True)
changes = list(log.all_changes(source))
with Store.open(Path(sys.argv[2])) as store:
    before = peak()
    merged = merge(store, changes)
print(json.dumps({"arrived": merged.arrived, "before": before, "peak": peak()}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is asked for otherwise there")
def test_it_takes_less_than_250_mb_in_all(source: Path, tmp_path: Path) -> None:
    child = [sys.executable, "-c", CHILD, str(source), str(tmp_path / "other")]
    seen = json.loads(subprocess.run(child, capture_output=True, text=True, check=True).stdout)
    sys.stdout.write(
        f"\nwith all records in memory {seen['before']:.0f} MB, at its peak {seen['peak']:.0f} MB\n"
    )
    assert seen["arrived"] == COUNT
    assert seen["peak"] < 250
