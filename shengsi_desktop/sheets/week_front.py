"""领导阅: the week on one page, as a county leader reads it. It picks and counts; it judges nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DirectiveState, Light, RequestLevel
from shengsi_desktop.sheets import heights
from shengsi_desktop.sheets.cells import Entry, alarm, day_words, lamp, number, ordinal, short, text, tidy
from shengsi_desktop.sheets.looks import QUIET, tint_of
from shengsi_desktop.sheets.paper import FULL_SIZE_WIDTH, PAGE_HEIGHT
from shengsi_desktop.sheets.week_progress import not_reported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.meetings import Directive
    from shengsi_desktop.domain.week_book import BookLine, BookRequest, WeekBook
    from shengsi_desktop.sheets.paper import Paper

#: all of the page's tables share so many columns of equal width
_COLUMNS = 12

_DECIDED_ABOVE = {
    RequestLevel.TASK_FORCE,
    RequestLevel.COUNTY_LEADER,
    RequestLevel.COUNTY_MEETING,
    RequestLevel.UPWARD,
}
_BEHIND = (Light.YELLOW, Light.RED)
_COUNTED = (Light.DONE, Light.GREEN, Light.YELLOW, Light.RED, Light.UNREPORTED)
#: a light that says nothing is no word about this week: what was not filled in is counted for itself
_NO_LIGHT = "未亮灯"
_SPOKEN = {Light.UNREPORTED: _NO_LIGHT, Light.BY_LEAD: "配合事项（亮灯看牵头单位）"}
#: the foot below the tables, two lines at the most, and the gap above it (points)
_FOOT_ROOM = 46.0


@dataclass(frozen=True, slots=True)
class Measure:
    """How much the page tells: rows a part, lines a text, and how far it is shrunk to hold them."""

    rows: int
    lines: int
    shrink: float

    @property
    def widths(self) -> tuple[float, ...]:
        """Columns that fill the page's width once it is shrunk."""
        return (FULL_SIZE_WIDTH / _COLUMNS * self.shrink,) * _COLUMNS


#: from telling all at full size to telling the gravest of each part at three quarters; a row that is missing tells
#: less than one that is cut short
MEASURES = (
    Measure(8, 3, 1.0),
    Measure(8, 3, 1.15),
    Measure(8, 3, 1.3),
    *(Measure(rows, lines, 1.35) for rows in (8, 6, 5, 4, 3) for lines in (2, 1)),
)
#: how the columns of each part may share the width; the first where nothing speaks for another
_TURNED_SPANS = ((1, 3, 1, 1, 3, 3), (1, 3, 1, 1, 4, 2), (1, 2, 1, 1, 4, 3), (1, 2, 1, 1, 5, 2))
_REQUEST_SPANS = ((1, 5, 3, 1, 1, 1), (1, 4, 4, 1, 1, 1), (1, 3, 5, 1, 1, 1))
_OVERDUE_SPANS = ((1, 5, 1, 3, 1, 1), (1, 6, 1, 2, 1, 1), (1, 4, 1, 4, 1, 1))


@dataclass(frozen=True, slots=True)
class Front:
    """What the leader's page is about, picked from the book."""

    counts: dict[Light, int]
    turned: tuple[BookLine, ...]
    behind: int
    requests: tuple[BookRequest, ...]
    overdue: tuple[Directive, ...]
    silent: int


def pick(book: WeekBook) -> Front:
    """Count the lights; pick what turned yellow or red, what waits for a decision and what is overdue."""
    counts = dict.fromkeys(Light, 0)
    for line in book.lines:
        counts[line.row.standing.reading.light] += 1
    turned = [line for line in book.lines if _turned(line)]
    turned.sort(key=lambda line: line.row.standing.reading.light is not Light.RED)
    requests = [
        entry
        for entry in book.requests
        if entry.request.level in _DECIDED_ABOVE and not entry.request.answer.strip()
    ]
    requests.sort(key=lambda entry: -(entry.waited_days or 0))
    overdue = [entry for entry in book.directives if entry.overdue and entry.state is DirectiveState.OPEN]
    overdue.sort(key=lambda entry: entry.due or book.as_of)
    behind = sum(counts[light] for light in _BEHIND)
    silent = sum(map(not_reported, book.lines))
    return Front(counts, tuple(turned), behind, tuple(requests), tuple(overdue), silent)


def _turned(line: BookLine) -> bool:
    light = line.row.standing.reading.light
    before = line.last_standing.reading.light if line.last_standing is not None else None
    return light in _BEHIND and before != light and not (light is Light.YELLOW and before is Light.RED)


