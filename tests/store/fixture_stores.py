"""Writes the populated store that is kept for each released schema: `python -m tests.store.fixture_stores`.

Run once when a schema is released; afterwards the file is never written again, or it would prove nothing.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from shengsi_desktop.store import drafts, keys
from shengsi_desktop.store.backup import backup
from shengsi_desktop.store.connection import SCHEMA
from shengsi_desktop.store.sessions import Store
from shengsi_desktop.store.shapes import shapes
from shengsi_desktop.store.tables import (
    Appeal,
    AppealContact,
    Assignment,
    Attachment,
    BoardAdjustment,
    BoardEntrant,
    BoardFigure,
    BoardRule,
    BriefPart,
    Condition,
    CoordinationRequest,
    CountyLeader,
    CountyNote,
    CustomBoard,
    Deliverable,
    DeliverableValue,
    Direction,
    Directive,
    DirectiveStep,
    Dispatch,
    FillSheet,
    FinalVersion,
    GroupChoice,
    GroupMember,
    Indicator,
    IndicatorPoint,
    IslandPlace,
    IslandTag,
    Item,
    ItemSection,
    LeaderItem,
    LeaderUnit,
    LightRule,
    ListEntry,
    Meeting,
    MeetingSeries,
    Plan,
    PlanMark,
    PlanPoint,
    Project,
    Publication,
    Receipt,
    Report,
    Section,
    Stoppage,
    StoppageItem,
    Submission,
    Succession,
    Task,
    TaskForce,
    TaskForceItem,
    TaskForceUnit,
    Topic,
    Unit,
    UnitGroup,
    UnitRhythm,
    UnitWeek,
    WeekReturn,
    Withdrawal,
)

FIXTURES = Path(__file__).parents[1] / "fixtures"
WEEK = "2023-W10"


def fixture(schema: int) -> Path:
    """The kept store of a schema."""
    return FIXTURES / f"store-schema-{schema}.db"


def fill(store: Store) -> None:
    """One row at least of every synced table, a conflict, a deletion, an undo and a 定稿."""
    with store.command("首次设置", person="王联络", unit="u-wglt") as command:
        add = command.session.add
        add(
            Unit(
                id="u-wglt", name="县文广旅体局", aliases='["嵊泗县文广旅体局"]', initials="xwgltj", ordinal=1
            )
        )
        add(Unit(id="u-hn", name="花鸟乡", kind="township", stem="花鸟", ordinal=2))
        add(UnitGroup(id="g-xz", name="各乡镇"))
        command.keyed(GroupMember, group_id="g-xz", unit_id="u-hn")
        add(IslandPlace(island_id="isle-hn", island="花鸟", unit_id="u-hn", source="行动方案8-4"))
        add(IslandPlace(island_id="isle-xhl", island="小黄龙"))
        add(
            UnitRhythm(
                id="u-wglt",
                last_weekday=3,
                earlier='[{"before": "2023-W02", "hand_in": "17:00", "last_weekday": 6, "meeting_time": "15:00",'
                ' "meeting_weekday": 4}]',
            )
        )
        add(LightRule(id="default-v1", name="默认亮灯规则v1", current=True))
        add(
            Plan(
                id="plan",
                issuer="嵊泗县",
                year=2023,
                title="2023年行动方案",
                source_text="原文",
                current=True,
            )
        )
        add(Direction(id="dir", plan_id="plan", ordinal=1, number="一", title="海洋产业"))
        add(Task(id="task", plan_id="plan", direction_id="dir", ordinal=4, number="4", title="美丽海岛"))
        add(Item(id="item", plan_id="plan", task_id="task", number="4-2", title="微改造", due="2023-12-31"))
        add(
            Deliverable(
                id="deliverable",
                item_id="item",
                number="4-2.1",
                kind="quantity",
                name="微改造项目",
                target="30",
                unit="个",
                comparator="≥",
                due="2023-12-31",
                by_time=True,
            )
        )
        command.keyed(PlanPoint, deliverable_id="deliverable", period="2023-06").planned = "12"
        command.keyed(IslandTag, deliverable_id="deliverable", island="花鸟")
        add(Item(id="project", plan_id="plan", kind="project", number="项目1", title="码头改造工程"))
        entry = command.keyed(ListEntry, item_id="project")
        entry.number, entry.category, entry.leader = "1", "续建项目", "王某"
        project = command.keyed(Project, item_id="project")
        project.builder, project.total, project.before = "某公司", "12000", "4000"
        add(Item(id="item-2022", plan_id="plan", task_id="task", number="4-1", title="2022年微改造"))
        command.keyed(Succession, item_id="item", predecessor_id="item-2022")
        named = command.keyed(Assignment, item_id="item", written="县文广旅体局")
        named.unit_id, named.role, named.role_source = "u-wglt", "lead", "habit"
        group = command.keyed(Assignment, item_id="item", written="各乡镇")
        group.group_id, group.role, group.ordinal = "g-xz", "support", 1
        command.keyed(GroupChoice, assignment_id=group.id, unit_id="u-hn").included = True
        add(
            Indicator(id="indicator", plan_id="plan", name="旅游总收入增速", unit="%", target_words="13%以上")
        )
        add(Condition(id="condition", indicator_id="indicator", comparator="≥", value="13", unit="%"))
        point = command.keyed(IndicatorPoint, indicator_id="indicator", period="2023-03")
        point.value, point.status = "12.5", "preliminary"
    with store.command("填报", person="王联络", unit="u-wglt") as command:
        report = command.keyed(Report, item_id="item", unit_id="u-wglt", week=WEEK)
        report.progress, report.next_plan, report.override_percent = "已完工14个", "验收3个", "46.7"
        command.keyed(
            DeliverableValue, deliverable_id="deliverable", unit_id="u-wglt", week=WEEK
        ).value = "14"
        command.session.flush()
        command.keyed(PlanMark, report_id=report.id, line="验收3个", occurrence=0).mark = "partly"
        command.keyed(UnitWeek, unit_id="u-wglt", week=WEEK).reviewer = "李局"
        meeting = command.keyed(Meeting, unit_id="u-wglt", cadence="weekly", period=WEEK, n=1)
        meeting.place = "三楼会议室"
        command.session.flush()
        command.session.add(Topic(id="topic", meeting_id=meeting.id, title="微改造进度", item_id="item"))
        command.session.add(
            Directive(id="directive", unit_id="u-wglt", meeting_id=meeting.id, what="补齐台账", week=WEEK)
        )
        command.session.add(CoordinationRequest(id="request", item_id="item", unit_id="u-wglt", text="用地"))
        command.session.add(
            FinalVersion(id="hash", unit_id="u-wglt", week=WEEK, content="{}", at="2023-03-10")
        )
    _fill_rhythm(store)
    key = drafts.FieldKey("report", keys.report_id("item", "u-wglt", WEEK), "problems")
    for words in ("材料未到", "人手不足"):
        with store.command("填报") as command:
            command.bases[key] = ()
            command.session.get_one(Report, key.entity_id).problems = words
    with store.command("删除交办事项") as command:
        command.session.delete(command.session.get_one(Directive, "directive"))
    with store.command("改标题") as command:
        command.session.get_one(Item, "item").title = "误改"
    store.undo()


def _fill_rhythm(store: Store) -> None:
    """Who does what, series of meetings, steps, stoppages, briefs, boards and what was handed in."""
    with store.command("节奏", person="王联络", unit="u-wglt") as command:
        add, keyed = command.session.add, command.keyed
        add(Section(id="section", unit_id="u-wglt", name="文化科", person="李某", phone="5081234"))
        keyed(ItemSection, item_id="item", section_id="section")
        add(CountyLeader(id="leader", name="某副县长", post="副县长"))
        keyed(LeaderUnit, leader_id="leader", unit_id="u-wglt")
        keyed(LeaderItem, leader_id="leader", item_id="item")
        add(TaskForce(id="force", name="美丽海岛工作专班", leader_id="leader", unit_id="u-wglt"))
        keyed(TaskForceUnit, task_force_id="force", unit_id="u-hn")
        keyed(TaskForceItem, task_force_id="force", item_id="item")
        add(MeetingSeries(id="series", unit_id="u-wglt", name="分管领导听取", leader_id="leader"))
        add(DirectiveStep(id="step", directive_id="directive", kind="signed", day="2023-03-11"))
        add(
            Stoppage(
                id="stoppage", name="停航", first_day="2023-03-06", last_day="2023-03-08", islands='["花鸟"]'
            )
        )
        keyed(StoppageItem, stoppage_id="stoppage", item_id="item")
        part = keyed(
            BriefPart, unit_id="u-wglt", kind="half_month", period="2023-03-1", about="leader", part="behind"
        )
        part.words, part.drafted = "微改造滞后", "微改造项目滞后"
        add(BoardRule(id="rule", board="work", name="重点工作晾晒规则v1", spec="{}"))
        add(CustomBoard(id="board", name="美丽渔村比拼榜"))
        add(BoardEntrant(id="entrant", board_id="board", name="花鸟村", unit_id="u-hn"))
        keyed(BoardFigure, entrant_id="entrant", period="2023-03").value = "3"
        add(BoardAdjustment(id="adjustment", board="work", period="2023-03", entrant="u-hn", points="-5"))
        add(Item(id="appeal", plan_id="plan", kind="appeal", number="争取1", title="争取省级试点"))
        keyed(Appeal, item_id="appeal").area = "改革试点"
        add(AppealContact(id="contact", item_id="appeal", day="2023-03-09", with_whom="省厅"))
        add(Submission(id="handed-in", unit_id="u-wglt", week=WEEK, final_id="hash", at="2023-03-10"))
        add(WeekReturn(id="returned", unit_id="u-wglt", week=WEEK, final_id="hash", at="2023-03-11"))
        command.document(
            Receipt(id="taken", issuer_id="u-hn", unit_id="u-wglt", week=WEEK, final_id="hash", at=WEEK)
        )
        command.document(Dispatch(id="down", issuer_id="u-hn", kind="plan", content="{}", at="2023-03-01"))
        command.document(FillSheet(id="sheet", unit_id="u-hn", week=WEEK, content="{}", at="2023-03-01"))
        note = keyed(CountyNote, item_id="item", unit_id="u-wglt", week=WEEK)
        note.words, note.final_id = "微改造完成近半", "hash"
        add(Attachment(id="file", item_id="item", unit_id="u-wglt", name="照片.jpg", sha256="0" * 64, size=3))
        add(Withdrawal(id="withdrawn", entity="receipt", document_id="none", at="2023-03-12"))
        add(Publication(id="published", board="work", period="2023-03", content="{}", at="2023-04-03"))


def main() -> None:
    """Write the fixture of the present schema."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["SHENGSI_CONFIG"] = str(Path(name) / "config")
        folder = Path(name) / "store"
        with Store.open(folder) as store:
            fill(store)
            with store.reading() as session:
                empty = [
                    model
                    for model in shapes()
                    if not session.connection().exec_driver_sql(f'SELECT 1 FROM "{model}" LIMIT 1').first()
                ]
        if empty:
            message = f"the fixture leaves tables empty: {empty}"
            raise RuntimeError(message)
        shutil.copy(backup(folder, Path(name) / "backups") / "store.db", fixture(SCHEMA))


if __name__ == "__main__":
    main()
