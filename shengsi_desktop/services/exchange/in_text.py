"""What a text holds that came as a file or was pasted: submissions whole, in part, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.services.exchange.judging import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT = "没有收入任何内容，台账未动。"


def in_text(source: str, text: str, known: Sequence[bytes]) -> list[Found]:
    """Each submission in the text of that source, whole or not; of what is not, what is wrong with it."""
    from shengsi_desktop.exchange.coded_text import decode, holds_any

    if not holds_any(text):
        return [Found(source, None, Way.TEXT, f"{source}里没有报送文字，{_KEPT}")]
    result = decode(text, known)
    found = [Found(source, one, Way.TEXT) for one in result.documents]
    found += [
        Found(
            source,
            None,
            Way.TEXT,
            one.words,
            unit=one.unit,
            short=one.short,
            week=one.week,
            number=one.number,
            wanting=True,
        )
        for one in result.wanting
    ]
    return found + [Found(source, None, Way.TEXT, problem) for problem in result.problems]
