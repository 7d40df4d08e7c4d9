"""Records that come from another machine: looked at one by one before they may stand in the log.

Nothing here is trusted. What is not as this program writes it, was damaged on the way, or was written twice under
one number stops the whole merge with a sentence for the user.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.changes import ROW, Change, ChangeId
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import log, state
from shengsi_desktop.store.commands import id_of
from shengsi_desktop.store.connection import SCHEMA
from shengsi_desktop.store.shapes import Shape, shapes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

_NOTHING = "没有收入任何内容，台账未动"
_AGAIN = "请重新拷贝文件；仍不行，请在那台电脑上重新做一份同步包"
_GREATEST = 2**53
_HASH_LENGTH = 64
#: a clock that is further ahead than this is told
_AHEAD = timedelta(hours=12)
#: of a command, or of its undo or redo («b», «b~1»)
_BATCH = re.compile(r"[^~]*(~[1-9][0-9]{0,8})?")


class Machines:
    """What the user calls the machines of origins: their host, else who wrote there."""

    def __init__(self, connection: sqlite3.Connection, hosts: Mapping[str, str]) -> None:
        self._connection = connection
        self._hosts = hosts

    def name(self, origin: str, person: str = "") -> str:
        """«office-pc», or «张某的电脑», or the origin's first letters."""
        host = self._hosts.get(origin)
        if not host:
            found = self._connection.execute(
                "SELECT host FROM machine WHERE origin = ?", (origin,)
            ).fetchone()
            host = found[0] if found else ""
        if not host and person:
            host = f"{person}的电脑"
        return f"“{host or f'编号{origin[:8]}的电脑'}”"


def verified(change: Change, machines: Machines) -> tuple[Any, ...]:
    """The record as a row of the log: known to be well-formed, of a schema known here, and as it was sealed."""
    try:
        _require_form(change)
        row, holds = log.to_row_checked(change)
    except (_Malformed, TypeError, ValueError, KeyError, AttributeError) as problem:
        raise damaged(change.id, machines, "的格式不对") from problem
    if not holds:
        raise damaged(change.id, machines, "与校验值对不上，文件可能在传送中损坏")
    return row


def schema_refusal(change: Change) -> Refusal | None:
    """The refusal of what a newer program wrote."""
    if isinstance(change.schema, int) and change.schema > SCHEMA:
        return Refusal(
            f"这份同步包由更新版本的嵊泗会商台账制作（数据格式{change.schema}，本机{SCHEMA}），{_NOTHING}。"
            "请先把本机升级到同一版本再收。"
        )
    return None


def damaged(name: ChangeId, machines: Machines, what: str, person: str = "") -> Refusal:
    """The refusal of a record that is not what was written."""
    return Refusal(
        f"同步包里{machines.name(str(name.origin), person)}的第{name.seq}条记录{what}，{_NOTHING}。{_AGAIN}。"
    )


def forked(name: ChangeId, machines: Machines, person: str, *, own: bool) -> Refusal:
    """The refusal where two different records bear one number: a store was copied, and both went on."""
    where = "本机" if own else machines.name(name.origin, person)
    return Refusal(
        f"{where}的第{name.seq}条记录有两种内容：台账文件夹多半被复制过，两份都接着写了。{_NOTHING}，两边写的都还在。"
        "请在复制出来的那台电脑上执行“check --fork”，给它写的记录另起编号，再重新做同步包。"
    )


def unchained(name: ChangeId, machines: Machines, person: str, *, own: bool) -> Refusal:
    """The refusal of a record that does not go on from the one before it."""
    where = "本机" if own else machines.name(name.origin, person)
    return Refusal(
        f"{where}的第{name.seq}条记录与前一条接不上：同步包可能损坏，也可能是台账文件夹被复制过、两份都接着写了。"
        f"{_NOTHING}，两边写的都还在。{_AGAIN}；还不行，请在复制出来的那台电脑上执行“check --fork”另起编号。"
    )


def id_of_record(change: Change, machines: Machines) -> ChangeId:
    """The record's id, where it is one."""
    try:
        _require(_is_id(change.id))
    except (_Malformed, TypeError, ValueError) as problem:
        raise damaged(ChangeId("", 0), machines, "没有编号") from problem
    return change.id


