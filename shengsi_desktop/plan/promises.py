"""Splitting a measure's text where each part makes its own promise.

Clauses that lead in join what follows, clauses that only go on with one join what stands before, and standing
clauses of one sentence stay together. What kind a promise is of is judged clause by clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.domain.words import DeliverableKind
from shengsi_desktop.plan.spans import Span, pairs, split, trim
from shengsi_desktop.plan.targets import quantities
from shengsi_desktop.plan.verbs import head_class, milestone_class, verb_of

if TYPE_CHECKING:
    from shengsi_desktop.domain.plan import Quantity

_LEADS_IN = re.compile(
    r"(?:按照|根据|围绕|依托|聚焦|针对|结合|立足|遵循|本着)(?!.*(?:推动|实现|开展|争取|打造|完成))"
    r"|以.+为(?:引领|目标|基础|载体|抓手|中心|导向|重点|统领|核心)$|就(?!业|医|学|地).+$|坚持.*(?:导向|原则)$"
)
_GOES_WITH_BEFORE = re.compile(
    r"(?:并(?!网)|使|让|从而|以便|进而|确保|作为|成为|提供|明确|力争列入|按计划|纳入|为.+提供|把.+打造成|实现(?!.*\d)|形成|坚定|彰显)"
)
_WANTS_SUBJECT = re.compile(
    r"(?:力争|确保)?[^，,]{0,12}?(?:具备.+条件|投入使用|投入运行|建成投用|通过.+验收)$"
)
_SHORT = 7
_JOINT = re.compile(r"[、]|(?<=.)(?:和|以及|及)(?!时)")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: where it stands, its kind, its targets, and for a milestone its class (see `verbs`)."""

    span: Span
    kind: DeliverableKind
    quantities: tuple[Quantity, ...] = ()
    milestone: str | None = None

    @property
    def firm(self) -> bool:
        """True for a promise that can be checked off: anything but a standing one."""
        return self.kind is not DeliverableKind.STANDING


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    kind: DeliverableKind
    quantities: tuple[Quantity, ...]
    milestone: str | None
    leads_in: bool = False
    goes_with_before: bool = False


def read_promises(source: str, span: Span) -> list[Promise]:
    """Return the promises of the measure that covers `span`, in order; none overlaps another."""
    found: list[Promise] = []
    for sentence in split(source, span.start, span.end, "。；;！!？?\n\r"):
        pieces = [
            piece
            for clause in split(source, sentence.start, sentence.end, "，,")
            for piece in _pieces(source, clause)
        ]
        pieces = _with_tails(_with_lead_ins(pieces))
        found.extend(
            Promise(Span(piece.start, piece.end), piece.kind, piece.quantities, piece.milestone)
            for piece in _standing_together(pieces)
        )
    return found


def _pieces(source: str, clause: Span) -> list[_Piece]:
    """Judge one clause; a clause whose conjuncts promise each for itself gives several pieces."""
    return [_judge(source, part, of_many) for part, of_many in _conjuncts(source, clause)]


def _judge(source: str, part: Span, inherited: str | None) -> _Piece:
    text = part.cut(source)
    found = () if leads_in(text) else quantities(source, part)
    milestone = milestone_class(text) or inherited
    if any(quantity.unit and not _is_ratio(quantity) for quantity in found):
        kind = DeliverableKind.QUANTITY
    elif found:
        kind = DeliverableKind.RATIO
    elif milestone:
        kind = DeliverableKind.MILESTONE
    else:
        kind = DeliverableKind.STANDING
    standing = kind is DeliverableKind.STANDING
    return _Piece(
        part.start,
        part.end,
        kind,
        found,
        milestone if kind is DeliverableKind.MILESTONE else None,
        leads_in=standing and leads_in(text),
        goes_with_before=not found and not inherited and _tail(text, firm=not standing),
    )


def leads_in(text: str) -> bool:
    """True for a clause that only opens what follows (按照…原则, 围绕…领域)."""
    return _LEADS_IN.match(text) is not None


def wants_subject(text: str) -> bool:
    """True for a clause whose subject stands in the clause before it (力争2024年春节前具备通水条件)."""
    if not _WANTS_SUBJECT.match(text) or re.match(r".{6,}(?:项目|工程|卫生院|电站)", text):
        return False
    return len(text) <= 20 or text.startswith(("力争", "确保"))


def _tail(text: str, *, firm: bool) -> bool:
    if wants_subject(text):
        return True
    if firm:
        return len(text) < _SHORT
    return _GOES_WITH_BEFORE.match(text) is not None


def _is_ratio(quantity: Quantity) -> bool:
    return (
        quantity.unit in ("%", "个百分点")
        or quantity.unit.endswith("元")
        or quantity.unit in ("亿吨", "万吨")
    )


def _conjuncts(source: str, clause: Span) -> list[tuple[Span, str | None]]:
    """Part a clause at 、 and 和 where the parts are promises of their own; with the class they inherit."""
    joints = _joints(source, clause)
    if not joints:
        return [(clause, None)]
    parts = _parts_at(source, clause, joints)
    if len(parts) > 1:
        numbered = [bool(quantities(source, part)) for part in parts]
        if sum(numbered) >= 2:
            return [(part, None) for part in _numbered_runs(parts, numbered)]
    mixed = _one_numbered(source, clause, joints)
    if mixed:
        return mixed
    kind = milestone_class(clause.cut(source))
    if kind and not quantities(source, clause):
        listed = _listed(source, clause, joints, kind)
        if listed:
            return listed
    return [(clause, None)]


