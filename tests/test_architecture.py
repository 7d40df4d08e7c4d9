"""The walls of the house: who may import whom, and what the rooms may be called."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "shengsi_desktop"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_bundled" not in path.parts)
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50
EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|misc|common)(_|$)|(Manager|Handler|Base)$")


def name_of(path: Path) -> str:
    """The path as a failing test shows it."""
    return path.relative_to(PACKAGE).as_posix()


def definitions(path: Path) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_import_contract_is_kept() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONUTF8": "1"}  # its banner is no GBK
    seen = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert seen.returncode == 0, seen.stdout + seen.stderr
    assert f"{len(contracts)} kept, 0 broken" in seen.stdout


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=name_of)
def test_a_package_says_what_it_is_for_and_imports_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "no docstring"
    assert len(tree.body) == 1, "more than a docstring"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=name_of)
def test_a_module_is_documented_short_and_named_for_what_it_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= MOST_LINES
    assert not EMPTY_NAMES.search(path.stem)
    for node in definitions(path):
        assert not EMPTY_NAMES.search(node.name), node.name
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        assert isinstance(node, ast.ClassDef) or lines <= MOST_LINES_OF_A_FUNCTION, (
            f"{node.name}: {lines} lines"
        )
