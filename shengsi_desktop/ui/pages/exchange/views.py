"""Which views 报送接收 has, in the bar's order. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "hand_in": ("报送", "shengsi_desktop.ui.pages.exchange.hand_in_view:HandInView"),
    "take_in": ("接收", "shengsi_desktop.ui.pages.exchange.take_in_view:TakeInView"),
    "gather": ("汇总", "shengsi_desktop.ui.pages.exchange.gather_view:GatherView"),
    "dispatch": ("下发", "shengsi_desktop.ui.pages.exchange.dispatch_view:DispatchView"),
    "log": ("收发记录", "shengsi_desktop.ui.pages.exchange.log_view:LogView"),
}
#: what the county's desk opens with, and the views that only the county has
COUNTY_FIRST = "take_in"
COUNTY_ONLY = frozenset({"gather"})
#: kind of a file (a value of `services.exchange.incoming.Incoming`) → the function that opens its taking in at a
#: unit's desk: `open(context, path, parent)`
OPENERS: dict[str, str] = {
    "dispatch": "shengsi_desktop.ui.pages.exchange.dispatch_dialog:open_dispatch",
}
