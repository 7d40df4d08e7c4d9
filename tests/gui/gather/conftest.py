"""The county's window over a store into which three units' weeks came."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.services.opening import opened
from tests.gui.conftest import store_after_the_first_run
from tests.handed_in import hand_in, week_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Running

CULTURE, FISHERY = "县文广旅体局", "县海洋与渔业局"


@pytest.fixture
def first_page() -> str:
    return "exchange"


@pytest.fixture(scope="session")
def county_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """县委社建委, with 县文广旅体局 and 县海洋与渔业局 taken in, whose figures of 4-2.5 differ."""
    room = tmp_path_factory.mktemp("county")
    folder = store_after_the_first_run(room / "store", unit="县委社建委", person="王联络")
    scratch = store_after_the_first_run(room / "scratch", unit=CULTURE, person="王联络")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        with opened(folder, writing=True) as county, opened(scratch, writing=True) as desk:
            week = week_of(county)
            said = {"words": {"progress": "微改造已开工"}, "values": {"4-2.5": "14"}, "request": "请协调码头"}
            hand_in(desk, county, room, CULTURE, week, {"4-2": said})
            said = {"words": {"progress": "已提供渔船数据"}, "values": {"4-2.5": "12"}}
            hand_in(desk, county, room, FISHERY, week, {"4-2": said})
    return folder


@pytest.fixture
def county(run: Callable[..., Running], county_store: Path, tmp_path: Path) -> Running:
    """Its window, on 报送接收."""
    shutil.copytree(county_store, tmp_path / "county")
    running = run(tmp_path / "county")
    running.window.show_page("exchange")
    running.settle()
    running.window.page.show_view("gather")
    running.settle()
    return running
