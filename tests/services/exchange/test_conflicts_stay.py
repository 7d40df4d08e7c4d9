"""What two machines wrote or signed apart stays in view until a person settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.syncing import Conflict, ConflictKind
from shengsi_desktop.services import facts, final_checks, finalising, history, reporting
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import conflict_list, submissions, syncing
from shengsi_desktop.store.tables import Directive, DirectiveStep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.services.exchange.conftest import Place


@pytest.fixture
def desk(culture: Place) -> Place:
    """The office's machine."""
    return culture


@pytest.fixture
def number(desk: Place) -> str:
    """An item of the unit's own."""
    with desk.store.reading() as session:
        return facts.rows(session, desk.unit_id, desk.week())[0].number


@pytest.fixture
def both_ways(desk: Place, laptop: Place, tmp_path: Path) -> Callable[[], None]:
    """Each machine takes in what the other one has."""

    def sent() -> None:
        for source, target in ((desk, laptop), (laptop, desk)):
            syncing.make(source.store, tmp_path / "同步.sspkg")
            syncing.take(target.store, (tmp_path / "同步.sspkg").read_bytes(), "同步.sspkg")

    return sent


def waiting(place: Place, kind: ConflictKind) -> list[Conflict]:
    return [one for one in conflict_list.conflicts(place.store) if one.kind is kind]


def settle_fields(place: Place) -> None:
    for one in waiting(place, ConflictKind.FIELD):
        conflict_list.settle(place.store, one.key, one.heads, one.rivals[0].value)


def form_field(place: Place, number: str) -> Any:
    form = reporting.report_form(place.store, place.item(number), place.unit_id, place.week())
    return form.fields["progress"]


def test_a_version_signed_upon_another_does_not_hide_one_of_another_machine_signed_between(
    desk: Place, laptop: Place, number: str, both_ways: Callable[[], None]
) -> None:
    both_ways()
    desk.write(number, "办公室14个")
    desk.sign()
    laptop.write(number, "岛上9个")
    laptop.sign()
    desk.write(number, "办公室15个")
    desk.sign()
    both_ways()
    for place in (desk, laptop):
        (one,) = waiting(place, ConflictKind.FINAL)
        first = [rival.text.splitlines()[0].partition("：")[2] for rival in one.rivals]
        assert first == ["办公室15个", "岛上9个"]


@pytest.mark.parametrize("words", ["办公室15个", "核对后23个"])
def test_the_next_version_settles_those_signed_apart_with_or_without_another_word(
    desk: Place, laptop: Place, number: str, both_ways: Callable[[], None], words: str
) -> None:
    both_ways()
    for progress in ("办公室14个", "办公室15个"):
        desk.write(number, progress)
        desk.sign()
    laptop.write(number, "岛上9个")
    laptop.sign()  # once, but last by the clock
    both_ways()
    settle_fields(desk)
    desk.write(number, words)
    desk.sign()
    both_ways()
    assert not waiting(desk, ConflictKind.FINAL)
    assert not waiting(laptop, ConflictKind.FINAL)
    assert finalising.standing_now(laptop.store, laptop.unit_id, laptop.week()).version == 3
    with pytest.raises(Refusal, match="不必再次定稿"):
        desk.sign()


def test_typing_over_a_field_in_conflict_leaves_the_other_text_until_it_is_settled(
    desk: Place, laptop: Place, number: str, both_ways: Callable[[], None]
) -> None:
    desk.write(number, "办公室的一大段话")
    laptop.write(number, "岛上的一大段话")
    both_ways()
    shown, other = form_field(desk, number).conflict
    reporting.keep_draft(desk.store, form_field(desk, number), f"{shown}，")
    reporting.commit_drafts(desk.store)
    assert form_field(desk, number).conflict == (f"{shown}，", other)
    desk.write(number, "命令行写的")  # as `report` does
    assert form_field(desk, number).conflict == ("命令行写的", other)
    page = reporting.week_page(desk.store, desk.unit_id, desk.week())
    assert page.conflicts == {desk.item(number)}
    assert "写的不一样" in form_field(desk, number).rivals
    gaps = final_checks.gaps(desk.store, desk.unit_id, desk.week())
    told = [gap for gap in gaps if gap.page == "exchange"]
    assert [gap.words for gap in told] == [f"{number} 周填报 本周进展：两边写的不一样，还没有处理"]
    assert told[0].target == f"sync:{conflict_list.conflicts(desk.store)[0].id}"
    settle_fields(desk)
    both_ways()
    assert not reporting.week_page(desk.store, desk.unit_id, desk.week()).conflicts
    assert form_field(desk, number).conflict == form_field(laptop, number).conflict == ()
    assert form_field(laptop, number).text == "命令行写的"


