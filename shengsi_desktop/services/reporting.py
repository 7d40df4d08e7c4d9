"""Filling in a unit's week: progress, deliverables, last week's plan, requests. No percentage is typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.tracking import DeliverableValue
from shengsi_desktop.domain.tracking import Report as ReportView
from shengsi_desktop.domain.views import ReportForm, WeekPage
from shengsi_desktop.domain.words import (
    ItemKind,
    PlanMark,
    Role,
    RoleSource,
    WeekState,
)
from shengsi_desktop.rhythm.carry import matched
from shengsi_desktop.rhythm.item_rows import UnitFacts, item_row
from shengsi_desktop.rhythm.likeness import nearly_same
from shengsi_desktop.rhythm.offers import offers_in
from shengsi_desktop.rhythm.weeks import previous_week
from shengsi_desktop.services import facts, finalising, plan_checks, sections, stoppages, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import (
    commit_draft,
    commit_drafts,
    editables,
    keep_draft,
    signed_after_typing,
)
from shengsi_desktop.services.exchange.week_conflicts import items_in_conflict
from shengsi_desktop.services.received import is_received, refuse_edit
from shengsi_desktop.services.requests import (
    doubled_request,
    put_request,
    request_editor,
    set_request,
    set_request_level,
)
from shengsi_desktop.services.values import clear_value, put_value, set_value, typed_value
from shengsi_desktop.store import keys
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Deliverable, Report
from shengsi_desktop.store.tables import PlanMark as MarkRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.first_view import ItemCore
    from shengsi_desktop.domain.item_detail import PlanLine
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.domain.words import RequestLevel
    from shengsi_desktop.store.sessions import Store

__all__ = [
    "clear_value",
    "commit_draft",
    "commit_drafts",
    "keep_draft",
    "mark_no_news",
    "mark_plan",
    "report_form",
    "report_once",
    "set_override",
    "set_request",
    "set_request_level",
    "set_value",
    "week_page",
]

REPORT_FIELDS = ("progress", "problems", "catch_up", "expected", "next_plan", "remark")


def week_page(store: Store, unit_id: str, week: Week) -> WeekPage:
    """The unit's own items of the week with its state."""
    with store.reading() as session:
        read = facts.read_week(session, unit_id, week)
        standing = finalising.standing(session, unit_id, week, read)
        excused = _excused(session, unit_id, week, read)
        locked = is_received(session, unit_id, str(week))
        conflicts = items_in_conflict(raw_connection(session), unit_id, str(week))
    return WeekPage(
        unit=read.facts.unit,
        week=week,
        rows=read.rows,
        state=standing.state,
        version=standing.version,
        changed_since_final=standing.changed,
        excused=excused,
        standing=standing,
        other=unit_id != store.setting("unit_id"),
        locked=locked,
        conflicts=conflicts,
    )


def _excused(session: Session, unit_id: str, week: Week, read: facts.WeekRead) -> str:
    """停航期间，未报不计: only of a week in which nothing is said yet."""
    if not read.facts.stoppages or any(row.reported for row in read.rows):
        return ""
    return stoppages.excused_weeks(session, unit_id, (week,)).get(str(week), "")


