"""The first three weeks: dispatch, every way up, 退回, what is double, lost, late, old, damaged, by telephone."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.exchange import Verdict
from shengsi_desktop.domain.gathering import GatherState
from shengsi_desktop.exchange.container import read_package
from shengsi_desktop.services import directive_life, directives, facts
from shengsi_desktop.services.exchange import (
    fill_sheet_taking,
    fill_sheets,
    gathering,
    letters,
    receiving,
    submissions,
    taking_down,
)
from tests.exchange_weeks import secrets
from tests.exchange_weeks.desks import Desk, found, id_of, saved_by_libreoffice, unit_id, week_at
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path

COUNTY, CULTURE, FISHERY, FARMING = "县委社建委", "县文广旅体局", "县海洋与渔业局", "县农业农村局"
#: a unit that hands in nothing, of which the county keeps what is nobody else's business
OTHER, OTHER_ITEM = "县交通运输局", "4-1"
W27, W28, W29, W30 = (f"2023-W{number}" for number in (27, 28, 29, 30))
WEEKS = (W27, W28, W29, W30)
PASSPHRASE = "海上明月"


@dataclass
class Story:
    """The desks, what travelled between units, what was said, and what was seen on the way."""

    room: Path
    county: Desk
    office: Desk
    laptop: Desk
    island: Desk
    marks: secrets.Marks = field(default_factory=secrets.Marks)
    #: by unit and week what was written into its workbook
    filled: dict[tuple[str, str], dict[tuple[str, str], str]] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def desks(self) -> tuple[Desk, ...]:
        return (self.county, self.office, self.laptop, self.island)

    def way(self, week: str, where: str) -> Path:
        """The folder of what went `up` or `down` between units in a week."""
        folder = self.room / "travelled" / week / where
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def within(self, name: str) -> Path:
        """A file that goes between the machines of one unit."""
        (self.room / "within").mkdir(exist_ok=True)
        return self.room / "within" / name


def begun(room: Path) -> Story:
    """The county, an office and an island's desk after their first run; the laptop has nothing yet."""
    return Story(
        room,
        county=found(COUNTY, "county-pc", room / "county"),
        office=found(CULTURE, "office-pc", room / "office"),
        laptop=Desk(CULTURE, "laptop", room / "laptop"),
        island=found(FISHERY, "island-pc", room / "island"),
    )


def words(unit: str, week: str, number: str, **more: str) -> dict[str, str]:
    """What a unit writes of an item in a week: nobody else's words, and of every sort."""
    told = f"{unit}第{week[-2:]}周{number}"
    return {
        "progress": f"{told}进展：完成现场踏勘3处；\n第二行（<角标> & “引号”），占比12.5%",
        "problems": f"={told}问题：不是公式",
        "next_plan": f"{told}计划一：会商2次\n{told}计划二：报批",
        "catch_up": f"{told}措施",
        **more,
    }


def of_culture(week: str) -> dict[str, dict[str, Any]]:
    return {
        "4-2": {
            "words": words(CULTURE, week, "4-2", expected=f"{week[-2:]}周后达标", remark=f"备注{week}"),
            "values": {"4-2.5": str(int(week[-2:]) - 16), "4-2.2": "1"},
            "request": f"{CULTURE}第{week[-2:]}周请协调码头",
        },
        "6-1": {"words": {"progress": f"{CULTURE}第{week[-2:]}周6-1配合情况"}},
        "8-3": {"words": words(CULTURE, week, "8-3")},
    }


def of_fishery(week: str) -> dict[str, dict[str, Any]]:
    return {
        "4-2": {
            "words": {"progress": f"{FISHERY}第{week[-2:]}周4-2配合情况"},
            "values": {"4-2.5": str(int(week[-2:]) - 20)},
        },
        "7-2": {"words": words(FISHERY, week, "7-2"), "values": {"7-2.5": "3", "7-2.6": week[-1]}},
        "20-3": {"words": {}, "no_news": True},
    }


# -- steps that come every week


