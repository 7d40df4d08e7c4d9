"""演示数据: the county's desk on a Monday morning: eight units' weeks came in every way, others still lie in a folder.

`python -m tests.demo FOLDER --county` makes the store in FOLDER and the files to drop in «FOLDER-收到的文件».
All of it is made up.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.dispatch import USUAL_PARTS, DispatchPart
from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.words import RequestLevel
from shengsi_desktop.exchange.container import read_package, write_package
from shengsi_desktop.services import drafting, finalising, setting_up
from shengsi_desktop.services.exchange import (
    consolidating,
    dispatching,
    fill_sheet_taking,
    fill_sheets,
    letters,
    receiving,
    submissions,
    taking_down,
)
from shengsi_desktop.services.opening import opened
from tests import demo
from tests.handed_in import unit_named, week_of, write
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.store.sessions import Store

COUNTY, PERSON = "县委社建委", "陈小岛"
RETURNED = "县交通运输局"
BY_SHEET, BY_PHONE, TYPED, SEALED = "县教育局", "县卫健局", "县民政局", "县经信局"

_Said = dict[str, dict[str, Any]]


def _words(progress: str, next_plan: str = "", problems: str = "") -> dict[str, str]:
    return {"progress": progress, "next_plan": next_plan, "problems": problems}


#: unit → (way, item number → what `reporting.report_once` takes)
UNITS: dict[str, tuple[Way, _Said]] = {
    "县海洋与渔业局": (
        Way.PACKAGE,
        {
            "7-1": {
                "words": _words(
                    "国家级渔港经济区实施方案完成专家评审；渔业后勤保障基地桩基施工过半。",
                    "方案报省厅批复\n签订休闲渔业合作协议",
                    "停航3天，建材进岛推迟。",
                ),
            },
            "7-2": {"words": _words("贻贝新产品完成中试，县外冷链仓选址确定。", "冷链仓签约")},
            "4-2": {"words": {"progress": "提供渔港沿线点位数据。"}, "values": {"4-2.5": "12"}},
        },
    ),
    "县农业农村局": (
        Way.WORKBOOK,
        {
            "3-1": {
                "words": _words("渔农村环境整治完成18个村，村级集体经济总收入3120万元。", "开展半年度评比"),
                "values": {"3-1.7": "18", "3-1.9": "3120"},
            },
            "20-5": {"words": _words("菜园海塘主体工程验收资料已备齐。", "组织完工验收")},
        },
    ),
    "县发改局": (
        Way.TEXT,
        {
            "1-1": {"words": _words("“一岛一功能”评估完成4个岛。", "形成评估报告")},
            "17-1": {
                "words": _words(
                    "能源保供专题会召开，海缆路由复核完成。", "对接省能源局", "海缆路由用海手续未批。"
                ),
                "request": "请协调加快海缆路由用海审批",
                "level": RequestLevel.COUNTY_LEADER,
            },
        },
    ),
    "县资源规划局": (
        Way.PACKAGE,
        {"19-3": {"words": _words("历史遗留图斑销号6处，累计21处。", "完成第三批图斑核查")}},
    ),
    RETURNED: (
        Way.PACKAGE,
        {"4-1": {"words": _words("同上周。")}, "16-1": {"words": _words("按计划推进。")}},
    ),
}
SHEET = {
    "11-1": ("与帮扶学校完成第二轮结对，覆盖全部学校。", "制定下学年送教计划"),
    "11-2": ("名师名校长培养人选公示结束。", "签订培养协议"),
}
PHONE: _Said = {"12-1": {"words": _words("五龙乡卫生院主体结顶（电话）。")}}
WAITS: _Said = {"10-3": {"words": _words("低收入家庭排查完成两个乡镇（电话）。")}}
NOTES = {
    "4-2": (
        "县文广旅体局",
        "渔旅融合微改造完工14个，低于序时约11个百分点；实施方案卡在花鸟乡意见，停航后本周可返回。",
    ),
    "17-1": ("县发改局", "海缆路由用海审批是堵点，建议分管副县长协调。"),
}


def fill(county: Store, scratch: Store, folder: Path) -> None:
    """Take in eight units' weeks; `scratch` is a unit's with its weeks. Then notes, one 退回, 代录."""
    setting_up.first_run(county, unit=COUNTY, person=PERSON)
    week = week_of(county)
    for label in ("2023-W29", "2023-W30"):
        _bring(county, scratch, folder, demo.UNIT, Way.PACKAGE, label)
    for unit, (way, said) in UNITS.items():
        write(scratch, unit, week, said)
        _bring(county, scratch, folder, unit, way)
    _sheet(county, folder)
    write(county, BY_PHONE, week, PHONE)
    taking_down.confirm(county, unit_named(county, BY_PHONE), week, confirmed_by="周某")
    write(county, TYPED, week, WAITS)
    letters.return_week(county, unit_named(county, RETURNED), str(week), reason="4-1与上周相同，请写本周进展")
    _notes(county)


def more(county: Store, scratch: Store, folder: Path) -> None:
    """Files that came and are not taken in yet: clean ones, and every kind that asks for a look."""
    folder.mkdir(exist_ok=True)
    week = week_of(county)
    for unit, number in (("县委组织部", "10-1"), ("县气象局", "20-1"), ("县财政局", "22-1")):
        write(scratch, unit, week, {number: {"words": _words("按序时推进，已完成阶段任务。", "继续推进")}})
        path = _written(scratch, folder, unit, Way.PACKAGE)
    (folder / "县科协_报送（传坏了）.sspkg").write_bytes(path.read_bytes()[:-20])
    write(scratch, SEALED, week, {"7-3": {"words": _words("水产加工企业技改备案2家。")}})
    _written(scratch, folder, SEALED, Way.PACKAGE, passphrase="海岛2023")
    write(scratch, "县农业农村局", week, {"3-1": {"words": _words("渔农村环境整治完成19个村。")}})
    _written(scratch, folder, "县农业农村局", Way.PACKAGE)
    for unit, number in (("县人力社保局", "14-1"), ("县市场监管局", "8-7")):
        _filled(county, folder, unit, {number: ("电话摸底完成。", "汇总上报")})
    units = [unit_named(county, "花鸟乡")]
    dispatching.write_packages(county, folder, dispatching.DispatchWish(str(week)), units)


def of_a_unit(desk: Store, county: Store, folder: Path) -> None:
    """A unit's desk after `tests.demo`: week 28 is handed in and received, and a 下发 is taken in."""
    from shengsi_desktop.services.exchange import taking_dispatch

    setting_up.first_run(county, unit=COUNTY, person=PERSON)
    unit_id = unit_named(desk, demo.UNIT)
    path = folder / f"{demo.UNIT}_2023年第28周_报送v1.sspkg"
    submissions.write_package(desk, path, unit_id, week_of(desk, "2023-W28"))
    receiving.take_in(county, receiving.examine(county, [path]), {"0"})
    letter = folder / "回执.sspkg"
    letters.write_letter(county, letter, unit_id, "2023-W28")
    letters.take_in(desk, read_package(letter.read_bytes(), letter.name), letter.name)
    parts = frozenset((*USUAL_PARTS, DispatchPart.MESSAGE))
    wish = dispatching.DispatchWish(
        "2023-W30", parts, message="“完工”以验收单为准；7月28日17:00前报送（演示数据）"
    )
    (sent,) = dispatching.write_packages(county, folder, wish, [unit_id])
    taking_dispatch.take(desk, read_package(sent.read_bytes(), sent.name), sent.name, frozenset())


