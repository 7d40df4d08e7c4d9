"""«合并重复»: what was added by hand twice becomes one, with all that hangs on it, and no word is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import (
    attachments,
    clearing,
    directive_life,
    directives,
    finalising,
    joining,
    project_editing,
    reporting,
    sections,
)
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import conflict_list
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    Assignment,
    Attachment,
    Deliverable,
    DeliverableValue,
    Directive,
    DirectiveStep,
    Item,
    ItemSection,
    Project,
    Report,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

UNIT = "县文广旅体局"
TODAY = date(2023, 7, 28)


def rows(store: Store, model: Any) -> list[Any]:
    with store.reading() as session:
        return sorted(session.exec(alive(model)).all(), key=lambda row: row.id)


def made(changed: Any, entity: str) -> str:
    """The id of the row that a command made."""
    return next(key.entity_id for key in changed if key.entity == entity and key.field == "_row")


@pytest.fixture
def pair(store: Store) -> tuple[str, str]:
    """A project that two people added, each in words of their own; the first one's id is the smaller."""
    one = made(project_editing.add_project(store, "客运码头改造", lead=UNIT, year_plan=None), "item")
    other = made(project_editing.add_project(store, "客运码头扩建", lead=UNIT, builder="某建设公司"), "item")
    assert one < other
    return one, other


def texts(store: Store) -> set[tuple[str, ...]]:
    return {tuple(rival.text for rival in one.rivals) for one in conflict_list.conflicts(store)}


def test_items_become_one_with_reports_figures_files_and_what_differs(
    store: Store, pair: tuple[str, str], unit_id: str, week: Callable[[str], Week], tmp_path: Path
) -> None:
    one, other = pair
    for item, at, words in (
        (one, "2023-W29", {"progress": "打桩"}),
        (other, "2023-W29", {"progress": "浇筑", "problems": "缺料"}),
        (other, "2023-W30", {"progress": "封顶"}),
    ):
        reporting.report_once(store, item, unit_id, week(at), words=words)
    project_editing.add_milestone(store, one, "主体完工", "8月底")
    project_editing.add_milestone(store, other, "主体完工", "8月底")
    project_editing.add_milestone(store, other, "验收", "10月底")
    mine, twin = (next(row for row in rows(store, Deliverable) if row.item_id == item) for item in pair)
    with signed(store, "更新细项") as command:
        row = command.keyed(DeliverableValue, deliverable_id=twin.id, unit_id=unit_id, week="2023-W29")
        row.words = "主体到二层"
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff")
    attachments.add(store, other, unit_id, [tmp_path / "照片.jpg"])
    directives.add_directive(store, unit_id, week("2023-W30"), "催材料进场", TODAY, other)

    told = joining.preview(store, "item", pair)
    assert told.kept.id == one
    assert {"周填报": 2, "附件": 1, "交办事项": 1}.items() <= dict(told.moves).items()
    assert ("标题", ("客运码头改造", "客运码头扩建")) in {(two.what, two.texts) for two in told.clashes}
    assert any("“打桩” ／ “浇筑”" in line for line in told.sentences)

    joining.join(store, "item", pair)
    assert other not in {row.id for row in rows(store, Item)}
    found = {row.week: row for row in rows(store, Report)}
    assert {row.item_id for row in found.values()} == {one}
    assert (found["2023-W29"].progress, found["2023-W29"].problems) == ("打桩", "缺料")
    assert found["2023-W30"].progress == "封顶"
    assert [(row.deliverable_id, row.words) for row in rows(store, DeliverableValue)] == [
        (mine.id, "主体到二层")
    ]
    number = next(row.number for row in rows(store, Item) if row.id == one)
    assert {row.number for row in rows(store, Deliverable) if row.item_id == one} == {
        f"{number}.{n}" for n in (1, 2, 3)
    }
    assert [row.item_id for row in rows(store, Attachment)] == [one]
    assert [row.item_id for row in rows(store, Directive)] == [one]
    assert next(row.builder for row in rows(store, Project) if row.item_id == one) == "某建设公司"
    assert [row.written for row in rows(store, Assignment) if row.item_id in pair] == [UNIT]
    assert {("打桩", "浇筑"), ("客运码头改造", "客运码头扩建")} <= texts(store)


