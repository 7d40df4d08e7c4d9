"""What passes between machines, in plain words: packages, who sent them, what was found in a file that came."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from shengsi_desktop.domain.attachments import OfferedFile
    from shengsi_desktop.domain.gathering import Filled
    from shengsi_desktop.domain.week_states import ItemDifference, VersionItem

#: the ending of every package of ours
SUFFIX = ".sspkg"


class PackageKind(StrEnum):
    """What a package brings. `label` is what a user reads."""

    SUBMISSION = "submission"
    LETTER = "letter"
    DISPATCH = "dispatch"
    SYNC = "sync"
    HANDOVER = "handover"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {
    PackageKind.SUBMISSION: "报送",
    PackageKind.LETTER: "回执",
    PackageKind.DISPATCH: "下发",
    PackageKind.SYNC: "本单位同步",
    PackageKind.HANDOVER: "移交包",
}


class Way(StrEnum):
    """How a unit's week reached the county. The value is what is stored and shown."""

    PACKAGE = "数据包"
    WORKBOOK = "周会商表"
    TEXT = "报送文字"
    FILL_SHEET = "填报表"
    TELEPHONE = "电话代录"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who made a package: the unit, the person, the machine. `origin` is that of its store."""

    unit_id: str
    unit: str
    person: str = ""
    machine: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class PackageHead:
    """The first page of a package, readable without opening the rest.

    `id` is new with every package made, `made_at` ISO with offset, `schema` that of the store it was made of,
    `title` what a user reads («县农业农村局 2023年第30周 定稿v2»). `about` is plain JSON of the kind's own
    (a unit's week and version; a sync package's ranges).
    """

    kind: PackageKind
    id: str
    made_at: str
    sender: Sender
    plan_id: str
    plan_title: str
    schema: int
    title: str
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """A package whole and verified. `members` are its files by name; attachments are «attachments/<sha256>»."""

    head: PackageHead
    members: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class SubmissionPreview:
    """What the receiver of a unit's week will see, before it goes: no more than this is in the file.

    `items` are those of the 定稿; `along` are headings with lines of what goes beside it; `stays` names what stays
    in the unit; `attachments` are names with sizes in bytes of those that go, `offered` all that may be ticked.
    `derived` is what the workbook says beside the 定稿; `unsettled` are the places of it where two machines wrote
    differently and nobody has decided. What is made with the same `stamp` says the same.
    """

    title: str
    number: int
    reviewer: str
    items: tuple[VersionItem, ...]
    along: tuple[tuple[str, tuple[str, ...]], ...]
    stays: tuple[str, ...]
    attachments: tuple[tuple[str, int], ...] = ()
    offered: tuple[OfferedFile, ...] = ()
    derived: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    stamp: str = ""


class Verdict(StrEnum):
    """What taking in one file or text would do. The value is what a user reads."""

    NEW = "可入库"
    NEWER = "新版本"
    AGAIN = "退回后再报"
    EARLIER = "较早版本"
    DOUBLE = "已收过"
    #: the version is known, but not all 附件 that this package brings
    FILES = "补收附件"
    #: another of the same intake says the same
    SAME = "同批重复"
    SEALED = "要口令"
    #: of a 报送文字 some parts have not come
    WANTING = "没有收齐"
    #: looked at cell by cell in a dialog of its own
    FILL_SHEET = "填报表，双击打开"
    #: for another desk, or another view
    ELSEWHERE = "不用入库"
    REFUSED = "不能入库"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know before a week is taken in. `stops`: it is an exception to be opened; else a remark.

    `short`: what to do about it in a few words, where a table has little room.
    """

    words: str
    stops: bool = True
    short: str = ""


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One submission as found in a file or text. `key` names it within its intake; `source` is the file's name.

    `unit_id`, `week` and `number` are empty or 0 where they could not be read. `items` counts items with words of
    that week, `changed` what it says otherwise than the version that is shown now (items). `path` is the file's
    where it is taken in elsewhere; `kind` is then a value of `services.exchange.incoming.Incoming`. `marks` is what
    the 收发记录 knows the file by. `way` is None where the file is none of ours; `empty`: a 填报表 with nothing
    filled in.
    """

    key: str
    source: str
    verdict: Verdict
    unit: str = ""
    unit_id: str = ""
    week: str = ""
    number: int = 0
    way: Way | None = Way.PACKAGE
    items: int = 0
    changed: int = 0
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    kind: str = ""
    marks: str = ""
    empty: bool = False

    @property
    def takeable(self) -> bool:
        """Whether a person may take it in at all."""
        return self.verdict in (
            Verdict.NEW,
            Verdict.NEWER,
            Verdict.AGAIN,
            Verdict.EARLIER,
            Verdict.FILES,
        )

    @property
    def clean(self) -> bool:
        """Whether «无问题的全部入库» takes it."""
        fresh = (Verdict.NEW, Verdict.NEWER, Verdict.AGAIN, Verdict.FILES)
        return self.verdict in fresh and not any(one.stops for one in self.findings)


@dataclass(frozen=True, slots=True)
class HandIn:
    """Where the handing in of a unit's week stands: `preview`, or why nothing can go in `reason`.

    `lacking` says it in short where a 定稿 is what is lacking. `lies_there`: the newest 定稿 was handed in and has
    not come back.
    """

    state: str
    preview: SubmissionPreview | None
    reason: str = ""
    lacking: str = ""
    lies_there: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """A 定稿 that came, beside what is shown here of that week; `against` says what that is, empty: nothing is."""

    title: str
    items: tuple[VersionItem, ...]
    differences: tuple[ItemDifference, ...]
    along: tuple[tuple[str, tuple[str, ...]], ...]
    against: str = ""


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One unit's week as it was taken in. `at` is local time; `returned` the reason of its 退回, empty for none.

    `filled`: how much of what is due it tells of, as 汇总 counts it.
    """

    unit_id: str
    unit: str
    number: int
    way: str
    at: datetime | None
    filled: Filled
    returned: str = ""


@dataclass(frozen=True, slots=True)
class CollectLine:
    """One file as a unit's desk finds it: its kind (a value of `Incoming`) and what it says.

    `refused`: it is not for here. `told` says the same in sentences, one beneath the other; `returned` are those of
    what comes back with it («退回：…»), which stand first. `double`: another file of the list brings all of it.
    """

    key: str
    path: Path
    kind: str
    label: str
    words: str
    takeable: bool = False
    refused: bool = False
    told: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    double: bool = False
