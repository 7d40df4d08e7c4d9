"""本单位同步: a package of what the unit's other machines lack; taking one in, looked at first, then as one command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.syncing import SyncPreview, SyncSource, SyncState
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.clearing import uncleaned_in_words
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import (
    conflict_list,
    machines,
    merge_words,
    packages,
    row_places,
    sync_items,
    sync_members,
    taken_back,
    typed_ahead,
)
from shengsi_desktop.services.exchange.sync_reading import (
    MOST_KEPT,
    Kept,
    OpenedPackage,
    open_package,
    plans_of,
)
from shengsi_desktop.store import brought, given_back, log, merging
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.state import written_fields, written_value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from shengsi_desktop.domain.changes import Change
    from shengsi_desktop.domain.syncing import Conflict, SyncItem
    from shengsi_desktop.store.merging import Merged
    from shengsi_desktop.store.sessions import Store

_SYNC_KEY = FieldKey("machine", "", "")
_LACKING = (
    "对方还有本机没有的{count}条修改，这份同步包里没有带（本机多半恢复过旧备份）：请让对方导出“全部”的同步包，"
    "或先把本机的同步包交给对方。"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A package that was written: how many records, documents and attachments.

    `left_out` attachments had no room and go into the next one; the files of `missing` ones are not on this machine.
    """

    records: int
    documents: int
    attachments: int
    left_out: int
    missing: int = 0

    @property
    def told(self) -> str:
        """What did not go along, in whole sentences; empty where all did."""
        left = f"有{self.left_out}个附件这次放不下，会放进下一份同步包。" if self.left_out else ""
        gone = f"有{self.missing}个附件的文件不在本机，没有带上，可从备份找回。" if self.missing else ""
        return left + gone


@dataclass(frozen=True, slots=True)
class Taken:
    """A package that was taken in: what changed for views, and the outcome in words."""

    changed: frozenset[FieldKey]
    outcome: str
    conflicts: int


def suggested_name(store: Store) -> str:
    """县文广旅体局_本单位同步_office-pc_0728.sspkg."""
    day = store.today()
    with store.reading() as session:
        name = machines.own_name(raw_connection(session))
    return as_file_name(f"{_unit(store)}_本单位同步_{name}_{day.month:02}{day.day:02}.sspkg")


def _unit(store: Store) -> str:
    return setting_up.settings(store).unit.name


def state(store: Store) -> SyncState:
    """The machines, what a package for them would carry, and what waits for a decision."""
    with store.reading() as session:
        connection = raw_connection(session)
        least, held = machines.least_known(connection), log.vector(connection)
        return SyncState(
            machines=machines.lines(connection, store.setting("person")),
            made=sum(max(last - least.get(name, 0), 0) for name, last in held.items()),
            conflicts=conflict_list.found_in(connection),
            cleared=_still(connection, given_back.given_back(connection)),
            aside=taken_back.count(connection),
            typed=merge_words.kept(connection),
        )


def make(store: Store, path: Path, *, whole: bool = False, passphrase: str = "") -> Made:
    """Write what the least informed of the known machines lacks; all of it where none is known, or with `whole`.

    What is being typed goes along. EnvironmentProblem where the file cannot be written.
    """
    from shengsi_desktop.exchange.sync_package import ATTACHMENTS, About, change_members, document_member
    from shengsi_desktop.exchange.sync_package import DOCUMENTS as DOCUMENTS_MEMBER

    commit_drafts(store)
    with store.reading() as session:
        connection = raw_connection(session)
        least = {} if whole else machines.least_known(connection)
        carried = _Carried(log.changes_beyond(connection, least))
        members = dict(change_members(carried))
        sent = list(sync_members.documents_of(connection))
        wanted = carried.attached | machines.lacking_files(connection)
        files = sync_members.files(store.folder, connection, wanted)
        about = About(
            records=len(carried.ids),
            documents=len(sent),
            attachments=len(files.found),
            whole=not least,
            ranges=_ranges(carried.ids),
            vector=log.vector(connection),
            plans=plans_of(connection),
            machines=machines.known(
                connection, store.setting("person"), sync_members.lacking(store.folder, connection)
            ),
        )
    if sent:
        members[DOCUMENTS_MEMBER] = document_member(sent)
    members |= {f"{ATTACHMENTS}{name}": data for name, data in files.found.items()}
    unit = _unit(store)
    title = f"{unit}本单位同步：{about.records}条修改，{about.documents}份文件"
    head = packages.new_head(store, PackageKind.SYNC, title, about.to_json())
    packages.write_file(store, path, head, members, passphrase)
    sync_members.note_left_out(store, files)
    return Made(about.records, about.documents, about.attachments, len(files.left_out), len(files.missing))


