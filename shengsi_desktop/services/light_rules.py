"""亮灯规则: its versions, a new one from a week on, and what it would change this week. Past weeks keep theirs."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlmodel import col, func, select

from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.rhythm.item_rows import UnitFacts
from shengsi_desktop.rhythm.light_rules import check_rule, preset_facts, rule_for, version_name
from shengsi_desktop.rhythm.weeks import default_week, week_of
from shengsi_desktop.services import facts, open_weeks, setting_up
from shengsi_desktop.services.authoring import signed
from shengsi_desktop.store.tables import LightRule as RuleRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.tracking import LightRule, Reading
    from shengsi_desktop.domain.weeks import Week, WeekRhythm
    from shengsi_desktop.domain.words import RulePreset
    from shengsi_desktop.store.sessions import Store


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """One of my items whose light would be another one."""

    item_id: str
    number: str
    title: str
    before: Reading
    after: Reading


@dataclass(frozen=True, slots=True)
class RulePreview:
    """What a new version would change of `total` items in `week`, before it is stored.

    `replaced`: the names of the versions that were to begin in its first week or later, and would not any more.
    """

    week: Week
    total: int
    effects: tuple[RuleEffect, ...]
    replaced: tuple[str, ...] = ()


def versions(store: Store) -> tuple[LightRule, ...]:
    """Every version, the oldest first."""
    with store.reading() as session:
        return facts.light_rules(session)


def current_week(store: Store, today: date) -> Week:
    """The first week that lights may be changed from: the running one, as long as neither it nor a later one is signed.

    Else it is the week after the newest one that any unit has a 定稿 of: so a clock that was set back opens no week of
    which the lights are settled. What is only typed of a later week, maybe by a slip, settles nothing.
    """
    desk = setting_up.settings(store)
    with store.reading() as session:
        running = _running(session, today, desk.plan_year, desk.rhythm)
        return open_weeks.first_open(session, running, desk.rhythm)


def running_week(store: Store, today: date) -> Week:
    """The calendar's week; of a plan of years ago the newest that any unit reported or signed, else its first."""
    desk = setting_up.settings(store)
    with store.reading() as session:
        return _running(session, today, desk.plan_year, desk.rhythm)


def _running(session: Session, today: date, plan_year: int, rhythm: WeekRhythm) -> Week:
    if today.year <= plan_year + 1:
        return week_of(today, rhythm)
    newest = max(open_weeks.newest_signed(session), *open_weeks.newest_said(session))
    return default_week(today, plan_year, rhythm, newest or None)


def bound(store: Store, rows: Collection[tuple[str, str]], today: date) -> dict[tuple[str, str], str]:
    """Those of the rows (entity, id) that are light rules past weeks were read by, each with a sentence on it.

    Neither undo nor redo may touch them: what was made may be withdrawn only until its week is past.
    """
    ids = [row_id for entity, row_id in rows if entity == "light_rule"]
    if not ids:
        return {}
    first = str(current_week(store, today))
    with store.reading() as session:
        found = session.exec(select(RuleRow).where(col(RuleRow.id).in_(ids))).all()
    return {
        ("light_rule", row.id): f"“{row.name}”涉及过去的周，为使过去各周的亮灯不变，没有改动"
        for row in found
        if row.since and row.since < first
    }


def in_force(store: Store, week: Week) -> LightRule:
    """The version of that week."""
    with store.reading() as session:
        return facts.light_rule(session, str(week))


def preview(store: Store, unit_id: str, wish: LightRule, since: Week, week: Week) -> RulePreview:
    """Whose light would change in `week`, or in `since` where that is later, with what is reported by now.

    Refused for what `change_rule` refuses; `week` is the first that is open.
    """
    shown = since if str(since) > str(week) else week
    with store.reading() as session:
        _require_change(session, wish, since, week)
        found = facts.week_facts(session, unit_id, str(shown))
    newest = max(one.version for one in found.rules)
    coming = replace(
        wish,
        id="preview",
        version=newest + 1,
        since=str(since),
        name=version_name(wish.preset, newest + 1),
    )
    now, then = UnitFacts(found), UnitFacts(replace(found, rules=(*found.rules, coming)))
    effects = []
    for core in found.items:
        before = now.standing(core.id, str(shown), shown.last).reading
        after = then.standing(core.id, str(shown), shown.last).reading
        if before.light is not after.light:
            effects.append(RuleEffect(core.id, core.number, core.title, before, after))
    replaced = tuple(one.name for one in found.rules if one.since and one.since >= str(since))
    return RulePreview(shown, len(found.items), tuple(effects), replaced)


