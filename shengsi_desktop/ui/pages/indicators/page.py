"""指标趋势, the page: indicators, projects, reforms, appeals, each a view of its own."""

from __future__ import annotations

from shengsi_desktop.ui.pages.indicators.views import VIEWS
from shengsi_desktop.ui.views_page import ViewsPage


class IndicatorsPage(ViewsPage):
    """A target without a view's key is an indicator's id in 走势."""

    page_name = "指标趋势"
    views = VIEWS
