"""半月听取 and 月度材料: drafted parts, edited in place, copied and exported."""
