"""A list that was looked at goes into the store, in one command."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.lists.compare import Comparison
from shengsi_desktop.services.lists.edits import write
from shengsi_desktop.services.lists.reviving import revive
from shengsi_desktop.services.lists.several import seen_together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.list_changes import ListPreview, RowChange
    from shengsi_desktop.services.lists.edits import Edit
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store


def take_in(store: Store, preview: ListPreview) -> frozenset[FieldKey]:
    """Store what was accepted of one preview; see `take_all`."""
    return take_all(store, [preview])


def take_all(store: Store, previews: Sequence[ListPreview]) -> frozenset[FieldKey]:
    """Store what was accepted of previews that were looked at together, as one step of undo; what changed.

    The tables are compared again inside the command, all before the first is written. Raises `Refusal`, nothing being
    stored, where the store has changed since in what the previews show, and where no row can be taken.
    """
    for preview in previews:
        if not any(_takes(preview, one) for one in preview.changes):
            where = "这张表" if len(previews) == 1 else f"工作表“{preview.table.sheet}”"
            raise Refusal(f"{where}没有可以导入的行，没有导入，原有数据没有改动。请按提示改正后再导入。")
    # what is being typed is a step of its own, not a part of the list's
    commit_drafts(store)
    desk = store.setting("unit_id")
    with signed(store, _name(previews)) as command:
        made = [Comparison(command.session, one.table, one.choices, desk) for one in previews]
        _require_unchanged(previews, seen_together([one.preview() for one in made]))
        kinds: set[ListKind] = set()
        for preview, first in zip(previews, made, strict=True):
            again = _revived(command, preview) or preview.table.kind in kinds
            write(command, _after_others(command, preview, desk) if again else first.accepted())
            kinds.add(preview.table.kind)
    return command.changed


def _revived(command: Command, preview: ListPreview) -> bool:
    """Bring deleted lines back that the table has again; whether there were any."""
    table = "indicator" if preview.table.kind is ListKind.INDICATOR else "item"
    ids = [one.new_id for one in preview.changes if one.revived and _takes(preview, one)]
    for row_id in ids:
        revive(command, table, row_id)
    return bool(ids)


def _after_others(command: Command, preview: ListPreview, desk: str) -> list[Edit]:
    """What is to be written of a table where lines of its list came into the store within the same step."""
    command.session.flush()
    choices = replace(preview.choices, matches=_settled(preview))
    comparison = Comparison(command.session, preview.table, choices, desk)
    comparison.preview()
    return comparison.accepted()


def _require_unchanged(previews: Sequence[ListPreview], now: Sequence[ListPreview]) -> None:
    for preview, again in zip(previews, now, strict=True):
        if again.plan_id != preview.plan_id:
            raise Refusal(
                f"当前方案已换成《{again.plan_title}》，清单没有导入，原有数据没有改动。请重新核对后再导入。"
            )
        if _shown(again) != _shown(preview):
            raise Refusal("核对之后台账又有改动，清单没有导入，原有数据没有改动。请重新核对后再导入。")


def _settled(preview: ListPreview) -> dict[int, str]:
    """Each line with the thing it was said to be, «» for a new one: no line is taken for what came with it."""
    came_back = {one.line: one.new_id for one in preview.changes if one.revived and _takes(preview, one)}
    return came_back | {
        one.line: one.target_id
        for one in preview.changes
        if one.row is not None and one.line not in came_back
    }


def _name(previews: Sequence[ListPreview]) -> str:
    """«导入重大项目清单（12项）»: how many lines are new, changed or dropped."""
    lines = sum(
        _takes(preview, one) and _says_something(preview, one)
        for preview in previews
        for one in preview.changes
    )
    lists = "、".join(dict.fromkeys(preview.table.kind.label for preview in previews))
    return f"导入{lists}" + (f"（{lines}项）" if lines else "")


def _says_something(preview: ListPreview, change: RowChange) -> bool:
    kept = preview.choices.kept.get(change.line, frozenset())
    return change.state in (RowState.NEW, RowState.MISSING) or any(
        one.label not in kept for one in change.changes
    )


def _takes(preview: ListPreview, change: RowChange) -> bool:
    if change.state is RowState.MISSING:
        return change.target_id in preview.choices.dropped
    return change.state is not RowState.BLOCKED and change.line not in preview.choices.skipped


def _shown(preview: ListPreview) -> list[Any]:
    """What a person saw of the preview."""
    return [(one.line, one.state, one.target_id, one.matched, one.changes) for one in preview.changes]
