"""`list import`, `list show`, `list template`: the four lists in and out without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, opened, say, show_json
from shengsi_desktop.cli.json_forms import list_preview_json
from shengsi_desktop.cli.plans import file_bytes
from shengsi_desktop.cli.usage import ExplainedTyper
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengsi_desktop.domain.list_changes import ListChoices, ListPreview, RowChange
    from shengsi_desktop.domain.lists import ListKind, ListTable
    from shengsi_desktop.services.list_import import ListSource
    from shengsi_desktop.store.sessions import Store

list_app = ExplainedTyper(help="指标目标、重点举措、重点改革、重大项目四张清单")
app.add_typer(list_app, name="list")

_MONEY = ("万元", "亿元")
_MOST_SKIPPED = 20

KindArgument = Annotated[str, typer.Argument(help="哪张清单：指标、举措、改革、项目")]


def kind_named(text: str) -> ListKind:
    """The list of that name, part of a name, or code. Refused where none or several are meant."""
    from shengsi_desktop.domain.lists import ListKind

    wanted = text.strip()
    exact = [kind for kind in ListKind if wanted in (kind.value, kind.label)]
    meant = exact or [kind for kind in ListKind if wanted and wanted in kind.label.removesuffix("清单")]
    if len(meant) != 1:
        raise Refusal(f"没有“{text}”这张清单。请写指标、举措、改革或项目。")
    return meant[0]


@list_app.command("import")
def list_import(
    file: Annotated[Path, typer.Argument(help="清单文件（.xlsx、.csv）")],
    kind: Annotated[str | None, typer.Option("--kind", help="哪张清单（默认按表头推测）")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="只读这张工作表：名称或第几张")] = None,
    year: Annotated[int | None, typer.Option("--year", help="清单的年份（默认读表上的，再按方案）")] = None,
    week: Annotated[str, typer.Option("--week", help="进展和完成数记入哪一周，如 2023-W26（不写不记）")] = "",
    money: Annotated[str, typer.Option("--money", help="没有写单位的金额列是万元还是亿元")] = "",
    drop: Annotated[
        list[str] | None, typer.Option("--drop", help="删除新表里没有的一项：编号、名称或 id，可多次")
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出会有什么变化，不存入")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """把清单导入台账：逐行列出变化和问题，再一次存入。"""
    from shengsi_desktop.services import list_import as service

    if money and money not in _MONEY:
        raise Refusal(f"金额单位只能是万元或亿元，“{money}”不认识，没有导入。")
    chosen = kind_named(kind) if kind else None
    content = file_bytes(file)
    with opened(store, writing=not dry_run) as found:
        source = service.read_source(content, file.name, chosen, year=_plan_year(found))
        tables = _tables(source, sheet, year, money)
        told: list[dict[str, Any]] = []
        # every table is looked at before the first is stored: one that is refused stops them all
        choices = _choices(found, tables, week, drop or ())
        for table, chosen_here in zip(tables, choices, strict=True):
            preview = service.compare(found, table, chosen_here)
            if not as_json:
                _tell(preview)
            changed = frozenset() if dry_run else service.take_in(found, preview)
            told.append(
                list_preview_json(preview, service.preview_notes(preview), len(changed), stored=not dry_run)
            )
            if not as_json:
                _conclude(preview, changed=bool(changed), dry_run=dry_run)
    if as_json:
        show_json({"file": file.name, "notes": list(source.file.notes), "tables": told})
    else:
        for note in source.file.notes:
            say(f"注意：{note}")


def _plan_year(store: Store) -> int | None:
    from shengsi_desktop.services import facts

    with store.reading() as session:
        return facts.current_plan(session).year


def _tables(source: ListSource, sheet: str | None, year: int | None, money: str) -> list[ListTable]:
    """The tables asked for, read again where year or unit of money are given."""
    from shengsi_desktop.domain.lists import MONEY_FIELDS
    from shengsi_desktop.services import list_import as service

    names = [table.sheet for table in source.file.tables]
    places = list(range(len(names)))
    if sheet is not None:
        places = [n for n in places if sheet in (names[n], str(n + 1))]
        if not places:
            raise Refusal(f"文件里没有“{sheet}”这张清单，有：{'、'.join(names)}。没有导入。")
    tables = []
    for n in places:
        table = source.file.tables[n]
        if year is not None or money:
            columns = replace(
                table.columns,
                columns=tuple(
                    replace(one, unit=one.unit or table.money_unit or money)
                    if money and one.field in MONEY_FIELDS
                    else one
                    for one in table.columns.columns
                ),
            )
            table = service.remapped(source, n, columns, year=year)
        tables.append(table)
    return tables


def _choices(store: Store, tables: Sequence[ListTable], week: str, drop: Sequence[str]) -> list[ListChoices]:
    """What the options say of each table. What is to be dropped must be missing in one of them, once."""
    from shengsi_desktop.domain.list_changes import ListChoices, RowState
    from shengsi_desktop.services import list_import as service

    missing = [
        (n, one)
        for n, table in enumerate(tables)
        for one in service.compare(store, table, ListChoices(week=week)).changes
        if one.state is RowState.MISSING
    ]
    dropped: list[set[str]] = [set() for _ in tables]
    for wanted in drop:
        meant = [
            (n, one) for n, one in missing if wanted in (one.target_id, one.target, *one.target.split(" ", 1))
        ]
        if len(meant) != 1:
            why = "不在“新表里没有”之列" if not meant else f"对应{len(meant)}项"
            raise Refusal(f"要删除的“{wanted}”{why}，没有导入，原有数据没有改动。加 --dry-run 可列出。")
        place, one = meant[0]
        dropped[place].add(one.target_id)
    return [ListChoices(dropped=frozenset(one), week=week) for one in dropped]


def _tell(preview: ListPreview) -> None:
    from shengsi_desktop.services.list_import import preview_notes

    table = preview.table
    say(f"工作表“{table.sheet}”：{table.kind.label}{f'（{table.title}）' if table.title else ''}")
    say(f"方案《{preview.plan_title}》  {_counts(preview)}")
    for problem in table.problems:
        say(f"注意：{problem.message}")
    for note in preview_notes(preview):
        say(f"注意：{note}")
    if preview.unknown_units:
        say(f"名录里没有的单位，照写：{'、'.join(preview.unknown_units)}")
    for change in preview.changes:
        _tell_row(change, preview)
    for line in table.skipped[:_MOST_SKIPPED]:
        say(f"第{line.line}行 {line.why}，没有读：{line.text[:40]}")
    if len(table.skipped) > _MOST_SKIPPED:
        say(f"……另有{len(table.skipped) - _MOST_SKIPPED}行没有读")


def _counts(preview: ListPreview) -> str:
    from shengsi_desktop.domain.list_changes import RowState

    return "、".join(f"{state.label}{preview.counts[state]}项" for state in RowState if preview.counts[state])


def _tell_row(change: RowChange, preview: ListPreview) -> None:
    from shengsi_desktop.domain.lists import ListField

    if change.row is None:
        fate = "将删除" if change.target_id in preview.choices.dropped else "保留；要删除请加 --drop"
        say(f"{change.state.label} {change.target}（{fate}）")
        return
    number, name = change.row.text(ListField.NUMBER), "".join(change.row.text(ListField.NAME).split())
    target = f" → {change.target}（{change.matched.label}）" if change.target else ""
    say(f"第{change.line}行 {change.state.label} {number} {name[:40]}{target}")
    for one in change.changes:
        before = f"{_short(one.before)} → " if one.before else ""
        say(f"    {one.label}：{before}{_short(one.after) or '（无）'}")
    for problem in change.problems:
        say(f"    {'不能导入' if problem.blocking else '注意'}：{problem.message}")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _conclude(preview: ListPreview, *, changed: bool, dry_run: bool) -> None:
    if dry_run:
        say("以上只是预览，没有存入。")
    elif changed:
        say(f"已导入{preview.table.kind.label}。")
    else:
        say("台账里已是这些内容，没有改动。")


@list_app.command("show")
def list_show(kind: KindArgument, *, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出当前方案的一张清单。"""
    from shengsi_desktop.services import list_import as service

    chosen = kind_named(kind)
    with opened(store) as found:
        lines = service.listed(found, chosen)
    if as_json:
        show_json(
            [
                {"id": one.id, "number": one.number, "name": one.name, "columns": dict(one.columns)}
                for one in lines
            ]
        )
        return
    say(f"{chosen.label} 共{len(lines)}项")
    for one in lines:
        say(f"{one.number} {one.name}")
        for label, words in one.columns.items():
            say(f"    {label}：{_short(words)}")


@list_app.command("template")
def list_template(
    kind: KindArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="文件名.xlsx，或放进哪个文件夹")
    ] = None,
    store: StoreOption = None,
) -> None:
    """保存一张清单的模板。"""
    from shengsi_desktop.services import list_import as service
    from shengsi_desktop.store.files import is_folder, write_atomically

    chosen = kind_named(kind)
    with opened(store) as found:
        name, content = service.template(found, chosen)
    path = output or Path()
    if is_folder(path):
        path /= name
    write_atomically(path, content)
    say(f"已保存模板：{path}")
