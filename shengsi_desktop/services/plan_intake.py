"""A plan as read becomes rows: plan, directions, tasks, items, deliverables, owners, indicators. In one command."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.views import PlanSummary
from shengsi_desktop.domain.words import DeliverableKind, ItemKind
from shengsi_desktop.plan import identity
from shengsi_desktop.plan.dates import due_day
from shengsi_desktop.plan.groups import roles
from shengsi_desktop.plan.target_words import adds_up, target_words
from shengsi_desktop.plan.titles import short_title
from shengsi_desktop.services.plan_units import is_generic
from shengsi_desktop.store.sessions import today

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shengsi_desktop.domain.plan import DeliverableText, IndicatorText, Measure, PlanDocument, TaskText
    from shengsi_desktop.domain.units import Unit, UnitGroup
    from shengsi_desktop.store.columns import Synced
    from shengsi_desktop.store.commands import Command

#: kinds that are measured against a schedule
_SCHEDULED = {DeliverableKind.QUANTITY, DeliverableKind.RATIO}


_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_NARROW = re.compile(r"[,:;()?!](?!\d)")


def wide(text: str) -> str:
    """The text with full-width punctuation, as titles and names are shown; the plan's own text stays as it is."""
    return _NARROW.sub(lambda found: _WIDE[found[0]], text)


def summary(document: PlanDocument) -> PlanSummary:
    """The plan in counts, as the confirming step shows it."""
    owners = [owner for _, _, measure in identity.numbered_measures(document) for owner in measure.owners]
    measures = list(identity.numbered_measures(document))
    written = {owner.unit for owner in owners}
    groups = {owner.unit for owner in owners if is_generic(owner.unit, owner.origin)}
    in_guarantees = sum(len(task.measures) for task in document.guarantees)
    return PlanSummary(
        title=document.title,
        year=document.year,
        directions=len(document.directions),
        tasks=sum(len(direction.tasks) for direction in document.directions),
        items=len(measures),
        guarantee_items=in_guarantees,
        units=len(written - groups),
        groups=len(groups),
        indicators=len(document.indicators),
        deliverables=sum(len(measure.deliverables) for _, _, measure in measures),
        warnings=len(document.warnings),
    )


def counts_sentence(document: PlanDocument) -> str:
    """Return «26项任务、71个事项（含工作保障4个）、44个单位、4个泛指待确认»."""
    measures = [measure for _, _, measure in identity.numbered_measures(document)]
    owners = {(owner.unit, is_generic(owner.unit, owner.origin)) for m in measures for owner in m.owners}
    generic = sum(is_generic for _, is_generic in owners)
    guarantees = sum(len(task.measures) for task in document.guarantees)
    tasks = sum(1 for direction in document.directions for task in direction.tasks if task.measures)
    words = [
        f"{tasks}项任务",
        f"{len(measures)}个事项" + (f"（含工作保障{guarantees}个）" if guarantees else ""),
    ]
    words.append(f"{len(owners) - generic}个单位")
    if generic:
        words.append(f"{generic}个泛指待确认")
    return "、".join(words)


def require_measures(document: PlanDocument) -> None:
    """Refuse a text in which no responsibility clause was found."""
    if not any(True for _ in identity.numbered_measures(document)):
        raise Refusal(
            "这份文件里没有找到任何“责任单位”一类的条款，不像是行动方案，没有导入，原有数据没有改动。"
            "请确认打开的是方案正文。"
        )


