"""Which views 调度晾晒 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "half_month": ("半月听取", "shengsi_desktop.ui.pages.boards.briefs.half_month:HalfMonthView"),
    "month": ("月度材料", "shengsi_desktop.ui.pages.boards.briefs.month:MonthPackView"),
    "boards": ("晾晒考评", "shengsi_desktop.ui.pages.boards.ranking.view:RankingView"),
}
