"""What units' 定稿 say of their items: alone of these a board shows the words (changes.md, «Between units»)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shengsi_desktop.services import facts
from shengsi_desktop.store.tables import FinalVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlmodel import Session


class SignedWords:
    """The newest 定稿 of each unit's weeks; one is opened only when it is asked for, and once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._finals = facts.newest_finals(session)
        self._opened: dict[str, dict[str, str]] = {}

    def weeks(self, unit_id: str) -> Collection[str]:
        """The weeks («2023-W30») of which the unit has a 定稿."""
        return self._finals.get(unit_id, {}).keys()

    def progress(
        self, unit_id: str, items: Collection[str], since: str, until: str
    ) -> dict[str, tuple[str, str]]:
        """By item the newest week of these with its 本周进展; items of which no 定稿 says anything are left out."""
        found: dict[str, tuple[str, str]] = {}
        for week, final_id in sorted(self._finals.get(unit_id, {}).items(), reverse=True):
            if len(found) == len(items):
                break
            if since <= week <= until:
                said = self._said(final_id)
                found |= {one: (week, said[one]) for one in items if one in said and one not in found}
        return found

    def _said(self, final_id: str) -> Mapping[str, str]:
        if final_id not in self._opened:
            version = self._session.get(FinalVersion, final_id)
            items = json.loads(version.content)["items"] if version is not None else ()
            said = {one["id"]: str(one.get("progress") or "").strip() for one in items}
            self._opened[final_id] = {item_id: words for item_id, words in said.items() if words}
        return self._opened[final_id]
