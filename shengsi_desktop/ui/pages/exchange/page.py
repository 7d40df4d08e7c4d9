"""报送接收, the page: hand in, take in, gather, send down, keep one's own machines alike; each a view of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.pages.exchange.views import COUNTY_FIRST, COUNTY_ONLY, VIEWS
from shengsi_desktop.ui.views_page import ViewsPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.page import PageContext


class ExchangePage(ViewsPage):
    """A target is «view key:target». It opens with the first view that concerns this desk."""

    page_name = "报送接收"
    views = VIEWS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._county: bool | None = None

    def show_week(self, context: PageContext) -> None:
        """The county takes in, a unit hands in; what only the county does is in no unit's bar."""
        county = context.settings.county
        if county != self._county:
            self._county = county
            for key in COUNTY_ONLY & set(self.views):
                self.bar.button(key).setVisible(county)
            if county and self._shown == self._first:
                self._shown = COUNTY_FIRST
                self.view_of(COUNTY_FIRST)
            elif not county and self._shown in COUNTY_ONLY:
                self._shown = self._first
        super().show_week(context)
