"""回执 and 退回: the county's answer to what a unit handed in, as a file that the unit takes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts, setting_up, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import packages
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.local_tables import ReceivedWeek
from shengsi_desktop.store.tables import Dispatch, FinalVersion, Receipt, Submission, WeekReturn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import Package
    from shengsi_desktop.exchange.documents import LetterDocument
    from shengsi_desktop.store.sessions import Store

_KEPT = "没有收入任何内容，台账未动。"


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """What a 回执 says, line by line, and how many of the lines are new here."""

    title: str
    lines: tuple[str, ...]
    new: int


def return_week(store: Store, unit_id: str, week: str, *, reason: str) -> frozenset[FieldKey]:
    """退回 the version of a unit's week that is shown here, with the reason. Undone, it was not returned.

    Refused without a reason, where nothing was taken in of that week, and where that 报送 came back already.
    """
    if not reason.strip():
        raise Refusal("请写明退回的原因，尚未退回。")
    with signed(store, f"退回{_unit_name(store, unit_id)}{week_label(week)}报送") as command:
        session = command.session
        shown = session.get(ReceivedWeek, (unit_id, week))
        if shown is None:
            raise Refusal("这一周还没有收到该单位的报送，没有可退回的。")
        sent = _newest_submission(session, shown.final_id)
        if week_states.open_return(session, shown.final_id) is not None:
            raise Refusal("这一份报送已经退回过，请等对方重新报送。")
        command.document(
            WeekReturn(
                id=new_id(),
                unit_id=unit_id,
                week=week,
                final_id=shown.final_id,
                at=datetime.now(UTC).isoformat(timespec="seconds"),
                person=store.setting("person"),
                reason=reason.strip(),
                submission_id=sent.id if sent is not None else "",
                issuer_id=store.setting("unit_id"),
            )
        )
    return command.changed


def suggested_name(store: Store, unit_id: str, week: str) -> str:
    """县文广旅体局_2023年第30周_回执.sspkg."""
    return as_file_name(f"{_unit_name(store, unit_id)}_{week_label(week)}_回执.sspkg")


def write_letters(store: Store, folder: str, units: Sequence[str], week: str, *, name: str = "") -> int:
    """A 回执 for each of these units into a folder, of that name where there is one; how many."""
    from pathlib import Path

    for unit_id in units:
        write_letter(store, Path(folder) / (name or suggested_name(store, unit_id, week)), unit_id, week)
    return len(units)


def write_letter(store: Store, path: Path, unit_id: str, week: str) -> None:
    """Write the 回执 of a unit's week: what was taken in, what came back. Refused where there is nothing to say."""
    from shengsi_desktop.exchange.documents import DOCUMENT, LetterDocument, ReceiptRow, ReturnRow, to_bytes

    own = setting_up.settings(store).unit
    with store.reading() as session:
        receipts = session.exec(
            select(Receipt)
            .where(
                Receipt.unit_id == unit_id,
                Receipt.week == week,
                Receipt.issuer_id == own.id,
                facts.present(Receipt),
            )
            .order_by(col(Receipt.id))
        ).all()
        returns = session.exec(
            select(WeekReturn)
            .where(
                WeekReturn.unit_id == unit_id,
                WeekReturn.week == week,
                WeekReturn.issuer_id == own.id,
                facts.present(WeekReturn),
            )
            .order_by(col(WeekReturn.id))
        ).all()
    if not receipts and not returns:
        raise Refusal("这一周没有收到过该单位的报送，没有回执可发。")
    name = _unit_name(store, unit_id)
    document = LetterDocument(
        kind="letter",
        issuer_id=own.id,
        issuer=own.name,
        unit_id=unit_id,
        unit=name,
        receipts=tuple(ReceiptRow(**one.model_dump()) for one in receipts),
        returns=tuple(ReturnRow(**one.model_dump()) for one in returns),
    )
    head = packages.new_head(
        store, PackageKind.LETTER, f"{name}{week_label(week)}回执", {"unit_id": unit_id, "week": week}
    )
    packages.write_file(store, path, head, {DOCUMENT: to_bytes(document)}, counterpart=name)