def conclusion(book: WeekBook, front: Front) -> str:
    """The sentence that the page begins with."""
    as_of = day_words(book.as_of, book.plan_year)
    if not book.lines:
        return f"截至{as_of}，本单位没有列入本行动方案的事项。"
    counts = front.counts
    lit = (Light.DONE, Light.GREEN, *_BEHIND)
    parts = [f"{light.label}{counts[light]}项" for light in lit]
    others = [light for light in Light if light not in lit and counts[light]]
    parts += [f"{_SPOKEN.get(light, light.label)}{counts[light]}项" for light in others]
    words = f"截至{as_of}，本单位{len(book.lines)}项事项中，{'、'.join(parts)}；本周未填报{front.silent}项；"
    if not front.behind:
        words += "没有滞后事项"
    elif front.turned:
        words += f"滞后{front.behind}项，其中本周新转黄灯、红灯{len(front.turned)}项"
    else:
        words += f"滞后{front.behind}项，本周没有新增"
    words += f"；需您决定{len(front.requests)}项，逾期交办事项{len(front.overdue)}项。"
    if book.completion is not None:
        words += f"细项完成率{tidy(round(book.completion, 1))}%（测算）。"
    return words


def write_front(paper: Paper, book: WeekBook, front: Front, measure: Measure, spare: float = 0.0) -> None:
    """Write the page below its titles, telling as much as `measure` says.

    `spare` points of height are there for texts that need more lines than that, the first ones first.
    """
    room = _Room(measure.lines, spare)
    paper.statement(conclusion(book, front), size=paper.style.body_size + 2, tinted=True)
    paper.gap(6)
    _write_counts(paper, book, front)
    paper.gap(6)
    _write_turned(paper, front, measure, room)
    paper.gap(6)
    _write_requests(paper, book, front.requests, measure, room)
    paper.gap(6)
    _write_overdue(paper, book, front.overdue, measure, room)


def spare_of(paper: Paper, measure: Measure) -> float:
    """The points that are left of the page, its foot to come; below zero where it is shrunk more than meant."""
    return PAGE_HEIGHT * measure.shrink - _FOOT_ROOM - paper.height


@dataclass(slots=True)
class _Room:
    """So many lines a text, and what is left of the page for those that need more."""

    lines: int
    spare: float

    def lines_for(self, wanted: int, size: float) -> int:
        """The lines that a row gets which has a text of `wanted` lines."""
        if wanted <= self.lines:
            return self.lines
        plain = heights.height_of(self.lines, size)
        while wanted > self.lines and heights.height_of(wanted, size) - plain > self.spare:
            wanted -= 1
        self.spare -= max(heights.height_of(wanted, size) - plain, 0.0)
        return wanted


def _write_counts(paper: Paper, book: WeekBook, front: Front) -> None:
    others = [(light, count) for light, count in front.counts.items() if light not in _COUNTED and count]
    heads, figures, changes = [], [], []
    for light in _COUNTED:
        tint = tint_of(light)
        word = _SPOKEN.get(light, "")
        heads.append(replace(lamp(light, word=word), font=paper.style.head_font, bold=False))
        figures.append(
            replace(number(front.counts[light]), align="center", size=20.0, bold=True, ink=tint.ink)
        )
        changes.append(replace(short(_change(book, light, front.counts[light])), ink=QUIET))
    heads.append(replace(short("其他"), font=paper.style.head_font, ground=tint_of(Light.NONE).ground))
    figures.append(replace(number(sum(count for _, count in others)), align="center", size=20.0, bold=True))
    changes.append(
        replace(short("、".join(f"{light.label}{count}" for light, count in others) or "—"), ink=QUIET)
    )
    for entries in (heads, figures, changes):
        paper.row([(entry, 2) for entry in entries])


def _change(book: WeekBook, light: Light, count: int) -> str:
    if not any(book.previous.values()):
        return "无上周数据"
    difference = count - book.previous.get(light.value, 0)
    return f"较上周{difference:+d}" if difference else "较上周持平"


