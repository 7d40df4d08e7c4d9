"""下发 in plain words: the parts that the county may tick, what is in one, and what taking it in would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from shengsi_desktop.domain.tracking import Reading, Tally


class DispatchPart(Word):
    """One part of a 下发, ticked for itself."""

    PLAN = "plan", "方案版本"
    LISTS = "lists", "清单"
    CONTACTS = "contacts", "清单里的科室、经办人、电话和附加列"
    UNITS = "units", "单位、泛指和岛屿"
    PEOPLE = "people", "分管领导和专班"
    DIRECTIVES = "directives", "交办事项"
    LIGHTS = "lights", "亮灯规则"
    BOARDS = "boards", "晾晒规则和已公布的榜"
    LEADS = "leads", "牵头单位状态"
    MESSAGE = "message", "统计口径和会商要求"


#: what is ticked where nobody says otherwise: all but phone numbers, and the words that have to be written first
USUAL_PARTS = tuple(
    part for part in DispatchPart if part not in (DispatchPart.CONTACTS, DispatchPart.MESSAGE)
)


@dataclass(frozen=True, slots=True)
class LeadState:
    """An item's state as its lead reported it, as of a week, computed by the county and dispatched down.

    `lights` by deliverable id.
    """

    item_id: str
    unit: str
    week: str
    reading: Reading
    tally: Tally
    computed: Decimal | None
    lights: Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class DispatchLine:
    """One part of what goes to a unit: how many, and the first of them by name."""

    part: DispatchPart
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class DispatchPreview:
    """What goes to one unit: no more than this is in the file. `stays` names what stays here."""

    unit_id: str
    unit: str
    lines: tuple[DispatchLine, ...]
    stays: tuple[str, ...]


class EntryState(Word):
    """What a 下发 says of one thing here."""

    NEW = "new", "新增"
    CHANGED = "changed", "有变化"
    EDITED = "edited", "本机改过"
    DROPPED = "dropped", "县里已删"


@dataclass(frozen=True, slots=True)
class DispatchEntry:
    """One thing that a person ticks or leaves. `key` names it within its preview.

    `here` and `coming` are the field's words on either side; `clean`: taken in without a question, nothing of the
    unit's own is touched; `note` says why it is not, or what comes with it.
    """

    key: str
    state: EntryState
    part: DispatchPart
    what: str
    field: str = ""
    here: str = ""
    coming: str = ""
    clean: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class DispatchIntake:
    """A dispatch beside what is here. `same` counts rows that are here as they come; `findings` are remarks.

    `taken`: this very one was taken in already; `older`: a newer one was. `along` are in a few words the documents
    that come with it whatever is ticked.
    """

    title: str
    issuer: str
    message: str
    entries: tuple[DispatchEntry, ...]
    same: int
    documents: tuple[str, ...]
    findings: tuple[str, ...] = ()
    taken: bool = False
    older: bool = False
    along: tuple[str, ...] = ()

    @property
    def clean_keys(self) -> frozenset[str]:
        """The entries that «无冲突的全部收取» takes."""
        return frozenset(one.key for one in self.entries if one.clean)
