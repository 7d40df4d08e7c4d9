"""What a person reads before and after taking in: a 定稿 beside what is shown here; what came of a week."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.exchange import Beside, ReceivedLine, Way
from shengsi_desktop.domain.gathering import Filled
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts, finalising, version_words, week_states
from shengsi_desktop.services.exchange import along_words
from shengsi_desktop.services.exchange.gathering import filled
from shengsi_desktop.services.exchange.taking_down import typed_for_it
from shengsi_desktop.services.received import way_it_came
from shengsi_desktop.store.local_tables import ReceivedWeek
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import FinalVersion, Receipt

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.sessions import Store

TYPED_HERE = "本台账代录的内容"


def beside(store: Store, document: SubmissionDocument) -> Beside:
    """What came, item by item, and what it says otherwise than the version taken in before, else than was 代录."""
    content = json.loads(document.final.content)
    with store.reading() as session:
        against, shown = _shown(session, document)
        told = along_words.lines(session, document.along, document.week)
        counted = facts.counted_in(raw_connection(session))
    return Beside(
        f"{document.unit} {week_label(document.week)} 定稿v{document.number}",
        version_words.items_of(content, counted),
        version_words.differences(shown, content, counted) if shown is not None else (),
        told,
        against,
    )


def _shown(session: Session, document: SubmissionDocument) -> tuple[str, dict[str, Any] | None]:
    week = session.get(ReceivedWeek, (document.unit_id, document.week))
    version = session.get(FinalVersion, week.final_id) if week is not None else None
    if week is not None and version is not None:
        said, number = json.loads(version.content), facts.final_number(session, version)
        if way_it_came(session, document.unit_id, document.week) == Way.FILL_SHEET.value:
            return f"已入库的填报表（第{number}版）", said
        typed = week.final_id in typed_for_it(session, document.unit_id, document.week)
        return TYPED_HERE if typed else f"已入库的第{number}版", said
    if document.unit_id not in {unit.id for unit in facts.units(session)}:
        return "", None
    at = facts.parsed_week(session, document.unit_id, document.week)
    typed = json.loads(canonical(finalising.content_now(session, document.unit_id, at)))
    return (TYPED_HERE, typed) if any(one["reported"] for one in typed["items"]) else ("", None)


def other_units(store: Store) -> tuple[Unit, ...]:
    """Every unit of the directory but this desk's own."""
    own = store.setting("unit_id")
    with store.reading() as session:
        return tuple(unit for unit in facts.units(session) if unit.id != own)


def received(store: Store, week: str) -> tuple[ReceivedLine, ...]:
    """The units whose 定稿 of that week was taken in here, in the order of the directory."""
    own = store.setting("unit_id")
    with store.reading() as session:
        told = filled(session, week)
        names = {unit.id: (place, unit.name) for place, unit in enumerate(facts.units(session))}
        found = [
            (
                names.get(row.unit_id, (len(names), "")),
                _line(session, row, own, told.get(row.unit_id, Filled())),
            )
            for row in session.exec(select(ReceivedWeek).where(ReceivedWeek.week == week)).all()
        ]
    return tuple(
        ReceivedLine(line.unit_id, name, line.number, line.way, line.at, line.filled, line.returned)
        for (_, name), line in sorted(found, key=lambda one: one[0])
    )


def _line(session: Session, row: ReceivedWeek, own: str, told: Filled) -> ReceivedLine:
    receipt = session.exec(
        select(Receipt)
        .where(Receipt.final_id == row.final_id, Receipt.issuer_id == own, facts.present(Receipt))
        .order_by(col(Receipt.at).desc(), col(Receipt.id).desc())
    ).first()
    returned = week_states.OfWeek(session, row.unit_id, row.week).open
    version = session.get(FinalVersion, row.final_id)
    way, number = receipt.way if receipt is not None else "", row.number
    if way == Way.FILL_SHEET.value and version is not None:
        # it has no number of the unit's own series: its place among the versions is shown, as everywhere
        number = facts.final_number(session, version)
    return ReceivedLine(
        row.unit_id,
        "",
        number,
        way,
        week_states.moment(receipt.at) if receipt is not None else None,
        told,
        week_states.return_words(returned),
    )
