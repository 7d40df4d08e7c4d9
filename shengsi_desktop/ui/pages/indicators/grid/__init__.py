"""The grid of 指标趋势: all indicators down, the twelve months across."""
