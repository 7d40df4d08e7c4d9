"""The whole main job in a store of its own, step by step: what an installed program can be judged by."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from shengsi_desktop.store.sessions import Store

UNIT = "县文广旅体局"
WEEK = "2023-W10"
_CONFIG = "SHENGSI_CONFIG"


class _Failed(Exception):
    """A step did not give what it must."""


def _require(holds: object, what: str) -> None:
    if not holds:
        raise _Failed(what)


def run(say: Callable[[str], None]) -> bool:
    """Run every step, saying each; True when all went well."""
    with tempfile.TemporaryDirectory(prefix="shengsi-") as room, _own_configuration(Path(room) / "config"):
        folder = Path(room)
        steps: tuple[tuple[str, Callable[[Path], str]], ...] = (
            ("读方案", lambda _: _plan()),
            ("首次设置", _first_run),
            ("填报一周", _report),
            ("记会商和交办", _meeting),
            ("撤销与重做", _undo),
            ("录入指标并画图", _indicator),
            ("导入清单", _take_in),
            ("定稿", _finalise),
            ("导出周会商表", _export),
            ("备份、恢复、检查", _keep),
        )
        for number, (name, step) in enumerate(steps, start=1):
            try:
                said = step(folder)
            except Exception as problem:  # noqa: BLE001 - the step's failure is the answer
                say(f"{number}/{len(steps)} {name}：没有通过——{type(problem).__name__} {problem}")
                return False
            say(f"{number}/{len(steps)} {name}：通过（{said}）")
    say("自检全部通过。")
    return True


@contextmanager
def _own_configuration(folder: Path) -> Iterator[None]:
    """What a store leaves in the user's configuration goes into the self-test's own room."""
    before = os.environ.get(_CONFIG)
    os.environ[_CONFIG] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_CONFIG]
        else:
            os.environ[_CONFIG] = before


def _open(folder: Path) -> AbstractContextManager[Store]:
    from shengsi_desktop.services.opening import opened

    return opened(folder / "store", writing=True)


def _plan() -> str:
    from shengsi_desktop.services import setting_up

    found = setting_up.built_in_plan_summary()
    _require(
        (found.directions, found.tasks, found.items, found.indicators) == (5, 26, 71, 27), "方案的条数不对"
    )
    return f"{found.tasks}项任务、{found.items}个事项、{found.indicators}个指标"


def _first_run(folder: Path) -> str:
    from shengsi_desktop.services import setting_up

    with _open(folder) as store:
        setting_up.first_run(store, unit=UNIT)
        _require(setting_up.settings(store).unit.name == UNIT, "单位没有存入")
    return UNIT


def _item(store: Store, number: str) -> str:
    from shengsi_desktop.services import facts

    with store.reading() as session:
        return facts.find_item(session, number).id


def _report(folder: Path) -> str:
    from shengsi_desktop.cli.app import unit_id_of, week_of
    from shengsi_desktop.services import reporting, tasks

    with _open(folder) as store:
        unit_id, week, item_id = unit_id_of(store, None), week_of(store, WEEK), _item(store, "4-2")
        reporting.report_once(
            store,
            item_id,
            unit_id,
            week,
            words={"progress": "自检填报", "next_plan": "第一条\n第二条"},
        )
        rows = tasks.item_rows(store, unit_id, week, mentioned=False)
        mine = next(row for row in rows if row.id == item_id)
        _require(mine.reported and mine.standing.reading.reason, "填报没有存入")
        others = [row.id for row in rows if row.id != item_id]
        reporting.mark_no_news(store, others, unit_id, week)
        page = reporting.week_page(store, unit_id, week)
        _require(page.filled == len(page.rows), "本周无新进展没有存入")
    return f"已填{page.filled}/{len(page.rows)}"


def _meeting(folder: Path) -> str:
    from shengsi_desktop.cli.app import unit_id_of, week_of
    from shengsi_desktop.services import meetings

    with _open(folder) as store:
        unit_id, week = unit_id_of(store, None), week_of(store, WEEK)
        meetings.set_meeting(store, unit_id, week, place="会议室", chair="主持人")
        meetings.add_topic(store, unit_id, week, "自检议题")
        meetings.add_directive(store, unit_id, week, "自检交办 @文化科 3月17日", week.last)
        form = meetings.meeting_form(store, unit_id, week)
        _require(form.meeting.directives[0].due == date(2023, 3, 17), "交办事项的日期不对")
    return f"{len(form.meeting.topics)}个议题、{len(form.meeting.directives)}条交办"


def _undo(folder: Path) -> str:
    from shengsi_desktop.cli.app import unit_id_of, week_of
    from shengsi_desktop.services import history, meetings

    with _open(folder) as store:
        unit_id, week = unit_id_of(store, None), week_of(store, WEEK)
        undone = history.undo(store)
        _require(
            undone and not meetings.meeting_form(store, unit_id, week).meeting.directives, "撤销没有生效"
        )
        history.redo(store)
        _require(meetings.meeting_form(store, unit_id, week).meeting.directives, "重做没有生效")
    return undone.name if undone else ""


def _indicator(folder: Path) -> str:
    from shengsi_desktop import assets
    from shengsi_desktop.charts.fonts import ensure_chinese
    from shengsi_desktop.charts.render import png_bytes
    from shengsi_desktop.charts.series import series_of
    from shengsi_desktop.charts.trend import trend_figure
    from shengsi_desktop.services import indicators

    with _open(folder) as store:
        first = indicators.standings(store)[2].indicator
        for month, value in (("01", "11.5"), ("02", "23"), ("03", "35.2")):
            indicators.set_point(store, first.id, f"2023-{month}", value=Decimal(value))
        standing = indicators.standings(store, "2023-03")[2]
    _require(standing.latest and standing.latest.value == Decimal("35.2"), "指标数值没有存入")
    family = ensure_chinese(assets.resource("fonts/NotoSansSC-Regular.otf"))
    picture = png_bytes(
        trend_figure(series_of(standing, 2023), width_px=900, height_px=420, dpi=100, family=family)
    )
    _require(picture.startswith(b"\x89PNG"), "没有画出图")
    return f"{first.name}，{standing.reading.light.label}，图{len(picture) // 1024}KB"


def _take_in(folder: Path) -> str:
    import io

    import openpyxl

    from shengsi_desktop.domain.lists import ListKind
    from shengsi_desktop.services import history, list_import

    with _open(folder) as store:
        name, content = list_import.template(store, ListKind.PROJECT)
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = book.worksheets[0]
        lines = list(sheet.iter_rows(values_only=True))
        at = next(place for place, line in enumerate(lines, start=1) if line[0] == "序号")
        heads = [str(head).partition("（")[0] for head in lines[at - 1]]
        filled: dict[str, str | int] = {
            "序号": 1,
            "项目名称": "自检项目",
            "总投资": "1.2亿元",
            "责任单位": "县发改局",
        }
        for head, value in filled.items():
            sheet.cell(at + 2, heads.index(head) + 1, value)
        buffer = io.BytesIO()
        book.save(buffer)
        source = list_import.read_source(buffer.getvalue(), name, year=2023)
        preview = list_import.compare(store, source.file.tables[0])
        _require(list_import.take_in(store, preview), "清单没有存入")
        (line,) = list_import.listed(store, ListKind.PROJECT)
        _require(line.name == "自检项目", "清单的内容不对")
        history.undo(store)
        _require(not list_import.listed(store, ListKind.PROJECT), "撤销导入没有生效")
        history.redo(store)
    return f"{name}，{line.number}"


def _finalise(folder: Path) -> str:
    from shengsi_desktop.cli.app import unit_id_of, week_of
    from shengsi_desktop.services import finalising, reporting

    with _open(folder) as store:
        unit_id, week = unit_id_of(store, None), week_of(store, WEEK)
        finalising.finalise(store, unit_id, week, reviewer="审核人")
        page = reporting.week_page(store, unit_id, week)
        _require(page.version == 1 and not page.changed_since_final, "定稿没有存入")
    return "第1版"


def _export(folder: Path) -> str:
    import openpyxl

    from shengsi_desktop.cli.app import unit_id_of, week_of
    from shengsi_desktop.services import exporting

    path = folder / "周会商表.xlsx"
    with _open(folder) as store:
        exporting.export_week(store, unit_id_of(store, None), week_of(store, WEEK), path)
    book = openpyxl.load_workbook(path)
    _require(book.sheetnames[0] == "领导阅" and "任务进展" in book.sheetnames, "工作表不对")
    return f"{len(book.sheetnames)}个工作表，{path.stat().st_size // 1024}KB"


def _keep(folder: Path) -> str:
    from shengsi_desktop.cli.app import unit_id_of, week_of
    from shengsi_desktop.services import keeping, tasks

    copy = keeping.backup(folder / "store", folder / "备份")
    keeping.restore(copy, folder / "store")
    _require(not keeping.check(folder / "store"), "恢复后的台账有问题")
    with _open(folder) as store:
        rows = tasks.item_rows(store, unit_id_of(store, None), week_of(store, WEEK), mentioned=False)
        _require(all(row.reported for row in rows), "恢复后的台账缺内容")
    return copy.name
