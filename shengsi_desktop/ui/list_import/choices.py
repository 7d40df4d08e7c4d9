"""What a person has said of the rows so far; nothing of it is stored before «导入». No Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import ListChoices, RowState
from shengsi_desktop.ui.list_import import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from shengsi_desktop.domain.list_changes import ListPreview, RowChange

TAKEN_STATES = (RowState.NEW, RowState.CHANGED)


@dataclass(slots=True)
class Choices:
    """Grows with each click; `frozen` gives it to the service."""

    skipped: set[int] = field(default_factory=set)
    matches: dict[int, str] = field(default_factory=dict)
    kept: dict[int, set[str]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    week: str = ""

    def copied(self) -> Choices:
        """The same, by itself."""
        kept = {line: set(labels) for line, labels in self.kept.items()}
        return Choices(set(self.skipped), dict(self.matches), kept, set(self.dropped), self.week)

    def frozen(self) -> ListChoices:
        """All of it, as it is now."""
        return ListChoices(
            skipped=frozenset(self.skipped),
            matches=dict(self.matches),
            kept={line: frozenset(labels) for line, labels in self.kept.items() if labels},
            dropped=frozenset(self.dropped),
            week=self.week,
        )

    def takes(self, change: RowChange) -> bool:
        """Whether the row is stored (for a missing one: deleted)."""
        if change.state is RowState.MISSING:
            return change.target_id in self.dropped
        return change.state in TAKEN_STATES and change.line not in self.skipped

    def take(self, change: RowChange, *, taken: bool) -> None:
        """The tick before a row."""
        if change.state is RowState.MISSING:
            (self.dropped.add if taken else self.dropped.discard)(change.target_id)
        else:
            (self.skipped.discard if taken else self.skipped.add)(change.line)

    def match(self, line: int, target_id: str) -> None:
        """A row is that stored thing, or («») a new one; whoever was said to be it before is asked again."""
        for other in [own for own, said in self.matches.items() if target_id and said == target_id]:
            del self.matches[other]
        self.matches[line] = target_id
        self.kept.pop(line, None)

    def keep(self, line: int, label: str, *, kept: bool) -> None:
        """A field's stored words stay."""
        labels = self.kept.setdefault(line, set())
        (labels.add if kept else labels.discard)(label)


def says_something(change: RowChange, kept: Collection[str]) -> bool:
    """Whether anything is left of a row besides what is kept as it was."""
    return change.state is not RowState.CHANGED or any(one.label not in kept for one in change.changes)


def summary(preview: ListPreview, choices: Choices) -> tuple[str, bool]:
    """«新增3项，更新2项，1行不能导入», and whether anything would be stored."""
    taken = Counter(
        one.state
        for one in preview.changes
        if choices.takes(one) and says_something(one, choices.kept.get(one.line, ()))
    )
    blocked = preview.counts.get(RowState.BLOCKED, 0)
    left = sum(one.line in choices.skipped for one in preview.changes if one.state in TAKEN_STATES)
    said = [words.WILL[state].format(count=taken[state]) for state in TAKEN_STATES if taken[state]]
    if taken[RowState.MISSING]:
        said.append(words.WILL_DROP.format(count=taken[RowState.MISSING]))
    if not said:
        said.append(words.NOTHING_TO_DO)
    if left:
        said.append(words.WILL_LEAVE.format(count=left))
    if blocked:
        said.append(words.WILL[RowState.BLOCKED].format(count=blocked))
    return "，".join(said), bool(taken)


def stored_words(preview: ListPreview) -> tuple[str, str]:
    """What was stored of it and what was not, as sentences; the first is empty where nothing changed."""
    choices = preview.choices
    by = {state: [one for one in preview.changes if one.state is state] for state in RowState}
    taken = {state: [one for one in by[state] if one.line not in choices.skipped] for state in TAKEN_STATES}
    updated = [one for one in taken[RowState.CHANGED] if says_something(one, choices.kept.get(one.line, ()))]
    dropped = [one for one in by[RowState.MISSING] if one.target_id in choices.dropped]
    parts = [
        made.format(count=len(rows))
        for made, rows in (
            (words.STORED_NEW, taken[RowState.NEW]),
            (words.STORED_CHANGED, updated),
            (words.STORED_DROPPED, dropped),
        )
        if rows
    ]
    left = sum(len(by[state]) - len(taken[state]) for state in TAKEN_STATES)
    others = [
        made.format(count=count)
        for made, count in (
            (words.LEFT_OUT, left),
            (words.LEFT_BLOCKED, len(by[RowState.BLOCKED])),
            (words.KEPT_MISSING, len(by[RowState.MISSING]) - len(dropped)),
        )
        if count
    ]
    return "、".join(parts), "".join(others)
