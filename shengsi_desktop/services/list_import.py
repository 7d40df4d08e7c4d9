"""导入清单: the four lists taken in from offices' tables, looked at first, stored whole or not at all.

The door for window and command line; what is behind it stands in `services.lists`.
"""

from __future__ import annotations

from shengsi_desktop.domain.list_changes import ListChoices
from shengsi_desktop.services.lists.compare import compare, preview_notes
from shengsi_desktop.services.lists.intake import take_all, take_in
from shengsi_desktop.services.lists.several import seen_together
from shengsi_desktop.services.lists.showing import ListedLine, listed
from shengsi_desktop.services.lists.source import ListSource, read_source, remapped, template

__all__ = [
    "ListChoices",
    "ListSource",
    "ListedLine",
    "compare",
    "listed",
    "preview_notes",
    "read_source",
    "remapped",
    "seen_together",
    "take_all",
    "take_in",
    "template",
]
