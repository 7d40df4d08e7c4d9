"""Lines of week books for the tests: the plan's own items with made-up progress, requests and directives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from shengsi_desktop.domain.item_detail import CoordinationRequest
from shengsi_desktop.domain.meetings import Directive
from shengsi_desktop.domain.tracking import (
    DOCUMENT_STAGES,
    Deliverable,
    DeliverableStanding,
    DeliverableValue,
    ItemRow,
    Reading,
    Report,
    Standing,
    Tally,
)
from shengsi_desktop.domain.week_book import BookLine, BookRequest
from shengsi_desktop.domain.weeks import Week
from shengsi_desktop.domain.words import (
    Comparator,
    DeliverableKind,
    DirectiveSource,
    DirectiveState,
    ItemKind,
    Light,
    ListName,
    RequestLevel,
    Role,
    RoleSource,
)

UNIT = "县文广旅体局"
WEEK = Week(2023, 30, date(2023, 7, 24), date(2023, 7, 30))
YEAR_END = date(2023, 12, 31)
SENTENCE = (
    "渔博馆微改造通过现场验收，全年30个项目已完工14个；"
    "实施方案已收到嵊山镇、枸杞乡书面意见，花鸟乡因停航未返回。"
)
LONG_PROGRESS = (SENTENCE * 20)[:600]
THIRTY_LINES = "\n".join(f"{n}. 第{n}个点位已完成放样，等待材料进岛。" for n in range(1, 31))

#: number, task, title, light, supports, what was reported
ITEMS = (
    ("1-1", "科学有序推进功能岛开发建设", "打造泗礁微城旅居岛等功能岛", Light.BY_LEAD, ("县发改局",)),
    ("2-1", "持续提升县城宜居品质", "县城有机更新、综合体育馆", Light.BY_LEAD, ("县发改局",)),
    ("4-2", "深化打造“东翼”渔旅岛群", "渔旅融合发展实施方案、“微改造、精提升”项目", Light.YELLOW, ()),
    ("6-1", "深入推进“小岛你好”海岛共富行动", "首批示范岛建设", Light.GREEN, ()),
    ("8-2", "加快提质海洋旅游", "海钓基地与海钓产业优惠政策", Light.GREEN, ()),
    ("8-3", "加快提质海洋旅游", "创成省级旅游度假区", Light.GREEN, ()),
    ("8-5", "加快提质海洋旅游", "“海上游”试点、基湖沙滩夜景亮化工程", Light.RED, ()),
    ("8-6", "加快提质海洋旅游", "民宿扩中提低", Light.GREEN, ()),
    ("8-8", "加快提质海洋旅游", "主题营销十大活动、疗休养推介", Light.DONE, ()),
    ("15-1", "解码海洋文化", "文艺星火赋美、灯塔文化资源普查", Light.GREEN, ()),
    ("15-3", "解码海洋文化", "城市书房、文化驿站、多功能运动场", Light.UNREPORTED, ()),
    ("26-1", "深化“三改融合”", "“打造海岛民宿样板”省级共富试点改革", Light.YELLOW, ()),
    ("26-3", "深化“三改融合”", "“离岛e宿”等特色应用迭代升级", Light.NONE, ()),
)
REASONS = {
    Light.YELLOW: "微改造46.7%，序时57.8%，差11.1个百分点，黄灯（默认亮灯规则v1）",
    Light.RED: "夜景亮化工程应于6月30日完工，已逾期30天，红灯（默认亮灯规则v1）",
    Light.GREEN: "各细项均不低于序时，绿灯（默认亮灯规则v1）",
    Light.DONE: "6项全部完成，办结",
    Light.UNREPORTED: "本周未填报",
    Light.BY_LEAD: "牵头单位尚未下发状态",
    Light.NONE: "只有常态型细项",
}


def quantity(
    item: str, n: int, name: str, goal: str, unit: str, value: str | None, **changes: Any
) -> DeliverableStanding:
    """A deliverable with a number to reach."""
    deliverable = Deliverable(
        id=f"{item}.{n}",
        item_id=item,
        number=f"{item}.{n}",
        kind=DeliverableKind.QUANTITY,
        name=name,
        text=name,
        start=0,
        end=1,
        target=Decimal(goal),
        target_high=None,
        unit=unit,
        object=name,
        of="",
        comparator=Comparator.EQ,
        stages=(),
        due=YEAR_END,
        due_is_default=True,
        by_time=True,
    )
    got = None if value is None else DeliverableValue(deliverable.id, UNIT, str(WEEK), Decimal(value))
    share = None if value is None else Decimal(value) / Decimal(goal) * 100
    return DeliverableStanding(
        deliverable=replace(deliverable, **changes),
        value=got,
        attained=share,
        schedule=Decimal("57.8"),
        complete=share is not None and share >= 100,
        reading=Reading(Light.YELLOW, f"{name}{share or 0:.1f}%，序时57.8%"),
    )


def milestone(item: str, n: int, name: str, stage: int) -> DeliverableStanding:
    """A document on its way through its stages."""
    standing = quantity(
        item, n, name, "1", "", None, kind=DeliverableKind.MILESTONE, target=None, stages=DOCUMENT_STAGES
    )
    return replace(
        standing,
        value=DeliverableValue(f"{item}.{n}", UNIT, str(WEEK), stage=stage),
        schedule=None,
        reading=Reading(Light.GREEN, "距12月31日154天，绿灯"),
    )


def standing_words(item: str, n: int, name: str) -> DeliverableStanding:
    """A promise in words only."""
    standing = quantity(item, n, name, "1", "", None, kind=DeliverableKind.STANDING, target=None)
    return replace(standing, schedule=None, reading=Reading(Light.NONE, "常态型，不亮灯"))


def standing_of(light: Light, *deliverables: DeliverableStanding, **changes: Any) -> Standing:
    """An item's standing under one light."""
    base = Standing(
        Reading(light, REASONS[light]),
        Tally(5, 1, 3, 1),
        Decimal("46.72"),
        deliverables,
        weeks_behind=2 if light in {Light.YELLOW, Light.RED} else 0,
        since_last="",
    )
    return replace(base, **changes)


