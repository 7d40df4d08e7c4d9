"""What the machines of a unit know of each other: nobody is forgotten, nobody is a ghost, what was lost comes again."""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange import container
from shengsi_desktop.services import attachments
from shengsi_desktop.services.exchange import machines, sync_members, sync_reading, syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store import backup, origin
from tests.services.exchange.conftest import CULTURE, Place, packed
from tests.services.exchange.test_syncing import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def desk(folder: Path) -> Iterator[Place]:
    """A machine of the unit whose store is opened anew."""
    with opened(folder, writing=True) as store:
        yield Place(store)


def give(source: Place, target: Place, room: Path, *, whole: bool = False) -> syncing.Taken:
    return syncing.take(target.store, packed(source, room, whole=whole), "x")


def others(place: Place) -> list[str]:
    return [one.origin for one in syncing.state(place.store).machines if not one.own]


def test_what_one_machine_does_not_use_any_more_the_others_still_serve(
    place: Callable[..., Place], own_item: str, tmp_path: Path
) -> None:
    a, b, c = (place(CULTURE, name) for name in "abc")
    for _ in range(2):
        for one, other in ((a, b), (b, c), (c, a), (b, a), (c, b), (a, c)):
            give(one, other, tmp_path)
    machines.forget(c.store, b.store.origin)
    give(c, a, tmp_path)
    assert set(others(a)) == {b.store.origin, c.store.origin}
    assert others(c) == [a.store.origin]

    a.write(own_item, "开工14个")
    give(a, c, tmp_path)
    give(c, a, tmp_path)
    assert syncing.examine(b.store, packed(a, tmp_path), "x").warnings == ()
    give(a, b, tmp_path)
    assert progress(b, own_item) == "开工14个"
    # its own later word, heard of through another, is stronger than that it was given up
    give(b, a, tmp_path)
    give(a, c, tmp_path)
    assert set(others(c)) == {a.store.origin, b.store.origin}


def test_a_store_that_was_put_back_by_hand_is_given_again_what_it_had(
    culture: Place, own_item: str, founded: Callable[[str], Path], tmp_path: Path
) -> None:
    folder, old = shutil.copytree(founded(CULTURE), tmp_path / "b"), tmp_path / "old"
    with desk(folder) as b:
        give(culture, b, tmp_path)
        give(b, culture, tmp_path)
    shutil.copytree(folder, old)
    with desk(folder) as b:
        culture.write(own_item, "开工14个")
        give(culture, b, tmp_path)
        give(b, culture, tmp_path)
    shutil.rmtree(folder)
    shutil.copytree(old, folder)
    with desk(folder) as b:
        give(b, culture, tmp_path)
        give(culture, b, tmp_path)
        assert progress(b, own_item) == "开工14个"


@pytest.mark.parametrize("what", ["moved", "configuration lost"])
def test_a_store_that_goes_on_under_another_origin_leaves_no_ghost(
    culture: Place, own_item: str, founded: Callable[[str], Path], tmp_path: Path, what: str
) -> None:
    folder = shutil.copytree(founded(CULTURE), tmp_path / "b")
    with desk(folder) as b:
        b.write(own_item, "乙")
        before = b.store.origin
        give(b, culture, tmp_path)
        give(culture, b, tmp_path)
    if what == "moved":
        folder = folder.rename(tmp_path / "moved")
    else:
        shutil.rmtree(origin.config_folder() / "origins")
    with desk(folder) as b:
        assert b.store.origin != before
        give(b, culture, tmp_path)
        assert others(culture) == [b.store.origin]
        give(culture, b, tmp_path)
        give(b, culture, tmp_path)
        assert others(b) == [culture.store.origin]
        assert syncing.state(culture.store).made == 0


