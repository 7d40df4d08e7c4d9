"""The chart for elsewhere: onto the clipboard, into a picture file, onto one page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.ui.dialogs.export import ask_path
from shengsi_desktop.ui.pages.indicators.trend import words
from shengsi_desktop.ui.pages.indicators.trend.drawing import Drawn

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from shengsi_desktop.ui.page import PageContext
    from shengsi_desktop.ui.pages.indicators.trend.chart_view import ChartView
    from shengsi_desktop.ui.widgets.message_bar import MessageBar

_QUOTES = str.maketrans("", "", "“”")
_LONGEST_NAME = 60


class PictureOut(QObject):
    """Draws in the chart's own thread and says in its bar what was done."""

    def __init__(self, chart: ChartView, messages: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart, self._messages, self._window = chart, messages, parent
        #: whose desk it is, for the page's foot and the folder of last time
        self.context: PageContext | None = None

    def copy(self) -> None:
        """The chart onto the clipboard."""
        picture = self._chart.picture_out()

        def copied(drawn: object) -> None:
            if isinstance(drawn, Drawn):
                QGuiApplication.clipboard().setImage(drawn.image)
                self._messages.say(words.COPIED)

        if picture is not None:
            self._chart.drawer.run(picture.draw, copied)

    def save(self, path: Path) -> None:
        """The chart into a file, PNG or SVG by its ending."""
        picture = self._chart.picture_out()
        if picture is not None:
            self._chart.drawer.run(lambda: picture.save(path), lambda _: self._said(path))

    def print_page(self, path: Path) -> None:
        """The chart and its figures on one page A4, as PDF."""
        picture = self._chart.picture_out()
        if picture is not None and self.context is not None:
            unit, day = self.context.unit.name, self.context.today
            self._chart.drawer.run(lambda: picture.save_page(path, unit, day), lambda _: self._said(path))

    def ask_save(self) -> None:
        """Ask where the picture goes."""
        path = self._ask(words.SAVE_TITLE, "png", words.SAVE_TYPES)
        if path is not None:
            self.save(path)

    def ask_print(self) -> None:
        """Ask where the page goes."""
        path = self._ask(words.PRINT_TITLE, "pdf", words.PRINT_TYPES)
        if path is not None:
            self.print_page(path)

    def _ask(self, title: str, ending: str, types: str) -> Path | None:
        picture = self._chart.picture_out()
        if picture is None or self.context is None:
            return None
        subject = picture.subject
        name = words.FILE_NAME.format(
            name=as_file_name(subject.name.translate(_QUOTES))[:_LONGEST_NAME], year=subject.year
        )
        folder = self.context.settings.export_folder
        return ask_path(self._window, folder, f"{name}.{ending}", title, kind=types)

    def _said(self, path: Path) -> None:
        self._messages.say(words.SAVED.format(name=path.name))
