"""移交包: what arrives is proved before it is put in its place."""

from __future__ import annotations

import platform
import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange.container import read_package, write_package
from shengsi_desktop.services import handover, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import machines, syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Attachment, Item

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.exchange.conftest import Place


@pytest.fixture
def package(culture: Place, tmp_path: Path) -> bytes:
    path = tmp_path / "移交.sspkg"
    handover.make(culture.store, path)
    return path.read_bytes()


def test_the_new_desk_is_the_old_one_under_an_origin_of_its_own(
    culture: Place, package: bytes, tmp_path: Path
) -> None:
    assert handover.examine(package, "移交.sspkg").unit == "县文广旅体局"
    assert handover.take(package, "移交.sspkg", tmp_path / "new", person="李接手") is None
    with opened(tmp_path / "new", writing=True) as store:
        assert store.origin != culture.store.origin
        desk = setting_up.settings(store)
        assert (desk.unit.id, desk.person) == (culture.unit_id, "李接手")


def test_the_computer_is_called_as_asked_and_the_one_it_came_from_keeps_its_name(
    culture: Place, tmp_path: Path
) -> None:
    machines.rename(culture.store, culture.store.origin, "办公室")
    handover.make(culture.store, tmp_path / "移交.sspkg")
    data = (tmp_path / "移交.sspkg").read_bytes()
    handover.take(data, "移交.sspkg", tmp_path / "named", person="李接手", machine="笔记本")
    handover.take(data, "移交.sspkg", tmp_path / "plain")
    with opened(tmp_path / "named", writing=True) as store:
        (own,) = syncing.state(store).machines
        assert own.name == "笔记本"
        with store.reading() as session:
            assert machines.MachineNames(raw_connection(session)).name(culture.store.origin) == "办公室"
    with opened(tmp_path / "plain", writing=True) as store:
        assert syncing.state(store).machines[0].name == platform.node()


def test_it_takes_the_place_of_a_store_that_nobody_has_set_up(package: bytes, tmp_path: Path) -> None:
    with opened(tmp_path / "new", writing=True):
        pass
    aside = handover.take(package, "移交.sspkg", tmp_path / "new")
    assert aside is not None
    with opened(tmp_path / "new", writing=True) as store:
        assert setting_up.is_set_up(store)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"not a database" * 100,
        lambda data: data.replace("首次设置".encode(), "首次设直".encode()),
    ],
)
def test_a_desk_that_is_not_whole_is_not_put_in_place(package: bytes, tmp_path: Path, harm: object) -> None:
    found = read_package(package, "x")
    members = {**found.members, "store.db": harm(found.members["store.db"])}  # type: ignore[operator]
    with pytest.raises(Refusal, match="没有放入任何内容"):
        handover.take(write_package(found.head, members), "移交.sspkg", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_another_unit_s_name_on_the_cover_is_refused(package: bytes, tmp_path: Path) -> None:
    found = read_package(package, "x")
    path = tmp_path / "other.db"
    path.write_bytes(found.members["store.db"])
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE local_setting SET value = 'another' WHERE key = 'unit_id'")
    changed = write_package(found.head, {**found.members, "store.db": path.read_bytes()})
    with pytest.raises(Refusal, match="封面"):
        handover.take(changed, "移交.sspkg", tmp_path / "new")


def test_what_could_not_be_opened_again_is_not_made(
    culture: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shengsi_desktop.exchange.container.MAX_MEMBER", 1000)
    with pytest.raises(Refusal, match="restore"):
        handover.make(culture.store, tmp_path / "大.sspkg")
    assert not (tmp_path / "大.sspkg").exists()


def test_an_attachment_that_was_lost_at_home_keeps_nobody_from_the_rest(
    culture: Place, tmp_path: Path
) -> None:
    with culture.store.reading() as session:
        item = session.exec(select(Item)).first()
    assert item is not None
    with signed(culture.store, "加附件") as command:
        command.session.add(
            Attachment(item_id=item.id, unit_id=culture.unit_id, name="照片.jpg", sha256="a" * 64, size=3)
        )
    handover.make(culture.store, tmp_path / "移交.sspkg")
    handover.take((tmp_path / "移交.sspkg").read_bytes(), "移交.sspkg", tmp_path / "new")
    assert (tmp_path / "new" / "store.db").is_file()
