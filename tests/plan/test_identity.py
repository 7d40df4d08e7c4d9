"""Ids once shipped do not change."""

from __future__ import annotations

import json

from shengsi_desktop.plan.identity import NAMESPACE, deliverable_id, identities, item_id, plan_id
from shengsi_desktop.plan.reader import read_plan


def test_the_shipped_ids_are_what_the_reader_gives_today(data, plan):
    shipped = json.loads((data / "plans" / "2023.ids.json").read_text(encoding="utf-8"))
    assert identities(plan) == shipped


def test_every_id_is_its_own(data):
    shipped = json.loads((data / "plans" / "2023.ids.json").read_text(encoding="utf-8"))
    ids = [item["id"] for item in shipped["items"]]
    ids += [each["id"] for item in shipped["items"] for each in item["deliverables"]]
    ids += [indicator["id"] for indicator in shipped["indicators"]]
    assert len(set(ids)) == len(ids)
    assert len(shipped["items"]) == 71


def test_the_plan_s_id_does_not_hang_on_width_or_blanks():
    assert plan_id("县发改局", 2023, "行动方案(一)") == plan_id("县发改局 ", 2023, "行动方案（一）")
    assert plan_id("县发改局", 2023, "行动方案") != plan_id("县发改局", 2024, "行动方案")


def test_equal_texts_are_told_apart_by_occurrence():
    plan = plan_id("", 2023, "")
    assert item_id(plan, "1", "植树", 0) != item_id(plan, "1", "植树", 1)
    assert deliverable_id(item_id(plan, "1", "植树"), "植树") != deliverable_id(
        item_id(plan, "2", "植树"), "植树"
    )


def test_equal_items_of_one_task_get_ids_of_their_own():
    found = identities(read_plan("一、任务\n1. 甲。植树。(责任单位:县林业局)植树。(责任单位:县水利局)"))
    assert len({item["id"] for item in found["items"]}) == 2


def test_the_namespace_is_the_project_s_own_and_fixed():
    assert str(NAMESPACE) == "728c764f-4b56-4774-a930-b2eb33a6a52c"
