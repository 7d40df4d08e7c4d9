"""Colours, type, spacing, icons and the one style sheet: nothing else in the program names a colour."""
