"""`backup`, `restore`, `check`, `self-test`: looking after the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shengsi_desktop.cli.app import StoreOption, app, say, store_folder
from shengsi_desktop.cli.usage import written


@app.command()
def backup(
    target: Annotated[
        Path | None, typer.Argument(help="备份放到哪个文件夹（默认台账旁）", callback=written)
    ] = None,
    store: StoreOption = None,
) -> None:
    """备份台账，并检查备份是好的。"""
    from shengsi_desktop.services import keeping

    say(f"已备份：{keeping.backup(store_folder(store), target)}")


@app.command()
def restore(source: Annotated[Path, typer.Argument(help="备份")], store: StoreOption = None) -> None:
    """用备份恢复台账；原来的台账留在旁边。"""
    from shengsi_desktop.services import keeping

    keeping.restore(source, store_folder(store))
    say(f"已从{source}恢复，原来的台账留在旁边。")
    for problem in keeping.lost_files(store_folder(store)):
        say(problem)


@app.command()
def check(store: StoreOption = None) -> None:
    """检查台账是否完好。"""
    from shengsi_desktop.services import keeping

    problems = keeping.check(store_folder(store))
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)
    say("台账完好。")


@app.command("self-test")
def self_test(store: StoreOption = None) -> None:
    """在自己的临时台账里走一遍全部主要工作，逐步报告。"""
    del store  # every command takes it; the self-test makes its own and touches no other
    from shengsi_desktop.cli.self_test import run

    if not run(say):
        raise typer.Exit(1)