def _write_turned(paper: Paper, front: Front, measure: Measure, room: _Room) -> None:
    lines = front.turned
    older = front.behind - len(lines)
    still = f"，仍有{older}项此前已滞后，见“任务进展”表" if older else ""
    paper.section(f"一、本周新转黄灯、红灯：{f'{len(lines)}项' if lines else '无'}{still}")
    if not lines:
        return
    rows = []
    for line in lines[: measure.rows]:
        last = line.last_standing
        reading = line.row.standing.reading
        problems = line.report.problems if line.report is not None else ""
        entries = (
            short(line.row.number),
            text(line.row.title or line.text),
            lamp(last.reading.light) if last is not None else short("无记录"),
            lamp(reading.light),
            text(reading.reason),
            text(problems or "未说明"),
        )
        rows.append(entries)
    heads = ("序号", "事项", "上周", "本周", "亮灯依据", "存在问题及滞后原因")
    _write_rows(paper, heads, rows, _TURNED_SPANS, room)
    _say_more(paper, len(lines) - measure.rows, "任务进展")


def _write_requests(
    paper: Paper, book: WeekBook, requests: Sequence[BookRequest], measure: Measure, room: _Room
) -> None:
    paper.section(f"二、需您决定：{len(requests)}项" if requests else "二、需您决定：无")
    if not requests:
        return
    rows = []
    for place, entry in enumerate(requests[: measure.rows], start=1):
        request = entry.request
        waited = f"{entry.waited_days}天" if entry.waited_days is not None else "未记日期"
        entries = (
            ordinal(place),
            text(request.text),
            text(f"{entry.item_number} {entry.item_title}".strip()),
            short(request.level.label),
            short(day_words(request.raised_on, book.plan_year) or "未记"),
            short(waited) if entry.waited_days == 0 else alarm(waited),
        )
        rows.append(entries)
    heads = ("序号", "需协调事项", "涉及事项", "提请层级", "提出日期", "已等待")
    _write_rows(paper, heads, rows, _REQUEST_SPANS, room)
    _say_more(paper, len(requests) - measure.rows, "需协调事项")


def _write_overdue(
    paper: Paper, book: WeekBook, directives: Sequence[Directive], measure: Measure, room: _Room
) -> None:
    paper.section(f"三、逾期交办事项：{len(directives)}项" if directives else "三、逾期交办事项：无")
    if not directives:
        return
    rows = []
    for place, directive in enumerate(directives[: measure.rows], start=1):
        late = (book.on_day - directive.due).days if directive.due is not None else 0
        answers = " ".join(filter(None, (directive.owners or directive.unit, directive.answers)))
        entries = (
            ordinal(place),
            text(directive.what),
            short(directive.source.label),
            text(answers or "未指定"),
            short(day_words(directive.due, book.plan_year) or "未定"),
            alarm(f"{late}天" if late > 0 else "逾期"),
        )
        rows.append(entries)
    heads = ("序号", "交办内容", "来源", "责任单位、责任人", "完成时限", "逾期")
    _write_rows(paper, heads, rows, _OVERDUE_SPANS, room)
    _say_more(paper, len(directives) - measure.rows, "交办事项")


def _write_rows(
    paper: Paper,
    heads: Sequence[str],
    rows: Sequence[Sequence[Entry]],
    choices: Sequence[Sequence[int]],
    room: _Room,
) -> None:
    """A table whose columns share the width so that its texts need the fewest lines."""
    spans = min(choices, key=lambda one: sum(_lines_of(paper, entries, one) for entries in rows))
    paper.head(heads, spans)
    for entries in rows:
        paper.row(_fitted(paper, entries, spans, room))


def _lines_of(paper: Paper, entries: Sequence[Entry], spans: Sequence[int]) -> int:
    """How many lines the longest text of a row takes."""
    return max(
        heights.line_count(" ".join(entry.value.split()), paper.widths[0] * span, paper.style.body_size)
        for entry, span in zip(entries, spans, strict=True)
        if isinstance(entry.value, str)
    )


def _fitted(
    paper: Paper, entries: Sequence[Entry], spans: Sequence[int], room: _Room
) -> list[tuple[Entry, int]]:
    """Texts cut to the lines that there is room for; the whole stands on their own sheets."""
    size = paper.style.body_size
    lines = room.lines_for(_lines_of(paper, entries, spans), size)
    return [
        (replace(entry, value=_cut(entry.value, paper.widths[0] * span, size, lines)), span)
        if isinstance(entry.value, str)
        else (entry, span)
        for entry, span in zip(entries, spans, strict=True)
    ]


def _cut(words: str, width: float, size: float, lines: int) -> str:
    flat = " ".join(words.split())
    wrapped = heights.wrap(flat, heights.capacity(width, size))
    return flat if len(wrapped) <= lines else "".join(wrapped[:lines]).rstrip()[:-1] + "…"


def _say_more(paper: Paper, count: int, sheet: str) -> None:
    if count > 0:
        paper.remark(f"另有{count}项，见“{sheet}”表。")
