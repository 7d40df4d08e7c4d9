"""The sentences of a plan that hold 争取: where each stands, whether it asks upward, and for what. Guesses, shown so.

争取 is «ask for» as well as «strive»: of the 18 in the 2023 plan four are headings, and two ask nothing of a level
above.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealSense, AppealSentence
from shengsi_desktop.plan.deliverables import shorten
from shengsi_desktop.plan.spans import Span, split
from shengsi_desktop.plan.titles import LONGEST_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WORD = "争取"
_ENDS = "。；;！!\n\r"
_HEADING = re.compile(r"(?:\d{1,2}[.．、]|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)\s*")
_LEAD = re.compile(r"^(?:继续|进一步|积极|大力|努力|主动|全力|并|还|同时|认真|加大力度|多方|对接)+")
#: what only a level above can give
_GIVEN = re.compile(
    r"支持|资金|基金|公益金|试点|奖补|补助|补贴|转移支付|政策|倾斜|额度|专项债|名额|指标|选派|挂职|批复|立项|授权"
)
#: how a sentence ends that only strives for a result
_RESULT = re.compile(
    r"(?:落地见效|见效|实现|完成|达到|达|建成|投产|投用|开工|竣工|落地|突破|创成|前列|第一|先进|落户)[\d.%％个项亿万元以上]*$"
)
_BEFORE = re.compile(r"^(?:在|于|到)?(?:年底|年内|今年|明年|\d{1,2}月)")
_LEVELS = (
    (AppealLevel.NATION, re.compile(r"国家级?|中央|国务院|部委|国债")),
    # «浙里…» are brands of the province
    (AppealLevel.PROVINCE, re.compile(r"省(?!心|力|钱|略|会)|浙里")),
    (AppealLevel.CITY, re.compile(r"市(?:级|委|政府|有关|直|对我|财政)|舟山市")),
)
_AREAS = (
    (AppealArea.PEOPLE, re.compile(r"人才|干部|挂职|编制|专家")),
    (AppealArea.PILOT, re.compile(r"试点|试验区|示范区|先行区")),
    (
        AppealArea.MONEY,
        re.compile(r"资金|基金|财政|转移支付|公益金|彩票|奖补|补助|补贴|专项债|贷款|金融|债券"),
    ),
    (AppealArea.LAND, re.compile(r"土地|用地|用海|海域|林地")),
    (AppealArea.ENERGY, re.compile(r"能耗|用能|能源|电价|碳排放")),
    (AppealArea.TECHNOLOGY, re.compile(r"科技|科创|实验室|科研")),
    (AppealArea.PROJECT, re.compile(r"项目|工程")),
    (AppealArea.LAYOUT, re.compile(r"布局|产业")),
)
#: a sentence that names this many fields speaks of all of them
_ALL_FIELDS = 4
#: what follows 争取 says nothing of its own below this many characters («支持»)
_TELLING = 4


class Place(NamedTuple):
    """An item's text in the plan: its key, [start, end)."""

    key: str
    start: int
    end: int


def appeal_sentences(source: str, places: Sequence[Place]) -> tuple[AppealSentence, ...]:
    """Return every sentence of `source` that holds 争取, in order; items are cut out first."""
    return tuple(
        _sentence(source, span, place)
        for span, place in _sentences(source, places)
        if WORD in source[span.start : span.end]
    )


def _sentences(source: str, places: Iterable[Place]) -> Iterator[tuple[Span, str]]:
    """Every sentence with the item that it stands in."""
    at = 0
    for place in sorted(places, key=lambda one: (one.start, one.end)):
        if place.start < at or place.end <= place.start:
            continue
        yield from ((span, "") for span in _cut(source, at, place.start))
        yield from ((span, place.key) for span in _cut(source, place.start, place.end))
        at = place.end
    yield from ((span, "") for span in _cut(source, at, len(source)))


def _cut(source: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a stretch: by lines first, since a bracket left open must not join two of them."""
    at = start
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", source[start:end]):
        yield from split(source, at, at + len(line), _ENDS)
        at += len(line)


def _sentence(source: str, span: Span, place: str) -> AppealSentence:
    text = span.cut(source)
    reach = _reach(text)
    sense, why = _sense(text, reach, in_item=bool(place))
    areas = [area for area, pattern in _AREAS if pattern.search(reach)]
    level = next((one for one, pattern in _LEVELS if pattern.search(reach)), None)
    return AppealSentence(
        start=span.start,
        end=span.end,
        text=text,
        place=place,
        sense=sense,
        why=why,
        area=areas[0] if 0 < len(areas) < _ALL_FIELDS else None,
        level=level,
        name=_name(reach),
    )


def _reach(text: str) -> str:
    """The clause that 争取 stands in; the one behind it, too, where that says nothing of its own («争取支持»)."""
    at = text.index(WORD)
    clauses = split(text, 0, len(text), "，,")
    which = next((n for n, one in enumerate(clauses) if one.start <= at < one.end), None)
    if which is None:
        return text
    start, end = clauses[which]
    if end - at - len(WORD) < _TELLING and which + 1 < len(clauses):
        end = clauses[which + 1].end
    return text[start:end]


def _sense(text: str, reach: str, *, in_item: bool) -> tuple[AppealSense, str]:
    if not in_item and _HEADING.match(text):
        return AppealSense.HEADING, "标题，内容在下文"
    rest = reach[reach.index(WORD) + len(WORD) :]
    result = _RESULT.search(reach)
    if result is not None:
        return AppealSense.STRIVE, f"“争取……{result[0]}”，多为力争之意"
    if _BEFORE.match(rest):
        return AppealSense.STRIVE, "“争取”后面是时间，多为力争之意"
    above = next((hit[0] for _, pattern in _LEVELS if (hit := pattern.search(reach))), "")
    if above:
        return AppealSense.UPWARD, f"写到“{above}”"
    given = _GIVEN.search(reach)
    if given is not None:
        return AppealSense.UPWARD, f"争取的是“{given[0]}”"
    return AppealSense.STRIVE, "没有写明向哪一级争取什么"


def _name(reach: str) -> str:
    """What an item made of it is called: the clause without the words that only add vigour."""
    name = _LEAD.sub("", reach.strip())
    return shorten(name, LONGEST_TITLE) if len(name) > LONGEST_TITLE else name
