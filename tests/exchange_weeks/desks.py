"""Desks of the county and its units on one machine: each with its own store, settings, computer's name and clock."""

from __future__ import annotations

import contextlib
import io
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.cli.app import main
from shengsi_desktop.rhythm.weeks import parse_week
from shengsi_desktop.services import facts, finalising, reporting, setting_up
from shengsi_desktop.services.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

REPOSITORY = Path(__file__).parents[2]
YEAR = timedelta(days=365)


class _AnyMoment(type):
    """Moments of the real clock and of the wrong one are of one kind."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, datetime)


class YearAhead(datetime, metaclass=_AnyMoment):
    """A computer's clock that is a year ahead."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        """The wrong time."""
        return datetime.now(tz) + YEAR


@contextlib.contextmanager
def year_ahead() -> Iterator[None]:
    """Everything of the program that asks for the time is told one a year ahead."""
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("shengsi_desktop") and vars(module).get("datetime") is datetime:
                patch.setattr(module, "datetime", YearAhead)
        yield


@dataclass(frozen=True)
class Desk:
    """One computer of a unit."""

    unit: str
    machine: str
    room: Path
    wrong_clock: list[bool] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.room / "store"

    @contextlib.contextmanager
    def sat_at(self) -> Iterator[None]:
        """This computer's name, settings and clock."""
        with contextlib.ExitStack() as stack:
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            patch.setenv("SHENGSI_CONFIG", str(self.room / "config"))
            patch.setenv("SHENGSI_STORE", str(self.folder))
            patch.setattr(platform, "node", lambda: self.machine)
            if self.wrong_clock:
                stack.enter_context(year_ahead())
            yield

    @contextlib.contextmanager
    def open(self) -> Iterator[Store]:
        """Its store, for writing."""
        with self.sat_at(), opened(self.folder, writing=True) as store:
            yield store

    def run(self, *arguments: object, fails: bool = False) -> str:
        """A command as typed here; what it said."""
        out, err = io.StringIO(), io.StringIO()
        with self.sat_at(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([str(one) for one in arguments])
        said = out.getvalue() + err.getvalue()
        assert (status != 0) is fails, said
        return said

    def run_apart(self, *arguments: object) -> str:
        """The same in a process of its own."""
        with self.sat_at():
            done = subprocess.run(
                [sys.executable, "-m", "shengsi_desktop", *map(str, arguments)],
                cwd=REPOSITORY,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def write(self, week: str, said: Mapping[str, Mapping[str, Any]], unit: str = "") -> None:
        """本周进展 and more by item number, as `reporting.report_once` takes it; of another unit, 代录."""
        with self.open() as store:
            unit_id = setting_up.the_unit(unit or self.unit).id
            for number, given in said.items():
                with store.reading() as session:
                    item_id = facts.find_item(session, number).id
                reporting.report_once(store, item_id, unit_id, week_at(store, week), **given)

    def sign(self, week: str) -> None:
        """定稿."""
        with self.open() as store:
            finalising.finalise(store, unit_id(store), week_at(store, week), reviewer="张局")


def found(unit: str, machine: str, room: Path) -> Desk:
    """A desk after the first run."""
    desk = Desk(unit, machine, room)
    room.mkdir()
    with desk.open() as store:
        setting_up.first_run(store, unit=unit, person="王联络")
    return desk


def week_at(store: Store, label: str) -> Week:
    """The week in the desk's own 统计周期."""
    return parse_week(label, setting_up.settings(store).rhythm)


def unit_id(store: Store) -> str:
    """The desk's own unit."""
    return store.setting("unit_id")


def id_of(unit: str) -> str:
    """A unit's id, the same everywhere."""
    return setting_up.the_unit(unit).id


def saved_by_libreoffice(path: Path, room: Path) -> None:
    """Open the workbook in LibreOffice and save it; where that is not installed, by openpyxl."""
    office = shutil.which("soffice")
    if office is None:
        import openpyxl

        openpyxl.load_workbook(path).save(path)
        return
    out = room / "saved"
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation=file://{room / 'office'}",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(out),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    shutil.move(out / path.name, path)