def attach(place: Place, number: str, room: Path, *contents: bytes) -> list[str]:
    """Files attached to an item; their sums."""
    paths = [room / f"照片{place_}.jpg" for place_ in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    attachments.add(place.store, place.item(number), place.unit_id, paths, None)
    return [hashlib.sha256(content).hexdigest() for content in contents]


def here(place: Place, sums: list[str]) -> list[bool]:
    return [(place.store.folder / "attachments" / one).is_file() for one in sums]


def test_attachments_that_had_no_room_go_into_the_next_package(
    place: Callable[..., Place], own_item: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_members, "MOST_FILES", 2)
    a, b = place(CULTURE), place(CULTURE, "b")
    sums = attach(a, own_item, tmp_path, b"1", b"22", b"333")
    made = syncing.make(a.store, tmp_path / "x.sspkg")
    assert (made.attachments, made.left_out) == (2, 1)
    assert "下一份" in made.told
    syncing.take(b.store, (tmp_path / "x.sspkg").read_bytes(), "x")
    give(b, a, tmp_path)
    assert "1个附件" in give(a, b, tmp_path).outcome
    assert here(b, sums) == [True] * 3


def test_an_attachment_that_was_not_there_is_told_asked_for_and_sent_later(
    place: Callable[..., Place], own_item: str, tmp_path: Path
) -> None:
    a, b, c = (place(CULTURE, name) for name in "abc")
    sums = attach(a, own_item, tmp_path, b"1")
    give(a, c, tmp_path)
    file = a.store.folder / "attachments" / sums[0]
    file.rename(tmp_path / "kept")
    made = syncing.make(a.store, tmp_path / "x.sspkg")
    assert (made.attachments, made.missing) == (0, 1)
    assert "不在本机" in made.told
    syncing.take(b.store, (tmp_path / "x.sspkg").read_bytes(), "x")
    give(b, a, tmp_path)
    # the third one has it, and hears through the first who lacks it
    give(a, c, tmp_path)
    assert not syncing.examine(b.store, packed(c, tmp_path), "x").brings_nothing
    give(c, b, tmp_path)
    assert here(b, sums) == [True]


def test_no_package_is_written_that_nobody_could_open(
    culture: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sync_members.MOST_FILES < container.MAX_MEMBERS
    assert sync_members.MOST_ATTACHED < container.MAX_MEMBER
    monkeypatch.setattr(container, "MAX_UNPACKED", 1_000)
    for passphrase in ("", "海上明月"):
        with pytest.raises(Refusal, match="没有写出文件"):
            syncing.make(culture.store, tmp_path / "x.sspkg", passphrase=passphrase)
    assert not (tmp_path / "x.sspkg").exists()


def test_while_a_package_is_looked_into_others_write_and_nothing_is_changed(
    place: Callable[..., Place], own_item: str, tmp_path: Path
) -> None:
    a, b = place(CULTURE), place(CULTURE, "b")
    a.write(own_item, "开工14个")
    data, kept = packed(a, tmp_path), sync_reading.Kept()
    with ThreadPoolExecutor() as pool:

        def write(_done: int, _of: int) -> bool:
            pool.submit(b.store.set_setting, "typed", "meanwhile").result(5)
            return True

        assert syncing.examine(b.store, data, "x", kept=kept, progress=write).arrived
    assert b.store.setting("typed") == "meanwhile"
    assert progress(b, own_item) == ""
    assert kept.fits(data)
    assert not kept.fits(bytes(bytearray(data)))
    assert syncing.take(b.store, data, "x", kept=kept).changed
    assert progress(b, own_item) == "开工14个"


def test_looking_into_a_package_tells_how_far_it_is_and_is_called_off(
    place: Callable[..., Place], own_item: str, tmp_path: Path
) -> None:
    a, b = place(CULTURE), place(CULTURE, "b")
    a.write(own_item, "开工14个")
    data, kept = packed(a, tmp_path), sync_reading.Kept()
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> bool:
        told.append((done, of))
        return False

    with pytest.raises(Refusal, match="已取消"):
        syncing.examine(b.store, data, "x", kept=kept, progress=stop)
    assert told[0][1] > 1
    assert not kept.fits(data)


def test_a_desk_whose_old_backup_was_put_back_is_told_what_it_lost_though_the_package_brings_nothing(
    place: Callable[..., Place], own_item: str, tmp_path: Path
) -> None:
    a, folder = place(CULTURE, "a"), tmp_path / "b-store"
    with opened(place(CULTURE, "b").store.folder, writing=False) as template:
        made = backup.backup(template.folder, tmp_path / "room")
    backup.restore(made, folder)
    with desk(folder) as b:
        for one, other in ((a, b), (b, a)):
            give(one, other, tmp_path)
        old = backup.backup(folder, tmp_path / "room")
        a.write(own_item, "只在恢复前收过的字")
        for one, other in ((a, b), (b, a)):
            give(one, other, tmp_path)
    backup.restore(old, folder)
    with desk(folder) as b:
        data = packed(a, tmp_path)
        assert any("对方还有本机没有的" in one for one in syncing.examine(b.store, data, "x").warnings)
        assert "对方还有本机没有的" in syncing.take(b.store, data, "x").outcome
        (line,) = (one for one in syncing.state(b.store).machines if one.origin == a.store.origin)
        assert line.ahead
        give(b, a, tmp_path)
        (line,) = (one for one in syncing.state(a.store).machines if one.origin == b.store.origin)
        assert line.lacks
        assert "对方还有" not in give(a, b, tmp_path).outcome
        assert progress(b, own_item) == "只在恢复前收过的字"


def test_a_package_that_leaves_out_what_is_known_brings_back_what_was_set_aside_as_a_whole_one_does(
    place: Callable[..., Place], own_item: str, tmp_path: Path
) -> None:
    a, b = place(CULTURE, "a"), place(CULTURE, "b")
    a.write(own_item, "开工14个")
    give(a, b, tmp_path)
    b.store.undo()
    give(b, a, tmp_path)
    less = packed(a, tmp_path)
    assert progress(b, own_item) == ""
    assert syncing.examine(b.store, less, "x").aside > 0
    syncing.take(b.store, less, "x", bring_back=True)
    assert progress(b, own_item) == "开工14个"
