"""What in a pasted reply is an item's number, a sub-heading, or a chat's own line. Pure; cuts nothing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shengsi_desktop.rhythm.no_news import is_no_news

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

#: one letter for one letter, so that places stay what they are
_FLAT = str.maketrans(
    "０１２３４５６７８９－—–‐‑‒―−﹣．（）【】〔〕［］〖〗「」：﹕∶，；；！？　\u00a0\t／～〜",
    "0123456789---------.()()()()()():::,;;!?   /~~",
)

_ONE = r"(?:保\s?)?\d{1,3}\s?-{1,2}\s?\d{1,3}(?:\.\d{1,2}(?!\d))?|(?:举措|改革|项目|争取)\s?\d{1,3}"
_DOTTED = r"\d{1,2}\.\d{1,2}(?!\d)"
_NUMBER = rf"(?:(?<![\d.-])(?:{_ONE}|{_DOTTED})(?![\d-]))"
_HEADER = re.compile(
    rf"""(?P<open>\(\s*)?(?P<named>第\s*|事项\s*|任务\s*)?
    (?P<list>{_NUMBER}
      (?:(?:\s*(?:[、,;/和及与&]|以及)\s*|\s+|\s*(?P<range>至|到|~)\s*)第?\s*{_NUMBER})*)
    (?P<counted>\s*(?:项|条|号|事项))?
    (?P<close>\s*\))?
    (?P<sign>\s*:|\s*[、.,;。](?!\d)|\s*(?=[\r\n]|$)|\s+|)""",
    re.VERBOSE,
)
_NUMBER_FOUND = re.compile(_NUMBER)
#: what precedes a number that is no running word: bullets, signs of quotation
_LEADING = re.compile(r"[\s*•·●◆■>#@-]*")
#: a number goes on in the line only behind these
_BEFORE = re.compile(r"(?<=[;。.!?,、\s])")
#: the stops behind which an item asked for begins without a sign of its own
_STOPS = ";。!?,"
#: «1-2个», «4-2%»: quantities
_MEASURES = (
    "个项家人户次天日月年元万亿%％名条号座处期台套吨公米平度分时倍层栋批场村岛艘辆所间份篇株亩船周小点"
)
#: «7-26前», «8-2上午»: days
_DAY_FOLLOWS = re.compile(r"\s*(?:日|号|前|后|起|至|到|止|底|之前|以前|晚|早|中午|上午|下午|凌晨)")
#: «7-26»: a month and a day that no item's number looks like
_MONTHS, _MANY = 12, 10

_NEXT = (
    r"(?:下周|下一周|下步|下一步|下阶段|下一阶段|后续)(?:的)?(?:主要|重点)?(?:工作)?"
    r"(?:计划|打算|安排|举措|措施|工作|重点)?"
)
_TROUBLE = (
    r"(?:目前|当前)?(?:存在|面临|遇到)?的?(?:主要|突出)?(?:问题|困难)"
    r"(?:(?:和|与|及|、|/)?(?:存在)?(?:问题|困难|原因|建议|不足))*|滞后原因|难点"
)
_DONE = r"(?:本周|本月|目前|当前|最新)?(?:主要)?(?:工作)?(?:进展|完成|推进|落实)(?:情况)?|本周工作(?:情况)?|本周情况"
_REQUEST = (
    r"(?:需要?|提请|恳请|请求|请)(?:县里|县级|县|上级|领导|县领导|专班|有关部门|相关部门|部门)?"
    r"(?:帮助|协助)?(?:协调|支持|解决)(?:解决|支持)?的?(?:事项|问题|困难|内容)?|协调事项|请求事项"
)
_LABELS = (
    ("request", rf"(?:{_REQUEST})"),
    ("next_plan", rf"(?:{_NEXT}|工作计划|计划)"),
    ("problems", rf"(?:{_TROUBLE})"),
    ("progress", rf"(?:{_DONE})"),
)
_COUNT = r"(?:\(?[一二三四五六七八九\d]{1,2}[)、.]\s*)?"
_LABEL = re.compile(
    r"(?P<at>^[^\S\n]*|(?<=[;。.!?,\s]))"
    + _COUNT
    + r"(?P<open>\(\s*)?(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in _LABELS)
    + r")(?P<close>\s*\))?(?P<sign>[^\S\n]*:|(?=[^\S\n]*$))?",
    re.MULTILINE,
)
_LATER = re.compile(r"^[^\S\n]*(?=下周|下一周|下步|下一步|下阶段)", re.MULTILINE)

_DATE = r"(?:\d{2,4}[-/年.])?\d{1,2}[-/月.]\d{1,2}日?"
_DAY = rf"(?:{_DATE}|星期.|周.|昨天|今天|前天)"
_TIME = r"(?:上午|下午|晚上|中午|凌晨|早上)?\s?\d{1,2}:\d{2}(?::\d{2})?"
_NAME = r"[^\d\s:,。;、][^:,。;、]{0,19}?"
_CHAT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}:?\s*{_DAY}\s*{_TIME}",
        rf"{_DAY}\s*{_TIME}(?:\s+{_NAME})?",
        rf"[^\d\s:,。;、]{{2,4}}:?\s+{_TIME}",
        rf"{_TIME}(?:\s+[^\d\s:,。;、]{{2,4}})?",
        r"-{2,}.{0,30}-{2,}",
    )
)
#: a picture, a face: «[强]», «[图片]»
_FACE = r"\[[^\[\]\d\n]{1,8}\]"
_ANSWER = rf"{_FACE}|收到|谢谢|多谢|感谢|辛苦|好的|好嘞|没问题|明白|知道|稍等|ok|嗯"
_FILLING = r"@\S+|各位|大家|领导|老师|同志|你们|您|你|了|的|哈|啦|吧|呀|啊|哦|呢|[\s,。.!?~、;:]"
_ANSWER_LINE = re.compile(rf"(?:{_ANSWER}|{_FILLING})+", re.IGNORECASE)
_GREETING = (
    r"您好|你好|早上好|上午好|下午好|晚上好|早安?|不好意思|抱歉|打扰(?:一下)?|请查收|请审阅|请过目|请看一?下?|查收"
    r"|[\u4e00-\u9fff]{1,2}(?:主任|局长|科长|科|总|姐|哥|工)|发您|发你|报一下|反馈如下|回复如下|汇报如下|情况如下|如下|以下"
    r"|(?:我们?|本)?(?:科室?|这边)(?:的)?|本周(?:的)?|这是"
)
_GREETING_LINE = re.compile(rf"(?:{_ANSWER}|{_GREETING}|{_FILLING})+", re.IGNORECASE)
_ANSWER_IN = re.compile(rf"{_ANSWER}|{_GREETING}", re.IGNORECASE)
_NAME_LINE = re.compile(r"[\u4e00-\u9fff]{2,4}:")


def flat(text: str) -> str:
    """The text with figures, dashes, brackets and stops of one kind, each letter in its place."""
    return text.translate(_FLAT)


class Numbers:
    """The items' numbers, found again however they are written."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self.order = tuple(numbers)
        self._known = {_tight(one): one for one in self.order}

    def known(self, written: str) -> str | None:
        """The item's number as it is shown; None where there is no such item."""
        plain = _tight(written)
        if plain in self._known:
            return self._known[plain]
        whole, dot, _ = plain.partition(".")
        if dot and "-" in whole:
            return self._known.get(whole)
        return self._known.get(plain.replace(".", "-")) if dot else None

    def has_task(self, task: str) -> bool:
        """Whether the unit has an item of this task («4» of 4-2)."""
        return any(one.startswith(f"{task}-") for one in self._known)

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """The known numbers from one to another, in the items' order."""
        if first not in self.order or last not in self.order:
            return (first, last)
        begin, end = self.order.index(first), self.order.index(last)
        return self.order[begin : end + 1] if begin <= end else (first, last)


