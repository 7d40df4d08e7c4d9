"""Of many names the first are told, and that there are more."""

from __future__ import annotations

from shengsi_desktop.domain.naming import first_of


def test_that_there_are_more_is_said() -> None:
    assert first_of(["举措1", "举措2", "举措1", "改革1"], 3) == "举措1、举措2、改革1"
    assert first_of(["举措1", "举措2", "改革1"], 2) == "举措1、举措2等"