def examine(
    store: Store,
    data: bytes,
    name: str,
    passphrase: str = "",
    *,
    bring_back: bool = False,
    kept: Kept | None = None,
    progress: Callable[[int, int], bool] = lambda _done, _all: True,
) -> SyncPreview:
    """What a package would bring; nothing is changed. Refusal for what is not whole, not ours, or of a newer program.

    SealedPackageError where it asks for its passphrase. It works on a copy: the store can be written meanwhile, so
    any thread may call it. `progress` is told how many records of how many are read; Cancelled where it says False.
    """
    kept = Kept() if kept is None else kept
    opened = open_package(store, data, name, passphrase)
    with store.reading() as session:
        connection = raw_connection(session)
        before = {(one.key, one.heads) for one in conflict_list.found_in(connection)}
        typed = typed_ahead.drafts_here(connection)
        left_aside = 0 if bring_back else sync_members.aside_of(connection, opened.documents)

    def look(connection: sqlite3.Connection) -> _Seen:
        lacking = machines.not_here(connection, opened.about)
        cleared = _still(connection, given_back.given_back(connection))
        machines.learn(connection, opened.about)
        sources, (items, untold) = sync_items.sources(connection), sync_items.brought(connection)
        # what is being typed becomes a change before a package is taken in
        typed_ahead.make_changes(connection, typed)
        found = conflict_list.found_in(connection)
        new = tuple(one for one in found if (one.key, one.heads) not in before)
        doubts = tuple(filter(None, (cleared, _LACKING.format(count=lacking) if lacking else "")))
        return _Seen(sources, items, untold, new, doubts)

    merged, seen = merging.rehearse(
        store,
        kept.reading(opened, data, progress),
        opened.documents,
        look,
        hosts=opened.hosts,
        bring_back=bring_back,
        covered=opened.about.vector,
        verified=kept.rows if opened.about.records <= MOST_KEPT else None,
    )
    return _preview(store, opened, merged, left_aside, seen, bring_back=bring_back)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the copy tells that the package was taken into; `doubts` are whole sentences."""

    sources: tuple[SyncSource, ...]
    items: tuple[SyncItem, ...]
    untold: int
    conflicts: tuple[Conflict, ...]
    doubts: tuple[str, ...]


def _preview(
    store: Store, opened: OpenedPackage, merged: Merged, left_aside: int, seen: _Seen, *, bring_back: bool
) -> SyncPreview:
    head = opened.package.head
    return SyncPreview(
        title=head.title,
        machine=opened.machine,
        person=head.sender.person,
        made_at=machines.moment(head.made_at),
        arrived=merged.arrived + merged.back,
        known=merged.known,
        aside=merged.aside + left_aside,
        documents=merged.documents,
        attachments=sync_members.count_new(store.folder, opened.attachments),
        # without anything new the newest merge is another one
        sources=seen.sources if merged.batch else (),
        conflicts=tuple(
            sync_items.labelled(one, merged.ranges, bring_back=bring_back) for one in seen.conflicts
        ),
        warnings=(*_warnings(store, opened, merged, left_aside), *seen.doubts),
        items=seen.items if merged.batch else (),
        untold=seen.untold if merged.batch else 0,
    )


def take(
    store: Store,
    data: bytes,
    name: str,
    passphrase: str = "",
    *,
    bring_back: bool = False,
    kept: Kept | None = None,
) -> Taken:
    """Take a package in as one command and one 收发记录; refused as `examine`. What is being typed is kept first.

    `bring_back`: what was taken back on this machine comes again, too. `kept`: what `examine` has read of it.
    """
    commit_drafts(store)
    read = kept if kept is not None and kept.fits(data) else Kept()
    opened = read.opened or open_package(store, data, name, passphrase)
    files = sync_members.count_new(store.folder, opened.attachments)
    sync_members.put_files(store.folder, opened.attachments)
    told: list[tuple[str, int]] = []

    def note(connection: sqlite3.Connection, merged: Merged) -> None:
        machines.learn(connection, opened.about)
        waiting = len(conflict_list.found_in(connection))
        outcome = _outcome(merged, files, waiting)
        if merged.still:
            outcome += f"。{_still(connection, merged.still).rstrip('。')}"
        if lacking := machines.not_here(connection, opened.about):
            outcome += f"。{_LACKING.format(count=lacking).rstrip('。')}"
        told.append((outcome, waiting))
        _log_in(connection, opened, name, outcome, merged.batch)

    merged = merging.merge(
        store,
        read.records if read.opened else opened.changes(),
        opened.documents,
        name=f"收入同步包（来自{opened.machine}）",
        hosts=opened.hosts,
        bring_back=bring_back,
        covered=opened.about.vector,
        verified=read.rows or None,
        note=note,
    )
    outcome, waiting = told[0]
    if merged.uncleaned:
        outcome += f"。其中有已清除的内容，{uncleaned_in_words(merged.uncleaned).rstrip('。')}"
    return Taken(merged.changed | {packages.LOG_KEY, _SYNC_KEY}, outcome, waiting)


def _log_in(
    connection: sqlite3.Connection, opened: OpenedPackage, name: str, outcome: str, batch: str
) -> None:
    """The line of the 收发记录."""
    connection.execute(
        "INSERT INTO package_log (id, at, outgoing, kind, name, package, counterpart, unit_id, week, outcome,"
        " batch) VALUES (?, ?, 0, ?, ?, ?, ?, ?, '', ?, ?)",
        (
            new_id(),
            datetime.now(UTC).isoformat(timespec="seconds"),
            PackageKind.SYNC.label,
            name,
            opened.package.head.id,
            opened.machine,
            opened.package.head.sender.unit_id,
            outcome,
            batch,
        ),
    )


class _Carried:
    """The records as they go by: their ids, and the attachments that they name."""

    def __init__(self, changes: Iterator[Change]) -> None:
        self._changes = changes
        self.ids: list[Any] = []
        self.attached: set[str] = set()

    def __iter__(self) -> Iterator[Change]:
        for change in self._changes:
            self.ids.append(change.id)
            if change.entity == "attachment" and "sha256" in written_fields(change):
                self.attached.add(str(written_value(change, "sha256")))
            yield change


def _ranges(ids: Iterable[Any]) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for name, first, last in brought.runs(ids):
        found[name] = (*found.get(name, ()), (first, last))
    return found


def _warnings(store: Store, opened: OpenedPackage, merged: Merged, left_aside: int) -> tuple[str, ...]:
    """What a person should know before taking it in."""
    told = list(merged.clock_warnings)
    hosts = opened.hosts
    for name, runs in sorted(merged.gaps.items()):
        machine = hosts.get(name) or f"编号{name[:8]}的电脑"
        said = "、".join(
            f"第{first}条" if first == last else f"第{first}—{last}条" for first, last in runs[:3]
        )
        more = "等" if len(runs) > 3 else ""
        told.append(
            f"“{machine}”的{said}{more}修改还没有收到：可照常收入，之后收到缺的同步包会自动补齐；"
            "也可请对方重新做一份“全部”。"
        )
    if merged.waiting:
        told.append(f"有{merged.waiting}行内容要等缺的修改收到后才会显示。")
    if store.origin in merged.ranges:
        told.append("包里有本机写过、恢复备份后已不在本机的修改，也会一并收回。")
    if merged.unfounded:
        told.append(
            f"有{merged.unfounded}条修改在包里标着“已清除”，却没有清除记录：本机的文字都保留，没有清除。"
            "确要清除的，请在本机执行一次清除。"
        )
    aside = [f"{merged.aside}条修改"] if merged.aside else []
    aside += [f"{left_aside}份文件"] if left_aside else []
    if aside:
        told.append(
            f"对方的{'、'.join(aside)}是本机撤销过的，仍按撤销处理；要收回可勾选“连撤销过的一起收入”。"
        )
    return tuple(told)


def _still(connection: sqlite3.Connection, keys: tuple[FieldKey, ...]) -> str:
    """What was cleared on one machine, and another record of another holds still; empty for nothing."""
    if not keys:
        return ""
    return (
        f"已清除过的内容，在别的记录里还有：{row_places.fields_in_words(connection, keys)}。"
        "请打开该事项的“修改记录”，把那一处也“清除内容”。"
    )


def _outcome(merged: Merged, files: int, waiting: int) -> str:
    """«收入128条修改、2份文件、1个附件，现有3处分歧待处理»."""
    brought_words = []
    if merged.arrived + merged.back:
        brought_words.append(f"{merged.arrived + merged.back}条修改")
    if merged.documents:
        brought_words.append(f"{merged.documents}份文件")
    if files:
        brought_words.append(f"{files}个附件")
    said = f"收入{'、'.join(brought_words)}" if brought_words else "没有新的内容"
    if merged.unfounded:
        said += f"，{merged.unfounded}条标着已清除而没有清除记录的，本机文字保留"
    return f"{said}，现有{waiting}处分歧待处理" if waiting else said
