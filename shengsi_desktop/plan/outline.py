"""A plan's outline: its headings with their levels, its title, body and annexes.

Web-page furniture before the title and after the annexes stays outside. It knows nothing of what clauses say.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from shengsi_desktop.plan.flat import HAN, broken, han_number
from shengsi_desktop.plan.spans import Span, lines, trim

_HEADINGS = (
    (1, re.compile(rf"([{HAN}]{{1,5}})\s{{0,3}}[、．.]\s{{0,3}}")),
    (1, re.compile(rf"第([{HAN}]{{1,5}})[章部]分?\s{{1,3}}")),
    (2, re.compile(rf"[(（]\s?([{HAN}]{{1,5}})\s?[)）]\s{{0,3}}[、.．]?\s{{0,3}}")),
    (2, re.compile(rf"第([{HAN}]{{1,5}})节\s{{1,3}}")),
    (3, re.compile(r"(\d{1,3})\s{0,2}[.．、]\s{0,3}(?!\d)")),
    (3, re.compile(rf"第([{HAN}]{{1,5}})条(?:\s{{1,3}}|[:：、])")),
    (
        3,
        re.compile(
            rf"(?:任务|行动|举措|措施|专项|工程)\s?([{HAN}]{{1,3}}|\d{{1,2}})\s{{0,2}}[:：、.．]\s{{0,3}}"
        ),
    ),
)
#: a title stops at its sentence's end, and where a responsibility clause opens
_SENTENCE_END = re.compile(
    r"[。：:；;!！?？]|[(（〔\[［【](?=(?:责任|牵头|配合|主办|承办|主责|分管|完成时限)[\u4e00-\u9fff]{0,4}[:：])"
)
_LONGEST_TITLE = 120
_LONGEST_TASK_TITLE = 45
_ANNEX = re.compile(r"附\s?件\s?[:：]|附\s?件\s?\d{0,2}$|附件\d{1,2}[.．、:：]?")
_ANNEX_NUMBER = re.compile(r"(?:附\s?件\s?)?[:：]?\s*(\d{1,2})\s*[.．、]\s*")
_TAIL_FURNITURE = re.compile(
    r"(打印本页|关闭窗口|关闭本页|上一篇|下一篇|扫一扫|分享到|相关链接|相关附件|主办单位|版权所有|附件下载|"
    r"网站地图|联系我们|浏览次数|责任编辑|信息来源\s*[:：])"
)
_DUTY_WORDS = ("责任单位", "责任部门", "牵头单位", "牵头部门", "负责）", "负责)")
_DOCUMENT_WORD = r"(?:方案|计划|意见|通知|规划|要点|清单|措施|办法|决定|安排)"
_BOOK_TITLE = re.compile(rf"《([^《》\n]{{3,100}}{_DOCUMENT_WORD}(?:[(（][^《》()（）]{{1,20}}[)）])?)》")
_ABOUT = re.compile(r"关于(?:印发|下发|转发|公布|发布|实施)?")
_ISSUER = re.compile(
    r"(?:发布机构|信息来源|发文机关|发布单位|印发单位)\s*[:：]?\s*([\u4e00-\u9fff（）()]{2,30})"
)
_DOCUMENT_NUMBER = re.compile(r"[〔\[［](20\d\d)[〕\]］]\s?\d{1,4}\s?号")
_YEAR = re.compile(r"(20\d\d)\s?年")
_PLAIN_HEADING = re.compile(r"(?!.*(?:单位|部门|领导|时限)$)[^\s\d。，,：:；;！？!?、（）()《》]{4,30}")
_BLANK = re.compile(r"[ \t\u3000\u00a0]")
#: a document number that stands behind the title on its line
_NUMBER_AT_END = re.compile(
    rf"(?<={_DOCUMENT_WORD})\s*[\u4e00-\u9fff]{{1,8}}[〔\[［]20\d\d[〕\]］]\s?\d{{1,4}}\s?号$"
)
#: titles inside a line that holds the whole document
_INNER_BOOK = re.compile(rf"关于(?:印发|下发|转发|公布|发布|实施)\s?《([^《》。]{{3,100}}{_DOCUMENT_WORD})》")
_INNER_TITLE = re.compile(
    rf"([\u4e00-\u9fff]{{2,20}}关于[^\s。，,：:《》]{{4,60}}?{_DOCUMENT_WORD})"
    r"(?=[\u4e00-\u9fff]{0,8}[〔\[［]20\d\d|\s|各|$)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: `start` is where its number stands, `end` where its title stops."""

    level: int
    number: str
    title: str
    start: int
    title_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Headings of the body [start, end), with the document's own title and its annexes' titles."""

    title: str
    issuer: str
    year: int | None
    start: int
    end: int
    headings: tuple[Heading, ...]
    annexes: tuple[str, ...]


def read_outline(source: str) -> Outline:
    """Find title, body, headings and annexes."""
    rows, flat = broken(source, lines(source))
    first = _first_heading(source, rows)
    title = _title(source, rows, first, flat)
    last = _body_end(source, rows, first)
    body_end = rows[last - 1].end if last else 0
    headings = tuple(
        heading
        for row in rows[first:last]
        if (heading := _heading_at(source, row, levels=(1, 2, 3), flat=row.start in flat)) is not None
    )
    if not headings:
        first, headings = 0, _plain_headings(source, rows[:last], title)
    return Outline(
        title=title,
        issuer=_issuer(source, rows, first),
        year=_year(title, source),
        start=rows[first].start if rows else 0,
        end=body_end,
        headings=headings,
        annexes=_annexes(source, rows[last:]),
    )


def _plain_headings(source: str, rows: list[Span], title: str) -> tuple[Heading, ...]:
    """Return the headings of a text that numbers none: short lines without a stop, each before a paragraph."""
    found = [
        Heading(1, "", row.cut(source), row.start, row.start, row.end)
        for row, after in itertools.pairwise(rows)
        if _PLAIN_HEADING.fullmatch(source, *row)
        and not _PLAIN_HEADING.fullmatch(source, *after)
        and row.cut(source) != title
    ]
    return tuple(found) if len(found) > 1 else ()


def is_sentence(heading: Heading) -> bool:
    """True when what stands behind the number of a task is already the text and no title."""
    return heading.level == 3 and heading.end - heading.title_start > _LONGEST_TASK_TITLE


def _first_heading(source: str, rows: list[Span]) -> int:
    """Return where the body begins: at a section, else at a numbered task, else at the top."""
    for levels in ((1, 2), (3,)):
        for n, row in enumerate(rows):
            if _heading_at(source, row, levels=levels):
                return n
    return 0


def _heading_at(source: str, row: Span, levels: tuple[int, ...], *, flat: bool = False) -> Heading | None:
    """Return the heading that opens a row; in a `flat` one, broken out of a line, a blank ends its title too."""
    for level, pattern in _HEADINGS:
        if level not in levels:
            continue
        hit = pattern.match(source, row.start, row.end)
        if hit is None:
            continue
        stop = _SENTENCE_END.search(source, hit.end(), row.end)
        end = stop.start() if stop else row.end
        blank = _BLANK.search(source, min(hit.end() + 4, end), end) if flat else None
        end = min(blank.start() if blank else end, hit.end() + _LONGEST_TITLE)
        title = trim(source, hit.end(), end)
        if title.start == title.end:
            return None
        written = hit.group(1)
        number = str(han_number(written)) if level == 3 and han_number(written) else written
        return Heading(level, number, title.cut(source), row.start, title.start, title.end)
    return None


def _title(source: str, rows: list[Span], first: int, flat: frozenset[int]) -> str:
    """Return the title inside 《》 of the notice's heading, else the first line before the body like one."""
    spans = rows[: max(first, 1)]
    before = [row.cut(source) for row in spans]
    for line in before:
        hit = _BOOK_TITLE.search(line)
        if hit and _ABOUT.search(line[: hit.start()]) and len(line) <= 160:
            return hit.group(1).strip()
    named = [_NUMBER_AT_END.sub("", line) for line in before]
    named = [line for line in named if re.search(_DOCUMENT_WORD + r"$", line) and 6 <= len(line) <= 80]
    if named:
        return re.sub(r"^#+\s*", "", named[0])
    for row in spans:
        if row.start in flat or row.end - row.start > 160:
            hit = _INNER_BOOK.search(source, row.start, row.end) or _INNER_TITLE.search(
                source, row.start, row.end
            )
            if hit:
                return "".join(hit.group(1).split())
    return ""


