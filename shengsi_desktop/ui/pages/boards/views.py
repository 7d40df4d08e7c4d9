"""Which views 调度晾晒 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "boards": ("晾晒考评", "shengsi_desktop.ui.pages.boards.ranking.view:RankingView"),
}
