"""核对台账, and a copy of a store that went on beside the other."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import store_check
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.connection import store_file
from shengsi_desktop.store.tables import Attachment
from tests.services.exchange.conftest import Place
from tests.services.exchange.test_item_history import number  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path


def test_an_open_store_is_checked_whole_and_nothing_in_it_is_touched(
    culture: Place,
    number: str,  # noqa: F811
) -> None:
    culture.write(number, "开工14个")
    culture.sign()
    found = store_check.check(culture.store.folder)
    assert (found.problems, found.documents) == ((), 1)
    assert "都对得上" in found.words


def test_a_version_that_was_tampered_with_and_an_attachment_that_is_gone_are_told(
    culture: Place,
    number: str,  # noqa: F811
) -> None:
    culture.write(number, "开工14个")
    culture.sign()
    sum_ = hashlib.sha256("照片".encode()).hexdigest()
    with signed(culture.store, "加附件") as command:
        command.session.add(
            Attachment(item_id=culture.item(number), unit_id=culture.unit_id, name="照片.jpg", sha256=sum_)
        )
    with sqlite3.connect(store_file(culture.store.folder)) as raw:
        raw.execute("UPDATE final_version SET content = replace(content, '14', '41')")
    said = "".join(store_check.check(culture.store.folder).problems)
    assert "定稿" in said
    assert "照片.jpg" in said
    room = culture.store.folder / "attachments"
    room.mkdir()
    (room / sum_).write_bytes(b"other")
    assert "已损坏" in "".join(store_check.check(culture.store.folder).problems)


def test_a_copy_that_went_on_is_refused_until_it_counts_anew(
    culture: Place,
    number: str,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    culture.write(number, "原来就有的")
    with culture.store.writing() as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "copy").mkdir()
    shutil.copy(store_file(culture.store.folder), tmp_path / "copy" / "store.db")
    monkeypatch.setattr("shengsi_desktop.store.origin._agrees", lambda *_: True)
    culture.write(number, "原机写的")
    syncing.make(culture.store, tmp_path / "a.sspkg", whole=True)
    data = (tmp_path / "a.sspkg").read_bytes()
    with opened(tmp_path / "copy", writing=True) as store:
        assert store.origin == culture.store.origin
        Place(store).write(number, "副本写的")
        with pytest.raises(Refusal, match="check --fork"):
            syncing.take(store, data, "a.sspkg")
        assert store_check.settle_fork(store, data, "a.sspkg").records > 0
        taken = syncing.take(store, data, "a.sspkg")
        assert taken.conflicts == 1
        with pytest.raises(Refusal, match="不需要另起编号"):
            store_check.settle_fork(store, data, "a.sspkg")
    assert store_check.check(tmp_path / "copy").problems == ()