def test_a_conflict_of_a_join_is_decided_like_any_other(store: Store, pair: tuple[str, str]) -> None:
    joining.join(store, "item", pair)
    title = next(
        one for one in conflict_list.conflicts(store) if "扩建" in one.rivals[1].text and "标题" in one.what
    )
    conflict_list.settle(store, title.key, title.heads, "客运码头改扩建")
    assert next(row.title for row in rows(store, Item) if row.id == pair[0]) == "客运码头改扩建"


def test_directives_become_one_with_their_steps_and_one_undo_takes_it_back(
    store: Store, unit_id: str, week: Callable[[str], Week]
) -> None:
    at = week("2023-W30")
    ids = [
        made(directives.add_directive(store, unit_id, at, text, TODAY), "directive")
        for text in ("落实安全员", "落实码头安全员")
    ]
    directive_life.note_progress(store, ids[0], words="已谈两人", on=TODAY)
    directive_life.note_progress(store, ids[1], words="已定一人", on=TODAY)
    joining.join(store, "directive", ids)
    (row,) = rows(store, Directive)
    assert row.id == min(ids)
    assert {step.words for step in rows(store, DirectiveStep)} == {"已谈两人", "已定一人"}
    assert ("落实安全员", "落实码头安全员") in texts(store)
    assert store.undo() == ("合并重复交办事项", 0)
    assert {row.what for row in rows(store, Directive)} == {"落实安全员", "落实码头安全员"}
    assert {step.directive_id for step in rows(store, DirectiveStep)} == set(ids)
    assert not texts(store)
    store.redo()
    assert [row.id for row in rows(store, Directive)] == [min(ids)]


def test_sections_become_one_and_handle_the_items_of_both(
    store: Store, unit_id: str, item: Callable[[str], str]
) -> None:
    handled = [item("4-2"), item("4-1")]
    ids = [
        made(sections.add_section(store, unit_id, name, "", phone, item_id=one), "section")
        for name, phone, one in (("产业科", "", handled[0]), ("产业发展科", "0580-0000001", handled[1]))
    ]
    joining.join(store, "section", ids)
    (row,) = rows(store, Section)
    assert (row.name, row.phone) == ("产业科", "0580-0000001")
    assert {link.item_id for link in rows(store, ItemSection) if link.section_id == row.id} == set(handled)


def test_an_item_that_a_signed_version_speaks_of_stays_and_two_of_them_are_refused(
    store: Store, pair: tuple[str, str], unit_id: str, week: Callable[[str], Week]
) -> None:
    one, other = pair
    at = week("2023-W29")
    reporting.report_once(store, other, unit_id, at, words={"progress": "浇筑"})
    finalising.finalise(store, unit_id, at, reviewer="张局")
    assert joining.staying(store, "item", pair) == other
    reporting.report_once(store, one, unit_id, at, words={"progress": "打桩"})
    finalising.finalise(store, unit_id, at, reviewer="张局")
    with pytest.raises(Refusal, match="定稿里会找不到"):
        joining.join(store, "item", pair)


def test_what_is_no_double_is_refused_in_words(
    store: Store, pair: tuple[str, str], item: Callable[[str], str]
) -> None:
    for ids, words in (
        (pair[:1], "另选一项"),
        ((pair[0], item("4-2")), "不是同一类"),
        ((item("4-1"), item("4-2")), "方案"),
        ((pair[0], "没有这个"), "不在了"),
    ):
        with pytest.raises(Refusal, match=words):
            joining.join(store, "item", ids)
    with pytest.raises(Refusal, match="这一类"):
        joining.join(store, "plan", pair)
    assert {one.id for one in joining.doubles(store, "item", pair[0])} == {pair[1]}


def test_words_that_are_cleared_leave_the_double_that_brought_them_too(
    store: Store, pair: tuple[str, str], unit_id: str, week: Callable[[str], Week]
) -> None:
    one, other = pair
    reporting.report_once(store, other, unit_id, week("2023-W29"), words={"problems": "不该写在这里的话"})
    joining.join(store, "item", pair)
    (line,) = clearing.lines_holding(store, one, "不该写在这里的话")
    assert line.change is not None
    clearing.clear(store, line.key, line.change)
    with store.writing() as raw:
        held = raw.execute("SELECT count(*) FROM change WHERE value LIKE '%不该写在这里的话%'").fetchone()
    assert held == (0,)
