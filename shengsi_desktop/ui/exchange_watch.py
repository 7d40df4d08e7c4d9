"""The 收发目录 while the window is open: new files in it are told, never taken by themselves.

The folder may lie on a share that does not answer: it is looked into on a thread of its own. A file counts once its
size has been steady for two seconds: what is still being copied is not read.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal

from shengsi_desktop.domain.problems import Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.services.exchange.incoming import News
    from shengsi_desktop.ui.main_window import MainWindow

#: how often the folder is looked into whatever the system tells (ms), and how soon after it told something
SLOWLY, SOON = 15_000, 500
#: how long a file has to stay the same (s)
STEADY = 2.0
_SUFFIXES = (".sspkg", ".xlsx", ".txt")
NEWS_COUNTY, NEWS_UNIT = "收发目录有{count}份新报送。", "收发目录有{count}份发给本单位的新文件。"
LOOK = "去看"
#: where this machine remembers the files that are none, and how many of them
_NONE, _MOST_NONE = "exchange/none", 500

_Stamp = tuple[int, int]


class ExchangeWatch(QObject):
    """Of one window; follows the desk's 收发目录."""

    #: files that came, steady (Paths)
    arrived = Signal(object)
    #: (the folder, {path: (size, mtime)})
    _looked = Signal(str, object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = ""
        self._looking = False
        self._first_seen: dict[str, tuple[_Stamp, float]] = {}
        self._told: dict[str, _Stamp] = {}
        #: told and not yet looked at
        self.waiting: list[Path] = []
        self._poll, self._soon = QTimer(self), QTimer(self)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._soon.start())
        self._poll.setInterval(SLOWLY)
        self._soon.setInterval(SOON)
        self._soon.setSingleShot(True)
        for timer in (self._poll, self._soon):
            timer.timeout.connect(self.look)
        self._looked.connect(self._compare, Qt.ConnectionType.QueuedConnection)
        self.arrived.connect(self._ask_store)
        window.desk_shown.connect(self.follow)
        window.closing.connect(self.stop)

    def follow(self) -> None:
        """Watch the folder that is set now."""
        context = self._window.context
        folder = context.settings.exchange_folder if context is not None else ""
        if folder == self._folder:
            return
        self.stop()
        self._folder = folder
        self._first_seen, self._told, self.waiting = {}, {}, []
        if folder:
            self._watcher.addPath(folder)
            self._poll.start()
            self._soon.start()

    def stop(self) -> None:
        """Look no more."""
        self._poll.stop()
        self._soon.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._folder = ""

    def look(self) -> None:
        """Look into the folder, on a thread of its own; not twice at once."""
        if self._folder and not self._looking:
            self._looking = True
            threading.Thread(
                target=_look, args=(self._folder, self._looked.emit), name="收发目录", daemon=True
            ).start()

    def _compare(self, folder: str, found: dict[str, _Stamp]) -> None:
        self._looking = False
        if folder != self._folder:
            return
        if folder not in self._watcher.directories():
            # a stick or a share that was away
            self._watcher.addPath(folder)
        now = time.monotonic()
        steady, unsteady, none = [], False, set(self._none())
        for path, stamp in found.items():
            if self._told.get(path) == stamp or _known_by(path, stamp) in none:
                continue
            before, since = self._first_seen.get(path, (None, now))
            if before != stamp:
                self._first_seen[path] = (stamp, now)
                unsteady = True
            elif now - since < STEADY:
                unsteady = True
            else:
                self._told[path] = stamp
                steady.append(Path(path))
        if unsteady:
            QTimer.singleShot(int(STEADY * 1000) + SOON // 2, self, self.look)
        if steady:
            self.arrived.emit(steady)

    def _ask_store(self, paths: list[Path]) -> None:
        """Which of them are for this desk and not dealt with yet."""
        context = self._window.context
        if context is None:
            return

        folder = self._folder

        def read(store: Any) -> News | None:
            from shengsi_desktop.services.exchange import incoming

            try:
                return incoming.sorted_out(store, paths, lambda _done, _of: self._folder == folder)
            except Cancelled:
                return None

        # a share may be slow: nobody's words wait for it
        context.operations.run(read, self._tell, owner=self, quiet=True, beside=True)

    def _tell(self, found: News | None) -> None:
        context = self._window.context
        if found is None or context is None:
            return
        self._remember(found.none)
        paths = found.fresh
        if not paths:
            return
        self.waiting = list(dict.fromkeys((*self.waiting, *paths)))
        news = NEWS_COUNTY if context.settings.county else NEWS_UNIT
        self._window.messages.say(news.format(count=len(self.waiting)), [(LOOK, self.show)])

    def _remember(self, paths: Sequence[Path]) -> None:
        """These are none, or cannot be read: they are not told of again at the next start."""
        said = [_known_by(str(path), self._told[str(path)]) for path in paths if str(path) in self._told]
        if said:
            kept = [one for one in self._none() if one not in said]
            self._window.memory.setValue(_NONE, [*kept, *said][-_MOST_NONE:])

    def _none(self) -> list[str]:
        said = self._window.memory.value(_NONE) or []
        return [said] if isinstance(said, str) else [str(one) for one in said]

    def show(self) -> None:
        """Go there, and lay out what came."""
        paths, self.waiting = self.waiting, []
        self._window.show_page("exchange")
        page: Any = self._window.page
        page.show_view("take_in")
        page.view.look_at(paths)


def _known_by(path: str, stamp: _Stamp) -> str:
    return f"{stamp[0]} {stamp[1]} {path}"


def _look(folder: str, tell: Any) -> None:
    """Name, size and time of the files in it; nothing where it does not answer."""
    found: dict[str, _Stamp] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                named = entry.name.lower().endswith(_SUFFIXES) and not entry.name.startswith(("~$", "."))
                if named and entry.is_file():
                    facts = entry.stat()
                    if facts.st_size:
                        found[entry.path] = (facts.st_size, facts.st_mtime_ns)
    except OSError:
        pass
    try:
        tell(folder, found)
    except RuntimeError:
        # the window is gone
        return
