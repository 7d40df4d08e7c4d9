"""Reading the facts of a unit's week out of an open session, as the one loader in the store has them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import String, column, text
from sqlmodel import col, func, or_, select

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.tracking import rule_for
from shengsi_desktop.plan.groups import mentions
from shengsi_desktop.rhythm.item_rows import UnitFacts, item_row
from shengsi_desktop.rhythm.weeks import parse_week, previous_week
from shengsi_desktop.services import final_content
from shengsi_desktop.services.final_order import TAKEN_DOWN, chain_ends, number_of, with_those_before
from shengsi_desktop.store.documents import PRESENT
from shengsi_desktop.store.local_tables import DocumentAside
from shengsi_desktop.store.presence import GIVEN_HERE
from shengsi_desktop.store.reading import (
    load_places,
    load_setting,
    load_stoppages,
    load_units,
    load_week_facts,
)
from shengsi_desktop.store.rhythm_reading import load_rhythm
from shengsi_desktop.store.rule_reading import load_rules
from shengsi_desktop.store.said import SaidReport
from shengsi_desktop.store.sessions import alive, raw_connection, today
from shengsi_desktop.store.tables import Deliverable, FinalVersion, Item, Plan, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from sqlite3 import Connection

    from sqlalchemy import ColumnElement
    from sqlmodel import Session
    from sqlmodel.sql.expression import SelectOfScalar

    from shengsi_desktop.domain.first_view import FirstView
    from shengsi_desktop.domain.stoppages import Stoppage
    from shengsi_desktop.domain.tracking import ItemRow, LightRule, Standing
    from shengsi_desktop.domain.units import IslandPlace, Unit
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.store.document_tables import Document


#: greater than any week's text
LAST_WEEK = "9999-W99"


def rhythm(session: Session, unit_id: str) -> WeekRhythm:
    """The unit's meeting day, hand-in time and 统计周期."""
    return load_rhythm(raw_connection(session), unit_id)


def week_facts(
    session: Session, unit_id: str, week: str, *, all_items: bool = False, only: str = "", plan_id: str = ""
) -> FirstView:
    """The facts of one unit's week; `all_items`: of the whole plan, not of its own items alone; `only`: of that one.

    `plan_id`: of that plan, else of the one this desk has chosen.
    """
    facts = load_week_facts(
        raw_connection(session), unit_id, week, all_items=all_items, only=only, plan_id=plan_id or None
    )
    if facts is None:
        raise Refusal("还没有选定单位和行动方案。请先完成首次设置（或运行 init）。")
    return facts


def current_plan(session: Session, plan_id: str = "") -> Plan:
    """The plan of that id, else the one this desk has chosen, else the current one. Refused when there is none."""
    plan_id = plan_id or load_setting(raw_connection(session), "plan_id")
    row = session.get(Plan, plan_id) if plan_id else None
    if row is None or row.dead:
        # what was chosen may have gone with the undo of its import
        newest = alive(Plan).where(Plan.current).order_by(col(Plan.year).desc(), col(Plan.id))
        row = session.exec(newest).first()
    if row is None:
        raise Refusal("台账里还没有行动方案。请先完成首次设置（或运行 init）。")
    return row


def plan_of_year(session: Session, year: int) -> Plan:
    """The plan of that year, whichever the desk has chosen; the chosen one where there is none of it.

    Of several it is the one the desk has chosen, else a current one. Refused when there is no plan at all.
    """
    chosen = current_plan(session)
    if chosen.year == year:
        return chosen
    of_year = alive(Plan).where(Plan.year == year).order_by(col(Plan.current).desc(), col(Plan.id))
    return session.exec(of_year).first() or chosen


def by_time(session: Session, plan_id: str) -> bool:
    """Whether the plan's promises are measured by elapsed time: as the user chose at first run, or later for all."""
    counted, timed = (
        raw_connection(session)
        .execute(
            "SELECT count(*), coalesce(sum(d.by_time), 0) FROM deliverable d JOIN item i ON i.id = d.item_id"
            " WHERE i.plan_id = ? AND i.dead = 0 AND d.dead = 0 AND d.kind IN ('quantity', 'ratio')",
            (plan_id,),
        )
        .fetchone()
    )
    return bool(counted == 0 or timed > 0)


