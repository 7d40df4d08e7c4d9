"""The bytes of a file that a person has chosen, or a plain word about why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import EnvironmentProblem, why_unreadable

if TYPE_CHECKING:
    from pathlib import Path

_TROUBLE = "文件“{name}”打不开（{why}），没有导入，原有数据没有改动。请检查文件是否还在、是否有权限打开。"


def content_of(path: Path) -> bytes:
    """Not more than the readers would take and one, which they refuse in words. Raises EnvironmentProblem."""
    from shengsi_desktop.sheets.zip_safety import MAX_PACKED

    try:
        with path.open("rb") as file:
            return file.read(MAX_PACKED + 1)
    except OSError as trouble:
        raise EnvironmentProblem(_TROUBLE.format(name=path.name, why=why_unreadable(trouble))) from trouble
