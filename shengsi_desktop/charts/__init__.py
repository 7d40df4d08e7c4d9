"""Figures from plain series, drawn with matplotlib; no Qt, no store."""
