"""回执 and 退回 as words, to be pasted into a chat: for a unit that has no program to take in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.gathering import GatherState
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.gathering_texts import answer_text
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.services.exchange.gathering import gathering
from shengsi_desktop.services.exchange.letters import RETURNED

if TYPE_CHECKING:
    from datetime import datetime

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def copied(store: Store, unit_id: str, week: Week, now: datetime) -> str:
    """What to tell that unit of its week, and a line of the 收发记录: the words went out instead of a file.

    Refused where nothing of that week came.
    """
    found = gathering(store, week)
    one = next((each for each in found.units if each.unit.id == unit_id), None)
    if one is None or one.state not in (GatherState.REPORTED, GatherState.RETURNED):
        raise Refusal("这一周没有收到过该单位的报送，没有回执可发。")
    back = one.state is GatherState.RETURNED
    packages.note(
        store,
        outgoing=True,
        kind=RETURNED if back else PackageKind.LETTER.label,
        name="",
        counterpart=one.unit.name,
        unit_id=unit_id,
        week=str(week),
        outcome=f"已复制退回文字：{one.reason}" if back else "已复制回执文字",
    )
    return answer_text(found, one, now)
