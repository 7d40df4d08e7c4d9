"""任务清单: items with their owners, deliverables, source and history; and what a person may set right in them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlmodel import col

from shengsi_desktop.domain.item_detail import HistoryLine, ItemDetail, ItemText
from shengsi_desktop.domain.money import WAN
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.projects import INVESTMENT, investment_id
from shengsi_desktop.domain.tracking import BUILDING_STAGES, DOCUMENT_STAGES
from shengsi_desktop.domain.words import Comparator, DeliverableKind, Role, RoleSource
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.item_rows import UnitFacts, item_row
from shengsi_desktop.rhythm.month_lights import month_lights
from shengsi_desktop.rhythm.weeks import previous_week
from shengsi_desktop.services import facts, sections
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.lists import lines as list_lines
from shengsi_desktop.services.other_units import other_standings
from shengsi_desktop.store.reading import load_week_facts
from shengsi_desktop.store.sessions import alive, raw_connection
from shengsi_desktop.store.tables import Assignment, Deliverable, Item, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.tracking import ItemRow
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_EDITABLE = {"name", "kind", "target", "target_high", "unit", "stages", "due", "by_time", "comparator"}


def item_rows(store: Store, unit_id: str, week: Week, *, mentioned: bool = True) -> tuple[ItemRow, ...]:
    """The unit's items; with `mentioned` also those that name it though others own them (role None)."""
    with store.reading() as session:
        return facts.rows(session, unit_id, week, mentioned=mentioned)


def all_rows(store: Store, unit_id: str, week: Week) -> tuple[ItemRow, ...]:
    """Every item of the plan as the unit sees it; role None where it does not answer for it."""
    with store.reading() as session:
        return facts.rows(session, unit_id, week, everything=True)


def item_detail(store: Store, item_id: str, unit_id: str, week: Week) -> ItemDetail:
    """One item whole, with its history newest first."""
    with store.reading() as session:
        found = facts.week_facts(session, unit_id, str(week), all_items=True, only=item_id)
        sorted_facts = UnitFacts(found)
        core = next((one for one in found.items if one.id == item_id), None)
        row = session.get(Item, item_id)
        if core is None or row is None:
            raise Refusal("这个事项已不在方案里。")
        before = facts.final_standings(session, unit_id, previous_week(week)).get(item_id)
        named = item_id in facts.mentioned_ids(session, found)
        shown = item_row(sorted_facts, core, week, mentioned=named, before=before)
        finals = _signed(session, item_id, unit_id)
        source = ItemText(row.text, row.start_at, row.end_at, row.marker, row.marker_start, row.marker_end)
        line = list_lines.list_line(session, item_id, shown.kind)
        handling = sections.handling_of(session, unit_id, [item_id])[item_id]
        own_sections = sections.session_sections(session, unit_id)
        others = other_standings(session, row, unit_id, week)
    owners = tuple(sorted(sorted_facts.assignments[item_id], key=lambda one: one.ordinal))
    ours = {one.deliverable.id for one in shown.standing.deliverables}
    return ItemDetail(
        shown,
        source,
        owners,
        shown.standing.deliverables,
        _history(sorted_facts, item_id, finals),
        list_line=line,
        curves={name: points for name, points in found.curves.items() if name in ours},
        months=month_lights(sorted_facts, item_id, week).months,
        handling=handling,
        sections=own_sections,
        others=others,
    )


def history_lines(session: Session, item_id: str, unit_id: str) -> tuple[HistoryLine, ...]:
    """The unit's weeks of an item of any stored plan, this year's or an earlier one's, newest first."""
    item = session.get(Item, item_id)
    found = item and load_week_facts(
        raw_connection(session), unit_id, None, all_items=True, plan_id=item.plan_id, only=item_id
    )
    if not found:
        return ()
    return _history(UnitFacts(found), item_id, _signed(session, item_id, unit_id))


def _signed(session: Session, item_id: str, unit_id: str) -> dict[str, dict[str, Any]]:
    """By week what the newest 定稿 says of the item; nothing where it is not in it."""
    found: dict[str, dict[str, Any]] = {}
    for week, final_id in facts.newest_finals(session).get(unit_id, {}).items():
        row = raw_connection(session).execute(
            "SELECT i.value FROM final_version v, json_each(v.content, '$.items') i"
            " WHERE v.id = ? AND json_extract(i.value, '$.id') = ?",
            (final_id, item_id),
        )
        found[week] = json.loads(next((str(one[0]) for one in row), "{}"))
    return found


