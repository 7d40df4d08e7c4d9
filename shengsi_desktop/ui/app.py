"""Starts the window: the first list from plain files, the store's libraries only after it is painted."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from shengsi_desktop.domain.clock import local_now
from shengsi_desktop.domain.problems import ConcurrentUse, EnvironmentProblem, Refusal
from shengsi_desktop.domain.views import TEXT_SCALES
from shengsi_desktop.rhythm import weeks
from shengsi_desktop.store.lock import WriterLock
from shengsi_desktop.ui import last_place
from shengsi_desktop.ui.main_window import MainWindow
from shengsi_desktop.ui.operations import Operations
from shengsi_desktop.ui.theme import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QFileSystemWatcher
    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.domain.clock import Clock
    from shengsi_desktop.domain.first_view import FirstView
    from shengsi_desktop.domain.views import DeskSettings
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.worker import StoreWorker
    from shengsi_desktop.ui.first_run.handover import Chosen
    from shengsi_desktop.ui.index_building import IndexBuilder

#: of the window alone, inside the store's folder: its lock, its size, and the file that a second start touches
WINDOW_FOLDER = "window"
RAISE_FILE = "raise"
MEMORY_FILE = "window.ini"
#: after the start, when the first hurry is over: the day's backup (ms)
BACKUP_AFTER = 60_000


class Desk(QObject):
    """One running window with its store in `folder`."""

    def __init__(self, folder: Path, clock: Clock = local_now) -> None:
        super().__init__()
        self.folder = folder
        self.clock = clock
        self.memory = QSettings(str(folder / WINDOW_FOLDER / MEMORY_FILE), QSettings.Format.IniFormat)
        scale = str(self.memory.value("text_scale", ""))
        sizes = {str(size): size for size in TEXT_SCALES}
        current.apply(str(self.memory.value("theme", "light")), sizes.get(scale, 100))
        #: from the first paint on
        self.worker: StoreWorker | None = None
        self.operations = Operations(None, self)
        self.window = MainWindow(self.operations, clock, self.memory)
        self.window.restore_place()
        self.window.painted.connect(self._open_store)
        self.window.closing.connect(self._end)
        self.window.commands.handover_chosen.connect(self._take_handover)
        self._ends: list[Callable[[], object]] = []
        self._first: tuple[FirstView, Week] | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._backup_later: QTimer | None = None
        self._index_builder: IndexBuilder | None = None

    def show(self) -> None:
        """The window with my items, from the store as it lies on the disk."""
        try:
            first = self._first_view()
            if first is not None:
                self._show_first(first)
        except Exception as problem:
            # the list can still come from the open store; a window that does not open helps nobody
            import logging

            logging.getLogger(__name__).exception("the first list could not be shown")
            self.window.tell(problem)
        else:
            if first is None:
                self.window.show_first_run()
        self.window.show()

    def raise_window(self) -> None:
        """A second start asks for this one."""
        self.window.come_forward()

    def _first_view(self) -> FirstView | None:
        from shengsi_desktop.store.first_view import read_first_view

        try:
            return read_first_view(self.folder, None, None)
        except Refusal as problem:
            self.window.tell(problem)
            return None

    def _show_first(self, first: FirstView) -> None:
        from shengsi_desktop.rhythm.item_rows import item_rows

        last = max((report.week for report in first.reports if report.reported), default=None)
        year = first.plan_year or self.clock().year
        week = weeks.default_week(self.clock().date(), year, first.rhythm, last)
        left = last_place.read(self.memory)
        place = left if left is not None and left.unit_id == first.unit.id else None
        if place is not None:
            week = _week_left(place.week, first) or week
        first = replace(
            first,
            week=str(week),
            values=tuple(one for one in first.values if one.week <= str(week)),
            reports=tuple(one for one in first.reports if one.week <= str(week)),
        )
        self._first = (first, week)
        self.window.show_rows(first, week, item_rows(first, week), place.item_id if place else "")

    def _open_store(self) -> None:
        """After the first paint: the log, the store, what a second start touches."""
        from shengsi_desktop.ui.failures import catch_everything, keep_log

        gc.enable()
        self._ends += [keep_log(self.folder), catch_everything(self.window.tell)]
        self.window.listen_to_keys()
        self.window.header.know_holidays()
        if self._first is not None:
            self.window.show_desk(self._first_settings(*self._first), self._first[1])
        self._start_worker()
        self._watch_second_start()
        _speak_chinese(self, self.window)
        _set_icon(self)
        self.operations.run(_settings, self._settings_known, self._not_opened, owner=self)

    def _first_settings(self, first: FirstView, week: Week) -> DeskSettings:
        """What is known of the settings before the store is open."""
        from shengsi_desktop.domain.views import DeskSettings

        return DeskSettings(
            unit=first.unit,
            rhythm=first.rhythm,
            plan_id=first.plan_id,
            plan_title=first.plan_title,
            plan_year=first.plan_year or week.year,
            theme=str(self.memory.value("theme", "light")),
            text_scale=current.text_scale(),
        )

    def _watch_second_start(self) -> None:
        from PySide6.QtCore import QFileSystemWatcher

        flag = self.folder / WINDOW_FOLDER / RAISE_FILE
        try:
            flag.parent.mkdir(parents=True, exist_ok=True)
            flag.touch()
        except OSError:
            return  # then a second start only says that there is a first one
        self._watcher = QFileSystemWatcher([str(flag)], self)
        self._watcher.fileChanged.connect(lambda _path: self.raise_window())

    def _settings_known(self, settings: Any) -> None:
        window = self.window
        self.operations.run(_look_after, self._tell, owner=self, quiet=True)
        self._back_up_later()
        self._build_index()
        if settings is None and window.asks_first:
            return
        if settings is not None and window.context is None:
            self._show_last_week(settings)
        if settings is None or window.context is None or settings != window.context.settings:
            window.commands.show_settings(settings)
        else:
            window.commands.follow_changes()

    def _tell(self, words: str) -> None:
        if words:
            self.window.messages.say(words)

    def _show_last_week(self, settings: DeskSettings) -> None:
        """A store just brought up to date could not be read before: the week last worked on comes now."""
        first = self._first_view()
        if first is not None:
            self._show_first(first)
        if self._first is not None:
            self.window.show_desk(settings, self._first[1])
            self.window.commands.put_theme_in_force(settings.theme, settings.text_scale)

    def _back_up_later(self) -> None:
        if self._backup_later is not None:
            return
        self._backup_later = QTimer(self)
        self._backup_later.setSingleShot(True)
        self._backup_later.timeout.connect(lambda: self.operations.run(_daily_backup, owner=self, quiet=True))
        self._backup_later.start(BACKUP_AFTER)

    def _build_index(self) -> None:
        if self._index_builder is None:
            from shengsi_desktop.ui.index_building import IndexBuilder

            self._index_builder = IndexBuilder(self.operations, self)

    def _not_opened(self, problem: BaseException) -> None:
        """The store would not open: say why; typing stays in the fields, and it can be tried again."""
        self.operations.tell(problem)
        self.window.messages.add_action("再试一次", self._try_again)

    def _take_handover(self, chosen: Chosen, asker: Any) -> None:
        """The desk of a 移交包 takes the place of the store that nobody has set up."""
        from shengsi_desktop.services import handover

        if self.worker is not None:
            self.worker.stop()
        try:
            handover.take(
                chosen.data,
                chosen.name,
                self.folder,
                chosen.passphrase,
                person=chosen.person,
                machine=chosen.machine,
            )
        except Refusal as problem:
            asker.say(str(problem))
            self._start_worker()
            return
        except BaseException:
            self._start_worker()
            raise
        self._start_worker()
        self.operations.run(_settings, self._opened_again, self._not_opened, owner=self)

    def _try_again(self) -> None:
        if self.worker is not None:
            self.worker.stop()
        self._start_worker()
        self.operations.run(_settings, self._opened_again, self._not_opened, owner=self)

    def _start_worker(self) -> None:
        from shengsi_desktop.services.worker import StoreWorker

        self.worker = StoreWorker(self.folder, clock=self.clock)
        self.worker.start()
        self.operations.use(self.worker)

    def _opened_again(self, settings: Any) -> None:
        self.window.messages.say("台账已打开。")
        if settings is not None and self.window.context is None:
            self._show_last_week(settings)
        self.window.commands.show_settings(settings)

    def _end(self) -> None:
        """The window closes: everything handed over is written before the program ends."""
        if self._backup_later is not None:
            self._backup_later.stop()
        if self._index_builder is not None:
            self._index_builder.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        last_place.forget(self.memory)
        if self.worker is not None:
            self.worker.stop(wait=True)
        for end in self._ends:
            end()
        self._ends = []


def _week_left(name: str, first: FirstView) -> Week | None:
    try:
        return weeks.parse_week(name, first.rhythm)
    except Refusal:
        return None


def _settings(store: Any) -> Any:
    from shengsi_desktop.services import setting_up

    return setting_up.settings(store) if setting_up.is_set_up(store) else None


def _look_after(store: Any) -> str:
    from shengsi_desktop.services import keeping

    return keeping.after_start(store)


def _daily_backup(store: Any) -> None:
    from shengsi_desktop.services import keeping

    keeping.daily(store)


def run(folder: Path) -> int:
    """Open the window over the store in `folder`; 0 when it was closed, or when another one was raised."""
    try:
        lock = WriterLock.take(folder / WINDOW_FOLDER)
    except ConcurrentUse:
        (folder / WINDOW_FOLDER / RAISE_FILE).write_text(str(local_now()), encoding="utf-8")
        sys.stderr.write("台账已经打开，已切换到那个窗口。\n")
        return 0
    except EnvironmentProblem as problem:
        sys.stderr.write(f"存放文件夹“{folder}”不能用：{problem}可换一个位置：--store 文件夹。\n")
        return 1
    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setApplicationName("shengsi-desktop")
    QApplication.setApplicationDisplayName("嵊泗会商台账")
    desk = Desk(folder)
    desk.show()
    code = app.exec()
    lock.release()
    return code


def _speak_chinese(parent: QObject, window: QWidget) -> None:
    """Qt's own words (file dialogs, context menus, calendars) in Chinese, whatever the system speaks."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    QLocale.setDefault(chinese)  # for dialogs still to come
    window.setLocale(chinese)

    translator = QTranslator(parent)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        QApplication.installTranslator(translator)


def _set_icon(desk: Desk) -> None:
    from PySide6.QtGui import QIcon

    from shengsi_desktop import assets

    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        try:
            icon.addFile(str(assets.resource(f"icons/app-{size}.png")))
        except FileNotFoundError:
            return
    desk.window.setWindowIcon(icon)
