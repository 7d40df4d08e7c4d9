"""会商记录, 交办事项, 需协调事项 and 争取事项 of a unit's week."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DirectiveState
from shengsi_desktop.rhythm.directive_texts import first_due_words, source_words
from shengsi_desktop.sheets.cells import Entry, alarm, day_words, number, ordinal, quiet, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.looks import HEAD
from shengsi_desktop.sheets.paper import Column

if TYPE_CHECKING:
    from shengsi_desktop.domain.meetings import Directive, Meeting
    from shengsi_desktop.domain.week_book import BookRequest, WeekBook
    from shengsi_desktop.sheets.paper import Paper

#: 会商记录 shares these columns between its form and its topics
RECORD_WIDTHS = (10, 28, 12, 40, 30, 10)
NOT_WRITTEN = "未填写"

DIRECTIVE_COLUMNS = (
    Column("序号", 7, 7),
    Column("交办内容", 35, 61),
    Column("来源", 9, 9),
    Column("责任单位", 14, 23),
    Column("责任人", 10.5, 17.5),
    Column("完成时限", 11.5, 14),
    Column("状态", 12, 16),
    Column("已历周数", 9, 9),
)
REQUEST_COLUMNS = (
    Column("序号", 7, 7),
    Column("事项", 35, 56),
    Column("涉及事项", 21, 35),
    Column("提请层级", 12, 12),
    Column("提出日期", 11.5, 11.5),
    Column("答复", 21, 44),
)


def write_record(paper: Paper, book: WeekBook, *, public: bool = False) -> None:
    """The meeting as a form, then its topics and notes; `public`: for another unit, which is not shown the agenda."""
    meeting = book.meeting
    pairs = (("单位", book.unit), ("统计周", f"{book.week.label}（{book.week.span}）"))
    _form_row(paper, pairs)
    if meeting is None:
        paper.statement("本周没有会商记录。")
        return
    _form_row(paper, (("会商时间", meeting.time_words), ("地点", meeting.place)))
    _form_row(paper, (("主持人", meeting.chair), ("记录人", meeting.recorder)))
    _form_row(paper, (("参加人员", meeting.attendees),))
    paper.gap(6)
    _write_topics(paper, meeting, public=public)
    paper.gap(6)
    conclusion = clean(meeting.conclusion)
    if conclusion:
        paper.section("会议结论")
        paper.row([(text(conclusion), len(RECORD_WIDTHS))])
        paper.gap(6)
    notes = clean(meeting.notes)
    if notes:
        paper.section("其他记录")
        paper.row([(text(notes), len(RECORD_WIDTHS))])
    else:
        paper.section("其他记录：无")


def _form_row(paper: Paper, pairs: tuple[tuple[str, str], ...]) -> None:
    """Labels and what was filled in, one or two pairs a row."""
    spans = ((1, 1), (1, 3)) if len(pairs) == 2 else ((1, 5),)
    parts: list[tuple[Entry, int]] = []
    for (label, value), (label_span, value_span) in zip(pairs, spans, strict=True):
        head = replace(short(label), ground=HEAD.ground, font=paper.style.head_font)
        filled = text(value) if value.strip() else replace(quiet(NOT_WRITTEN), align="left")
        parts += [(head, label_span), (filled, value_span)]
    paper.row(parts)


def _write_topics(paper: Paper, meeting: Meeting, *, public: bool) -> None:
    if not meeting.topics:
        paper.section("议题：没有报送" if public else "议题：无")
        return
    paper.section(f"议题（{len(meeting.topics)}个）")
    if public:
        _write_public_topics(paper, meeting)
        return
    paper.head(("序号", "议题", "涉及事项", "讨论情况", "结论", "顺延"))
    for place, topic in enumerate(meeting.topics, start=1):
        paper.line(
            (
                ordinal(topic.ordinal or place),
                text(topic.title),
                short(topic.item_number) if topic.item_number else quiet("—"),
                text(topic.notes) if topic.notes.strip() else quiet("无"),
                text(topic.conclusion) if topic.conclusion.strip() else quiet("未形成结论"),
                short(f"顺延{topic.carried}次") if topic.carried else quiet("—"),
            )
        )


def _write_public_topics(paper: Paper, meeting: Meeting) -> None:
    """What goes to another unit of a topic: its title, what was said and decided."""
    spans = (1, 2, 1, 2)
    paper.head(("序号", "议题", "讨论情况", "结论"), spans)
    for place, topic in enumerate(meeting.topics, start=1):
        entries = (
            ordinal(place),
            text(topic.title),
            text(topic.notes) if topic.notes.strip() else quiet("无"),
            text(topic.conclusion) if topic.conclusion.strip() else quiet("未形成结论"),
        )
        paper.row(list(zip(entries, spans, strict=True)))


def directive_rows(book: WeekBook) -> list[list[Entry]]:
    """One row for each thing to be done."""
    return [
        [
            ordinal(place),
            text(entry.what + (f"（涉及{entry.item_number}）" if entry.item_number else "")),
            text(source_words(entry)),
            text(entry.owners or entry.unit or book.unit),
            text(entry.answers) if entry.answers.strip() else quiet("未指定"),
            _due(entry, book.plan_year),
            _state(entry, book),
            number(entry.age_weeks),
        ]
        for place, entry in enumerate(book.directives, start=1)
    ]


def _due(entry: Directive, year: int) -> Entry:
    """The date in force; where it was put off, the first one and how often below it."""
    if entry.due is None:
        return quiet("未定")
    first = first_due_words(entry, year)
    return text(f"{day_words(entry.due, year)}\n{first}") if first else short(day_words(entry.due, year))


def _state(entry: Directive, book: WeekBook) -> Entry:
    if entry.state is DirectiveState.CLOSED:
        day = day_words(entry.closed_on, book.plan_year)
        return text(f"✔ 销号（{'，'.join(filter(None, (day, entry.closed_by)))}）" if day else "✔ 销号")
    if entry.state is DirectiveState.DONE:
        day = day_words(entry.done_on, book.plan_year)
        return short(f"✔ 办结（{day}）" if day else "✔ 办结")
    if entry.is_open and entry.overdue:
        late = (book.on_day - entry.due).days if entry.due is not None else 0
        return alarm(f"■ 逾期{late}天" if late > 0 else "■ 逾期")
    return short(entry.standing.label if entry.is_open else entry.state.label)


def request_rows(book: WeekBook) -> list[list[Entry]]:
    """One row for each request, answered or waiting."""
    return [
        [
            ordinal(place),
            text(entry.request.text),
            text(f"{entry.item_number} {entry.item_title}".strip()),
            short(entry.request.level.label),
            short(day_words(entry.request.raised_on, book.plan_year))
            if entry.request.raised_on
            else quiet("未记"),
            _answer(entry),
        ]
        for place, entry in enumerate(book.requests, start=1)
    ]


def _answer(entry: BookRequest) -> Entry:
    if entry.request.answer.strip():
        return text(entry.request.answer)
    return quiet("待答复" if entry.waited_days is None else f"待答复（已等{entry.waited_days}天）")
