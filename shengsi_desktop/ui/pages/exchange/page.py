"""报送接收, the page: hand in, take in, gather, send down, keep one's own machines alike; each a view of its own."""

from __future__ import annotations

from shengsi_desktop.ui.pages.exchange.views import VIEWS
from shengsi_desktop.ui.views_page import ViewsPage


class ExchangePage(ViewsPage):
    """A target is «view key:target»."""

    page_name = "报送接收"
    views = VIEWS
