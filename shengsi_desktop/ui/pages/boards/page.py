"""调度晾晒, the page: half-month briefs, the month pack, boards, each a view of its own."""

from __future__ import annotations

from shengsi_desktop.ui.pages.boards.views import VIEWS
from shengsi_desktop.ui.views_page import ViewsPage


class BoardsPage(ViewsPage):
    """A target is «view key:target»."""

    page_name = "调度晾晒"
    views = VIEWS
