"""The Chinese words of 指标趋势 itself; each of its views has its own."""

VIEW_TIP = "{name}（Alt+{number}）"
