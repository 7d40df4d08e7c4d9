"""A list that was looked at goes into the store, in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.list_changes import RowState
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.services.lists.compare import Comparison
from shengsi_desktop.services.lists.edits import write

if TYPE_CHECKING:
    from typing import Any

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.list_changes import ListPreview, RowChange
    from shengsi_desktop.store.sessions import Store


def take_in(store: Store, preview: ListPreview) -> frozenset[FieldKey]:
    """Store what was accepted of a preview as one step of undo; what changed, empty where nothing does.

    The table is compared again inside the command. Raises `Refusal`, nothing being stored, where the store has changed
    since in what the preview shows, and where no row can be taken.
    """
    choices = preview.choices
    if not any(_takes(preview, one) for one in preview.changes):
        raise Refusal("这张表没有可以导入的行，没有导入，原有数据没有改动。请按提示改正后再导入。")
    # what is being typed is a step of its own, not a part of the list's
    commit_drafts(store)
    with signed(store, _name(preview)) as command:
        comparison = Comparison(command.session, preview.table, choices, store.setting("unit_id"))
        now = comparison.preview()
        if now.plan_id != preview.plan_id:
            raise Refusal(
                f"当前方案已换成《{now.plan_title}》，清单没有导入，原有数据没有改动。请重新核对后再导入。"
            )
        if _shown(now) != _shown(preview):
            raise Refusal("核对之后台账又有改动，清单没有导入，原有数据没有改动。请重新核对后再导入。")
        write(command, comparison.accepted())
    return command.changed


def _name(preview: ListPreview) -> str:
    """«导入重大项目清单（12项）»: how many lines are new, changed or dropped."""
    lines = sum(_takes(preview, one) and _says_something(preview, one) for one in preview.changes)
    return f"导入{preview.table.kind.label}" + (f"（{lines}项）" if lines else "")


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