def _issuer(source: str, rows: list[Span], first: int) -> str:
    for n, row in enumerate(rows[:first]):
        line = row.cut(source)
        hit = _ISSUER.search(line)
        if hit:
            return hit.group(1)
        if re.search(r"(发布机构|信息来源)\s*[:：]$", line) and n + 1 < first:
            after = rows[n + 1].cut(source)
            if re.fullmatch(r"[\u4e00-\u9fff（）()]{2,30}", after):
                return after
    return ""


def _year(title: str, source: str) -> int | None:
    hit = _YEAR.search(title) or _DOCUMENT_NUMBER.search(source) or _YEAR.search(source)
    return int(hit.group(1)) if hit else None


def _body_end(source: str, rows: list[Span], first: int) -> int:
    """Return the index of the first row after the body: the annexes, or a page's foot that no clause follows."""
    last_clause = max(source.rfind(word) for word in _DUTY_WORDS)
    first_clause = min((at for word in _DUTY_WORDS if (at := source.find(word)) >= 0), default=0)
    for n in range(first + 1, len(rows)):
        row = rows[n]
        line = source[row.start : min(row.end, row.start + 60)]
        foot = row.end - row.start <= 60 and row.start > last_clause and _TAIL_FURNITURE.match(line)
        # where all tasks stand in an annex, the annex is the plan
        if foot or (_ANNEX.match(line) and row.start > first_clause):
            return n
    return len(rows)


def _annexes(source: str, rows: list[Span]) -> tuple[str, ...]:
    """Return the annexes' titles; a title that goes on in the next line is joined."""
    titles: list[str] = []
    for row in rows[:60]:
        line = row.cut(source)
        if _TAIL_FURNITURE.match(line) or len(line) > _LONGEST_TITLE:
            break
        number = _ANNEX_NUMBER.match(line)
        if number:
            titles.append(line[number.end() :])
        elif _ANNEX.match(line):
            rest = re.sub(r"^附\s?件\s?[:：]?\s*", "", line)
            if rest:
                titles.append(rest)
        elif titles and not re.search(r"[。；]|清单$", titles[-1]):
            titles[-1] += line
        else:
            break
    return tuple(title.strip() for title in titles)
