"""`indicator list`, `show`, `set`, `import`, `history`: values of indicators without a window.

Targets and plan curves are `indicator_targets`.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    number_of,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.json_forms import import_json, indicator_json, whole_indicator_json
from shengsi_desktop.cli.usage import ExplainedTyper
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import Word

if TYPE_CHECKING:
    from shengsi_desktop.domain.indicators import IndicatorStanding
    from shengsi_desktop.domain.point_import import PointPreview
    from shengsi_desktop.store.sessions import Store

indicator_app = ExplainedTyper(help="指标")
app.add_typer(indicator_app, name="indicator")

NameArgument = Annotated[str, typer.Argument(help="指标名称或序号")]
_NOTHING = frozenset({"—", "-", "空", "未发布"})
_MOST_LINES = 40
_WordT = TypeVar("_WordT", bound=Word)


def indicator_id_of(store: Store, name: str) -> str:
    """The id of the indicator that is meant. Refused in words for none or several."""
    from shengsi_desktop.services import indicators as service

    with store.reading() as session:
        return service.find(session, name).id


def word_of(words: type[_WordT], text: str) -> _WordT:
    """The word with that label or stored value. Refused with the choices."""
    for one in words:
        if text in {one.value, one.label} and text:
            return one
    labels = "、".join(one.label for one in words if one.label)
    raise Refusal(f"“{text}”不在可选的说法里，没有存入。请写{labels}之一。")


def standing_of(store: Store, indicator_id: str, period: str | None = None) -> IndicatorStanding:
    """One indicator as of a period."""
    from shengsi_desktop.services import indicators as service

    return next(one for one in service.standings(store, period) if one.indicator.id == indicator_id)


@indicator_app.command("list")
def indicator_list(
    period: Annotated[str | None, typer.Option("--period", help="截至哪一期，如 2023-06")] = None,
    unit: UnitOption = None,
    week: WeekOption = None,
    *,
    deliverables: Annotated[
        bool, typer.Option("--deliverables", help="改列本单位牵头的数量型、比率型细项")
    ] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """列出全部指标的目标、数值和亮灯。"""
    from shengsi_desktop.services import indicators as service
    from shengsi_desktop.services import series

    with opened(store) as found:
        if deliverables:
            rows = series.deliverable_series(found, unit_id_of(found, unit), week_of(found, week))
        else:
            rows = service.standings(found, period)
    if as_json:
        show_json([indicator_json(row) for row in rows])
        return
    for row in rows:
        say(_line(row))


def _line(row: IndicatorStanding) -> str:
    from shengsi_desktop.rhythm.targets import goal_words

    one = row.indicator
    value = row.latest.value if row.latest else None
    return (
        f"{one.ordinal:>2} {one.name}  {goal_words(one)}"
        f"  {'—' if value is None else format(value, 'f')}  {row.reading.light.shape} {row.reading.reason}"
    )


@indicator_app.command("show")
def indicator_show(
    name: NameArgument,
    period: Annotated[str | None, typer.Option("--period", help="截至哪一期，如 2023-06")] = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """一个指标的目标、各期数值、同比、亮灯依据和年底预测。"""
    from shengsi_desktop.rhythm.derived import change_of, change_words
    from shengsi_desktop.rhythm.figures import plain
    from shengsi_desktop.rhythm.forecast import forecast

    with opened(store) as found:
        row = standing_of(found, indicator_id_of(found, name), period)
    year = int(row.latest.period[:4]) if row.latest else 0
    ahead = forecast(row, year) if year else None
    if as_json:
        show_json(whole_indicator_json(row, ahead))
        return
    say(_line(row))
    for point in row.points:
        figures = {
            "计划": point.planned,
            "实际": point.value,
            "全省": point.province,
            "位次": None if point.rank is None else Decimal(point.rank),
        }
        words = [f"{label}{plain(figure)}" for label, figure in figures.items() if figure is not None]
        change = change_words(
            change_of(row.indicator, row.points, point.period), in_points=row.change_in_points
        )
        words += [f"同比{change}"] if change else []
        words += [one.label for one in (point.status, point.state) if one.label]
        say(f"  {point.period}  {'  '.join(words)}")
    if ahead is not None:
        say(f"预测：{ahead.words}")


@indicator_app.command("set")
def indicator_set(
    name: NameArgument,
    period: Annotated[str, typer.Argument(help="月份，如 2023-03；也可写 2023-Q1、2023")],
    value: Annotated[str | None, typer.Argument(help="数值；写“未发布”清空")] = None,
    province: Annotated[str | None, typer.Option("--province", help="全省平均")] = None,
    rank: Annotated[str | None, typer.Option("--rank", help="全省位次")] = None,
    planned: Annotated[str | None, typer.Option("--planned", help="计划")] = None,
    status: Annotated[str | None, typer.Option("--status", help="快报数或核定数")] = None,
    state: Annotated[str | None, typer.Option("--state", help="未启动、推进中或已达到")] = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """录入一个指标的一期数值。"""
    from shengsi_desktop.domain.indicators import GoalState, PointCell, PointStatus
    from shengsi_desktop.services import indicators as service

    numbers = {"value": value, "province": province, "rank": rank, "planned": planned}
    cells = {field: _number(text) for field, text in numbers.items() if text is not None}
    words = {
        "status": None if status is None else word_of(PointStatus, status),
        "state": None if state is None else word_of(GoalState, state),
    }
    given = {**cells, **{field: word for field, word in words.items() if word is not None}}
    if not given:
        raise Refusal("没有要录入的内容，没有改动。请写数值，或 --province、--state 等。")
    with opened(store, writing=True) as found:
        indicator_id = indicator_id_of(found, name)
        service.set_cells(
            found,
            [PointCell(indicator_id, period, field, cell) for field, cell in given.items()],
            "录入指标数据",
        )
        row = standing_of(found, indicator_id)
    if as_json:
        show_json(indicator_json(row))
        return
    said = f"：{value}{row.indicator.unit}" if value is not None else ""
    say(f"{row.indicator.name} {period}{said}  {row.reading.light.shape} {row.reading.reason}")


def _number(text: str) -> Decimal | None:
    return None if text.strip() in _NOTHING else number_of(text)


@indicator_app.command("history")
def indicator_history(
    name: NameArgument,
    period: Annotated[str, typer.Argument(help="月份，如 2023-03")],
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """一期数值改过几次：何时、何人、从哪里、改成多少，新的在前。"""
    from shengsi_desktop.services import indicators as service

    with opened(store) as found:
        lines = service.point_history(found, indicator_id_of(found, name), period)
    if as_json:
        show_json(
            [
                {
                    "at": one.at,
                    "person": one.person,
                    "command": one.command,
                    "field": one.field,
                    "value": one.value,
                }
                for one in lines
            ]
        )
        return
    for one in lines:
        say(f"{one.at}  {one.person or '—'}  {one.command}  {one.field}：{one.value or '（清空）'}")


@indicator_app.command("import")
def indicator_import(
    file: Annotated[Path, typer.Argument(help="表格文件（.xlsx、.csv）")],
    year: Annotated[int | None, typer.Option("--year", help="表中月份的年份（默认方案年份）")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="“本期值”是哪一期，如 2023-06（默认从表中读出）")
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出会改哪些，不存入")] = False,
    doubtful: Annotated[bool, typer.Option("--all", help="待核对的也存入（覆盖核定数、名称相近）")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """从表格导入各期数值：逐格列出原值和新值；有疑问的不存入，除非加 --all。"""
    from shengsi_desktop.cli.plans import file_bytes
    from shengsi_desktop.services import indicator_import as service

    content = file_bytes(file)
    with opened(store, writing=not dry_run) as found:
        preview = service.preview(found, content, file.name, year, period=period)
        if doubtful:
            preview = preview.choosing(range(len(preview.changes)))
        if preview.taken and not dry_run:
            service.take_in(found, preview)
    stored = 0 if dry_run else len(preview.taken)
    if as_json:
        show_json(import_json(preview, stored))
    else:
        _tell_import(preview, stored, dry_run=dry_run)


def _tell_import(preview: PointPreview, stored: int, *, dry_run: bool) -> None:
    for change in preview.changes[:_MOST_LINES]:
        warning = f"  {change.warning}" if change.warning else ""
        mark = "" if change.taken else "  不存入"
        before = change.before or "—"
        say(f"第{change.line}行 {change.indicator} {change.what}：{before} → {change.after}{warning}{mark}")
    if len(preview.changes) > _MOST_LINES:
        say(f"……另有{len(preview.changes) - _MOST_LINES}格，可加 --json 看全部。")
    for sentence in (*preview.problems, *preview.notes):
        say(sentence)
    left = len(preview.changes) - len(preview.taken)
    said = f"会存入{len(preview.taken)}格" if dry_run else f"已存入{stored}格"
    say(f"{said}，相同{preview.same}格{f'，待核对{left}格没有存入' if left else ''}。")
