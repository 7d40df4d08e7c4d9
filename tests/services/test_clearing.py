"""清除内容: what it would do is told first; then the words are gone, and the documents that hold them are named."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.changes import FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.services import (
    clearing,
    history,
    item_history,
    joining,
    keeping,
    project_editing,
    reporting,
    solicit_notes,
    soliciting,
)
from shengsi_desktop.services.exchange import syncing
from shengsi_desktop.services.opening import opened
from shengsi_desktop.store import backup, drafts, keys, purging
from shengsi_desktop.store.connection import transaction
from tests.services.exchange.conftest import CULTURE, culture, founded, laptop, own_item, packed, place, send
from tests.services.exchange.test_syncing import progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengsi_desktop.domain.syncing import HistoryLine
    from tests.services.exchange.conftest import Place

__all__ = ["culture", "founded", "laptop", "own_item", "place", "send"]
SLIP = "误写的涉密内容甲乙丙"


def test_the_words_go_and_the_signed_version_that_holds_them_is_named(culture: Place, own_item: str) -> None:
    culture.write(own_item, SLIP)
    culture.sign()
    culture.write(own_item, "改好的")
    (line,) = clearing.lines_holding(culture.store, culture.item(own_item), "涉密")
    assert line.key is not None
    assert line.change is not None
    told = clearing.preview(culture.store, line.key, line.change)
    assert told.records == 1
    assert told.documents == ("县文广旅体局2023年第30周定稿",)

    done = clearing.clear(culture.store, line.key, line.change)
    assert "县文广旅体局2023年第30周定稿" in done.words
    assert progress(culture, own_item) == "改好的"
    assert clearing.lines_holding(culture.store, culture.item(own_item), "涉密") == ()
    with pytest.raises(Refusal, match="已经清除"):
        clearing.clear(culture.store, line.key, line.change)


def holding(folder: Path) -> list[str]:
    """The files of the store with the words in them, as they stand or as JSON may have them."""
    forms = (SLIP.encode(), SLIP.encode("unicode_escape"))
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def chosen(culture: Place, own_item: str) -> HistoryLine:
    lines = clearing.lines_holding(culture.store, culture.item(own_item), SLIP)
    return next(one for one in lines if one.new == SLIP)


def clear(culture: Place, own_item: str) -> str:
    return clear_in(culture, culture.item(own_item))


def clear_in(desk: Place, item_id: str) -> str:
    line = next(one for one in clearing.lines_holding(desk.store, item_id, SLIP) if one.new == SLIP)
    assert line.key is not None
    assert line.change is not None
    return clearing.clear(desk.store, line.key, line.change).words


def test_no_byte_of_the_words_is_left_wherever_this_machine_kept_them(culture: Place, own_item: str) -> None:
    store, week = culture.store, culture.week()
    reply = soliciting.keep_reply(store, culture.unit_id, week, f"{own_item} 本周进展：{SLIP}")
    soliciting.accept_all(store, reply)
    solicit_notes.keep_box(store, culture.unit_id, week, f"{own_item} {SLIP}")
    # what a draft, now gone, left in the pages of the file
    other = FieldKey(
        "report", keys.report_id(culture.item(own_item), culture.unit_id, "2023-W31"), "problems"
    )
    drafts.put(store, other, None, f"{SLIP}" * 40, ())
    drafts.discard(store, other)
    with store.writing() as connection, transaction(connection):
        connection.execute(
            "INSERT INTO draft VALUES ('aside:report', 'x', 'progress', NULL, ?, '[]', '')", (f'"{SLIP}"',)
        )
        connection.execute(
            "INSERT INTO package_log (id, at, outgoing, kind, name, outcome, package, counterpart, unit_id, week,"
            " batch) VALUES ('log', '', 1, '退回', ?, ?, '', '', '', '', '')",
            (f"{SLIP}.sspkg", f"退回：{SLIP}"),
        )
        connection.execute("UPDATE batch SET name = ?", (f"交办“{SLIP}”",))
    made = backup.backup(store.folder)
    shutil.copytree(made, store.folder / "replaced-20230728")
    shutil.copytree(made, made.parent / ".partial-1")
    os.utime(made.parent / ".partial-1", (0, 0))
    assert len(holding(store.folder)) > 3

    words = clear(culture, own_item)
    assert "清不了" not in words
    assert "没有清除" not in words
    assert holding(store.folder) == []
    assert soliciting.replies(store, culture.unit_id, week)


def test_the_same_words_in_another_field_are_named(culture: Place, own_item: str) -> None:
    culture.write(own_item, SLIP)
    culture.write(own_item, f"{SLIP}，改过", "2023-W31")
    words = clear(culture, own_item)
    assert f"“{own_item} " in words
    assert "2023年第31周的本周进展" in words
    assert clearing.lines_holding(culture.store, culture.item(own_item), SLIP)


def test_a_replaced_store_that_cannot_be_cleaned_is_named(culture: Place, own_item: str) -> None:
    culture.write(own_item, SLIP)
    old = culture.store.folder / "replaced-20230101"
    old.mkdir()
    (old / "store.db").write_bytes(SLIP.encode() * 99)
    assert "replaced-20230101" in clear(culture, own_item)


def test_a_clearing_that_was_killed_is_ended_at_the_next_start(
    culture: Place, own_item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    culture.write(own_item, SLIP)
    folder = culture.store.folder
    backup.backup(folder)

    def killed(_store: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as machine:
        machine.setattr(purging, "clean", killed)
        with pytest.raises(KeyboardInterrupt):
            clear(culture, own_item)
    assert holding(folder)
    culture.store.close()
    with opened(folder, writing=True) as store:
        assert "接着清除" in keeping.after_start(store)
        assert holding(folder) == []
        assert keeping.after_start(store) == ""


def test_what_an_undo_elsewhere_brings_back_is_told_at_both_desks_until_it_is_cleared_too(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken], tmp_path: Path
) -> None:
    culture.write(own_item, SLIP)
    send(culture, laptop)
    send(laptop, culture)
    laptop.write(own_item, "别的")
    laptop.store.undo()
    clear(culture, own_item)
    assert syncing.state(culture.store).cleared == ""

    assert f"别的记录里还有：“{own_item} " in send(culture, laptop).outcome
    back = packed(laptop, tmp_path)
    assert any("别的记录里还有" in one for one in syncing.examine(culture.store, back, "x").warnings)
    assert "别的记录里还有" in send(laptop, culture).outcome
    for one in (culture, laptop):
        assert "2023年第30周的本周进展" in syncing.state(one.store).cleared

    clear(culture, own_item)
    assert "别的记录" not in send(culture, laptop).outcome
    for one in (culture, laptop):
        assert syncing.state(one.store).cleared == ""
        assert holding(one.store.folder) == []


def told_until_cleared(
    one: Place, other: Place, send: Callable[..., syncing.Taken], clear_it: Callable[[], str]
) -> None:
    """`one` has cleared the words, `other` has written them once more meanwhile."""
    assert "别的记录里还有" in send(other, one).outcome
    assert "别的记录里还有" in send(one, other).outcome
    for desk in (one, other):
        assert "2023年第30周的本周进展" in syncing.state(desk.store).cleared
    clear_it()
    send(one, other)
    for desk in (one, other):
        assert syncing.state(desk.store).cleared == ""
        assert holding(desk.store.folder) == []


def test_what_a_change_back_elsewhere_brings_is_told_where_it_was_cleared(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, SLIP)
    culture.write(own_item, "别的")
    send(culture, laptop)
    send(laptop, culture)
    step = item_history.history(laptop.store, laptop.item(own_item))[0]
    history.change_back(laptop.store, step.batch)
    # neither is it lost by turns of that step
    laptop.store.undo()
    laptop.store.redo()
    clear(culture, own_item)
    told_until_cleared(culture, laptop, send, lambda: clear(culture, own_item))


def test_a_change_back_to_other_words_than_the_cleared_ones_is_not_told(
    culture: Place, laptop: Place, own_item: str, send: Callable[..., syncing.Taken]
) -> None:
    culture.write(own_item, SLIP)
    culture.write(own_item, "先改成这样")
    culture.write(own_item, "又改成这样")
    send(culture, laptop)
    send(laptop, culture)
    step = item_history.history(laptop.store, laptop.item(own_item))[0]
    history.change_back(laptop.store, step.batch)
    clear(culture, own_item)
    assert "别的记录" not in send(laptop, culture).outcome
    assert progress(culture, own_item) == "先改成这样"
    assert syncing.state(culture.store).cleared == ""


@pytest.mark.parametrize("said", ["", "留下的那项自己的话"])
def test_what_a_join_elsewhere_copied_is_told_where_it_was_cleared(
    culture: Place, laptop: Place, send: Callable[..., syncing.Taken], said: str
) -> None:
    kept, double = (
        next(key.entity_id for key in made if (key.entity, key.field) == ("item", "_row"))
        for made in (project_editing.add_project(culture.store, name, lead=CULTURE) for name in "甲乙")
    )
    for item, words, week in (
        (double, SLIP, "2023-W30"),
        (double, "另一周", "2023-W29"),
        (kept, said, "2023-W30"),
    ):
        if words:
            reporting.report_once(
                culture.store, item, culture.unit_id, culture.week(week), words={"progress": words}
            )
    send(culture, laptop)
    send(laptop, culture)
    joining.join(laptop.store, "item", (kept, double))
    clear_in(culture, double)
    told_until_cleared(culture, laptop, send, lambda: clear_in(culture, kept))
