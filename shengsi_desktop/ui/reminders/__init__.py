"""Reminders in the window: the bell with its list, the tray, and what joins them to the store and the clock."""
