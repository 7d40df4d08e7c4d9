"""Which views 指标趋势 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "trend": ("走势", "shengsi_desktop.ui.pages.indicators.trend.view:TrendView"),
}
