"""Opening a store for one piece of work, as the command line and the self-test do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import replacing
from shengsi_desktop.store.connection import store_file
from shengsi_desktop.store.sessions import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def opened(folder: Path, *, writing: bool = False, create: bool = True) -> Iterator[Store]:
    """The store, open for the block. For writing it is refused while in use, and created where there is none.

    With `create=False`, and for reading, a folder without a store is refused and stays as it is.
    """
    if not ((writing and create) or store_file(folder).is_file() or replacing.is_broken_off(folder)):
        raise Refusal(f"“{folder}”里还没有台账。请先运行：shengsi-desktop init --unit 单位名称")
    with Store.open(folder, writer=writing) as found:
        yield found
