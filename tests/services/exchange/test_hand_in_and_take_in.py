"""A signed week goes from a unit to the county as a package or as text; nothing private goes with it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from shengsi_desktop.domain.exchange import Sender, Verdict, Way
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal
from shengsi_desktop.exchange.container import read_package, write_package
from shengsi_desktop.services import facts, finalising, history, reporting
from shengsi_desktop.services.exchange import packages, receiving, submissions
from shengsi_desktop.store.tables import Deliverable, Item, Receipt, Submission
from tests.services.exchange.conftest import CULTURE, WEEK, Place
from tests.services.exchange.secrets import PRIVATE, plant

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def signed(culture: Place) -> Place:
    """县文广旅体局 with a signed week."""
    culture.write("4-2", "已完工14个微改造项目", values={"4-2.1": "14"}, request="请协调用地")
    culture.sign()
    return culture


@pytest.fixture
def package(signed: Place, tmp_path: Path) -> Path:
    """Its package."""
    path = tmp_path / "culture.sspkg"
    submissions.write_package(signed.store, path, signed.unit_id, signed.week())
    return path


def row_of(place: Place, unit_id: str, number: str) -> tuple[str, str]:
    """本周进展 and light of a unit's item, as a desk reads them."""
    with place.store.reading() as session:
        read = facts.read_week(session, unit_id, place.week())
        (row,) = (one for one in read.rows if one.number == number)
        report = read.sorted.reports[row.id].get(WEEK)
        return (report.progress if report else "", row.standing.reading.light.value)


def test_what_was_signed_is_what_the_county_reads(signed: Place, county: Place, package: Path) -> None:
    intake = receiving.examine(county.store, [package], week=WEEK)
    (row,) = intake.rows
    assert (row.unit, row.week, row.number, row.items, row.findings) == (CULTURE, WEEK, 1, 1, ())
    assert (row.verdict, row.clean) == (Verdict.NEW, True)
    taken = receiving.take_in(county.store, intake, {row.key})
    assert taken.units == (CULTURE,)
    assert row_of(county, signed.unit_id, "4-2") == row_of(signed, signed.unit_id, "4-2")
    assert row_of(county, signed.unit_id, "4-2")[0] == "已完工14个微改造项目"


def test_examining_changes_nothing_and_taking_in_is_one_undo(
    signed: Place, county: Place, package: Path
) -> None:
    before = dump(county)
    intake = receiving.examine(county.store, [package])
    assert dump(county) == before
    receiving.take_in(county.store, intake, {"0"})
    assert county.store.undo_name() == f"接收{CULTURE}"
    county.store.undo()
    assert row_of(county, signed.unit_id, "4-2") == ("", "unreported")
    again = receiving.examine(county.store, [package])
    assert again.rows[0].verdict is Verdict.NEW
    county.store.redo()
    assert row_of(county, signed.unit_id, "4-2")[0] == "已完工14个微改造项目"


def test_the_text_takes_in_as_the_package_does(signed: Place, county: Place) -> None:
    parts, document = submissions.coded_text(signed.store, signed.unit_id, signed.week())
    submissions.register(signed.store, document, "a.sspkg")
    pasted = "王联络 17:02\n" + "\n".join(parts)
    intake = receiving.examine(county.store, text=pasted, week=WEEK)
    receiving.take_in(county.store, intake, {"0"})
    assert row_of(county, signed.unit_id, "4-2") == row_of(signed, signed.unit_id, "4-2")
    assert receiving.examine(county.store, text=pasted).rows[0].verdict is Verdict.DOUBLE


def test_a_newer_version_goes_before_an_earlier_one_whichever_comes_first(
    signed: Place, county: Place, package: Path, tmp_path: Path
) -> None:
    signed.write("4-2", "已完工15个")
    signed.sign()
    second = tmp_path / "second.sspkg"
    submissions.write_package(signed.store, second, signed.unit_id, signed.week())
    intake = receiving.examine(county.store, [second])
    receiving.take_in(county.store, intake, {"0"})
    earlier = receiving.examine(county.store, [package])
    assert (earlier.rows[0].verdict, earlier.rows[0].clean, earlier.rows[0].changed) == (
        Verdict.EARLIER,
        False,
        1,
    )
    receiving.take_in(county.store, earlier, {"0"})
    assert row_of(county, signed.unit_id, "4-2")[0] == "已完工15个"
    with county.store.reading() as session:
        assert facts.newest_final(session, signed.unit_id, WEEK)[1] == 2


