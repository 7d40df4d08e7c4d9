"""`rule list`, `rule set`, `rule withdraw`: the versions of the light rule, and a new one from a week on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import JsonOption, StoreOption, app, desk, number_of, opened, say, show_json
from shengsi_desktop.cli.usage import ExplainedTyper
from shengsi_desktop.domain.problems import Refusal
from shengsi_desktop.domain.words import DeliverableKind, RulePreset
from shengsi_desktop.plan.json_form import json_number

if TYPE_CHECKING:
    from shengsi_desktop.domain.tracking import LightRule
    from shengsi_desktop.domain.weeks import Week
    from shengsi_desktop.services.light_rules import RulePreview
    from shengsi_desktop.store.sessions import Store

rule_app = ExplainedTyper(help="亮灯规则")
app.add_typer(rule_app, name="rule")


@rule_app.command("list")
def rule_list(*, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """列出历次亮灯规则和从哪一周起算。"""
    from shengsi_desktop.rhythm.light_rules import rule_for, rule_words
    from shengsi_desktop.services import light_rules

    with opened(store) as found:
        rules = light_rules.versions(found)
        now = light_rules.in_force(found, _now(found))
    if as_json:
        show_json([{**rule_json(rule), "in_force": rule.id == now.id} for rule in rules])
        return
    for rule in rules:
        replaced = rule_for(rules, rule.since).id != rule.id
        mark = "（现行）" if rule.id == now.id else "（已被取代）" if replaced else ""
        say(f"{rule.name}{mark}  {f'从{rule.since}起' if rule.since else '从一开始'}  {rule_words(rule)}")


@rule_app.command("set")
def rule_set(
    preset: Annotated[str | None, typer.Argument(help="银川、新晃、瓯海、期限；不写就在现行规则上改")] = None,
    *,
    since: Annotated[str | None, typer.Option("--since", help="从哪一周起（默认本周）")] = None,
    yellow: Annotated[str | None, typer.Option("--yellow", help="黄灯阈值")] = None,
    red: Annotated[str | None, typer.Option("--red", help="红灯阈值")] = None,
    soon: Annotated[int | None, typer.Option("--soon", help="到期前几天黄灯")] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="按类型另定，如 数量型=5,20 或 节点型=14")
    ] = None,
    made_up: Annotated[
        bool | None, typer.Option("--made-up/--no-made-up", help="红灯的月份补上后是否转黄")
    ] = None,
    remark: Annotated[str, typer.Option("--remark", help="说明")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看哪些事项会变灯，不启用")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """从某一周起启用新的亮灯规则；过去各周的亮灯不变。"""
    from shengsi_desktop.rhythm.weeks import parse_week
    from shengsi_desktop.services import light_rules

    with opened(store, writing=not dry_run) as found:
        now = _now(found)
        begin = parse_week(since, desk(found).rhythm) if since else now
        wish = _wish(light_rules.in_force(found, begin), preset)
        wish = replace(
            wish,
            yellow_below=wish.yellow_below if yellow is None else number_of(yellow),
            red_below=wish.red_below if red is None else number_of(red),
            soon_days=wish.soon_days if soon is None else soon,
            kinds=_kinds(kind) if kind else wish.kinds,
            made_up=wish.made_up if made_up is None else made_up,
            remark=remark,
        )
        preview = light_rules.preview(found, desk(found).unit.id, wish, begin, now)
        if not dry_run:
            light_rules.change_rule(found, wish, begin, now)
        stored = light_rules.in_force(found, begin)
    if as_json:
        show_json({"rule": None if dry_run else rule_json(stored), **_preview_json(preview)})
        return
    if not dry_run:
        say(f"已启用{stored.name}，从{begin.label}起算；过去各周的亮灯不变。")
    say(f"{preview.week.label}的{preview.total}项事项中有{len(preview.effects)}项变灯。")
    if preview.replaced:
        say(f"{'、'.join(preview.replaced)}由这一版取代，不再起用。")
    for one in preview.effects:
        say(f"{one.number:>6}  {one.before.light.label} → {one.after.light.label}  {one.title}")


@rule_app.command("withdraw")
def rule_withdraw(
    name: Annotated[str, typer.Argument(help="版本名称，如 亮灯规则v2")], store: StoreOption = None
) -> None:
    """撤回还没有用于过去各周的版本。"""
    from shengsi_desktop.services import light_rules

    with opened(store, writing=True) as found:
        rule = next((one for one in light_rules.versions(found) if name.strip() in _called(one)), None)
        if rule is None:
            raise Refusal(f"没有名为“{name}”的亮灯规则。用 rule list 可列出全部版本。")
        light_rules.withdraw(found, rule.id, _now(found))
    say(f"已撤回{rule.name}。")


def _called(rule: LightRule) -> tuple[str, ...]:
    """How a version is called: «亮灯规则v3·瓯海», «亮灯规则v3», «v3»."""
    return rule.id, rule.name, rule.name.partition("·")[0], f"v{rule.version}"


def rule_json(rule: LightRule) -> dict[str, Any]:
    """One version of the light rule."""
    return {
        "id": rule.id,
        "name": rule.name,
        "version": rule.version,
        "preset": rule.preset.value,
        "basis": rule.basis.value,
        "since": rule.since,
        "yellow_below": json_number(rule.yellow_below),
        "red_below": json_number(rule.red_below),
        "soon_days": rule.soon_days,
        "approx_margin": json_number(rule.approx_margin),
        "kinds": {
            one.kind.value: {
                "yellow_below": json_number(one.yellow_below),
                "red_below": json_number(one.red_below),
                "soon_days": one.soon_days,
            }
            for one in rule.kinds
        },
        "made_up": rule.made_up,
        "remark": rule.remark,
    }


def _preview_json(preview: RulePreview) -> dict[str, Any]:
    return {
        "week": str(preview.week),
        "total": preview.total,
        "replaced": list(preview.replaced),
        "changes": [
            {
                "item": one.number,
                "item_id": one.item_id,
                "before": one.before.light.value,
                "before_reason": one.before.reason,
                "after": one.after.light.value,
                "after_reason": one.after.reason,
            }
            for one in preview.effects
        ],
    }


def _now(store: Store) -> Week:
    from shengsi_desktop.services import light_rules

    return light_rules.current_week(store, store.today())


def _wish(now: LightRule, preset: str | None) -> LightRule:
    from shengsi_desktop.rhythm.light_rules import preset_facts

    if preset is None:
        return now
    for one in RulePreset:
        if preset.strip() in (one.value, one.label):
            return preset_facts(one).rule
    raise Refusal(f"没有“{preset}”这套规则。可选：{'、'.join(one.label for one in RulePreset)}。")


def _kinds(written: list[str]) -> tuple[Any, ...]:
    """«数量型=5,20», «节点型=14» (days), «比率型=5,20,10»."""
    from shengsi_desktop.domain.tracking import KindThresholds

    found = []
    for one in written:
        name, _, numbers = one.replace("，", ",").partition("=")
        kind = next((word for word in DeliverableKind if name.strip() in (word.value, word.label)), None)
        if kind is None:
            raise Refusal(f"没有“{name}”这类细项。可写：数量型、比率型、节点型。")
        values = [number_of(part) for part in numbers.split(",") if part.strip()]
        if kind is DeliverableKind.MILESTONE:
            found.append(KindThresholds(kind, soon_days=int(values[0]) if values else None))
            continue
        days = int(values[2]) if len(values) > 2 else None
        found.append(
            KindThresholds(kind, values[0] if values else None, values[1] if values[1:] else None, days)
        )
    return tuple(sorted(found, key=lambda own: own.kind.value))
