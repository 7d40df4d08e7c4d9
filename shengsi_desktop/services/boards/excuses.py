"""Which weeks a unit need not have reported, as boards ask for it: here alone the register of stoppages is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.services import stoppages

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    #: (unit id, week «2023-W30») → why a report of that week is not asked for; empty: it is
    Excused = Callable[[str, str], str]


def excused_in(session: Session) -> Excused:
    """By the register of stoppages."""
    return stoppages.excuses(session)
