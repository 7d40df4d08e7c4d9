"""What all packages have in common here: who sends them, how they are written as files, and the 收发记录."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.exchange import PackageHead, PackageKind, Sender
from shengsi_desktop.services import setting_up
from shengsi_desktop.store.connection import SCHEMA
from shengsi_desktop.store.files import write_atomically
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.local_tables import PackageLog

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

LOG_KEY = FieldKey("package_log", "", "")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the 收发记录. `at` is local time; `outcome` what came of it, in words."""

    at: datetime
    outgoing: bool
    kind: str
    name: str
    counterpart: str
    week: str
    outcome: str
    batch: str


def sender(store: Store) -> Sender:
    """This desk as a sender."""
    desk = setting_up.settings(store)
    return Sender(desk.unit.id, desk.unit.name, desk.person, platform.node(), store.origin)


def new_head(
    store: Store, kind: PackageKind, title: str, about: Mapping[str, Any] | None = None
) -> PackageHead:
    """The head of a package made now at this desk."""
    desk = setting_up.settings(store)
    return PackageHead(
        kind=kind,
        id=new_id(),
        made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        sender=sender(store),
        plan_id=desk.plan_id,
        plan_title=desk.plan_title,
        schema=SCHEMA,
        title=title,
        about=about or {},
    )


def write_file(
    store: Store, path: Path, head: PackageHead, members: Mapping[str, bytes], passphrase: str = ""
) -> None:
    """Write the package for a person, and the 收发记录. EnvironmentProblem where the file cannot be written."""
    from shengsi_desktop.exchange.container import write_package

    write_atomically(path, write_package(head, members, passphrase))
    note(
        store,
        outgoing=True,
        kind=head.kind.label,
        name=path.name,
        package=head.id,
        week=str(head.about.get("week", "")),
        outcome=f"已导出{head.title}",
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


def last_logged(store: Store) -> dict[str, datetime]:
    """By the name of each file that went out or came in when that last was, in UTC."""
    from sqlmodel import func, select

    with store.reading() as session:
        rows = session.exec(select(PackageLog.name, func.max(PackageLog.at)).group_by(PackageLog.name)).all()
    return {name: datetime.fromisoformat(at) for name, at in rows}


def log_lines(store: Store, limit: int = 200) -> tuple[LogLine, ...]:
    """The newest lines of the 收发记录, newest first."""
    from sqlmodel import col, select

    with store.reading() as session:
        rows = session.exec(select(PackageLog).order_by(col(PackageLog.id).desc()).limit(limit)).all()
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
        )
        for row in rows
    )
