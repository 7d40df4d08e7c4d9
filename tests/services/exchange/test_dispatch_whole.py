"""下发 whole: new things come with their parts, directives and leads' states, and nothing private goes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.dispatch import DispatchPart, EntryState
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Light, Role
from shengsi_desktop.exchange.container import Package, read_package
from shengsi_desktop.exchange.documents import DOCUMENT
from shengsi_desktop.services import directive_life, directives, facts, plan_years, reporting
from shengsi_desktop.services.boards import published, publishing
from shengsi_desktop.services.boards.computing import board_now
from shengsi_desktop.services.exchange import along, dispatching, taking_dispatch
from shengsi_desktop.services.exchange.dispatching import DispatchWish
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.tables import (
    Appeal,
    AppealContact,
    Assignment,
    BoardAdjustment,
    CountyLeader,
    CountyNote,
    Deliverable,
    Directive,
    Item,
    LeaderUnit,
    ListEntry,
    Meeting,
    Plan,
    Report,
    Section,
    TaskForce,
    Topic,
)
from tests.services.boards.conftest import LATER, fill
from tests.services.exchange.conftest import TRANSPORT, WEEK, Place
from tests.services.exchange.test_dispatching import item, seen, sent, take_clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "绝不外传"


def plan_id(place: Place) -> str:
    return place.store.setting("plan_id")


def test_a_new_item_of_a_list_comes_with_its_parts_as_one_entry(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    with county.store.command("加项目") as command:
        row = Item(plan_id=plan_id(county), kind="project", number="项目9", title="新码头", due="2023-12-31")
        command.session.add(row)
        command.session.add(Deliverable(item_id=row.id, number="项目9.1", name="年度投资", due="2023-12-31"))
        owner = command.keyed(Assignment, item_id=row.id, written="县文广旅体局")
        owner.unit_id = culture.unit_id
    (entry,) = take_clean(culture, sent(county, culture, tmp_path)).entries
    assert (entry.state, entry.note) == (EntryState.NEW, "含责任单位1、细项1")
    assert item(culture, row.id).title == "新码头"
    culture.store.undo()
    assert item(culture, row.id).dead
    assert [one.state for one in take_clean(culture, sent(county, culture, tmp_path)).entries] == [
        EntryState.NEW
    ]
    assert not item(culture, row.id).dead


def test_what_the_unit_deleted_itself_comes_back_only_where_it_is_ticked(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    with culture.store.command("删事项") as command:
        command.session.delete(command.session.get(Item, culture.item("4-2")))
    package = sent(county, culture, tmp_path)
    (entry,) = take_clean(culture, package).entries
    assert (entry.state, entry.clean) == (EntryState.EDITED, False)
    assert item(culture, county.item("4-2")).dead
    taking_dispatch.take(culture.store, package, "a", {entry.key})
    assert not item(culture, county.item("4-2")).dead


def test_leaders_and_task_forces_come_with_their_ids(county: Place, culture: Place, tmp_path: Path) -> None:
    with county.store.command("领导") as command:
        leader = CountyLeader(name="某副县长", post="副县长")
        command.session.add(leader)
        command.keyed(LeaderUnit, leader_id=leader.id, unit_id=culture.unit_id)
    take_clean(culture, sent(county, culture, tmp_path, DispatchPart.PEOPLE))
    with culture.store.reading() as session:
        found = session.get(CountyLeader, leader.id)
        assert found is not None
        assert found.name == "某副县长"


def test_a_directive_comes_down_is_signed_and_its_steps_go_up(
    county: Place, culture: Place, place: Callable[[str], Place], tmp_path: Path
) -> None:
    today = county.week().last
    directives.add_directive(
        county.store, county.unit_id, county.week(), "报安全检查 @县文广旅体局 8月4日", today
    )
    directives.add_directive(
        county.store, county.unit_id, county.week(), "报航班 @县交通运输局 8月4日", today
    )
    take_clean(culture, sent(county, culture, tmp_path))
    (found,) = directives.directives(culture.store, culture.unit_id, today)
    assert (found.what, found.given_by, found.owner_unit) == ("报安全检查", "县委社建委", "县文广旅体局")
    directive_life.sign_directive(culture.store, found.id, by="张某", on=today)
    again = take_clean(culture, sent(county, culture, tmp_path))
    assert again.entries == ()
    with culture.store.reading() as session:
        (up,) = along._steps(session, culture.unit_id)
    assert (up["directive_id"], up["signed_by"]) == (found.id, "张某")
    with county.store.command("销号") as command:
        row = command.session.get(Directive, found.id)
        assert row is not None
        row.state = "closed"
    take_clean(culture, sent(county, culture, tmp_path))
    (ended,) = directives.directives(culture.store, culture.unit_id, today)
    assert (ended.state.label, ended.signed_by) == ("销号", "张某")


def test_the_leads_state_comes_down_to_whom_supports_the_item(
    county: Place, place: Callable[[str], Place], tmp_path: Path
) -> None:
    with county.store.reading() as session:
        owners = facts.week_facts(session, county.unit_id, WEEK, all_items=True).assignments
    support = next(one for one in owners if one.role is Role.SUPPORT and one.group is None)
    lead = next(one for one in owners if one.item_id == support.item_id and one.role is Role.LEAD)
    number = item(county, support.item_id).number
    unit = place(support.unit)
    county_as_lead = Place(county.store)
    reporting.report_once(
        county.store, support.item_id, lead.unit_id, county_as_lead.week(), words={"progress": "已推进"}
    )
    before = standing(unit, support.item_id)
    assert before.reading.light is Light.BY_LEAD
    package = sent(county, unit, tmp_path)
    assert "牵头单位状态1个事项（2023年第30周）" in seen(unit, package).documents
    take_clean(unit, package)
    after = standing(unit, support.item_id)
    assert after.reading.light not in (Light.BY_LEAD, Light.UNREPORTED)
    assert f"牵头{lead.unit}，第30周" in after.reading.reason, number
    unit.store.undo()
    assert standing(unit, support.item_id).reading.light is Light.BY_LEAD


def standing(place: Place, item_id: str):  # type: ignore[no-untyped-def]
    with place.store.reading() as session:
        rows = facts.read_week(session, place.unit_id, place.week()).rows
    return next(row for row in rows if row.id == item_id).standing


def test_another_plan_of_the_year_stands_beside_and_its_items_go_on_with_those_here(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    old = culture.item("4-2")
    culture.write("4-2", "已完工14个")
    other = new_id()
    with county.store.command("另一份方案") as command:
        command.session.add(Plan(id=other, year=2023, title="另一份方案", current=True))
        text = item(county, old).text
        row = Item(plan_id=other, number="1-1", title="微改造", text=text, due="2023-12-31")
        command.session.add(row)
    county.store.set_setting("plan_id", other)
    package = sent(county, culture, tmp_path)
    found = take_clean(culture, package)
    assert any("不是同一份方案" in one for one in found.findings)
    assert item(culture, row.id).title == "微改造"
    assert not item(culture, old).dead
    (earlier,) = plan_years.earlier_history(culture.store, row.id, culture.unit_id)
    assert (earlier.item_id, len(earlier.lines)) == (old, 1)
    assert seen(culture, package).entries == ()
    culture.store.undo()
    assert plan_years.earlier_history(culture.store, row.id, culture.unit_id) == ()


def test_a_published_board_comes_down_and_goes_with_the_undo(
    culture: Place, place: Callable[[str], Place], tmp_path: Path
) -> None:
    unit = place(TRANSPORT)
    fill(culture.store)
    publishing.publish(culture.store, board_now(culture.store, "work", "2023-07", today=LATER), today=LATER)
    package = sent(culture, unit, tmp_path)
    found = seen(unit, package)
    assert "已公布的榜1期，其中新的1期" in found.documents
    taking_dispatch.take(unit.store, package, "a", frozenset())
    assert published.published_periods(unit.store) == (("work", "2023-07"),)
    unit.store.undo()
    assert published.published_periods(unit.store) == ()
    unit.store.redo()
    assert published.publications(unit.store, "work", "2023-07")[0].n == 1


def test_nothing_private_is_in_any_byte(county: Place, culture: Place, tmp_path: Path) -> None:
    store, item_id = county.store, county.item("4-2")
    store.set_setting("phone", SECRET)
    with store.command("私下的内容") as command:
        add = command.session.add
        meeting = command.keyed(Meeting, unit_id=county.unit_id, cadence="weekly", period=WEEK, n=1)
        meeting.notes = meeting.conclusion = meeting.attendees = SECRET
        add(Topic(meeting_id=meeting.id, title=SECRET, notes=SECRET))
        add(Section(unit_id=county.unit_id, name=SECRET, person=SECRET, phone=SECRET))
        add(TaskForce(name="专班", remark=SECRET))
        for unit_id in (county.unit_id, culture.unit_id):
            command.keyed(Report, item_id=item_id, unit_id=unit_id, week=WEEK).progress = SECRET
            command.keyed(CountyNote, item_id=item_id, unit_id=unit_id, week=WEEK).words = SECRET
        add(BoardAdjustment(board="key_work", period="2023-07", entrant=culture.unit_id, reason=SECRET))
        entry = command.keyed(ListEntry, item_id=item_id)
        entry.person = entry.phone = entry.section = entry.remark = SECRET
        entry.extras = f'{{"附": "{SECRET}"}}'
        appeal = Item(plan_id=plan_id(county), kind="appeal", title=SECRET, due="2023-12-31")
        add(appeal)
        command.keyed(Appeal, item_id=appeal.id).remark = SECRET
        add(AppealContact(item_id=appeal.id, words=SECRET))
        given = {"unit_id": county.unit_id, "owner_unit_id": culture.unit_id, "week": WEEK}
        add(Directive(what="交办", phone=SECRET, meeting_id=meeting.id, **given))
        add(Directive(what=SECRET, unit_id=county.unit_id, who="县交通运输局", week=WEEK))
    sent(county, culture, tmp_path)
    (path,) = tmp_path.glob("*.sspkg")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
        told = b"".join(packed.read(name) for name in packed.namelist())
    assert SECRET.encode() not in told
    assert SECRET.encode("unicode_escape") not in told
    assert "交办".encode() in told


def test_a_sealed_one_wants_its_passphrase_and_all_units_get_one(
    county: Place, culture: Place, tmp_path: Path
) -> None:
    wish = DispatchWish(WEEK, frozenset({DispatchPart.MESSAGE}), "按验收单报")
    done: list[tuple[int, int]] = []
    ids = [one.id for one in dispatching.receivers(county.store)][:3]
    files = dispatching.write_packages(
        county.store, tmp_path, wish, ids, passphrase="口令", progress=lambda n, of: done.append((n, of))
    )
    assert done == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Refusal):
        read_package(files[0].read_bytes(), "a")
    assert read_package(files[0].read_bytes(), "a", "口令").head.title.startswith("下发")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"clause"', '"kind":"没有的"'),
        ('"due":"2023-12-31"', '"due":"2023-13-31"'),
        ('"stages":"[]"', '"stages":"[1]"'),
        ('"due_is_default":true', '"due_is_default":"是"'),
        ('"schema":1', '"schema":99'),
        ('"written":"', '"written":"别的'),
        ('"number":"', '"number":5,"x":"'),
    ],
)
def test_what_cannot_stand_is_refused_and_changes_nothing(
    county: Place, culture: Place, tmp_path: Path, old: str, new: str
) -> None:
    package = sent(county, culture, tmp_path)
    text = package.members[DOCUMENT].decode()
    assert old in text
    spoilt = Package(package.head, {DOCUMENT: text.replace(old, new).encode()})
    before = culture.store.undo_name()
    with pytest.raises(Refusal):
        seen(culture, spoilt)
    with pytest.raises(Refusal):
        taking_dispatch.take(culture.store, spoilt, "a", set())
    assert culture.store.undo_name() == before


def test_other_units_rows_are_not_given_to_whom_they_are_none_of(
    county: Place, place: Callable[[str], Place], tmp_path: Path
) -> None:
    """A directive given to two units comes to both."""
    today = county.week().last
    directives.add_directive(
        county.store,
        county.unit_id,
        county.week(),
        "联合检查",
        today,
        owner_unit_ids=[place("县文广旅体局").unit_id, place(TRANSPORT).unit_id],
    )
    take_clean(place(TRANSPORT), sent(county, place(TRANSPORT), tmp_path))
    (found,) = directives.directives(place(TRANSPORT).store, place(TRANSPORT).unit_id, today)
    assert found.what == "联合检查"
