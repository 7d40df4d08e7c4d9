"""Runs the revisions: all of them in one transaction, or none.

The only module of the store that loads Alembic, and only when a file is not of the newest schema.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from shengsi_desktop.store.connection import SCHEMA

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def migrate(path: Path, *, scripts: Path | None = None, schema: int = SCHEMA) -> None:
    """Bring the file to the newest schema; a new file starts at the oldest and takes every step.

    One transaction with foreign keys off, `user_version` set with alembic_version, foreign_key_check before
    the commit. Raises what went wrong, the file then being as before. `scripts` is the folder of revisions.
    """
    raw = sqlite3.connect(path, isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF"):
            raw.execute(f"PRAGMA {pragma}")
        # begun here, so that the revisions' own runner commits none of its steps
        with engine.connect() as connection, connection.begin():
            raw.execute("BEGIN IMMEDIATE")
            _run(connection, scripts or Path(__file__).parent)
            raw.execute(f"PRAGMA user_version = {schema:d}")
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                message = f"foreign keys broken after migration: {broken[:5]}"
                raise sqlite3.IntegrityError(message)
    finally:
        raw.close()


def _run(connection: Connection, scripts: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
