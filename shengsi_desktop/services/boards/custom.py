"""比拼榜 of a person's own: what is measured, who takes part, the figures of each period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlmodel import col

from shengsi_desktop.domain.boards import Better, BoardKind, CustomEntrant, FigureRow
from shengsi_desktop.domain.boards import CustomBoard as BoardView
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.board_periods import read_board_period
from shengsi_desktop.rhythm.figures import plain
from shengsi_desktop.rhythm.pasted_figures import is_nothing, read_figure
from shengsi_desktop.rhythm.typed_numbers import parse_number
from shengsi_desktop.services import facts
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import BoardEntrant, BoardFigure, CustomBoard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

#: the group of a board whose entrants are not divided
ALL = "全部"
#: how the boards that there are without a person's doing are called
_BUILT_IN = {"考评": BoardKind.APPRAISAL} | {
    said: kind for kind in BoardKind for said in (kind.value, kind.label)
}

__all__ = [
    "ALL",
    "FigureRow",
    "custom_boards",
    "drop_board",
    "figure_rows",
    "find_board",
    "save_board",
    "save_figures",
    "session_board",
]


def custom_boards(store: Store) -> tuple[BoardView, ...]:
    """Every custom board with its entrants and figures, in order."""
    with store.reading() as session:
        rows = session.exec(alive(CustomBoard).order_by(col(CustomBoard.ordinal), col(CustomBoard.id))).all()
        return tuple(session_board(session, row.id)[0] for row in rows)


def session_board(session: Session, board_id: str) -> tuple[BoardView, dict[tuple[str, str], str]]:
    """A custom board, and by (entrant, period) what a figure rests on. Refused where there is none."""
    row = session.get(CustomBoard, board_id)
    if row is None or row.dead:
        raise Refusal("没有这个比拼榜，可能已被删除。用 board list 可列出全部榜。")
    entrants, found, evidence = _entrants(session, board_id), [], {}
    for one in entrants:
        figures = session.exec(alive(BoardFigure).where(BoardFigure.entrant_id == one.id)).all()
        read: list[tuple[str, Decimal]] = []
        for figure in sorted(figures, key=lambda each: each.period):
            number = parse_number(figure.value or "")
            evidence[one.id, figure.period] = figure.evidence
            if number is not None:
                read.append((figure.period, number))
        found.append(
            CustomEntrant(one.id, one.name, one.group_name.strip() or ALL, one.unit_id or "", tuple(read))
        )
    better = Better.DOWN if row.better == Better.DOWN.value else Better.UP
    return BoardView(row.id, row.name, row.measure, row.unit, better, row.remark, tuple(found)), evidence


def figure_rows(store: Store, board_id: str, period: str) -> tuple[FigureRow, ...]:
    """The grid of one period, as `save_figures` takes it."""
    with store.reading() as session:
        board, evidence = session_board(session, board_id)
    return tuple(
        FigureRow(
            one.name,
            "" if one.group == ALL else one.group,
            plain(figure) if (figure := dict(one.figures).get(period)) is not None else "",
            evidence.get((one.id, period), ""),
            one.id,
        )
        for one in board.entrants
    )


def find_board(store: Store, name: str) -> str:
    """The key of a board by its kind, the word for it, or a custom board's id or name. Refused where there is none."""
    kind = _BUILT_IN.get(name.strip(), BoardKind.CUSTOM)
    if kind is not BoardKind.CUSTOM:
        return kind.value
    with store.reading() as session:
        rows = session.exec(alive(CustomBoard)).all()
    found = [row for row in rows if name.strip() in {row.id, row.name}]
    if not found:
        known = "、".join(row.name for row in rows) or "还没有建比拼榜"
        raise Refusal(
            f"没有名为“{name}”的榜。晾晒有work、projects、indicators，考评是appraisal；比拼榜：{known}。"
        )
    return found[0].id


def save_board(
    store: Store,
    board_id: str,
    *,
    name: str,
    measure: str = "",
    unit: str = "",
    better: Better = Better.UP,
    remark: str = "",
) -> tuple[str, frozenset[FieldKey]]:
    """Make a board (`board_id` empty) or set it right; its id and what changed.

    Refused without a name, with that of a board that there is, and for another unit than the figures there are in.
    """
    if not name.strip():
        raise Refusal("比拼榜要有名称，没有保存。")
    if name.strip() in _BUILT_IN:
        raise Refusal(f"“{name.strip()}”是固定的榜的名称，没有保存。请另取一个名称。")
    with signed(store, f"{'修改' if board_id else '新建'}比拼榜“{name.strip()[:12]}”") as command:
        rows = command.session.exec(alive(CustomBoard)).all()
        if any(row.name == name.strip() and row.id != board_id for row in rows):
            raise Refusal(f"已有名为“{name.strip()}”的比拼榜，没有保存。")
        row = command.session.get(CustomBoard, board_id) if board_id else None
        if row is None:
            row = CustomBoard(ordinal=1 + max((one.ordinal for one in rows), default=0))
            command.session.add(row)
        elif row.unit not in ("", unit.strip()):
            _require_no_figures(command, row, unit.strip())
        row.name, row.measure, row.unit = name.strip(), measure.strip(), unit.strip()
        row.better, row.remark = better.value, remark.strip()
        kept = row.id
    return kept, command.changed


