"""What a sync package carries: change records as JSON lines, submitted documents, attachments by their SHA-256.

    changes/00001.jsonl   one record a line: canonical JSON of all its fields, at most RECORDS of them a member
    documents.jsonl       [table, {column: value}] a line
    attachments/<sha256>  the files that the records' 附件 name

The head's `about` tells, without opening the rest, what is inside and what the machine that made it knows (`About`).
A purged value is not in the log any more, so it is not in here either. Reading takes what is well-formed as text and
numbers; whether a record is what was written is judged by the merge, one by one.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import islice
from sys import intern
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.changes import Change, ChangeId
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange.container import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: records in one member, so that no more of them are text at a time
RECORDS = 5_000
DOCUMENTS = "documents.jsonl"
ATTACHMENTS = "attachments/"
_CHANGES = "changes/"
_LONGEST_NAME = 60
_FIELDS = (
    "at",
    "batch",
    "batch_name",
    "unit",
    "person",
    "entity",
    "entity_id",
    "field",
    "salt",
    "prev_hash",
    "hash",
)
#: the same in very many records, which may all be in memory
_REPEATED = frozenset(("at", "batch", "batch_name", "unit", "person", "entity", "entity_id", "field"))
_ALL = frozenset((*_FIELDS, "origin", "seq", "bases", "lamport", "value", "schema", "blinded"))


@dataclass(frozen=True, slots=True)
class KnownMachine:
    """A machine of the unit as another one tells of it: `knows` by origin the seq up to which it lacks nothing.

    `at` (UTC, ISO) is when it last told so itself; after «-», since when it goes on under another origin. `lacks` are
    the sums of attachments that it misses.
    """

    origin: str
    host: str
    person: str
    knows: Mapping[str, int]
    at: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The head's own part of a sync package.

    `ranges`: by origin the records inside, as (first, last); `vector`: what the sender lacks nothing of;
    `plans`: the ids of the plans that it works with; of `machines` the first is the one that made the package.
    """

    records: int
    documents: int
    attachments: int
    whole: bool
    ranges: Mapping[str, tuple[tuple[int, int], ...]]
    vector: Mapping[str, int]
    plans: tuple[str, ...]
    machines: tuple[KnownMachine, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain JSON."""
        return json.loads(canonical(asdict(self)))  # type: ignore[no-any-return]


def about_of(about: Mapping[str, Any], name: str) -> About:
    """The head's own part, judged; Refusal with the file's `name` where it is not as this program writes it."""
    try:
        return About(
            records=_number(about["records"]),
            documents=_number(about["documents"]),
            attachments=_number(about["attachments"]),
            whole=bool(about["whole"]),
            ranges={
                _text(origin): tuple((_number(first), _number(last)) for first, last in runs)
                for origin, runs in about["ranges"].items()
            },
            vector=_vector(about["vector"]),
            plans=tuple(_text(one) for one in about["plans"]),
            machines=tuple(
                KnownMachine(
                    _text(one["origin"]),
                    name_of(_text(one["host"])),
                    name_of(_text(one["person"])),
                    _vector(one["knows"]),
                    _text(one["at"]),
                    tuple(_text(sum_) for sum_ in one.get("lacks", ())),
                )
                for one in about["machines"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise _damaged(name, "清单读不了") from trouble


def change_members(changes: Iterable[Change]) -> Iterator[tuple[str, bytes]]:
    """The members that carry these records, each made as it is asked for."""
    records = iter(changes)
    number = 0
    while chunk := list(islice(records, RECORDS)):
        number += 1
        yield f"{_CHANGES}{number:05}.jsonl", "".join(f"{_line(one)}\n" for one in chunk).encode()


def document_member(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> bytes:
    """The member that carries submitted documents, (table, columns) each."""
    return "".join(f"{canonical([entity, dict(record)])}\n" for entity, record in documents).encode()


def read_changes(members: Mapping[str, bytes], name: str) -> Iterator[Change]:
    """The records, in the order written. Refusal at the first line that is none; `name` is the file's."""
    for member in sorted(members):
        if member.startswith(_CHANGES):
            for line in _lines(members[member], name):
                yield _change(line, name)


def read_documents(members: Mapping[str, bytes], name: str) -> list[tuple[str, dict[str, Any]]]:
    """The documents; Refusal where a line is none."""
    found = []
    for line in _lines(members.get(DOCUMENTS, b""), name):
        match line:
            case [str(entity), {"id": str(), **_rest}]:
                found.append((entity, dict(line[1])))
            case _:
                raise _damaged(name, "有一份文件格式不对")
    return found


def read_attachments(members: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The attachments by SHA-256; Refusal where a file is not the one it is called."""
    import hashlib

    found = {}
    for member, data in members.items():
        if member.startswith(ATTACHMENTS):
            sum_ = member.removeprefix(ATTACHMENTS)
            if hashlib.sha256(data).hexdigest() != sum_:
                raise _damaged(name, "有一个附件与校验值对不上")
            found[sum_] = data
    return found


def _line(change: Change) -> str:
    record = {field: getattr(change, field) for field in _FIELDS}
    return canonical(
        {
            **record,
            "origin": change.id.origin,
            "seq": change.id.seq,
            "bases": change.bases,
            "lamport": change.lamport,
            "value": change.value,
            "schema": change.schema,
            "blinded": change.blinded,
        }
    )


def _lines(data: bytes, name: str) -> Iterator[Any]:
    """A member's lines, each decoded when it is its turn."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        if end < 0:
            raise _damaged(name, "有一个文件没有写完")
        try:
            yield json.loads(data[start:end], parse_constant=_no_number)
        except (ValueError, RecursionError) as trouble:
            raise _damaged(name, "有一条记录读不了") from trouble
        start = end + 1


def _change(record: Any, name: str) -> Change:
    try:
        if record.keys() != _ALL:
            raise ValueError  # noqa: TRY301 - one sentence for all that is wrong with it
        bases, seq, lamport, schema = record["bases"], record["seq"], record["lamport"], record["schema"]
        if type(seq) is not int or type(lamport) is not int or type(schema) is not int:
            raise TypeError  # noqa: TRY301
        texts = [intern(record[field]) if field in _REPEATED else record[field] for field in _FIELDS]
        "".join((*texts, record["origin"]))  # all of them are texts
        return Change(
            id=ChangeId(intern(record["origin"]), seq),
            bases=tuple(ChangeId(origin, base) for origin, base in bases) if bases else (),
            lamport=lamport,
            value=record["value"],
            schema=schema,
            blinded=record["blinded"],
            **dict(zip(_FIELDS, texts, strict=True)),
        )
    except (ValueError, TypeError, AttributeError, KeyError) as trouble:
        raise _damaged(name, "有一条记录格式不对") from trouble


def _vector(found: Any) -> dict[str, int]:
    return {_text(origin): _number(last) for origin, last in found.items()}


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError
    return value


def name_of(text: str) -> str:
    """A name as another machine gives it: one line, not longer than a line of a list takes."""
    return " ".join(text.split())[:_LONGEST_NAME]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _no_number(_text: str) -> Any:
    raise ValueError


def _damaged(name: str, why: str) -> Refusal:
    return Refusal(f"“{name}”不完整（{why}），{KEPT}请在那台电脑上重新做一份同步包。")
