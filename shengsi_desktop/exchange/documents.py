"""The documents that packages carry between units, as JSON and as typed objects. What came is judged before it is used.

Rows of documents are those of `store/document_tables.py`, each with all its columns. `along` of a submission is
what the sender lets the receiver see beside the 定稿: {"meeting": {"held_at", "place", "chair", "attendees",
"topics": [{"title", "notes", "conclusion"}], "notes", "conclusion"}} where it was ticked; {"points": [{"indicator_id",
"period", "value", …}]}, {"appeals": […]}, {"steps": […]}: figures of indicators, 争取事项, steps of directives. A field
that is named and empty was cleared, one that is not named is not spoken of, a step that is «gone» was taken back.
{"removed": […]} are ids of 附件 that the unit has removed, {"answers": […]} of the 退回 that who hands in knows of and,
where one was told by telephone, of the 报送 that came back by it (`services/return_order`).
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal, TypeVar

from pydantic import ConfigDict, Field, ValidationError

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.exchange.said_models import (
    Content,
    Count,
    Id,
    Moment,
    Part,
    WeekText,
    Words,
    judge_along,
    judged_content,
)

DOCUMENT = "document.json"
ATTACHMENTS = "attachments/"
SCHEMA = 1
_KEPT = "没有收入任何内容，台账未动。"
#: what a person calls the fields that can be too much for a receiver
_LABELS: dict[int | str, str] = {
    "progress": "本周进展",
    "problems": "存在问题",
    "catch_up": "赶进度措施",
    "expected": "预期成效",
    "next_plan": "下周计划",
    "override_reason": "改写完成情况的理由",
    "override_percent": "完成情况",
    "remark": "备注",
    "requests": "需协调事项",
    "value": "本周值",
    "words": "形象进度",
    "points": "随附的指标数值",
    "appeals": "随附的争取事项",
    "steps": "随附的交办办理情况",
    "meeting": "随附的会商讨论",
}
ModelT = TypeVar("ModelT", bound="_Document")


class _Document(Part):
    schema_: int = SCHEMA

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        alias_generator=lambda name: name.rstrip("_"),
    )


class FinalRow(Part):
    """A row of `final_version`."""

    id: Id
    unit_id: Id
    week: WeekText
    parent_id: Id | None
    content: str
    at: Moment
    person: Words
    reviewer: Words


class SubmissionRow(Part):
    """A row of `submission` but for what stands beside it in the document."""

    id: Id
    at: Moment
    person: Words
    way: Words


class AttachmentRow(Part):
    """A row of `attachment`; the file is the member «attachments/<sha256>»."""

    id: Id
    item_id: Id
    week: WeekText | Literal[""]
    name: Words
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0, le=1 << 40)]


class SubmissionDocument(_Document):
    """报送 of one 定稿: what the receiver sees, no more. `number` counts from 1; `earlier` are ids, oldest first."""

    unit_id: Id
    unit: Words
    week: WeekText
    number: Count
    earlier: tuple[Id, ...]
    final: FinalRow
    submission: SubmissionRow
    along: dict[str, Any]
    attachments: tuple[AttachmentRow, ...] = ()


class ReceiptRow(Part):
    """A row of `receipt`; letters of before do not say what it follows."""

    id: Id
    issuer_id: Id
    unit_id: Id
    week: WeekText
    final_id: Id
    submission_id: str
    at: Moment
    person: Words
    way: Words
    follows: tuple[Id, ...] = ()


class ReturnRow(Part):
    """A row of `week_return`."""

    id: Id
    unit_id: Id
    week: WeekText
    final_id: Id
    at: Moment
    person: Words
    reason: Words
    submission_id: str
    issuer_id: Id


class WithdrawalRow(Part):
    """A row of `withdrawal`, about a 回执 or a 退回 that its issuer took back; with `lifts`, that it stands again."""

    id: Id
    entity: Literal["receipt", "week_return"]
    document_id: Id
    lifts: Annotated[str, Field(max_length=80)]
    at: Moment
    person: Words
    unit_id: Id


class LetterDocument(_Document):
    """回执: what the county took in of a unit, what it returns with which reason, and what of it it has taken back."""

    kind: Literal["letter"]
    issuer_id: Id
    issuer: Words
    unit_id: Id
    unit: Words
    receipts: tuple[ReceiptRow, ...]
    returns: tuple[ReturnRow, ...]
    withdrawals: tuple[WithdrawalRow, ...] = ()


def to_bytes(document: _Document) -> bytes:
    """Canonical JSON in UTF-8: sorted keys, no blanks."""
    said = document.model_dump(mode="json", by_alias=True)
    return canonical(said).encode()


def submission_of(data: bytes, name: str) -> SubmissionDocument:
    """A submission out of its JSON. Refused where it is not whole: another shape, another hash, another week."""
    found = _read(SubmissionDocument, data, name)
    final, content = found.final, _content(found.final, name)
    agrees = (
        (final.unit_id, final.week) == (found.unit_id, found.week) == (found.unit_id, content.week)
        and (content.parent, content.reviewer) == (final.parent_id, final.reviewer)
        and found.earlier[-1:] == ((final.parent_id,) if final.parent_id else ())
    )
    if not agrees or found.number != len(found.earlier) + 1:
        raise Refusal(f"“{name}”里的单位、周次或版本前后不一，{_KEPT}请对方重新导出。")
    try:
        judge_along(found.along)
    except Exception as trouble:  # - whatever foreign words make a reader raise
        raise Refusal(f"“{name}”里随附的内容读不了，{_KEPT}请对方重新导出。") from trouble
    return found


def require_takeable(document: SubmissionDocument) -> None:
    """Judge a submission before it goes as its receiver will. Refused with the field that nobody takes."""
    content = json.loads(document.final.content)
    try:
        judged_content(document.final.content)
        judge_along(document.along)
    except ValidationError as trouble:
        words = _not_takeable(trouble, content["items"])
        raise Refusal(f"{words}，收的单位读不进去，尚未报送。请改正后再次定稿。") from trouble
    submission_of(to_bytes(document), f"{document.unit}报送")


def require_readable(content: str) -> None:
    """Judge what is about to be signed as every other machine will. Refused with the field that none can read."""
    try:
        judged_content(content)
    except ValidationError as trouble:
        words = _not_takeable(trouble, json.loads(content)["items"])
        raise Refusal(f"{words}，别的电脑读不进去，尚未定稿，填写的内容都在。请改正后再定稿。") from trouble


def _not_takeable(trouble: ValidationError, items: list[dict[str, Any]]) -> str:
    first = trouble.errors(include_url=False, include_input=False)[0]
    place, limit = first["loc"], first.get("ctx", {}).get("max_length")
    label = next((_LABELS[one] for one in reversed(place) if one in _LABELS), "内容")
    if place[:1] == ("items",) and len(place) > 1:
        item = items[int(place[1])]
        parts = item["deliverables"] if place[2:3] == ("deliverables",) else []
        number = parts[int(place[3])]["number"] if parts and len(place) > 3 else item["number"]
        label = f"{number} {label}"
    if first["type"] == "string_too_long":
        return f"{label}超过{limit}字"
    return f"{label}的位数太多" if first["type"] == "string_pattern_mismatch" else f"{label}的内容不合规"


def letter_of(data: bytes, name: str) -> LetterDocument:
    """A 回执 out of its JSON. Refused where it is not whole."""
    return _read(LetterDocument, data, name)


def _content(final: FinalRow, name: str) -> Content:
    if hashlib.sha256(final.content.encode(errors="surrogatepass")).hexdigest() != final.id:
        raise Refusal(f"“{name}”里的定稿内容与校验值对不上，{_KEPT}请对方重新导出。")
    try:
        return judged_content(final.content)
    except Exception as trouble:  # - whatever foreign words make a reader raise
        raise Refusal(f"“{name}”里的定稿内容读不了，{_KEPT}请对方重新导出。") from trouble


def _read(model: type[ModelT], data: bytes, name: str) -> ModelT:
    try:
        said = json.loads(data)
        if isinstance(said, dict) and isinstance(said.get("schema"), int) and said["schema"] > SCHEMA:
            raise Refusal(f"“{name}”由更新版本的程序导出，本版本读不了，{_KEPT}请升级程序后再收。")  # noqa: TRY301
        return model.model_validate_json(data)
    except Refusal:
        raise
    except Exception as trouble:  # - whatever foreign bytes make a reader raise
        raise Refusal(f"“{name}”的内容不完整，读不了，{_KEPT}请对方重新导出。") from trouble