def _require_no_figures(command: Command, row: CustomBoard, unit: str) -> None:
    """Figures are numbers in the board's unit: in another one they would be others."""
    ids = [one.id for one in _entrants(command.session, row.id)]
    figures = command.session.exec(alive(BoardFigure).where(col(BoardFigure.entrant_id).in_(ids))).all()
    if count := sum(one.value is not None for one in figures):
        raise Refusal(
            f"已有{count}个按“{row.unit}”录入的数据，计量单位改成“{unit}”会变成别的数，没有保存。"
            "请先清空各期数据再改，或另建一个比拼榜。"
        )


def drop_board(store: Store, board_id: str) -> frozenset[FieldKey]:
    """Delete the board with its entrants and figures; undo brings it back. What was published stays."""
    with signed(store, "删除比拼榜") as command:
        row = command.session.get(CustomBoard, board_id)
        if row is None or row.dead:
            raise Refusal("没有这个比拼榜，可能已被删除。")
        command.session.delete(row)
    return command.changed


def save_figures(store: Store, board_id: str, period: str, rows: Sequence[FigureRow]) -> frozenset[FieldKey]:
    """The grid of one period, whole, as one step back: entrants in its order; those no longer named have none.

    A row is the entrant of its name; of a name that nobody has, the one it was shown of (`FigureRow.entrant`), which
    is then called so in all periods, else a new one. One no longer named goes, unless it has figures of other periods.
    A name that is a unit's becomes that unit. «12个» and «约9» are read as numbers, dashes as empty. Refused, with all
    that is wrong, and nothing stored, for figures that are no numbers of the board's unit, and for names said twice.
    """
    period = read_board_period(period, BoardKind.CUSTOM)
    wanted = [row for row in rows if row.name.strip()]
    with signed(store, "录入比拼榜数据") as command:
        board = command.session.get(CustomBoard, board_id)
        if board is None or board.dead:
            raise Refusal("没有这个比拼榜，可能已被删除；数据没有存入。")
        _check(rows, wanted, board.unit)
        units = {
            name: one.id for one in facts.units(command.session) for name in (*one.aliases, one.name) if name
        }
        known = _entrants(command.session, board_id)
        meant = _meant(wanted, known)
        for place, (row, found) in enumerate(zip(wanted, meant, strict=True), start=1):
            name, entrant = row.name.strip(), found or BoardEntrant(board_id=board_id)
            if found is None:
                command.session.add(entrant)
            entrant.name, entrant.ordinal, entrant.group_name = name, place, row.group.strip()
            entrant.unit_id = units.get(name)
            _put_figure(command, entrant.id, period, row, board.unit)
        left = [one for one in known if one not in meant]
        for place, gone in enumerate(left, start=len(wanted) + 1):
            _leave(command, gone, period, place)
    return command.changed


def _meant(rows: Sequence[FigureRow], known: Sequence[BoardEntrant]) -> list[BoardEntrant | None]:
    """The entrant of each row, None for a new one: by its name, else by where the row was shown."""
    by_name = {one.name: one for one in known}
    named = {row.name.strip() for row in rows}
    free = {one.id: one for one in known if one.name not in named}
    return [by_name.get(row.name.strip()) or free.pop(row.entrant, None) for row in rows]


def _leave(command: Command, entrant: BoardEntrant, period: str, place: int) -> None:
    """Take an entrant out of a period, and off the board where it has nothing of another."""
    figures = command.session.exec(alive(BoardFigure).where(BoardFigure.entrant_id == entrant.id)).all()
    if all(one.period == period for one in figures):
        command.session.delete(entrant)
        return
    entrant.ordinal = place
    for one in figures:
        if one.period == period:
            command.session.delete(one)


def _check(rows: Sequence[FigureRow], wanted: Sequence[FigureRow], unit: str) -> None:
    """All that is wrong is told at once."""
    names = Counter(row.name.strip() for row in wanted)
    wrong = [
        f"数据“{row.figure.strip()}”前没有名称"
        for row in rows
        if not row.name.strip() and not is_nothing(row.figure)
    ]
    wrong += [f"“{name}”写了{'两' if count == 2 else count}次" for name, count in names.items() if count > 1]
    unread = [
        f"{row.name.strip()}“{row.figure.strip()}”"
        for row in wanted
        if not is_nothing(row.figure) and read_figure(row.figure, unit) is None
    ]
    if unread:
        wrong.append(f"{'、'.join(unread)}不是{f'以{unit}计的' if unit else ''}数")
    if wrong:
        raise Refusal(f"{'；'.join(wrong)}。数据没有存入，请改好后再保存；没有数据的留空。")


def _put_figure(command: Command, entrant_id: str, period: str, row: FigureRow, unit: str) -> None:
    number = None if is_nothing(row.figure) else read_figure(row.figure, unit)
    value, evidence = (None if number is None else plain(number)), row.evidence.strip()
    if value is None and not evidence:
        kept = command.session.exec(
            alive(BoardFigure).where(BoardFigure.entrant_id == entrant_id, BoardFigure.period == period)
        ).first()
        if kept is None:
            return
    figure = command.keyed(BoardFigure, entrant_id=entrant_id, period=period)
    figure.value, figure.evidence = value, evidence


def _entrants(session: Session, board_id: str) -> list[BoardEntrant]:
    return list(
        session.exec(
            alive(BoardEntrant)
            .where(BoardEntrant.board_id == board_id)
            .order_by(col(BoardEntrant.ordinal), col(BoardEntrant.id))
        ).all()
    )
