"""The Chinese words that the three lists have alike; braces are filled by format()."""

DROPPED = "已删除{number}“{name}”。"
TAKE_BACK = "撤销"
CHANGED_SINCE = "删除之后又有别的改动，请按 Ctrl+Z 逐步撤销。"
#: a refusal, and the words that it was about
TYPED_WAS = "{problem}（填的是“{words}”）"
LEFT_UNTAKEN = "“{text}”没有存入，原来的没有改动。"

# above the list
EVERYTHING = "全部"
COUNT = "{count} 项"
COUNT_OF = "{count} / {total} 项"

# adding one
ADD_SAVE = "添加"
CANCEL = "取消"
