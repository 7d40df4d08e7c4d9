"""Where the store lies when nobody says otherwise: in the user's own local data, never on a share."""

from __future__ import annotations

import os
from pathlib import Path


def default_store_folder() -> Path:
    """SHENGSI_STORE, else `platformdirs.user_data_path(...)/store`."""
    chosen = os.environ.get("SHENGSI_STORE")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_path("shengsi-desktop", appauthor=False)) / "store"
