"""重点改革 as one unit sees them in one week: yearly goal, state with its reason, newest words. Only shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow

#: the plan's own two sorts («1项综合改革+9项专项改革»); a list may bring others
COMPREHENSIVE, SPECIAL = "综合改革", "专项改革"
#: how many of each sort the plan speaks of
EXPECTED = {COMPREHENSIVE: 1, SPECIAL: 9}


class ReformState(Word):
    """Where a reform stands, derived from its deliverables; never typed."""

    NOT_STARTED = "not_started", "未启动"
    UNDER_WAY = "under_way", "推进中"
    DONE = "done", "已完成"
    BEHIND = "behind", "滞后"
    BY_LEAD = "by_lead", "由牵头单位填报"


@dataclass(frozen=True, slots=True)
class ReformRow:
    """One reform. `goal` is 年度目标 in the list's words; `progress` the newest report's, of `progress_week`."""

    item: ItemRow
    category: str
    goal: str
    content: str
    state: ReformState
    state_reason: str
    progress: str = ""
    progress_week: str = ""
    problems: str = ""
    leader: str = ""
    section: str = ""
    person: str = ""
    phone: str = ""
    due_words: str = ""
    remark: str = ""

    @property
    def deliverables(self) -> tuple[DeliverableStanding, ...]:
        """Its promises with their lights."""
        return self.item.standing.deliverables
