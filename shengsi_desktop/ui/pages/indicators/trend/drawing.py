"""Draws figures off the Qt thread, one at a time, the newest wish first; gives pictures back on it.

matplotlib is imported in that thread with the first figure, so that nothing waits for it.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from shengsi_desktop import assets
from shengsi_desktop.ui.pages.indicators.trend import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from matplotlib.figure import Figure

    from shengsi_desktop.charts.hover import HoverPoint
    from shengsi_desktop.charts.trend_series import TrendSeries
    from shengsi_desktop.domain.indicators import IndicatorStanding

_FONT = "fonts/NotoSansSC-Regular.otf"
#: matplotlib is not made for several threads
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Subject:
    """Which series over which years: `years` ending with `year`.

    Several are drawn `together` in one figure or each in its own; together in percent of their targets
    (`of_target`) or by their values.
    """

    standings: tuple[IndicatorStanding, ...]
    year: int
    years: int = 1
    together: bool = True
    of_target: bool = True

    @property
    def ids(self) -> tuple[str, ...]:
        """Of which series it is."""
        return tuple(one.indicator.id for one in self.standings)

    @property
    def name(self) -> str:
        """What it is called: the series' name, or that of the first and how many more."""
        first = self.standings[0].indicator.name
        more = len(self.standings)
        return first if more == 1 else words.SEVERAL.format(name=first, count=more)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, and what its points say: places in device pixels from the upper left."""

    image: QImage
    points: tuple[HoverPoint, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What shall be drawn: `width` by `height` device pixels at `dpi`."""

    subject: Subject
    width: int
    height: int
    dpi: float
    dark: bool
    titled: bool = False

    def draw(self) -> Drawn:
        """Draw it as an image."""
        with _ONE_AT_A_TIME:
            from matplotlib.backends.backend_agg import FigureCanvasAgg

            from shengsi_desktop.charts.hover import hover_points

            figure = self._figure()
            # its methods bear no types
            canvas: Any = FigureCanvasAgg(figure)
            canvas.draw()
            data = bytes(canvas.buffer_rgba())
            width, height = canvas.get_width_height(physical=True)
            points = hover_points(figure)
        # a copy owns its pixels; the first one only looks at `data`
        image = QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        return Drawn(image, points)

    def save(self, path: Path) -> Path:
        """Draw it into a file, PNG or SVG by its ending. Raises EnvironmentProblem."""
        from shengsi_desktop.store.files import write_atomically

        with _ONE_AT_A_TIME:
            from shengsi_desktop.charts.render import png_bytes, svg_bytes

            vector = path.suffix.lower() == ".svg"
            content = (svg_bytes if vector else png_bytes)(self._figure())
        write_atomically(path, content)
        return path

    def save_page(self, path: Path, unit_name: str, day: date) -> Path:
        """Draw it with its figures on one page of A4, as PDF. Raises EnvironmentProblem."""
        from shengsi_desktop.store.files import write_atomically

        with _ONE_AT_A_TIME:
            from shengsi_desktop.charts.page import PageEntry, page_figure
            from shengsi_desktop.charts.render import pdf_bytes

            subject = self.subject
            pairs = zip(self._series(), subject.standings, strict=True)
            page = page_figure(
                [PageEntry(series, standing.reading) for series, standing in pairs],
                title=words.PAGE_TITLE.format(name=subject.name, year=subject.year),
                unit_name=unit_name,
                day=day,
                family=chinese_family(),
                percent_of_target=subject.of_target,
                multiples=not subject.together,
            )
            content = pdf_bytes(page)
        write_atomically(path, content)
        return path

    def _series(self) -> list[TrendSeries]:
        from shengsi_desktop.charts.series import series_of
        from shengsi_desktop.rhythm.forecast import forecast

        year = self.subject.year
        return [
            series_of(one, year, forecast=forecast(one, year), years=self.subject.years)
            for one in self.subject.standings
        ]

    def _figure(self) -> Figure:
        from shengsi_desktop.charts.compare import multiples_figure, overlay_figure
        from shengsi_desktop.charts.trend import trend_figure

        series, family = self._series(), chinese_family()
        place = {"width_px": self.width, "height_px": self.height}
        if len(series) == 1:
            return trend_figure(
                series[0], **place, dpi=self.dpi, dark=self.dark, family=family, titled=self.titled
            )
        percent = self.subject.of_target
        if self.subject.together:
            return overlay_figure(
                series,
                percent_of_target=percent,
                **place,
                dpi=self.dpi,
                dark=self.dark,
                family=family,
                titled=self.titled,
            )
        return multiples_figure(
            series, percent_of_target=percent, **place, dpi=self.dpi, dark=self.dark, family=family
        )


def chinese_family() -> str:
    """The family that figures are written in; its font is registered where the system has none."""
    from shengsi_desktop.charts.fonts import ensure_chinese

    return ensure_chinese(assets.resource(_FONT))


class _Post(QObject):
    """Carries a result to the Qt thread; it belongs to nobody, so that it outlives the page that asked."""

    ready = Signal(object, object, object)


class _Work(QRunnable):
    """One piece of work in the pool."""

    def __init__(self, work: Callable[[], object], post: _Post, wish: object) -> None:
        super().__init__()
        self._work, self._post, self._wish = work, post, wish

    def run(self) -> None:
        """Do it; a failure travels like a result."""
        try:
            result = self._work()
        except Exception as problem:  # noqa: BLE001 - told to the one who asked
            self._tell(None, problem)
        else:
            self._tell(result, None)

    def _tell(self, result: object, problem: BaseException | None) -> None:
        # the program may have ended meanwhile, and the post with it, even between asking and telling
        with suppress(RuntimeError):
            self._post.ready.emit(self._wish, result, problem)


class Drawer(QObject):
    """Runs drawings one after the other; of several wishes for the shown chart only the newest is drawn."""

    #: (Picture, Drawn)
    drawn = Signal(object, object)
    #: a failure (the exception)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = _Post()
        self._post.ready.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._next: Picture | None = None
        self._at_work: Picture | None = None

    @property
    def busy(self) -> bool:
        """True while a chart is being drawn or waits for it."""
        return self._at_work is not None or self._next is not None

    def draw(self, picture: Picture) -> None:
        """Draw it; `drawn` tells when it is there."""
        self._next = picture
        self._go_on()

    def run(self, work: Callable[[], object], done: Callable[[object], object]) -> None:
        """Do other work with figures; `done` gets its result on the Qt thread."""
        QThreadPool.globalInstance().start(_Work(work, self._post, done))

    def _go_on(self) -> None:
        if self._at_work is None and self._next is not None:
            self._at_work, self._next = self._next, None
            QThreadPool.globalInstance().start(_Work(self._at_work.draw, self._post, self._at_work))

    def _arrived(self, wish: object, result: object, problem: BaseException | None) -> None:
        if problem is not None:
            self.failed.emit(problem)
        if isinstance(wish, Picture):
            self._at_work = None
            if problem is None:
                self.drawn.emit(wish, result)
            self._go_on()
        elif problem is None and callable(wish):
            wish(result)