def test_undoing_a_merge_leaves_the_version_that_ones_own_was_signed_upon(
    desk: Place, laptop: Place, number: str, both_ways: Callable[[], None]
) -> None:
    desk.write(number, "办公室14个")
    desk.sign()
    both_ways()
    laptop.write(number, "岛上15个")
    laptop.sign()
    history.undo(laptop.store)  # the words
    undone = history.undo(laptop.store)  # the merge
    assert undone is not None
    assert undone.left
    assert finalising.standing_now(laptop.store, laptop.unit_id, laptop.week()).version == 2
    assert len(finalising.version_list(laptop.store, laptop.unit_id, laptop.week())) == 2


@pytest.mark.parametrize("keep", [True, False])
def test_a_deletion_that_a_part_made_elsewhere_reverses_is_told(
    desk: Place, laptop: Place, both_ways: Callable[[], None], *, keep: bool
) -> None:
    with signed(desk.store, "交办") as command:
        directive = Directive(unit_id=desk.unit_id, what="抓紧开工")
        command.session.add(directive)
    both_ways()
    with signed(desk.store, "删除交办") as command:
        command.session.delete(command.session.get(Directive, directive.id))
    with signed(laptop.store, "办理") as command:
        command.session.add(DirectiveStep(directive_id=directive.id, words="岛上办了", kind="办理"))
    both_ways()
    for place in (desk, laptop):
        (one,) = waiting(place, ConflictKind.ROW)
        assert "抓紧开工" in one.what
        assert [rival.deletes for rival in one.rivals] == [False, True]
        assert one.rivals[0].text.startswith("有")
    conflict_list.settle_row(desk.store, one.key, keep=keep)
    both_ways()
    assert not conflict_list.conflicts(desk.store)
    assert not conflict_list.conflicts(laptop.store)
    with laptop.store.reading() as session:
        assert [one.dead for one in session.exec(select(DirectiveStep)).all()] == [not keep]


def test_a_preview_counts_what_is_being_typed_and_names_nobody_where_nothing_is_new(
    desk: Place, laptop: Place, number: str, both_ways: Callable[[], None], tmp_path: Path
) -> None:
    desk.write(number, "起")
    both_ways()
    syncing.make(desk.store, tmp_path / "全部.sspkg", whole=True)
    again = syncing.examine(laptop.store, (tmp_path / "全部.sspkg").read_bytes(), "全部.sspkg")
    assert (again.arrived, again.sources, again.conflicts) == (0, (), ())

    reporting.keep_draft(laptop.store, form_field(laptop, number), "岛上正在打的字")
    desk.write(number, "办公室改")
    syncing.make(desk.store, tmp_path / "新.sspkg")
    data = (tmp_path / "新.sspkg").read_bytes()
    told = syncing.examine(laptop.store, data, "新.sspkg")
    assert [one.machine for one in told.sources] == [told.machine]
    (one,) = told.conflicts
    assert {rival.text for rival in one.rivals} == {"办公室改", "岛上正在打的字"}
    assert not conflict_list.conflicts(laptop.store)  # only tried: it is still a draft
    assert syncing.take(laptop.store, data, "新.sspkg").conflicts == 1


def test_the_preview_of_documents_taken_back_here_tells_of_them(
    desk: Place, laptop: Place, number: str, both_ways: Callable[[], None], tmp_path: Path
) -> None:
    desk.write(number, "办公室14个")
    both_ways()
    desk.sign()
    both_ways()
    history.undo(laptop.store)
    syncing.make(desk.store, tmp_path / "全部.sspkg", whole=True)
    data = (tmp_path / "全部.sspkg").read_bytes()
    told = syncing.examine(laptop.store, data, "全部.sspkg")
    assert any("1份文件是本机撤销过的" in line for line in told.warnings)
    assert syncing.examine(laptop.store, data, "全部.sspkg", bring_back=True).documents == 1


def test_what_goes_up_says_which_words_of_it_nobody_has_settled(
    desk: Place, laptop: Place, number: str, both_ways: Callable[[], None]
) -> None:
    desk.write(number, "一稿")
    both_ways()
    desk.write(number, "办公室改的")
    laptop.write(number, "笔记本改的")
    both_ways()
    desk.sign()

    def seen() -> tuple[str, ...]:
        return submissions.preview(desk.store, desk.unit_id, desk.week()).unsettled

    (words,) = seen()
    assert words.startswith(f"{number} ")
    assert "本周进展：两边写的不一样" in words
    settle_fields(desk)
    assert seen() == ()
