"""A 工作专班 with its meeting and an 争取事项 in the quarter: what stands before it, and what happens within."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage
from shengsi_desktop.domain.money import Money
from shengsi_desktop.domain.words import Cadence
from shengsi_desktop.services import appeal_rows, appeals, meeting_series, meetings, people, reporting
from tests.quarter.scenario_words import CULTURE, ISLAND

if TYPE_CHECKING:
    from shengsi_desktop.domain.meetings import MeetingKey
    from tests.quarter.scenario_setting import Quarter

FORCE = "演示：海岛旅游专班"
APPEAL = "演示：争取海岛旅游专项补助"


def set_up_others(quarter: Quarter) -> None:
    """The task force of two units with a series of its own; what is asked of the province, contacted already."""
    store, own = quarter.store, quarter.unit(CULTURE)
    people.add_task_force(
        store,
        FORCE,
        head="张某某",
        unit_id=own,
        units=[own, quarter.unit(ISLAND)],
        items=[quarter.item("4-2"), quarter.item("8-4")],
    )
    (force,) = people.task_forces(store)
    meeting_series.add_series(
        store, own, Cadence.TASK_FORCE, "碰头会", weekday=2, meeting_time="9:30", hand_in="9:00",
        task_force_id=force.id,
    )  # fmt: skip
    appeals.add_appeal(
        store, APPEAL, stage=AppealStage.CONTACT, week=quarter.week("2023-W27"), area=AppealArea.MONEY.label,
        level=AppealLevel.PROVINCE.label, office="省文旅厅", amount=Money(Decimal(500)), due="2023年9月15日前",
    )  # fmt: skip


def appeal_of(quarter: Quarter) -> str:
    """The appeal's id."""
    (row,) = appeal_rows.appeal_rows(quarter.store, quarter.unit(CULTURE), quarter.week("2023-W27"))
    return row.item.id


def task_force_meeting(quarter: Quarter, period: str, place: int) -> MeetingKey:
    """The `place`-th one (from 1) of a month."""
    own = quarter.unit(CULTURE)
    with quarter.store.reading() as session:
        series = [one for one in meeting_series.series_in(session, own) if one.cadence is Cadence.TASK_FORCE]
        return meeting_series.occurrences(session, own, Cadence.TASK_FORCE, period, series)[place - 1].key


def the_task_force_meets(quarter: Quarter) -> None:
    """In W33, on the third Wednesday of August; a directive is handed out."""
    key = task_force_meeting(quarter, "2023-08", 3)
    words = {"held_at": "8月16日 9:30", "chair": "张某某", "conclusion": "先报材料，再补图件。"}
    meetings.record(quarter.store, key, words, ("专项补助申报", "颁证点位"))
    meetings.hand_out(quarter.store, key, "补齐补助申报图件 @花鸟乡 8月25日", date(2023, 8, 16))


def the_appeal_goes_on(quarter: Quarter) -> None:
    """In W35 it is applied for, with a contact; in W38 it is reported late, still not approved."""
    store, own, appeal = quarter.store, quarter.unit(CULTURE), appeal_of(quarter)
    appeals.add_contact(
        store, appeal, date(2023, 8, 30), "省文旅厅", "申报材料已受理", AppealStage.APPLICATION,
        unit_id=own, week=quarter.week("2023-W35"),
    )  # fmt: skip


def the_appeal_is_reported(quarter: Quarter) -> None:
    """In W38 with words alone."""
    reporting.report_once(
        quarter.store, appeal_of(quarter), quarter.unit(CULTURE), quarter.week("2023-W38"),
        words={"progress": "省厅会审中，尚未批复。", "next_plan": "跟踪批复"},
    )  # fmt: skip
