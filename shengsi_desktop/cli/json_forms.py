"""The JSON of the commands; that of `tasks --json` to the letter of the design."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.plan.json_form import json_number
from shengsi_desktop.rhythm.derived import attained_words, change_of

if TYPE_CHECKING:
    from datetime import date

    from shengsi_desktop.domain.indicators import Forecast, IndicatorStanding
    from shengsi_desktop.domain.islands import IslandBoard, IslandGroup
    from shengsi_desktop.domain.item_detail import HistoryLine, ItemDetail, ListLine
    from shengsi_desktop.domain.list_changes import ListPreview, RowChange
    from shengsi_desktop.domain.meetings import Directive
    from shengsi_desktop.domain.plan import Condition
    from shengsi_desktop.domain.point_import import PointPreview
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow, Reading


def row_json(row: ItemRow) -> dict[str, Any]:
    """One item in the form of `tasks --json`."""
    return {
        "id": row.id,
        "list": row.list.value,
        "number": row.number,
        "task_number": row.task_number,
        "task": row.task,
        "title": row.title,
        "role": row.role.value if row.role else None,
        "role_source": row.role_source.value if row.role_source else None,
        "group": row.group,
        "pending": row.pending,
        "due": row.due.isoformat(),
        "light": row.standing.reading.light.value,
        "light_reason": row.standing.reading.reason,
        "reported": row.reported,
    }


def detail_json(detail: ItemDetail) -> dict[str, Any]:
    """One item in the form of `show --json`."""
    row, source = detail.row, detail.source
    return {
        **row_json(row),
        "direction": row.direction,
        "text": source.text,
        "start": source.start,
        "end": source.end,
        "marker": source.marker,
        "due_is_default": row.due_is_default,
        "tally": row.standing.tally.words,
        "computed": json_number(row.standing.computed),
        "since_last": row.standing.since_last,
        "adjusted": _reading_json(row.standing.adjusted),
        "months": [
            {
                "month": one.month,
                "light": one.now.light.value,
                "reason": one.now.reason,
                "original": one.original.light.value,
            }
            for one in detail.months
        ],
        "weeks_behind": row.standing.weeks_behind,
        "owners": [
            {
                "unit": one.unit,
                "role": one.role.value,
                "role_source": one.role_source.value,
                "group": one.group,
                "pending": one.pending,
            }
            for one in detail.assignments
        ],
        "list_entry": _list_line_json(detail.list_line) if detail.list_line is not None else None,
        "deliverables": [_deliverable_json(one) for one in detail.deliverables],
        "history": [_history_json(line) for line in detail.history],
    }


def _history_json(line: HistoryLine) -> dict[str, Any]:
    """One week; `changed_since_final`: it says another thing than its 定稿."""
    return {
        "week": line.week,
        "unit": line.unit,
        "progress": line.progress,
        "problems": line.problems,
        "next_plan": line.next_plan,
        "values": line.values,
        "final": line.final,
        "changed_since_final": line.changed,
    }


def _reading_json(reading: Reading | None) -> dict[str, str] | None:
    """A light with its reason."""
    return None if reading is None else {"light": reading.light.value, "reason": reading.reason}


def _list_line_json(line: ListLine) -> dict[str, Any]:
    """The columns of an item's list, as written."""
    return {
        "number": line.number,
        "category": line.category,
        "goal": line.goal,
        "leader": line.leader,
        "section": line.section,
        "person": line.person,
        "phone": line.phone,
        "due": line.due_words,
        "remark": line.remark,
        "project": dict(line.facts),
        "extras": dict(line.extras),
    }


def board_json(board: IslandBoard) -> dict[str, Any]:
    """The board 按岛."""
    return {
        "unit": board.unit,
        "week": board.week,
        "as_of": board.as_of.isoformat(),
        "whole": board.whole,
        "islands": [_group_json(group) for group in board.groups],
        "without": list(board.without),
    }


def _group_json(group: IslandGroup) -> dict[str, Any]:
    island = group.island
    return {
        "island": island.name if island is not None else None,
        "townships": list(island.townships) if island is not None else [],
        "pending": island.pending if island is not None else False,
        "done": group.done,
        "counted": group.counted,
        "lights": {light.value: count for light, count in group.lights.items()},
        "deliverables": [
            {
                "item": line.row.number,
                "item_id": line.row.id,
                "list": line.row.list.value,
                "lead": line.row.lead,
                **_deliverable_json(line.standing),
            }
            for line in group.lines
        ],
    }


