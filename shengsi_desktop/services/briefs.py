"""半月听取材料 and 月度例会材料: drafted from the weeks, edited by hand, set back, exported.

A part that nobody has edited is drafted anew each time; an edited one is never overwritten. One that a person leaves
out (不列入) keeps their words behind `LEFT_OUT` for the day it is put back.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.briefs import (
    LEFT_OUT,
    SECTIONS,
    Brief,
    BriefKind,
    BriefSection,
    LeaderLine,
    PartView,
)
from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm import briefs as drafting_rules
from shengsi_desktop.rhythm.brief_periods import period_label, read_brief_period, short_label
from shengsi_desktop.rhythm.brief_words import chinese_number
from shengsi_desktop.services import brief_reading, people
from shengsi_desktop.services.drafting import commit_drafts, editables, signed_after_typing, with_draft
from shengsi_desktop.store import drafts, keys
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import BriefPart

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.briefs import BriefFacts, DraftedPart
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_ENTITY = "brief_part"
_SUFFIXES = (".docx", ".xlsx")


def draft(
    store: Store,
    unit_id: str,
    kind: BriefKind,
    period: str,
    leader_id: str = "",
    *,
    today: date | None = None,
) -> Brief:
    """The brief of a period («2023-07-2», «2023-07») as it stands: drafted, and where edited as a person left it.

    `unit_id` is the desk's own. `leader_id` is empty for a month pack. `today` cuts off weeks that have not begun.
    """
    period = read_brief_period(kind, period)
    about = "" if kind is BriefKind.MONTH else leader_id
    with store.reading() as session:
        found = brief_reading.brief_facts(session, unit_id, kind, period, about, today or store.today())
        drafted = drafting_rules.draft(found)
        names = {item.row.id: (item.row.id, item.row.number, item.row.title) for item in found.items}
        parts = tuple(
            _part_view(store, session, unit_id, found, about, section, drafted[section], names)
            for section in SECTIONS[kind]
        )
    return Brief(title_of(kind), found, parts)


def title_of(kind: BriefKind) -> str:
    """The document's title."""
    return "分管领导半月听取材料" if kind is BriefKind.HALF_MONTH else "主要领导月度例会材料"


def subtitle_of(found: BriefFacts) -> str:
    """«2023年7月下半月　副县长张某»."""
    label = period_label(found.period)
    if found.kind is BriefKind.MONTH:
        return label
    leader = found.leader
    return f"{label}　{leader.post}{leader.name}" if leader else f"{label}　未定分管领导的事项"


def _part_view(
    store: Store,
    session: Session,
    unit_id: str,
    found: BriefFacts,
    about: str,
    section: BriefSection,
    drafted: DraftedPart,
    names: dict[str, tuple[str, str, str]],
) -> PartView:
    row_id = keys.brief_part_id(unit_id, found.kind.value, found.period, about, section.value)
    row = session.get(BriefPart, row_id)
    there = row is not None and not row.dead
    stored = with_draft(session, _ENTITY, row_id, "words", row.words if row is not None and there else "")
    base = with_draft(session, _ENTITY, row_id, "drafted", row.drafted if row is not None and there else "")
    left_out = stored.startswith(LEFT_OUT)
    edited = not left_out and bool(stored.strip()) and stored != base
    outdated = edited and drafted.words != base
    words = "" if left_out else stored if edited else drafted.words
    row_key = {
        "unit_id": unit_id,
        "kind": found.kind.value,
        "period": found.period,
        "about": about,
        "part": section.value,
    }
    shown = SimpleNamespace(words=words)
    (editable,) = editables(store, session, _ENTITY, row_id, ("words",), row_key, shown).values()
    if not (edited or left_out):
        from dataclasses import replace

        editable = replace(editable, beside=((FieldKey(_ENTITY, row_id, "drafted"), drafted.words),))
    had = set(base.splitlines())
    return PartView(
        section=section,
        drafted=drafted.words,
        words=words,
        edited=edited,
        outdated=outdated,
        editable=editable,
        sources=tuple(names[one] for one in drafted.items if one in names),
        fresh=tuple(line for line in drafted.words.splitlines() if line not in had) if outdated else (),
        left_out=left_out,
    )