def report_form(store: Store, item_id: str, unit_id: str, week: Week) -> ReportForm:
    """One item's form. Opening it creates no row."""
    with store.reading() as session:
        core, sorted_facts = _item_facts(session, item_id, unit_id, week)
        before = facts.final_standings(session, unit_id, previous_week(week)).get(item_id)
        row = item_row(sorted_facts, core, week, before=before)
        row_key: dict[str, str | int] = {"item_id": item_id, "unit_id": unit_id, "week": str(week)}
        report_id = keys.report_id(item_id, unit_id, str(week))
        report = sorted_facts.reports[item_id].get(str(week)) or ReportView(
            report_id, item_id, unit_id, str(week)
        )
        fields = editables(store, session, "report", report_id, REPORT_FIELDS, row_key, report)
        request, fields["request"] = request_editor(store, session, item_id, unit_id, week)
        doubled = doubled_request(session, item_id, unit_id, str(week))
        last = sorted_facts.reports[item_id].get(str(previous_week(week)))
        past = plan_checks.reported_before(sorted_facts, item_id, str(week))
        standing = week_states.standing(session, unit_id, week)
        marks = plan_checks.marks_of(session, item_id, unit_id)
        handling = sections.handling_of(session, unit_id, [item_id])[item_id]
        own_sections = sections.session_sections(session, unit_id)
        typed, last_words = _words(store, session, row, sorted_facts, str(week))
        fields.update(typed)
        locked = is_received(session, unit_id, str(week))
    owners = sorted(sorted_facts.assignments[item_id], key=lambda one: one.ordinal)
    return ReportForm(
        row=row,
        report=report,
        supporting=row.role is Role.SUPPORT,
        fields=fields,
        checklist=plan_checks.checklist_of(past, marks),
        standing=row.standing,
        leads=tuple(dict.fromkeys(one.unit for one in owners if one.role is not Role.SUPPORT)),
        supports=tuple(dict.fromkeys(one.group or one.unit for one in owners if one.role is Role.SUPPORT)),
        role_is_default=any(one.role_source is RoleSource.HABIT for one in owners),
        request=request,
        doubled_request=doubled if not locked else "",
        offers=offers_in(report.progress, row.standing) if row.role is not Role.SUPPORT else (),
        last_week=last,
        copied_from_last_week=bool(last and nearly_same(report.progress, last.progress)),
        plan_copied=bool(last and nearly_same(report.next_plan, last.next_plan)),
        weeks_of_history=len({one.week for one in past} | _weeks_of_values(row, sorted_facts, str(week))),
        frozen=bool(standing.version),
        returned=standing.state is WeekState.RETURNED,
        last_words=last_words,
        stoppages=stoppages.offered_words(sorted_facts.facts, item_id, week),
        handling=handling,
        sections=own_sections,
        locked=locked,
    )


def _weeks_of_values(row: ItemRow, sorted_facts: UnitFacts, week: str) -> set[str]:
    """The weeks before in which the unit gave figures of the item, with or without a word."""
    return {
        value.week
        for one in row.standing.deliverables
        for value in sorted_facts.values[one.deliverable.id]
        if value.week < week
    }


def _words(
    store: Store, session: Session, row: ItemRow, sorted_facts: UnitFacts, week: str
) -> tuple[dict[str, Editable], str]:
    """形象进度 of this week and what an earlier week said; only of a project that the unit answers for."""
    money_id, unit_id = investment_id(row.id), sorted_facts.facts.unit.id
    ours = row.kind is ItemKind.PROJECT and row.role is not None and row.role is not Role.SUPPORT
    if not ours or money_id not in {one.deliverable.id for one in row.standing.deliverables}:
        return {}, ""
    values = sorted_facts.values[money_id]
    now = next((one for one in values if one.week == week), None) or DeliverableValue(money_id, unit_id, week)
    key = {"deliverable_id": money_id, "unit_id": unit_id, "week": week}
    row_id = keys.deliverable_value_id(money_id, unit_id, week)
    fields = editables(store, session, "deliverable_value", row_id, ("words",), key, now)
    before = [one.words for one in values if one.week < week and one.words]
    return {"words": fields["words"]}, before[-1] if before else ""


def _item_facts(session: Session, item_id: str, unit_id: str, week: Week) -> tuple[ItemCore, UnitFacts]:
    """The item among the unit's own, else among those of the whole plan."""
    for all_items in (False, True):
        found = facts.week_facts(session, unit_id, str(week), all_items=all_items, only=item_id)
        core = next((one for one in found.items if one.id == item_id), None)
        if core is not None:
            return core, UnitFacts(found)
    raise Refusal("这个事项已不在方案里。")


def mark_plan(store: Store, line: PlanLine, mark: PlanMark | None) -> frozenset[FieldKey]:
    """Say how far a line of last week's plan came; None takes the word back."""
    word = mark.value if mark else ""
    with signed_after_typing(store, f"上周计划{mark.label if mark else '未填'}") as command:
        report = command.session.get(Report, line.report_id)
        if report is None or report.dead:
            raise Refusal("上周的填报已不在了，没有改动。")
        # the line may have been marked before its number or closing stop was edited: it is one line all the same
        same = [
            row
            for row in command.session.exec(alive(MarkRow).where(MarkRow.report_id == line.report_id)).all()
            if row.occurrence == line.occurrence and matched(row.line) == matched(line.line)
        ]
        if word and not same:
            row = command.keyed(MarkRow, report_id=line.report_id, line=line.line, occurrence=line.occurrence)
            same.append(row)
        for row in same:
            row.mark = word
    return command.changed


