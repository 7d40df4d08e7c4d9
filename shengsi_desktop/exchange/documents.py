"""The documents that packages carry between units, as JSON and as typed objects. What came is judged before it is used.

Rows of documents are those of `store/document_tables.py`, each with all its columns. `along` of a submission is
what the sender lets the receiver see beside the 定稿: {"meeting": {"held_at", "place", "chair", "attendees",
"topics": [{"title", "notes", "conclusion"}], "notes", "conclusion"}} where it was ticked; {"points": [{"indicator_id",
"period", "value", …}]}, {"appeals": […]}, {"steps": […]}: figures of indicators, 争取事项, steps of directives.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT = "document.json"
ATTACHMENTS = "attachments/"
SCHEMA = 1
_KEPT = "没有收入任何内容，台账未动。"
ModelT = TypeVar("ModelT", bound="_Document")


class _Part(BaseModel):
    """Strict: a number is no text; what is not known is left out, so that a newer sender may say more."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class _Document(_Part):
    schema_: int = SCHEMA

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        alias_generator=lambda name: name.rstrip("_"),
    )


class FinalRow(_Part):
    """A row of `final_version`."""

    id: str
    unit_id: str
    week: str
    parent_id: str | None
    content: str
    at: str
    person: str
    reviewer: str


class SubmissionRow(_Part):
    """A row of `submission` but for what stands beside it in the document."""

    id: str
    at: str
    person: str
    way: str


class AttachmentRow(_Part):
    """A row of `attachment`; the file is the member «attachments/<sha256>»."""

    id: str
    item_id: str
    week: str
    name: str
    sha256: str
    size: int


class SubmissionDocument(_Document):
    """报送 of one 定稿: what the receiver sees, no more. `number` counts from 1; `earlier` are ids, oldest first."""

    unit_id: str
    unit: str
    week: str
    number: int
    earlier: tuple[str, ...]
    final: FinalRow
    submission: SubmissionRow
    along: dict[str, Any]
    attachments: tuple[AttachmentRow, ...] = ()


class ReceiptRow(_Part):
    """A row of `receipt`."""

    id: str
    issuer_id: str
    unit_id: str
    week: str
    final_id: str
    submission_id: str
    at: str
    person: str
    way: str


class ReturnRow(_Part):
    """A row of `week_return`."""

    id: str
    unit_id: str
    week: str
    final_id: str
    at: str
    person: str
    reason: str
    submission_id: str
    issuer_id: str


class LetterDocument(_Document):
    """回执: what the county took in of a unit and what it returns with which reason."""

    kind: Literal["letter"]
    issuer_id: str
    issuer: str
    unit_id: str
    unit: str
    receipts: tuple[ReceiptRow, ...]
    returns: tuple[ReturnRow, ...]


def to_bytes(document: _Document) -> bytes:
    """Canonical JSON in UTF-8: sorted keys, no blanks."""
    said = document.model_dump(mode="json", by_alias=True)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def submission_of(data: bytes, name: str) -> SubmissionDocument:
    """A submission out of its JSON. Refused where it is not whole: another shape, another hash, another week."""
    found = _read(SubmissionDocument, data, name)
    content = _content(found.final, name)
    agrees = (
        (found.final.unit_id, found.final.week)
        == (found.unit_id, found.week)
        == (found.unit_id, content["week"])
    )
    if not agrees or found.number != len(found.earlier) + 1:
        raise Refusal(f"“{name}”里的单位、周次或版本前后不一，{_KEPT}请对方重新导出。")
    return found


def letter_of(data: bytes, name: str) -> LetterDocument:
    """A 回执 out of its JSON. Refused where it is not whole."""
    return _read(LetterDocument, data, name)


def _content(final: FinalRow, name: str) -> Mapping[str, Any]:
    if hashlib.sha256(final.content.encode()).hexdigest() != final.id:
        raise Refusal(f"“{name}”里的定稿内容与校验值对不上，{_KEPT}请对方重新导出。")
    try:
        content = json.loads(final.content)
        whole = isinstance(content["items"], list) and isinstance(content["week"], str)
        for item in content["items"]:
            whole = whole and isinstance(item["id"], str) and isinstance(item["deliverables"], list)
    except (ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise Refusal(f"“{name}”里的定稿内容读不了，{_KEPT}请对方重新导出。") from trouble
    if not whole:
        raise Refusal(f"“{name}”里的定稿内容读不了，{_KEPT}请对方重新导出。")
    found: Mapping[str, Any] = content
    return found


def _read(model: type[ModelT], data: bytes, name: str) -> ModelT:
    try:
        said = json.loads(data)
        if isinstance(said, dict) and isinstance(said.get("schema"), int) and said["schema"] > SCHEMA:
            raise Refusal(f"“{name}”由更新版本的程序导出，本版本读不了，{_KEPT}请升级程序后再收。")
        return model.model_validate_json(data)
    except (ValueError, ValidationError, RecursionError) as trouble:
        raise Refusal(f"“{name}”的内容不完整，读不了，{_KEPT}请对方重新导出。") from trouble
