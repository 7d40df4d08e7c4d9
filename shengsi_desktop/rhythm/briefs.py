"""半月听取材料 and 月度例会材料 drafted from the weeks. Pure: every sentence is a stored figure or stored words.

Each part is drafted by itself; a part with nothing says so. 总体情况 is `brief_overall`, the items' own progress
`brief_items`; what stands beside it (indicators, projects, requests, directives …) `brief_extras`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.briefs import SECTIONS, BriefSection
from shengsi_desktop.rhythm import brief_extras, brief_items, brief_overall
from shengsi_desktop.rhythm.brief_counts import (
    BEHIND,
    direction_of,
    due_soon,
    lagging,
    light_counts,
    turned,
)
from shengsi_desktop.rhythm.brief_items import since_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.briefs import BriefFacts, DraftedPart

__all__ = [
    "BEHIND",
    "direction_of",
    "draft",
    "draft_part",
    "due_soon",
    "lagging",
    "light_counts",
    "since_words",
    "turned",
]


def draft(facts: BriefFacts) -> dict[BriefSection, DraftedPart]:
    """Every part of the brief, in its order."""
    return {section: draft_part(facts, section) for section in SECTIONS[facts.kind]}


def draft_part(facts: BriefFacts, section: BriefSection) -> DraftedPart:
    """One part."""
    return _DRAFTERS[section](facts)


_DRAFTERS: dict[BriefSection, Callable[[BriefFacts], DraftedPart]] = {
    BriefSection.OVERALL: brief_overall.overall,
    BriefSection.INDICATORS: brief_extras.indicators,
    BriefSection.PROJECTS: brief_extras.projects,
    BriefSection.PROGRESS: brief_items.progress,
    BriefSection.LAGGING: brief_items.lagging_part,
    BriefSection.REQUESTS: brief_extras.requests,
    BriefSection.APPEALS: brief_extras.appeals,
    BriefSection.DIRECTIVES: brief_extras.directives,
    BriefSection.UNREPORTED: brief_extras.unreported,
    BriefSection.NEXT: brief_items.next_steps,
}
