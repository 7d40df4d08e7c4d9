"""Two machines of one unit, an office PC and a laptop, kept alike by packages."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from shengsi_desktop.domain.changes import ROW
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.syncing import ConflictKind, joined
from shengsi_desktop.exchange.container import SealedPackageError, read_package, write_package
from shengsi_desktop.services import history
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import conflict_list, machines, packages, syncing
from shengsi_desktop.store import log
from shengsi_desktop.store.connection import transaction
from shengsi_desktop.store.erasing import erase, erased
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Report
from tests.services.exchange.conftest import TRANSPORT, Place, packed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ITEM = "1-1"


def progress(place: Place, number: str) -> str:
    with place.store.reading() as session:
        row = raw_connection(session).execute(
            "SELECT r.progress FROM report r JOIN item i ON i.id = r.item_id WHERE i.number = ? AND r.dead = 0",
            (number,),
        )
        return str((row.fetchone() or ("",))[0])


def everything(place: Place) -> list[tuple[Any, ...]]:
    with place.store.reading() as session:
        connection = raw_connection(session)
        tables = ("change", "head", "report", "machine", "package_log", "draft", "batch", "final_version")
        return [
            row for table in tables for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
        ]


def test_a_package_brings_what_was_written_and_a_second_one_only_what_is_new(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken], tmp_path: Path
) -> None:
    culture.write(own_item, "开工14个")
    send(culture, laptop)
    assert progress(laptop, own_item) == "开工14个"

    laptop.write(own_item, "开工15个")
    answer = packed(laptop, tmp_path)
    assert len(_records(answer)) < 60  # the office told what it has: the plan does not travel again
    taken = syncing.take(culture.store, answer, "同步.sspkg")
    assert progress(culture, own_item) == "开工15个"
    assert taken.outcome.startswith("收入")
    assert not conflict_list.conflicts(culture.store)
    assert syncing.state(culture.store).machines[1].ahead == 0


def test_a_preview_tells_who_wrote_what_and_changes_nothing(
    culture: Place, laptop: Place, own_item: str, tmp_path: Path
) -> None:
    culture.write(own_item, "开工14个")
    laptop.write(own_item, "开工9个")
    data, before = packed(culture, tmp_path), everything(laptop)
    found = syncing.examine(laptop.store, data, "同步.sspkg")
    assert found.arrived > 0
    assert sum(one.changes for one in found.sources) == found.arrived
    assert {rival.text for rival in found.conflicts[0].rivals} == {"开工14个", "开工9个"}
    assert everything(laptop) == before


def test_both_texts_stand_side_by_side_until_a_person_joins_them(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, "开工14个\n验收3个")
    laptop.write(own_item, "验收3个\n完工9个")
    send(culture, laptop)
    (one,) = conflict_list.conflicts(laptop.store)
    assert (one.what, one.item.split()[0], one.free) == ("周填报 本周进展", own_item, True)
    conflict_list.settle(laptop.store, one.key, one.heads, joined(r.text for r in reversed(one.rivals)))
    assert not conflict_list.conflicts(laptop.store)
    send(laptop, culture)
    assert set(progress(culture, own_item).split("\n")) == {"开工14个", "验收3个", "完工9个"}
    assert not conflict_list.conflicts(culture.store)

    history.undo(laptop.store)
    assert len(conflict_list.conflicts(laptop.store)) == 1
    with pytest.raises(Refusal, match="没有分歧"):
        conflict_list.settle(culture.store, one.key, one.heads, "x")


@pytest.mark.parametrize("keep", [True, False])
def test_a_row_deleted_here_and_written_there_waits_for_a_decision(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken], *, keep: bool
) -> None:
    culture.write(own_item, "开工14个")
    send(culture, laptop)
    culture.write(own_item, "开工15个")
    with signed(laptop.store, "删除") as command:
        command.session.delete(command.session.exec(select(Report)).one())
    send(culture, laptop)
    (one,) = conflict_list.conflicts(laptop.store)
    assert (one.kind, one.key.field) == (ConflictKind.ROW, ROW)
    assert "开工15个" in one.rivals[0].text
    conflict_list.settle_row(laptop.store, one.key, keep=keep)
    assert not conflict_list.conflicts(laptop.store)
    assert progress(laptop, own_item) == ("开工15个" if keep else "")
    send(laptop, culture, whole=True)
    assert progress(culture, own_item) == ("开工15个" if keep else "")
    history.undo(laptop.store)
    assert len(conflict_list.conflicts(laptop.store)) == 1


def test_two_versions_signed_apart_are_told_until_the_next_one(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, "开工14个")
    culture.sign()
    laptop.write(own_item, "开工9个")
    laptop.sign()
    send(culture, laptop)
    found = [one for one in conflict_list.conflicts(laptop.store) if one.kind is ConflictKind.FINAL]
    assert len(found) == 1
    assert any("开工14个" in rival.text for rival in found[0].rivals)
    laptop.write(own_item, "开工23个")
    laptop.sign()
    assert not [one for one in conflict_list.conflicts(laptop.store) if one.kind is ConflictKind.FINAL]


def test_taking_in_is_one_step_back_and_can_be_brought_again(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken], tmp_path: Path
) -> None:
    culture.write(own_item, "开工14个")
    send(culture, laptop)
    undone = history.undo(laptop.store)
    assert undone is not None
    assert "收入同步包" in undone.name
    assert progress(laptop, own_item) == ""
    again = packed(culture, tmp_path)
    assert syncing.examine(laptop.store, again, "同步.sspkg").aside > 0
    syncing.take(laptop.store, again, "同步.sspkg", bring_back=True)
    assert progress(laptop, own_item) == "开工14个"


def test_the_same_package_twice_changes_no_row(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, "开工14个")
    culture.sign()
    send(culture, laptop)
    with laptop.store.reading() as session:
        before = log.vector(raw_connection(session))
    assert send(culture, laptop).outcome == "没有新的内容"
    with laptop.store.reading() as session:
        assert log.vector(raw_connection(session)) == before
    assert packages.log_lines(laptop.store)[0].kind == "本单位同步"


def _rewritten(data: bytes, turn: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    """The package with other members and right sums, as a hostile hand would make it."""
    package = read_package(data, "x")
    return write_package(package.head, turn(dict(package.members)))


def _records(data: bytes) -> list[dict[str, Any]]:
    members = read_package(data, "x").members
    return [
        json.loads(line)
        for name in sorted(members)
        if name.startswith("changes/")
        for line in members[name].splitlines()
    ]


def _first_line(members: dict[str, bytes], line: bytes) -> dict[str, bytes]:
    name = "changes/00001.jsonl"
    return {**members, name: line + b"\n" + members[name].split(b"\n", 1)[1]}


def _without_a_line(members: dict[str, bytes]) -> dict[str, bytes]:
    name = "changes/00001.jsonl"
    return {**members, name: members[name].split(b"\n", 1)[1]}


_BROKEN: list[Callable[[dict[str, bytes]], dict[str, bytes]]] = [
    lambda members: _first_line(members, b"[]"),
    lambda members: _first_line(members, b'{"a":NaN}'),
    lambda members: _first_line(members, b"[" * 100_000),
    lambda members: _first_line(members, b"\xff\xfe"),
    _without_a_line,
    lambda members: {**members, "documents.jsonl": b'["report",{"id":"x"}]\n'},
    lambda members: {**members, "documents.jsonl": b"[1,2]\n"},
    lambda members: {**members, "attachments/abc": b"other"},
    lambda members: {name: data for name, data in members.items() if not name.startswith("changes/")},
]


@pytest.mark.parametrize("turn", _BROKEN)
def test_what_is_not_whole_is_refused_and_not_one_row_changes(
    culture: Place, laptop: Place, own_item: str, tmp_path: Path, turn: Any
) -> None:
    culture.write(own_item, "开工14个")
    data, before = _rewritten(packed(culture, tmp_path), turn), everything(laptop)
    for deed in (syncing.examine, syncing.take):
        with pytest.raises(Refusal, match=r"没有收入任何内容|台账未动"):
            deed(laptop.store, data, "同步.sspkg")
    assert everything(laptop) == before


def test_what_a_package_only_claims_to_be_purged_is_told_and_keeps_its_words(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken], tmp_path: Path
) -> None:
    culture.write(own_item, "开工14个")
    send(culture, laptop)
    with culture.store.writing() as connection, transaction(connection):
        claimed = [one for one in log.all_changes(connection) if one.entity == "report"]
        erase(connection, {one.id: erased(one, ["progress"]) for one in claimed})
    data = packed(culture, tmp_path, whole=True)
    assert "却没有清除记录" in "".join(syncing.examine(laptop.store, data, "同步.sspkg").warnings)
    assert "本机文字保留" in syncing.take(laptop.store, data, "同步.sspkg").outcome
    assert progress(laptop, own_item) == "开工14个"


def test_another_unit_s_package_and_a_flipped_bit_are_refused(
    place: Callable[..., Place], culture: Place, tmp_path: Path
) -> None:
    data = packed(culture, tmp_path)
    with pytest.raises(Refusal, match="县文广旅体局的同步包"):
        syncing.examine(place(TRANSPORT).store, data, "同步.sspkg")
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 1
    with pytest.raises(Refusal, match="没有收入"):
        syncing.examine(culture.store, bytes(flipped), "同步.sspkg")


def test_a_sealed_package_shows_no_word_and_opens_with_its_passphrase(
    culture: Place, laptop: Place, own_item: str, tmp_path: Path
) -> None:
    culture.write(own_item, "开工14个")
    data = packed(culture, tmp_path, passphrase="海上明月")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any("开工14个".encode() in package.read(name) for name in package.namelist())
    with pytest.raises(SealedPackageError):
        syncing.examine(laptop.store, data, "同步.sspkg")
    syncing.take(laptop.store, data, "同步.sspkg", "海上明月")
    assert progress(laptop, own_item) == "开工14个"


def test_settings_drafts_and_pasted_replies_of_this_machine_stay_on_it(
    culture: Place, tmp_path: Path
) -> None:
    culture.store.set_setting("hidden", "机密设置甲")
    with culture.store.writing() as raw:
        raw.execute(
            "INSERT INTO pasted_reply (id, unit_id, week, section_id, text, at, taken)"
            " VALUES ('a', 'b', 'c', '', '科室回复乙', 'd', '[]')"
        )
    data = packed(culture, tmp_path, whole=True)
    words = b"".join(read_package(data, "x").members.values())
    assert "机密设置甲".encode() not in words
    assert "科室回复乙".encode() not in words


def test_attachments_travel_with_the_records_that_name_them(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    import hashlib

    from shengsi_desktop.store.tables import Attachment

    content = "照片".encode()
    name = hashlib.sha256(content).hexdigest()
    (culture.store.folder / "attachments").mkdir()
    (culture.store.folder / "attachments" / name).write_bytes(content)
    with signed(culture.store, "加附件") as command:
        command.session.add(
            Attachment(item_id=culture.item(own_item), unit_id=culture.unit_id, name="照片.jpg", sha256=name)
        )
    send(culture, laptop)
    assert (laptop.store.folder / "attachments" / name).read_bytes() == content


def test_a_machine_no_more_in_use_holds_up_no_package(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken], tmp_path: Path
) -> None:
    culture.write(own_item, "开工14个")
    send(culture, laptop)
    send(laptop, culture)
    culture.write(own_item, "开工15个")
    few = len(_records(packed(culture, tmp_path)))
    assert few < 10
    machines.forget(culture.store, laptop.store.origin)
    assert len(syncing.state(culture.store).machines) == 1
    send(laptop, culture)
    assert len(syncing.state(culture.store).machines) == 2


def test_a_lost_package_is_told_and_made_good_by_the_next_whole_one(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken], tmp_path: Path
) -> None:
    send(culture, laptop)
    send(laptop, culture)
    culture.write(own_item, "开工14个")
    packed(culture, tmp_path)
    # told, wrongly, that the laptop has it
    with culture.store.reading() as session:
        held = log.vector(raw_connection(session))
    with culture.store.writing() as raw:
        raw.execute("UPDATE machine SET knows = ?", (json.dumps(held),))
    culture.write(own_item, "开工15个")
    data = packed(culture, tmp_path)
    assert any("还没有收到" in one for one in syncing.examine(laptop.store, data, "x").warnings)
    syncing.take(laptop.store, data, "x")
    send(culture, laptop, whole=True)
    assert progress(laptop, own_item) == "开工15个"
    assert not conflict_list.conflicts(laptop.store)


def test_a_purged_word_is_in_no_package(culture: Place, own_item: str, tmp_path: Path) -> None:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.store import purging

    culture.write(own_item, "不该写的内容")
    with culture.store.reading() as session:
        row = session.exec(select(Report)).one()
    purging.purge(culture.store, FieldKey("report", row.id, "progress"))
    words = b"".join(read_package(packed(culture, tmp_path, whole=True), "x").members.values())
    assert "不该写的内容".encode() not in words


def test_a_handed_over_desk_is_no_sync_package(culture: Place, tmp_path: Path) -> None:
    from shengsi_desktop.services import handover

    handover.make(culture.store, tmp_path / "移交.sspkg")
    with pytest.raises(Refusal, match="首次打开"):
        syncing.examine(culture.store, (tmp_path / "移交.sspkg").read_bytes(), "移交.sspkg")
