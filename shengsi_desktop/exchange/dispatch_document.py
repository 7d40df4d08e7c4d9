"""The document that a 下发 carries, as JSON and as typed objects. What came is judged before it is used.

`rows` are by part and table; a row has its id, the fields of its key and those that go down (which ones,
`services/exchange/dispatch_parts.py` says). `dropped` are ids of rows that the county has deleted. `knows` is,
by origin, up to which of its changes the county's store had when it was made: of two dispatches the one that knows all
that the other knows, and more, is the newer one. Where each knows something else (two desks of the county that were
not brought together, or a store restored from a backup) only the clock is left. `number` is of older versions.
"""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from shengsi_desktop.domain.canonical import canonical
from shengsi_desktop.domain.problems import Refusal

SCHEMA = 1
_KEPT = "没有收入任何内容，台账未动。"
_BESIDE = ("leads", "at", "person")
Value = str | int | bool | None


class _Part(BaseModel):
    """Strict: a number is no text; what is not known is left out, so that a newer sender may say more."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", populate_by_name=True)


class PublicationRow(_Part):
    """A row of `publication`."""

    id: str
    board: str
    period: str
    parent_id: str | None
    content: str
    at: str
    person: str


class LeadRow(_Part):
    """An item's state as of its lead's week; lights by deliverable: (id, light, reason). `computed` is percent."""

    item_id: str
    unit: str
    week: str
    light: str
    reason: str
    tally: tuple[int, int, int, int]
    computed: str | None
    lights: tuple[tuple[str, str, str], ...]


class DispatchDocument(_Part):
    """下发 to one unit."""

    schema_: int = SCHEMA
    kind: Literal["dispatch"] = "dispatch"
    issuer_id: str
    issuer: str
    unit_id: str
    unit: str
    number: int
    knows: dict[str, int] = {}
    at: str
    person: str
    plan_id: str
    plan_title: str
    parts: tuple[str, ...]
    message: str
    rows: dict[str, dict[str, tuple[dict[str, Value], ...]]]
    dropped: dict[str, tuple[str, ...]]
    publications: tuple[PublicationRow, ...]
    leads: tuple[LeadRow, ...]

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))


def to_bytes(document: DispatchDocument) -> bytes:
    """Canonical JSON in UTF-8."""
    return canonical(document.model_dump(mode="json", by_alias=True)).encode()


def stored_content(document: DispatchDocument) -> str:
    """What is kept of it as a document of its own; made twice of the same, it is the same."""
    said = document.model_dump(mode="json", by_alias=True)
    return canonical({name: value for name, value in said.items() if name not in _BESIDE})


def stored_leads(document: DispatchDocument) -> str:
    """The leads' states as a document of their own; empty where there are none."""
    if not document.leads:
        return ""
    said = document.model_dump(mode="json", by_alias=True)
    return canonical({name: said[name] for name in ("issuer_id", "unit_id", "leads")})


def content_id(content: str) -> str:
    """The id of a document with that content."""
    return hashlib.sha256(content.encode()).hexdigest()


def dispatch_of(data: bytes, name: str) -> DispatchDocument:
    """A dispatch out of its JSON. Refused where it is not whole or of a newer version."""
    try:
        said = json.loads(data)
        if isinstance(said, dict) and isinstance(said.get("schema"), int) and said["schema"] > SCHEMA:
            raise Refusal(f"“{name}”由更新版本的程序导出，本版本读不了，{_KEPT}请升级程序后再收。")
        return DispatchDocument.model_validate_json(data)
    except (ValueError, ValidationError, RecursionError) as trouble:
        raise Refusal(f"“{name}”的内容不完整，读不了，{_KEPT}请县里重新导出。") from trouble
