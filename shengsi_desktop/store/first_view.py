"""The first list of 本周会商 by plain sqlite3, while SQLModel loads elsewhere. Reading only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from shengsi_desktop.store.connection import SCHEMA, connect, store_file
from shengsi_desktop.store.reading import load_setting, load_week_facts
from shengsi_desktop.store.replacing import is_broken_off

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.first_view import FirstView


def read_first_view(folder: Path, unit_id: str | None, week: str | None) -> FirstView | None:
    """The facts of a unit's week, as `reading.load_week_facts` has them.

    `unit_id` None: the unit in the settings; `week` None: values and reports of all weeks. None where there
    is no store yet, none of this schema, none that can be read, or no unit or plan chosen: opening the store
    then says what is the matter.
    """
    path = store_file(folder)
    if not path.is_file() or is_broken_off(folder):
        return None
    try:
        with closing(connect(path, read_only=True)) as connection:
            (schema,) = connection.execute("PRAGMA user_version").fetchone()
            if schema != SCHEMA:
                return None
            connection.execute("BEGIN")
            chosen = unit_id or load_setting(connection, "unit_id")
            return load_week_facts(connection, chosen, week) if chosen else None
    except sqlite3.Error:
        return None