def light_rule(session: Session, week: str = "") -> LightRule:
    """The light rule in force in a week («2023-W30»), without one the newest; the default where none is stored."""
    return rule_for(light_rules(session), week or LAST_WEEK)


def light_rules(session: Session) -> tuple[LightRule, ...]:
    """Every version of the light rule, the oldest first."""
    return load_rules(raw_connection(session))


def stoppages(session: Session) -> tuple[Stoppage, ...]:
    """停航登记, oldest first."""
    return load_stoppages(raw_connection(session), places(session))


def units(session: Session) -> tuple[Unit, ...]:
    """Every unit, in the order of the table."""
    return load_units(raw_connection(session))


def places(session: Session) -> tuple[IslandPlace, ...]:
    """Every pair of island and township."""
    return load_places(raw_connection(session))


def day_at_work(session: Session, unit_id: str, week: Week) -> date:
    """The day of what people do in that week: today, or its meeting day once it is past."""
    from shengsi_desktop.rhythm import meeting_days

    return meeting_days.day_at_work(week, rhythm(session, unit_id), today(session))


def parsed_week(session: Session, unit_id: str, week: str) -> Week:
    """«2023-W10» in the unit's own 统计周期."""
    return parse_week(week, rhythm(session, unit_id))


def newest_final(session: Session, unit_id: str, week: str) -> tuple[FinalVersion | None, int]:
    """The newest 定稿 of a unit's week and its shown number n; (None, 0) where there is none.

    Newest is the one taken in that speaks for the week, else the end of the chain of parents: a clock that was set
    back does not bring an old version up. Where versions between never came, the greatest number a sender gave.
    """
    rows, said = _versions(session, unit_id, week)
    if not rows:
        return None, 0
    shown = raw_connection(session).execute(
        "SELECT final_id FROM received_week WHERE unit_id = ? AND week = ?", (unit_id, week)
    )
    newest = _newest(rows, said, next((str(row[0]) for row in shown), ""))
    return session.get(FinalVersion, newest), number_of(newest, rows, said)


def final_number(session: Session, version: FinalVersion) -> int:
    """The shown number n of a 定稿 that is at hand."""
    return number_of(version.id, *_versions(session, version.unit_id, version.week))


def _versions(
    session: Session, unit_id: str, week: str
) -> tuple[Sequence[tuple[str, str | None]], dict[str, int]]:
    """Of a unit's week (id, parent) of each 定稿, and by id the number that its sender gave it."""
    # a county reads it of every unit: plain rows, and what the session holds back first
    session.flush()
    connection = raw_connection(session)
    rows = connection.execute(
        f"SELECT id, parent_id, {PRESENT.format(table='final_version')} FROM final_version t"
        " WHERE unit_id = ? AND week = ?",
        (unit_id, week),
    ).fetchall()
    return with_those_before(rows), said_numbers(
        connection, "WHERE unit_id = ? AND week = ?", (unit_id, week)
    )


def said_numbers(connection: Connection, where: str = "", given: tuple[str, ...] = ()) -> dict[str, int]:
    """By id of a 定稿 the number that its sender gave it; of a 代录 of ours it is TAKEN_DOWN."""
    number = f"CASE WHEN way = '{Way.TELEPHONE.value}' THEN {TAKEN_DOWN} ELSE number END"
    rows = connection.execute(
        f"SELECT final_id, max({number}) FROM submission {where} GROUP BY final_id", given
    )
    return dict(rows.fetchall())


def final_chain(session: Session, unit_id: str, week: str) -> dict[int, FinalVersion]:
    """Every 定稿 of the unit's week that is at hand by its number, the first one first.

    One that was taken back is among them where another was signed upon it.
    """
    newest, number = newest_final(session, unit_id, week)
    found = []
    while newest is not None and (newest.unit_id, newest.week) == (unit_id, week):
        found.append(newest)
        newest = session.get(FinalVersion, newest.parent_id) if newest.parent_id else None
    return {number - back: one for back, one in reversed(list(enumerate(found)))}