def clock_warnings(
    newest: Mapping[str, str], persons: Mapping[str, str], machines: Machines
) -> tuple[str, ...]:
    """A sentence for each machine whose `newest` record, by origin, is of a time that has not come."""
    late = datetime.now(UTC) + _AHEAD
    found = []
    for name, at in sorted(newest.items()):
        moment = _moment(at)
        if moment is not None and moment > late:
            machine = machines.name(name, persons.get(name, ""))
            found.append(
                f"{machine}的时钟可能不准：有记录写于{moment.year}年{moment.month}月{moment.day}日，"
                "比本机现在的时间晚。内容已照收，请在那台电脑上校准时间。"
            )
    return tuple(found)


def _moment(at: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class _Malformed(Exception):
    """Not as this program writes it."""


def _require(holds: object) -> None:
    if not holds:
        raise _Malformed


def _is_bare(change: Change) -> bool:
    """A purged record: its salt is gone, and it says what the hash saw."""
    return not change.salt


def _require_blinded(change: Change) -> None:
    """What is left of a purged record's salt belongs to its fields, each once; what is whole has none."""
    blinded = change.blinded
    if blinded is None:
        _require(not _is_bare(change))
        return
    _require(_is_bare(change) and blinded.keys() == {"digests", "salts"})
    digests, salts = blinded["digests"], blinded["salts"]
    fields = state.written_fields(change) if change.field != ROW else change.value["fields"].keys()
    _require(sorted([*digests, *salts]) == sorted(fields))
    _require(
        all(isinstance(one, str) and len(one) == _HASH_LENGTH for one in (*digests.values(), *salts.values()))
    )
    if change.schema >= log.SALTED_APART or not state.is_creation(change):
        _require(all(state.is_purged(change, name) for name in digests))


def _require_form(change: Change) -> None:
    # what is no text, or cannot be written as UTF-8, raises
    texts = (change.at, change.batch, change.batch_name, change.unit, change.person, change.salt, change.hash)
    "".join(
        (*texts, change.entity, change.entity_id, change.field, change.prev_hash, change.id.origin)
    ).encode()
    _require(
        type(change.schema) is int
        and 1 <= change.schema <= SCHEMA
        and len(change.hash) == _HASH_LENGTH
        and change.entity_id
        and _BATCH.fullmatch(change.batch)
        and _is_number(change.lamport)
        and (change.id.seq == 1) == (change.prev_hash == "")
        and (not change.bases or (_are_ids(change.bases) and change.id not in change.bases))
    )
    shape = shapes()[change.entity]
    _require_blinded(change)
    if change.field == ROW:
        _require_row(change, shape)
    elif state.is_purge(change):
        _require(_is_purge(change, shape))
    else:
        _require(
            change.field in shape.fields
            and _fits(change.value, change.field, shape)
            and (change.salt or change.value == state.PURGED)
        )


def _require_row(change: Change, shape: Shape) -> None:
    value = change.value
    match value["op"]:
        case "create":
            _require(value.keys() == {"op", "key", "fields"})
            key, fields = value["key"], value["fields"]
            _require(all(name in shape.fields and _fits(one, name, shape) for name, one in fields.items()))
            _require(not shape.key or id_of(shape, key) == change.entity_id)
            _require(shape.key or key is None)
            _require(not key or all(one is not None and _fits(one, name, shape) for name, one in key.items()))
            _require(not _is_bare(change) or any(one == state.PURGED for one in fields.values()))
        case "delete":
            _require(value.keys() == {"op", "seen"} and _are_ids(value["seen"]) and change.salt)
        case "undelete":
            _require(value.keys() == {"op"} and change.salt)
        case _:
            raise _Malformed


def _is_purge(change: Change, shape: Shape) -> bool:
    targets = change.value["targets"]
    return bool(
        change.value.keys() == {"op", "targets"}
        and change.field in shape.words
        and change.salt
        and _are_ids(targets)
        and list(change.id) not in [list(target) for target in targets]
    )


def _fits(value: Any, field: str, shape: Shape) -> bool:
    """Whether the column can hold it. A flag is a truth value, a number a number; all else is text."""
    if value is None or value == state.PURGED:
        return True
    if field in shape.flags:
        return isinstance(value, bool)
    if field not in shape.numbers:
        return isinstance(value, str) and bool(value.isascii() or value.encode())
    return type(value) is int and abs(value) <= _GREATEST


def _is_number(value: Any) -> bool:
    return type(value) is int and 1 <= value <= _GREATEST


def _is_id(pair: Any) -> bool:
    origin, seq = pair
    return isinstance(origin, str) and bool(origin) and _is_number(seq)


def _are_ids(pairs: Iterable[Any]) -> bool:
    return not isinstance(pairs, (str, dict)) and all(map(_is_id, pairs))
