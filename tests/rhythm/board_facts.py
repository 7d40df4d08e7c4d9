"""Facts of boards, made up, for the tests of the engine and of what is made of its boards."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from shengsi_desktop.domain.boards import (
    Adjustment,
    AdjustmentKind,
    BoardFacts,
    BoardKind,
    BoardRule,
    Entrant,
    EntrantFacts,
    Line,
    LineKind,
    RuleSpec,
    ScoreMethod,
    WeekFact,
)
from shengsi_desktop.domain.tracking import Reading
from shengsi_desktop.domain.words import Light

if TYPE_CHECKING:
    from collections.abc import Sequence

LIGHTS = {"g": Light.GREEN, "y": Light.YELLOW, "r": Light.RED, "d": Light.DONE, "o": Light.UNREPORTED}


def items(lights: str) -> tuple[Line, ...]:
    """«gyr»: an item each."""
    return tuple(
        Line(LineKind.ITEM, f"i{at}", f"事项{at}", number=f"4-{at}", light=LIGHTS[sign], reason="缘由")
        for at, sign in enumerate(lights, start=1)
    )


def weeks(facts: str) -> tuple[Line, ...]:
    """«fme»: final, missing, excused."""
    kinds = {"f": WeekFact.FINAL, "m": WeekFact.MISSING, "e": WeekFact.EXCUSED}
    return tuple(
        Line(LineKind.WEEK, f"2023-W{at:02d}", f"第{at}周", week=f"2023-W{at:02d}", fact=kinds[sign])
        for at, sign in enumerate(facts, start=27)
    )


def one(
    name: str, lines: Sequence[Line], group: str = "乡镇", adjustments: Sequence[Adjustment] = ()
) -> EntrantFacts:
    return EntrantFacts(Entrant(name, name, group), tuple(lines), tuple(adjustments))


def board(
    *entrants: EntrantFacts, spec: RuleSpec | None = None, kind: BoardKind = BoardKind.WORK
) -> BoardFacts:
    rule = BoardRule("", kind.value, 1, "默认规则v1", "", spec or RuleSpec())
    return BoardFacts(kind.value, kind, kind.label, "2023-07", rule, entrants, "2023-W30")


_points = st.decimals(-20, 20, places=2)
_line = st.builds(
    Line,
    st.sampled_from([LineKind.ITEM, LineKind.PROJECT]),
    st.uuids().map(str),
    st.sampled_from(["甲", "乙"]),
    light=st.sampled_from(list(LIGHTS.values())),
    adjusted=st.none() | st.builds(Reading, st.sampled_from([Light.GREEN, Light.RED]), st.just("停航")),
    done=st.none() | st.decimals(0, 500, places=2),
    planned=st.none() | st.decimals(0, 500, places=2),
)
_adjustment = st.builds(
    Adjustment,
    st.uuids().map(str),
    st.just(""),
    st.sampled_from(list(AdjustmentKind)),
    _points,
    st.sampled_from(["缘由", " "]),
)
_entrants = st.lists(
    st.tuples(
        st.lists(_line, max_size=5),
        st.text("fme", max_size=3).map(weeks),
        st.lists(_adjustment, max_size=2),
        st.sampled_from(["乡镇", "经济", "未分组部门", "自定"]),
    ),
    max_size=8,
)


@st.composite
def boards(draw: st.DrawFn) -> BoardFacts:
    """Any month's board."""
    kind = draw(st.sampled_from([BoardKind.WORK, BoardKind.PROJECTS]))
    spec = RuleSpec(
        method=draw(st.sampled_from([ScoreMethod.FAULT, ScoreMethod.PLACE])),
        step=draw(st.sampled_from([Decimal(5), Decimal("33.3"), Decimal(0)])),
        floor=draw(st.sampled_from([Decimal(0), Decimal(60)])),
        adjusted=draw(st.booleans()),
        rank_unlit=draw(st.booleans()),
        least=draw(st.sampled_from([Decimal(1), Decimal(2), Decimal(3)])),
    )
    found = [
        EntrantFacts(Entrant(f"u{at}", f"单位{at}", group), (*lines, *of_weeks), tuple(given))
        for at, (lines, of_weeks, given, group) in enumerate(draw(_entrants))
    ]
    return board(*found, spec=spec, kind=kind)
