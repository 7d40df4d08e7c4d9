"""`directive`: 交办事项 added, listed, followed through their life; the texts and the 督办单 about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typing_extensions import override

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.json_forms import directive_json
from shengsi_desktop.cli.usage import ExplainedCommand
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.directives import Directive
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: what stands for «the one named first» behind a bare --done
_THE_ONE = "\0"


class DirectiveCommand(ExplainedCommand):
    """`--done` with a number behind it, or without: then it is of the directive named first."""

    @override
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        told: list[str] = []
        for place, word in enumerate(args):
            told.append(word)
            bare = place + 1 == len(args) or args[place + 1].startswith("-")
            if word == "--done" and bare:
                told.append(_THE_ONE)
        return super().parse_args(ctx, told)


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is to be done with a directive, as far as the options say."""

    sign: bool
    progress: str | None
    extend: str | None
    close: bool
    cancel: bool
    reopen: bool
    by: str
    result: str
    reason: str

    @property
    def any(self) -> bool:
        return self.sign or self.close or self.cancel or self.reopen or bool(self.progress or self.extend)


@typer.Typer.command(app, "directive", cls=DirectiveCommand)
def directive(  # noqa: PLR0913, PLR0917 - one parameter an option
    text: Annotated[
        list[str] | None,
        typer.Argument(
            help="新增：做什么 @谁 8月4日；办理：交办事项的编号（可多个）；不给时列出全部"
        ),
    ] = None,
    week: WeekOption = None,
    done: Annotated[str | None, typer.Option("--done", help="办结：编号或 id")] = None,
    item: Annotated[str | None, typer.Option("--item", help="涉及事项编号")] = None,
    source: Annotated[
        str, typer.Option("--source", help="来源：会商、听取、例会、批示、督查、人大、政协、四项监督、民意")
    ] = "",
    unit_to: Annotated[str, typer.Option("--unit-to", help="责任单位：名称、简称或拼音首字母")] = "",
    person: Annotated[str, typer.Option("--person", help="责任人")] = "",
    phone: Annotated[str, typer.Option("--phone", help="电话")] = "",
    due: Annotated[str, typer.Option("--due", help="完成时限，如 8月4日、2023-08-04")] = "",
    given_by: Annotated[str, typer.Option("--given-by", help="交办领导")] = "",
    given_on: Annotated[str, typer.Option("--given-on", help="交办日期")] = "",
    document: Annotated[str, typer.Option("--document", help="来文文号或督办单编号")] = "",
    *,
    sign: Annotated[bool, typer.Option("--sign", help="签收（--by 签收人）")] = False,
    progress: Annotated[str | None, typer.Option("--progress", help="记进展")] = None,
    extend: Annotated[str | None, typer.Option("--extend", help="延期到哪天（--reason 原因）")] = None,
    close: Annotated[bool, typer.Option("--close", help="销号（--by 销号人）")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="取消（--reason 原因）")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="重新办理")] = False,
    by: Annotated[str, typer.Option("--by", help="签收人或销号人")] = "",
    result: Annotated[str, typer.Option("--result", help="办理结果")] = "",
    reason: Annotated[str, typer.Option("--reason", help="原因")] = "",
    urge: Annotated[bool, typer.Option("--urge", help="打印商请文字（县委社建委、县发改局为催办）")] = False,
    kind: Annotated[str, typer.Option("--kind", help="与--urge同用：商请、催办或签收")] = "",
    slip: Annotated[bool, typer.Option("--slip", help="生成督办单（-o 文件.docx）")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="督办单的文件名")] = None,
    unit: UnitOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """记一条交办事项，办理，或列出。"""
    deed = _Deed(sign, progress, extend, close, cancel, reopen, by, result, reason)
    about = deed.any or urge or slip or done == _THE_ONE
    named = tuple(text or ())
    typed = {
        "source": source, "unit": unit_to, "person": person, "phone": phone, "due": due,
        "given_by": given_by, "given_on": given_on, "document": document, "item": item or "",
    }  # fmt: skip
    with opened(store, writing=bool(named or done)) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        if about and not named:
            raise Refusal("没有写是哪一条交办事项，没有改动。请写编号，如 directive 3 --sign --by 张某。")
        if about:
            ids = _ids(found, unit_id, named, chosen)
            _act(found, ids, chosen, deed, finish=done == _THE_ONE)
        if done not in {None, _THE_ONE}:
            ended = _ids(found, unit_id, (str(done),), chosen)
        if named and not about:
            _add(found, unit_id, chosen, {**typed, "what": " ".join(named)})
        if done not in {None, _THE_ONE}:
            _act(found, ended, chosen, deed, finish=True)
        if urge:
            _urge(found, unit_id, ids, chosen, kind, as_json=as_json)
        if slip:
            _slip(found, unit_id, ids, chosen, output)
        if not (urge or slip):
            _list(found, unit_id, chosen, as_json=as_json)


