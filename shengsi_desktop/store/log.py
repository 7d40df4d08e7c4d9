"""How a change is written down: canonical JSON, its SM3 chain, its row in the table `change`.

The hash shows damage and accidents; it is no signature. It sees every value blinded by a salt, so that one can be
purged and the hash still holds for all that is left. What changes mean is `state`.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import Change, ChangeId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cryptography.hazmat.primitives.hashes import Hash

COLUMNS = (
    "origin",
    "seq",
    "bases",
    "lamport",
    "at",
    "batch",
    "batch_name",
    "unit",
    "person",
    "entity",
    "entity_id",
    "field",
    "value",
    "salt",
    "schema",
    "prev_hash",
    "hash",
    "blinded",
)
_INSERT = f"INSERT INTO change ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM change"
_SALT_BYTES = 16
_quoted = json.encoder.encode_basestring
_decode = json.JSONDecoder().raw_decode
#: since this schema each field of a creation has a salt of its own, made of the record's
SALTED_APART = 5
#: greater than any seq
_ENDLESS = 2**63 - 1


class ChainProblem(NamedTuple):
    """A record of the log that is not what was written, with the reason in Chinese.

    `gap`: records before it are missing, which is no damage where they have not come yet.
    """

    id: ChangeId
    reason: str
    gap: bool = False


def nameless(command: str) -> str:
    """A command's name without the words that were typed, which it has in “”: «交办“…”» is «交办».

    Names are in the hash for good, and so no words that may have to be purged may be in them.
    """
    start = command.find("“")
    if start < 0:
        return command
    end = command.rfind("”")
    return f"{command[:start]}{command[end + 1 :] if end > start else ''}"


def sm3(text: str) -> str:
    """SM3 (GB/T 32905) of the text in UTF-8, as hex."""
    digest = _empty_digest().copy()
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.finalize().hex()


@cache
def _empty_digest() -> Hash:
    """To be copied: a merge asks for many, and making one anew costs as much as the sum itself."""
    from cryptography.hazmat.primitives import hashes

    return hashes.Hash(hashes.SM3())


def new_salt() -> str:
    """What blinds a value in its hash."""
    return secrets.token_hex(_SALT_BYTES)


def hash_of(change: Change) -> str:
    """SM3 of the canonical JSON of all fields but the hash itself and the salt."""
    return _hash_of(change, _bases_text(change), canonical(change.value))


def _bases_text(change: Change) -> str:
    return canonical([list(base) for base in change.bases]) if change.bases else "[]"


def _hash_of(change: Change, bases: str, value: str) -> str:
    """As `hash_of`, with the canonical JSON of `bases` and `value` at hand: the record's keys are in order as told."""
    return sm3(
        f'{{"at":{_quoted(change.at)},"bases":{bases},"batch":{_quoted(change.batch)},'
        f'"batch_name":{_quoted(change.batch_name)},"entity":{_quoted(change.entity)},'
        f'"entity_id":{_quoted(change.entity_id)},"field":{_quoted(change.field)},"lamport":{change.lamport},'
        f'"origin":{_quoted(change.id.origin)},"person":{_quoted(change.person)},'
        f'"prev_hash":{_quoted(change.prev_hash)},"schema":{change.schema},"seq":{change.id.seq},'
        f'"unit":{_quoted(change.unit)},"value":{_blinded(change, value)}}}'
    )


def _blinded(change: Change, text: str) -> str:
    """The value as the hash sees it, as JSON: every field's value as SM3(salt + value), in creations too."""
    value = change.value
    if isinstance(value, dict) and value.get("op") == "create":
        return canonical({**value, "fields": _digests(change)})
    if change.blinded is not None:
        return f'"{change.blinded["digests"][change.field]}"'
    return f'"{sm3(change.salt + text)}"'


def _digests(change: Change) -> dict[str, str]:
    """By field of a creation the digest of its value: kept, where it was purged."""
    fields = change.value["fields"]
    if change.blinded is None:
        if change.schema < SALTED_APART:
            return {name: sm3(change.salt + canonical(inner)) for name, inner in fields.items()}
        return {name: sm3(_salt_of(change, name) + canonical(inner)) for name, inner in fields.items()}
    digests, salts = change.blinded["digests"], change.blinded["salts"]
    return {
        name: digests[name] if name in digests else sm3(salts[name] + canonical(inner))
        for name, inner in fields.items()
    }


def _salt_of(change: Change, name: str) -> str:
    return sm3(f"{change.salt}/{name}") if change.blinded is None else change.blinded["salts"][name]


