"""A table as copied from WPS for a 比拼榜: which rows are heads and totals, and what number a cell means. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.measures import converted
from shengsi_desktop.rhythm.typed_numbers import parse_figure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_HEAD = re.compile(
    r"序号|编号|名称|(?:参加)?单位(?:名称)?|参加者|行政村|村|村名|村庄|社区|村社区|乡镇|组|组别|分组|片区?"
    r"|本期(?:数据)?|数据|数值|数量|得分|分数|成绩|指标|说明|备注|情况说明"
)
_TOTAL = re.compile(
    r"[全本]?[县镇乡村]?(?:合计|总计|小计|共计|累计|汇总|总和|总数|平均(?:值|数|分)?|均值)(?:数|值)?[:：]?"
)
_TITLE = re.compile(r"\d+月|\d{4}年?|[表榜]$|比拼|统计|排名|情况")
_NOTHING = frozenset({"", "-", "--", "—", "——", "–", "−", "/", "无", "暂无", "空", "未报", "缺"})
_COMMAS = re.compile(r"\d,|,\d")
_THOUSANDS = re.compile(r"[^\d,]*\d{1,3}(?:,\d{3})+(?![\d,])")
_ABOUT = re.compile(r"^(?:大约|大概|约为|约|近|≈)|(?:左右|上下)$")


class PastedBlock(NamedTuple):
    """The rows of cells that are entrants, and what the others say."""

    rows: tuple[tuple[str, ...], ...]
    skipped: tuple[str, ...]


def read_block(text: str, measure: str = "") -> PastedBlock:
    """The cells of a paste, tabs between them, without its title, its head (that may say `measure`) and its totals."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    cells = [tuple(cell.strip() for cell in line.split("\t")) for line in lines]
    several = any(sum(map(bool, row)) > 1 for row in cells)
    rows: list[tuple[str, ...]] = []
    skipped = []
    for at, row in enumerate(cells):
        below = cells[at + 1] if at + 1 < len(cells) else ()
        title = several and sum(map(bool, row)) == 1 and (_is_title(row) or _is_head(below, measure))
        above = not rows and (title or _is_head(row, measure))
        if above or any(_TOTAL.fullmatch(_bare(cell)) for cell in row[:2]):
            skipped.append(" ".join(cell for cell in row if cell))
        else:
            rows.append(row)
    return PastedBlock(tuple(rows), tuple(skipped))


def read_figure(text: str, unit: str) -> Decimal | None:
    """The number that a cell means in `unit` («12个», «约9», «1.2吨» in 千克); None for what is none."""
    plain = _ABOUT.sub("", "".join(unicodedata.normalize("NFKC", text).split()))
    if _COMMAS.search(plain) and not _THOUSANDS.match(plain):
        # «1,00» is 100 or 1.00, nobody knows
        return None
    found = parse_figure(_ABOUT.sub("", plain))
    if found is None:
        return None
    number, said = found
    return number if not said or not unit.strip() else converted(number, said, unit)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure: empty, a dash, «无»."""
    return "".join(text.split()) in _NOTHING


def says_nothing(text: str) -> bool:
    """Whether it says so in a word («缺»), which is gone once it is stored."""
    return is_nothing(text) and any(sign.isalpha() for sign in text)


def _is_title(row: Sequence[str]) -> bool:
    return _TITLE.search("".join(row)) is not None


def _is_head(row: Sequence[str], measure: str) -> bool:
    """A row whose first word is that of a head, or two of them, or one that is what the board measures."""
    bare = [_bare(cell) for cell in row]
    heads = [bool(_HEAD.fullmatch(cell)) for cell in bare]
    return any(heads[:1]) or sum(heads) > 1 or (bool(measure) and _bare(measure) in bare)


def _bare(cell: str) -> str:
    """Without blanks and what stands in brackets: «户均 日产（千克）» is 户均日产."""
    return _BRACKETED.sub("", "".join(cell.split()))
