"""Undo and redo of whole commands, as the log allows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.views import Undone, WayBack
from shengsi_desktop.services import facts, finalising, light_rules, open_weeks
from shengsi_desktop.services.drafting import commit_drafts
from shengsi_desktop.store import origin, undo_stack
from shengsi_desktop.store.documents import PRESENT
from shengsi_desktop.store.sessions import raw_connection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: what is said where an undo changed nothing for the other machines
HERE_ALONE = "只在本机撤开，其他电脑不变，可在“报送接收—本单位同步”里查看、收回"
_SKIPPED = "第{week}周定稿v{number}不能撤销，已跳过"
#: a command that touched more is about nothing in particular
_MOST_ROWS = 40
_LONGEST = 14
#: words that a command's own name has in it are not said twice
_KNOWN_BY = 8
#: whose words a row's command is told with: an item's number, a directive's beginning
_ABOUT = {
    "item": "SELECT number FROM item WHERE id = ?",
    "attachment": "SELECT i.number FROM attachment a JOIN item i ON i.id = a.item_id WHERE a.id = ?",
    "report": "SELECT i.number FROM report r JOIN item i ON i.id = r.item_id WHERE r.id = ?",
    "coordination_request": (
        "SELECT i.number FROM coordination_request r JOIN item i ON i.id = r.item_id WHERE r.id = ?"
    ),
    "deliverable": "SELECT i.number FROM deliverable d JOIN item i ON i.id = d.item_id WHERE d.id = ?",
    "deliverable_value": (
        "SELECT i.number FROM deliverable_value v JOIN deliverable d ON d.id = v.deliverable_id"
        " JOIN item i ON i.id = d.item_id WHERE v.id = ?"
    ),
    "plan_mark": (
        "SELECT i.number FROM plan_mark m JOIN report r ON r.id = m.report_id"
        " JOIN item i ON i.id = r.item_id WHERE m.id = ?"
    ),
    "directive": "SELECT what FROM directive WHERE id = ?",
    "directive_step": (
        "SELECT d.what FROM directive_step s JOIN directive d ON d.id = s.directive_id WHERE s.id = ?"
    ),
}


def undo(store: Store, *, today: date | None = None, shown: tuple[str, Week] | None = None) -> Undone | None:
    """Take back the last command; None when there is nothing. Drafts become a change first, so they are the last.

    A light rule or a rhythm that weeks past by `today` were read by stays, and `left` says so. `shown`: the unit and
    week in sight; that its 定稿 stays is said, too.
    """
    commit_drafts(store)
    rows = store.rows_to_undo()
    kept = _bound(store, rows, today)
    about, skipped = _about(store, rows), _signed_since(store)
    return _told(store, store.undo(keeping=frozenset(kept)), about, (*kept.values(), *skipped), shown)


def _bound(store: Store, rows: Collection[tuple[str, str]], today: date | None) -> dict[tuple[str, str], str]:
    """Those of the rows that weeks past were read by and that stay as they are, each with a sentence on it."""
    day = today or store.today()
    return light_rules.bound(store, rows, day) | open_weeks.bound_rhythms(store, rows, day)


def _signed_since(store: Store) -> tuple[str, ...]:
    """«第31周定稿v3不能撤销，已跳过» of what was signed here between the command undone next and the one after it."""
    own = store.setting("unit_id")
    with store.reading() as session:
        connection = raw_connection(session)
        first, last = undo_stack.next_undo_between(connection, store.origin)
        weeks = connection.execute(
            f"SELECT week, id, at FROM final_version t WHERE unit_id = ? AND {PRESENT.format(table='final_version')}"
            " AND NOT EXISTS (SELECT 1 FROM batch_document b WHERE b.entity = 'final_version' AND b.id = t.id)",
            (own,),
        ).fetchall()
        found = []
        for week, row_id, at in sorted(weeks, key=lambda one: str(one[2])):
            signed_at = datetime.fromisoformat(at)
            if first is None or signed_at < first or (last is not None and signed_at > last):
                continue
            chain = facts.final_chain(session, own, week)
            number = next((n for n, one in chain.items() if one.id == row_id), "")
            found.append(_SKIPPED.format(week=int(week[-2:]), number=number))
    return tuple(found)


def redo(store: Store, *, today: date | None = None, shown: tuple[str, Week] | None = None) -> Undone | None:
    """Do again what was taken back last; None when there is nothing, or when something was typed since."""
    commit_drafts(store)
    rows = store.rows_to_redo()
    kept = light_rules.bound(store, rows, today or store.today())
    about = _about(store, rows)
    return _told(store, store.redo(keeping=frozenset(kept)), about, kept.values(), shown)


def undo_step(store: Store, batch: str, *, today: date | None = None) -> Undone | None:
    """Take back one command of any time, here or of another machine, with what was not changed again since.

    As `undo`; refused where it has been taken back, or was never there.
    """
    commit_drafts(store)
    rows = store.rows_of(batch)
    kept = _bound(store, rows, today)
    about = _about(store, rows)
    done = store.undo(batch, keeping=frozenset(kept))
    if done is None:
        raise Refusal("这一步已经撤销过了，没有改动。")
    return _told(store, done, about, kept.values(), None)


def way_back(store: Store, batch: str) -> WayBack:
    """How `undo_step` would take a command back, and whether `change_back` could."""
    commit_drafts(store)
    with store.reading() as session:
        connection = raw_connection(session)
        makers = {
            row[0]
            for row in connection.execute("SELECT DISTINCT origin FROM change WHERE batch = ?", (batch,))
        }
        if makers <= origin.own(connection):
            return WayBack(elsewhere=False)
        inverses, left = undo_stack.reverting(connection, batch, store.origin)
        return WayBack(elsewhere=True, writes=len(inverses), left=left)


def brought_by(store: Store, batch: str) -> int:
    """How many changes a merge brought."""
    with store.reading() as session:
        row = raw_connection(session).execute(
            "SELECT coalesce(sum(last - first + 1), 0) FROM batch_range WHERE batch = ?", (batch,)
        )
        return int(row.fetchone()[0])


def change_back(store: Store, batch: str, *, today: date | None = None) -> Undone:
    """Write back what stood before a command of another machine: a command of this one, which the others get, too.

    Refused where all of it went on since.
    """
    commit_drafts(store)
    rows = store.rows_of(batch)
    kept = _bound(store, rows, today)
    about = _about(store, rows)
    done = _told(store, store.revert(batch, keeping=frozenset(kept)), about, kept.values(), None)
    if done is None:
        raise Refusal("这一步的内容后来都又改过，没有可改回的，没有改动。")
    return done


def _told(
    store: Store,
    result: tuple[str, int] | None,
    about: str,
    kept: Iterable[str],
    shown: tuple[str, Week] | None,
) -> Undone | None:
    if result is None:
        return None
    name, left = result
    words = [f"{left}处后来又改过，保留了后来的内容"] if left else []
    words += kept
    if _here_alone(store):
        words.append(HERE_ALONE)
    changed = store.last_changed
    if shown is not None and (standing := finalising.standing_now(store, *shown)).changed:
        # which says more of the same version
        words = [
            one for one in words if one != _SKIPPED.format(week=shown[1].number, number=standing.version)
        ]
        words.append(f"定稿v{standing.version}不动，仍是签定时的内容；本周现在与它不同")
    return Undone(_named(name, about), tuple(words), changed)


def _here_alone(store: Store) -> bool:
    """Whether the last command took back what another machine did, so that it is only set aside here."""
    with store.reading() as session:
        connection = raw_connection(session)
        row = connection.execute("SELECT id FROM batch ORDER BY ordinal DESC LIMIT 1").fetchone()
        return row is not None and undo_stack.only_here(connection, row[0])


def undo_name(store: Store) -> str:
    """The name of the command that undo would take back; empty when nothing."""
    return store.undo_name() or ""


def redo_name(store: Store) -> str:
    """The name of the command that redo would do again; empty when nothing."""
    return store.redo_name() or ""


def undo_words(store: Store) -> str:
    """What undo would take back as it is told, with the item it is about; empty when nothing."""
    return _named(undo_name(store), _about(store, store.rows_to_undo()))


def redo_words(store: Store) -> str:
    """As `undo_words`, of what redo would do again."""
    return _named(redo_name(store), _about(store, store.rows_to_redo()))


def _named(name: str, about: str) -> str:
    known = about.strip("“”…")[:_KNOWN_BY]
    return f"{about} {name}" if name and known and known not in name else name


def _about(store: Store, rows: Collection[tuple[str, str]]) -> str:
    """The number of the one item, or the words of the one 交办事项, that these rows belong to; else empty."""
    if not 0 < len(rows) <= _MOST_ROWS:
        return ""
    found: set[str] = set()
    with store.reading() as session:
        connection = raw_connection(session)
        for entity, row_id in rows:
            if entity in _ABOUT:
                one = connection.execute(_ABOUT[entity], (row_id,)).fetchone()
                words = str(one[0] or "") if one else ""
                found.add(f"“{_short(words)}”" if words and entity.startswith("directive") else words)
    return found.pop() if len(found) == 1 else ""


def _short(words: str) -> str:
    """The beginning of what a directive says, to be told apart by."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