class PlanIntake:
    """Puts one document into the store inside a command that is under way.

    `ids` are those of `plan.identity.identities` unless rows there are take the document over; `put` receives
    each row, else the command's session does.
    """

    def __init__(
        self,
        command: Command,
        document: PlanDocument,
        units: Mapping[str, Unit],
        groups: Mapping[str, UnitGroup],
        *,
        by_time: bool,
        ids: dict[str, Any] | None = None,
        put: Callable[[Synced], None] | None = None,
    ) -> None:
        self._add = put or command.session.add
        self._seen: set[tuple[str, str]] = set()
        self.document = document
        self.units = units
        self.groups = groups
        self.by_time = by_time
        self.ids = ids or identity.identities(document)
        self.plan_id: str = self.ids["plan"]["id"]
        #: a plan that names no year is taken for this year's: weeks and due days need one
        self.year = document.year or today(command.session).year
        self.year_end = date(self.year, 12, 31)

    def _put(self, row: Synced) -> None:
        """Add a row; of two that bear one id (two directions called alike) the first stands for both."""
        name = (str(row.__tablename__), row.id)
        if name not in self._seen:
            self._seen.add(name)
            self._add(row)

    def store(self) -> str:
        """Add every row; the plan's id."""
        from shengsi_desktop.store.tables import Plan

        require_measures(self.document)
        self._put(
            Plan(
                id=self.plan_id,
                issuer=self.document.issuer,
                year=self.year,
                title=self.document.title,
                source_text=self.document.source,
                source_sha256=self.document.source_sha256,
                current=True,
            )
        )
        self._outline()
        for ordinal, indicator in enumerate(self.document.indicators, start=1):
            self._indicator(ordinal, indicator)
        return self.plan_id

    def _outline(self) -> None:
        from shengsi_desktop.domain.identity import key
        from shengsi_desktop.store.tables import Direction

        items = {entry["number"]: entry for entry in self.ids["items"]}
        ordinal = 0
        for place, direction in enumerate(self.document.directions, start=1):
            direction_id = key("direction", self.plan_id, direction.number, direction.title)
            self._put(
                Direction(
                    id=direction_id,
                    plan_id=self.plan_id,
                    ordinal=place,
                    number=direction.number,
                    title=wide(direction.title),
                    kind="direction",
                    start_at=direction.start,
                    end_at=direction.end,
                )
            )
            for task in direction.tasks:
                ordinal += 1
                self._task(direction_id, ordinal, task, items)
        if self.document.guarantees:
            direction_id = key("direction", self.plan_id, "保", "工作保障")
            self._put(
                Direction(
                    id=direction_id,
                    plan_id=self.plan_id,
                    ordinal=len(self.document.directions) + 1,
                    number="保",
                    title="工作保障",
                    kind="guarantee",
                    start_at=self.document.guarantees[0].start,
                    end_at=self.document.guarantees[-1].end,
                )
            )
            for task in self.document.guarantees:
                ordinal += 1
                self._task(direction_id, ordinal, task, items)

    def _task(
        self, direction_id: str, ordinal: int, task: TaskText, items: Mapping[str, Mapping[str, Any]]
    ) -> None:
        from shengsi_desktop.domain.identity import key
        from shengsi_desktop.store.tables import Task

        task_id = key("task", self.plan_id, task.number, task.title)
        self._put(
            Task(
                id=task_id,
                plan_id=self.plan_id,
                direction_id=direction_id,
                ordinal=ordinal,
                number=task.number,
                title=task.title,
                start_at=task.start,
                end_at=task.end,
            )
        )
        for n, measure in enumerate(task.measures, start=1):
            number = f"{task.number}-{n}"
            entry = items[number]
            self._item(str(entry["id"]), task_id, ordinal * 100 + n, number, measure, entry)

    def _item(
        self,
        item_id: str,
        task_id: str,
        ordinal: int,
        number: str,
        measure: Measure,
        entry: Mapping[str, Any],
    ) -> None:
        from shengsi_desktop.store.tables import Item

        # an item ends with the last of its promises; one after New Year keeps it open until then
        said = due_day(measure.deadline, self.document.year)
        otherwise = said or self.year_end
        due = max((each.due or otherwise for each in measure.deliverables), default=otherwise)
        is_default = due != said and not any(each.due == due for each in measure.deliverables)
        self._put(
            Item(
                id=item_id,
                plan_id=self.plan_id,
                task_id=task_id,
                kind=ItemKind.CLAUSE.value,
                ordinal=ordinal,
                number=number,
                title=wide(short_title(measure.text)),
                text=measure.text,
                start_at=measure.start,
                end_at=measure.end,
                marker=measure.marker,
                marker_start=measure.marker_start,
                marker_end=measure.marker_end,
                due=due.isoformat(),
                due_is_default=is_default,
            )
        )
        ids = [str(one["id"]) for one in entry["deliverables"]]
        for n, (deliverable_id, deliverable) in enumerate(
            zip(ids, measure.deliverables, strict=True), start=1
        ):
            self._deliverable(item_id, deliverable_id, n, f"{number}.{n}", deliverable, said)
        self._owners(item_id, measure)

    def _deliverable(
        self,
        item_id: str,
        deliverable_id: str,
        n: int,
        number: str,
        read: DeliverableText,
        said: date | None,
    ) -> None:
        """One promise; `said` is the day that the clause sets for all of its item."""
        from shengsi_desktop.store.tables import Deliverable

        quantity = read.quantities[0] if read.quantities else None
        self._put(
            Deliverable(
                id=deliverable_id,
                item_id=item_id,
                ordinal=n,
                number=number,
                kind=read.kind.value,
                name=wide(read.name or read.text),
                text=read.text,
                start_at=read.start,
                end_at=read.end,
                target=format(quantity.value, "f") if quantity else None,
                target_high=format(quantity.high, "f") if quantity and quantity.high is not None else None,
                unit=quantity.unit if quantity else "",
                object=quantity.object if quantity else "",
                of=quantity.of if quantity else "",
                comparator=quantity.comparator.value if quantity else "words",
                stages=json.dumps(list(read.stages), ensure_ascii=False),
                due=(read.due or said or self.year_end).isoformat(),
                due_is_default=read.due is None and said is None,
                by_time=self.by_time and read.kind in _SCHEDULED,
            )
        )

    def _owners(self, item_id: str, measure: Measure) -> None:
        from shengsi_desktop.store.keys import assignment_id
        from shengsi_desktop.store.tables import Assignment

        seen: set[str] = set()
        for n, (owner, (role, source)) in enumerate(
            zip(measure.owners, roles(measure, self.groups), strict=True), start=1
        ):
            written = owner.unit
            if written in seen:
                continue
            seen.add(written)
            group = self.groups.get(written)
            unit = self.units.get(identity.normalised(written))
            self._put(
                Assignment(
                    id=assignment_id(item_id, written),
                    item_id=item_id,
                    written=written,
                    unit_id=None if group or unit is None else unit.id,
                    group_id=group.id if group else None,
                    role=role.value,
                    role_source=source.value,
                    origin=owner.origin.value,
                    ordinal=n,
                )
            )

    def _indicator(self, ordinal: int, read: IndicatorText) -> None:
        from shengsi_desktop.domain.identity import key
        from shengsi_desktop.store.tables import Condition, Indicator

        indicator_id = identity.indicator_id(self.plan_id, read.name)
        units = [condition.unit for condition in read.conditions if condition.unit]
        self._put(
            Indicator(
                id=indicator_id,
                plan_id=self.plan_id,
                ordinal=ordinal,
                name=read.name,
                category=read.category,
                unit=units[0] if units else "",
                target_words=target_words(read),
                text=read.text,
                start_at=read.start,
                end_at=read.end,
                cumulative=adds_up(read),
            )
        )
        for n, condition in enumerate(read.conditions, start=1):
            self._put(
                Condition(
                    id=key("condition", indicator_id, str(n)),
                    indicator_id=indicator_id,
                    ordinal=n,
                    comparator=condition.comparator.value,
                    value=None if condition.value is None else format(condition.value, "f"),
                    unit=condition.unit,
                    reference=condition.reference,
                )
            )
