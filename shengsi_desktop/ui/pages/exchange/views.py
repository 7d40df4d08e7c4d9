"""Which views 报送接收 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "gather": ("汇总", "shengsi_desktop.ui.pages.exchange.gather_view:GatherView"),
    "log": ("收发记录", "shengsi_desktop.ui.pages.exchange.log_view:LogView"),
}
