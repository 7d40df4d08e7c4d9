"""What a column can be said to say, and what the map of columns is after it was said."""

from __future__ import annotations

from shengsi_desktop.domain.lists import ColumnMap, ListField, ListKind, MappedColumn
from shengsi_desktop.ui.list_import import meanings
from shengsi_desktop.ui.list_import.meanings import DROP, KEEP, Meaning

F = ListField
NAME = MappedColumn(0, "项目", F.NAME)
TOTAL = MappedColumn(1, "总投资", F.TOTAL, sure=False)
MONTH = MappedColumn(2, "3月", F.VALUE, period="2023-03")
OTHER = MappedColumn(3, "处室")
COLUMNS = ColumnMap(1, 1, (NAME, TOTAL, MONTH, OTHER))


def said(columns: ColumnMap) -> list[Meaning]:
    return [meanings.meaning_of(meanings.column_at(columns, n)) for n in range(4)]


def test_a_meaning_goes_to_the_column_it_is_said_of_and_leaves_the_other() -> None:
    after = meanings.with_meaning(COLUMNS, OTHER, Meaning(F.NAME))
    assert said(after) == [KEEP, Meaning(F.TOTAL), Meaning(F.VALUE, "2023-03"), Meaning(F.NAME)]


def test_a_column_is_left_out_and_comes_back_in_its_place() -> None:
    without = meanings.with_meaning(COLUMNS, TOTAL, DROP)
    assert said(without)[1] is DROP
    again = meanings.with_meaning(without, TOTAL, Meaning(F.TOTAL))
    assert [one.index for one in again.columns] == [0, 1, 2, 3]
    assert meanings.column_at(again, 1) == MappedColumn(1, "总投资", F.TOTAL)


def test_a_month_that_was_given_up_can_be_said_again() -> None:
    plain = meanings.with_meaning(COLUMNS, MONTH, KEEP)
    assert said(plain)[2] == KEEP
    assert said(meanings.with_meaning(plain, MONTH, Meaning(F.VALUE, "2023-03"))) == said(COLUMNS)


def test_every_meaning_is_offered_once_the_usual_ones_first_and_called_by_the_office_s_words() -> None:
    for kind in ListKind:
        usual, rest = meanings.offered(kind, MONTH)
        assert usual[:3] == (KEEP, DROP, Meaning(F.VALUE, "2023-03"))
        fields = [one.field for one in (*usual[3:], *rest)]
        assert sorted(fields) == sorted(ListField)
    words = [
        meanings.meaning_words(one, ListKind.REFORM)
        for one in (KEEP, DROP, Meaning(F.NAME), Meaning(F.VALUE, "2023-03"), Meaning(F.VALUE, "03"))
    ]
    assert words == ["按原样保留", "不导入", "改革事项", "完成值（2023年3月）", "完成值（3月）"]
