"""The measures that all views of 设置 share, so that nothing jumps from one to the next (px at 100 %)."""

from __future__ import annotations

#: left, top, right, bottom of a view
MARGINS = (20, 16, 20, 16)
#: a line of a list or table; one with a second, smaller line below its words
ROW, HIGH_ROW = 30, 50