def _ids(store: Store, unit_id: str, named: tuple[str, ...], week: Week) -> list[str]:
    """The ids of the directives named by id or number; one that is wrong stops everything."""
    from shengsi_desktop.services.directives import find_directive

    with store.reading() as session:
        return [find_directive(session, unit_id, one, week.last).id for one in named]


def _add(store: Store, unit_id: str, week: Week, typed: dict[str, str]) -> frozenset[FieldKey]:
    from shengsi_desktop.services import directive_typing

    return directive_typing.add_typed(store, unit_id, week, typed, week.last)


def _act(store: Store, ids: list[str], week: Week, deed: _Deed, *, finish: bool) -> None:
    """Each step that the options ask for, in the order in which they happen."""
    from shengsi_desktop.services import directive_life as life
    from shengsi_desktop.services.directive_typing import read_day

    today = min(date.today(), week.last)  # noqa: DTZ011 - the office's own day
    person = store.setting("person")
    later = read_day(deed.extend, week.last) if deed.extend else None
    for one in ids:
        if deed.reopen:
            life.reopen_directive(store, one, on=today, reason=deed.reason)
        if deed.sign:
            life.sign_directive(store, one, by=deed.by or person, on=today)
        if deed.progress is not None:
            life.note_progress(store, one, words=deed.progress, on=today, person=person)
        if later is not None:
            life.extend_directive(store, one, due=later, reason=deed.reason, on=today)
        if finish:
            life.finish_directive(store, one, on=today, result=deed.result, person=person)
        if deed.close:
            life.close_directive(store, one, by=deed.by or person, on=today)
        if deed.cancel:
            life.cancel_directive(store, one, reason=deed.reason, on=today)


def _urge(store: Store, unit_id: str, ids: list[str], week: Week, said: str, *, as_json: bool) -> None:
    from shengsi_desktop.domain.directives import StepKind
    from shengsi_desktop.services import directive_life, directive_slips

    kinds = {one.label: one for one in (StepKind.CONSULT, StepKind.URGE, StepKind.SIGN)}
    if said and said not in kinds:
        raise Refusal(f"没有“{said}”这种文字，没有生成。可写：{'、'.join(kinds)}。")
    unit = directive_slips.sender_of(store, unit_id).unit
    usual = StepKind.URGE if directive_slips.is_county_office(unit) else StepKind.CONSULT
    kind = kinds.get(said, usual)
    found = directive_slips.directive_messages(store, unit_id, ids, week.last, kind)
    urged = [one for message in found for one in message.ids]
    if kind is not StepKind.SIGN:
        directive_life.record_urging(store, urged, kind, week.last, store.setting("person"))
    if as_json:
        show_json([{"to": one.addressee, "kind": kind.value, "text": one.text} for one in found])
    else:
        say("\n\n".join(one.text for one in found))


def _slip(store: Store, unit_id: str, ids: list[str], week: Week, output: Path | None) -> None:
    from shengsi_desktop.services import directive_slips
    from shengsi_desktop.store.files import is_folder

    made = directive_slips.slips(store, unit_id, ids, week.last)
    path = output or Path()
    if is_folder(path):
        path /= directive_slips.suggested_slip_name(made)
    say(f"已生成督办单：{directive_slips.export_slips(made, path)}")


def _list(store: Store, unit_id: str, week: Week, *, as_json: bool) -> None:
    from shengsi_desktop.services import directives as service

    rows = service.directives(store, unit_id, week.last)
    if as_json:
        show_json([directive_json(row) for row in rows])
        return
    for row in rows:
        say(_line(row, week.last.year))


def _line(row: Directive, year: int) -> str:
    from shengsi_desktop.rhythm.directive_texts import due_words, standing_words

    sign = "○" if row.is_open else "✔"
    late = f"  {standing_words(row)}" if row.overdue else ""
    due = due_words(row, year, "")
    return f"{row.number:>3} {sign} {row.state.label}  {row.what}  {row.who}  {due}{late}"