def mark_no_news(
    store: Store, item_ids: Iterable[str], unit_id: str, week: Week, *, on: bool = True
) -> frozenset[FieldKey]:
    """本周无新进展 for many items at once: one command, one undo."""
    refuse_edit(store, unit_id, week)
    chosen = list(item_ids)
    name = f"{len(chosen)}项本周无新进展" if on else "撤回本周无新进展"
    with signed_after_typing(store, name, unit=unit_id) as command:
        for item_id in chosen:
            there = command.session.get(Report, keys.report_id(item_id, unit_id, str(week)))
            if on or (there is not None and not there.dead):
                command.keyed(Report, item_id=item_id, unit_id=unit_id, week=str(week)).no_news = on
    return command.changed


def set_override(
    store: Store, item_id: str, unit_id: str, week: Week, percent: Decimal | None, reason: str
) -> frozenset[FieldKey]:
    """A person's own completion (percent 0-100) with its reason; it never changes the light."""
    refuse_edit(store, unit_id, week)
    with signed(store, "改写完成情况", unit=unit_id) as command:
        row = command.keyed(Report, item_id=item_id, unit_id=unit_id, week=str(week))
        _put_override(row, percent, reason)
    return command.changed


def _put_override(row: Report, percent: Decimal | None, reason: str) -> None:
    if percent is not None:
        if not percent.is_finite() or not 0 <= percent <= 100:
            raise Refusal("完成情况应在0到100之间，没有改动。")
        if not reason.strip():
            raise Refusal("改写完成情况要写明理由，没有改动。")
        if percent != round(percent, 2):
            percent = round(percent, 2)
    row.override_percent = None if percent is None else format(percent, "f")
    row.override_reason = reason.strip() if percent is not None else ""


def report_once(
    store: Store,
    item_id: str,
    unit_id: str,
    week: Week,
    *,
    words: Mapping[str, str],
    values: Mapping[str, str] | None = None,
    override: tuple[Decimal, str] | None = None,
    no_news: bool | None = None,
    request: str | None = None,
    level: RequestLevel | None = None,
    person: str = "",
) -> frozenset[FieldKey]:
    """A whole report in one command, as the command line gives it.

    `words` by field of the report; `values` deliverable number → number, stage or tick; what is None stays.
    Refused where the unit does not answer for the item: nobody would see it.
    """
    _require_owner(store, item_id, unit_id, week)
    refuse_edit(store, unit_id, week)
    with signed_after_typing(store, "填报", unit=unit_id, person=person) as command:
        if words or override is not None or no_news is not None:
            row = command.keyed(Report, item_id=item_id, unit_id=unit_id, week=str(week))
            for name, text in words.items():
                setattr(row, name, text)
            if no_news is not None:
                row.no_news = no_news
            elif any(text.strip() for text in words.values()):
                row.no_news = False
            if override is not None:
                _put_override(row, *override)
        if request is not None or level is not None:
            put_request(command, item_id, unit_id, week, text=request, level=level)
        for number, text in (values or {}).items():
            deliverable = command.session.exec(
                alive(Deliverable).where(Deliverable.item_id == item_id, Deliverable.number == number)
            ).first()
            if deliverable is None:
                raise Refusal(f"这个事项没有编号为“{number}”的细项，全部内容都没有存入。")
            put_value(command, deliverable.id, unit_id, week, **typed_value(deliverable, text))
    return command.changed


def _require_owner(store: Store, item_id: str, unit_id: str, week: Week) -> None:
    with store.reading() as session:
        found = facts.week_facts(session, unit_id, str(week), only=item_id)
    if item_id not in {core.id for core in found.items}:
        raise Refusal(f"{found.unit.name}不是这个事项的责任单位，没有存入。用 tasks 命令可列出本单位的事项。")
