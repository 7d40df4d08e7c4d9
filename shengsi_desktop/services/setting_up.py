"""The first run and what may be changed of it later: whose desk this is, which plan, which rhythm."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from shengsi_desktop import assets
from shengsi_desktop.domain.problems import EnvironmentProblem, Refusal, why_unreadable
from shengsi_desktop.domain.views import TEXT_SCALES, DeskSettings
from shengsi_desktop.domain.weeks import WeekRhythm
from shengsi_desktop.plan.directory import read_groups, read_islands, read_units
from shengsi_desktop.rhythm.weeks import week_of
from shengsi_desktop.services.authoring import signed

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from sqlmodel import Session

    from shengsi_desktop.domain.changes import FieldKey
    from shengsi_desktop.domain.plan import PlanDocument
    from shengsi_desktop.domain.units import IslandPlace, Unit, UnitGroup
    from shengsi_desktop.domain.views import PlanSummary
    from shengsi_desktop.services.plan_import import Corrections, PlanPreview
    from shengsi_desktop.store.commands import Command
    from shengsi_desktop.store.sessions import Store

#: who gathers the units' weeks, as the county does it
COUNTY_OFFICES = ("县委社建委", "县发改局")
BUILT_IN_PLAN = "plans/2023.txt"
_LOCAL = {
    "person": "person",
    "phone": "phone",
    "reviewer": "reviewer",
    "theme": "theme",
    "export_folder": "export_folder",
    "exchange_folder": "exchange_folder",
}


@lru_cache(maxsize=1)
def directory() -> tuple[Unit, ...]:
    """The units that come with the program; no store is needed."""
    return read_units(assets.data("units.csv").read_text("utf-8-sig"))


@lru_cache(maxsize=1)
def groups() -> tuple[UnitGroup, ...]:
    """The wildcards that come with the program."""
    return read_groups(assets.data("unit_groups.csv").read_text("utf-8-sig"), directory())


@lru_cache(maxsize=1)
def islands() -> tuple[IslandPlace, ...]:
    """The islands that come with the program."""
    return read_islands(assets.data("islands.csv").read_text("utf-8-sig"), directory())


def find_units(text: str) -> tuple[Unit, ...]:
    """Units by name, alias or pinyin initials («wglt» finds 县文广旅体局), best first; all for an empty text."""
    wanted = unicodedata.normalize("NFKC", text).strip().lower()
    if not wanted:
        return directory()
    ranked: list[tuple[int, int, Unit]] = []
    for place, unit in enumerate(directory()):
        names = (unit.name, unit.full_name, unit.stem, *unit.aliases)
        if wanted == unit.name or wanted in unit.aliases:
            rank = 0
        elif any(name.startswith(wanted) for name in names if name) or unit.initials.startswith(wanted):
            rank = 1
        elif any(wanted in name for name in names if name) or wanted in unit.initials:
            rank = 2
        elif _in_order(wanted, unit.name):
            rank = 3
        else:
            continue
        ranked.append((rank, place, unit))
    return tuple(unit for _, _, unit in sorted(ranked, key=lambda one: one[:2]))


def _in_order(letters: str, name: str) -> bool:
    """True when the letters stand in the name in that order (文旅局 in 县文广旅体局)."""
    rest = iter(name)
    return all(letter in rest for letter in letters)


def the_unit(name: str) -> Unit:
    """The unit of that name, alias or id. Refused with near names when there is none."""
    name = unicodedata.normalize("NFKC", name).strip()
    for unit in directory():
        if name in {unit.name, unit.id, unit.full_name, *unit.aliases}:
            return unit
    near = find_units(name)[:3]
    hint = f"您是不是要找：{'、'.join(unit.name for unit in near)}？" if near else "请写单位全称。"
    raise Refusal(f"名录里没有“{name}”。{hint}")


def read_plan_file(path: Path | None) -> PlanDocument:
    """The plan in `path`, or the built-in one. Refused when it is none; EnvironmentProblem when it cannot be read."""
    from shengsi_desktop.services.plan_intake import require_measures

    source = path or assets.data(BUILT_IN_PLAN)
    try:
        content = source.read_bytes()
    except FileNotFoundError as trouble:
        raise EnvironmentProblem(f"找不到文件“{source}”。请检查路径。") from trouble
    except OSError as trouble:
        why = "这是文件夹" if source.is_dir() else why_unreadable(trouble)
        raise EnvironmentProblem(f"文件“{source.name}”打不开（{why}）。原有数据没有改动。") from trouble
    document = read_any_plan(content, source.name)
    require_measures(document)
    return document


def read_any_plan(content: bytes, name: str) -> PlanDocument:
    """What the reader sees in a plan's file of any kind, clauses or not. Refused where it cannot be read."""
    from shengsi_desktop.plan.reader import read_plan
    from shengsi_desktop.sheets.plan_files import read_source

    return read_plan(read_source(content, name).text)