def blinded_without(change: Change, gone: Collection[str]) -> dict[str, dict[str, str]]:
    """What stays of a record's salt when these fields are purged, so that its hash still covers the others.

    {"digests": {field: as the hash sees it}, "salts": {field: its own}}. Creations of before schema 5 have one salt
    for all fields: of them every digest stays, and the values beside the purged one are no more covered.
    """
    value = change.value
    if not (isinstance(value, dict) and value.get("op") == "create"):
        if change.blinded is not None:
            return {name: dict(those) for name, those in change.blinded.items()}
        return {"digests": {change.field: sm3(change.salt + canonical(value))}, "salts": {}}
    digests = _digests(change)
    before = change.blinded["digests"].keys() if change.blinded is not None else ()
    apart = change.schema >= SALTED_APART
    closed = {name for name in digests if not apart or name in gone or name in before}
    return {
        "digests": {name: digests[name] for name in sorted(closed)},
        "salts": {name: _salt_of(change, name) for name in sorted(digests.keys() - closed)},
    }


def sealed(change: Change, prev_hash: str) -> Change:
    """The change with its salt, its place in the chain and its hash."""
    chained = replace(change, salt=new_salt(), prev_hash=prev_hash)
    return replace(chained, hash=hash_of(chained))


def to_row(change: Change) -> tuple[Any, ...]:
    """The change as values of COLUMNS."""
    return _to_row(change, _bases_text(change), canonical(change.value))


def to_row_checked(change: Change) -> tuple[tuple[Any, ...], bool]:
    """As `to_row`, and whether the change's hash is that of its content: both in one go, for there may be many."""
    bases, value = _bases_text(change), canonical(change.value)
    return _to_row(change, bases, value), change.hash == _hash_of(change, bases, value)


def _to_row(change: Change, bases: str, value: str) -> tuple[Any, ...]:
    return (
        change.id.origin,
        change.id.seq,
        bases,
        change.lamport,
        change.at,
        change.batch,
        change.batch_name,
        change.unit,
        change.person,
        change.entity,
        change.entity_id,
        change.field,
        value,
        change.salt or None,
        change.schema,
        change.prev_hash,
        change.hash,
        None if change.blinded is None else canonical(change.blinded),
    )


def from_row(row: tuple[Any, ...]) -> Change:
    """Values of COLUMNS as a change."""
    (origin, seq, bases, lamport, at, batch, batch_name, unit, person, entity, entity_id, field, value) = row[
        :13
    ]
    salt, schema, prev_hash, hash_, blinded = row[13:]
    return Change(
        id=ChangeId(origin, seq),
        bases=tuple(ChangeId(*base) for base in _decode(bases)[0]) if bases != "[]" else (),
        lamport=lamport,
        at=at,
        batch=batch,
        batch_name=batch_name,
        unit=unit,
        person=person,
        entity=entity,
        entity_id=entity_id,
        field=field,
        value=None if value is None else _decode(value)[0],
        schema=schema,
        salt=salt or "",
        prev_hash=prev_hash,
        hash=hash_,
        blinded=None if blinded is None else _decode(blinded)[0],
    )


