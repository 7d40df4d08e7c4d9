"""`meeting`, `series`: meetings of any cadence and the series they come from, without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.json_forms import directive_json
from shengsi_desktop.cli.usage import ExplainedTyper, written
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Cadence, HolidayRule, Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.meetings import Meeting, MeetingKey, MeetingSeries
    from shengsi_desktop.store.sessions import Store

series_app = ExplainedTyper(help="会议系列：半月听取、每月例会、专班会议")
app.add_typer(series_app, name="series")

_WEEKDAYS = "一二三四五六日"


_Chosen = TypeVar("_Chosen", bound=Word)


def _reader(words: type[_Chosen], *aliases: tuple[str, _Chosen]) -> Callable[[str], _Chosen]:
    """Reads one of the words, in Chinese or as stored («half-month», «half_month»)."""
    known = {one.label: one for one in words} | {one.value: one for one in words} | dict(aliases)

    def read(text: str) -> _Chosen:
        found = known.get(text.strip().replace("-", "_"))
        if found is None:
            raise typer.BadParameter(f"没有“{text}”。可写：{'、'.join(one.label for one in words)}。")
        return found

    return read


_cadence = _reader(Cadence, ("专班", Cadence.TASK_FORCE))
_holidays = _reader(HolidayRule)

CadenceOption = Annotated[
    Cadence | None,
    typer.Option("--cadence", parser=_cadence, help="会商（默认）、听取、例会、专班会议"),
]


@app.command()
def meeting(
    week: WeekOption = None,
    held_at: Annotated[str | None, typer.Option("--time", help="时间，如 7月28日 15:00")] = None,
    place: Annotated[str | None, typer.Option("--place", help="地点")] = None,
    chair: Annotated[str | None, typer.Option("--chair", help="主持")] = None,
    attendees: Annotated[str | None, typer.Option("--attendees", help="参加")] = None,
    recorder: Annotated[str | None, typer.Option("--recorder", help="记录人")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="会商记录")] = None,
    conclusion: Annotated[str | None, typer.Option("--conclusion", help="会议结论")] = None,
    topics: Annotated[list[str] | None, typer.Option("--topic", help="议题，可多次")] = None,
    cadence: CadenceOption = None,
    series: Annotated[str | None, typer.Option("--series", help="会议系列的名称或序号")] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", help="时段：2023-07-1（上半月）或2023-07；默认--week那一周所在的"),
    ] = None,
    n: Annotated[int | None, typer.Option("--n", min=1, help="这一时段的第几次（默认1）")] = None,
    unit: UnitOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """记一次会商、听取、例会或专班会议；不给内容时显示会商记录。"""
    from shengsi_desktop.services import meetings as service

    given = {
        "held_at": held_at,
        "place": place,
        "chair": chair,
        "attendees": attendees,
        "recorder": recorder,
        "notes": notes,
        "conclusion": conclusion,
    }
    words = {name: text for name, text in given.items() if text is not None}
    with opened(store, writing=bool(words or topics)) as found:
        key = _key(found, unit, week, cadence, series, period, n)
        if words or topics:
            service.record(found, key, words, topics or ())
        view = service.meeting_form_of(found, key).meeting
    if as_json:
        show_json(_meeting_json(view, tuple(given), n or 1))
        return
    say("  ".join(filter(None, (view.title, _day_of(view), view.place, f"主持：{view.chair}"))))
    for topic in view.topics:
        carried = f"（顺延{topic.carried}次）" if topic.carried else ""
        say(f"  {topic.ordinal} {topic.title}{carried}  {topic.conclusion}")
    for text in (view.conclusion, view.notes):
        if text:
            say(text)


def _day_of(view: Meeting) -> str:
    """«2023年7月28日 15:00»: the day that it has, and what was typed of when it was held."""
    if view.day is None:
        return view.held_at
    day = f"{view.day.month}月{view.day.day}日"
    said = view.held_at.removeprefix(f"{view.day.year}年").removeprefix(day).strip()
    return f"{view.day.year}年{day} {said}".strip()


def _key(
    store: Store,
    unit: str | None,
    week: str | None,
    cadence: Cadence | None,
    series: str | None,
    period: str | None,
    n: int | None,
) -> MeetingKey:
    """Which meeting is meant. A series says its cadence; a period not given is the one that holds the week's end."""
    from shengsi_desktop.domain.meetings import MeetingKey
    from shengsi_desktop.rhythm.meeting_days import period_of, read_meeting_period
    from shengsi_desktop.services import meeting_series

    unit_id = unit_id_of(store, unit)
    with store.reading() as session:
        chosen = meeting_series.find_series(session, unit_id, series) if series else None
    kind = chosen.cadence if chosen else cadence or Cadence.WEEKLY
    if chosen and cadence and cadence is not kind:
        raise Refusal(f"“{chosen.name}”是{kind.label}，不是{cadence.label}；没有改动。")
    if kind is Cadence.WEEKLY:
        return MeetingKey(unit_id, kind, str(week_of(store, period or week)), n or 1)
    when = read_meeting_period(kind, period) if period else period_of(kind, week_of(store, week).last)
    if chosen is None:
        return MeetingKey(unit_id, kind, when, n or 1)
    with store.reading() as session:
        own = [
            one.key
            for one in meeting_series.occurrences(session, unit_id, kind, when)
            if one.key.series_id == chosen.id
        ]
    place = (n or 1) - 1
    if place >= len(own):
        raise Refusal(f"“{chosen.name}”这一时段只有{len(own)}次，没有第{place + 1}次；没有改动。")
    return own[place]


