"""A text that a person names as a file, or gives on standard input, in whatever encoding an office saves."""

from __future__ import annotations

import sys
from pathlib import Path

from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal, why_unreadable

STANDARD_INPUT = "-"
_ADVICE = "原有数据没有改动。请在WPS或记事本中打开，另存为UTF-8编码的文本文件（.txt）后再读入。"


def read_text(named: str) -> str:
    """The text of the file `named`, or of standard input. Raises Refusal for what is no text, EnvironmentProblem."""
    from shengsi_desktop.plan.decode import decode

    try:
        content = _standard_input() if named == STANDARD_INPUT else Path(named).read_bytes()
    except OSError as trouble:
        why = why_unreadable(trouble)
        raise EnvironmentProblem(f"文件“{named}”打不开（{why}）。原有数据没有改动。") from trouble
    what = "标准输入" if named == STANDARD_INPUT else f"文件“{named}”"
    if not content.strip():
        raise Refusal(f"{what}是空的，原有数据没有改动。")
    try:
        return decode(content)
    except Refusal as refused:
        raise Refusal(f"{what}读不出文字。{_ADVICE}") from refused


def _standard_input() -> str | bytes:
    buffer = getattr(sys.stdin, "buffer", None)
    return sys.stdin.read() if buffer is None else bytes(buffer.read())


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that came from elsewhere. EnvironmentProblem where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as trouble:
        why = why_unreadable(trouble)
        raise EnvironmentProblem(f"文件“{path}”打不开（{why}）。台账未动。") from trouble