def _says_the_same(sorted_facts: UnitFacts, item_id: str, week: str, signed: Mapping[str, Any]) -> bool:
    """Whether the week's own words and figures of the item are those of its 定稿."""
    report = sorted_facts.reports[item_id].get(week)
    for name in ("progress", "problems", "next_plan"):
        if (getattr(report, name) if report else "").strip() != str(signed.get(name) or "").strip():
            return False
    weeks_values = [
        one
        for part in sorted_facts.deliverables[item_id]
        for one in sorted_facts.values[part.id]
        if one.week == week
    ]
    # of words alone a 定稿 says the number of before
    words_alone = {one.deliverable_id for one in weeks_values if one.says_words_alone}
    told = {
        one["id"]: (None if one["value"] is None else Decimal(one["value"]), one["stage"], one["done"])
        for one in signed.get("deliverables", ())
        if one.get("week") == week and one["id"] not in words_alone
    }
    own = {
        one.deliverable_id: (one.value, one.stage, one.done)
        for one in weeks_values
        if not one.says_words_alone
    }
    return told == own


def _history(
    sorted_facts: UnitFacts, item_id: str, finals: Mapping[str, Mapping[str, Any]]
) -> tuple[HistoryLine, ...]:
    unit = sorted_facts.facts.unit.name
    weeks = {w for w, one in sorted_facts.reports[item_id].items() if one.reported}
    weeks |= {v.week for d in sorted_facts.deliverables[item_id] for v in sorted_facts.values[d.id]}
    lines = []
    for week in sorted(weeks, reverse=True):
        report = sorted_facts.reports[item_id].get(week)
        progress = report.progress if report else ""
        if report and report.no_news and not progress.strip():
            progress = "本周无新进展"
        lines.append(
            HistoryLine(
                week,
                unit,
                progress,
                report.problems if report else "",
                report.next_plan if report else "",
                values_words(sorted_facts, item_id, week),
                week in finals,
                changed=week in finals and not _says_the_same(sorted_facts, item_id, week, finals[week]),
            )
        )
    return tuple(lines)


def values_words(sorted_facts: UnitFacts, item_id: str, week: str) -> str:
    """«“微改造、精提升”项目14/30个；实施方案：征求意见» of what was reported in that week."""
    words = []
    for one in sorted_facts.deliverables[item_id]:
        value = next((v for v in sorted_facts.values[one.id] if v.week == week), None)
        if value is None:
            continue
        if value.stage is not None and one.stages:
            words.append(f"{one.name}：{one.stages[value.stage - 1] if value.stage else '未启动'}")
        elif value.value is not None:
            target = f"/{plain(one.target)}" if one.target is not None else ""
            words.append(f"{one.name} {plain(value.value)}{target}{one.unit}{_in_brackets(value.words)}")
        elif value.done:
            words.append(f"{one.name}：完成")
        elif value.words:
            words.append(f"{one.name}：{value.words}")
    return "；".join(words)


def _in_brackets(words: str) -> str:
    return f"（{words}）" if words else ""


def plan_text(store: Store) -> str:
    """The current plan's decoded text, which all offsets speak of."""
    with store.reading() as session:
        return facts.current_plan(session, store.setting("plan_id")).source_text


def set_lead(store: Store, item_id: str, unit_id: str) -> frozenset[FieldKey]:
    """Make a named owner the lead; the lead before supports. A person's word, no longer the default."""
    with signed(store, "改牵头单位") as command:
        rows = command.session.exec(
            alive(Assignment).where(Assignment.item_id == item_id).order_by(col(Assignment.ordinal))
        ).all()
        if not any(row.unit_id == unit_id for row in rows):
            raise Refusal("这个单位不在该事项的责任单位里，牵头单位没有改动。")
        for row in rows:
            if row.unit_id == unit_id:
                row.role, row.role_source = Role.LEAD.value, RoleSource.USER.value
            elif row.role == Role.LEAD.value:
                row.role, row.role_source = Role.SUPPORT.value, RoleSource.USER.value
    return command.changed


def confirm_group(
    store: Store, item_id: str, group: str, unit_id: str, *, included: bool
) -> frozenset[FieldKey]:
    """Say of a 待确认 unit of a wildcard whether it belongs."""
    from shengsi_desktop.store.tables import GroupChoice

    with signed(store, "确认责任单位" if included else "排除责任单位") as command:
        row = command.session.exec(
            alive(Assignment).where(Assignment.item_id == item_id, Assignment.written == group)
        ).first()
        if row is None or row.group_id is None:
            raise Refusal(f"该事项没有泛指单位“{group}”，没有改动。")
        choice = command.keyed(GroupChoice, assignment_id=row.id, unit_id=unit_id)
        choice.included = included
    return command.changed


def _deliverable(command: Command, deliverable_id: str) -> Deliverable:
    row = command.session.get(Deliverable, deliverable_id)
    if row is None or row.dead:
        raise Refusal("这个细项已不在了，没有改动。")
    return row