def _tight(written: str) -> str:
    return re.sub(r"-+", "-", "".join(flat(written).split()))


@dataclass(frozen=True, slots=True)
class Header:
    """A number as it stands in a line (places in the line), and what it means."""

    start: int
    end: int
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def headers_within(line: str, numbers: Numbers, own: Collection[str]) -> Iterator[Header]:
    """Yield the headers of one flat line: at its beginning, then behind a stop where the number is a known one.

    «1-1无进展，8-2 配合…» holds two: behind a stop, or behind words that say nothing new, a known number needs no
    sign. `own` are lines of our message: a number with its title, words following, is a header with its title.
    """
    at = _LEADING.match(line)
    begin = at.end() if at else 0
    found = _header_at(line, begin, numbers)
    place = begin
    if found is not None:
        header = _first(line, found, numbers, own)
        if header is not None:
            yield header
            place = header.end
    behind = place
    while place + 1 < len(line) and (gap := _BEFORE.search(line, place + 1)) is not None:
        place = gap.start()
        found = _header_at(line, place, numbers)
        if found is None or not (_strong(found) or _goes_on(line, found, behind)):
            continue
        header = _made(found, numbers)
        if header is not None and header.known and not header.unknown:
            yield header
            behind = header.end
            place = header.end - 1


def _header_at(line: str, place: int, numbers: Numbers) -> re.Match[str] | None:
    """The number or numbers there; «7-28» of «4-2 7-28前完成» is a day and begins the words."""
    found = _HEADER.match(line, place)
    if found is None or ":" in found["sign"] or found["range"]:
        return found
    for one in list(_NUMBER_FOUND.finditer(line, found.start("list"), found.end("list")))[1:]:
        month, _, day = _tight(one[0]).partition("-")
        like_a_day = month.isdigit() and day.isdigit() and int(month) <= _MONTHS and int(day) >= _MANY
        followed = not found["counted"] and _DAY_FOLLOWS.match(line, one.end())
        if followed or (like_a_day and numbers.known(one[0]) is None):
            return _HEADER.match(line, place, one.start())
    return found


