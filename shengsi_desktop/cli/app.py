"""The command line as a whole: the application, how a store is opened for it, how a refusal is said.

Exit 0 done, 1 refused with the reason on stderr, 2 usage.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.usage import ExplainedTyper, is_usage_problem, sentence
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from shengsi_desktop.domain.views import DeskSettings
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

app = ExplainedTyper(
    name="shengsi-desktop",
    help="嵊泗会商台账：不带命令时打开窗口；下列命令不需要窗口。",
    pretty_exceptions_enable=False,
)

LOG_FILE = "命令差错.log"

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", envvar="SHENGSI_STORE", help="台账所在文件夹（默认在本人的数据文件夹里）"),
]
WeekOption = Annotated[str | None, typer.Option("--week", help="周次，如 2023-W10（默认本周）")]
UnitOption = Annotated[str | None, typer.Option("--unit", help="单位名称（默认本单位）")]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]


def store_folder(store: Path | None) -> Path:
    """The folder given, else the user's own."""
    if store is not None:
        return store
    from shengsi_desktop.store.place import default_store_folder

    return default_store_folder()


@contextmanager
def opened(store: Path | None, *, writing: bool = False, create: bool = False) -> Iterator[Store]:
    """The store, open for the block; writing is refused while the window has it. Only `init` makes one."""
    from shengsi_desktop.services import opening

    with opening.opened(store_folder(store), writing=writing, create=create) as found:
        yield found


def desk(store: Store) -> DeskSettings:
    """Whose store this is."""
    from shengsi_desktop.services import setting_up

    return setting_up.settings(store)


def unit_id_of(store: Store, unit: str | None) -> str:
    """The unit asked for, else the store's own."""
    from shengsi_desktop.services import setting_up

    return setting_up.the_unit(unit).id if unit else desk(store).unit.id


def unit_name(store: Store, unit_id: str) -> str:
    """What a unit is called."""
    from shengsi_desktop.services import facts

    with store.reading() as session:
        return next((one.name for one in facts.units(session) if one.id == unit_id), "")


def taken_down(store: Store, unit_id: str) -> bool:
    """Whether what is typed here for that unit is 代录: it is another's than this county desk's."""
    from shengsi_desktop.services import setting_up

    return unit_id != store.setting("unit_id") and setting_up.is_county(store)


def week_of(store: Store, text: str | None) -> Week:
    """The week asked for; else the current one, or outside the plan's year the last one reported, else its first."""
    from shengsi_desktop.rhythm.weeks import default_week, parse_week
    from shengsi_desktop.services import open_weeks

    found = desk(store)
    if text:
        return parse_week(text, found.rhythm)
    return default_week(
        store.today(),
        found.plan_year,
        found.rhythm,
        open_weeks.last_reported_week(store, found.unit.id),
    )


def number_of(text: str) -> Decimal:
    """The number that was typed. Refused when it is none."""
    from shengsi_desktop.rhythm.typed_numbers import parse_number

    number = parse_number(text)
    if number is None:
        raise Refusal(f"“{text}”不是数，没有存入。")
    return number


def say(text: str) -> None:
    """One line for the person."""
    print(text)


def show_json(value: Any) -> None:
    """JSON as it stands, readable and in UTF-8."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def main(arguments: list[str]) -> int:
    """Run a command; the exit status."""
    from shengsi_desktop.cli import (  # noqa: F401 - they register
        appeals,
        attachments,
        boards,
        briefs,
        charts,
        clearing,
        commands,
        directives,
        dispatch,
        exports,
        fill_sheets,
        hand_in,
        indicator_targets,
        indicators,
        islands,
        item_list,
        lists,
        meetings,
        people,
        plan_store,
        plans,
        reports,
        rules,
        searching,
        sections,
        stoppages,
        syncing,
        take_in,
        weeks,
    )

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(level=os.environ.get("SHENGSI_LOG", "ERROR"))
    try:
        status = _command()(arguments, standalone_mode=False, prog_name="shengsi-desktop")
    except typer.Exit as ending:
        return ending.exit_code
    except Exception as problem:  # noqa: BLE001 - told in words; what nobody expected is logged whole
        return _told(problem)
    return int(status or 0)


@cache
def _command() -> Any:
    """All commands, put together once a process: that takes longer than most of them."""
    return typer.main.get_command(app)


def _told(problem: Exception) -> int:
    """Say what went wrong on stderr; the exit status."""
    if isinstance(problem, Refusal):
        print(str(problem), file=sys.stderr)
        return 1
    if is_usage_problem(problem):
        print(sentence(problem), file=sys.stderr)
        return 2
    if type(problem).__name__ == "Abort":
        print("已中断。", file=sys.stderr)
        return 1
    print(f"程序出了差错，命令没有完成；已存入的内容都在。{_logged(problem)}", file=sys.stderr)
    return 1


def _logged(problem: Exception) -> str:
    """Write the whole of a bug into the user's configuration folder; where, in words."""
    import traceback
    from datetime import datetime

    from shengsi_desktop.store.origin import config_folder

    path = config_folder() / LOG_FILE
    whole = "".join(traceback.format_exception(problem))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{whole}\n")
    except OSError:
        return whole
    return f"详情记录在“{path}”。"