def _stored(name: str, value: Any) -> Any:
    """A field's value as the table holds it."""
    if isinstance(value, Decimal):
        if not value.is_finite() or value < 0:
            raise Refusal("目标应是不小于0的数，没有改动。")
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if name == "due" and value is None:
        return ""
    if name == "stages":
        return json.dumps(list(value), ensure_ascii=False)
    if isinstance(value, DeliverableKind | Comparator):
        return value.value
    return value


def edit_deliverable(store: Store, deliverable_id: str, **fields: Any) -> frozenset[FieldKey]:
    """Set a deliverable right: name, kind, target, target_high, unit, stages, due, by_time, comparator."""
    unknown = set(fields) - _EDITABLE
    if unknown:
        raise Refusal(f"细项没有这些栏目：{'、'.join(sorted(unknown))}。")
    with signed(store, "修改细项") as command:
        row = _deliverable(command, deliverable_id)
        if row.id == investment_id(row.item_id) and fields.get("unit", WAN) != WAN:
            raise Refusal(f"“{INVESTMENT}”一律按万元存，没有改动。要按亿元看，请在“重大项目”里切换单位。")
        for name, value in fields.items():
            if name == "name" and not str(value).strip():
                raise Refusal("细项名称不能为空，没有改动。")
            setattr(row, name, _stored(name, value))
        if (
            row.target is not None
            and row.target_high is not None
            and Decimal(row.target_high) < Decimal(row.target)
        ):
            raise Refusal("目标的上限比下限小，没有改动。")
        if row.kind == DeliverableKind.MILESTONE.value and row.stages in {"", "[]"}:
            row.stages = _stored("stages", DOCUMENT_STAGES if "方案" in row.text else BUILDING_STAGES)
        if "due" in fields:
            row.due_is_default = fields["due"] is None
            row.due = row.due or _year_end(command, row.item_id)
    return command.changed


def _year_end(command: Command, item_id: str) -> str:
    """The day that holds where the text names none: the end of the plan's year."""
    item = command.session.get(Item, item_id)
    plan = command.session.get(Plan, item.plan_id) if item else None
    if plan is None or plan.year is None:
        raise Refusal("方案没有年份，请写明完成时限。没有改动。")
    return date(plan.year, 12, 31).isoformat()


def add_deliverable(
    store: Store,
    item_id: str,
    name: str,
    kind: DeliverableKind,
    target: Decimal | None = None,
    unit: str = "",
) -> frozenset[FieldKey]:
    """A deliverable of a person's own, after those that the reader found."""
    if not name.strip():
        raise Refusal("细项名称不能为空，没有添加。")
    with signed(store, f"添加细项“{name.strip()[:12]}”") as command:
        item = command.session.get(Item, item_id)
        if item is None or item.dead:
            raise Refusal("这个事项已不在方案里。")
        rows = command.session.exec(alive(Deliverable).where(Deliverable.item_id == item_id)).all()
        place = max((row.ordinal for row in rows), default=0) + 1
        milestone = kind is DeliverableKind.MILESTONE
        command.session.add(
            Deliverable(
                item_id=item_id,
                ordinal=place,
                number=f"{item.number}.{place}",
                kind=kind.value,
                name=name.strip(),
                text=name.strip(),
                target=_stored("target", target),
                unit=unit.strip(),
                comparator=(Comparator.GE if target is not None else Comparator.WORDS).value,
                stages=_stored("stages", BUILDING_STAGES if milestone else ()),
                due=item.due,
                due_is_default=item.due_is_default,
                by_time=kind in {DeliverableKind.QUANTITY, DeliverableKind.RATIO}
                and facts.by_time(command.session, item.plan_id),
            )
        )
    return command.changed


def drop_deliverable(store: Store, deliverable_id: str) -> frozenset[FieldKey]:
    """Delete a deliverable; undo brings it back with its values."""
    with signed(store, "删除细项") as command:
        command.session.delete(_deliverable(command, deliverable_id))
    return command.changed


def set_by_time(store: Store, item_id: str | None, *, by_time: bool) -> frozenset[FieldKey]:
    """按时间序时, for one item's quantities and ratios or, with None, for all."""
    with signed(store, "按时间序时" if by_time else "取消按时间序时") as command:
        query = alive(Deliverable).where(
            col(Deliverable.kind).in_([DeliverableKind.QUANTITY.value, DeliverableKind.RATIO.value])
        )
        if item_id is not None:
            query = query.where(Deliverable.item_id == item_id)
        for row in command.session.exec(query).all():
            if row.by_time != by_time:
                row.by_time = by_time
    return command.changed
