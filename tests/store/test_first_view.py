"""The facts of a unit's week are read in one way, without SQLModel, and as a person last left them."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.domain.words import ListName, Role
from shengsi_desktop.store import drafts, keys
from shengsi_desktop.store.first_view import read_first_view
from shengsi_desktop.store.reading import load_week_facts
from shengsi_desktop.store.sessions import Store, raw_connection
from shengsi_desktop.store.tables import (
    Assignment,
    Deliverable,
    Direction,
    GroupChoice,
    GroupMember,
    IslandPlace,
    IslandTag,
    Item,
    Plan,
    PlanPoint,
    Report,
    Task,
    Unit,
    UnitGroup,
)
from tests.store.fixture_stores import WEEK, fill

if TYPE_CHECKING:
    from shengsi_desktop.domain.first_view import FirstView
    from shengsi_desktop.store.commands import Command

ROOT = Path(__file__).parents[2]


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    store.set_setting("unit_id", "u-wglt")
    store.set_setting("plan_id", "plan")
    return store


def view(folder: Path, unit_id: str | None = None, week: str | None = WEEK) -> FirstView:
    found = read_first_view(folder, unit_id, week)
    assert found is not None
    return found


def test_the_view_holds_the_units_items_with_all_that_their_lights_need(filled: Store, folder: Path) -> None:
    found = view(folder)
    assert (found.unit.name, found.unit.aliases) == ("县文广旅体局", ("嵊泗县文广旅体局",))
    assert found.rhythm == WeekRhythm(last_weekday=3, earlier=(("2023-W02", WeekRhythm()),))
    assert (found.plan_id, found.plan_title, found.plan_year) == ("plan", "2023年行动方案", 2023)
    (item,) = found.items
    assert (item.number, item.task, item.direction, item.list) == (
        "4-2",
        "美丽海岛",
        "海洋产业",
        ListName.CLAUSE,
    )
    assert item.due == date(2023, 12, 31)
    (deliverable,) = found.deliverables
    assert (deliverable.target, deliverable.by_time) == (Decimal(30), True)
    (value,) = found.values
    assert (value.value, value.week) == (Decimal(14), WEEK)
    (report,) = found.reports
    assert (report.progress, report.override_percent) == ("已完工14个", Decimal("46.7"))
    assert found.rule.name == "默认亮灯规则v1"


def test_services_read_the_same_facts_through_a_session(filled: Store, folder: Path) -> None:
    with filled.reading() as session:
        assert load_week_facts(raw_connection(session), "u-wglt", WEEK) == view(folder)


def test_values_and_reports_of_later_weeks_are_left_out(filled: Store, folder: Path) -> None:
    with filled.command("下周") as command:
        command.keyed(Report, item_id="item", unit_id="u-wglt", week="2023-W11").progress = "更多"
    assert [report.week for report in view(folder).reports] == [WEEK]
    assert [report.week for report in view(folder, week=None).reports] == [WEEK, "2023-W11"]
    assert view(folder, week="2023-W09").values == ()


def test_another_unit_sees_its_own_items_and_nobody_elses_reports(filled: Store, folder: Path) -> None:
    found = view(folder, "u-hn")
    assert [item.id for item in found.items] == ["item"]
    assert found.reports == ()
    assert {(one.unit, one.role, one.group) for one in found.assignments} == {
        ("县文广旅体局", Role.LEAD, None),
        ("花鸟乡", Role.SUPPORT, "各乡镇"),
    }


def test_what_is_typed_and_no_change_yet_is_read_as_if_it_stood_there(filled: Store, folder: Path) -> None:
    key = {"item_id": "item", "unit_id": "u-wglt", "week": "2023-W11"}
    drafts.put(filled, FieldKey("report", keys.report_id(*key.values()), "progress"), key, "正在打字", ())
    drafts.put(
        filled, FieldKey("report", keys.report_id("item", "u-wglt", WEEK), "problems"), None, "改口", ()
    )
    first, second = view(folder, week="2023-W11").reports
    assert (first.problems, second.progress, second.reported) == ("改口", "正在打字", True)


def test_without_a_store_or_a_chosen_unit_or_a_plan_there_is_no_view(store: Store, folder: Path) -> None:
    assert read_first_view(folder / "none", None, None) is None
    assert read_first_view(folder, None, None) is None
    with store.command("单位") as command:
        command.session.add(Unit(id="unit", name="县发改局"))
    store.set_setting("unit_id", "unit")
    assert read_first_view(folder, None, None) is None
    assert read_first_view(folder, "unknown", None) is None


def test_a_damaged_file_gives_no_view_and_no_crash(folder: Path) -> None:
    folder.mkdir()
    (folder / "store.db").write_bytes(b"no database" * 1000)
    assert read_first_view(folder, None, None) is None


def test_reading_the_view_loads_neither_sqlmodel_nor_alembic(filled: Store, folder: Path) -> None:
    script = f"""
        import sys
        from pathlib import Path
        from shengsi_desktop.store.first_view import read_first_view
        view = read_first_view(Path({str(folder)!r}), None, None)
        heavy = ("sqlmodel", "sqlalchemy", "alembic", "pydantic", "PySide6", "openpyxl", "matplotlib")
        print(view.unit.name, [name for name in heavy if name in sys.modules])
    """
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", textwrap.dedent(script)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "县文广旅体局 []\n"


TOWNSHIPS = ("嵊山镇", "黄龙乡", "花鸟乡")


def townships(command: Command, *, rule: str) -> None:
    add = command.session.add
    add(Plan(id="plan", year=2023, current=True))
    add(Direction(id="保", plan_id="plan", kind="guarantee", title="工作保障"))
    add(Task(id="保1", plan_id="plan", direction_id="保", number="保1"))
    add(UnitGroup(id="group", name="各有关乡镇", rule=rule))
    for n, name in enumerate(TOWNSHIPS):
        add(Unit(id=name, name=name, kind="township", stem=name[:-1], ordinal=n))
        command.keyed(GroupMember, group_id="group", unit_id=name)
    add(IslandPlace(island_id="xhl", island="小黄龙", unit_id="嵊山镇", source=""))


def item(command: Command, text: str, *written: str) -> None:
    command.session.add(Item(id="item", plan_id="plan", task_id="保1", number="保1-1", text=text))
    for n, name in enumerate(written):
        row = command.keyed(Assignment, item_id="item", written=name)
        row.ordinal = n
        if name == "各有关乡镇":
            row.group_id = "group"
        elif name in TOWNSHIPS:
            row.unit_id = name


def owners(folder: Path) -> list[tuple[str, str | None, bool]]:
    with Store.open(folder, writer=False) as store, store.reading() as session:
        facts = load_week_facts(raw_connection(session), "花鸟乡", None, all_items=True)
    assert facts is not None
    assert facts.items[0].list is ListName.GUARANTEE
    return [(one.unit, one.group, one.pending) for one in facts.assignments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建设花鸟灯塔", [("花鸟乡", "各有关乡镇", False)]),
        ("小黄龙岛环境整治", [("嵊山镇", "各有关乡镇", True)]),
        ("环境整治", [(name, "各有关乡镇", True) for name in TOWNSHIPS]),
    ],
)
def test_a_wildcard_that_goes_by_the_text_means_those_named_else_all_to_be_confirmed(
    store: Store, folder: Path, text: str, expected: list[tuple[str, str, bool]]
) -> None:
    with store.command("导入") as command:
        townships(command, rule="named_in_text")
        item(command, text, "各有关乡镇")
    assert owners(folder) == expected


def test_a_unit_named_itself_is_not_named_again_by_the_wildcard_and_strangers_stand_as_written(
    store: Store, folder: Path
) -> None:
    with store.command("导入") as command:
        townships(command, rule="members")
        item(command, "", "花鸟乡", "各有关乡镇", "县某局")
    assert owners(folder) == [
        ("花鸟乡", None, False),
        ("嵊山镇", "各有关乡镇", False),
        ("黄龙乡", "各有关乡镇", False),
        ("县某局", None, True),
    ]


def test_a_persons_choice_decides_who_belongs_to_a_wildcard_in_an_item(store: Store, folder: Path) -> None:
    with store.command("导入") as command:
        townships(command, rule="named_in_text")
        item(command, "环境整治", "各有关乡镇")
        group = keys.assignment_id("item", "各有关乡镇")
        command.keyed(GroupChoice, assignment_id=group, unit_id="花鸟乡").included = True
        command.keyed(GroupChoice, assignment_id=group, unit_id="黄龙乡").included = False
    assert owners(folder) == [("嵊山镇", "各有关乡镇", True), ("花鸟乡", "各有关乡镇", False)]


def test_a_wildcard_nobody_is_known_to_belong_to_stands_by_its_name(store: Store, folder: Path) -> None:
    with store.command("导入") as command:
        townships(command, rule="members")
        item(command, "", "各有关乡镇")
        for name in TOWNSHIPS:
            command.session.delete(command.keyed(GroupMember, group_id="group", unit_id=name))
    assert owners(folder) == [("各有关乡镇", "各有关乡镇", True)]


def test_islands_in_a_deliverables_text_are_its_tags_unless_a_person_says_otherwise(
    filled: Store, folder: Path
) -> None:
    with filled.command("加细项") as command:
        command.session.add(Deliverable(id="d2", item_id="item", ordinal=2, text="花鸟灯塔修缮"))
    # of the first one a person said 花鸟, which its text does not name
    assert [each.islands for each in view(folder).deliverables] == [("花鸟",), ("花鸟",)]
    with filled.command("改所属岛") as command:
        command.session.flush()
        command.keyed(IslandTag, deliverable_id="d2", island="花鸟").included = False
        command.keyed(IslandTag, deliverable_id="d2", island="嵊山").included = True
    assert [each.islands for each in view(folder).deliverables] == [("花鸟",), ("嵊山",)]


def test_plan_curves_come_with_the_facts_by_deliverable(filled: Store, folder: Path) -> None:
    with filled.command("录入计划曲线") as command:
        command.keyed(PlanPoint, deliverable_id="deliverable", period="2023-Q1").planned = "5"
        command.keyed(PlanPoint, deliverable_id="deliverable", period="2023-09").planned = None
    assert view(folder).curves == {
        "deliverable": ((date(2023, 3, 31), Decimal(5)), (date(2023, 6, 30), Decimal(12)))
    }
