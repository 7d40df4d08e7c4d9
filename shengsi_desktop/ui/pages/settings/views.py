"""Which views 设置 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "desk": ("本单位", "shengsi_desktop.ui.pages.settings.desk:DeskView"),
    "sections": ("科室", "shengsi_desktop.ui.pages.settings.sections.view:SectionsView"),
    "series": ("会议", "shengsi_desktop.ui.pages.settings.series.view:SeriesView"),
    "people": ("领导与专班", "shengsi_desktop.ui.pages.settings.people.view:PeopleView"),
    "lights": ("亮灯规则", "shengsi_desktop.ui.pages.settings.lights.view:LightRulesView"),
    "stoppages": ("停航登记", "shengsi_desktop.ui.pages.settings.stoppages.view:StoppagesView"),
    "board_rules": ("晾晒规则", "shengsi_desktop.ui.pages.settings.board_rules:BoardRulesView"),
}
