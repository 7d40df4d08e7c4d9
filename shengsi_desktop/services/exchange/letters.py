"""回执 and 退回: the county's answer to what a unit handed in, as a file that the unit takes in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from sqlmodel import col, or_, select

from shengsi_desktop.domain.exchange import PackageKind
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts, setting_up, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.exchange import letter_words, packages
from shengsi_desktop.store import documents
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.local_tables import ReceivedWeek
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Receipt, WeekReturn, Withdrawal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.exchange import Package
    from shengsi_desktop.exchange.documents import LetterDocument, ReceiptRow, ReturnRow
    from shengsi_desktop.store.sessions import Store

GivenT = TypeVar("GivenT", Receipt, WeekReturn)
_KEPT = "没有收入任何内容，台账未动。"
_WITHDRAWN = "已撤回的退回"
#: what the 收发记录 calls it
RETURNED = "退回"


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """What a 回执 says, line by line, and how many of the lines are new here.

    `returned`: of the lines those on weeks that come back with it, which stand first. `brings`: ids of what is new.
    """

    title: str
    lines: tuple[str, ...]
    new: int
    returned: tuple[str, ...] = ()
    brings: frozenset[str] = frozenset()


def return_week(store: Store, unit_id: str, week: str, *, reason: str) -> frozenset[FieldKey]:
    """退回 the version of a unit's week that is shown here, with the reason. Undone, it was not returned.

    Refused without a reason, where nothing was taken in of that week, and where that 报送 came back already.
    """
    if not reason.strip():
        raise Refusal("请写明退回的原因，尚未退回。")
    name = _unit_name(store, unit_id)
    with signed(store, f"退回{name}{week_label(week)}报送") as command:
        session = command.session
        shown = session.get(ReceivedWeek, (unit_id, week))
        if shown is None:
            raise Refusal("这一周还没有收到该单位的报送，没有可退回的。")
        of_week = week_states.OfWeek(session, unit_id, week)
        if of_week.open_of(shown.final_id):
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
                submission_id=_lying_here(of_week, shown.final_id, store.setting("unit_id")),
                issuer_id=store.setting("unit_id"),
            )
        )
        packages.note_in(
            command,
            outgoing=True,
            kind=RETURNED,
            name="",
            counterpart=name,
            unit_id=unit_id,
            week=week,
            outcome=f"已退回：{reason.strip()}",
            batch=command.batch,
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
    """Write the 回执 of a unit's week: what was taken in, what came back, what of it was taken back since.

    Refused where there is nothing to say.
    """
    from shengsi_desktop.exchange.documents import (
        DOCUMENT,
        LetterDocument,
        ReceiptRow,
        ReturnRow,
        WithdrawalRow,
        to_bytes,
    )

    own = setting_up.settings(store).unit
    with store.reading() as session:
        receipts = _given(session, Receipt, own.id, unit_id, week)
        returns = _given(session, WeekReturn, own.id, unit_id, week)
        withdrawals = _taken_back(session, own.id, unit_id, week)
    if not receipts and not returns and not withdrawals:
        raise Refusal("这一周没有收到过该单位的报送，没有回执可发。")
    name = _unit_name(store, unit_id)
    document = LetterDocument(
        kind="letter",
        issuer_id=own.id,
        issuer=own.name,
        unit_id=unit_id,
        unit=name,
        receipts=tuple(
            ReceiptRow(**{**one.model_dump(), "follows": tuple(json.loads(one.follows))}) for one in receipts
        ),
        returns=tuple(ReturnRow(**one.model_dump()) for one in returns),
        withdrawals=tuple(WithdrawalRow(**{**one.model_dump(), "unit_id": own.id}) for one in withdrawals),
    )
    head = packages.new_head(
        store, PackageKind.LETTER, f"{name}{week_label(week)}回执", {"unit_id": unit_id, "week": week}
    )
    packages.write_file(store, path, head, {DOCUMENT: to_bytes(document)}, counterpart=name)


def _given(session: Session, model: type[GivenT], own: str, unit_id: str, week: str) -> Sequence[GivenT]:
    """The 回执 or 退回 of this desk's unit for a unit's week that stand."""
    found = select(model).where(
        model.unit_id == unit_id, model.week == week, model.issuer_id == own, facts.present(model)
    )
    return session.exec(found.order_by(col(model.id))).all()


def _taken_back(session: Session, own: str, unit_id: str, week: str) -> Sequence[Withdrawal]:
    """What this desk's unit took back of its 回执 and 退回 for a unit's week, and what of that it took back again."""
    named = [
        (col(Withdrawal.entity) == model.__tablename__)
        & col(Withdrawal.document_id).in_(
            select(model.id).where(model.unit_id == unit_id, model.week == week, model.issuer_id == own)
        )
        for model in (Receipt, WeekReturn)
    ]
    found = select(Withdrawal).where(or_(*named), facts.present(Withdrawal))
    return session.exec(found.order_by(col(Withdrawal.id))).all()


def preview(store: Store, package: Package, name: str, beside: Collection[Package] = ()) -> LetterPreview:
    """What a 回执 says; nothing is changed. Refused where it is for another unit or is none.

    `beside`: other 回执 that came with it. What one of them, or one that is here, took back since does not come back.
    """
    document = _document(store, package, name)
    others = tuple(_others(store, beside))
    with store.reading() as session:
        connection = raw_connection(session)
        fresh = {
            one.id: _is_new(connection, document, entity, one.id)
            for entity, rows in (("week_return", document.returns), ("receipt", document.receipts))
            for one in rows
        }
        gone = _gone(session, (document, *others))
        back, before = _returns(session, document, others, gone)
        told = [(letter_words.return_words("退回", one, document.issuer), fresh[one.id]) for one in back]
        told += [
            (letter_words.taken_words(session, document, one, gone), fresh[one.id])
            for one in document.receipts
        ]
        told += [
            (
                letter_words.return_words(
                    _WITHDRAWN if one.id in gone else "此前退回过", one, document.issuer
                ),
                fresh[one.id],
            )
            for one in before
        ]
        told += letter_words.unsaid(session, document, gone)
        remarks = (*letter_words.remarks(session, document), *letter_words.unknown(session, document))
        brings = {one for one, new in fresh.items() if new}
        brings |= {
            one.id for one in document.withdrawals if documents.would_come(connection, "withdrawal", one.id)
        }
    lines: dict[str, bool] = {}
    for words, new in told:
        lines[words] = lines.get(words, False) or new
    what = "退回" if any(one.entity == "week_return" for one in document.withdrawals) else "回执"
    return LetterPreview(
        f"{document.issuer}的回执",
        (
            *(tuple(filter(None, lines)) or (f"{document.issuer}撤回了一次{what}，本机没有收过",)),
            *remarks,
        ),
        sum(lines.values()),
        tuple(dict.fromkeys(words for words, new in told[: len(back)] if new)),
        frozenset(brings),
    )


def _others(store: Store, beside: Collection[Package]) -> Iterator[LetterDocument]:
    """Those of the files beside it that will be taken in, too."""
    for package in beside:
        try:
            yield _document(store, package, "")
        except Refusal:
            continue


def _gone(session: Session, said: Sequence[LetterDocument]) -> frozenset[str]:
    """The 回执 and 退回 (ids) that do not stand once these were taken in, since their issuer took them back."""
    issuers = {one.issuer_id for one in said}
    there = session.exec(
        select(Withdrawal).where(col(Withdrawal.unit_id).in_(issuers), facts.present(Withdrawal))
    ).all()
    every = [(row.id, row.document_id, row.lifts) for row in there]
    every += [(row.id, row.document_id, row.lifts) for one in said for row in one.withdrawals]
    lifted = {lifts for _, _, lifts in every}
    return frozenset(named for row_id, named, lifts in every if not lifts and row_id not in lifted)


def _returns(
    session: Session, document: LetterDocument, others: Sequence[LetterDocument], gone: Collection[str]
) -> tuple[list[ReturnRow], list[ReturnRow]]:
    """The 退回 that are open once it was taken in, and those that are settled or were taken back."""
    coming: list[Receipt | WeekReturn] = []
    for one in (document, *others):
        coming += [_receipt(row) for row in one.receipts]
        coming += [WeekReturn(**row.model_dump()) for row in one.returns]
    still = {
        row.id
        for week in {one.week for one in document.returns}
        for row in week_states.OfWeek(session, document.unit_id, week, coming, gone).open
    }
    back = [one for one in document.returns if one.id in still]
    return back, [one for one in document.returns if one.id not in still]


def _receipt(row: ReceiptRow) -> Receipt:
    return Receipt(**{**row.model_dump(), "follows": json.dumps(list(row.follows))})


def take_in(store: Store, package: Package, name: str) -> frozenset[FieldKey]:
    """Take in a 回执: weeks that were taken in, weeks that came back. The same one twice changes nothing."""
    document = _document(store, package, name)
    lifted = {one.lifts for one in document.withdrawals}
    withdrawn = sum(not one.lifts and one.id not in lifted for one in document.withdrawals)
    with signed(store, f"收取{document.issuer}回执") as command:
        for receipt in document.receipts:
            command.document(_receipt(receipt))
        for returned in document.returns:
            command.document(WeekReturn(**returned.model_dump()))
        for withdrawal in document.withdrawals:
            command.document(Withdrawal(**withdrawal.model_dump()))
        packages.note_in(
            command,
            outgoing=False,
            kind=PackageKind.LETTER.label,
            name=name,
            package=package.head.id,
            counterpart=document.issuer,
            week=max(_weeks(document), default=""),
            outcome=f"回执{len(document.receipts)}份，退回{len(document.returns)}份"
            + (f"，撤回{withdrawn}份" if withdrawn else ""),
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
        _require_its_own(session, document, name)
        bearer = next((unit for unit in facts.units(session) if unit.name == document.issuer), None)
    if bearer is not None and bearer.id != document.issuer_id:
        raise Refusal(f"“{name}”署名“{document.issuer}”，却不是该单位出的，{_KEPT}请与对方核实。")
    return document


def _require_its_own(session: Session, document: LetterDocument, name: str) -> None:
    """Who took back what it gave may have given it: nobody takes back another's word."""
    for one in document.withdrawals:
        row = letter_words.named(session, one)
        if one.unit_id != document.issuer_id or (row is not None and row.issuer_id != document.issuer_id):
            raise Refusal(f"“{name}”里的单位前后不一，{_KEPT}请对方重新导出。")


def _is_new(connection: sqlite3.Connection, document: LetterDocument, entity: str, row_id: str) -> bool:
    """Whether taking the letter in brings that 回执 or 退回, or back what its issuer had taken back."""
    lifts = [one.id for one in document.withdrawals if one.lifts and one.document_id == row_id]
    return documents.would_come(connection, entity, row_id) or any(
        documents.would_come(connection, "withdrawal", one) for one in lifts
    )


def _lying_here(of_week: week_states.OfWeek, final_id: str, own: str) -> str:
    """The 报送 (id) of that 定稿 that was taken in here and has not come back; of several one will do."""
    taken = [
        row.submission_id for row in of_week.receipts if (row.final_id, row.issuer_id) == (final_id, own)
    ]
    back = {row.submission_id for row in of_week.returns}
    return next((one for one in reversed(taken) if one not in back), taken[-1] if taken else "")


def _unit_name(store: Store, unit_id: str) -> str:
    with store.reading() as session:
        return next((unit.name for unit in facts.units(session) if unit.id == unit_id), "")
