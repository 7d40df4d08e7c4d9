"""Made-up Chinese of the length that offices write: names of projects, progress, problems, plans, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

PLACES = (
    "甲岛", "乙岛", "丙湾", "丁港", "戊村", "己镇", "庚屿",
    "辛礁", "壬沙", "癸角", "东澳", "西坳", "南岙", "北嘴",
)  # fmt: skip
WORKS = (
    "渔港避风锚地改造", "海钓基地配套", "美丽海岛微改造", "供水管网延伸", "污水零直排建设", "110千伏海缆敷设",
    "智慧渔业平台", "康养驿站", "民宿集群提升", "贻贝加工园扩建", "码头靠泊能力提升", "垃圾分类示范点",
    "海上风电前期", "旧校舍改造", "卫生院升级", "冷链物流中心", "岛际交通接驳", "灯塔文旅综合体",
)  # fmt: skip
DONE = (
    "{place}{work}项目完成工程量的{n}%，本周累计投入资金{m}万元，现场安排施工人员{k}人",
    "组织召开专题协调会{k}次，研究{place}{work}有关用地用海手续办理问题，形成初步意见",
    "会同相关单位到{place}实地踏勘{work}点位{k}处，已完成{n}户入户走访并建立台账",
    "{work}方案已征求{k}家单位意见，收到反馈{n}条，吸收采纳后提交审查",
    "完成{place}{work}招标文件编制，控制价{m}万元，计划近期挂网公告",
    "{place}{work}主体结构施工至第{k}层，同步推进管线预埋和设备采购",
    "向上对接争取{work}专项补助资金{m}万元，省级主管部门已受理申报材料",
    "开展{work}安全隐患排查{k}轮，发现问题{n}个，已整改到位，其余限期整改",
)
PROBLEMS = (
    "{place}{work}受天气影响，船期不稳，材料运输滞后约{k}天",
    "{work}资金缺口{m}万元尚未落实，需财政部门统筹安排",
    "用地指标未落实，{place}地块权属存在争议，影响进场施工",
    "专业技术人员不足，{work}审图环节周期偏长",
)
PLANS = (
    "继续推进{place}{work}，力争完成工程量{n}%",
    "完成{work}方案修改并提请审议",
    "召开{place}现场推进会，明确责任分工和时间节点",
    "完成{k}个点位验收，整理归档资料",
)
NOTES = (
    "会议听取了{place}{work}进展情况汇报，要求各责任科室倒排工期、挂图作战，每周报送进度",
    "会议指出{work}总体平稳，但{place}段进度偏慢，须在{k}日内拿出赶工措施",
    "会议同意{work}调整方案，由牵头科室会同财务室测算资金{m}万元",
)
TODO = (
    "{place}{work}报送书面说明",
    "对接{work}用海审批",
    "梳理{place}{work}问题清单{k}项",
    "落实{work}经费{m}万元",
)
PEOPLE = ("张某", "王某", "李某", "赵某", "陈某", "刘某", "周某", "吴某")
#: stand in one text of many thousand
RARE = ("围垦养护", "古灯塔修缮", "藻类固碳", "12.5米航道", "无人机巡礁")
_ONE_IN = 2_000


def _said(chance: random.Random, pattern: str) -> str:
    pick = chance.random
    return pattern.format(
        place=PLACES[int(pick() * len(PLACES))],
        work=WORKS[int(pick() * len(WORKS))],
        n=1 + int(pick() * 99),
        m=int(pick() * 9000) / 10,
        k=1 + int(pick() * 30),
    )


def sentences(chance: random.Random, patterns: tuple[str, ...], count: int, joint: str = "；") -> str:
    """So many of them, one after the other; a rare word now and then."""
    said = [_said(chance, patterns[int(chance.random() * len(patterns))]) for _ in range(count)]
    if chance.random() * _ONE_IN < 1:
        said.append(f"一并研究{RARE[int(chance.random() * len(RARE))]}")
    return joint.join(said) + "。"


def name(chance: random.Random) -> str:
    """What an item is called."""
    return _said(chance, "推进{place}{work}")
