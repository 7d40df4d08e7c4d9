"""`indicator target`, `add`, `drop`, `curve`: what is to be reached, and by when how much of it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, number_of, opened, say, show_json
from shengsi_desktop.cli.indicators import NameArgument, indicator_app, indicator_id_of, standing_of, word_of
from shengsi_desktop.cli.json_forms import condition_json, whole_indicator_json
from shengsi_desktop.cli.usage import written
from shengsi_desktop.domain.measures import power_between
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.json_form import json_number

if TYPE_CHECKING:
    from decimal import Decimal

    from shengsi_desktop.domain.indicators import IndicatorStanding

_CADENCES = {"月度": "month", "季度": "quarter", "半年": "half", "年度": "year"}
_COUNTING = {"累计": True, "时点": False}
_POINT = re.compile(r"(?:(?P<year>\d{4})[-年])?(?P<month>\d{1,2})月?=(?P<value>.*)")
_CLOSED = re.compile(r"(\d{1,2})月(\d{1,2})日?[-—–~～至](\d{1,2})月(\d{1,2})日?")

UnitOfMeasure = Annotated[str | None, typer.Option("--measure", help="计量单位")]
CategoryOption = Annotated[str | None, typer.Option("--category", help="类别")]
OwnerOption = Annotated[str | None, typer.Option("--owner", help="责任单位")]
SupportOption = Annotated[str | None, typer.Option("--support", help="配合单位")]
BaselineOption = Annotated[str | None, typer.Option("--baseline", help="上年实绩")]
TrendOption = Annotated[str | None, typer.Option("--trend", help="越高越好或越低越好")]
CadenceOption = Annotated[str | None, typer.Option("--cadence", help="月度、季度、半年或年度")]
CountingOption = Annotated[str | None, typer.Option("--counting", help="累计或时点")]
SourceOption = Annotated[str | None, typer.Option("--source", help="数据来源")]
ReleaseOption = Annotated[str | None, typer.Option("--release", help="发布时间，如 次月20日")]
RemarkOption = Annotated[str | None, typer.Option("--remark", help="备注")]


@indicator_app.command("target")
def indicator_target(
    name: NameArgument,
    words: Annotated[
        str | None, typer.Argument(help="目标，如 突破143；不给时显示", callback=written)
    ] = None,
    rename: Annotated[str | None, typer.Option("--name", help="改名")] = None,
    measure: UnitOfMeasure = None,
    category: CategoryOption = None,
    owner: OwnerOption = None,
    support: SupportOption = None,
    baseline: BaselineOption = None,
    trend: TrendOption = None,
    cadence: CadenceOption = None,
    counting: CountingOption = None,
    source: SourceOption = None,
    release: ReleaseOption = None,
    remark: RemarkOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """看一个指标的目标，或改目标、责任单位、口径等。"""
    from shengsi_desktop.services import indicators as service

    texts = {
        "target": words,
        "name": rename,
        "unit": measure,
        "category": category,
        "owner": owner,
        "support": support,
        "source": source,
        "release": release,
        "remark": remark,
    }
    given: dict[str, Any] = {field: text for field, text in texts.items() if text is not None}
    given |= _counted(baseline, trend, cadence, counting)
    with opened(store, writing=bool(given)) as found:
        indicator_id = indicator_id_of(found, name)
        held = standing_of(found, indicator_id).indicator.unit
        if given:
            service.edit_indicator(found, indicator_id, **given)
        row = standing_of(found, indicator_id)
    if as_json:
        show_json(whole_indicator_json(row, None))
        return
    _tell_target(row, held)


def _tell_target(row: IndicatorStanding, held: str) -> None:
    """The target and its light; `held` is the unit before."""
    from shengsi_desktop.rhythm.targets import goal_words

    one = row.indicator
    if power_between(held, one.unit) not in {None, 0}:
        say(f"计量单位由{held}改为{one.unit}，已有的数值、计划、上年实绩和目标都已换算。")
    say(f"{one.ordinal} {one.name}：{goal_words(one)}")
    for condition in one.conditions:
        shown = condition_json(condition)
        say("  条件 " + " ".join(str(part) for part in shown.values() if part not in (None, "")))
    say(f"  {row.reading.light.shape} {row.reading.reason}")


def _counted(
    baseline: str | None, trend: str | None, cadence: str | None, counting: str | None
) -> dict[str, Any]:
    """What is no plain text, as the service takes it."""
    from shengsi_desktop.domain.indicators import Trend

    given: dict[str, Any] = {}
    if baseline is not None:
        given["baseline"] = number_of(baseline) if baseline.strip() else None
    if trend is not None:
        given["trend"] = word_of(Trend, trend)
    if cadence is not None:
        given["cadence"] = _chosen(_CADENCES, cadence)
    if counting is not None:
        given["cumulative"] = _chosen(_COUNTING, counting)
    return given


def _chosen(words: dict[str, Any], text: str) -> Any:
    if text not in words:
        raise Refusal(f"“{text}”不在可选的说法里，没有改动。请写{'、'.join(words)}之一。")
    return words[text]


@indicator_app.command("add")
def indicator_add(
    name: Annotated[str, typer.Argument(help="指标名称", callback=written)],
    words: Annotated[str, typer.Argument(help="目标，如 突破143", callback=written)] = "",
    measure: UnitOfMeasure = None,
    category: CategoryOption = None,
    owner: OwnerOption = None,
    baseline: BaselineOption = None,
    trend: TrendOption = None,
    cadence: CadenceOption = None,
    counting: CountingOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """新增一个指标。"""
    from shengsi_desktop.services import indicators as service

    more = _counted(baseline, trend, cadence, counting)
    if owner is not None:
        more["owner"] = owner
    with opened(store, writing=True) as found:
        made = service.add_indicator(
            found, name, target=words, unit=measure or "", category=category or "", **more
        )
        row = standing_of(found, made)
    if as_json:
        show_json(whole_indicator_json(row, None))
        return
    say(f"已新增：{row.indicator.ordinal} {row.indicator.name}")


@indicator_app.command("drop")
def indicator_drop(name: NameArgument, store: StoreOption = None) -> None:
    """删除一个指标和它的各期数值；可在窗口里撤销。"""
    from shengsi_desktop.services import indicators as service

    with opened(store, writing=True) as found:
        with found.reading() as session:
            row = service.find(session, name)
            indicator_id, full_name = row.id, row.name
        service.drop_indicator(found, indicator_id)
    say(f"已删除：{full_name}")


@indicator_app.command("curve")
def indicator_curve(
    name: Annotated[str, typer.Argument(help="指标名称或序号，或细项编号，如 4-2.5")],
    preset: Annotated[str | None, typer.Option("--preset", help="直线、季度台阶、旅游季或休渔期")] = None,
    points: Annotated[
        str | None, typer.Option("--points", help="逐期填写，如 1月=0.1,2月=0.2；“3月=”去掉一期")
    ] = None,
    closed: Annotated[
        str | None, typer.Option("--closed", help="休渔期起止，如 5月1日-9月16日（默认）")
    ] = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """看一个指标或细项的计划曲线，或按预设、逐期填写。"""
    from shengsi_desktop.rhythm.curves import MORATORIUM, falls
    from shengsi_desktop.rhythm.figures import plain
    from shengsi_desktop.services import curves

    kind = _kind(preset) if preset is not None else None
    days = _days(closed) if closed is not None else MORATORIUM
    with opened(store, writing=kind is not None or points is not None) as found:
        target = curves.find_target(found, name)
        typed = _typed(points, target.year) if points is not None else {}
        if kind is not None:
            curves.apply_preset(found, target.id, kind, closed=days, points=typed)
        elif points is not None:
            curves.set_curve(found, target.id, typed)
        curve = curves.curve_of(found, target.id)
    if as_json:
        show_json(
            {
                "id": target.id,
                "name": target.name,
                "unit": target.unit,
                "points": [{"period": period, "planned": json_number(value)} for period, value in curve],
            }
        )
        return
    say(f"{target.name}（{target.unit}）计划曲线" if target.unit else f"{target.name}计划曲线")
    for period, value in curve:
        say(f"  {period}  {plain(value)}")
    if not curve:
        say("  没有计划曲线。")
    for before, after in falls(curve) if target.adds_up else ():
        say(
            f"请核对：{before}的{plain(dict(curve)[before])}之后，{after}只有{plain(dict(curve)[after])}；累计的计划应逐期不减。"
        )


def _kind(text: str) -> Any:
    """The preset that is meant; 季度 is short for 季度台阶."""
    from shengsi_desktop.rhythm.curves import CurveKind

    return CurveKind.QUARTERS if text == "季度" else word_of(CurveKind, text)


def _days(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    hit = _CLOSED.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if hit is None:
        raise Refusal(f"“{text}”不是起止日期，没有改动。请写成5月1日-9月16日。")
    first, last = (int(hit[1]), int(hit[2])), (int(hit[3]), int(hit[4]))
    return first, last


def _typed(text: str, year: int) -> dict[str, Decimal | None]:
    """«1月=0.1,2月=0.2» by period; an empty value takes the period away."""
    from shengsi_desktop.domain.periods import read_period

    found: dict[str, Decimal | None] = {}
    for part in re.split(r"[,，;；、\s]+", unicodedata.normalize("NFKC", text).strip(",，;；、 ")):
        hit = _POINT.fullmatch(part)
        if hit is None:
            raise Refusal(f"“{part}”不是“月份=数值”，没有改动。例：--points 1月=0.1,2月=0.2")
        value = hit["value"].strip()
        found[read_period(f"{hit['year'] or year}-{hit['month']}")] = number_of(value) if value else None
    return found
