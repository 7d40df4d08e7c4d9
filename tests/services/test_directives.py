"""交办事项 from every source, and their life: each step one command, undone as one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.directives import DirectiveStanding, StepKind
from shengsi_desktop.domain.meetings import MeetingKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Cadence, DirectiveSource, DirectiveState, RequestLevel
from shengsi_desktop.services import directive_life as life
from shengsi_desktop.services import directive_slips as slips
from shengsi_desktop.services import directive_typing as typing
from shengsi_desktop.services import directives, history, meetings, reporting
from shengsi_desktop.services.requests import requests_between
from shengsi_desktop.store import keys
from shengsi_desktop.store.tables import Meeting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.directives import Directive
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

    Weeks = Callable[[str], Week]
    Items = Callable[[str], str]

FRIDAY = date(2023, 7, 28)


@pytest.fixture
def given(store: Store, unit_id: str, week: Weeks) -> Callable[..., Directive]:
    """Add a line, and show what became of it."""

    def add(line: str = "报方案 @花鸟乡 8月4日", **fields: object) -> Directive:
        at = week("2023-W30")
        before = {one.id for one in directives.directives(store, unit_id, FRIDAY)}
        directives.add_directive(store, unit_id, at, line, at.last, **fields)  # type: ignore[arg-type]
        return next(one for one in directives.directives(store, unit_id, FRIDAY) if one.id not in before)

    return add


@pytest.fixture
def now(store: Store, unit_id: str) -> Callable[..., Directive]:
    """The directive as it stands."""

    def look(one: Directive, day: date = FRIDAY) -> Directive:
        return next(d for d in directives.directives(store, unit_id, day) if d.id == one.id)

    return look


@pytest.mark.parametrize(
    ("line", "unit", "person", "who"),
    [
        ("报方案 @花鸟乡 8月4日", "花鸟乡", "", "花鸟乡"),
        ("报方案 @花鸟 8月4日", "花鸟乡", "", "花鸟乡"),
        ("报方案 @jtys @张某 8月4日", "县交通运输局", "张某", "县交通运输局、张某"),
        ("报方案 @嵊泗县交通运输局 8月4日", "县交通运输局", "", "县交通运输局"),
        ("报方案 @文化科 8月4日", "", "文化科", "文化科"),
        ("报方案 8月4日", "", "", ""),
    ],
)
def test_a_name_behind_at_is_a_unit_or_a_person(
    given: Callable[..., Directive], line: str, unit: str, person: str, who: str
) -> None:
    one = given(line)
    assert (one.what, one.owner_unit, one.person, one.who) == ("报方案", unit, person, who)
    assert one.due == date(2023, 8, 4)


def test_one_from_elsewhere_makes_no_meeting_and_stands_in_none(
    store: Store, unit_id: str, week: Weeks, given: Callable[..., Directive]
) -> None:
    one = given(
        source=DirectiveSource.INSTRUCTION, given_by="某副县长", given_on=FRIDAY, document="演示〔2023〕3号"
    )
    with store.reading() as session:
        assert session.get(Meeting, keys.meeting_id(unit_id, "weekly", "2023-W30", 1)) is None
    assert (one.source, one.meeting_id, one.given_by, one.given_on, one.document) == (
        DirectiveSource.INSTRUCTION, None, "某副县长", FRIDAY, "演示〔2023〕3号",
    )  # fmt: skip
    assert not meetings.meeting_form(store, unit_id, week("2023-W30")).meeting.directives
    assert not any(one.held for one in meetings.meeting_entries(store, unit_id, FRIDAY))
    assert given("甲").meeting_id == keys.meeting_id(unit_id, "weekly", "2023-W30", 1)


def test_signing_tells_who_and_when_and_is_undone_as_one(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given("报方案 @花鸟乡 9月4日")
    assert one.standing is DirectiveStanding.TO_SIGN
    life.sign_directive(store, one.id, by="李某", on=FRIDAY)
    signed = now(one)
    assert (signed.signed_by, signed.signed_on, signed.standing) == ("李某", FRIDAY, DirectiveStanding.DOING)
    assert [(s.kind, s.person, s.day) for s in signed.steps] == [(StepKind.SIGN, "李某", FRIDAY)]
    with pytest.raises(Refusal, match="已由李某签收"):
        life.sign_directive(store, one.id, by="张某", on=FRIDAY)
    history.undo(store)
    assert (now(one).signed_by, now(one).signed_on, now(one).steps) == ("", None, ())
    with pytest.raises(Refusal, match="没有写签收人"):
        life.sign_directive(store, one.id, by=" ", on=FRIDAY)
    history.redo(store)
    assert (now(one).signed_by, len(now(one).steps)) == ("李某", 1)


def test_however_often_it_is_put_off_the_first_date_stays(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given()
    for day in (date(2023, 8, 11), date(2023, 8, 18)):
        life.extend_directive(store, one.id, due=day, reason="停航", on=FRIDAY)
    late = now(one, date(2023, 8, 20))
    assert (late.due, late.first_due, late.extensions, late.days_overdue) == (
        date(2023, 8, 18), date(2023, 8, 4), 2, 2,
    )  # fmt: skip
    assert [(s.due_from, s.due_to, s.words) for s in late.steps] == [
        (date(2023, 8, 4), date(2023, 8, 11), "停航"),
        (date(2023, 8, 11), date(2023, 8, 18), "停航"),
    ]
    history.undo(store)
    history.undo(store)
    assert (now(one).due, now(one).first_due, now(one).extensions) == (date(2023, 8, 4), None, 0)


def test_putting_off_needs_a_later_day_a_date_and_a_reason(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one, undated = given(), given("甲")
    for due, reason, said in (
        (date(2023, 8, 4), "停航", "不比现在的晚"),
        (date(2023, 8, 11), "", "没有写延期原因"),
    ):
        with pytest.raises(Refusal, match=said):
            life.extend_directive(store, one.id, due=due, reason=reason, on=FRIDAY)
    with pytest.raises(Refusal, match="还没有时限"):
        life.extend_directive(store, undated.id, due=FRIDAY, reason="停航", on=FRIDAY)
    assert (now(one).first_due, now(one).steps) == (None, ())


def test_only_what_is_done_is_closed_and_what_ended_can_be_opened_again(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given()
    with pytest.raises(Refusal, match="办结后才能销号"):
        life.close_directive(store, one.id, by="王某", on=FRIDAY)
    life.finish_directive(store, one.id, on=FRIDAY, result="已报")
    life.close_directive(store, one.id, by="王某", on=FRIDAY)
    closed = now(one)
    assert (closed.state, closed.result, closed.closed_by, closed.closed_on, closed.done_on) == (
        DirectiveState.CLOSED, "已报", "王某", FRIDAY, FRIDAY,
    )  # fmt: skip
    for again in (life.finish_directive, life.cancel_directive):
        with pytest.raises(Refusal, match="现为“销号”"):
            again(store, one.id, on=FRIDAY, **({"reason": "x"} if again is life.cancel_directive else {}))  # type: ignore[operator]
    life.reopen_directive(store, one.id, on=FRIDAY, reason="材料不全")
    opened = now(one)
    assert (opened.state, opened.result, opened.closed_by, opened.closed_on, opened.done_on) == (
        DirectiveState.OPEN, "", "", None, None,
    )  # fmt: skip
    assert [s.kind for s in opened.steps] == [StepKind.DONE, StepKind.CLOSE, StepKind.REOPEN]


def test_cancelling_needs_a_reason_and_keeps_the_words(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given()
    with pytest.raises(Refusal, match="没有写取消原因"):
        life.cancel_directive(store, one.id, reason="", on=FRIDAY)
    life.cancel_directive(store, one.id, reason="重复交办", on=FRIDAY)
    assert (now(one).state, now(one).steps[0].words) == (DirectiveState.CANCELLED, "重复交办")
    with pytest.raises(Refusal, match="已取消，进展没有记入"):
        life.note_progress(store, one.id, words="甲", on=FRIDAY)


def test_an_urging_counts_once_a_day_and_only_what_is_open(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one, done = given(), given("乙")
    life.finish_directive(store, done.id, on=FRIDAY)
    for day in (FRIDAY, FRIDAY, date(2023, 7, 31)):
        life.record_urging(store, [one.id, done.id], StepKind.URGE, day)
    life.record_urging(store, [one.id], StepKind.CONSULT, FRIDAY)
    assert (now(one).urgings, now(done).urgings) == (2, 0)
    assert not life.record_urging(store, [one.id], StepKind.URGE, FRIDAY)


def test_a_directive_made_of_a_request_answers_it(
    store: Store, unit_id: str, week: Weeks, item: Items, now: Callable[..., Directive]
) -> None:
    at = week("2023-W30")
    reporting.set_request(
        store, item("4-2"), unit_id, at, text="请拨付资金", level=RequestLevel.COUNTY_LEADER
    )

    def answer() -> str:
        with store.reading() as session:
            return requests_between(session, unit_id, "", "2023-W30")[0].answer

    with store.reading() as session:
        request = requests_between(session, unit_id, "", "2023-W30")[0]
    directives.directive_of_request(
        store, request.id, at, "", FRIDAY, source=DirectiveSource.HALF_MONTH, person="李某"
    )
    one = directives.directives(store, unit_id, FRIDAY)[0]
    assert (one.what, one.item_number, one.request) == ("请拨付资金", "4-2", "请拨付资金")
    life.finish_directive(store, one.id, on=FRIDAY, result="8月初拨付")
    assert answer() == "8月初拨付"
    life.reopen_directive(store, one.id, on=FRIDAY)
    assert answer() == ""
    life.finish_directive(store, one.id, on=FRIDAY, result="9月拨付")
    history.undo(store)
    assert (answer(), now(one).state) == ("", DirectiveState.OPEN)


def test_typed_fields_are_read_or_refused_with_their_words(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given()
    for field, said in (
        ("unit", "ssz"), ("person", "李某"), ("due", "下周五"), ("source", "批示"), ("item", "4-2"),
        ("document", "督办〔2023〕7号"), ("given_on", "7月26日"), ("phone", "0580-0000000"),
    ):  # fmt: skip
        typing.edit_typed(store, one.id, field, said, FRIDAY)
    there = now(one)
    assert (there.owner_unit, there.person, there.who, there.due, there.source, there.item_number) == (
        "嵊山镇", "李某", "嵊山镇、李某", date(2023, 8, 4), DirectiveSource.INSTRUCTION, "4-2",
    )  # fmt: skip
    assert (there.document, there.given_on, there.phone) == (
        "督办〔2023〕7号",
        date(2023, 7, 26),
        "0580-0000000",
    )
    for field in ("due", "item", "unit"):
        typing.edit_typed(store, one.id, field, "", FRIDAY)
    assert (now(one).due, now(one).item_id, now(one).owner_unit_id, now(one).who) == (
        None,
        None,
        None,
        "李某",
    )
    for field, said in (("due", "改天"), ("unit", "没有局"), ("what", " ")):
        with pytest.raises(Refusal):
            typing.edit_typed(store, one.id, field, said, FRIDAY)
    with pytest.raises(Refusal, match="改天"):
        typing.edit_typed(store, one.id, "due", "改天", FRIDAY)


def test_a_line_changed_in_the_meeting_names_its_unit_again(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given("报方案 @文化科")
    directives.edit_line(store, one.id, "报清单 @花鸟 @张某 8月9日", FRIDAY)
    there = now(one)
    assert (there.what, there.owner_unit, there.person, there.due) == (
        "报清单", "花鸟乡", "张某", date(2023, 8, 9),
    )  # fmt: skip


def test_a_reminder_to_sign_leaves_out_what_is_signed(
    store: Store, unit_id: str, given: Callable[..., Directive]
) -> None:
    one, other = given(), given("报清单 @花鸟乡")
    life.sign_directive(store, one.id, by="李某", on=FRIDAY)
    ids = [one.id, other.id]
    (message,) = slips.directive_messages(store, unit_id, ids, FRIDAY, StepKind.SIGN)
    assert message.ids == (other.id,)
    with pytest.raises(Refusal, match="都已签收"):
        slips.directive_messages(store, unit_id, [one.id], FRIDAY, StepKind.SIGN)


def test_slips_are_written_whole_in_one_document(
    store: Store, unit_id: str, given: Callable[..., Directive], tmp_path: Path
) -> None:
    ids = [given().id, given("报清单 @嵊山镇 7月10日").id]
    made = slips.slips(store, unit_id, ids, FRIDAY)
    assert {(one.number, one.level.label) for one in made} == {
        ("督办〔2023〕1号", "蓝色"), ("督办〔2023〕2号", "红色"),
    }  # fmt: skip
    assert slips.suggested_slip_name(made) == "督办单-2份.docx"
    path = slips.export_slips(made, tmp_path / "督办单.docx")
    assert path.read_bytes()[:2] == b"PK"


def test_a_day_beside_another_that_is_given_by_name_stays_in_the_words(
    given: Callable[..., Directive],
) -> None:
    one = given("总结8月4日会议 @张某 8月4日", due=date(2023, 8, 10))
    assert (one.what, one.due) == ("总结8月4日会议 8月4日", date(2023, 8, 10))
    assert given("报方案 8月10日", due=date(2023, 8, 10)).what == "报方案"


@pytest.mark.parametrize("line", ["2月30日前报送", "报送 2月30日", "报送 @张某2月30日"])
def test_a_line_with_a_day_that_does_not_exist_is_refused_and_nothing_is_stored(
    store: Store, unit_id: str, week: Weeks, line: str
) -> None:
    with pytest.raises(Refusal, match="没有“2月30日"):
        meetings.hand_out(store, MeetingKey(unit_id, Cadence.WEEKLY, "2023-W30", 1), line, FRIDAY)
    with pytest.raises(Refusal, match="没有“2月30日"):
        typing.add_typed(store, unit_id, week("2023-W30"), {"what": line}, FRIDAY)
    assert directives.directives(store, unit_id, FRIDAY) == ()


def test_each_of_several_units_is_told_and_the_one_slip_names_them_all(
    store: Store, unit_id: str, given: Callable[..., Directive], now: Callable[..., Directive], tmp_path: Path
) -> None:
    import docx

    one = given("联合检查 @花鸟乡、县发改局 @张某 8月4日")
    assert (one.owner_units, one.person, one.who) == (
        ("花鸟乡", "县发改局"),
        "张某",
        "花鸟乡、县发改局、张某",
    )
    found = slips.directive_messages(
        store, unit_id, [one.id, given("报清单 @县发改局").id], FRIDAY, StepKind.URGE
    )
    assert [(m.addressee, len(m.ids), "联合检查" in m.text) for m in found] == [
        ("花鸟乡", 1, True), ("县发改局", 2, True),
    ]  # fmt: skip
    assert all(m.text.startswith(f"{m.addressee}：") for m in found)
    life.record_urging(store, [i for m in found for i in m.ids], StepKind.URGE, FRIDAY)
    assert now(one).urgings == 1
    path = slips.export_slips(slips.slips(store, unit_id, [one.id], FRIDAY), tmp_path / "督办单.docx")
    (table,) = docx.Document(str(path)).tables
    assert ["责任单位", "花鸟乡、县发改局"] in [[cell.text for cell in row.cells] for row in table.rows]


def test_another_person_leaves_the_units_and_several_units_may_be_typed(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given("联合检查 @花鸟乡、县发改局 8月4日")
    typing.edit_typed(store, one.id, "person", "李某", FRIDAY)
    assert now(one).who == "花鸟乡、县发改局、李某"
    typing.edit_typed(store, one.id, "unit", "县发改局、ssz", FRIDAY)
    assert (now(one).owners, now(one).person) == ("县发改局、嵊山镇", "李某")
    with pytest.raises(Refusal, match="没有局"):
        typing.edit_typed(store, one.id, "unit", "花鸟乡、没有局", FRIDAY)
    typing.edit_typed(store, one.id, "unit", "", FRIDAY)
    assert (now(one).owner_units, now(one).who) == ((), "李某")


def test_a_unit_of_its_own_beside_another_still_waits_for_the_other(given: Callable[..., Directive]) -> None:
    assert given("联合检查 @县文广旅体局、花鸟乡 9月4日").awaits_signature
    assert not given("自查 @县文广旅体局 9月4日").awaits_signature


def test_a_changed_line_is_the_whole_truth_and_what_it_never_shows_stays(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given("报方案 @花鸟乡 @李 某 8月4日", phone="0580-0000000", due=date(2024, 8, 4))
    typing.edit_typed(store, one.id, "person", "文化科 李某", FRIDAY)
    directives.edit_line(store, one.id, "报清单 @花鸟乡 @文化科 李某 8月4日", FRIDAY)
    there = now(one)
    assert (there.what, there.owner_unit, there.person, there.phone, there.due) == (
        "报清单", "花鸟乡", "文化科 李某", "0580-0000000", date(2024, 8, 4),
    )  # fmt: skip
    directives.edit_line(store, one.id, "报清单 8月4日", FRIDAY)
    assert (now(one).who, now(one).owner_unit, now(one).due) == ("", "", date(2024, 8, 4))
    directives.edit_line(store, one.id, "报清单 @花鸟乡", FRIDAY)
    assert (now(one).who, now(one).due, now(one).phone) == ("花鸟乡", None, "0580-0000000")


def test_nothing_is_done_before_it_was_handed_out_or_struck_off_before_it_was_done(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one, said = given(), given("乙", source=DirectiveSource.INSTRUCTION, given_on=date(2023, 7, 26))
    for again in (
        lambda: life.finish_directive(store, one.id, on=date(2023, 7, 23)),
        lambda: life.sign_directive(store, one.id, by="李某", on=date(2023, 7, 23)),
        lambda: life.finish_directive(store, said.id, on=date(2023, 7, 25)),
    ):
        with pytest.raises(Refusal, match=r"日期7月2[35]日早于交办日期7月2[46]日，没有改动"):
            again()
    life.finish_directive(store, one.id, on=date(2023, 7, 27))
    with pytest.raises(Refusal, match="销号日期7月26日早于办结日期7月27日"):
        life.close_directive(store, one.id, by="王某", on=date(2023, 7, 26))
    # a tick says no day: it is the first one possible
    directives.set_directive_state(store, one.id, DirectiveState.OPEN, date(2023, 7, 20))
    directives.set_directive_state(store, one.id, DirectiveState.DONE, date(2023, 7, 20))
    assert (now(one).done_on, [s.kind for s in now(one).steps]) == (
        date(2023, 7, 27), [StepKind.DONE, StepKind.REOPEN, StepKind.DONE],
    )  # fmt: skip


def test_what_is_struck_off_is_changed_only_when_it_was_taken_up_again(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given()
    life.finish_directive(store, one.id, on=FRIDAY)
    life.close_directive(store, one.id, by="王某", on=FRIDAY)
    for change in (
        lambda: directives.edit_line(store, one.id, "改了 @花鸟乡", FRIDAY),
        lambda: typing.edit_typed(store, one.id, "what", "改了", FRIDAY),
    ):
        with pytest.raises(Refusal, match="已销号，没有改动。要改请先“重新办理”"):
            change()
    assert now(one).what == "报方案"
    life.reopen_directive(store, one.id, on=FRIDAY)
    directives.edit_line(store, one.id, "改了 @花鸟乡", FRIDAY)
    assert now(one).what == "改了"


def test_a_day_taken_away_or_set_right_to_the_first_one_or_before_is_put_off_no_more(
    store: Store, given: Callable[..., Directive], now: Callable[..., Directive]
) -> None:
    one = given()
    life.extend_directive(store, one.id, due=date(2023, 8, 11), reason="停航", on=FRIDAY)
    directives.edit_directive(store, one.id, due=date(2023, 8, 9))
    assert now(one).first_due == date(2023, 8, 4)
    directives.edit_directive(store, one.id, due=date(2023, 8, 1))
    assert (now(one).due, now(one).first_due) == (date(2023, 8, 1), None)
    life.extend_directive(store, one.id, due=date(2023, 8, 11), reason="停航", on=FRIDAY)
    typing.edit_typed(store, one.id, "due", "", FRIDAY)
    assert (now(one).due, now(one).first_due) == (None, None)


def test_a_line_is_read_alike_wherever_it_is_typed(store: Store, unit_id: str, week: Weeks) -> None:
    at, line = week("2023-W30"), "把倍差降到1.5 @花鸟乡、县发改局，8月4日（周五）前"
    meetings.hand_out(store, MeetingKey(unit_id, Cadence.WEEKLY, "2023-W30", 1), line, FRIDAY)
    meetings.hand_out(store, MeetingKey(unit_id, Cadence.MONTH, "2023-07", 1), line, FRIDAY)
    typing.add_typed(store, unit_id, at, {"what": line, "source": "批示"}, FRIDAY)
    meetings.add_directive(store, unit_id, at, "甲", FRIDAY)
    plain = next(one for one in directives.directives(store, unit_id, FRIDAY) if one.what == "甲")
    directives.edit_line(store, plain.id, line, FRIDAY)
    found = directives.directives(store, unit_id, FRIDAY)
    assert [(one.what, one.owners, one.due) for one in found] == [
        ("把倍差降到1.5", "花鸟乡、县发改局", date(2023, 8, 4))
    ] * 4
