"""The verbs of a plan's promises: which make a document, which build or attain something, which only go on.

Word lists with the questions asked of them; no numbers, no offsets.
"""

from __future__ import annotations

import re

#: words of manner that stand before a verb and do not change what it promises
_MANNER = re.compile(
    r"^(?:加快|全力|力争|确保|大力|持续|深入|有序|依法|初步|高标准|高质量|高水平|切实|不断|进一步|继续|全面|稳妥|科学|"
    r"率先|重点|基本(?=[建完形])|适时|尽快|同步|稳步|年内|按时|如期|有力|统筹|(?:到|于)?20\d\d年(?:年?底|末|春节)?(?:(?:之|以)?前|(?<=[底末])|(?=[建完开]))|"
    r"\d{1,2}月(?:底|末|份)?前?)+"
)
#: verbs that go on and have no end; a number after them may still be a target
_GOING_ON = re.compile(
    r"(?:推进|推动|推广|推行|加强|加大|加速|深化|提升|提高|完善|跟进|探索|谋划|争取|积极争取|支持|对接|引导|促进|健全|优化|"
    r"强化|落实|实施|开展|举办|打造|培育|发展|招引|做优|做强|做大|积极|拓展|拓宽|挖掘|引入|策划|承接|承办|鼓励|保障|"
    r"巩固|丰富|壮大|扩大|坚持|贯彻|贯通|增强|保持|广泛|扎实|试点|纵深|参与|组织|宣传)"
)
_DOCUMENT_VERB = re.compile(
    r"(?:启动)?(?:编制完成|编制|研究制定|研究出台|研究编制|制定完善|制定出台|制定|制订|出台|印发|拟定|拟订|起草|修订|编写|修编)"
)
_DOCUMENT_NOUN = (
    r"(?:方案|规划|详规|控规|图集|报告|办法|意见|标准|细则|政策|清单|名单|目录|制度|机制|体系|协议|规范|条例|指南|研究|"
    r"论证报告|计划|要点|导则|选址|预案|章程)"
)
_DOCUMENT_END = re.compile(rf"{_DOCUMENT_NOUN}(?:编制|制定|编写|修订|起草)?$")
_FINISHING_VERB = re.compile(r"(?:完成|启动|确定|建立|做好|形成|签订|签署|明确|梳理)")
_BUILDING_VERB = re.compile(
    r"(?:建成投产|建成投用|建成|建设完成|完成|创成|开通|开工建设|开工|投用|投产|新建|成立|组建|落地运营|落地|筹建|升级建设|"
    r"启动|竣工|完工|签订|签署|确定|获评|获批|改建|扩建|迁建|建好)"
)
_ATTAINED = re.compile(
    r"(?:建成(?:并|投|$)|投入(?:使用|运行|运营)|完工|竣工|开工(?:建设)?$|通过[^，,]{0,12}(?:验收|审批|评审)|并网发电|试运行$|投产|"
    r"具备[^，,]{1,10}条件|投用$|通车|通水$|开园|挂牌)"
)
_FACILITY = re.compile(
    r"(?:馆|园|幼儿园|学校|医院|站|中心|基地|工程|码头|仓|仓库|厂|平台|专区|酒店|公寓|海塘|大桥|开发区|园区|示范区|样板区|"
    r"社区|驿站|广场|公园|道路|隧道|泵站|电站|卫生院)$"
)
_PRELIMINARY = re.compile(r"做好.+前期(?:准备|工作)$")
#: heads of noun phrases that can each be a promise of their own
_BUILT_HEAD = re.compile(
    r"(?:馆|园|校|院|站|中心|基地|工程|码头|仓|厂|平台|专区|酒店|公寓|海塘|桥|区|社区|驿站|项目|航线|示范县|城市|县|点)$"
)
#: nominal verbs at the end of what is counted (3个…设施配置), and of what a milestone is called by
NOMINAL_END = re.compile(r"(?:建设|配置|编制|改造|制定|认证|确权|替换|整治|搬迁|修订)+$")
NAME_END = re.compile(
    r"(?:建设|配置|编制|制定|修订|开工建设|(?:建成|完工|竣工)?并?投入(?:使用|运行|运营)|(?:建成|完工|竣工)(?:投用|投产)?|开工)+$"
)

DOCUMENT = "document"
BUILDING = "building"


def without_manner(text: str) -> str:
    """Return the clause without the words of manner before its verb."""
    return _MANNER.sub("", text)


def milestone_class(text: str) -> str | None:
    """Return `DOCUMENT` or `BUILDING` for a clause that promises something with an end, else None."""
    said = without_manner(text)
    if _GOING_ON.match(said):
        return None
    finishing = _FINISHING_VERB.match(said)
    if _DOCUMENT_VERB.match(said) or (finishing and _DOCUMENT_END.search(said)):
        return DOCUMENT
    if finishing and finishing.group() in ("做好", "形成", "建立", "明确", "梳理"):
        return BUILDING if _PRELIMINARY.match(said) else None
    if _BUILDING_VERB.match(said) or _ATTAINED.search(said):
        return BUILDING
    if said.startswith("建设") and _FACILITY.search(said):
        return BUILDING
    return None


def goes_on(text: str) -> bool:
    """True when the clause's verb has no end (推进, 加强, 深化 …)."""
    return _GOING_ON.match(without_manner(text)) is not None


def going_on_verb(text: str) -> str:
    """Return the words of manner and the endless verb (推进, 加速 …) that open a clause; empty for none."""
    said = without_manner(text)
    hit = _GOING_ON.match(said)
    return text[: len(text) - len(said) + hit.end()] if hit else ""


def verb_of(text: str) -> str:
    """Return the words of manner and the verb that open a clause; empty when it opens with its subject."""
    manner = _MANNER.match(text)
    at = manner.end() if manner else 0
    for pattern in (_DOCUMENT_VERB, _BUILDING_VERB, _FINISHING_VERB):
        hit = pattern.match(text, at)
        if hit:
            inner = _DOCUMENT_VERB.match(text, hit.end())
            return text[: inner.end() if inner else hit.end()]
    if text.startswith(("建设", "新增", "实现"), at):
        return text[: at + 2]
    return text[:at]


def head_class(noun_phrase: str) -> str | None:
    """Return the class of a noun phrase by its last word: a document, something built, or None."""
    if _DOCUMENT_END.search(noun_phrase):
        return DOCUMENT
    return BUILDING if _BUILT_HEAD.search(noun_phrase) else None
