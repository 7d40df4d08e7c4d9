"""Which views 报送接收 has. Only where they stand: each is imported on its first visit."""

#: view key → (the bar's word, where its widget stands)
VIEWS = {
    "hand_in": ("报送", "shengsi_desktop.ui.pages.exchange.hand_in_view:HandInView"),
    "take_in": ("接收", "shengsi_desktop.ui.pages.exchange.take_in_view:TakeInView"),
    "gather": ("汇总", "shengsi_desktop.ui.pages.exchange.gather_view:GatherView"),
    "dispatch": ("下发", "shengsi_desktop.ui.pages.exchange.dispatch_county:CountyDispatch"),
    "sync": ("本单位同步", "shengsi_desktop.ui.pages.exchange.sync_view:SyncView"),
    "log": ("收发记录", "shengsi_desktop.ui.pages.exchange.log_view:LogView"),
}
#: what the bar shows at the county and at a unit, in its order; a desk opens with its first
COUNTY_VIEWS = ("take_in", "gather", "dispatch", "hand_in", "sync", "log")
UNIT_VIEWS = ("hand_in", "take_in", "sync", "log")
#: a unit takes back what the county sent: it calls that otherwise
UNIT_WORDS = {"take_in": "收取"}
#: views of the county's → where a unit finds what concerns it
AT_A_UNIT = {"gather": "hand_in", "dispatch": "take_in"}
#: kind of a file (a value of `services.exchange.incoming.Incoming`) → the function that opens its taking in at a
#: unit's desk: `open(context, path, parent, passphrases, taken)`: the passphrases are those that were typed already,
#: `taken` is called with a sentence once it is taken in
OPENERS: dict[str, str] = {
    "dispatch": "shengsi_desktop.ui.pages.exchange.dispatch_dialog:open_dispatch",
}