def newest_finals(session: Session) -> dict[str, dict[str, str]]:
    """By unit id and week the id of the newest 定稿 of each, as `newest_final` has it."""
    found: dict[tuple[str, str], list[tuple[str, str | None, bool]]] = defaultdict(list)
    for unit_id, week, *row in raw_connection(session).execute(
        f"SELECT unit_id, week, id, parent_id, {PRESENT.format(table='final_version')} FROM final_version t"
    ):
        found[unit_id, week].append((row[0], row[1], bool(row[2])))
    newest: dict[str, dict[str, str]] = defaultdict(dict)
    said = said_numbers(raw_connection(session))
    shown = {
        (unit_id, week): final_id
        for unit_id, week, final_id in raw_connection(session).execute(
            "SELECT unit_id, week, final_id FROM received_week"
        )
    }
    for (unit_id, week), every in found.items():
        if not (rows := with_those_before(every)):
            continue
        newest[unit_id][week] = _newest(rows, said, shown.get((unit_id, week), ""))
    return dict(newest)


def _newest(rows: Sequence[tuple[str, str | None]], said: Mapping[str, int], shown: str) -> str:
    """The id of the version that speaks: the one that was taken in and is shown, else the end of the chain."""
    return shown if any(row_id == shown for row_id, _ in rows) else chain_ends(rows, said)[0]


def weeks_with_final(session: Session, unit_id: str) -> frozenset[str]:
    """The weeks of which the unit has a 定稿."""
    of_unit = select(FinalVersion.week).where(FinalVersion.unit_id == unit_id, present(FinalVersion))
    return frozenset(session.exec(of_unit.distinct()).all())


def final_standings(session: Session, unit_id: str, week: Week) -> dict[str, Standing]:
    """What the 定稿 of that week said of each item, as far as 较上周 needs it."""
    version, _ = newest_final(session, unit_id, str(week))
    if version is None:
        return {}
    return final_content.standings(version.content)


def mentioned_ids(session: Session, facts: FirstView) -> frozenset[str]:
    """Items 提到本单位: named in the text though others own them."""
    pairs = places(session)
    owned = {one.item_id for one in facts.assignments if one.unit_id == facts.unit.id}
    return frozenset(
        core.id for core in facts.items if core.id not in owned and mentions(core.text, facts.unit, pairs)
    )


def present(model: type[Document]) -> ColumnElement[bool]:
    """Of a row of documents: nobody took it back (`store.presence`)."""
    entity = str(model.__tablename__)
    here = col(Withdrawal.id).not_in(_aside("withdrawal"))
    lifted = select(Withdrawal.lifts).where(here)
    withdrawn = select(Withdrawal.document_id).where(
        Withdrawal.entity == entity, Withdrawal.lifts == "", here, col(Withdrawal.id).not_in(lifted)
    )
    stands = col(model.id).not_in(_aside(entity)) & col(model.id).not_in(withdrawn)
    link = {"final_version": "final_id", "submission": "submission_id"}.get(entity)
    if link is None:
        return stands
    given = text(f"SELECT r.{link} FROM receipt r WHERE {GIVEN_HERE}").columns(column(link, String))
    return stands | col(model.id).in_(given)


def _aside(entity: str) -> SelectOfScalar[str]:
    return select(DocumentAside.id).where(DocumentAside.entity == entity)


class WeekRead(NamedTuple):
    """One reading of a unit's week: the facts, sorted, and the rows made of them."""

    facts: FirstView
    sorted: UnitFacts
    rows: tuple[ItemRow, ...]


def read_week(
    session: Session,
    unit_id: str,
    week: Week,
    *,
    everything: bool = False,
    mentioned: bool = False,
    plan_id: str = "",
) -> WeekRead:
    """The unit's items in that week as rows; with `mentioned` those that name it too, with `everything` all.

    `plan_id`: of that plan, else of the one this desk has chosen.
    """
    facts = week_facts(session, unit_id, str(week), all_items=everything or mentioned, plan_id=plan_id)
    return rows_read(session, facts, week, everything=everything, mentioned=mentioned)