def set_part(
    store: Store,
    unit_id: str,
    kind: BriefKind,
    period: str,
    leader_id: str,
    section: BriefSection,
    words: str,
) -> frozenset[FieldKey]:
    """Write a part at once, as the command line does; what it was drafted from is kept beside it."""
    brief = draft(store, unit_id, kind, period, leader_id)
    part = next((one for one in brief.parts if one.section is section), None)
    if part is None:
        raise Refusal(f"{kind.label}没有“{section.label}”这一部分，没有改动。")
    with signed_after_typing(store, f"修改{kind.label}“{section.label}”", unit=unit_id) as command:
        row = command.keyed(BriefPart, **part.editable.row_key)
        row.words = words
        row.drafted = row.drafted or part.drafted
    return command.changed


def reset_part(store: Store, part: PartView) -> frozenset[FieldKey]:
    """恢复为草拟: let go of the person's words; undo brings them back, those just typed, too."""
    with signed_after_typing(store, f"“{part.section.label}”恢复为草拟") as command:
        command.session.delete(_row(command, part))
    return command.changed


def keep_words(store: Store, part: PartView) -> frozenset[FieldKey]:
    """The person's words stay though the draft has changed: it has been seen."""
    with signed_after_typing(store, f"“{part.section.label}”沿用修改稿") as command:
        _row(command, part).drafted = part.drafted
    return command.changed


def leave_out(store: Store, part: PartView) -> frozenset[FieldKey]:
    """不列入: nothing is said there, and no export has the part; a person's words are kept for `put_back`."""
    with signed_after_typing(store, f"“{part.section.label}”不列入") as command:
        row = command.keyed(BriefPart, **part.editable.row_key)
        if not row.words.startswith(LEFT_OUT):
            own = row.words if row.words != row.drafted else ""
            row.words = f"{LEFT_OUT}\n{own}".strip()
            row.drafted = row.drafted or part.drafted
    return command.changed


def put_back(store: Store, part: PartView) -> frozenset[FieldKey]:
    """列入 again: with the person's words of before, else drafted."""
    with signed_after_typing(store, f"“{part.section.label}”重新列入") as command:
        row = _row(command, part)
        row.words = row.words.removeprefix(LEFT_OUT).strip()
        if not row.words:
            command.session.delete(row)
    return command.changed


def _row(command: Command, part: PartView) -> BriefPart:
    """The row of an edited part."""
    row = command.session.get(BriefPart, part.editable.key.entity_id)
    if row is None or row.dead:
        raise Refusal("这一部分没有修改过，没有改动。")
    return row


def discard_typing(store: Store, part: PartView) -> None:
    """Forget what is typed into a part and is no change yet."""
    drafts.discard(store, part.editable.key)


def leader_lines(
    store: Store, unit_id: str, period: str, *, today: date | None = None
) -> tuple[LeaderLine, ...]:
    """The leaders beside the half-month brief with how many items each has; last the items of nobody, where any are.

    The numbers are those of the briefs themselves. In a unit's own store only the unit's items count, and leaders
    without any come last.
    """
    with store.reading() as session:
        plan = brief_reading.plan_of(session, period)
        found = people.people_map(session, plan.id)
        counted = brief_reading.answered_items(session, unit_id, plan, period, today or store.today())
        edited = _edited(session, unit_id, period)
        outdated = {
            about: _outdated(session, unit_id, period, about, rows, today or store.today())
            for about, rows in edited.items()
        }
    lines = [
        LeaderLine(
            leader,
            len(found.items_of(leader.id) & counted),
            len(edited.get(leader.id, ())),
            outdated.get(leader.id, 0),
        )
        for leader in found.leaders
    ]
    lines = [one for one in lines if one.items or not (one.leader and one.leader.principal)]
    lines.sort(key=lambda one: one.items == 0)
    nobody = len(counted - set(found.charge))
    if not nobody or not lines:
        return tuple(lines)
    return (*lines, LeaderLine(None, nobody, len(edited.get("", ())), outdated.get("", 0)))


