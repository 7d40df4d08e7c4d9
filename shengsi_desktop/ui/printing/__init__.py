"""Printing: a PrintDocument laid out on pages of any paint device, and the preview before it."""
