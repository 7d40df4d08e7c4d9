"""报送: a 定稿 week goes to the county, as a package, as the workbook or as text; first one sees what will be seen."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.exchange import HandIn, PackageKind, SubmissionPreview, Way
from shengsi_desktop.domain.file_names import as_file_name
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.weeks import week_label
from shengsi_desktop.domain.words import WeekState
from shengsi_desktop.services import facts, finalising, version_words, week_states
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.exchange import along as alongs
from shengsi_desktop.services.exchange import (
    along_words,
    attached,
    packages,
    submission_books,
    week_conflicts,
)
from shengsi_desktop.store import final_rank
from shengsi_desktop.store.keys import new_id
from shengsi_desktop.store.sessions import raw_connection
from shengsi_desktop.store.tables import Submission

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.units import Unit
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.exchange.documents import SubmissionDocument
    from shengsi_desktop.store.sessions import Store
    from shengsi_desktop.store.tables import FinalVersion

#: what never goes, in the preview's words
STAYS = ("上周计划完成情况", "草稿和未定稿的修改", "征集往来文字", "科室和联系人电话", "本机设置")
_DISCUSSION, _AGENDA = "会商讨论、记录和参加人员", "还没有议到的议题"
_FILES = "没有勾选的附件"


class NotSignedError(Refusal):
    """There is no 定稿 of the week as it stands: `lacking` says so in short."""

    def __init__(self, words: str, lacking: str) -> None:
        super().__init__(words)
        self.lacking = lacking


def suggested_name(document: SubmissionDocument, suffix: str) -> str:
    """县文广旅体局_2023年第30周_报送v2.sspkg."""
    return as_file_name(f"{document.unit}_{week_label(document.week)}_报送v{document.number}{suffix}")


def document_of(
    store: Store,
    unit_id: str,
    week: Week,
    way: Way,
    *,
    with_meeting: bool = False,
    files: Collection[str] = (),
) -> SubmissionDocument:
    """The week's newest 定稿 as it would go. Refused without one, and where the week was changed after it.

    `files` are the ids of the 附件 that were ticked; only a package carries them.
    """
    commit_drafts(store)
    with store.reading() as session:
        return _document(session, store, unit_id, week, way, with_meeting=with_meeting, files=files)


def preview(
    store: Store, unit_id: str, week: Week, *, with_meeting: bool = False, files: Collection[str] = ()
) -> SubmissionPreview:
    """What the receiver will see, word for word; refused as `document_of`. `files`: ids of the 附件 ticked."""
    with store.reading() as session:
        # looking at it writes nothing: what is being typed is committed when it goes
        document = _document(
            session, store, unit_id, week, Way.PACKAGE, with_meeting=with_meeting, files=files
        )
        told = along_words.lines(session, document.along, document.week)
        counted = facts.counted_in(raw_connection(session))
        items = [item["id"] for item in json.loads(document.final.content)["items"]]
        offered = attached.offered(session, unit_id, week, items, files)
        derived = submission_books.derived_words(session, unit_id, week)
        unsettled = week_conflicts.signed_over(session, unit_id, week, with_meeting=with_meeting)
    return SubmissionPreview(
        title=f"{document.unit} {week.label} 定稿v{document.number}",
        number=document.number,
        reviewer=document.final.reviewer,
        items=version_words.items_of(json.loads(document.final.content), counted),
        along=told,
        stays=(
            _AGENDA if with_meeting else _DISCUSSION,
            *(() if all(one.ticked for one in offered) else (_FILES,)),
            *STAYS,
        ),
        attachments=tuple((one.name, one.size) for one in document.attachments),
        offered=offered,
        derived=derived,
        unsettled=unsettled,
        stamp=stamp(document),
    )


def stamp(document: SubmissionDocument) -> str:
    """What the document says, without when and how it goes; as short as a sum."""
    return hashlib.sha256(canonical([document.final.id, document.along]).encode()).hexdigest()


def hand_in(
    store: Store, unit_id: str, week: Week, *, with_meeting: bool = False, files: Collection[str] = ()
) -> HandIn:
    """Where the week stands on its way up, with the preview or the reason why nothing can go."""
    state = week_states.week_standing(store, unit_id, week)
    words = f"已定稿v{state.version}，未报送" if state.state is WeekState.FINAL else state.label
    if state.submitted is not None and state.returned is None:
        words += f"（{state.submitted.words}，{state.submitted.at.month}月{state.submitted.at.day}日）"
    if state.returned is not None:
        words += f"：{state.returned.words}"
    lies_there = state.submitted is not None and state.returned is None
    try:
        found = preview(store, unit_id, week, with_meeting=with_meeting, files=files)
    except NotSignedError as problem:
        return HandIn(words, None, str(problem), lacking=problem.lacking, lies_there=lies_there)
    except Refusal as problem:
        return HandIn(words, None, str(problem), lies_there=lies_there)
    return HandIn(words, found, lies_there=lies_there)


def folder_path(store: Store, document_suffix: str, unit_id: str, week: Week) -> Path:
    """Where a 报送 goes in the 收发目录. Refused where none is chosen or it is not there."""
    from pathlib import Path

    folder = store.setting("exchange_folder")
    if not folder:
        raise Refusal("还没有选收发目录。请先在“设置”里选一个，尚未报送。")
    if not Path(folder).is_dir():
        raise Refusal(f"收发目录“{folder}”现在打不开（可能网络或U盘没有接上），尚未报送。")
    return Path(folder) / suggested_name(document_of(store, unit_id, week, Way.PACKAGE), document_suffix)


def write_package(
    store: Store,
    path: Path,
    unit_id: str,
    week: Week,
    *,
    with_meeting: bool = False,
    passphrase: str = "",
    files: Collection[str] = (),
) -> frozenset[FieldKey]:
    """Write the package and register the 报送; EnvironmentProblem, and nothing registered, where the file fails."""
    from shengsi_desktop.exchange import container
    from shengsi_desktop.exchange.documents import DOCUMENT, to_bytes
    from shengsi_desktop.store.files import write_atomically

    document = document_of(store, unit_id, week, Way.PACKAGE, with_meeting=with_meeting, files=files)
    head = packages.new_head(
        store,
        PackageKind.SUBMISSION,
        f"{document.unit} {week.label} 定稿v{document.number}",
        {"unit_id": unit_id, "week": str(week), "number": document.number, "final_id": document.final.id},
    )
    members = {DOCUMENT: to_bytes(document), **attached.members_of(store.folder, document.attachments)}
    data = container.write_package(head, members, passphrase)
    write_atomically(path, data)
    return register(store, document, path.name, packages.marks(data, head.id), sealed=bool(passphrase))


def write_workbook(
    store: Store, path: Path, unit_id: str, week: Week, *, with_meeting: bool = False
) -> frozenset[FieldKey]:
    """Write the workbook that is the 报送 itself and register it; EnvironmentProblem as `write_package`."""
    from shengsi_desktop.store.files import write_atomically

    document = document_of(store, unit_id, week, Way.WORKBOOK, with_meeting=with_meeting)
    data = submission_books.workbook(store, document, week)
    write_atomically(path, data)
    return register(store, document, path.name, packages.marks(data))


def register_text(store: Store, document: SubmissionDocument) -> frozenset[FieldKey]:
    """The 报送文字 was copied to its last part: register it, and the 收发记录."""
    return register(store, document, Way.TEXT.value)


def coded_text(
    store: Store, unit_id: str, week: Week, *, with_meeting: bool = False, other_plan: bool = False
) -> tuple[tuple[str, ...], SubmissionDocument]:
    """报送文字 in messages, and the document to `register` once it was copied. `other_plan`: longer, needs no plan."""
    from shengsi_desktop.exchange.coded_text import encode

    document = document_of(store, unit_id, week, Way.TEXT, with_meeting=with_meeting)
    with store.reading() as session:
        known = b"" if other_plan else dictionary(session, unit_id)
    return encode(document, known), document


def dictionary(session: Session, unit_id: str) -> bytes:
    """What every desk with this plan has of a unit, for the text form alone; empty where nothing is sure."""
    from shengsi_desktop.services.exchange.text_dictionaries import dictionaries
    from shengsi_desktop.store.reading import load_setting

    plan = facts.current_plan(session, load_setting(raw_connection(session), "plan_id"))
    return dictionaries(session).get((plan.id, unit_id), b"")


def register(
    store: Store, document: SubmissionDocument, name: str, marks: str = "", *, sealed: bool = False
) -> frozenset[FieldKey]:
    """The 报送 as it went out under that name, and the 收发记录, both or neither; undone, it was none.

    A file that was written and, the power failing, not registered harms nothing: the week still says 未报送.
    """
    said = document.submission
    week = f"{document.unit}{week_label(document.week)}定稿v{document.number}"
    with signed(store, f"报送{week}（{said.way}）", unit=document.unit_id) as command:
        command.document(
            Submission(
                id=said.id,
                unit_id=document.unit_id,
                week=document.week,
                final_id=document.final.id,
                at=said.at,
                person=said.person,
                way=said.way,
                number=document.number,
                earlier=json.dumps(list(document.earlier)),
                along=json.dumps(document.along, ensure_ascii=False),
            )
        )
        packages.note_in(
            command,
            outgoing=True,
            kind=PackageKind.SUBMISSION.label,
            name=name,
            package=marks,
            unit_id=document.unit_id,
            week=document.week,
            outcome=f"已导出 定稿v{document.number}（{said.way}{'，加口令' if sealed else ''}）",
            batch=command.batch,
        )
    return command.changed


def _document(
    session: Session,
    store: Store,
    unit_id: str,
    week: Week,
    way: Way,
    *,
    with_meeting: bool,
    files: Collection[str],
) -> SubmissionDocument:
    from shengsi_desktop.exchange.documents import (
        FinalRow,
        SubmissionDocument,
        SubmissionRow,
        require_takeable,
    )

    version, number = facts.newest_final(session, unit_id, str(week))
    if version is None:
        raise NotSignedError(f"{week.label}还没有定稿，不能报送。请先定稿。", f"第{week.number}周还没有定稿")
    if finalising.changed_since_final(session, unit_id, week):
        words = f"定稿第{number}版之后又有改动"
        raise NotSignedError(f"{words}，报送的应是定稿。请先再次定稿，尚未报送。", words)
    unit: Unit = next(one for one in facts.units(session) if one.id == unit_id)
    content = json.loads(version.content)
    earlier = _earlier(session, version)
    known = week_states.OfWeek(session, unit_id, str(week)).known()
    items = [item["id"] for item in content["items"]]
    document = SubmissionDocument(
        unit_id=unit_id,
        unit=unit.name,
        week=str(week),
        number=len(earlier) + 1,
        earlier=earlier,
        final=FinalRow(**version.model_dump()),
        submission=SubmissionRow(
            id=new_id(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            person=store.setting("person"),
            way=way.value,
        ),
        along={
            **alongs.gathered(session, unit, week, content, with_meeting=with_meeting),
            **({final_rank.ANSWERS: known} if known else {}),
        },
        attachments=attached.along_of(session, unit_id, week, items, files) if way is Way.PACKAGE else (),
    )
    require_takeable(document)
    return document


def _earlier(session: Session, version: FinalVersion) -> tuple[str, ...]:
    from shengsi_desktop.store.tables import FinalVersion as Row

    found: list[str] = []
    parent = version.parent_id
    while parent:
        found.append(parent)
        row = session.get(Row, parent)
        parent = row.parent_id if row is not None else None
    return tuple(reversed(found))
