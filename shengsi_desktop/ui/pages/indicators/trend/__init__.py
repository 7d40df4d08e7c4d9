"""走势: the list of indicators, the chart of the chosen ones and the figures of one."""
