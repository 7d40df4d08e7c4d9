"""One writer a store: a lock that the system gives back when its holder dies."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Self

from shengsi_desktop.domain.problems import ConcurrentUse
from shengsi_desktop.store.files import in_words

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

FILE_NAME = "store.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _give_back(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class WriterLock:
    """Held from `take` to `release`; raises ConcurrentUse where another process holds it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file: BinaryIO | None = file

    @classmethod
    def take(cls, folder: Path) -> Self:
        """Lock the store in `folder`, which is made when it is not there."""
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = path.open("ab")
        except OSError as problem:
            raise in_words(problem, path) from problem
        try:
            file.seek(0)
            _take(file)
        except OSError as problem:
            file.close()
            raise ConcurrentUse(
                "台账正在另一个窗口或命令中使用，这里没有打开，数据未动。请先关闭那个窗口，或在那里操作。"
            ) from problem
        return cls(file)

    def release(self) -> None:
        """Give it back; twice is fine."""
        if self._file is None:
            return
        with suppress(OSError):
            _give_back(self._file)
        self._file.close()
        self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
