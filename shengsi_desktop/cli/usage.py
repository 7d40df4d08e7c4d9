"""How a command is explained, in Chinese: its --help, and the sentence for a wrong use. No work is done here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLACEHOLDER = "内容"
_NEGATIVE = re.compile(r"-[\d.]")


#: what people try besides the names of our own commands
_TRIED = frozenset(
    (
        "new",
        "edit",
        "delete",
        "rm",
        "ls",
        "help",
        "done",
        "close",
        "cancel",
        "sign",
        "reopen",
        "extend",
        "update",
    )
)


def written(ctx: typer.Context, value: Any) -> Any:
    """A free text, as the callback of its argument: a word that looks like a command is never stored as one."""
    first = value[0] if isinstance(value, (list, tuple)) and value else value
    word = str(first or "").strip().lower()
    if word in _TRIED or word in _names(ctx.find_root().command):
        raise typer.BadParameter(f"“{word}”像是命令，不作内容，没有存入。")
    return value


def _names(command: Any) -> Iterator[str]:
    """Every name of a command, of groups and in them."""
    for name, one in getattr(command, "commands", {}).items():
        yield name
        yield from _names(one)


class _Explained:
    """The help of a command, written by hand: the library's own headings are English."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, arguments, options and commands."""
        command: Any = self
        shown = [one for one in command.get_params(ctx) if not getattr(one, "hidden", False)]
        arguments = [one for one in shown if one.param_type_name == "argument"]
        options = [one for one in shown if one.param_type_name == "option"]
        names = command.list_commands(ctx) if hasattr(command, "list_commands") else []
        pieces = [*(["命令"] if names else []), *map(_argument_word, arguments), "[选项]"]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")
        if command.help:
            formatter.write_paragraph()
            formatter.write_text(command.help)
        _section(formatter, "参数", [(_argument_word(one), one.help or "") for one in arguments])
        _section(formatter, "选项", [_option_row(one) for one in options])
        commands = [(name, command.get_command(ctx, name)) for name in names]
        _section(
            formatter, "命令", [(name, one.get_short_help_str(limit=60)) for name, one in commands if one]
        )


class ExplainedCommand(_Explained, TyperCommand):
    """A command with a Chinese --help, to which «-2.3» is a number and no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Let a negative number pass as what it is: behind a blank nothing is taken for an option."""
        return list(super().parse_args(ctx, [f" {one}" if _NEGATIVE.match(one) else one for one in args]))


class ExplainedGroup(_Explained, TyperGroup):
    """A group of commands with a Chinese --help."""


class ExplainedTyper(typer.Typer):
    """An application all of whose commands explain themselves in Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            cls=ExplainedGroup, no_args_is_help=True, add_completion=False, rich_markup_mode=None, **settings
        )

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """As typer's, with our help."""
        return super().command(name, cls=ExplainedCommand, **settings)


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _argument_word(argument: Any) -> str:
    word = str(argument.name).upper()
    return word if argument.required else f"[{word}]"


def _option_row(option: Any) -> tuple[str, str]:
    if "--help" in option.opts:
        return "--help", "显示这份说明"
    words = ", ".join(sorted(option.opts, key=len))
    if not option.is_flag:
        words += f" {_PLACEHOLDER}"
    said = option.help or ""
    if option.required:
        said += "（必填）"
    if option.envvar:
        said += f"，也可用环境变量{option.envvar}"
    return words, said


def is_usage_problem(problem: BaseException) -> bool:
    """Whether the command was called wrongly, in any of the library's versions."""
    return hasattr(problem, "exit_code") and hasattr(problem, "format_message")


def sentence(problem: Any) -> str:
    """What is wrong with the call, and where the right form stands; the help itself where nothing was asked."""
    kind = type(problem).__name__
    if kind == "NoArgsIsHelpError":
        return str(problem.format_message())
    path = getattr(getattr(problem, "ctx", None), "command_path", "") or "shengsi-desktop"
    return f"用法不对：{_what(kind, problem)}用 {path} --help 可看说明。"


def _what(kind: str, problem: Any) -> str:
    message = str(getattr(problem, "message", ""))
    option = getattr(problem, "option_name", "")
    if kind == "NoSuchOption":
        near = "、".join(sorted(getattr(problem, "possibilities", None) or ()))
        return f"没有“{option}”这个选项{f'，是不是要写{near}' if near else ''}。"
    if kind == "MissingParameter":
        return f"缺少{_name_of(problem)}。"
    if kind == "BadOptionUsage":
        takes_none = "not take" in message
        return f"选项“{option}”后面{'不带内容' if takes_none else '要写内容'}。"
    if kind == "BadParameter":
        said = "内容不对。" if message.isascii() else message
        return f"{_name_of(problem)}：{said}"
    if found := re.search(r"No such command ['\"]?([^'\"]*)['\"]?", message):
        return f"没有“{found[1].rstrip('.')}”这个命令。"
    if found := re.search(r"unexpected extra argument.*\(([^()]*)\)\.?$", message):
        return f"多写了“{found[1]}”。"
    return "请对照说明。"


def _name_of(problem: Any) -> str:
    param = getattr(problem, "param", None)
    if param is None:
        return str(getattr(problem, "param_hint", None) or "参数")
    if param.param_type_name == "argument":
        return f"{str(param.name).upper()}（{param.help}）" if param.help else str(param.name).upper()
    return f"选项{max(param.opts, key=len)}"
