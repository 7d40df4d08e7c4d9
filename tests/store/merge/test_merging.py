"""What a sync package brings, what it may not bring, and how it is taken back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shengsi_desktop.domain.changes import ROW, Change, FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import drafts, keys, log
from shengsi_desktop.store.checking import check_chains, check_tables
from shengsi_desktop.store.connection import SCHEMA, transaction
from shengsi_desktop.store.merging import merge
from shengsi_desktop.store.tables import Directive, FinalVersion, Item, Meeting, Report, Topic

if TYPE_CHECKING:
    from tests.store.merge.unit import Machine

ITEM = FieldKey("item", "i1", "title")
KEY = {"item_id": "i1", "unit_id": "unit", "week": "2023-W30"}
REPORT = FieldKey("report", keys.report_id(*KEY.values()), "progress")


def report(machine: Machine, text: str) -> None:
    with machine.store.command("填写") as command:
        command.keyed(Report, **KEY).progress = text


def shown(machine: Machine, model: Any, row_id: str) -> Any:
    with machine.store.reading() as session:
        return session.get(model, row_id)


def all_rows(machine: Machine) -> list[str]:
    with machine.store.writing() as connection:
        return list(connection.iterdump())


def new_of(machine: Machine) -> list[Change]:
    return [change for change in machine.log() if change.id.origin == machine.store.origin]


def resealed(change: Change, **fields: Any) -> Change:
    moved = replace(change, **fields)
    return replace(moved, hash=log.hash_of(moved))


class TestWhatComes:
    def test_words_of_both_machines_stand_side_by_side_until_somebody_chooses(
        self, office: Machine, laptop: Machine
    ) -> None:
        report(office, "局里写的")
        report(laptop, "岛上写的")
        merged = office.receive(laptop.log())

        assert merged.arrived == 1
        assert set(office.store.conflict(REPORT)) == {"局里写的", "岛上写的"}
        assert REPORT in merged.changed
        assert REPORT in office.store.last_changed

    def test_a_draft_is_a_change_before_anything_comes(self, office: Machine, laptop: Machine) -> None:
        drafts.put(office.store, REPORT, KEY, "还在写", ())
        report(laptop, "岛上写的")
        office.receive(laptop.log())

        assert set(office.store.conflict(REPORT)) == {"还在写", "岛上写的"}

    def test_the_same_package_twice_and_own_changes_coming_back_change_nothing(
        self, office: Machine, laptop: Machine
    ) -> None:
        report(laptop, "岛上写的")
        office.receive(laptop.log())
        laptop.receive(office.log())
        before = all_rows(laptop)
        again = laptop.receive(office.log() + laptop.log())

        assert (again.arrived, again.batch, again.changed) == (0, "", frozenset())
        assert all_rows(laptop) == before
        assert laptop.store.undo_name() == "填写"

    def test_gaps_are_allowed_and_told(self, office: Machine, laptop: Machine) -> None:
        for n in range(4):
            report(laptop, f"第{n}稿")
        first, _, third, _ = new_of(laptop)
        merged = office.receive([third, first])
        own = laptop.store.origin

        assert merged.ranges == {own: ((1, 1), (3, 3))}
        assert merged.gaps == {own: ((2, 2),)}
        with office.store.writing() as connection:
            assert log.vector(connection)[own] == 1
            assert [change.id.seq for change in log.changes_between(connection, own, 1)] == [3]
            known = {**log.vector(connection), own: 0}
            assert [change.id.seq for change in log.changes_beyond(connection, known)] == [1, 3]
            assert check_chains(connection) == []
        assert office.receive(laptop.log()).gaps == {}

    def test_a_row_waits_for_its_creation_and_for_what_it_cannot_do_without(
        self, office: Machine, laptop: Machine
    ) -> None:
        with laptop.store.command("新增") as command:
            command.session.add(Item(id="i9", plan_id="plan", title="岛上的事"))
        with laptop.store.command("填写") as command:
            made = command.keyed(Report, item_id="i9", unit_id="unit", week="2023-W30")
            made.progress = "已开工"
        item, of_item = new_of(laptop)
        merged = office.receive([of_item])

        assert merged.waiting == 1
        assert shown(office, Report, made.id) is None
        assert office.store.heads(FieldKey("report", made.id, "progress")) == (of_item.id,)
        assert office.receive([item]).waiting == 0
        assert shown(office, Report, made.id).progress == "已开工"

    def test_another_reference_is_empty_until_its_row_comes(self, office: Machine, laptop: Machine) -> None:
        with laptop.store.command("新增") as command:
            command.session.add(Item(id="i9", plan_id="plan", title="岛上的事"))
        with laptop.store.command("交办") as command:
            command.session.add(Directive(id="x", unit_id="unit", what="抓紧办理", item_id="i9"))
        item, directive = new_of(laptop)
        office.receive([directive])

        assert (shown(office, Directive, "x").what, shown(office, Directive, "x").item_id) == (
            "抓紧办理",
            None,
        )
        office.receive([item])
        assert shown(office, Directive, "x").item_id == "i9"

    def test_a_row_made_here_lets_appear_what_waited_for_it(self, office: Machine, laptop: Machine) -> None:
        key = {"unit_id": "unit", "cadence": "weekly", "period": "2023-W30", "n": 1}
        with laptop.store.command("会商") as command:
            meeting = command.keyed(Meeting, **key)
        with laptop.store.command("议题") as command:
            command.session.add(Topic(id="t9", meeting_id=meeting.id, notes="岛上的议题"))
        office.receive(new_of(laptop)[1:])
        assert shown(office, Topic, "t9") is None
        with office.store.command("会商") as command:
            command.keyed(Meeting, **key)

        assert shown(office, Topic, "t9").notes == "岛上的议题"
        with office.store.writing() as connection:
            assert check_tables(connection) == []

    def test_a_live_part_that_comes_revives_what_was_deleted_here_and_its_undo_buries_it(
        self, office: Machine, laptop: Machine
    ) -> None:
        office.make(2, 0, "议题")
        laptop.receive(office.log())
        for model in (Topic, Meeting):
            office.delete(model, 0)
        laptop.make(2, 0, "岛上的议题")
        office.receive(laptop.log())

        assert [row.notes for row in office.rows(Topic)] == ["岛上的议题"]
        assert len(office.rows(Meeting)) == 1
        office.store.undo()
        assert office.rows(Meeting) == []

    def test_documents_come_once_and_are_part_of_the_command(self, office: Machine) -> None:
        content = '{"items": []}'
        final_id = hashlib.sha256(content.encode()).hexdigest()
        final = FinalVersion(id=final_id, unit_id="unit", week="2023-W30", content=content, at="2023-07-28")
        package = [("final_version", final.model_dump())]
        merged = merge(office.store, [], package)

        assert (merged.documents, merge(office.store, [], package).documents) == (1, 0)
        assert office.store.undo() == ("收入同步包", 0)
        with office.store.writing() as connection:
            assert connection.execute("SELECT id FROM document_aside").fetchall() == [(final_id,)]
        assert merge(office.store, [], package).documents == 0
        assert merge(office.store, [], package, bring_back=True).documents == 1

    def test_a_wrong_clock_is_a_warning_only(self, office: Machine, laptop: Machine) -> None:
        laptop.late = True
        laptop.write(Item, 0, "岛上写的", stale=False)
        merged = merge(office.store, laptop.log(), hosts={laptop.store.origin: "值班电脑"})

        assert merged.arrived == 1
        assert "“值班电脑”的时钟可能不准" in merged.clock_warnings[0]

    def test_what_was_written_before_a_restore_comes_back_and_the_store_goes_on_under_another_origin(
        self, office: Machine, laptop: Machine
    ) -> None:
        report(office, "第一稿")
        before = office.store.origin
        laptop.receive(office.log())
        lost = new_of(office)[-1]
        with office.store.writing() as connection, transaction(connection):
            connection.execute("DELETE FROM change WHERE origin = ? AND seq = ?", lost.id)
            connection.execute("DELETE FROM head WHERE origin = ? AND seq = ?", lost.id)
            connection.execute("DELETE FROM report")
        office.receive(laptop.log())

        assert office.store.origin != before
        assert shown(office, Report, REPORT.entity_id).progress == "第一稿"


#: what is wrong with a record, and whether it bears the sum of what it says all the same
SPOILED: dict[str, tuple[bool, dict[str, Any]]] = {
    "value": (False, {"value": "改过的话"}),
    "salt": (False, {"salt": ""}),
    "schema": (True, {"schema": SCHEMA + 1}),
    "entity": (True, {"entity": "secret"}),
    "field": (True, {"field": "secret"}),
    "list": (True, {"value": ["一", "二"]}),
    "surrogate": (True, {"value": "\ud800"}),
    "operation": (True, {"field": ROW, "value": {"op": "burn"}}),
    "nothing": (True, {"field": ROW, "value": None}),
    "a creation of nothing": (False, {"field": ROW, "value": {"op": "create"}}),
    "lamport": (True, {"lamport": 2**70}),
    "first": (True, {"prev_hash": ""}),
    "chain": (True, {"prev_hash": "0" * 64}),
    "itself": (True, {"bases": ("itself",)}),
    "bases": (True, {"bases": (("somewhere", "1"),)}),
}


def spoil(change: Change, how: str) -> Change:
    sealed, fields = SPOILED[how]
    if how == "itself":
        fields = {"bases": (change.id,)}
    return resealed(change, **fields) if sealed else replace(change, **fields)


SENTENCES = {"schema": "更新版本", "chain": "接不上", "value": "校验值"}


@pytest.mark.parametrize("how", SPOILED)
def test_what_is_damaged_or_unknown_stops_the_whole_merge_and_changes_not_one_row(
    office: Machine, laptop: Machine, how: str
) -> None:
    for n in range(3):
        laptop.write(Item, 0, f"第{n}稿", stale=False)
    package = laptop.log()
    place = [change.id for change in package].index((laptop.store.origin, 2))
    package[place] = spoil(package[place], how)
    before = all_rows(office)
    with pytest.raises(Refusal, match=SENTENCES.get(how, "格式")) as refused:
        office.receive(package)

    assert "台账未动" in str(refused.value)
    assert all_rows(office) == before
    assert office.receive(laptop.log()).arrived == 3


@pytest.mark.parametrize("missing", ["content", "id"])
def test_a_document_that_is_not_whole_stops_it_too(office: Machine, laptop: Machine, missing: str) -> None:
    report(laptop, "岛上写的")
    record = {"id": "f1", "unit_id": "unit", "week": "2023-W30", "content": "{}", "at": "2023-07-28"}
    before = all_rows(office)
    with pytest.raises(Refusal, match="不完整"):
        merge(
            office.store, laptop.log(), [("final_version", {k: v for k, v in record.items() if k != missing})]
        )
    with pytest.raises(Refusal, match="不完整"):
        merge(office.store, laptop.log(), [("local_setting", record)])
    assert all_rows(office) == before


@pytest.mark.parametrize("content", ['{"items": [1]}', "\ud800"])
def test_a_document_that_does_not_say_what_it_is_called_by_is_refused(office: Machine, content: str) -> None:
    final_id = hashlib.sha256(b'{"items": []}').hexdigest()
    record = {"id": final_id, "unit_id": "unit", "week": "2023-W30", "content": content, "at": "2023-07-28"}
    for table in ("final_version", "publication", "dispatch"):
        more = {"board": "work", "period": "2023-07", "issuer_id": "unit"}
        with pytest.raises(Refusal, match="校验值"):
            merge(office.store, [], [(table, {**record, **more})])


def test_a_count_that_leaps_is_refused_and_nobodys_later_words_are_lost(
    office: Machine, laptop: Machine
) -> None:
    laptop.write(Item, 0, "岛上写的", stale=False)
    *package, last = laptop.log()
    with pytest.raises(Refusal, match="次序号大得不合理"):
        office.receive([*package, resealed(last, lamport=2**52)])
    assert office.receive([*package, resealed(last, lamport=10**11)]).arrived == 1


class TestTakingBack:
    def test_a_merge_is_one_command_and_can_be_done_again(self, office: Machine, laptop: Machine) -> None:
        report(laptop, "岛上写的")
        laptop.write(Item, 0, "岛上改的", stale=False)
        office.receive(laptop.log())

        assert office.store.undo_name() == "收入同步包（来自另一台）"
        assert office.store.rows_to_undo() == {("item", "i1"), REPORT[:2]}
        assert office.store.undo() == ("收入同步包（来自另一台）", 0)
        assert shown(office, Item, "i1").title == "开头"
        assert shown(office, Report, REPORT.entity_id) is None
        assert office.receive(laptop.log()).aside == 2
        assert shown(office, Item, "i1").title == "开头"
        office.store.redo()
        assert shown(office, Item, "i1").title == "岛上改的"
        assert shown(office, Report, REPORT.entity_id).progress == "岛上写的"

    def test_what_somebody_here_went_on_from_stays_and_is_counted(
        self, office: Machine, laptop: Machine
    ) -> None:
        laptop.write(Item, 0, "岛上改的", stale=False)
        laptop.make(3, 0, "岛上的交办")
        merged = office.receive(laptop.log())
        office.write(Item, 0, "接着改", stale=False)

        assert office.store.undo(merged.batch) == ("收入同步包（来自另一台）", 1)
        assert shown(office, Item, "i1").title == "接着改"
        assert office.rows(Directive) == []

    def test_a_row_that_ones_own_words_hang_on_stays(self, office: Machine, laptop: Machine) -> None:
        with laptop.store.command("新增") as command:
            command.session.add(Item(id="i9", plan_id="plan", title="岛上的事"))
        merged = office.receive(laptop.log())
        with office.store.command("填写") as command:
            own = command.keyed(Report, item_id="i9", unit_id="unit", week="2023-W30")
            own.progress = "局里写的"
        undone = office.store.undo(merged.batch)

        assert undone is not None
        assert undone[1] > 0
        assert shown(office, Report, own.id).progress == "局里写的"
        with office.store.writing() as connection:
            assert check_tables(connection) == []

    def test_redo_brings_back_only_what_its_undo_set_aside(self, office: Machine, laptop: Machine) -> None:
        report(laptop, "岛上写的")
        laptop.write(Item, 0, "岛上改的", stale=False)
        office.receive(laptop.log())
        office.store.undo(new_of(laptop)[0].batch)
        office.store.undo()
        office.store.redo()

        assert shown(office, Item, "i1").title == "岛上改的"
        assert shown(office, Report, REPORT.entity_id) is None

    def test_what_was_taken_back_can_be_brought_again_with_the_package(
        self, office: Machine, laptop: Machine
    ) -> None:
        report(laptop, "岛上写的")
        office.receive(laptop.log())
        office.store.undo()
        again = office.receive(laptop.log(), bring_back=True)

        assert (again.arrived, again.back) == (0, 1)
        assert shown(office, Report, REPORT.entity_id).progress == "岛上写的"
        office.store.undo()
        assert shown(office, Report, REPORT.entity_id) is None
