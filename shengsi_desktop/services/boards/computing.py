"""A board as it stands at this moment: evidence, rule and adjustments brought together; what would be if."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import (
    MONTHLY,
    UNGROUPED,
    Adjustment,
    AdjustmentKind,
    Board,
    BoardFacts,
    BoardKind,
    Entrant,
    EntrantFacts,
    Line,
    LineKind,
)
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm import board_changes
from shengsi_desktop.rhythm.appraisal import entrant_facts, months_of_quarter, rehearsed
from shengsi_desktop.rhythm.board_periods import is_over, period_before, read_board_period
from shengsi_desktop.rhythm.board_scores import score_board
from shengsi_desktop.services import facts
from shengsi_desktop.services.boards.custom import session_board
from shengsi_desktop.services.boards.evidence import EvidenceReader, UnitLines
from shengsi_desktop.services.boards.excuses import excused_in
from shengsi_desktop.services.boards.groups import groups_of
from shengsi_desktop.services.boards.published import newest_publication
from shengsi_desktop.services.boards.rules import kind_of, rule_of
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import BoardAdjustment

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.board_moves import Move, WhatIf
    from shengsi_desktop.domain.boards import BoardRule
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.boards.excuses import Excused
    from shengsi_desktop.store.sessions import Store

_MEASURES = {
    BoardKind.WORK: "绿灯办结率",
    BoardKind.PROJECTS: "投资完成序时率",
    BoardKind.INDICATORS: "达标达序时率",
    BoardKind.APPRAISAL: "",
}


@dataclass
class BoardReader:
    """Reads boards out of one session; a month's evidence is read once, whatever is asked of it."""

    session: Session
    today: date
    excused: Excused | None = None
    _evidence: EvidenceReader | None = None
    _months: dict[str, tuple[Week, dict[BoardKind, UnitLines]]] = field(default_factory=dict)

    def facts(self, board: str, period: str) -> BoardFacts:
        """All that the board of that period is worked out from. Refused for a period that has not begun."""
        kind = kind_of(board)
        period = read_board_period(period, kind)
        rule = rule_of(self.session, board, period)
        if kind is BoardKind.CUSTOM:
            return self._custom(board, period, rule)
        if kind is BoardKind.APPRAISAL:
            return self._appraisal(period, rule)
        return self._month(kind, period, rule)

    def board(self, board: str, period: str) -> Board:
        """The board of that period as it stands now."""
        return score_board(self.facts(board, period))

    def before(self, board: str, period: str) -> Board | None:
        """The period before, for 较上期: as published; else as it stands, but for a quarter, which is three months."""
        earlier = period_before(period)
        published = newest_publication(self.session, board, earlier)
        if published is not None:
            return published.board
        if kind_of(board) is BoardKind.APPRAISAL:
            return None
        return self._or_none(board, earlier)

    def _month(self, kind: BoardKind, month: str, rule: BoardRule) -> BoardFacts:
        if month not in self._months:
            if self._evidence is None:
                excused = self.excused or excused_in(self.session)
                self._evidence = EvidenceReader(self.session, self.today, excused)
            self._months[month] = self._evidence.month_lines(month)
        week, lines = self._months[month]
        given = adjustments_of(self.session, kind.value, month)
        found = tuple(
            EntrantFacts(entrant, lines[kind].get(entrant.id, ()), given.get(entrant.id, ()))
            for entrant in self._units(set(lines.get(kind, ())))
        )
        return BoardFacts(
            kind.value, kind, kind.label, month, rule, found, str(week), measure=_MEASURES[kind],
            unfinished=not is_over(month, self.today),
        )  # fmt: skip

    def _appraisal(self, quarter: str, rule: BoardRule) -> BoardFacts:
        boards: dict[tuple[BoardKind, str], tuple[Board, bool]] = {}
        wanted = [kind for kind in MONTHLY if dict(rule.spec.weights).get(kind, 0) > 0]
        as_of = ""
        # the last one first: what is read up to it holds what those before are read from
        for month in reversed(months_of_quarter(quarter)):
            for kind in wanted:
                published = newest_publication(self.session, kind.value, month)
                if published is None and date(int(month[:4]), int(month[5:]), 1) > self.today:
                    continue
                board = published.board if published else self._or_none(kind.value, month)
                if board is not None:
                    boards[kind, month] = board, published is not None
                    as_of = max(as_of, board.as_of)
        if not boards:
            raise Refusal("这个季度还没有开始，没有可以考评的内容。")
        ids = {one.entrant.id for board, _ in boards.values() for one in board.scores}
        given = adjustments_of(self.session, BoardKind.APPRAISAL.value, quarter)
        found = tuple(
            entrant_facts(entrant, boards, rule.spec, given.get(entrant.id, ()))
            for entrant in self._units(ids)
        )
        kind = BoardKind.APPRAISAL
        return BoardFacts(
            kind.value, kind, kind.label, quarter, rule, found, as_of, unit="", rehearsed=rehearsed(boards),
            unfinished=not is_over(months_of_quarter(quarter)[-1], self.today)
            or any(board.unfinished for board, _ in boards.values()),
        )  # fmt: skip

    def _or_none(self, board: str, period: str) -> Board | None:
        try:
            return self.board(board, period)
        except Refusal:
            return None  # its first week has not begun

    def _custom(self, board_id: str, period: str, rule: BoardRule) -> BoardFacts:
        custom, evidence = session_board(self.session, board_id)
        given = adjustments_of(self.session, board_id, period)
        found = []
        for one in custom.entrants:
            figure = dict(one.figures).get(period)
            line = Line(
                LineKind.FIGURE,
                one.id,
                custom.measure or custom.name,
                reason=evidence.get((one.id, period), ""),
                done=figure,
            )
            entrant = Entrant(one.id, one.name, one.group, is_unit=bool(one.unit_id))
            found.append(EntrantFacts(entrant, (line,), given.get(one.id, ())))
        return BoardFacts(
            board_id, BoardKind.CUSTOM, custom.name, period, rule, tuple(found),
            better=custom.better, measure=custom.measure, unit=custom.unit,
        )  # fmt: skip

    def _units(self, ids: set[str]) -> list[Entrant]:
        groups = groups_of(self.session)
        return [
            Entrant(unit.id, unit.name, groups.get(unit.id, UNGROUPED))
            for unit in facts.units(self.session)
            if unit.id in ids
        ]


