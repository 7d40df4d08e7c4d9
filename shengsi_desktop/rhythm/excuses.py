"""未填报 that is excused: the hand-in fell into days on which nobody could come to or leave the unit's islands. Pure.

It concerns a township with an island that is stopped, wholly or in part; a county-wide stoppage every township that
has an island, a pair that is 待确认 too. 休渔期 excuses nobody: whoever rests from fishing can write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.stoppages import StoppageKind
from shengsi_desktop.rhythm.stoppages import reason_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from shengsi_desktop.domain.stoppages import Stoppage


def excuse(stoppages: Iterable[Stoppage], islands: Collection[str], moment: datetime) -> str:
    """Why a unit on these islands need not have reported at `moment`; empty where nothing excuses it."""
    day = moment.date()
    for one in stoppages:
        if one.kind is StoppageKind.MORATORIUM or not one.first <= day <= one.last or not islands:
            continue
        if not one.islands or any(island in one.islands for island in islands):
            return f"停航期间，未报不计（{reason_words(one)}）"
    return ""
