"""What came along with a 定稿, taken over into the rows here: figures of indicators, 争取事项, steps in directives.

A unit has the word on what it answers for, and on nothing else; where it says otherwise than stands here, that is told
first. What a newer 报送 of the unit has spoken of is not turned back by an older one that comes late. Only what is
known here is taken: an indicator, item or directive that is not here is left out.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sqlmodel import select

from shengsi_desktop.domain.exchange import Finding
from shengsi_desktop.domain.words import Role
from shengsi_desktop.services import facts
from shengsi_desktop.services.exchange import attached, taking_steps
from shengsi_desktop.services.exchange.along import APPEAL_FIELDS, POINT_FIELDS, named
from shengsi_desktop.services.received import newer_than
from shengsi_desktop.store import keys
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    Appeal,
    Assignment,
    Directive,
    Indicator,
    IndicatorPoint,
    Item,
    Submission,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.commands import Command

_NUMBERS = frozenset({"value", "province", "planned", "amount"})
_NAMED = 3


def findings(session: Session, document: SubmissionDocument) -> list[Finding]:
    """What will be left out, and figures that stand here otherwise, as remarks."""
    told = []
    if words := attached.remark(session, document.attachments):
        told.append(Finding(words))
    sieve = _Sieve(session, document)
    for point in sieve.points():
        row = session.get(IndicatorPoint, _point_id(point))
        indicator = session.get(Indicator, str(point.get("indicator_id")))
        theirs = point.get("value")
        if row is None or row.dead or indicator is None or row.value is None or "value" not in point:
            continue
        if theirs is None or not _equal(row.value, theirs):
            said = "没有数" if theirs is None else f"报{theirs}"
            words = f"{indicator.name}{row.period}本台账是{row.value}，对方{said}，入库后按对方的。"
            # of an indicator that names nobody it is not known whose word counts
            told.append(Finding(words, stops=not indicator.owner.strip()))
    list(sieve.appeals())
    list(sieve.steps())
    if sieve.strange:
        names = "、".join(dict.fromkeys(sieve.strange[:_NAMED])) + (
            "等" if len(sieve.strange) > _NAMED else ""
        )
        told.append(Finding(f"{names}不由{document.unit}负责，所报数据不收。", stops=False))
    if sieve.late:
        told.append(Finding("该单位更新的报送已说到的数据，以更新的为准，不按这一份改。", stops=False))
    return told


def take(command: Command, document: SubmissionDocument) -> None:
    """Take over what came along, inside the command that takes the 定稿 in."""
    session = command.session
    sieve = _Sieve(session, document)
    for point in sieve.points():
        row = command.keyed(
            IndicatorPoint, indicator_id=str(point["indicator_id"]), period=str(point["period"])
        )
        _put(row, point, POINT_FIELDS)
    for appeal in sieve.appeals():
        _put(command.keyed(Appeal, item_id=str(appeal["item_id"])), appeal, APPEAL_FIELDS)
    session.flush()
    for one in sieve.steps():
        taking_steps.take(command, document, one)
    attached.withdraw(command, document)


class _Sieve:
    """What of it counts: what the unit answers for, and no newer 报送 of it has spoken of.

    `strange` are names of what others answer for, `late` counts what a newer one has told.
    """

    def __init__(self, session: Session, document: SubmissionDocument) -> None:
        self._session, self._document = session, document
        self._unit: Unit | None = next(
            (one for one in facts.units(session) if one.id == document.unit_id), None
        )
        self.strange: list[str] = []
        self.late = 0
        newer = [*_newer(session, document)]
        self._points = {_point_id(one) for along in newer for one in _parts(along, "points")}
        self._appeals = {str(one.get("item_id")) for along in newer for one in _parts(along, "appeals")}

    def points(self) -> Iterator[Mapping[str, Any]]:
        """Those of indicators that name the unit, or nobody."""
        for point in _parts(self._document.along, "points"):
            row = self._session.get(Indicator, str(point.get("indicator_id")))
            if row is None or row.dead or self._unit is None:
                continue
            if row.owner.strip() and not named(self._unit, row.owner):
                self.strange.append(row.name)
            elif _point_id(point) in self._points:
                self.late += 1
            else:
                yield point

    def appeals(self) -> Iterator[Mapping[str, Any]]:
        """Those of items that the unit leads or owns."""
        for appeal in _parts(self._document.along, "appeals"):
            item = self._session.get(Item, str(appeal.get("item_id")))
            if item is None or item.dead:
                continue
            if not self._owns(item):
                self.strange.append(f"{item.number}{item.title}")
            elif item.id in self._appeals:
                self.late += 1
            else:
                yield appeal

    def steps(self) -> Iterator[Mapping[str, Any]]:
        """Those in directives that were given to the unit."""
        for one in _parts(self._document.along, "steps"):
            row = self._session.get(Directive, str(one.get("directive_id")))
            if row is None or row.dead:
                continue
            if self._document.unit_id in taking_steps.given_to(self._session, row):
                yield one
            else:
                self.strange.append(f"交办“{row.what}”")

    def _owns(self, item: Item) -> bool:
        rows = self._session.exec(
            alive(Assignment).where(
                Assignment.item_id == item.id,
                Assignment.unit_id == self._document.unit_id,
                Assignment.role != Role.SUPPORT.value,
            )
        )
        return rows.first() is not None


def _newer(session: Session, document: SubmissionDocument) -> Iterator[Mapping[str, Any]]:
    """What came along with the newer 报送 of that unit."""
    for along in session.exec(select(Submission.along).where(newer_than(document))).all():
        said = json.loads(along)
        if isinstance(said, dict):
            yield said


def _put(row: Any, given: Mapping[str, Any], names: Sequence[str]) -> None:
    """What is given and of the right kind, also that it is empty; what is not named stays as it is."""
    for name in names:
        # an appeal is always at some stage
        if name not in given or (name == "stage" and not given[name]):
            continue
        value = given[name]
        if name == "rank":
            if value is None or isinstance(value, int):
                row.rank = value
        elif name in _NUMBERS:
            if value in (None, ""):
                setattr(row, name, None)
            elif _number(str(value)) is not None:
                setattr(row, name, value)
        else:
            setattr(row, name, value or "")


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
