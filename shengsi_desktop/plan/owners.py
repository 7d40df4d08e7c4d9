"""Reading a responsibility clause: units as written, their roles, deadline, scope and leaders.

A small grammar: a clause is segments, each with a label before («牵头单位:») or a role word after («牵头»),
and each a list of units. Where clauses stand in a text is the business of `responsibility`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from enum import Enum

from shengsi_desktop.domain.plan import OwnerText
from shengsi_desktop.domain.words import Origin, Role
from shengsi_desktop.plan.spans import Span, split, trim

_KIND = r"(?:单位|部门|科室|主体|地区|机构|处室|股室|领导|县领导|区领导|市领导|人|方)"
LABEL = re.compile(
    rf"(?P<duty>责任|主责|牵头|配合|协同|协办|主办|承办|参与|参加|落实|实施|协助|分管|包保|联系|指导"
    rf"|(?:主管|负责|督办|督导)(?={_KIND}))"
    rf"(?:责任)?(?P<kind>{_KIND})?(?:及(?:责任|牵头|配合)?(?:单位|部门|人))?\s{{0,3}}[:：为]\s{{0,3}}"
)
_DEADLINE_LABEL = re.compile(
    r"(?:计划)?(?:完成|办理|办结|整改|落实)?(?:时限|时间|期限|节点)(?:要求)?\s{0,2}[:：]\s{0,3}"
)
_SCOPE_LABEL = re.compile(r"(?:实施|适用|试点)?(?:范围|区域|对象)\s{0,2}[:：]\s{0,3}")
#: a row that opens with a label and its colon
LABELLED = re.compile(
    rf"(?:(?:责任|主责|牵头|配合|协同|协办|主办|承办|参与|协助|分管|包保|联系|主管|负责)(?:责任)?{_KIND}?|"
    r"(?:计划)?(?:完成|办理|办结|整改|落实)?(?:时限|时间|期限|节点)(?:要求)?|(?:实施|适用|试点)(?:范围|区域|对象))\s{0,3}[:：]"
)
_BLANK_BEFORE_LABEL = re.compile(rf"[ \t\u3000\u00a0]+(?={LABELLED.pattern})")
_DEADLINE = re.compile(
    r"(?:长期|常年|持续|全年|每年)(?:坚持|推进|实施|开展|落实|进行)?$|(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|上旬|中旬|下旬|春节|年底|年末|前)*(?:以?前)?(?:完成|启动|实现|落实)?$"
)
_LEAD_WORDS = r"总?牵头"
# 政协办 is a unit, no 协办
_SUPPORT_WORDS = r"配合|参与|参加|协助|协同|(?<!政)协办"
_OWNER_WORDS = r"负责|指导|(?:抓好|做好|组织)?落实|承办|主办|实施|推进|监督|督导"
ROLE_END = re.compile(
    rf"(?:等)?(?:共同|分别|具体|依法)?(?:按照?(?:各自)?职(?:责|能)(?:分工)?|分工)?(?:共同|分别|具体)?"
    rf"(?P<word>{_LEAD_WORDS}|{_SUPPORT_WORDS}|{_OWNER_WORDS})(?:负责|落实|实施|推进|组织|会同)*$"
)
_MANNER = re.compile(
    r"(?:等)?(?:共同|分别|具体|依法)?(?:按照?(?:各自)?职(?:责|能)(?:分工)?|分工)?(?:共同|分别|具体)?"
    rf"(?:{_LEAD_WORDS}|{_SUPPORT_WORDS}|{_OWNER_WORDS})*(?:等)?$"
)
_UNIT_END = re.compile(
    r"(?:局|厅|部|委|办|院|处|科|室|中心|公司|集团|银行|分行|支行|镇|乡|街道|政府|管委会|委员会|指挥部|机关|单位|部门|"
    r"总署|署|组|站|所|合作社|供销社|报社|通讯社|会|校|团|团县委|团市委|团省委|海关|联|馆|台|队|法院|检察院|工会|妇联|县委|市委|省委|"
    r"区委|党委|专班|地区|各地|企业|机构|园区|新区|开发区|乡镇|县区|区县|县\(市、区\)|县（市、区）|科协|贸促会)$"
)
#: how examples and remarks begin (含嵊山镇, 如县医院, 第三方机构); 含山, 如东 and 即墨 are places
_NO_NAME = re.compile(
    r"由?(?:含(?!山)|如(?![皋东])|包括|其中|即(?!墨)|例如|尤其|特别是|第[一二三四\d]|[^:：]*[:：])"
)
_COLLECTIVE_HEAD = re.compile(r"各(?:级|省|市|州|县|区|盟|旗|镇|乡|乡镇|自治区|直辖市|区县|县区|市州|地市)$")
_COLLECTIVE_PART = re.compile(
    r"(?:省|市|州|盟|县|区|旗|镇|乡|街道|自治区|自治州|直辖市|县级市|开发区|新区|计划单列市)?"
    r"(?:[(（][^()（）]{1,12}[)）])?(?:人民)?(?:政府|管委会)?$"
)
_AND = re.compile(r"以?及(?=各|有关|相关|其他|国|省|市|县|区)|和(?=各|有关|相关|其他)")
#: 各乡镇党委、政府 is one
_PARTY_HALF = re.compile(r"(?:党委|党工委|县委|区委|市委|省委)$")
_STATE_HALF = re.compile(r"(?:人民)?(?:政府|管委会|办事处)$")
#: between two whole names: 县发展和改革局及县经信局; 社会和法治局 is one
_BETWEEN = re.compile(r"以及|及|和|与|[ \t\u3000]+")
_NO_NAME_END = ("社会", "场所", "机会")
_TOGETHER = re.compile(r"会同(?=.{2})")
_SUCH = re.compile(r"等(?=国务院|有关|相关|各|省|市|县|区|部门|单位)")
FIRST_LEADS = re.compile(
    r"(?:(?:排名?在?|列在?|列|居)(?:第一[位名]?|首位)|(?:第一|首)个)[^，,。；;\n]{0,8}?(?:牵头|主办)"
)
_RULE_OPENING = re.compile(r"(?:注[:：]?|以下|上述|各项|本方案|工作|任务|责任|部门|单位|分工|中|的|均|，|,)*")
_BELOW_TOO = re.compile(
    r"以下(?:各项)?均?需?由?(?P<who>[^，,。；;均需由]{2,30}?)(?:落实|负责|配合|参与|牵头)[^。；;]{0,12}不再(?:一一)?列出"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a responsibility clause says, with the rules it sets for the whole document."""

    owners: tuple[OwnerText, ...]
    deadline: str = ""
    scope: str = ""
    leaders: tuple[str, ...] = ()
    first_leads: bool = False
    below_too: Span | None = None
    unread: tuple[Span, ...] = field(default=())


