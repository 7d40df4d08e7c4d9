"""The program's own files are found wherever it was put."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from shengsi_desktop import assets


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder somewhere else, holding nothing yet."""
    folder = tmp_path / "site" / "shengsi_desktop"
    module = write(folder / "assets.py", "")
    monkeypatch.setattr(assets, "__file__", str(module))
    return folder


def test_a_checkout_has_them_beside_the_package(package: Path) -> None:
    icon = write(package.parent / "resources" / "icons" / "week.svg", "checkout")
    plan = write(package.parent / "data" / "plans" / "2023.txt", "checkout")
    assert assets.resource("icons/week.svg") == icon
    assert assets.data("plans/2023.txt") == plan


def test_a_wheel_has_them_inside_the_package_whatever_stands_beside_it(package: Path) -> None:
    write(package.parent / "data" / "units.csv", "another package's")
    bundled = write(package / "_bundled" / "data" / "units.csv", "ours")
    assert assets.data("units.csv") == bundled


def test_a_bundle_has_them_where_it_was_unpacked(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(package / "_bundled" / "resources" / "OFL.txt", "wheel")
    unpacked = write(tmp_path / "unpacked" / "resources" / "OFL.txt", "bundle")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "unpacked"), raising=False)
    assert assets.resource("OFL.txt") == unpacked


def test_a_folder_can_be_asked_for(package: Path) -> None:
    write(package.parent / "data" / "plans" / "2023.txt", "")
    assert [path.name for path in assets.data("plans").iterdir()] == ["2023.txt"]


def test_a_missing_file_is_named_and_not_looked_for_in_another_installation(package: Path) -> None:
    write(package / "_bundled" / "data" / "units.csv", "")
    write(package.parent / "data" / "islands.csv", "another package's")
    with pytest.raises(FileNotFoundError, match=r"缺少 data/islands\.csv"):
        assets.data("islands.csv")


def test_without_any_of_the_rooms_it_says_where_it_looked(package: Path) -> None:
    with pytest.raises(FileNotFoundError, match="_bundled"):
        assets.resource("icons")


def test_this_checkout_has_its_font() -> None:
    assert assets.resource("fonts/NotoSansSC-Regular.otf").stat().st_size > 1_000_000


def test_finding_files_loads_no_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import shengsi_desktop.assets;"
        "print(sorted({n.partition('.')[0] for n in set(sys.modules) - before}"
        " - set(sys.stdlib_module_names) - {'shengsi_desktop'}))"
    )
    root = Path(__file__).resolve().parent.parent
    seen = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
