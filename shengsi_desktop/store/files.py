"""Writing a file for a person: the new one whole, or the old one as it was.

Every writer of files goes through `write_atomically`; what goes wrong is said in plain words.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from shengsi_desktop.domain.problems import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_WINDOWS_SHARING_VIOLATION = 32


def write_atomically(path: Path, data: bytes | Callable[[BinaryIO], object]) -> None:
    """Write `path` by way of a neighbour: temp, flush, fsync, replace.

    `data` is the content, or writes it to the open file given to it. When anything goes wrong the old file
    stays whole and the neighbour is removed; OSError becomes EnvironmentProblem, what `data` raises passes.
    """
    if is_folder(path):
        raise EnvironmentProblem(f"“{path}”是一个文件夹，不能作为文件保存。请换一个文件名。")
    if path.exists() and not os.access(path, os.W_OK):
        raise EnvironmentProblem(
            f"文件“{path.name}”是只读的，没有保存，原文件未动。请取消只读，或另存到别处。"
        )
    import secrets  # brings the system's cryptography, which the first window does without

    temporary = path.parent / f".shengsi-{secrets.token_hex(6)}.tmp"
    try:
        _write_whole(temporary, data)
        if path.exists():
            shutil.copymode(path, temporary)
        _replace(temporary, path)
    except OSError as problem:
        raise in_words(problem, path) from problem
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def is_folder(path: Path) -> bool:
    """Whether a folder of that name is there; EnvironmentProblem for a name that the system does not take."""
    try:
        return path.is_dir()
    except OSError as problem:
        raise in_words(problem, path) from problem


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where it is not there yet. EnvironmentProblem where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as problem:
        raise EnvironmentProblem(f"“{path}”是一个文件，不是文件夹，没有导出。请换一个文件夹。") from problem
    except OSError as problem:
        raise in_words(problem, path) from problem


def _write_whole(temporary: Path, data: bytes | Callable[[BinaryIO], object]) -> None:
    with temporary.open("xb") as file:
        if isinstance(data, bytes):
            file.write(data)
        else:
            data(file)
        file.flush()
        os.fsync(file.fileno())


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except PermissionError as problem:
        raise EnvironmentProblem(
            f"文件“{path.name}”可能正在WPS或其他程序中打开，没有保存，原文件未动。请关闭该文件后重试，或另存到别处。"
        ) from problem


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut, where the system knows how."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def in_words(problem: OSError, path: Path) -> EnvironmentProblem:
    """What the machine said, as a sentence for the user."""
    if problem.errno in _FULL:
        return EnvironmentProblem(
            f"磁盘空间不足，“{path.name}”没有保存，原文件未动。请清理磁盘后重试，或存到其他盘。"
        )
    if getattr(problem, "winerror", None) == _WINDOWS_SHARING_VIOLATION:
        return EnvironmentProblem(
            f"文件“{path.name}”正被其他程序使用，没有保存，原文件未动。请关闭该文件后重试，或另存到别处。"
        )
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        return EnvironmentProblem(
            f"没有权限写入文件夹“{path.parent}”，“{path.name}”没有保存。请另选一个文件夹。"
        )
    if isinstance(problem, FileNotFoundError | NotADirectoryError):
        return EnvironmentProblem(f"文件夹“{path.parent}”不存在，“{path.name}”没有保存。请另选一个文件夹。")
    if problem.errno == errno.ENAMETOOLONG:
        return EnvironmentProblem("文件名太长，没有保存。请换一个短一些的文件名。")
    reason = problem.strerror or type(problem).__name__
    return EnvironmentProblem(f"“{path.name}”没有保存（{reason}），原文件未动。请重试，或另存到别处。")