def line(
    number: str = "4-2",
    task: str = "深化打造“东翼”渔旅岛群",
    title: str = "渔旅融合发展实施方案",
    light: Light = Light.YELLOW,
    *,
    progress: str = SENTENCE,
    problems: str = "",
    before: Light | None = Light.GREEN,
    reported: bool = True,
    leads: tuple[str, ...] = (UNIT,),
    supports: tuple[str, ...] = (),
    kind: ItemKind = ItemKind.CLAUSE,
    deliverables: tuple[DeliverableStanding, ...] = (),
    report: Report | None = None,
    requests: tuple[CoordinationRequest, ...] = (),
    leader: str = "",
) -> BookLine:
    """One row of 任务进展."""
    row = ItemRow(
        id=f"item-{number}",
        kind=kind,
        list=ListName(kind.value),
        number=number,
        task_number=number.split("-", maxsplit=1)[0],
        task=task,
        direction="（二）",
        title=title,
        role=Role.LEAD,
        role_source=RoleSource.HABIT,
        group=None,
        pending=False,
        mentioned=False,
        lead=leads[0],
        due=YEAR_END,
        due_is_default=True,
        standing=standing_of(light, *deliverables),
        reported=reported,
    )
    said = report or Report(
        f"report-{number}",
        row.id,
        UNIT,
        str(WEEK),
        progress=progress,
        problems=problems,
        next_plan="汇总三乡镇意见，形成送审稿\n枸杞乡2个点位开工",
        section="产业科",
        contact="王科 0580-5080000",
    )
    return BookLine(
        row=row,
        text=f"{title}。",
        report=said if reported else None,
        leads=leads,
        supports=supports,
        leader=leader,
        cumulative="已完成30个项目中的14个；实施方案完成初稿。" if reported else "",
        last_standing=None if before is None else standing_of(before),
        requests=requests,
    )


def request(
    n: int, text: str, level: RequestLevel, raised: date | None, answer: str = "", item: str = "4-2"
) -> BookRequest:
    """A request raised for an item."""
    asked = CoordinationRequest(f"request-{n}", f"item-{item}", UNIT, str(WEEK), text, level, raised, answer)
    waited = (WEEK.last - raised).days if raised is not None else None
    return BookRequest(asked, item, "渔旅融合发展实施方案", waited)


def directive(n: int, what: str, who: str, due: date | None, **changes: Any) -> Directive:
    """A thing to be done."""
    base = Directive(
        f"directive-{n}",
        what,
        who,
        due,
        DirectiveState.OPEN,
        DirectiveSource.WEEKLY,
        str(WEEK),
        meeting_id="meeting",
        unit=UNIT,
        age_weeks=n,
        overdue=due is not None and due < WEEK.last,
    )
    return replace(base, **changes)