def test_a_version_counts_as_its_sender_counts_where_those_before_never_came(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    for progress in ("已完工15个", "已完工16个"):
        signed.write("4-2", progress)
        signed.sign()
    third = tmp_path / "third.sspkg"
    submissions.write_package(signed.store, third, signed.unit_id, signed.week())
    receiving.take_in(county.store, receiving.examine(county.store, [third]), {"0"})
    with county.store.reading() as session:
        assert facts.newest_final(session, signed.unit_id, WEEK)[1] == 3
    entries = finalising.version_list(county.store, signed.unit_id, county.week())
    assert [one.number for one in entries] == [3]
    items = finalising.version_items(county.store, signed.unit_id, county.week(), 3)
    assert any(("本周进展", "已完工16个") in one.fields for one in items)
    with pytest.raises(Refusal, match="现有第3至第3版"):
        finalising.version_items(county.store, signed.unit_id, county.week(), 1)


def test_a_package_of_another_unit_or_plan_than_its_words_is_an_exception(
    signed: Place, county: Place, package: Path, tmp_path: Path
) -> None:
    whole = read_package(package.read_bytes(), "a")
    other = replace(whole.head, sender=Sender("x", "某单位"), plan_id="y", plan_title="另一方案")
    path = tmp_path / "other.sspkg"
    path.write_bytes(write_package(other, whole.members))
    (row,) = receiving.examine(county.store, [path]).rows
    assert not row.clean
    assert [one.words for one in row.findings] == [
        f"数据包由“某单位”导出，内容却是“{CULTURE}”的，请核对。",
        "对方用的是“另一方案”，本台账没有这份方案。",
    ]


def test_exceptions_are_flagged_and_only_they_need_to_be_opened(
    signed: Place, county: Place, package: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "again.sspkg").write_bytes(package.read_bytes())
    (tmp_path / "folder" / "bent.sspkg").write_bytes(package.read_bytes()[:-1])
    (tmp_path / "folder" / "~$lock.xlsx").write_bytes(b"")
    (tmp_path / "folder" / "photo.jpg").write_bytes(b"\xff\xd8")
    intake = receiving.examine(county.store, [package, tmp_path / "folder"], week="2023-W31")
    found = {row.source: row for row in intake.rows}
    assert set(found) == {"culture.sspkg", "again.sspkg", "bent.sspkg", "photo.jpg"}
    assert found["again.sspkg"].verdict is Verdict.SAME
    assert found["again.sspkg"].findings[0].words == "与同批的“culture.sspkg”相同。"
    assert found["bent.sspkg"].verdict is found["photo.jpg"].verdict is Verdict.REFUSED
    # the week it speaks of is the week it is taken in for
    assert [(one.words, one.stops) for one in found["culture.sspkg"].findings] == [("第30周", False)]
    assert found["culture.sspkg"].clean
    # but one that is not there yet, or long over, is rather a slip
    for week, day in (
        ("2023-W29", datetime(2023, 7, 20, tzinfo=UTC)),
        ("2023-W40", datetime(2023, 10, 2, tzinfo=UTC)),
    ):
        with county.store.reading() as session:
            session.info["clock"] = lambda day=day: day
            judge = receiving.Judge(session, county.unit_id, week)
            row = judge.row("0", receiving.Found("", intake.documents["0"], Way.PACKAGE))
        assert not row.clean
    with pytest.raises(Refusal, match="没有可以入库的报送"):
        receiving.take_in(county.store, intake, {"1", "2"})


def test_a_sealed_package_asks_for_its_passphrase_and_says_whose_it_is(
    signed: Place, county: Place, tmp_path: Path
) -> None:
    path = tmp_path / "sealed.sspkg"
    submissions.write_package(signed.store, path, signed.unit_id, signed.week(), passphrase="海岛2023")
    (row,) = receiving.examine(county.store, [path]).rows
    assert (row.verdict, row.unit, row.takeable) == (Verdict.SEALED, CULTURE, False)
    intake = receiving.examine(county.store, [path], passphrases=["错", "海岛2023"])
    assert intake.rows[0].clean


def test_without_a_signed_week_nothing_goes(culture: Place, tmp_path: Path) -> None:
    path = tmp_path / "a.sspkg"
    with pytest.raises(Refusal, match="还没有定稿"):
        submissions.write_package(culture.store, path, culture.unit_id, culture.week())
    culture.write("4-2", "已完工14个")
    culture.sign()
    culture.write("4-2", "已完工15个")
    with pytest.raises(Refusal, match="之后又有改动"):
        submissions.preview(culture.store, culture.unit_id, culture.week())
    assert not path.exists()


def test_where_the_file_cannot_be_written_nothing_is_registered(signed: Place, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        submissions.write_package(signed.store, tmp_path / "no" / "a.sspkg", signed.unit_id, signed.week())
    with signed.store.reading() as session:
        assert session.exec(select(Submission)).all() == []


def test_a_handing_in_can_be_taken_back(signed: Place, package: Path) -> None:
    with signed.store.reading() as session:
        assert facts.present(Submission) is not None
        (sent,) = session.exec(select(Submission).where(facts.present(Submission))).all()
    assert (sent.way, sent.number) == ("数据包", 1)
    signed.store.undo()
    with signed.store.reading() as session:
        assert session.exec(select(Submission).where(facts.present(Submission))).all() == []


def test_a_clock_that_is_a_year_wrong_is_only_a_remark(
    signed: Place, county: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = submissions.document_of(signed.store, signed.unit_id, signed.week(), receiving.Way.TEXT)
    late = document.submission.model_copy(update={"at": "2099-07-28T17:00:00+00:00"})
    from shengsi_desktop.exchange.coded_text import encode

    text = "".join(encode(document.model_copy(update={"submission": late})))
    (row,) = receiving.examine(county.store, text=text).rows
    assert row.clean
    assert "不影响入库" in row.findings[0].words


@pytest.fixture
def with_secrets(culture: Place) -> Place:
    plant(culture)
    return culture


def test_nothing_private_is_in_what_goes(with_secrets: Place, tmp_path: Path) -> None:
    place, path = with_secrets, tmp_path / "a.sspkg"
    submissions.write_package(place.store, path, place.unit_id, place.week())
    assert not [word for word in PRIVATE if word.encode() in unpacked(path)]
    preview = submissions.preview(place.store, place.unit_id, place.week())
    assert "会商讨论、记录和参加人员" in preview.stays


def test_the_discussion_goes_where_it_was_ticked(with_secrets: Place, tmp_path: Path) -> None:
    place, path = with_secrets, tmp_path / "a.sspkg"
    submissions.write_package(place.store, path, place.unit_id, place.week(), with_meeting=True)
    assert [word for word in PRIVATE if word.encode() in unpacked(path)] == ["甲密议", "丙密人", "己密备"]
    preview = submissions.preview(place.store, place.unit_id, place.week(), with_meeting=True)
    assert dict(preview.along)["会商讨论"][:1] == (f"地点：{PRIVATE[6]}",)


def test_the_log_tells_what_went_and_what_came(signed: Place, county: Place, package: Path) -> None:
    receiving.take_in(county.store, receiving.examine(county.store, [package]), {"0"})
    (sent,), (came,) = packages.log_lines(signed.store), packages.log_lines(county.store)
    assert (sent.outgoing, sent.name, sent.week) == (True, "culture.sspkg", WEEK)
    assert (came.outgoing, came.counterpart, came.outcome) == (
        False,
        CULTURE,
        "已入库 定稿v1",
    )


def test_the_receipt_names_what_was_taken_in(signed: Place, county: Place, package: Path) -> None:
    receiving.take_in(county.store, receiving.examine(county.store, [package]), {"0"})
    with county.store.reading() as session:
        (receipt,) = session.exec(select(Receipt)).all()
        assert (receipt.issuer_id, receipt.unit_id, receipt.way) == (
            county.unit_id,
            signed.unit_id,
            "数据包",
        )
    with signed.store.reading() as session:
        assert receipt.final_id == facts.newest_final(session, signed.unit_id, WEEK)[0].id  # type: ignore[union-attr]


def unpacked(path: Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return b"".join(package.read(name) for name in package.namelist())


def dump(place: Place) -> list[str]:
    with place.store.writing() as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"progress": "长" * 1_000_001}, "4-2 本周进展超过1000000字"),
        ({"progress": "x", "values": {"4-2.1": "1" * 24}}, "4-2.1 本周值的位数太多"),
    ],
)
def test_what_no_other_desk_could_read_is_neither_signed_nor_sent_and_its_place_is_named(
    culture: Place, tmp_path: Path, more: Any, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    culture.write("4-2", **more)
    with pytest.raises(Refusal, match=f"{words}.*尚未定稿"):
        culture.sign()
    # as one signed it before that was looked at
    with monkeypatch.context() as patch:
        patch.setattr("shengsi_desktop.exchange.documents.require_readable", lambda _: None)
        culture.sign()
    with pytest.raises(Refusal, match=words):
        submissions.write_package(culture.store, tmp_path / "a.sspkg", culture.unit_id, culture.week())
    assert not (tmp_path / "a.sspkg").exists()
    assert submissions.hand_in(culture.store, culture.unit_id, culture.week()).reason.startswith(words)


def test_a_percent_is_kept_to_two_decimals(culture: Place) -> None:
    culture.write("4-2", "x", override=(Decimal("33.333333333333333333333333"), "按投资额"))
    form = reporting.report_form(culture.store, culture.item("4-2"), culture.unit_id, culture.week())
    assert form.report.override_percent == Decimal("33.33")


def test_what_one_side_added_or_renamed_keeps_nobody_from_reading_the_text(
    culture: Place, county: Place
) -> None:
    item_id = culture.item("4-2")
    with culture.store.command("自加") as command:
        command.session.add(Deliverable(item_id=item_id, number="4-2.9", name="自加细项"))
        command.session.get(Item, item_id).title = "单位改的题"
    with county.store.command("县里改") as command:
        command.session.get(Item, culture.item("8-3")).title = "县里改的题"
    culture.write("4-2", "已完工14个")
    culture.sign()
    parts, document = submissions.coded_text(culture.store, culture.unit_id, culture.week())
    intake = receiving.examine(county.store, text="\n".join(parts))
    assert intake.documents["0"].final == document.final
    longer, _ = submissions.coded_text(culture.store, culture.unit_id, culture.week(), other_plan=True)
    assert sum(map(len, parts)) < 0.5 * sum(map(len, longer))


def test_a_file_that_could_not_be_registered_leaves_no_line_in_the_log(
    signed: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_given: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(packages, "note_in", dies)
    with pytest.raises(KeyboardInterrupt):
        submissions.write_package(signed.store, tmp_path / "a.sspkg", signed.unit_id, signed.week())
    monkeypatch.undo()
    assert (tmp_path / "a.sspkg").exists()
    assert packages.log_lines(signed.store) == ()
    assert "未报送" in submissions.hand_in(signed.store, signed.unit_id, signed.week()).state
    submissions.write_package(signed.store, tmp_path / "a.sspkg", signed.unit_id, signed.week())
    assert [one.name for one in packages.log_lines(signed.store)] == ["a.sspkg"]


def test_an_earlier_version_taken_in_late_goes_again_when_that_is_undone(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    packages = []
    for words in ("第一版", "第二版"):
        culture.write("4-2", words)
        culture.sign()
        packages.append(tmp_path / f"{words}.sspkg")
        submissions.write_package(culture.store, packages[-1], culture.unit_id, culture.week())
    for package in reversed(packages):
        receiving.take_in(county.store, receiving.examine(county.store, [package]), {"0"})
    undone = history.undo(county.store)
    assert undone is not None
    assert undone.left == ()
    verdicts = [row.verdict for row in receiving.examine(county.store, packages).rows]
    assert verdicts == [Verdict.EARLIER, Verdict.DOUBLE]
