"""`report`: one item's week filled in without a window."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from shengsi_desktop.cli.app import (
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    number_of,
    opened,
    say,
    taken_down,
    unit_id_of,
    unit_name,
    week_of,
)
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import RequestLevel

_LEVELS = "、".join(level.label for level in RequestLevel.to_choose())

ItemArgument = Annotated[str, typer.Argument(help="事项编号（如 4-2）或 id")]
DoneOption = Annotated[str | None, typer.Option("--done", help="本周进展（配合单位为本单位配合情况）")]
NextOption = Annotated[str | None, typer.Option("--next", help="下周计划，一行一条")]
ProblemsOption = Annotated[str | None, typer.Option("--problems", help="存在问题")]
CatchUpOption = Annotated[str | None, typer.Option("--catch-up", help="赶进度措施")]
ExpectedOption = Annotated[str | None, typer.Option("--expected", help="预计达标时间")]
RemarkOption = Annotated[str | None, typer.Option("--remark", help="备注")]
SetOption = Annotated[list[str] | None, typer.Option("--set", help="细项，如 4-2.1=14 或 4-2.2=征求意见")]
PercentOption = Annotated[str | None, typer.Option("--percent", help="改写完成情况（0到100），须写理由")]
ReasonOption = Annotated[str, typer.Option("--reason", help="改写的理由")]
RequestOption = Annotated[str | None, typer.Option("--request", help="需协调事项")]
LevelOption = Annotated[str | None, typer.Option("--level", help=f"提请层级：{_LEVELS}")]
NoNewsOption = Annotated[bool, typer.Option("--no-news", help="本周无新进展")]


@app.command()
def report(
    item: ItemArgument,
    week: WeekOption = None,
    done: DoneOption = None,
    next_plan: NextOption = None,
    problems: ProblemsOption = None,
    values: SetOption = None,
    percent: PercentOption = None,
    reason: ReasonOption = "",
    catch_up: CatchUpOption = None,
    expected: ExpectedOption = None,
    remark: RemarkOption = None,
    request: RequestOption = None,
    level: LevelOption = None,
    unit: UnitOption = None,
    *,
    no_news: NoNewsOption = False,
    store: StoreOption = None,
) -> None:
    """填报一个事项的一周。"""
    given = {
        "progress": done,
        "next_plan": next_plan,
        "problems": problems,
        "catch_up": catch_up,
        "expected": expected,
        "remark": remark,
    }
    words = {name: text for name, text in given.items() if text is not None}
    if reason and percent is None:
        raise typer.BadParameter("要与 --percent 一起写。", param_hint="选项--reason")
    more: dict[str, Any] = {
        "values": _pairs(values or []),
        "override": None if percent is None else (number_of(percent), reason),
        "no_news": no_news or None,
        "request": request,
        "level": _level(level),
    }
    if not words and not any(more.values()) and request is None:
        raise Refusal("没有给出要填报的内容。例：--done “……” --next “……” --set 4-2.1=14")
    _store_report(item, week, unit, store, {"words": words, **more})


def _store_report(
    item: str, week: str | None, unit: str | None, store: StoreOption, content: dict[str, Any]
) -> None:
    from shengsi_desktop.services import facts, reporting

    with opened(store, writing=True) as found:
        with found.reading() as session:
            row = facts.find_item(session, item)
            item_id, number = row.id, row.number
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        changed = reporting.report_once(found, item_id, unit_id, chosen, **content)
        say(
            f"{number} {chosen.label}已存入（{len(changed)}处）。"
            if changed
            else "内容与原来相同，没有改动。"
        )
        if taken_down(found, unit_id):
            name = unit_name(found, unit_id)
            say(f"记为{name}的代录待确认。向对方核对后：confirm --unit {name} --by 对方确认人")


def _pairs(values: list[str]) -> dict[str, str]:
    pairs = {}
    for text in values:
        number, sign, value = text.partition("=")
        if not sign:
            raise typer.BadParameter(f"“{text}”应写成 细项编号=数值，如 4-2.1=14。", param_hint="选项--set")
        pairs[number.strip()] = value.strip()
    return pairs


def _level(text: str | None) -> RequestLevel | None:
    if text is None:
        return None
    for level in RequestLevel.to_choose():
        if text in {level.value, level.label}:
            return level
    raise typer.BadParameter(f"应是{_LEVELS}之一。", param_hint="选项--level")
