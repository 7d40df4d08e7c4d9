"""A list's template on its way to a person's folder, written whole or not at all; its content is `list_source`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.services import setting_up
from shengsi_desktop.services.list_import import template
from shengsi_desktop.store.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.lists import ListKind
    from shengsi_desktop.store.sessions import Store


def suggested_place(store: Store, kind: ListKind) -> tuple[str, str]:
    """Return the folder of the last export (may be empty) and the template's file name."""
    name, _content = template(store, kind)
    return setting_up.settings(store).export_folder, name


def save_template(store: Store, kind: ListKind, path: Path) -> Path:
    """Write the template to `path`. Raises EnvironmentProblem where the machine stands in the way."""
    _name, content = template(store, kind)
    write_atomically(path, content)
    setting_up.change_settings(store, export_folder=str(path.parent))
    return path
