"""Which views 设置 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "desk": ("本单位", "shengsi_desktop.ui.pages.settings.desk:DeskView"),
    "sections": ("科室", "shengsi_desktop.ui.pages.settings.sections.view:SectionsView"),
}
