"""争取事项 as rows: what is asked for, how far it has come, who was spoken to. Reads only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import col

from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import (
    AppealArea,
    AppealContact,
    AppealLevel,
    AppealRow,
    AppealStage,
    process_id,
)
from shengsi_desktop.domain.item_detail import ItemText
from shengsi_desktop.domain.money import money_in
from shengsi_desktop.domain.words import ItemKind, Word
from shengsi_desktop.rhythm.appeals import silent_weeks, stage_at
from shengsi_desktop.services.lists import items as list_items
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Appeal, Item, ListEntry
from shengsi_desktop.store.tables import AppealContact as ContactRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services import facts
    from shengsi_desktop.services.lists.items import Listed
    from shengsi_desktop.store.sessions import Store

_KIND = ItemKind.APPEAL
WordT = TypeVar("WordT", bound=Word)


def appeal_rows(store: Store, unit_id: str, week: Week, *, everything: bool = False) -> tuple[AppealRow, ...]:
    """The appeals that the unit answers for, in the list's order; with `everything` all of the plan's."""
    with store.reading() as session:
        return session_rows(session, unit_id, week, everything=everything)


def session_rows(
    session: Session,
    unit_id: str,
    week: Week,
    *,
    everything: bool = False,
    read: facts.WeekRead | None = None,
) -> tuple[AppealRow, ...]:
    """As `appeal_rows`, inside a session that is open."""
    listed = list_items.listed(session, unit_id, week, _KIND, everything=everything, read=read)
    if not listed.rows:
        return ()
    known = {row.item_id: row for row in session.exec(alive(Appeal)).all()}
    contacts = contacts_by_item(session)
    return tuple(
        _row(session, listed, row, known.get(row.id) or Appeal(item_id=row.id), contacts, unit_id, week)
        for row in listed.rows
    )


def contacts_by_item(session: Session) -> Mapping[str, tuple[AppealContact, ...]]:
    """Every contact, by item, the newest first."""
    found: dict[str, list[AppealContact]] = defaultdict(list)
    newest_first = alive(ContactRow).order_by(col(ContactRow.day).desc(), col(ContactRow.id).desc())
    for row in session.exec(newest_first).all():
        day = day_of(row.day)
        if day is not None:
            found[row.item_id].append(
                AppealContact(row.id, day, row.with_whom, row.words, word_of(AppealStage, row.stage))
            )
    return {item_id: tuple(own) for item_id, own in found.items()}


def _row(
    session: Session,
    listed: Listed,
    item: ItemRow,
    row: Appeal,
    contacts: Mapping[str, tuple[AppealContact, ...]],
    unit_id: str,
    week: Week,
) -> AppealRow:
    own = contacts.get(item.id, ())
    last = max((one.day for one in own if one.day <= week.last), default=None)
    progress, progress_week, _ = list_items.newest_words(session, listed, item, unit_id, str(week))
    stage = _stage(item, row, spoken=bool(own))
    text = listed.texts[item.id]
    entry = listed.entries.get(item.id) or ListEntry(item_id=item.id)
    began = session.get(Item, row.from_item_id) if row.from_item_id else None
    in_plan = began is not None and began.end_at > began.start_at
    return AppealRow(
        item=item,
        content="" if text == item.title else text,
        area=word_of(AppealArea, row.area),
        level=word_of(AppealLevel, row.level),
        stage=stage,
        amount=money_in(None if not row.amount else Decimal(row.amount), money.WAN),
        office=row.office,
        remark=row.remark,
        due_words=entry.due_words,
        last_contact=last,
        silent_weeks=None if stage is AppealStage.GRANTED else silent_weeks(last, week.last),
        contacts=own,
        from_item_id=began.id if began is not None else "",
        from_number=began.number if began is not None else "",
        sentence=row.sentence,
        source=_place_of(began, row.sentence) if began is not None and in_plan else None,
        source_item=_text_of(began) if began is not None and in_plan else None,
        progress=progress,
        progress_week=progress_week,
    )


def _stage(item: ItemRow, row: Appeal, *, spoken: bool) -> AppealStage | None:
    """Where it stands: what was reported of its milestone; where nothing was, what a person wrote down."""
    found = next(
        (one for one in item.standing.deliverables if one.deliverable.id == process_id(item.id)), None
    )
    if found is not None and found.value is not None and found.value.stage is not None:
        return stage_at(found.value.stage)
    stage = word_of(AppealStage, row.stage)
    # «对接» is what the field holds from the beginning
    return None if stage is AppealStage.CONTACT and not spoken else stage


def _text_of(began: Item) -> ItemText:
    return ItemText(
        began.text, began.start_at, began.end_at, began.marker, began.marker_start, began.marker_end
    )


def _place_of(began: Item, sentence: str) -> ItemText | None:
    """The sentence's own place in the plan; None where the item's text no longer holds it."""
    at = began.text.find(sentence) if sentence else -1
    if at < 0:
        return None
    start, end = began.start_at + at, began.start_at + at + len(sentence)
    return ItemText(sentence, start, end, "", end, end)


def word_of(words: type[WordT], stored: str) -> WordT | None:
    """The word as stored, or as it reads («改革试点»); None for what is neither."""
    return next((one for one in words if stored and stored in (one.value, one.label)), None)


def day_of(stored: str) -> date | None:
    """An ISO date; None for what is none."""
    try:
        return date.fromisoformat(stored)
    except ValueError:
        return None
