"""A plan's web page, saved from a government site, as text: what stands around the article is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.plan.decode import decode
from shengsi_desktop.sheets.plan_tables import Grid, TableText, is_task_table, table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
})  # fmt: skip
_DROPPED = frozenset({
    "script", "style", "head", "nav", "footer", "aside", "form", "select", "button", "noscript", "iframe",
    "object", "svg", "textarea", "template",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul",
    "ol", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "blockquote",
    "pre", "center", "body", "html", "figure", "address", "hr",
})  # fmt: skip
#: what an opening tag closes where its author did not
_CLOSES = {
    "p": ("p",), "li": ("li",), "tr": ("td", "th", "tr"), "td": ("td", "th"), "th": ("td", "th"),
    "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",), "div": ("p",), "table": ("p",),
}  # fmt: skip
_BOUNDS = frozenset({"table", "ul", "ol", "dl", "div", "body", "section", "article"})
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumb|crumbs?|foot|footer|share|sidebar|search|login|copyright|toolbar|"
    r"pagination|qrcode|ewm|friendlink|bottom|weizhi)(?:$|[\s_-])"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_CJK = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_CJK})[ \t]*[\r\n][ \t\r\n]*(?={_CJK})")
_DEEPEST = 150
_MOST_SPAN = 500
_MOST_COLUMNS = 60
_LINK_SHARE = 0.7


@dataclass(slots=True)
class _Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Node | str] = field(default_factory=list)


def decode_page(content: bytes) -> str:
    """Return the page's text by BOM, by its own <meta charset>, else as any text file."""
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(content)
    said = _CHARSET.search(content[:4096])
    name = said.group(1).decode("ascii").lower() if said else ""
    if name in ("gb2312", "gbk", "gb18030", "x-gbk"):
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            # pages are saved again by browsers that do not change what the page says of itself
            return decode(content)
    return decode(content)


def html_blocks(page: str) -> Iterator[str | TableText]:
    """Yield the article's lines and task tables in their order."""
    builder = _Builder()
    try:
        builder.feed(_closed(_without(_without(page, "<!--", "-->"), "<!", ">")))
        builder.close()
    except AssertionError as trouble:
        raise Refusal(
            "网页文件的内容不完整，读不了，没有导入，原有数据没有改动。请把网页上的方案全文复制到文本文件后再导入。"
        ) from trouble
    if builder.title:
        yield builder.title
    lines = _Lines()
    yield from _walk(builder.root, lines)
    yield from lines.flush()


def _without(page: str, opener: str, closer: str) -> str:
    """Return the page without what stands between the two; one that nothing closes takes the rest with it.

    The parser looks for each closer anew to the page's end, which a page full of openers makes very slow.
    """
    kept: list[str] = []
    at = 0
    while (start := page.find(opener, at)) >= 0:
        kept.append(page[at:start])
        end = page.find(closer, start + len(opener))
        if end < 0:
            return "".join(kept)
        at = end + len(closer)
    return "".join([*kept, page[at:]])


def _closed(page: str) -> str:
    """Return the page without the openers of tags that nothing closes any more, for the same reason."""
    last = page.rfind(">") + 1
    return page[:last] + page[last:].replace("<", " ")


class _Builder(HTMLParser):
    """Builds a plain tree of the page; tags that nobody closed are closed where they must be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("body")
        self.title = ""
        self._path = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "meta" and attributes.get("name", "").lower() == "articletitle":
            self.title = attributes.get("content", "").strip()
        if tag == "body":
            # a browser, too, ends the head here
            del self._path[1:]
            return
        self._close_implied(tag)
        node = _Node(tag, attributes)
        self._path[-1].children.append(node)
        if tag not in _VOID and len(self._path) < _DEEPEST:
            self._path.append(node)

    def handle_endtag(self, tag: str) -> None:
        for n in range(len(self._path) - 1, 0, -1):
            if self._path[n].tag == tag:
                del self._path[n:]
                return
            if self._path[n].tag == "table" and tag not in ("div", "body", "html"):
                return

    def handle_data(self, data: str) -> None:
        self._path[-1].children.append(data)

    def _close_implied(self, tag: str) -> None:
        closes = _CLOSES.get(tag, ())
        for n in range(len(self._path) - 1, 0, -1):
            if self._path[n].tag in closes:
                del self._path[n:]
                if tag != "tr":
                    return
            elif self._path[n].tag in _BOUNDS:
                return


class _Lines:
    """Collects inline text into lines; a line that is nearly all links is furniture."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._linked = 0

    def add(self, text: str, *, link: bool) -> None:
        self._words.append(text)
        if link:
            self._linked += len(text.strip())

    def flush(self) -> Iterator[str]:
        text = _WRAPPED.sub("", "".join(self._words))
        text = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")
        said = len(text.strip())
        if said and self._linked < _LINK_SHARE * said:
            yield text
        self._words.clear()
        self._linked = 0


def _walk(node: _Node, lines: _Lines, *, link: bool = False) -> Iterator[str | TableText]:
    for child in node.children:
        if isinstance(child, str):
            lines.add(child, link=link)
        elif child.tag in _DROPPED or _is_furniture(child):
            continue
        elif child.tag == "br":
            yield from lines.flush()
        elif child.tag == "table" and (grid := _grid(child)) is not None and is_task_table(grid):
            yield from lines.flush()
            yield table_text(grid)
        elif child.tag in _BLOCKS:
            yield from lines.flush()
            yield from _walk(child, lines, link=link)
            yield from lines.flush()
        else:
            yield from _walk(child, lines, link=link or child.tag == "a")


def _is_furniture(node: _Node) -> bool:
    if node.tag not in ("div", "ul", "section", "header", "table", "span"):
        return False
    style = node.attributes.get("style", "").replace(" ", "").lower()
    names = f"{node.attributes.get('id', '')} {node.attributes.get('class', '')}".lower()
    return "display:none" in style or _FURNITURE.search(names) is not None


def _grid(table: _Node) -> Grid | None:
    """Return the table's cells, spans filled; None for a table that only lays out others."""
    rows = list(_rows(table))
    if not rows or any(_holds_table(cell) for row in rows for cell in row):
        return None
    places: dict[tuple[int, int], str] = {}
    bands: set[int] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            if x >= _MOST_COLUMNS:
                break
            text = "\n".join(part for part in _cell_lines(cell) if part)
            down, right = _span(cell, "rowspan"), min(_span(cell, "colspan"), _MOST_COLUMNS - x)
            if len(row) == 1 and right > 1:
                bands.add(y)
            for dy in range(min(down, len(rows) - y)):
                places.update({(y + dy, x + dx): text for dx in range(right)})
            x += right
    width = 1 + max((x for _, x in places), default=0)
    filled = tuple(tuple(places.get((y, x), "") for x in range(width)) for y in range(len(rows)))
    return Grid(filled, frozenset(bands))


def _rows(node: _Node) -> Iterator[list[_Node]]:
    for child in node.children:
        if isinstance(child, str) or child.tag == "table":
            continue
        if child.tag == "tr":
            cells = [one for one in child.children if not isinstance(one, str) and one.tag in ("td", "th")]
            if cells:
                yield cells
        else:
            yield from _rows(child)


def _holds_table(node: _Node) -> bool:
    return any(
        child.tag == "table" or _holds_table(child) for child in node.children if not isinstance(child, str)
    )


def _cell_lines(cell: _Node) -> list[str]:
    lines = _Lines()
    found = [one for one in _walk(cell, lines) if isinstance(one, str)]
    return [*found, *lines.flush()]


def _span(cell: _Node, name: str) -> int:
    text = cell.attributes.get(name, "1").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 1
