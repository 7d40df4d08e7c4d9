"""报送文字: a submission as text that goes through any chat or text message, and back.

    【嵊泗报送】县文广旅体局 2023-W30 定稿v2（1/2）
    <Chinese characters, 14 bits each>【完】

Only what stands between the bracketed words is read; the line before it is for people. Characters are those from
U+4E00 on, which every phone and every GB 18030 machine has: half as many as letters would be. Blanks, line breaks,
names and times that a chat puts around or between the parts do no harm, nor does another order, nor doubles. Each part
carries a CRC-32, the whole an SM3 and the 定稿's own hash. The content is deflated (RFC 1951) with a dictionary of
what both sides have of the plan, so that its ids and titles cost almost nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.exchange.container import sm3
from shengsi_desktop.exchange.documents import SubmissionDocument, submission_of, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK, END = "【嵊泗报送】", "【完】"
#: characters of a part's body: below what a chat takes in one message
ROOM = 1800
NAME = "报送文字"
_VERSION = 1
_BASE = 0x4E00
_BITS = 14
_HEADER = struct.Struct(">B4s4sBBH")
_CRC = struct.Struct(">I")
#: what a chat puts between: blanks, line breaks, the marks of a line that is quoted
_BETWEEN = r"[\s>＞|｜]"
_WIDTHS = {"【": "[【\\[［]", "】": "[】\\]］]"}


def _loosely(words: str) -> str:
    """A pattern of these words with anything of a chat between them, their brackets of either width."""
    return f"{_BETWEEN}*".join(_WIDTHS.get(one, one) for one in words)


_MARK = re.compile(_loosely(MARK))
#: a part ends before the next one begins: one that was cut off takes nothing of its neighbour
_PART = re.compile(
    rf"{_MARK.pattern}(?P<body>(?:(?!{_MARK.pattern}).)*?){_loosely(END)}",
    re.DOTALL,
)
_HEAD_END = re.compile(rf"[（(]{_BETWEEN}*(\d+){_BETWEEN}*[/／]{_BETWEEN}*(\d+){_BETWEEN}*[)）]")
#: the line for people, as `_words` gives it
_HEAD = re.compile(r"“(?P<unit>\S+) (?P<year>\d{4})年第(?P<week>\d{1,2})周 定稿v(?P<number>\d{1,4})”的")
_MAX_PARTS = 60
#: wanting parts told one by one where there is little room
_NAMED = 3
_MAX_CONTENT = 4_000_000
_MAX_WINDOW = 32_000
_HASH_CHARS = 16
_KEPT = "没有收入任何内容，台账未动。"
#: what every submission holds, the most frequent last
_SCAFFOLD = (
    '"meeting":"topics":"conclusion":"attendees":"points":"appeals":"steps":"attachments":[],"along":{},"earlier":[],'
    '"override_reason":"","expected":"","catch_up":"","remark":"","adjusted":"adjusted_reason":"level":"departments",'
    '"raised_on":"2023-"text":"stages":["role":"support"role":"lead","role":"owner","rule":"亮灯规则'
    '"light_reason":"按时间序时应完成，实际，差个百分点"未定序时"由牵头单位填报"常态工作，不亮灯'
    '"light":"none","light":"unreported","light":"unscheduled","light":"by_lead","light":"red","light":"yellow",'
    '"light":"green","computed":null,"no_news":true,"next_plan":"","override_percent":null,"problems":"","progress":"",'
    '"reported":false,"requests":[],"reported":true,"tally":[1,0,0,0],"done":true,"stage":null,"value":null,"words":"'
    '"done":false,"id":"","light":"green","name":"","number":"","stage":null,"value":"","week":"2023-W"},'
)


@dataclass(frozen=True, slots=True)
class Wanting:
    """A submission of which parts have not come: which, in full (`words`) and in `short`.

    `unit` (by name), `week` («2023-W30») and `number` are what its line for people says; empty and 0 where that is
    not as it was written. Nothing shows that it is true.
    """

    words: str
    short: str
    unit: str = ""
    week: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a pasted text holds: submissions whole, those that want parts, and of the rest a sentence each."""

    documents: tuple[SubmissionDocument, ...]
    problems: tuple[str, ...]
    wanting: tuple[Wanting, ...] = ()


