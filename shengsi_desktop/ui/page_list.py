"""Which pages there are, in the sidebar's order. Only where they stand: each is imported on its first visit."""

#: page key → (the sidebar's word, icon, where its widget stands)
PAGES = {
    "week": ("本周会商", "week", "shengsi_desktop.ui.pages.week.page:WeekPageWidget"),
    "tasks": ("任务清单", "tasks", "shengsi_desktop.ui.pages.tasks.page:TasksPage"),
    "indicators": ("指标趋势", "indicators", "shengsi_desktop.ui.pages.indicators.page:IndicatorsPage"),
    "directives": ("交办事项", "directives", "shengsi_desktop.ui.pages.directives.page:DirectivesPage"),
    "meetings": ("会商记录", "meetings", "shengsi_desktop.ui.pages.meetings.page:MeetingsPage"),
    "boards": ("调度晾晒", "board", "shengsi_desktop.ui.pages.boards.page:BoardsPage"),
    "exchange": ("报送接收", "exchange", "shengsi_desktop.ui.pages.exchange.page:ExchangePage"),
    "settings": ("设置", "settings", "shengsi_desktop.ui.pages.settings.page:SettingsPage"),
}
#: pages that show the desk's own unit also while the county looks at another one: what is written there is its own
OWN_PAGES = frozenset({"directives", "meetings", "boards", "exchange", "settings"})
