"""附件 go with a 报送 where they were ticked and no other; the county has them as the unit's, proved, with one undo."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.exchange import PackageKind, Verdict, Way
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.exchange.container import read_package, write_package
from shengsi_desktop.exchange.documents import DOCUMENT, AttachmentRow, submission_of, to_bytes
from shengsi_desktop.services import attachments, history
from shengsi_desktop.services.exchange import attached, packages, receiving, submissions

if TYPE_CHECKING:
    from pathlib import Path

    from shengsi_desktop.domain.attachments import AttachedFile
    from tests.services.exchange.conftest import Place

PICTURE = b"\x89PNG picture of the quay"


def add(at: Place, tmp_path: Path, name: str, data: bytes, week: str = "2023-W30") -> AttachedFile:
    path = tmp_path / name
    path.write_bytes(data)
    item = at.item("4-2")
    attachments.add(at.store, item, at.unit_id, [path], at.week(week) if week else None)
    return attachments.listed(at.store, item)[-1]


@pytest.fixture
def signed(culture: Place) -> Place:
    culture.write("4-2", "码头修好了。")
    culture.sign()
    return culture


def packed(at: Place, path: Path, *files: AttachedFile, passphrase: str = "") -> Path:
    submissions.write_package(
        at.store, path, at.unit_id, at.week(), files=[one.id for one in files], passphrase=passphrase
    )
    return path


def taken(county: Place, path: Path, passphrase: str = "") -> None:
    intake = receiving.examine(county.store, [path], passphrases=[passphrase])
    receiving.take_in(county.store, intake, [row.key for row in intake.rows if row.clean])


def shown(county: Place) -> tuple[AttachedFile, ...]:
    return attachments.listed(county.store, county.item("4-2"))


def test_the_preview_offers_the_weeks_files_and_only_ticked_ones_go(signed: Place, tmp_path: Path) -> None:
    ours = add(signed, tmp_path, "验收照片.png", PICTURE)
    always = add(signed, tmp_path, "暗号甲.docx", b"MARKER-PLAN", "")
    add(signed, tmp_path, "暗号乙.png", b"MARKER-LAST-WEEK", "2023-W29")
    seen = submissions.preview(signed.store, signed.unit_id, signed.week(), files=[ours.id])
    assert [(one.number, one.name, one.ticked) for one in seen.offered] == [
        ("4-2", "验收照片.png", True),
        ("4-2", "暗号甲.docx", False),
    ]
    assert seen.attachments == (("验收照片.png", len(PICTURE)),)
    assert "没有勾选的附件" in seen.stays
    whole = submissions.preview(signed.store, signed.unit_id, signed.week(), files=[ours.id, always.id])
    assert "没有勾选的附件" not in whole.stays
    path = packed(signed, tmp_path / "a.sspkg", ours)
    with zipfile.ZipFile(path) as package:
        told = b"".join(package.read(name) for name in package.namelist()) + path.read_bytes()
    assert PICTURE in told
    for private in (
        b"MARKER-PLAN",
        "暗号甲".encode(),
        b"MARKER-LAST-WEEK",
        "暗号乙".encode(),
        always.sha256.encode(),
    ):
        assert private not in told
    nothing = packed(signed, tmp_path / "b.sspkg")
    with zipfile.ZipFile(nothing) as package:
        assert sorted(package.namelist()) == ["document.json", "manifest.json"]


def test_neither_text_nor_workbook_says_anything_of_files(signed: Place, tmp_path: Path) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    for way in (Way.TEXT, Way.WORKBOOK):
        document = submissions.document_of(signed.store, signed.unit_id, signed.week(), way, files=[one.id])
        assert document.attachments == ()


@pytest.mark.parametrize("passphrase", ["", "潮水 2023"])
def test_the_county_has_them_as_the_units_and_may_only_look(
    passphrase: str, signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    path = packed(signed, tmp_path / "a.sspkg", one, passphrase=passphrase)
    before = shown(county)
    intake = receiving.examine(county.store, [path], passphrases=[passphrase])
    assert shown(county) == before == ()
    assert not (county.store.folder / "attachments").exists()
    receiving.take_in(county.store, intake, [row.key for row in intake.rows])
    (there,) = shown(county)
    assert (there.id, there.unit, there.name, there.week) == (
        one.id,
        "县文广旅体局",
        "验收照片.png",
        "2023-W30",
    )
    assert attachments.content(county.store, there.id) == PICTURE
    assert there.received
    for act in (
        lambda: attachments.remove(county.store, [there.id]),
        lambda: attachments.rename(county.store, there.id, "别的"),
    ):
        with pytest.raises(Refusal, match="县文广旅体局报来的附件，只能查看"):
            act()


def test_undo_takes_them_back_with_the_week_and_redo_brings_them_again(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    path = packed(signed, tmp_path / "a.sspkg", one)
    taken(county, path)
    history.undo(county.store)
    assert shown(county) == ()
    history.redo(county.store)
    assert [one.name for one in shown(county)] == ["验收照片.png"]
    history.undo(county.store)
    taken(county, path)
    assert attachments.content(county.store, shown(county)[0].id) == PICTURE


def test_a_newer_version_brings_its_files_beside_and_doubles_none(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    taken(county, packed(signed, tmp_path / "a.sspkg", one))
    attachments.rename(signed.store, one.id, "验收合影")
    two = add(signed, tmp_path, "合同.pdf", b"%PDF")
    signed.write("4-2", "码头修好了，已验收。")
    signed.sign()
    taken(county, packed(signed, tmp_path / "b.sspkg", one, two))
    assert [file.name for file in shown(county)] == ["验收合影.png", "合同.pdf"]


def forged(at: Place, one: AttachedFile, tmp_path: Path, members: dict[str, bytes], **said: object) -> Path:
    document = submissions.document_of(at.store, at.unit_id, at.week(), Way.PACKAGE, files=[one.id])
    row = document.attachments[0].model_copy(update=said)
    document = document.model_copy(update={"attachments": (row,)})
    head = packages.new_head(at.store, PackageKind.SUBMISSION, "报送")
    path = tmp_path / "forged.sspkg"
    path.write_bytes(write_package(head, {DOCUMENT: to_bytes(document), **members}))
    return path


@pytest.mark.parametrize("fault", ["missing", "other", "size", "runs", "path", "short name"])
def test_a_file_that_is_not_what_the_document_says_is_refused_and_nothing_comes(
    fault: str, signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    name = f"attachments/{one.sha256}"
    path = {
        "missing": lambda: forged(signed, one, tmp_path, {}),
        "other": lambda: forged(signed, one, tmp_path, {name: b"\x89PNG another picture o"}),
        "size": lambda: forged(signed, one, tmp_path, {name: PICTURE}, size=5),
        "runs": lambda: forged(signed, one, tmp_path, {name: PICTURE}, name="照片.png.exe"),
        "path": lambda: forged(signed, one, tmp_path, {name: PICTURE}, sha256="../../x"),
        "short name": lambda: forged(signed, one, tmp_path, {name: PICTURE}, name="../"),
    }[fault]()
    (row,) = receiving.examine(county.store, [path]).rows
    assert not row.takeable
    assert "台账未动" in row.findings[0].words
    assert not (county.store.folder / "attachments").exists()


def test_an_id_that_another_units_file_has_is_left_alone(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    own = add(county, tmp_path, "县办自己的.txt", b"ours")
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    path = forged(signed, one, tmp_path, {f"attachments/{one.sha256}": PICTURE}, id=own.id)
    taken(county, path)
    assert [(file.name, file.unit) for file in shown(county)] == [("县办自己的.txt", "县委社建委")]


def test_where_there_is_no_room_the_words_come_without_the_files(
    signed: Place, county: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    path = packed(signed, tmp_path / "a.sspkg", one)
    monkeypatch.setattr(attachments, "ALL_LIMIT", 10)
    intake = receiving.examine(county.store, [path])
    assert any("只收文字" in finding.words for finding in intake.rows[0].findings)
    receiving.take_in(county.store, intake, ["0"])
    assert shown(county) == ()


def test_a_ticked_file_that_is_lost_stops_the_package_in_words(signed: Place, tmp_path: Path) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    (signed.store.folder / "attachments" / one.sha256).unlink()
    with pytest.raises(EnvironmentProblem, match=r"“验收照片.png”.*没有导出"):
        packed(signed, tmp_path / "a.sspkg", one)
    assert not (tmp_path / "a.sspkg").exists()


def test_a_file_of_nothing_but_zeros_is_no_bomb(signed: Place, county: Place, tmp_path: Path) -> None:
    one = add(signed, tmp_path, "空白扫描.bmp", bytes(3_000_000))
    taken(county, packed(signed, tmp_path / "a.sspkg", one))
    assert shown(county)[0].size == 3_000_000


def test_for_another_machine_members_are_kept_by_their_sum_alone(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    members = attached.members_here(signed.store.folder, [one.sha256, "f" * 64])
    assert list(members) == [f"attachments/{one.sha256}"]
    false = {"attachments/" + "0" * 64: b"false", "document.json": b"{}"}
    assert attached.put_members(county.store.folder, {**members, **false}) == 1
    assert [path.name for path in (county.store.folder / "attachments").iterdir()] == [one.sha256]


def test_the_document_reads_back_with_its_files(signed: Place, tmp_path: Path) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    path = packed(signed, tmp_path / "a.sspkg", one)
    package = read_package(path.read_bytes(), path.name)
    document = submission_of(package.members[DOCUMENT], path.name)
    assert document.attachments == (
        AttachmentRow(
            id=one.id,
            item_id=one.item_id,
            week="2023-W30",
            name="验收照片.png",
            sha256=one.sha256,
            size=len(PICTURE),
        ),
    )
    assert "person" not in json.loads(package.members[DOCUMENT])["attachments"][0]
    assert io.BytesIO(package.members[f"attachments/{one.sha256}"]).read() == PICTURE


def test_a_version_that_came_without_them_gets_its_files_beside_it(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    taken(county, packed(signed, tmp_path / "a.sspkg"))
    again = packed(signed, tmp_path / "b.sspkg", one)
    intake = receiving.examine(county.store, [again])
    assert intake.rows[0].verdict is Verdict.FILES
    assert intake.rows[0].clean
    assert intake.rows[0].findings[0].words == "已收过，补收附件1个（验收照片.png）。"
    assert shown(county) == ()
    done = receiving.take_in(county.store, intake, ["0"])
    assert (done.units, done.files, done.files_of) == ((), 1, ("县文广旅体局",))
    assert attachments.content(county.store, shown(county)[0].id) == PICTURE
    line = packages.log_lines(county.store)[0]
    assert (line.name, line.outcome) == ("b.sspkg", "补收附件1个 定稿v1")
    assert receiving.examine(county.store, [again]).rows[0].verdict is Verdict.DOUBLE
    # one undo takes back the file alone
    history.undo(county.store)
    assert shown(county) == ()
    assert receiving.examine(county.store, [tmp_path / "a.sspkg"]).rows[0].verdict is Verdict.DOUBLE
    assert receiving.examine(county.store, [again]).rows[0].verdict is Verdict.FILES
    history.redo(county.store)
    assert len(shown(county)) == 1


@pytest.mark.parametrize("first", ["book", "package"])
def test_of_one_drop_the_form_with_the_files_goes_in_beside_the_other(
    first: str, signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    book, package = tmp_path / "a.xlsx", packed(signed, tmp_path / "b.sspkg", one)
    submissions.write_workbook(signed.store, book, signed.unit_id, signed.week())
    copy = tmp_path / "c.sspkg"
    copy.write_bytes(package.read_bytes())
    paths = [book, package, copy] if first == "book" else [package, book, copy]
    intake = receiving.examine(county.store, paths)
    second = Verdict.FILES if first == "book" else Verdict.SAME
    assert [row.verdict for row in intake.rows] == [Verdict.NEW, second, Verdict.SAME]
    done = receiving.take_in(county.store, intake, [row.key for row in intake.rows if row.clean])
    assert done.units == ("县文广旅体局",)
    assert [file.name for file in shown(county)] == ["验收照片.png"]
    after = receiving.judged_again(county.store, intake)
    assert {row.verdict for row in after.rows} == {Verdict.DOUBLE}
    history.undo(county.store)
    assert shown(county) == ()
    # without the workbook the package is all of it
    key = next(row.key for row in intake.rows if row.source == "b.sspkg")
    alone = receiving.examine(county.store, [book, package]) if first == "book" else intake
    done = receiving.take_in(county.store, alone, [key])
    assert (done.units, len(shown(county))) == (("县文广旅体局",), 1)


def test_files_that_the_unit_has_removed_since_are_not_wanting(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    one = add(signed, tmp_path, "验收照片.png", PICTURE)
    old = packed(signed, tmp_path / "a.sspkg", one)
    taken(county, old)
    attachments.remove(signed.store, [one.id])
    signed.write("4-2", "码头修好了，已验收。")
    signed.sign()
    taken(county, packed(signed, tmp_path / "b.sspkg"))
    assert shown(county) == ()
    assert receiving.examine(county.store, [old]).rows[0].verdict is Verdict.DOUBLE