class _Sort(Enum):
    """What the words after a label are."""

    UNIT = 1
    LEADER = 2
    DEADLINE = 3
    SCOPE = 4


@dataclass(slots=True)
class _Reading:
    owners: list[tuple[Span, Role]] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    deadline: str = ""
    scope: str = ""
    unread: list[Span] = field(default_factory=list)


def strip_manner(word: str) -> str:
    """Return a listed name without its words of manner (等, 按职责分工负责, 牵头 …)."""
    hit = _MANNER.search(word)
    return word[: hit.start()] if hit else word


def is_unit_name(word: str) -> bool:
    """True when a name ends as names of units do, or is a wildcard (各…)."""
    if _NO_NAME.match(word):
        return False
    return 2 <= len(word) <= 40 and (_UNIT_END.search(word) is not None or word.startswith("各"))


def read_clause(source: str, inner: Span) -> Clause:
    """Read what stands inside one responsibility clause."""
    reading = _Reading()
    sentences = split(source, inner.start, inner.end, "。\n\r")
    first_leads = bool(FIRST_LEADS.search(inner.cut(source)))
    below = _BELOW_TOO.search(inner.cut(source))
    below_too = Span(inner.start + below.start("who"), inner.start + below.end("who")) if below else None
    for sentence in sentences:
        if _is_rule(sentence.cut(source)) or _BELOW_TOO.match(sentence.cut(source)):
            continue
        label: Role | None = None
        for segment in split(source, sentence.start, sentence.end, "；;"):
            for piece in _at_labels(source, segment):
                label = _segment(source, piece, label, reading)
    owners = _with_origins(source, reading.owners)
    return Clause(
        owners,
        reading.deadline,
        reading.scope,
        tuple(reading.leaders),
        first_leads,
        below_too,
        tuple(reading.unread),
    )