def preview(store: Store, package: Package, name: str) -> LetterPreview:
    """What a 回执 says; nothing is changed. Refused where it is for another unit or is none."""
    document = _document(store, package, name)
    with store.reading() as session:
        told = [
            (_taken_words(session, document, one.final_id, one.week), session.get(Receipt, one.id) is None)
            for one in document.receipts
        ]
        told += [
            (
                f"{week_label(one.week)}的报送被退回（{document.issuer}）：{one.reason}",
                session.get(WeekReturn, one.id) is None,
            )
            for one in document.returns
        ]
        remarks = tuple(_remarks(session, document))
    return LetterPreview(
        f"{document.issuer}的回执", (*(words for words, _ in told), *remarks), sum(new for _, new in told)
    )


def take_in(store: Store, package: Package, name: str) -> frozenset[FieldKey]:
    """Take in a 回执: weeks that were taken in, weeks that came back. The same one twice changes nothing."""
    document = _document(store, package, name)
    with signed(store, f"收取{document.issuer}回执") as command:
        for receipt in document.receipts:
            command.document(Receipt(**receipt.model_dump()))
        for returned in document.returns:
            command.document(WeekReturn(**returned.model_dump()))
        packages.note_in(
            command,
            outgoing=False,
            kind=PackageKind.LETTER.label,
            name=name,
            package=package.head.id,
            counterpart=document.issuer,
            week=max(_weeks(document), default=""),
            outcome=f"回执{len(document.receipts)}份，退回{len(document.returns)}份",
            batch=command.batch,
        )
    return command.changed


def _weeks(document: LetterDocument) -> set[str]:
    return {one.week for one in document.receipts} | {one.week for one in document.returns}


def _document(store: Store, package: Package, name: str) -> LetterDocument:
    from shengsi_desktop.exchange.documents import DOCUMENT, letter_of

    if package.head.kind is not PackageKind.LETTER or DOCUMENT not in package.members:
        raise Refusal(f"“{name}”不是回执，{_KEPT}")
    document = letter_of(package.members[DOCUMENT], name)
    if document.unit_id != store.setting("unit_id"):
        raise Refusal(f"“{name}”是给{document.unit}的回执，不是给本单位的，{_KEPT}")
    said = {(one.unit_id, one.issuer_id) for one in document.receipts}
    said |= {(one.unit_id, one.issuer_id) for one in document.returns}
    if said - {(document.unit_id, document.issuer_id)}:
        raise Refusal(f"“{name}”里的单位前后不一，{_KEPT}请对方重新导出。")
    with store.reading() as session:
        bearer = next((unit for unit in facts.units(session) if unit.name == document.issuer), None)
    if bearer is not None and bearer.id != document.issuer_id:
        raise Refusal(f"“{name}”署名“{document.issuer}”，却不是该单位出的，{_KEPT}请与对方核实。")
    return document


def _remarks(session: Session, document: LetterDocument) -> Iterator[str]:
    """What to check of who wrote it: a unit that nobody knows, or another than those who answered before."""
    names = {unit.id: unit.name for unit in facts.units(session)}
    if document.issuer_id not in names:
        yield f"名录里没有发回执的单位“{document.issuer}”，请核对来源。"
    elif names[document.issuer_id] != document.issuer:
        yield f"对方写的单位是“{document.issuer}”，名录里是“{names[document.issuer_id]}”，请核对来源。"
    known: set[str] = set()
    for model in (Receipt, WeekReturn, Dispatch):
        known |= set(session.exec(select(model.issuer_id).where(facts.present(model)).distinct()).all())
    known -= {"", document.unit_id}
    if known and document.issuer_id not in known:
        before = "、".join(sorted(names.get(one, "名录外单位") for one in known))
        yield f"以前的回执和下发来自{before}，这一份来自{document.issuer}，请核对来源。"


def _taken_words(session: Session, document: LetterDocument, final_id: str, week: str) -> str:
    version = session.get(FinalVersion, final_id)
    which = f"定稿v{facts.final_number(session, version)}" if version is not None else "一份定稿（本机没有）"
    return f"{document.issuer}已收到{week_label(week)}{which}"


def _newest_submission(session: Session, final_id: str) -> Submission | None:
    """The 报送 that was taken in last, as this desk's own 回执 tell: the senders' clocks may be wrong."""
    found = (
        select(Submission)
        .join(Receipt, col(Receipt.submission_id) == col(Submission.id))
        .where(Submission.final_id == final_id, facts.present(Submission), facts.present(Receipt))
    )
    return session.exec(found.order_by(col(Receipt.id).desc())).first()


def _unit_name(store: Store, unit_id: str) -> str:
    with store.reading() as session:
        return next((unit.name for unit in facts.units(session) if unit.id == unit_id), "")