def rows_read(
    session: Session, facts: FirstView, week: Week, *, everything: bool = False, mentioned: bool = False
) -> WeekRead:
    """As `read_week`, of facts that were read already."""
    unit_id = facts.unit.id
    sorted_facts = UnitFacts(facts)
    named = mentioned_ids(session, facts) if everything or mentioned else frozenset[str]()
    before = final_standings(session, unit_id, previous_week(week))
    rows = tuple(
        item_row(sorted_facts, core, week, mentioned=core.id in named, before=before.get(core.id))
        for core in facts.items
        if everything or core.id in named or sorted_facts.assignment(core.id) is not None
    )
    return WeekRead(facts, sorted_facts, rows)


def rows(
    session: Session, unit_id: str, week: Week, *, everything: bool = False, mentioned: bool = False
) -> tuple[ItemRow, ...]:
    """As `read_week`, the rows alone."""
    return read_week(session, unit_id, week, everything=everything, mentioned=mentioned).rows


def items_spoken_of(session: Session, facts: FirstView, week: str) -> frozenset[str]:
    """The items, of whatever plan, of which the unit's facts hold words or figures of that very week."""
    said = {one.item_id for one in facts.reports if one.week == week and one.reported}
    figures = {one.deliverable_id for one in facts.values if one.week == week}
    known = {one.id: one.item_id for one in facts.deliverables}
    said |= {known[one] for one in figures & known.keys()}
    others = select(Deliverable.item_id).where(col(Deliverable.id).in_(figures - known.keys()))
    return frozenset(said | set(session.exec(others).all()))


def plans_of(session: Session, item_ids: Collection[str]) -> tuple[str, ...]:
    """The plans that these items stand in, the newest first."""
    if not item_ids:
        return ()
    wanted = (
        select(Plan.id)
        .join(Item, col(Item.plan_id) == col(Plan.id))
        .where(col(Item.id).in_(item_ids), col(Item.dead).is_(other=False), col(Plan.dead).is_(other=False))
        .distinct()
        .order_by(col(Plan.year).desc(), col(Plan.id))
    )
    return tuple(session.exec(wanted).all())


def spoken() -> ColumnElement[bool]:
    """Of a row of the reports: it says something; one without a word does not count."""
    return or_(
        col(SaidReport.no_news),
        col(SaidReport.override_percent).is_not(None),
        *(
            func.trim(field) != ""
            for field in (SaidReport.progress, SaidReport.problems, SaidReport.next_plan)
        ),
    )


def leads_by_number(session: Session) -> dict[str, str]:
    """Who answers for each item of the plan worked on, by the item's shown number; the first-listed unit."""
    rows = raw_connection(session).execute(
        "SELECT i.number, u.name FROM item i JOIN assignment a ON a.item_id = i.id JOIN unit u ON u.id = a.unit_id"
        " WHERE i.plan_id = ? AND i.dead = 0 AND a.dead = 0 AND a.role <> 'support' ORDER BY a.ordinal DESC",
        (current_plan(session).id,),
    )
    return {str(number): str(name) for number, name in rows}


def counted_in(connection: Connection) -> dict[str, str]:
    """What the deliverables are counted in (个, 亿元), by their ids; a 定稿 does not say it."""
    return dict(connection.execute("SELECT id, unit FROM deliverable WHERE unit <> ''").fetchall())


def find_item(session: Session, reference: str) -> Item:
    """An item by its id or its shown number («4-2», «项目1»), in letters of either width."""
    row = session.get(Item, reference)
    if row is not None and not row.dead:
        return row
    wanted = "".join(unicodedata.normalize("NFKC", reference).split()).replace("—", "-").replace("–", "-")
    plan = current_plan(session, load_setting(raw_connection(session), "plan_id"))
    found = session.exec(
        alive(Item).where(Item.number == wanted, Item.plan_id == plan.id).order_by(col(Item.ordinal))
    ).all()
    if not found:
        raise Refusal(f"没有编号为“{reference}”的事项。用 tasks 命令可列出全部事项编号。")
    return found[0]
