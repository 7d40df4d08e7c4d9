"""Asking where a file goes: the ending is right, and what is there is replaced only when that was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from shengsi_desktop.ui.dialogs import export

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BOTH = "PNG 图片 (*.png);;SVG 图片 (*.svg)"


class Asked:
    """What the system's dialog gives, one after another, and what is said to «覆盖吗»."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, parent: QWidget, folder: Path) -> None:
        self.answers: list[tuple[str, str]] = []
        self.replace: list[bool] = []
        self.about: list[str] = []
        self.parent, self.folder = parent, folder
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: self.answers.pop(0))
        monkeypatch.setattr(export, "may_replace", self._may_replace)

    def _may_replace(self, _parent: QWidget, path: Path) -> bool:
        self.about.append(path.name)
        return self.replace.pop(0)

    def ask(self, *names: str, kind: str = BOTH, of_kind: str = "") -> str | None:
        self.answers = [(name and str(self.folder / name), of_kind) for name in names]
        path = export.ask_path(self.parent, str(self.folder), "榜.png", "存为图片", kind=kind)
        return path and path.name


@pytest.fixture
def asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Asked:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Asked(monkeypatch, parent, tmp_path)


def test_a_file_gets_the_ending_of_the_kind_chosen(asked: Asked) -> None:
    assert asked.ask("榜") == "榜.png"
    assert asked.ask("榜", of_kind="SVG 图片 (*.svg)") == "榜.svg"
    assert asked.ask("榜.SVG") == "榜.SVG"
    assert asked.ask("7.28", kind="Word 文档 (*.docx)") == "7.28.docx"
    assert asked.ask("") is None
    assert asked.about == []


def test_a_file_that_the_added_ending_hits_is_replaced_only_when_asked(asked: Asked) -> None:
    (asked.folder / "榜.png").touch()
    asked.replace = [True]
    assert asked.ask("榜") == "榜.png"
    asked.replace = [False, False]
    assert asked.ask("榜", "榜", "另一榜") == "另一榜.png"
    asked.replace = [False]
    assert asked.ask("榜", "") is None
    assert asked.about == ["榜.png"] * 4
    # here the system has asked itself
    assert asked.ask("榜.png") == "榜.png"
    assert len(asked.about) == 4


def test_asking_twice_while_the_first_question_is_open_asks_once(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[object] = []

    def click_again(*_: object) -> tuple[str, str]:
        inside.append(export.ask_path(asked.parent, "", "榜.png", kind=BOTH))
        return str(asked.folder / "榜.png"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", click_again)
    assert export.ask_path(asked.parent, "", "榜.png", kind=BOTH) == asked.folder / "榜.png"
    assert inside == [None]
