"""A package's passphrase comes from a file: on a command line every user of the computer could read it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_OPTION = typer.Option("--passphrase-file", help="写有口令的文本文件（口令不写在命令行里）")
PassphraseFile = Annotated[Path | None, _OPTION]
#: where several packages come at once
PassphraseFiles = Annotated[list[Path] | None, _OPTION]


def passphrase_in(file: Path | None) -> str:
    """The passphrase in the file, as `passphrases_in`; empty without a file."""
    return "" if file is None else passphrases_in([file])[0]


def passphrases_in(files: list[Path] | None) -> list[str]:
    """The passphrases of the files, without blanks around them. Refused where one is empty or cannot be read."""
    from shengsi_desktop.cli.text_files import read_text

    return [read_text(str(file)).strip() for file in files or ()]
