"""Columns of a list that have no place of their own: kept as they are written, by what stands over them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from shengsi_desktop.domain.lists import ListField
from shengsi_desktop.services.lists.deliverables import PROMISES
from shengsi_desktop.services.lists.edits import Edit
from shengsi_desktop.services.lists.rows import same_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengsi_desktop.domain.lists import ListCell, ListTable
    from shengsi_desktop.services.lists.edits import Put

#: stands behind the name of a column whose words could not be read as what the column is for
AS_WRITTEN = "（原文）"
_LABELS = frozenset(one.label for one in ListField) | {PROMISES}


def column_labels(table: ListTable) -> dict[int, str]:
    """Return what each column is kept by: its head, told apart from others by its place where that is needed."""
    heads = {one.index: one.head for one in table.columns.columns}
    meant = {one.index: one.field is not None and not one.period for one in table.columns.columns}
    counts = Counter(head for index, head in heads.items() if not meant[index])
    return {
        index: f"{head}（第{index + 1}列）"
        if head and (counts[head] > 1 or head in _LABELS)
        else head or f"第{index + 1}列"
        for index, head in heads.items()
    }


class Extras:
    """A line's columns that are kept as they are; `edits` tell what a row changes of them."""

    def __init__(self, held: Mapping[str, str], labels: Mapping[int, str], kept: frozenset[str]) -> None:
        """`labels` by column; `kept` are those whose stored words stay."""
        self._held = dict(held)
        self._labels = labels
        self._kept = kept
        self.edits: list[Edit] = []

    def label(self, cell: ListCell, *, unread: bool = False) -> str:
        """What the cell is kept by: the name of its meaning, else its column's."""
        if cell.field is not None and not cell.period:
            return f"{cell.field.label}{AS_WRITTEN}" if unread else cell.field.label
        return self._labels.get(cell.column, f"第{cell.column + 1}列")

    def keep(self, cell: ListCell, *puts: Put, unread: bool = False) -> None:
        """Keep a cell as it is written; `puts` go with it. `unread`: it has a place, but not for such words."""
        self.put(self.label(cell, unread=unread), cell.text.strip(), *puts)

    def put(self, label: str, words: str, *puts: Put) -> None:
        """Keep these words, unless they say what stands there already."""
        before = self._held.get(label, "")
        if words and not same_words(before, words) and label not in self._kept:
            self._held[label] = words
            self.edits.append(Edit(label, before, words, puts))

    @property
    def text(self) -> str:
        """All of them as the field holds them."""
        return json.dumps(self._held, ensure_ascii=False)
