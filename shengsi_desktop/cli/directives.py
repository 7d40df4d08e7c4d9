"""`directive`: 交办事项 added, listed, followed through their life; the texts and the 督办单 about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typing_extensions import override

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    desk,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.json_forms import directive_json
from shengsi_desktop.cli.usage import ExplainedCommand, written
from shengsi_desktop.domain.directives import StepKind
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengsi_desktop.domain.directives import Directive
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.store.sessions import Store

#: what stands for «the one named first» behind a bare --done
_THE_ONE = "\0"
#: the texts that can be printed
_KINDS = {one.label: one for one in (StepKind.CONSULT, StepKind.URGE, StepKind.SIGN)}

if TYPE_CHECKING:
    #: how the directive was named, and what is done with it
    _Step = tuple[str, Callable[[], object]]


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
        written = self.progress is not None or self.extend is not None
        return self.sign or self.close or self.cancel or self.reopen or written


def _told(ctx: typer.Context, value: list[str] | None) -> list[str]:
    """The words without «list» alone, or «add» before them: `directive` itself lists and adds."""
    words = list(value or ())
    if words == ["list"]:
        return []
    told: list[str] = written(ctx, words[1:] if words[:1] == ["add"] else words)
    if words and not told:
        raise typer.BadParameter("add 后面要写做什么。")
    return told


Text = Annotated[
    list[str] | None,
    typer.Argument(
        help="新增：做什么 @谁 8月4日；办理：交办事项的编号（可多个）；写list或不写时列出全部", callback=_told
    ),
]
Done = Annotated[str | None, typer.Option("--done", help="办结：编号或 id")]
ItemOf = Annotated[str, typer.Option("--item", help="涉及事项编号")]
Source = Annotated[
    str, typer.Option("--source", help="来源：会商、听取、例会、批示、督查、人大、政协、四项监督、民意")
]
UnitTo = Annotated[str, typer.Option("--unit-to", help="责任单位：名称、简称或拼音首字母")]
Person = Annotated[str, typer.Option("--person", help="责任人")]
Phone = Annotated[str, typer.Option("--phone", help="电话")]
Due = Annotated[str, typer.Option("--due", help="完成时限，如 8月4日、2023-08-04")]
GivenBy = Annotated[str, typer.Option("--given-by", help="交办领导")]
GivenOn = Annotated[str, typer.Option("--given-on", help="交办日期")]
Document = Annotated[str, typer.Option("--document", help="来文文号或督办单编号")]
Sign = Annotated[bool, typer.Option("--sign", help="签收（--by 签收人）")]
Progress = Annotated[str | None, typer.Option("--progress", help="记进展")]
Extend = Annotated[str | None, typer.Option("--extend", help="延期到哪天（--reason 原因）")]
Close = Annotated[bool, typer.Option("--close", help="销号（--by 销号人）")]
Cancel = Annotated[bool, typer.Option("--cancel", help="取消（--reason 原因）")]
Reopen = Annotated[bool, typer.Option("--reopen", help="重新办理")]
By = Annotated[str, typer.Option("--by", help="签收人或销号人（默认本人）")]
Result = Annotated[str, typer.Option("--result", help="办理结果")]
Reason = Annotated[str, typer.Option("--reason", help="原因")]
Urge = Annotated[bool, typer.Option("--urge", help="打印商请文字（县办为催办）")]
Kind = Annotated[str, typer.Option("--kind", help="与--urge同用：商请、催办或签收")]
Slip = Annotated[bool, typer.Option("--slip", help="生成督办单（-o 文件.docx）")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="督办单的文件名")]


@typer.Typer.command(app, "directive", cls=DirectiveCommand)
def directive(
    text: Text = None,
    week: WeekOption = None,
    done: Done = None,
    item: ItemOf = "",
    source: Source = "",
    unit_to: UnitTo = "",
    person: Person = "",
    phone: Phone = "",
    due: Due = "",
    given_by: GivenBy = "",
    given_on: GivenOn = "",
    document: Document = "",
    *,
    sign: Sign = False,
    progress: Progress = None,
    extend: Extend = None,
    close: Close = False,
    cancel: Cancel = False,
    reopen: Reopen = False,
    by: By = "",
    result: Result = "",
    reason: Reason = "",
    urge: Urge = False,
    kind: Kind = "",
    slip: Slip = False,
    output: Output = None,
    unit: UnitOption = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """记一条交办事项，办理，或列出。"""
    deed = _Deed(sign, progress, extend, close, cancel, reopen, by, result, reason)
    typed = {"source": source, "unit": unit_to, "person": person, "phone": phone, "due": due, "item": item}
    typed |= {"given_by": given_by, "given_on": given_on, "document": document}
    named = tuple(text or ())
    _check(kind, output, urge=urge, slip=slip)
    with opened(store, writing=bool(named or done)) as found:
        place = _Place(found, unit_id_of(found, unit), week_of(found, week))
        if deed.any or urge or slip or done == _THE_ONE:
            ids = _ids(place, named)
            _act(place, _steps(place, named, deed, finish=done == _THE_ONE))
        else:
            _add_and_finish(place, typed, named, done, deed)
        if slip:
            _slip(place, ids, output)
        if urge:
            _urge(place, ids, kind, as_json=as_json)
        elif not slip:
            _list(place, as_json=as_json)


class _Place(NamedTuple):
    """Whose directives are meant, in which store, as of which week."""

    store: Store
    unit_id: str
    week: Week

    @property
    def day(self) -> date:
        """The day of what is done in that week."""
        from shengsi_desktop.services import facts

        with self.store.reading() as session:
            return facts.day_at_work(session, self.unit_id, self.week)


def _add_and_finish(
    place: _Place, typed: dict[str, str], named: tuple[str, ...], done: str | None, deed: _Deed
) -> None:
    """Add one, and finish another; both are looked up first: one that is wrong stops the other."""
    from shengsi_desktop.services import directive_typing

    steps = _steps(place, (done,), deed, finish=True) if done else []
    if named:
        typed = {**typed, "what": " ".join(named)}
        add = partial(directive_typing.add_typed, place.store, place.unit_id, place.week, typed, place.day)
        steps.insert(0, ("", add))
    _act(place, steps)


def _ids(place: _Place, named: tuple[str, ...]) -> list[str]:
    """The ids of the directives named by id or number; one that is wrong stops everything."""
    from shengsi_desktop.services.directives import find_directive

    if not named:
        raise Refusal("没有写是哪一条交办事项，没有改动。请写编号，如 directive 3 --sign --by 张某。")
    with place.store.reading() as session:
        return [find_directive(session, place.unit_id, one, place.day).id for one in named]


def _steps(place: _Place, named: tuple[str, ...], deed: _Deed, *, finish: bool) -> list[_Step]:
    """Each step that the options ask for, in the order in which they happen; nothing is written yet."""
    from shengsi_desktop.services import directive_life as life
    from shengsi_desktop.services.directive_typing import read_day

    store, today = place.store, place.day
    person = store.setting("person")
    later = _later(deed.extend, read_day(deed.extend, today)) if deed.extend is not None else None
    steps: list[_Step] = []
    for name, one in zip(named, _ids(place, named), strict=True):
        wanted = (
            (deed.reopen, partial(life.reopen_directive, on=today, reason=deed.reason)),
            (deed.sign, partial(life.sign_directive, by=deed.by or person, on=today)),
            (
                deed.progress is not None,
                partial(life.note_progress, words=deed.progress or "", on=today, person=person),
            ),
            (
                later is not None,
                partial(life.extend_directive, due=later or today, reason=deed.reason, on=today),
            ),
            (finish, partial(life.finish_directive, on=today, result=deed.result, person=person)),
            (deed.close, partial(life.close_directive, by=deed.by or person, on=today)),
            (deed.cancel, partial(life.cancel_directive, reason=deed.reason, on=today)),
        )
        steps += [(name, partial(step, store, one)) for is_wanted, step in wanted if is_wanted]
    return steps


def _later(said: str, day: date | None) -> date:
    if day is None:
        raise Refusal(f"“{said}”没有写延期到哪天，没有改动。请写成 --extend 8月11日。")
    return day


def _act(place: _Place, steps: list[_Step]) -> None:
    """All of it or nothing, and one undo; of several it is said which one was refused."""
    from shengsi_desktop.services.authoring import together

    if len(steps) == 1:
        steps[0][1]()
    elif steps:
        with together(place.store, "办理交办事项", unit=place.unit_id):
            for name, step in steps:
                try:
                    step()
                except Refusal as refused:
                    which = f"交办事项{name}：" if name else ""
                    raise Refusal(f"{which}{refused}其余的也没有改动。") from refused


def _check(kind: str, output: Path | None, *, urge: bool, slip: bool) -> None:
    """Options that would be passed over, or would write what the name does not say: refused before all else."""
    if kind and not urge:
        raise Refusal("--kind 要与 --urge 一起写，没有生成文字。")
    if kind and kind not in _KINDS:
        raise Refusal(f"没有“{kind}”这种文字，没有生成。可写：{'、'.join(_KINDS)}。")
    if output is not None and not slip:
        raise Refusal("-o 要与 --slip 一起写，没有生成文件。")
    if output is not None and output.suffix.lower() not in {"", ".docx"}:
        raise Refusal(f"督办单是 Word 文档，不能存成“{output.suffix}”，没有生成。请把文件名写成 .docx 结尾。")


def _urge(place: _Place, ids: list[str], said: str, *, as_json: bool) -> None:
    from shengsi_desktop.rhythm.directive_texts import may_be_urged
    from shengsi_desktop.services import directive_life, directive_slips

    store, unit_id, day = place.store, place.unit_id, place.day
    county = desk(store).county
    kind = _KINDS.get(said, StepKind.URGE if county else StepKind.CONSULT)
    if kind is StepKind.URGE:
        for one in directive_slips.directives_of(store, unit_id, ids, day):
            if not may_be_urged(one, county=county):
                raise Refusal(f"交办事项{one.number}是平级之间的，不用催办，没有生成文字。请写 --kind 商请。")
    found = directive_slips.directive_messages(store, unit_id, ids, day, kind)
    urged = [one for message in found for one in message.ids]
    if kind is not StepKind.SIGN:
        directive_life.record_urging(store, urged, kind, day, store.setting("person"))
    if as_json:
        show_json([{"to": one.addressee, "kind": kind.value, "text": one.text} for one in found])
    else:
        say("\n\n".join(one.text for one in found))


def _slip(place: _Place, ids: list[str], output: Path | None) -> None:
    from shengsi_desktop.services import directive_slips
    from shengsi_desktop.store.files import is_folder

    made = directive_slips.slips(place.store, place.unit_id, ids, place.day)
    path = output or Path()
    if is_folder(path):
        path /= directive_slips.suggested_slip_name(made)
    say(f"已生成督办单：{directive_slips.export_slips(made, path)}")


def _list(place: _Place, *, as_json: bool) -> None:
    from shengsi_desktop.services import directives as service

    rows = service.directives(place.store, place.unit_id, place.day)
    if as_json:
        show_json([directive_json(row) for row in rows])
        return
    for row in rows:
        say(_line(row, place.week.last.year))


def _line(row: Directive, year: int) -> str:
    from shengsi_desktop.rhythm.directive_texts import due_words, standing_words

    sign = "○" if row.is_open else "✔"
    late = f"  {standing_words(row)}" if row.overdue else ""
    due = due_words(row, year, "")
    return f"{row.number:>3} {sign} {row.state.label}  {row.what}  {row.who}  {due}{late}"
