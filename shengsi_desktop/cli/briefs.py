"""`brief show`, `export half-month`, `export month`: what leaders are given to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, desk, opened, say, show_json
from shengsi_desktop.cli.exports import export_app
from shengsi_desktop.cli.usage import ExplainedTyper

if TYPE_CHECKING:
    from typing import Any

    from shengsi_desktop.domain.briefs import Brief
    from shengsi_desktop.store.sessions import Store

brief_app = ExplainedTyper(help="半月听取材料和月度例会材料")
app.add_typer(brief_app, name="brief")

LeaderOption = Annotated[str, typer.Option("--leader", help="分管领导姓名；不写就是未定分管领导的事项")]
OutputOption = Annotated[Path, typer.Option("-o", "--output", help="文件名.docx或.xlsx，或放进哪个文件夹")]


def _brief(store: Store, period: str, leader: str) -> Brief:
    """«2023-07» is a month pack, «2023-07-2» a half-month brief."""
    from shengsi_desktop.domain.briefs import BriefKind
    from shengsi_desktop.domain.problems import Refusal
    from shengsi_desktop.rhythm.brief_periods import read_brief_period
    from shengsi_desktop.services import briefs, people

    try:
        kind, key = BriefKind.MONTH, read_brief_period(BriefKind.MONTH, period)
    except Refusal:
        kind, key = BriefKind.HALF_MONTH, read_brief_period(BriefKind.HALF_MONTH, period)
    leader_id = ""
    if leader and kind is BriefKind.HALF_MONTH:
        with store.reading() as session:
            leader_id = people.find_leader(session, leader).id
    return briefs.draft(store, desk(store).unit.id, kind, key, leader_id)


@brief_app.command("show")
def brief_show(
    period: Annotated[str, typer.Argument(help="时段，如 2023-07-2（下半月）或 2023-07（全月）")],
    leader: LeaderOption = "",
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """看一份汇报材料。"""
    from shengsi_desktop.services import briefs

    with opened(store) as found:
        brief = _brief(found, period, leader)
        if as_json:
            show_json(_json(brief))
        else:
            say(briefs.plain_text(brief))


def _json(brief: Brief) -> dict[str, Any]:
    facts = brief.facts
    return {
        "kind": facts.kind.value,
        "period": facts.period,
        "leader": facts.leader.name if facts.leader else None,
        "unit": facts.unit,
        "weeks": [str(week) for week in facts.weeks],
        "as_of": facts.as_of.isoformat(),
        "items": len(facts.items),
        "parts": [
            {
                "part": part.section.value,
                "title": part.section.label,
                "words": part.words,
                "drafted": part.drafted,
                "edited": part.edited,
                "outdated": part.outdated,
                "left_out": part.left_out,
                "items": [number for _, number, _ in part.sources],
            }
            for part in brief.parts
        ],
    }


@export_app.command("half-month")
def export_half_month(
    period: Annotated[str, typer.Argument(help="半月，如 2023-07-1（上半月）、2023-07-2（下半月）")],
    output: OutputOption = Path(),
    leader: LeaderOption = "",
    store: StoreOption = None,
) -> None:
    """导出一位分管领导的半月听取材料。"""
    from shengsi_desktop.domain.briefs import BriefKind
    from shengsi_desktop.rhythm.brief_periods import read_brief_period

    _export(read_brief_period(BriefKind.HALF_MONTH, period), leader, output, store)


@export_app.command("month")
def export_month(
    period: Annotated[str, typer.Argument(help="月份，如 2023-07")],
    output: OutputOption = Path(),
    store: StoreOption = None,
) -> None:
    """导出主要领导的月度例会材料。"""
    from shengsi_desktop.domain.briefs import BriefKind
    from shengsi_desktop.rhythm.brief_periods import read_brief_period

    _export(read_brief_period(BriefKind.MONTH, period), "", output, store)


def _export(period: str, leader: str, output: Path, store: Path | None) -> None:
    from shengsi_desktop.services import briefs
    from shengsi_desktop.store.files import is_folder

    with opened(store) as found:
        brief = _brief(found, period, leader)
        path = output / briefs.suggested_name(brief) if is_folder(output) else output
        briefs.export(found, brief, path)
        said = briefs.outdated_words(brief)
    say(f"已导出：{path}")
    if said:
        say(said)
