"""A sync package as it is read: judged as far as that can be done without the log, and kept from looking to taking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.problems import Cancelled, Refusal
from shengsi_desktop.services import setting_up
from shengsi_desktop.services.exchange import incoming, sync_members
from shengsi_desktop.store.connection import SCHEMA
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from shengsi_desktop.domain.changes import Change
    from shengsi_desktop.domain.exchange import Package
    from shengsi_desktop.exchange.sync_package import About
    from shengsi_desktop.store.merging import Rows
    from shengsi_desktop.store.sessions import Store

KEPT = "没有收入任何内容，台账未动。"
#: more records than these are read again rather than held in memory while a person looks
MOST_KEPT = 100_000
_STEP = 1_000


@dataclass(slots=True)
class Kept:
    """What `examine` has read of a package, for `take` to go on from: given to both."""

    data: bytes = b""
    opened: OpenedPackage | None = None
    records: list[Change] = field(default_factory=list)
    rows: Rows = field(default_factory=dict)

    def fits(self, data: bytes) -> bool:
        """Whether it is of this very package, read to the end."""
        return self.opened is not None and self.data is data

    def reading(
        self, opened: OpenedPackage, data: bytes, progress: Callable[[int, int], bool]
    ) -> Iterator[Change]:
        """The records as they are read, kept for later where they are not too many."""
        keeps = opened.about.records <= MOST_KEPT
        for place, change in enumerate(opened.changes()):
            if place % _STEP == 0 and not progress(place, opened.about.records):
                raise Cancelled(f"已取消，{KEPT}")
            if keeps:
                self.records.append(change)
            yield change
        if keeps:
            self.data, self.opened = data, opened


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """What is inside: `about` as the head tells, the machine it comes from in words, documents and attachments."""

    package: Package
    about: About
    machine: str
    name: str
    documents: list[tuple[str, dict[str, Any]]]
    attachments: dict[str, bytes]

    @property
    def hosts(self) -> dict[str, str]:
        """By origin the machine's name."""
        return {one.origin: one.host for one in self.about.machines if one.host}

    def changes(self) -> Iterator[Change]:
        """The records, each read when it is its turn. Refusal at the end where there are not as many as it says."""
        from shengsi_desktop.exchange.sync_package import read_changes

        count = 0
        for change in read_changes(self.package.members, self.name):
            count += 1
            yield change
        if count != self.about.records:
            raise Refusal(
                f"“{self.name}”不完整（记录条数与清单不符），{KEPT}请在那台电脑上重新做一份同步包。"
            )


def open_package(store: Store, data: bytes, name: str, passphrase: str) -> OpenedPackage:
    """The package, judged as far as that can be done without the log."""
    from shengsi_desktop.exchange.container import read_package
    from shengsi_desktop.exchange.sync_package import about_of, name_of, read_attachments, read_documents

    incoming.require_package(data, name, PackageKind.SYNC)
    package = read_package(data, name, passphrase)
    head, desk = package.head, setting_up.settings(store)
    if head.kind is not PackageKind.SYNC:
        where = _where_instead(head.kind, county=desk.county)
        raise Refusal(f"“{name}”是{head.kind.label}，不是本单位的同步包，{KEPT}{where}")
    if head.sender.unit_id != desk.unit.id:
        raise Refusal(
            f"“{name}”是{head.sender.unit or '别的单位'}的同步包，本机是{desk.unit.name}的台账，{KEPT}"
            "同步包只在本单位的电脑之间用；单位之间请用报送。"
        )
    if head.schema > SCHEMA:
        raise Refusal(
            f"“{name}”由更新版本的嵊泗会商台账制作（数据格式{head.schema}，本机{SCHEMA}），{KEPT}"
            "请先把本机升级到同一版本再收。"
        )
    about = about_of(head.about, name)
    documents = read_documents(package.members, name)
    with store.reading() as session:
        plans = plans_of(raw_connection(session))
        sync_members.judge(raw_connection(session), documents, name)
    if not set(plans) & set(about.plans):
        raise Refusal(
            f"“{name}”用的是另一个行动方案（{head.plan_title}），本机是{desk.plan_title}，{KEPT}"
            "请先在本机导入同一个方案。"
        )
    machine, person = name_of(head.sender.machine), name_of(head.sender.person)
    if not machine:
        machine = f"{person}的电脑" if person else f"编号{head.sender.origin[:8]}的电脑"
    return OpenedPackage(
        package,
        about,
        machine,
        name,
        documents,
        read_attachments(package.members, name),
    )


def _where_instead(kind: PackageKind, *, county: bool) -> str:
    """Where a package of another kind is taken in at this desk."""
    if kind is PackageKind.HANDOVER:
        return "移交包只在新电脑首次打开程序时放入。"
    if kind is PackageKind.SUBMISSION:
        return "请在“接收”里入库。" if county else "报送由县级汇总单位接收，本单位不用收。"
    return "回执和下发由各单位收取，本单位不用收。" if county else "请在“收取”里收取。"


def plans_of(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The ids of the plans that this desk works with."""
    return tuple(row[0] for row in connection.execute("SELECT id FROM plan WHERE dead = 0 ORDER BY id"))
