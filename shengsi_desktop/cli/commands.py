"""`backup`, `restore`, `check`, `self-test`: looking after the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, opened, say, show_json, store_folder
from shengsi_desktop.cli.passphrases import PassphraseFile, passphrase_in
from shengsi_desktop.cli.text_files import read_bytes
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
def check(
    fork: Annotated[
        Path | None,
        typer.Option(
            "--fork",
            help="本机的台账是复制出来、两边都接着写的：用原来那台电脑做的“全部”同步包，给本机写的记录另起编号",
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
    store: StoreOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """核对台账：数据文件、修改记录的校验链、各表与记录一致、定稿与附件完好。"""
    from shengsi_desktop.services import store_check

    if fork is not None:
        with opened(store, writing=True) as found:
            passphrase = passphrase_in(passphrase_file)
            done = store_check.settle_fork(found, read_bytes(fork), fork.name, passphrase)
        say(f"已给本机的{done.records}条记录另起编号，内容未变。现在可以收那份同步包了。")
        if done.named_elsewhere:
            say(f"另有{done.named_elsewhere}条别的电脑的记录引用了旧编号，请在那台电脑上也执行一次。")
        return
    checked = store_check.check(store_folder(store))
    if as_json:
        show_json(
            {
                "ok": not checked.problems,
                "changes": checked.changes,
                "documents": checked.documents,
                "attachments": checked.attachments,
                "problems": list(checked.problems),
                "notes": list(checked.notes),
            }
        )
    else:
        for line in checked.problems or (checked.words,):
            say(line)
        for line in checked.notes:
            say(line)
    if checked.problems:
        raise typer.Exit(1)


@app.command("self-test")
def self_test(store: StoreOption = None) -> None:
    """在自己的临时台账里走一遍全部主要工作，逐步报告。"""
    del store  # every command takes it; the self-test makes its own and touches no other
    from shengsi_desktop.cli.self_test import run

    if not run(say):
        raise typer.Exit(1)