def _meeting_json(view: Meeting, fields: tuple[str, ...], n: int) -> dict[str, Any]:
    return {
        **{name: getattr(view, name) for name in fields},
        "id": view.id,
        "title": view.title,
        "cadence": view.cadence.value,
        "period": view.period,
        "n": n,
        "series": view.series,
        "day": view.day.isoformat() if view.day else None,
        "topics": [
            {
                "title": topic.title,
                "notes": topic.notes,
                "conclusion": topic.conclusion,
                "carried": topic.carried,
                "reached": topic.dealt_with,
            }
            for topic in view.topics
        ],
        "directives": [directive_json(one) for one in view.directives],
    }


@series_app.command("add")
def series_add(
    cadence: Annotated[Cadence, typer.Argument(parser=_cadence, help="听取、例会、专班会议")],
    name: Annotated[str, typer.Argument(help="名称", callback=written)] = "",
    weekday: Annotated[int | None, typer.Option("--weekday", min=1, max=7, help="星期几（1到7）")] = None,
    day: Annotated[
        int | None, typer.Option("--day", min=1, max=31, help="每月几日；听取为每半月第几天")
    ] = None,
    time: Annotated[str, typer.Option("--time", help="开会时间")] = "15:00",
    hand_in: Annotated[
        str | None, typer.Option("--hand-in", help="材料报送时间（默认当天12:00，上午的会议为开会时间）")
    ] = None,
    place: Annotated[str, typer.Option("--place", help="地点")] = "",
    attendees: Annotated[str, typer.Option("--attendees", help="参加人员，顿号隔开")] = "",
    holidays: Annotated[
        HolidayRule, typer.Option("--holidays", parser=_holidays, help="遇放假：提前、顺延、不变")
    ] = HolidayRule.EARLIER,
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """新建一个定期会议。"""
    from shengsi_desktop.services import meeting_series

    with opened(store, writing=True) as found:
        meeting_series.add_series(
            found,
            unit_id_of(found, unit),
            cadence,
            name,
            weekday=(weekday or 5) - 1,
            month_day=day or 0,
            meeting_time=time,
            place=place,
            attendees=attendees,
            holidays=holidays.value,
            **({"hand_in": hand_in} if hand_in else {}),
        )
        say(f"已新建{cadence.label}“{name or cadence.label}”。")


@series_app.command("list")
def series_list(unit: UnitOption = None, *, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出定期会议和接下来的日子。"""
    from shengsi_desktop.services import meeting_series

    with opened(store) as found:
        today = found.today()
        rows = meeting_series.series_of(found, unit_id_of(found, unit))
    coming = {one.id: meeting_series.coming_days(one, today) for one in rows}
    if as_json:
        show_json([_series_json(one, coming[one.id]) for one in rows])
        return
    for place, one in enumerate(rows, start=1):
        when = f"{one.month_day}日" if one.month_day else f"周{_WEEKDAYS[one.weekday]}"
        say(
            f"{place:>3} {one.cadence.label}  {one.name}  {when} {one.meeting_time}  遇放假{one.holidays.label}"
        )
        say(f"    接下来：{'、'.join(coming[one.id])}")


def _series_json(one: MeetingSeries, coming: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": one.id,
        "cadence": one.cadence.value,
        "name": one.name,
        "weekday": one.weekday + 1,
        "month_day": one.month_day or None,
        "time": one.meeting_time,
        "hand_in": one.hand_in,
        "place": one.place,
        "attendees": one.attendees,
        "holidays": one.holidays.value,
        "for": one.whom,
        "coming": list(coming),
    }


@series_app.command("remove")
def series_remove(
    series: Annotated[str, typer.Argument(help="会议系列的名称或序号")],
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """不再安排这个会议；开过的会议记录保留。"""
    from shengsi_desktop.services import meeting_series

    with opened(store, writing=True) as found:
        with found.reading() as session:
            one = meeting_series.find_series(session, unit_id_of(found, unit), series)
        meeting_series.remove_series(found, one.id)
        say(f"已删除“{one.name}”的安排，开过的会议记录都在。")
