"""汇总: the county's week whole, the 县办摘编 beside the units' words, and the 县汇总表 as a workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.gathering import BookOrder, BookWords, CountyTable
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import facts
from shengsi_desktop.services.drafting import commit_drafts, editables, signed_after_typing
from shengsi_desktop.services.exchange.county_words import gathered, shown_final
from shengsi_desktop.services.exchange.gathering import session_gathering
from shengsi_desktop.store import keys
from shengsi_desktop.store.files import is_folder, write_atomically
from shengsi_desktop.store.reading import load_setting
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import CountyNote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shengsi_desktop.domain.gathering import GatheredItem
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


def county_table(store: Store, week: Week) -> CountyTable:
    """The week whole: every item with every unit's line, who has reported, where figures differ."""
    with store.reading() as session:
        states = session_gathering(session, week)
        found = gathered(session, week, states)
        plan = facts.current_plan(session)
        own = load_setting(raw_connection(session), "unit_id")
        return CountyTable(
            unit=next((unit.name for unit in facts.units(session) if unit.id == own), ""),
            plan_title=plan.title,
            week=week,
            as_of=week.last,
            made_at=store.clock(),
            gathering=states,
            items=found.items,
            mismatches=found.mismatches,
        )


def differing(store: Store, week: Week) -> int:
    """How many 细项 several units say differently in that week."""
    with store.reading() as session:
        return len(gathered(session, week, session_gathering(session, week)).mismatches)


def note_fields(store: Store, item: GatheredItem, week: Week) -> Mapping[str, Editable]:
    """By unit id the 县办摘编 of one item, to type into; with the words goes upon which 定稿 they are written."""
    fields: dict[str, Editable] = {}
    with store.reading() as session:
        for line in item.lines:
            key: dict[str, str | int] = {"item_id": item.id, "unit_id": line.unit_id, "week": str(week)}
            row_id = keys.county_note_id(item.id, line.unit_id, str(week))
            row = session.get(CountyNote, row_id)
            shown = (
                row
                if row is not None and not row.dead
                else CountyNote(id=row_id, item_id=item.id, unit_id=line.unit_id, week=str(week))
            )
            (field,) = editables(store, session, "county_note", row_id, ("words",), key, shown).values()
            final_id, _ = shown_final(session, line.unit_id, str(week))
            upon = (FieldKey("county_note", row_id, "final_id"), final_id)
            fields[line.unit_id] = replace(field, beside=(upon,))
    return fields


def check_note(store: Store, item_id: str, unit_id: str, week: Week) -> frozenset[FieldKey]:
    """The 县办摘编 was read beside the newer 定稿 and holds as it is."""
    with signed_after_typing(store, "核对县办摘编") as command:
        note = command.keyed(CountyNote, item_id=item_id, unit_id=unit_id, week=str(week))
        note.final_id, _ = shown_final(command.session, unit_id, str(week))
    return command.changed


def outdated_notes(store: Store, week: Week) -> tuple[str, ...]:
    """«4-2县文广旅体局» of each 县办摘编 that was written upon other words than the unit's of now."""
    return tuple(
        f"{item.number}{line.unit}"
        for item in county_table(store, week).items
        for line in item.lines
        if line.outdated
    )


def suggested_name(week: Week) -> str:
    """2023年第30周县汇总表.xlsx."""
    return as_file_name(f"{week.label}县汇总表.xlsx")


def export(
    store: Store,
    week: Week,
    path: Path,
    *,
    order: BookOrder = BookOrder.DIRECTION,
    words: BookWords = BookWords.BOTH,
    wide: bool = False,
) -> Path:
    """Write the 县汇总表, into a folder under its own name; the old file stays whole until the new one is complete.

    `wide`: set up for A3. Raises EnvironmentProblem where the file cannot be written.
    """
    from shengsi_desktop.sheets.county_book import county_workbook

    if is_folder(path):
        path /= suggested_name(week)
    if path.suffix.lower() != ".xlsx":
        raise Refusal(f"“{path.name}”不是表格的文件名，没有导出。请以.xlsx结尾。")
    commit_drafts(store)
    table = county_table(store, week)
    write_atomically(path, county_workbook(table, order=order, words=words, wide=wide))
    return path