def _goes_on(line: str, found: re.Match[str], behind: int) -> bool:
    """Whether a number within a line, no sign behind it, begins an item: `behind` is where the last one's words begin.

    A quantity («，4-2个»), a day («，8-2前»), a number with a point and the last word of a line do not.
    """
    if _is_dotted(found["list"]) or _is_quantity(line, found) or not line[found.end() :].strip():
        return False
    before = line[behind : found.start()]
    return before.rstrip()[-1:] in tuple(_STOPS) or is_no_news(before)


def _first(line: str, found: re.Match[str], numbers: Numbers, own: Collection[str]) -> Header | None:
    header = _made(found, numbers)
    if header is None:
        return None
    for title in own:
        # our own heading with the answer behind it
        if header.known and title.startswith(found["list"]) and line[found.start() :].startswith(title):
            end = found.start() + len(title)
            while end < len(line) and line[end] in ": ":
                end += 1
            return Header(header.start, end, header.known, header.unknown)
    if _strong(found):
        return header
    sign = found["sign"].strip()
    if header.known and sign:
        return header
    if _is_quantity(line, found):
        return None
    if _is_dotted(found["list"]) and not found["sign"]:
        return None
    return header if header.known or sign == "、" or _may_be_foreign(found, numbers) else None


def _is_quantity(line: str, found: re.Match[str]) -> bool:
    """«1-2个», «4.2 亿元», «8-2前»."""
    if found["counted"]:
        return False
    following = line[found.end() :].lstrip()[:1]
    return bool(following and following in _MEASURES) or bool(_DAY_FOLLOWS.match(line, found.end("list")))


