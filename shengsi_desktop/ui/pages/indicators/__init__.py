"""指标趋势: the headline indicators, the chosen one as a chart, and the grid its figures are entered in."""
