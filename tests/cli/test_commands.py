"""The command line: what each command stores and says, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengsi_desktop import assets
from shengsi_desktop.cli import app
from shengsi_desktop.cli.app import main
from shengsi_desktop.services import reporting, setting_up, tasks
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import Directive, IndicatorPoint, Meeting, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

ROOT = Path(__file__).resolve().parents[2]
CHINESE = r"[一-鿿]"
ITEM_KEYS = [
    "id",
    "list",
    "number",
    "task_number",
    "task",
    "title",
    "role",
    "role_source",
    "group",
    "pending",
    "due",
    "light",
    "light_reason",
    "reported",
]


def rows_of(folder: Path, model: Any) -> list[Any]:
    with opened(folder) as store, store.reading() as session:
        return list(session.exec(alive(model)).all())


def in_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A real process, as a person starts it."""
    return subprocess.run(
        [sys.executable, "-m", "shengsi_desktop", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_init_twice_alike_is_fine_and_differently_is_refused(run: Run, tmp_path: Path) -> None:
    new = str(tmp_path / "new")
    assert run("init", "--unit", "县文广旅体局", "--store", new).status == 0
    again = run("init", "--unit", "县文广旅体局", "--store", new)
    assert (again.status, "没有改动" in again.out) == (0, True)
    other = run("init", "--unit", "花鸟乡", "--store", new)
    assert (other.status, "已设为县文广旅体局" in other.err, other.out) == (1, True, "")


def test_init_with_a_wrong_unit_or_file_makes_no_store(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    new = tmp_path / "new"
    wrong = run("init", "--unit", "文旅局", "--store", str(new))
    assert (wrong.status, "县文广旅体局" in wrong.err) == (1, True)
    assert run("init", "--unit", "县文广旅体局", "--plan", str(picture), "--store", str(new)).status == 1
    assert not new.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("tasks",),
        ("report", "4-2", "--done", "一"),
        ("meeting", "--place", "一"),
        ("finalise", "--reviewer", "一"),
        ("backup",),
    ],
)
def test_without_a_store_a_command_says_how_to_make_one_and_makes_none(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    said = run(*command, "--store", str(tmp_path / "none"))
    assert (said.status, "还没有台账" in said.err) == (1, True)
    assert not (tmp_path / "none").exists()


def test_tasks_json_is_to_the_letter(run: Run) -> None:
    rows = json.loads(run("tasks", "--week", "2023-W10", "--json").out)
    assert len(rows) == 13
    assert all(list(row) == ITEM_KEYS for row in rows)
    lead = next(row for row in rows if row["number"] == "4-2")
    assert (lead["list"], lead["task_number"], lead["role"], lead["role_source"], lead["group"]) == (
        "clause",
        "4",
        "lead",
        "habit",
        None,
    )
    assert (lead["pending"], lead["due"], lead["light"], lead["reported"]) == (
        False,
        "2023-12-31",
        "unreported",
        False,
    )
    assert {row["light"] for row in rows if row["role"] == "support"} == {"by_lead"}


def test_tasks_of_another_unit_show_wildcards_and_what_is_pending(run: Run) -> None:
    rows = json.loads(run("tasks", "--unit", "花鸟乡", "--week", "2023-W10", "--json").out)
    assert len(rows) == 12
    assert {row["number"] for row in rows if row["pending"]} == {"15-3", "19-2"}
    assert "各乡镇" in {row["group"] for row in rows}


def test_a_report_is_stored_and_shown(run: Run, folder: Path) -> None:
    said = run(
        "report",
        "４-2",
        "--week",
        "2023-W10",
        "--done",
        "初稿形成",
        "--next",
        "征求意见\n送审",
        "--set",
        "4-2.5=14",
        "--set",
        "4-2.2=初稿",
        "--percent",
        "30",
        "--reason",
        "县里认定",
        "--request",
        "请协调用海",
        "--level",
        "分管县领导",
    )
    assert (said.status, said.err) == (0, "")
    row = rows_of(folder, Report)[0]
    assert (row.progress, row.next_plan, row.override_percent) == ("初稿形成", "征求意见\n送审", "30")
    shown = json.loads(run("show", "4-2", "--week", "2023-W10", "--json").out)
    assert list(shown)[: len(ITEM_KEYS)] == ITEM_KEYS
    assert shown["reported"]
    assert shown["history"][0]["progress"] == "初稿形成"
    micro = next(one for one in shown["deliverables"] if one["number"] == "4-2.5")
    assert (micro["value"], micro["target"], micro["unit"]) == (14, 30, "个")
    assert "微改造" in run("show", "4-2", "--week", "2023-W10").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--done", "一", "--set", "4-2.5=很多"), "不是数"),
        (("--done", "一", "--set", "4-2.77=3"), "没有编号"),
        (("--done", "一", "--percent", "30"), "理由"),
        (("--done", "一", "--percent", "300", "--reason", "一"), "0到100"),
        ((), "没有给出"),
    ],
)
def test_a_refused_report_stores_nothing_and_says_why(
    run: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run("report", "4-2", "--week", "2023-W10", *arguments)
    assert (result.status, said in result.err, result.out) == (1, True, "")
    assert not rows_of(folder, Report)


def test_the_default_week_outside_the_plans_year_is_the_last_reported_else_the_first(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("tasks").out.startswith("2023年第1周")
    run("report", "4-2", "--week", "2023-W30", "--done", "一")
    assert run("tasks").out.startswith("2023年第30周")


@pytest.mark.parametrize("week", ["2023-W60", "三月", "2024-W53"])
def test_a_week_that_is_none_is_refused(run: Run, week: str) -> None:
    said = run("tasks", "--week", week)
    assert (said.status, "不是一个有效的周" in said.err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("report",),
        ("tasks", "--wek", "2023-W10"),
        ("tasks", "--week"),
        ("tasks", "--json=1"),
        ("show", "4-2", "8-3"),
        ("init",),
        ("report", "4-2", "--set", "14"),
        ("report", "4-2", "--done", "一", "--reason", "一"),
        ("report", "4-2", "--request", "一", "--level", "村"),
        ("indicator", "set", "地区生产总值"),
        ("export",),
    ],
)
def test_wrong_use_ends_with_two_and_a_chinese_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert said.status == 2
    assert said.out == ""
    assert "用法" in said.err
    assert not any(word in said.err for word in ("Error", "Usage", "Missing", "No such", "Traceback"))


@pytest.mark.parametrize(
    "arguments",
    [(), ("report",), ("export",), ("export", "week"), ("plan", "show"), ("indicator", "set"), ("init",)],
)
def test_help_is_chinese(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments, "--help")
    assert said.status == 0
    assert "用法：shengsi-desktop" in said.out
    assert not any(word in said.out for word in ("Usage", "Options", "Show this", "required", "Arguments"))


def test_every_command_takes_a_store() -> None:
    from typer.main import get_command

    def leaves(command: Any) -> list[Any]:
        inner = getattr(command, "commands", None)
        return [leaf for one in inner.values() for leaf in leaves(one)] if inner else [command]

    main(["--help"])
    for leaf in leaves(get_command(app.app)):
        assert any("--store" in option.opts for option in leaf.params), leaf.name


def test_while_the_window_holds_the_store_it_is_read_and_exported_but_not_written(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.xlsx"
    with opened(folder, writing=True) as window:
        desk = setting_up.settings(window)
        at = reporting.week_page(window, desk.unit.id, app.week_of(window, "2023-W10")).week
        item_id = next(one.id for one in tasks.item_rows(window, desk.unit.id, at) if one.number == "4-2")
        form = reporting.report_form(window, item_id, desk.unit.id, at)
        reporting.keep_draft(window, form.fields["progress"], "窗口里正在打的字")
        assert run("tasks", "--week", "2023-W10").status == 0
        assert "正在打的字" in run("show", "4-2", "--week", "2023-W10").out
        assert run("export", "week", "2023-W10", "-o", str(file)).status == 0
        for command in (("report", "4-2", "--done", "一"), ("finalise", "--reviewer", "一")):
            said = run(*command)
            assert (said.status, "另一个窗口或命令" in said.err, said.out) == (1, True, "")
    cells = [str(c.value) for row in openpyxl.load_workbook(file)["任务进展"].iter_rows() for c in row]
    assert any("窗口里正在打的字" in cell for cell in cells)


def test_export_writes_the_named_file_and_tells_a_held_one_plainly(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("report", "4-2", "--week", "2023-W10", "--done", "一")
    assert run("export", "week", "2023-W10", "-o", str(tmp_path)).status == 0
    file = tmp_path / "县文广旅体局2023年第10周会商表.xlsx"
    before = file.read_bytes()

    def held(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "held")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        said = run("export", "week", "2023-W10", "-o", str(file))
    assert (said.status, "WPS" in said.err) == (1, True)
    assert file.read_bytes() == before


def test_a_meeting_is_recorded_whole_and_read_back(run: Run, folder: Path) -> None:
    week = ("--week", "2023-W10")
    said = run("meeting", *week, "--place", "会议室", "--notes", "记了", "--topic", "甲", "--topic", "乙")
    assert said.status == 0
    shown = json.loads(run("meeting", *week, "--json").out)
    assert (shown["place"], shown["notes"], [one["title"] for one in shown["topics"]]) == (
        "会议室",
        "记了",
        ["甲", "乙"],
    )
    assert run("meeting", "--week", "2023-W11", "--place", "一", "--topic", " ").status == 1
    assert len(rows_of(folder, Meeting)) == 1


def test_a_directive_is_added_listed_and_done_by_its_number(run: Run, folder: Path) -> None:
    week = ("--week", "2023-W30")
    assert run("directive", "商请花鸟乡反馈 @文化科 8月4日", "--item", "4-2", *week).status == 0
    shown = json.loads(run("directive", *week, "--json").out)
    assert (shown[0]["number"], shown[0]["due"], shown[0]["item"]) == (1, "2023-08-04", "4-2")
    assert run("directive", "--done", "1", *week).status == 0
    assert [(one.state, one.done_on) for one in rows_of(folder, Directive)] == [("done", "2023-07-28")]
    said = run("directive", "再一件", "--done", "9", *week)
    assert (said.status, "没有编号" in said.err) == (1, True)
    assert len(rows_of(folder, Directive)) == 1


def test_a_week_is_finalised_once_until_it_changes(run: Run) -> None:
    week = ("--week", "2023-W10")
    assert run("finalise", "--reviewer", "张三", *week).status == 1
    run("report", "4-2", "--done", "一", *week)
    assert run("finalise", *week).status == 1
    assert run("finalise", "--reviewer", "张三", *week).status == 0
    said = run("finalise", "--reviewer", "张三", *week)
    assert (said.status, "没有改动" in said.err) == (1, True)
    run("report", "4-2", "--done", "二", *week)
    assert run("finalise", "--reviewer", "张三", *week).status == 0


def test_an_indicator_is_set_and_listed(run: Run, folder: Path) -> None:
    assert run("indicator", "set", "地区生产总值", "2023-03", "３５.２", "--planned", "36").status == 0
    row = rows_of(folder, IndicatorPoint)[0]
    assert (row.period, row.value, row.planned) == ("2023-03", "35.2", "36")
    listed = json.loads(run("indicator", "list", "--json").out)
    assert len(listed) == 27
    assert (listed[2]["value"], listed[2]["period"]) == (35.2, "2023-03")
    for wrong in (("没有的", "2023-03", "1"), ("3", "2023-13", "1"), ("3", "2023-03", "很多")):
        assert run("indicator", "set", *wrong).status == 1
    assert run("indicator", "list", "--period", "三月").status == 1


def test_backup_restore_and_check_go_round(run: Run, folder: Path, tmp_path: Path) -> None:
    run("report", "4-2", "--week", "2023-W10", "--done", "备份前")
    assert run("backup", str(tmp_path / "备份")).status == 0
    run("report", "4-2", "--week", "2023-W10", "--done", "备份后")
    copy = next((tmp_path / "备份").iterdir())
    assert run("restore", str(copy)).status == 0
    assert rows_of(folder, Report)[0].progress == "备份前"
    checked = run("check")
    assert (checked.status, checked.out[:4]) == (0, "台账完好")
    assert run("restore", str(tmp_path / "没有")).status == 1


def test_plan_show_reads_the_built_in_plan(run: Run) -> None:
    file = str(assets.data(setting_up.BUILT_IN_PLAN))
    shown = json.loads(run("plan", "show", file, "--json").out)
    assert list(shown) == [
        "title",
        "year",
        "issuer",
        "source_sha256",
        "directions",
        "guarantees",
        "indicators",
        "annexes",
        "warnings",
    ]
    assert "71个事项" in run("plan", "show", file).out
    assert run("plan", "show", "没有.txt").status == 1


def test_a_bug_is_logged_whole_and_told_briefly(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(tasks, "item_rows", broken)
    monkeypatch.setenv("SHENGSI_CONFIG", str(tmp_path / "config"))
    said = run("tasks")
    assert (said.status, "Traceback" in said.err, "程序出了差错" in said.err) == (1, False, True)
    assert "ZeroDivisionError: a bug" in (tmp_path / "config" / app.LOG_FILE).read_text(encoding="utf-8")


def test_the_self_test_passes_in_a_process_of_its_own_and_touches_nothing_else(tmp_path: Path) -> None:
    done = in_process("self-test", SHENGSI_CONFIG=str(tmp_path / "c"), SHENGSI_STORE=str(tmp_path / "s"))
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert "自检全部通过" in done.stdout.decode()
    assert not (tmp_path / "c").exists()
    assert not (tmp_path / "s").exists()


def test_a_process_ends_with_the_commands_status(folder: Path) -> None:
    done = in_process("tasks", "--week", "2023-W10", "--json", SHENGSI_STORE=str(folder))
    assert (done.returncode, len(json.loads(done.stdout))) == (0, 13)
    refused = in_process("show", "99-9", SHENGSI_STORE=str(folder))
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert "没有编号" in refused.stderr.decode()
    assert in_process("nothing").returncode == 2
