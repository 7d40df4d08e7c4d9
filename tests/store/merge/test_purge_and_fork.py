"""Words that have to go everywhere, and a copy that went on under the number of its original."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shengsi_desktop.domain.changes import ChangeId, FieldKey
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.store import backup, log
from shengsi_desktop.store.checking import check_chains, check_tables
from shengsi_desktop.store.connection import transaction
from shengsi_desktop.store.erasing import erased
from shengsi_desktop.store.forks import _issued, fork_points, reissue
from shengsi_desktop.store.purging import purge
from shengsi_desktop.store.tables import Dispatch, Item, Report
from tests.store.merge.test_merging import KEY, REPORT, all_rows, new_of, report, shown
from tests.store.merge.unit import Machine

if TYPE_CHECKING:
    from pathlib import Path

SLIP = "某涉密内容代号甲乙丙"


def files_that_hold(folder: Path, words: str) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def title(machine: Machine) -> str:
    return str(machine.rows(Item)[0].title)


class TestPurge:
    def test_the_words_leave_every_file_of_the_store_and_what_a_package_carries(
        self, office: Machine
    ) -> None:
        report(office, SLIP)
        report(office, f"{SLIP}，改过")
        backup.backup(office.folder)
        assert files_that_hold(office.folder, SLIP)
        purged = purge(office.store, REPORT)

        assert (purged.records, purged.documents, purged.backups) == (2, 0, ())
        assert files_that_hold(office.folder, SLIP) == []
        assert SLIP not in repr(office.log())
        with office.store.writing() as connection:
            assert check_chains(connection) == []
            assert check_tables(connection) == []

    def test_no_command_is_called_by_the_words_any_more(self, office: Machine, laptop: Machine) -> None:
        with office.store.command(f"填写“{SLIP}”") as command:
            command.keyed(Report, **KEY).progress = SLIP
        assert office.store.undo_name() == f"填写“{SLIP}”"
        assert [change.batch_name for change in new_of(office)] == ["填写"]
        laptop.receive(office.log())
        with laptop.store.command(f"改写“{SLIP}”") as command:
            command.keyed(Report, **KEY).problems = "问题甲"
        purge(office.store, REPORT)
        laptop.receive(office.log())

        for machine in (office, laptop):
            assert files_that_hold(machine.folder, SLIP) == []
            assert SLIP not in repr(all_rows(machine))

    def test_it_is_carried_out_wherever_it_comes_before_or_after_the_words(
        self, office: Machine, laptop: Machine
    ) -> None:
        report(office, SLIP)
        slip = office.log()
        laptop.receive(slip)
        purge(office.store, REPORT)
        after = office.log()
        assert laptop.receive(after).purged == 1
        late = Machine(laptop.folder.parent / "late", laptop.folder.parent / "template" / "store.db")
        late.receive([change for change in after if change.id not in {one.id for one in slip}])
        late.receive(slip)

        for machine in (laptop, late):
            assert SLIP not in repr(machine.log())
            assert files_that_hold(machine.folder, SLIP) == []
            with machine.store.reading() as session:
                assert session.get_one(Report, REPORT.entity_id).progress == "已清除"
        late.store.close()

    def test_one_that_came_leaves_the_receivers_backups_too(self, office: Machine, laptop: Machine) -> None:
        report(office, SLIP)
        laptop.receive(office.log())
        backup.backup(laptop.folder)
        assert len(files_that_hold(laptop.folder, SLIP)) > 1
        purge(office.store, REPORT)
        assert laptop.receive(office.log()).uncleaned == ()
        assert files_that_hold(laptop.folder, SLIP) == []

    def test_what_is_left_of_a_purged_record_is_covered_by_its_hash_as_before(
        self, office: Machine, laptop: Machine
    ) -> None:
        with office.store.command("填写") as command:
            row = command.keyed(Report, **KEY)
            row.progress, row.problems = SLIP, "问题甲"
        purge(office.store, REPORT)
        package = office.log()
        (made,) = [one for one in package if one.id == new_of(office)[0].id]
        fields = {**made.value["fields"], "problems": "别人改成的话"}
        forged = replace(made, value={**made.value, "fields": fields})
        assert made.blinded is not None
        closed = {name: dict(those) for name, those in made.blinded.items()}
        closed["digests"]["problems"] = closed["salts"].pop("problems")
        for one in (forged, replace(made, person="冒名者"), replace(forged, blinded=closed)):
            with pytest.raises(Refusal, match=r"校验值|格式"):
                laptop.receive([one if change.id == one.id else change for change in package])

        assert laptop.receive(package).arrived == 2
        purge(laptop.store, FieldKey(*REPORT[:2], "problems"))
        with laptop.store.writing() as connection:
            assert check_chains(connection) == []
        assert office.receive(laptop.log()).purged == 1
        assert "问题甲" not in repr(office.log())

    def test_what_only_claims_to_be_purged_keeps_its_words_and_is_told(
        self, office: Machine, laptop: Machine
    ) -> None:
        report(office, SLIP)
        laptop.receive(office.log())
        claimed = [erased(one, ["progress"]) if one.entity == "report" else one for one in office.log()]
        late = Machine(laptop.folder.parent / "late", laptop.folder.parent / "template" / "store.db")
        late.receive(claimed)
        merged = laptop.receive(claimed)

        assert (merged.purged, merged.unfounded) == (0, 1)
        assert shown(laptop, Report, REPORT.entity_id).progress == SLIP
        # and who has got nothing but the claim gets the words from whoever has them
        late.receive(laptop.log())
        assert shown(late, Report, REPORT.entity_id).progress == SLIP
        assert late.receive(claimed).unfounded == 1
        late.store.close()

    def test_typing_over_it_is_shown_and_undoing_the_purge_is_not_offered(self, office: Machine) -> None:
        report(office, SLIP)
        purge(office.store, REPORT)
        report(office, "重写")

        assert office.rows(Item)[0].title == "开头"
        assert office.store.undo_name() == "填写"
        office.store.undo()
        with office.store.writing() as connection:
            assert check_tables(connection) == []
        assert SLIP not in repr(all_rows(office))

    def test_what_is_no_text_is_refused(self, office: Machine) -> None:
        with pytest.raises(Refusal, match="不是文字"):
            purge(office.store, FieldKey("item", "i1", "plan_id"))
        with pytest.raises(Refusal, match="没有可清除"):
            purge(office.store, FieldKey("item", "i1", "text"))


class TestFork:
    @pytest.fixture(autouse=True)
    def both_wrote(self, office: Machine, twin: Machine) -> None:
        office.write(Item, 0, "局里改的", stale=False)
        twin.write(Item, 0, "副本上改的", stale=False)
        twin.make(3, 0, "副本上的交办")

    def test_a_merge_stops_with_a_plain_word_and_changes_nothing(
        self, office: Machine, twin: Machine
    ) -> None:
        before = all_rows(office)
        with pytest.raises(Refusal, match="check --fork"):
            office.receive(twin.log())
        assert all_rows(office) == before

    def test_the_copys_records_are_issued_again_and_both_words_stand(
        self, office: Machine, twin: Machine
    ) -> None:
        with twin.store.writing() as connection:
            points = fork_points(connection, office.log())
        assert points == {office.store.origin: 1}
        done = reissue(twin.store, points)
        twin.receive(office.log())
        office.receive(twin.log())

        assert done.records == 2
        assert twin.store.origin == done.origins[office.store.origin]
        key = FieldKey("item", "i1", "title")
        assert set(office.store.conflict(key)) == set(twin.store.conflict(key)) == {"局里改的", "副本上改的"}
        for machine in (office, twin):
            with machine.store.writing() as connection:
                assert check_chains(connection) == []
                assert check_tables(connection) == []

    def test_the_copy_goes_on_and_can_take_its_own_back(self, office: Machine, twin: Machine) -> None:
        with twin.store.writing() as connection:
            points = fork_points(connection, office.log())
        reissue(twin.store, points)
        twin.store.undo()
        twin.store.undo()

        assert title(twin) == "开头"
        assert office.receive(twin.log()).arrived == len(new_of(twin))

    def test_what_wrote_no_record_stays_in_its_place_among_what_can_be_taken_back(
        self, office: Machine, twin: Machine, laptop: Machine
    ) -> None:
        with twin.store.command("下发") as command:
            command.document(Dispatch(id="d", issuer_id="unit", content="{}", at="2023-07-28"))
        laptop.make(3, 1, "笔记本上的交办")
        twin.receive(new_of(laptop))
        names = [twin.store.undo_name()]
        with twin.store.writing() as connection:
            points = fork_points(connection, office.log())
        reissue(twin.store, points)
        assert [twin.store.undo_name()] == names
        twin.store.undo()
        assert twin.store.undo_name() == "下发"

    def test_a_third_machine_that_has_them_under_both_numbers_keeps_the_new_ones(
        self, office: Machine, twin: Machine, laptop: Machine
    ) -> None:
        laptop.receive(twin.log())
        with twin.store.writing() as connection:
            points = fork_points(connection, office.log())
        reissue(twin.store, points)
        laptop.receive(twin.log())
        with laptop.store.writing() as connection:
            points = fork_points(connection, office.log())
        assert reissue(laptop.store, points).records == 2
        laptop.receive(office.log())
        twin.receive(office.log())

        assert {one.id for one in laptop.log()} == {one.id for one in twin.log()}
        with laptop.store.writing() as connection:
            assert check_chains(connection) == []
            assert check_tables(connection) == []

    def test_a_purge_that_reached_one_side_only_makes_no_other_records(
        self, office: Machine, twin: Machine
    ) -> None:
        old = [change for change in new_of(twin) if change.entity == "item"]
        names = {change.id: ChangeId("new", change.id.seq) for change in old}
        blanked = [erased(change, ["title"]) for change in old]
        assert [one.hash for one in _issued(old, names)] == [one.hash for one in _issued(blanked, names)]

    def test_where_no_fork_is_nothing_is_issued(self, office: Machine, laptop: Machine) -> None:
        with laptop.store.writing() as connection:
            assert fork_points(connection, office.log()) == {}
        with pytest.raises(Refusal, match="没有需要"):
            reissue(laptop.store, {})


class TestCheck:
    def test_a_row_and_a_record_that_were_tampered_with_are_told(self, office: Machine) -> None:
        report(office, "原话")
        with office.store.writing() as connection:
            with transaction(connection):
                connection.execute("UPDATE report SET progress = '不是原话'")
            (row,) = check_tables(connection)
            assert (row.table, row.row_id) == ("report", REPORT.entity_id)
            with transaction(connection):
                connection.execute("UPDATE change SET person = '别人' WHERE entity = 'report'")
            (record,) = check_chains(connection)
            assert record.id == new_of(office)[0].id
            assert "本机的第1条修改记录" in record.sentence
            assert connection.execute("SELECT progress FROM report").fetchone() == ("不是原话",)
            assert log.gaps(connection) == {}
