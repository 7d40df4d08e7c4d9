"""本单位同步 in plain words: machines and what they lack, what a package would bring, what people must decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.weeks import week_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from shengsi_desktop.domain.changes import ChangeId, FieldKey


@dataclass(frozen=True, slots=True)
class MachineLine:
    """A machine of this unit. `at` is when its last package told of it, local time; `own`: this one.

    `lacks` counts records here that it had not got then, `ahead` those that it had and this one has not.
    """

    origin: str
    name: str
    person: str
    at: datetime | None
    lacks: int
    ahead: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the view shows first. `made` counts the records that a package made now would carry.

    `cleared` says in words where what was cleared for good has come back from another machine; empty for nowhere.
    `aside` counts what was set aside here alone; `typed` are, by conflict, words written for it and not used yet.
    """

    machines: tuple[MachineLine, ...]
    made: int
    conflicts: tuple[Conflict, ...]
    cleared: str = ""
    aside: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AsideWords:
    """Words of another machine that stand aside here: of what (item, week, field), and who wrote them where."""

    item: str
    week: str
    what: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class AsideStep:
    """One undo on this machine that set aside what others did: of which command, who took it back, when (local).

    `batch` is the command that was taken back; `changes` and `documents` count what stands aside by it.
    """

    batch: str
    name: str
    person: str
    at: datetime | None
    changes: int
    words: tuple[AsideWords, ...]
    documents: int = 0


@dataclass(frozen=True, slots=True)
class SyncItem:
    """One field that a package would change, as it would stand then: where, what, the words, who wrote them."""

    item: str
    week: str
    what: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class SyncSource:
    """Whose changes a package brings: of one machine and person, how many, from when to when (local time)."""

    machine: str
    person: str
    changes: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class SyncPreview:
    """What taking in a package would do; nothing has been changed.

    `arrived` changes are new, `known` were here, `aside` of those were taken back on this machine. `conflicts` are
    those that would be there after it and are not now; `attachments` counts the files
    that are not here. `warnings` are whole sentences. `items` are the fields it would change, by item, and `untold`
    counts the changes that are not among them.
    """

    title: str
    machine: str
    person: str
    made_at: datetime | None
    arrived: int
    known: int
    aside: int
    documents: int
    attachments: int
    sources: tuple[SyncSource, ...]
    conflicts: tuple[Conflict, ...]
    warnings: tuple[str, ...]
    items: tuple[SyncItem, ...] = ()
    untold: int = 0

    @property
    def brings_nothing(self) -> bool:
        """Whether all of it was here before."""
        return not (self.arrived or self.documents or self.aside or self.attachments)


class ConflictKind(StrEnum):
    """What two machines did differently. The value is what a user reads."""

    FIELD = "两边写的不一样"
    ROW = "一台删除、一台修改"
    FINAL = "各自定稿"


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the versions: `text` as it is read, `value` as it is stored; who, on which machine, when (local).

    Who wrote the words first; `restored`: an undo has put them back since, `joined`: they came here as two rows
    were made one. `arrives`: a package would bring it.
    """

    text: str
    value: Any
    person: str
    machine: str
    at: datetime | None
    deletes: bool = False
    restored: bool = False
    change: ChangeId | None = None
    arrives: bool = False
    joined: bool = False


#: of a field in which two rows said different things when they were made one
_JOINED = "合并时两边写的不一样"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that waits for a person. `rivals`: what is shown now comes first.

    `heads` are the changes that a resolution takes the place of. `item` («4-2 标题»), `unit` and `week` are empty
    where it is of none; `what` says the thing and field in Chinese. `free`: words that may be joined or written anew.
    """

    kind: ConflictKind
    key: FieldKey
    heads: tuple[ChangeId, ...]
    item_id: str
    item: str
    unit: str
    week: str
    what: str
    rivals: tuple[Rival, ...]
    free: bool = False

    @property
    def id(self) -> str:
        """What names it in lists and on the command line."""
        return "/".join(self.key)

    @property
    def joined(self) -> bool:
        """Whether it came of two rows that were made one."""
        return any(one.joined for one in self.rivals)

    @property
    def sort(self) -> str:
        """What happened, in words."""
        return _JOINED if self.joined else self.kind.value

    @property
    def where(self) -> str:
        """«4-2 标题 · 2023年第30周»."""
        return " · ".join(part for part in (self.item, self.unit, week_label(self.week)) if part)


def joined(texts: Iterable[str]) -> str:
    """All lines of all texts, each once, in their order: the words of both people under one another."""
    lines = (line for text in texts for line in text.splitlines() if line.strip())
    return "\n".join(dict.fromkeys(lines))


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field as a step changed it. `old` is empty where nothing was said before.

    `key` and `change` name what was written where its words can be cleared for good (清除内容).
    `plain`: `new` is told, and nothing took the place of anything.
    """

    what: str
    old: str
    new: str
    key: FieldKey | None = None
    change: ChangeId | None = None
    plain: bool = False

    @property
    def said(self) -> str:
        """«本周进展：开工14个 → 开工15个»; of what is gone, what it was."""
        told = f"{self.old} → {self.new}" if self.old and self.new else self.old or self.new
        return f"{self.what}：{told}" if told else self.what


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One command that touched an item: who, when (local time), on which machine; what it changed of the item.

    `about` tells it from others of that name («第30周 本周进展、细项进度»).
    `undoable`: it can be taken back from here; `brought` names the merge that brought it («收入同步包…»), and
    `brought_batch` is that merge's own step, empty where it was done here. `elsewhere`: another machine did it.
    `set_aside` names the command that this step set aside here alone, while it stands so: it can be brought back.
    `joined`: it was done to an item that has gone into this one since.
    """

    batch: str
    name: str
    person: str
    machine: str
    at: datetime | None
    lines: tuple[HistoryLine, ...]
    undoable: bool
    brought: str = ""
    brought_batch: str = ""
    about: str = ""
    elsewhere: bool = False
    set_aside: str = ""
    joined: bool = False

    @property
    def done(self) -> str:
        """What was done, in a line."""
        named = " ".join(part for part in (self.name, self.about) if part)
        return " · ".join(
            part for part in (named + (_OF_JOINED if self.joined else ""), self.came_from) if part
        )

    @property
    def came_from(self) -> str:
        """«收自笔记本» of what a package brought; empty for what was done here."""
        inside = self.brought.partition("（来自")[2].removesuffix("）")
        return f"收自{inside}" if inside else self.brought


#: of a step of an item that has gone into another
_OF_JOINED = "（并入的一项）"


def time_note(steps: Sequence[HistoryStep]) -> str:
    """A word where their times are not in order; empty where they are.

    Steps stand as they followed one another in the log: what two machines did without knowing of each other, and what
    one with a wrong clock did, is not in the order of the clocks.
    """
    times = [one.at.timestamp() // 60 for one in steps if one.at]
    if all(newer >= older for newer, older in pairwise(times)):
        return ""
    return "按修改的先后排列，新的在前；几台电脑各自写的，时间不都依次。"