def _joints(source: str, clause: Span) -> list[Span]:
    shut, _ = pairs(source, clause.start, clause.end)
    found = []
    at = 0
    for hit in _JOINT.finditer(source, clause.start, clause.end):
        while at < len(shut) and shut[at].end <= hit.start():
            at += 1
        if at < len(shut) and shut[at].start < hit.start():
            continue
        found.append(Span(hit.start(), hit.end()))
    # numbers inside one pair of quotes («1项综合改革+9项专项改革») are joined by +
    for pair in shut:
        found.extend(Span(pair.start + 1 + k, pair.start + 2 + k) for k in _pluses(pair.cut(source)))
    return sorted(found)


def _pluses(quoted: str) -> list[int]:
    return [
        hit.start() - 1 for hit in re.finditer(r"(?<=[\u4e00-\u9fff])[+＋](?=\d{1,4}[\u4e00-\u9fff])", quoted)
    ]


def _parts_at(source: str, clause: Span, joints: list[Span]) -> list[Span]:
    parts = []
    at = clause.start
    for joint in joints:
        parts.append(_unquoted(source, trim(source, at, joint.start)))
        at = joint.end
    parts.append(_unquoted(source, trim(source, at, clause.end)))
    return [part for part in parts if part.start < part.end]


def _unquoted(source: str, part: Span) -> Span:
    """Return what of a part stands inside the quotes that it opens or closes alone."""
    text = part.cut(source)
    if text.count("“") > text.count("”"):
        return Span(part.start + text.rfind("“") + 1, part.end)
    if text.count("”") > text.count("“"):
        return Span(part.start, part.start + text.find("”"))
    return part


def _numbered_runs(parts: list[Span], numbered: list[bool]) -> list[Span]:
    """Join conjuncts without a number to the numbered one after them, the last ones to the one before."""
    runs: list[Span] = []
    start: int | None = None
    for part, has_number in zip(parts, numbered, strict=True):
        start = part.start if start is None else start
        if has_number:
            runs.append(Span(start, part.end))
            start = None
    if start is not None:
        runs[-1] = Span(runs[-1].start, parts[-1].end)
    return runs


def _one_numbered(source: str, clause: Span, joints: list[Span]) -> list[tuple[Span, str | None]]:
    """Part «2个甲和乙建设» and «甲和两个乙建设»: a counted thing beside one that is not counted."""
    kind = milestone_class(clause.cut(source))
    joint = next((each for each in joints if each.cut(source) == "和"), None)
    if kind is None or joint is None:
        return []
    left, right = trim(source, clause.start, joint.start), trim(source, joint.end, clause.end)
    counted = [each for each in (left, right) if _counts_what_follows(source, each)]
    other = right if counted == [left] else left
    bare = other.cut(source)[len(verb_of(other.cut(source))) :]
    if len(counted) != 1 or quantities(source, other) or len(bare) < 6:
        return []
    return [(left, kind if other == left else None), (right, kind if other == right else None)]


def _counts_what_follows(source: str, part: Span) -> bool:
    text = part.cut(source)
    return (
        bool(quantities(source, part))
        and re.search(r"(?:\d|[两三四五六七八九十])(?:个|家|处|座|所|项|条)[“\u4e00-\u9fff]{2,}", text)
        is not None
    )


def _listed(source: str, clause: Span, joints: list[Span], kind: str) -> list[tuple[Span, str | None]]:
    """Part a list of documents or buildings: every conjunct must be a whole thing of the clause's class."""
    text = clause.cut(source)
    if re.search(r"等(?!级)", text):
        return []
    verb = verb_of(text)
    parts = _parts_at(source, clause, joints)
    for n, part in enumerate(parts):
        said = part.cut(source)
        said = said[len(verb) :] if n == 0 and said.startswith(verb) else said
        least = 4 if n == 0 or source[part.start - 1] == "、" else 8
        if len(said) < least:
            return []
        if n < len(parts) - 1 and head_class(said) != kind:
            return []
    tail = parts[-1].cut(source)
    if head_class(tail) != kind and not milestone_class(tail):
        return []
    return [(part, kind) for part in parts]


def _with_lead_ins(pieces: list[_Piece]) -> list[_Piece]:
    joined: list[_Piece] = []
    waiting: _Piece | None = None
    for piece in pieces:
        if waiting is not None:
            piece.start = waiting.start
            waiting = None
            piece.goes_with_before = False
        if piece.leads_in:
            waiting = piece
        else:
            joined.append(piece)
    if waiting is not None:
        joined.append(waiting)
    return joined


def _with_tails(pieces: list[_Piece]) -> list[_Piece]:
    joined: list[_Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is None or not piece.goes_with_before:
            joined.append(piece)
            continue
        before.end = piece.end
        if before.kind is DeliverableKind.STANDING:
            before.kind, before.quantities, before.milestone = piece.kind, piece.quantities, piece.milestone
    return joined


def _standing_together(pieces: list[_Piece]) -> list[_Piece]:
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind is piece.kind is DeliverableKind.STANDING:
            joined[-1].end = piece.end
        else:
            joined.append(piece)
    return joined
