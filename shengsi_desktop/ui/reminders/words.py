"""Every Chinese word of the bell and the tray, in one place; braces are filled by format()."""

BELL = "提醒"
BELL_TIP = "提醒：{count}条"
BELL_NONE = "现在没有提醒"
TITLE = "提醒"
NONE_TITLE = "现在没有提醒"
NONE_HINT = "临近会商和报送、有事项到期时，会在这里列出。"
OPEN = "去处理"
QUIET = "今天不再提醒"
TRAY_TIP = "嵊泗会商台账"
TRAY_OPEN = "打开嵊泗会商台账"
TRAY_WEEK = "本周会商"
TRAY_QUIT = "退出"

# the settings
CARD = "提醒"
CARD_NOTE = (
    "会商前一天、报送当天和临近报送、本周有交办或细项到期时提醒；争取事项久未对接、上周未定稿也会列出。"
)
BALLOONS = "系统托盘弹出提醒（每件事只弹一次）"
KEEP = "关闭时留在托盘，继续提醒"
NO_TRAY = "本机桌面没有系统托盘，提醒只在窗口右上方的铃铛里显示。"
