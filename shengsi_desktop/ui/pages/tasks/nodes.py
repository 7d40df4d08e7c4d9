"""The rows of 任务清单 as a tree of nodes, in each of its shapes. No Qt; `model` shows what is planted here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.island_board import ON_NONE, island_words
from shengsi_desktop.ui.pages.tasks import words
from shengsi_desktop.ui.pages.tasks.cells import OF_THE_PLAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengsi_desktop.domain.islands import IslandGroup, IslandLine
    from shengsi_desktop.domain.tracking import ItemRow

#: the heading of what is on no island
ON_NO_ISLAND = f"island/{ON_NONE}"


@dataclass(eq=False, slots=True)
class Node:
    """One row of the tree: a heading with `words`, an item (`row`), or a deliverable of one (`line`, too).

    `key` tells it from all others and stays when the list is read again. `group` is what an island's heading counts.
    """

    key: str
    words: str
    place: int
    parent: Node | None = None
    row: ItemRow | None = None
    line: IslandLine | None = None
    group: IslandGroup | None = None
    number: int = 0
    depth: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def said(self) -> tuple[object, ...]:
        """All that its row shows: where it differs, the row is painted again."""
        return (self.words, self.row, self.line, self.group)


class Forest:
    """The nodes in their order; `top` are those without a heading above."""

    def __init__(self) -> None:
        self.top: list[Node] = []
        self.nodes: list[Node] = []

    @property
    def leaves(self) -> list[Node]:
        """The nodes that are no headings."""
        return [node for node in self.nodes if node.row is not None]

    def same_as(self, other: Forest) -> bool:
        """Whether both hold the same nodes in the same places, whatever these say."""
        return [(node.key, node.depth) for node in self.nodes] == [
            (node.key, node.depth) for node in other.nodes
        ]

    def add(self, key: str, said: str, parent: Node | None = None) -> Node:
        """One more below `parent`."""
        siblings = parent.children if parent is not None else self.top
        depth = parent.depth + 1 if parent is not None else 0
        node = Node(key, said, len(siblings), parent, number=len(self.nodes), depth=depth)
        siblings.append(node)
        self.nodes.append(node)
        return node


def plant_table(rows: Iterable[ItemRow]) -> Forest:
    """Items alone."""
    forest = Forest()
    for row in rows:
        forest.add(row.id, "").row = row
    return forest


def plant_tree(rows: Iterable[ItemRow], directions: dict[str, str]) -> Forest:
    """Direction → task → item; what stands in a list under the list → category → item.

    `directions` gives each direction's heading.
    """
    forest = Forest()
    headings: dict[str, Node] = {}

    def heading(key: str, said: str, parent: Node | None = None) -> Node:
        if key not in headings:
            headings[key] = forest.add(key, said, parent)
        return headings[key]

    for row in rows:
        if row.list in OF_THE_PLAN:
            top = heading(row.direction, directions.get(row.direction, row.direction))
            above = heading(f"{row.direction}/{row.task_number}", f"{row.task_number} {row.task}", top)
        else:
            key = f"list/{row.list.value}"
            above = heading(key, words.LIST_HEADING.format(name=row.list.label))
            if row.category:
                above = heading(f"{key}/{row.category}", row.category, above)
        forest.add(row.id, "", above).row = row
    return forest


def plant_islands(groups: Iterable[IslandGroup]) -> Forest:
    """Island → deliverable."""
    forest = Forest()
    for group in groups:
        name = group.island.name if group.island is not None else ON_NONE
        head = forest.add(f"island/{name}", island_words(group.island))
        head.group = group
        for line in group.lines:
            node = forest.add(f"{name}/{line.standing.deliverable.id}", "", head)
            node.row, node.line = line.row, line
    return forest
