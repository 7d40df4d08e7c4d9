"""What a brief says in a real store: a leader's own 听取, dates put off, one count, newer facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.briefs import BriefKind, BriefSection
from shengsi_desktop.domain.words import Cadence, DirectiveSource
from shengsi_desktop.services import (
    briefs,
    directive_life,
    directives,
    drafting,
    meeting_records,
    meeting_series,
    people,
    reporting,
    setting_up,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.briefs import Brief
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

TODAY = date(2024, 1, 31)
PERIOD = "2023-07-2"


@pytest.fixture
def leaders(store: Store, unit_id: str) -> dict[str, str]:
    people.add_leader(store, "张某", "副县长", units=[unit_id])
    people.add_leader(store, "李某", "副县长")
    return {one.name: one.id for one in people.leaders(store)}


def drafted(store: Store, unit_id: str, leader_id: str) -> Brief:
    return briefs.draft(store, unit_id, BriefKind.HALF_MONTH, PERIOD, leader_id, today=TODAY)


def report(store: Store, item_id: str, unit_id: str, week: Week, words: str) -> None:
    reporting.report_once(store, item_id, unit_id, week, words={"progress": words}, values={})


def test_what_a_leader_gives_at_their_own_hearing_is_in_their_brief_whoever_has_it(
    store: Store,
    unit_id: str,
    leaders: dict[str, str],
    week: Callable[[str], Week],
    item: Callable[[str], str],
) -> None:
    series = meeting_series.add_series(
        store, unit_id, Cadence.HALF_MONTH, "李某听取", leader_id=leaders["李某"]
    )
    key = meeting_records.new_meeting(store, unit_id, Cadence.HALF_MONTH, PERIOD, series)
    meeting_records.record(store, key, {"place": "三楼"})
    other = next(unit.id for unit in setting_up.directory() if unit.name == "县财政局")
    for what, item_id in (("拨付资金", None), ("报送方案", item("4-2"))):
        directives.add_directive(
            store,
            unit_id,
            week("2023-W30"),
            f"{what} 8月5日",
            date(2023, 7, 28),
            item_id,
            owner_unit_id=other,
            source=DirectiveSource.HALF_MONTH,
            meeting_id=key.id,
        )
    told = drafted(store, unit_id, leaders["李某"]).words_of(BriefSection.DIRECTIVES)
    assert "拨付资金（听取交办，县财政局），时限8月5日。" in told
    assert "报送方案（听取交办，县财政局），涉及4-2，时限8月5日。" in told
    assert "拨付资金" not in drafted(store, unit_id, leaders["张某"]).words_of(BriefSection.DIRECTIVES)


def test_a_date_put_off_is_told_with_the_first_one_from_that_day_on(
    store: Store, unit_id: str, leaders: dict[str, str], week: Callable[[str], Week]
) -> None:
    directives.add_directive(store, unit_id, week("2023-W29"), "落实场地 @文化科 7月25日", date(2023, 7, 20))
    (one,) = directives.directives(store, unit_id, TODAY)
    directive_life.extend_directive(store, one.id, due=date(2023, 8, 4), reason="等料", on=date(2023, 7, 24))
    directive_life.extend_directive(store, one.id, due=date(2023, 9, 4), reason="等料", on=date(2023, 8, 3))
    words = drafted(store, unit_id, leaders["张某"]).words_of(BriefSection.DIRECTIVES)
    assert "时限8月4日（原定7月25日）。" in words


def test_the_list_of_leaders_and_each_brief_count_the_same_items(
    store: Store,
    unit_id: str,
    leaders: dict[str, str],
    week: Callable[[str], Week],
    item: Callable[[str], str],
) -> None:
    other = next(unit.id for unit in setting_up.directory() if unit.name == "县教育局")
    report(store, item("11-1"), other, week("2023-W30"), "校舍招标。")
    for line in briefs.leader_lines(store, unit_id, PERIOD, today=TODAY):
        brief = drafted(store, unit_id, line.leader.id if line.leader else "")
        assert brief.facts.count == line.items
        assert f"事项{line.items}项" in brief.words_of(BriefSection.OVERALL) or not line.items
    assert brief.facts.unanswered


def test_words_of_a_person_over_newer_facts_are_told_of_in_the_list_and_at_the_export(
    store: Store,
    unit_id: str,
    leaders: dict[str, str],
    week: Callable[[str], Week],
    item: Callable[[str], str],
) -> None:
    report(store, item("8-3"), unit_id, week("2023-W30"), "材料报送。")
    for section in (BriefSection.PROGRESS, BriefSection.REQUESTS):
        part = drafted(store, unit_id, leaders["张某"]).part_of(section)
        assert part is not None
        drafting.keep_draft(store, part.editable, "人写的话。")
        drafting.commit_draft(store, part.editable.key)

    def line() -> tuple[int, int]:
        first = briefs.leader_lines(store, unit_id, PERIOD, today=TODAY)[0]
        return first.edited, first.outdated

    assert line() == (2, 0)
    assert briefs.outdated_words(drafted(store, unit_id, leaders["张某"])) == ""
    report(store, item("8-5"), unit_id, week("2023-W30"), "初稿完成。")
    assert line() == (2, 1)
    said = briefs.outdated_words(drafted(store, unit_id, leaders["张某"]))
    assert said == "第二部分按您改写的文字导出，之后数据有更新。"
