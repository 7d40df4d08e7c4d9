"""附件 are whole or not there, the same content once; what runs, is too large or is lost is told in words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengsi_desktop.domain import attachments as rules
from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import attachments, facts, history, keeping, searching, setting_up
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store import backup as store_backup
from shengsi_desktop.store.connection import transaction
from shengsi_desktop.store.purging import purge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

UNIT = "县文广旅体局"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("attachments")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        with opened(room / "store", writing=True, create=True) as store:
            setting_up.first_run(store, unit=UNIT, person="王联络")
    return room / "store"


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    import shutil

    shutil.copytree(template, tmp_path / "store")
    with opened(tmp_path / "store", writing=True) as found:
        yield found


@pytest.fixture
def unit(store: Store) -> str:
    return setting_up.settings(store).unit.id


@pytest.fixture
def item(store: Store) -> str:
    with store.reading() as session:
        return facts.find_item(session, "4-2").id


@pytest.fixture
def week(store: Store) -> Week:
    return parse_week("2023-W30", setting_up.settings(store).rhythm)


def made(folder: Path, name: str, data: bytes = b"words") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def names(store: Store, item: str) -> list[str]:
    return [one.name for one in attachments.listed(store, item)]


def lying(store: Store) -> list[str]:
    room = store.folder / "attachments"
    return sorted(path.name for path in room.iterdir()) if room.is_dir() else []


def test_an_added_file_is_told_with_name_size_person_and_week_and_lies_beside_the_store(
    store: Store, item: str, unit: str, week: Week, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "验收单.pdf", b"%PDF-1")], week)
    (one,) = attachments.listed(store, item, unit_id=unit, week=str(week))
    assert (one.name, one.size, one.person, one.week, one.here) == (
        "验收单.pdf",
        6,
        "王联络",
        "2023-W30",
        True,
    )
    assert one.at is not None
    assert lying(store) == [one.sha256]
    assert attachments.content(store, one.id) == b"%PDF-1"
    assert attachments.listed(store, item, week="") == ()


def test_the_same_content_lies_there_once_and_is_not_added_twice_to_one_place(
    store: Store, item: str, unit: str, week: Week, tmp_path: Path
) -> None:
    path = made(tmp_path, "照片.jpg")
    attachments.add(store, item, unit, [path])
    with pytest.raises(Refusal, match="已经附在4-2"):
        attachments.add(store, item, unit, [made(tmp_path, "另一个名字.jpg")])
    attachments.add(store, item, unit, [path], week)
    assert len(lying(store)) == 1
    assert names(store, item) == ["照片.jpg", "照片_2.jpg"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("安装.exe", b"x"),
        ("脚本.JS", b"x"),
        ("说明.html", b"<script>"),
        ("图片.jpg.lnk", b"x"),
        ("清理.bat ", b"x"),
        ("照片.jpg", b"MZ\x90\x00"),
        ("照\u202egpj.exe", b"x"),
    ],
)
def test_what_runs_is_refused_whatever_it_is_called(
    name: str, data: bytes, store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="不能作附件"):
        attachments.add(store, item, unit, [made(tmp_path, "好.txt"), made(tmp_path, name, data)])
    assert names(store, item) == lying(store) == []


def test_limits_are_told_in_words_and_nothing_is_added(
    store: Store, item: str, unit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "FILE_LIMIT", 100)
    monkeypatch.setattr(attachments, "ITEM_LIMIT", 150)
    big, one, two = (made(tmp_path, f"{n}.txt", str(n).encode() * n) for n in (101, 45, 46))
    with pytest.raises(Refusal, match=r"“101.txt”有.*超过一个附件"):
        attachments.add(store, item, unit, [one, big])
    attachments.add(store, item, unit, [one])
    with pytest.raises(Refusal, match=r"4-2的附件已有.*超过一个事项"):
        attachments.add(store, item, unit, [two])
    monkeypatch.setattr(attachments, "ITEM_LIMIT", 1000)
    monkeypatch.setattr(attachments, "ALL_LIMIT", 100)
    with pytest.raises(Refusal, match="台账的附件合计只还能放"):
        attachments.add(store, item, unit, [two])
    with pytest.raises(Refusal, match="文件夹"):
        attachments.add(store, item, unit, [tmp_path])
    with pytest.raises(EnvironmentProblem, match="找不到文件"):
        attachments.add(store, item, unit, [tmp_path / "没有.txt"])
    with pytest.raises(Refusal, match="空文件"):
        attachments.add(store, item, unit, [made(tmp_path, "空.txt", b"")])
    assert names(store, item) == ["45.txt"]


def test_a_removed_file_comes_back_by_undo_and_history_names_it(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "照片.jpg")])
    (one,) = attachments.listed(store, item)
    attachments.remove(store, [one.id])
    assert names(store, item) == []
    assert history.undo_words(store) == "4-2 删除附件“照片.jpg”"
    attachments.sweep(store)
    history.undo(store)
    assert attachments.content(store, one.id) == b"words"
    history.undo(store)
    assert names(store, item) == []
    history.redo(store)
    assert names(store, item) == ["照片.jpg"]


def test_another_name_keeps_the_kind_of_file(store: Store, item: str, unit: str, tmp_path: Path) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "IMG_01.jpg")])
    (one,) = attachments.listed(store, item)
    attachments.rename(store, one.id, "码头/现场")
    assert names(store, item) == ["现场.jpg"]
    attachments.rename(store, one.id, "程序.exe")
    assert names(store, item) == ["程序.exe.jpg"]
    with pytest.raises(Refusal, match="不能为空"):
        attachments.rename(store, one.id, " . ")


def test_screenshots_are_called_by_the_offices_day(store: Store, item: str, unit: str) -> None:
    attachments.add_picture(store, item, unit, b"\x89PNG one")
    attachments.add_picture(store, item, unit, b"\x89PNG two")
    day = store.today()
    stem = f"截图_{day.month}月{day.day}日"
    assert names(store, item) == [f"{stem}.png", f"{stem}_2.png"]


def test_it_opens_as_a_copy_with_its_own_name_that_nobody_writes_into(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "方案.docx")])
    (one,) = attachments.listed(store, item)
    copy = attachments.open_copy(store, one.id)
    assert (copy.name, copy.read_bytes()) == ("方案.docx", b"words")
    assert not copy.stat().st_mode & 0o222
    assert attachments.open_copy(store, one.id) == copy
    attachments.save_as(store, one.id, tmp_path / "存.docx")
    assert (tmp_path / "存.docx").read_bytes() == b"words"


def test_a_lost_or_damaged_file_is_told_when_opened_and_by_check_and_hinders_no_backup(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "甲.txt", b"one"), made(tmp_path, "乙.txt", b"two")])
    one, two = attachments.listed(store, item)
    (store.folder / "attachments" / one.sha256).unlink()
    (store.folder / "attachments" / two.sha256).write_bytes(b"???")
    with pytest.raises(EnvironmentProblem, match="不在这台电脑上"):
        attachments.content(store, one.id)
    with pytest.raises(EnvironmentProblem, match="已损坏"):
        attachments.open_copy(store, two.id)
    assert [one.here for one in attachments.listed(store, item)] == [False, True]
    told = keeping.check(store.folder)
    assert [("甲.txt" in line, "乙.txt" in line) for line in told] == [(True, False), (False, True)]
    keeping.backup(store.folder)
    attachments.remove(store, [one.id, two.id])
    assert keeping.check(store.folder) == ()


def test_a_damaged_file_is_made_whole_by_adding_it_again(
    store: Store, item: str, unit: str, week: Week, tmp_path: Path
) -> None:
    path = made(tmp_path, "甲.txt", b"one")
    attachments.add(store, item, unit, [path])
    (one,) = attachments.listed(store, item)
    (store.folder / "attachments" / one.sha256).write_bytes(b"???")
    attachments.add(store, item, unit, [path], week)
    assert attachments.content(store, one.id) == b"one"


def test_a_restore_brings_the_files_back_and_takes_lost_ones_from_the_present_store(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "甲.txt", b"one"), made(tmp_path, "乙.txt", b"two")])
    one, two = attachments.listed(store, item)
    backup = keeping.backup(store.folder, tmp_path / "elsewhere")
    (store.folder / "attachments" / one.sha256).unlink()
    (backup / "attachments" / two.sha256).unlink()
    store.close()
    keeping.restore(backup, store.folder)
    assert keeping.check(store.folder) == keeping.lost_files(store.folder) == ()
    with opened(store.folder, writing=True) as again:
        assert attachments.content(again, one.id) == b"one"
        assert attachments.content(again, two.id) == b"two"


def test_backups_on_the_same_disk_share_the_files_and_count_them_once(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "大.bin", os.urandom(5_000_000))])
    (one,) = attachments.listed(store, item)
    first, second = (store_backup.backup(store.folder, keep_bytes=9_000_000) for _ in range(2))
    inodes = {(path / "attachments" / one.sha256).stat().st_ino for path in (first, second, store.folder)}
    assert len(inodes) == 1
    assert store_backup.backups(store.folder / "backups") == [first, second]


def test_only_files_that_no_row_names_are_swept_away_and_not_at_once(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    from shengsi_desktop.store import attachment_files

    attachments.add(store, item, unit, [made(tmp_path, "甲.txt", b"one")])
    (one,) = attachments.listed(store, item)
    attachments.remove(store, [one.id])
    stray = attachment_files.put(store.folder, b"of a command that failed")
    assert attachments.sweep(store) == 0
    for name in lying(store):
        os.utime(store.folder / "attachments" / name, (0, 0))
    assert attachments.sweep(store) == 1
    assert lying(store) == [one.sha256] != [stray]


def test_the_file_of_a_row_that_waits_or_stands_aside_is_not_swept_away(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "甲.txt", b"one")])
    (one,) = attachments.listed(store, item)
    os.utime(store.folder / "attachments" / one.sha256, (0, 0))
    # as where the item that it belongs to has not come: the log has it, its table has not
    with store.writing() as connection, transaction(connection):
        connection.execute("DELETE FROM attachment")
    assert attachments.sweep(store) == 0

    purge(store, FieldKey("attachment", one.id, "name"))
    with store.writing() as connection, transaction(connection):
        connection.execute("DELETE FROM attachment")
    assert attachments.sweep(store) == 1


def test_search_finds_it_by_its_name_until_it_is_removed(
    store: Store, item: str, unit: str, tmp_path: Path
) -> None:
    attachments.add(store, item, unit, [made(tmp_path, "灯塔修缮验收单.pdf")])
    found = [hit for hit in searching.search(store, "修缮验收", unit) if hit.kind == "attachment"]
    assert [(hit.target, hit.excerpt) for hit in found] == [(item, "灯塔修缮验收单.pdf")]
    attachments.remove(store, [attachments.listed(store, item)[0].id])
    assert not searching.search(store, "修缮验收", unit)


def test_a_disk_that_is_full_leaves_no_row(
    store: Store, item: str, unit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shengsi_desktop.store import attachment_files

    def full(_path: Path, _data: bytes) -> None:
        raise EnvironmentProblem("磁盘空间不足")

    monkeypatch.setattr(attachment_files, "write_atomically", full)
    with pytest.raises(EnvironmentProblem, match="磁盘空间不足"):
        attachments.add(store, item, unit, [made(tmp_path, "甲.txt")])
    assert names(store, item) == lying(store) == []


@given(st.text(max_size=200))
def test_any_name_becomes_a_harmless_one_and_stays_it(text: str) -> None:
    name = rules.clean_name(text)
    assert rules.clean_name(name) == name
    assert len(name) <= 120
    assert not set(name) & set('\\/:*?"<>|\n\0')
    assert name not in {".", ".."}
    free = rules.free_name(name, [name])
    assert free != name
    assert rules.ending(free) == rules.ending(name)


def test_words_that_begin_as_a_program_does_are_words() -> None:
    assert not rules.runs("名单.txt", b"MZ village")
    assert rules.runs("名单.txt", b"MZ\x90\0\3\0\0\0")


def test_names_keep_their_words_and_lose_what_is_dangerous() -> None:
    assert rules.clean_name("../../etc/照片 1.jpg") == "照片 1.jpg"
    assert rules.clean_name("C:\\temp\\a:b?.txt. ") == "a_b_.txt"
    assert rules.clean_name("\u200b.\u202e") == ""
    assert len(rules.clean_name("长" * 300 + ".docx")) <= 120
    assert rules.clean_name("长" * 300 + ".docx").endswith(".docx")
    assert [rules.size_words(size) for size in (0, 10, 860 * 1024, 2_516_582, 20 * 1024**2)] == [
        "0KB", "1KB", "860KB", "2.4MB", "20MB",
    ]  # fmt: skip
