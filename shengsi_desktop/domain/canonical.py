"""The one way in which a thing is written where its sum is taken: on every machine equal things give equal text."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: Any) -> str:
    """Canonical JSON: sorted keys, no blanks, characters as they stand."""
    return _encode(value)
