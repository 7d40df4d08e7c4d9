"""收取, at a unit's desk: what the files that came are, and taking in the 回执 among them as one.

What comes down (下发) and what the unit's own machines send each other is only named here; their own services take it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import CollectLine
from shengsi_desktop.domain.problems import Cancelled, Refusal
from shengsi_desktop.services.authoring import together
from shengsi_desktop.services.exchange import incoming, letters
from shengsi_desktop.services.exchange.incoming import Incoming

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import Package
    from shengsi_desktop.store.sessions import Store

_log = logging.getLogger(__name__)
_OURS = "本单位不收各单位的报送；要汇总全县，请在“设置”里打开。"
_SHEET = "填好后发给县办，由县里核对入库；本机也可以直接在“本周会商”里填，在“报送”里报。"
_STRANGE = "“{name}”的内容异常，读不了，台账未动。请对方重新导出。"


@dataclass(frozen=True, slots=True)
class Collected:
    """What was found; `packages` are the 回执 by the key of their line."""

    lines: tuple[CollectLine, ...]
    packages: Mapping[str, Package]


def look(
    store: Store,
    paths: Sequence[Path],
    *,
    passphrases: Collection[str] = (),
    progress: Callable[[int, int], bool] | None = None,
) -> Collected:
    """What each file is; folders are looked through. Nothing is changed. `progress` as of `receiving.examine`."""
    from shengsi_desktop.services.exchange.receiving import files_in

    lines, packages = [], {}
    brought: dict[str, str] = {}
    files = files_in(paths)
    for place, path in enumerate(files):
        if progress is not None and not progress(place, len(files)):
            raise Cancelled("已停止，没有收取任何内容，台账未动。")
        line, package = _line(store, str(place), path, passphrases)
        lines.append(line)
        if package is not None:
            packages[line.key] = package
    # of several 回执 one may take back what another tells
    lines = [_letter_line(store, line, packages, brought) if line.key in packages else line for line in lines]
    return Collected(tuple(lines), packages)


def _letter_line(
    store: Store, line: CollectLine, packages: Mapping[str, Package], brought: dict[str, str]
) -> CollectLine:
    """As `_read_letter`; one that makes a reader stumble is refused by itself."""
    try:
        return _read_letter(store, line, packages, brought)
    except Refusal as problem:
        words = str(problem)
    except Exception:  # noqa: BLE001 - one strange file is no reason to leave the others
        _log.exception("reading %s", line.path.name)
        words = _STRANGE.format(name=line.path.name)
    return CollectLine(line.key, line.path, "", "", words, refused=True)


def _read_letter(
    store: Store, line: CollectLine, packages: Mapping[str, Package], brought: dict[str, str]
) -> CollectLine:
    """What a 回执 says; `brought`: by id what files before it bring, and their names, to which it adds its own."""
    name, package = line.path.name, packages[line.key]
    beside = [other for key, other in packages.items() if key != line.key]
    found = letters.preview(store, package, name, beside)
    told = found.lines
    same = next((brought[one] for one in sorted(found.brings) if one in brought), "")
    double = bool(found.brings) and found.brings <= brought.keys()
    if double:
        told = (f"与“{same}”是同一份，只收一次", *told)
    elif not found.new:
        told = ("已经收过", *told)
    for one in found.brings:
        brought.setdefault(one, name)
    takeable = found.new > 0 and not double
    return replace(
        line,
        words="；".join(told),
        takeable=takeable,
        told=told,
        returned=found.returned if takeable else (),
        double=double,
    )


def _line(
    store: Store, key: str, path: Path, passphrases: Collection[str]
) -> tuple[CollectLine, Package | None]:
    from shengsi_desktop.exchange.container import read_package

    name = path.name
    try:
        data = incoming.read_file(path)
        passphrase, kind = "", Incoming.SEALED
        for passphrase in ("", *passphrases):
            kind = incoming.kind_of(data, name, passphrase)
            if kind is not Incoming.SEALED:
                break
        if kind is Incoming.TEXT and not incoming.speaks(incoming.text_of(data)):
            # a README, a note: it only ends as a text does
            kind = Incoming.OTHER
        label = incoming.label_of(kind)
        if kind is Incoming.LETTER:
            package = read_package(data, name, passphrase)
            return CollectLine(key, path, kind.value, label, ""), package
        if kind is Incoming.FILL_SHEET:
            return CollectLine(key, path, kind.value, label, _SHEET, refused=True), None
        if kind in (Incoming.SUBMISSION, Incoming.WORKBOOK, Incoming.TEXT):
            return CollectLine(key, path, kind.value, label, _OURS, refused=True), None
        if kind is Incoming.DISPATCH:
            words = _dispatch_words(store, read_package(data, name, passphrase), name)
            return CollectLine(key, path, kind.value, label, words), None
        if kind in (Incoming.OTHER, Incoming.OLD_TABLE):
            return CollectLine(key, path, kind.value, label, "不是本程序的文件。", refused=True), None
        return CollectLine(key, path, kind.value, label, ""), None
    except Refusal as problem:
        return CollectLine(key, path, "", "", str(problem), refused=True), None
    except Exception:  # noqa: BLE001 - one strange file is no reason to leave the others
        _log.exception("reading %s", name)
        return CollectLine(key, path, "", "", _STRANGE.format(name=name), refused=True), None


def _dispatch_words(store: Store, package: Package, name: str) -> str:
    from shengsi_desktop.services.exchange import taking_dispatch

    found = taking_dispatch.examine(store, package, name)
    if found.taken and not found.entries:
        return "（已经收过）"
    told = f"与本机不同{len(found.entries)}处" if found.entries else "与本机相同"
    return f"{found.title}，{told}，请逐项核对后收取"


def take(store: Store, found: Collected, keys: Collection[str]) -> frozenset[FieldKey]:
    """Take in the 回执 of these keys, all as one and one undo. Refused where there is none."""
    chosen = [line for line in found.lines if line.key in keys and line.takeable]
    if not chosen:
        raise Refusal("没有可以收取的回执，台账未动。")
    with together(store, f"收取{len(chosen)}份回执") as command:
        for line in chosen:
            letters.take_in(store, found.packages[line.key], line.path.name)
    return command.changed
