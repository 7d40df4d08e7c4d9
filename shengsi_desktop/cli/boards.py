"""`board show / publish / list / rule / group`, `export board`: 晾晒, 考评 and 比拼榜 without a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, desk, opened, say, show_json, week_of
from shengsi_desktop.cli.exports import export_app
from shengsi_desktop.cli.islands import board_app
from shengsi_desktop.cli.usage import written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shengsi_desktop.domain.boards import Board, BoardKind, BoardRule, Published
    from shengsi_desktop.store.sessions import Store

KindArgument = Annotated[
    str, typer.Argument(metavar="KIND", help="work、projects、indicators、appraisal，或比拼榜的名称")
]
PeriodArgument = Annotated[str, typer.Argument(metavar="PERIOD", help="2023-07；考评写2023-Q3")]


@board_app.command("show")
def board_show(
    kind: KindArgument,
    period: PeriodArgument,
    *,
    now: Annotated[bool, typer.Option("--now", help="不看已公布的，按现在的数据计算")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="列出每一分的依据")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """显示一个榜：已公布的按公布内容，未公布的按现在的数据预演。"""
    from shengsi_desktop.services.boards.custom import find_board
    from shengsi_desktop.services.boards.exporting import board_view

    with opened(store) as found:
        view = board_view(found, find_board(found, kind), period, today=_today(found))
    board = view.now if now and view.now is not None else view.shown
    published = None if board is view.now else view.newest
    if as_json:
        show_json(_json(board, published))
        return
    _say_board(board, published, evidence=evidence, over=view.newest)
    if published is not None and view.now is not None:
        from shengsi_desktop.rhythm.board_differences import whole_changes
        from shengsi_desktop.rhythm.board_words import move_words
        from shengsi_desktop.services.boards.publishing import against_now

        for said in whole_changes(published.board, view.now):
            say(f"与现在相比 {said}")
        for move in against_now(published, view.now):
            say(f"与现在相比 {move_words(move)}")
            for detail in move.details:
                say(f"       {detail}")


@board_app.command("publish")
def board_publish(
    kind: KindArgument,
    period: PeriodArgument,
    person: Annotated[str, typer.Option("--person", help="公布人（默认本机填报人）")] = "",
    reason: Annotated[str, typer.Option("--reason", help="更正原因；公布过的再公布须写")] = "",
    *,
    with_unpublished: Annotated[
        bool, typer.Option("--with-unpublished", help="考评：有月份还没公布，也按预演计入并公布")
    ] = False,
    early: Annotated[
        bool, typer.Option("--early", help="这一期还没有结束也公布，公布的内容写明截至第几周")
    ] = False,
    store: StoreOption = None,
) -> None:
    """公布：按现在的数据冻结；以后数据、规则再变，公布的不变。"""
    from shengsi_desktop.rhythm.board_words import title
    from shengsi_desktop.services.boards.computing import board_now
    from shengsi_desktop.services.boards.custom import find_board
    from shengsi_desktop.services.boards.publishing import publications, publish

    with opened(store, writing=True) as found:
        today = _today(found)
        board = board_now(found, find_board(found, kind), period, today=today)
        publish(
            found,
            board,
            person=person,
            reason=reason,
            with_unpublished=with_unpublished,
            early=early,
            today=today,
        )
        newest = publications(found, board.board, board.period)[-1]
    say(f"已公布：{title(board)}第{newest.n}版")


@board_app.command("list")
def board_list(*, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出全部榜和公布过的各期。"""
    from shengsi_desktop.domain.boards import BoardKind
    from shengsi_desktop.rhythm.board_words import status, title
    from shengsi_desktop.services.boards.custom import custom_boards
    from shengsi_desktop.services.boards.publishing import publications, published_periods

    with opened(store) as found:
        boards = {one.value: one.label for one in BoardKind if one is not BoardKind.CUSTOM}
        boards |= {one.id: one.name for one in custom_boards(found)}
        published = [publications(found, *each)[-1] for each in published_periods(found)]
    if as_json:
        show_json({
            "boards": [{"board": key, "name": name} for key, name in boards.items()],
            "published": [
                {"board": one.board.board, "period": one.board.period, "id": one.id, "n": one.n, "at": one.at}
                for one in published
            ],
        })  # fmt: skip
        return
    for key, name in boards.items():
        say(f"{key}  {name}")
    for one in published:
        say(f"{title(one.board)}  {status(one)}")


