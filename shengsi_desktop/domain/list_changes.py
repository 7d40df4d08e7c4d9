"""What taking in a list would change, row by row, and what a person decides of it. Only shapes.

Matching and comparing are the services'; nothing is stored before a person has accepted it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.lists import CellProblem, ListRow, ListTable


class RowState(Word):
    """What a row of the table does to what is stored."""

    NEW = "new", "新增"
    CHANGED = "changed", "有变化"
    SAME = "same", "无变化"
    BLOCKED = "blocked", "不能导入"
    MISSING = "missing", "新表里没有"


class Matched(Word):
    """How a row was found to be one that is stored."""

    NONE = "none", ""
    NUMBER_AND_NAME = "number_and_name", "序号和名称相同"
    NAME = "name", "名称相同"
    NUMBER = "number", "序号相同，名称相近"
    SIMILAR = "similar", "名称相近，请核对"
    PERSON = "person", "人工指定"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that would change: its label as a user knows it, and its words before and after (empty: none)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of the table, or one stored thing that the table does not have (`row` None, `line` 0).

    `target_id` is what it changes (an indicator's or an item's id), empty for a new one; `target` its shown
    number and name. `new_id`: a new one's; `revived`: it had been deleted.
    `candidates` are (id, name) that a person may choose instead, the likeliest first.
    """

    line: int
    state: RowState
    row: ListRow | None
    target_id: str = ""
    target: str = ""
    matched: Matched = Matched.NONE
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()
    new_id: str = ""
    revived: bool = False

    @property
    def to_be_confirmed(self) -> bool:
        """Whether it would change a thing of another name: nobody but a person knows whether it is the same."""
        return self.state is RowState.CHANGED and self.matched in (Matched.NUMBER, Matched.SIMILAR)


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What a person has said of a preview. Empty: take every row that can be taken, remove nothing.

    `skipped`: lines that are not taken. `matches`: by line the id it is to change, «» for a new one. `kept`: by
    line the labels of fields whose stored words stay. `dropped`: ids of stored things, missing in the table,
    that are to be deleted; nothing is deleted otherwise. `week` («2023-W26»): the week that figures and words of
    progress are recorded in; empty: they are not recorded.
    """

    skipped: frozenset[int] = frozenset()
    matches: Mapping[int, str] = field(default_factory=dict)
    kept: Mapping[int, frozenset[str]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    week: str = ""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """A table set against what is stored. `unknown_units` are names that no unit of the directory bears."""

    table: ListTable
    changes: tuple[RowChange, ...]
    plan_id: str
    plan_title: str
    unknown_units: tuple[str, ...] = ()
    choices: ListChoices = field(default_factory=ListChoices)
    plan_year: int | None = None

    @property
    def counts(self) -> Mapping[RowState, int]:
        """How many rows are new, changed, …"""
        return Counter(one.state for one in self.changes)