def _edited(session: Session, unit_id: str, period: str) -> dict[str, list[BriefPart]]:
    """The parts of that half-month with words of a person, by leader; those left out are none."""
    rows = session.exec(
        alive(BriefPart).where(
            BriefPart.unit_id == unit_id,
            BriefPart.kind == BriefKind.HALF_MONTH.value,
            BriefPart.period == period,
            col(BriefPart.words) != "",
        )
    ).all()
    found: dict[str, list[BriefPart]] = {}
    for row in rows:
        if row.words != row.drafted and not row.words.startswith(LEFT_OUT):
            found.setdefault(row.about, []).append(row)
    return found


def _outdated(
    session: Session, unit_id: str, period: str, about: str, rows: list[BriefPart], today: date
) -> int:
    """How many of these parts would be drafted otherwise by now."""
    try:
        facts = brief_reading.brief_facts(session, unit_id, BriefKind.HALF_MONTH, period, about, today)
    except Refusal:
        return 0  # of a leader who is gone, or of a period that has not begun
    drafted = drafting_rules.draft(facts)
    return sum(1 for row in rows if drafted[BriefSection(row.part)].words != row.drafted)


def suggested_name(brief: Brief, suffix: str = ".docx") -> str:
    """«2023年7月下半月听取材料（张某）.docx», «2023年7月例会材料.docx»."""
    found = brief.facts
    if found.kind is BriefKind.MONTH:
        return f"{period_label(found.period)}例会材料{suffix}"
    leader = as_file_name(found.leader.name if found.leader else "未定分管领导")
    return f"{period_label(found.period)}听取材料（{leader}）{suffix}"


def plain_text(brief: Brief) -> str:
    """The whole brief as text, to be pasted into a chat or a document."""
    lines = [brief.title, f"（{subtitle_of(brief.facts)}）", ""]
    for number, part in enumerate(brief.told, start=1):
        lines += [f"{chinese_number(number)}、{part.section.label}", part.words.strip(), ""]
    return "\n".join(lines).rstrip() + "\n"


def outdated_words(brief: Brief) -> str:
    """«第二、四部分按您改写的文字导出，之后数据有更新。», nothing where all words are of the newest facts."""
    if not brief.outdated:
        return ""
    numbers = "、".join(chinese_number(one) for one in brief.outdated)
    return f"第{numbers}部分按您改写的文字导出，之后数据有更新。"


def export(store: Store, brief: Brief, path: Path) -> Path:
    """Write the brief as .docx or .xlsx, by the suffix; whole or not at all.

    Raises Refusal for another suffix, EnvironmentProblem when the file cannot be written.
    """
    content = content_of(brief, path.suffix.lower())
    commit_drafts(store)
    write_atomically(path, content)
    return path


def content_of(brief: Brief, suffix: str) -> bytes:
    """The file's bytes."""
    if suffix not in _SUFFIXES:
        raise Refusal(f"不能导出为“{suffix or '没有后缀的文件'}”。请把文件名写成.docx或.xlsx结尾。")
    subtitle = subtitle_of(brief.facts)
    if suffix == ".docx":
        from shengsi_desktop.sheets.brief_docx import brief_document

        return brief_document(brief, subtitle)
    from shengsi_desktop.sheets.brief_book import brief_workbook

    return brief_workbook(brief, subtitle)


def period_words(period: str) -> str:
    """«7月下半月»."""
    return short_label(period)
