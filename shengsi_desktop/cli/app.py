"""The command line as a whole: the application, how a store is opened for it, how a refusal is said.

Exit 0 done, 1 refused with the reason on stderr, 2 usage.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.domain.problems import ConcurrentUse, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengsi_desktop.domain.views import DeskSettings
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

app = typer.Typer(
    name="shengsi-desktop",
    help="嵊泗会商台账：不带命令时打开窗口；下列命令不需要窗口。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

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
def opened(store: Path | None, *, writing: bool = False) -> Iterator[Store]:
    """The store, open for the block; writing is refused while the window has it."""
    from shengsi_desktop.services import opening

    with opening.opened(store_folder(store), writing=writing) as found:
        yield found


def desk(store: Store) -> DeskSettings:
    """Whose store this is."""
    from shengsi_desktop.services import setting_up

    return setting_up.settings(store)


def unit_id_of(store: Store, unit: str | None) -> str:
    """The unit asked for, else the store's own."""
    from shengsi_desktop.services import setting_up

    return setting_up.the_unit(unit).id if unit else desk(store).unit.id


def week_of(store: Store, text: str | None) -> Week:
    """The week asked for; else the current one, or outside the plan's year the last one reported, else its first."""
    from shengsi_desktop.rhythm.weeks import default_week, parse_week
    from shengsi_desktop.services import facts

    found = desk(store)
    if text:
        return parse_week(text, found.rhythm)
    return default_week(
        date.today(),  # noqa: DTZ011 - the office's own day
        found.plan_year,
        found.rhythm,
        facts.last_reported_week(store, found.unit.id),
    )


def say(text: str) -> None:
    """One line for the person."""
    print(text)


def show_json(value: Any) -> None:
    """JSON as it stands, readable and in UTF-8."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def main(arguments: list[str]) -> int:
    """Run a command; the exit status."""
    from shengsi_desktop.cli import commands, exports, plans, weeks  # noqa: F401 - they register themselves

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(level=os.environ.get("SHENGSI_LOG", "ERROR"))
    try:
        status = app(arguments, standalone_mode=False)
    except ConcurrentUse as problem:
        print(f"{problem} 命令没有执行，没有改动。", file=sys.stderr)
        return 1
    except Refusal as problem:
        print(str(problem), file=sys.stderr)
        return 1
    except typer.Exit as ending:
        return ending.exit_code
    except Exception as problem:
        if hasattr(problem, "exit_code") and hasattr(problem, "format_message"):
            print(f"用法不对：{problem.format_message()}", file=sys.stderr)
            return int(problem.exit_code)
        if type(problem).__name__ == "Abort":
            return 1
        raise
    return int(status or 0)
