"""本周会商: my items, the chosen item's report, and the meeting."""
