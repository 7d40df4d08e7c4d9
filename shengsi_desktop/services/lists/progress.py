"""What a row says of a week: words for the report, sums and 形象进度 for 年度投资. Only where a week was chosen.

The unit that answers for the item says it; with both this year's and this month's sum the month before gets its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.lists import CellProblem, ListField, ListKind
from shengsi_desktop.domain.money import WAN
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.domain.tracking import tick_that_stands, words_alone
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.weeks import last_week_of_month_before, month_of
from shengsi_desktop.services.lists.edits import Edit, Put, rows_of, typed_words
from shengsi_desktop.services.lists.measures import money, money_words
from shengsi_desktop.services.lists.rows import said, same_words
from shengsi_desktop.store.keys import deliverable_value_id, report_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from shengsi_desktop.domain.lists import ListRow
    from shengsi_desktop.domain.weeks import Week

F = ListField
_REPORT = {F.PROBLEMS: "problems", F.NEXT_PLAN: "next_plan"}
_JANUARY = "-01"


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """What is recorded of the chosen week: reports by id, values of a deliverable by unit, the oldest first.

    Words that are typed and not yet a change are in the reports.
    """

    week: Week
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    values: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def month(self) -> str:
        """The month that the week belongs to."""
        return month_of(self.week)


def week_facts(connection: sqlite3.Connection, week: Week, plan_id: str) -> WeekFacts:
    """Read what is recorded of the week in the plan."""
    found = WeekFacts(week)
    for row in rows_of(connection, "report", "AND t.week = ?", (str(week),)):
        found.reports[row["id"]] = row
    for row_id, typed in typed_words(connection, "report").items():
        found.reports.setdefault(row_id, {}).update(typed)
    of_projects = (
        "AND t.week <= ? AND t.deliverable_id IN (SELECT d.id FROM deliverable d JOIN item i ON i.id = d.item_id"
        " WHERE i.plan_id = ? AND i.kind = 'project' AND d.dead = 0) ORDER BY t.week"
    )
    for row in rows_of(connection, "deliverable_value", of_projects, (str(week), plan_id)):
        found.values.setdefault((row["deliverable_id"], row["unit_id"]), []).append(row)
    return found


@dataclass(slots=True)
class Progress:
    """Makes the edits of one row's progress. `unit_of_money` is what the project's sums, all in 万元, are told in."""

    week: WeekFacts
    row: ListRow
    item_id: str
    unit_id: str
    kept: frozenset[str]
    problems: list[CellProblem] = field(default_factory=list)

    def edits(self, kind: ListKind, unit_of_money: str) -> list[Edit]:
        """Everything that the row says of the week."""
        if not self._says_something(kind):
            return []
        if not self.unit_id:
            message = "责任单位不在名录里，进展和完成情况没有记入。"
            self.problems.append(CellProblem(self.row.line, None, message))
            return []
        found = self._words(kind)
        if kind is ListKind.PROJECT:
            found += self._figures(unit_of_money)
        return [edit for edit in found if edit.puts]

    def _says_something(self, kind: ListKind) -> bool:
        fields: Iterable[ListField] = (F.DONE_NOW, F.PROGRESS, F.STAGE, *_REPORT)
        if kind is ListKind.PROJECT:
            fields = (*fields, F.YEAR_DONE, F.MONTH_DONE, F.ALL_DONE)
        return any(said(self.row, one) for one in fields)

    def _words(self, kind: ListKind) -> list[Edit]:
        row_id = report_id(self.item_id, self.unit_id, str(self.week.week))
        stored = self.week.reports.get(row_id, {})
        key = {"item_id": self.item_id, "unit_id": self.unit_id, "week": str(self.week.week)}
        now, whole = said(self.row, F.DONE_NOW), said(self.row, F.PROGRESS)
        stage = said(self.row, F.STAGE) if kind is not ListKind.PROJECT else ""
        progress = now or whole or stage
        if now and whole and not same_words(now, whole):
            progress = f"{now}\n累计进展：{whole}"
        if stage and stage != progress:
            progress = f"{progress}\n形象进度：{stage}"
        found = []
        wanted = [(F.DONE_NOW if now else F.PROGRESS if whole else F.STAGE, "progress", progress)]
        wanted += [(of, column, said(self.row, of)) for of, column in _REPORT.items()]
        for of, column, words in wanted:
            before = str(stored.get(column) or "")
            if words and not same_words(words, before) and of.label not in self.kept:
                fields: dict[str, Any] = {column: words}
                if column == "progress" and stored.get("no_news"):
                    fields["no_news"] = False
                found.append(Edit(of.label, before, words, (Put("report", row_id, fields, key),)))
        return found

    def _figures(self, unit: str) -> list[Edit]:
        found = []
        done = self._done()
        if done is not None and F.YEAR_DONE.label not in self.kept:
            self._compare_with_before(done, unit)
            found += self._value(self.week.week, done, unit, F.YEAR_DONE.label)
        month_done = money(self.row.cell(F.MONTH_DONE), WAN)
        if month_done is not None and done is not None and F.MONTH_DONE.label not in self.kept:
            found += self._month_before(done, month_done, unit)
        elif month_done is not None and done is None:
            message = "只有本月完成、没有本年累计，推不出本年累计，本月完成没有记入。"
            self.problems.append(CellProblem(self.row.line, None, message))
        stage = said(self.row, F.STAGE)
        there = self._stored(str(self.week.week))
        before = str(there.get("words", "")) if there else ""
        if stage and not same_words(stage, before) and F.STAGE.label not in self.kept:
            found.append(Edit(F.STAGE.label, before, stage, (self._put(self.week.week, {"words": stage}),)))
        return found

    def _done(self) -> Decimal | None:
        """This year's sum: as written, else all less what was done before, else the month before and this month's."""
        done = money(self.row.cell(F.YEAR_DONE), WAN)
        whole, before = money(self.row.cell(F.ALL_DONE), WAN), money(self.row.cell(F.BEFORE), WAN)
        if whole is not None and before is not None:
            if done is None:
                return whole - before if whole >= before else None
            if whole != before + done:
                message = "开工以来累计与至上年底累计加本年累计对不上，按本年累计记入，请核对。"
                self.problems.append(CellProblem(self.row.line, None, message))
        month_done = money(self.row.cell(F.MONTH_DONE), WAN)
        base = self._base()
        return base + month_done if done is None and month_done is not None and base is not None else done

    def _base(self) -> Decimal | None:
        """This year's sum at the end of the month before; nothing in January, None where nobody has said it."""
        month = self.week.month
        if month.endswith(_JANUARY):
            return Decimal(0)
        last = str(last_week_of_month_before(self.week.week))
        first = f"{month[:4]}-W01"
        known = [
            one["value"]
            for one in self.week.values.get((investment_id(self.item_id), self.unit_id), ())
            if one["value"] is not None and first <= one["week"] <= last
        ]
        return Decimal(known[-1]) if known else None

    def _compare_with_before(self, done: Decimal, unit: str) -> None:
        """A sum that falls within the year is more likely one of an earlier month, put into a later week."""
        last, first = str(self.week.week), f"{self.week.month[:4]}-W01"
        known = [
            one
            for one in self.week.values.get((investment_id(self.item_id), self.unit_id), ())
            if one["value"] is not None and first <= one["week"] < last
        ]
        if known and done < Decimal(known[-1]["value"]):
            before = money_words(Decimal(known[-1]["value"]), unit)
            message = (
                f"本年累计{money_words(done, unit)}比{known[-1]['week']}已记的{before}少，"
                "请核对口径，以及“进展记入”选的周次。"
            )
            self.problems.append(CellProblem(self.row.line, None, message))

    def _month_before(self, done: Decimal, month_done: Decimal, unit: str) -> list[Edit]:
        base = self._base()
        if base is None and done >= month_done:
            last = last_week_of_month_before(self.week.week)
            return self._value(last, done - month_done, unit, F.MONTH_DONE.label)
        if base is None or base + month_done != done:
            said_base = "" if base is None else f"（{money_words(base, unit)}）"
            message = f"本月完成与本年累计、上月末累计{said_base}对不上，按本年累计记入，请核对。"
            self.problems.append(CellProblem(self.row.line, None, message))
        return []

    def _value(self, week: Week, value: Decimal, unit: str, label: str) -> list[Edit]:
        if value < 0:
            self.problems.append(CellProblem(self.row.line, None, f"{label}小于0，没有记入。"))
            return []
        there = self._stored(str(week))
        held = there["value"] if there else None
        if held is not None and Decimal(held) == value:
            return []
        before = money_words(Decimal(held), unit) if held is not None else ""
        after = money_words(value, unit)
        if label == F.MONTH_DONE.label:
            after = f"上月末累计{after}"
        return [Edit(label, before, after, (self._put(week, {"value": plain(value)}),))]

    def _stored(self, week: str) -> dict[str, Any] | None:
        rows = self.week.values.get((investment_id(self.item_id), self.unit_id), ())
        return next((one for one in rows if one["week"] == week), None)

    def _put(self, week: Week, fields: dict[str, Any]) -> Put:
        row_id = investment_id(self.item_id)
        key = {"deliverable_id": row_id, "unit_id": self.unit_id, "week": str(week)}
        there = self._stored(str(week))
        if "value" in fields and (there is None or _words_alone(there)):
            # a tick has no «left as it was»: a week that says more than words takes over the one that stands
            rows = self.week.values.get((row_id, self.unit_id), ())
            earlier = [one for one in reversed(rows) if one["week"] < str(week)]
            ticked = tick_that_stands((one["done"], _words_alone(one)) for one in earlier)
            fields = {**fields, "done": bool(ticked or (there and there["done"]))}
        return Put("deliverable_value", deliverable_value_id(row_id, self.unit_id, str(week)), fields, key)


def _words_alone(row: dict[str, Any]) -> bool:
    return words_alone(row["words"], row["value"], row["stage"])