def directive_json(directive: Directive) -> dict[str, Any]:
    """One 交办事项."""
    return {
        "id": directive.id,
        "number": directive.number,
        "what": directive.what,
        "who": directive.who,
        "due": directive.due.isoformat() if directive.due else None,
        "state": directive.state.value,
        "source": directive.source.value,
        "week": directive.week,
        "item": directive.item_number,
        "overdue": directive.overdue,
        "age_weeks": directive.age_weeks,
        "standing": directive.standing.value,
        "urgency": directive.urgency.value if directive.urgency else None,
        "days_overdue": directive.days_overdue,
        "first_due": _day(directive.first_due),
        "extensions": directive.extensions,
        "unit": directive.owner_unit or None,
        "units": list(directive.owner_units),
        "person": directive.answers,
        "phone": directive.phone,
        "given_by": directive.given_by,
        "given_on": _day(directive.given_on),
        "document": directive.document,
        "signed_on": _day(directive.signed_on),
        "signed_by": directive.signed_by,
        "done_on": _day(directive.done_on),
        "result": directive.result,
        "closed_on": _day(directive.closed_on),
        "closed_by": directive.closed_by,
        "steps": [
            {
                "kind": step.kind.value,
                "day": _day(step.day),
                "person": step.person,
                "words": step.words,
                "due_from": _day(step.due_from),
                "due_to": _day(step.due_to),
            }
            for step in directive.steps
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def indicator_json(standing: IndicatorStanding) -> dict[str, Any]:
    """One 指标, or a deliverable as a series, with its newest value."""
    one, latest = standing.indicator, standing.latest
    return {
        "id": one.id,
        "number": one.ordinal,
        "name": one.name,
        "category": one.category,
        "target": one.target_words,
        "unit": one.unit,
        "owner": one.owner,
        "item": one.item_id or None,
        "period": latest.period if latest else None,
        "value": json_number(latest.value) if latest else None,
        "province": json_number(latest.province) if latest else None,
        "rank": latest.rank if latest else None,
        "status": latest.status.value or None if latest else None,
        "state": latest.state.value or None if latest else None,
        "attained": json_number(standing.attained),
        "attained_words": attained_words(standing),
        "change": json_number(standing.change),
        "change_in_points": standing.change_in_points,
        "light": standing.reading.light.value,
        "light_reason": standing.reading.reason,
    }


def whole_indicator_json(standing: IndicatorStanding, forecast: Forecast | None) -> dict[str, Any]:
    """One 指标 whole: its conditions, all its points, what the year may end at."""
    one = standing.indicator
    return {
        **indicator_json(standing),
        "conditions": [condition_json(condition) for condition in one.conditions],
        "support": one.support,
        "cadence": one.cadence,
        "cumulative": one.cumulative,
        "trend": one.trend.value or None,
        "baseline": json_number(one.baseline),
        "source": one.source,
        "release": one.release,
        "remark": one.remark,
        "text": one.text,
        "points": [
            {
                "period": point.period,
                "value": json_number(point.value),
                "planned": json_number(point.planned),
                "province": json_number(point.province),
                "rank": point.rank,
                "status": point.status.value or None,
                "state": point.state.value or None,
                "change": json_number(change_of(one, standing.points, point.period)),
            }
            for point in standing.points
        ],
        "forecast": None
        if forecast is None
        else {
            "method": forecast.method,
            "year_end": json_number(forecast.year_end),
            "reaches": forecast.reaches,
            "words": forecast.words,
        },
    }


def condition_json(condition: Condition) -> dict[str, Any]:
    """One condition of a target, as in `plan show --json`."""
    return {
        "comparator": condition.comparator.value,
        "value": json_number(condition.value),
        "unit": condition.unit,
        "reference": condition.reference,
    }


def import_json(preview: PointPreview, stored: int) -> dict[str, Any]:
    """What a workbook of values changes, and how many of its cells were stored."""
    return {
        "stored": stored,
        "same": preview.same,
        "changes": [
            {
                "line": one.line,
                "indicator": one.indicator,
                "what": one.what,
                "before": one.before or None,
                "after": one.after,
                "warning": one.warning or None,
                "taken": one.taken,
            }
            for one in preview.changes
        ],
        "problems": list(preview.problems),
        "notes": list(preview.notes),
    }


def list_preview_json(
    preview: ListPreview, notes: tuple[str, ...], changed: int, *, stored: bool
) -> dict[str, Any]:
    """What taking in one table of a list changes, row by row; `changed` fields were recorded."""
    table = preview.table
    return {
        "sheet": table.sheet,
        "kind": table.kind.value,
        "title": table.title,
        "year": table.year,
        "plan": preview.plan_title,
        "counts": {state.value: count for state, count in preview.counts.items()},
        "notes": [*(problem.message for problem in table.problems), *notes],
        "unknown_units": list(preview.unknown_units),
        "rows": [_row_change_json(one) for one in preview.changes],
        "skipped": [{"line": one.line, "text": one.text, "why": one.why} for one in table.skipped],
        "stored": stored,
        "changed": changed,
    }


def _row_change_json(change: RowChange) -> dict[str, Any]:
    from shengsi_desktop.domain.lists import ListField

    row = change.row
    return {
        "line": change.line,
        "state": change.state.value,
        "number": row.text(ListField.NUMBER) if row else "",
        "name": row.text(ListField.NAME) if row else "",
        "target_id": change.target_id,
        "id": change.target_id or change.new_id,
        "target": change.target,
        "matched": change.matched.value,
        "changes": [{"label": one.label, "before": one.before, "after": one.after} for one in change.changes],
        "problems": [
            {"message": one.message, "blocking": one.blocking, "column": one.column}
            for one in change.problems
        ],
    }


def _deliverable_json(standing: DeliverableStanding) -> dict[str, Any]:
    one = standing.deliverable
    return {
        "id": one.id,
        "number": one.number,
        "kind": one.kind.value,
        "name": one.name,
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "target": json_number(one.target),
        "target_high": json_number(one.target_high),
        "unit": one.unit,
        "of": one.of,
        "comparator": one.comparator.value,
        "stages": list(one.stages),
        "due": one.due.isoformat(),
        "due_is_default": one.due_is_default,
        "by_time": one.by_time,
        "islands": list(one.islands),
        "value": json_number(standing.value.value) if standing.value else None,
        "stage": standing.value.stage if standing.value else None,
        "done": standing.complete,
        "attained": json_number(standing.attained),
        "schedule": json_number(standing.schedule),
        "of_plan": json_number(standing.of_plan),
        "adjusted": _reading_json(standing.adjusted),
        "light": standing.reading.light.value,
        "light_reason": standing.reading.reason,
    }
