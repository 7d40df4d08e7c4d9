"""Tables of a plan turned into the text that the plan reader reads: one numbered task with its clause per row.

A table counts where its head names what is to be done and who does it; any other is given as plain lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

_HEADS = (
    ("number", re.compile(r"(?:序|编)号|任务编号|№|No\.?", re.IGNORECASE)),
    ("leader", re.compile(r"(?:责任|牵头|分管|包联|包保|联系|县|市|区)+领导|(?:责任|负责|联系)人(?:及电话)?")),
    ("lead", re.compile(r"牵头(?:责任)?(?:单位|部门|科室)?|主办(?:单位|部门)|主要责任单位")),
    ("support", re.compile(r"(?:配合|协办|协同|参与|参加|协助)(?:责任)?(?:单位|部门|科室)?")),
    ("owner", re.compile(r"(?:主要)?(?:责任|承办|实施|落实|主管|负责|任务)(?:单位|部门|主体|科室|股室)")),
    ("deadline", re.compile(
        r"(?:计划|要求)?(?:完成)?(?:时限|时间|期限|时间节点)(?:要求)?|(?:完成)?进度(?:安排|要求)|时间安排"
    )),
    ("goal", re.compile(r"(?:\d{4}年|年度|工作|预期|主要)*目标(?:任务|要求|值)?|预期成效|成果形式")),
    ("content", re.compile(
        r"(?:具体|主要|重点|工作|任务|改革|项目|建设|实施)*(?:内容|举措|措施|事项|要求|安排)(?:及要求|和要求)?|具体任务|任务分解"
    )),
    ("task", re.compile(r"(?:重点|主要|工作|目标|改革|年度)*任务(?:名称|分类)?|(?:项目|工作|改革|事项)(?:名称|分类)?")),
    ("group", re.compile(r"(?:任务|工作)?类别|领域|方向|板块|分类|大类|一级任务|类型")),
)  # fmt: skip
_DUTY = ("lead", "owner", "support")
_LABELS = {
    "leader": "责任领导", "lead": "牵头单位", "owner": "责任单位", "support": "配合单位", "deadline": "完成时限",
}  # fmt: skip
_SEARCHED_ROWS = 12
_NOTE = re.compile(r"(?:注|备注|说明|填表|附注)\s?\d?[:：]|注\d?[.、]")
_INNER_NUMBER = re.compile(r"(?:^|(?<=[。；;\s]))(\d{1,2})\s?[.．、](?!\d)\s*")
_NOBODY = re.compile(r"[\s/\\—\-–－无]*")
_HAN = "一二三四五六七八九"
_OWN_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|\d{1,3}[.．、])\s*(?=\D)")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of equal length; what a merged cell says stands in each of its places.

    `bands` are rows that are one merged cell from side to side.
    """

    rows: tuple[tuple[str, ...], ...]
    bands: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TableText:
    """A table as lines of text; `tasks` rows were read as tasks, `without_owner` of them name nobody."""

    lines: tuple[str, ...]
    tasks: int = 0
    without_owner: int = 0


@dataclass(slots=True)
class _Writing:
    """What has been written of one table, and how far its numbering has come."""

    lines: list[str] = field(default_factory=list)
    groups: int = 0
    tasks: int = 0
    without_owner: int = 0
    group: str = ""


def table_text(grid: Grid) -> TableText:
    """Return the table as text: tasks with clauses where it is a task list, else its cells as they stand."""
    found = _head(grid)
    if found is None:
        return TableText(tuple(line for line in map(_plain_row, grid.rows) if line))
    columns, first = found
    above = [_plain_row(row) for row in grid.rows[: first[0]]]
    writing = _Writing([line for line in above if line])
    grouping = _grouping(grid, columns, first[1])
    for n in range(first[1], len(grid.rows)):
        _row(grid, n, columns, grouping, writing)
    return TableText(tuple(writing.lines), writing.tasks, writing.without_owner)


def is_task_table(grid: Grid) -> bool:
    """True where the head names both what is to be done and who does it."""
    return _head(grid) is not None


def _head(grid: Grid) -> tuple[dict[int, str], tuple[int, int]] | None:
    """Return the meaning of the columns, and where the head begins and ends; None without such a head."""
    for n, row in enumerate(grid.rows[:_SEARCHED_ROWS]):
        if n in grid.bands:
            continue
        columns, end = _meanings(row), n + 1
        if end < len(grid.rows) and end not in grid.bands:
            below = _meanings(grid.rows[end])
            if below and len(below) >= sum(1 for cell in grid.rows[end] if cell.strip()) / 2:
                columns, end = {**columns, **below}, end + 1
        said = set(columns.values())
        if said & set(_DUTY) and said & {"content", "task", "goal", "group"}:
            return columns, (n, end)
    return None