def _may_be_foreign(found: re.Match[str], numbers: Numbers) -> bool:
    """Whether an unknown number at a line's beginning is an item's all the same: no day, no quantity.

    With a point it is one where the unit has an item of that task: «4.3 …» beside 4-1.
    """
    for one in _NUMBER_FOUND.findall(found["list"]):
        if numbers.known(one) is not None:
            continue
        task, _, place = _tight(one).replace(".", "-").partition("-")
        if not place.isdigit() or (task.isdigit() and int(task) <= _MONTHS and int(place) >= _MANY):
            return False
        if _is_dotted(one) and not numbers.has_task(task):
            return False
    return True


def _strong(found: re.Match[str]) -> bool:
    """A colon, brackets around it, «第…项», or a line of its own."""
    if found["open"]:
        return bool(found["close"])
    alone = not found["sign"].strip() and found.end() >= len(found.string.rstrip())
    return ":" in found["sign"] or bool(found["named"] and found["counted"]) or alone


def _is_dotted(written: str) -> bool:
    return "-" not in written and "." in written


def _made(found: re.Match[str], numbers: Numbers) -> Header | None:
    """The header; None where a number with a point is no item's («4.2亿元»)."""
    written = _NUMBER_FOUND.findall(found["list"])
    known, unknown = list[str](), list[str]()
    for one in written:
        number = numbers.known(one)
        if number is None and _is_dotted(one) and not _may_be_foreign(found, numbers):
            return None
        if number is None:
            unknown.append(_tight(one).replace(".", "-") if _is_dotted(one) else _tight(one))
        else:
            known.append(number)
    if found["range"] and len(known) == 2 and not unknown:
        known = list(numbers.between(*known))
    end = found.end()
    if len(written) == 1 and "." in written[0] and "-" in written[0]:
        # a 细项's own number stays with its words
        end = found.start()
    if found["close"] and not found["open"]:
        end = found.end("list")
    return Header(found.start(), end, tuple(dict.fromkeys(known)), tuple(dict.fromkeys(unknown)))


def label_marks(words: str) -> list[tuple[int, int, str]]:
    """Return the sub-headings of a part's words: (start, end, field), in their order.

    A sub-heading has a colon, brackets, or a line of its own. A line that begins with «下周», «下一步» is a plan.
    """
    plain = flat(words)
    found = []
    for one in _LABEL.finditer(plain):
        field = next((name for name, _ in _LABELS if one[name]), "")
        if one["open"] and not one["close"]:
            continue
        alone = one["sign"] == "" and _begins_line(plain, one.start())
        if one["sign"] or alone or (one["open"] and one["close"]):
            found.append((one.start(), one.end(), field))
    taken = {place for start, end, _ in found for place in range(start, end + 1)}
    later = [one.end() for one in _LATER.finditer(plain) if one.end() not in taken]
    return sorted([*found, *((place, place, "next_plan") for place in later)])


def _begins_line(plain: str, place: int) -> bool:
    return not plain[plain.rfind("\n", 0, place) + 1 : place].strip()


def is_chat_line(line: str) -> bool:
    """Whether the flat line is a chat's own: name and time, or a dividing line."""
    plain = line.strip()
    return bool(plain) and any(one.fullmatch(plain) for one in _CHAT)


def is_name_line(line: str) -> bool:
    """Whether the flat line is a name with a colon, as chats put it before a message."""
    plain = line.strip()
    return bool(_NAME_LINE.fullmatch(plain)) and not label_marks(plain)


def is_small_talk(line: str, *, begun: bool) -> bool:
    """Whether the flat line answers nothing: «收到[强]», «[图片]»; before the first number greetings too."""
    plain = line.strip()
    lines = _ANSWER_LINE if begun else _GREETING_LINE
    return bool(lines.fullmatch(plain) and _ANSWER_IN.search(plain)) and not label_marks(plain)