@board_app.command("rule")
def board_rule(
    kind: KindArgument,
    numbers: Annotated[
        str, typer.Option("--set", help='改成的内容，JSON，如 {"red_points": "-3"}；不写的照旧')
    ] = "",
    since: Annotated[
        str, typer.Option("--since", help="从哪一期起，如 2023-08、8月、三季度（默认从头）")
    ] = "",
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """显示一个榜的规则各版；加 --set 改规则，公布过的版本不动，另成新版。"""
    import json

    from shengsi_desktop.rhythm.board_rules import read_spec, spec_content
    from shengsi_desktop.services.boards.custom import find_board
    from shengsi_desktop.services.boards.rules import kind_of, rules, save_rule

    with opened(store, writing=bool(numbers)) as found:
        board = find_board(found, kind)
        if numbers:
            newest = rules(found, board)[-1]
            now = spec_content(newest.spec)
            try:
                now |= json.loads(numbers)
            except (TypeError, ValueError):
                read_spec(numbers, kind_of(board))
            save_rule(
                found, board, read_spec(json.dumps(now), kind_of(board)), since=since, source=newest.source
            )
        known = rules(found, board)
    if as_json:
        show_json(
            [
                {"version": one.version, "name": one.name, "since": one.since, "locked": one.locked,
                 "source": one.source, "spec": spec_content(one.spec)}
                for one in known
            ]
        )  # fmt: skip
        return
    _say_rules(known, kind_of(board))


@board_app.command("group")
def board_group(
    unit: Annotated[str, typer.Argument(help="单位名称")],
    group: Annotated[str, typer.Argument(help="组名，如 经济、民生；写 - 恢复按单位性质", callback=written)],
    store: StoreOption = None,
) -> None:
    """指定一个单位在哪一组比。"""
    from shengsi_desktop.services import setting_up
    from shengsi_desktop.services.boards.groups import set_groups, unit_groups

    with opened(store, writing=True) as found:
        unit_id = setting_up.the_unit(unit).id
        set_groups(found, {unit_id: "" if group == "-" else group})
        now = next(one for one in unit_groups(found) if one.unit_id == unit_id)
    say(f"{now.name}：{now.group}")


@export_app.command("board")
def export_board(
    kind: KindArgument,
    period: PeriodArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="文件名.xlsx（或.png、.svg），或放进哪个文件夹")
    ] = None,
    *,
    now: Annotated[bool, typer.Option("--now", help="不看已公布的，按现在的数据计算")] = False,
    store: StoreOption = None,
) -> None:
    """导出一个榜：表格，或图片。"""
    from shengsi_desktop.services.boards import exporting
    from shengsi_desktop.services.boards.custom import find_board

    path = output or Path()
    with opened(store) as found:
        view = exporting.board_view(found, find_board(found, kind), period, today=_today(found))
        if path.suffix.lower() in {".png", ".svg"}:
            path = exporting.export_picture(view, path)
        else:
            path = exporting.export_board(found, view, path, as_now=now)
    say(f"已导出：{path}")


def _json(board: Board, published: Published | None) -> dict[str, Any]:
    from shengsi_desktop.rhythm.board_content import board_content

    return {
        **board_content(board),
        "published": None
        if published is None
        else {
            "id": published.id,
            "n": published.n,
            "at": published.at,
            "person": published.person,
            "reason": published.reason,
        },
    }


def _say_rules(known: Sequence[BoardRule], kind: BoardKind) -> None:
    from shengsi_desktop.domain.periods import period_words
    from shengsi_desktop.rhythm.board_rules import replaced_by, rule_words, source_words

    for one in known:
        since = f"{period_words(one.since)}起" if one.since else "从头起"
        locked = "，已按此版公布" if one.locked else ""
        if any(one in replaced_by(known, later.version, later.since) for later in known):
            locked = f"{locked}，已被后面的版本取代"
        say(f"第{one.version}版（{since}{locked}） {rule_words(one, kind)}")
        if source_words(one):
            say(f"     {source_words(one)}")


def _today(store: Store) -> date:
    """The day that boards are worked out by."""
    from shengsi_desktop.rhythm.board_periods import board_day

    return board_day(store.today(), desk(store).plan_year, week_of(store, None))


def _say_board(board: Board, published: Published | None, *, evidence: bool, over: Published | None) -> None:
    from shengsi_desktop.rhythm import board_words as words

    say(f"{words.title(board)}  {words.status(published, over=over)}")
    if words.correction(published):
        say(words.correction(published))
    for told in (words.until_words(board), words.rehearsed_words(board)):
        if told:
            say(told)
    for name, group in board.groups:
        say(" ".join(part for part in (f"[{name}]", words.group_note(board, group)) if part))
        for one in group:
            if one.place is None:
                continue
            lights = words.counts(one) if words.has_lights(board) else ""
            say(
                f"{one.place:>3}  {words.points(one.points):>7}  {one.entrant.name}"
                f"  {words.measure(board, one) if one.measure is not None else ''}"
                f"  {lights}  {words.given(one)}".rstrip()
            )
            for line in words.evidence_lines(one) if evidence else ():
                given = words.signed_points(line.points)
                told = words.line_words(board, line)
                say(f"       {words.line_kind(line)} {line.number} {line.title}：{told} {given}".rstrip())
        out = [one for one in group if one.place is None]
        for why in dict.fromkeys(one.why for one in out):
            say(f"  –  {why}：{'、'.join(one.entrant.name for one in out if one.why == why)}")
    for note in board.notes:
        say(note)
    say(board.rule_words)
