"""附件 of a version that was taken in, or lies in the same drop, without them: they are taken in beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from shengsi_desktop.domain.attachments import clean_name
from shengsi_desktop.domain.exchange import Finding, Verdict, Way
from shengsi_desktop.services import facts
from shengsi_desktop.services.exchange import attached
from shengsi_desktop.store.tables import Receipt

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.commands import Command

_KNOWN = (Verdict.DOUBLE, Verdict.SAME)
_NAMED = 3


class FurtherFiles:
    """Of one intake: which packages bring more than what is here and what the files before them bring."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._met: set[str] = set()
        #: ids of the 报送 that were taken in before: a copy of one is no news either
        self._doubles: set[str] = set()

    def judged(
        self, verdict: Verdict, document: SubmissionDocument, way: Way | None
    ) -> tuple[Verdict, tuple[Finding, ...]]:
        """The verdict again, or 补收附件 with what is to be known of it."""
        if verdict is Verdict.SAME and document.submission.id in self._doubles:
            verdict = Verdict.DOUBLE
        if verdict is Verdict.DOUBLE:
            self._doubles.add(document.submission.id)
        if verdict is Verdict.REFUSED or way is not Way.PACKAGE:
            return verdict, ()
        lacking = [one for one in attached.lacking(self._session, document) if one.id not in self._met]
        self._met |= {one.id for one in document.attachments}
        if verdict not in _KNOWN or not lacking:
            return verdict, ()
        names = "、".join(clean_name(one.name) for one in lacking[:_NAMED])
        more = "等" if len(lacking) > _NAMED else ""
        known = "已收过" if verdict is Verdict.DOUBLE else "与同批的另一份是同一版"
        words = f"{known}，补收附件{len(lacking)}个（{names}{more}）。"
        return Verdict.FILES, (Finding(words, stops=False),)


def take(command: Command, folder: Path, document: SubmissionDocument, issuer: str) -> int | None:
    """Take those in beside the version that is here already; how many. None where that was not taken in by us."""
    found = select(Receipt.id).where(
        Receipt.final_id == document.final.id,
        Receipt.unit_id == document.unit_id,
        Receipt.issuer_id == issuer,
        facts.present(Receipt),
    )
    if command.session.exec(found).first() is None:
        return None
    return attached.take(command, folder, document.unit_id, attached.lacking(command.session, document))
