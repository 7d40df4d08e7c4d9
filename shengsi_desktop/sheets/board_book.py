"""A board as a workbook: the places by group, and the evidence of every point on a sheet of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import Workbook

from shengsi_desktop.domain.boards import BoardKind, LineKind
from shengsi_desktop.domain.periods import last_day
from shengsi_desktop.rhythm import board_words as words
from shengsi_desktop.rhythm.board_rules import source_words
from shengsi_desktop.sheets.cells import Entry, lamp, number, ordinal, quiet, short, text
from shengsi_desktop.sheets.clean_text import clean
from shengsi_desktop.sheets.looks import DEFAULT_STYLE, SheetStyle
from shengsi_desktop.sheets.packing import pack
from shengsi_desktop.sheets.paper import (
    FULL_SIZE_WIDTH,
    Column,
    PageEnds,
    Paper,
    set_up_page,
    widths_for,
    write_table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from shengsi_desktop.domain.boards import Board, Line, Published, Score

_TWO_PLACES = "0.00"
#: rows that stand together, under a heading and at the end
_TOGETHER = 2
_EVIDENCE = (
    Column("类别", 9, 11),
    Column("编号", 8, 12),
    Column("事项", 20, 40),
    Column("亮灯", 10, 12),
    Column("依据", 30, 60),
    Column("填报内容", 16, 50),
    Column("加减分", 9, 10),
)
_NO_USE = "说明：只看工作成效，用什么方式填报不加分也不减分。"


def board_workbook(
    board: Board,
    *,
    unit: str = "",
    published: Published | None = None,
    before: Board | None = None,
    over: Published | None = None,
    style: SheetStyle = DEFAULT_STYLE,
) -> bytes:
    """The board, A4 landscape. `before` is the board of the period before, for 较上期; `unit` who makes the table.

    `over`: what was published of the period, where the board of this moment is written all the same.

    The same board gives the same bytes.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    status = words.status(published, over=over)
    _places(workbook, board, unit, (status, words.correction(published)), before, style)
    _evidence(workbook, board, status, style)
    workbook.properties.title = clean(words.title(board))
    workbook.properties.creator = workbook.properties.lastModifiedBy = clean(unit)
    return pack(workbook, last_day(board.period))


def _columns(board: Board) -> tuple[Column, ...]:
    found = [Column("名次", 8, 9), Column(words.who(board), 18, 34), Column("得分", 10, 12)]
    if board.kind is BoardKind.APPRAISAL:
        found += [Column(f"{kind.label}平均", 13, 16) for kind, weight in board.rule.spec.weights if weight]
    else:
        found.append(Column(clean(words.measure_head(board)), 14, 22))
    if words.has_lights(board):
        found += [Column(head, 8, 8) for head in ("绿灯", "黄灯", "红灯", "办结")]
    if words.weeks_count(board):
        found.append(Column("缺报扣分", 9, 10))
    found += [Column("加减分", 9, 10), Column("较上期", 9, 10)]
    return tuple(found)


def _places(
    workbook: Workbook,
    board: Board,
    unit: str,
    standing: tuple[str, str],
    before: Board | None,
    style: SheetStyle,
) -> None:
    """The list. `standing`: how it stands with its publication, and what was corrected."""
    status, correction = standing
    columns = _columns(board)
    rows = {name: [_row(board, one, before) for one in _listed(group)] for name, group in board.groups}
    widths = widths_for(columns, [row for group in rows.values() for row in group], style, FULL_SIZE_WIDTH)
    paper = Paper(workbook.create_sheet("榜单"), style, widths)
    paper.title(clean(words.title(board)))
    as_of = f"　　按{board.as_of[:4]}年第{int(board.as_of[6:])}周" if board.as_of else ""
    paper.subtitle(clean(f"{status}{as_of}　　{words.method_words(board)}"))
    head = paper.next_row
    paper.head([column.head for column in columns])
    page, tail = PageEnds(paper, head), paper.next_row
    for head_of_group, group in words.headed_groups(board):
        name = group[0].entrant.group
        if rows[name]:
            first = paper.next_row
            paper.statement(clean(head_of_group), tinted=True)
            _write_rows(paper, page, rows[name], first)
            # the foot takes these to its page, where it has no room on theirs
            tail = first if len(rows[name]) <= _TOGETHER else paper.next_row - _TOGETHER
    for why, names in words.unranked(board.scores):
        paper.statement(clean(f"{why}：{'、'.join(names)}"))
    if not board.scores:
        paper.row([(quiet("没有可以排名的单位"), len(columns))])
    paper.remark(clean(f"规则：{board.rule_words}"))
    for told in (
        source_words(board.rule),
        words.until_words(board),
        words.rehearsed_words(board),
        *words.adjustments(board),
        correction,
    ):
        if told:
            paper.remark(clean(told))
    for note in board.notes:
        paper.remark(clean(note))
    if "不加分也不减分" not in board.rule_words:
        paper.remark(_NO_USE)
    paper.foot(clean(f"制表单位：{unit}"))
    page.keep_together(tail, _TOGETHER)
    set_up_page(paper.sheet, repeat=f"{head}:{head}", freeze=f"A{head + 1}", mark="")


