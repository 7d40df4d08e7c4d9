"""Which directives are listed and in which order. No widget here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from shengsi_desktop.domain.directives import DirectiveStanding
from shengsi_desktop.domain.words import DirectiveState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.directives import Directive

#: stands for the directives that no other unit answers for
INSIDE = "-"


def belongs(one: Directive, state: str) -> bool:
    """Whether a directive is one of a state's chip; 快到期 and 待签收 are parts of what is open."""
    if state == "all":
        return True
    ended = {
        "done": DirectiveState.DONE,
        "closed": DirectiveState.CLOSED,
        "cancelled": DirectiveState.CANCELLED,
    }
    if state in ended:
        return one.state is ended[state]
    if not one.is_open:
        return False
    return {
        "to_sign": one.awaits_signature,
        "soon": one.standing is DirectiveStanding.SOON,
        "overdue": one.overdue,
    }.get(state, True)


@dataclass(frozen=True, slots=True)
class Choice:
    """A chip, a source, the name of a unit, some words, and an order; all conditions hold together."""

    state: str = "open"
    source: str = ""
    unit: str = ""
    text: str = ""
    sort: str = "due"

    @property
    def narrows(self) -> bool:
        """Whether anything beside the chip is asked."""
        return bool(self.source or self.unit or self.text)

    def accepts_but_state(self, one: Directive) -> bool:
        """Whether it passes all but the chip, whose count it then is in."""
        if self.source and one.source.value != self.source:
            return False
        if self.unit and self.unit not in (one.owner_units or (INSIDE,)):
            return False
        sought = (one.what, one.who, one.person, one.document, one.given_by, one.item_number, str(one.number))
        wanted = self.text.strip().lower()
        return not wanted or any(wanted in words.lower() for words in sought)

    def listed(self, directives: Iterable[Directive]) -> tuple[Directive, ...]:
        """Those it leaves, in its order."""
        found = [one for one in directives if self.accepts_but_state(one) and belongs(one, self.state)]
        if self.sort == "newest":
            found.sort(key=lambda one: -one.number)
        elif self.sort == "unit":
            found.sort(key=lambda one: (next(iter(one.addressees), "\uffff"), one.due or date.max))
        return tuple(found)
