"""交办事项 of every source of the plan: typed by its Chinese word, kept, told in texts and printed on its slip."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.words import DirectiveSource
from shengsi_desktop.services import directive_life, directive_slips, directive_typing, directives, meetings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

FRIDAY = date(2023, 7, 28)
MEETINGS = {DirectiveSource.WEEKLY, DirectiveSource.HALF_MONTH, DirectiveSource.MONTH}
#: between equals it is 商请 alone
OF_EQUALS = {DirectiveSource.WEEKLY, DirectiveSource.OPINION}


@pytest.mark.parametrize("source", list(DirectiveSource))
def test_a_directive_of_any_source_is_typed_told_printed_and_ended(
    store: Store, unit_id: str, week: Callable[[str], Week], tmp_path: Path, source: DirectiveSource
) -> None:
    at = week("2023-W30")
    typed = {"what": "报方案 @花鸟乡 7月20日", "source": source.label, "given_on": "7月10日"}
    directive_typing.add_typed(store, unit_id, at, typed, FRIDAY)
    (one,) = directives.directives(store, unit_id, FRIDAY)
    assert (one.what, one.source, one.source.label, one.owner_unit, one.days_overdue) == (
        "报方案", source, typed["source"], "花鸟乡", 8,
    )  # fmt: skip
    # one of the weekly meeting alone stands in it
    shown = meetings.meeting_form(store, unit_id, at).meeting.directives
    assert [each.id for each in shown] == ([one.id] if source is DirectiveSource.WEEKLY else [])

    kind = StepKind.CONSULT if source in OF_EQUALS else StepKind.URGE
    (message,) = directive_slips.directive_messages(store, unit_id, [one.id], FRIDAY, kind)
    said = f"7月10日{source.label}" if source in MEETINGS else source.label
    assert ("商请" if source in OF_EQUALS else f"{said}交办事项“报方案”，时限7月20日") in message.text

    path = directive_slips.export_slips(
        directive_slips.slips(store, unit_id, [one.id], FRIDAY), tmp_path / "督办单.docx"
    )
    cells = [
        cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells
    ]
    assert cells[cells.index("来源") + 1].startswith(source.label)

    directive_life.finish_directive(store, one.id, result="已报", on=FRIDAY)
    directive_life.close_directive(store, one.id, by="王某", on=FRIDAY)
    (one,) = directives.directives(store, unit_id, FRIDAY)
    assert (one.source, one.state.label, one.closed_by) == (source, "销号", "王某")