def change_rule(store: Store, wish: LightRule, since: Week, now: Week) -> frozenset[FieldKey]:
    """A new version with the wish's thresholds from week `since` on; `now` is the running week.

    Refused for a week before the first that is open (see `current_week`), for thresholds that contradict each other,
    and where nothing would be different.
    """
    with signed(store, "修改亮灯规则") as command:
        session = command.session
        first = open_weeks.first_open(session, now, facts.rhythm(session, store.setting("unit_id")))
        _require_change(session, wish, since, first)
        rules = facts.light_rules(session)
        # those taken back count, too: a number stands for one rule for good
        taken = session.exec(select(func.max(col(RuleRow.version)))).one() or 0
        version = max(taken, *(one.version for one in rules)) + 1
        session.add(
            RuleRow(
                name=version_name(wish.preset, version),
                version=version,
                yellow_below=format(wish.yellow_below, "f"),
                red_below=format(wish.red_below, "f"),
                soon_days=wish.soon_days,
                approx_margin=format(wish.approx_margin, "f"),
                current=True,
                preset=wish.preset.value,
                basis=wish.basis.value,
                since=str(since),
                kinds=_kinds(wish),
                made_up=wish.made_up,
                remark=wish.remark.strip(),
            )
        )
    return command.changed


def _require_change(session: Session, wish: LightRule, since: Week, first: Week) -> None:
    """A rule that makes sense, gives other lights, and begins in a week that is open."""
    check_rule(wish)
    if str(since) < str(first):
        raise Refusal(
            f"亮灯规则只能从{first.label}或以后的周起改；过去各周和已定稿的周，亮灯仍按当时的规则。没有改动。"
        )
    if _same(rule_for(facts.light_rules(session), str(since)), wish):
        raise Refusal(f"与{since.label}的规则相同，没有改动。")


def choose_preset(store: Store, preset: RulePreset, since: Week, now: Week) -> frozenset[FieldKey]:
    """A new version with the thresholds of a preset as its source has them."""
    return change_rule(store, preset_facts(preset).rule, since, now)


def withdraw(store: Store, rule_id: str, now: Week) -> frozenset[FieldKey]:
    """Take a version back that no past week was read by; undo brings it again."""
    with signed(store, "撤回亮灯规则") as command:
        row = command.session.get(RuleRow, rule_id)
        if row is None or row.dead:
            raise Refusal("这个版本的亮灯规则已不在了，没有改动。")
        first = open_weeks.first_open(
            command.session, now, facts.rhythm(command.session, store.setting("unit_id"))
        )
        if row.since < str(first):
            raise Refusal(
                f"“{row.name}”已用于过去或已定稿的周，不能撤回；可以从{first.label}起改用别的规则。没有改动。"
            )
        command.session.delete(row)
    return command.changed


def _same(one: LightRule, other: LightRule) -> bool:
    """Whether two rules give the same lights."""

    def meant(rule: LightRule) -> LightRule:
        return replace(rule, id="", name="", version=0, since="", remark="")

    return meant(one) == meant(other)


def _kinds(wish: LightRule) -> str:
    found = {}
    for one in sorted(wish.kinds, key=lambda own: own.kind.value):
        own = {
            "yellow": None if one.yellow_below is None else format(one.yellow_below, "f"),
            "red": None if one.red_below is None else format(one.red_below, "f"),
            "soon": one.soon_days,
        }
        said = {name: value for name, value in own.items() if value is not None}
        if said:
            found[one.kind.value] = said
    return json.dumps(found, ensure_ascii=False, sort_keys=True)
