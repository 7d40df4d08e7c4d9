"""The promises of a measure, each with kind, numbers, due day and short name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shengsi_desktop.domain.plan import DeliverableText
    from shengsi_desktop.plan.spans import Span


def read_deliverables(source: str, span: Span, year: int | None) -> tuple[DeliverableText, ...]:
    """Return the promises of the measure that covers `span`."""
    return ()
