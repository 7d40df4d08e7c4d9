"""The shipped plan and directory, read once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.plan.directory import read_groups, read_islands, read_units
from shengsi_desktop.plan.identity import numbered_measures
from shengsi_desktop.plan.reader import read_plan

if TYPE_CHECKING:
    from shengsi_desktop.domain.plan import Measure, PlanDocument

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def data() -> Path:
    return ROOT / "data"


@pytest.fixture(scope="session")
def plan(data: Path) -> PlanDocument:
    return read_plan((data / "plans" / "2023.txt").read_bytes())


@pytest.fixture(scope="session")
def measures(plan: PlanDocument) -> dict[str, Measure]:
    return {number: measure for number, _, measure in numbered_measures(plan)}


@pytest.fixture(scope="session")
def directory(data: Path):
    units = read_units((data / "units.csv").read_text(encoding="utf-8"))
    groups = read_groups((data / "unit_groups.csv").read_text(encoding="utf-8"), units)
    places = read_islands((data / "islands.csv").read_text(encoding="utf-8"), units)
    return units, groups, places