def built_in_plan_summary() -> PlanSummary:
    """The built-in 2023 plan in counts."""
    from shengsi_desktop.services.plan_intake import summary

    return summary(read_plan_file(None))


def is_set_up(store: Store) -> bool:
    """True once a unit and a plan are chosen."""
    return bool(store.setting("unit_id") and store.setting("plan_id"))


def first_run(
    store: Store,
    *,
    unit: str,
    rhythm: WeekRhythm | None = None,
    plan_file: Path | None = None,
    plan: tuple[PlanPreview, Corrections] | None = None,
    by_time: bool = True,
    person: str = "",
) -> frozenset[FieldKey]:
    """Choose unit, plan and rhythm, in one command. Twice alike changes nothing; differently is refused.

    `plan`: one that was looked at and set right (previewed without a store), instead of the file.
    """
    from shengsi_desktop.services import plan_import
    from shengsi_desktop.services.plan_intake import PlanIntake
    from shengsi_desktop.services.plan_owners import add_owners

    rhythm = rhythm or WeekRhythm()
    chosen = the_unit(unit)
    document = read_plan_file(plan_file) if plan is None else plan[0].document
    if is_set_up(store):
        _require_same(store, chosen, document, rhythm)
        return frozenset()
    with store.command("首次设置", unit=chosen.id, person=person, undoable=False) as command:
        _add_directory(command)
        if plan is None:
            names, wildcards = add_owners(command, document, directory(), groups(), _sure(document))
            plan_id = PlanIntake(command, document, names, wildcards, by_time=by_time).store()
        else:
            plan_id = plan_import.store_first(command, *plan, by_time=by_time)
        _add_rule(command)
        _put_rhythm(command, chosen.id, rhythm)
        # in the same transaction: a store with a plan and nobody's desk could never be set up again
        store.set_setting("plan_id", plan_id)
        store.set_setting("unit_id", chosen.id)
        if person:
            store.set_setting("person", person)
    return command.changed


def _sure(document: PlanDocument) -> dict[str, str]:
    """What unknown owners surely mean; the built-in plan has none."""
    from shengsi_desktop.services.plan_units import sure_choice, unknown_units

    return {one.name: sure_choice(one) for one in unknown_units(document, directory(), groups())}


def _require_same(store: Store, chosen: Unit, document: PlanDocument, rhythm: WeekRhythm) -> None:
    now = settings(store)
    from shengsi_desktop.plan.identity import identities

    if now.unit.id != chosen.id:
        raise Refusal(
            f"这个台账已设为{now.unit.name}，没有改成{chosen.name}。如要另开台账，请换一个存放文件夹。"
        )
    if now.plan_id != identities(document)["plan"]["id"]:
        raise Refusal(f"这个台账已在用《{now.plan_title}》，没有换成别的方案。")
    if now.rhythm.now != rhythm:
        raise Refusal(
            "这个台账已有会商日和报送时间的设置，没有改动。请在“设置”里修改，改动从尚未定稿的本周（或下一周）起执行。"
        )


def _add_directory(command: Command) -> None:
    import json

    from shengsi_desktop.domain.identity import key
    from shengsi_desktop.store import keys, tables

    session = command.session
    for ordinal, unit in enumerate(directory(), start=1):
        session.add(
            tables.Unit(
                id=unit.id,
                name=unit.name,
                full_name=unit.full_name,
                kind=unit.kind.value,
                aliases=json.dumps(list(unit.aliases), ensure_ascii=False),
                initials=unit.initials,
                stem=unit.stem,
                ordinal=ordinal,
            )
        )
    for group in groups():
        session.add(tables.UnitGroup(id=group.id, name=group.name, rule=group.rule))
        for member in group.member_ids:
            session.add(
                tables.GroupMember(
                    id=keys.group_member_id(group.id, member), group_id=group.id, unit_id=member
                )
            )
    for place in islands():
        session.add(
            tables.IslandPlace(
                id=key("island_place", place.island_id, place.island, place.unit_id),
                island_id=place.island_id,
                island=place.island,
                unit_id=place.unit_id or None,
                source=place.source,
            )
        )


def _add_rule(command: Command) -> None:
    from shengsi_desktop.domain.tracking import LightRule as RuleView
    from shengsi_desktop.store.tables import LightRule

    rule = RuleView()
    command.session.add(
        LightRule(
            id=rule.id,
            name=rule.name,
            version=rule.version,
            yellow_below=format(rule.yellow_below, "f"),
            red_below=format(rule.red_below, "f"),
            soon_days=rule.soon_days,
            approx_margin=format(rule.approx_margin, "f"),
            current=True,
        )
    )


