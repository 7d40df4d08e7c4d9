"""考评 of a quarter from the scores of its months (rule 9 of `domain/boards.py`). Pure."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.boards import MONTHLY, BoardKind, EntrantFacts, Line, LineKind
from shengsi_desktop.domain.periods import last_month, month_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shengsi_desktop.domain.boards import Adjustment, Board, Entrant, RuleSpec

_CENT = Decimal("0.01")
_ZERO = Decimal(0)


def months_of_quarter(quarter: str) -> tuple[str, str, str]:
    """«2023-07», «2023-08», «2023-09» of «2023-Q3»."""
    end, year = last_month(quarter), int(quarter[:4])
    return month_key(year, end - 2), month_key(year, end - 1), month_key(year, end)


def quarter_of(month: str) -> str:
    """«2023-Q3» of «2023-07»."""
    return f"{month[:4]}-Q{(last_month(month) + 2) // 3}"


def entrant_facts(
    entrant: Entrant,
    boards: Mapping[tuple[BoardKind, str], tuple[Board, bool]],
    spec: RuleSpec,
    adjustments: Sequence[Adjustment] = (),
) -> EntrantFacts:
    """The means of a unit's months, a line per board; `boards` by (kind, month): the board, and if it is published."""
    lines = []
    for kind, weight in spec.weights:
        if weight > 0:
            line = _line(entrant, kind, weight, boards)
            if line is not None:
                lines.append(line)
    return EntrantFacts(entrant, tuple(lines), tuple(adjustments))


def rehearsed(boards: Mapping[tuple[BoardKind, str], tuple[Board, bool]]) -> tuple[str, ...]:
    """What counts without having been published: «8月» where that is all of a month, else «9月重大项目»."""
    found: dict[str, list[tuple[BoardKind, bool]]] = defaultdict(list)
    for (kind, month), (_, published) in sorted(boards.items(), key=lambda one: one[0][1]):
        found[month].append((kind, published))
    said = []
    for month, kinds in found.items():
        open_ = [kind for kind, published in kinds if not published]
        names = "" if len(open_) == len(kinds) else "、".join(one.label for one in MONTHLY if one in open_)
        if open_:
            said.append(f"{last_month(month)}月{names}")
    return tuple(said)


def base_of(lines: Sequence[Line]) -> Decimal | None:
    """The means of the boards that there are, weighted; not rounded. None without any."""
    known = [(line.done, line.planned) for line in lines if line.kind is LineKind.BOARD]
    means = [(mean, weight) for mean, weight in known if mean is not None and weight]
    total = sum((weight for _, weight in means), _ZERO)
    return sum((mean * weight for mean, weight in means), _ZERO) / total if total else None


def _line(
    entrant: Entrant,
    kind: BoardKind,
    weight: Decimal,
    boards: Mapping[tuple[BoardKind, str], tuple[Board, bool]],
) -> Line | None:
    found: dict[str, list[str]] = defaultdict(list)
    points = []
    for (board_kind, month), (board, published) in sorted(boards.items(), key=lambda one: one[0][1]):
        score = board.score_of(entrant.id) if board_kind is kind else None
        if score is None or score.points is None:
            continue
        points.append(score.points)
        word = "已公布" if published else "预演"
        if board.unfinished:
            word = f"{word}，截至第{int(board.as_of[-2:])}周"
        found[word].append(f"{last_month(month)}月{format(score.points, 'f')}")
    if not points:
        return None
    mean = (sum(points, _ZERO) / len(points)).quantize(_CENT, ROUND_HALF_UP)
    told = "；".join(f"{'、'.join(parts)}（{word}）" for word, parts in found.items())
    return Line(LineKind.BOARD, kind.value, kind.label, reason=told, done=mean, planned=weight, note="")
