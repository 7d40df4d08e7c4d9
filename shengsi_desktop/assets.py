"""Finds the files that come with the program, from a checkout, an installed wheel or a bundle.

Only where they lie; reading and understanding them is the callers' business.
"""

from __future__ import annotations

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """Path of `name` («icons/week.svg», or a folder) under resources/; FileNotFoundError if missing."""
    return _existing("resources", name)


def data(name: str) -> Path:
    """Path of `name` («plans/2023.txt», or a folder) under data/; FileNotFoundError if missing."""
    return _existing("data", name)


def _existing(room: str, name: str) -> Path:
    """The file in the first place that has the room: two installations are never mixed."""
    places = _places()
    for place in places:
        if (place / room).is_dir():
            path = place / room / name
            if not path.exists():
                break
            return path
    raise FileNotFoundError(
        f"程序文件不完整，缺少 {room}/{name}，请重新安装（找过：{'、'.join(str(place) for place in places)}）"
    )


def _places() -> list[Path]:
    """Folders that may hold resources/ and data/.

    The bundle and the wheel come before the checkout: beside an installed package stand other people's,
    one of which might be called `data`.
    """
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = [Path(bundle)] if bundle else []
    return [*places, package / "_bundled", package.parent]
