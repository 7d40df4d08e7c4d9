"""Several tables of one file looked at together, so that none calls another's lines missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import RowState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.list_changes import ListPreview


def seen_together(previews: Sequence[ListPreview]) -> list[ListPreview]:
    """Return the previews without what is missing in one table and stands in another of the same list.

    What all of them lack is told by the first of them.
    """
    named = {
        (preview.table.kind, one.target_id)
        for preview in previews
        for one in preview.changes
        if one.row is not None and one.target_id
    }
    found = []
    for preview in previews:
        kind = preview.table.kind
        kept = []
        for one in preview.changes:
            if one.state is RowState.MISSING:
                if (kind, one.target_id) in named:
                    continue
                named.add((kind, one.target_id))
            kept.append(one)
        found.append(replace(preview, changes=tuple(kept)))
    return found
