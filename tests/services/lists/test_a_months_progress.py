"""What a table says of a week: sums of a project by month, words of the report, and what is being typed meanwhile."""

from __future__ import annotations

import pytest

from shengsi_desktop.domain.lists import ListKind
from shengsi_desktop.domain.projects import investment_id
from shengsi_desktop.services import list_import, reporting
from shengsi_desktop.services.lists.lines import editable_line
from shengsi_desktop.store.sessions import alive
from shengsi_desktop.store.tables import DeliverableValue, Report
from tests.services.lists.conftest import changed, states, table

HEAD = (
    "序号",
    "项目名称",
    "年度计划投资（万元）",
    "本月完成（万元）",
    "本年累计完成（万元）",
    "形象进度",
    "责任单位",
)


def month(*rows):
    return table([HEAD, *rows], kind=ListKind.PROJECT)


@pytest.fixture
def pier(store, take, item, unit_id):
    """One project; its values by week."""
    take(month((1, "一号码头", 5000, None, None, None, "县文广旅体局")))

    def values():
        with store.reading() as session:
            found = alive(DeliverableValue).where(
                DeliverableValue.deliverable_id == investment_id(item("项目1"))
            )
            rows = session.exec(found.order_by(DeliverableValue.week)).all()
        return [(row.week, row.value, row.words) for row in rows]

    return values


def test_months_of_sums_follow_each_other(take, pier):
    preview = take(month((1, "一号码头", 5000, 300, 1200, "桩基施工", "县文广旅体局")), week="2023-W26")
    assert changed(preview)["一号码头"] == {
        "本年累计完成": ("", "1200万元"), "本月完成投资": ("", "上月末累计900万元"), "形象进度": ("", "桩基施工"),
    }  # fmt: skip
    july = take(month((1, "一号码头", 5000, "0.02亿元", 1400, "桩基完成", "县文广旅体局")), week="2023-W30")
    # the unit of a cell is its own, whatever its column says
    assert "单位是亿元" in july.changes[0].problems[0].message
    assert changed(july)["一号码头"] == {"本年累计完成": ("", "1400万元"), "形象进度": ("", "桩基完成")}
    assert pier() == [
        ("2023-W21", "900", ""), ("2023-W26", "1200", "桩基施工"), ("2023-W30", "1400", "桩基完成"),
    ]  # fmt: skip


def test_sums_that_do_not_agree_are_told_and_the_years_is_taken(take, pier):
    take(month((1, "一号码头", 5000, 300, 1200, None, "县文广旅体局")), week="2023-W26")
    preview = take(month((1, "一号码头", 5000, 500, 1400, None, "县文广旅体局")), week="2023-W30")
    assert [one.message for one in preview.changes[0].problems] == [
        "本月完成与本年累计、上月末累计（1200万元）对不上，按本年累计记入，请核对。"
    ]
    assert pier()[-1] == ("2023-W30", "1400", "")
    alone = take(month((1, "一号码头", 5000, 250, None, None, "县文广旅体局")), week="2023-W35")
    assert changed(alone)["一号码头"] == {"本年累计完成": ("", "1650万元")}


def test_a_sum_that_falls_within_the_year_is_told(take, pier):
    take(month((1, "一号码头", 5000, None, 1200, None, "县文广旅体局")), week="2023-W26")
    june = take(month((1, "一号码头", 5000, None, 1100, None, "县文广旅体局")), week="2023-W30")
    assert [one.message for one in june.changes[0].problems] == [
        "本年累计1100万元比2023-W26已记的1200万元少，请核对口径，以及“进展记入”选的周次。"
    ]
    again = take(month((1, "一号码头", 5000, None, 1300, None, "县文广旅体局")), week="2023-W30")
    assert again.changes[0].problems == ()


def test_what_was_done_since_the_works_began_is_taken_apart(take, pier, lines):
    head = ("项目名称", "开工以来累计完成（亿元）", "本年累计完成（万元）", "至上年底累计完成（万元）")
    take(table([head, ("一号码头", "1.2", 2000, None)], kind=ListKind.PROJECT), week="2023-W26")
    assert lines(ListKind.PROJECT)["一号码头"]["至上年底累计完成"] == "10000万元"
    later = take(table([head, ("一号码头", "1.25", None, 10000)], kind=ListKind.PROJECT), week="2023-W27")
    assert changed(later)["一号码头"] == {"本年累计完成": ("", "2500万元")}
    wrong = take(table([head, ("一号码头", "1.5", 2600, 10000)], kind=ListKind.PROJECT), week="2023-W28")
    assert "对不上" in wrong.changes[0].problems[0].message
    assert [value for _, value, _ in pier()] == ["2000", "2500", "2600"]


def test_a_lead_that_nobody_knows_reports_nothing_and_that_is_said(store, take, item):
    rows = [("重点举措", "牵头单位", "本周完成情况"), ("渔港改造", "某某中心", "浇筑200米")]
    preview = take(table(rows, kind=ListKind.KEY_MEASURE), week="2023-W26")
    assert [one.message for one in preview.changes[0].problems] == [
        "责任单位不在名录里，进展和完成情况没有记入。"
    ]
    with store.reading() as session:
        assert session.exec(alive(Report)).all() == []
    near = take(
        table([rows[0], ("渔港改造", "嵊泗县农业农村局", "浇筑200米")], kind=ListKind.KEY_MEASURE),
        week="2023-W26",
    )
    assert changed(near)["渔港改造"]["本期完成情况"] == ("", "浇筑200米")


def test_words_that_are_being_typed_are_set_against_the_table_and_are_a_step_of_their_own(
    store, take, item, unit_id, week
):
    head = ("重点举措", "牵头单位", "备注", "本周完成情况")
    take(table([head, ("渔港改造", "县文广旅体局", "旧备注", None)], kind=ListKind.KEY_MEASURE))
    item_id = item("举措1")
    reporting.keep_draft(store, editable_line(store, item_id)["remark"], "正在写的备注")
    form = reporting.report_form(store, item_id, unit_id, week("2023-W26"))
    reporting.keep_draft(store, form.fields["progress"], "正在写的进展")
    what = table([head, ("渔港改造", "县文广旅体局", "新备注", "浇筑200米")], kind=ListKind.KEY_MEASURE)
    preview = take(what, week="2023-W26")
    assert changed(preview)["渔港改造"] == {
        "备注": ("正在写的备注", "新备注"), "本期完成情况": ("正在写的进展", "浇筑200米"),
    }  # fmt: skip
    store.undo()
    again = list_import.compare(store, what, preview.choices)
    assert (states(again), again.changes[0].changes) == (["changed"], preview.changes[0].changes)
