"""Workbooks from domain objects: bytes out, no store, no window."""