@dataclass(slots=True)
class _Gathered:
    """The parts of one submission by their place."""

    total: int
    dictionary: bytes
    words: str
    parts: dict[int, bytes] = field(default_factory=dict)


def dictionary_of(known: Iterable[str]) -> bytes:
    """What both sides have of a unit's plan (ids, numbers, titles in the plan's order), as the deflater takes it."""
    return ("".join(known) + _SCAFFOLD).encode()[-_MAX_WINDOW:]


def encode(document: SubmissionDocument, dictionary: bytes = b"", room: int = ROOM) -> tuple[str, ...]:
    """The parts of the text, each a message of its own. Attachments cannot travel so and are left out.

    `dictionary`: `dictionary_of` what the receiver has as well; empty where it may have another plan.
    """
    compact = json.loads(to_bytes(document.model_copy(update={"attachments": ()})))
    content = json.loads(compact["final"].pop("content"))
    # as much of the hash as shows that the same words come out again
    compact["final"]["id"] = document.final.id[:_HASH_CHARS]
    plain = canonical({**compact, "content": content}).encode()
    packer = (
        zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
        if dictionary
        else zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    )
    packed = packer.compress(plain) + packer.flush()
    tag, known = bytes.fromhex(sm3(packed))[:4], _known(dictionary)
    chunk = room * _BITS // 8 - _HEADER.size - _CRC.size
    pieces = [packed[start : start + chunk] for start in range(0, len(packed), chunk)]
    if len(pieces) > _MAX_PARTS:
        raise Refusal("这一周的内容太多，报送文字装不下。请改用数据包，通过U盘或邮件报送。")
    name = f"{document.unit} {week_label(document.week)} 定稿v{document.number}"
    return tuple(
        f"{MARK}{name}（{place}/{len(pieces)}）\n"
        f"{_characters(_part(tag, known, place, len(pieces), piece))}{END}"
        for place, piece in enumerate(pieces, start=1)
    )


def holds_any(text: str) -> bool:
    """Whether a pasted text has a part of a submission in it."""
    return _MARK.search(text) is not None


def decode(text: str, dictionaries: Sequence[bytes]) -> Decoded:
    """Every submission in a pasted text. `dictionaries`: those of the units that may have sent one.

    Nothing is believed but what is whole; of each that is not, a sentence says what is missing and what to do.
    """
    gathered: dict[bytes, _Gathered] = {}
    problems: list[str] = []
    marks = len(_MARK.findall(text))
    found = list(_PART.finditer(text))
    if marks > len(found):
        problems.append(f"有{marks - len(found)}段报送文字没有结尾“{END}”，{_KEPT}请让对方把整段重新发来。")
    for match in found:
        try:
            _gather(match["body"], gathered)
        except ValueError:
            words = _words(match["body"])
            problems.append(f"{words}这一段文字不完整或被改动过，{_KEPT}请让对方把这一段重新发来。")
    documents = []
    wanting = tuple(_wanting(one) for one in gathered.values() if len(one.parts) < one.total)
    for one in gathered.values():
        if len(one.parts) < one.total:
            continue
        try:
            documents.append(_document(one, dictionaries))
        except Refusal as problem:
            problems.append(str(problem))
    return Decoded(tuple(documents), tuple(problems), wanting)


def _known(dictionary: bytes) -> bytes:
    return bytes.fromhex(sm3(dictionary))[:4] if dictionary else b"\0\0\0\0"


def _part(tag: bytes, known: bytes, place: int, total: int, piece: bytes) -> bytes:
    head = _HEADER.pack(_VERSION, tag, known, place, total, len(piece))
    return head + piece + _CRC.pack(zlib.crc32(head + piece))