def _put_rhythm(command: Command, unit_id: str, rhythm: WeekRhythm) -> None:
    from datetime import time

    from shengsi_desktop.store.rhythm_reading import earlier_words
    from shengsi_desktop.store.tables import UnitRhythm

    for text in (rhythm.meeting_time, rhythm.hand_in):
        try:
            time.fromisoformat(text)
        except ValueError as trouble:
            raise Refusal(f"“{text}”不是钟点，请写成15:00。没有改动。") from trouble
    days = range(7)
    if rhythm.meeting_weekday not in days or rhythm.last_weekday not in days:
        raise Refusal("星期应在周一到周日之间。没有改动。")
    row = command.session.get(UnitRhythm, unit_id)
    if row is None:
        row = UnitRhythm(id=unit_id)
        command.session.add(row)
    row.meeting_weekday = rhythm.meeting_weekday
    row.meeting_time = rhythm.meeting_time
    row.hand_in = rhythm.hand_in
    row.last_weekday = rhythm.last_weekday
    row.earlier = earlier_words(rhythm)


def _from_the_open_week(session: Session, unit_id: str, wish: WeekRhythm, today: date) -> WeekRhythm:
    """The wish, with what held before it where anything stands in a week that is over or signed."""
    from shengsi_desktop.services import facts, open_weeks

    rhythm = facts.rhythm(session, unit_id)
    since = str(open_weeks.first_open(session, week_of(today, rhythm), rhythm, unit_id))
    if not open_weeks.has_past(session, unit_id, since):
        return wish.now
    return rhythm.changed(wish, since)


def settings(store: Store) -> DeskSettings:
    """Who sits at this desk. Refused before the first run."""
    from shengsi_desktop.services import facts

    if not is_set_up(store):
        raise Refusal("还没有选定单位和行动方案。请先完成首次设置（或运行 init）。")
    unit_id = store.setting("unit_id")
    with store.reading() as session:
        plan = facts.current_plan(session, store.setting("plan_id"))
        unit = next((one for one in facts.units(session) if one.id == unit_id), None)
        if unit is None:
            raise Refusal("台账所属的单位已不在名录里。请用最近的备份恢复，或换一个存放文件夹重新设置。")
        return DeskSettings(
            unit=unit,
            rhythm=facts.rhythm(session, unit_id),
            plan_id=plan.id,
            plan_title=plan.title,
            plan_year=plan.year or 0,
            person=store.setting("person"),
            phone=store.setting("phone"),
            reviewer=store.setting("reviewer"),
            theme=store.setting("theme", "light"),
            text_scale=int(store.setting("text_scale", "100")),
            export_folder=store.setting("export_folder"),
            county=is_county(store),
            exchange_folder=store.setting("exchange_folder"),
        )


def is_county(store: Store) -> bool:
    """Whether this desk gathers for the county: as said in 设置, else where the unit is one that does so by habit."""
    said = store.setting("county")
    if said:
        return said == "1"
    unit_id = store.setting("unit_id")
    return any(unit.id == unit_id and unit.name in COUNTY_OFFICES for unit in directory())


def set_county(store: Store, *, county: bool) -> None:
    """Say whether this desk gathers for the county."""
    store.set_setting("county", "1" if county else "0")


def change_settings(
    store: Store,
    *,
    rhythm: WeekRhythm | None = None,
    text_scale: int | None = None,
    today: date | None = None,
    **local: str | None,
) -> frozenset[FieldKey]:
    """Change what is given; the rest stays. `local`: person, phone, reviewer, theme, export_folder, exchange_folder.

    Another rhythm holds from the first week on that is neither past by `today` (else the office's own day) nor signed.
    """
    unknown = set(local) - set(_LOCAL)
    if unknown:
        raise Refusal(f"没有这些设置：{'、'.join(sorted(unknown))}。")
    changed: frozenset[FieldKey] = frozenset()
    if text_scale is not None and text_scale not in TEXT_SCALES:
        raise Refusal(f"字号没有{text_scale}%，只有{'、'.join(f'{one}%' for one in TEXT_SCALES)}。没有改动。")
    if rhythm is not None:
        unit_id = settings(store).unit.id
        with signed(store, "修改会商日和报送时间", unit=unit_id) as command:
            day = today or store.today()
            _put_rhythm(command, unit_id, _from_the_open_week(command.session, unit_id, rhythm, day))
        changed = command.changed
    for name, value in local.items():
        if value is not None:
            store.set_setting(_LOCAL[name], value)
    if text_scale is not None:
        store.set_setting("text_scale", str(text_scale))
    return changed