def _at_labels(source: str, segment: Span) -> list[Span]:
    """Part «责任单位：甲 完成时限：6月底» where a blank stands before a label."""
    cuts = [hit.start() for hit in _BLANK_BEFORE_LABEL.finditer(source, segment.start, segment.end)]
    bounds = [segment.start, *cuts, segment.end]
    return [trim(source, left, right) for left, right in itertools.pairwise(bounds)]


def _segment(source: str, segment: Span, label: Role | None, reading: _Reading) -> Role | None:
    """Read one segment; return the label that goes on into the next one."""
    waiting: list[Span] = []
    sort = _Sort.UNIT
    label_here: Role | None = None
    for part in _joined(source, split(source, segment.start, segment.end, "、，,")):
        text = part.cut(source)
        if _is_rule(text) or text in ("下同", "不再列出") or _BELOW_TOO.match(text):
            continue
        opened = _opening(text)
        said = part
        if opened:
            reading.owners.extend((span, label or Role.OWNER) for span in waiting)
            waiting = []
            sort, length, role = opened
            label = role or label
            said = trim(source, part.start + length, part.end)
        joint = _TOGETHER.search(source, said.start, said.end) if sort is _Sort.UNIT else None
        if joint and (
            joint.start() == said.start or is_unit_name(strip_manner(source[said.start : joint.start()]))
        ):
            # 甲会同乙、丙: the first leads, and all that follow support it
            first = Span(said.start, joint.start())
            if first.start < first.end:
                _take(source, first, sort, Role.LEAD, waiting, reading)
            reading.owners.extend((span, Role.LEAD) for span in waiting)
            waiting, label_here = [], Role.SUPPORT
            said = trim(source, joint.end(), said.end)
        if said.start < said.end:
            _take(source, said, sort, label_here or label, waiting, reading)
    reading.owners.extend((span, label_here or label or Role.OWNER) for span in waiting)
    return label


def _opening(text: str) -> tuple[_Sort, int, Role | None] | None:
    """Return what a label at the start of `text` announces, its length and its role; None without a label."""
    hit = LABEL.match(text)
    if hit:
        kind = hit.group("kind") or ""
        leader = "领导" in kind or kind == "人" or hit.group("duty") in ("分管", "包保", "联系")
        return (_Sort.LEADER if leader else _Sort.UNIT), hit.end(), _label_role(hit.group("duty"))
    for sort, pattern in ((_Sort.DEADLINE, _DEADLINE_LABEL), (_Sort.SCOPE, _SCOPE_LABEL)):
        hit = pattern.match(text)
        if hit:
            return sort, hit.end(), None
    return None


def _take(
    source: str, part: Span, sort: _Sort, label: Role | None, waiting: list[Span], reading: _Reading
) -> None:
    text = part.cut(source)
    if sort is _Sort.LEADER:
        reading.leaders.append(text)
    elif sort is _Sort.SCOPE:
        reading.scope = f"{reading.scope}、{text}" if reading.scope else text
    elif sort is _Sort.DEADLINE:
        reading.deadline = f"{reading.deadline}、{text}" if reading.deadline else text
    elif is_deadline(text):
        reading.deadline = text
    else:
        _unit(source, part, label, waiting, reading)


def _unit(source: str, part: Span, label: Role | None, waiting: list[Span], reading: _Reading) -> None:
    """Take one listed name; a role word after it speaks for all names that wait before it."""
    text = part.cut(source)
    end = ROLE_END.search(text)
    bare = strip_manner(text)
    by = 1 if re.match(r"由(?=[省市县区各])", bare) else 0
    name = trim(source, part.start + by, part.start + len(bare))
    for span in _alternatives(source, name):
        if span.end - span.start > 60 or not re.search(r"[\u4e00-\u9fff]", span.cut(source)):
            reading.unread.append(span)
        else:
            waiting.append(span)
    if end:
        role = _word_role(end.group("word"))
        if role is Role.OWNER and label is not None:
            role = label
        reading.owners.extend((span, role) for span in waiting)
        waiting.clear()


def _alternatives(source: str, name: Span) -> list[Span]:
    """Part «甲及各乙», «甲局和乙局» and «甲等国务院相关部门» into their names."""
    text = name.cut(source)
    cuts = sorted(
        {hit.span() for pattern in (_AND, _SUCH) for hit in pattern.finditer(text) if hit.start() >= 2}
        | {hit.span() for hit in _BETWEEN.finditer(text) if _parts_two_names(text, *hit.span())}
    )
    spans = []
    at = 0
    for left, right in cuts:
        if left >= at and _UNIT_END.search(text[at:left]):
            spans.append(trim(source, name.start + at, name.start + left))
            at = right
    spans.append(trim(source, name.start + at, name.end))
    # «市医保局等部门» names nobody behind the 等
    nobody = ("部门", "单位") if len(spans) > 1 else ()
    return [span for span in spans if span.start < span.end and span.cut(source) not in nobody]


