"""Failures on their way to the user: logged whole into the store's folder, told briefly in the window."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

LOG_FOLDER = "logs"
LOG_FILE = "程序日志.log"
_SIZE, _KEPT = 1_000_000, 5

_log = logging.getLogger("shengsi_desktop")


def keep_log(folder: Path) -> Callable[[], None]:
    """Log into the store's folder from now on, rotating; returns what ends it."""
    from logging.handlers import RotatingFileHandler

    try:
        (folder / LOG_FOLDER).mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_FOLDER / LOG_FILE, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return lambda: None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)

    def end() -> None:
        _log.removeHandler(handler)
        handler.close()

    return end


def catch_everything(tell: Callable[[BaseException], None]) -> Callable[[], None]:
    """One hook for what nobody caught: logged and told, it ends no program; returns what takes it away."""
    before = sys.excepthook

    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, problem, trace)
            return
        if not isinstance(problem, Refusal):
            _log.error("unexpected", exc_info=(kind, problem, trace))
        tell(problem)

    sys.excepthook = hook

    def take_away() -> None:
        if sys.excepthook is hook:
            sys.excepthook = before

    return take_away
