"""Words as a part of a file's name: what Windows takes in none is written otherwise."""

from __future__ import annotations

import re

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def as_file_name(said: str) -> str:
    """The words with «_» for each sign that no file name may have: «张/某» becomes «张_某»."""
    return _NOT_IN_NAMES.sub("_", said)