def fill_the_sheet(story: Story, week: str) -> Path:
    """县农业农村局 fills in its 填报表 and saves it in LibreOffice; the file that comes back."""
    (sent,) = story.way(week, "down").glob(f"{FARMING}*填报表.xlsx")
    sheet = Filled(sent)
    said: dict[tuple[str, str], str] = {}
    for number in ("3-1", "10-2"):
        told = words(FARMING, week, number)
        for head, name in (
            ("本周进展", "progress"),
            ("存在问题", "problems"),
            ("赶进度措施", "catch_up"),
            ("下周计划", "next_plan"),
        ):
            said[number, head] = told[name].removeprefix("=")
    said["3-1", "需协调事项"] = f"{FARMING}第{week[-2:]}周请协调用地"
    said["7-2", "本周进展"] = f"{FARMING}第{week[-2:]}周7-2配合情况"
    for (number, head), text in said.items():
        sheet.put(number, head, text)
    sheet.put("3-1.5", "本周值", int(week[-2:]) - 25)
    sheet.people(filler="李填报", reviewer="赵局")
    back = story.way(week, "up") / f"{FARMING}填好.xlsx"
    back.write_bytes(sheet.bytes())
    saved_by_libreoffice(back, story.room)
    story.filled[FARMING, week] = said
    return back


def synced(story: Story, source: Desk, target: Desk, name: str) -> str:
    """A sync package from one machine of the unit to the other, by command line; what the taking said."""
    file = story.within(name)
    source.run("sync", "make", "-o", file)
    return target.run("sync", "take", file)


def receipts_sent(story: Story, week: str) -> None:
    """The county's 回执 to 县文广旅体局 is taken in at its office."""
    story.county.run("receive", "receipt", CULTURE, "--week", week, "-o", story.way(week, "down"))
    (letter,) = story.way(week, "down").glob(f"{CULTURE}*回执.sspkg")
    assert "已收取1份回执" in story.office.run("receive", letter, "--take", "all")


# -- the weeks


def week_27(story: Story) -> None:
    """By command line: dispatch, a second PC by 移交包, the three ways up, a receipt."""
    county, office, island, marks = story.county, story.office, story.island, story.marks
    secrets.plant_at_the_county(county, OTHER, OTHER_ITEM, CULTURE, marks)
    with county.open() as store:
        week = week_at(store, W27)
        directives.add_directive(
            store,
            unit_id(store),
            week,
            f"查清微改造底数 @{CULTURE} 8月4日",
            secrets.DAY,
            phone=marks.new("县督办电话"),
        )
    down = story.way(W27, "down")
    parts = "directives,lists,lights,units,message"
    county.run(
        "dispatch",
        "make",
        "--unit",
        CULTURE,
        "--parts",
        parts,
        "--message",
        "微改造按验收单报",
        "--week",
        W27,
        "-o",
        down,
    )
    (sent,) = down.glob(f"{CULTURE}*下发.sspkg")
    assert "查清微改造底数" in office.run("dispatch", "take", sent)
    office.run("dispatch", "take", sent, "--take", "clean")
    with office.open() as store:
        (given,) = directives.directives(store, unit_id(store), secrets.DAY)
        directive_life.sign_directive(store, given.id, by="孙某", on=secrets.DAY)
        story.seen["directive"] = (given.what, given.given_by)
    secrets.plant(office, W27, "4-2", marks)
    secrets.plant(island, W27, "7-2", marks)
    secrets.plant(county, W27, "6-1", marks)
    office.write(W27, of_culture(W27))
    key = story.within("口令.txt")
    key.write_text(PASSPHRASE, "utf-8")
    office.run("handover", "make", "-o", story.within("移交.sspkg"), "--passphrase-file", key)
    story.laptop.room.mkdir()
    story.laptop.run(
        "handover", "take", story.within("移交.sspkg"), "--passphrase-file", key, "--person", "周接手"
    )
    # the county's own week, too
    county.write(W27, {"6-1": {"words": words(COUNTY, W27, "6-1")}})
    county.run("finalise", "--week", W27, "--reviewer", "吴主任")
    up = story.way(W27, "up")
    office.run("finalise", "--week", W27, "--reviewer", "张局")
    office.run_apart("submit", "--week", W27, "-o", up)
    county.run("receive", up, "--week", W27, "--take", "clean")
    county.run("sheet", "make", "--unit", FARMING, "--week", W27, "-o", down)
    assert "已入库县农业农村局" in county.run("sheet", "take", fill_the_sheet(story, W27), "--take", "all")
    island.write(W27, of_fishery(W27))
    island.run("finalise", "--week", W27, "--reviewer", "钱局")
    text = up / f"{FISHERY}报送文字.txt"
    text.write_text(island.run("submit", "--text", "--week", W27), encoding="utf-8")
    county.run("receive", "--text", text, "--week", W27, "--take", "clean")
    secrets.note(county, W27, "4-2", marks.new("县办摘编"))
    receipts_sent(story, W27)
    story.seen["steps"] = _steps(county)


