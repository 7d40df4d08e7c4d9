"""Short titles of items for lists: the first promises of an item's text, in its own words."""

from __future__ import annotations

import re

from shengsi_desktop.plan.deliverables import shorten
from shengsi_desktop.plan.promises import leads_in
from shengsi_desktop.plan.spans import split

LONGEST_TITLE = 40
_TELLING = 16
#: the number of a step below the numbered tasks: （1）, ①, 2)
_ENUMERATOR = re.compile(r"^\s*(?:[(（]\s?\d{1,2}\s?[)）]|\d{1,2}[)）]|[①-⑳])[、.．]?\s*")


def short_title(measure_text: str) -> str:
    """Return the first promise of `measure_text`, or more where the first is short: at most 40 characters."""
    measure_text = _ENUMERATOR.sub("", measure_text)
    sentences = split(measure_text, 0, len(measure_text), "。；;\n\r")
    if not sentences:
        return measure_text.strip()[:LONGEST_TITLE]
    clauses = split(measure_text, sentences[0].start, sentences[0].end, "，,")
    first = next((n for n, clause in enumerate(clauses) if not leads_in(clause.cut(measure_text))), 0)
    start, end = clauses[first]
    for clause in clauses[first + 1 :]:
        if end - start >= _TELLING or clause.end - start > LONGEST_TITLE:
            break
        end = clause.end
    return shorten(measure_text[start:end], LONGEST_TITLE)
