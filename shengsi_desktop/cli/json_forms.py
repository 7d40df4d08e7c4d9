"""The JSON of the commands; that of `tasks --json` to the letter of the design."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shengsi_desktop.plan.json_form import json_number

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.item_detail import ItemDetail
    from shengsi_desktop.domain.list_changes import ListPreview, RowChange
    from shengsi_desktop.domain.meetings import Directive
    from shengsi_desktop.domain.tracking import DeliverableStanding, ItemRow


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
        "deliverables": [_deliverable_json(one) for one in detail.deliverables],
        "history": [
            {
                "week": line.week,
                "unit": line.unit,
                "progress": line.progress,
                "problems": line.problems,
                "next_plan": line.next_plan,
                "values": line.values,
                "final": line.final,
            }
            for line in detail.history
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
    }


def indicator_json(standing: IndicatorStanding) -> dict[str, Any]:
    """One 指标 with its newest value."""
    one, latest = standing.indicator, standing.latest
    return {
        "id": one.id,
        "name": one.name,
        "category": one.category,
        "target": one.target_words,
        "unit": one.unit,
        "period": latest.period if latest else None,
        "value": json_number(latest.value) if latest else None,
        "attained": json_number(standing.attained),
        "light": standing.reading.light.value,
        "light_reason": standing.reading.reason,
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
        "value": json_number(standing.value.value) if standing.value else None,
        "stage": standing.value.stage if standing.value else None,
        "done": standing.complete,
        "attained": json_number(standing.attained),
        "schedule": json_number(standing.schedule),
        "light": standing.reading.light.value,
        "light_reason": standing.reading.reason,
    }