def _steps(county: Desk) -> list[str]:
    with county.open() as store:
        found = directives.directives(store, unit_id(store), secrets.DAY)
        return [one.signed_by for one in found if "微改造" in one.what]


def week_28(story: Story) -> None:
    """Through services: 退回, a corrected version, a double, a text that is lost and taken down by telephone."""
    county, office, laptop, island = story.county, story.office, story.laptop, story.island
    synced(story, office, laptop, "27到笔记本.sspkg")
    laptop.write(W28, of_culture(W28))
    laptop.sign(W28)
    first = _packed(laptop, story.way(W28, "up"), W28)
    assert _taken(county, [first], W28) == [(CULTURE, 1)]
    with county.open() as store:
        letters.return_week(store, id_of(CULTURE), W28, reason="4-2下周计划不具体")
        letters.write_letter(store, story.way(W28, "down") / "退回.sspkg", id_of(CULTURE), W28)
    synced(story, laptop, office, "28到办公室.sspkg")
    with office.open() as store:
        path = story.way(W28, "down") / "退回.sspkg"
        package = read_package(path.read_bytes(), path.name)
        story.seen["returned"] = letters.preview(store, package, path.name).lines
        letters.take_in(store, package, path.name)
    office.write(W28, {"4-2": {"words": {"next_plan": f"{CULTURE}第28周4-2改过的计划：7月20日前会商"}}})
    office.sign(W28)
    second = _packed(office, story.way(W28, "up"), W28)
    assert _taken(county, [second], W28) == [(CULTURE, 2)]
    before = _rows(county)
    with county.open() as store:
        double = receiving.examine(store, [shutil.copy(second, story.room / "又一份.sspkg")], week=W28)
    story.seen["double"] = [row.verdict for row in double.rows], _rows(county) == before
    _sheet_by_service(story, W28)
    island.write(W28, of_fishery(W28))
    island.sign(W28)
    with island.open() as store:
        parts, document = submissions.coded_text(store, unit_id(store), week_at(store, W28))
        submissions.register_text(store, document)
    # it does not arrive this week
    (story.way(W28, "up") / f"{FISHERY}报送文字.txt").write_text("\n".join(parts), encoding="utf-8")
    with county.open() as store:
        missing = gathering.gathering(store, week_at(store, W28)).of(GatherState.MISSING)
        story.seen["missing"] = FISHERY in [one.unit.name for one in missing]
    county.write(
        W28,
        {
            "7-2": {
                "words": {"progress": "电话里说的：正常推进", "contact": story.marks.new("电话代录的联系人")}
            }
        },
        unit=FISHERY,
    )
    with county.open() as store:
        taking_down.confirm(store, id_of(FISHERY), week_at(store, W28), confirmed_by="钱局")
    story.seen["by telephone"] = shown_words(county, FISHERY, W28)


