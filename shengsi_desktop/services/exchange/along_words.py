"""What goes along with a 定稿, as a person reads it before it goes and before it is taken in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage
from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.indicators import GoalState, PointStatus
from shengsi_desktop.domain.periods import period_words
from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm.figures import day_words
from shengsi_desktop.services.exchange.along import DIRECTIVE_FIELDS, MEETING_WORDS
from shengsi_desktop.store.tables import Attachment, Directive, Indicator, Item, Submission, WeekReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlmodel import Session

#: how each part is called
HEADINGS = {
    "points": "指标数值",
    "appeals": "争取事项",
    "steps": "交办办理情况",
    "removed": "已删除的附件",
    "answers": "退回后再次报送",
    "meeting": "会商讨论",
}
_DIRECTIVE_WORDS = {
    "state": "状态",
    "done_on": "办结日期",
    "signed_on": "签收日期",
    "signed_by": "签收人",
    "result": "办理结果",
}
_NONE = "（空）"


def lines(session: Session, along: Mapping[str, Any], week: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Part by part; `week` («2023-W30») is that of the 定稿: days and months of its year go without one."""
    told = []
    for name, heading in HEADINGS.items():
        if along.get(name):
            told.append((heading, tuple(_WORDS[name](session, along[name], int(week[:4])))))
    return tuple(told)


def _points(session: Session, part: list[dict[str, Any]], _year: int) -> Iterator[str]:
    """«旅游总收入增速（2023年）：1月 9.1%，2月 11.0%», a line for each indicator and year."""
    rows = {row.id: row for row in session.exec(select(Indicator)).all()}
    series: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in part:
        series.setdefault((one["indicator_id"], one["period"][:4]), []).append(one)
    for (indicator_id, year), points in series.items():
        row = rows.get(indicator_id)
        name, unit = (row.name, row.unit) if row is not None else ("本台账没有的指标", "")
        told = "，".join(_point(one, unit) for one in points)
        yield f"{name}（{year}年）：{told}"


def _point(one: Mapping[str, Any], unit: str) -> str:
    """«2月 11.0%（全省9.8%，全省第3位，快报数）»."""

    def figure(name: str) -> str:
        return f"{one[name]}{unit}" if one.get(name) not in (None, "") else ""

    status, state = one.get("status") or "", one.get("state") or ""
    rank = one.get("rank")
    more = "，".join(
        filter(
            None,
            (
                f"全省{figure('province')}" if figure("province") else "",
                f"全省第{rank}位" if rank not in (None, "") else "",
                f"计划{figure('planned')}" if figure("planned") else "",
                PointStatus(status).label if status else "",
                GoalState(state).label if state else "",
            ),
        )
    )
    when = period_words(one["period"], with_year=len(one["period"]) <= len("2023"))
    said = figure("value")
    if not said:
        return f"{when} {more or _NONE}"
    return f"{when} {said}{f'（{more}）' if more else ''}"


def _appeals(session: Session, part: list[dict[str, Any]], year: int) -> list[str]:
    titles = {
        row.id: f"{row.number} {row.title}"
        for row in session.exec(select(Item).where(col(Item.id).in_([one["item_id"] for one in part]))).all()
    }
    return [f"{titles.get(one['item_id'], '')}：{_appeal(one, year)}" for one in part]


def _appeal(one: Mapping[str, Any], year: int) -> str:
    """«领域：资金，对接层级：省，进程：申报，金额：3000万元，最近对接：7月26日»."""

    def word(kind: Any, name: str) -> str:
        return str(kind(one[name]).label) if one.get(name) else ""

    told = {
        "领域": word(AppealArea, "area"),
        "对接层级": word(AppealLevel, "level"),
        "进程": word(AppealStage, "stage"),
        "金额": f"{one['amount']}万元" if one.get("amount") not in (None, "") else "",
        "对接单位": str(one.get("office") or ""),
        "最近对接": _day(one.get("last_contact"), year),
    }
    return "，".join(f"{name}：{said}" for name, said in told.items() if said) or _NONE


def _day(value: object, year: int) -> str:
    """«7月26日» of a day as it is stored; what is no day stays as it is."""
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    try:
        return day_words(date.fromisoformat(text[:10]), year)
    except ValueError:
        return text


def _steps(session: Session, part: list[dict[str, Any]], year: int) -> list[str]:
    """Each directive with what the unit says of it, then its steps word for word."""
    rows = {row.id: row.what for row in session.exec(select(Directive)).all()}
    told = []
    for one in part:
        what = rows.get(one["directive_id"], "")
        if any(name in one for name in DIRECTIVE_FIELDS):
            told.append(f"{what}：{_directive(one, year)}")
        told += [f"{what}：{_step(step, year)}" for step in one.get("steps", ())]
    return told


def _directive(one: Mapping[str, Any], year: int) -> str:
    told = []
    for name, label in _DIRECTIVE_WORDS.items():
        said = one.get(name)
        if said in (None, ""):
            continue
        if name == "state":
            said = DirectiveState(str(said)).label
        told.append(f"{label}：{_day(said, year) if name.endswith('_on') else said}")
    return "，".join(told) or _NONE


def _step(step: Mapping[str, Any], year: int) -> str:
    kind = StepKind(step["kind"]).label
    if step.get("gone"):
        return f"{kind}（已撤销）"
    dues = "→".join(_day(step[name], year) for name in ("due_from", "due_to") if step.get(name))
    day = _day(step.get("day"), year)
    return " ".join(filter(None, (day, kind, step.get("person"), step.get("words"), dues and f"时限{dues}")))


def _removed(session: Session, part: list[str], _year: int) -> Iterator[str]:
    for one in part:
        row = session.get(Attachment, one)
        yield row.name if row is not None else "（本机没有）"


def _answers(session: Session, part: list[str], _year: int) -> Iterator[str]:
    for one in part:
        row = session.get(WeekReturn, one)
        if row is not None:
            yield f"退回原因：{row.reason}"
        elif session.get(Submission, one) is None:
            yield "（本机没有这次退回）"


def _meeting(_session: Session, part: dict[str, Any], _year: int) -> list[str]:
    topics = (
        f"议题{place}：" + "：".join(filter(None, (topic["title"], topic["notes"], topic["conclusion"])))
        for place, topic in enumerate(part["topics"], start=1)
    )
    return [*(f"{label}：{part[name]}" for name, label in MEETING_WORDS.items() if name in part), *topics]


_WORDS: dict[str, Callable[..., Any]] = {
    "points": _points,
    "appeals": _appeals,
    "steps": _steps,
    "removed": _removed,
    "answers": _answers,
    "meeting": _meeting,
}
