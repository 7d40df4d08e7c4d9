"""What a 回执 says in words, line by line, and what of it is to be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.exchange import Way
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.services import facts
from shengsi_desktop.store import documents
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Dispatch, FinalVersion, Receipt, WeekReturn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlmodel import Session

    from shengsi_desktop.exchange.documents import LetterDocument, ReceiptRow, ReturnRow, WithdrawalRow

#: what the receiving unit wrote down itself: no desk of the unit has such a 定稿
_KEYED_IN = frozenset({Way.FILL_SHEET.value, Way.TELEPHONE.value})


def return_words(said: str, one: ReturnRow, issuer: str) -> str:
    return f"{said}：{one.reason.rstrip('。 ')}（{issuer}，{week_label(one.week)}）"


def unknown(session: Session, document: LetterDocument) -> Iterator[str]:
    """What to do where the 定稿 that it speaks of was made on another machine."""
    theirs = (one for one in document.receipts if one.way not in _KEYED_IN)
    if any(session.get(FinalVersion, one.final_id) is None for one in theirs):
        yield (
            "其中有本机没有的定稿：应是在本单位另一台电脑上报的，"
            "请在“本单位同步”里收那台电脑的同步包；不是的，请与对方核实。"
        )


def unsaid(session: Session, document: LetterDocument, gone: Collection[str]) -> Iterator[tuple[str, bool]]:
    """What the issuer has taken back, and whether that is new here.

    Without a word where it never came here, and where a 回执 that stands tells that the 定稿 was taken in again.
    """
    standing = {one.final_id for one in document.receipts if one.id not in gone}
    for one in document.withdrawals:
        row = named(session, one)
        if one.lifts or one.document_id not in gone:
            continue
        new = documents.would_come(raw_connection(session), "withdrawal", one.id)
        if row is None or (isinstance(row, Receipt) and row.final_id in standing):
            # a letter that was written before and comes later does not bring it
            yield "", new
        elif isinstance(row, WeekReturn):
            yield f"{document.issuer}撤回了{week_label(row.week)}的退回（{row.reason}），原报送有效", new
        else:
            which = _which(session, row.final_id, row.way)
            yield f"{document.issuer}撤回了{week_label(row.week)}{which}的回执，这次报送没有入库", new


def remarks(session: Session, document: LetterDocument) -> Iterator[str]:
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


def taken_words(session: Session, document: LetterDocument, one: ReceiptRow, gone: Collection[str]) -> str:
    what = f"{week_label(one.week)}{_which(session, one.final_id, one.way)}"
    return f"已撤回的回执：{what}" if one.id in gone else f"{document.issuer}已收到{what}"


def _which(session: Session, final_id: str, way: str) -> str:
    """«定稿v2»; a 填报表 or a 代录, which the issuer itself keyed in, by that name."""
    version = session.get(FinalVersion, final_id)
    if version is not None:
        return f"定稿v{facts.final_number(session, version)}"
    return way if way in _KEYED_IN else "一份定稿（本机没有）"


def named(session: Session, one: WithdrawalRow) -> Receipt | WeekReturn | None:
    """The 回执 or 退回 that was taken back, where it is here."""
    if one.entity == "receipt":
        return session.get(Receipt, one.document_id)
    return session.get(WeekReturn, one.document_id)
