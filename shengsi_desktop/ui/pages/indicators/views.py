"""Which views 指标趋势 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "trend": ("走势", "shengsi_desktop.ui.pages.indicators.trend.view:TrendView"),
    "grid": ("录入", "shengsi_desktop.ui.pages.indicators.grid.view:GridView"),
    "projects": ("重大项目", "shengsi_desktop.ui.pages.indicators.projects.view:ProjectsView"),
    "reforms": ("重点改革", "shengsi_desktop.ui.pages.indicators.reforms.view:ReformsView"),
    "appeals": ("争取事项", "shengsi_desktop.ui.pages.indicators.appeals.view:AppealsView"),
}
