"""A file written for a person is whole, or the old one stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from shengsi_desktop.domain.problems import EnvironmentProblem
from shengsi_desktop.store import files


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != "周会商表.xlsx")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "周会商表.xlsx"
    path.write_bytes(b"old")
    return path


def test_the_new_content_takes_the_old_ones_place_and_leaves_nothing_beside_it(target: Path) -> None:
    files.write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert leftovers(target.parent) == []


def test_a_writer_may_fill_the_file_itself(target: Path) -> None:
    files.write_atomically(target, lambda file: file.write(b"by hand"))
    assert target.read_bytes() == b"by hand"


def test_a_file_open_elsewhere_is_named_and_stays_whole(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, other: Path) -> Path:
        raise PermissionError(errno.EACCES, "open in another program")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(EnvironmentProblem, match=r"周会商表\.xlsx.*打开.*另存"):
        files.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert leftovers(target.parent) == []


def test_a_full_disk_is_told_in_words_and_the_old_file_stays(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        files.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert leftovers(target.parent) == []


def test_a_folder_that_may_not_be_written_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_right(self: Path, mode: str) -> BinaryIO:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as machine:
        machine.setattr(Path, "open", no_right)
        with pytest.raises(EnvironmentProblem, match="没有权限写入文件夹"):
            files.write_atomically(target, b"new")
    assert target.read_bytes() == b"old"


def test_a_missing_folder_and_a_folder_in_the_files_place_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="不存在"):
        files.write_atomically(tmp_path / "nowhere" / "a.xlsx", b"")
    with pytest.raises(EnvironmentProblem, match="文件夹"):
        files.write_atomically(tmp_path, b"")


def test_a_writer_that_breaks_off_leaves_the_old_file_and_its_own_exception(target: Path) -> None:
    def half(file: BinaryIO) -> None:
        file.write(b"half")
        raise ValueError("bug")

    with pytest.raises(ValueError, match="bug"):
        files.write_atomically(target, half)
    assert target.read_bytes() == b"old"
    assert leftovers(target.parent) == []


def test_a_name_that_is_too_long_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / f"{'长' * 100}.xlsx"
    with pytest.raises(EnvironmentProblem, match="文件名太长"):
        files.is_folder(path)
    with pytest.raises(EnvironmentProblem, match="文件名太长"):
        files.write_atomically(path, b"x")
