"""`sheet make` and `sheet take` without a window."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.services import setting_up
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store.sessions import Store
from tests.services.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path


NAME = "县农业农村局_2023年第30周_填报表.xlsx"


@pytest.fixture
def county(folder: Path) -> Path:
    with opened(folder, writing=True) as store:
        setting_up.set_county(store, county=True)
    return folder


def filled(path: Path) -> None:
    sheet = Filled(path)
    number = next(
        row[0].value
        for row in sheet.book["填报"].iter_rows(min_row=5)
        if row[4].fill.fgColor.rgb[-6:] == "FFF7D6"
    )
    sheet.put(number, "本周进展", "推进中")
    sheet.people(filler="李某", reviewer="张局")
    path.write_bytes(sheet.bytes())


def test_a_sheet_is_made_told_and_taken(run, county: Path, tmp_path: Path) -> None:
    made = run("sheet", "make", "--unit", "县农业农村局", "--week", "2023-W30", "-o", str(tmp_path / "出"))
    assert (made.status, made.out) == (0, f"已出1份填报表：{NAME}。\n")
    path = tmp_path / "出" / NAME
    filled(path)
    with Store.open(county):
        # a look is possible while the window is open
        told = run("sheet", "take", str(path))
    assert "本周进展 [填写] 推进中" in told.out
    assert "已入库" not in told.out
    taken = json.loads(run("sheet", "take", str(path), "--take", "clean", "--json").out)
    assert (taken["unit"], taken["taken"]) == ("县农业农村局", {"number": 1, "cells": 1})
    again = run("sheet", "take", str(path), "--take", "all")
    assert again.status == 1
    assert "已有" in again.err


def test_all_gives_one_to_each_unit_that_has_not_reported(run, county: Path, tmp_path: Path) -> None:
    made = json.loads(
        run("sheet", "make", "--all", "--week", "2023-W30", "-o", str(tmp_path / "出"), "--json").out
    )
    assert len(made["files"]) == 43
    assert NAME in made["files"]


def test_what_cannot_be_done_is_refused_with_the_reason(run, folder: Path, tmp_path: Path) -> None:
    assert "两者选一" in run("sheet", "make").err
    assert "汇总单位" in run("sheet", "make", "--all", "--week", "2023-W30", "-o", str(tmp_path)).err
    with opened(folder, writing=True) as store:
        setting_up.set_county(store, county=True)
    path = tmp_path / "a.xlsx"
    path.write_text("不是表", encoding="utf-8")
    assert "台账未动" in run("sheet", "take", str(path)).err
    assert "clean 或 all" in run("sheet", "take", str(path), "--take", "some").err
