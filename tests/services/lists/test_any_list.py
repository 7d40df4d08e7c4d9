"""Whatever a table says: taken in once it is there, taken in twice nothing changes, and nothing stored is lost."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shengsi_desktop.domain.list_changes import ListChoices, RowState
from shengsi_desktop.domain.lists import DUTY_FIELDS, ListField, ListKind
from shengsi_desktop.plan.identity import normalised
from shengsi_desktop.services import list_import
from shengsi_desktop.services.lists.deliverables import PROMISES
from shengsi_desktop.services.lists.item_edits import PROGRESS_FIELDS
from shengsi_desktop.services.opening import opened
from shengsi_desktop.sheets.lists.cells import raw_text
from shengsi_desktop.sheets.lists.files import Area, ListSheet
from shengsi_desktop.sheets.lists.tables import table_of
from shengsi_desktop.sheets.lists.template_columns import COLUMNS
from shengsi_desktop.sheets.lists.values import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shengsi_desktop.store.sessions import Store

F = ListField
DUTIES = {one.label for one in DUTY_FIELDS}
DAYS = {F.START.label, F.FINISH.label, F.SPAN.label}
HEADS = {
    ListKind.INDICATOR: "责任单位 3月 1-6月 3月计划 完成值 数据时点 全省平均 全省位次 得分 自定义 自定义",
    ListKind.KEY_MEASURE: "责任单位 节点安排 数据来源 本周完成情况 累计进展 存在问题 自定义 自定义",
    ListKind.REFORM: "地区 地区 节点安排 进展情况",
    ListKind.PROJECT: "开工以来累计完成（万元） 起止时间 3月计划（万元） 12月计划（万元） 完成率 年度目标 完成时限",
}
_PIECES = """
67 亿元 12 % 突破 左右 以内 高于全省平均 ， 、 ； — / 2023年 12月底 6月底前 完成桩基 新增网箱100口 改造渔船20艘 印发办法
一季度 长期坚持 尽快 1.5 县发改局 县文广旅体局 （牵头） 各乡镇 某某中心 县住建部门 无 是 花鸟岛 枸杞 地区生产总值
（亿元） 累计 时点 海上风电7号 海上风电8号 季度 越低越好 合计 示例 一、 全省前3位 万吨
愿托尽托 １０ （一） 3 5000 5000万元 0
"""
_NAMES = """
地区生产总值 地区生产总值（亿元） 全县新增就业岗位 海上风电7号 海上风电8号 大陆引水工程 海岛医共体改革
建设未来乡村2个 建设未来乡村3个 甲 甲 城乡居民收入倍差
"""
PIECES = st.sampled_from([*_PIECES.split(), "\n"])
WORDS = st.lists(PIECES, max_size=4).map("".join) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8
)
NAMES = st.sampled_from([*_NAMES.split(), "", "建设未来乡村2个，" * 12])
NAMING = {
    ListKind.INDICATOR: "指标", ListKind.KEY_MEASURE: "重点举措", ListKind.REFORM: "改革事项",
    ListKind.PROJECT: "项目名称",
}  # fmt: skip


@st.composite
def tables(draw, kind=None):
    kind = kind or draw(st.sampled_from(ListKind))
    template = [column.head for column in COLUMNS[kind]]
    others = [head for head in (*template, *HEADS[kind].split()) if head != NAMING[kind]]
    heads = [NAMING[kind], *draw(st.lists(st.sampled_from(others), min_size=1, max_size=9, unique=False))]
    rows = draw(
        st.lists(
            st.tuples(NAMES, *[WORDS for _ in heads[1:]]).map(lambda cells: tuple(map(raw_text, cells))),
            min_size=1,
            max_size=5,
        )
    )
    merged = draw(
        st.lists(
            st.tuples(st.integers(1, len(rows)), st.integers(0, len(heads) - 1), st.integers(1, 2)),
            max_size=2,
        )
    )
    areas = tuple(Area(top, left, min(top + more, len(rows)), left) for top, left, more in merged)
    sheet = ListSheet("清单", (tuple(map(raw_text, heads)), *rows), areas)
    return table_of(sheet, kind, year=2023)


@pytest.fixture(scope="module")
def lasting(initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples; each of them is undone."""
    room = tmp_path_factory.mktemp("lasting")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHENGSI_CONFIG", str(room / "config"))
        with opened(shutil.copytree(initialised, room / "store"), writing=True) as store:
            yield store


def take(store, table, week=""):
    preview = list_import.compare(store, table, ListChoices(week=week))
    taken = [one for one in preview.changes if one.state in (RowState.NEW, RowState.CHANGED, RowState.SAME)]
    return preview, list_import.take_in(store, preview) if taken else frozenset()


def stored(store, kind):
    return {one.id: (one.name, dict(one.columns)) for one in list_import.listed(store, kind)}


def words_of(row):
    """What a row says that is neither a week's progress nor a figure."""
    figures = {
        F.NUMBER,
        F.GOAL,
        F.VALUE,
        F.AS_OF,
        F.MEASURE,
        F.DIRECTION,
        F.CUMULATIVE,
        F.CADENCE,
        F.SPAN,
        F.NAME,
    }
    for cell in row.cells:
        plain = cell.value is None and not cell.names and not cell.period and cell.column >= 0
        if (
            plain
            and not (cell.field and says_nothing(cell.text))
            and cell.field not in figures | PROGRESS_FIELDS
        ):
            yield cell.text


def check(store, table, kind, week):
    """Take the table in twice; see that the second time changes nothing and that nothing stored went untold."""
    before = stored(store, kind)
    preview, _ = take(store, table, week)
    again, nothing = take(store, table, week)
    assert not nothing
    assert {one.state for one in again.changes} <= {RowState.SAME, RowState.BLOCKED, RowState.MISSING}
    after = stored(store, kind)
    told = {(one.target_id, change.label, change.before) for one in preview.changes for change in one.changes}
    for thing, (name, columns) in before.items():
        assert after[thing][0] == name or (thing, F.NAME.label, name) in told
        for label, words in columns.items():
            if after[thing][1].get(label) == words or (thing, label, words) in told:
                continue
            # one column speaks for all owners, one for both days of a project, another for the unit of all figures
            labels = {F.MEASURE.label, label}
            labels |= next((together for together in (DUTIES, DAYS) if label in together), set())
            follows = label in (PROMISES, F.DUE.label, F.GOAL.label)
            assert any(of == thing and (follows or named in labels) for of, named, _ in told), label
    whole = {
        one.line: normalised("".join((after[one.target_id][0], *after[one.target_id][1].values())))
        for one in again.changes
        if one.state is RowState.SAME
    }
    for one in again.changes:
        said = list(words_of(one.row)) if one.line in whole else []
        lost = [words for words in said if normalised(words.strip("。；;， ")) not in whole[one.line]]
        assert not lost


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_table_is_taken_in_once_and_the_next_one_loses_nothing(lasting, data):
    kind = data.draw(st.sampled_from(ListKind))
    week = data.draw(st.sampled_from(["", "2023-W26"]))
    try:
        for table in data.draw(st.lists(tables(kind), min_size=1, max_size=3)):
            check(lasting, table, kind, week)
    finally:
        while lasting.undo_name():
            lasting.undo()