def _meanings(row: tuple[str, ...]) -> dict[int, str]:
    found: dict[int, str] = {}
    for n, cell in enumerate(row):
        word = re.sub(r"[\s\u3000]|[（(][^（）()]*[)）]", "", cell)
        meaning = next((name for name, pattern in _HEADS if pattern.fullmatch(word)), None)
        if meaning and len(word) <= 12:
            found[n] = meaning
    return found


def _grouping(grid: Grid, columns: dict[int, str], first: int) -> int | None:
    """Return the column whose words stand over several rows and so are a heading, if any."""
    texts = [n for n, meaning in columns.items() if meaning in ("group", "task", "content", "goal")]
    for n in texts[:-1]:
        words = [grid.rows[k][n].strip() for k in range(first, len(grid.rows)) if k not in grid.bands]
        repeated = any(one == other or not other for one, other in pairwise(words) if one)
        if columns[n] == "group" or repeated:
            return n
    return None


def _row(grid: Grid, n: int, columns: dict[int, str], grouping: int | None, writing: _Writing) -> None:
    row = grid.rows[n]
    filled = [cell.strip() for cell in row if cell.strip()]
    if not filled:
        return
    alone = n in grid.bands or (len(filled) == 1 and row[_text_column(columns)].strip() == "")
    if _NOTE.match(filled[0]) or _meanings(row) == columns:
        if _NOTE.match(filled[0]):
            writing.lines.append(_one_line(filled[0]))
        return
    if alone:
        _open_group(filled[0], writing)
        return
    if grouping is not None and (group := row[grouping].strip()):
        _open_group(group, writing)
    words = [
        _sentence(row[k]) for k, meaning in columns.items()
        if meaning in ("group", "task", "content", "goal") and k != grouping and row[k].strip()
    ]  # fmt: skip
    words = list(dict.fromkeys(words))
    if not words:
        return
    clause = _clause(row, columns)
    writing.tasks += 1
    writing.without_owner += not clause
    writing.lines.append(f"{writing.tasks}. {''.join(words)}{clause}")


def _text_column(columns: dict[int, str]) -> int:
    return next((n for n, meaning in columns.items() if meaning in ("content", "task", "goal")), 0)


def _open_group(title: str, writing: _Writing) -> None:
    title = _OWN_NUMBER.sub("", _one_line(title)).rstrip("。：:；;")
    if title and title != writing.group:
        writing.groups += 1
        writing.group = title
        writing.lines.append(f"（{_han(writing.groups)}）{title}")


def _clause(row: tuple[str, ...], columns: dict[int, str]) -> str:
    """Return the responsibility clause that the row's cells say; empty where they name nobody."""
    said: list[str] = []
    for name, label in _LABELS.items():
        cells = [row[n] for n, meaning in columns.items() if meaning == name]
        words = list(dict.fromkeys(word for cell in cells if (word := _listed(cell))))
        if words:
            own = any(re.match(r"[^，、；]{2,6}[:：]", word) for word in words)
            said.append("；".join(words) if own else f"{label}：{'、'.join(words)}")
    named = [one for one in said if not one.startswith((_LABELS["leader"], _LABELS["deadline"]))]
    return f"（{'；'.join(said)}）" if named else ""


def _listed(cell: str) -> str:
    """Return a cell's names as one list: a line each is one name, unless it says its own label."""
    if _NOBODY.fullmatch(cell):
        return ""
    lines = [line.strip().rstrip("，,；;。、") for line in cell.splitlines() if line.strip()]
    labelled = any(re.search(r"[:：]", line) for line in lines)
    words = ("；" if labelled else "、").join(lines)
    return re.sub(r"[（(](牵头|配合|主办|协办)(?:单位)?[)）][、，,；;]?", r"\1，", words).rstrip("，")


def _sentence(cell: str) -> str:
    """Return a cell's text as one line that ends a sentence; numbers in it do not look like headings."""
    text = _INNER_NUMBER.sub(r"（\1）", _joined(cell))
    return text if text.endswith(("。", "；", "！")) else text.rstrip("，,;：:") + "。"


def _joined(cell: str) -> str:
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    text = ""
    for line in lines:
        stop = (
            ""
            if not text or text.endswith(tuple("。；;，,、：:！")) or not re.match(r"\d|[（(①-⑳]", line)
            else "；"
        )
        text += stop + line
    return text


def _one_line(cell: str) -> str:
    return "".join(line.strip() for line in cell.splitlines())


def _plain_row(row: tuple[str, ...]) -> str:
    cells = [_one_line(cell) for n, cell in enumerate(row) if cell.strip() and (n == 0 or cell != row[n - 1])]
    return "\t".join(cells)


def _han(number: int) -> str:
    if number < 10:
        return _HAN[number - 1]
    tens, ones = divmod(min(number, 99), 10)
    return (_HAN[tens - 1] if tens > 1 else "") + "十" + (_HAN[ones - 1] if ones else "")