def _characters(data: bytes) -> str:
    bits = int.from_bytes(data)
    count = -(-len(data) * 8 // _BITS)
    bits <<= count * _BITS - len(data) * 8
    mask = (1 << _BITS) - 1
    return "".join(chr(_BASE + ((bits >> (_BITS * place)) & mask)) for place in range(count - 1, -1, -1))


def _bytes(characters: str) -> bytes:
    bits = 0
    for one in characters:
        value = ord(one) - _BASE
        if not 0 <= value < 1 << _BITS:
            raise ValueError(one)
        bits = bits << _BITS | value
    whole = len(characters) * _BITS // 8
    return (bits >> (len(characters) * _BITS - whole * 8)).to_bytes(whole)


def _gather(body: str, gathered: dict[bytes, _Gathered]) -> None:
    """One part, judged. ValueError where it is not whole."""
    head = _HEAD_END.search(body)
    if head is None:
        raise ValueError(body)
    said = re.sub(_BETWEEN, "", body[head.end() :])
    data = _bytes(said)
    if len(data) < _HEADER.size + _CRC.size:
        raise ValueError(body)
    version, tag, known, place, total, length = _HEADER.unpack_from(data)
    end = _HEADER.size + length
    if version != _VERSION or not 1 <= place <= total <= _MAX_PARTS or len(data) < end + _CRC.size:
        raise ValueError(body)
    if said != _characters(data[: end + _CRC.size]) or _CRC.unpack_from(data, end)[0] != zlib.crc32(
        data[:end]
    ):
        raise ValueError(body)
    one = gathered.setdefault(tag, _Gathered(total, known, _words(body)))
    if (one.total, one.dictionary) != (total, known):
        raise ValueError(body)
    one.parts[place] = data[_HEADER.size : end]


def _words(body: str) -> str:
    """The line for people: whose submission it says to be."""
    head = _HEAD_END.search(body)
    said = " ".join(body[: head.start()].split()) if head else ""
    return f"“{said[:40]}”的" if said else ""


def _wanting(one: _Gathered) -> Wanting:
    missing = [place for place in range(1, one.total + 1) if place not in one.parts]
    places = "、".join(f"第{place}段" for place in missing)
    words = f"{one.words}报送文字共{one.total}段，还缺{places}，{_KEPT}请把缺的段一起粘贴进来。"
    short = f"还差{places if len(missing) <= _NAMED else f'{len(missing)}段'}（共{one.total}段）"
    head = _HEAD.fullmatch(one.words)
    if head is None:
        return Wanting(words, short)
    return Wanting(
        words, short, head["unit"], f"{head['year']}-W{int(head['week']):02d}", int(head["number"])
    )


def _document(one: _Gathered, dictionaries: Sequence[bytes]) -> SubmissionDocument:
    known = {_known(dictionary): dictionary for dictionary in (b"", *dictionaries)}
    if one.dictionary not in known:
        raise Refusal(
            f"{one.words}报送文字是按另一版行动方案压缩的，这里解不开，{_KEPT}"
            "请让对方复制报送文字时勾选“对方方案可能不同”，或改用数据包。"
        )
    packed = b"".join(one.parts[place] for place in range(1, one.total + 1))
    try:
        said = json.loads(_inflated(packed, known[one.dictionary]))
        content = canonical(said.pop("content"))
        whole = hashlib.sha256(content.encode()).hexdigest()
        if not whole.startswith(said["final"]["id"]) or len(said["final"]["id"]) != _HASH_CHARS:
            raise ValueError  # noqa: TRY301 - one sentence for all that is wrong with it
        said["final"] |= {"content": content, "id": whole}
    except (ValueError, KeyError, TypeError, AttributeError, zlib.error, RecursionError) as trouble:
        raise Refusal(f"{one.words}报送文字内容读不了，{_KEPT}请让对方重新复制。") from trouble
    return submission_of(canonical(said).encode(), f"{one.words}{NAME}")


def _inflated(packed: bytes, dictionary: bytes) -> bytes:
    unpacker = zlib.decompressobj(-15, dictionary) if dictionary else zlib.decompressobj(-15)
    plain = unpacker.decompress(packed, _MAX_CONTENT)
    if unpacker.unconsumed_tail or not unpacker.eof:
        message = "not whole, or too much"
        raise ValueError(message)
    return plain
