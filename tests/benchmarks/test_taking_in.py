"""接收 on a Monday morning: 45 packages looked at and taken in, in less than ten seconds."""

from __future__ import annotations

import json
import shutil
import sys
import time
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from shengsi_desktop.exchange.container import write_package
from shengsi_desktop.exchange.documents import DOCUMENT, to_bytes
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, reporting, setting_up
from shengsi_desktop.services.exchange import packages, receiving, submissions
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.sessions import Store

UNITS, LIMIT = 45, 10.0
WORDS = "已完成方案初稿并征求意见，现场踏勘3处，正在办理用地预审；" * 6


def signed_week(store: Store) -> SubmissionDocument:
    """A week in which every item of a unit has words."""
    setting_up.first_run(store, unit="县文广旅体局", person="王某")
    desk = setting_up.settings(store)
    week = parse_week("2023-W30", desk.rhythm)
    with store.reading() as session:
        rows = facts.rows(session, desk.unit.id, week)
    for row in rows:
        reporting.report_once(
            store, row.id, desk.unit.id, week, words={"progress": WORDS, "next_plan": WORDS}
        )
    finalising.finalise(store, desk.unit.id, week, reviewer="张某")
    return submissions.document_of(store, desk.unit.id, week, receiving.Way.PACKAGE)


def of_unit(document: SubmissionDocument, unit_id: str, name: str) -> SubmissionDocument:
    """The same words as another unit's."""
    content = json.loads(document.final.content) | {"unit": name}
    words = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    final = document.final.model_copy(
        update={"id": sha256(words.encode()).hexdigest(), "content": words, "unit_id": unit_id}
    )
    sent = document.submission.model_copy(update={"id": f"s-{unit_id}"})
    return document.model_copy(update={"unit_id": unit_id, "unit": name, "final": final, "submission": sent})


def test_45_packages_are_in_within_ten_seconds(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    with opened(tmp_path / "unit", writing=True) as store:
        document = signed_week(store)
        head = packages.new_head(store, packages.PackageKind.SUBMISSION, "报送")
        with store.reading() as session:
            units = [unit for unit in facts.units(session) if unit.name != "县委社建委"][:UNITS]
    for unit in units:
        (files / f"{unit.name}.sspkg").write_bytes(
            write_package(
                replace(head, sender=replace(head.sender, unit_id=unit.id, unit=unit.name)),
                {DOCUMENT: to_bytes(of_unit(document, unit.id, unit.name))},
            )
        )
    with opened(tmp_path / "county", writing=True) as store:
        setting_up.first_run(store, unit="县委社建委")
        begun = time.perf_counter()
        intake = receiving.examine(store, [files], week="2023-W30")
        looked = time.perf_counter()
        taken = receiving.take_in(store, intake, {row.key for row in intake.rows if row.clean})
        done = time.perf_counter()
    shutil.rmtree(files)
    assert len(taken.units) == len(units) > UNITS - 5
    sys.stdout.write(f"\nlooked {looked - begun:.2f} s, taken {done - looked:.2f} s\n")
    assert done - begun < LIMIT
