"""导入清单: the four lists taken in from offices' tables, looked at first, stored whole or not at all.

The door for window and command line; what is behind it stands in the `list_…` modules beside it.
"""

from __future__ import annotations

from shengsi_desktop.services.list_compare import compare
from shengsi_desktop.services.list_intake import take_in
from shengsi_desktop.services.list_source import ListSource, read_source, remapped, template

__all__ = ["ListSource", "compare", "read_source", "remapped", "take_in", "template"]
