"""未报名单 and 催报文字, to be pasted into a chat: what is due, who has not handed in, since when. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengsi_desktop.domain.gathering import WAITED_FOR, GatherState

if TYPE_CHECKING:
    from datetime import datetime

    from shengsi_desktop.domain.gathering import Gathering, UnitState

ALL_CAME = "应报单位都已报送，没有未报单位。"


def missing_list(found: Gathering) -> str:
    """未报名单: a line each, with since when; below, how all others that are due stand, so that the sum adds up."""
    week, missing = found.week, found.of(GatherState.MISSING)
    if len(found.of(GatherState.REPORTED)) == len(found.units):
        return f"{week.label}（{week.span}）：{ALL_CAME}"
    lines = [f"{week.label}（{week.span}）周会商表未报名单（{len(missing)}家）"]
    lines += [f"{place}．{_named(one)}{_since(one)}" for place, one in enumerate(missing, 1)]
    lines += _others(found, excused="、".join(map(_named, found.of(GatherState.EXCUSED))))
    lines.append(f"以上和已报{len(found.of(GatherState.REPORTED))}家，合计应报{len(found.units)}家")
    return "\n".join(lines)


def urge_group(found: Gathering, now: datetime) -> str:
    """One 催报 text for the chat group of all coordinators.

    The desk's own unit is due like any other that has items in the plan, and is counted and named like one, last: so
    the figures add up to what is due, and nobody can say that who urges leaves itself out.
    """
    came = found.of(GatherState.REPORTED)
    week = found.week
    if not found.of(*WAITED_FOR):
        return f"{week.label}（{week.span}）周会商表：{ALL_CAME}"
    missing = found.of(GatherState.MISSING)
    as_of = f"截至{now.month}月{now.day}日{now:%H:%M}"
    told = [
        f"【催报】{week.label}（{week.span}）周会商表，{as_of}应报{len(found.units)}家，已报{len(came)}家。"
    ]
    if missing:
        told.append(f"尚未报送{len(missing)}家：" + "、".join(map(_named, missing)) + "。")
    # who need not report is counted, not named: nobody asks it
    told += [f"{line}。" for line in _others(found)]
    told.append(_asked(found, now))
    return "\n".join(filter(None, (*told, found.contact)))


def _others(found: Gathering, *, excused: str = "") -> list[str]:
    """Those that neither came nor are missing, a line for each state: «代录待确认1家：县民政局»."""
    lines = []
    for state, name, told in (
        (GatherState.RETURNED, "已退回待重报", _returned),
        (GatherState.TYPED, GatherState.TYPED.value, _named),
        (GatherState.DRAFT, GatherState.DRAFT.value, _named),
    ):
        if units := found.of(state):
            lines.append(f"{name}{len(units)}家：" + "、".join(map(told, units)))
    if units := found.of(GatherState.EXCUSED):
        lines.append(f"停航期间未报不计{len(units)}家" + (f"：{excused}" if excused else ""))
    return lines


def _named(one: UnitState) -> str:
    return f"{one.unit.name}（本单位）" if one.own else one.unit.name


def urge_unit(found: Gathering, one: UnitState, now: datetime) -> str:
    """One 催报 text for one unit."""
    week = found.week
    if one.state is GatherState.RETURNED:
        said = f"贵单位{week.label}（{week.span}）周会商表已退回，原因：{one.reason.rstrip('。')}。请改好后重新报送。"
    else:
        items = "、".join(
            filter(
                None,
                (
                    f"牵头或负责{one.leads}项" if one.leads else "",
                    f"配合{one.supports}项" if one.supports else "",
                ),
            )
        )
        said = f"贵单位{week.label}（{week.span}）周会商表尚未报送{_since(one)}，涉及{items}。{_asked(found, now)}"
    return "\n".join(filter(None, (f"{one.unit.name}：", said, found.contact)))


def answer_text(found: Gathering, one: UnitState, now: datetime) -> str:
    """回执 or 退回 of one unit's week in words, for a unit that has no program to take in a file."""
    if one.state is GatherState.RETURNED:
        return f"【退回】{urge_unit(found, one, now)}"
    at = f"已于{one.at.month}月{one.at.day}日{one.at:%H:%M}收到" if one.at is not None else "已收到"
    beyond = f"另有清单以外{one.beyond}项" if one.beyond else ""
    how = "，".join(
        filter(None, (one.way, f"定稿v{one.version}" if one.version else "", f"{one.said}项", beyond))
    )
    said = f"贵单位{found.week.label}（{found.week.span}）周会商表{at}（{how}）。"
    return "\n".join(filter(None, (f"【回执】{one.unit.name}：", said, found.contact)))


def since_words(one: UnitState) -> str:
    """«上次报送第28周，连续2周未报», «未收到过»; empty for one that has come, also if it was returned.

    Of what was typed in for it: «电话代录1项，待对方确认».
    """
    if one.state in (GatherState.REPORTED, GatherState.RETURNED):
        return ""
    if one.state is GatherState.TYPED and one.said:
        return f"电话代录{one.said}项，待对方确认"
    if not one.last_week:
        return "未收到过"
    last = f"上次报送{week_words(one.last_week)}"
    return f"{last}，连续{one.weeks_missing}周未报" if one.weeks_missing > 1 else last


def week_words(label: str) -> str:
    """«第28周» of «2023-W28»."""
    return f"第{int(label[-2:])}周"


def _since(one: UnitState) -> str:
    # that nothing ever came may be but the beginning of this store: no reproach to anybody
    # and what was typed in is asked of the unit itself in other words
    words = since_words(one) if one.last_week and one.state is not GatherState.TYPED else ""
    return f"（{words}）" if words else ""


def _returned(one: UnitState) -> str:
    return f"{one.unit.name}（{one.reason.rstrip('。')}）"


def _asked(found: Gathering, now: datetime) -> str:
    """What is asked: by the hand-in, or at once where it is past."""
    due = found.hand_in
    if due is None or due <= now:
        passed = f"报送时限{due.month}月{due.day}日{due:%H:%M}已过，" if due is not None else ""
        return f"{passed}请尽快报送。"
    return f"请于{due.month}月{due.day}日{due:%H:%M}前报送。"
