"""会议系列: 听取, 例会 and 专班会议 that come again and again, and which meetings of theirs are due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.meetings import PAPERS_AT, MeetingKey
from shengsi_desktop.domain.meetings import MeetingSeries as SeriesView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Cadence, HolidayRule
from shengsi_desktop.rhythm.meeting_days import (
    MeetingDay,
    next_period,
    period_of,
    place_in_series,
    series_days,
    series_n,
    typed_day,
)
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import editables, signed_after_typing, with_draft
from shengsi_desktop.services.weekly_meeting import stored_keys
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import CountyLeader, Meeting, MeetingSeries, TaskForce

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.views import Editable
    from shengsi_desktop.store.sessions import Store

_LAST_WEEKDAY = 6
_LAST_DAY = 31
_HALF_DAYS = 15
_WEEKDAYS = "一二三四五六日"
_TYPED = ("name", "place", "attendees")
#: what says on which day its meetings are
_OF_THE_DAY = frozenset({"weekday", "month_day", "holidays", "meeting_time"})
_FIELDS = frozenset(
    (
        "name",
        "weekday",
        "month_day",
        "meeting_time",
        "hand_in",
        "place",
        "attendees",
        "holidays",
        "leader_id",
        "task_force_id",
    )
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of a series in one period, held or due."""

    key: MeetingKey
    day: MeetingDay
    series: SeriesView


@dataclass(frozen=True, slots=True)
class SeriesChoices:
    """Whom a series may be held for: (id, name) of county leaders and of task forces."""

    leaders: tuple[tuple[str, str], ...]
    task_forces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SeriesDesk:
    """All that is needed to show and change a unit's series: typed fields and the next days, by the series' id."""

    series: tuple[SeriesView, ...]
    fields: Mapping[str, Mapping[str, Editable]]
    coming: Mapping[str, tuple[str, ...]]
    choices: SeriesChoices


def series_in(session: Session, unit_id: str, *, ended: bool = False) -> tuple[SeriesView, ...]:
    """The unit's series in their order; with `ended` those removed since, too, for the meetings they had."""
    wanted = select(MeetingSeries) if ended else alive(MeetingSeries)
    rows = session.exec(
        wanted.where(MeetingSeries.unit_id == unit_id).order_by(
            col(MeetingSeries.ordinal), col(MeetingSeries.id)
        )
    ).all()
    names = {row.id: row.name for row in session.exec(select(CountyLeader)).all()}
    names |= {row.id: row.name for row in session.exec(select(TaskForce)).all()}
    return tuple(
        SeriesView(
            id=row.id,
            unit_id=unit_id,
            cadence=Cadence(row.cadence),
            name=row.name,
            weekday=row.weekday,
            month_day=row.month_day,
            meeting_time=row.meeting_time,
            hand_in=row.hand_in,
            place=row.place,
            attendees=row.attendees,
            holidays=HolidayRule(row.holidays),
            leader_id=row.leader_id,
            task_force_id=row.task_force_id,
            ordinal=row.ordinal,
            whom=names.get(row.leader_id or row.task_force_id or "", ""),
        )
        for row in rows
    )


def series_of(store: Store, unit_id: str) -> tuple[SeriesView, ...]:
    """The unit's series in their order."""
    with store.reading() as session:
        return series_in(session, unit_id)


def choices(store: Store) -> SeriesChoices:
    """County leaders and task forces to choose from; both may be empty."""
    with store.reading() as session:
        return _choices(session)


def _choices(session: Session) -> SeriesChoices:
    leaders = session.exec(alive(CountyLeader).order_by(col(CountyLeader.ordinal))).all()
    forces = session.exec(alive(TaskForce).order_by(col(TaskForce.ordinal))).all()
    return SeriesChoices(
        tuple((row.id, f"{row.name} {row.post}".strip()) for row in leaders),
        tuple((row.id, row.name) for row in forces),
    )


