"""Four weeks between a county and three units, lived through once for all tests here."""

from __future__ import annotations

import pytest

from tests.exchange_weeks import weeks, windows


@pytest.fixture(scope="module")
def story(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> weeks.Story:
    """Everything that happened; the stores and the files that travelled are as the fourth week left them."""
    told = weeks.begun(tmp_path_factory.mktemp("weeks"))
    weeks.week_27(told)
    weeks.week_28(told)
    weeks.week_29(told)
    windows.week_30(told)
    return told
