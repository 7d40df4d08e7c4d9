"""Which views 报送接收 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "dispatch": ("下发", "shengsi_desktop.ui.pages.exchange.dispatch_view:DispatchView"),
    "log": ("收发记录", "shengsi_desktop.ui.pages.exchange.log_view:LogView"),
}