def series_desk(store: Store, unit_id: str, today: date) -> SeriesDesk:
    """The unit's series to be changed, with the next days of each from `today` on."""
    with store.reading() as session:
        found = series_in(session, unit_id)
        fields = {
            one.id: editables(store, session, "meeting_series", one.id, _TYPED, {}, _with_typed(session, one))
            for one in found
        }
        return SeriesDesk(
            found, fields, {one.id: coming_days(one, today) for one in found}, _choices(session)
        )


def _with_typed(session: Session, one: SeriesView) -> SeriesView:
    def typed(field: str, stored: str) -> str:
        return with_draft(session, "meeting_series", one.id, field, stored)

    return replace(
        one,
        name=typed("name", one.name),
        place=typed("place", one.place),
        attendees=typed("attendees", one.attendees),
    )


def coming_days(series: SeriesView, today: date, count: int = 3) -> tuple[str, ...]:
    """The next days of a series in words: «7月28日 周五 15:00», behind one that was moved from where it was."""
    days: list[MeetingDay] = []
    period = period_of(series.cadence, today)
    while len(days) < count:
        days += [one for one in series_days(series, period) if one.day >= today]
        period = next_period(series.cadence, period)
    return tuple(
        f"{one.day.month}月{one.day.day}日 周{_WEEKDAYS[one.day.weekday()]} {series.meeting_time}"
        + (f"（{one.words}）" if one.words else "")
        for one in days[:count]
    )


def add_series(store: Store, unit_id: str, cadence: Cadence, name: str = "", **fields: Any) -> str:
    """A new series; its id. The weekly meeting is no series: it stands in the unit's own rhythm."""
    if cadence is Cadence.WEEKLY:
        raise Refusal("每周会商的日子在“设置·本单位”里改，不用另建系列。")
    checked = _checked(cadence, {"name": name or cadence.label, **fields})
    # the papers are wanted before the meeting: at noon, before one in the morning by its beginning
    checked.setdefault("hand_in", min(PAPERS_AT, str(checked.get("meeting_time", PAPERS_AT))))
    with signed(store, f"新建会议“{checked['name'][:12]}”", unit=unit_id) as command:
        rows = command.session.exec(alive(MeetingSeries).where(MeetingSeries.unit_id == unit_id)).all()
        row = MeetingSeries(
            unit_id=unit_id,
            cadence=cadence.value,
            ordinal=max((one.ordinal for one in rows), default=0) + 1,
            **checked,
        )
        command.session.add(row)
    return row.id


def edit_series(
    store: Store, series_id: str, *, today: date | None = None, **fields: Any
) -> frozenset[FieldKey]:
    """Change what is given; recorded meetings up to `today` (else the office's own) keep their days.

    So do those to come that the change would put into the past.
    """
    with signed_after_typing(store, "修改会议安排") as command:
        session = command.session
        row = session.get(MeetingSeries, series_id)
        if row is None or row.dead:
            raise Refusal("这个会议安排已不在了，没有改动。")
        checked = _checked(Cadence(row.cadence), fields)
        changed = {field: value for field, value in checked.items() if getattr(row, field) != value}
        if not _OF_THE_DAY.isdisjoint(changed):
            (before,) = (one for one in series_in(session, row.unit_id) if one.id == series_id)
            days = {field: changed[field] for field in ("weekday", "month_day") if field in changed}
            after = replace(before, **days, holidays=HolidayRule(changed.get("holidays", row.holidays)))
            _write_days(session, before, after, today or store.today())
        for field, value in changed.items():
            setattr(row, field, value)
    return command.changed


def _write_days(session: Session, before: SeriesView, after: SeriesView, today: date) -> None:
    """Write the days of meetings that are not to move, where only the series said them, into their records."""
    for row in session.exec(alive(Meeting).where(Meeting.series_id == before.id)).all():
        if typed_day(row.held_at, before.cadence, row.period) is not None:
            continue
        day, then = _day_by(session, before, row), _day_by(session, after, row)
        # without a day by the series it is one more meeting, which goes by its record alone
        if day is not None and (day <= today or (then is not None and then < today)):
            row.held_at = f"{day.month}月{day.day}日 {row.held_at or before.meeting_time}"


