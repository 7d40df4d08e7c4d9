"""One cell of a 填报表 that came back, put as a row typed for the unit, inside the command that takes it in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.fill_sheets import NO_NEWS, RowKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import PlanMark, RequestLevel
from shengsi_desktop.rhythm.carry import matched
from shengsi_desktop.services.requests import put_request
from shengsi_desktop.services.values import put_value
from shengsi_desktop.store.said import SaidReport
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import PlanMark as MarkRow
from shengsi_desktop.store.tables import Report

if TYPE_CHECKING:
    from shengsi_desktop.domain.fill_sheets import CellDifference, FillRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command

#: the order in which an item's fields are put: a request before its level
ORDER = ("progress", "problems", "catch_up", "next_plan", "request", "level")


def put(command: Command, unit_id: str, week: Week, one: CellDifference) -> None:
    """One cell as a row typed for the unit."""
    row, value = one.row, one.value
    if row.kind is RowKind.PLAN:
        _mark(command, unit_id, row, value)
    elif one.field == "request":
        put_request(command, row.item_id, unit_id, week, text=value, unless=RequestLevel.UNDECIDED)
    elif one.field == "level":
        level = next((each for each in RequestLevel if each.label == value), RequestLevel.UNDECIDED)
        put_request(command, row.item_id, unit_id, week, level=level)
    elif row.kind is RowKind.FIGURE:
        _figure(command, unit_id, week, one)
    else:
        report = command.keyed(Report, item_id=row.item_id, unit_id=unit_id, week=str(week))
        no_news = one.field == "progress" and value == NO_NEWS
        setattr(report, one.field, "" if no_news else value)
        if no_news:
            report.no_news = True
        elif value.strip() or one.field == "progress":
            report.no_news = False


def _figure(command: Command, unit_id: str, week: Week, one: CellDifference) -> None:
    row, value = one.row, one.value
    if one.field == "value":
        put_value(command, row.key, unit_id, week, value=Decimal(value) if value else None)
    elif one.field == "stage":
        put_value(command, row.key, unit_id, week, stage=row.stages.index(value) + 1 if value else None)
    else:
        put_value(command, row.key, unit_id, week, done=bool(value))


def _mark(command: Command, unit_id: str, row: FillRow, value: str) -> None:
    """上周计划完成情况 of a line: on the report that planned it, which may have come as a document only."""
    word = next((each.value for each in PlanMark if each.label == value), "")
    session = command.session
    report = session.get(Report, row.report_id)
    if report is None or report.dead:
        said = session.get(SaidReport, row.report_id)
        if said is None:
            raise Refusal(f"{row.number}上周的填报已不在了，没有收入任何内容，台账未动。请重新打开核对。")
        command.keyed(Report, item_id=said.item_id, unit_id=unit_id, week=said.week)
        session.flush()
    same = [
        each
        for each in session.exec(alive(MarkRow).where(MarkRow.report_id == row.report_id)).all()
        if each.occurrence == row.occurrence and matched(each.line) == matched(row.line)
    ]
    if word and not same:
        same = [command.keyed(MarkRow, report_id=row.report_id, line=row.line, occurrence=row.occurrence)]
    for each in same:
        each.mark = word
