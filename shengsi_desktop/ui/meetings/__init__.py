"""A meeting whole, to be typed into: beside the week's report and on the page 会商记录, the same parts."""
