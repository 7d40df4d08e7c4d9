"""Duties told in plain prose, without a responsibility marker, are never passed over in silence."""

from __future__ import annotations

import pytest

from shengsi_desktop.plan.reader import read_plan

MARKED = "一、工作任务\n1.建设码头。(责任单位:县交通运输局)\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "县交通运输局会同县财政局负责。",
        "由县气象局牵头，县水利局和县应急局参与。",
        "同时，县公安局负责安全保卫。",
    ],
)
def test_a_sentence_that_tells_duties_without_a_marker_is_a_warning_with_its_line(sentence: str) -> None:
    document = read_plan(f"{MARKED}{sentence}\n")

    assert [(one.line, one.text) for one in document.warnings] == [(3, sentence)]


@pytest.mark.parametrize(
    "sentence", ["坚持县委牵头抓总，密切配合。", "加强县域统筹。", "县城建设加快，配合完成搬迁。"]
)
def test_a_sentence_that_only_holds_such_words_is_none(sentence: str) -> None:
    assert read_plan(f"{MARKED}{sentence}\n").warnings == ()