def _write_rows(paper: Paper, page: PageEnds, rows: Sequence[Sequence[Entry]], heading: int = 0) -> None:
    """Rows of a table, with `heading` (its row) above them: no row of it stands alone on a page, nor the heading."""
    first = heading or paper.next_row
    for place, row in enumerate(rows):
        start = paper.next_row
        paper.line(row)
        if place < _TOGETHER:
            page.keep_together(first)
        elif place == len(rows) - 1:
            page.keep_together(first if place == _TOGETHER else start - 1)
        else:
            page.keep_together(start)


def _listed(group: Sequence[Score]) -> list[Score]:
    return [one for one in group if one.place is not None or words.has_evidence(one)]


def _row(board: Board, score: Score, before: Board | None) -> list[Entry]:
    place = quiet(words.NONE) if score.place is None else replace(ordinal(score.place), bold=True)
    row = [
        place,
        text(score.entrant.name if score.place is not None else f"{score.entrant.name}\n{score.why}"),
        replace(_figure(score.points), bold=True),
    ]
    if board.kind is BoardKind.APPRAISAL:
        means = {line.id: line.done for line in score.lines if line.kind is LineKind.BOARD}
        row += [_figure(means.get(kind.value)) for kind, weight in board.rule.spec.weights if weight]
    else:
        row.append(short(words.measure(board, score)))
    if words.has_lights(board):
        counts = score.counts
        row += [ordinal(one) for one in (counts.green, counts.yellow, counts.red, counts.done)]
    if words.weeks_count(board):
        row.append(number(words.missing_points(score) or None, _TWO_PLACES))
    old = before.score_of(score.entrant.id) if before else None
    change = words.place_change(score.place, old.place if old else None)
    row += [number(words.given_points(score) or None, _TWO_PLACES), short(change or words.NONE)]
    return row


def _figure(value: Decimal | None) -> Entry:
    return quiet(words.NONE) if value is None else number(value, _TWO_PLACES)


def _evidence(workbook: Workbook, board: Board, status: str, style: SheetStyle) -> None:
    columns = (Column(words.who(board), 12, 18), *_EVIDENCE)
    rows = [
        [_evidence_row(board, score, line) for line in words.evidence_lines(score)]
        for score in board.scores
        if words.has_evidence(score)
    ]
    widths = widths_for(columns, [row for own in rows for row in own], style, FULL_SIZE_WIDTH)
    paper = Paper(workbook.create_sheet("得分依据"), style, widths)
    paper.title("得分依据")
    paper.subtitle(clean(f"{words.title(board)}　　{status}"))
    left_out = words.unranked(board.scores)
    if rows or left_out:
        head = paper.next_row
        paper.head([column.head for column in columns])
        page = PageEnds(paper, head)
        for own in rows:
            _write_rows(paper, page, own)
        for place, (why, names) in enumerate(left_out):
            # the first of them does not stand alone under the head either: the last row goes with it
            first = paper.next_row - (1 if rows and place == 0 else 0)
            paper.statement(clean(f"{why}：{'、'.join(names)}"))
            page.keep_together(first)
    else:
        head = write_table(paper, columns, [], "没有得分依据")
    set_up_page(paper.sheet, repeat=f"{head}:{head}", freeze=f"B{head + 1}", mark="")


def _evidence_row(board: Board, score: Score, line: Line) -> list[Entry]:
    light = words.shown_light(board, line)
    said = line.words if line.kind in {LineKind.ITEM, LineKind.PROJECT} else ""
    return [
        text(score.entrant.name),
        short(words.line_kind(line)),
        short(line.number),
        text(line.title),
        lamp(light) if light is not None else Entry(""),
        text(words.line_words(board, line)),
        text(said),
        short(words.signed_points(line.points)),
    ]
