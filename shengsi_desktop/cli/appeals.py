"""`appeal add / list / contact / offer`: 争取事项 without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from shengsi_desktop.cli.app import (
    JsonOption,
    StoreOption,
    UnitOption,
    WeekOption,
    app,
    opened,
    say,
    show_json,
    unit_id_of,
    week_of,
)
from shengsi_desktop.cli.json_forms import row_json
from shengsi_desktop.cli.usage import ExplainedTyper, written
from shengsi_desktop.domain import money
from shengsi_desktop.domain.appeals import AppealArea, AppealLevel, AppealStage
from shengsi_desktop.domain.problems import Refusal

if TYPE_CHECKING:
    from shengsi_desktop.domain.appeals import AppealOffer, AppealRow

appeal_app = ExplainedTyper(help="争取事项")
app.add_typer(appeal_app, name="appeal")

_AREAS, _LEVELS, _STAGES = (
    "、".join(one.label for one in words) for words in (AppealArea, AppealLevel, AppealStage)
)
StageOption = Annotated[str | None, typer.Option("--stage", help=f"进展到：{_STAGES}")]


@appeal_app.command("add")
def appeal_add(
    name: Annotated[str, typer.Argument(help="争取什么", callback=written)],
    area: Annotated[str, typer.Option("--area", help=f"领域：{_AREAS}")] = "",
    level: Annotated[str, typer.Option("--level", help=f"对接层级：{_LEVELS}")] = "",
    amount: Annotated[
        str, typer.Option("--amount", help="金额，如 3000万元、1.2亿元（不写单位为万元）")
    ] = "",
    office: Annotated[str, typer.Option("--office", help="对口部门")] = "",
    due: Annotated[str, typer.Option("--due", help="完成时限，如 8月底（默认年底）")] = "",
    lead: Annotated[str, typer.Option("--lead", help="牵头单位（默认本单位）")] = "",
    remark: Annotated[str, typer.Option("--remark", help="备注")] = "",
    stage: StageOption = None,
    week: WeekOption = None,
    store: StoreOption = None,
) -> None:
    """新增一项争取事项。"""
    from shengsi_desktop.services import appeals

    given = {"area": area, "level": level, "office": office, "due": due, "lead": lead, "remark": remark}
    fields: dict[str, Any] = {key: words for key, words in given.items() if words}
    if amount:
        fields["amount"] = _sum_of(amount)
    with opened(store, writing=True) as found:
        appeals.add_appeal(found, name, stage=_stage_of(stage), week=week_of(found, week), **fields)
    say(f"已新增争取事项：{name}")


@appeal_app.command("list")
def appeal_list(
    unit: UnitOption = None,
    week: WeekOption = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="全部单位的争取事项")] = False,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """列出争取事项、进展和最近对接。"""
    from shengsi_desktop.rhythm.appeals import silence_words, sums_by_stage
    from shengsi_desktop.services import appeal_rows

    with opened(store) as found:
        rows = appeal_rows.appeal_rows(
            found, unit_id_of(found, unit), week_of(found, week), everything=everything
        )
    if as_json:
        show_json([appeal_json(row) for row in rows])
        return
    for row in rows:
        light, stage = row.item.standing.reading.light, row.stage.label if row.stage else "未对接"
        sum_ = money.words(row.amount, money.WAN)
        silence = silence_words(row.last_contact, row.silent_weeks, row.stage)
        said = "  ".join(part for part in (row.item.title, stage, sum_, silence) if part)
        say(f"{row.item.number:>5}  {light.shape} {light.label}  {said}")
    if not rows:
        say("还没有争取事项。用 appeal offer 可看行动方案里的“争取”句，用 appeal add 新增。")
    for one in sums_by_stage(rows):
        say(
            f"{one.stage.label if one.stage else '未对接'}：{one.count}项 {money.words(one.amount, money.WAN)}".rstrip()
        )


@appeal_app.command("contact")
def appeal_contact(
    item: Annotated[str, typer.Argument(help="编号（如 争取1）或 id")],
    text: Annotated[
        str, typer.Argument(help="7月26日 @省财政厅 谈了什么（不写日期为今天）", callback=written)
    ],
    stage: StageOption = None,
    week: WeekOption = None,
    unit: UnitOption = None,
    store: StoreOption = None,
) -> None:
    """登记一次对接；--stage 说明因此进展到哪一步。"""
    from shengsi_desktop.rhythm.appeals import parse_contact
    from shengsi_desktop.services import appeals, facts

    with opened(store, writing=True) as found:
        unit_id, chosen = unit_id_of(found, unit), week_of(found, week)
        # in a week that is past the line was written in that week
        with found.reading() as session:
            today = facts.day_at_work(session, unit_id, chosen)
            day, whom, words = parse_contact(text, today)
            row = facts.find_item(session, item)
            item_id, number = row.id, row.number
        appeals.add_contact(found, item_id, day, whom, words, _stage_of(stage), unit_id=unit_id, week=chosen)
    say(f"已登记{number}的对接：{day.month}月{day.day}日 {whom} {words}".rstrip())


@appeal_app.command("offer")
def appeal_offer(
    take: Annotated[list[int] | None, typer.Option("--take", help="把第几句作为争取事项添加，可多次")] = None,
    unit: UnitOption = None,
    *,
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """列出行动方案里写到“争取”的句子，或按序号添加为争取事项。"""
    from shengsi_desktop.domain.appeals import ChosenOffer
    from shengsi_desktop.services import appeal_offers

    with opened(store, writing=bool(take)) as found:
        offers = appeal_offers.offers(found, unit_id_of(found, unit))
        if take:
            wrong = [number for number in take if not 1 <= number <= len(offers)]
            if wrong:
                raise Refusal(f"没有第{wrong[0]}句，共{len(offers)}句，没有添加。")
            again = [offers[number - 1].taken for number in take if offers[number - 1].taken]
            if again:
                raise Refusal(f"第{take[0]}句已添加为{again[0]}，没有再添加。")
            chosen = [offers[number - 1] for number in dict.fromkeys(take)]
            appeal_offers.take_offers(
                found,
                [
                    ChosenOffer(
                        one.sentence.name,
                        one.sentence.text,
                        one.item_id,
                        one.sentence.area,
                        one.sentence.level,
                    )
                    for one in chosen
                ],
            )
            say(f"已添加{len(chosen)}项争取事项。")
            return
    if as_json:
        show_json([_offer_json(one) for one in offers])
        return
    for place, one in enumerate(offers, start=1):
        guess = "、".join(word.label for word in (one.sentence.area, one.sentence.level) if word is not None)
        state = f"已添加为{one.taken}" if one.taken else one.sentence.sense.label
        say(f"{place:>3}  {one.item_number:>5}  {state}（推测）{guess}  {one.sentence.text}")


def appeal_json(row: AppealRow) -> dict[str, Any]:
    """One appeal: as `tasks --json`, and what is its own; the amount in 万元."""
    return {
        **row_json(row.item),
        "area": row.area.value if row.area else None,
        "level": row.level.value if row.level else None,
        "stage": row.stage.value if row.stage else None,
        "amount_wan": format(row.amount.wan, "f") if row.amount is not None else None,
        "office": row.office,
        "last_contact": row.last_contact.isoformat() if row.last_contact else None,
        "silent_weeks": row.silent_weeks,
        "from": row.from_number,
        "sentence": row.sentence,
        "contacts": [
            {
                "id": one.id,
                "day": one.day.isoformat(),
                "with": one.with_whom,
                "words": one.words,
                "stage": one.stage.value if one.stage else None,
            }
            for one in row.contacts
        ],
    }


def _offer_json(one: AppealOffer) -> dict[str, Any]:
    sentence = one.sentence
    return {
        "text": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "item": one.item_number,
        "owners": list(one.owners),
        "sense": sentence.sense.value,
        "why": sentence.why,
        "area": sentence.area.value if sentence.area else None,
        "level": sentence.level.value if sentence.level else None,
        "name": sentence.name,
        "taken": one.taken,
    }


def _stage_of(text: str | None) -> AppealStage | None:
    if not text:
        return None
    found = next((one for one in AppealStage if text in (one.value, one.label)), None)
    if found is None:
        raise Refusal(f"没有“{text}”这一步，没有存入。可选：{_STAGES}。")
    return found


def _sum_of(text: str) -> money.Money:
    from shengsi_desktop.rhythm.typed_numbers import parse_money

    found = parse_money(text, money.WAN)
    if found is None:
        raise Refusal(f"“{text}”不是金额，没有存入。请写成3000万元或1.2亿元。")
    return found
