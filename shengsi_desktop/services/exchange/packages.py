"""What all packages have in common here: who sends them, how they are written as files, and the 收发记录."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.exchange import PackageHead, PackageKind, Sender
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.exchange.machines import OWN_NAME
from shengsi_desktop.store.connection import SCHEMA
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.local_tables import PackageLog
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_DIGEST = "sha256:"
LOG_KEY = FieldKey("package_log", "", "")
#: lines of the 收发记录 that are listed: three months of a county that sends to and hears from fifty units every week
MOST_LINES = 2000
#: what stays among the unit's own machines, which know one another by name
_OF_THE_UNIT = frozenset({PackageKind.SYNC, PackageKind.HANDOVER})


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the 收发记录. `at` is local time; `outcome` what came of it, in words.

    `undone`: the command that it tells of is undone now.
    """

    at: datetime
    outgoing: bool
    kind: str
    name: str
    counterpart: str
    week: str
    outcome: str
    batch: str
    undone: bool = False


def sender(store: Store, kind: PackageKind) -> Sender:
    """This desk as the sender of such a package; to another unit it says nothing of the machine."""
    desk = setting_up.settings(store)
    here = store.setting(OWN_NAME) or platform.node()
    machine, origin = (here, store.origin) if kind in _OF_THE_UNIT else ("", "")
    return Sender(desk.unit.id, desk.unit.name, desk.person, machine, origin)


def new_head(
    store: Store, kind: PackageKind, title: str, about: Mapping[str, Any] | None = None
) -> PackageHead:
    """The head of a package made now at this desk."""
    desk = setting_up.settings(store)
    return PackageHead(
        kind=kind,
        id=new_id(),
        made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        sender=sender(store, kind),
        plan_id=desk.plan_id,
        plan_title=desk.plan_title,
        schema=SCHEMA,
        title=title,
        about=about or {},
    )


def write_file(
    store: Store,
    path: Path,
    head: PackageHead,
    members: Mapping[str, bytes],
    passphrase: str = "",
    *,
    counterpart: str = "",
) -> None:
    """Write the package for a person, and the 收发记录. EnvironmentProblem where the file cannot be written.

    `counterpart`: the unit it is for, which the title then need not be told for.
    """
    from shengsi_desktop.exchange.container import write_package

    data = write_package(head, members, passphrase)
    write_atomically(path, data)
    note(
        store,
        outgoing=True,
        kind=head.kind.label,
        name=path.name,
        package=marks(data, head.id),
        week=str(head.about.get("week", "")),
        counterpart=counterpart,
        outcome="已导出" if counterpart else f"已导出{head.title}",
    )


def note(store: Store, *, outgoing: bool, kind: str, name: str, outcome: str, **given: str) -> None:
    """One line of the 收发记录, in a transaction of its own; `given`: package, counterpart, unit_id, week, batch."""
    with store.command("收发记录", undoable=False) as command:
        note_in(command, outgoing=outgoing, kind=kind, name=name, outcome=outcome, **given)


def note_in(command: Command, *, outgoing: bool, kind: str, name: str, outcome: str, **given: str) -> None:
    """As `note`, with a command that is under way: there whole with it, or not at all."""
    command.session.add(
        PackageLog(
            id=new_id(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            outgoing=int(outgoing),
            kind=kind,
            name=name,
            outcome=outcome,
            **given,
        )
    )


def digest(data: bytes) -> str:
    """A file by its content, whatever it is called."""
    return f"{_DIGEST}{hashlib.sha256(data).hexdigest()}"


def marks(data: bytes, package_id: str = "") -> str:
    """What `PackageLog.package` holds of a file: the package's id where there is one, and the content's sum."""
    return f"{package_id} {digest(data)}".strip()


def dealt_with(store: Store) -> frozenset[str]:
    """Ids of packages and sums of files that went out or came in here."""
    from sqlmodel import select

    with store.reading() as session:
        rows = session.exec(select(PackageLog.package).distinct()).all()
    return frozenset(mark for row in rows for mark in row.split())


def last_logged_by_name(store: Store) -> dict[str, datetime]:
    """By its name when a file last came in or went out of which the log has no sum, in UTC."""
    from sqlmodel import col, func, select

    with store.reading() as session:
        rows = session.exec(
            select(PackageLog.name, func.max(PackageLog.at))
            .where(~col(PackageLog.package).contains(_DIGEST))
            .group_by(PackageLog.name)
        ).all()
    return {name: datetime.fromisoformat(at) for name, at in rows}


def log_lines(store: Store, limit: int = MOST_LINES) -> tuple[LogLine, ...]:
    """The newest lines of the 收发记录, newest first."""
    from sqlmodel import col, select

    from shengsi_desktop.store import undo_stack

    with store.reading() as session:
        rows = session.exec(select(PackageLog).order_by(col(PackageLog.id).desc()).limit(limit)).all()
        connection = raw_connection(session)
        # derived, so that undo and redo, whoever calls them, are told
        undone = {
            batch: undo_stack.newest_undo(connection, batch) is not None
            for batch in {row.batch for row in rows if row.batch}
        }
    return tuple(
        LogLine(
            datetime.fromisoformat(row.at).astimezone(),
            bool(row.outgoing),
            row.kind,
            row.name,
            row.counterpart,
            row.week,
            row.outcome,
            row.batch,
            undone.get(row.batch, False),
        )
        for row in rows
    )
