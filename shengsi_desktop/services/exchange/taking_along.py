"""What came along with a 定稿, taken over into the rows here: figures of indicators, 争取事项, steps in directives.

The unit that answers for a figure has the word on it; where it says otherwise than stands here, that is told first.
Only what is known here is taken: an indicator, item or directive that is not here is left out.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.exchange import Finding
from shengsi_desktop.services.exchange import attached
from shengsi_desktop.services.exchange.along import (
    APPEAL_FIELDS,
    DIRECTIVE_FIELDS,
    POINT_FIELDS,
    STEP_FIELDS,
)
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import (
    Appeal,
    Directive,
    DirectiveStep,
    Indicator,
    IndicatorPoint,
    Item,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.commands import Command

_NUMBERS = frozenset({"value", "province", "planned", "amount"})


def findings(session: Session, document: SubmissionDocument) -> list[Finding]:
    """Figures that stand here otherwise, as remarks."""
    told = []
    if words := attached.remark(session, document.attachments):
        told.append(Finding(words))
    for point in _parts(document.along, "points"):
        row = session.get(IndicatorPoint, _point_id(point))
        indicator = session.get(Indicator, str(point.get("indicator_id")))
        theirs = point.get("value")
        if row is None or row.dead or indicator is None or row.value is None or theirs is None:
            continue
        if not _equal(row.value, theirs):
            words = f"{indicator.name}{row.period}本台账是{row.value}，对方报{theirs}，入库后按对方的。"
            told.append(Finding(words, stops=False))
    return told


def take(command: Command, document: SubmissionDocument) -> None:
    """Take over what came along, inside the command that takes the 定稿 in."""
    session = command.session
    for point in _parts(document.along, "points"):
        indicator = session.get(Indicator, str(point.get("indicator_id")))
        period = point.get("period")
        if indicator is not None and not indicator.dead and isinstance(period, str) and period:
            row = command.keyed(IndicatorPoint, indicator_id=indicator.id, period=period)
            _put(row, point, POINT_FIELDS)
    for appeal in _parts(document.along, "appeals"):
        item = session.get(Item, str(appeal.get("item_id")))
        if item is not None and not item.dead:
            _put(command.keyed(Appeal, item_id=item.id), appeal, APPEAL_FIELDS)
    for one in _parts(document.along, "steps"):
        _take_steps(command, one)


def _take_steps(command: Command, one: Mapping[str, Any]) -> None:
    session = command.session
    directive = session.get(Directive, str(one.get("directive_id")))
    if directive is None or directive.dead:
        return
    _put(directive, one, DIRECTIVE_FIELDS)
    for step in _parts(one, "steps"):
        step_id = step.get("id")
        if isinstance(step_id, str) and step_id and session.get(DirectiveStep, step_id) is None:
            row = DirectiveStep(id=step_id, directive_id=directive.id)
            _put(row, step, STEP_FIELDS)
            session.add(row)


def _put(row: Any, given: Mapping[str, Any], names: Sequence[str]) -> None:
    """What is given and of the right kind; a decimal that is none is left out."""
    for name in names:
        value = given.get(name)
        if value is None:
            continue
        if name == "rank":
            if isinstance(value, int):
                row.rank = value
        elif isinstance(value, str) and (name not in _NUMBERS or _number(value) is not None):
            setattr(row, name, value)


def _parts(along: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    part = along.get(name)
    for one in part if isinstance(part, list) else ():
        if isinstance(one, dict):
            yield one


def _point_id(point: Mapping[str, Any]) -> str:
    return keys.indicator_point_id(str(point.get("indicator_id")), str(point.get("period")))


def _equal(one: str, other: object) -> bool:
    first, second = _number(one), _number(str(other))
    return first == second if first is not None and second is not None else one == other


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
