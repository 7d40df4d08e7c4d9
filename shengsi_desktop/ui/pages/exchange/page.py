"""报送接收, the page: hand in, take in, gather, send down, keep one's own machines alike; each a view of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.ui.pages.exchange.views import AT_A_UNIT, COUNTY_VIEWS, UNIT_VIEWS, UNIT_WORDS, VIEWS
from shengsi_desktop.ui.views_page import ViewsPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.page import PageContext


class ExchangePage(ViewsPage):
    """A target is «view key:target». The bar has the views that concern this desk; it opens with the first."""

    page_name = "报送接收"
    views = VIEWS

    def __init__(self, parent: QWidget | None = None) -> None:
        self._county: bool | None = None
        super().__init__(parent)

    def show_view(self, key: str, target: str = "") -> None:
        """Go to a view; at a unit, in place of one of the county's, to that which concerns a unit."""
        there = key if self._county is not False else AT_A_UNIT.get(key, key)
        super().show_view(there, target if there == key else "")

    def show_week(self, context: PageContext) -> None:
        """The county takes in, a unit hands in; what only the county does is in no unit's bar."""
        county = context.settings.county
        if county != self._county:
            self._county = county
            keys = [key for key in (COUNTY_VIEWS if county else UNIT_VIEWS) if key in self.views]
            words = {} if county else UNIT_WORDS
            self.bar.arrange({key: words.get(key, self.views[key][0]) for key in keys})
            # a view that was chosen stays; the one that every page begins with is nobody's choice
            if self._shown not in keys or self._context is None:
                self._shown = keys[0]
        super().show_week(context)
