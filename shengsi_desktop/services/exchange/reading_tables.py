"""What stands in a workbook that came: the 报送 it carries, or a 填报表."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import Finding, Way
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.services.exchange.judging import Found

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = "没有收入任何内容，台账未动。"
#: how many changed cells are named
_TOLD = 20
_CHANGED = "表内文字导出后改动过"


def in_fill_sheet(path: Path, data: bytes) -> Found:
    """A 填报表: it is looked at cell by cell before it goes in; here it only says whose it is."""
    from shengsi_desktop.sheets.fill_sheet_reading import read_fill_sheet

    try:
        filled = read_fill_sheet(data, path.name)
    except Refusal as problem:
        return Found(path.name, None, Way.FILL_SHEET, str(problem))
    marks = packages.marks(data)
    return Found(path.name, None, Way.FILL_SHEET, path=path, kind="fill_sheet", marks=marks, filled=filled)


def in_workbook(name: str, data: bytes) -> Found:
    """A 周会商表 that is the 报送 itself, or why it is none."""
    from shengsi_desktop.exchange.documents import submission_of
    from shengsi_desktop.services.exchange import fill_sheets
    from shengsi_desktop.sheets.carried import read_carried

    try:
        carried = read_carried(data, name)
        if carried is None:
            words = fill_sheets.told_kindly(data) or (
                f"“{name}”里没有报送数据（可能是只供阅读的表，或另外誊过），{_KEPT}请对方用“导出周会商表报送”。"
            )
            return Found(name, None, Way.WORKBOOK, words)
        found = submission_of(carried.document, name)
    except Refusal as problem:
        return Found(name, None, Way.WORKBOOK, str(problem))
    findings: tuple[Finding, ...] = ()
    if carried.changed:
        told = "、".join(carried.changed[:_TOLD]) + ("等" if len(carried.changed) > _TOLD else "")
        words = f"{_CHANGED}{len(carried.changed)}处：{told}。入库的是定稿原文，改动不会入库。"
        findings = (Finding(words),)
    return Found(name, found, Way.WORKBOOK, findings=findings)