def _parts_two_names(text: str, left: int, right: int) -> bool:
    """True when what stands on either side is a whole name of a unit."""
    before, after = text[:left], text[right:]
    return (
        left >= 3
        and len(after) >= 3
        and is_unit_name(before)
        and not before.endswith(_NO_NAME_END)
        and is_unit_name(after)
    )


def _is_rule(text: str) -> bool:
    """True when a text is a rule on whom the clauses mean, and names nobody itself."""
    hit = FIRST_LEADS.search(text)
    return hit is not None and _RULE_OPENING.fullmatch(text, 0, hit.start()) is not None


def is_deadline(text: str) -> bool:
    """True when a listed word says by when (2024年8月底前完成, 长期坚持) and not who."""
    return (
        len(text) >= 3
        and _DEADLINE.match(text) is not None
        and re.search(r"[年月底前长持]", text) is not None
    )


def _joined(source: str, parts: list[Span]) -> list[Span]:
    """Join collectives that hold the separator themselves: 各市、州、县人民政府."""
    joined: list[Span] = []
    open_collective = False
    for part in parts:
        text = part.cut(source)
        bare = strip_manner(text)
        tail = LABEL.sub("", text)
        if open_collective and bare and _COLLECTIVE_PART.match(bare):
            joined[-1] = Span(joined[-1].start, part.end)
            open_collective = not bare.endswith(("政府", "管委会"))
            continue
        if joined and _PARTY_HALF.search(joined[-1].cut(source)) and _STATE_HALF.match(bare):
            joined[-1] = Span(joined[-1].start, part.end)
            continue
        joined.append(part)
        open_collective = _COLLECTIVE_HEAD.match(tail) is not None
    return joined


def _with_origins(source: str, found: list[tuple[Span, Role]]) -> tuple[OwnerText, ...]:
    """Restore left-out parts («县人社、教育、财政部门») and mark wildcards."""
    names = [span.cut(source) for span, _ in found]
    restored = list(names)
    at = 0
    for n, name in enumerate(names):
        hit = re.search(r"(?<=.)(部门|系统|局|厅|镇|乡|街道)$", name)
        if hit:
            bare = [k for k in range(at, n) if not _UNIT_END.search(names[k]) and len(names[k]) <= 8]
            if bare and bare == list(range(bare[0], n)):
                prefix = re.match(r"各级|[省市县区](?![场域级])", names[bare[0]])
                for k in [*bare, n]:
                    head = prefix.group() if prefix and not names[k].startswith(prefix.group()) else ""
                    tail = "" if k == n else hit.group(1)
                    restored[k] = head + re.sub(rf"等(?={hit.group(1)}$)", "", names[k]) + tail
            at = n + 1
    owners = []
    for (span, role), name, whole in zip(found, names, restored, strict=True):
        origin = Origin.ELIDED if whole != name else Origin.GROUP if is_wildcard(name) else Origin.NAMED
        owners.append(OwnerText(whole, name, span.start, span.end, role, origin))
    return tuple(owners)


def is_wildcard(name: str) -> bool:
    """True for a written owner that stands for many units (各乡镇, 领导小组成员单位, 有关部门)."""
    return name.startswith(("各", "有关", "相关", "其他")) or name.endswith(
        ("成员单位", "有关部门", "相关部门")
    )


def with_first_as_lead(owners: tuple[OwnerText, ...]) -> tuple[OwnerText, ...]:
    """Apply a document's rule «列第一位者为牵头单位» to a clause that marks no role itself."""
    if not owners or any(owner.role is not Role.OWNER for owner in owners):
        return owners
    return (replace(owners[0], role=Role.LEAD), *owners[1:])


def _label_role(duty: str) -> Role:
    if duty == "牵头":
        return Role.LEAD
    return Role.SUPPORT if duty in ("配合", "协同", "协办", "参与", "参加", "协助") else Role.OWNER


def _word_role(word: str) -> Role:
    if "牵头" in word:
        return Role.LEAD
    return Role.SUPPORT if re.fullmatch(_SUPPORT_WORDS, word) else Role.OWNER
