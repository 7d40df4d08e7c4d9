"""督办单 and the texts about 交办事项: what is written down, for whom, and the document as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import Sender, StepKind, SupervisionSlip, Urgency
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.directive_texts import demand_words, messages, slip_number
from shengsi_desktop.services import facts
from shengsi_desktop.services.directives import directive_views
from shengsi_desktop.store.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from shengsi_desktop.domain.directives import Directive, UnitMessage
    from shengsi_desktop.store.sessions import Store


def directives_of(
    store: Store, unit_id: str, directive_ids: Collection[str], as_of: date
) -> tuple[Directive, ...]:
    """Those directives of the unit as of a day, in the order of the list. Refused where none is left."""
    with store.reading() as session:
        found = tuple(one for one in directive_views(session, unit_id, as_of) if one.id in directive_ids)
    if not found:
        raise Refusal("所选的交办事项已不在了，没有生成。")
    return found


def sender_of(store: Store, unit_id: str) -> Sender:
    """The unit with this desk's person and phone."""
    with store.reading() as session:
        unit = next((one.name for one in facts.units(session) if one.id == unit_id), "")
    return Sender(unit, store.setting("person"), store.setting("phone"))


def directive_messages(
    store: Store, unit_id: str, directive_ids: Collection[str], as_of: date, kind: StepKind
) -> tuple[UnitMessage, ...]:
    """One 商请, 催办 or 签收提醒 for each unit that has any of these open directives.

    Refused where none of them is open, or, for 签收提醒, still to be signed.
    """
    chosen = directives_of(store, unit_id, directive_ids, as_of)
    if kind is StepKind.SIGN:
        chosen = tuple(one for one in chosen if one.signed_on is None)
    found = messages(chosen, as_of, sender_of(store, unit_id), kind)
    if not found:
        ended = "签收或了结" if kind is StepKind.SIGN else "办结、销号或取消"
        raise Refusal(f"所选的交办事项都已{ended}，没有要发的文字。")
    return found


def slips(
    store: Store,
    unit_id: str,
    directive_ids: Collection[str],
    as_of: date,
    level: Urgency | None = None,
) -> tuple[SupervisionSlip, ...]:
    """督办单 of these directives; the colour is each one's own unless `level` says it, blue where nothing presses."""
    unit = sender_of(store, unit_id).unit
    return tuple(
        SupervisionSlip(
            directive=one,
            unit=unit,
            number=slip_number(one, (one.given_on or as_of).year),
            level=(colour := level or one.urgency or Urgency.BLUE),
            issued_on=as_of,
            demand=demand_words(one, colour, as_of),
        )
        for one in directives_of(store, unit_id, directive_ids, as_of)
    )


def suggested_slip_name(made: Collection[SupervisionSlip]) -> str:
    """督办单-督办〔2023〕12号.docx, or 督办单-5份.docx."""
    number = next(iter(made)).number if len(made) == 1 else f"{len(made)}份"
    return f"督办单-{as_file_name(number)}.docx"


def export_slips(made: Collection[SupervisionSlip], path: Path) -> Path:
    """Write them as one document, each on a page of its own. Raises EnvironmentProblem where the file cannot be."""
    from shengsi_desktop.sheets.supervision_slip import supervision_slips

    write_atomically(path, supervision_slips(tuple(made)))
    return path
