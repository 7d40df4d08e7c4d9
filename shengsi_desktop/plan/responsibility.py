"""Finding the responsibility clauses of a text: «(责任单位:…)», «（…牵头，…配合）», «责任单位：…».

Where a clause stands and where it stops; who is named in it is read by `owners`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from shengsi_desktop.plan.owners import (
    FIRST_LEADS,
    LABEL,
    LABELLED,
    ROLE_END,
    is_deadline,
    is_unit_name,
    strip_manner,
)
from shengsi_desktop.plan.spans import ROUND_OR_SQUARE, Span, lines, pairs, split, trim

_OFFICE = re.compile(r"(?:局|委|办|厅|(?<!指挥)部|署|科|室|办公室|委员会|政府|公司|银行|支行|机关|海关|联)$")
_LONGEST = 1500
#: a row that only says who or by when is no paragraph
_LONGEST_ROW = 300
_BARE_LABEL = re.compile(
    r"(?:(?<=[。；;！!])|(?<=[\s\u3000])|^)(?=(?:责任|牵头|主办|承办|主责)(?:单位|部门|科室|主体)\s{0,2}[:：])"
)
#: a blank that no further label follows, or a full stop that no rule for the whole document follows
_BARE_END = re.compile(
    r"[ \t\u3000]+(?!(?:责任|牵头|配合|协办|参与|完成)[^\s:：]{0,4}[:：])"
    r"(?![^\s\d。，,；;：:、（(]{2,14}(?:局|委|办|中心|公司|镇|乡|街道)(?:[\s、，,；;。]|$))"
    r"|。(?!以下|排在|列第一|列首位|(?:配合|协办|协助|参与|完成|办结)[^\s:：]{0,4}[:：])|[;；](?![^。；;]{0,12}[:：])"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A responsibility clause: its whole span, and the span of what it says inside its brackets."""

    whole: Span
    inner: Span
    closed: bool = True


def find_markers(source: str, start: int, end: int) -> list[Marker]:
    """Return all responsibility clauses of [start, end), in order."""
    found: list[Marker] = []
    rows = [Span(row.start + start, row.end + start) for row in lines(source[start:end])]
    at = 0
    while at < len(rows):
        together = _labelled_rows(source, rows, at)
        if together > 1:
            whole = Span(rows[at].start, rows[at + together - 1].end)
            found.append(Marker(whole, whole))
        else:
            found.extend(_in_line(source, *rows[at]))
        at += together
    return found


def _labelled_rows(source: str, rows: list[Span], at: int) -> int:
    """Return how many rows from `at` on make one clause: a label each, one of duty; 1 where they do not."""
    last = at
    while last < len(rows) and rows[last].end - rows[last].start <= _LONGEST_ROW:
        if not LABELLED.match(source, *rows[last]):
            break
        last += 1
    duty = any(LABEL.match(source, *row) for row in rows[at:last])
    return last - at if duty and last - at > 1 else 1


def _in_line(source: str, start: int, end: int) -> list[Marker]:
    outermost, unclosed = pairs(source, start, end)
    found = [
        Marker(span, Span(span.start + 1, span.end - 1))
        for span in outermost
        if source[span.start] in ROUND_OR_SQUARE
        and span.end - span.start <= _LONGEST
        and _speaks_of_duty(source, span, end)
    ]
    found.extend(_unclosed_clauses(source, unclosed, end, found))
    found.extend(_bare_clauses(source, start, end, sorted(marker.whole for marker in found)))
    return sorted(found, key=lambda marker: marker.whole)


def _unclosed_clauses(source: str, openers: list[int], end: int, whole: list[Marker]) -> list[Marker]:
    """Return the clauses that nothing closes: each runs to a full stop, the next clause or the end."""
    found: list[Marker] = []
    starts = [marker.whole.start for marker in whole]
    for n, at in enumerate(openers):
        inner = trim(source, at + 1, min(end, at + _LONGEST))
        if source[at] not in ROUND_OR_SQUARE or not LABEL.match(source, inner.start, inner.end):
            continue
        limit = min(end, at + _LONGEST, openers[n + 1] if n + 1 < len(openers) else end)
        ahead = bisect_right(starts, at)
        if ahead < len(starts):
            limit = min(limit, starts[ahead])
        stop = source.find("。", at, limit)
        close = stop if stop >= 0 else limit
        found.append(Marker(Span(at, close), Span(at + 1, close), closed=False))
    return found


def _bare_clauses(source: str, start: int, end: int, bracketed: list[Span]) -> list[Marker]:
    """Return the clauses without brackets, none inside a bracketed one or another."""
    found: list[Marker] = []
    ahead = iter(bracketed)
    taken = next(ahead, None)
    reached = start
    for hit in _BARE_LABEL.finditer(source, start, end):
        while taken is not None and taken.end <= hit.start():
            taken = next(ahead, None)
        if hit.start() < reached or (taken is not None and taken.start <= hit.start()):
            continue
        marker = _bare(source, hit.start(), end)
        reached = marker.whole.end
        found.append(marker)
    return found


def _bare(source: str, start: int, end: int) -> Marker:
    """Return a clause without brackets: it runs to a blank, a full stop or the line's end."""
    end = min(end, start + _LONGEST)
    label = LABEL.match(source, start, end)
    stop = _BARE_END.search(source, label.end() if label else start, end)
    whole = trim(source, start, stop.start() if stop else end)
    return Marker(whole, whole)


def _speaks_of_duty(source: str, span: Span, line_end: int) -> bool:
    inner = trim(source, span.start + 1, span.end - 1)
    if inner.start >= inner.end:
        return False
    if LABEL.match(source, inner.start, inner.end):
        return True
    if FIRST_LEADS.search(source, inner.start, inner.end):
        return True
    parts = split(source, inner.start, inner.end, "、，,；;。")
    words = [word for part in parts if not is_deadline(word := part.cut(source))]
    if any((hit := LABEL.match(word)) and hit.group().rstrip()[-1] in ":：" for word in words):
        return True
    if any(ROLE_END.search(word) and is_unit_name(strip_manner(word)) for word in words):
        return True
    names = [strip_manner(word) for word in words]
    if not names or not all(is_unit_name(name) for name in names):
        return False
    return _ends_a_sentence(source, span, line_end, office=any(map(_OFFICE.search, names)))


def _ends_a_sentence(source: str, span: Span, line_end: int, *, office: bool) -> bool:
    """True when a full stop or the line's end stands beside the bracket: bare unit names need that.

    Before the full stop a bracket may be a remark (新建码头（菜园镇）。) unless an `office` is named in it.
    """
    before = source[span.start - 1 : span.start]
    after = source[span.end : span.end + 1] if span.end < line_end else ""
    return before in "。；;！" or (after in ("", "。", "；") and span.start > 0 and (office or not after))
