"""What the units say of the directives that they were given, put together in the county's rows.

Each unit's word is what its own 报送 told so far, the newest last. Where several were given one directive, the result
names each of them, and it is done once all of them are. Closing and cancelling are the county's; only a change of what
a unit says changes a row, so that what the county wrote itself stays.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.services import facts
from shengsi_desktop.services.directive_owners import further_units
from shengsi_desktop.services.exchange.along import DIRECTIVE_FIELDS, STEP_FIELDS
from shengsi_desktop.store.tables import Directive, DirectiveStep, Submission

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlmodel import Session

    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.commands import Command

#: what the county has ended is ended, whatever a unit still says
_ENDED = frozenset({DirectiveState.CLOSED.value, DirectiveState.CANCELLED.value})
_OPEN, _DONE = DirectiveState.OPEN.value, DirectiveState.DONE.value

Said = dict[str, Any]


def given_to(session: Session, row: Directive) -> tuple[str, ...]:
    """The ids of the units that a directive was given to, in the order they are named."""
    ids = {unit.name: unit.id for unit in facts.units(session)}
    further = (ids.get(name) for name in further_units(row.who, row.owner_unit_id, ids))
    return tuple(dict.fromkeys(one for one in (row.owner_unit_id, *further) if one))


def take(command: Command, document: SubmissionDocument, told: Mapping[str, Any]) -> None:
    """What a unit says of one directive that it was given; nothing of one that it was not."""
    session = command.session
    row = session.get(Directive, str(told.get("directive_id")))
    if row is None or row.dead or row.unit_id == document.unit_id:
        return
    owners = given_to(session, row)
    if document.unit_id not in owners:
        return
    past = {unit: list(_told(session, unit, row.id)) for unit in owners}
    before = {unit: _newest(one for one in past[unit] if one[1] != document.submission.id) for unit in owners}
    after = {unit: _newest(iter(past[unit])) for unit in owners}
    _take_steps(session, row, told, past, document)
    if row.state in _ENDED or before == after:
        return
    names = {unit.id: unit.name for unit in facts.units(session)}
    was, now = (_together(one, owners, names) for one in (before, after))
    again = before[document.unit_id].get("steps") != after[document.unit_id].get("steps")
    for name in DIRECTIVE_FIELDS:
        if was[name] != now[name] or (
            again and name in ("state", "done_on", "result") and now["state"] == _DONE
        ):
            setattr(row, name, now[name])


def _told(
    session: Session, unit_id: str, directive_id: str
) -> Iterator[tuple[tuple[str, int, str], str, Said]]:
    """Every word of a unit's 报送 on one directive, with its place and the id of the 报送."""
    rows = session.exec(
        select(Submission).where(
            Submission.unit_id == unit_id,
            col(Submission.along).contains(directive_id, autoescape=True),
            facts.present(Submission),
        )
    ).all()
    for row in rows:
        for one in json.loads(row.along).get("steps", ()):
            if one.get("directive_id") == directive_id:
                yield (row.week, row.number, row.id), row.id, one


def _newest(told: Iterator[tuple[tuple[str, int, str], str, Said]]) -> Said:
    """One unit's word: each field as the newest that speaks of it; the steps that end or open it by their ids."""
    found: Said = {}
    for _, _, one in sorted(told, key=lambda each: each[0]):
        found |= {name: one[name] for name in DIRECTIVE_FIELDS if name in one}
        found["steps"] = sorted(
            step["id"]
            for step in one.get("steps", ())
            if step.get("kind") in ("done", "reopen") and not step.get("gone")
        )
    return found


def _together(said: Mapping[str, Said], owners: Sequence[str], names: Mapping[str, str]) -> Said:
    """The fields of the row out of what each unit says; of one unit alone its own words."""
    of = {unit: said[unit] for unit in owners}
    done = all(one.get("state") == _DONE for one in of.values())
    signed = all(one.get("signed_on") for one in of.values())

    def each(field: str) -> str:
        if len(owners) == 1:
            return str(of[owners[0]].get(field) or "")
        return "\n".join(f"{names.get(unit, '')}：{one[field]}" for unit, one in of.items() if one.get(field))

    def last(field: str) -> str | None:
        return max((one[field] for one in of.values() if one.get(field)), default=None)

    return {
        "state": _DONE if done else _OPEN,
        "done_on": last("done_on") if done else None,
        "signed_on": last("signed_on") if signed else None,
        "signed_by": each("signed_by").replace("\n", "、"),
        "result": each("result"),
    }


def _take_steps(
    session: Session,
    row: Directive,
    told: Mapping[str, Any],
    past: Mapping[str, Sequence[tuple[tuple[str, int, str], str, Said]]],
    document: SubmissionDocument,
) -> None:
    """Its steps, corrected and withdrawn ones, too, where no newer 报送 tells them; never a step of anybody else."""
    unit_id, sent = document.unit_id, document.submission.id
    place = (document.week, document.number)
    known, newer = set(), set()
    for at, submission, one in past[unit_id]:
        ids = {str(step.get("id")) for step in one.get("steps", ())}
        known |= ids if submission != sent else set()
        newer |= ids if at[:2] > place else set()
    others = {
        str(step.get("id"))
        for unit, words in past.items()
        if unit != unit_id
        for _, _, one in words
        for step in one.get("steps", ())
    }
    for step in told.get("steps", ()):
        step_id = str(step["id"])
        there = session.get(DirectiveStep, step_id)
        strange = there is not None and (there.directive_id != row.id or step_id not in known)
        if step_id in newer or step_id in others or strange:
            continue
        if step.get("gone"):
            if there is not None and not there.dead:
                session.delete(there)
            continue
        if there is None:
            there = DirectiveStep(id=step_id, directive_id=row.id)
            session.add(there)
        there.dead = False
        for name in STEP_FIELDS:
            if name in step:
                setattr(there, name, step[name])
