"""A PlanDocument as the plain JSON of `plan show --json`. Only the shape; it reads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.plan import (
        Condition,
        DeliverableText,
        DirectionText,
        IndicatorText,
        Measure,
        OwnerText,
        PlanDocument,
        Quantity,
        TaskText,
    )


def to_json(document: PlanDocument) -> dict[str, Any]:
    """Return the document as plain JSON: numbers as numbers, dates ISO, words as their stored values."""
    return {
        "title": document.title,
        "year": document.year,
        "issuer": document.issuer,
        "source_sha256": document.source_sha256,
        "directions": [_direction(direction) for direction in document.directions],
        "guarantees": [_task(task) for task in document.guarantees],
        "indicators": [_indicator(indicator) for indicator in document.indicators],
        "annexes": list(document.annexes),
        "warnings": [{"line": w.line, "text": w.text, "message": w.message} for w in document.warnings],
    }


def json_number(value: Decimal | None) -> int | float | None:
    """Return a figure as a JSON number, whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _direction(direction: DirectionText) -> dict[str, Any]:
    return {
        "number": direction.number,
        "title": direction.title,
        "start": direction.start,
        "end": direction.end,
        "tasks": [_task(task) for task in direction.tasks],
    }


def _task(task: TaskText) -> dict[str, Any]:
    return {
        "number": task.number,
        "title": task.title,
        "start": task.start,
        "end": task.end,
        "measures": [_measure(measure) for measure in task.measures],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "text": measure.text,
        "start": measure.start,
        "end": measure.end,
        "marker": measure.marker,
        "marker_start": measure.marker_start,
        "marker_end": measure.marker_end,
        "deadline": measure.deadline,
        "scope": measure.scope,
        "leaders": list(measure.leaders),
        "owners": [_owner(owner) for owner in measure.owners],
        "deliverables": [_deliverable(deliverable) for deliverable in measure.deliverables],
    }


def _owner(owner: OwnerText) -> dict[str, Any]:
    return {
        "unit": owner.unit,
        "written": owner.written,
        "start": owner.start,
        "end": owner.end,
        "role": owner.role.value,
        "origin": owner.origin.value,
    }


def _deliverable(deliverable: DeliverableText) -> dict[str, Any]:
    return {
        "text": deliverable.text,
        "start": deliverable.start,
        "end": deliverable.end,
        "kind": deliverable.kind.value,
        "due": deliverable.due.isoformat() if deliverable.due else None,
        "quantities": [_quantity(quantity) for quantity in deliverable.quantities],
        "name": deliverable.name,
        "stages": list(deliverable.stages),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": json_number(quantity.value),
        "high": json_number(quantity.high),
        "unit": quantity.unit,
        "object": quantity.object,
        "of": quantity.of,
        "comparator": quantity.comparator.value,
    }


def _indicator(indicator: IndicatorText) -> dict[str, Any]:
    return {
        "name": indicator.name,
        "category": indicator.category,
        "text": indicator.text,
        "start": indicator.start,
        "end": indicator.end,
        "conditions": [_condition(condition) for condition in indicator.conditions],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "comparator": condition.comparator.value,
        "value": json_number(condition.value),
        "unit": condition.unit,
        "reference": condition.reference,
    }
