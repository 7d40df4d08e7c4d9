"""A plan curve with all that its dialog shows: what stands there, what is known of it, what each preset would draw."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.curves import CurveSheet
from shengsi_desktop.domain.periods import month_key
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Comparator
from shengsi_desktop.rhythm.curves import WHOLE_YEAR, CurveKind, preset
from shengsi_desktop.rhythm.gaps import target_words
from shengsi_desktop.services import facts
from shengsi_desktop.services.curves import curve_of, plan_year_of, shape_of, target_row
from shengsi_desktop.services.series import month_values
from shengsi_desktop.store.reading import load_values
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Deliverable, Indicator, IndicatorPoint

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.curves import Points
    from shengsi_desktop.store.sessions import Store


def curve_sheet(store: Store, target_id: str, unit_id: str) -> CurveSheet:
    """The sheet of an indicator, or of a deliverable with the values that `unit_id` reported."""
    planned = curve_of(store, target_id)
    with store.reading() as session:
        row = target_row(session, target_id)
        year, months, target, refusal = plan_year_of(session, row), WHOLE_YEAR, None, ""
        presets: dict[str, Points] = {}
        try:
            shape = shape_of(session, target_id)
        except Refusal as problem:
            refusal = str(problem)
        else:
            target, months = shape.target, shape.months
            presets = {
                kind.label: preset(
                    kind, target, shape.year, start=shape.start, months=months, places=shape.places
                )
                for kind in CurveKind
            }
        if isinstance(row, Deliverable):
            words = target_words(Comparator(row.comparator), Decimal(row.target) if row.target else None)
            actual = _reported(session, row, unit_id)
        else:
            words, actual = row.target_words, _published(session, row)
        periods = tuple(month_key(year, month) for month in months)
        return CurveSheet(
            target_id,
            row.name,
            row.unit,
            words,
            target,
            year,
            tuple(sorted({*periods, *(period for period, _ in planned if period[:4] == str(year))})),
            planned,
            actual,
            presets,
            refusal,
        )


def _published(session: Session, row: Indicator) -> Points:
    points = session.exec(
        alive(IndicatorPoint).where(IndicatorPoint.indicator_id == row.id).order_by(IndicatorPoint.period)
    ).all()
    return tuple((point.period, Decimal(point.value)) for point in points if point.value)


def _reported(session: Session, row: Deliverable, unit_id: str) -> Points:
    values = load_values(raw_connection(session), unit_id, None)
    mine = (one for one in values if one.deliverable_id == row.id)
    return tuple(sorted(month_values(mine, facts.rhythm(session, unit_id)).items()))