def append(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Write sealed changes into the log."""
    append_rows(connection, map(to_row, changes))


def append_rows(connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """As `append`, of records that are values of COLUMNS already."""
    connection.executemany(_INSERT, rows)


def hashes(connection: sqlite3.Connection, origin: str, seqs: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Of those of an origin's records that are here: seq and hash."""
    return connection.execute(
        "SELECT seq, hash FROM change WHERE origin = ? AND seq IN (SELECT value FROM json_each(?))",
        (origin, json.dumps(list(seqs))),
    )


def held(connection: sqlite3.Connection, origin: str, seqs: Iterable[int]) -> Iterator[tuple[int, str, bool]]:
    """Of those of an origin's records that are here: seq, hash, and whether something of it was purged."""
    rows = connection.execute(
        "SELECT seq, hash, salt IS NULL FROM change WHERE origin = ? AND seq IN (SELECT value FROM json_each(?))",
        (origin, json.dumps(list(seqs))),
    )
    return ((seq, hash_, bool(bare)) for seq, hash_, bare in rows)


def all_changes(connection: sqlite3.Connection) -> Iterator[Change]:
    """The whole log, each origin in its order."""
    for row in connection.execute(f"{_SELECT} ORDER BY origin, seq"):
        yield from_row(row)


def change(connection: sqlite3.Connection, name: ChangeId) -> Change:
    """One change by its id; KeyError where it is not in the log."""
    row = connection.execute(f"{_SELECT} WHERE origin = ? AND seq = ?", name).fetchone()
    if row is None:
        raise KeyError(name)
    return from_row(row)


def changes_of_row(connection: sqlite3.Connection, entity: str, entity_id: str) -> list[Change]:
    """Every change of one row, oldest first."""
    rows = connection.execute(
        f"{_SELECT} WHERE entity = ? AND entity_id = ? ORDER BY lamport, origin, seq", (entity, entity_id)
    )
    return [from_row(row) for row in rows]


def changes_of_rows(connection: sqlite3.Connection, entity: str, ids: Collection[str]) -> Iterator[Change]:
    """Every change of many rows of one table, in no order."""
    rows = connection.execute(
        f"{_SELECT} WHERE entity = ? AND entity_id IN (SELECT value FROM json_each(?))",
        (entity, json.dumps(list(ids))),
    )
    return map(from_row, rows)


def changes_named(connection: sqlite3.Connection, names: Iterable[ChangeId]) -> Iterator[Change]:
    """Those of these changes that are in the log, each origin in its order."""
    by_origin: dict[str, list[int]] = {}
    for origin, seq in names:
        by_origin.setdefault(origin, []).append(seq)
    for origin, seqs in sorted(by_origin.items()):
        rows = connection.execute(
            f"{_SELECT} WHERE origin = ? AND seq IN (SELECT value FROM json_each(?)) ORDER BY seq",
            (origin, json.dumps(seqs)),
        )
        yield from map(from_row, rows)


def changes_of_batch(connection: sqlite3.Connection, batch: str) -> list[Change]:
    """Every change of one command, in the order made."""
    rows = connection.execute(f"{_SELECT} WHERE batch = ? ORDER BY origin, seq", (batch,))
    return [from_row(row) for row in rows]


def set_aside(connection: sqlite3.Connection) -> frozenset[ChangeId]:
    """Those of the log's changes that do not count on this machine."""
    return frozenset(ChangeId(*row) for row in connection.execute("SELECT origin, seq FROM set_aside"))


def vector(connection: sqlite3.Connection) -> dict[str, int]:
    """What the log holds, by origin: the last seq up to which nothing is missing (0: not even the first)."""
    held = {
        str(origin): int(greatest) if count == greatest else None
        for origin, count, greatest in connection.execute(
            "SELECT origin, count(*), max(seq) FROM change GROUP BY origin"
        )
    }
    return {
        origin: last if last is not None else _first_missing(connection, origin) - 1
        for origin, last in held.items()
    }


def changes_between(
    connection: sqlite3.Connection, origin: str, after: int = 0, last: int | None = None
) -> Iterator[Change]:
    """The records of an origin with `after` < seq ≤ `last` (None: to the end), in their order."""
    bounds = (origin, after, _ENDLESS if last is None else last)
    for row in connection.execute(
        f"{_SELECT} WHERE origin = ? AND seq > ? AND seq <= ? ORDER BY seq", bounds
    ):
        yield from_row(row)


def changes_beyond(connection: sqlite3.Connection, known: Mapping[str, int]) -> Iterator[Change]:
    """Every record that a machine of this vector has not got for sure, each origin in its order."""
    origins = connection.execute("SELECT DISTINCT origin FROM change ORDER BY origin").fetchall()
    for (origin,) in origins:
        yield from changes_between(connection, origin, known.get(origin, 0))


def gaps(connection: sqlite3.Connection) -> dict[str, tuple[tuple[int, int], ...]]:
    """By origin the runs of seq (first, last) that the log lacks before its newest record; only where it does."""
    found: dict[str, list[tuple[int, int]]] = {}
    for origin in [name for name, last in vector(connection).items() if last < last_seq(connection, name)]:
        rows = connection.execute(
            "SELECT before + 1, seq - 1 FROM (SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) AS before"
            " FROM change WHERE origin = ?) WHERE seq > before + 1 ORDER BY seq",
            (origin,),
        )
        found[origin] = [(int(first), int(last)) for first, last in rows]
    return {origin: tuple(runs) for origin, runs in found.items()}


def _first_missing(connection: sqlite3.Connection, origin: str) -> int:
    (found,) = connection.execute(
        "SELECT min(before + 1) FROM (SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) AS before"
        " FROM change WHERE origin = ?) WHERE seq > before + 1",
        (origin,),
    ).fetchone()
    return int(found)


def last_seq(connection: sqlite3.Connection, origin: str) -> int:
    """The greatest seq that the log holds of an origin, 0 for none."""
    (found,) = connection.execute("SELECT max(seq) FROM change WHERE origin = ?", (origin,)).fetchone()
    return int(found or 0)


def verify(chain: Iterable[Change]) -> list[ChainProblem]:
    """What is wrong with the chains; the changes of each origin must come in the order of their seq.

    Of a purged record what is left of it is covered as before.
    """
    problems: list[ChainProblem] = []
    last: dict[str, Change] = {}
    for link in chain:
        before = last.get(link.id.origin)
        expected = before.id.seq + 1 if before else 1
        if link.id.seq != expected:
            problems.append(ChainProblem(link.id, f"记录不连续：缺少第{expected}条。", gap=True))
        elif link.prev_hash != (before.hash if before else ""):
            problems.append(ChainProblem(link.id, "与上一条记录的校验值对不上。"))
        if link.hash != hash_of(link):
            problems.append(ChainProblem(link.id, "内容与校验值对不上。"))
        last[link.id.origin] = link
    return problems
