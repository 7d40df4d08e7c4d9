"""`list import`, `list show`, `list template`: the four lists in and out without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

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
_HELD = "需核对，没有导入"

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
    match: Annotated[
        list[str] | None,
        typer.Option("--match", help="第几行就是哪一项：行=编号、id 或 new（新增），可多次"),
    ] = None,
    *,
    take_alike: Annotated[bool, typer.Option("--all", help="名称相近的也按同一项导入")] = False,
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
        # every table is looked at before anything is stored: one that is refused stops them all
        previews = _previews(found, tables, _Said(week, drop or (), match or (), take_alike))
        for preview in () if as_json else previews:
            _tell(preview)
        if not dry_run and year is None:
            _require_year(previews)
        changed = frozenset() if dry_run else service.take_all(found, previews)
        told = [
            list_preview_json(one, service.preview_notes(one), len(changed), stored=not dry_run)
            for one in previews
        ]
        if not as_json:
            _conclude(previews, changed=bool(changed), dry_run=dry_run)
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


class _Said(NamedTuple):
    """What the options say of the rows."""

    week: str
    drop: Sequence[str]
    match: Sequence[str]
    take_alike: bool


def _previews(store: Store, tables: Sequence[ListTable], said: _Said) -> list[ListPreview]:
    """Every table as it would be taken in; of rows that are only like a stored thing none, unless it was said."""
    from shengsi_desktop.domain.list_changes import ListChoices

    first = ListChoices(week=said.week)
    matches = _matches(store, tables, said.match)
    chosen = [replace(first, matches=one) for one in matches]
    seen = _compared(store, tables, chosen)
    if not said.take_alike:
        chosen = [
            replace(one, skipped=frozenset(row.line for row in preview.changes if row.to_be_confirmed))
            for one, preview in zip(chosen, seen, strict=True)
        ]
    dropped = _dropped(seen, said.drop)
    chosen = [replace(one, dropped=gone) for one, gone in zip(chosen, dropped, strict=True)]
    return _compared(store, tables, chosen)


def _require_year(previews: Sequence[ListPreview]) -> None:
    """A table of another year than the plan's goes into it only where the year was said."""
    for one in previews:
        if one.table.year and one.plan_year and one.table.year != one.plan_year:
            raise Refusal(
                f"工作表“{one.table.sheet}”是{one.table.year}年的，当前方案是{one.plan_year}年的，没有导入，"
                f"原有数据没有改动。确实要导入这份方案，请加 --year 写明年份，如 --year {one.plan_year}。"
            )


def _compared(store: Store, tables: Sequence[ListTable], choices: Sequence[ListChoices]) -> list[ListPreview]:
    from shengsi_desktop.services import list_import as service

    return service.seen_together(
        [service.compare(store, table, one) for table, one in zip(tables, choices, strict=True)]
    )


def _matches(store: Store, tables: Sequence[ListTable], said: Sequence[str]) -> list[dict[int, str]]:
    """By table the lines that `--match` speaks of, with the ids that they are. One table only may have them."""
    from shengsi_desktop.services import list_import as service

    found: list[dict[int, str]] = [{} for _ in tables]
    if said and len(tables) != 1:
        raise Refusal("文件里有几张清单，--match 说的是哪一张不清楚，没有导入。请同时用 --sheet 选定一张。")
    for one in said:
        line, _, wanted = one.partition("=")
        lines = [row.line for row in tables[0].rows]
        if not line.strip().isdecimal() or not wanted or int(line) not in lines:
            raise Refusal(
                f"“--match {one}”看不懂，没有导入。请写成 行=编号，如 --match 5=项目3 或 --match 5=new。"
            )
        target = wanted.strip()
        if target == "new":
            found[0][int(line)] = ""
            continue
        stored = service.listed(store, tables[0].kind)
        meant = [thing.id for thing in stored if target in (thing.id, thing.number, thing.name)]
        if len(meant) != 1:
            raise Refusal(f"清单里没有“{target}”这一项，或不止一项，没有导入。请用 list show 查看编号和 id。")
        found[0][int(line)] = meant[0]
    return found


def _dropped(seen: Sequence[ListPreview], drop: Sequence[str]) -> list[frozenset[str]]:
    """What is to be dropped of each table; it must be missing in one of them, once."""
    from shengsi_desktop.domain.list_changes import RowState

    missing = [
        (n, one) for n, preview in enumerate(seen) for one in preview.changes if one.state is RowState.MISSING
    ]
    dropped: list[set[str]] = [set() for _ in seen]
    for wanted in drop:
        meant = [
            (n, one) for n, one in missing if wanted in (one.target_id, one.target, *one.target.split(" ", 1))
        ]
        if len(meant) != 1:
            why = "不在“新表里没有”之列" if not meant else f"对应{len(meant)}项"
            raise Refusal(f"要删除的“{wanted}”{why}，没有导入，原有数据没有改动。加 --dry-run 可列出。")
        place, one = meant[0]
        dropped[place].add(one.target_id)
    return [frozenset(one) for one in dropped]


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
    held = change.to_be_confirmed and change.line in preview.choices.skipped
    state = _HELD if held else change.state.label
    say(f"第{change.line}行 {state} {number} {name[:40]}{target}")
    for one in change.changes:
        before = f"{_short(one.before)} → " if one.before else ""
        say(f"    {one.label}：{before}{_short(one.after) or '（无）'}")
    if held:
        say(f"    是同一项请加 --match {change.line}={change.target_id}，不是请加 --match {change.line}=new")
    for problem in change.problems:
        say(f"    {'不能导入' if problem.blocking else '注意'}：{problem.message}")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _conclude(previews: Sequence[ListPreview], *, changed: bool, dry_run: bool) -> None:
    if dry_run:
        say("以上只是预览，没有存入。")
    elif changed:
        say(f"已导入{'、'.join(dict.fromkeys(one.table.kind.label for one in previews))}。")
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
