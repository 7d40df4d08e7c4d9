"""One store put into another's place in four moves of files; where that was broken off, the next opening ends it.

What comes in is first made whole in a folder of its own. That folder takes the name `.arriving-…` when nothing more
can go wrong but the moves, so its being there says: go on. What stood before goes into `replaced-…` of the same stamp.
Plain calls of the system alone: nothing here reads a database.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.store.connection import FILE_NAME
from shengsi_desktop.store.files import in_words, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

REPLACED = "replaced-"
PARTIAL = ".partial-restore"
_ARRIVING = ".arriving-"
_ATTACHMENTS = "attachments"
#: what goes with the file of the database
_BESIDE = (f"{FILE_NAME}-wal", f"{FILE_NAME}-shm")

_FINISHED = "上次恢复备份（或放入移交包）中途断了，现已接着做完。"
_KEPT_IN = "原来的台账留在“{name}”里。"
_BROKEN_OFF = "上次恢复备份（或放入移交包）还没有开始替换就断了，现有台账未动。需要的话请再恢复一次。"
_PUT_BACK = "上次恢复备份（或放入移交包）中途断了，已退回恢复前的台账。需要的话请再恢复一次。"


def stamp() -> str:
    """This moment as part of a folder's name."""
    return f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}"


def replaced(folder: Path) -> list[Path]:
    """The stores that were replaced in `folder`, oldest first."""
    return sorted(path for path in folder.glob(f"{REPLACED}*") if path.is_dir())


def is_broken_off(folder: Path) -> bool:
    """Whether a replacement there waits to be ended."""
    return bool(_arriving(folder)) or _left_bare(folder) is not None


def exchange(incoming: Path, folder: Path) -> Path | None:
    """Move the present store aside and the incoming one in; where the system refuses, the present one goes back.

    Returns where the present one went, None where there was none. Raises OSError.
    """
    at = stamp()
    # without a folder of its own one could not tell whose attachments stand in the place
    (incoming / _ATTACHMENTS).mkdir(exist_ok=True)
    arriving = folder / f"{_ARRIVING}{at}"
    _sync_all(incoming)
    os.replace(incoming, arriving)  # noqa: PTH105 - plain calls, in this order
    sync_folder(folder)
    done: list[tuple[Path, Path]] = []
    try:
        _move(arriving, folder, done)
    except OSError:
        for before, after in reversed(done):
            os.replace(after, before)  # noqa: PTH105
        shutil.rmtree(arriving, ignore_errors=True)
        raise
    aside = folder / f"{REPLACED}{at}"
    return aside if aside.is_dir() else None


def settle(folder: Path) -> str:
    """End what was broken off there, the writer's lock being held: a sentence that says how, empty for nothing.

    Raises EnvironmentProblem where the system refuses; then nothing else may be done there.
    """
    told = ""
    try:
        for arriving in _arriving(folder):
            _move(arriving, folder, [])
            aside = folder / f"{REPLACED}{arriving.name.removeprefix(_ARRIVING)}"
            told = _FINISHED + (_KEPT_IN.format(name=aside.name) if aside.is_dir() else "")
        bare = _left_bare(folder)
        if bare is not None:
            _put_back(bare, folder)
            told = _PUT_BACK
        if (folder / PARTIAL).is_dir():
            told = told or _BROKEN_OFF
            shutil.rmtree(folder / PARTIAL, ignore_errors=True)
    except OSError as problem:
        words = in_words(problem, folder / FILE_NAME)
        raise EnvironmentProblem(
            f"上次恢复备份（或放入移交包）中途断了，这次也没有接上：{words}两份台账都还在“{folder}”里。"
        ) from problem
    return told


def require_whole(folder: Path) -> None:
    """For who only reads: refused where a replacement waits to be ended."""
    if is_broken_off(folder):
        raise EnvironmentProblem("上次恢复备份（或放入移交包）中途断了。请先打开一次窗口，程序会接着做完。")


def _arriving(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"{_ARRIVING}*") if path.is_dir())


def _move(arriving: Path, folder: Path, done: list[tuple[Path, Path]]) -> None:
    """The moves that are still to be made, each noted in `done`; the database of what comes in is the last."""
    aside = folder / f"{REPLACED}{arriving.name.removeprefix(_ARRIVING)}"
    for name in (FILE_NAME, *_BESIDE, _ATTACHMENTS):
        waits = (arriving / (_ATTACHMENTS if name == _ATTACHMENTS else FILE_NAME)).exists()
        if waits and (folder / name).exists():
            aside.mkdir(exist_ok=True)
            _one(folder / name, aside / name, done)
    for name in (_ATTACHMENTS, FILE_NAME):
        if (arriving / name).exists():
            _one(arriving / name, folder / name, done)
    sync_folder(folder)
    shutil.rmtree(arriving, ignore_errors=True)


def _one(before: Path, after: Path, done: list[tuple[Path, Path]]) -> None:
    os.replace(before, after)  # noqa: PTH105
    done.append((before, after))


def _left_bare(folder: Path) -> Path | None:
    """The replaced store where it was moved away and nothing came: so an earlier version of the program left it."""
    if (folder / FILE_NAME).exists() or not (folder / PARTIAL).is_dir():
        return None
    found = [one for one in replaced(folder) if (one / FILE_NAME).is_file()]
    return found[-1] if found else None


def _put_back(aside: Path, folder: Path) -> None:
    if (aside / _ATTACHMENTS).is_dir() and (folder / _ATTACHMENTS).is_dir():
        # a file is called by its content: both folders together hold what either store names
        for file in (aside / _ATTACHMENTS).iterdir():
            os.replace(file, folder / _ATTACHMENTS / file.name)  # noqa: PTH105
        (aside / _ATTACHMENTS).rmdir()
    for name in (_ATTACHMENTS, *_BESIDE, FILE_NAME):
        if (aside / name).exists():
            os.replace(aside / name, folder / name)  # noqa: PTH105
    aside.rmdir()
    sync_folder(folder)


def _sync_all(folder: Path) -> None:
    """What is about to take the place must outlast a power cut."""
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