def _day_by(session: Session, series: SeriesView, row: Meeting) -> date | None:
    found = occurrences(session, series.unit_id, series.cadence, row.period, (series,))
    return next((one.day.day for one in found if one.key.n == row.n), None)


def remove_series(store: Store, series_id: str) -> frozenset[FieldKey]:
    """No more meetings of it; those held stay."""
    with signed_after_typing(store, "删除会议安排") as command:
        row = command.session.get(MeetingSeries, series_id)
        if row is None or row.dead:
            raise Refusal("这个会议安排已不在了，没有改动。")
        command.session.delete(row)
    return command.changed


def find_series(session: Session, unit_id: str, reference: str) -> SeriesView:
    """A series by its id, its name, or its place in the list (from 1)."""
    found = series_in(session, unit_id)
    for place, one in enumerate(found, start=1):
        if reference.strip() in {one.id, one.name, str(place)}:
            return one
    known = "、".join(one.name for one in found)
    hint = f"现有：{known}。" if known else "还没有任何会议系列，可用 series add 新建。"
    raise Refusal(f"没有叫“{reference}”的会议系列。{hint}")


def occurrences(
    session: Session,
    unit_id: str,
    cadence: Cadence,
    period: str,
    series: Sequence[SeriesView] | None = None,
) -> tuple[Occurrence, ...]:
    """The meetings of these series (else all the unit's) in one period, held and due, by series and day.

    Which they are follows from each series alone; one that is held keeps its n, whatever that is.
    """
    there = [key for key in stored_keys(session, unit_id, cadence) if key.period == period]
    found = []
    for one in series_in(session, unit_id) if series is None else series:
        if one.cadence is not cadence:
            continue
        held = [key.n for key in there if key.series_id == one.id]
        other = [n for n in held if not place_in_series(one.id, n)]
        for place, day in enumerate(series_days(one, period), start=1):
            n = series_n(one.id, place)
            if n not in held and other:
                n = other.pop(0)
            found.append(Occurrence(MeetingKey(unit_id, cadence, period, n, one.id), day, one))
    return tuple(found)


def another_of_series(
    session: Session, unit_id: str, cadence: Cadence, period: str, series_id: str, there: Collection[int]
) -> int:
    """The n of the series' next meeting in the period: the first due that is not there, then one more."""
    series = [one for one in series_in(session, unit_id) if one.id == series_id]
    due = [one.key.n for one in occurrences(session, unit_id, cadence, period, series)]
    further = (series_n(series_id, place) for place in count(len(due) + 1))
    return next(n for n in chain(due, further) if n not in there)


def free_n(taken: Collection[int]) -> int:
    """The smallest number from 1 that no meeting of the period has."""
    n = 1
    while n in taken:
        n += 1
    return n


def _checked(cadence: Cadence, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as the row keeps them. Refused, in words, where one cannot be."""
    from shengsi_desktop.domain.weeks import WeekRhythm
    from shengsi_desktop.rhythm.weeks import clock_of

    if unknown := fields.keys() - _FIELDS:
        raise Refusal(f"会议安排没有这些栏目：{'、'.join(sorted(unknown))}。")
    checked = dict(fields)
    for name in ("name", "place", "attendees"):
        if name in checked:
            checked[name] = str(checked[name]).strip()
    if "name" in checked and not checked["name"]:
        raise Refusal("会议名称不能为空，原来的名称未动。")
    for name in ("meeting_time", "hand_in"):
        if name in checked:
            checked[name] = f"{clock_of(str(checked[name]) or WeekRhythm().meeting_time):%H:%M}"
    if not 0 <= checked.get("weekday", 0) <= _LAST_WEEKDAY:
        raise Refusal("星期请写1到7。")
    most = _HALF_DAYS if cadence is Cadence.HALF_MONTH else _LAST_DAY
    if not 0 <= checked.get("month_day", 0) <= most:
        raise Refusal(f"{cadence.label}的日子请写1到{most}；按星期开会就不填。")
    if "holidays" in checked:
        checked["holidays"] = HolidayRule(checked["holidays"]).value
    return checked