def board_now(
    store: Store, board: str, period: str, *, today: date | None = None, excused: Excused | None = None
) -> Board:
    """The board of that period as it stands now; nothing is stored."""
    with store.reading() as session:
        return BoardReader(session, today or store.today(), excused).board(board, period)


def rehearse(
    store: Store,
    board: str,
    period: str,
    what_if: WhatIf,
    *,
    today: date | None = None,
    excused: Excused | None = None,
) -> tuple[Board, tuple[Move, ...]]:
    """The board that would be, and who moves; nothing is stored."""
    with store.reading() as session:
        found = BoardReader(session, today or store.today(), excused).facts(board, period)
    return board_changes.rehearse(found, what_if)


def board_facts(
    store: Store, board: str, period: str, *, today: date | None = None, excused: Excused | None = None
) -> BoardFacts:
    """All that the board is worked out from, for rehearsals that are asked for often."""
    with store.reading() as session:
        return BoardReader(session, today or store.today(), excused).facts(board, period)


def adjustments(store: Store, board: str, period: str) -> tuple[Adjustment, ...]:
    """What people gave and took on a board in a period."""
    with store.reading() as session:
        found = adjustments_of(session, board, period)
    return tuple(one for given in found.values() for one in given)


def adjustments_of(session: Session, board: str, period: str) -> dict[str, tuple[Adjustment, ...]]:
    """What people gave and took on a board in a period, by entrant."""
    rows = session.exec(
        alive(BoardAdjustment).where(BoardAdjustment.board == board, BoardAdjustment.period == period)
    ).all()
    kinds = {one.value: one for one in AdjustmentKind}
    found: dict[str, list[Adjustment]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.id):
        kind = kinds.get(row.kind, AdjustmentKind.OTHER)
        found[row.entrant].append(
            Adjustment(row.id, row.entrant, kind, Decimal(row.points or "0"), row.reason, row.person)
        )
    return {entrant: tuple(given) for entrant, given in found.items()}
