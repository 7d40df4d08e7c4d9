"""A package's passphrase comes from a file: on a command line every user of the computer could read it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help="写有口令的文本文件（口令不写在命令行里）")
]


def passphrase_in(file: Path | None) -> str:
    """The passphrase in the file, without blanks around it; empty without a file. Refused where it is empty."""
    from shengsi_desktop.cli.text_files import read_text

    return "" if file is None else read_text(str(file)).strip()