def week_29(story: Story) -> None:
    """A clock a year ahead on the laptop, a package that is lost and found too late, a late text, a damaged file."""
    county, office, laptop, island = story.county, story.office, story.laptop, story.island
    synced(story, office, laptop, "28到笔记本.sspkg")
    laptop.wrong_clock.append(True)
    laptop.write(W29, of_culture(W29))
    laptop.sign(W29)
    lost = _packed(laptop, story.way(W29, "up"), W29)
    story.seen["clock"] = synced(story, laptop, office, "29到办公室.sspkg")
    office.write(W29, {"8-3": {"words": {"progress": f"{CULTURE}第29周8-3更正：场馆已开放"}}})
    office.sign(W29)
    newer = _packed(office, story.way(W29, "up"), W29)
    broken = story.room / "坏.sspkg"
    broken.write_bytes(newer.read_bytes()[:-40])
    before = _rows(county)
    assert "没有可以入库的报送" in county.run("receive", broken, "--take", "all", fails=True)
    story.seen["damaged"] = _rows(county) == before
    assert _taken(county, [newer], W29) == [(CULTURE, 2)]
    with county.open() as store:
        intake = receiving.examine(store, [lost], week=W29)
        story.seen["older"] = [(row.number, row.clean, row.takeable) for row in intake.rows]
        receiving.take_in(store, intake, {row.key for row in intake.rows})
    island.write(W29, of_fishery(W29))
    island.sign(W29)
    with island.open() as store:
        parts, document = submissions.coded_text(store, unit_id(store), week_at(store, W29))
        submissions.register_text(store, document)
    (story.way(W29, "up") / f"{FISHERY}报送文字.txt").write_text("\n".join(parts), encoding="utf-8")
    late = (story.way(W28, "up") / f"{FISHERY}报送文字.txt").read_text(encoding="utf-8")
    with county.open() as store:
        intake = receiving.examine(store, text="\n".join((*parts, late)), week=W29)
        story.seen["late"] = sorted((row.week, row.clean, row.verdict) for row in intake.rows)
        receiving.take_in(store, intake, {row.key for row in intake.rows if row.takeable})
    _sheet_by_service(story, W29)
    receipts_sent(story, W29)


def _packed(desk: Desk, folder: Path, week: str) -> Path:
    with desk.open() as store:
        document = submissions.document_of(
            store, unit_id(store), week_at(store, week), submissions.Way.PACKAGE
        )
        path = folder / submissions.suggested_name(document, ".sspkg")
        submissions.write_package(store, path, unit_id(store), week_at(store, week))
    return path


def _taken(county: Desk, paths: list[Path], week: str) -> list[tuple[str, int]]:
    with county.open() as store:
        intake = receiving.examine(store, paths, week=week)
        assert all(row.verdict is not Verdict.DOUBLE for row in intake.rows)
        receiving.take_in(store, intake, {row.key for row in intake.rows})
        return [(row.unit, row.number) for row in intake.rows]


def _sheet_by_service(story: Story, week: str) -> None:
    with story.county.open() as store:
        fill_sheets.write_sheets(store, story.way(week, "down"), [id_of(FARMING)], week_at(store, week))
    back = fill_the_sheet(story, week)
    with story.county.open() as store:
        seen = fill_sheet_taking.preview(store, back.read_bytes(), back.name)
        keys = {one.key for one in seen.differences.cells if one.takeable}
        fill_sheet_taking.take_in(store, seen, keys)


def _rows(desk: Desk) -> int:
    """How many rows all documents and the log have."""
    tables = ("final_version", "submission", "receipt", "week_return", "change", "package_log")
    with desk.open() as store, store.reading() as session:
        connection: Any = session.connection().connection
        return sum(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)


def shown_words(county: Desk, unit: str, week: str) -> str:
    """All words of a unit's week as the county reads them."""
    from shengsi_desktop.services.exchange import consolidating

    with county.open() as store:
        table = consolidating.county_table(store, week_at(store, week))
        return json.dumps(
            [line.words for item in table.items for line in item.lines if line.unit == unit],
            ensure_ascii=False,
        )


def newest(desk: Desk, unit: str, week: str) -> tuple[str, dict[str, Any]]:
    """The id and content of a unit's newest 定稿 in a desk's store."""
    with desk.open() as store, store.reading() as session:
        version, _ = facts.newest_final(session, id_of(unit), week)
        assert version is not None
        return version.id, json.loads(version.content)
