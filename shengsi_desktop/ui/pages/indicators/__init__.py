"""指标趋势: several views of the indicators, projects and reforms under one bar; each is a package of its own."""
