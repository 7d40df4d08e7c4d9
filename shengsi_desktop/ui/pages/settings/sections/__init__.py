"""设置 · 科室: the unit's sections in a table, and which of them handles which item."""
