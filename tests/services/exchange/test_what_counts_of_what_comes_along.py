"""What comes along with a 定稿 counts for what its unit answers for, as that unit said it last; an empty one, too."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select

from shengsi_desktop.domain.exchange import Verdict, Way
from shengsi_desktop.domain.words import Role, WeekState
from shengsi_desktop.exchange.documents import submission_of, to_bytes
from shengsi_desktop.services import attachments, directive_life, reporting, submitting, week_states
from shengsi_desktop.services.exchange import letters, receiving, submissions
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import (
    Appeal,
    Assignment,
    Attachment,
    Directive,
    DirectiveStep,
    Indicator,
    IndicatorPoint,
    Item,
    Unit,
)
from tests.services.exchange.conftest import CULTURE, TRANSPORT, WEEK, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.exchange.documents import SubmissionDocument

NEXT, JUNE = "2023-W31", "2023-06"


def document(unit: Place, week: str = WEEK, **more: Any) -> SubmissionDocument:
    """What is signed, as it goes out, with parts of `along` changed by `more`; registered at the unit."""
    made = submissions.document_of(unit.store, unit.unit_id, unit.week(week), Way.TEXT)
    submissions.register(unit.store, made, "某文件")
    return submission_of(to_bytes(made.model_copy(update={"along": {**made.along, **more}})), "某文件")


def judged(county: Place, given: SubmissionDocument) -> receiving.Intake:
    found = receiving.Found("某文件", given, Way.TEXT)
    with county.store.reading() as session:
        row = receiving.Judge(session, county.unit_id, "").row("0", found)
    return receiving.Intake((row,), {"0": given})


def arrive(county: Place, given: SubmissionDocument) -> tuple[str, ...]:
    """It is taken in; the findings of before."""
    intake = judged(county, given)
    receiving.take_in(county.store, intake, {"0"})
    return tuple(one.words for one in intake.rows[0].findings)


def signed(unit: Place, words: str, week: str = WEEK) -> None:
    unit.write(_led(unit), words, week=week)
    unit.sign(week)


def _led(unit: Place) -> str:
    """The number of an item that the unit leads."""
    with unit.store.reading() as session:
        leads = select(Assignment.item_id).where(
            Assignment.unit_id == unit.unit_id, Assignment.role == Role.LEAD.value
        )
        found = session.exec(alive(Item).where(col(Item.id).in_(leads)).order_by(col(Item.ordinal))).first()
        assert found is not None
        return found.number


def indicator(place: Place, owner: str) -> str:
    """The first indicator, whose owner is named so here."""
    with place.store.command("负责单位") as command:
        row = command.session.exec(alive(Indicator).order_by(col(Indicator.id))).first()
        assert row is not None
        row.owner = owner
        return row.id


def put_point(place: Place, indicator_id: str, value: str | None) -> None:
    with place.store.command("录入") as command:
        command.keyed(IndicatorPoint, indicator_id=indicator_id, period=JUNE).value = value


def point(place: Place) -> str | None:
    with place.store.reading() as session:
        row = session.exec(alive(IndicatorPoint).where(IndicatorPoint.period == JUNE)).first()
        return row.value if row is not None else None


def give(place: Place, directive_id: str, unit_id: str, *owners: str) -> None:
    """The same 交办事项 at each desk, given by the county."""
    with place.store.command("收取下发（县委社建委）") as command:
        names = {one.id: one.name for one in command.session.exec(select(Unit)).all()}
        row = Directive(id=directive_id, unit_id=unit_id, what="联合整治", week=WEEK, given_on="2023-07-24")
        row.owner_unit_id, row.who = owners[0], "、".join(names[one] for one in owners)
        command.session.add(row)


def directive(place: Place) -> tuple[str, str]:
    with place.store.reading() as session:
        row = session.get_one(Directive, "d")
        return row.state, row.result


@pytest.fixture
def transport(place: Callable[[str], Place]) -> Place:
    return place(TRANSPORT)


def test_what_was_cleared_is_cleared_above_and_an_older_report_brings_nothing_back(
    culture: Place, county: Place
) -> None:
    own = indicator(culture, CULTURE)
    put_point(culture, own, "99")
    signed(culture, "甲")
    first = document(culture)
    put_point(culture, own, None)
    signed(culture, "乙", NEXT)
    arrive(county, document(culture, NEXT, removed=[]))
    assert point(county) is None
    assert any("以更新的为准" in words for words in arrive(county, first))
    assert point(county) is None


def test_a_figure_of_another_units_indicator_stays_out(culture: Place, county: Place) -> None:
    own = indicator(county, TRANSPORT)
    put_point(county, own, "5")
    signed(culture, "甲")
    told = arrive(county, document(culture, points=[{"indicator_id": own, "period": JUNE, "value": "9"}]))
    assert [words for words in told if "不由县文广旅体局负责" in words]
    assert point(county) == "5"


def test_an_appeal_of_an_item_that_others_lead_stays_out(culture: Place, county: Place) -> None:
    signed(culture, "甲")
    foreign = [{"item_id": county.item("7-1"), "office": "某厅"}]
    arrive(county, document(culture, appeals=foreign))
    with county.store.reading() as session:
        assert session.exec(alive(Appeal).where(Appeal.office == "某厅")).first() is None


def test_a_directive_that_the_county_closed_stays_closed_and_others_have_no_word_on_it(
    culture: Place, county: Place, transport: Place
) -> None:
    for place in (culture, county):
        give(place, "d", county.unit_id, culture.unit_id)
    directive_life.finish_directive(culture.store, "d", on=date(2023, 7, 27), result="已整治")
    signed(culture, "甲")
    arrive(county, document(culture))
    assert directive(county) == ("done", "已整治")
    directive_life.close_directive(county.store, "d", by="刘某", on=date(2023, 7, 28))
    signed(culture, "乙", NEXT)
    arrive(county, document(culture, NEXT))
    signed(transport, "丙")
    arrive(county, document(transport, steps=[{"directive_id": "d", "state": "open", "result": "丁"}]))
    assert directive(county) == ("closed", "已整治")


def test_what_the_county_took_up_again_waits_for_a_new_word(culture: Place, county: Place) -> None:
    for place in (culture, county):
        give(place, "d", county.unit_id, culture.unit_id)
    directive_life.finish_directive(culture.store, "d", on=date(2023, 7, 27), result="已整治")
    signed(culture, "甲")
    arrive(county, document(culture))
    directive_life.reopen_directive(county.store, "d", on=date(2023, 7, 28))
    signed(culture, "乙", NEXT)
    arrive(county, document(culture, NEXT))
    assert directive(county) == ("open", "")
    directive_life.reopen_directive(culture.store, "d", on=date(2023, 8, 1))
    directive_life.finish_directive(culture.store, "d", on=date(2023, 8, 2), result="已整治")
    signed(culture, "丙", NEXT)
    arrive(county, document(culture, NEXT))
    assert directive(county) == ("done", "已整治")


def test_two_units_results_stand_side_by_side_and_both_must_be_done(
    culture: Place, county: Place, transport: Place
) -> None:
    for place in (culture, county, transport):
        give(place, "d", county.unit_id, culture.unit_id, transport.unit_id)
    directive_life.finish_directive(culture.store, "d", on=date(2023, 7, 27), result="甲办了")
    signed(culture, "甲")
    arrive(county, document(culture))
    directive_life.note_progress(transport.store, "d", on=date(2023, 7, 27), words="在办")
    signed(transport, "乙")
    arrive(county, document(transport))
    assert directive(county) == ("open", "县文广旅体局：甲办了")
    directive_life.finish_directive(transport.store, "d", on=date(2023, 7, 28), result="乙办了")
    signed(transport, "丙")
    arrive(county, document(transport))
    assert directive(county) == ("done", "县文广旅体局：甲办了\n县交通运输局：乙办了")


def test_steps_that_were_corrected_or_taken_back_are_so_above_and_are_shown_before(
    culture: Place, county: Place
) -> None:
    for place in (culture, county):
        give(place, "d", county.unit_id, culture.unit_id)
    for words in ("写错的", "多余的"):
        directive_life.note_progress(culture.store, "d", on=date(2023, 7, 27), words=words, person="李某")
    signed(culture, "甲")
    shown = submissions.preview(culture.store, culture.unit_id, culture.week()).along
    assert dict(shown)["交办办理情况"][0] == "联合整治：7月27日 进展 李某 写错的"
    arrive(county, document(culture))
    with culture.store.command("更正") as command:
        first, second = command.session.exec(alive(DirectiveStep).order_by(col(DirectiveStep.id))).all()
        first.words = "改正的"
        command.session.delete(second)
    signed(culture, "乙")
    arrive(county, document(culture))
    with county.store.reading() as session:
        assert [one.words for one in session.exec(alive(DirectiveStep)).all()] == ["改正的"]


def test_a_file_that_the_unit_removed_is_removed_above(culture: Place, county: Place, tmp_path: Path) -> None:
    file = tmp_path / "照片.txt"
    file.write_text("内容")
    attachments.add(culture.store, culture.item("4-2"), culture.unit_id, [file], culture.week())
    with culture.store.reading() as session:
        (own,) = session.exec(select(Attachment.id)).all()
    signed(culture, "甲")
    path = tmp_path / "a.sspkg"
    submissions.write_package(culture.store, path, culture.unit_id, culture.week(), files=[own])
    receiving.take_in(county.store, receiving.examine(county.store, [path]), {"0"})
    attachments.remove(culture.store, [own])
    signed(culture, "乙")
    arrive(county, document(culture))
    with county.store.reading() as session:
        assert session.get_one(Attachment, own).dead


def test_figures_and_reasons_are_shown_word_for_word_before_they_go(culture: Place) -> None:
    own = indicator(culture, CULTURE)
    with culture.store.command("录入") as command:
        row = command.keyed(IndicatorPoint, indicator_id=own, period=JUNE)
        row.value, row.rank, row.planned = "12.5", 3, "11"
        appeal = command.keyed(Appeal, item_id=culture.item("4-2"))
        appeal.office, appeal.stage = "某厅", "approval"
    culture.write("4-2", "甲", words={"override_reason": "理由丁"})
    culture.sign()
    shown = submissions.preview(culture.store, culture.unit_id, culture.week())
    assert "6月 12.5%（全省第3位，计划11%）" in dict(shown.along)["指标数值"][0]
    assert "进程：批复，对接单位：某厅" in dict(shown.along)["争取事项"][0]
    assert any(("完成情况（人工）", "理由丁") in one.fields for one in shown.items)


def test_a_figure_is_shown_in_what_it_is_counted_in_and_a_supporters_line_by_its_name(culture: Place) -> None:
    with culture.store.reading() as session:
        supported = session.exec(
            select(Item.number)
            .join(Assignment, col(Assignment.item_id) == col(Item.id))
            .where(Assignment.unit_id == culture.unit_id, Assignment.role == Role.SUPPORT.value)
        ).first()
    assert supported is not None
    culture.write(supported, "已提供数据")
    reporting.report_once(
        culture.store, culture.item("4-2"), culture.unit_id, culture.week(), words={}, values={"4-2.5": "14"}
    )
    culture.sign()
    items = submissions.preview(culture.store, culture.unit_id, culture.week()).items
    told = {one.number: dict(one.fields) for one in items}
    assert told["4-2"]["细项"] == "4-2.5 “微改造、精提升”项目：14个"
    assert told[supported]["本单位配合情况"] == "已提供数据"


def test_a_week_that_was_exported_twice_comes_back_whichever_was_taken(culture: Place, county: Place) -> None:
    signed(culture, "甲")
    first, _second = document(culture), document(culture)
    arrive(county, first)
    letters.return_week(county.store, culture.unit_id, WEEK, reason="请补数据")
    with county.store.reading() as session:
        (row,) = week_states.OfWeek(session, culture.unit_id, WEEK).open
        returned = row.model_copy()
    with culture.store.command("收取回执") as command:
        command.document(returned)
    assert _state(culture) is WeekState.RETURNED
    again = judged(county, document(culture))
    assert (again.rows[0].verdict, again.rows[0].clean) == (Verdict.AGAIN, True)
    assert _state(culture) is WeekState.SUBMITTED
    receiving.take_in(county.store, again, {"0"})
    assert _state(county, culture.unit_id) is WeekState.SUBMITTED
    county.store.undo()
    assert _state(county, culture.unit_id) is WeekState.RETURNED


def test_the_letter_on_a_return_that_was_told_by_telephone_may_come_late(
    culture: Place, county: Place
) -> None:
    signed(culture, "甲")
    arrive(county, document(culture))
    letters.return_week(county.store, culture.unit_id, WEEK, reason="请补数据")
    submitting.register_return(culture.store, culture.unit_id, culture.week(), reason="电话：请补数据")
    document(culture)
    with county.store.reading() as session:
        (row,) = week_states.OfWeek(session, culture.unit_id, WEEK).open
        late = row.model_copy()
    with culture.store.command("收取回执") as command:
        command.document(late)
    assert _state(culture) is WeekState.SUBMITTED


def test_what_was_exported_before_the_return_is_pointed_out(culture: Place, county: Place) -> None:
    signed(culture, "甲")
    arrive(county, document(culture))
    letters.return_week(county.store, culture.unit_id, WEEK, reason="请补数据")
    (row,) = judged(county, document(culture)).rows
    assert (row.verdict, row.takeable) == (Verdict.DOUBLE, False)
    assert "同一版本，退回之前发出" in row.findings[0].words


def test_ids_are_bound_to_what_bears_them(culture: Place, county: Place, transport: Place) -> None:
    culture.write("4-2", "甲", request="请协调用地")
    culture.sign()
    genuine = document(culture)
    forged = json.loads(to_bytes(genuine))
    forged["unit_id"] = forged["final"]["unit_id"] = transport.unit_id
    forged["unit"] = TRANSPORT
    (row,) = judged(county, submission_of(json.dumps(forged).encode(), "某文件")).rows
    assert row.verdict is Verdict.REFUSED
    arrive(county, genuine)
    signed(culture, "乙")
    later = document(culture)
    reused = later.model_copy(update={"submission": genuine.submission})
    assert judged(county, reused).rows[0].verdict is Verdict.REFUSED
    assert judged(county, later).rows[0].verdict is Verdict.NEWER


def _state(place: Place, unit_id: str = "") -> WeekState:
    return week_states.week_standing(place.store, unit_id or place.unit_id, place.week()).state
