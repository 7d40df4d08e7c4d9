"""The S-curve of one project as a picture: the chart of 走势 with another figure in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from shengsi_desktop import assets
from shengsi_desktop.domain.projects import InvestmentCurve
from shengsi_desktop.ui.pages.indicators.projects import words
from shengsi_desktop.ui.pages.indicators.trend.chart_view import ChartView
from shengsi_desktop.ui.pages.indicators.trend.drawing import Picture, Subject

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from shengsi_desktop.domain.money import Money
    from shengsi_desktop.domain.projects import ProjectRow

_FONT = "fonts/NotoSansSC-Regular.otf"


@dataclass(frozen=True, slots=True)
class CurveSubject(Subject):
    """A project's curve; it has no standings of indicators."""

    item_id: str = ""
    curve: InvestmentCurve = field(default_factory=InvestmentCurve)
    words: str = ""

    @property
    @override
    def ids(self) -> tuple[str, ...]:
        """Of which project it is."""
        return (self.item_id,)

    @property
    @override
    def name(self) -> str:
        """What it is called."""
        return f"{self.curve.name}{words.CURVE}"


@dataclass(frozen=True, slots=True)
class CurvePicture(Picture):
    """The S-curve to be drawn."""

    @override
    def _figure(self) -> Figure:
        from shengsi_desktop.charts.fonts import ensure_chinese
        from shengsi_desktop.charts.s_curve import SCurve, s_curve_figure

        subject = self.subject
        if not isinstance(subject, CurveSubject):
            raise TypeError(subject)
        curve = subject.curve

        def number(sum_: Money | None) -> float | None:
            return None if sum_ is None else float(sum_.in_unit(curve.unit))

        return s_curve_figure(
            SCurve(
                name=curve.name,
                unit=curve.unit,
                in_its_unit=True,
                periods=tuple(month.period for month in curve.months),
                planned=tuple(number(month.planned) for month in curve.months),
                done=tuple(number(month.done) for month in curve.months),
                total=number(curve.total),
                year_plan=number(curve.year_plan),
                before=number(curve.before),
                stage=subject.words if self.titled else "",
                source=words.PLAN_SOURCE.format(name=curve.plan_name) if curve.plan_name else "",
                key=subject.item_id,
            ),
            width_px=self.width,
            height_px=self.height,
            dpi=self.dpi,
            dark=self.dark,
            family=ensure_chinese(assets.resource(_FONT)),
            titled=self.titled,
        )


class CurveView(ChartView):
    """Shows one project's curve."""

    def show_project(self, row: ProjectRow, unit: str) -> None:
        """Draw another project's curve in a unit, or the same one's with new figures."""
        year = int(row.curve.months[0].period[:4]) if row.curve.months else 0
        self.show_subject(
            CurveSubject((), year, item_id=row.item.id, curve=replace(row.curve, unit=unit), words=row.words)
        )

    @override
    def picture_out(self) -> Picture | None:
        """For outside: light, with name and 形象进度."""
        return _of_curve(super().picture_out())

    @override
    def _wish(self) -> Picture | None:
        return _of_curve(super()._wish())


def _of_curve(picture: Picture | None) -> Picture | None:
    if picture is None:
        return None
    return CurvePicture(
        picture.subject, picture.width, picture.height, picture.dpi, picture.dark, picture.titled
    )
