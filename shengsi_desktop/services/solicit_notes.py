"""What 征集 keeps on this machine beside the replies: words set right in a card, the box's text, what was copied.

None of it is anybody's change; it outlives closing and a dead battery.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shengsi_desktop.domain.soliciting import REPLY_FIELDS, ReplyWords
from shengsi_desktop.store.local_tables import LocalSetting

if TYPE_CHECKING:
    from sqlmodel import Session

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store


@dataclass(frozen=True, slots=True)
class PartNote:
    """A card as a person left it: its words, and the item chosen for a part that met none."""

    words: ReplyWords
    item_id: str | None = None


def notes_of(session: Session, reply_id: str) -> dict[str, PartNote]:
    """The reply's cards that a person has changed, by key."""
    found = {}
    for key, one in _read(session, _parts_key(reply_id)).items():
        said = {name: str(one.get(name, "")) for name in REPLY_FIELDS}
        found[key] = PartNote(ReplyWords(**said), one.get("item_id"))
    return found


def put_note(session: Session, reply_id: str, key: str, note: PartNote) -> None:
    """Keep one card as it stands, in a transaction that is under way."""
    now = _read(session, _parts_key(reply_id))
    now[key] = {**asdict(note.words), "item_id": note.item_id}
    session.merge(LocalSetting(key=_parts_key(reply_id), value=json.dumps(now, ensure_ascii=False)))


def drop_notes(session: Session, reply_id: str) -> None:
    """The reply is thrown away."""
    row = session.get(LocalSetting, _parts_key(reply_id))
    if row is not None:
        session.delete(row)


def keep_box(store: Store, unit_id: str, week: Week, text: str) -> None:
    """Keep what stands in the box and was not split yet."""
    store.set_setting(_week_key("box", unit_id, week), text)


def box(store: Store, unit_id: str, week: Week) -> str:
    """What stood in the box when it was left, or the program with it."""
    return store.setting(_week_key("box", unit_id, week))


def keep_copied(store: Store, unit_id: str, week: Week, section_id: str, at: datetime) -> None:
    """The message to this section (empty: 未分科室) was copied at that local time."""
    key = _week_key("copied", unit_id, week)
    now = json.loads(store.setting(key, "{}"))
    now[section_id] = at.isoformat(timespec="seconds")
    store.set_setting(key, json.dumps(now))


def copied(store: Store, unit_id: str, week: Week) -> dict[str, datetime]:
    """When each section's message was copied last, by its id."""
    kept = json.loads(store.setting(_week_key("copied", unit_id, week), "{}"))
    return {section_id: datetime.fromisoformat(at) for section_id, at in kept.items()}


def _parts_key(reply_id: str) -> str:
    return f"solicit/parts/{reply_id}"


def _week_key(what: str, unit_id: str, week: Week) -> str:
    return f"solicit/{what}/{unit_id}/{week}"


def _read(session: Session, key: str) -> dict[str, dict[str, Any]]:
    row = session.get(LocalSetting, key)
    found: dict[str, dict[str, Any]] = json.loads(row.value) if row else {}
    return found
