"""设置, the page: the desk itself, and what is set up once for the rhythm."""

from __future__ import annotations

from shengsi_desktop.ui.pages.settings.views import VIEWS
from shengsi_desktop.ui.views_page import ViewsPage


class SettingsPage(ViewsPage):
    """A target is a view's key with a colon («sections:»)."""

    page_name = "设置"
    views = VIEWS
