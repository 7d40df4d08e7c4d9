"""The measure that all views of 报送接收 share: they begin where the bar of views does (px at 100 %)."""

from __future__ import annotations

#: left, top, right, bottom of a view
MARGINS = (16, 12, 16, 12)
