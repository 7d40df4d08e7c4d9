"""What passes between units: 定稿, 报送, 退回, 回执, 下发, 公布, 填报表; beside it 县办摘编 and 附件. Only shapes.

Submitted rows are immutable documents: added once, never changed. One that was made here and taken back again has a
`Withdrawal`, which goes to the unit's other machines; one that came from there and was taken back here stands in
`DocumentAside` of this machine. Who reads documents leaves both out (`documents.present`, `presence`).
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from shengsi_desktop.store.columns import Row, Synced, reference

# -- submitted: immutable documents


class FinalVersion(Row, table=True):
    """定稿 of a unit's week; `id` is the content's hash, two on one parent are a conflict."""

    __table_args__ = (Index("ix_final_version_unit_week", "unit_id", "week"),)

    id: str = Field(primary_key=True)
    unit_id: str
    week: str
    parent_id: str | None = None
    content: str
    at: str
    person: str = ""
    reviewer: str = ""


class Submission(Row, table=True):
    """报送 of one 定稿 version: when, by whom, which way (U盘, 浙政钉 …).

    `number` is n of the version as the sender counts it (0: not said), `earlier` a JSON list of the ids of the
    versions before it, `along` a JSON object of what else the sender let the receiver see (the meeting's
    discussion, where ticked; figures of lists and indicators).
    """

    __table_args__ = (Index("ix_submission_unit_week", "unit_id", "week"),)

    id: str = Field(primary_key=True)
    unit_id: str
    week: str
    final_id: str
    at: str
    person: str = ""
    way: str = ""
    number: int = 0
    earlier: str = "[]"
    along: str = "{}"


class WeekReturn(Row, table=True):
    """退回 of one 定稿 version, with the reason; `submission_id` is the 报送 that came back, where it is known."""

    __table_args__ = (Index("ix_week_return_unit_week", "unit_id", "week"),)

    id: str = Field(primary_key=True)
    unit_id: str
    week: str
    final_id: str
    at: str
    person: str = ""
    reason: str = ""
    submission_id: str = ""
    issuer_id: str = ""


class Receipt(Row, table=True):
    """回执: the unit `issuer_id` has taken in one 报送. `way` is how it came (数据包, 表格, 文字, 填报表, 电话代录).

    `follows` is a JSON list of ids: the 定稿 that it was signed upon, and the 退回 that the 报送 names. Who has neither
    of the two here still learns which 退回 they settle.
    """

    __table_args__ = (Index("ix_receipt_unit_week", "unit_id", "week"),)

    id: str = Field(primary_key=True)
    issuer_id: str
    unit_id: str
    week: str
    final_id: str
    submission_id: str = ""
    at: str
    person: str = ""
    way: str = ""
    follows: str = "[]"


class Dispatch(Row, table=True):
    """下发: what `issuer_id` sent down, JSON in `content`; `id` is the content's hash, `kind` says what it brings."""

    id: str = Field(primary_key=True)
    issuer_id: str
    kind: str = ""
    title: str = ""
    content: str
    at: str
    person: str = ""


class FillSheet(Row, table=True):
    """填报表 as issued for a unit's week: `content` is JSON of its rows with the words and versions they had then."""

    __table_args__ = (Index("ix_fill_sheet_unit_week", "unit_id", "week"),)

    id: str = Field(primary_key=True)
    unit_id: str
    week: str
    content: str
    at: str
    person: str = ""


class Publication(Row, table=True):
    """A board as published: `id` is the content's hash, `content` canonical JSON with rule, scores and evidence."""

    __table_args__ = (Index("ix_publication_board_period", "board", "period"),)

    id: str = Field(primary_key=True)
    board: str
    period: str
    parent_id: str | None = None
    content: str
    at: str
    person: str = ""


class Withdrawal(Row, table=True):
    """A document of this unit's desks that was taken back again, on all of its machines.

    With `lifts` (the id of a withdrawal) it takes that one back instead, and the document stands again. `unit_id` is
    whose word it is: the county's about its own 退回 and 回执 comes to a unit with the next letter.
    """

    __table_args__ = (Index("ix_withdrawal_document", "entity", "document_id"),)

    id: str = Field(primary_key=True)
    entity: str
    document_id: str
    lifts: str = Field(default="", index=True)
    at: str
    person: str = ""
    unit_id: str = ""


Document = FinalVersion | Submission | WeekReturn | Receipt | Dispatch | FillSheet | Publication | Withdrawal
#: every table of documents, in an order in which they may be added
DOCUMENTS = (FinalVersion, Submission, WeekReturn, Receipt, Dispatch, FillSheet, Publication, Withdrawal)


# -- synced, beside the documents


class CountyNote(Synced, table=True):
    """县办摘编: the county's own words on one item of a unit's week, beside the unit's, which nobody edits.

    It is about what a unit's 定稿 says, and that may tell of an item that this store does not hold: `item_id` names
    the item without being a reference. `final_id` is the 定稿 that the words were written upon, empty where they were
    written upon what was typed here.
    """

    KEY: ClassVar[tuple[str, ...]] = ("item_id", "unit_id", "week")
    __table_args__ = (Index("ix_county_note_week", "week"),)

    item_id: str = Field(index=True)
    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    words: str = ""
    final_id: str = ""


class Attachment(Synced, table=True):
    """附件 of an item: the file lies beside the store under its SHA-256; `size` in bytes. `week` empty: of no week."""

    PARENT: ClassVar[tuple[str, str] | None] = ("item_id", "item")

    item_id: str = reference("item.id")
    unit_id: str = reference("unit.id", index=False)
    week: str = ""
    name: str = ""
    sha256: str = ""
    size: int = 0
