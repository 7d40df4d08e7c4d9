"""Going to what a search found: its week first, the unit it is of, then the thing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.page_list import OWN_PAGES, PAGES

if TYPE_CHECKING:
    from shengsi_desktop.domain.views import SearchHit
    from shengsi_desktop.ui.main_window import MainWindow

#: where each kind of what was found is shown; in its week, unless it says otherwise
_PLACES = {
    "item": "tasks",
    "unit": "tasks",
    "appeal": "tasks",
    "directive": "directives",
    "meeting": "meetings",
    "topic": "meetings",
    "brief": "boards",
    "attachment": "tasks",
    "section": "settings",
    "stoppage": "settings",
}
#: pages that show a thing of any week without going to it
_WITHOUT_WEEK = frozenset({"directives", "meetings"})


def open_hit(window: MainWindow, hit: SearchHit) -> None:
    """Show it; where that changes the week, say so and offer the way back."""
    page = _PLACES.get(hit.kind, "week")
    if page not in PAGES:
        return
    before = window.context.week if window.context is not None else None
    if "-W" in hit.week and page not in _WITHOUT_WEEK:
        window.go_to(page, hit.week)
    if (
        hit.unit_id
        and page not in OWN_PAGES
        and window.context is not None
        and hit.unit_id != window.context.unit.id
    ):
        window.viewed.show(hit.unit_id, page, hit.target)
    else:
        window.go_to(page, hit.target)
    now = window.context.week if window.context is not None else None
    if before is not None and now is not None and now != before:
        window.messages.say(
            f"这一条在{now.label}，已转到那一周。",
            [(f"回到第{int(str(before)[-2:])}周", lambda: window.show_week(before))],
        )
