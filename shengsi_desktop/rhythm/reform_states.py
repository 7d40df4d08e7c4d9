"""Where a reform stands, from its deliverables alone: 未启动, 推进中, 滞后, 已完成, each with its reason. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.reforms import ReformState
from shengsi_desktop.domain.words import DeliverableKind, Light

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import DeliverableStanding, Standing


def state_of(standing: Standing, *, said: bool) -> tuple[ReformState, str]:
    """The state and why. `said`: some report has words on it; they count where there are only standing promises.

    A milestone that is merely due soon is not behind; a figure behind its schedule is.
    """
    light = standing.reading.light
    if light is Light.BY_LEAD:
        return ReformState.BY_LEAD, standing.reading.reason
    if light is Light.DONE:
        return ReformState.DONE, standing.reading.reason
    late = next((one for one in standing.deliverables if _behind(one)), None)
    if late is not None:
        # the item's own reason is that of its worst deliverable, which is behind, too
        reason = standing.reading.reason if light in {Light.RED, Light.YELLOW} else late.reading.reason
        return ReformState.BEHIND, reason
    tally = standing.tally
    if tally.done or tally.under_way:
        return ReformState.UNDER_WAY, tally.words
    if said and not tally.total:
        return ReformState.UNDER_WAY, "目标为常态型，已有进展文字"
    if light is Light.UNREPORTED:
        return ReformState.NOT_STARTED, "未填报"
    return ReformState.NOT_STARTED, tally.words if tally.total else "还没有进展"


def _behind(one: DeliverableStanding) -> bool:
    light = one.reading.light
    soon = one.deliverable.kind is DeliverableKind.MILESTONE
    return light is Light.RED or (light is Light.YELLOW and not soon)