def make(folder: Path) -> None:
    """The county's store in `folder`, and files to drop beside it."""
    with (
        TemporaryDirectory() as room,
        opened(folder, writing=True) as county,
        opened(Path(room) / "scratch", writing=True) as scratch,
    ):
        setting_up.first_run(scratch, unit=demo.UNIT, person="王小海")
        demo.fill_weeks(scratch)
        fill(county, scratch, Path(room))
        more(county, scratch, folder.with_name(f"{folder.name}-收到的文件"))


def _written(
    scratch: Store, folder: Path, unit: str, way: Way, label: str = "2023-W30", *, passphrase: str = ""
) -> Path:
    unit_id, week = unit_named(scratch, unit), week_of(scratch, label)
    finalising.finalise(scratch, unit_id, week, reviewer="张某", person="某联络员")
    document = submissions.document_of(scratch, unit_id, week, way)
    path = folder / submissions.suggested_name(document, ".xlsx" if way is Way.WORKBOOK else ".sspkg")
    if way is Way.WORKBOOK:
        submissions.write_workbook(scratch, path, unit_id, week)
    else:
        submissions.write_package(scratch, path, unit_id, week)
        _from(path, unit_id, unit, passphrase)
    return path


def _from(path: Path, unit_id: str, unit: str, passphrase: str) -> None:
    """The package says that it was made at that unit's desk."""
    package = read_package(path.read_bytes(), path.name)
    head = replace(package.head, sender=replace(package.head.sender, unit_id=unit_id, unit=unit))
    path.write_bytes(write_package(head, package.members, passphrase=passphrase))


def _bring(county: Store, scratch: Store, folder: Path, unit: str, way: Way, label: str = "2023-W30") -> None:
    if way is Way.TEXT:
        unit_id, week = unit_named(scratch, unit), week_of(scratch, label)
        finalising.finalise(scratch, unit_id, week, reviewer="张某", person="某联络员")
        intake = receiving.examine(county, text="".join(submissions.coded_text(scratch, unit_id, week)[0]))
    else:
        intake = receiving.examine(county, [_written(scratch, folder, unit, way, label)])
    receiving.take_in(county, intake, {row.key for row in intake.rows})


def _filled(county: Store, folder: Path, unit: str, said: Mapping[str, tuple[str, str]]) -> Path:
    week = week_of(county)
    (name,) = fill_sheets.write_sheets(county, folder, [unit_named(county, unit)], week).files
    sheet = Filled(folder / name)
    for number, (progress, plan) in said.items():
        sheet.put(number, "本周进展", progress)
        sheet.put(number, "下周计划", plan)
    sheet.people(filler="某联络员", reviewer="李某")
    (folder / name).write_bytes(sheet.bytes())
    return folder / name


def _sheet(county: Store, folder: Path) -> None:
    path = _filled(county, folder, BY_SHEET, SHEET)
    seen = fill_sheet_taking.preview(county, path.read_bytes(), path.name)
    fill_sheet_taking.take_in(county, seen, {one.key for one in seen.differences.told if one.takeable})


def _notes(county: Store) -> None:
    week = week_of(county)
    table = consolidating.county_table(county, week)
    for number, (unit, words) in NOTES.items():
        item = next(one for one in table.items if one.number == number)
        field = consolidating.note_fields(county, item, week)[unit_named(county, unit)]
        drafting.keep_draft(county, field, words)
    drafting.commit_drafts(county)
