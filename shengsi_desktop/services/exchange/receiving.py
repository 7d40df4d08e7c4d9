"""接收, for the county: what files and pasted texts hold, what is wrong with it, and taking it in as one.

`examine` changes nothing. `take_in` is one command: the 定稿, its 报送 and our 回执 of each week chosen, and what came
along; undone, none of it came. Of versions the greatest number is shown, whichever came first.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.exchange import SUFFIX, IntakeRow, PackageKind, Verdict, Way
from shengsi_desktop.domain.problems import Cancelled, Refusal
from shengsi_desktop.services import setting_up, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import attached, further_files, packages, taking_along
from shengsi_desktop.services.exchange.in_text import in_text
from shengsi_desktop.services.exchange.judging import Found, Judge
from shengsi_desktop.services.exchange.reading_tables import in_fill_sheet, in_workbook
from shengsi_desktop.services.exchange.text_dictionaries import dictionaries
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.tables import FinalVersion, Receipt, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

_log = logging.getLogger(__name__)
_KEPT = "没有收入任何内容，台账未动。"
#: what a pasted text is called
PASTED = "粘贴的文字"
_AGAIN = "传坏了，请对方重发"
_SAVE_AS = "请用 WPS 打开（有密码的去掉密码），另存为 .xlsx 后再收。"
#: of packages that are no 报送: where they belong
_ELSEWHERE = {
    PackageKind.DISPATCH: "下发的内容由各单位在“收取”里收，县里不用收。",
    PackageKind.LETTER: "回执和退回由各单位在“收取”里收，县里不用收。",
    PackageKind.SYNC: "它在本单位的电脑之间用，请到“本单位同步”里收。",
    PackageKind.HANDOVER: "移交包用于换人、换电脑：新电脑首次打开时点“从移交包开始…”。",
}


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found in files and texts and waits; `documents` by the key of their row.

    `found` is all of it as it was read, also what was `taken` in meanwhile (keys): it waits again once that is undone.
    `pasted` is the pasted text of which parts are still wanting.
    """

    rows: tuple[IntakeRow, ...] = ()
    documents: Mapping[str, SubmissionDocument] = field(default_factory=dict)
    found: Mapping[str, Found] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    pasted: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking in did. `units` are the names of those taken in, in order.

    `files` counts the 附件 that came beside versions that were here, `files_of` are the names of their units.
    """

    changed: frozenset[FieldKey]
    units: tuple[str, ...]
    files: int = 0
    files_of: tuple[str, ...] = ()


def examine(
    store: Store,
    paths: Sequence[Path] = (),
    text: str = "",
    *,
    week: str = "",
    passphrases: Collection[str] = (),
) -> Intake:
    """What the files (folders are looked through) and a pasted text hold, each judged against what is here.

    `week` («2023-W30») is the one looked at: another is pointed out.
    """
    return laid_out(store, read_files(store, paths, passphrases=passphrases), text, week=week)


def read_files(
    store: Store,
    paths: Sequence[Path],
    *,
    passphrases: Collection[str] = (),
    progress: Callable[[int, int], bool] | None = None,
) -> tuple[Found, ...]:
    """What the files hold; long work that only reads. `progress` is told (done, of how many).

    `Cancelled` where it says no.
    """
    found: list[Found] = []
    known: list[bytes] | None = None
    files = files_in(paths)
    for place, path in enumerate(files, start=1):
        one = _whatever_comes(path, passphrases)
        if isinstance(one, tuple):
            if known is None:
                known = _dictionaries(store)
            words, marks = one
            found += [replace(each, marks=marks, path=path) for each in in_text(path.name, words, known)]
        else:
            found.append(replace(one, path=path))
        if progress is not None and not progress(place, len(files)):
            raise Cancelled("已停止，没有收入任何内容，台账未动。")
    return tuple(found)


def laid_out(
    store: Store, read: Sequence[Found], text: str = "", *, week: str = "", beside: Intake | None = None
) -> Intake:
    """What was read, and a pasted text, judged together with what waits already (`beside`).

    That goes on waiting as it was read; a file that came again stands for what it said before.
    """
    waits = beside or Intake()
    paths = {one.path for one in read}
    kept = {key: one for key, one in waits.found.items() if one.path is None or one.path not in paths}
    fresh, pasted = list(read), waits.pasted
    if text.strip():
        said, pasted = _in_pasted(text, pasted, _dictionaries(store))
        same = {one.document.submission.id for one in said if one.document is not None}
        kept = {key: one for key, one in kept.items() if not _gives_way(one, same)}
        fresh += said
    first = 1 + max(map(int, waits.found), default=-1)
    everything = kept | {str(place): one for place, one in enumerate(fresh, start=first)}
    return _judged(store, Intake((), {}, everything, waits.taken & kept.keys(), pasted), week)


def _dictionaries(store: Store) -> list[bytes]:
    with store.reading() as session:
        return [*dictionaries(session).values()]


def judged_again(store: Store, intake: Intake, *, week: str = "") -> Intake:
    """The same, looked at anew: what is now double, earlier or newer; what was taken and undone waits again."""
    return _judged(store, intake, week)


def _judged(store: Store, intake: Intake, week: str) -> Intake:
    with store.reading() as session:
        judge = Judge(session, store.setting("unit_id"), week)
        rows = [_row(judge, key, one) for key, one in intake.found.items()]
    shown = tuple(row for row in rows if row.key not in intake.taken or row.verdict is not Verdict.DOUBLE)
    documents = {
        row.key: document
        for row in shown
        if row.unit_id and (document := intake.found[row.key].document) is not None
    }
    return replace(intake, rows=shown, documents=documents)


def _in_pasted(text: str, earlier: str, known: Sequence[bytes]) -> tuple[list[Found], str]:
    """What a pasted text holds together with one before it, and what is to be kept of both for the next."""
    read = in_text(PASTED, "\n".join(filter(None, (earlier, text))), known)
    if earlier:
        before, now = (
            {one.document.submission.id for one in in_text(PASTED, words, known) if one.document is not None}
            for words in (earlier, text)
        )
        read = [one for one in read if one.document is None or one.document.submission.id not in before - now]
    wanting = any(one.document is None for one in read)
    return read, "\n".join(filter(None, (earlier, text))) if wanting else ""


def _gives_way(one: Found, same: Collection[str]) -> bool:
    """Whether a row of an earlier pasted text is told again by the new one: its lacking parts, or the same 报送."""
    if one.path is not None or one.source != PASTED:
        return False
    return one.document is None or one.document.submission.id in same


def take_in(store: Store, intake: Intake, keys: Collection[str]) -> TakenIn:
    """Take in the rows of these keys, all as one; those that cannot be taken are left out. Refused where none can."""
    chosen = [row for row in intake.rows if row.key in keys and row.takeable]
    if not chosen:
        raise Refusal("没有可以入库的报送，台账未动。")
    commit_drafts(store)
    issuer = setting_up.settings(store)
    units: list[str] = []
    beside: list[tuple[str, int]] = []
    with signed(store, _command_name(chosen)) as command:
        # of one version 附件 come after what they stand beside
        for row in sorted(chosen, key=lambda one: (one.week, one.number, one.verdict is Verdict.FILES)):
            document, files = intake.documents[row.key], None
            if row.verdict is Verdict.FILES:
                files = further_files.take(command, store.folder, document, issuer.unit.id)
            if files is None:
                _take(command, document, row, issuer.unit.id, issuer.person)
                assert row.way is not None
                attached.take_along(command, store.folder, document, row.way)
                units.append(row.unit)
            else:
                beside.append((row.unit, files))
            packages.note_in(
                command,
                outgoing=False,
                kind="报送",
                name=row.source,
                package=row.marks,
                counterpart=row.unit,
                unit_id=row.unit_id,
                week=row.week,
                outcome=f"{'已入库' if files is None else f'补收附件{files}个'} 定稿v{row.number}",
                batch=command.batch,
            )
    names = tuple(dict.fromkeys(unit for unit, _ in beside))
    return TakenIn(command.changed, tuple(units), sum(count for _, count in beside), names)


def _command_name(chosen: Sequence[IntakeRow]) -> str:
    whole = [row for row in chosen if row.verdict is not Verdict.FILES]
    what = "" if whole else "的附件"
    several = whole or chosen
    name = several[0].unit if len(several) == 1 else f"{len(several)}份报送"
    return f"接收{name}{what}"


def _take(command: Command, document: SubmissionDocument, row: IntakeRow, issuer: str, person: str) -> None:
    final, sent = document.final, document.submission
    version = FinalVersion(**final.model_dump())
    came = Submission(
        id=sent.id,
        unit_id=document.unit_id,
        week=document.week,
        final_id=final.id,
        at=sent.at,
        person=sent.person,
        way=sent.way,
        number=document.number,
        earlier=json.dumps(list(document.earlier)),
        along=json.dumps(document.along, ensure_ascii=False),
    )
    command.document(version)
    command.document(came)
    command.document(
        Receipt(
            id=new_id(),
            issuer_id=issuer,
            unit_id=document.unit_id,
            week=document.week,
            final_id=final.id,
            submission_id=sent.id,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            person=person,
            way=row.way.value if row.way is not None else "",
            follows=week_states.follows(command.session, version, came),
        )
    )
    taking_along.take(command, document)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files, and those in the folders; what a program left behind («~$…», «.…») is no file of a person."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if one.is_file())
        else:
            found.append(path)
    return [path for path in dict.fromkeys(found) if not path.name.startswith(("~$", "."))]


def _whatever_comes(path: Path, passphrases: Collection[str]) -> Found | tuple[str, str]:
    """As `_in_file`; a file that makes a reader stumble is refused by itself, and the others are looked at."""
    try:
        return _in_file(path, passphrases)
    except Exception:  # noqa: BLE001 - one strange file is no reason to leave the others
        _log.exception("reading %s", path.name)
        return Found(path.name, None, Way.PACKAGE, _strange(path.name))


def _row(judge: Judge, key: str, found: Found) -> IntakeRow:
    try:
        return judge.row(key, found)
    except Exception:  # noqa: BLE001 - as above
        _log.exception("judging %s", found.source)
        return judge.row(key, Found(found.source, None, found.way, _strange(found.source)))


def _strange(name: str) -> str:
    return f"“{name}”的内容异常，读不了，{_KEPT}请对方重新导出。"


def _in_file(path: Path, passphrases: Collection[str]) -> Found | tuple[str, str]:
    """What a file holds; of a text its words, which are read later, and its marks."""
    from shengsi_desktop.services.exchange import incoming

    name, unit = path.name, path.name.partition("_")[0] if "_" in path.name else ""
    way = Way.PACKAGE if name.lower().endswith(SUFFIX) else None
    try:
        data = incoming.read_file(path)
        kind = incoming.kind_of(data, name)
    except Refusal as problem:
        return Found(name, None, way, str(problem), unit=unit, short=_short(problem))
    match kind:
        case incoming.Incoming.TEXT:
            return incoming.text_of(data), packages.marks(data)
        case incoming.Incoming.WORKBOOK:
            return replace(in_workbook(name, data), marks=packages.marks(data))
        case incoming.Incoming.OLD_TABLE:
            sheet = Way.FILL_SHEET if Way.FILL_SHEET.value in name else Way.WORKBOOK
            words = f"“{name}”是旧版表格（.xls、.et）或加了密码，读不了，{_KEPT}{_SAVE_AS}"
            return Found(name, None, sheet, words, unit=unit, short=_SAVE_AS)
        case incoming.Incoming.OTHER:
            words = (
                f"“{name}”里认不出数据包、周会商表、填报表或报送文字，{_KEPT}"
                "报送文字在文档里的，请复制出来，用“粘贴报送文字”。"
            )
            return Found(name, None, None, words, unit=unit, short="认不出是报送")
        case incoming.Incoming.FILL_SHEET:
            return in_fill_sheet(path, data)
    return _in_package(path, data, passphrases)


def _short(problem: Refusal) -> str:
    from shengsi_desktop.exchange.container import DamagedPackageError

    return _AGAIN if isinstance(problem, DamagedPackageError) else ""


def _in_package(path: Path, data: bytes, passphrases: Collection[str]) -> Found:
    from shengsi_desktop.exchange.container import SealedPackageError, read_package
    from shengsi_desktop.exchange.documents import DOCUMENT

    name = path.name
    sealed: SealedPackageError | None = None
    for passphrase in ("", *passphrases):
        try:
            package = read_package(data, name, passphrase)
            if package.head.kind is not PackageKind.SUBMISSION:
                kind = package.head.kind
                words = f"“{name}”是{kind.label}的数据包，不是报送。{_ELSEWHERE[kind]}"
                unit = package.head.sender.unit
                return Found(
                    name,
                    None,
                    Way.PACKAGE,
                    words,
                    unit=unit,
                    path=path,
                    kind=kind.value,
                    short=f"是{kind.label}，这里不收",
                )
            if DOCUMENT not in package.members:
                return Found(name, None, Way.PACKAGE, f"“{name}”里没有报送内容，{_KEPT}请对方重新导出。")
            document = attached.submission_in(package, name)
            marks = packages.marks(data, package.head.id)
            return Found(name, document, Way.PACKAGE, head=package.head, marks=marks)
        except SealedPackageError as problem:
            sealed = problem
        except Refusal as problem:
            return Found(name, None, Way.PACKAGE, str(problem), short=_short(problem))
    unit = sealed.unit if sealed is not None else ""
    short = "试过的口令不对，双击再输入" if passphrases else "加了口令，双击输入"
    return Found(name, None, Way.PACKAGE, str(sealed), sealed=True, unit=unit, short=short)
